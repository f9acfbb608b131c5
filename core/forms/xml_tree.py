"""What an XForm document says, as plain values: leaves, binds, controls, groups, texts, lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from core.forms.language import tag_of
from core.forms.model import Texts

_PREFIXES = {
    "http://www.w3.org/2002/xforms": "",
    "http://www.w3.org/1999/xhtml": "h:",
    "http://openrosa.org/javarosa": "jr:",
    "http://www.opendatakit.org/xforms": "odk:",
    "http://openrosa.org/xforms": "orx:",
    "urn:twinkey:xlsform:1": "tk:",
    "http://esri.com/xforms": "esri:",
}
_ITEXT = re.compile(r"jr:itext\('([^']*)'\)")
CONTROLS = {"input", "select1", "select", "odk:rank", "range", "trigger", "upload", "secret"}


@dataclass(frozen=True)
class Control:
    """What the body shows for one node; `groups` are the refs around it, outermost first."""

    tag: str
    ref: str
    labels: Texts
    hints: Texts
    attributes: Mapping[str, str]
    groups: tuple[str, ...]
    itemset: str = ""
    items: tuple[tuple[str, Texts], ...] = ()


@dataclass(frozen=True)
class Group:
    """A group or repeat of the body."""

    ref: str
    labels: Texts
    appearance: str
    is_repeat: bool


@dataclass
class Tree:
    """An XForm taken apart; refs are absolute paths without positions."""

    title: str = ""
    root: Mapping[str, str] = field(default_factory=dict)
    leaves: dict[str, str] = field(default_factory=dict)
    """Ref -> default, in document order; groups are not leaves."""
    binds: dict[str, Mapping[str, str]] = field(default_factory=dict)
    controls: dict[str, Control] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    lists: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    """Inline secondary instances: id -> items as {element: text}."""
    external: dict[str, str] = field(default_factory=dict)
    """Secondary instances that are files: id -> src."""
    itext: dict[str, dict[str, str]] = field(default_factory=dict)
    """Text id -> language tag -> text."""
    languages: tuple[str, ...] = ()
    default_language: str = ""

    def texts(self, stated: str | None) -> Texts:
        """The texts of an attribute: itself, or what its jr:itext() names."""
        if not stated:
            return {}
        match = _ITEXT.fullmatch(stated.strip())
        return self.itext.get(match[1], {}) if match else {self.default_language: stated}


def name_of(tag: str) -> str:
    """{namespace}local as prefix:local with the prefixes of XForms ("" for XForms itself)."""
    if not tag.startswith("{"):
        return tag
    uri, local = tag[1:].split("}", 1)
    return _PREFIXES.get(uri, uri + ":") + local


def parse(xml: str) -> Tree:
    """Take an XForm apart. Raises ElementTree.ParseError for XML that is not well formed."""
    from defusedxml.ElementTree import fromstring

    document: Element = fromstring(xml)
    tree = Tree()
    for element in document.iter():
        kind = name_of(str(element.tag))
        if kind == "h:title":
            tree.title = element.text or ""
        elif kind == "model":
            _read_model(tree, element)
        elif kind == "h:body":
            _read_body(tree, element, ())
    return tree


def _children(element: Element) -> Iterator[tuple[str, Element]]:
    for child in element:
        if isinstance(child.tag, str):
            yield name_of(child.tag), child


def _attributes(element: Element) -> dict[str, str]:
    return {name_of(name): value for name, value in element.attrib.items()}


def _read_model(tree: Tree, model: Element) -> None:
    parts = defaultdict(list)
    for kind, child in _children(model):
        parts[kind].append(child)
    for itext in parts["itext"]:
        _read_itext(tree, itext)
    primary, *secondary = parts["instance"]
    root = next(child for _, child in _children(primary))
    tree.root = _attributes(root)
    for bind in parts["bind"]:
        tree.binds[bind.get("nodeset", "").strip()] = _attributes(bind)
    _read_leaves(tree, root, "/" + name_of(str(root.tag)))
    for instance in secondary:
        _read_list(tree, instance)


def _read_itext(tree: Tree, itext: Element) -> None:
    languages = []
    for _, translation in _children(itext):
        tag = tag_of(translation.get("lang", ""))
        languages.append(tag)
        if translation.get("default"):
            tree.default_language = tag
        for _, text in _children(translation):
            for _, value in _children(text):
                if value.get("form") is None:
                    tree.itext.setdefault(text.get("id", ""), {})[tag] = _shown(value)
    tree.languages = tuple(dict.fromkeys(languages))
    if tree.default_language not in tree.languages and languages:
        tree.default_language = languages[0]


def _shown(element: Element) -> str:
    """Text with each <output> as ${name}: what the author wrote."""
    parts = [element.text or ""]
    for kind, child in _children(element):
        if kind == "output":
            parts.append("${" + child.get("value", "").strip().rsplit("/", 1)[-1] + "}")
        parts.append(child.tail or "")
    return "".join(parts).strip()


def _read_leaves(tree: Tree, element: Element, ref: str) -> None:
    for kind, child in _children(element):
        below = f"{ref}/{kind}"
        if len(child):
            _read_leaves(tree, child, below)
        else:
            tree.leaves.setdefault(below, (child.text or "").strip())


def _read_list(tree: Tree, instance: Element) -> None:
    name = instance.get("id", "")
    if instance.get("src"):
        tree.external[name] = instance.get("src", "")
        return
    rows = []
    for _, root in _children(instance):
        for _, item in _children(root):
            rows.append({kind: (cell.text or "") for kind, cell in _children(item)})
    tree.lists[name] = rows


def _read_body(tree: Tree, element: Element, groups: tuple[str, ...]) -> None:
    for kind, child in _children(element):
        ref = (child.get("ref") or child.get("nodeset") or "").strip()
        if kind in ("group", "repeat"):
            inner = (*groups, ref) if ref and ref not in groups else groups
            known = tree.groups.get(ref)
            labels = _labels(tree, child, "label") or (known.labels if known else {})
            if ref:
                tree.groups[ref] = Group(ref, labels, child.get("appearance", ""), kind == "repeat")
            _read_body(tree, child, inner)
        elif kind in CONTROLS:
            tree.controls[ref] = _control(tree, kind, ref, child, groups)


def _control(tree: Tree, kind: str, ref: str, element: Element, groups: tuple[str, ...]) -> Control:
    itemset, items = "", []
    for name, child in _children(element):
        if name == "itemset":
            itemset = child.get("nodeset", "")
        elif name == "item":
            parts = dict(_children(child))
            value = (parts["value"].text or "") if "value" in parts else ""
            items.append((value, _labels(tree, child, "label")))
    return Control(
        kind, ref, _labels(tree, element, "label"), _labels(tree, element, "hint"),
        _attributes(element), groups, itemset, tuple(items),
    )  # fmt: skip


def _labels(tree: Tree, element: Element, wanted: str) -> Texts:
    found = next((child for kind, child in _children(element) if kind == wanted), None)
    if found is None:
        return {}
    if found.get("ref"):
        return tree.texts(found.get("ref"))
    text = _shown(found)
    return {tree.default_language: text} if text else {}
