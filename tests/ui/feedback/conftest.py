"""The workspace of one person, for the tests of these pages."""

from __future__ import annotations

from tests.ui.stage import show, world

__all__ = ["show", "world"]
