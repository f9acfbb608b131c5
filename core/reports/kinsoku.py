"""Where a line of Chinese, English or mixed text may end (GB/T 15834 for the marks)."""

from __future__ import annotations

from collections.abc import Sequence

NO_START = frozenset("，。、；：！？…—～·》〉」』】〗〕）］｝”’％‰℃°,.;:!?)]}%々〞﹚﹜﹞›»")
NO_END = frozenset("（［｛《〈「『【〖〔“‘([{￥$￡#＃@＠〝﹙﹛﹝«‹")
FIRST_EAST_ASIAN = 0x2E80
SLACK = 1e-6


def may_break(before: str, after: str) -> bool:
    """Whether a line may end after one character and the next line start with the other."""
    if after.isspace():
        return False
    if before.isspace():
        return after not in NO_START
    if after in NO_START or before in NO_END:
        return False
    if before == after and before in "—…":
        return False
    if _is_western(before) and _is_western(after):
        return before in "-/" and after.isalpha()
    return True


def lines(text: str, widths: Sequence[float], rooms: Sequence[float]) -> list[tuple[str, float]]:
    """The lines of a text, spaces at their ends included, and the room left without those.

    `widths`: of each character; `rooms`: of the first lines, the last one holds for all that
    follow. A word wider than a line is cut. A line feed ends a line and stands as a space, so
    that joined lines are the text again.
    """
    found: list[tuple[str, float]] = []
    start = 0
    while start < len(text):
        room = rooms[min(len(found), len(rooms) - 1)]
        end = _end(text, widths, start, room)
        if text[end - 1] != "\n":
            while end < len(text) and text[end] == " ":
                end += 1
        inked = len(text[start:end].rstrip())
        used = sum(widths[start : start + inked])
        found.append((text[start:end].replace("\n", " "), room - used))
        start = end
    return found or [("", rooms[0])]


def _end(text: str, widths: Sequence[float], start: int, room: float) -> int:
    """Where the line that starts here ends: after its last break that fits."""
    used, at, fits = 0.0, start, 0
    while at < len(text):
        if text[at] == "\n":
            return at + 1
        used += widths[at]
        if used > room + SLACK and not text[at].isspace():
            return fits or max(at, start + 1)
        at += 1
        if at < len(text) and may_break(text[at - 1], text[at]):
            fits = at
    return at


def _is_western(character: str) -> bool:
    return ord(character) < FIRST_EAST_ASIAN and character not in "“”‘’—…·"
