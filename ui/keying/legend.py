"""The line under the questions: the special keys, and when the last answer was saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.forms.model import Kind, Question
from core.forms.typed import special_of
from core.values import Special
from ui import sentences
from ui.widgets.flow import flowing
from ui.widgets.layout import label
from ui.widgets.marks import Keycap, announce

SEVERAL_CODES = (Kind.SELECT_MULTIPLE, Kind.RANK)
"""Kinds in which several ticks are an answer, and no special value."""


class Legend(QWidget):
    """Nothing here takes the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._specials = {
            special: (Keycap(key), label(sentences.word("special", special.value), "Muted"))
            for special, key in sentences.SPECIAL_KEYS.items()
        }
        groups = [*self._specials.values()]
        for key, text in (
            ("F8", self.tr("note")),
            ("Ctrl+Enter", self.tr("check and sign")),
            ("F1", self.tr("all keys")),
        ):
            groups.append((Keycap(key), label(text, "Muted")))
        self._told, self._saved = label("", "Heading", wrap=True), label("", "Muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(flowing(*groups), 3)
        line.addWidget(self._told, 2)
        self._told.hide()
        line.addWidget(self._saved)

    def show_for(self, question: Question) -> None:
        """Name the keys that mean something in this question: a text takes + as what it says."""
        several = question.kind in SEVERAL_CODES
        for number, (special, (cap, words)) in enumerate(self._specials.items(), start=1):
            key = sentences.SPECIAL_KEYS[special]
            works = special_of(question, key) is special
            cap.setText(key if works else f"Ctrl+{number}")
            for widget in (cap, words):
                widget.setVisible(not (several and special is Special.SEVERAL))

    @property
    def keys(self) -> dict[Special, str]:
        """The key shown for each special value that can be keyed here."""
        return {
            special: cap.text()
            for special, (cap, _) in self._specials.items()
            if cap.isVisibleTo(self)
        }

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
