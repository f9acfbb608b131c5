"""The practice paper: the questions of the lesson as a hand has ticked them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from core.forms.model import Question
from core.services.practice import SERIAL, Lesson
from core.values import Answer, Special
from ui.look.language import say
from ui.widgets.layout import Card, label

PAPER, PRINT, PEN = QColor("#fffdf6"), QColor("#3b3f45"), QColor("#1b3fa0")
"""Paper stays paper in the dark palette too."""


class PaperCard(Card):
    """Takes no keyboard; the question in work is marked."""

    def __init__(self, lesson: Lesson) -> None:
        super().__init__()
        self._lines: dict[str, QFrame] = {}
        self._is_narrow = False
        self._marked = ""
        self._title = label(self.tr("The paper in your hand"), "Heading")
        self.body.addWidget(self._title)
        self._serial = label(self.tr("No. {serial}").format(serial=SERIAL), "Number")
        self.body.addWidget(self._serial)
        rows = QVBoxLayout()
        rows.setSpacing(2)
        self.body.addLayout(rows)
        self.body.addStretch(1)
        for exercise in lesson.paper:
            question = lesson.form.by_key[exercise.question]
            frame = _line(question, exercise.answer)
            self._lines[question.key] = frame
            rows.addWidget(frame)

    def mark(self, key: str) -> QWidget:
        """Mark the question in work; returns what should be in sight."""
        self._marked = key
        for each, frame in self._lines.items():
            frame.setObjectName("Here" if each == key else "Elsewhere")
            frame.style().unpolish(frame)
            frame.style().polish(frame)
        self._show()
        return self._lines.get(key, self._serial)

    def narrow(self, wanted: bool) -> None:
        """Show only what is in work, where the page has no room for the whole paper."""
        self._is_narrow = wanted
        self._show()

    def _show(self) -> None:
        self._title.setVisible(not self._is_narrow)
        self._serial.setVisible(not self._is_narrow or not self._marked)
        for each, frame in self._lines.items():
            frame.setVisible(not self._is_narrow or each == self._marked)

    @property
    def texts(self) -> tuple[str, ...]:
        """What a screen reader says of each line."""
        return tuple(frame.accessibleName() for frame in self._lines.values())


class Ticks(QWidget):
    """Printed boxes with their codes, and the strokes of a pen."""

    def __init__(self, codes: tuple[str, ...], ticked: frozenset[str]) -> None:
        super().__init__()
        self._codes, self._ticked = codes, ticked
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A box and its code for each option."""
        side = self.fontMetrics().height()
        return QSize(round(side * 2.1) * len(self._codes) + side // 2, round(side * 1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Print, then tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), PAPER)
        side = self.fontMetrics().height()
        step, box, top = round(side * 2.1), side * 0.8, (self.height() - side * 0.8) / 2
        for place, code in enumerate(self._codes):
            left = side * 0.3 + place * step
            square = QRectF(left, top, box, box)
            painter.setPen(QPen(PRINT, 1.2))
            painter.drawRect(square)
            beside = QRectF(left + box + side * 0.2, 0, side, self.height())
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, code)
            if code in self._ticked:
                pen = QPen(PEN, side * 0.16)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawPolyline(_stroke(square))
        painter.end()


def _stroke(box: QRectF) -> list[QPointF]:
    """A tick that leaves its box a little, as pens do."""
    points = ((0.15, 0.45), (0.45, 0.85), (1.15, -0.2))
    return [QPointF(box.x() + box.width() * x, box.y() + box.height() * y) for x, y in points]


def _line(question: Question, answer: Answer | None) -> QFrame:
    codes = tuple(choice.name for choice in question.choices)
    ticked = _ticked(codes, answer)
    frame = QFrame()
    frame.setObjectName("Elsewhere")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(8, 4, 8, 5)
    layout.setSpacing(2)
    text = label(f"{question.number}  {say(question.labels)}", wrap=True)
    layout.addWidget(text)
    layout.addWidget(Ticks(codes, ticked))
    said = " ".join(sorted(ticked)) or "–"
    frame.setAccessibleName(f"{question.number}: {said}")
    return frame


def _ticked(codes: tuple[str, ...], answer: Answer | None) -> frozenset[str]:
    if answer is Special.SEVERAL:
        return frozenset(codes[len(codes) // 2 - 1 : len(codes) // 2 + 1])
    return frozenset({answer} if isinstance(answer, str) else ())
