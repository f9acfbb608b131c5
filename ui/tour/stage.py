"""What every chapter of the tour works with: the window, the hands, the paper, and a camera."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt

from core.forms.model import Form, Kind, Question
from core.services.demonstration import PASSWORD
from core.values import Answer, Answers, BatchId, SheetId, Special, serial_of
from ui.page import Page
from ui.preferences import Preferences
from ui.sign_in.page import SignInPage
from ui.tour.conductor import Story
from ui.tour.hands import CONTROL, Hands
from ui.tour.tally import Finds
from ui.window import MainWindow
from ui.workspace import Workspace

LANGUAGES = ("zh", "en")
CODED = (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK, Kind.INTEGER, Kind.DECIMAL, Kind.RANGE)
SPECIAL_CHARACTERS = {
    Special.BLANK: "+",
    Special.SEVERAL: "*",
    Special.NOT_APPLICABLE: "/",
    Special.ILLEGIBLE: "-",
}
SPECIAL_DIGITS = {
    Special.BLANK: "1",
    Special.SEVERAL: "2",
    Special.NOT_APPLICABLE: "3",
    Special.ILLEGIBLE: "4",
    Special.REFUSED: "5",
}


class Paper:
    """The stack of paper of one batch: what each sheet truly says."""

    def __init__(self, batch: BatchId, form: Form, sheets: Mapping[str, Answers]) -> None:
        """`sheets` maps printed serials to answers."""
        self.batch, self.form, self.sheets = batch, form, dict(sheets)

    def says(self, sheet: SheetId, question: str) -> Answer:
        """What stands on the paper for a question; an empty box is blank."""
        return self.sheets[serial_of(sheet)].get(question, Special.BLANK)

    def index(self, sheet: SheetId) -> int:
        """The sheet's place in the stack, from 0."""
        return list(self.sheets).index(serial_of(sheet))


class Stage:
    """One window and the person at it."""

    def __init__(
        self,
        window: MainWindow,
        preferences: Preferences,
        pictures: Path,
        tell: Callable[[str], None],
        themes: tuple[str, ...] = ("light",),
    ) -> None:
        self.window, self.tell = window, tell
        self.hands, self.finds = Hands(), Finds()
        self._preferences, self._pictures, self._themes = preferences, pictures, themes
        self.taken: list[Path] = []

    # --- where the person is ------------------------------------------------------------------

    @property
    def workspace(self) -> Workspace:
        """The signed-in person's workspace."""
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def page(self) -> Page:
        """The page shown."""
        return self.workspace.page

    def is_in(self) -> bool:
        """Whether somebody is signed in."""
        return self.window.workspace is not None

    def is_idle(self) -> bool:
        """Whether no long work runs."""
        return self.window.workspace is None or not self.workspace.is_busy

    def sign_in(self, login: str) -> Story:
        """Sign the present person out and another in, by keys at the sign-in page."""
        if self.is_in():
            self.window.lock()
            yield None
        door = self.window.door
        assert isinstance(door, SignInPage)
        door.take_keyboard()
        if self._preferences.last_login:
            self.hands.press(Qt.Key.Key_Backtab)
        self.hands.type(login)
        self.enter()
        self.hands.type(PASSWORD)
        self.enter()
        yield self.is_in
        yield None

    def go(self, name: str, place: object = None) -> Story:
        """Show a page of the workspace."""
        self.window.go(name, place)
        yield None

    # --- keys ---------------------------------------------------------------------------------

    def enter(self) -> None:
        """Press Enter."""
        self.hands.press(Qt.Key.Key_Return, "\r")

    def space(self) -> None:
        """Press Space: what a focused button or box waits for."""
        self.hands.press(Qt.Key.Key_Space, " ")

    def control_enter(self) -> None:
        """Press Ctrl+Enter."""
        self.hands.press(Qt.Key.Key_Return, "\r", CONTROL)

    def answer(self, question: Question, answer: Answer) -> None:
        """Type an answer into the focused field, without the Enter that ends it."""
        if isinstance(answer, str):
            self.hands.type(as_typed(question, answer))
        elif question.kind in CODED and answer in SPECIAL_CHARACTERS:
            self.hands.type(SPECIAL_CHARACTERS[answer])
        else:
            digit = SPECIAL_DIGITS[answer]
            self.hands.press(Qt.Key(ord(digit)), digit, CONTROL)

    # --- the camera ---------------------------------------------------------------------------

    def picture(self, name: str, back: Callable[[], Story] | None = None) -> Story:
        """Save the window in every language and theme; `back` returns to the view after a rebuild."""
        language, theme = self._preferences.language, self._preferences.theme
        looks = [(tag, shade) for tag in LANGUAGES for shade in self._themes]
        for tag, shade in sorted(looks, key=(language, theme).__eq__):
            self._preferences.language, self._preferences.theme = tag, shade
            self.window.rebuild()
            yield None
            if back is not None:
                yield from back()
            yield self.is_idle
            yield None  # what a job brought is laid out with the next events
            self._save(name, tag, shade)

    def _save(self, name: str, tag: str, shade: str) -> None:
        dark = "_dark" if shade == "dark" else ""
        file = self._pictures / f"{name}_{tag}{dark}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        self.window.grab().save(str(file))
        self.taken.append(file)


def as_typed(question: Question, answer: str) -> str:
    """The keys for an answer: dates and times without marks."""
    if question.kind in (Kind.DATE, Kind.TIME):
        return answer.replace("-", "").replace(":", "")[: 8 if question.kind is Kind.DATE else 4]
    return answer
