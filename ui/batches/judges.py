"""Adjudicators of a batch: name one more, dismiss one, run the rules in force again."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.errors import UserError
from core.event import Changes
from core.people import Post
from core.services.batches import BatchRow
from core.values import PersonId
from ui import errors
from ui.batches.asking import Asking, Deeds, Shown
from ui.widgets.layout import button


class JudgeDeeds(QObject, Deeds):
    """For those who rule on the batch's differences."""

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self._asking, self._tools = asking, asking.tools
        self._batch: BatchRow | None = None
        self.check = button(self.tr("R  Check records again"))
        self.name = button(self.tr("N  Name a further adjudicator"))
        self.dismiss = button(self.tr("D  Dismiss an adjudicator"))
        self.buttons = {"R": self.check, "N": self.name, "D": self.dismiss}
        self.check.clicked.connect(self._check_again)
        self.name.clicked.connect(self._ask_whom)
        self.dismiss.clicked.connect(self._ask_whom_to_dismiss)

    def show(self, shown: Shown) -> None:
        """Show the buttons to adjudicators."""
        self._batch = batch = shown.batch
        judges = Post.ADJUDICATION in batch.posts and shown.goes_on
        self.name.setVisible(judges)
        self.dismiss.setVisible(judges)
        self.check.setVisible(judges and batch.settled > 0)

    def _ask_whom(self) -> None:
        """Where the adjudicators there are have all ruled on a question, a further one can."""
        if self._batch is None:
            return
        desk, batch = self._tools.desk, self._batch
        people = desk.directory.eligible(
            desk.session, batch.unit, Post.ADJUDICATION, batch.is_visit
        )
        names = {p.id: p.name for p in people if p.id != desk.session.person}
        if not names:
            self._asking.finding.say(
                self.tr(
                    "Nobody else may rule here. An administrator must add a person to the unit first."
                )
            )
            return
        said = self.tr("{name} rules on differences from now on, too.")
        self._asking.choose(
            self.tr("Who rules on differences from now on, besides?"),
            [(name, person) for person, name in names.items()],
            lambda who: self._asking.do(
                lambda: desk.batches.name_adjudicator(desk.session, batch.id, PersonId(who)),
                said.format(name=names[PersonId(who)]),
                names,
            ),
        )

    def _ask_whom_to_dismiss(self) -> None:
        """What comes after is shut to that person by a new key of the batch."""
        if self._batch is None:
            return
        desk, batch = self._tools.desk, self._batch.id
        judges = desk.batches.adjudicators(desk.session, batch)
        people = desk.directory.people(desk.session)
        others = {*judges} - {desk.session.person}
        names = {p.id: p.name for p in people if p.id in others}
        if not names:
            self._asking.finding.say(
                self.tr("You are the only adjudicator here. Name a further one (N) first.")
            )
            return
        said = self.tr("{name} opens nothing that is keyed or ruled here from now on.")
        self._asking.choose(
            self.tr("Who rules on differences no longer?"),
            [(name, person) for person, name in names.items()],
            lambda who: self._asking.do(
                lambda: desk.batches.dismiss_adjudicator(desk.session, batch, PersonId(who)),
                said.format(name=names[PersonId(who)]),
                names,
            ),
        )

    def _check_again(self) -> None:
        """After changed checks were approved: what they find anew comes to recheck."""
        if self._batch is None:
            return
        desk, batch = self._tools.desk, self._batch
        self._asking.finding.say("")
        self.check.setEnabled(False)
        self._tools.jobs.run(
            self.tr("Checking the records of {code} again").format(code=batch.code),
            lambda progress: desk.versions.check_again(desk.session, batch.id, progress),
            self._on_checked,
            self._on_check_failed,
        )

    def _on_checked(self, changes: Changes) -> None:
        self.check.setEnabled(True)
        self._tools.bus.publish(changes)
        if changes.subjects:
            said = self.tr("Checked again: {n} records have other findings. See recheck.")
        else:
            said = self.tr("Checked again: the rules in force find nothing else.")
        self._tools.told.emit(said.format(n=len(changes.subjects)))

    def _on_check_failed(self, error: Exception) -> None:
        self.check.setEnabled(True)
        if isinstance(error, UserError):
            self._asking.finding.say(errors.sentence(error))
        else:
            self._tools.failed.emit(error)
