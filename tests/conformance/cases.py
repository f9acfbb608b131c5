"""python -m tests.conformance.cases FILE.json.gz: single expressions against recorded results."""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from core.logic.code import Scope
from core.logic.compiler import compile_expression
from core.logic.context import Env
from core.logic.errors import XPathError
from core.logic.tree import Node, descendants, string_value
from core.logic.values import Value, to_number, to_text, to_truth
from core.logic.xml import XmlError, read_xml
from tests.conformance.report import Report, arguments, unpacked

Case = Mapping[str, Any]
_NUMBERS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}
_JAVAROSA = "http://openrosa.org/javarosa"


class Skipped(Exception):
    """A case that this kind of tree cannot hold."""


class Texts:
    """The itext of a document, as the record's side of jr:itext()."""

    def __init__(self, document: Node, language: str | None) -> None:
        self._texts: dict[str, dict[str, str]] = {}
        for element in descendants(document):
            if element.name == "translation":
                known = self._texts.setdefault(element.attribute("lang") or "", {})
                for text in element.elements("text"):
                    values = text.elements("value")
                    known[text.attribute("id") or ""] = string_value(values[0]) if values else ""
        self._language = language or next(iter(self._texts), "")

    def translated(self, text_id: str, node: Node) -> str:
        """The text in the case's language."""
        return self._texts.get(self._language, {}).get(text_id, "")

    def choice_label(self, value: str, ref: str, node: Node) -> str:
        """There is no form here."""
        return ""

    def missing_share(self) -> float:
        """There is no form here."""
        return math.nan


class Suite:
    """The documents and cases of one file."""

    def __init__(self, file: Path) -> None:
        recorded = json.loads(unpacked(file))
        self._xml: Mapping[str, str] = recorded["xml"]
        self.cases: list[Case] = recorded["triples"]
        self._document = cache(self._read)

    def _read(self, name: str) -> Node:
        try:
            return read_xml(self._xml[name].strip())
        except XmlError as error:
            raise Skipped(f"document: {error}") from error

    def value(self, case: Case) -> tuple[Value, Env]:
        """What the engine makes of a case."""
        document = self._document(case["xml"])
        where = case.get("context") or {"path": []}
        if where.get("detached"):
            raise Skipped("node without a document")
        context = found(document, where)
        zone = ZoneInfo(case.get("tz") or "UTC")
        now = datetime.fromtimestamp((case.get("now") or 0) / 1000, zone)
        if not case.get("now"):
            now = datetime.now(UTC).astimezone(zone)
        env = Env(
            now,
            current=context,
            root=found(document, case["root"]) if case.get("root") else None,
            instances=_instances(document),
            record=Texts(document, case.get("lang")),
        )
        namespaces = {"jr": _JAVAROSA, **(case.get("ns") or {})}
        scope = Scope(namespaces, namespaces.pop("", ""))
        return compile_expression(case["expr"], scope).run(context, env), env

    def expected_nodes(self, case: Case) -> list[Node]:
        """The nodes that a case of kind nodeset names."""
        document = self._document(case["xml"])
        if any(one is None or one.get("detached") for one in case["expected"]):
            raise Skipped("node without a document")
        return [found(document, one) for one in case["expected"]]


def found(document: Node, where: Mapping[str, Any]) -> Node:
    """The node at a chain of child indexes, or one of its attributes."""
    node = document
    for index in where["path"]:
        node = node.kids[index]
    if "attr" in where:
        named = [a for a in node.attributes if a.qualified == where["attr"]]
        if not named:
            raise Skipped("namespace declaration as attribute")
        return named[0]
    return node


def _instances(document: Node) -> dict[str, Node]:
    return {
        element.attribute("id") or "": element
        for element in descendants(document)
        if element.name == "instance" and element.parent and element.parent.name == "model"
    }


def agrees(suite: Suite, case: Case) -> tuple[bool, object]:
    """(whether the engine agrees with the record, what it gave)."""
    kind: str = case["kind"]
    if kind == "throws":
        try:
            return False, suite.value(case)[0]
        except XPathError:
            return True, None
    value, env = suite.value(case)
    if kind.startswith("nodeset"):
        if not isinstance(value, list):
            return False, value
        expected = suite.expected_nodes(case)
        if kind == "nodeset":
            return list(map(id, value)) == list(map(id, expected)), value
        return set(map(id, value)) == set(map(id, expected)), value
    if kind == "boolean":
        return to_truth(value) == case["expected"], to_truth(value)
    if kind.startswith("number"):
        return _same_number(to_number(value, env), case), to_number(value, env)
    if kind.startswith("string"):
        return _same_text(to_text(value), case), to_text(value)
    raise Skipped(f"kind {kind}, which this runner does not know")


def _same_number(number: float, case: Case) -> bool:
    stated = case["expected"]
    expected = _NUMBERS[stated] if isinstance(stated, str) else float(stated)
    if math.isnan(expected) or math.isnan(number):
        return math.isnan(expected) and math.isnan(number)
    if case["kind"] == "number-rounded":
        factor = case["factor"]
        return abs(math.floor(number * factor + 0.5) / factor - expected) < 1e-9
    return number == expected or abs(number - expected) <= case.get("tol", 0)


def _same_text(text: str, case: Case) -> bool:
    expected = case["expected"]
    if case["kind"] == "string-length":
        return len(text) == expected
    if case["kind"] == "string-matches":
        flags = re.IGNORECASE if "i" in (case.get("flags") or "") else 0
        return re.search(expected.replace("(?<", "(?P<"), text, flags) is not None
    return bool(text == expected)


def run(file: Path) -> Report:
    """Try all cases of a file."""
    suite = Suite(file)
    report = Report("cases")
    for case in suite.cases:
        if case.get("ref_ok") is False:
            report.skipped["the reference engine itself disagrees"] += 1
            continue
        try:
            same, got = agrees(suite, case)
        except Skipped as skipped:
            report.skipped[str(skipped)] += 1
            continue
        except XPathError as error:
            same, got = False, error
        except Exception as unread:  # a case of a kind not seen before is told, not thrown
            same, got = False, f"runner: {unread!r}"
        if same:
            report.passed += 1
        else:
            report.fail(
                id=case.get("id"),
                suite=case.get("suite"),
                test=case.get("test"),
                expression=case.get("expr"),
                kind=case.get("kind"),
                expected=case.get("expected"),
                got=repr(got)[:200],
                reason=reason(case),
            )
    reasons = Counter(failure["reason"] or "no reason given" for failure in report.failures)
    report.figures["failed_because"] = dict(reasons)
    return report


_JR, _ENKETO = r"^javarosa", r"enketo|openrosa-xpath"
_DISAGREEMENTS = (
    (_JR, r"^throws$", r"", "JavaRosa throws where web-forms gives blank, NaN or no nodes"),
    (_JR, r"", r"\d,\d", "JavaRosa reads a decimal comma; XPath 1.0 and web-forms give NaN"),
    (_JR, r"", r"^round\(", "halves go away from zero, as in web-forms; JavaRosa rounds them up"),
    (_JR, r"", r"^int\(.*[eE]", "int() reads an exponent, as in web-forms; JavaRosa gives NaN"),
    (_JR, r"", r"\d - \d.*=", "JavaRosa compares numbers with a tolerance; XPath 1.0 exactly"),
    (
        _JR,
        r"",
        r"^count-non-empty",
        "JavaRosa counts nodes with children; web-forms those with text",
    ),
    (_JR, r"", r"^string\(.*NaN", "the text of NaN is blank, as in web-forms"),
    (_JR, r"", r"^date\(", "JavaRosa drops the time of day of a number; web-forms keeps it"),
    (_ENKETO, r"^nodeset", r"jr:itext\(", "jr:itext() gives a text, as in web-forms"),
    (_ENKETO, r"", r"\d,\d", "a decimal comma is no number, as in XPath 1.0 and web-forms"),
    (
        _ENKETO,
        r"^string",
        r"NaN|number\(|round\(|int\(",
        "the text of NaN is blank, as in web-forms",
    ),
    (_ENKETO, r"^throws$", r"", "Enketo throws where web-forms gives blank, NaN or no nodes"),
    (r"", r"", r"\bnamespace::", "the axis namespace:: needs nodes that no form has"),
)
"""(suite, kind, expression, why we differ): dialect.md has the choices."""


def reason(case: Case) -> str:
    """Why we differ on purpose, where we do (core/logic/dialect.md)."""
    said = [str(case.get(name) or "") for name in ("suite", "kind", "expr")]
    for *patterns, why in _DISAGREEMENTS:
        if all(re.search(pattern, text) for pattern, text in zip(patterns, said, strict=True)):
            return why
    return ""


if __name__ == "__main__":
    for named in arguments(sys.argv[1:]):
        run(named).print()
