"""The workbook's raw data: one row per record, codes and labels side by side, and the codebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from core.figures.answers import MANY, NUMBERS
from core.forms.model import Form, Kind, Question, text
from core.reports.cells import Page, Text, Value, both, numeric, safe
from core.reports.model import RecordLine
from core.reports.texts import say
from core.reports.wording import answer, moment
from core.values import Answer, Special
from core.workflow.comparison import question_of

ABSENT = ("withheld", "erased.request", "erased.retention")
"""Why an answer may be missing from a row that has it, or had it."""
CODED = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK})
Cells = Callable[[Answer | None, str], list[Value]]
"""An answer, and why it is not told ("" where it is), as the cells of its question."""


def answers_page(form: Form, records: Sequence[RecordLine]) -> Page:
    """One row per record (requirements RPT-04): heads are question texts, then keys."""
    languages = _languages(form)
    fixed = [both(code) for code in ("batch", "serial", "revision", "at", "state")]
    titles, keys = list(fixed), ["batch", "serial", "revision", "settled_at", "state"]
    columns = _columns(form, records)
    for key, question in columns:
        shown = " / ".join(text(question.labels, language) for language in languages)
        extra = [f"{key}.{language or 'label'}" for language in languages if question.choices]
        titles += [f"{question.number} {shown}".strip()] * (1 + len(extra))
        keys += [key, *extra]
    widths = (16.0, 9.0, 8.0, 22.0, 11.0) + (14.0,) * (len(keys) - len(fixed))
    rows = _rows(form, columns, records)
    return Page(both("sheet.answers"), (tuple(titles), tuple(keys)), widths, rows, frozen=2)


def codebook_page(form: Form) -> Page:
    """What every key and code means: one row per choice, one for a question without choices."""
    columns = (
        "key", "number", "section", "type", "text.zh", "text.en", "code", "label.zh", "label.en",
        "choice.score", "metric", "dimension", "weight", "key_field", "personal",
    )  # fmt: skip
    heads = (tuple(both(column) for column in columns),)
    widths = (14.0, 9, 10, 14, 44, 44, 9, 22, 22, 8, 9, 11, 9, 9, 9)
    return Page(both("sheet.codebook"), heads, widths, _codebook(form), frozen=1)


def _languages(form: Form) -> tuple[str, ...]:
    """Chinese and English where the form has them, else what it has."""
    known = tuple(language for language in ("zh", "en") if language in form.languages)
    return known or form.languages[:1] or ("",)


def _columns(form: Form, records: Sequence[RecordLine]) -> list[tuple[str, Question]]:
    """Keys with their questions: of repeats, one for each instance that any record has."""
    once = [(question.key, question) for question in form.keyed if not question.repeat]
    if len(once) == len(form.keyed):
        return once
    held = {key for record in records for key in record.answers} - {key for key, _ in once}
    again = [(key, question) for key in held if (question := question_of(form, key)) is not None]
    places = {question.key: place for place, question in enumerate(form.questions)}
    return sorted([*once, *again], key=lambda column: (places[column[1].key], column[0]))


def _rows(
    form: Form, columns: Sequence[tuple[str, Question]], records: Sequence[RecordLine]
) -> Iterator[list[Value]]:
    cells = [(key, _cells_of(question, _languages(form))) for key, question in columns]
    for record in records:
        state = "approved" if record.approved else "provisional"
        row: list[Value] = [
            safe(record.batch), safe(record.serial), record.revision, moment(record.settled_at), state
        ]  # fmt: skip
        given, absence = record.answers, record.absence
        for key, of in cells:
            row += of(given.get(key), absence(key))
        yield row


def _cells_of(question: Question, languages: Sequence[str]) -> Cells:
    """The cells of one question; codes and labels are looked up once, not once per record."""
    if question.kind in NUMBERS:
        return lambda given, absence: [_plain(given, absence, numeric)]
    if not question.choices:
        return lambda given, absence: [_plain(given, absence, safe)]
    coded = safe if question.kind in MANY else numeric
    known: dict[Answer, list[Value]] = {}
    for choice in question.choices:
        labels = [safe(text(choice.labels, language) or choice.name) for language in languages]
        known[choice.name] = [coded(choice.name), *labels]
    for special in Special:
        names = [answer(question, special, language) for language in languages]
        known[special] = [special_code(special), *names]
    nothing: list[Value] = [None] * (1 + len(languages))

    def cells(given: Answer | None, absence: str) -> list[Value]:
        if absence:
            return [f"x:{absence}", *nothing[1:]]
        if given is None:
            return nothing
        found = known.get(given)
        if found is not None:
            return found
        assert isinstance(given, str)
        return [coded(given), *(safe(answer(question, given, language)) for language in languages)]

    return cells


def _plain(given: Answer | None, absence: str, shown: Callable[[str], Value]) -> Value:
    if absence:
        return f"x:{absence}"
    if given is None:
        return None
    return special_code(given) if isinstance(given, Special) else shown(given)


def special_code(special: Special) -> str:
    """How a special value stands in a column of codes."""
    return f"x:{special.value}"


def _codebook(form: Form) -> Iterator[list[Value]]:
    for question in form.keyed:
        about = _about(form, question)
        marks = _marks(question)
        if not question.choices:
            yield [*about, None, None, None, None, *marks]
        for choice in question.choices:
            labels = [safe(text(choice.labels, language)) for language in ("zh", "en")]
            score = numeric(choice.extra.get("score", "")) if choice.extra.get("score") else None
            yield [*about, numeric(choice.name), *labels, score, *marks]
        for code, name in question.missing.items():
            labels = [safe(say(language, f"special.{name}")) for language in ("zh", "en")]
            yield [*about, numeric(code), *labels, None, *marks]
    blank: list[Value] = [None] * 6
    for special in Special:
        names: list[Value] = [
            say(language, f"special.{special.value}") for language in ("zh", "en")
        ]
        yield [*blank, special_code(special), *names]
    for absence in ABSENT:
        yield [*blank, f"x:{absence}", say("zh", absence), say("en", absence)]


def _about(form: Form, question: Question) -> list[Value]:
    section = next((s.name for s in form.sections if question.key in s.questions), "")
    labels: list[str | Text] = [safe(text(question.labels, language)) for language in ("zh", "en")]
    return [safe(question.key), safe(question.number), safe(section), question.kind.value, *labels]


def _marks(question: Question) -> list[Value]:
    return [
        question.metric or None,
        question.dimension or None,
        question.weight,
        "yes" if question.key_field else None,
        "yes" if question.personal else None,
    ]
