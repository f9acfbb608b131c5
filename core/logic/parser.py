"""Tokens -> syntax tree, by recursive descent over the grammar of XPath 1.0."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from core.logic import errors, lexer
from core.logic.errors import XPathError
from core.logic.syntax import (
    Binary,
    Call,
    Expression,
    Filter,
    Negation,
    Number,
    Path,
    QuestionName,
    Step,
    Text,
    Variable,
)
from core.logic.tree import AXES

MAX_DEPTH = 60
"""Nesting of brackets and signs that is accepted: deeper text is a mistake or an attack."""
MAX_CHAIN = 400
"""Operands of one chain (a + b + c ...) that are accepted."""
_NODE_TESTS = {
    "node": "node",
    "text": "text",
    "comment": "comment",
    "processing-instruction": "instruction",
}
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", ">", "<=", ">="),
    ("+", "-"),
    ("×", "div", "mod"),
)
_ANY_DESCENDANT = Step("descendant-or-self", "node")


@lru_cache(maxsize=8192)
def parse(expression: str) -> Expression:
    """The tree of an expression. Raises XPathError with the character at fault."""
    return _Parser(expression).whole()


class _Parser:
    def __init__(self, expression: str) -> None:
        self._tokens = lexer.tokens(expression)
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression:
        tree = self._level(0)
        if self._here.kind != "end":
            raise self._unexpected("")
        return tree

    # --- tokens -------------------------------------------------------------------------------

    @property
    def _here(self) -> lexer.Token:
        return self._tokens[self._at]

    def _is(self, *operators: str) -> bool:
        return self._here.kind == "operator" and self._here.text in operators

    def _next_is(self, operator: str) -> bool:
        following = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        return following.kind == "operator" and following.text == operator

    def _taken(self) -> lexer.Token:
        token = self._here
        self._at += 1
        return token

    def _take(self, operator: str) -> None:
        if not self._is(operator):
            raise self._unexpected(operator)
        self._at += 1

    def _unexpected(self, expected: str) -> XPathError:
        return XPathError(
            errors.UNEXPECTED, self._here.position, found=self._here.text, expected=expected
        )

    def _nested(self, rule: Callable[[], Expression]) -> Expression:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise XPathError(errors.TOO_DEEP, self._here.position)
        tree = rule()
        self._depth -= 1
        return tree

    # --- operators ----------------------------------------------------------------------------

    def _expression(self) -> Expression:
        return self._nested(lambda: self._level(0))

    def _level(self, level: int) -> Expression:
        if level == len(_LEVELS):
            return self._signed()
        left = self._level(level + 1)
        chained = 0
        while self._is(*_LEVELS[level]):
            operator = self._taken().text
            chained = self._counted(chained)
            left = Binary(operator, left, self._level(level + 1))
        return left

    def _counted(self, chained: int) -> int:
        if chained >= MAX_CHAIN:
            raise XPathError(errors.TOO_DEEP, self._here.position)
        return chained + 1

    def _signed(self) -> Expression:
        if self._is("-"):
            self._at += 1
            return Negation(self._nested(self._signed))
        left = self._path()
        chained = 0
        while self._is("|"):
            self._at += 1
            chained = self._counted(chained)
            left = Binary("|", left, self._path())
        return left

    # --- paths --------------------------------------------------------------------------------

    def _path(self) -> Expression:
        if self._is("/", "//"):
            return self._absolute()
        if not self._starts_primary():
            return Path(None, self._steps())
        tree = self._primary()
        predicates = self._predicates()
        if predicates:
            tree = Filter(tree, predicates)
        if self._is("/", "//"):
            lead = (_ANY_DESCENDANT,) if self._taken().text == "//" else ()
            return Path(tree, lead + self._steps())
        return tree

    def _absolute(self) -> Path:
        if self._taken().text == "//":
            return Path("/", (_ANY_DESCENDANT, *self._steps()))
        starts_step = self._here.kind == "name" or self._is(".", "..", "@")
        return Path("/", self._steps() if starts_step else ())

    def _starts_primary(self) -> bool:
        token = self._here
        if token.kind in ("number", "text", "question") or self._is("(", "$"):
            return True
        return token.kind == "name" and self._next_is("(") and token.text not in _NODE_TESTS

    def _steps(self) -> tuple[Step, ...]:
        steps = [self._step()]
        while self._is("/", "//"):
            if self._taken().text == "//":
                steps.append(_ANY_DESCENDANT)
            steps.append(self._step())
        return tuple(steps)

    def _step(self) -> Step:
        position = self._here.position
        if self._is(".", ".."):
            axis = "self" if self._taken().text == "." else "parent"
            return Step(axis, "node", predicates=self._predicates(), position=position)
        axis = self._axis()
        if self._here.kind != "name":
            raise self._unexpected("name")
        name = self._taken().text
        if name in _NODE_TESTS and self._is("("):
            return self._node_test(axis, name, position)
        prefix, _, local = name.rpartition(":")
        return Step(axis, "name", prefix, local, self._predicates(), position)

    def _axis(self) -> str:
        if self._is("@"):
            self._at += 1
            return "attribute"
        if self._here.kind == "name" and self._next_is("::"):
            token = self._taken()
            self._at += 1
            if token.text not in AXES:
                raise XPathError(errors.UNKNOWN_AXIS, token.position, axis=token.text)
            return token.text
        return "child"

    def _node_test(self, axis: str, name: str, position: int) -> Step:
        self._take("(")
        target = ""
        if self._here.kind == "text" and name == "processing-instruction":
            target = self._taken().text[1:-1]
        self._take(")")
        return Step(axis, _NODE_TESTS[name], "", target, self._predicates(), position)

    def _predicates(self) -> tuple[Expression, ...]:
        found = []
        while self._is("["):
            self._at += 1
            found.append(self._expression())
            self._take("]")
        return tuple(found)

    # --- primaries ----------------------------------------------------------------------------

    def _primary(self) -> Expression:
        token = self._taken()
        match token.kind:
            case "number":
                return Number(float(token.text))
            case "text":
                return Text(token.text[1:-1])
            case "question":
                return QuestionName(token.text[2:-1].strip(), token.position)
        if token.text == "(":
            tree = self._expression()
            self._take(")")
            return tree
        if token.text == "$":
            if self._here.kind != "name":
                raise self._unexpected("name")
            return Variable(self._taken().text, token.position)
        return self._call(token)

    def _call(self, token: lexer.Token) -> Call:
        self._take("(")
        arguments = []
        if not self._is(")"):
            arguments.append(self._expression())
            while self._is(","):
                self._at += 1
                arguments.append(self._expression())
        self._take(")")
        return Call(token.text, tuple(arguments), token.position)
