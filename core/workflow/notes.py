"""Notes that the program writes itself, as codes: each reader is told in the own language."""

from __future__ import annotations

PAGE_MISSING = "page_missing:"


def page_missing(page: int) -> str:
    """The note on a question that is blank because this page of its paper is not there."""
    return f"{PAGE_MISSING}{page}"


def missed_page(note: str) -> int | None:
    """The page that such a note names; None for what a person wrote."""
    page = note.removeprefix(PAGE_MISSING)
    return int(page) if page != note and page.isascii() and page.isdigit() else None
