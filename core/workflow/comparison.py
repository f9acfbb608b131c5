"""Compares two blind readings of a sheet, question by question, after normalising both.

Two readings always compare without regard to width of characters, spaces and letter case
(requirements ENT-09); numbers by value, ticked options as a set. A form's tk:compare adds more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial

from core.forms import double_entry
from core.forms.model import Form, Kind, Question
from core.values import Answer, Answers
from core.workflow.contents import Differing, KeyingContent, Reading

SUSPECTED_SHARE = 0.4  # design §5: above it the two papers are perhaps not the same
SUSPECTED_FIELDS = 5  # fewer fields prove nothing
MOST_KEPT = 1000
LONGEST_COMPARED = 1000
"""Characters; the table of a longer pair would take seconds, so a person looks at it."""
POSITION = re.compile(r"\[\d+\]")
NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.RANGE)

Same = Callable[[str, str], bool]


@dataclass(frozen=True)
class Compared:
    """The outcome of one comparison; `differing` may hold agreed fields that are ruled on blind."""

    fields: int
    """Questions that at least one of the two answered and that are compared."""
    differing: tuple[Differing, ...]
    agreed: Answers
    """What both say, in paper order; of tolerated variants that of pass 1."""
    variants: Mapping[str, Reading]
    """Readings that count as the same and yet are not."""

    @property
    def suspected(self) -> bool:
        """Whether so much differs that these are perhaps two papers."""
        apart = sum(not d.is_check for d in self.differing)
        return self.fields >= SUSPECTED_FIELDS and apart > SUSPECTED_SHARE * self.fields


class Comparer:
    """Compares sheets of one form; made once for many."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._order = {question.key: place for place, question in enumerate(form.questions)}
        limit = double_entry.similarity(form.settings)
        self._same = {question.key: rule_of(question, limit) for question in form.questions}
        self._single = {q.key for q in form.questions if q.entry == "single"}
        self._ignored = {q.key for q in form.questions if "ignore" in q.compare}
        self._plain = self._order.keys() - self._ignored
        self._sorted: dict[tuple[str, ...], list[str]] = {}
        """Questions of one sheet -> the same as the paper is read: most sheets answer the same ones."""

    def compare(self, first: KeyingContent, second: KeyingContent) -> Compared:
        """All fields that either pass answered, in paper order."""
        if first.answers is second.answers or first.answers == second.answers:
            keys = self._plain_keys(first.answers)  # as most pairs are
            if keys is not None:
                return Compared(len(keys), (), {key: first.answers[key] for key in keys}, {})
        fields, differing = 0, []
        agreed: Answers = {}
        variants: dict[str, Reading] = {}
        ours, theirs = first.answers, second.answers
        for key in self._keys(ours, theirs):
            one, other = ours.get(key), theirs.get(key)
            if one == other and key in self._plain and one is not None:
                fields += 1
                agreed[key] = one
                continue
            base = key if key in self._order else base_key(self._form, key)
            once = self._is_read_once(base, one, other)
            fields += not once
            if once or self._agree(base, one, other):
                taken = one if one is not None else other
                if taken is not None:
                    agreed[key] = taken
                if one != other:
                    variants[key] = (one, other)
            else:
                differing.append(Differing(key, one, other, notes_on(key, first, second)))
        return Compared(fields, tuple(differing), agreed, variants)

    def beside(
        self, differing: Sequence[Differing], first: KeyingContent, second: KeyingContent
    ) -> Compared:
        """The outcome of a comparison made earlier, whose differences are known."""
        known = {difference.question for difference in differing}
        keys = [key for key in self._keys(first.answers, second.answers) if key not in known]
        agreed: Answers = {}
        variants: dict[str, Reading] = {}
        for key in keys:
            one, other = first.answers.get(key), second.answers.get(key)
            taken = one if one is not None else other
            if taken is not None:
                agreed[key] = taken
            if one != other:
                variants[key] = (one, other)
        return Compared(len(keys) + len(known), tuple(differing), agreed, variants)

    def is_checkable(self, compared: Compared, key: str) -> bool:
        """Whether both passes answered a question with one and the same."""
        if key in compared.variants:
            return False
        return not self._ignored or base_key(self._form, key) not in self._ignored

    def in_order(self, compared: Compared) -> Compared:
        """The comparison with what is to be ruled on as the paper is read."""
        ordered = sorted(
            compared.differing, key=lambda d: paper_order(self._form, self._order, d.question)
        )
        return replace(compared, differing=tuple(ordered))

    def places(self, questions: Iterable[str]) -> dict[str, int]:
        """Question -> its place as the paper is read."""
        ordered = sorted(questions, key=lambda key: paper_order(self._form, self._order, key))
        return {key: place for place, key in enumerate(ordered)}

    def _plain_keys(self, answers: Answers) -> list[str] | None:
        """The questions as the paper is read; None where one is in a repeat, or not compared."""
        names = tuple(answers)
        found = self._sorted.get(names)
        if found is None and answers.keys() <= self._plain:
            found = sorted(names, key=self._order.__getitem__)
            if len(self._sorted) < MOST_KEPT:
                self._sorted[names] = found
        return found

    def _keys(self, first: Answers, second: Answers) -> list[str]:
        if first.keys() == second.keys():
            with suppress(KeyError):  # a question inside repeats is known by another key
                return sorted(first, key=self._order.__getitem__)
        keys = list(dict.fromkeys([*first, *second]))
        return sorted(keys, key=lambda key: paper_order(self._form, self._order, key))

    def _is_read_once(self, base: str, one: Answer | None, other: Answer | None) -> bool:
        """Whether one reading is enough for the question, or all there is."""
        alone = one is None or other is None
        return base in self._ignored or (alone and base in self._single)

    def _agree(self, base: str, one: Answer | None, other: Answer | None) -> bool:
        if one == other:
            return True
        if not isinstance(one, str) or not isinstance(other, str):
            return False
        same = self._same.get(base)
        return same is not None and same(one, other)


def rule_of(question: Question, similarity: float = double_entry.LIKENESS) -> Same:
    """When two answers to the question count as the same."""
    tokens = question.compare
    for token in tokens:
        name, _, value = token.partition("=")
        if name == "num":
            return partial(near_numbers, Decimal(value))
        if name == "days":
            return partial(near_dates, int(value))
        if name == "edit":
            return partial(near_texts, int(value), "punct" in tokens)
    if question.kind in NUMBERS:
        return partial(near_numbers, Decimal(0))
    if "set" in tokens or question.kind is Kind.SELECT_MULTIPLE:
        return same_set
    if is_open_text(question):
        return partial(similar, similarity, "punct" in tokens)
    return same_punctless if "punct" in tokens else same_text


def differs(form: Form, key: str, one: Answer | None, other: Answer | None) -> bool:
    """Whether two answers to one question disagree, for whatever the form tolerates."""
    question = question_of(form, key)
    if one == other:
        return False
    if question is None:
        return True
    alone = one is None or other is None
    if "ignore" in question.compare or (alone and question.entry == "single"):
        return False
    if not isinstance(one, str) or not isinstance(other, str):
        return True
    return not rule_of(question, double_entry.similarity(form.settings))(one, other)


def says(question: Question | None, one: Answer | None, other: Answer | None) -> bool:
    """Whether two answers are one and the same on paper: no tolerance, only another spelling."""
    if one == other:
        return True
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    if question is not None and question.kind in NUMBERS:
        return near_numbers(Decimal(0), one, other)
    if question is not None and (
        question.kind is Kind.SELECT_MULTIPLE or "set" in question.compare
    ):
        return same_set(one, other)
    return same_text(one, other)


def is_open_text(question: Question) -> bool:
    """Free wording, where a slip of a letter changes nothing; never an id or a name."""
    return (
        question.kind is Kind.TEXT
        and "multiline" in question.appearance.split()
        and not (question.personal or question.identity or question.key_field)
    )


def plain(text: str, *, punctless: bool = False) -> str:
    """Without regard to width, spaces and case; `punctless` drops punctuation too."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if punctless:
        kept = (c for c in folded if not unicodedata.category(c).startswith("P"))
        folded = " ".join("".join(kept).split())
    return folded


def same_text(one: str, other: str) -> bool:
    """Equal after normalising."""
    return plain(one) == plain(other)


def same_punctless(one: str, other: str) -> bool:
    """Equal but for punctuation."""
    return plain(one, punctless=True) == plain(other, punctless=True)


def same_set(one: str, other: str) -> bool:
    """The same options ticked, in whatever order they were keyed."""
    return set(plain(one).split()) == set(plain(other).split())


def near_numbers(tolerance: Decimal, one: str, other: str) -> bool:
    """Numbers no further apart than the tolerance; what is no number compares as text."""
    try:
        return abs(Decimal(plain(one)) - Decimal(plain(other))) <= tolerance
    except InvalidOperation:
        return same_text(one, other)


def near_dates(days: int, one: str, other: str) -> bool:
    """Dates no further apart than so many days."""
    try:
        apart = date.fromisoformat(plain(one)[:10]) - date.fromisoformat(plain(other)[:10])
    except ValueError:
        return same_text(one, other)
    return abs(apart.days) <= days


def near_texts(edits: int, punctless: bool, one: str, other: str) -> bool:
    """At most so many characters inserted, dropped or replaced."""
    left, right = plain(one, punctless=punctless), plain(other, punctless=punctless)
    return abs(len(left) - len(right)) <= edits and edit_distance(left, right) <= edits


def similar(limit: float, punctless: bool, one: str, other: str) -> bool:
    """The same figures, and 1 - edits / length at least the limit."""
    left, right = plain(one, punctless=punctless), plain(other, punctless=punctless)
    if left == right:
        return True
    if [c for c in left if c.isdigit()] != [c for c in right if c.isdigit()]:
        return False
    longest = max(len(left), len(right))
    if longest > LONGEST_COMPARED:
        return False
    allowed = int((1 - limit) * longest + 1e-9)
    return abs(len(left) - len(right)) <= allowed and edit_distance(left, right) <= allowed


def edit_distance(one: str, other: str) -> int:
    """Levenshtein's distance, by Wagner and Fischer's table kept one row at a time."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, right in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (left != right))
    return row[-1]


def base_key(form: Form, key: str) -> str:
    """The question of a key inside repeats: "house[2]/age" is "house/age" or "age"."""
    path = POSITION.sub("", key)
    while path not in form.by_key and "/" in path:
        path = path.partition("/")[2]
    return path


def question_of(form: Form, key: str) -> Question | None:
    """The question that an answer's key belongs to, in whichever repeat instance."""
    return form.by_key.get(key) or form.by_key.get(base_key(form, key))


def paper_order(form: Form, order: Mapping[str, int], key: str) -> tuple[int, tuple[int, ...], str]:
    """Sorts keys as the paper is read: by question, then by place in repeats."""
    places = tuple(int(found[1:-1]) for found in POSITION.findall(key))
    place = order.get(key)
    if place is None:
        place = order.get(base_key(form, key), len(order))
    return place, places, key


def notes_on(key: str, first: KeyingContent, second: KeyingContent) -> tuple[str, ...]:
    """What the clerks wrote beside a question, in an order that does not tell whose it is."""
    notes = (content.notes.get(key, "") for content in (first, second))
    return tuple(sorted(filter(None, notes)))
