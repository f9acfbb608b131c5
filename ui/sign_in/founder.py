"""Step 1: the project's name and its first administrator."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.errors import PASSWORD_TOO_SHORT, UserError
from ui import errors
from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import label, primary, row

SHORTEST_PASSWORD = 8
"""The gate decides; this only tells sooner."""


@dataclass(frozen=True)
class Founder:
    """What step 1 asks."""

    project: str
    name: str
    login: str
    password: str


class FounderStep(QWidget):
    """Emits `done` with a Founder when every field is filled in."""

    done = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._project = Field(self.tr("Name of the project"), line_edit())
        self._name = Field(self.tr("Your name"), line_edit())
        self._login = Field(
            self.tr("Your sign-in name"), line_edit(), self.tr("Short, without spaces.")
        )
        self._password = Field(self.tr("Password"), line_edit(secret=True))
        self._again = Field(self.tr("Password again"), line_edit(secret=True))
        go = primary(self.tr("Next"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        about = self.tr(
            "You become the first administrator. Everything stays on this computer, encrypted."
        )
        layout.addWidget(label(about, "Muted", wrap=True))
        for field in self._fields():
            layout.addWidget(field)
            _edit(field).returnPressed.connect(self._on_enter)
        layout.addLayout(row(1, go))
        self.setFocusProxy(self._project.entry)
        go.clicked.connect(self._on_next)

    def _fields(self) -> tuple[Field, ...]:
        return (self._project, self._name, self._login, self._password, self._again)

    def _on_enter(self) -> None:
        fields = self._fields()
        at = next((n for n, f in enumerate(fields) if f.entry.hasFocus()), 0)
        if at + 1 < len(fields):
            fields[at + 1].entry.setFocus()
        else:
            self._on_next()

    def _on_next(self) -> None:
        for field in self._fields():
            field.clear()
            if not _edit(field).text().strip():
                field.refuse(self.tr("Fill this in."))
                return
        secret = _edit(self._password).text()
        if len(secret) < SHORTEST_PASSWORD:
            short = UserError(PASSWORD_TOO_SHORT, at_least=SHORTEST_PASSWORD)
            self._password.refuse(errors.sentence(short))
        elif secret != _edit(self._again).text():
            self._again.refuse(self.tr("The two passwords differ. Type the same one again."))
        else:
            project, name, login = (_edit(f).text().strip() for f in self._fields()[:3])
            self.done.emit(Founder(project, name, login, secret))


def _edit(field: Field) -> QLineEdit:
    assert isinstance(field.entry, QLineEdit)
    return field.entry
