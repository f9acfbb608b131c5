"""The options of a question as plain text beside its field; painted, as rich text would be laid out anew
with every answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QStaticText,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import tokens

BETWEEN = 10
"""Pixels between two options."""
WIDTHS_KEPT = 4
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class Option:
    """A code and its text; a hint has no code."""

    code: str
    text: str


@dataclass(frozen=True)
class _Placed:
    """An option where it stands, shaped once: shaping costs more than all the rest of a key."""

    option: Option
    rect: QRect
    indent: int
    """Pixels from the code to its text."""
    code: QStaticText
    text: QStaticText | None
    """None where it takes several lines."""


class OptionsLine(QWidget):
    """Flows like words; a code never parts from its text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self._placed: dict[int, list[_Placed]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_options(self, options: Sequence[Option], chosen: Collection[str]) -> None:
        """Show these; the chosen ones stand out."""
        shown, marked = tuple(options), frozenset(chosen)
        if shown == self._options and marked == self._chosen:
            return
        if shown != self._options:
            self._options = shown
            self._placed.clear()
            self.setAccessibleName("  ".join(f"{o.code} {o.text}".strip() for o in shown))
            self.updateGeometry()
        self._chosen = marked
        self.update()

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return self.accessibleName()

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other places."""
        if event.type() == QEvent.Type.FontChange:
            self._placed.clear()
        super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines at a width."""
        edges = self.contentsMargins()
        places = self._places(width - edges.left() - edges.right())
        lowest = max((placed.rect.bottom() + 1 for placed in places), default=0)
        return lowest + edges.top() + edges.bottom()

    def sizeHint(self) -> QSize:
        """A comfortable width; the layout gives more."""
        width = self.fontMetrics().horizontalAdvance("0") * 40
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Room for a short option."""
        return QSize(self.fontMetrics().horizontalAdvance("0") * 12, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Code in bold, then the text."""
        painter, shades, bold = QPainter(self), tokens.current(), self._bold()
        marked, inside = QFont(self.font()), self.contentsRect()
        marked.setUnderline(True)  # never colour alone, and no wider than before
        painter.translate(inside.topLeft())
        for placed in self._places(inside.width()):
            chosen = bool(placed.option.code) and placed.option.code in self._chosen
            painter.setPen(QColor(shades.accent if chosen else shades.muted))
            painter.setFont(bold)
            corner = QPointF(placed.rect.topLeft())
            painter.drawStaticText(corner, placed.code)
            painter.setFont(marked if chosen else self.font())
            room = placed.rect.adjusted(placed.indent, 0, 0, 0)
            if placed.text is None or chosen:
                painter.drawText(room, WRAP, placed.option.text)
            else:
                painter.drawStaticText(QPointF(room.topLeft()), placed.text)

    def _places(self, width: int) -> list[_Placed]:
        """The options laid out at a width; the two or three widths a layout asks for are kept."""
        if width not in self._placed:
            if len(self._placed) >= WIDTHS_KEPT:
                self._placed.clear()
            self._placed[width] = self._lay_out(width)
        return self._placed[width]

    def _lay_out(self, width: int) -> list[_Placed]:
        metrics, places, x, y = self.fontMetrics(), [], 0, 0
        bold, line = self._bold(), metrics.height()
        codes, gap = QFontMetrics(bold), metrics.horizontalAdvance(" ")
        for option in self._options:
            code = codes.horizontalAdvance(option.code) + gap if option.code else 0
            wanted = code + metrics.horizontalAdvance(option.text)
            needed = min(wanted + 2, width)
            if x and x + needed > width:
                x, y = 0, y + line
            room = QRect(0, 0, max(width - code, 1), 10_000)
            fits = wanted <= width
            height = line if fits else metrics.boundingRect(room, int(WRAP), option.text).height()
            text = _shaped(option.text, self.font()) if fits else None
            rect = QRect(x, y, needed, height)
            places.append(_Placed(option, rect, code, _shaped(option.code, bold), text))
            if fits:
                x += needed + BETWEEN
            else:
                x, y = 0, y + height
        return places

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font


def _shaped(text: str, font: QFont) -> QStaticText:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(QTransform(), font)
    return made
