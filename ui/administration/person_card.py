"""Beside the people: what to do about the one chosen in the table, one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QDate

from core.errors import (
    NOT_ALLOWED,
    PASSWORD_TOO_SHORT,
    REASON_MISSING,
    TRY_LATER,
    WRONG_PASSWORD,
    TwinkeyError,
    UserError,
)
from core.event import Changes
from core.people import Grant, Person, Role
from core.ports.gate import Second
from core.values import UnitId
from ui import errors
from ui.administration import deeds
from ui.administration.deeds import Deed, Rights, deeds_for
from ui.page import Tools
from ui.sentences import words
from ui.widgets.fields import Field, SteadyCombo, line_edit
from ui.widgets.layout import Card, label, primary, row
from ui.widgets.marks import FindingLine

DATE_FORMATS = ("yyyy-MM-dd", "yyyyMMdd")
PLACES = {
    PASSWORD_TOO_SHORT: "password",
    REASON_MISSING: "why",
    WRONG_PASSWORD: "second_password",
    TRY_LATER: "second_password",
}


class PersonCard(Card):
    """Enter in a field goes on to the next; the button does what is chosen."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._person: Person | None = None
        self._rights = Rights(tools.desk.session)
        self._title = label("", "Heading", wrap=True)
        self.deed = SteadyCombo()
        self._about = label("", "Muted", wrap=True)
        self.role, self.unit = SteadyCombo(words("role")), SteadyCombo()
        self.fields = self._make_fields()
        self.finding = FindingLine()
        self.do_button = primary(self.tr("Do it"))
        self._lay_out()
        self.deed.currentIndexChanged.connect(self._on_deed)
        self.do_button.clicked.connect(self._do)
        self.hide()

    def show_units(self, units: Mapping[str, str]) -> None:
        """Offer these units (code -> name)."""
        self.unit.clear()
        for unit, name in units.items():
            self.unit.addItem(f"{unit} {name}", unit)

    def show_person(self, person: Person | None, rights: Rights) -> None:
        """Offer what is possible about the person; hide where nothing is."""
        self._person, self._rights = person, rights
        possible = deeds_for(rights, person) if person else ()
        self.deed.clear()
        for deed in possible:
            self.deed.addItem(deed.shown_title(), deed)
        if person and possible:
            self._title.setText(f"{person.name} · {person.login}")
            self._fill(person)
        self.setVisible(bool(possible))
        self._on_deed()

    def _make_fields(self) -> dict[str, Field]:
        return {
            "name": Field(self.tr("Full name"), line_edit()),
            "role": Field(self.tr("Role"), self.role),
            "unit": Field(self.tr("In this unit and all below it"), self.unit),
            "trained_on": Field(self.tr("Shopper training (date)"), line_edit("2026-09-01")),
            "password": Field(
                self.tr("New password"),
                line_edit(secret=True),
                self.tr("Tell it to this person only, who should change it at once."),
            ),
            "again": Field(self.tr("The password once more"), line_edit(secret=True)),
            "why": Field(self.tr("Reason"), line_edit()),
            "second": Field(self.tr("Sign-in name of the second person"), line_edit()),
            "second_password": Field(
                self.tr("Password of the second person"), line_edit(secret=True)
            ),
        }

    def _lay_out(self) -> None:
        self.body.addWidget(self._title)
        self.body.addWidget(Field(self.tr("What to do"), self.deed))
        self.body.addWidget(self._about)
        for field in self.fields.values():
            self.body.addWidget(field)
            returned = getattr(field.entry, "returnPressed", None)
            if returned is not None:
                returned.connect(self.focusNextChild)
        self.body.addWidget(self.finding)
        self.body.addLayout(row(1, self.do_button))

    def _fill(self, person: Person) -> None:
        for field in self.fields.values():
            field.clear()
            if hasattr(field.entry, "setText"):
                field.entry.setText("")
        self.finding.say("")
        self.fields["name"].entry.setText(person.name)  # type: ignore[attr-defined]
        self.fields["trained_on"].entry.setText(person.trained_on)  # type: ignore[attr-defined]
        if person.grants:
            self.role.setCurrentIndex(max(self.role.findData(person.grants[0].role.value), 0))
            self.unit.setCurrentIndex(max(self.unit.findData(person.grants[0].unit), 0))

    def _on_deed(self) -> None:
        deed: Deed | None = self.deed.currentData()
        shown = deed.fields if deed else ()
        for name, field in self.fields.items():
            field.setVisible(name in shown)
        self._about.setText(deed.shown_about() if deed else "")
        self.finding.say("")

    def _do(self) -> None:
        deed: Deed | None = self.deed.currentData()
        person = self._person
        for field in self.fields.values():
            field.clear()
        if deed is None or person is None or not self._is_complete(deed):
            return
        try:
            changes = self._done(deed.code, person)
        except TwinkeyError as error:
            self._refuse(error, deed)
            return
        said = self.tr("{name}: done (“{deed}”).").format(name=person.name, deed=deed.shown_title())
        self._tools.bus.publish(changes)
        self._tools.told.emit(said)

    def _is_complete(self, deed: Deed) -> bool:
        if "again" in deed.fields and self._typed("password") != self._typed("again"):
            self.fields["again"].refuse(self.tr("The two passwords differ. Type it again."))
            return False
        if "trained_on" in deed.fields and self._trained() is None:
            self.fields["trained_on"].refuse(self.tr("Type a date like 2026-11-22."))
            return False
        return True

    def _done(self, code: str, person: Person) -> Changes:
        account, session = self._tools.desk.account, self._tools.desk.session
        password, why = self._typed("password"), self._typed("why").strip()
        if code == deeds.CONFIRM:
            return account.confirm(session, person.id)
        if code == deeds.LIFT:
            return account.lift(session, person.id)
        if code == deeds.RESET:
            return account.reset(session, person.id, password, why)
        if code == deeds.TOGETHER:
            second = Second(self._typed("second").strip(), self._typed("second_password"))
            return account.reset_together(session, person.id, password, why, second)
        if code == deeds.REMOVE:
            return account.remove(session, person.id, why)
        grants = self._grants(person)
        name, trained = self._typed("name").strip(), self._trained() or ""
        return account.change(session, person.id, name, grants, trained)

    def _grants(self, person: Person) -> tuple[Grant, ...]:
        """The first role as chosen; a person's further ones stay."""
        chosen = Grant(Role(self.role.currentData()), UnitId(self.unit.currentData() or ""))
        return tuple(dict.fromkeys((chosen, *person.grants[1:])))

    def _trained(self) -> str | None:
        typed = self._typed("trained_on").strip()
        days = (QDate.fromString(typed, form) for form in DATE_FORMATS)
        found = next((day.toString("yyyy-MM-dd") for day in days if day.isValid()), None)
        return found if typed else ""

    def _typed(self, name: str) -> str:
        return str(self.fields[name].entry.text())  # type: ignore[attr-defined]

    def _refuse(self, error: TwinkeyError, deed: Deed) -> None:
        place = PLACES.get(error.code)
        if isinstance(error, UserError) and place in deed.fields:
            self.fields[str(place)].refuse(errors.sentence(error))
        elif isinstance(error, UserError) and error.code == NOT_ALLOWED:
            self.finding.say(
                self.tr("This needs two different people of the unit, neither of them this one.")
                if deed.code == deeds.TOGETHER
                else errors.sentence(error)
            )
        elif isinstance(error, UserError):
            self.finding.say(errors.sentence(error))
        else:
            self._tools.failed.emit(error)
