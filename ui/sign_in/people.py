"""Step 5: the first people, before anybody else can sign in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import NAME_TAKEN, PASSWORD_TOO_SHORT, EnvError, UserError
from core.people import Grant, Person, Role
from core.ports.gate import NewPerson
from core.services.desk import Desk
from core.values import UnitId
from ui import errors, sentences
from ui.look.language import say
from ui.widgets.fields import Field, SteadyCombo, line_edit
from ui.widgets.layout import button, label, primary, row
from ui.widgets.rows_table import Column, RowsTable


class PeopleStep(QWidget):
    """Adds people one after the other; `done` opens the workspace."""

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._login, self._name = line_edit(), line_edit()
        self._password = line_edit(secret=True)
        self._role = SteadyCombo(sentences.words("role"))
        self._unit = SteadyCombo(
            [(f"{u.id} {say(dict(u.names))}", u.id) for u in desk.directory.units(desk.session)]
        )
        self._fields = {
            "name": Field(self.tr("Name"), self._name),
            "login": Field(self.tr("Sign-in name"), self._login),
            "password": Field(self.tr("First password"), self._password),
            "role": Field(self.tr("Role"), self._role),
            "unit": Field(self.tr("Unit"), self._unit),
        }
        self._table = RowsTable(
            (
                Column(self.tr("Name"), _name),
                Column(self.tr("Sign-in name"), _login),
                Column(self.tr("Role"), _roles),
                Column(self.tr("Unit"), _units),
            ),
            name="first_people",
            title=self.tr("People"),
            empty=self.tr("Nobody yet."),
        )
        self._build()
        self._show()

    def _build(self) -> None:
        add, go = button(self.tr("Add")), primary(self.tr("Start working"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        about = self.tr(
            "A batch needs two clerks, at least two people who rule on differences, and one each"
            " for the spot check and the final review."
        )
        layout.addWidget(label(about, "Muted", wrap=True))
        for names in (("name", "login", "password"), ("role", "unit")):
            line = QHBoxLayout()
            for name in names:
                line.addWidget(self._fields[name], 1)
            layout.addLayout(line)
        layout.addLayout(row(add, 1))
        self._table.setMinimumHeight(170)
        layout.addWidget(self._table, 1)
        layout.addLayout(row(1, go))
        self.setFocusProxy(self._name)
        self._password.returnPressed.connect(self._on_add)
        add.clicked.connect(self._on_add)
        go.clicked.connect(self.done)

    def _on_add(self) -> None:
        for name, entry in (("name", self._name), ("login", self._login)):
            self._fields[name].clear()
            if not entry.text().strip():
                self._fields[name].refuse(self.tr("Fill this in."))
                return
        role, unit = Role(self._role.currentData()), UnitId(self._unit.currentData())
        person = NewPerson(
            self._login.text().strip(),
            self._name.text().strip(),
            (Grant(role, unit),),
            self._password.text(),
        )
        try:
            self._desk.directory.add_person(self._desk.session, person)
        except (UserError, EnvError) as error:
            where = {NAME_TAKEN: "login", PASSWORD_TOO_SHORT: "password"}.get(error.code, "name")
            self._fields[where].refuse(errors.sentence(error))
            return
        for entry in (self._name, self._login, self._password):
            entry.clear()
        self._name.setFocus()
        self._show()

    def _show(self) -> None:
        self._table.show_rows(self._desk.directory.people(self._desk.session))


def _name(person: Person) -> str:
    return person.name


def _login(person: Person) -> str:
    return person.login


def _roles(person: Person) -> str:
    return ", ".join(dict.fromkeys(sentences.word("role", grant.role) for grant in person.grants))


def _units(person: Person) -> str:
    return ", ".join(dict.fromkeys(grant.unit for grant in person.grants))
