"""Finds, on a page that is shown, what does not fit: cut words, and widgets that lie over each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QStackedWidget,
    QTabBar,
    QWidget,
)

WORD = re.compile(r"[\w/.]+-?|\S")
SLACK = 2
"""Pixels by which Qt's own hints are too large or too small."""


def misfits(whole: QWidget) -> tuple[str, ...]:
    """A line for each thing that is cut or covered, in the order of the widgets."""
    shown = [w for w in whole.findChildren(QWidget) if w.isVisible() and not _is_inner(w)]
    found = [line for widget in shown for line in (*_cut(widget), *_outside(widget, whole))]
    for parent in (whole, *shown):
        found += _covered(parent)
    return tuple(found)


def _is_inner(widget: QWidget) -> bool:
    """What Qt makes itself inside its widgets."""
    return (
        isinstance(widget, QScrollBar | QSplitterHandle)
        or isinstance(widget.parent(), QTabBar)
        or widget.objectName().startswith("qt_")
    )


def _named(widget: QWidget) -> str:
    said = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    said = said or widget.accessibleName()
    return f"{type(widget).__name__} {widget.objectName()} {str(said)[:40]!r}"


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QHeaderView):
        yield from _cut_titles(widget)
    elif isinstance(widget, QListWidget):
        yield from _cut_items(widget)
    else:
        needed = _needed(widget)
        lacks = needed.width() > widget.width() + SLACK, needed.height() > widget.height() + SLACK
        if any(lacks):
            has = f"{widget.width()}x{widget.height()} of {needed.width()}x{needed.height()}"
            yield f"cut: {_named(widget)} {has}"


def _needed(widget: QWidget) -> QSize:
    """What a widget needs to show its words whole."""
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            narrow = max((_wide(widget, part) for part in WORD.findall(widget.text())), default=0)
            narrow = narrow if widget.text().isascii() else 0
            return QSize(narrow, widget.heightForWidth(widget.width()))
        return widget.sizeHint()
    if isinstance(widget, QComboBox):
        hint = widget.sizeHint()
        longest = max((_wide(widget, widget.itemText(n)) for n in range(widget.count())), default=0)
        spare = max(hint.width() - longest, 0) if widget.sizeAdjustPolicy().value == 0 else 40
        return QSize(_wide(widget, widget.currentText()) + min(spare, 40), hint.height())
    if isinstance(widget, QLineEdit):
        said = widget.text() if widget.echoMode() is QLineEdit.EchoMode.Normal else ""
        return QSize(
            _wide(widget, said or widget.placeholderText()) + 20, widget.sizeHint().height()
        )
    if isinstance(widget, QAbstractButton | QTabBar):
        return widget.sizeHint()
    return QSize()


def _wide(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().horizontalAdvance(text)


def _cut_titles(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if header.orientation() is not Qt.Orientation.Horizontal or model is None:
        return
    for number in range(header.count()):
        title = str(model.headerData(number, Qt.Orientation.Horizontal) or "")
        font = header.font()
        font.setBold(True)
        needed = QFontMetrics(font).horizontalAdvance(title) + 22
        if needed > header.sectionSize(number) + SLACK:
            yield f"cut: title {title!r} {header.sectionSize(number)} of {needed}"
    if header.height() + SLACK < header.sizeHint().height():
        yield f"cut: header {header.height()} of {header.sizeHint().height()}"


def _cut_items(entries: QListWidget) -> Iterator[str]:
    if entries.horizontalScrollBar().isVisible():
        yield f"sideways: {_named(entries)}"
    around = 34 if entries.objectName() == "RailList" else 16
    for number in range(entries.count()):
        item = entries.item(number)
        box = entries.visualItemRect(item)
        mark = 0 if item.icon().isNull() else entries.iconSize().width() + 6
        needed = max(_wide(entries, line) for line in item.text().split("\n")) + mark + around
        if needed > box.width() + SLACK and not entries.wordWrap():
            yield f"cut: item {item.text()!r} {box.width()} of {needed}"
        if entries.fontMetrics().height() > box.height() + SLACK:
            yield f"cut: item {item.text()!r} is {box.height()} high"


def _outside(widget: QWidget, whole: QWidget) -> Iterator[str]:
    """Beyond what holds it, where no scrolling brings it in."""
    child, parent = widget, widget.parentWidget()
    while parent is not None and child is not whole:
        box = QRect(widget.mapTo(parent, QPoint()), widget.size())
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and not isinstance(area, QScrollArea):
            return
        is_scrolled = isinstance(area, QScrollArea)
        moves = is_scrolled and area.horizontalScrollBar().isVisible()
        if not moves and (box.right() > parent.width() + SLACK or box.left() < -SLACK):
            yield f"outside: {_named(widget)} of {_named(parent)}"
            return
        if not is_scrolled and (box.bottom() > parent.height() + SLACK or box.top() < -SLACK):
            yield f"outside: {_named(widget)} of {_named(parent)}"
            return
        if is_scrolled:
            return
        child, parent = parent, parent.parentWidget()


def _covered(parent: QWidget) -> Iterator[str]:
    if isinstance(parent, QStackedWidget | QAbstractScrollArea | QComboBox | QLineEdit):
        return
    inside = [
        child
        for child in parent.children()
        if isinstance(child, QWidget)
        and child.isVisible()
        and not child.isWindow()
        and not _is_inner(child)
    ]
    for one, other in combinations(inside, 2):
        both = one.geometry().intersected(other.geometry())
        if both.width() > SLACK and both.height() > SLACK:
            yield f"covered: {_named(one)} and {_named(other)} by {both.width()}x{both.height()}"
