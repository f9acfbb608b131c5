"""The nodes of one record: what a form's instance is made of, with what rules say of each node."""

from __future__ import annotations

from core.forms.xform import Shape
from core.logic.tree import Node, NodeKind, string_value
from core.values import Answer, Special


class FormNode(Node):
    """One node of a record.

    `text` is what was keyed or calculated; `value` is what expressions see: '' while closed.
    """

    __slots__ = (
        "flags", "keyed", "offered", "own", "readonly", "relevant",
        "required", "shape", "special", "text", "valid",
    )  # fmt: skip

    def __init__(self, shape: Shape, parent: Node | None) -> None:
        super().__init__(NodeKind.ELEMENT, shape.name, parent=parent)
        self.shape = shape
        self.text = ""
        if shape.is_leaf:
            self.value = ""
        self.special: Special | None = None
        self.keyed = False
        self.own = self.relevant = self.valid = True
        self.required = self.readonly = False
        self.flags = 0
        self.offered: list[Node] | None = None

    @property
    def answer(self) -> Answer | None:
        """What stands there: a special value, a text, or None."""
        if self.special is not None:
            return self.special
        return self.text or None


def stored_text(node: Node) -> str:
    """A node's text whether it is closed or not."""
    return node.text if isinstance(node, FormNode) else string_value(node)


def special_name(node: Node) -> str:
    """blank, illegible, several, na or refused; '' for anything else."""
    special = node.special if isinstance(node, FormNode) else None
    return special.value if special is not None else ""
