"""A conversion (sheets and XForm) -> Form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from core.forms.checks import checks_of
from core.forms.conversion import ROOT, Conversion
from core.forms.language import texts_of
from core.forms.marks import marks_of
from core.forms.model import Choice, Dimension, Form, Kind, Question, Section, Texts
from core.forms.sheets import Workbook
from core.forms.xml_tree import Control, Tree, parse
from core.values import FormId

_INSTANCE = re.compile(r"instance\('([^']+)'\)/root/item\s*(?:\[(.*)\])?", re.S)
_TYPES = {
    "int": Kind.INTEGER, "decimal": Kind.DECIMAL, "date": Kind.DATE, "time": Kind.TIME,
    "dateTime": Kind.DATETIME, "barcode": Kind.BARCODE, "geopoint": Kind.GEO,
    "geotrace": Kind.GEO, "geoshape": Kind.GEO, "binary": Kind.FILE,
}  # fmt: skip
_TAGS = {
    "select1": Kind.SELECT_ONE, "select": Kind.SELECT_MULTIPLE, "odk:rank": Kind.RANK,
    "range": Kind.RANGE, "trigger": Kind.ACKNOWLEDGE, "upload": Kind.FILE,
}  # fmt: skip
_PARAMETERS = ("start", "end", "step", "mediatype", "odk:max-pixels")
CODE_LENGTH = 6


def assemble(
    conversion: Conversion, form_id: FormId, attachments: Mapping[str, bytes] | None = None
) -> Form:
    """The Form of a successful conversion; `attachments` are the files that its lists come from."""
    tree = parse(conversion.xml)
    book = conversion.workbook
    questions = _questions(tree)
    languages = tree.languages or ("",)
    settings = _settings(book)
    return Form(
        id=form_id,
        form_id=tree.root.get("id", ROOT),
        version=tree.root.get("version", ""),
        code=form_id[:CODE_LENGTH].upper(),
        titles=_titles(book, tree, languages),
        languages=languages,
        default_language=tree.default_language,
        questions=questions,
        sections=_sections(tree, questions),
        dimensions=_dimensions(book),
        checks=checks_of(book, tree.binds, questions),
        xml=conversion.xml,
        is_visit=settings.get("kind") == "visit",
        settings=settings,
        attachments={**(attachments or {}), **_itemsets(conversion)},
        repeats={ref: group.labels for ref, group in tree.groups.items() if group.is_repeat},
    )


def _itemsets(conversion: Conversion) -> dict[str, bytes]:
    """The sheet external_choices as the file that the XForm refers to."""
    return {"itemsets.csv": conversion.itemsets.encode()} if conversion.itemsets else {}


def _questions(tree: Tree) -> tuple[Question, ...]:
    refs = [
        ref for ref in tree.leaves
        if (ref in tree.binds or ref in tree.controls)
        and ref not in tree.groups
        and not ref.startswith((f"/{ROOT}/meta/", f"/{ROOT}/orx:meta/"))
    ]  # fmt: skip
    names = Counter(ref.rsplit("/", 1)[-1] for ref in refs)
    found: list[Question] = []
    page = 1
    for ref in refs:
        name = ref.rsplit("/", 1)[-1]
        key = name if names[name] == 1 else ref.removeprefix(f"/{ROOT}/")
        question = _question(tree, ref, key, name, page)
        page = question.page
        found.append(question)
    return tuple(found)


def _question(tree: Tree, ref: str, key: str, name: str, page: int) -> Question:
    bind = tree.binds.get(ref, {})
    control = tree.controls.get(ref)
    around = _around(tree, ref)
    choices, choice_filter = _choices(tree, control)
    inherited = next(
        (b["tk:dim"] for g in reversed(around) if "tk:dim" in (b := tree.binds.get(g, {}))), ""
    )
    marks = marks_of(bind, page, inherited)
    repeats = [group for group in around if tree.groups[group].is_repeat]
    attributes = control.attributes if control else {}
    return Question(
        key=key,
        ref=ref,
        name=name,
        kind=kind_of(control, bind),
        labels=control.labels if control else {},
        hints=control.hints if control else {},
        choices=choices,
        section=around[0] if around else "",
        repeat=repeats[-1] if repeats else "",
        appearance=attributes.get("appearance", ""),
        relevant=bind.get("relevant", ""),
        required=bind.get("required", ""),
        readonly=bind.get("readonly", ""),
        constraint=bind.get("constraint", ""),
        constraint_messages=tree.texts(bind.get("jr:constraintMsg")),
        calculation=bind.get("calculate", ""),
        default=tree.leaves[ref],
        choice_filter=choice_filter,
        parameters={name: attributes[name] for name in _PARAMETERS if name in attributes},
        **marks,
    )


def _around(tree: Tree, ref: str) -> tuple[str, ...]:
    """The groups around a node, outermost first; groups without a label stand in the body too."""
    parts = ref.split("/")[2:-1]
    above = ["/".join(["", ROOT, *parts[: i + 1]]) for i in range(len(parts))]
    return tuple(group for group in above if group in tree.groups)


def kind_of(control: Control | None, bind: Mapping[str, str]) -> Kind:
    """The kind of a node; a select that only heads a table of others is a note."""
    fixed = bind.get("readonly") == "true()"
    if control is None:
        return Kind.CALCULATE if bind.get("calculate") else Kind.HIDDEN
    if bind.get("calculate") and fixed:
        return Kind.CALCULATE
    if "query" in control.attributes:
        return Kind.SELECT_ONE
    if control.tag in _TAGS:
        return Kind.NOTE if control.attributes.get("appearance") == "label" else _TAGS[control.tag]
    kind = _TYPES.get(bind.get("type", "string").split(":")[-1], Kind.TEXT)
    return Kind.NOTE if fixed and kind is Kind.TEXT else kind


def _choices(tree: Tree, control: Control | None) -> tuple[tuple[Choice, ...], str]:
    if control is None:
        return (), ""
    if control.items:
        return tuple(Choice(value, labels) for value, labels in control.items), ""
    match = _INSTANCE.search(control.itemset)
    if match is None:
        return (), control.itemset or control.attributes.get("query", "")
    rows = tree.lists.get(match[1], [])
    return tuple(_choice(tree, row) for row in rows), (match[2] or "").strip()


def _choice(tree: Tree, row: Mapping[str, str]) -> Choice:
    labels: Texts = {}
    if "itextId" in row:
        labels = tree.itext.get(row["itextId"], {})
    elif row.get("label"):
        labels = {tree.default_language: row["label"]}
    extra = {
        name: text
        for name, text in row.items()
        if name not in ("name", "label", "itextId") and text
    }
    return Choice(row.get("name", ""), labels, extra)


def _sections(tree: Tree, questions: tuple[Question, ...]) -> tuple[Section, ...]:
    found: list[tuple[str, list[str]]] = []
    for question in questions:
        if question.ref not in tree.controls:
            continue
        known = next((keys for ref, keys in found if ref == question.section), None)
        if question.section and known is not None:
            known.append(question.key)
        elif found and found[-1][0] == question.section:
            found[-1][1].append(question.key)
        else:
            found.append((question.section, [question.key]))
    return tuple(_section(tree, ref, keys) for ref, keys in found)


def _section(tree: Tree, ref: str, keys: list[str]) -> Section:
    group = tree.groups.get(ref)
    weight = tree.binds.get(ref, {}).get("tk:weight", "")
    return Section(
        ref, ref.rsplit("/", 1)[-1], group.labels if group else {}, tuple(keys), _number(weight)
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _dimensions(book: Workbook) -> tuple[Dimension, ...]:
    return tuple(
        Dimension(
            id=record["node"],
            labels=texts_of(record, "label"),
            parent=record.get("parent", ""),
            weight=_number(record.get("weight", "")),
            rule=record.get("rule", "mean"),
        )
        for _, record in book.sheet("scoring").records()
        if record.get("node")
    )


def _settings(book: Workbook) -> dict[str, str]:
    found = dict(next((record for _, record in book.sheet("settings").records()), {}))
    for _, record in book.sheet("double_entry").records():
        if record.get("key"):
            found[record["key"]] = record.get("value", "")
    return found


def _titles(book: Workbook, tree: Tree, languages: tuple[str, ...]) -> Texts:
    stated = texts_of(_settings(book), "title")
    return stated or {tree.default_language if tree.languages else languages[0]: tree.title}
