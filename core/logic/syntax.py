"""The tree of an expression, as the parser makes it and the compiler reads it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A literal number."""

    value: float


@dataclass(frozen=True, slots=True)
class Text:
    """A literal text."""

    value: str


@dataclass(frozen=True, slots=True)
class Variable:
    """$name."""

    name: str
    position: int


@dataclass(frozen=True, slots=True)
class QuestionName:
    """${name}, as an author writes it before the workbook is converted."""

    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Negation:
    """-operand."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands of or, and, =, !=, <, <=, >, >=, +, -, ×, div, mod, |."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """name(arguments); the name as written, with its prefix."""

    name: str
    arguments: tuple[Expression, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Step:
    """axis::test[predicates]. `test` is "name", "node", "text", "comment" or "instruction"."""

    axis: str
    test: str
    prefix: str = ""
    name: str = ""
    predicates: tuple[Expression, ...] = ()
    position: int = 0

    @property
    def is_plain_child(self) -> bool:
        """A child by its unprefixed name, without predicates."""
        named = self.axis == "child" and self.test == "name"
        return named and self.name != "*" and not self.prefix and not self.predicates


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root ("/"), from the context node (None) or from an expression's nodes."""

    start: Expression | str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """(expression)[predicates]."""

    operand: Expression
    predicates: tuple[Expression, ...]


Expression = Number | Text | Variable | QuestionName | Negation | Binary | Call | Path | Filter
