"""The journal's line is the same bytes in every language, or it is refused."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from core.errors import DAMAGED, NEWER_VERSION, BugError, EnvError
from core.event import Event, Kind, Stamp
from core.line import (
    LARGEST,
    NOT_CANONICAL,
    canon,
    chained,
    check,
    from_line,
    plain,
    to_line,
    unsigned_line,
    with_signature,
)
from core.values import PersonId

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12).map(plain)
KEY = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=6)
LEAF = st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXT
VALUE = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=3),
    max_leaves=12,
)
BODY = st.dictionaries(KEY, VALUE, max_size=4)


def event(body: dict[str, Any], signature: bytes = b"") -> Event:
    stamp = Stamp(1_764_000_000_000, 3, "0123456789abcdef", 7)
    return Event(
        Kind.UNIT_RECORDED, "unit/0101", body, stamp, PersonId("p1"), "admin", 480, 1, signature
    )


@given(BODY)
def test_a_line_is_what_rfc_8785_says(body):
    assert to_line(event(body)) == rfc8785.dumps(orjson.loads(to_line(event(body))))
    assert canon(body) == rfc8785.dumps(body)


@given(BODY, st.binary(min_size=64, max_size=64))
def test_a_line_reads_back_as_the_event_it_was(body, signature):
    written = event(body, signature)
    assert from_line(to_line(written)) == written


@given(st.binary(max_size=200))
def test_any_bytes_are_a_line_or_damaged(raw):
    with pytest.raises(EnvError) as refused:
        from_line(raw)
    assert refused.value.code == DAMAGED


@given(BODY, st.data())
def test_a_line_with_one_byte_changed_is_another_line(body, data):
    line = to_line(event(body))
    place = data.draw(st.integers(0, len(line) - 1))
    changed = (
        line[:place] + bytes([line[place] ^ data.draw(st.integers(1, 255))]) + line[place + 1 :]
    )
    assert chained(bytes(32), changed) != chained(bytes(32), line)
    try:
        read = from_line(changed)
    except EnvError:
        return
    assert canon(orjson.loads(changed)) == changed
    assert read != event(body)


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ({"x": 1.0}, "b.x"),
        ({"x": LARGEST + 1}, "b.x"),
        ({"x": [0, "a\u0000"]}, "b.x[1]"),
        ({"x": "two\nlines"}, "b.x"),
        ({"x": "e\u0301"}, "b.x"),
        ({"x": "\ud800"}, "b.x"),
        ({"ключ": 1}, "b"),
        ({"x": b"raw"}, "b.x"),
        ({"x": {1: 2}}, "b.x"),
    ],
)
def test_what_other_readers_would_take_differently_is_refused_by_place(body, at):
    with pytest.raises(BugError) as refused:
        to_line(event(body))
    assert refused.value.code == NOT_CANONICAL
    assert refused.value.params["at"] == at


def test_nesting_without_end_is_refused():
    body: dict[str, Any] = {}
    body["x"] = body
    with pytest.raises(BugError, match="nested"):
        check(body)


def test_a_reordered_or_repeated_key_is_not_a_line():
    line = to_line(event({"a": 1, "b": 2}))
    for changed in (
        line.replace(b'"a":1,"b":2', b'"b":2,"a":1'),
        line.replace(b'"a":1', b'"a":1,"a":1'),
    ):
        assert changed != line
        with pytest.raises(EnvError) as refused:
            from_line(changed)
        assert refused.value.code == DAMAGED


def test_a_line_of_a_later_program_is_told_from_damage():
    line = to_line(event({})).replace(b'"v":1', b'"v":2')
    with pytest.raises(EnvError) as refused:
        from_line(line)
    assert refused.value.code == NEWER_VERSION


def test_the_signature_stands_outside_what_it_signs():
    one, other = event({"x": 1}, b"s" * 64), event({"x": 1}, b"t" * 64)
    assert unsigned_line(one) == unsigned_line(other)
    assert to_line(one) != to_line(other)
    assert with_signature(event({"x": 1}), b"s" * 64) == one


def test_the_chain_is_plain_sha256_over_hash_and_line():
    assert chained(b"\x01" * 32, b"line") == hashlib.sha256(b"\x01" * 32 + b"line").digest()


@given(st.text(max_size=20))
def test_what_a_person_types_can_be_made_fit_for_a_line(text):
    check(plain(text))
