"""Which sheet a scan belongs to: by the serial in a file's name, or by its place in a PDF."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

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
    stem = stem.rpartition(".")[0] or stem
    width = len(next(iter(serials), ""))
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


def _page_after(rest: str) -> int:
    found = _PAGE.fullmatch(rest)
    return max(1, int(found.group(1))) if found else 1
