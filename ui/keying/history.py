"""What a draft's changes amount to: answers, notes, confirmations, and what can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.logic.finding import Finding
from core.values import Answer, Answers
from core.workflow.drafting import DraftChange, counting
from core.workflow.lines import Line
from core.workflow.notes import missed_page


@dataclass(frozen=True)
class Turn:
    """One answer that was accepted and what stood there before; or a line that was removed, with what it held."""

    question: str
    before: Answer | None = None
    after: Answer | None = None
    line: Line | None = None
    held: Answers = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


class History:
    """Grows with the draft, so undo works across a restart: it is read from the same changes."""

    def __init__(self, changes: Iterable[DraftChange] = ()) -> None:
        self.at = 0
        """When the last change was made, in ms since the keying began."""
        self._changes: list[DraftChange] = []
        self._forget()
        for change in changes:
            self.add(change)

    def add(self, change: DraftChange) -> None:
        """Take one more change into account."""
        self.at = max(self.at, change.at)
        self._changes.append(change)
        if change.kind == "retract":
            self._changes = [*counting(self._changes)]
            self._forget()
            for kept in self._changes:
                self._take(kept)
        else:
            self._take(change)

    def is_confirmed(self, finding: Finding) -> bool:
        """Whether a person confirmed what the paper says after the last change of what it compares."""
        compared = {*finding.questions, *finding.values}
        touched = max((self._changed.get(key, 0) for key in compared), default=0)
        return any(self._confirmed.get(key, 0) > touched for key in compared)

    def _forget(self) -> None:
        self.answers: Answers = {}
        self.notes: dict[str, str] = {}
        self.pages: dict[int, str] = {}
        """Page of the paper -> whether it was last said to be here or missing."""
        self.missed: dict[str, int] = {}
        """Question -> the page for whose absence it was left blank, also where it is not any more."""
        self.done: list[Turn] = []
        self.undone: list[Turn] = []
        self.last = ""
        """The question of the last accepted answer."""
        self._count = 0
        self._changed: dict[str, int] = {}
        self._confirmed: dict[str, int] = {}

    def _take(self, change: DraftChange) -> None:
        self._count += 1
        if change.kind == "answer":
            self._answer(change.question, change.answer)
        elif change.kind == "removed":
            self.done.append(self._removed(change.line))
            self.undone.clear()
        elif change.kind == "undo" and self.done:
            self.undone.append(self._undone(self.done.pop()))
        elif change.kind == "redo" and self.undone:
            self.done.append(self._redone(self.undone.pop()))
        elif change.kind == "note":
            self._note(change.question, change.text)
        elif change.kind == "page":
            self._page(int(change.question), change.text)
        elif change.kind == "confirm":
            self._confirmed[change.question] = self._count

    def _answer(self, question: str, answer: Answer | None) -> None:
        self.done.append(Turn(question, self.answers.get(question), answer))
        self.undone.clear()
        self._put(question, answer)

    def _undone(self, turn: Turn) -> Turn:
        if turn.line is None:
            self._put(turn.question, turn.before)
        else:
            self.answers = turn.line.made_room(self.answers) | turn.held
            self.notes = turn.line.made_room(self.notes) | turn.notes
            self._moved(turn.line)
        return turn

    def _redone(self, turn: Turn) -> Turn:
        if turn.line is not None:
            return self._removed(turn.line)
        self._put(turn.question, turn.after)
        return turn

    def _removed(self, line: Line) -> Turn:
        held, notes = line.inside(self.answers), line.inside(self.notes)
        self.answers, self.notes = line.without(self.answers), line.without(self.notes)
        self._moved(line)
        return Turn(line.name, line=line, held=held, notes=notes)

    def _moved(self, line: Line) -> None:
        """What stands from a line on is other paper than before: what was confirmed there is open again."""
        self._changed |= dict.fromkeys(line.from_here(self.answers), self._count)
        self.last = next(iter(line.inside(self.answers)), self.last)

    def _put(self, question: str, answer: Answer | None) -> None:
        self._changed[question] = self._count
        self.last = question
        if answer is None:
            self.answers.pop(question, None)
        else:
            self.answers[question] = answer

    def _page(self, page: int, what: str) -> None:
        self.pages[page] = what
        self.missed = {key: missed for key, missed in self.missed.items() if missed != page}

    def _note(self, question: str, text: str) -> None:
        page = missed_page(text)
        if page is not None:
            self.missed[question] = page
        if text:
            self.notes[question] = text
        else:
            self.notes.pop(question, None)
