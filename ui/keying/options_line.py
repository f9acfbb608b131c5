"""The options of a question as plain text beside its field; painted, as rich text would be laid out anew
with every answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look import tokens

BETWEEN = 10
"""Pixels between two options."""
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class Option:
    """A code and its text; a hint has no code."""

    code: str
    text: str


class OptionsLine(QWidget):
    """Flows like words; a code never parts from its text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_options(self, options: Sequence[Option], chosen: Collection[str]) -> None:
        """Show these; the chosen ones stand out."""
        shown = tuple(options)
        if shown != self._options:
            self._options = shown
            self.setAccessibleName("  ".join(f"{o.code} {o.text}".strip() for o in shown))
            self.updateGeometry()
        self._chosen = frozenset(chosen)
        self.update()

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return self.accessibleName()

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the lines at a width."""
        edges = self.contentsMargins()
        places = self._places(width - edges.left() - edges.right())
        lowest = max((place.bottom() + 1 for place, _ in places), default=0)
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
        for place, option in self._places(inside.width()):
            chosen = bool(option.code) and option.code in self._chosen
            painter.setPen(QColor(shades.accent if chosen else shades.muted))
            painter.setFont(bold)
            painter.drawText(place, WRAP, option.code)
            painter.setFont(marked if chosen else self.font())
            painter.drawText(place.adjusted(self._code_width(option), 0, 0, 0), WRAP, option.text)

    def _places(self, width: int) -> list[tuple[QRect, Option]]:
        metrics, places, x, y = self.fontMetrics(), [], 0, 0
        line = metrics.height()
        for option in self._options:
            code = self._code_width(option)
            needed = min(code + metrics.horizontalAdvance(option.text) + 2, width)
            if x and x + needed > width:
                x, y = 0, y + line
            room = QRect(0, 0, max(width - code, 1), 10_000)
            fits = code + metrics.horizontalAdvance(option.text) <= width
            height = line if fits else metrics.boundingRect(room, int(WRAP), option.text).height()
            places.append((QRect(x, y, needed, height), option))
            if fits:
                x += needed + BETWEEN
            else:
                x, y = 0, y + height
        return places

    def _code_width(self, option: Option) -> int:
        gap = self.fontMetrics().horizontalAdvance(" ")
        code = QFontMetrics(self._bold()).horizontalAdvance(option.code)
        return code + gap if option.code else 0

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font
