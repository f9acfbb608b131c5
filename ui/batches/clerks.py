"""An absent clerk's unkeyed sheets go to another clerk of the same pass."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.errors import UserError
from core.services.batches import BatchRow
from core.values import PersonId
from ui import errors
from ui.batches import words
from ui.batches.asking import Asking, Deeds, Shown
from ui.widgets.layout import button


class ClerkDeeds(QObject, Deeds):
    """For those who lead, while the batch is keyed."""

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self._asking, self._tools = asking, asking.tools
        self._batch: BatchRow | None = None
        self.hand_over = button(self.tr("H  Hand over an absent clerk's sheets"))
        self.buttons = {"H": self.hand_over}
        self.hand_over.clicked.connect(self._ask_who)

    def show(self, shown: Shown) -> None:
        """Show the button while somebody keys."""
        self._batch = shown.batch
        self.hand_over.setVisible(shown.is_whole and shown.batch.state == "keying")

    def _ask_who(self) -> None:
        if self._batch is None:
            return
        desk, batch = self._tools.desk, self._batch.id
        try:
            clerks = desk.handover.clerks(desk.session, batch)
        except UserError as error:
            self._asking.finding.say(errors.sentence(error))
            return
        names = {str(clerk.id): clerk.name for _, clerk in clerks}
        self._asking.choose(
            self.tr("Who is absent? What is not keyed goes to another clerk."),
            [(f"{words.post_name(post)} · {clerk.name}", clerk.id) for post, clerk in clerks],
            lambda who: self._ask_to_whom(PersonId(who), names[who]),
        )

    def _ask_to_whom(self, clerk: PersonId, name: str) -> None:
        if self._batch is None:
            return
        desk, batch = self._tools.desk, self._batch.id
        heirs = desk.handover.heirs(desk.session, batch, clerk)
        if not heirs:
            self._asking.finding.say(
                self.tr(
                    "Nobody else may key this pass. An administrator must add a clerk to the unit"
                    " first."
                )
            )
            return
        names = {str(heir.id): heir.name for heir in heirs}
        self._asking.choose(
            self.tr("Who keys on in place of {name}?").format(name=name),
            [(heir.name, heir.id) for heir in heirs],
            lambda heir: self._ask_why(clerk, PersonId(heir), names[heir]),
        )

    def _ask_why(self, clerk: PersonId, heir: PersonId, name: str) -> None:
        if self._batch is None:
            return
        desk, batch = self._tools.desk, self._batch.id
        told = self.tr(
            "{name} keys on. What was submitted stays; an open draft was discarded unread."
        )
        self._asking.type(
            self.tr("Why are the sheets handed over?"),
            lambda why: self._asking.do(
                lambda: desk.handover.hand_over(desk.session, batch, clerk, heir, why),
                told.format(name=name),
            ),
        )
