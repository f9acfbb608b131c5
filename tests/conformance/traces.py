"""python -m tests.conformance.traces FILE.jsonl.gz: whole forms, action by action, against ODK."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from core.forms.model import Choice, Form, Kind, Question
from core.forms.xform import XForm, read_xform
from core.logic.instance import FormNode
from core.logic.state import FormState
from core.logic.tree import Node
from core.values import FormId
from tests.conformance.report import Report, arguments, unpacked

Trace = Mapping[str, Any]
ZONE = ZoneInfo("America/Phoenix")
"""Where the traces were recorded."""
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=ZONE)
OUT_OF_SCOPE = {
    "instance-input": "restore of a saved instance",
    "instance-edit": "restore of a saved instance",
    "instance-output": "submission",
    "submission": "submission",
    "instance-attachments": "uploads",
    "record-audio": "uploads",
}
SELECTS = ("select", "select1", "rank")
GEO_TYPES = frozenset(("geopoint", "geotrace", "geoshape"))
ATTRIBUTES = {
    "value": "v",
    "relevant": "rel",
    "required": "req",
    "readonly": "ro",
    "constraint": "cv",
    "choices": "opts",
    "labels": "label",
}
_META = re.compile(r"/(\w+:)?meta\b")
_RESTORED = re.compile(r"deserialized|when editing|existing instance|serializ")
_UNREPEATABLE = re.compile(r"uuid|now\(|today\(|random|timestamp|property|deviceid|setgeopoint")


KNOWN = frozenset(("init", "answer", "createNewRepeat", "removeRepeat", "setLanguage"))


class Disagreement(Exception):
    """The trace cannot go on."""


class Incomplete(Exception):
    """The recording lacks a file that the form attaches."""


def form_of(xml: str, xform: XForm) -> Form:
    """A Form of a bare XForm: every leaf is a question, known by its path."""
    questions = tuple(
        Question(
            key=shape.ref,
            ref=shape.ref,
            name=shape.name,
            kind=Kind.TEXT if shape.control is not None else Kind.CALCULATE,
            labels={},
        )
        for shape in xform.shapes.values()
        if shape.is_leaf
    )
    return Form(
        id=FormId("trace"),
        form_id="trace",
        version="",
        code="",
        titles={},
        languages=tuple(xform.itext) or ("",),
        default_language=xform.default_language,
        questions=questions,
        sections=(),
        dimensions=(),
        checks=(),
        xml=xml,
    )


class Replay:
    """One trace on our engine, seen as the reference sees it."""

    def __init__(self, trace: Trace) -> None:
        xform = read_xform(trace["form"])
        if any(not source.startswith("jr://instance/last-saved") for source in xform.missing_files):
            raise Incomplete
        self._form = form_of(trace["form"], xform)
        self.state = FormState(self._form, now=NOW)
        self._record = self.state._record
        self._language = ""
        self._chosen: dict[int, tuple[FormNode, str]] = {}

    def nodes(self) -> Iterator[tuple[str, FormNode]]:
        """Every node by its reference path with positions."""

        def walk(node: Node, path: str) -> Iterator[tuple[str, FormNode]]:
            assert isinstance(node, FormNode)
            place = f"[{self._record.place(node)}]" if node.shape.repeat is not None else ""
            here = f"{path}/{node.name}{place}"
            yield here, node
            for kid in node.kids:
                yield from walk(kid, here)

        yield from walk(self._record.root, "")

    def act(self, event: Mapping[str, Any]) -> None:
        """Do what was done to the reference; answers as the reference stored them."""
        given = event.get("args") or []
        match event["op"]:
            case "answer":
                self._answer(event, given)
            case "createNewRepeat":
                self.state.add_repeat(re.sub(r"\[\d+\]$", "", given[0]))
            case "removeRepeat":
                ref, _, place = given[0].rpartition("[")
                self.state.remove_repeat(ref or given[0], int(place.rstrip("]") or 1))
            case "setLanguage":
                self._language = given[0]

    def _answer(self, event: Mapping[str, Any], given: list[Any]) -> None:
        node = dict(self.nodes()).get(event["at"])
        if node is None:
            raise Disagreement(f"no node {event['at']}")
        stored = next((row for row in event["state"] if row.get("ref") == event["at"]), {})
        value = stored.get("v", event.get("v"))
        self._chosen[id(node)] = (node, value or "")
        self.state.answer(self._record.key(node), value or None)

    def forget_as_the_reference_does(self) -> None:
        """Blank codes that are not offered (they return with their choice) and lost instances.

        An interview shows and computes without them; paper keeps and flags them.
        """
        self.state._engine.stowed.clear()
        again = True
        while again:
            again = False
            for _, node in list(self.nodes()):
                control = node.shape.control
                if control is None or control.kind not in SELECTS:
                    continue
                key = self._record.key(node)
                chosen = self._chosen.setdefault(id(node), (node, node.text))[1]
                kept = _kept(node, chosen, self.state.choices(key)) if chosen else ""
                if kept != node.text:
                    self.state.answer(key, kept or None)
                    again = True

    def seen(self, node: FormNode) -> dict[str, Any]:
        """A node as the reference reports it: closed answers and closed choices are blank."""
        readonly, above = False, node
        while isinstance(above, FormNode):
            readonly, above = readonly or above.readonly, above.parent
        row: dict[str, Any] = {"rel": node.relevant, "ro": readonly, "req": node.required}
        if not node.shape.is_leaf:
            return row
        key = self._record.key(node)
        row["v"] = node.value
        row["cv"] = node.valid
        row["opts"] = [choice.name for choice in self.state.choices(key)]
        row["label"] = self.state.label(key, self._language)
        return row


def _kept(node: FormNode, chosen: str, choices: tuple[Choice, ...]) -> str:
    assert node.shape.control is not None
    offered = {choice.name for choice in choices}
    if node.shape.control.kind == "select1":
        return chosen if chosen in offered else ""
    kept = [code for code in chosen.split() if code in offered]
    if kept and node.shape.control.kind == "rank":  # a ranking takes in what is offered anew
        kept += [choice.name for choice in choices if choice.name not in kept]
    return " ".join(kept)


class Comparison:
    """Counts, per attribute, how often our state is the recorded one."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.same: Counter[str] = Counter()

    def differences(self, replay: Replay, event: Mapping[str, Any]) -> list[str]:
        """What differs after one action."""
        ours = dict(replay.nodes())
        found = []
        for row in event["state"] or ():
            ref = row.get("ref")
            if ref is None or row["t"] == "root" or row["t"].startswith("repeat-range"):
                continue
            if _META.search(ref):
                continue
            node = ours.get(ref)
            if node is None:
                found.append(f"{ref}: no such node")
                continue
            found += self._row(replay, node, row)
        return found

    def _row(self, replay: Replay, node: FormNode, row: Mapping[str, Any]) -> list[str]:
        mine = replay.seen(node)
        found = []
        for attribute, name in ATTRIBUTES.items():
            if name not in row or name not in mine or not _comparable(replay, node, row, attribute):
                continue
            recorded = [code for code, _ in row[name]] if name == "opts" else row[name]
            self.seen[attribute] += 1
            if _same(mine[name], recorded):
                self.same[attribute] += 1
            else:
                found.append(f"{row['ref']} {attribute}: {recorded!r}, ours {mine[name]!r}")
        return found

    def figures(self) -> dict[str, str]:
        """Agreement per attribute, as same/seen."""
        return {name: f"{self.same[name]}/{self.seen[name]}" for name in ATTRIBUTES}


def _comparable(replay: Replay, node: FormNode, row: Mapping[str, Any], attribute: str) -> bool:
    if attribute in ("constraint", "required", "choices", "labels") and not row["rel"]:
        return False
    if attribute == "labels":
        return node.shape.control is not None and row["t"] not in ("group", "repeat-instance")
    if attribute != "value":
        return True
    bind = node.shape.bind
    actions = replay.state._program.xform.actions
    moving = [bind.calculate, *(a.value for a in actions if a.target == node.shape.path)]
    return not (
        row["t"] == "upload"
        or bind.preload
        or bind.type in GEO_TYPES
        or any(_UNREPEATABLE.search(expression) for expression in moving)
    )


def _same(mine: object, recorded: object) -> bool:
    if mine == recorded:
        return True
    if isinstance(mine, str) and isinstance(recorded, str):
        if mine.strip() == recorded.strip():
            return True
        try:
            return float(mine) == float(recorded)
        except ValueError:
            return False
    return not mine and not recorded


def out_of_scope(trace: Trace) -> str:
    """Why a trace is not ours to follow, or ''."""
    file = str(trace.get("file") or "")
    for part, why in OUT_OF_SCOPE.items():
        if part in file:
            return why
    if _RESTORED.search(str(trace.get("test") or "")):
        return "restore of a saved instance"
    unknown = {event.get("op") for event in trace["events"]} - KNOWN
    if unknown:
        return f"actions this runner does not know: {', '.join(sorted(map(str, unknown)))}"
    speaks = any(event["op"] == "setLanguage" for event in trace["events"])
    if speaks and re.search(r'calculate="[^"]*jr:(itext|choice-name)', trace["form"]):
        return "values that depend on the language of the screen"
    return ""


def run(file: Path) -> Report:
    """Replay all traces of a file."""
    report, comparison = Report("traces"), Comparison()
    for line in unpacked(file).decode().split("\n"):
        if not line.strip():
            continue
        trace = json.loads(line)
        why = out_of_scope(trace)
        if why:
            report.skipped[why] += 1
            continue
        try:
            found = _replayed(trace, comparison)
        except Incomplete:
            report.skipped["attached file not in the recording"] += 1
            continue
        if found:
            report.fail(file=trace.get("file"), test=trace.get("test"), differences=found[:6])
        else:
            report.passed += 1
    report.figures["attributes"] = comparison.figures()
    return report


def _replayed(trace: Trace, comparison: Comparison) -> list[str]:
    try:
        replay = Replay(trace)
    except Incomplete:
        raise
    except Exception as error:
        return [f"form: {error!r}"]
    found: list[str] = []
    for number, event in enumerate(trace["events"]):
        if event.get("err"):
            continue
        try:
            replay.act(event)
            replay.forget_as_the_reference_does()
            found += [f"{number} {each}" for each in comparison.differences(replay, event)]
        except Exception as error:  # whatever a recording not seen before does is told, not thrown
            return [*found, f"{number} {event.get('op')}: {error!r}"]
    return found


if __name__ == "__main__":
    for named in arguments(sys.argv[1:]):
        run(named).print()
