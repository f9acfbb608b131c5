"""Fields for ordinary pages: a label above, the sentence of a refusal below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.composing_line import ComposingLine
from ui.widgets.marks import FindingLine, set_tone


class Field(QWidget):
    """A labelled input; `refuse` shows a sentence under it, typing clears that."""

    def __init__(self, title: str, entry: QWidget, hint: str = "") -> None:
        super().__init__()
        self.entry = entry
        self._finding = FindingLine()
        self._caption = QLabel(title)
        self._caption.setBuddy(entry)
        entry.setAccessibleName(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self._caption)
        layout.addWidget(entry)
        if hint:
            small = QLabel(hint)
            small.setObjectName("Muted")
            small.setWordWrap(True)
            layout.addWidget(small)
        layout.addWidget(self._finding)
        if isinstance(entry, QLineEdit):
            entry.textEdited.connect(self.clear)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No higher than its words need at this width."""
        super().resizeEvent(event)
        self._settle()

    def event(self, event: QEvent) -> bool:
        """The same when its words change."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return done

    def _settle(self) -> None:
        layout = self.layout()
        if layout is None or not self.width():
            return
        upright = QSizePolicy.Policy.Maximum
        if layout.hasHeightForWidth():  # Qt would cut wrapped words at the height of a wider field
            upright = QSizePolicy.Policy.Preferred
            wanted = layout.totalHeightForWidth(self.width())
            self.setMaximumHeight(max(wanted, layout.totalMinimumSize().height()))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, upright)

    def rename(self, title: str) -> None:
        """Ask for something else."""
        self._caption.setText(title)
        self.entry.setAccessibleName(title)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong and bring the cursor here, text selected."""
        self.warn(sentence)
        self.entry.setFocus()
        if isinstance(self.entry, QLineEdit):
            self.entry.selectAll()

    def warn(self, sentence: str) -> None:
        """Say what is wrong and leave the cursor where the person took it."""
        set_tone(self.entry, "bad")
        self._finding.say(sentence)

    def clear(self) -> None:
        """Take the refusal away."""
        set_tone(self.entry, "")
        self._finding.say("")

    @property
    def sentence(self) -> str:
        """The refusal shown, or ""."""
        return self._finding.sentence


class SteadyCombo(QComboBox):
    """A choice box that the wheel changes only while it has the focus."""

    def __init__(self, items: Sequence[tuple[str, object]] = ()) -> None:
        super().__init__()
        for text, value in items:
            self.addItem(text, value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless a person works in this box."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def line_edit(placeholder: str = "", *, secret: bool = False) -> QLineEdit:
    """A line of text; `secret` hides what is typed."""
    made = ComposingLine()
    made.setPlaceholderText(placeholder)
    if secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
