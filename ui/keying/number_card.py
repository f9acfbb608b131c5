"""A card in the middle of the page that asks for a number on the paper in hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.keying.burst import Burst
from ui.widgets.fields import Field
from ui.widgets.layout import Card, label, primary, row
from ui.widgets.number_line import NumberLine


class NumberCard(QWidget):
    """Emits `entered` on Enter or by its button; what was typed is judged by whoever asks."""

    entered = Signal(str)

    def __init__(
        self,
        caption: str,
        hint: str,
        go: str,
        *beside: QWidget,
        width: int,
        keeps_tab: bool = False,
    ) -> None:
        """`beside` stands at the right end of the button's row."""
        super().__init__()
        self._title, self._state = label("", "Title"), label("", "Muted", wrap=True)
        self._entry = NumberLine(keeps_tab=keeps_tab)
        self._field = Field(caption, self._entry, hint)
        self._go = primary(go)
        card = Card()
        card.body.setContentsMargins(24, 20, 24, 20)
        for widget in (self._title, self._state, self._field):
            card.body.addWidget(widget)
        card.body.addLayout(row(self._go, 1, *beside))
        card.setMinimumWidth(width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addLayout(row(1, card, 1))
        layout.addStretch(2)
        self._entry.returnPressed.connect(self._on_enter)
        self._go.clicked.connect(self._on_enter)

    def ask(self, title: str, caption: str, state: str = "") -> None:
        """Ask anew: an empty line and no refusal."""
        self._title.setText(title)
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self._field.rename(caption)
        self.empty()

    def empty(self) -> None:
        """An empty line and no refusal."""
        self._field.clear()
        self._entry.clear()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong; the text stays selected."""
        self._field.refuse(sentence)

    def watch(self, burst: Burst) -> None:
        """A reading that began in a question may have led here."""
        burst.guard(self._entry)

    def take_keyboard(self) -> None:
        """The cursor waits for the number."""
        self._entry.setFocus()

    @property
    def title(self) -> str:
        """The line on top."""
        return self._title.text()

    @property
    def state(self) -> str:
        """The sentence under it, or ""."""
        return self._state.text()

    @property
    def sentence(self) -> str:
        """The refusal shown, or ""."""
        return self._field.sentence

    def _on_enter(self) -> None:
        self.entered.emit(self._entry.text())
