"""Batches whose adjudicators are all gone: the recovery key hands their keys to another one."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import RECOVERY_NOT_PROVED, TwinkeyError, UserError
from core.people import Person, Role
from core.values import BatchId, PersonId
from ui import errors
from ui.page import Tools
from ui.sign_in.lost import key_in
from ui.widgets.fields import Field, SteadyCombo, line_edit
from ui.widgets.layout import Card, button, label, row
from ui.widgets.marks import FindingLine

JUDGES = (Role.CLERK, Role.LEADER, Role.QUALITY)


class HeirsCard(Card):
    """Shown to administrators where such a batch is."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.batch, self.person = SteadyCombo(), SteadyCombo()
        self.key = line_edit()
        self._key_field = Field(self.tr("Recovery key, or the file that it is in"), self.key)
        self.finding = FindingLine()
        self.grant_button = button(self.tr("Hand the batch on"))
        self.body.addWidget(label(self.tr("Batches without an adjudicator"), "Heading"))
        about = self.tr(
            "Everybody who could open these batches is gone. With the recovery key you can hand them"
            " to somebody else; you yourself read nothing of them."
        )
        self.body.addWidget(label(about, "Muted", wrap=True))
        for part in (
            Field(self.tr("Batch"), self.batch),
            Field(self.tr("New adjudicator"), self.person),
            self._key_field,
            self.finding,
        ):
            self.body.addWidget(part)
        self.body.addLayout(row(1, self.grant_button))
        self.key.returnPressed.connect(self._grant)
        self.grant_button.clicked.connect(self._grant)
        self.hide()

    def show_batches(self, people: Sequence[Person]) -> None:
        """Offer what is without a holder, and who might take it."""
        desk = self._tools.desk
        codes = {batch.id: batch.code for batch in desk.batches.list(desk.session)}
        alone = desk.account.without_holder(desk.session)
        self.batch.clear()
        for batch in alone:
            self.batch.addItem(codes.get(batch, batch), batch)
        self.person.clear()
        for person in people:
            if person.active and any(grant.role in JUDGES for grant in person.grants):
                self.person.addItem(person.name, person.id)
        self.setVisible(bool(alone))

    def _grant(self) -> None:
        desk = self._tools.desk
        self._key_field.clear()
        self.finding.say("")
        batch, person = BatchId(self.batch.currentData()), PersonId(self.person.currentData())
        try:
            changes = desk.account.recover_batch(
                desk.session, batch, person, key_in(self.key.text())
            )
        except UserError as error:
            if error.code == RECOVERY_NOT_PROVED:
                self._key_field.refuse(self.tr("This is not this project's recovery key."))
            else:
                self.finding.say(errors.sentence(error))
            return
        except TwinkeyError as error:
            self._tools.failed.emit(error)
            return
        name, code = self.person.currentText(), self.batch.currentText()
        self.key.clear()
        self._tools.bus.publish(changes)
        self._tools.told.emit(
            self.tr("{name} can go on with batch {code}.").format(name=name, code=code)
        )
