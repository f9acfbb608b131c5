"""Words for what happened, and an event's body as lines a person can read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDateTime, QLocale, QTimeZone

from core.event import Event, Kind
from core.people import Post, Role
from core.values import from_stored
from ui.sentences import WORDS, answer_words, word

KINDS: dict[Kind, Any] = {
    Kind.PROJECT_CREATED: QT_TRANSLATE_NOOP("JournalWords", "Project created"),
    Kind.UNIT_RECORDED: QT_TRANSLATE_NOOP("JournalWords", "Unit recorded"),
    Kind.PERSON_ADDED: QT_TRANSLATE_NOOP("JournalWords", "Person added"),
    Kind.PERSON_CHANGED: QT_TRANSLATE_NOOP("JournalWords", "Person changed"),
    Kind.FORM_PUBLISHED: QT_TRANSLATE_NOOP("JournalWords", "Form published"),
    Kind.BATCH_OPENED: QT_TRANSLATE_NOOP("JournalWords", "Batch opened"),
    Kind.KEY_GRANTED: QT_TRANSLATE_NOOP("JournalWords", "Key granted"),
    Kind.KEYING_SUBMITTED: QT_TRANSLATE_NOOP("JournalWords", "Keying signed (level 1)"),
    Kind.SHEET_SET_ASIDE: QT_TRANSLATE_NOOP("JournalWords", "Sheet set aside"),
    Kind.BATCH_CLOSED: QT_TRANSLATE_NOOP("JournalWords", "Keying closed"),
    Kind.SHEET_COMPARED: QT_TRANSLATE_NOOP("JournalWords", "Readings compared"),
    Kind.DIFFERENCE_OPENED: QT_TRANSLATE_NOOP("JournalWords", "Difference opened"),
    Kind.DIFFERENCE_RULED: QT_TRANSLATE_NOOP("JournalWords", "Difference ruled"),
    Kind.RECORD_SETTLED: QT_TRANSLATE_NOOP("JournalWords", "Record settled"),
    Kind.RECORD_CHECKED: QT_TRANSLATE_NOOP("JournalWords", "Record checked by rules"),
    Kind.QUERY_CLOSED: QT_TRANSLATE_NOOP("JournalWords", "Query closed"),
    Kind.SHEET_VOIDED: QT_TRANSLATE_NOOP("JournalWords", "Sheet voided"),
    Kind.SAMPLE_DRAWN: QT_TRANSLATE_NOOP("JournalWords", "Sample drawn"),
    Kind.SHEET_REVIEWED: QT_TRANSLATE_NOOP("JournalWords", "Sheet reviewed"),
    Kind.BATCH_DECIDED: QT_TRANSLATE_NOOP("JournalWords", "Batch decided"),
    Kind.REPORT_EXPORTED: QT_TRANSLATE_NOOP("JournalWords", "Report exported"),
}
FIELDS = {
    "answers": QT_TRANSLATE_NOOP("JournalWords", "answers"),
    "readings": QT_TRANSLATE_NOOP("JournalWords", "readings that differed"),
    "reason": QT_TRANSLATE_NOOP("JournalWords", "reason"),
    "why": QT_TRANSLATE_NOOP("JournalWords", "reason"),
    "outcome": QT_TRANSLATE_NOOP("JournalWords", "outcome"),
    "code": QT_TRANSLATE_NOOP("JournalWords", "code"),
    "name": QT_TRANSLATE_NOOP("JournalWords", "name"),
    "names": QT_TRANSLATE_NOOP("JournalWords", "name"),
    "login": QT_TRANSLATE_NOOP("JournalWords", "sign-in name"),
    "grants": QT_TRANSLATE_NOOP("JournalWords", "roles"),
    "unit": QT_TRANSLATE_NOOP("JournalWords", "unit"),
    "period": QT_TRANSLATE_NOOP("JournalWords", "month"),
    "posts": QT_TRANSLATE_NOOP("JournalWords", "posts"),
    "counts": QT_TRANSLATE_NOOP("JournalWords", "counts"),
    "first": QT_TRANSLATE_NOOP("JournalWords", "first"),
    "last": QT_TRANSLATE_NOOP("JournalWords", "last"),
    "level": QT_TRANSLATE_NOOP("JournalWords", "level"),
    "round": QT_TRANSLATE_NOOP("JournalWords", "round"),
    "seed": QT_TRANSLATE_NOOP("JournalWords", "seed"),
    "sheets": QT_TRANSLATE_NOOP("JournalWords", "sheets"),
    "findings": QT_TRANSLATE_NOOP("JournalWords", "findings"),
    "question": QT_TRANSLATE_NOOP("JournalWords", "question"),
    "proposal": QT_TRANSLATE_NOOP("JournalWords", "paper is said to say"),
    "checked": QT_TRANSLATE_NOOP("JournalWords", "fields checked"),
    "wrong": QT_TRANSLATE_NOOP("JournalWords", "fields wrong"),
    "verdict": QT_TRANSLATE_NOOP("JournalWords", "verdict"),
    "files": QT_TRANSLATE_NOOP("JournalWords", "files"),
    "provisional": QT_TRANSLATE_NOOP("JournalWords", "provisional"),
    "revision": QT_TRANSLATE_NOOP("JournalWords", "revision"),
    "pass": QT_TRANSLATE_NOOP("JournalWords", "pass"),
    "note": QT_TRANSLATE_NOOP("JournalWords", "note"),
    "fields": QT_TRANSLATE_NOOP("JournalWords", "fields compared"),
    "n": QT_TRANSLATE_NOOP("JournalWords", "differences"),
    "titles": QT_TRANSLATE_NOOP("JournalWords", "title"),
    "version": QT_TRANSLATE_NOOP("JournalWords", "version"),
}
SEALED = (
    "sealed",
    "private",
    "to_self",
    "to_batch",
    "public",
    "sign_key",
    "seal_key",
    "cert",
    "key",
)
CODED = {"outcome": "outcome", "reason": "aside", "origin": "origin", "level": "unit_level"}


def kind(event_kind: Kind) -> str:
    """What happened, in words."""
    return QCoreApplication.translate("JournalWords", KINDS[event_kind])


def acting(role: str) -> str:
    """The post or role in which somebody acted."""
    return word("post" if role in {str(post) for post in Post} else "role", role)


def roles() -> frozenset[str]:
    """Codes of all roles."""
    return frozenset(str(role) for role in Role)


def moment(event: Event) -> str:
    """When it was written, by the clock on the wall there."""
    zone = QTimeZone(event.zone * 60)
    at = QDateTime.fromMSecsSinceEpoch(event.stamp.ms, zone)
    return at.toString("yyyy-MM-dd HH:mm:ss")


def lines(event: Event) -> tuple[tuple[str, str], ...]:
    """(what, value) of an event's body; what is sealed is said to be sealed."""
    return tuple(_lines(event.body))


def _lines(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in sorted(body.items(), key=_order):
        bare = name.removesuffix("_json")
        if name in SEALED:
            if value:
                yield _field(bare), QCoreApplication.translate("JournalWords", "(sealed)")
        elif value not in ("", None, [], {}):
            yield from _shown(bare, json.loads(value) if name.endswith("_json") else value)


def _order(item: tuple[str, Any]) -> tuple[bool, int]:
    known = [*FIELDS]
    bare = item[0].removesuffix("_json")
    return (item[0] in SEALED, known.index(bare) if bare in known else len(known))


def _shown(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if name == "readings" and isinstance(value, dict):
        for question, both in value.items():
            yield question, "  |  ".join(answer_words(_answer(reading)) for reading in both)
    elif name == "answers" and isinstance(value, dict):
        for question, stored in value.items():
            yield question, answer_words(_answer(stored))
    else:
        yield _field(name), _text(name, value)


def _answer(stored: Any) -> Any:
    return None if stored is None else from_stored(stored)


def _field(name: str) -> str:
    return QCoreApplication.translate("JournalWords", FIELDS[name]) if name in FIELDS else name  # type: ignore[arg-type]


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool):
        yes, no = QT_TRANSLATE_NOOP("JournalWords", "yes"), QT_TRANSLATE_NOOP("JournalWords", "no")
        return QCoreApplication.translate("JournalWords", yes if value else no)  # type: ignore[arg-type]
    if isinstance(value, str):
        kinds = CODED.get(name, "")
        return word(kinds, value) if value in WORDS.get(kinds, {}) else value
    if isinstance(value, float):
        return QLocale().toString(value, "g", 4)
    if isinstance(value, Mapping):
        if set(value) == {"x"}:
            return answer_words(_answer(dict(value)))
        return "; ".join(f"{_field(k)}: {_text(k, v)}" for k, v in value.items() if k not in SEALED)
    if isinstance(value, list | tuple):
        return ", ".join(_text(name, each) for each in value)
    return "–" if value is None else str(value)
