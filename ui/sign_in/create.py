"""Make a project, step by step: administrator, units, recovery key, proof, first people."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.errors import EnvError, UserError
from core.people import Grant, Role
from core.ports.gate import Gate, NewPerson, RecoverySetup
from core.services.desk import Desk
from ui import errors
from ui.sign_in.founder import Founder, FounderStep
from ui.sign_in.people import PeopleStep
from ui.sign_in.recovery import ProofStep, RecoveryStep
from ui.sign_in.units import UnitsStep
from ui.widgets.banner import Banner
from ui.widgets.layout import Card, SectionHeader, row, scrolled


class CreatePage(QWidget):
    """Nothing counts before the recovery key is proved; then the administrator is signed in."""

    created = Signal(object)

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("Door")
        self._gate = gate
        self._founder: Founder | None = None
        self._setup: RecoverySetup | None = None
        self._desk: Desk | None = None
        self._steps = QStackedWidget()
        self._header = SectionHeader("")
        self._banner = Banner()
        self._build()
        self._first = FounderStep()
        self._first.done.connect(self._on_founder)
        self._show(self._first, self.tr("New project"), 1)

    def take_keyboard(self) -> None:
        """Start in the first field of the step shown."""
        shown = self._steps.currentWidget()
        if shown is not None:
            shown.setFocus()

    def say(self, sentence: str) -> None:
        """Show what went wrong outside a field."""
        self._banner.say(sentence)

    def _build(self) -> None:
        card = Card()
        card.body.setContentsMargins(26, 22, 26, 22)
        card.body.addWidget(self._header)
        card.body.addWidget(self._banner)
        card.body.addWidget(self._steps)
        card.setMinimumWidth(640)
        card.setMaximumWidth(780)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addStretch(1)
        column.addLayout(row(1, card, 1))
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inside))

    def _show(self, step: QWidget, title: str, number: int) -> None:
        self._banner.hide()
        self._header.show_text(title, self.tr("Step {n} of 5").format(n=number))
        if self._steps.indexOf(step) < 0:
            self._steps.addWidget(step)
        self._steps.setCurrentWidget(step)
        step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_founder(self, founder: Founder) -> None:
        self._founder = founder
        self._units = UnitsStep()
        self._units.done.connect(self._on_units)
        self._show(self._units, self.tr("Units"), 2)

    def _on_units(self, units: object) -> None:
        founder = self._founder
        assert founder is not None
        assert isinstance(units, tuple)
        grants = (Grant(Role.ADMIN, units[0].id),)
        admin = NewPerson(founder.login, founder.name, grants, founder.password)
        try:
            self._setup = self._gate.create(founder.project, admin, units)
        except (UserError, EnvError) as error:
            self.say(errors.sentence(error))
            return
        shown = RecoveryStep(founder.project, self._setup.recovery_key)
        shown.done.connect(self._on_shown)
        self._show(shown, self.tr("Recovery key"), 3)

    def _on_shown(self, file: str) -> None:
        self._proof = ProofStep(file)
        self._proof.typed.connect(self._on_proof)
        self._show(self._proof, self.tr("Prove that you have it"), 4)

    def _on_proof(self, typed: str) -> None:
        assert self._setup is not None
        assert self._founder is not None
        try:
            self._setup.prove(typed)
            self._desk = self._gate.sign_in(self._founder.login, self._founder.password)
        except (UserError, EnvError) as error:
            self._proof.refuse(errors.sentence(error))
            return
        people = PeopleStep(self._desk)
        people.done.connect(self._on_people)
        self._show(people, self.tr("First people"), 5)

    def _on_people(self) -> None:
        assert self._desk is not None
        self.created.emit(self._desk)
