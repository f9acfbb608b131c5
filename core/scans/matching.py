"""Which sheet a scan belongs to: by the serial in a file's name, or by its place in a PDF."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from core.workflow.paper import GIVEN, typed_serial

FITS, TWICE, NO_SERIAL, NOT_HERE, NO_PAGES = "fits", "twice", "no_serial", "not_here", "no_pages"
"""What is said of a file: it fits; another file is the same page; its name has no serial, or one that
the batch does not have, or several; a PDF's last pages are fewer than a sheet has."""
_PAGE = re.compile(r"[-_ .(]{1,2}p?(\d{1,2})\)?$", re.IGNORECASE)
"""What follows the serial for a further page: 0123-2, 0123_p2, 0123 (2)."""


@dataclass(frozen=True)
class Match:
    """One file, or one piece of a PDF, and what it is."""

    name: str
    serial: str
    """"" where it belongs nowhere."""
    page: int
    """Of the sheet, from 1: its own, or its first one."""
    said: str = FITS
    pages: tuple[int, ...] = ()
    """The pages of a PDF (from 0) that make the sheet; empty: the whole file."""

    @property
    def fits(self) -> bool:
        """Whether it will be attached."""
        return self.said == FITS


def by_names(names: Sequence[str], serials: Collection[str]) -> tuple[Match, ...]:
    """Every file with its sheet, by serial and page, those that fit nowhere last."""
    found = [_named(name, serials) for name in names]
    places = [(match.serial, match.page) for match in found if match.fits]
    told = [
        Match(match.name, match.serial, match.page, TWICE)
        if match.fits and places.count((match.serial, match.page)) > 1
        else match
        for match in found
    ]
    return tuple(sorted(told, key=lambda each: (not each.fits, each.serial, each.page, each.name)))


def by_place(
    name: str, count: int, each: int, first: str, serials: Sequence[str]
) -> tuple[Match, ...]:
    """A PDF of so many pages cut into sheets of `each` pages, in order from a first serial."""
    begin = serials.index(first) if first in serials else len(serials)
    found = []
    for number, start in enumerate(range(0, count, max(each, 1))):
        pages = tuple(range(start, min(start + max(each, 1), count)))
        place = begin + number
        serial = serials[place] if place < len(serials) else ""
        said = FITS if serial else NOT_HERE
        if serial and len(pages) < each:
            said = NO_PAGES
        found.append(Match(name, serial, 1, said, pages))
    return tuple(found)


def _named(name: str, serials: Collection[str]) -> Match:
    stem = name.rpartition("/")[2]
    stem = unicodedata.normalize("NFKC", stem.rpartition(".")[0] or stem)
    width = min(map(len, serials), default=0)  # a number that was given by hand is longer
    if (given := _given(stem, serials, width)) is not None:
        return Match(name, *given)
    hits = {
        (hit.group(), _page_after(stem[hit.end() :]))
        for hit in re.finditer(rf"(?<!\d)\d{{{width}}}(?!\d)", stem)
        if width and hit.group() in serials
    }
    if not hits and (short := re.match(r"\d+", stem)) is not None:
        padded = short.group().lstrip("0").zfill(width)  # a scanner counts 1, 2, 3
        if padded in serials:
            hits = {(padded, _page_after(stem[short.end() :]))}
    if len({serial for serial, _ in hits}) != 1:
        has_number = re.search(rf"(?<!\d)\d{{{max(width, 1)}}}(?!\d)", stem) is not None
        return Match(name, "", 1, NOT_HERE if has_number and not hits else NO_SERIAL)
    serial, page = max(hits, key=lambda hit: hit[1])
    return Match(name, serial, page)


def _given(stem: str, serials: Collection[str], width: int) -> tuple[str, int, str] | None:
    """Serial, page and what is said of a number given by hand: 0123-S1 is never the sheet 0123."""
    begun = rf"(?<!\d)\d{{{width}}}{GIVEN}|^\d{{1,{width}}}{GIVEN}"
    found = set()
    for hit in re.finditer(rf"(?:{begun})(?!\d)", stem) if width else ():
        serial = typed_serial(hit.group())
        serial = serial.zfill(width + len(serial) - serial.index("-"))
        if serial in serials or serial.partition("-")[0] in serials:
            found.add((serial, _page_after(stem[hit.end() :])))
    if not found:
        return None
    if len({serial for serial, _ in found}) > 1:
        return "", 1, NO_SERIAL
    serial, page = max(found)
    return (serial, page, FITS) if serial in serials else ("", 1, NOT_HERE)


def _page_after(rest: str) -> int:
    found = _PAGE.fullmatch(rest)
    return max(1, int(found.group(1))) if found else 1
