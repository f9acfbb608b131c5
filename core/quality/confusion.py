"""Names the pattern behind a wrong value, so that a person knows what to watch for.

One class for each wrong field; the first that fits, in this order:

1. SKIPPED_ROW, SHIFTED_ROW: at least two wrong fields in an unbroken run of questions of one kind,
   each keyed as the question after it (a row of the paper was skipped) or before it (a row was keyed
   twice) was settled. One field alone proves nothing: codes of five options are often alike.
2. LEFT_OUT: nothing, or "left blank", was keyed where the paper says something.
3. ADDED: something was keyed where the paper says nothing, or holds a special value.
4. SPECIAL: another special value than the paper's was keyed, or one where the paper has a value.
5. TRANSPOSED: two neighbouring characters changed places.
6. DROPPED: one character is missing.
7. DOUBLED, EXTRA: one character too many, the same as the one beside it, or another.
8. LOOKALIKE: one digit for another that handwriting makes alike.
9. NEIGHBOUR_KEY: one character for one whose key lies beside it, on the numeric pad, in the row of
   digits or in a row of letters.
10. OTHER.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from core.forms.model import Form, Question
from core.values import Answer, Special
from core.workflow.comparison import paper_order, question_of

LEAST_RUN = 2
"""Wrong fields that make a shifted row."""
LOOKALIKES = frozenset(map(frozenset, ("17", "06", "38", "49")))
"""Digits that handwriting makes alike; none of these pairs lies side by side on any keypad."""
PAD = ("789", "456", "123", "00.")
"""The numeric pad, row by row; its 0 is two keys wide."""
ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")


class Pattern(StrEnum):
    """What a wrong value looks like."""

    SKIPPED_ROW = "skipped_row"
    SHIFTED_ROW = "shifted_row"
    LEFT_OUT = "left_out"
    ADDED = "added"
    SPECIAL = "special"
    TRANSPOSED = "transposed"
    DROPPED = "dropped"
    DOUBLED = "doubled"
    EXTRA = "extra"
    LOOKALIKE = "lookalike"
    NEIGHBOUR_KEY = "neighbour_key"
    OTHER = "other"


Given = Mapping[str, Answer | None]
"""Question key -> answer of one sheet."""


def patterns(
    form: Form, keyed: Given, settled: Given, wrong: Collection[str]
) -> dict[str, Pattern]:
    """The pattern of each wrong field of one keying; `keyed` and `settled` are the whole sheet."""
    ordered = in_order(form, {*keyed, *settled, *wrong})
    kinds = [_kind(question_of(form, key)) for key in ordered]
    rows: dict[str, Pattern] = {}
    for step, pattern in ((1, Pattern.SKIPPED_ROW), (-1, Pattern.SHIFTED_ROW)):
        for run in _runs(ordered, kinds, keyed, settled, step):
            found = [key for key in run if key in wrong]
            if len(found) >= LEAST_RUN:
                rows |= {key: pattern for key in found if key not in rows}
    return {key: rows.get(key) or pattern_of(keyed.get(key), settled.get(key)) for key in wrong}


def pattern_of(keyed: Answer | None, settled: Answer | None) -> Pattern:
    """The pattern of one wrong field by itself."""
    if keyed in (None, Special.BLANK):
        return Pattern.LEFT_OUT if settled not in (None, Special.BLANK) else Pattern.SPECIAL
    if settled in (None, Special.BLANK):
        return Pattern.ADDED
    if not isinstance(keyed, str) or not isinstance(settled, str):
        both = isinstance(keyed, Special) and isinstance(settled, Special)
        return Pattern.SPECIAL if both or isinstance(keyed, Special) else Pattern.ADDED
    return _of_texts(_plain(keyed), _plain(settled))


def are_neighbours(one: str, other: str) -> bool:
    """Whether two characters' keys lie side by side."""
    return frozenset((one, other)) in NEIGHBOURS


def in_order(form: Form, keys: Collection[str]) -> list[str]:
    """The keys as the paper is read."""
    order = {question.key: place for place, question in enumerate(form.questions)}
    return sorted(keys, key=lambda key: paper_order(form, order, key))


def _of_texts(keyed: str, settled: str) -> Pattern:
    if len(keyed) == len(settled):
        return _of_same_length(keyed, settled)
    if len(keyed) == len(settled) - 1 and _inserted(keyed, settled) is not None:
        return Pattern.DROPPED
    if len(keyed) == len(settled) + 1:
        place = _inserted(settled, keyed)
        if place is not None:
            beside = keyed[max(place - 1, 0) : place] + keyed[place + 1 : place + 2]
            return Pattern.DOUBLED if keyed[place] in beside else Pattern.EXTRA
    return Pattern.OTHER


def _of_same_length(keyed: str, settled: str) -> Pattern:
    places = [n for n, (one, other) in enumerate(zip(keyed, settled, strict=True)) if one != other]
    if len(places) == 1:
        one, other = keyed[places[0]], settled[places[0]]
        if frozenset((one, other)) in LOOKALIKES:
            return Pattern.LOOKALIKE
        return Pattern.NEIGHBOUR_KEY if are_neighbours(one, other) else Pattern.OTHER
    if len(places) == 2 and places[1] == places[0] + 1:
        first, second = places
        if keyed[first] == settled[second] and keyed[second] == settled[first]:
            return Pattern.TRANSPOSED
    return Pattern.OTHER


def _inserted(short: str, long: str) -> int | None:
    """Where one character was put into the short text to make the long one; None where it was not."""
    place = next(
        (n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    return place if short[place:] == long[place + 1 :] else None


def _runs(
    ordered: Sequence[str], kinds: Sequence[object], keyed: Given, settled: Given, step: int
) -> Iterator[list[str]]:
    """Unbroken runs of questions, each keyed as the one a step further on was settled."""
    run: list[str] = []
    for place, key in enumerate(ordered):
        beside = place + step
        fits = (
            0 <= beside < len(ordered)
            and kinds[place] is not None
            and kinds[place] == kinds[beside]
            and keyed.get(key) is not None
            and keyed.get(key) == settled.get(ordered[beside])
        )
        if fits:
            run.append(key)
        else:
            yield run
            run = []
    yield run


def _kind(question: Question | None) -> object:
    """Questions of which one's answer could be keyed for the other: those with the same options."""
    if question is None:
        return None
    return question.kind, tuple(choice.name for choice in question.choices)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _beside() -> Iterator[frozenset[str]]:
    for row in (*ROWS, *PAD):
        yield from (frozenset(pair) for pair in pairwise(row))
    for above, below in pairwise(PAD):
        yield from (frozenset(pair) for pair in zip(above, below, strict=False))


NEIGHBOURS = frozenset(pair for pair in _beside() if len(pair) == 2)
