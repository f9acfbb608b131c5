"""The few arrangements every page is made of: titles, cards, rows of buttons, scrolling bodies."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.composing_line import is_repeated_enter

MARGIN, GAP = 20, 12


def page_layout(page: QWidget) -> QVBoxLayout:
    """The outer layout of a page, with the house's margins."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(MARGIN, MARGIN - 4, MARGIN, MARGIN - 4)
    layout.setSpacing(GAP)
    return layout


class Card(QFrame):
    """A white panel that holds what belongs together; add widgets to `body`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(8)


class SectionHeader(QWidget):
    """A page's title, one muted line under it, and room for buttons on the right."""

    def __init__(self, title: str, under: str = "") -> None:
        super().__init__()
        self._title = label(title, "Title", wrap=True)
        self._under = label(under, "Muted", wrap=True)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._under)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addLayout(texts, 1)
        self._under.setVisible(bool(under))

    def add(self, widget: QWidget) -> None:
        """Put a button or chip at the right end."""
        self._line.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)

    def show_text(self, title: str, under: str = "") -> None:
        """Change both lines."""
        self._title.setText(title)
        self._under.setText(under)
        self._under.setVisible(bool(under))


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    """A plain-text label in one of the styles Title, Heading, Muted, Number, Mono, Answer."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if name:
        made.setObjectName(name)
    if wrap:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def primary(text: str) -> QPushButton:
    """The one button of a page that goes on with the work."""
    return button(text, "Primary")


def button(text: str, name: str = "") -> QPushButton:
    """An ordinary button; `name` may be Danger or Link. Enter presses it, as Space does."""
    made = _Button(text)
    made.setAutoDefault(True)  # on plain pages Qt leaves Enter to dialogs
    if name:
        made.setObjectName(name)
    return made


class _Button(QPushButton):
    """An Enter that is held down presses once, as a held Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave out its repeats: they may have begun on the page before."""
        if is_repeated_enter(event):
            event.accept()
        else:
            super().keyPressEvent(event)


def row(*items: QWidget | QLayout | int) -> QHBoxLayout:
    """Widgets side by side; a number is a stretch."""
    line = QHBoxLayout()
    line.setSpacing(8)
    for item in items:
        if isinstance(item, int):
            line.addStretch(item)
        elif isinstance(item, QLayout):
            line.addLayout(item)
        else:
            line.addWidget(item)
    return line


def body_layout(layout: QVBoxLayout) -> QVBoxLayout:
    """The rest of a page as a body that scrolls where it is too high: nothing is pressed flat."""
    body = QWidget()
    inside = QVBoxLayout(body)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(layout.spacing())
    layout.addWidget(following(body), 1)
    return inside


def following(widget: QWidget) -> QScrollArea:
    """A scrolling view that always shows what has the keyboard."""
    return _dressed(_Following(), widget)


def scrolled(widget: QWidget) -> QScrollArea:
    """A scrolling view of a widget that is taller than its page."""
    return _dressed(QScrollArea(), widget)


def _dressed(area: QScrollArea, widget: QWidget) -> QScrollArea:
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.setObjectName(widget.objectName() or "Scrolled")
    area.setWidget(widget)
    return area


class _Following(QScrollArea):
    """Scrolls to whatever gets the keyboard, also where it was given by the program."""

    def __init__(self) -> None:
        super().__init__()
        QApplication.instance().focusChanged.connect(self._on_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A smaller view still shows it."""
        super().resizeEvent(event)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside has been laid out anew: what has the keyboard may stand elsewhere."""
        done = super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            QTimer.singleShot(0, self, self._follow)
        return done

    def _on_focus(self) -> None:
        self._follow()
        QTimer.singleShot(
            0, self, self._follow
        )  # what was hidden has no place before it is laid out

    def _follow(self) -> None:
        inside, now = self.widget(), QApplication.focusWidget()
        if inside is None or now is None or not inside.isAncestorOf(now):
            return
        group = now.parentWidget()
        if group is not None and group is not inside and group.height() <= self.viewport().height():
            self.ensureWidgetVisible(group, 0, GAP)
        self.ensureWidgetVisible(now, 0, GAP)
