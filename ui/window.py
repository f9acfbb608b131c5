"""The main window: a door to sign in by, the workspace behind it, and the line at the foot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from core.errors import TwinkeyError
from core.event import Changes, Kind
from core.ports.gate import Gate, Rest
from core.progress import Silent
from core.services.desk import Desk
from ui import errors
from ui.backup_clock import BackupClock
from ui.change_bus import ChangeBus
from ui.guide.due import is_due
from ui.idle import IdleLock
from ui.jobs import Jobs
from ui.look.language import say
from ui.page import Tools
from ui.preferences import Preferences
from ui.sign_in.create import CreatePage
from ui.sign_in.page import SignInPage
from ui.status_line import StatusLine
from ui.workspace import Workspace


class MainWindow(QMainWindow):
    """Owns the signed-in person's desk; pages own themselves."""

    def __init__(
        self,
        gate: Gate,
        preferences: Preferences,
        apply_look: Callable[[], None],
        crashes: errors.CrashNotes,
    ) -> None:
        super().__init__()
        self._gate, self._preferences, self._apply_look = gate, preferences, apply_look
        self._crashes = crashes
        self._crashes.crashed.connect(self._on_crash)
        self._body: QWidget | None = None
        self._desk: Desk | None = None
        self._tools: Tools | None = None
        self._clock: BackupClock | None = None
        self._idle = IdleLock(self._on_idle, self._idle_minutes)
        self._project_idle = 0
        self._resume: tuple[str, str, object] | None = None
        self.resize(1180, 760)
        self.setMinimumSize(900, 600)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock)
        self.show_door()

    @property
    def workspace(self) -> Workspace | None:
        """The signed-in person's workspace; None at the door."""
        return self._body if isinstance(self._body, Workspace) else None

    @property
    def door(self) -> SignInPage | CreatePage | None:
        """The page shown while nobody is signed in."""
        return self._body if isinstance(self._body, SignInPage | CreatePage) else None

    def show_door(self) -> None:
        """Show the sign-in page, or the pages that create a project where there is none."""
        if self._gate.exists():
            door = SignInPage(self._gate, self._preferences)
            door.signed_in.connect(self.enter)
            self._put(door)
        else:
            creation = CreatePage(self._gate)
            creation.created.connect(self.enter)
            self._put(creation)

    def enter(self, desk: Desk) -> None:
        """Let a person in: the pages they may use, begun at their work list or where they were."""
        self._desk = desk
        self._read_idle()
        self._build_workspace()
        resume, self._resume = self._resume, None
        if resume is not None and resume[0] == desk.session.person:
            self._open(resume[1], resume[2])
        elif is_due(desk.session, self._preferences):
            self._open("guide", "begin")

    def go(self, name: str, place: object = None) -> None:
        """Show a page of the workspace."""
        if self.workspace is not None:
            self.workspace.go(name, place)

    def lock(self) -> None:
        """Sign out; the same person comes back to the same place."""
        if self._desk is None or self.workspace is None:
            return
        self.workspace.page.pause()
        self._resume = (self._desk.session.person, self.workspace.name, self.workspace.page.place())
        rest = self._leave()
        self.show_door()
        if rest is not None and isinstance(self.door, SignInPage):
            self.door.finish(rest)

    def rebuild(self) -> None:
        """Build everything again in the language and palette now in force, at the same place."""
        self._apply_look()
        if self._desk is None or self.workspace is None:
            self.show_door()
            return
        self.workspace.page.pause()
        name, place = self.workspace.name, self.workspace.page.place()
        self._build_workspace()
        self._open(name, place)

    def showEvent(self, event: QShowEvent) -> None:
        """From now on there is a window whose input can be watched."""
        super().showEvent(event)
        self._idle.watch(self.windowHandle())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop long work and sign out before the window goes."""
        if self._desk is not None:
            if self.workspace is not None:
                self.workspace.page.pause()
            rest = self._leave()
            if rest is not None:
                self.hide()  # nothing is to be waited for
                rest(Silent())
        self._leave_door()
        super().closeEvent(event)

    def _build_workspace(self) -> None:
        assert self._desk is not None
        if self._tools is None:
            self._tools = Tools(self._desk, ChangeBus(), Jobs(), self._preferences)
        else:  # pages of the old look must hear nothing more
            self._tools = Tools(self._desk, ChangeBus(), self._tools.jobs, self._preferences)
        self._tools.bus.changed.connect(self._on_changes)
        self._stop_clock()
        self._clock = BackupClock(self._tools)
        workspace = Workspace(self._tools)
        self._put(workspace)
        workspace.go(workspace.names[0])

    def _open(self, name: str, place: object) -> None:
        try:
            self.go(name, place)
        except TwinkeyError as error:  # what was open there may be settled by now
            self._say(errors.sentence(error))

    def _leave(self) -> Rest | None:
        assert self._desk is not None
        self._stop_clock()
        if self._tools is not None:
            self._tools.jobs.close()
        session, self._desk, self._tools = self._desk.session, None, None
        return self._gate.leave(session)

    def _leave_door(self) -> None:
        """Somebody who was choosing a first password is let go."""
        if isinstance(self.door, SignInPage):
            self.door.give_up()

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.stop()
            self._clock = None

    def _put(self, body: QWidget) -> None:
        self._leave_door()
        self._body = body
        line = StatusLine(
            self._preferences, self._desk.session if self._desk else None, self._units()
        )
        line.look_changed.connect(self.rebuild)
        line.leave.connect(self.lock)
        if isinstance(body, SignInPage):
            body.busy.connect(line.setDisabled)  # another look would build another door
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(body, 1)
        layout.addWidget(line)
        self.setCentralWidget(whole)
        whole.show()  # Qt would do so with the next event: too late to give a field the keyboard
        who = self._desk.session.name if self._desk else ""
        self.setWindowTitle(" · ".join(part for part in (self.tr("Twinkey"), who) if part))
        if isinstance(body, SignInPage | CreatePage):
            body.take_keyboard()

    def _units(self) -> str:
        if self._desk is None:
            return ""
        names = {u.id: say(dict(u.names)) for u in self._desk.directory.units(self._desk.session)}
        wanted = dict.fromkeys(grant.unit for grant in self._desk.session.grants)
        return ", ".join(names.get(unit, unit) for unit in wanted)

    def _on_idle(self) -> None:
        if self._tools is not None and self._tools.jobs.busy():
            self._idle.work()  # locking would stop what runs
        else:
            self.lock()

    def _idle_minutes(self) -> int:
        """What the project says, or fewer where the person at this computer wants fewer."""
        if self._desk is None:
            return 0
        return min(self._preferences.idle_minutes or self._project_idle, self._project_idle)

    def _read_idle(self) -> None:
        assert self._desk is not None
        self._project_idle = self._desk.settings.idle_minutes(self._desk.session)
        self._idle.work()

    def _on_changes(self, changes: Changes) -> None:
        if Kind.PROJECT_CHANGED in changes.kinds and self._desk is not None:
            self._read_idle()

    def _on_crash(self, crash_id: str) -> None:
        self._say(errors.fault(crash_id))

    def _say(self, sentence: str) -> None:
        if self.workspace is not None:
            self.workspace.say(sentence, "bad")
        elif self.door is not None:
            self.door.say(sentence)
