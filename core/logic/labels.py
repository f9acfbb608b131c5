"""What the texts of a form mention: the expressions of their outputs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from core.forms.xform import Control, Itemset, XForm
from core.logic.tree import Node, descendants, string_value

_NAMED = re.compile(r"\s*jr:itext\(\s*(['\"])(.*)\1\s*\)\s*", re.DOTALL)
_ITEM_TEXT = re.compile(r"\s*jr:itext\(\s*(\w+)\s*\)\s*")
_INSTANCE = re.compile(r"\s*instance\(\s*['\"]([^'\"]+)['\"]\s*\)")

Itext = Mapping[str, Mapping[str, Node]]
"""Language as written -> text id -> element."""


def itext_id(element: Node) -> str:
    """The id of the text that an element names, or "" where it holds or computes its own."""
    match = _NAMED.fullmatch(element.attribute("ref") or "")
    return match[2] if match is not None else ""


def output(element: Node) -> str:
    """The expression that an output element prints."""
    return element.attribute("value") or element.attribute("ref") or ""


def mentioned(control: Control, xform: XForm) -> set[str]:
    """The expressions in all texts of a question: label, hint and choices, in every language."""
    found: set[str] = set()
    for element in (control.label, control.hint, *(label for _, label in control.items)):
        if element is not None:
            found.update(_of_element(element, xform.itext))
    if control.itemset is not None:
        found.update(_of_list(control.itemset, xform))
    return found


def _of_element(element: Node, itext: Itext) -> Iterator[str]:
    text_id = itext_id(element)
    if text_id:
        for texts in itext.values():
            yield from _outputs(texts.get(text_id))
    elif element.attribute("ref"):
        yield element.attribute("ref") or ""
    else:
        yield from _outputs(element)


def _of_list(itemset: Itemset, xform: XForm) -> Iterator[str]:
    """Of a list in the document, its own texts; which items of it are offered may depend on answers."""
    by = _ITEM_TEXT.fullmatch(itemset.label)
    named = _INSTANCE.match(itemset.nodeset)
    items = xform.instances.get(named[1]) if named is not None else None
    if by is None or items is None:
        return
    for item in descendants(items):
        for element in item.named(by[1]):
            for texts in xform.itext.values():
                yield from _outputs(texts.get(string_value(element)))


def _outputs(element: Node | None) -> Iterator[str]:
    for kid in element.kids if element is not None else ():
        if kid.name == "output":
            yield output(kid)
