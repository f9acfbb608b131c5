"""The state of one sheet: what is keyed, what follows from it, and what the rules find."""

from __future__ import annotations

from datetime import datetime

from core.forms.model import Choice, Form
from core.forms.xform import FIRST_LOAD, LOAD, NEW_REPEAT, VALUE_CHANGED, Action
from core.logic.context import Env
from core.logic.finding import Condition, Finding
from core.logic.instance import FormNode
from core.logic.options import Options
from core.logic.preloads import preloaded
from core.logic.program import Program, RuleKind, compile_form
from core.logic.recalculation import Recalculation
from core.logic.record import Record
from core.logic.results import Results
from core.logic.typed import canonical
from core.values import Answer, Answers, Special


class FormState:
    """One sheet under its form's logic, kept settled after every answer.

    Paper's rules: nothing keyed is ever cleared. What the form closes is flagged, and expressions
    other than checks see it as blank until it is open again.
    """

    def __init__(
        self,
        form: Form,
        *,
        now: datetime,
        answers: Answers | None = None,
        program: Program | None = None,
    ) -> None:
        """`now` is aware and in the project's zone; `answers` are those of a stored record."""
        self._program = program or compile_form(form)
        self._now = now
        self._open(answers or {})

    def replace(self, answers: Answers) -> None:
        """Take another record's answers in place of these: cheaper than a new state."""
        if not self._program.is_flat:
            self._open(answers)
            return
        self._engine.clear(self._presets)
        self._engine.stowed.clear()
        self._fill(answers)

    # --- keying -------------------------------------------------------------------------------

    def answer(self, key: str, answer: Answer | None) -> frozenset[str]:
        """Key one field (None: take the answer back).

        Returns the keys whose value, relevance, required, texts, choices or findings changed.
        Raises KeyError for a key that is not in `keys()`.
        """
        node = self._node(key)
        before = node.answer
        self._key(node, answer)
        self._engine.settle()
        if node.answer != before:
            for action in self._program.xform.actions:
                if VALUE_CHANGED in action.events and action.source == node.shape.path:
                    self._act(action, self._targets(action, node))
        return self._settled()

    def add_repeat(self, ref: str) -> frozenset[str]:
        """Add an instance at the end of a repeat: /data/house, or /data/house[2]/child."""
        parent, shape = self._record.place_of(ref)
        self._engine.add(parent, shape)
        return self._settled()

    def begin_lines(self) -> None:
        """Give every repeat its first line where nobody counts them: a template holds none of those inside."""
        for shape in self._program.shapes.values():
            if shape.repeat is None or shape.repeat.count or shape.repeat.is_fixed:
                continue
            assert shape.parent is not None
            for parent in self._record.nodes(shape.parent.path):
                if not self._record.instances(parent, shape):
                    self._engine.add(parent, shape)
        self._settled()

    def line_of(self, key: str) -> str | None:
        """The repeat that `add_repeat` takes for one more line beside a question's own; None outside
        repeats, and where the form itself says how many lines there are."""
        node: object = self._node(key)
        while isinstance(node, FormNode) and node.shape.repeat is None:
            node = node.parent
        repeat = node.shape.repeat if isinstance(node, FormNode) else None
        if repeat is None or repeat.count or repeat.is_fixed:
            return None
        assert isinstance(node, FormNode)
        return self._record.ref(node)

    def remove_repeat(self, ref: str, position: int) -> frozenset[str]:
        """Remove the instance at `position` (1 is the first) with its answers; later ones move up."""
        parent, shape = self._record.place_of(ref)
        node = self._record.instances(parent, shape)[position - 1]
        before = dict(self._engine.stowed)
        self._engine.remove(node)
        self._engine.stowed = before  # a person took it away, no rule did: nothing to keep
        return self._settled()

    # --- what stands there --------------------------------------------------------------------

    def keys(self) -> tuple[str, ...]:
        """All questions in printed order, one key per repeat instance ("house[2]/age")."""
        return tuple(key for node in self._record.leaves() if (key := self._record.key(node)))

    def value(self, key: str) -> Answer | None:
        """What was keyed or calculated, whether closed or not."""
        node = self._record.find(key)
        return self._engine.stowed.get(key) if node is None else node.answer

    def answers(self) -> Answers:
        """What was keyed, in printed order."""
        keyed = {
            self._record.key(node): node.answer
            for node in self._record.leaves()
            if node.keyed and node.answer is not None
        }
        return {key: answer for key, answer in keyed.items() if answer is not None} | dict(
            self._engine.stowed
        )

    def is_relevant(self, key: str) -> bool:
        """Whether the form says that this question applies."""
        node = self._record.find(key)
        return node is not None and node.relevant

    def is_required(self, key: str) -> bool:
        """Whether something must be keyed, be it a special value."""
        return self._node(key).required

    def is_readonly(self, key: str) -> bool:
        """Whether the question, or a group around it, is shown but not keyed."""
        node: object = self._node(key)
        while isinstance(node, FormNode):
            if node.readonly:
                return True
            node = node.parent
        return False

    def constraint_ok(self, key: str) -> bool:
        """Whether the value keeps the question's constraint; a blank or closed one always does."""
        return self._node(key).valid

    def choices(self, key: str) -> tuple[Choice, ...]:
        """The choices offered now, after the choice filter."""
        return self._options.choices(self._node(key))

    def label(self, key: str, language: str) -> str:
        """The question's text in a language, with the values that it mentions filled in."""
        return self._options.label(self._node(key), language)

    def hint(self, key: str, language: str) -> str:
        """The question's hint in a language, with the values that it mentions filled in."""
        return self._options.hint(self._node(key), language)

    # --- what the rules find ------------------------------------------------------------------

    def findings(self) -> tuple[Finding, ...]:
        """All that fire now, in printed order of their first question."""
        return self._results.findings()

    def findings_at(self, key: str) -> tuple[Finding, ...]:
        """Those that concern one question."""
        return tuple(finding for finding in self.findings() if key in finding.questions)

    def why_closed(self, key: str) -> tuple[Condition, ...]:
        """The conditions that close a question, outermost first; empty where it is open."""
        return self._results.why_closed(self._node(key))

    # --- inside -------------------------------------------------------------------------------

    def _open(self, answers: Answers) -> None:
        program = self._program
        self._record = Record(program)
        self._env = Env(
            self._now,
            root=self._record.document,
            instances=program.xform.instances,
            lookups=program.lookups,
        )
        self._env.slots = self._record.slots
        self._engine = Recalculation(program, self._record, self._env)
        self._options = Options(program, self._record, self._engine, self._env)
        self._env.record = self._options
        self._results = Results(program, self._record, self._engine, self._options)
        self._load(answers)

    def _node(self, key: str) -> FormNode:
        node = self._record.find(key)
        if node is None:
            raise KeyError(key)
        return node

    def _key(self, node: FormNode, answer: Answer | None) -> None:
        node.keyed = answer is not None
        special = answer if isinstance(answer, Special) else None
        self._engine.put(node, answer if isinstance(answer, str) else "", special)
        if not node.keyed:
            self._engine.again(node, RuleKind.CALCULATE)

    def _settled(self) -> frozenset[str]:
        self._settle()
        touched = self._engine.touched()
        self._results.refresh(touched)
        return frozenset(key for node in touched if (key := self._record.key(node)))

    def _settle(self) -> None:
        """Let rules and the actions of new repeat instances run until nothing more follows."""
        self._engine.settle()
        grown = self._engine.grown
        while grown:
            node = grown.pop(0)
            path = node.shape.path
            for action in self._program.xform.actions:
                if NEW_REPEAT in action.events and action.target[: len(path)] == path:
                    self._act(action, self._record.readers_nodes(node, action.target, path))

    def _load(self, answers: Answers) -> None:
        for node in self._record.leaves():
            node.text = node.text or preloaded(node.shape.bind, self._env.now)
            if node.text:
                node.value = node.text = canonical(node.text, node.shape.bind.type, self._env.zone)
        self._presets = [(node, node.text) for node in self._record.leaves()]
        for key in answers:
            self._record.make_room(key)
        first = [a for a in self._program.xform.actions if a.events & {FIRST_LOAD, LOAD}]
        if first:
            self._engine.everything()
        for action in first:
            targets = [node for node in self._record.nodes(action.target) if node.relevant]
            self._act(action, targets)
        self._fill(answers)

    def _fill(self, answers: Answers) -> None:
        for key, answer in answers.items():
            found = self._record.find(key)
            if found is None:
                self._engine.stowed[key] = answer
            else:
                self._engine.fill(found, answer)
        self._engine.everything()
        self._settle()
        self._engine.touched()
        self._results.refresh(self._record.leaves())

    def _targets(self, action: Action, source: FormNode) -> list[FormNode]:
        """The nodes that an action of the control at `source` sets."""
        if "[" not in action.ref:
            return self._record.targets(action.target, source)
        found = self._engine.nodes_at(action.ref, source)
        return [node for node in found if isinstance(node, FormNode)]

    def _act(self, action: Action, targets: list[FormNode]) -> None:
        for target in targets:
            if target.keyed or not target.shape.is_leaf:
                continue
            shown: object = action.text
            if action.value:
                run = self._program.text_at(action.value, action.target)
                shown = None if run is None else self._engine.evaluate(run, target)
            text = canonical(str(shown or ""), target.shape.bind.type, self._env.zone)
            self._engine.put(target, text)
        self._engine.settle()
