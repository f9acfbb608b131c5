"""What a record shows of a form: choices, labels with values filled in, and the missing share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from core.forms.language import tag_of
from core.forms.model import Choice, Question
from core.forms.xform import Control
from core.logic.context import Env
from core.logic.instance import FormNode
from core.logic.labels import itext_id, output
from core.logic.program import Program, RuleKind
from core.logic.recalculation import Recalculation
from core.logic.record import Record
from core.logic.tree import Node, NodeKind, string_value
from core.logic.values import NAN
from core.values import Special

_ITEXT = re.compile(r"\s*jr:itext\((.*)\)\s*", re.DOTALL)


class Options:
    """Answers what expressions ask about the record (`context.Record`) and what pages show."""

    def __init__(self, program: Program, record: Record, engine: Recalculation, env: Env) -> None:
        self._program, self._record, self._engine, self._env = program, record, engine, env
        self._language = program.xform.default_language
        """As written in the form. A calculation quotes labels in the default language, so that what is
        stored is the same on every screen; a label quotes them in its own."""

    # --- for expressions ----------------------------------------------------------------------

    def missing_share(self) -> float:
        """Missing ÷ applicable keyed questions (requirements MIS-01); NaN where none applies.

        Closed questions and those marked "not applicable" do not apply; fields about the sheet
        (group "header") are no questions.
        """
        applicable = missing = 0
        for path in self._program.keyed:
            for node in self._record.nodes(path):
                if not node.relevant or node.special is Special.NOT_APPLICABLE:
                    continue
                applicable += 1
                missing += node.special is not None or node.text == ""
        return missing / applicable if applicable else NAN

    def choice_label(self, value: str, ref: str, node: Node) -> str:
        """The label of a choice of the question at `ref`, in the language in use."""
        target = self._nearest(ref, node)
        if target is None:
            return ""
        with self._env.elsewhere():
            return dict(self.listed(target, self._language)).get(value, "")

    def translated(self, text_id: str, node: Node) -> str:
        """An itext in the language in use."""
        with self._env.elsewhere():
            return self._itext(text_id, node, self._language)

    # --- for pages ----------------------------------------------------------------------------

    def choices(self, node: FormNode) -> tuple[Choice, ...]:
        """The choices offered at a node now."""
        control = node.shape.control
        if control is None:
            return ()
        question = self._program.questions.get(node.shape.path)
        known = _by_code(question)
        if control.itemset is None:
            return tuple(
                _unfilled(known, code)
                or Choice(code, self._labels_of(label, node), _extra(known, code))
                for code, label in control.items
            )
        with self._env.elsewhere():
            self._env.current = node
            return tuple(
                _unfilled(known, code)
                or Choice(code, self._item_labels(control, item), _extra(known, code))
                for item in self.offered(node)
                for code in (self._part(control.itemset.value, item),)
            )

    def offered(self, node: FormNode) -> list[Node]:
        """The items of a list that are offered at a node now."""
        if node.offered is None:
            static = self._program.static_items.get(node.shape.path)
            node.offered = static if static is not None else self._items(node)
        return node.offered

    def codes(self, node: FormNode) -> frozenset[str]:
        """The codes offered at a node now; for lists that no answer filters, made once."""
        static = self._program.static_codes.get(node.shape.path)
        if static is not None:
            return static
        control = node.shape.control
        assert control is not None
        if control.itemset is None:
            found = frozenset(code for code, _ in control.items)
            self._program.static_codes[node.shape.path] = found
            return found
        value = control.itemset.value
        return frozenset(self._part(value, item) for item in self.offered(node))

    def listed(self, node: FormNode, language: str) -> list[tuple[str, str]]:
        """(code, label in a language as written) of the choices offered now."""
        control = node.shape.control
        if control is None:
            return []
        if control.itemset is None:
            return [(code, self._text_of(label, node, language)) for code, label in control.items]
        itemset = control.itemset
        return [
            (self._part(itemset.value, item), self._item_label(itemset.label, item, language))
            for item in self.offered(node)
        ]

    def label(self, node: FormNode, language: str) -> str:
        """The question's label in a language (tag, or name as the form writes it)."""
        control = node.shape.control
        return self._said(control.label, node, language) if control is not None else ""

    def hint(self, node: FormNode, language: str) -> str:
        """The question's hint in a language, as `label`."""
        control = node.shape.control
        return self._said(control.hint, node, language) if control is not None else ""

    # --- inside -------------------------------------------------------------------------------

    def _items(self, node: FormNode) -> list[Node]:
        for rule in self._program.by_node[node.shape.path]:
            if rule.kind is RuleKind.CHOICES:
                items = self._engine.evaluate(rule.run, node)
                found = items if isinstance(items, list) else []
                if not rule.reads and "random" not in rule.expression:  # the same for all sheets
                    self._program.static_items[node.shape.path] = found
                    control = node.shape.control
                    assert control is not None
                    assert control.itemset is not None
                    self._program.static_codes[node.shape.path] = frozenset(
                        self._part(control.itemset.value, item) for item in found
                    )
                return found
        return []

    def _part(self, ref: str, item: Node) -> str:
        """The text at a path inside an item."""
        found = item.named(ref)
        if found:
            return string_value(found[0])
        path = item.shape.path if isinstance(item, FormNode) else ("item",)
        run = self._program.text_at(ref, path) if ref else None
        shown = None if run is None else self._engine.evaluate(run, item)
        return "" if shown is None else str(shown)

    def _item_label(self, ref: str, item: Node, language: str) -> str:
        match = _ITEXT.fullmatch(ref)
        if match is None:
            return self._part(ref, item)
        return self._itext(self._part(match[1].strip(), item), item, language)

    def _item_labels(self, control: Control, item: Node) -> dict[str, str]:
        assert control.itemset is not None
        languages = self._program.xform.itext or {"": {}}
        found = {
            tag_of(written): self._item_label(control.itemset.label, item, written)
            for written in languages
        }
        return {tag: label for tag, label in found.items() if label}

    def _labels_of(self, label: Node | None, node: FormNode) -> dict[str, str]:
        languages = self._program.xform.itext or {"": {}}
        return {tag_of(written): self._text_of(label, node, written) for written in languages}

    def _said(self, element: Node | None, node: FormNode, language: str) -> str:
        written = self._program.languages.get(language, language)
        if written not in self._program.xform.itext:
            written = self._program.xform.default_language
        return self._text_of(element, node, written)

    @contextmanager
    def _speaking(self, language: str) -> Iterator[None]:
        """Whatever is quoted in between is quoted in this language."""
        before, self._language = self._language, language
        try:
            yield
        finally:
            self._language = before

    def _text_of(self, element: Node | None, node: Node, language: str) -> str:
        """The text of a label: what its jr:itext() names, what its ref says, or its content."""
        if element is None:
            return ""
        text_id = itext_id(element)
        if text_id:
            return self._itext(text_id, node, language)
        ref = element.attribute("ref")
        with self._speaking(language):
            return self._printed(ref, node) if ref else self._mixed(element, node)

    def _itext(self, text_id: str, node: Node, language: str) -> str:
        element = self._program.xform.itext.get(language, {}).get(text_id)
        with self._speaking(language):
            return self._mixed(element, node) if element is not None else ""

    def _mixed(self, element: Node, node: Node) -> str:
        parts = []
        for kid in element.kids:
            if kid.kind is NodeKind.TEXT:
                parts.append(kid.value or "")
            elif kid.name == "output":
                parts.append(self._printed(output(kid), node))
        return "".join(parts).strip()

    def _printed(self, expression: str, node: Node) -> str:
        here = self._form_node(node) or self._record.root
        run = self._program.text_at(expression, here.shape.path)
        shown = None if run is None else self._engine.evaluate(run, here)
        return "" if shown is None else str(shown)

    def _form_node(self, node: Node) -> FormNode | None:
        """The node, or for an item of a list the question that it is looked at from."""
        if isinstance(node, FormNode):
            return node
        current = self._env.current
        return current if isinstance(current, FormNode) else None

    def _nearest(self, ref: str, node: Node) -> FormNode | None:
        here = self._form_node(node)
        if here is None:
            return None
        path = here.shape.path if not ref.strip().startswith("/") else ()
        for name in ref.strip().strip("/").split("/"):
            path = path[:-1] if name == ".." else (*path, name)
        found = self._record.targets(path, here)
        return found[0] if found else None


def _unfilled(known: Mapping[str, Choice], code: str) -> Choice | None:
    """The form's own choice, where its texts mention no answers."""
    choice = known.get(code)
    return choice if choice and not any("${" in text for text in choice.labels.values()) else None


def _extra(known: Mapping[str, Choice], code: str) -> Mapping[str, str]:
    return known[code].extra if code in known else {}


def _by_code(question: Question | None) -> dict[str, Choice]:
    return {choice.name: choice for choice in question.choices} if question is not None else {}
