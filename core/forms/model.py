"""A form as the rest of the program sees it: immutable, free of files, XML and logic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from core.values import FormId

Texts = Mapping[str, str]
"""Language tag ("zh", "en"; "" where a workbook names none) -> text."""


class Kind(StrEnum):
    """Question types, by what a person does with them."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    TEXT = "text"
    DATE = "date"
    TIME = "time"
    DATETIME = "dateTime"
    NOTE = "note"
    CALCULATE = "calculate"
    HIDDEN = "hidden"
    ACKNOWLEDGE = "acknowledge"
    BARCODE = "barcode"
    FILE = "file"
    GEO = "geo"

    @property
    def is_keyed(self) -> bool:
        """Whether a clerk types something for it."""
        return self not in (Kind.NOTE, Kind.CALCULATE, Kind.HIDDEN)


@dataclass(frozen=True)
class Choice:
    """One option: the code that is typed and its texts; `extra` holds further columns (score, na)."""

    name: str
    labels: Texts
    extra: Mapping[str, str] = field(default_factory=dict)


class Severity(StrEnum):
    """What a fired check asks for (design §4)."""

    BLOCK = "block"
    REVIEW = "review"
    WARN = "warn"
    VOID = "void"


@dataclass(frozen=True)
class Check:
    """A soft check of the `checks` sheet or of tk:warning: `test` must be true where `when` holds."""

    id: str
    severity: Severity
    test: str
    when: str
    messages: Texts
    questions: tuple[str, ...]
    """Keys of the questions it compares, first one is where it is shown."""
    context: str = ""
    """Path of the repeat or question that relative references start from; "" is the record."""
    version: str = ""
    """Short hash of test, when and severity."""


@dataclass(frozen=True)
class Question:
    """One node that holds or shows a value, in printed order."""

    key: str
    """Known by in answers: its name, prefixed by its group path ("group/name") only where the name is not unique."""
    ref: str
    """Absolute path in the XForm instance: /data/group/name, without instance positions."""
    name: str
    kind: Kind
    labels: Texts
    hints: Texts = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    """All choices of its list in order; empty for external lists (see choice_filter)."""
    number: str = ""
    """As printed on the paper: Q08, M3.1."""
    page: int = 1
    box: tuple[float, float, float, float] | None = None
    """x, y, width, height of its place on the page, per mille of the page's sides."""
    section: str = ""
    """Ref of the outermost group (not counting the root) that it stands in; "" at top level."""
    repeat: str = ""
    """Ref of the innermost repeat around it, or ""."""
    appearance: str = ""
    relevant: str = ""
    required: str = ""
    readonly: str = ""
    constraint: str = ""
    constraint_messages: Texts = field(default_factory=dict)
    calculation: str = ""
    default: str = ""
    choice_filter: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    key_field: bool = False
    """Checked at level 3 (requirements: K)."""
    identity: bool = False
    """tk:key = identity: must agree before adjudication starts."""
    personal: bool = False
    compare: tuple[str, ...] = ("exact",)
    """tk:compare tokens (research/xlsform.md §4): exact, ignore, trim, case, num=0.5, edit=1, set ..."""
    entry: str = "double"
    """double, single or verify."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Printed code (98) -> name of the special value it stands for."""
    dimension: str = ""
    metric: str = ""
    """csat, nps, ces, item or ''."""
    weight: float | None = None
    maximum: float | None = None
    critical: str = ""
    """Red line: 'yes' or an expression (visit forms)."""
    na_allowed: bool = False
    bands: tuple[tuple[float | None, float], ...] = ()
    """tk:points of a number: (upper limit included, points 0-100) in order; None means above all."""

    @property
    def is_sealed(self) -> bool:
        """Personal data, open text and recordings are kept under the sheet's own key (design §3)."""
        return self.personal or self.kind in (Kind.TEXT, Kind.FILE)


@dataclass(frozen=True)
class Section:
    """One group at the top of the form: what the entry page shows at a time.

    Questions outside any group form sections of their own, in printed order, with ref and name "".
    """

    ref: str
    name: str
    labels: Texts
    questions: tuple[str, ...]
    """Keys in printed order, nested groups and repeats included."""
    weight: float | None = None


@dataclass(frozen=True)
class Dimension:
    """A line of the `scoring` sheet: a node of the indicator tree with its weight."""

    id: str
    labels: Texts
    parent: str = ""
    weight: float | None = None
    rule: str = "mean"


@dataclass(frozen=True)
class Form:
    """One immutable version of a questionnaire or checklist.

    Scores 0-100 of a visit follow from the form alone (requirements MYS-02, MYS-03, MYS-07):
    an item's points are its choice's extra["score"]; of a number, the points of the first band
    whose limit is not below it, or value / maximum * 100 where it has no bands. An item answered
    "not applicable" (the special value, or a choice with extra["na"]) leaves the denominator. A
    section scores the mean of its items weighted by Question.weight (1 where None); the visit, the
    mean of its sections weighted by Section.weight, sections without a scored item left out. A red
    line fails where `critical` is "yes" and the points are 0, or where its expression is true; the
    total is then capped at 60. Only questions with choices that score, or with bands or a maximum,
    in a section with a weight are items.
    """

    id: FormId
    form_id: str
    """The workbook's form_id (BSQ-1), shared by its versions."""
    version: str
    code: str
    """Short version code printed on every page: the first 6 characters of `id`, upper case."""
    titles: Texts
    languages: tuple[str, ...]
    default_language: str
    questions: tuple[Question, ...]
    sections: tuple[Section, ...]
    dimensions: tuple[Dimension, ...]
    checks: tuple[Check, ...]
    xml: str
    """The XForm that pyxform made, with checks injected: what core.logic compiles."""
    is_visit: bool = False
    """A mystery-shopper checklist: keyed once, scored 0-100."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Rows of the double_entry and settings sheets that the program does not name otherwise."""
    attachments: Mapping[str, bytes] = field(default_factory=dict)
    """CSV/XML/GeoJSON files that choice lists or pulldata refer to, by file name."""
    repeats: Mapping[str, Texts] = field(default_factory=dict)
    """Ref of each repeated group -> its labels; empty in forms published before this was kept."""

    @cached_property
    def by_key(self) -> dict[str, Question]:
        """Questions by key, in printed order."""
        return {question.key: question for question in self.questions}

    @property
    def keyed(self) -> tuple[Question, ...]:
        """The questions that a clerk types."""
        return tuple(q for q in self.questions if q.kind.is_keyed and q.readonly != "true()")

    @property
    def key_fields(self) -> tuple[Question, ...]:
        """The questions that level 3 looks at."""
        return tuple(q for q in self.questions if q.key_field)


def text(texts: Texts, language: str) -> str:
    """The text in a language, else in the nearest one there is, else ''."""
    if language in texts:
        return texts[language]
    return next(
        (texts[tag] for tag in ("", "en", "zh") if tag in texts), next(iter(texts.values()), "")
    )
