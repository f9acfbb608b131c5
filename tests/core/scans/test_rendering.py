"""A page is made small without seams, and without its memory twice."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from core.scans.rendering import rendered

ROOT = Path(__file__).parents[3]
SIZE = (410, 3007)
"""Neither a multiple of any step nor of a strip."""
PEAK = """
import sys
def peak():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
from PIL import Image, PngImagePlugin
from core.scans.rendering import rendered
data = open(sys.argv[1], "rb").read()
before = peak()
rendered(data, "png", 0, 90, (600, 400), 1.0)
print(peak() - before)
"""


def drawn(size: tuple[int, int]) -> Image.Image:
    """A page whose every line differs."""
    made = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(made)
    for y in range(0, size[1], 24):
        draw.ellipse((y % size[0], y, y % size[0] + 80, y + 20), fill=(y % 256, 90, 200 - y % 200))
    return made


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("1", "TIFF"), ("L", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("RGB", "PNG"), ("RGBA", "PNG"),
        ("CMYK", "TIFF"), ("RGB", "JPEG"), ("L", "JPEG"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [40, 97, 205, 409, 820])
def test_every_part_of_the_page_is_where_it_was_whatever_the_scale(mode, kind, width):
    made, written = drawn(SIZE).convert(mode), BytesIO()
    made.save(written, kind, **({"quality": 100, "subsampling": 0} if kind == "JPEG" else {}))
    shown = rendered(written.getvalue(), kind.lower(), 0, 0, (width, 10_000), 1.0)
    got = Image.frombytes("RGB", (shown.width, shown.height), shown.data, "raw", "BGRX")
    way = Image.Resampling.BOX if width < SIZE[0] else Image.Resampling.BILINEAR
    wanted = made.convert("RGB").resize(got.size, way)
    one_line_off = ImageChops.offset(wanted, 0, 1)
    assert apart(got, wanted) < apart(one_line_off, wanted) / 3


def apart(one: Image.Image, other: Image.Image) -> float:
    """How much two pictures differ in the mean, of 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
def test_opening_and_turning_takes_the_memory_of_one_picture(tmp_path):
    size = (4000, 6000)
    drawn(size).save(tmp_path / "page.png", compress_level=1)
    command = [sys.executable, "-c", PEAK, str(tmp_path / "page.png")]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert int(told) * 1024 < 6 * size[0] * size[1], "four bytes a pixel, and what is shown"
