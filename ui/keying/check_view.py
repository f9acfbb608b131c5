"""The self-check before signing: what is open or flagged; Enter jumps, Ctrl+Enter signs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.forms.model import Form
from ui.keying.finding_words import tell
from ui.keying.views import OpenPoint
from ui.look import icons, tokens
from ui.look.line_words import question_words
from ui.widgets.flow import flowing
from ui.widgets.layout import SectionHeader, label, primary
from ui.widgets.marks import FindingLine, Keycap

KEY = Qt.ItemDataRole.UserRole


class _Points(QListWidget):
    """The list; Enter jumps to the question."""

    taken = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the current line; Ctrl+Enter and Esc belong to the view."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self.currentItem() is not None and not event.isAutoRepeat():
                self.taken.emit(str(self.currentItem().data(KEY)))
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class EmptyView(QWidget):
    """What stands where the list would be when nothing is open."""

    def __init__(self) -> None:
        super().__init__()
        sign = QLabel()
        sign.setPixmap(icons.pixmap("done", tokens.current().ok, 48))
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = label("", "Heading", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(sign)
        layout.addWidget(self._sentence)
        layout.addStretch(2)

    def show_sentence(self, sentence: str) -> None:
        """Say that nothing is open, and what the signature means."""
        self._sentence.setText(sentence)


class CheckView(QWidget):
    """Shows the open points of a sheet and takes the signature."""

    jumped = Signal(str)
    signed = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stopped = False
        self._header = SectionHeader(self.tr("Self-check"))
        self._points = _Points()
        self._points.setAccessibleName(self.tr("Open and flagged questions"))
        self._finding = FindingLine()
        self._sign = primary(self.tr("Sign and submit"))
        self._sign.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._header)
        self._all_clear = EmptyView()
        self._body = QStackedWidget()
        self._body.addWidget(self._points)
        self._body.addWidget(self._all_clear)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._finding)
        self._to_question = Keycap("Enter"), label(self.tr("go to the question"), "Muted")
        hints = flowing(
            self._to_question,
            (Keycap("Esc"), label(self.tr("back to the sheet"), "Muted")),
            (Keycap("Ctrl+Enter"), self._sign),
        )
        layout.addWidget(hints)
        self._points.taken.connect(self.jumped)
        self._points.itemClicked.connect(self._on_clicked)
        self._sign.clicked.connect(self._on_sign)

    def show_points(self, form: Form, points: Sequence[OpenPoint]) -> None:
        """List what is open; where nothing stops the sheet it can be signed."""
        self._points.clear()
        stopping = sum(point.stops for point in points)
        self._stopped = stopping > 0
        for point in points:
            self._points.addItem(self._item(form, point))
        self._points.setCurrentRow(0)
        self._body.setCurrentWidget(self._points if points else self._all_clear)
        for widget in self._to_question:
            widget.setVisible(bool(points))
        self._sign.setEnabled(not self._stopped)
        state = self._state(len(points), stopping)
        self._header.show_text(self.tr("Self-check"), state if points else "")
        self._all_clear.show_sentence(state)
        self._finding.say("")
        self.take_keyboard()

    def refuse(self, sentence: str) -> None:
        """Say why the sheet could not be submitted."""
        self._finding.say(sentence)

    def take_keyboard(self) -> None:
        """The list, or the whole view where nothing is open."""
        if self._points.count():
            self._points.setFocus()
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setFocus()

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines shown."""
        return tuple(self._points.item(n).text() for n in range(self._points.count()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter signs, Esc goes back; plain Enter here does nothing."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and control and not event.isAutoRepeat():
            self._on_sign()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif not enter:
            super().keyPressEvent(event)

    def _state(self, count: int, stopping: int) -> str:
        if stopping:
            return self.tr("Questions still to answer: {n}").format(n=stopping)
        if count:
            return self.tr("Nothing is missing. Points that go to recheck: {n}").format(n=count)
        return self.tr("Nothing is open. Your signature says: keyed as the paper says.")

    def _item(self, form: Form, point: OpenPoint) -> QListWidgetItem:
        view, shades = point.view, tokens.current()
        name = question_words(form, view.key, view.question, view.label)
        if point.stops:
            told = self.tr("Not answered. Key + if the paper is blank here.")
        else:
            told = tell(form, view.findings[0][0], hint=False) if view.findings else ""
        sign, colour = ("refused", shades.bad) if point.stops else ("warning", shades.warn)
        item = QListWidgetItem(icons.icon(sign, colour), f"{name}\n{told}")
        item.setData(KEY, point.key)
        return item

    def _on_clicked(self, item: QListWidgetItem) -> None:
        self.jumped.emit(str(item.data(KEY)))

    def _on_sign(self) -> None:
        if self._stopped:
            self._finding.say(self.tr("Answer what is open first; Enter goes to it."))
        else:
            self.signed.emit()
