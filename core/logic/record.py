"""The tree of one record: nodes made from the form's shape, repeats, keys and places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from core.forms.xform import JAVAROSA, Shape
from core.logic.code import SchemaPath
from core.logic.instance import FormNode
from core.logic.program import Program
from core.logic.tree import Node, NodeKind, string_value

MAX_PLACES = 1000
"""Instances that a stored key may ask for."""
_PLACE = re.compile(r"([^/\[\]]+)\[(\d+)\]/")


class Record:
    """The instance tree of one sheet. A question inside repeats has one key per instance:

    "house[2]/child[1]/age": the repeats around it with their places, then the question's own key.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self.document = Node(NodeKind.DOCUMENT)
        self.slots: list[Node] = [self.document] * len(program.scope.slots)
        self._nodes: dict[SchemaPath, list[FormNode]] = {}
        self._keys: dict[FormNode, str] = {}
        self._found: dict[str, FormNode | None] = {}
        self._leaves: dict[FormNode, int] = {}
        root_shape = next(iter(program.shapes.values()))
        self.root = self.build(program.xform.root, root_shape, self.document)
        self.document.append(self.root)

    def build(self, element: Node, shape: Shape, parent: Node) -> FormNode:
        """A node with all below it, as an element of the form's document gives them."""
        node = FormNode(shape, parent)
        for attribute in element.attributes:
            if attribute.ns != JAVAROSA:
                node.attributes.append(
                    Node(
                        NodeKind.ATTRIBUTE, attribute.name, ns=attribute.ns,
                        prefix=attribute.prefix, value=attribute.value, parent=node,
                    )
                )  # fmt: skip
        if shape.is_leaf:
            node.value = node.text = string_value(element)
            slot = self._program.scope.slots.get(shape.path)
            if slot is not None:
                self.slots[slot] = node
        for inner in shape.kids:
            for kid in self._presets(element, inner):
                node.kids.append(self.build(kid, inner, node))
        return node

    def _presets(self, element: Node, shape: Shape) -> list[Node]:
        """The elements that stand for a part of an instance at the start."""
        kids = element.elements(shape.name)
        if shape.repeat is None:
            return kids
        if shape.repeat.count:
            return []  # its rule makes them
        own = [kid for kid in kids if kid.attribute("template", JAVAROSA) is None]
        return own or (kids[:1] if shape.repeat.is_fixed else [])

    # --- finding nodes ------------------------------------------------------------------------

    def nodes(self, path: SchemaPath) -> list[FormNode]:
        """All instances of a node of the form, in document order."""
        found = self._nodes.get(path)
        if found is None:
            found = self._nodes[path] = within([self.root], path[1:])
        return found

    def readers_nodes(
        self, changed: FormNode, path: SchemaPath, repeat: SchemaPath | None
    ) -> list[FormNode]:
        """The instances of `path` in the same instance of `repeat` as a changed node."""
        if repeat is None:
            return self.nodes(path)
        above: Node | None = changed
        while isinstance(above, FormNode) and above.shape.path != repeat:
            above = above.parent
        return within([above], path[len(repeat) :]) if isinstance(above, FormNode) else []

    def leaves(self) -> Mapping[FormNode, int]:
        """All leaves in document order -> their places in it."""
        if not self._leaves:
            self._leaves = {node: at for at, node in enumerate(leaves_of(self.root))}
        return self._leaves

    def beside(self, node: FormNode, key: str) -> list[FormNode]:
        """The instances of a question in the same repeat instances as a node, where it has such."""
        path = self._program.paths.get(key)
        if path is None:
            return []
        shared = [r for r in self._program.shapes[path].repeats if r in node.shape.repeats]
        return self.readers_nodes(node, path, shared[-1] if shared else None)

    def targets(self, path: SchemaPath, source: FormNode) -> list[FormNode]:
        """The nodes that an action at `source` sets."""
        shape = self._program.shapes.get(path)
        if shape is None:
            return []
        shared = [repeat for repeat in shape.repeats if repeat in source.shape.repeats]
        return list(self.readers_nodes(source, path, shared[-1] if shared else None))

    # --- keys ---------------------------------------------------------------------------------

    def key(self, node: FormNode) -> str:
        """The key that a question's node is known by; "" for nodes that are no question."""
        found = self._keys.get(node)
        if found is None:
            found = self._keys[node] = self._made_key(node)
        return found

    def _made_key(self, node: FormNode) -> str:
        question = self._program.questions.get(node.shape.path)
        if question is None:
            return ""
        places = ""
        above: Node | None = node
        while isinstance(above, FormNode):
            if above.shape.repeat is not None:
                places = f"{above.name}[{self.place(above)}]/{places}"
            above = above.parent
        return places + question.key

    def ref(self, node: FormNode) -> str:
        """How `place_of` knows a node: /data/house[2]/child."""
        steps, above = [node.name], node.parent
        while isinstance(above, FormNode):
            place = f"[{self.place(above)}]" if above.shape.repeat is not None else ""
            steps.append(f"{above.name}{place}")
            above = above.parent
        return "/" + "/".join(reversed(steps))

    def place(self, node: FormNode) -> int:
        """The place of a repeat's instance among its like, 1 is the first."""
        assert node.parent is not None
        return next(i for i, kid in enumerate(node.parent.named(node.name), 1) if kid is node)

    def find(self, key: str) -> FormNode | None:
        """The node of a key, or None where its instance (or question) is not there."""
        if key not in self._found:
            self._found[key] = self._searched(key)
        return self._found[key]

    def _searched(self, key: str) -> FormNode | None:
        path, places = self.parsed(key)
        if path is None:
            return None
        if not places:
            found = self.nodes(path)
            return found[0] if found and not self._program.shapes[path].repeats else None
        here = [self.root]
        start = 1
        for repeat, place in zip(self._program.shapes[path].repeats, places, strict=False):
            instances = within(here, repeat[start:])
            if not 1 <= place <= len(instances):
                return None
            here, start = [instances[place - 1]], len(repeat)
        found = within(here, path[start:])
        return found[0] if found else None

    def parsed(self, key: str) -> tuple[SchemaPath | None, tuple[int, ...]]:
        """(schema path of the question or None, places in its repeats, outermost first)."""
        path = self._program.paths.get(key)
        if path is not None:
            return path, ()
        places = []
        at = 0
        while match := _PLACE.match(key, at):
            places.append(int(match[2]))
            at = match.end()
        path = self._program.paths.get(key[at:])
        if path is None or len(places) != len(self._program.shapes[path].repeats):
            return None, ()
        return path, tuple(places)

    # --- repeats ------------------------------------------------------------------------------

    def instances(self, parent: FormNode, shape: Shape) -> list[FormNode]:
        """The instances of a repeat under one parent."""
        return within([parent], shape.path[len(parent.shape.path) :])

    def place_of(self, ref: str) -> tuple[FormNode, Shape]:
        """(parent, shape) of a repeat named by /data/house[2]/child. Raises KeyError."""
        here = [self.root]
        path: SchemaPath = here[0].shape.path
        names = ref.strip("/").split("/")
        for step in names[1:-1]:
            name, _, place = step.rstrip("]").partition("[")
            path = (*path, name)
            found = within(here, [name])
            here = found[int(place or 1) - 1 :][:1]
        shape = self._program.shapes.get((*path, names[-1].partition("[")[0]))
        if not here or shape is None or shape.repeat is None:
            raise KeyError(ref)
        return here[0], shape

    def make_room(self, key: str) -> None:
        """Add the instances that a key needs, where no rule of the form counts them."""
        path, places = self.parsed(key)
        if path is None or not places:
            return
        here = self.root
        for repeat, place in zip(self._program.shapes[path].repeats, places, strict=True):
            shape = self._program.shapes[repeat]
            assert shape.parent is not None
            parent = within([here], shape.parent.path[len(here.shape.path) :])[0]
            found = self.instances(parent, shape)
            if shape.repeat is not None and shape.repeat.count and len(found) < place:
                return
            while len(found) < min(place, MAX_PLACES):
                found.append(self.grow(parent, shape))
            if place > len(found):
                return
            here = found[place - 1]

    def grow(self, parent: FormNode, shape: Shape) -> FormNode:
        """Add an instance after the last, as the form presets that place, else its template."""
        assert shape.repeat is not None
        presets = shape.repeat.presets if shape.repeat.count else ()
        place = len(self.instances(parent, shape))
        source = presets[place] if place < len(presets) else shape.repeat.template
        node = self.build(source, shape, parent)
        order = [kid.path for kid in parent.shape.kids]
        mine = order.index(shape.path)
        position = sum(
            isinstance(kid, FormNode) and order.index(kid.shape.path) <= mine for kid in parent.kids
        )
        parent.insert(position, node)
        self.forget_places()
        return node

    def shrink(self, node: FormNode) -> None:
        """Take an instance away; its answers are the caller's to keep."""
        assert node.parent is not None
        node.parent.remove(node)
        self.forget_places()

    def forget_places(self) -> None:
        """Note that instances came or went."""
        self._nodes.clear()
        self._keys.clear()
        self._found.clear()
        self._leaves = {}


def within(nodes: Sequence[Node], names: Sequence[str]) -> list[FormNode]:
    """The nodes that lie so many names below."""
    here: Sequence[Node] = nodes
    for name in names:
        here = [kid for node in here for kid in node.named(name)]
    return [node for node in here if isinstance(node, FormNode)]


def leaves_of(node: FormNode) -> Iterator[FormNode]:
    """The leaves at or below a node."""
    if node.shape.is_leaf:
        yield node
    for kid in node.kids:
        if isinstance(kid, FormNode):
            yield from leaves_of(kid)
