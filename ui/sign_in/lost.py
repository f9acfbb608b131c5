"""At the door: a lost password, or a project without administrators, by the recovery key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.errors import (
    NAME_TAKEN,
    NOT_ALLOWED,
    PASSWORD_TOO_SHORT,
    RECOVERY_NOT_PROVED,
    EnvError,
    UserError,
)
from core.ports.gate import Gate, NewPerson
from ui import errors
from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import button, label, primary, row
from ui.widgets.marks import FindingLine

PLACES = {
    RECOVERY_NOT_PROVED: "key",
    NAME_TAKEN: "login",
    NOT_ALLOWED: "login",
    PASSWORD_TOO_SHORT: "password",
}
LARGEST_KEY_FILE = 65_536


class LostPassword(QWidget):
    """`done` carries the sign-in name that may come in now, "" where the person went back."""

    done = Signal(str)

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self._gate = gate
        self.key, self.login, self.name = line_edit(), line_edit(), line_edit()
        self.password, self.again = line_edit(secret=True), line_edit(secret=True)
        self.nobody = QCheckBox(self.tr("No administrator is left: add a new one"))
        self.fields = {
            "key": Field(
                self.tr("Recovery key, or the file that it is in"),
                self.key,
                self.tr("It was shown once when the project was made, and is kept in the safe."),
            ),
            "login": Field(self.tr("Sign-in name"), self.login),
            "name": Field(self.tr("Full name"), self.name),
            "password": Field(self.tr("New password"), self.password),
            "again": Field(self.tr("The new password once more"), self.again),
        }
        self.finding = FindingLine()
        self.go_button = primary(self.tr("Set the password"))
        self._build()
        self._wire()
        self._on_nobody()

    def begin(self, login: str) -> None:
        """Start with what was typed at the door."""
        self.login.setText(login)
        self.key.setFocus()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("Password lost"), "Heading"))
        about = self.tr(
            "Ask an administrator to reset it. With the recovery key it can be set here, and nothing"
            " is lost."
        )
        layout.addWidget(label(about, "Muted", wrap=True))
        layout.addWidget(self.fields["key"])
        layout.addWidget(self.nobody)
        for name in ("login", "name", "password", "again"):
            layout.addWidget(self.fields[name])
        layout.addWidget(self.finding)
        self._back = button(self.tr("Back"))
        layout.addLayout(row(self._back, 1, self.go_button))
        layout.addStretch(1)

    def _wire(self) -> None:
        for entry in (self.key, self.login, self.name, self.password):
            entry.returnPressed.connect(self.focusNextChild)
        self.again.returnPressed.connect(self._on_go)
        self.go_button.clicked.connect(self._on_go)
        self._back.clicked.connect(self._on_back)
        self.nobody.toggled.connect(self._on_nobody)

    def _on_nobody(self) -> None:
        self.fields["name"].setVisible(self.nobody.isChecked())

    def _on_back(self) -> None:
        self._leave("")

    def _on_go(self) -> None:
        for field in self.fields.values():
            field.clear()
        self.finding.say("")
        login = self.login.text().strip()
        if self.password.text() != self.again.text():
            self.fields["again"].refuse(self.tr("The two passwords differ. Type it again."))
            return
        if not login or (self.nobody.isChecked() and not self.name.text().strip()):
            self.fields["name" if login else "login"].refuse(self.tr("Fill this in."))
            return
        try:
            self._recover(login)
        except (UserError, EnvError) as error:
            self._refuse(error)
            return
        self._leave(login)

    def _recover(self, login: str) -> None:
        key, password = key_in(self.key.text()), self.password.text()
        if self.nobody.isChecked():
            heir = NewPerson(login, self.name.text().strip(), (), password)
            self._gate.recover_project(key, heir)
        else:
            self._gate.recover(key, login, password)

    def _refuse(self, error: UserError | EnvError) -> None:
        place = PLACES.get(error.code)
        if error.code == NOT_ALLOWED:
            self.fields["login"].refuse(
                self.tr("Nobody of this name can sign in. Check the spelling.")
            )
        elif error.code == RECOVERY_NOT_PROVED:
            self.fields["key"].refuse(
                self.tr("This is not this project's recovery key. Check the file or type it again.")
            )
        elif place:
            self.fields[place].refuse(errors.sentence(error))
        else:
            self.finding.say(errors.sentence(error))

    def _leave(self, login: str) -> None:
        for entry in (self.key, self.name, self.password, self.again):
            entry.clear()
        self.done.emit(login)


def key_in(typed: str) -> str:
    """What was typed, or what stands in the file that was named."""
    file = Path(typed.strip())
    try:
        if file.is_file() and file.stat().st_size <= LARGEST_KEY_FILE:
            return file.read_text(encoding="utf-8")
    except (OSError, ValueError):  # no such file, or no text: then it is the key itself, or no key
        pass
    return typed
