"""The line under the questions: the special keys, and when the last answer was saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import sentences
from ui.widgets.flow import flowing
from ui.widgets.layout import label
from ui.widgets.marks import Keycap, announce


class Legend(QWidget):
    """Nothing here takes the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        groups = [
            (Keycap(key), label(sentences.word("special", special.value), "Muted"))
            for special, key in sentences.SPECIAL_KEYS.items()
        ]
        for key, text in (("F8", self.tr("note")), ("F1", self.tr("all keys"))):
            groups.append((Keycap(key), label(text, "Muted")))
        self._told, self._saved = label("", "Heading", wrap=True), label("", "Muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(flowing(*groups), 3)
        line.addWidget(self._told, 2)
        self._told.hide()
        line.addWidget(self._saved)

    def tell(self, sentence: str) -> None:
        """Show a sentence, such as that the form ends here; "" takes it away."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def saved(self, at: datetime) -> None:
        """Say when the last answer became durable."""
        self._saved.setText(self.tr("Saved {time}").format(time=f"{at:%H:%M:%S}"))

    def forget(self) -> None:
        """A new sheet: nothing is told or saved yet."""
        self.tell("")
        self._saved.clear()

    @property
    def told(self) -> str:
        """The sentence shown, or ""."""
        return self._told.text()

    @property
    def saved_text(self) -> str:
        """What is said about saving."""
        return self._saved.text()
