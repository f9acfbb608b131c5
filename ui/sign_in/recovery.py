"""Steps 3 and 4: the recovery key is shown and saved, then proved by typing or reading it back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import button, label, primary, row
from ui.widgets.marks import FindingLine

KEY_FILE = "twinkey-recovery-key.txt"


def suggested_file() -> str:
    """Where a person would look for a document."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return str(Path(QStandardPaths.writableLocation(place)) / KEY_FILE)


class RecoveryStep(QWidget):
    """Shows the key once; `done` carries the file it was saved in, or ""."""

    done = Signal(str)

    def __init__(self, project: str, key: str) -> None:
        super().__init__()
        self._project, self._key, self._saved = project, key, ""
        self._shown = label(key, "Mono", wrap=True)
        self._shown.setAccessibleName(self.tr("Recovery key"))
        self._file = Field(self.tr("Save it in this file"), line_edit())
        self._file.entry.setText(suggested_file())  # type: ignore[attr-defined]
        self._state = FindingLine()
        save, go = button(self.tr("Save")), primary(self.tr("Next"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        about = self.tr(
            "This key opens the project when passwords are lost. It is shown only now. Keep it on a"
            " stick or on paper in the safe, not on this computer. Without it a lost password"
            " means lost data."
        )
        layout.addWidget(label(about, wrap=True))
        layout.addWidget(_framed(self._shown))
        layout.addWidget(self._file)
        layout.addLayout(row(save, 1))
        layout.addWidget(self._state)
        layout.addLayout(row(1, go))
        self.setFocusProxy(self._file.entry)
        save.clicked.connect(self._on_save)
        go.clicked.connect(self._on_next)

    def _on_save(self) -> None:
        file = Path(self._file.entry.text().strip())  # type: ignore[attr-defined]
        try:
            if file.exists():
                raise FileExistsError(str(file))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"Twinkey · {self._project}\n{self._key}\n", encoding="utf-8")
        except FileExistsError:
            self._file.refuse(self.tr("There is already such a file. Choose another name."))
            return
        except OSError:
            self._file.refuse(self.tr("The file cannot be written there. Choose another place."))
            return
        self._saved = str(file)
        self._file.clear()
        self._state.say(self.tr("Saved. Next, prove that you can read it."), "ok")

    def _on_next(self) -> None:
        self.done.emit(self._saved)


class ProofStep(QWidget):
    """Takes the key typed back, or read from the file it was saved in."""

    typed = Signal(str)

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = Field(self.tr("File"), line_edit())
        self._file.entry.setText(file)  # type: ignore[attr-defined]
        self._key = Field(self.tr("Or type the key"), line_edit())
        read, go = button(self.tr("Read the file")), primary(self.tr("Create the project"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        about = self.tr("The project is created only when the key has come back unharmed.")
        layout.addWidget(label(about, "Muted", wrap=True))
        layout.addWidget(self._file)
        layout.addLayout(row(read, 1))
        layout.addWidget(self._key)
        layout.addLayout(row(1, go))
        self.setFocusProxy(self._file.entry if file else self._key.entry)
        read.clicked.connect(self._on_read)
        go.clicked.connect(self._on_go)
        self._key.entry.returnPressed.connect(self._on_go)  # type: ignore[attr-defined]
        self._file.entry.returnPressed.connect(self._on_read)  # type: ignore[attr-defined]

    def refuse(self, sentence: str) -> None:
        """Say under the key that it is not the right one."""
        self._key.refuse(sentence)

    def _on_read(self) -> None:
        file = Path(self._file.entry.text().strip())  # type: ignore[attr-defined]
        try:
            lines = file.read_text(encoding="utf-8").split()
        except (OSError, UnicodeDecodeError):
            self._file.refuse(self.tr("The file cannot be read. Check its name and place."))
            return
        key = next((word for word in lines if word.startswith("AGE-SECRET-KEY-")), "")
        self._key.entry.setText(key)  # type: ignore[attr-defined]
        self._key.entry.setFocus()
        if not key:
            self._file.refuse(self.tr("There is no recovery key in this file."))

    def _on_go(self) -> None:
        self.typed.emit(self._key.entry.text().strip())  # type: ignore[attr-defined]


def _framed(widget: QWidget) -> QWidget:
    frame = QWidget()
    frame.setObjectName("Reading")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(12, 10, 12, 10)
    layout.addWidget(widget)
    return frame
