"""The findings of one record: what its rules flag now, with the values they compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.forms.model import Question, Severity, Texts
from core.logic.finding import (
    CLOSED,
    CLOSED_CHOICE,
    CONTRADICTION,
    MESSAGES,
    OUT_OF_RANGE,
    REQUIRED,
    Condition,
    Finding,
)
from core.logic.instance import FormNode
from core.logic.options import Options
from core.logic.program import Program, Rule, RuleKind
from core.logic.recalculation import Recalculation
from core.logic.record import Record
from core.values import Answer

_CLOSED, _CLOSED_CHOICE, _OUT_OF_RANGE, _REQUIRED = 1, 2, 4, 8
"""Bits of FormNode.flags: plain numbers, since every answer asks for them."""
_NAMES = {
    _CLOSED: CLOSED,
    _CLOSED_CHOICE: CLOSED_CHOICE,
    _OUT_OF_RANGE: OUT_OF_RANGE,
    _REQUIRED: REQUIRED,
}
_RULES = {
    _CLOSED: RuleKind.RELEVANT,
    _CLOSED_CHOICE: RuleKind.CHOICES,
    _OUT_OF_RANGE: RuleKind.CONSTRAINT,
    _REQUIRED: RuleKind.REQUIRED,
}


class Results:
    """Findings, kept beside the record and made into values when asked for."""

    def __init__(
        self, program: Program, record: Record, engine: Recalculation, options: Options
    ) -> None:
        self._program, self._record, self._engine = program, record, engine
        self._options = options
        self._flagged: set[FormNode] = set()
        self._made: tuple[Finding, ...] | None = None

    def refresh(self, touched: Iterable[FormNode]) -> None:
        """Look again at nodes that changed."""
        self._made = None
        flagged = self._flagged
        for node in touched:
            node.flags = self._flags(node) if node.shape.is_leaf else 0
            if node.flags:
                flagged.add(node)
            else:
                flagged.discard(node)

    def findings(self) -> tuple[Finding, ...]:
        """All that fire now, in printed order of their first question."""
        if self._made is None:
            self._made = tuple(self._all())
        return self._made

    def why_closed(self, node: FormNode) -> tuple[Condition, ...]:
        """The conditions that close a node, outermost first."""
        found = []
        above: object = node
        while isinstance(above, FormNode):
            if not above.own:
                found.append(self._condition(above))
            above = above.parent
        return tuple(reversed(found))

    # --- flags --------------------------------------------------------------------------------

    def _flags(self, node: FormNode) -> int:
        if not node.relevant:
            return _CLOSED if node.keyed and node.answer is not None else 0
        flags = 0
        if node.required and node.text == "" and node.special is None:
            flags |= _REQUIRED
        if not node.valid:
            flags |= _OUT_OF_RANGE
        if node.text and self._has_closed_choice(node):
            flags |= _CLOSED_CHOICE
        return flags

    def _has_closed_choice(self, node: FormNode) -> bool:
        control = node.shape.control
        if control is None or not (control.itemset or control.items):
            return False
        codes = self._options.codes(node)
        if node.text in codes:
            return False
        if control.kind == "select1":
            return True
        return not codes.issuperset(node.text.split())

    # --- findings -----------------------------------------------------------------------------

    def _all(self) -> Iterator[Finding]:
        fired = self._engine.fired
        stowed = self._engine.stowed
        if not (fired or stowed or self._flagged):
            return
        places = self._record.leaves()
        made: list[tuple[int, int, Finding]] = []
        for order, node in fired:
            nodes, finding = self._checked(self._program.rules[order], node)
            made.append((min((places[n] for n in nodes), default=0), 10 + order, finding))
        told = [set(f.questions) for _, _, f in made if f.severity is not Severity.WARN]
        for node in self._flagged & places.keys():
            for at, flag in enumerate(_NAMES):
                if node.flags & flag and not self._is_told(node, flag, told):
                    made.append((places[node], at, self._flagged_finding(node, flag)))
        made.sort(key=lambda entry: entry[:2])
        yield from (finding for _, _, finding in made)
        for key, answer in stowed.items():
            name = f"{CLOSED}:{key}"
            yield Finding(name, Severity.REVIEW, (key,), {key: answer}, MESSAGES[CLOSED])

    def _is_told(self, node: FormNode, flag: int, told: Iterable[set[str]]) -> bool:
        """Whether a check of the author's says the same: one fact is one query.

        It does where it compares the question with nothing but what opens, closes or requires it.
        """
        if flag not in (_CLOSED, _REQUIRED):
            return False
        key = self._record.key(node)
        about = [named for named in told if key in named and (flag is _REQUIRED or len(named) > 1)]
        return bool(about) and any(named <= {key, *self._deciding(node)} for named in about)

    def _deciding(self, node: FormNode) -> set[str]:
        """Keys of the questions that open, close or require a node."""
        found: set[str] = set()
        above: object = node
        while isinstance(above, FormNode):
            for rule in self._program.by_node[above.shape.path]:
                required = rule.kind is RuleKind.REQUIRED and above is node
                if rule.kind is RuleKind.RELEVANT or required:
                    found.update(self._read_by(rule, above))
            above = above.parent
        return found

    def _flagged_finding(self, node: FormNode, flag: int) -> Finding:
        key = self._record.key(node)
        question = self._program.questions.get(node.shape.path)
        return Finding(
            check=f"{_NAMES[flag]}:{key}",
            severity=Severity.REVIEW,
            questions=(key,),
            values={key: node.answer},
            messages=_messages(question, flag),
            limit=self._limit(node, flag),
        )

    def _limit(self, node: FormNode, flag: int) -> str:
        above: object = node
        while isinstance(above, FormNode):
            for rule in self._program.by_node[above.shape.path]:
                if rule.kind is _RULES[flag] and (flag is not _CLOSED or not above.own):
                    return self._program.limit(rule.expression, rule.shape.path)
            above = above.parent if flag is _CLOSED else None
        return ""

    def _checked(self, rule: Rule, node: FormNode) -> tuple[list[FormNode], Finding]:
        check = rule.check
        assert check is not None
        beside = [other for key in check.questions for other in self._record.beside(node, key)]
        nodes = beside or [node]
        keys = [self._record.key(other) for other in nodes]
        return nodes[:1], Finding(
            check=check.id,
            severity=check.severity,
            questions=tuple(keys),
            values={key: other.answer for key, other in zip(keys, nodes, strict=True)},
            messages=check.messages or MESSAGES[CONTRADICTION],
            limit=self._program.limit(check.test, rule.shape.path),
            version=check.version,
        )

    def _condition(self, node: FormNode) -> Condition:
        rules = self._program.by_node[node.shape.path]
        rule = next(rule for rule in rules if rule.kind is RuleKind.RELEVANT)
        expression = self._program.limit(rule.expression, rule.shape.path)
        return Condition(rule.shape.ref, expression, self._read_by(rule, node))

    def _read_by(self, rule: Rule, node: FormNode) -> dict[str, Answer | None]:
        values: dict[str, Answer | None] = {}
        for path, within in self._program.read_places(rule):
            for read in self._record.readers_nodes(node, path, within):
                key = self._record.key(read)
                if key:
                    values[key] = read.answer
        return values


def _messages(question: Question | None, flag: int) -> Texts:
    own = question.constraint_messages if question and flag is _OUT_OF_RANGE else {}
    return own or MESSAGES[_NAMES[flag]]
