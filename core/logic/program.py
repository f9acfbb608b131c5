"""A form's expressions, compiled once per form version: rules in order, and who reads what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from core.forms.language import tag_of
from core.forms.model import Check, Form, Question
from core.forms.xform import Shape, XForm, read_xform
from core.logic.code import Code, Run, SchemaPath, Scope, as_nodes, as_number, as_truth
from core.logic.compiler import compile_tree, faults
from core.logic.context import Env, Lookups
from core.logic.dependencies import ALL_KEYED, ANY_BELOW, ITSELF, Read, reads
from core.logic.errors import Problem, XPathError
from core.logic.graph import ordered
from core.logic.labels import mentioned
from core.logic.parser import parse
from core.logic.readable import readable
from core.logic.tree import Node
from core.logic.values import to_text

HEADER = "header"
"""Name of the group that holds survey date, channel ...: about the sheet, not of the questionnaire."""
CYCLE = "CYCLE"  # refs: the questions whose rules wait for one another


class RuleKind(IntEnum):
    """What a rule decides about its node."""

    COUNT = 0
    RELEVANT = 1
    CALCULATE = 2
    REQUIRED = 3
    READONLY = 4
    CONSTRAINT = 5
    CHOICES = 6
    CHECK = 7
    TEXTS = 8
    """Texts that mention answers: nothing is decided, but what is shown changes with them."""


@dataclass(eq=False, slots=True)
class Rule:
    """One compiled expression of one node of the form; `order` is its place in a full pass."""

    kind: RuleKind
    shape: Shape
    expression: str
    run: Run
    reads: frozenset[Read]
    when: Run | None = None
    check: Check | None = None
    order: int = 0

    @property
    def path(self) -> SchemaPath:
        """The schema path of the nodes that it is evaluated on: a count belongs to the parent."""
        return self.shape.path[:-1] if self.kind is RuleKind.COUNT else self.shape.path


@dataclass(frozen=True, slots=True)
class Reader:
    """A rule that reads a path, and the innermost repeat whose instance it reads it in."""

    rule: Rule
    within: SchemaPath | None


class Program:
    """A compiled form: immutable in use, shared by all its sheets."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.xform: XForm = read_xform(form.xml, form.attachments)
        self.lookups = Lookups()
        self.problems: list[Problem] = []
        """Expressions that cannot be compiled, and cycles; such a rule decides nothing."""
        self.static_items: dict[SchemaPath, list[Node]] = {}
        """Choice lists that no answer filters, once they were asked for."""
        self.static_codes: dict[SchemaPath, frozenset[str]] = {}
        self._limits: dict[tuple[str, SchemaPath], str] = {}
        self._runs: dict[tuple[str, SchemaPath], Run | None] = {}
        self.shapes = self.xform.shapes
        self.scope = self._scope()
        self._name_questions(form)
        self.languages = {tag_of(written): written for written in self.xform.itext}
        rules = [*self._bound_rules(), *self._check_rules(), *self._text_rules()]
        self._below = _below(self.shapes)
        self.rules, self.cycles = self._in_order(rules)
        self.checking = [r for r in self.rules if r.kind is RuleKind.CHECK]
        self.deciding = [
            r for r in self.rules
            if r.kind not in (RuleKind.CHECK, RuleKind.TEXTS)
            and (r.reads or r.kind is not RuleKind.CHOICES)
        ]  # fmt: skip
        """All other rules that an answer can change, in order."""
        self.is_flat = not (self.scope.repeats or self.xform.actions or self.cycles)
        """One node per question, and nothing depends on what was answered first."""
        self.by_node: dict[SchemaPath, list[Rule]] = {path: [] for path in self.shapes}
        for rule in self.rules:
            self.by_node[rule.path].append(rule)
        self.readers = self._readers()

    def _name_questions(self, form: Form) -> None:
        self.questions: dict[SchemaPath, Question] = {
            tuple(question.ref.strip("/").split("/")): question for question in form.questions
        }
        self.numbers = {path: q.number or q.name for path, q in self.questions.items()}
        """How the paper calls each question."""
        self.paths = {question.key: path for path, question in self.questions.items()}
        self.keyed = tuple(
            path for path in (self.paths[q.key] for q in form.keyed if not _is_header(q))
            if path in self.shapes
        )  # fmt: skip

    # --- compiling ----------------------------------------------------------------------------

    def _scope(self) -> Scope:
        leaves = frozenset(path for path, shape in self.shapes.items() if shape.is_leaf)
        alone = [path for path in leaves if not self.shapes[path].repeats]
        repeats = frozenset(path for path, shape in self.shapes.items() if shape.repeat)
        slots = {path: index for index, path in enumerate(sorted(alone))}
        return Scope(self.xform.namespaces, "", slots, leaves, repeats)

    def compiled(
        self, expression: str, path: SchemaPath, kind: str
    ) -> tuple[Code, frozenset[Read]] | None:
        """The closure of an expression at a node and what it reads; None, noted, if it is wrong."""
        found: list[XPathError] = []
        made = None
        try:
            tree = parse(expression)
            found = faults(tree)
            made = compile_tree(tree, self.scope.at(path)), reads(tree, path)
        except XPathError as error:
            found.append(error)
        ref = "/" + "/".join(path)
        self.problems.extend(
            Problem(error.code, error.position, error.params, expression, ref, kind)
            for error in found
        )
        return made

    def text_at(self, expression: str, path: SchemaPath) -> Run | None:
        """The closure of an expression of a label, compiled when first shown; None if it is wrong."""
        known = (expression, path)
        if known not in self._runs:
            made = self.compiled(expression, path, "output")
            self._runs[known] = None if made is None else as_printed(made[0])
        return self._runs[known]

    def limit(self, expression: str, path: SchemaPath) -> str:
        """The expression of a rule at a path as a person reads it."""
        known = self._limits.get((expression, path))
        if known is None:
            known = readable(expression, path, self.numbers)
            self._limits[expression, path] = known
        return known

    def read_places(self, rule: Rule) -> list[tuple[SchemaPath, SchemaPath | None]]:
        """(path, innermost repeat shared) of what a rule reads, in document order."""
        found = {
            path: _innermost(rule.shape.repeats, read.shared)
            for read in rule.reads
            for path in self._expanded(read)
        }
        return [(path, found[path]) for path in self.shapes if path in found]

    def _bound_rules(self) -> Iterable[Rule]:
        for shape in self.shapes.values():
            bind = shape.bind
            yield from self._rule(RuleKind.RELEVANT, shape, bind.relevant)
            yield from self._rule(RuleKind.CALCULATE, shape, bind.calculate)
            yield from self._rule(RuleKind.REQUIRED, shape, bind.required)
            yield from self._rule(RuleKind.READONLY, shape, bind.readonly)
            yield from self._rule(RuleKind.CONSTRAINT, shape, bind.constraint)
            if shape.repeat is not None:
                yield from self._rule(RuleKind.COUNT, shape, shape.repeat.count)
            if shape.control is not None and shape.control.itemset is not None:
                yield from self._rule(RuleKind.CHOICES, shape, shape.control.itemset.nodeset)

    def _rule(self, kind: RuleKind, shape: Shape, expression: str) -> Iterable[Rule]:
        if not expression:
            return
        path = shape.path
        made = self.compiled(expression, path, kind.name.lower())
        if made is None:
            return
        code, found = made
        if kind is RuleKind.CONSTRAINT:
            found |= {Read(path, len(path))}
        if kind is RuleKind.CHOICES:
            found |= self._item_reads(shape, found)
        run = self._run(kind, code, shape, expression)
        if run is not None:
            yield Rule(kind, shape, expression, run, found)

    def _run(self, kind: RuleKind, code: Code, shape: Shape, expression: str) -> Run | None:
        if kind is RuleKind.CALCULATE:
            return code.run
        if kind is RuleKind.COUNT:
            return as_number(code)
        if kind is not RuleKind.CHOICES:
            return as_truth(code)
        try:
            return as_nodes(code, "itemset")
        except XPathError as error:
            self.problems.append(
                Problem(error.code, 0, error.params, expression, shape.ref, "choices")
            )
            return None

    def _item_reads(self, shape: Shape, found: frozenset[Read]) -> frozenset[Read]:
        """Where choices are instances of a repeat, their codes and labels are answers too."""
        assert shape.control is not None
        assert shape.control.itemset is not None
        parts = (shape.control.itemset.value, shape.control.itemset.label)
        return frozenset(
            Read((*read.path, *part.split("/")), read.shared)
            for read in found
            for part in parts
            if (*read.path, *part.split("/")) in self.shapes
        )

    def _text_rules(self) -> Iterable[Rule]:
        for shape in self.shapes.values():
            if shape.control is None:
                continue
            found: frozenset[Read] = frozenset()
            for expression in sorted(mentioned(shape.control, self.xform)):
                made = self.compiled(expression, shape.path, "output")
                self._runs[expression, shape.path] = None if made is None else as_printed(made[0])
                found |= frozenset() if made is None else made[1]
            if found:
                yield Rule(RuleKind.TEXTS, shape, "", _nothing, found)

    def _check_rules(self) -> Iterable[Rule]:
        for check in self.form.checks:
            host = check.context or self._ref(check.questions)
            path = tuple(host.strip("/").split("/"))
            shape = self.shapes.get(path)
            test = self.compiled(check.test, path, f"check {check.id}") if shape else None
            when = self.compiled(check.when or "true()", path, f"when {check.id}")
            if shape is None or test is None or when is None:
                continue
            found = test[1] | when[1] | self._compared(check, path)
            condition = as_truth(when[0]) if check.when else None
            yield Rule(
                RuleKind.CHECK, shape, check.test, as_truth(test[0]), found, condition, check
            )

    def _compared(self, check: Check, host: SchemaPath) -> frozenset[Read]:
        """The questions whose values the finding shows, in the same repeat instances."""
        places = [self.paths[key] for key in check.questions if key in self.paths]
        return frozenset(
            Read(path, next((i for i, (a, b) in enumerate(zip(path, host, strict=False)) if a != b),
                            min(len(path), len(host))))
            for path in places
        )  # fmt: skip

    def _ref(self, questions: tuple[str, ...]) -> str:
        question = self.form.by_key.get(questions[0]) if questions else None
        return question.ref if question is not None else ""

    # --- order --------------------------------------------------------------------------------

    def _expanded(self, read: Read) -> Iterable[SchemaPath]:
        if read.path == ALL_KEYED:
            return self.keyed
        if read.path[-1:] == (ITSELF,):
            return [path for path in (read.path[:-1],) if path in self.shapes]
        base = read.path[:-1] if read.path[-1:] == (ANY_BELOW,) else read.path
        return self._below.get(base, ()) if base else self.shapes

    def _in_order(self, rules: list[Rule]) -> tuple[list[Rule], list[tuple[Rule, ...]]]:
        reading: dict[SchemaPath, set[int]] = {path: set() for path in self.shapes}
        for index, rule in enumerate(rules):
            for read in rule.reads:
                for path in self._expanded(read):
                    reading[path].add(index)
        successors = [sorted(self._followers(index, rules, reading)) for index in range(len(rules))]
        order, cycles = ordered(successors)
        for place, index in enumerate(order):
            rules[index].order = place
        found = [tuple(rules[index] for index in cycle) for cycle in cycles]
        for cycle in found:
            refs = tuple(dict.fromkeys(rule.shape.ref for rule in cycle))
            first = cycle[0]
            self.problems.append(
                Problem(
                    CYCLE, 0, {"refs": refs}, first.expression, first.shape.ref,
                    first.kind.name.lower(),
                )
            )  # fmt: skip
        return [rules[index] for index in order], found

    def _followers(
        self, index: int, rules: list[Rule], reading: Mapping[SchemaPath, set[int]]
    ) -> set[int]:
        rule = rules[index]
        if rule.kind is RuleKind.CALCULATE:
            written: Iterable[SchemaPath] = (rule.path,)
        elif rule.kind in (RuleKind.RELEVANT, RuleKind.COUNT):
            written = self._below[rule.shape.path]
        else:
            return set()
        found = {follower for path in written for follower in reading[path]}
        if rule.kind is RuleKind.COUNT:  # new instances come before what is said about them
            inside = set(self._below[rule.shape.path])
            found |= {i for i, other in enumerate(rules) if other.path in inside and i != index}
        if index in found and not self._reads_itself(rule, written):
            found.discard(index)
        return found

    def _reads_itself(self, rule: Rule, written: Iterable[SchemaPath]) -> bool:
        """Whether what is written is read, and not in another instance of the repeat."""
        repeats = rule.shape.repeats
        innermost = len(repeats[-1]) if repeats else 0
        own = set(written)
        return any(
            read.shared >= innermost and not own.isdisjoint(self._expanded(read))
            for read in rule.reads
        )

    def _readers(self) -> dict[SchemaPath, list[Reader]]:
        found: dict[SchemaPath, list[Reader]] = {path: [] for path in self.shapes}
        for rule in self.rules:
            places: dict[SchemaPath, SchemaPath | None] = {}
            for read in rule.reads:
                within = _innermost(rule.shape.repeats, min(read.shared, len(rule.path)))
                for path in self._expanded(read):
                    known = places.get(path, within)
                    places[path] = min(known or (), within or (), key=len) or None
            for path, repeat in places.items():
                found[path].append(Reader(rule, repeat))
        return found


def compile_form(form: Form) -> Program:
    """Compile a form's logic. Raises XmlError or XFormError; wrong expressions are in `problems`."""
    return Program(form)


def _nothing(node: Node, env: Env) -> str:
    return ""


def _is_header(question: Question) -> bool:
    return question.section.rpartition("/")[2] == HEADER


def as_printed(code: Code) -> Run:
    """A closure that gives the value as a text, NaN as ''."""
    run = code.run

    def printed(node: Node, env: Env) -> str:
        value = run(node, env)
        return "" if value != value else to_text(value)

    return printed


def _below(shapes: Mapping[SchemaPath, Shape]) -> dict[SchemaPath, list[SchemaPath]]:
    found: dict[SchemaPath, list[SchemaPath]] = {path: [] for path in shapes}
    for path in shapes:
        for length in range(1, len(path) + 1):
            found[path[:length]].append(path)
    return found


def _innermost(repeats: tuple[SchemaPath, ...], shared: int) -> SchemaPath | None:
    inside = [repeat for repeat in repeats if len(repeat) <= shared]
    return inside[-1] if inside else None
