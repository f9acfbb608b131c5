"""A clerk at the entry page, over a real encrypted project, by the keyboard alone."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from core.progress import Silent
from core.services import demonstration
from core.services.desk import Desk
from core.services.opened_desk import OpenedDesk
from core.values import Answers, Special, sheet_id
from core.workflow.contents import KeyingContent
from core.workflow.drafting import replay
from storage.gate import FolderGate
from storage.slots import Kdf
from tests.support.world import check_blind, desk_of
from tests.ui.keyboard import CTRL, SHIFT, commit, keys, press
from ui.app import SETTINGS_FILE, make_application, open_window
from ui.keying.page import KeyingPage
from ui.keying.presenter import KeyingPresenter
from ui.keying.row import QuestionRow
from ui.keying.sheet_view import SheetView
from ui.preferences import Preferences
from ui.window import MainWindow

K = Qt.Key
LANGUAGES = ("zh", "en")
SPECIAL_WORDS = {
    "zh": {"blank": "空白", "several": "多选", "na": "不适用", "illegible": "看不清"},
    "en": {
        "blank": "left blank", "several": "several ticked", "na": "not applicable",
        "illegible": "illegible",
    },
}  # fmt: skip
SIGNS = {
    Special.BLANK: "+", Special.SEVERAL: "*", Special.NOT_APPLICABLE: "/", Special.ILLEGIBLE: "-",
}  # fmt: skip
CONTROLS = {
    Special.BLANK: K.Key_1, Special.SEVERAL: K.Key_2, Special.NOT_APPLICABLE: K.Key_3,
    Special.ILLEGIBLE: K.Key_4,
}  # fmt: skip
PATIENCE_S = 20.0
CHEAP = Kdf(t=1, m=64, p=1)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "what was waited for did not happen"
        QTest.qWait(5)


class Project:
    """A project with one batch of one form, and the program on it as one person has it."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self.language, self._settings = folder, language, folder.parent
        self.gate = FolderGate(folder, desk_of, kdf=CHEAP)
        self._window: MainWindow | None = None

    # --- the program --------------------------------------------------------------------------

    def start(self, login: str) -> None:
        """Start the program and sign in at the door."""
        preferences = Preferences(self._settings / SETTINGS_FILE)
        preferences.language, preferences.sound = self.language, False
        self._window = open_window(make_application([]), self.gate, self._settings)
        self._window._preferences.guided.wanted = False  # they know the page already
        self._window.show()
        self._window.activateWindow()
        wait_until(self._window.isActiveWindow)
        self.sign_in(login)

    def sign_in(self, login: str) -> None:
        """At the door, where the name of who was here last stands already."""
        known = self.window._preferences.last_login
        if known and known != login:
            press(K.Key_Backtab, SHIFT)
        keys("" if known == login else f"{login}\n")
        keys(f"{demonstration.PASSWORD}\n")
        assert self.window.workspace is not None

    def begin(self, serial: str = "0001") -> None:
        """From the work list to a sheet: Enter starts the first task, then the number on the paper."""
        keys("\n")
        keys(f"{serial[-2:]}\n")
        assert self.page.sheet is not None, self.page.begin.sentence

    def stop(self) -> None:
        """Close the window, and the project with it."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None
        self.gate.close()

    def restart(self, login: str, serial: str = "0001") -> None:
        """Close the program, start it again and take up the sheet that was begun."""
        self.stop()
        self.gate = FolderGate(self.folder, desk_of, kdf=CHEAP)
        self.start(login)
        self.begin(serial)

    # --- what is shown ------------------------------------------------------------------------

    @property
    def window(self) -> MainWindow:
        assert self._window is not None
        return self._window

    @property
    def page(self) -> KeyingPage:
        assert self.window.workspace is not None
        page = self.window.workspace.page
        assert isinstance(page, KeyingPage)
        return page

    @property
    def sheet(self) -> SheetView:
        assert self.page.sheet is not None
        return self.page.sheet

    @property
    def presenter(self) -> KeyingPresenter:
        return self.sheet.presenter

    @property
    def cursor(self) -> str:
        return self.presenter.cursor

    @property
    def row(self) -> QuestionRow:
        return self.sheet.row

    def texts(self) -> list[str]:
        """All text that can be seen now."""
        QApplication.processEvents()  # what was just built is shown by the next event
        labels = self.window.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def shows(self, text: str) -> bool:
        return any(text in shown for shown in self.texts())

    # --- keys ---------------------------------------------------------------------------------

    def turn(self) -> None:
        """Where a further page of the paper begins, its number is read from it."""
        if self.page.turn.isVisible():
            keys(f"{self.presenter.draft.serial[-2:]}\n")

    def to(self, number: str) -> None:
        """F6, the question's number, Enter."""
        press(K.Key_F6)
        keys(f"{number}\n")
        self.turn()

    def type(self, typed: str) -> None:
        """Type into the question at the cursor; what is not ASCII comes from an input method."""
        if typed.isascii():
            keys(typed)
        else:
            commit(typed)

    def sign(self) -> None:
        """Ctrl+Enter, look, Ctrl+Enter."""
        press(K.Key_Return, CTRL)
        assert not self.presenter.open_points() or not any(
            point.stops for point in self.presenter.open_points()
        ), self.page.check.texts
        press(K.Key_Return, CTRL)
        assert self.page.sheet is None, self.page.check.texts

    # --- what is stored -----------------------------------------------------------------------

    def desk(self, login: str) -> Desk:
        """Sign somebody in beside the window: whoever is in it is out from then on."""
        return self.gate.sign_in(login, demonstration.PASSWORD)

    def draft(self) -> tuple[Answers, dict[str, str]]:
        """Answers and notes of the sheet in work as the clerk's own draft, read anew from the store."""
        desk, shown = self.window._desk, self.presenter.draft
        assert desk is not None
        answers, notes, _ = replay(
            desk.keying.begin(desk.session, shown.batch.id, shown.serial).changes
        )
        return dict(answers), notes

    def signed(self, serial: str = "0001") -> dict[int, Answers]:
        """Pass -> what was signed, as the program opens it for an adjudicator of the batch."""
        desk = self.desk("judge1")
        loading, vault = desk.adjudication._loading, desk.adjudication._vault
        batch = loading.batch(desk.session, desk.adjudication.tasks(desk.session)[0].batch.id)
        sheet = loading.sheet(desk.session, sheet_id(batch.id, serial))
        opening = OpenedDesk(desk.session, batch, vault, loading)
        return {
            number: dict(KeyingContent.from_bytes(opening.keying(sheet, keying)).answers)
            for number, keying in sheet.keyings.items()
        }


def furnished(folder: Path) -> Path:
    """A project of the demonstration's people that has no form yet."""
    gate = FolderGate(folder, desk_of, kdf=CHEAP)
    setup = gate.create("Survey", demonstration.first_admin(), demonstration.units(), demo=True)
    setup.prove(setup.recovery_key)
    admin = gate.sign_in(demonstration.ADMIN, demonstration.PASSWORD)
    demonstration.furnish(admin, {}, Silent())
    check_blind(admin, 0)
    gate.close()
    return folder


def with_batch(base: Path, folder: Path, data: bytes, sheets: int = 3) -> Path:
    """A copy of a furnished project, with a batch of one form."""
    shutil.copytree(base, folder)
    gate = FolderGate(folder, desk_of, kdf=CHEAP)
    admin = gate.sign_in(demonstration.ADMIN, demonstration.PASSWORD)
    admin.directory.publish_form(admin.session, "form.xlsx", data, Silent())
    people = {person.login: person.id for person in admin.directory.people(admin.session)}
    leader = gate.sign_in("leader", demonstration.PASSWORD)
    form = leader.directory.forms(leader.session)[0].id
    demonstration.open_paper(leader, form, people, "2026-11", sheets)
    gate.close()
    return folder
