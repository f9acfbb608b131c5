"""The batch page's one panel and one sentence, which everything that can be done there shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QPushButton, QWidget

from core.errors import EnvError, TwinkeyError, UserError
from core.event import Changes
from core.people import Post
from core.services.batches import BatchRow, PostProblem, SheetRow
from core.values import PersonId
from ui import errors
from ui.batches import words
from ui.keying.panel import Panel, containing
from ui.page import Tools
from ui.paper_words import with_unit_names
from ui.widgets.marks import FindingLine

Then = Callable[[str], None]


@dataclass(frozen=True)
class Shown:
    """What the page shows while somebody decides what to do."""

    batch: BatchRow
    sheets: tuple[SheetRow, ...] | None
    """The register, or None where the person may not see it."""
    sheet: SheetRow | None
    """The one chosen in the register."""
    leads: bool
    """Whether the person opens and closes batches."""

    @property
    def goes_on(self) -> bool:
        """Whether anything can still change."""
        return self.batch.state != "approved"

    @property
    def is_opened(self) -> bool:
        """Whether it is all that was opened, and no part split off."""
        return self.is_whole and not self.batch.is_part

    @property
    def is_whole(self) -> bool:
        """Whether the person leads and sees all of a batch of paper."""
        return self.leads and self.sheets is not None and not self.batch.is_visit


class Deeds:
    """A few things that can be done to a batch, each by one key while the register has the keyboard."""

    buttons: Mapping[str, QPushButton]
    """Key -> the button that does the same."""

    def show(self, shown: Shown) -> None:
        """Show the buttons that mean something now."""
        raise NotImplementedError


class Asking:
    """Asks for one thing after another, does it, and says how it went."""

    def __init__(self, tools: Tools, register: QWidget, done: Callable[[], None]) -> None:
        self.tools, self.panel, self.finding = tools, Panel(), FindingLine()
        self._register, self._done = register, done
        self._then: Then | None = None
        self.panel.picked.connect(self._on_picked)
        self.panel.closed.connect(register.setFocus)

    def choose(self, title: str, items: Sequence[tuple[str, str]], then: Then) -> None:
        """Ask for one of (text, value)."""
        self._then = then
        self.panel.ask(title, containing(items))

    def type(self, title: str, then: Then, text: str = "") -> None:
        """Ask for a line of text."""
        self._then = then
        self.panel.ask(title, text=text)

    def do(
        self,
        action: Callable[[], Changes],
        told: str | Callable[[], str],
        names: Mapping[PersonId, str] | None = None,
    ) -> None:
        """Do it and tell the good news, or say under the register why not."""
        try:
            changes = action()
        except UserError as error:
            self.finding.say(_refusal(with_unit_names(error, self.tools.desk), names or {}))
            return
        except EnvError as error:
            self.tools.failed.emit(error)
            return
        self.finding.say("")
        self.tools.bus.publish(changes)
        self._done()
        self.tools.told.emit(told if isinstance(told, str) else told())

    def take_keyboard(self) -> bool:
        """Go on asking, if something is being asked."""
        is_asking = not self.panel.isHidden()
        if is_asking:
            self.panel.take_keyboard()
        return is_asking

    def _on_picked(self, value: object) -> None:
        then, self._then = self._then, None
        self._register.setFocus()
        if then is not None:
            then(str(value))


def _refusal(error: TwinkeyError, names: Mapping[PersonId, str]) -> str:
    """Why not; a fault of a post is said with the person's name."""
    if "person" not in error.params or "post" not in error.params:
        return errors.sentence(error)
    person = PersonId(str(error.params["person"]))
    problem = PostProblem(error.code, Post(str(error.params["post"])), person, dict(error.params))
    return words.post_sentence(problem, {str(known): name for known, name in names.items()})
