"""Where the program's own files lie, in the source tree and in a bundle alike."""

from __future__ import annotations

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
