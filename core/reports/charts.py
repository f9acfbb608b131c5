"""Charts as ReportLab Drawings: the same shapes go into a PDF, onto the screen and into a picture.

Nothing here knows of pages. Sizes are points; text is asked for by the names in fonts.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

from core.reports.fonts import BOLD, REGULAR, fitted, width

NAVY, BLUE, TEAL, AMBER, RED = "#17324D", "#2F6DB5", "#1B998B", "#F0A202", "#D1495B"
TEXT, MUTED, RULE, LIGHT, WHITE = "#22303C", "#5C6B7A", "#D5DCE4", "#EEF2F6", "#FFFFFF"
GREY = "#B8C0C8"
GOOD_TO_BAD = ("#2E7D5B", "#86C5A4", "#E9E4D4", "#F0A58F", "#C9444F")
SERIES = (BLUE, TEAL, AMBER, "#7A5BA6", "#5FA8D3", RED, "#7C8B53", "#B5651D", GREY)


@cache
def color(code: str) -> Any:
    """A ReportLab colour of "#RRGGBB"."""
    from reportlab.lib.colors import HexColor

    return HexColor(code)


def ramp(steps: int) -> tuple[str, ...]:
    """`steps` colours from best to worst."""
    if steps == len(GOOD_TO_BAD):
        return GOOD_TO_BAD
    last = len(GOOD_TO_BAD) - 1
    return tuple(_between(last * step / max(1, steps - 1)) for step in range(steps))


def tile(w: float, h: float, label: str, value: str, unit: str, note: str) -> Any:
    """One key figure: what it is, how much, and the interval below."""
    drawing = _drawing(w, h)
    drawing.add(_box(0.5, 0.5, w - 1, h - 1, WHITE, RULE, 3))
    drawing.add(_box(0.5, 0.5, 3.5, h - 1, BLUE))
    drawing.add(_text(12, h - 17, fitted(label, w - 18, 8.5), 8.5, MUTED))
    size = 22.0
    while size > 9 and width(value, size, True) + width(unit, 9) > w - 24:
        size -= 1
    drawing.add(_text(12, h - 42, value, size, NAVY, bold=True))
    drawing.add(_text(16 + width(value, size, True), h - 42, unit, 9, MUTED))
    drawing.add(_text(12, 9, fitted(note, w - 18, 7.5), 7.5, MUTED))
    return drawing


def interval_bar(
    w: float,
    h: float,
    value: float | None,
    interval: tuple[float, float] | None,
    low: float,
    high: float,
) -> Any:
    """A bar for a table cell, its interval drawn as a whisker over its end."""
    drawing = _drawing(w, h)
    drawing.add(_box(0, h * 0.2, w, h * 0.6, LIGHT))
    if value is None:
        return drawing

    def at(x: float) -> float:
        return min(w, max(0.0, w * (x - low) / (high - low)))

    drawing.add(_box(0, h * 0.2, at(value), h * 0.6, BLUE))
    if interval is not None:
        left, right = at(interval[0]), at(interval[1])
        drawing.add(_line(left, h / 2, right, h / 2, NAVY, 1.2))
        for end in (left, right):
            drawing.add(_line(end, h * 0.28, end, h * 0.72, NAVY, 1.2))
    return drawing


def legend(w: float, labels: Sequence[str], colors: Sequence[str]) -> Any:
    """Coloured keys with their labels, in as many rows as they need."""
    rows: list[list[tuple[float, str, str]]] = [[]]
    x = 0.0
    for label, code in zip(labels, colors, strict=True):
        need = 24 + width(label, 7.5)
        if x + need > w and rows[-1]:
            rows.append([])
            x = 0.0
        rows[-1].append((x, label, code))
        x += need
    drawing = _drawing(w, 13 * len(rows))
    for place, row in enumerate(rows):
        y = 13 * (len(rows) - place) - 10
        for left, label, code in row:
            drawing.add(_box(left, y, 9, 7, code))
            drawing.add(_text(left + 12, y, fitted(label, w - left - 14, 7.5), 7.5))
    return drawing


def shares_bar(w: float, h: float, counts: Sequence[int], colors: Sequence[str]) -> Any:
    """One bar of 100 %, cut by counts; a share is written where it has room."""
    drawing = _drawing(w, h)
    total = sum(counts)
    drawing.add(_box(0, 2, w, h - 4, LIGHT))
    x = 0.0
    for count, code in zip(counts, colors, strict=True):
        if not count:
            continue
        part = w * count / total
        drawing.add(_box(x, 2, part, h - 4, code, WHITE))
        label = f"{100 * count / total:.0f}%"
        if part > width(label, 7) + 3:
            drawing.add(_text(x + part / 2, h / 2 - 2.5, label, 7, _ink(code), "middle"))
        x += part
    return drawing


def count_bar(w: float, h: float, count: int, largest: int, total: int) -> Any:
    """A bar as long as the count is against the largest one, with count and share behind it."""
    drawing = _drawing(w, h)
    room = w - 78
    length = room * count / largest if largest else 0.0
    drawing.add(_box(0, h * 0.2, room, h * 0.6, LIGHT))
    drawing.add(_box(0, h * 0.2, length, h * 0.6, BLUE))
    share = f" ({100 * count / total:.1f}%)" if total else ""
    drawing.add(_text(room + 6, h / 2 - 2.8, f"{count:,}{share}", 7.5, MUTED))
    return drawing


def gauge(
    w: float, h: float, value: float | None, bands: Sequence[tuple[float, float, str]]
) -> Any:
    """A half dial of 0-100 with coloured bands and a needle."""
    from reportlab.graphics.shapes import Circle, Wedge

    drawing = _drawing(w, h)
    x, y = w / 2, 14.0
    radius = min(w / 2 - 4, h - 20)
    for low, high, code in bands:
        drawing.add(
            Wedge(
                x, y, radius, 180 - 1.8 * high, 180 - 1.8 * low, radius1=radius * 0.7,
                fillColor=color(code), strokeColor=color(WHITE), strokeWidth=1,
            )
        )  # fmt: skip
    if value is not None:
        angle = math.pi * (1 - value / 100)
        tip = x + radius * 0.92 * math.cos(angle), y + radius * 0.92 * math.sin(angle)
        root = x + radius * 0.6 * math.cos(angle), y + radius * 0.6 * math.sin(angle)
        drawing.add(_line(*root, *tip, NAVY, 2.5))
        drawing.add(Circle(*tip, 2.2, fillColor=color(NAVY), strokeColor=None))
    shown = "–" if value is None else f"{value:.1f}"
    drawing.add(_text(x, y + 6, shown, 24, NAVY, "middle", True))
    return drawing


def blank(w: float, h: float) -> Any:
    """Room for a signature."""
    return _drawing(w, h)


def banner(w: float, h: float, above: str, title: str, below: str, code: str = NAVY) -> Any:
    """The head of a first page."""
    drawing = _drawing(w, h)
    drawing.add(_box(0, 0, w, h, code))
    drawing.add(_box(0, 0, w, 4, BLUE))
    size = 24.0
    while size > 12 and width(title, size, True) > w - 44:
        size -= 1
    drawing.add(_text(22, h - 34, fitted(above, w - 44, 10), 10, "#C9D6E3"))
    drawing.add(_text(22, h / 2 - 10, fitted(title, w - 44, size, True), size, WHITE, bold=True))
    drawing.add(_text(22, 22, fitted(below, w - 44, 11), 11, WHITE))
    return drawing


def _drawing(w: float, h: float) -> Any:
    from reportlab.graphics.shapes import Drawing

    return Drawing(w, h)


def _text(
    x: float,
    y: float,
    text: str,
    size: float,
    code: str = TEXT,
    anchor: str = "start",
    bold: bool = False,
) -> Any:
    from reportlab.graphics.shapes import String

    return String(
        x, y, text, fontName=BOLD if bold else REGULAR, fontSize=size, fillColor=color(code),
        textAnchor=anchor,
    )  # fmt: skip


def _box(
    x: float, y: float, w: float, h: float, fill: str, stroke: str | None = None, radius: float = 0
) -> Any:
    from reportlab.graphics.shapes import Rect

    edge = color(stroke) if stroke else None
    return Rect(
        x, y, w, h, rx=radius, ry=radius, fillColor=color(fill), strokeColor=edge, strokeWidth=0.5
    )


def _line(x1: float, y1: float, x2: float, y2: float, code: str, thick: float) -> Any:
    from reportlab.graphics.shapes import Line

    return Line(x1, y1, x2, y2, strokeColor=color(code), strokeWidth=thick)


def _between(place: float) -> str:
    """A colour between two neighbours of the ramp."""
    low = min(int(place), len(GOOD_TO_BAD) - 2)
    share = place - low
    mixed = (
        round(a + (b - a) * share)
        for a, b in zip(_rgb(GOOD_TO_BAD[low]), _rgb(GOOD_TO_BAD[low + 1]), strict=True)
    )
    return "#" + "".join(f"{part:02X}" for part in mixed)


def _ink(code: str) -> str:
    """White on dark colours, else the text's colour (luma of Rec. 601)."""
    red, green, blue = _rgb(code)
    return WHITE if 0.299 * red + 0.587 * green + 0.114 * blue < 150 else TEXT


def _rgb(code: str) -> tuple[int, int, int]:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)
