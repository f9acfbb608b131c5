"""Paints a page that was rendered elsewhere: moving it costs one copy of what is seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.scans.rendering import Pixels
from ui.look import tokens
from ui.scans.leaves import PER_MILLE, Box

STEP = 0.25
"""Of the room, by which a key moves the page."""
NOTCH = 120
"""Of a wheel (Qt: eighths of a degree)."""
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEAVING = (
    (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Tab, CTRL),
    (Qt.Key.Key_Backtab, CTRL | SHIFT),
    (Qt.Key.Key_Tab, CTRL | SHIFT),
    (Qt.Key.Key_L, CTRL),
)
"""Keys that show something else: full screen ends before they do it."""


class Canvas(QWidget):
    """Shows one picture; what does not fit is moved by keys, by dragging, or to a region."""

    resized = Signal()
    pressed = Signal(QKeyEvent)
    """A key, while the picture has the keyboard: full screen."""
    left = Signal()
    """A key that shows something else is about to do so."""
    wheeled = Signal(int)
    """Steps of the wheel with Ctrl: larger or smaller."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(120, 120)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._image: QImage | None = None
        self._box: Box | None = None
        self.offset = QPointF(0, 0)
        """Of the page's upper left corner, in pixels of the widget."""
        self._held: QPoint | None = None
        self._wheel = 0
        """What was turned since the last whole notch."""

    def take_keys(self) -> None:
        """From now on every key comes here, so that none acts on the page beneath."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()

    def leave_keys(self) -> None:
        """The form has the keyboard again."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def room(self) -> QSize:
        """Pixels of the screen that a page may fill."""
        return self.size() * self.devicePixelRatioF()

    @property
    def shown(self) -> QSize:
        """The page's size in pixels of the widget; empty without one."""
        if self._image is None:
            return QSize()
        return self._image.deviceIndependentSize().toSize()

    def show_pixels(self, pixels: Pixels, box: Box | None) -> None:
        """Take a rendered page; what was in the middle stays there, or the region is brought to it."""
        centre = self._centre()
        image = QImage(
            pixels.data,
            pixels.width,
            pixels.height,
            pixels.width * 4,
            QImage.Format.Format_RGB32,
        )
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._image, self._pixels = image, pixels  # the image reads the bytes: they must live on
        self._box = box
        if box is not None:
            self._bring(box)
        else:
            self._to_centre(centre)
        self.update()

    def forget(self) -> None:
        """Show no page."""
        self._image, self._box = None, None
        self.offset = QPointF(0, 0)
        self.update()

    def bring(self, box: Box | None) -> None:
        """Bring a region of the page shown into the middle; None leaves the page as it is."""
        if box != self._box:
            self._box = box
            if box is not None and self._image is not None:
                self._bring(box)
            self.update()

    def to_top(self) -> None:
        """Show the page's beginning."""
        self.offset = QPointF(0, 0)
        self._settle()

    def move_by(self, right: int, down: int) -> None:
        """Look further to the right or left, down or up, by a quarter of what is seen."""
        step = QPointF(right * self.width() * STEP, down * self.height() * STEP)
        self.offset -= step
        self._settle()
        self.update()

    # --- events -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The paper, and a frame round the region in work."""
        shades, painter = tokens.current(), QPainter(self)
        painter.fillRect(event.rect(), QColor(shades.line))
        if self._image is None:
            return
        painter.drawImage(self.offset, self._image)
        if self._box is not None:
            painter.setPen(QPen(QColor(shades.accent), 2))
            painter.drawRect(self._rect(self._box).translated(self.offset).adjusted(-4, -4, 4, 4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size needs another rendering."""
        super().resizeEvent(event)
        self._settle()
        self.resized.emit()

    def event(self, event: QEvent) -> bool:
        """In full screen no shortcut of the window acts unseen."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if (event.key(), event.modifiers()) in LEAVING:
                self.left.emit()  # and the key does what it does everywhere
            else:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """In full screen the keys come here."""
        self.pressed.emit(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab has nowhere to go in full screen."""
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move the page while there is more of it; then the wheel is left to others."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._wheel += turned.y()
            notches = int(self._wheel / NOTCH)  # toward zero: half a notch is none either way
            self._wheel -= notches * NOTCH
            if notches:
                self.wheeled.emit(notches)
            event.accept()
            return
        self._wheel = 0
        before = QPointF(self.offset)
        self.offset += QPointF(turned.x(), turned.y()) / NOTCH * self.fontMetrics().height() * 3
        self._settle()
        event.setAccepted(self.offset != before)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the paper."""
        self._held = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self._held is not None:
            at = event.position().toPoint()
            self.offset += QPointF(at - self._held)
            self._held = at
            self._settle()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    # --- inside -------------------------------------------------------------------------------

    def _rect(self, box: Box) -> QRectF:
        wide, high = self.shown.width() / PER_MILLE, self.shown.height() / PER_MILLE
        return QRectF(box[0] * wide, box[1] * high, box[2] * wide, box[3] * high)

    def _bring(self, box: Box) -> None:
        middle = self._rect(box).center()
        self.offset = QPointF(self.width() / 2, self.height() / 2) - middle
        self._settle()

    def _centre(self) -> tuple[float, float]:
        """What of the page is in the middle of the room, as shares of its sides; its head at first."""
        if self._image is None or self.shown.isEmpty():
            return 0.5, 0.0
        return (
            (self.width() / 2 - self.offset.x()) / self.shown.width(),
            (self.height() / 2 - self.offset.y()) / self.shown.height(),
        )

    def _to_centre(self, centre: tuple[float, float]) -> None:
        self.offset = QPointF(
            self.width() / 2 - centre[0] * self.shown.width(),
            self.height() / 2 - centre[1] * self.shown.height(),
        )
        self._settle()

    def _settle(self) -> None:
        """No more than the page: one that fits stands in the middle, on whole pixels."""
        self.offset = QPointF(
            _kept(self.offset.x(), self.width(), self.shown.width()),
            _kept(self.offset.y(), self.height(), self.shown.height()),
        )


def _kept(offset: float, room: int, page: int) -> float:
    if page <= room:
        return float((room - page) // 2)
    return float(round(min(max(offset, room - page), 0)))
