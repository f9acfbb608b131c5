"""The journal's line: one event as canonical JSON that every language reads and writes alike.

Keys of a line: v version, d device, s sequence, t UTC milliseconds, n counter, z zone minutes,
a actor, r role, k kind, q subject, b body, p the actor's signature over the line without p.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from operator import itemgetter
from typing import Any

import orjson

from core.errors import DAMAGED, NEWER_VERSION, BugError, EnvError
from core.event import Event, Kind, Stamp
from core.values import PersonId

VERSION = 1
GENESIS = bytes(32)
"""What stands before a device's first line in the chain."""
LARGEST = 2**53 - 1  # every JSON reader holds integers up to here exactly
DEEPEST = 8
NOT_CANONICAL = "NOT_CANONICAL"  # at, why

REQUIRED = frozenset("vdstnzarkqb")
FIELDS = itemgetter(*"vstnzdarkqb")
TYPES = (int,) * 5 + (str,) * 5 + (dict,)
KINDS: dict[str, Kind] = {kind.value: kind for kind in Kind}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def canon(value: Any) -> bytes:
    """Canonical JSON; equals RFC 8785 for everything that `check` lets through."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def chained(previous: bytes, line: bytes) -> bytes:
    """The hash of a line that follows the line with hash `previous`: SHA-256(previous || line)."""
    return hashlib.sha256(previous + line).digest()


def plain(text: str) -> str:
    """What a person typed, made fit for a line: NFC, each run of control characters one space."""
    shown = unicodedata.normalize("NFC", LONE_SURROGATE.sub("\ufffd", text))
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", shown).strip()


def fits(value: Any, depth: int = 0) -> bool:
    """Whether a value is surely fit for a line: quicker than `check`, which tells what it lets through."""
    kind = type(value)
    if kind is str:
        return bool(value.isascii() and value.isprintable())
    if kind is dict:
        return depth < DEEPEST and all(
            type(key) is str and key.isascii() and key.isprintable() and fits(item, depth + 1)
            for key, item in value.items()
        )
    if kind is list:
        return depth < DEEPEST and all(fits(item, depth + 1) for item in value)
    if kind is int:
        return bool(-LARGEST <= value <= LARGEST)
    return value is None or kind is bool


def check(value: Any, at: str = "b", depth: int = 0) -> None:
    """Refuse what a line cannot hold alike everywhere. Raises BugError NOT_CANONICAL (at, why)."""
    if depth > DEEPEST:
        raise BugError(NOT_CANONICAL, at=at, why="nested too deeply")
    if isinstance(value, str):
        check_text(value, at)
    elif isinstance(value, (list, tuple)):
        for place, item in enumerate(value):
            check(item, f"{at}[{place}]", depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            check_key(key, at)
            check(item, f"{at}.{key}", depth + 1)
    elif type(value) is int:
        if not -LARGEST <= value <= LARGEST:
            raise BugError(NOT_CANONICAL, at=at, why="integer beyond 2^53")
    elif not (value is None or value is True or value is False):
        raise BugError(NOT_CANONICAL, at=at, why=f"{type(value).__name__} is not allowed")


def check_key(key: Any, at: str) -> None:
    """Refuse keys that other languages would sort otherwise."""
    if type(key) is not str or not key.isascii() or CONTROL.search(key):
        raise BugError(NOT_CANONICAL, at=at, why="key is not plain ASCII text")


def check_text(text: str, at: str) -> None:
    """Refuse control characters, lone surrogates and text that is not NFC."""
    if text.isascii():
        if not text.isprintable():
            raise BugError(NOT_CANONICAL, at=at, why="control character")
        return
    if CONTROL.search(text) or LONE_SURROGATE.search(text):
        raise BugError(NOT_CANONICAL, at=at, why="control character")
    if not unicodedata.is_normalized("NFC", text):
        raise BugError(NOT_CANONICAL, at=at, why="text is not NFC")


def unsigned_line(event: Event) -> bytes:
    """The line without the actor's signature: what the signature covers. Raises BugError NOT_CANONICAL."""
    return canon(checked(event))


def to_line(event: Event) -> bytes:
    """The event's line. Raises BugError NOT_CANONICAL."""
    fields = checked(event)
    if event.signature:
        fields["p"] = base64.b64encode(event.signature).decode()
    return canon(fields)


def to_signed_line(event: Event, sign: Callable[[bytes], bytes]) -> bytes:
    """The event's line with the signature that `sign` makes over the line without it.

    Raises BugError NOT_CANONICAL.
    """
    fields = checked(event)
    fields["p"] = base64.b64encode(sign(canon(fields))).decode()
    return canon(fields)


def checked(event: Event) -> dict[str, Any]:
    """The fields of an unsigned line, each fit to stand in it."""
    stamp = event.stamp
    body = dict(event.body)
    if not fits(body):
        check(body)
    fields: dict[str, Any] = {
        "v": event.version,
        "d": stamp.device,
        "s": stamp.seq,
        "t": stamp.ms,
        "n": stamp.counter,
        "z": event.zone,
        "a": str(event.actor),
        "r": str(event.role),
        "k": event.kind.value,
        "q": event.subject,
    }
    if not fits(fields):
        for key, value in fields.items():
            check(value, key)
    fields["b"] = body
    return fields


def from_line(line: bytes) -> Event:
    """The event of a line. Raises EnvError DAMAGED for anything that is not a canonical line,
    NEWER_VERSION for a line of a later program."""
    try:
        return event_of(parsed(line))
    except (ValueError, KeyError, TypeError) as error:
        raise EnvError(DAMAGED, file="journal") from error


def parsed(line: bytes) -> dict[str, Any]:
    """The fields of a line, proved canonical. Raises EnvError DAMAGED, NEWER_VERSION."""
    try:
        fields = orjson.loads(line)
        if type(fields) is not dict or canon(fields) != line:
            raise EnvError(DAMAGED, file="journal")
        if type(fields.get("v")) is int and fields["v"] > VERSION:
            raise EnvError(NEWER_VERSION, found=fields["v"], known=VERSION)
        refuse_other_fields(fields)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise EnvError(DAMAGED, file="journal") from error
    return fields


def from_stored(line: str) -> Event:
    """The event of a line that is canonical already, as those of a journal are (`verify` proves it).

    Raises EnvError DAMAGED, NEWER_VERSION.
    """
    try:
        fields = orjson.loads(line)
        if fields["v"] != VERSION:
            return from_line(line.encode())
        return event_of(fields)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise EnvError(DAMAGED, file="journal") from error


def event_of(fields: dict[str, Any]) -> Event:
    """The event of a parsed line; ValueError, KeyError or TypeError where a field is not of its type."""
    values = refuse_other_fields(fields)
    version, seq, ms, counter, zone, device, actor, role, kind, subject, body = values
    event = object.__new__(Event)
    # a frozen dataclass sets its fields one slow call each; a million lines would feel it
    event.__dict__.update(
        kind=KINDS[kind],
        subject=subject,
        body=body,
        stamp=stamp_of(ms, counter, device, seq),
        actor=PersonId(actor),
        role=role,
        zone=zone,
        version=version,
        signature=signature_of(fields),
    )
    return event


def refuse_other_fields(fields: dict[str, Any]) -> tuple[Any, ...]:
    """The required values in order of FIELDS; ValueError, KeyError or TypeError for another set or type."""
    if len(fields) != len(REQUIRED) + ("p" in fields):
        raise ValueError("keys")
    values: tuple[Any, ...] = FIELDS(fields)
    if tuple(map(type, values)) != TYPES:
        raise TypeError("a field of another type")
    return values


def stamp_of(ms: int, counter: int, device: str, seq: int) -> Stamp:
    """A stamp, made as `event_of` makes an event."""
    stamp = object.__new__(Stamp)
    stamp.__dict__.update(ms=ms, counter=counter, device=device, seq=seq)
    return stamp


def in_stamp_order(event: Event) -> tuple[int, int, str, int]:
    """Sorts events as their stamps do."""
    stamp = event.stamp
    return stamp.ms, stamp.counter, stamp.device, stamp.seq


def signature_of(fields: dict[str, Any]) -> bytes:
    """The decoded signature, or none."""
    if "p" not in fields:
        return b""
    try:
        return binascii.a2b_base64(fields["p"], strict_mode=True)
    except (binascii.Error, TypeError) as error:
        raise ValueError("signature") from error


def with_signature(event: Event, signature: bytes) -> Event:
    """The event carrying its actor's signature."""
    return replace(event, signature=signature)
