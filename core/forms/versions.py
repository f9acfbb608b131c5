"""How one version of a form relates to another: the same, other words, or another meaning."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from core.forms.model import Choice, Form, Question


class Relation(StrEnum):
    """What becomes of figures across two versions (design §4)."""

    SAME = "same"
    """Nothing that a person reads or that counts differs; they pool."""
    WORDING = "wording"
    """An erratum: texts or places on paper differ; they pool once a person approves it."""
    CHECKS = "checks"
    """Soft checks differ: answers mean the same; as an erratum, and records are checked again."""
    MEANING = "meaning"
    """Questions, codes, logic, marks or weights differ; they never pool."""


@dataclass(frozen=True)
class Comparison:
    """The relation and what makes it so, as "question: field" or the name of a part of the form."""

    relation: Relation
    meaning: tuple[str, ...] = ()
    wording: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    """Ids of checks that came, went or test something else."""


_TEXTS = ("labels", "hints", "constraint_messages")
_LAYOUT = ("number", "page", "box", "appearance", "ref", "section")


def compare(old: Form, new: Form) -> Comparison:
    """Compare two versions of one form; the order of questions counts as layout."""
    meaning: list[str] = []
    wording: list[str] = []
    for key in dict.fromkeys((*old.by_key, *new.by_key)):
        before, after = old.by_key.get(key), new.by_key.get(key)
        if before is None or after is None:
            meaning.append(key)
        else:
            meaning += [f"{key}: {name}" for name in _meaning(before, after)]
            wording += [f"{key}: {name}" for name in _wording(before, after)]
    meaning += _parts(old, new)
    if list(old.by_key) != list(new.by_key):
        wording.append("order")
    wording += [
        name for name in ("titles", "languages") if getattr(old, name) != getattr(new, name)
    ]
    if _messages(old) != _messages(new):
        wording.append("messages")
    checks = _checks(old, new)
    relation = (
        Relation.MEANING if meaning
        else Relation.CHECKS if checks
        else Relation.WORDING if wording
        else Relation.SAME
    )  # fmt: skip
    return Comparison(relation, tuple(meaning), tuple(wording), checks)


def _meaning(old: Question, new: Question) -> list[str]:
    """Fields that count: all but texts and layout; of choices, codes and their further columns."""
    ignored = {"choices", *_TEXTS, *_LAYOUT}
    differing = [
        item.name
        for item in fields(Question)
        if item.name not in ignored and getattr(old, item.name) != getattr(new, item.name)
    ]
    return differing + (["choices"] if _codes(old) != _codes(new) else [])


def _codes(question: Question) -> set[tuple[str, tuple[tuple[str, str], ...]]]:
    return {(choice.name, tuple(sorted(choice.extra.items()))) for choice in question.choices}


def _wording(old: Question, new: Question) -> list[str]:
    differing = [n for n in (*_TEXTS, *_LAYOUT) if getattr(old, n) != getattr(new, n)]
    return differing + (["choices"] if _labels(old.choices) != _labels(new.choices) else [])


def _labels(choices: tuple[Choice, ...]) -> list[tuple[str, dict[str, str]]]:
    return [(choice.name, dict(choice.labels)) for choice in choices]


def _parts(old: Form, new: Form) -> list[str]:
    """Parts beside the questions whose change counts."""
    pairs: dict[str, tuple[Any, Any]] = {
        "dimensions": (_weights(old), _weights(new)),
        "sections": (_sections(old), _sections(new)),
        "attachments": (dict(old.attachments), dict(new.attachments)),
        "is_visit": (old.is_visit, new.is_visit),
    }
    return [name for name, (before, after) in pairs.items() if before != after]


def _checks(old: Form, new: Form) -> tuple[str, ...]:
    before, after = _versions(old), _versions(new)
    return tuple(
        name for name in dict.fromkeys((*before, *after)) if before.get(name) != after.get(name)
    )


def _versions(form: Form) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {check.id: (check.version, check.questions) for check in form.checks}


def _weights(form: Form) -> list[Any]:
    return sorted((replace(d, labels={}) for d in form.dimensions), key=lambda d: d.id)


def _sections(form: Form) -> dict[str, float]:
    return {section.name: section.weight for section in form.sections if section.weight is not None}


def _messages(form: Form) -> dict[str, dict[str, str]]:
    return {check.id: dict(check.messages) for check in form.checks}
