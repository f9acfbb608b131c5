"""A sheet to practise on: keyed on the real pages under the form's real rules, and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from core.errors import NO_SUCH_SHEET, UNANSWERED, UNKNOWN_SERIAL, UserError
from core.event import Changes
from core.forms.model import Form, Kind, Question
from core.logic.finding import REQUIRED
from core.logic.program import Program, RuleKind, compile_form
from core.logic.state import FormState
from core.people import Post
from core.services.batches import BatchRow
from core.services.keying import Draft
from core.services.lookup import FoundSheet
from core.services.work import Standing
from core.values import Answer, Answers, BatchId, Special, UnitId, keying_id, sheet_id
from core.workflow.admissible import admitted
from core.workflow.drafting import DraftChange, replayed, unanswered

BATCH, SERIAL = BatchId("practice"), "0123"
LEANS = ((1, 2), (1, 1), (0, 1))
"""Where in an option list a filled-in answer stands: a contradiction needs one end or the other."""
BEFORE = 4
"""Exercises before the contradiction: two codes, a blank, two ticks."""


class Task(StrEnum):
    """What one step of the lesson asks for."""

    BEGIN = "begin"
    CODE = "code"
    BLANK = "blank"
    SEVERAL = "several"
    CONFIRM = "confirm"
    UNDO = "undo"
    AGAIN = "again"
    SIGN = "sign"


@dataclass(frozen=True)
class Exercise:
    """One step: the question, and what its paper says."""

    task: Task
    question: str = ""
    answer: Answer | None = None


@dataclass(frozen=True)
class Lesson:
    """A practice sheet: what somebody keyed before, and the steps that are left to do."""

    form: Form
    filled: Answers
    exercises: tuple[Exercise, ...]

    @property
    def paper(self) -> tuple[Exercise, ...]:
        """What the paper says to each question of the lesson, in printed order."""
        said = {e.question: e for e in self.exercises if e.question and e.task is not Task.UNDO}
        return tuple(said.values())


def lesson_of(form: Form, now: datetime) -> Lesson:
    """The lesson that a form allows: a contradiction only where its checks know one."""
    program = compile_form(form)
    state, doubted = FormState(form, now=now, program=program), _doubted(program)
    plain: Lesson | None = None
    for lean in LEANS:
        filled = _filled(form, state, lean, now)
        windows = [window for run in _runs(form, filled) for window in _windows(run)]
        for window in windows:
            if plain is None or window[BEFORE].key in doubted:
                lesson = _lesson(form, state, filled, window)
                if lesson and any(e.task is Task.CONFIRM for e in lesson.exercises):
                    return lesson
                plain = plain or lesson
        if plain and not any(window[BEFORE].key in doubted for window in windows):
            break  # leaning elsewhere would contradict nothing either
    return plain or Lesson(form, filled, (Exercise(Task.BEGIN), Exercise(Task.SIGN)))


def done(lesson: Lesson, changes: Sequence[DraftChange], *, begun: bool, signed: bool) -> int:
    """How many of the exercises are done, one after the other."""
    if signed:
        return len(lesson.exercises)
    number = int(begun)
    for count, change in enumerate(changes, start=1):
        content = replayed(changes[:count])
        while number < len(lesson.exercises):
            exercise = lesson.exercises[number]
            held = content.answers.get(exercise.question) == exercise.answer
            if exercise.task is Task.UNDO:
                fits = change.kind == "undo"
            elif exercise.task is Task.CONFIRM:
                fits = held and exercise.question in content.confirmed
            else:
                fits = held and exercise.task is not Task.SIGN
            if not fits:
                break
            number += 1
    return number


class PracticeWork:
    """Hands out one practice sheet; fulfils the entry page's needs without a journal or a store."""

    def __init__(
        self, lesson: Lesson, names: dict[str, str], heard: Callable[[Draft, bool], None]
    ) -> None:
        """`names` stand where a unit's do; `heard` is told the draft, and whether it was signed."""
        self._lesson, self._names, self._heard = lesson, names, heard
        self._draft: Draft | None = None
        self._signed = False

    def standing(self, batch: BatchId) -> Standing:
        """One sheet, waiting until it is signed."""
        waiting = () if self._signed else (SERIAL,)
        return Standing(self._row(), waiting, (), int(self._signed), 1)

    def find(self, text: str) -> tuple[FoundSheet, ...]:
        """There is no other sheet to find. Raises UserError NO_SUCH_SHEET."""
        raise UserError(NO_SUCH_SHEET, typed=text)

    def begin(self, batch: BatchId, serial: str) -> Draft:
        """The practice sheet, as far as it is keyed. Raises UserError UNKNOWN_SERIAL."""
        if serial != SERIAL:
            raise UserError(UNKNOWN_SERIAL, serial=serial)
        if self._draft is None:
            sheet, form = sheet_id(BATCH, SERIAL), self._lesson.form
            before = tuple(
                DraftChange("answer", key, answer) for key, answer in self._lesson.filled.items()
            )
            self._draft = Draft(keying_id(sheet, 1), sheet, SERIAL, self._row(), 0, form, before)
        self._heard(self._draft, False)
        return self._draft

    def accept(self, draft: Draft, change: DraftChange) -> Draft:
        """Take one change under the rules of a real draft. Raises UserError BAD_VALUE."""
        if change.answer is not None:
            answer = admitted(draft.form, change.question, change.answer)
            change = replace(change, answer=answer)
        self._draft = replace(draft, changes=(*draft.changes, change))
        self._heard(self._draft, False)
        return self._draft

    def submit(self, draft: Draft, now: datetime) -> Changes:
        """The self-check of a real sheet; nothing is signed. Raises UserError UNANSWERED."""
        answers = replayed(draft.changes).answers
        missing = unanswered(FormState(draft.form, now=now, answers=answers))
        if missing:
            raise UserError(UNANSWERED, questions=missing)
        self._signed = True
        self._heard(draft, True)
        return Changes()

    def set_aside(self, draft: Draft, reason: str) -> Changes:
        """Lay the practice sheet aside: it waits, begun."""
        return Changes()

    def _row(self) -> BatchRow:
        form = self._lesson.form
        return BatchRow(
            id=BATCH,
            code="0",
            form=form.id,
            form_titles=dict(form.titles),
            unit=UnitId(""),
            unit_names=self._names,
            period="",
            state="keying",
            is_visit=False,
            sheets=1,
            posts=(Post.PASS1,),
        )


def _filled(form: Form, state: FormState, lean: tuple[int, int], now: datetime) -> Answers:
    """A whole sheet that the form has nothing to say against."""
    state.replace({})
    for question in form.keyed:
        if question.repeat or not state.is_relevant(question.key):
            continue
        for answer in (*_plausible(question, lean, now), Special.BLANK):
            state.answer(question.key, answer)
            if answer is Special.BLANK or not state.findings_at(question.key):
                break
    for key in unanswered(state):
        state.answer(key, Special.BLANK)
    return state.answers()


def _plausible(question: Question, lean: tuple[int, int], now: datetime) -> Iterator[Answer]:
    if question.choices:
        at, of = lean
        yield question.choices[(len(question.choices) - 1) * at // of].name
        yield question.choices[0].name
    elif question.kind is Kind.DATE:
        yield now.date().isoformat()
    elif question.kind in (Kind.INTEGER, Kind.DECIMAL):
        yield "5"
        yield "10"


def _runs(form: Form, filled: Answers) -> Iterator[list[Question]]:
    """Single choices one after the other with codes of one digit, not at the very beginning."""
    run: list[Question] = []
    asked = [q for q in form.keyed if q.key in filled]
    for question in asked[1:]:
        codes = [choice.name for choice in question.choices]
        if (
            question.kind is Kind.SELECT_ONE
            and len(codes) > 1
            and all(len(code) == 1 and code.isdigit() for code in codes)
        ):
            run.append(question)
            continue
        yield run
        run = []
    yield run


def _windows(run: Sequence[Question]) -> Iterator[Sequence[Question]]:
    """As many questions one after the other as the exercises need."""
    for start in range(len(run) - BEFORE - 1):
        yield run[start : start + BEFORE + 2]


def _doubted(program: Program) -> frozenset[str]:
    """Questions whose answer some rule of the form may contradict."""
    found: set[str] = set()
    for rule in program.rules:
        if rule.check is not None:
            found.update(rule.check.questions)
        if rule.kind in (RuleKind.CHECK, RuleKind.CONSTRAINT) and rule.path in program.questions:
            found.add(program.questions[rule.path].key)
    return frozenset(found)


def _lesson(
    form: Form, state: FormState, filled: Answers, window: Sequence[Question]
) -> Lesson | None:
    """The lesson on these questions, of which the last but one contradicts something where it can;
    None where those before it would, or where the whole would not pass the self-check."""
    for codes in (_varied(window), {question.key: filled[question.key] for question in window}):
        steps = _steps(state, _without(filled, window), window, codes)
        asked = all(state.is_relevant(question.key) for question in window)
        if steps and asked and not unanswered(state):
            return Lesson(form, _in_order(form, filled, window), _whole(steps))
    return None


def _varied(window: Sequence[Question]) -> Answers:
    """Codes that a hand notices: not the same one again and again."""
    one, two, *_, last = window
    first: Answers = {question.key: question.choices[0].name for question in window}
    return first | {
        one.key: one.choices[-2].name,
        two.key: two.choices[len(two.choices) // 2].name,
        last.key: last.choices[0].name,
    }


def _steps(
    state: FormState, rest: Answers, window: Sequence[Question], codes: Answers
) -> list[Exercise]:
    """The exercises on the questions of a window, all answered in the state; none where they cannot be."""
    one, two, three, four, doubted, last = window
    steps = [
        Exercise(Task.CODE, one.key, codes[one.key]),
        Exercise(Task.CODE, two.key, codes[two.key]),
        Exercise(Task.BLANK, three.key, Special.BLANK),
        Exercise(Task.SEVERAL, four.key, Special.SEVERAL),
    ]
    state.replace(rest)
    for step in steps:
        state.answer(step.question, step.answer)
    if any(_doubts(state, step.question) for step in steps):
        return []
    steps += [
        _doubtful(state, doubted, window) or Exercise(Task.CODE, doubted.key, codes[doubted.key]),
        Exercise(Task.CODE, last.key, codes[last.key]),
        Exercise(Task.UNDO, last.key),
        Exercise(Task.AGAIN, last.key, codes[last.key]),
    ]
    for question in (doubted, last):
        answer = next(s.answer for s in reversed(steps) if s.question == question.key)
        state.answer(question.key, answer)
    return steps


def _doubtful(state: FormState, question: Question, window: Sequence[Question]) -> Exercise | None:
    """A code that contradicts something, and asks for no reason that no step gives."""
    within = {each.key for each in window}
    for choice in question.choices:
        state.answer(question.key, choice.name)
        if _doubts(state, question.key) and within.issuperset(unanswered(state)):
            return Exercise(Task.CONFIRM, question.key, choice.name)
    return None


def _whole(steps: Sequence[Exercise]) -> tuple[Exercise, ...]:
    return (Exercise(Task.BEGIN), *steps, Exercise(Task.SIGN))


def _doubts(state: FormState, key: str) -> bool:
    return any(not f.check.startswith(f"{REQUIRED}:") for f in state.findings_at(key))


def _without(filled: Answers, window: Sequence[Question]) -> Answers:
    gone = {question.key for question in window}
    return {key: answer for key, answer in filled.items() if key not in gone}


def _in_order(form: Form, filled: Answers, window: Sequence[Question]) -> Answers:
    """What was keyed before: last of all the question before the window, where work goes on."""
    kept = _without(filled, window)
    place = {question.key: number for number, question in enumerate(form.keyed)}
    begins = place[window[0].key]
    after = {key: said for key, said in kept.items() if place.get(key, begins + 1) > begins}
    return after | {key: said for key, said in kept.items() if key not in after}
