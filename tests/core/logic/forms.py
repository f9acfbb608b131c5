"""Small forms for tests, written as a tree of questions, groups and repeats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr
from zoneinfo import ZoneInfo

from core.forms.model import Check, Choice, Form, Kind, Question
from core.logic.state import FormState
from core.values import Answers, FormId

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=SHANGHAI)
_TYPES = {Kind.INTEGER: "int", Kind.DECIMAL: "decimal", Kind.DATE: "date"}
_CONTROLS = {
    Kind.SELECT_ONE: "select1",
    Kind.SELECT_MULTIPLE: "select",
    Kind.RANK: "rank",
}


@dataclass(frozen=True)
class Q:
    """A question; `choices` names a list, `filter` is a predicate over its items."""

    name: str
    kind: Kind = Kind.TEXT
    choices: str = ""
    filter: str = ""
    label: str = ""
    """Markup, or a reference that starts with jr:itext(."""
    item_label: str = "label"
    actions: str = ""
    default: str = ""
    binds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """A group, or a repeat where `count` is not None ("" is counted by nobody)."""

    name: str
    kids: Sequence[Q | Group]
    count: str | None = None
    binds: Mapping[str, str] = field(default_factory=dict)


def form(
    *nodes: Q | Group,
    checks: Sequence[Check] = (),
    lists: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    model: str = "",
    attachments: Mapping[str, bytes] | None = None,
    languages: Sequence[str] = ("",),
) -> Form:
    """A form with those nodes; each item of a list has at least a `name`."""
    known = lists or {}
    instances = "".join(
        f'<instance id="{name}"><root>'
        + "".join(
            "<item>" + "".join(f"<{k}>{escape(v)}</{k}>" for k, v in item.items()) + "</item>"
            for item in items
        )
        + "</root></instance>"
        for name, items in known.items()
    )
    xml = (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa" xmlns:tk="urn:twinkey:xlsform:1">'
        "<h:head><h:title>t</h:title><model>"
        f'<instance><data id="t">{"".join(map(_instance, nodes))}</data></instance>'
        f"{instances}{''.join(_binds(node, '/data') for node in nodes)}{model}</model></h:head>"
        f"<h:body>{''.join(_body(node, '/data') for node in nodes)}</h:body></h:html>"
    )
    return Form(
        id=FormId("t"), form_id="t", version="1", code="T", titles={},
        languages=tuple(languages), default_language=languages[0],
        questions=tuple(_questions(nodes, "/data", "", known)), sections=(), dimensions=(),
        checks=tuple(checks), xml=xml, attachments=attachments or {},
    )  # fmt: skip


def state(made: Form, answers: Answers | None = None) -> FormState:
    """A sheet of the form at the tests' moment."""
    return FormState(made, now=NOW, answers=answers)


def calculated(expression: str, answers: Answers | None = None, *nodes: Q | Group) -> object:
    """What a calculation gives beside some questions."""
    made = form(*nodes, Q("result", Kind.CALCULATE, binds={"calculate": expression}))
    return state(made, answers).value("result")


def _instance(node: Q | Group) -> str:
    if isinstance(node, Q):
        return f"<{node.name}>{escape(node.default)}</{node.name}>"
    return f"<{node.name}>{''.join(map(_instance, node.kids))}</{node.name}>"


def _binds(node: Q | Group, above: str) -> str:
    ref = f"{above}/{node.name}"
    given = "".join(f" {name}={quoteattr(value)}" for name, value in node.binds.items())
    if isinstance(node, Group):
        own = f'<bind nodeset="{ref}"{given}/>' if given else ""
        return own + "".join(_binds(kid, ref) for kid in node.kids)
    return f'<bind nodeset="{ref}" type="{_TYPES.get(node.kind, "string")}"{given}/>'


def _body(node: Q | Group, above: str) -> str:
    ref = f"{above}/{node.name}"
    if isinstance(node, Group):
        inside = "".join(_body(kid, ref) for kid in node.kids)
        if node.count is None:
            return f'<group ref="{ref}">{inside}</group>'
        count = f" jr:count={quoteattr(node.count)}" if node.count else ""
        return f'<group ref="{ref}"><repeat nodeset="{ref}"{count}>{inside}</repeat></group>'
    if not node.kind.is_keyed:
        return ""
    tag = _CONTROLS.get(node.kind, "input")
    label = f"<label>{node.label or node.name}</label>{node.actions}"
    if node.label.startswith("jr:itext("):
        label = f"<label ref={quoteattr(node.label)}/>{node.actions}"
    if not node.choices:
        return f'<{tag} ref="{ref}">{label}</{tag}>'
    where = f"[{node.filter}]" if node.filter else ""
    nodeset = quoteattr(f"instance('{node.choices}')/root/item{where}")
    shown = f'<value ref="name"/><label ref={quoteattr(node.item_label)}/>'
    itemset = f"<itemset nodeset={nodeset}>{shown}</itemset>"
    return f'<{tag} ref="{ref}">{label}{itemset}</{tag}>'


def _questions(
    nodes: Sequence[Q | Group],
    above: str,
    repeat: str,
    lists: Mapping[str, Sequence[Mapping[str, str]]],
) -> list[Question]:
    found: list[Question] = []
    for node in nodes:
        ref = f"{above}/{node.name}"
        if isinstance(node, Group):
            inner = ref if node.count is not None else repeat
            found += _questions(node.kids, ref, inner, lists)
            continue
        choices = tuple(
            Choice(item["name"], {"": item.get("label", item["name"])})
            for item in lists.get(node.choices, ())
        )
        found.append(
            Question(
                key=node.name, ref=ref, name=node.name, kind=node.kind,
                labels={"": node.label}, choices=choices, repeat=repeat,
                section="/".join(ref.split("/")[:3]) if ref.count("/") > 2 else "",
            )
        )  # fmt: skip
    return found
