"""Words for what happened, and an event's body as lines a person can read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDateTime, QLocale, QTimeZone

from core.event import Event, Kind
from core.people import Post, Role
from core.reports.journal import meaning
from core.values import from_stored
from core.workflow.before import SEALED, Change
from core.workflow.bodies import PROJECT
from core.workflow.misfiling import is_misfiling, is_move
from core.workflow.paper import NUMBERED, typed_serial
from core.workflow.settings import DEFAULTS, DEVICE, SETTING
from ui.look.language import say
from ui.paper_words import serial_words
from ui.recheck.words import void_reason
from ui.sentences import WORDS, answer_words, setting_value, word

KINDS: dict[Kind, Any] = {
    Kind.PROJECT_CREATED: QT_TRANSLATE_NOOP("JournalWords", "Project created"),
    Kind.PROJECT_CHANGED: QT_TRANSLATE_NOOP("JournalWords", "Setting of the project"),
    Kind.UNIT_RECORDED: QT_TRANSLATE_NOOP("JournalWords", "Unit recorded"),
    Kind.PERSON_ADDED: QT_TRANSLATE_NOOP("JournalWords", "Person added"),
    Kind.PERSON_CHANGED: QT_TRANSLATE_NOOP("JournalWords", "Person changed"),
    Kind.FORM_PUBLISHED: QT_TRANSLATE_NOOP("JournalWords", "Form published"),
    Kind.BATCH_OPENED: QT_TRANSLATE_NOOP("JournalWords", "Batch opened"),
    Kind.KEY_GRANTED: QT_TRANSLATE_NOOP("JournalWords", "Key granted"),
    Kind.KEYING_SUBMITTED: QT_TRANSLATE_NOOP("JournalWords", "Keying signed (level 1)"),
    Kind.SHEET_SET_ASIDE: QT_TRANSLATE_NOOP("JournalWords", "Sheet set aside"),
    Kind.BATCH_CLOSED: QT_TRANSLATE_NOOP("JournalWords", "Keying closed"),
    Kind.BATCH_CHANGED: QT_TRANSLATE_NOOP("JournalWords", "Paper or people of a batch"),
    Kind.SHEET_MOVED: QT_TRANSLATE_NOOP("JournalWords", "Sheet split off"),
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
    Kind.SHEET_ERASED: QT_TRANSLATE_NOOP("JournalWords", "Personal data destroyed"),
    Kind.SHEET_SCANNED: QT_TRANSLATE_NOOP("JournalWords", "Scan attached or removed"),
    Kind.FILE_CLEANED: QT_TRANSLATE_NOOP("JournalWords", "Picture written anew"),
    Kind.LOGIN_FAILED: QT_TRANSLATE_NOOP("JournalWords", "Wrong passwords before"),
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
    "adds": QT_TRANSLATE_NOOP("JournalWords", "papers more than counted"),
    "first": QT_TRANSLATE_NOOP("JournalWords", "first"),
    "last": QT_TRANSLATE_NOOP("JournalWords", "last"),
    "keyer1": QT_TRANSLATE_NOOP("JournalWords", "first keying by"),
    "keyer2": QT_TRANSLATE_NOOP("JournalWords", "second keying by"),
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
    "form": QT_TRANSLATE_NOOP("JournalWords", "form"),
    "form_id": QT_TRANSLATE_NOOP("JournalWords", "form id"),
    "parent": QT_TRANSLATE_NOOP("JournalWords", "belongs to"),
    "active": QT_TRANSLATE_NOOP("JournalWords", "active"),
    "trained_on": QT_TRANSLATE_NOOP("JournalWords", "trained on"),
    "origin": QT_TRANSLATE_NOOP("JournalWords", "origin"),
    "query": QT_TRANSLATE_NOOP("JournalWords", "query"),
    "head": QT_TRANSLATE_NOOP("JournalWords", "head code"),
    "batches": QT_TRANSLATE_NOOP("JournalWords", "batches"),
    "role": QT_TRANSLATE_NOOP("JournalWords", "role"),
    "issued": QT_TRANSLATE_NOOP("JournalWords", "issued"),
    "returned": QT_TRANSLATE_NOOP("JournalWords", "returned"),
    "not_returned": QT_TRANSLATE_NOOP("JournalWords", "not returned"),
    "spoilt": QT_TRANSLATE_NOOP("JournalWords", "spoilt"),
    "questions": QT_TRANSLATE_NOOP("JournalWords", "questions"),
    "severity": QT_TRANSLATE_NOOP("JournalWords", "weight"),
    "check": QT_TRANSLATE_NOOP("JournalWords", "rule"),
    "bound": QT_TRANSLATE_NOOP("JournalWords", "limit"),
    "q": QT_TRANSLATE_NOOP("JournalWords", "question"),
    "read": QT_TRANSLATE_NOOP("JournalWords", "read on paper"),
    "record": QT_TRANSLATE_NOOP("JournalWords", "record"),
    "class": QT_TRANSLATE_NOOP("JournalWords", "kind of error"),
    "values": QT_TRANSLATE_NOOP("JournalWords", "values"),
    "rulers": QT_TRANSLATE_NOOP("JournalWords", "ruled by"),
    "rate": QT_TRANSLATE_NOOP("JournalWords", "rate"),
    "upper": QT_TRANSLATE_NOOP("JournalWords", "upper bound"),
    "population": QT_TRANSLATE_NOOP("JournalWords", "fields in the lot"),
    "lot": QT_TRANSLATE_NOOP("JournalWords", "judged on"),
    "shown": QT_TRANSLATE_NOOP("JournalWords", "finding"),
    "what": QT_TRANSLATE_NOOP("JournalWords", "kind of key"),
    "to": QT_TRANSLATE_NOOP("JournalWords", "given to"),
    "suspected": QT_TRANSLATE_NOOP("JournalWords", "suspected wrong sheet"),
    "set_aside": QT_TRANSLATE_NOOP("JournalWords", "set aside"),
    "void": QT_TRANSLATE_NOOP("JournalWords", "void"),
    "version": QT_TRANSLATE_NOOP("JournalWords", "version"),
    "cause": QT_TRANSLATE_NOOP("JournalWords", "cause"),
    "reference": QT_TRANSLATE_NOOP("JournalWords", "reference"),
    "pools_with": QT_TRANSLATE_NOOP("JournalWords", "counts together with"),
    "file": QT_TRANSLATE_NOOP("JournalWords", "SHA-256"),
    "format": QT_TRANSLATE_NOOP("JournalWords", "format"),
    "pages": QT_TRANSLATE_NOOP("JournalWords", "pages"),
    "page": QT_TRANSLATE_NOOP("JournalWords", "page"),
    "did": QT_TRANSLATE_NOOP("JournalWords", "what was done"),
    "at": QT_TRANSLATE_NOOP("JournalWords", "place"),
    "serial": QT_TRANSLATE_NOOP("JournalWords", "number"),
    "custodian": QT_TRANSLATE_NOOP("JournalWords", "last had by"),
    "due": QT_TRANSLATE_NOOP("JournalWords", "deadline"),
    "person": QT_TRANSLATE_NOOP("JournalWords", "in place of"),
    "part": QT_TRANSLATE_NOOP("JournalWords", "part"),
    "off": QT_TRANSLATE_NOOP("JournalWords", "split off part"),
    "setting": QT_TRANSLATE_NOOP("JournalWords", "setting"),
    "value": QT_TRANSLATE_NOOP("JournalWords", "value"),
    "since": QT_TRANSLATE_NOOP("JournalWords", "holds from"),
    "moved_to": QT_TRANSLATE_NOOP("JournalWords", "moved to"),
    "clerk": QT_TRANSLATE_NOOP("JournalWords", "keyed by"),
    "shared": QT_TRANSLATE_NOOP("JournalWords", "wrong in both passes"),
    "without": QT_TRANSLATE_NOOP("JournalWords", "no longer given to"),
    "before": QT_TRANSLATE_NOOP("JournalWords", "SHA-256 before"),
    "after": QT_TRANSLATE_NOOP("JournalWords", "SHA-256 after"),
    "until": QT_TRANSLATE_NOOP("JournalWords", "ends on"),
    "successor": QT_TRANSLATE_NOOP("JournalWords", "followed by"),
    "by": QT_TRANSLATE_NOOP("JournalWords", "certified by"),
    "second": QT_TRANSLATE_NOOP("JournalWords", "together with"),
    "differences": QT_TRANSLATE_NOOP("JournalWords", "differences opened"),
    "zh": QT_TRANSLATE_NOOP("JournalWords", "in Chinese"),
    "en": QT_TRANSLATE_NOOP("JournalWords", "in English"),
    "demo": QT_TRANSLATE_NOOP("JournalWords", "demonstration"),
    "times": QT_TRANSLATE_NOOP("JournalWords", "wrong passwords for this name"),
    "others": QT_TRANSLATE_NOOP("JournalWords", "wrong passwords for names nobody has"),
    "count_lost": QT_TRANSLATE_NOOP("JournalWords", "the count of them was lost"),
}
PROJECT_KEY = "@project"
"""Who certified the first people: the key that the project was founded with."""
INNER = frozenset(
    {"mark", "after", "lineage", "width", "key", "id", "titles", "branch_profile", "is_visit"}
    | {"project_key", "recovery", "attempt", "visit", "start", "moved_from", "keying"}
)
"""What only the program needs; an auditor reads it in the exported journal."""
CODED = {
    "outcome": "outcome",
    "reason": "aside",
    "origin": "origin",
    "level": "unit_level",
    "role": "role",
    "severity": "severity",
    "class": "finding_class",
    "cause": "erasure",
    "did": "did",
    "sheets": "sample_reason",
}
SHORT_ID = 12
"""Characters of a device's id that are shown."""
BY_HAND = re.compile(r"(?<=/)\d+-S\d+")


def subject(of: str, names: Mapping[str, str]) -> str:
    """What an event concerns, as people call it: E01-202611-01/0003, a name, a unit, the project."""
    if of == PROJECT:
        return QCoreApplication.translate("JournalWords", "the project")
    if of.startswith(SETTING):
        return word("setting", of.removeprefix(SETTING))
    if of.startswith(DEVICE):
        device = QCoreApplication.translate("JournalWords", "device {id}")
        return device.format(id=of.removeprefix(DEVICE)[:SHORT_ID])
    first, slash, rest = of.partition("/")
    return names.get(first, first) + slash + serial_words(rest)


def subject_of(typed: str, names: Mapping[str, str]) -> str:
    """The subject that a person means by a batch code, a sheet of it, a name, or the project."""
    for of in (PROJECT, *(SETTING + name for name in DEFAULTS)):
        if typed.casefold() == subject(of, {}).casefold():
            return of
    first, slash, rest = typed.partition("/")
    known = {name.casefold(): of for of, name in names.items()}
    return known.get(first.casefold(), first) + slash + typed_serial(rest)


def kind(event_kind: Kind) -> str:
    """What happened, in words."""
    return QCoreApplication.translate("JournalWords", KINDS[event_kind])


def happened(event: Event) -> str:
    """As `kind`, of one event: a keying that was found to be of another paper is no new one."""
    if is_move(event):
        return QCoreApplication.translate("JournalWords", "Keying moved here from a wrong sheet")
    if is_misfiling(event):
        return QCoreApplication.translate("JournalWords", "Keying found to be of another paper")
    return kind(event.kind)


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


def signed(event: Event, who: str) -> str:
    """Who signed, when, and what the signature means (21 CFR 11.50); a dash where nobody did."""
    chinese, english = meaning(event)
    if not event.signature:
        return "–"
    return f"{who} · {moment(event)} · {say({'zh': chinese, 'en': english})}"


def lines(
    event: Event, changes: Sequence[Change], names: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """(what, value or "old → new") of an event; `names` maps ids of people, batches, forms to words."""
    return tuple((what, _named(value, names)) for what, value in _lines(event, changes))


def _lines(event: Event, changes: Sequence[Change]) -> Iterator[tuple[str, str]]:
    for change in sorted(changes, key=_order):
        name, _, question = change.field.partition(".")
        if name in INNER and event.kind is not Kind.FILE_CLEANED:
            continue
        if event.kind is Kind.PROJECT_CHANGED and name == "what":
            continue  # the field that follows says whether it is a setting or a device
        new = _said(event, name, change.new)
        old = "" if change.old is None else _said(event, name, change.old)
        yield question or _field(_title(event, name)), f"{old} → {new}" if old else new
    body = event.body
    if any(body.get(name) for name in SEALED):
        yield (
            QCoreApplication.translate("JournalWords", "sealed"),
            QCoreApplication.translate("JournalWords", "a part only those concerned can open"),
        )


def _named(text: str, names: Mapping[str, str]) -> str:
    for known, name in names.items():
        text = text.replace(known, name)
    return BY_HAND.sub(lambda found: serial_words(found.group()), text)


def _order(change: Change) -> int:
    known = [*FIELDS]
    name = change.field.partition(".")[0]
    return known.index(name) if name in known else len(known)


def _title(event: Event, name: str) -> str:
    """The field's own name; of a setting, "name" is which one it is, and readings have their clerks."""
    if event.kind is Kind.SHEET_COMPARED:
        return {"first": "keyer1", "second": "keyer2"}.get(name, name)
    return "setting" if name == "name" and event.body.get("what") == "setting" else name


def _said(event: Event, name: str, value: Any) -> str:
    """A value whose words depend on what happened, or else on its field alone."""
    body = event.body
    if name == "why":
        return _why(event, str(value))
    if event.kind is Kind.PROJECT_CHANGED and body.get("what") == "setting":
        if name == "name":
            return word("setting", str(value))
        return setting_value(body["name"], str(value)) if name == "value" else str(value)
    if name == "did" and event.kind is Kind.PERSON_CHANGED:
        return word("of_person", str(value))
    return word("key", str(value)) if name == "what" else _value(name, value)


def _why(event: Event, why: str) -> str:
    """A reason: of a void sheet and of a number given by hand a code, otherwise what a person typed."""
    is_void = event.kind is Kind.SHEET_VOIDED or event.body.get("outcome") == "void"
    if is_void:
        return void_reason(why)
    return word("numbered", why) if event.body.get("did") == NUMBERED else why


def _value(name: str, value: Any) -> str:
    if name == "readings":
        return "  |  ".join(answer_words(_answer(reading)) for reading in value)
    return answer_words(_answer(value)) if name == "answers" else _text(name, value)


def _answer(stored: Any) -> Any:
    return None if stored is None else from_stored(stored)


def _field(name: str) -> str:
    return QCoreApplication.translate("JournalWords", FIELDS[name]) if name in FIELDS else name  # type: ignore[arg-type]


def _key(name: str, key: str) -> str:
    """A key inside a field: a post, a language, or a field of its own."""
    return word("post", key) if name == "posts" else _field(key)


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool):
        yes, no = QT_TRANSLATE_NOOP("JournalWords", "yes"), QT_TRANSLATE_NOOP("JournalWords", "no")
        return QCoreApplication.translate("JournalWords", yes if value else no)  # type: ignore[arg-type]
    if name == "serial":
        return serial_words(str(value))
    if isinstance(value, str) and value != PROJECT_KEY:
        kinds = CODED.get(name, "")
        return word(kinds, value) if value in WORDS.get(kinds, {}) else value
    if isinstance(value, float):
        return QLocale().toString(value, "g", 4)
    if isinstance(value, Mapping):
        if set(value) == {"x"}:
            return answer_words(_answer(dict(value)))
        inner = ((k, v) for k, v in value.items() if k not in SEALED | INNER)
        return "; ".join(f"{_key(name, k)}: {_text(k, v)}" for k, v in inner)
    if value == PROJECT_KEY:
        return QCoreApplication.translate("JournalWords", "the project's key")
    if isinstance(value, list | tuple):
        return ", ".join(_text(name, each) for each in value)
    return "–" if value is None else str(value)
