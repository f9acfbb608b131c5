"""The tree that expressions walk: documents, elements, attributes, text, in the XPath 1.0 data model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum


class NodeKind(IntEnum):
    """The kinds of node, numbered as in the DOM."""

    ELEMENT = 1
    ATTRIBUTE = 2
    TEXT = 3
    INSTRUCTION = 7
    COMMENT = 8
    DOCUMENT = 9
    DOCTYPE = 10
    NAMESPACE = 13


XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
UNORDERED = -1
"""Order of a root whose tree changed since its nodes were numbered."""


class Node:
    """One node. A leaf of a form keeps its text in `value`; other elements leave it None."""

    __slots__ = (
        "_index", "attributes", "kids", "kind", "name", "namespaces", "ns", "number",
        "number_text", "order", "parent", "prefix", "value",
    )  # fmt: skip

    def __init__(
        self,
        kind: NodeKind,
        name: str = "",
        *,
        ns: str = "",
        prefix: str = "",
        value: str | None = None,
        parent: Node | None = None,
    ) -> None:
        self.kind, self.name, self.ns, self.prefix, self.value = kind, name, ns, prefix, value
        self.parent = parent
        self.kids: list[Node] = []
        self.attributes: list[Node] = []
        self.namespaces: dict[str, str] = {}
        self.order = UNORDERED
        self.number_text: str | None = None
        self.number = 0.0
        self._index: dict[str, list[Node]] | None = None

    def append(self, kid: Node) -> Node:
        """Add a child at the end and return it."""
        kid.parent = self
        self.kids.append(kid)
        self._index = None
        return kid

    def insert(self, position: int, kid: Node) -> None:
        """Add a child before the one at `position`."""
        kid.parent = self
        self.kids.insert(position, kid)
        self.forget_index()

    def remove(self, kid: Node) -> None:
        """Take a child away."""
        self.kids.remove(kid)
        self.forget_index()

    def forget_index(self) -> None:
        """Note that the children changed."""
        self._index = None
        root_of(self).order = UNORDERED

    def named(self, name: str) -> list[Node]:
        """The child elements of that name without a namespace (callers may not change the list)."""
        index = self._index
        if index is None:
            index = self._index = {}
            for kid in self.kids:
                if kid.kind is NodeKind.ELEMENT and not kid.ns:
                    index.setdefault(kid.name, []).append(kid)
        return index.get(name, [])

    def attribute(self, name: str, ns: str = "") -> str | None:
        """The value of an attribute, or None."""
        return next((a.value for a in self.attributes if a.name == name and a.ns == ns), None)

    def elements(self, name: str = "") -> list[Node]:
        """The child elements, of any namespace; only those of a local name if one is given."""
        return [k for k in self.kids if k.kind is NodeKind.ELEMENT and name in ("", k.name)]

    @property
    def qualified(self) -> str:
        """prefix:name as written."""
        return f"{self.prefix}:{self.name}" if self.prefix else self.name


def string_value(node: Node) -> str:
    """XPath 1.0 §5: a leaf's text, or the text of all descendants."""
    if node.value is not None:
        return node.value
    parts: list[str] = []
    stack = list(reversed(node.kids))
    while stack:
        kid = stack.pop()
        if kid.kind is NodeKind.ELEMENT and kid.value is None:
            stack.extend(reversed(kid.kids))
        elif kid.kind in (NodeKind.ELEMENT, NodeKind.TEXT):
            parts.append(kid.value or "")
    return "".join(parts)


def root_of(node: Node) -> Node:
    """The topmost ancestor."""
    while node.parent is not None:
        node = node.parent
    return node


def in_document_order(nodes: Sequence[Node]) -> list[Node]:
    """The nodes without doubles, in document order; trees in order of first appearance."""
    if len(nodes) < 2:
        return list(nodes)
    ranks: dict[int, int] = {}
    keyed: dict[int, tuple[int, int, Node]] = {}
    for node in nodes:
        root = root_of(node)
        if root.order == UNORDERED:
            _number(root)
        rank = ranks.setdefault(id(root), len(ranks))
        keyed[id(node)] = (rank, node.order, node)
    return [entry[2] for entry in sorted(keyed.values(), key=lambda entry: entry[:2])]


def _number(root: Node) -> None:
    order = 0
    stack = [root]
    while stack:
        node = stack.pop()
        node.order, order = order, order + 1
        for attribute in node.attributes:
            attribute.order, order = order, order + 1
        stack.extend(reversed(node.kids))


# --- axes -------------------------------------------------------------------------------------


def _child(node: Node) -> Iterable[Node]:
    return node.kids


def descendants(node: Node) -> Iterator[Node]:
    """All nodes below, in document order."""
    stack = list(reversed(node.kids))
    while stack:
        kid = stack.pop()
        yield kid
        stack.extend(reversed(kid.kids))


def _descendant_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from descendants(node)


def _parent(node: Node) -> Iterable[Node]:
    return (node.parent,) if node.parent is not None else ()


def ancestors(node: Node) -> Iterator[Node]:
    """Parent first, document last."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _ancestor_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from ancestors(node)


def _self(node: Node) -> Iterable[Node]:
    return (node,)


def _siblings(node: Node) -> tuple[list[Node], int]:
    if node.parent is None or node.kind in (NodeKind.ATTRIBUTE, NodeKind.NAMESPACE):
        return [], 0
    kids = node.parent.kids
    return kids, next(i for i, kid in enumerate(kids) if kid is node)


def _following_sibling(node: Node) -> Iterable[Node]:
    kids, at = _siblings(node)
    return kids[at + 1 :]


def _preceding_sibling(node: Node) -> Iterable[Node]:
    kids, at = _siblings(node)
    return reversed(kids[:at])


def _following(node: Node) -> Iterator[Node]:
    start: Node | None = node
    if node.kind in (NodeKind.ATTRIBUTE, NodeKind.NAMESPACE) and node.parent is not None:
        yield from descendants(node.parent)
        start = node.parent
    while start is not None:
        for sibling in _following_sibling(start):
            yield from _descendant_or_self(sibling)
        start = start.parent


def _preceding(node: Node) -> Iterator[Node]:
    start: Node | None = node
    if node.kind in (NodeKind.ATTRIBUTE, NodeKind.NAMESPACE):
        start = node.parent
    while start is not None:
        for sibling in _preceding_sibling(start):
            yield from reversed(list(_descendant_or_self(sibling)))
        start = start.parent


def _attribute(node: Node) -> Iterable[Node]:
    return node.attributes


def _namespace(node: Node) -> Iterable[Node]:
    if node.kind is not NodeKind.ELEMENT:
        return []
    declared: dict[str, str] = {}
    for element in _ancestor_or_self(node):
        for prefix, uri in element.namespaces.items():
            declared.setdefault(prefix, uri)
    declared["xml"] = XML_NAMESPACE
    return [
        Node(NodeKind.NAMESPACE, prefix, value=uri, parent=node)
        for prefix, uri in sorted(declared.items())
        if uri
    ]


Axis = Callable[[Node], Iterable[Node]]
AXES: dict[str, Axis] = {
    "child": _child,
    "descendant": descendants,
    "descendant-or-self": _descendant_or_self,
    "parent": _parent,
    "ancestor": ancestors,
    "ancestor-or-self": _ancestor_or_self,
    "self": _self,
    "following-sibling": _following_sibling,
    "preceding-sibling": _preceding_sibling,
    "following": _following,
    "preceding": _preceding,
    "attribute": _attribute,
    "namespace": _namespace,
}
REVERSE_AXES = frozenset(
    ("parent", "ancestor", "ancestor-or-self", "preceding", "preceding-sibling")
)
