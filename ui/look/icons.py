"""Our own SVG signs in the colours of the palette in force."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.look import tokens
from ui.look.places import RESOURCES

SIDE = 20
"""Pixels of an icon at 100 %."""


def icon(name: str, colour: str = "") -> QIcon:
    """A sign of resources/icons, painted in a colour (the ink of the palette if none is given)."""
    made = QIcon()
    for scale in (1, 2, 3):
        made.addPixmap(pixmap(name, colour, SIDE * scale))
    return made


def pixmap(name: str, colour: str = "", side: int = SIDE) -> QPixmap:
    """The sign as a square picture of `side` pixels; empty if there is no such sign."""
    file = RESOURCES / "icons" / f"{name}.svg"
    shown = QPixmap(QSize(side, side))
    shown.fill(Qt.GlobalColor.transparent)
    if not file.exists():
        return shown
    drawing = file.read_text(encoding="utf-8")
    drawing = drawing.replace("currentColor", colour or tokens.current().ink)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    painter = QPainter(shown)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return shown
