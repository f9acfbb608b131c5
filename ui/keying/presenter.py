"""One sheet being keyed: what is shown and what each key does. Plain Python, no Qt.

Every accepted answer is handed to `save` and durable before the cursor moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from core.errors import BAD_VALUE, UserError
from core.forms import typed
from core.forms.model import Kind
from core.logic.finding import REQUIRED, Finding
from core.logic.state import FormState
from core.services.keying import Draft
from core.values import Answer, Special
from core.workflow.drafting import DraftChange
from core.workflow.notes import missed_page, page_missing
from ui.keying.history import History, Turn
from ui.keying.lines import Lines
from ui.keying.outline import Outline, Part, question_of
from ui.keying.paper_pages import PaperPages
from ui.keying.views import FieldView, OpenPoint, Stand, Step

GHOST_GUARD_MS = 250
"""One Enter within this time after an auto-advance is the habit of pressing it (ux.md)."""

Save = Callable[[Draft, DraftChange], Draft]


class KeyingPresenter:
    """Holds draft, logic and cursor; each method is one thing a person does."""

    def __init__(
        self,
        draft: Draft,
        state: FormState,
        save: Save,
        *,
        clock_ms: Callable[[], int],
        today: date,
        language: str,
        auto_advance: bool = True,
    ) -> None:
        """`state` holds the draft's answers; `clock_ms` runs evenly and starts anywhere."""
        self.draft, self.state, self.history = draft, state, History(draft.changes)
        self._save, self._clock_ms, self._today = save, clock_ms, today
        self._language, self._auto_advance = language, auto_advance
        self.outline = Outline(draft.form, state)
        self.lines = Lines(draft.form, state, self.history, self.outline)
        self.pages = PaperPages(
            draft.form, self.history, self._record_page, self._open_again, self._leave_blank
        )
        self._began = clock_ms() - self.history.at
        self._advanced_at: int | None = None
        places = {key: place for place, key in enumerate(self.outline.order)}
        self._reach = max((places.get(key, 0) for key in self.history.answers), default=-1)
        self.cursor = self._where_work_goes_on()

    # --- what is shown ------------------------------------------------------------------------

    @property
    def part(self) -> Part:
        """What stands on the screen."""
        return self.outline.parts[self.outline.part_of(self.cursor)]

    @property
    def part_number(self) -> int:
        """Its number, from 0."""
        return self.outline.part_of(self.cursor)

    def field(self, key: str) -> FieldView:
        """One question as it stands; rules that wait for later questions are silent."""
        return self._view(key, [f for f in self._soft(key) if not self._is_early(f)])

    # --- keying -------------------------------------------------------------------------------

    def type(self, text: str) -> Step:
        """The text of the field at the cursor changed; moves on if no longer code is possible."""
        view = self.field(self.cursor)
        if typed.is_impossible(view.question, text, view.choices):
            return self._accept(text)
        if not self._auto_advance or not typed.is_complete(view.question, text, view.choices):
            return Step(ignored=True)
        step = self._accept(text)
        if not step.refused and not step.warned:
            self._advanced_at = self._clock_ms()
        return step

    def enter(self, text: str, *, edited: bool) -> Step:
        """Enter, Tab or Down: accept what is typed and go to the next question that applies."""
        if self._is_ghost() and not edited:
            return Step(ignored=True)
        if not edited:
            return self._move(self._beside(1))
        if not text.strip():
            return self._take_back()
        return self._accept(text)

    def leave(self, text: str) -> Step:
        """Accept what is typed without moving: the person clicked elsewhere."""
        return self._accept(text, move=False) if text.strip() else Step()

    def special(self, special: Special) -> Step:
        """Say what the paper holds instead of a value."""
        question = question_of(self.draft.form, self.cursor)
        several = question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK)
        if special is Special.SEVERAL and several:
            return Step(refused=self._bad("*"))
        if special is Special.REFUSED and self.draft.form.settings.get("interview") != "yes":
            return Step(refused=self._bad("Ctrl+5"))
        return self._put(special, move=True)

    def back(self) -> Step:
        """Up or Shift+Tab: the previous question that applies."""
        self._advanced_at = None
        key = self._beside(-1)
        return Step(frozenset({self.cursor})) if key is None else self._move(key)

    def undo(self) -> Step:
        """Take back the last accepted answer and return there."""
        if not self.history.done:
            return Step()
        return self._again("undo", self.history.done[-1])

    def redo(self) -> Step:
        """Put back what was undone last."""
        if not self.history.undone:
            return Step()
        return self._again("redo", self.history.undone[-1])

    def stand(self) -> Stand:
        """Where the person is now, to come back to by `retract`."""
        return Stand(len(self.draft.changes), self.cursor, self._reach, self._advanced_at)

    def retract(self, stand: Stand) -> Step:
        """What came since then was never the person's: it does not count, and undo does not know it."""
        since = self.draft.changes[stand.changes :]
        if since:
            self._record(DraftChange("retract", text=str(len(since)), at=self._at()))
        for key in {change.question for change in since if change.kind == "answer"}:
            self.state.answer(key, self.history.answers.get(key))
        self.outline.read()
        self.cursor, self._reach, self._advanced_at = stand.cursor, stand.reach, stand.advanced_at
        return Step(rebuilt=True)

    def note(self, text: str) -> Step:
        """Write a note on this question; it also confirms what is flagged here."""
        key, findings = self.cursor, self.field(self.cursor).findings
        if not text.strip() and missed_page(self.history.notes.get(key, "")) is not None:
            return Step()  # the page's own note was not written by this person
        flagged = any(not confirmed for _, confirmed in findings)
        self._record(DraftChange("note", key, text=text.strip(), at=self._at()))
        if flagged and text.strip():
            return self._confirm(text.strip())
        return Step(changed=frozenset({key}))

    # --- moving -------------------------------------------------------------------------------

    def go(self, key: str) -> Step:
        """Go to a question, whether it applies or not."""
        self._advanced_at = None
        return self._move(key)

    def find(self, text: str) -> tuple[FieldView, ...]:
        """Questions whose number or text a person may mean; the best match first."""
        return tuple(map(self.field, self.outline.meant(text, self._language)))

    def next_open(self, step: int = 1) -> Step:
        """F7: the next (or previous) question that is open or flagged, round the end."""
        keys = self.outline.order
        at = keys.index(self.cursor) if self.cursor in keys else 0
        waiting = {point.key for point in self.open_points() if point.kind != "confirmed"}
        for away in range(1, len(keys) + 1):
            key = keys[(at + step * away) % len(keys)]
            if key in waiting:
                return self.go(key)
        return Step()

    def turn(self, by: int) -> Step:
        """PgUp or PgDn: the previous or next part."""
        number = self.part_number + by
        if not 0 <= number < len(self.outline.parts):
            return Step(at_end=by > 0)
        keyed = [key for key in self.outline.parts[number].keys if key in self.outline.order]
        applying = [key for key in keyed if self.state.is_relevant(key)]
        target = next(iter(applying or keyed), None)
        return self.go(target) if target is not None else Step()

    def add_line(self) -> Step:
        """Begin one more line of the repeated group at the cursor."""
        return self._stand(self.lines.add(self.cursor))

    def remove_line(self) -> Step:
        """Take the line at the cursor away: the paper has none such."""
        self._record(self.lines.removal(self.cursor, self._at()))
        return self._stand(self.lines.read(self.cursor))

    # --- self-check ---------------------------------------------------------------------------

    def open_points(self) -> tuple[OpenPoint, ...]:
        """What is unanswered or flagged, in printed order."""
        points = []
        missing = {q for f in self.state.findings() if _is_required(f) for q in f.questions}
        flagged = {q for f in self.state.findings() if not _is_required(f) for q in f.questions[:1]}
        for key in self.outline.order:
            if key in missing:
                points.append(OpenPoint(key, self.field(key), "unanswered"))
            elif key in flagged:
                view = self._view(key, self._soft(key))
                points.append(OpenPoint(key, view, "flagged" if view.is_flagged else "confirmed"))
        return tuple(points)

    # --- inside -------------------------------------------------------------------------------

    def _view(self, key: str, findings: list[Finding]) -> FieldView:
        question = question_of(self.draft.form, key)
        applies = self.state.is_relevant(key)
        return FieldView(
            key=key,
            question=question,
            label=self.state.label(key, self._language),
            choices=self.state.choices(key) or question.choices,
            answer=self.history.answers.get(key, self.state.value(key)),
            applies=applies,
            keyed=question.kind.is_keyed and not self.state.is_readonly(key),
            required=self.state.is_required(key),
            note=self.history.notes.get(key, ""),
            hint=self.state.hint(key, self._language),
            closed=() if applies else self.state.why_closed(key),
            findings=tuple((f, self.history.is_confirmed(f)) for f in findings),
        )

    def _accept(self, text: str, *, move: bool = True) -> Step:
        view = self.field(self.cursor)
        try:
            answer = typed.parse(view.question, text, today=self._today, choices=view.choices)
        except UserError as refused:
            return Step(refused=refused)
        return self._put(answer, move=move)

    def _put(self, answer: Answer, *, move: bool) -> Step:
        key = self.cursor
        if answer == self.history.answers.get(key):
            flagged = any(not confirmed for _, confirmed in self.field(key).findings)
            if flagged:
                return self._confirm("")
            return self._move(self._beside(1)) if move else Step(frozenset({key}))
        changed = self._answer(DraftChange("answer", key, answer, at=self._at()), answer)
        if self.field(key).is_flagged:
            return Step(changed=changed | {key}, warned=True)
        if not move:
            return Step(changed=changed | {key})
        moved = self._move(self._beside(1))
        return Step(changed | moved.changed | {key}, rebuilt=moved.rebuilt, at_end=moved.at_end)

    def _take_back(self) -> Step:
        key, changed = self.cursor, frozenset[str]()
        if key in self.history.answers:
            changed = self._answer(DraftChange("answer", key, None, at=self._at()), None)
        moved = self._move(self._beside(1))
        return Step(changed | moved.changed | {key}, rebuilt=moved.rebuilt, at_end=moved.at_end)

    def _confirm(self, reason: str) -> Step:
        key = self.cursor
        around = {q for f in self._soft(key) for q in f.questions}
        self._record(DraftChange("confirm", key, text=reason, at=self._at()))
        moved = self._move(self._beside(1))
        changed = frozenset(around | {key}) | moved.changed
        return Step(changed, rebuilt=moved.rebuilt, at_end=moved.at_end)

    def _again(self, kind: str, turn: Turn) -> Step:
        before, question = self.part_number, turn.question
        answer = turn.before if kind == "undo" else turn.after
        change = DraftChange(kind, question, answer, at=self._at())
        if question not in self.outline.order:  # in a line that came or went, or that line itself
            self._record(change)
            return self._stand(self.lines.read(question))
        changed = self._answer(change, answer)
        self.cursor = question if question in self.outline.order else self.cursor
        self._advanced_at = None
        rebuilt = self.part_number != before
        return Step(changed | {question, self.cursor}, rebuilt=rebuilt)

    def _answer(self, change: DraftChange, answer: Answer | None) -> frozenset[str]:
        self._record(change)
        note = self.pages.fitting_note(change.question)
        if note is not None:
            self._record(DraftChange("note", change.question, text=note, at=self._at()))
        changed = self.state.answer(change.question, answer)
        self.outline.read()
        return changed

    def _record(self, change: DraftChange) -> None:
        self.draft = self._save(self.draft, change)
        self.history.add(change)

    def _record_page(self, page: int, what: str) -> None:
        self._record(DraftChange("page", str(page), text=what, at=self._at()))

    def _open_again(self, keys: Iterable[str]) -> Step:
        """What was blank because its page was missing is to be keyed after all."""
        changed = frozenset[str]()
        for key in keys:
            changed |= self._answer(DraftChange("answer", key, None, at=self._at()), None)
            self._record(DraftChange("note", key, at=self._at()))
        return Step(changed)

    def _leave_blank(self, page: int) -> Step:
        """What is open on a page of the paper is blank, with its absence as a note; then what follows."""
        form, changed = self.draft.form, frozenset[str]()
        for key in [k for k in self.outline.order if question_of(form, k).page == page]:
            if self.state.is_relevant(key) and key not in self.history.answers:
                blank = DraftChange("answer", key, Special.BLANK, at=self._at())
                changed |= self._answer(blank, Special.BLANK)
                self._record(DraftChange("note", key, text=page_missing(page), at=self._at()))
            self.cursor = key
        moved = self._move(self._beside(1))
        return Step(changed | moved.changed, rebuilt=True, at_end=moved.at_end)

    def _move(self, key: str | None) -> Step:
        before, shown, left = self.part_number, self.part.keys, self.cursor
        if key is None:
            return Step(changed=frozenset({left}), at_end=True)
        self.cursor = key
        rebuilt = self.part_number != before or self.part.keys != shown
        return Step(changed=frozenset({left, key}), rebuilt=rebuilt)

    def _stand(self, key: str) -> Step:
        """Stand at a question while lines came or went."""
        self.cursor, self._advanced_at = key, None
        return Step(rebuilt=True)

    def _beside(self, step: int) -> str | None:
        """The next question in printed order that applies, or None at either end."""
        keys = self.outline.order
        at = keys.index(self.cursor) + step if self.cursor in keys else 0
        if step > 0:
            self._reach = max(self._reach, at - 1)
        while 0 <= at < len(keys):
            if self.state.is_relevant(keys[at]):
                return keys[at]
            at += step
        return None

    def _where_work_goes_on(self) -> str:
        """After a restart: the question after the last accepted one; else the first that applies."""
        keys, last = self.outline.order, self.history.last
        answered = (key for key in reversed(keys) if key in self.history.answers)
        self.cursor = last if last in keys else next(answered, "")  # its line may be gone
        if self.cursor:
            return self.cursor if self.field(self.cursor).is_flagged else self._next_or_here()
        return next((key for key in keys if self.state.is_relevant(key)), keys[0] if keys else "")

    def _next_or_here(self) -> str:
        if self.cursor not in self.history.answers:
            return self.cursor
        return self._beside(1) or self.cursor

    def _soft(self, key: str) -> list[Finding]:
        return [f for f in self.state.findings_at(key) if not _is_required(f)]

    def _is_early(self, finding: Finding) -> bool:
        """Whether a rule fires only because a later question is not keyed yet."""
        keys = self.outline.order
        waiting = (key for key in finding.questions if key not in self.history.answers)
        return any(key in keys and keys.index(key) > self._reach for key in waiting)

    def _is_ghost(self) -> bool:
        advanced, self._advanced_at = self._advanced_at, None
        return advanced is not None and self._clock_ms() - advanced < GHOST_GUARD_MS

    def _at(self) -> int:
        return max(self._clock_ms() - self._began, self.history.at)

    def _bad(self, shown: str) -> UserError:
        question = question_of(self.draft.form, self.cursor)
        codes = " ".join(choice.name for choice in question.choices)
        return UserError(
            BAD_VALUE, question=question.number or question.name, typed=shown, allowed=codes
        )


def _is_required(finding: Finding) -> bool:
    return finding.check.startswith(f"{REQUIRED}:")
