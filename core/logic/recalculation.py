"""Keeps a record settled: runs the rules that a change can reach, each once its inputs stand."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping

from core.forms.xform import Shape
from core.logic.code import SchemaPath
from core.logic.context import Env
from core.logic.errors import XPathError
from core.logic.instance import FormNode
from core.logic.program import Program, Rule, RuleKind
from core.logic.record import Record, leaves_of
from core.logic.tree import Node, string_value
from core.logic.typed import canonical
from core.logic.values import Value, to_text
from core.values import Answer, Special

MAX_INSTANCES = 1000
"""A count beyond this is a mistake of the form, not a stack of paper."""
ROUNDS = 50
"""How often a rule may run again within one change, beyond once per instance."""


class Recalculation:
    """The rules of a form at work on one record."""

    def __init__(self, program: Program, record: Record, env: Env) -> None:
        self._program, self._record, self._env = program, record, env
        self._queue: list[int] = []
        self._pending: dict[int, dict[FormNode, None]] = {}
        self._runs: dict[int, int] = {}
        self._touched: set[FormNode] = set()
        self._sweeping = False
        self._shut: set[FormNode] = set()
        """Answered although closed: checks see what paper says there."""
        self.fired: set[tuple[int, FormNode]] = set()
        """(order of the check's rule, node) of all checks that fire."""
        self.grown: list[FormNode] = []
        """Repeat instances that came since this was last emptied."""
        self.stowed: dict[str, Answer] = {}
        """Answers whose repeat instance is not there, by key: kept, flagged, put back."""
        self._apply: Mapping[RuleKind, Callable[[Rule, FormNode], None]] = {
            RuleKind.COUNT: self._count,
            RuleKind.RELEVANT: self._relevant,
            RuleKind.CALCULATE: self._calculate,
            RuleKind.REQUIRED: self._required,
            RuleKind.READONLY: self._readonly,
            RuleKind.CONSTRAINT: self._constraint,
            RuleKind.CHOICES: self._choices,
            RuleKind.TEXTS: self._texts,
        }

    # --- changes ------------------------------------------------------------------------------

    def put(self, node: FormNode, text: str, special: Special | None = None) -> None:
        """Set what stands in a leaf; `settle` makes the rest follow."""
        if node.text == text and node.special is special:
            return
        node.text, node.special = text, special
        self._show(node)
        self._changed(node)

    def fill(self, node: FormNode, answer: Answer) -> None:
        """Set what was keyed, before `everything` runs."""
        node.keyed = True
        node.special = answer if isinstance(answer, Special) else None
        node.text = answer if isinstance(answer, str) else ""
        self._show(node)

    def clear(self, presets: Iterable[tuple[FormNode, str]]) -> None:
        """Forget all answers; `everything` must follow."""
        self._shut.clear()
        for node, preset in presets:
            node.keyed, node.special, node.text = False, None, preset
            node.value = preset if node.relevant else ""
            if node.offered is not None and node.shape.path not in self._program.static_items:
                node.offered = None

    def everything(self) -> None:
        """Run all rules on all nodes, in order; what runs later needs no telling."""
        self._sweeping = True
        nodes = self._record.nodes
        for rule in self._program.deciding:
            apply = self._apply[rule.kind]
            for node in nodes(rule.path):
                apply(rule, node)
        self._on_paper(self._program.checking, nodes)
        self._sweeping = False
        for cycle in self._program.cycles:
            for rule in cycle:
                self._later(rule, self._record.nodes(rule.path))
        self.settle()

    def settle(self) -> None:
        """Run what is due."""
        self._runs.clear()
        while self._queue:
            order = heapq.heappop(self._queue)
            nodes = self._pending.pop(order)
            runs = self._runs[order] = self._runs.get(order, 0) + 1
            rule = self._program.rules[order]
            # a running total goes from instance to instance, a cycle round and round
            if runs <= ROUNDS + len(self._record.nodes(rule.path)):
                self._run(rule, list(nodes))

    def touched(self) -> set[FormNode]:
        """The nodes of which anything changed since this was last asked."""
        touched, self._touched = self._touched, set()
        return touched

    def again(self, node: FormNode, kind: RuleKind) -> None:
        """Run a node's own rule of a kind at the next `settle`."""
        for rule in self._program.by_node[node.shape.path]:
            if rule.kind is kind:
                self._later(rule, [node])

    def _run(self, rule: Rule, nodes: Iterable[FormNode]) -> None:
        if rule.kind is RuleKind.CHECK:
            self._on_paper((rule,), lambda path: list(nodes))
            return
        apply = self._apply[rule.kind]
        for node in nodes:
            apply(rule, node)

    def _on_paper(
        self, checks: Iterable[Rule], nodes: Callable[[SchemaPath], Iterable[FormNode]]
    ) -> None:
        """Run checks on what was keyed, be it closed or not."""
        for node in self._shut:
            node.value = node.text
        for rule in checks:
            for node in nodes(rule.path):
                self._check(rule, node)
        for node in self._shut:
            node.value = ""

    def _changed(self, node: FormNode) -> None:
        self._touched.add(node)
        if self._sweeping:
            return
        for reader in self._program.readers[node.shape.path]:
            nodes = self._record.readers_nodes(node, reader.rule.path, reader.within)
            self._later(reader.rule, nodes)

    def _later(self, rule: Rule, nodes: Iterable[FormNode]) -> None:
        waiting = self._pending.get(rule.order)
        if waiting is None:
            waiting = self._pending[rule.order] = {}
            heapq.heappush(self._queue, rule.order)
        waiting.update(dict.fromkeys(nodes))

    def _value(self, rule: Rule, node: FormNode) -> Value | None:
        return self.evaluate(rule.run, node)

    def evaluate(self, run: Callable[[Node, Env], Value], node: Node) -> Value | None:
        """A closure's value at a node; None where it cannot be computed."""
        env = self._env
        env.current = node
        env.position = env.size = 1
        try:
            return run(node, env)
        except (XPathError, ArithmeticError, ValueError, RecursionError):
            return None

    def nodes_at(self, expression: str, node: FormNode) -> list[Node]:
        """The nodes that an expression names from a node."""
        made = self._program.compiled(expression, node.shape.path, "ref")
        found = None if made is None else self.evaluate(made[0].run, node)
        return found if isinstance(found, list) else []

    # --- one kind each ------------------------------------------------------------------------

    def _show(self, node: FormNode) -> None:
        node.value = node.text if node.relevant else ""
        if node.text and node.keyed and not node.relevant:
            self._shut.add(node)
        else:
            self._shut.discard(node)

    def _relevant(self, rule: Rule, node: FormNode) -> None:
        own = self._value(rule, node) is not False
        if own is not node.own:
            node.own = own
            self._spread(node)

    def _spread(self, node: FormNode) -> None:
        above = node.parent
        relevant = node.own and (above.relevant if isinstance(above, FormNode) else True)
        if relevant is node.relevant:
            return
        node.relevant = relevant
        self._touched.add(node)
        if node.shape.is_leaf:
            self._show(node)
            self._changed(node)
        for kid in node.kids:
            if isinstance(kid, FormNode):
                self._spread(kid)

    def _calculate(self, rule: Rule, node: FormNode) -> None:
        if node.keyed or not node.shape.is_leaf:
            return
        value = self._value(rule, node)
        text = "" if value is None or value != value else to_text(value)
        self.put(node, canonical(text, node.shape.bind.type, self._env.zone))

    def _required(self, rule: Rule, node: FormNode) -> None:
        required = self._value(rule, node) is True
        if required is not node.required:
            node.required = required
            self._touched.add(node)

    def _readonly(self, rule: Rule, node: FormNode) -> None:
        readonly = self._value(rule, node) is True
        if readonly is not node.readonly:
            node.readonly = readonly
            self._touched.update(leaves_of(node))

    def _constraint(self, rule: Rule, node: FormNode) -> None:
        valid = string_value(node) == "" or self._value(rule, node) is not False
        if valid is not node.valid:
            node.valid = valid
            self._touched.add(node)

    def _choices(self, rule: Rule, node: FormNode) -> None:
        node.offered = None
        self._touched.add(node)

    def _texts(self, rule: Rule, node: FormNode) -> None:
        self._touched.add(node)

    def _check(self, rule: Rule, node: FormNode) -> None:
        applies = rule.when is None or self.evaluate(rule.when, node) is True
        fires = applies and self._value(rule, node) is False
        entry = (rule.order, node)
        fired = entry in self.fired
        if not (fires or fired):
            return
        (self.fired.add if fires else self.fired.discard)(entry)
        assert rule.check is not None  # a finding shows values: it changes with them
        for key in rule.check.questions:
            self._touched.update(self._record.beside(node, key))

    # --- repeats ------------------------------------------------------------------------------

    def _count(self, rule: Rule, parent: FormNode) -> None:
        # the expression speaks from inside the repeat, of which there may be no instance
        wanted = self._value(rule, FormNode(rule.shape, parent))
        if isinstance(wanted, float) and wanted == wanted:  # a blank count leaves what there is
            self.set_count(parent, rule.shape, int(max(0, min(wanted, MAX_INSTANCES))))

    def set_count(self, parent: FormNode, shape: Shape, number: int) -> None:
        """Make the instances of a repeat that many, adding and removing at the end."""
        here = self._record.instances(parent, shape)
        for node in reversed(here[number:]):
            self.remove(node)
        for _ in range(number - len(here)):
            self.add(parent, shape)

    def add(self, parent: FormNode, shape: Shape) -> FormNode:
        """Add an instance at the end; answers stowed for it return."""
        node = self._record.grow(parent, shape)
        self.grown.append(node)
        self._spread_new(node)
        for leaf in leaves_of(node):
            stowed = self.stowed.pop(self._record.key(leaf), None)
            if stowed is not None:
                self.fill(leaf, stowed)
        self._reach(node, parent)
        return node

    def remove(self, node: FormNode) -> None:
        """Take an instance away; what was keyed in it is stowed."""
        for leaf in leaves_of(node):
            self._shut.discard(leaf)
            if leaf.keyed and leaf.answer is not None:
                self.stowed[self._record.key(leaf)] = leaf.answer
        gone = set(_all(node))
        self.fired = {entry for entry in self.fired if entry[1] not in gone}
        self._touched -= gone
        parent = node.parent
        self._record.shrink(node)
        assert isinstance(parent, FormNode)
        self._reach(node, parent)
        for waiting in self._pending.values():
            for dead in gone & waiting.keys():
                del waiting[dead]

    def _spread_new(self, node: FormNode) -> None:
        above = node.parent
        node.relevant = node.own and (above.relevant if isinstance(above, FormNode) else True)
        if node.shape.is_leaf:
            self._show(node)
        for kid in node.kids:
            if isinstance(kid, FormNode):
                self._spread_new(kid)

    def _reach(self, node: FormNode, parent: FormNode) -> None:
        """Everything in the repeat runs again (places shifted), and whatever reads it outside."""
        instances = self._record.instances(parent, node.shape)
        for instance in instances:
            self._touched.update(leaves_of(instance))
        if self._sweeping:
            return
        for shape_path in {each.shape.path for each in _all(node)} | {node.shape.path}:
            for rule in self._program.by_node[shape_path]:
                for instance in instances:
                    inside = self._record.readers_nodes(instance, shape_path, node.shape.path)
                    self._later(rule, inside)
            for reader in self._program.readers[shape_path]:
                if reader.within is None or len(reader.within) < len(node.shape.path):
                    nodes = self._record.readers_nodes(parent, reader.rule.path, reader.within)
                    self._later(reader.rule, nodes)


def _all(node: FormNode) -> Iterable[FormNode]:
    yield node
    for kid in node.kids:
        if isinstance(kid, FormNode):
            yield from _all(kid)
