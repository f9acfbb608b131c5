"""At the door: whoever comes in by a password that somebody else chose takes an own one first."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import TwinkeyError
from core.ports.gate import Gate
from core.services.desk import Desk
from ui import errors
from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import button, label, primary, row

LONGEST_PAUSE_MS = 120_000
"""Whoever walks away in between leaves nobody else a name to sign with."""


class FirstPassword(QWidget):
    """`chosen` carries the sign-in name and the password that nobody else knows now; `left` nothing."""

    chosen = Signal(str, str)
    left = Signal()

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self._gate = gate
        self._desk: Desk | None = None
        self._login = self._given = ""
        self.new, self.again = line_edit(secret=True), line_edit(secret=True)
        self.fields = {
            "new": Field(
                self.tr("New password"),
                self.new,
                self.tr("Nobody else knows it. If it is lost, an administrator resets it."),
            ),
            "again": Field(self.tr("The new password once more"), self.again),
        }
        self.go_button = primary(self.tr("Take this password"))
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(LONGEST_PAUSE_MS)
        self._build()
        self._wire()

    def begin(self, desk: Desk, login: str, given: str) -> None:
        """Hold the desk back until its person has chosen."""
        self._desk, self._login, self._given = desk, login, given
        self._away.start()
        self.new.setFocus()

    def give_up(self) -> None:
        """Sign the person out who has not chosen."""
        if self._desk is not None:
            self._gate.sign_out(self._desk.session)
        self._forget()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("Choose your own password"), "Heading"))
        about = self.tr(
            "Somebody else chose the present one and could sign in your name. What you sign must be"
            " yours alone."
        )
        layout.addWidget(label(about, "Muted", wrap=True))
        for field in self.fields.values():
            layout.addWidget(field)
        self._back = button(self.tr("Back"))
        layout.addLayout(row(self._back, 1, self.go_button))
        layout.addStretch(1)

    def _wire(self) -> None:
        self.new.returnPressed.connect(self.focusNextChild)
        self.again.returnPressed.connect(self._on_go)
        self.go_button.clicked.connect(self._on_go)
        self._back.clicked.connect(self._on_back)
        self._away.timeout.connect(self._on_back)
        for entry in (self.new, self.again):
            entry.textEdited.connect(self._on_typed)

    def _on_typed(self) -> None:
        self._away.start()

    def _on_go(self) -> None:
        if self._desk is None:
            return
        for field in self.fields.values():
            field.clear()
        new = self.new.text()
        if new != self.again.text():
            self.fields["again"].refuse(self.tr("The two passwords differ. Type it again."))
            return
        try:
            self._desk.account.change_password(self._desk.session, self._given, new)
        except TwinkeyError as error:
            self.fields["new"].refuse(errors.sentence(error))
            self.new.setFocus()
            self.new.selectAll()
            return
        login = self._login
        self.give_up()  # the session that the given password opened
        self.chosen.emit(login, new)

    def _on_back(self) -> None:
        self.give_up()
        self.left.emit()

    def _forget(self) -> None:
        self._away.stop()
        self._desk, self._given = None, ""
        self.new.clear()
        self.again.clear()
