"""Location paths -> closures: a slot of the record where possible, else a walk over axes."""

from __future__ import annotations

from collections.abc import Callable

from core.logic import errors
from core.logic.code import Code, Run, SchemaPath, Scope, Type, as_nodes, as_truth
from core.logic.context import Env
from core.logic.errors import XPathError
from core.logic.syntax import Binary, Call, Expression, Number, Path, Step, Text
from core.logic.tree import (
    AXES,
    REVERSE_AXES,
    XML_NAMESPACE,
    Axis,
    Node,
    NodeKind,
    in_document_order,
    root_of,
    string_value,
)
from core.logic.values import to_truth

Compile = Callable[[Expression, Scope], Code]
Test = Callable[[Node], bool]
Selection = Callable[[list[Node], Env], list[Node]]
_ABSENT = Node(NodeKind.ELEMENT, value="")
_ITEM_BLIND = ("string", "concat", "coalesce", "if", "selected-at", "substr", "substring")
"""Functions that see nothing but their arguments, and give texts."""
_KINDS = {
    "text": NodeKind.TEXT,
    "comment": NodeKind.COMMENT,
    "instruction": NodeKind.INSTRUCTION,
}


def compile_path(path: Path, scope: Scope, compile_: Compile) -> Code:
    """The closure of a location path. Raises XPathError."""
    known = _known_leaf(path, scope)
    if known is not None:
        return known
    listed = _listed(path, scope, compile_)
    if listed is not None:
        return listed
    names = _plain_names(path)
    if names is not None and not scope.default_namespace:
        return Code(_plain_walk(names), Type.NODES)
    return Code(_walk(path, scope, compile_), Type.NODES)


# --- one node that the form's structure names ---------------------------------------------------


def _known_leaf(path: Path, scope: Scope) -> Code | None:
    target = _schema_target(path, scope)
    if target is None:
        return None
    full, ups = target
    if full not in scope.leaves:
        return None
    slot = scope.slots.get(full)
    if slot is not None and path.start is not None:
        leaf: Callable[[Node, Env], Node] = lambda node, env: env.slots[slot]  # noqa: E731
        return Code(lambda node, env: [env.slots[slot]], Type.NODES, leaf)
    if path.start == "/":
        return None
    start = len((scope.context if path.start is None else scope.current) or ())
    below = full[start - ups :]
    if any(full[:length] in scope.repeats for length in range(start - ups + 1, len(full) + 1)):
        return None
    leaf = _climb(ups, below, from_current=path.start is not None)
    return Code(lambda node, env: [leaf(node, env)], Type.NODES, leaf)


def _schema_target(path: Path, scope: Scope) -> tuple[SchemaPath, int] | None:
    """The schema path that plain steps lead to, and how far they climb first."""
    if path.start == "/":
        base: SchemaPath | None = ()
    elif path.start is None:
        base = scope.context
    elif isinstance(path.start, Call) and path.start.name == "current":
        base = scope.current
    else:
        return None
    if base is None:
        return None
    ups = 0
    names: list[str] = []
    for step in path.steps:
        if step.is_plain_child:
            names.append(step.name)
        elif step.test != "node" or step.predicates or names:
            return None
        elif step.axis == "parent" and ups < len(base):
            ups += 1
        elif step.axis != "self":
            return None
    return base[: len(base) - ups] + tuple(names), ups


def _climb(ups: int, below: SchemaPath, *, from_current: bool) -> Callable[[Node, Env], Node]:
    if ups == 0 and not below and not from_current:
        return lambda node, env: node

    def leaf(node: Node, env: Env) -> Node:
        at = env.current if from_current else node
        for _ in range(ups):
            at = at.parent if at is not None else None
        for name in below:
            found = at.named(name) if at is not None else None
            at = found[0] if found else None
        return at if at is not None else _ABSENT

    return leaf


# --- items of an unchanging list, found by a text -----------------------------------------------


def _listed(path: Path, scope: Scope, compile_: Compile) -> Code | None:
    """instance('list')/root/item[child = text]: looked up instead of searched."""
    steps = path.steps
    if not _is_list(path.start) or len(steps) != 2 or not steps[1].predicates:
        return None
    item = steps[1]
    bare = Step(item.axis, item.test, item.prefix, item.name)
    if not (steps[0].is_plain_child and bare.is_plain_child) or scope.default_namespace:
        return None
    match = _child_equals(item.predicates[0])
    if match is None:
        return None
    child, wanted = match
    code = compile_(wanted, scope.inside_predicate())
    if code.type not in (Type.TEXT, Type.NODES):
        return None
    assert isinstance(path.start, Call)
    base = compile_(path.start, scope).run
    run = code.run
    rest = [selection(p, scope, compile_) for p in item.predicates[1:]]

    def items(node: Node, env: Env) -> list[Node]:
        lists = base(node, env)
        roots = lists[0].named(steps[0].name) if lists else []
        value = run(node, env)
        texts = [value] if value.__class__ is str else [string_value(one) for one in value]
        found = [
            one
            for root in roots
            for text in dict.fromkeys(texts)
            for one in env.lookups.items(root.named(item.name), child, text)
        ]
        if len(texts) > 1:
            found = in_document_order(found)
        for select in rest:
            found = select(found, env)
        return found

    return Code(items, Type.NODES)


def _is_list(start: Expression | str | None) -> bool:
    return isinstance(start, Call) and start.name == "instance" and len(start.arguments) == 1


def _child_equals(predicate: Expression) -> tuple[str, Expression] | None:
    if not isinstance(predicate, Binary) or predicate.operator != "=":
        return None
    for side, other in (
        (predicate.left, predicate.right),
        (predicate.right, predicate.left),
    ):
        is_child = isinstance(side, Path) and side.start is None and len(side.steps) == 1
        if is_child and side.steps[0].is_plain_child and _ignores_item(other):  # type: ignore[union-attr]
            return side.steps[0].name, other  # type: ignore[union-attr]
    return None


def _ignores_item(expression: Expression) -> bool:
    """Whether the value is the same for every item of the list (when in doubt, no)."""
    if isinstance(expression, Text | Number):
        return True
    if isinstance(expression, Path):
        starts_apart = expression.start == "/" or (
            isinstance(expression.start, Call) and expression.start.name == "current"
        )
        return starts_apart and all(not step.predicates for step in expression.steps)
    if isinstance(expression, Call):
        return expression.name in _ITEM_BLIND and all(map(_ignores_item, expression.arguments))
    return False


# --- plain child and parent steps ---------------------------------------------------------------


def _plain_names(path: Path) -> list[str | None] | None:
    """Names to descend by, None to climb; or None where the path is not that plain."""
    if path.start is not None:
        return None
    names: list[str | None] = []
    for step in path.steps:
        if step.is_plain_child:
            names.append(step.name)
        elif step.axis == "parent" and step.test == "node" and not step.predicates:
            names.append(None)
        else:
            return None
    return names


def _plain_walk(names: list[str | None]) -> Run:
    def walk(node: Node, env: Env) -> list[Node]:
        here = [node]
        for name in names:
            if name is not None:
                here = [kid for one in here for kid in one.named(name)]
            else:
                above = {id(one.parent): one.parent for one in here if one.parent is not None}
                here = list(above.values())
        return here

    return walk


# --- any path -----------------------------------------------------------------------------------


def _walk(path: Path, scope: Scope, compile_: Compile) -> Run:
    base = _base(path, scope, compile_)
    walks = [_step(step, scope, compile_) for step in path.steps]

    def walk(node: Node, env: Env) -> list[Node]:
        here = base(node, env)
        for step in walks:
            if not here:
                return []
            here = step(here, env)
        return here

    return walk


def _base(path: Path, scope: Scope, compile_: Compile) -> Callable[[Node, Env], list[Node]]:
    if path.start is None:
        return lambda node, env: [node]
    if isinstance(path.start, str):
        return lambda node, env: [env.root if env.root is not None else root_of(node)]
    return as_nodes(compile_(path.start, scope), "/")


def _step(step: Step, scope: Scope, compile_: Compile) -> Selection:
    axis, test = AXES[step.axis], _test(step, scope)
    selections = [selection(p, scope, compile_) for p in step.predicates]
    backwards = step.axis in REVERSE_AXES
    keeps_order = step.axis in ("attribute", "self")

    def one(node: Node, env: Env) -> list[Node]:
        found = _passing(axis, node, test)
        for select in selections:
            found = select(found, env)
        return found[::-1] if backwards else found

    def several(nodes: list[Node], env: Env) -> list[Node]:
        if len(nodes) == 1:
            return one(nodes[0], env)
        found = [kid for node in nodes for kid in one(node, env)]
        return found if keeps_order else in_document_order(found)

    return several


def _passing(axis: Axis, node: Node, test: Test | None) -> list[Node]:
    nodes = axis(node)
    return list(nodes) if test is None else [one for one in nodes if test(one)]


def _test(step: Step, scope: Scope) -> Test | None:
    if step.test == "node":
        return None
    if step.test != "name":
        kind, target = _KINDS[step.test], step.name
        return lambda node: node.kind is kind and (not target or node.name == target)
    principal = {"attribute": NodeKind.ATTRIBUTE, "namespace": NodeKind.NAMESPACE}.get(
        step.axis, NodeKind.ELEMENT
    )
    name = step.name
    if step.prefix:
        uri = namespace(step.prefix, scope, step.position)
        if name == "*":
            return lambda node: node.kind is principal and node.ns == uri
        return lambda node: node.name == name and node.kind is principal and node.ns == uri
    if name == "*":
        return lambda node: node.kind is principal
    default = scope.default_namespace if principal is NodeKind.ELEMENT else ""
    allowed = ("", default)
    return lambda node: node.name == name and node.kind is principal and node.ns in allowed


def namespace(prefix: str, scope: Scope, position: int) -> str:
    """The URI that a prefix stands for. Raises XPathError UNKNOWN_PREFIX."""
    if prefix == "xml":
        return XML_NAMESPACE
    if prefix not in scope.namespaces:
        raise XPathError(errors.UNKNOWN_PREFIX, position, prefix=prefix)
    return scope.namespaces[prefix]


def selection(predicate: Expression, scope: Scope, compile_: Compile) -> Selection:
    """A closure that keeps the nodes for which a predicate holds."""
    if isinstance(predicate, Number):
        return _nth(predicate.value)
    code = compile_(predicate, scope.inside_predicate())
    run = code.run if code.type in (Type.NUMBER, Type.ANY) else as_truth(code)

    def select(nodes: list[Node], env: Env) -> list[Node]:
        outer = env.position, env.size
        env.size = len(nodes)
        kept = []
        for position, node in enumerate(nodes, 1):
            env.position = position
            value = run(node, env)
            if value is True or (
                value == position if isinstance(value, float) else to_truth(value)
            ):
                kept.append(node)
        env.position, env.size = outer
        return kept

    return select


def _nth(number: float) -> Selection:
    index = int(number) - 1 if number == int(number) else -1

    def nth(nodes: list[Node], env: Env) -> list[Node]:
        return [nodes[index]] if 0 <= index < len(nodes) else []

    return nth
