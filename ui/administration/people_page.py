"""The people of the project with their roles: adding one, and what can be done about each."""

from __future__ import annotations

from PySide6.QtCore import QDate

from core.errors import NAME_TAKEN, PASSWORD_TOO_SHORT, TwinkeyError, UserError
from core.people import Grant, Person, Role, Unit
from core.ports.gate import NewPerson
from core.values import UnitId
from core.workflow.membership import ISSUED, Parents, covers
from ui import errors
from ui.administration.deeds import Rights, rights_of
from ui.administration.heirs_card import HeirsCard
from ui.administration.person_card import PersonCard
from ui.look.language import say
from ui.page import Page, Tools
from ui.sentences import word, words
from ui.widgets.fields import Field, SteadyCombo, line_edit
from ui.widgets.layout import Card, SectionHeader, label, page_layout, primary, row
from ui.widgets.rows_table import Column, RowsTable
from ui.widgets.two_panes import TwoPanes, cards

DATE_FORMATS = ("yyyy-MM-dd", "yyyyMMdd")


class PeoplePage(Page):
    """Enter in a field goes on to the next; the last one adds the person."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._units: dict[str, str] = {}
        self._is_admin = tools.desk.session.has(Role.ADMIN)
        self._rights = Rights(tools.desk.session)
        self.person_card, self.heirs_card = PersonCard(tools), HeirsCard(tools)
        self.table = RowsTable(
            self._columns(),
            name="people",
            title=self.tr("People"),
            empty=self.tr("Nobody yet. Add the first person at the right."),
            preferences=tools.preferences,
        )
        self.login, self.name = line_edit(), line_edit()
        self.role, self.unit = SteadyCombo(self._roles_to_give()), SteadyCombo()
        self.trained_on = line_edit("2026-09-01")
        self.password, self.again = line_edit(secret=True), line_edit(secret=True)
        self.add_button = primary(
            self.tr("Add the person") if self._is_admin else self.tr("Add for 30 days")
        )
        self._fields = {
            "login": Field(self.tr("Sign-in name"), self.login),
            "name": Field(self.tr("Full name"), self.name),
            "role": Field(self.tr("Role"), self.role),
            "unit": Field(self.tr("In this unit and all below it"), self.unit),
            "trained_on": Field(
                self.tr("Shopper training (date)"),
                self.trained_on,
                self.tr("Only trained shoppers may record visits."),
            ),
            "password": Field(
                self.tr("First password"), self.password, self.tr("Tell it to this person only.")
            ),
            "again": Field(self.tr("The password once more"), self.again),
        }
        self._lay_out()
        self._wire()
        self._on_role()

    def refresh(self) -> None:
        """Show the people and units there are now."""
        desk = self._tools.desk
        units = desk.directory.units(desk.session)
        self._units = {u.id: say(dict(u.names)) for u in units}
        chosen = self.unit.currentData()
        self.unit.clear()
        to_give = {str(u.id): self._units[u.id] for u in units if self._may_give(u, units)}
        for unit, name in to_give.items():
            self.unit.addItem(f"{unit} {name}", unit)
        self.unit.setCurrentIndex(max(self.unit.findData(chosen), 0))
        self.person_card.show_units(to_give)
        self._rights = rights_of(desk.session, desk.account)
        people = desk.directory.people(desk.session)
        if self._is_admin:
            self.heirs_card.show_batches(people)
        self.table.show_rows(people)
        self._on_person(self.table.current())

    def take_keyboard(self) -> None:
        """To the first field of a new person, or to the table where none can be added."""
        (self.login if self._may_add() else self.table).setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Name"), lambda person: person.name),
            Column(self.tr("Sign-in name"), lambda person: person.login),
            Column(self.tr("Role"), self._roles),
            Column(self.tr("State"), self._state),
        )

    def _roles(self, person: Person) -> str:
        grants = (
            f"{word('role', str(grant.role))} · {self._units.get(grant.unit, grant.unit)}"
            for grant in person.grants
        )
        return ", ".join(grants)

    def _state(self, person: Person) -> str:
        if not person.active:
            return self.tr("Not active")
        if person.id in self._rights.waits:
            return self.tr("Has to wait after wrong passwords")
        if person.until:
            return self.tr("Temporary until {date}").format(date=person.until)
        if person.trained_on:
            return self.tr("Active, trained {date}").format(date=person.trained_on)
        return self.tr("Active")

    def _lay_out(self) -> None:
        card = Card()
        heading = self.tr("New person") if self._is_admin else self.tr("New temporary operator")
        card.body.addWidget(label(heading, "Heading"))
        if not self._is_admin:
            about = self.tr(
                "A clerk of your unit who may work for 30 days. Head office can confirm later."
            )
            card.body.addWidget(label(about, "Muted", wrap=True))
        for field in self._fields.values():
            card.body.addWidget(field)
        card.body.addLayout(row(1, self.add_button))
        card.setVisible(self._may_add())
        layout = page_layout(self)
        layout.addWidget(
            SectionHeader(
                self.tr("People"),
                self.tr("Who may sign in, and what each may be asked to do in which unit."),
            )
        )
        side = cards(self.person_card, self.heirs_card, card)
        layout.addWidget(TwoPanes(self.table, side), 1)

    def _wire(self) -> None:
        for entry in (self.login, self.name, self.trained_on, self.password):
            entry.returnPressed.connect(self.focusNextChild)
        self.again.returnPressed.connect(self._add)
        self.role.currentIndexChanged.connect(self._on_role)
        self.add_button.clicked.connect(self._add)
        self.table.current_changed.connect(self._on_person)

    def _on_person(self, person: Person | None) -> None:
        self.person_card.show_person(person, self._rights)

    def _may_add(self) -> bool:
        return self._is_admin or self._tools.desk.session.has(Role.LEADER)

    def _roles_to_give(self) -> list[tuple[str, object]]:
        return [(title, code) for title, code in words("role") if self._is_admin or code in ISSUED]

    def _may_give(self, unit: Unit, units: tuple[Unit, ...]) -> bool:
        """Whether rights in the unit are the person's to give: own units, and valid codes only."""
        role = Role.ADMIN if self._is_admin else Role.LEADER
        parents: Parents = {each.id: each.parent for each in units}
        return not unit.until and covers(self._tools.desk.session.grants, (role,), unit.id, parents)

    def _on_role(self) -> None:
        self._fields["trained_on"].setVisible(self.role.currentData() == Role.SHOPPER)

    def _add(self) -> None:
        for field in self._fields.values():
            field.clear()
        if self._is_complete():
            self._enrol(self._new())

    def _is_complete(self) -> bool:
        """Whether everything is filled in; else the first fault is said at its field."""
        if not self.login.text().strip():
            self._fields["login"].refuse(self.tr("Type the name this person signs in with."))
        elif not self.name.text().strip():
            self._fields["name"].refuse(self.tr("Type the person's full name."))
        elif self._trained() is None:
            self._fields["trained_on"].refuse(self.tr("Type a date like 2026-11-22."))
        elif self.password.text() != self.again.text():
            self._fields["again"].refuse(self.tr("The two passwords differ. Type it again."))
        else:
            return True
        return False

    def _trained(self) -> str | None:
        """ISO date of the training, "" where none is typed; None where it is no date."""
        typed = self.trained_on.text().strip()
        if not typed or self.role.currentData() != Role.SHOPPER:
            return ""
        days = (QDate.fromString(typed, form) for form in DATE_FORMATS)
        return next((day.toString("yyyy-MM-dd") for day in days if day.isValid()), None)

    def _new(self) -> NewPerson:
        grant = Grant(Role(self.role.currentData()), UnitId(self.unit.currentData() or ""))
        return NewPerson(
            self.login.text().strip(),
            self.name.text().strip(),
            (grant,),
            self.password.text(),
            self._trained() or "",
        )

    def _enrol(self, new: NewPerson) -> None:
        desk = self._tools.desk
        try:
            if self._is_admin:
                changes = desk.directory.add_person(desk.session, new)
            else:
                changes = desk.account.issue(desk.session, new)
        except TwinkeyError as error:
            self._refuse(error)
            return
        for entry in (self.login, self.name, self.trained_on, self.password, self.again):
            entry.clear()
        self._tools.bus.publish(changes)
        self._tools.told.emit(
            self.tr("{name} can sign in as {login}.").format(name=new.name, login=new.login)
        )
        self.login.setFocus()

    def _refuse(self, error: TwinkeyError) -> None:
        places = {NAME_TAKEN: "login", PASSWORD_TOO_SHORT: "password"}
        if isinstance(error, UserError) and error.code in places:
            self._fields[places[error.code]].refuse(errors.sentence(error))
        else:
            self._tools.failed.emit(error)
