"""Qt itself keeps the promises the program is built on."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget

CALLS = 2000


def test_a_call_that_returns_nothing_loses_no_reference(qtbot):
    # PySide6 6.12.0 on Python 3.11 loses one per call, and the program dies after some thousands
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.parent()
        widget.setObjectName("x")
    assert sys.getrefcount(None) > before - CALLS / 10
