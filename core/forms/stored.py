"""A Form as bytes and back: what is kept with the project so that old sheets stay evaluable."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from core.forms.model import Check, Choice, Dimension, Form, Kind, Question, Section, Severity

FORMAT = 1


def to_bytes(form: Form) -> bytes:
    """The canonical bytes of a form; equal forms give equal bytes."""
    import orjson

    parts = {item.name: getattr(form, item.name) for item in fields(form)}
    files = {name: base64.b64encode(data).decode() for name, data in form.attachments.items()}
    parts["attachments"] = files
    return orjson.dumps({"format": FORMAT, **parts}, option=orjson.OPT_SORT_KEYS)


def from_bytes(data: bytes) -> Form:
    """The form that `to_bytes` wrote. Raises ValueError for anything else."""
    import orjson

    found = orjson.loads(data)
    try:
        if found.pop("format") != FORMAT:
            raise ValueError("unknown format of a stored form")
        return _form(found)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError("not a stored form") from wrong


def _form(found: dict[str, Any]) -> Form:
    files = {name: base64.b64decode(data) for name, data in found["attachments"].items()}
    parts = {
        "questions": tuple(_question(q) for q in found["questions"]),
        "sections": tuple(Section(**_tuples(s, "questions")) for s in found["sections"]),
        "dimensions": tuple(Dimension(**d) for d in found["dimensions"]),
        "checks": tuple(_check(c) for c in found["checks"]),
        "languages": tuple(found["languages"]),
        "attachments": files,
    }
    return Form(**{**found, **parts})


def _question(found: Mapping[str, Any]) -> Question:
    box = found["box"]
    parts = {
        "kind": Kind(found["kind"]),
        "choices": tuple(Choice(**choice) for choice in found["choices"]),
        "compare": tuple(found["compare"]),
        "box": tuple(box) if box is not None else None,
        "bands": tuple((limit, points) for limit, points in found["bands"]),
    }
    return Question(**{**found, **parts})


def _check(found: Mapping[str, Any]) -> Check:
    return Check(**{**_tuples(found, "questions"), "severity": Severity(found["severity"])})


def _tuples(found: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {**found, name: tuple(found[name])}
