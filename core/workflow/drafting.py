"""A draft's changes, one durable line each, and what they amount to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.logic.state import FormState
from core.values import Answer, Answers
from core.workflow.contents import KeyingContent, from_optional, optional
from core.workflow.lines import Line

KINDS = ("answer", "undo", "redo", "confirm", "note", "page", "retract", "removed")


@dataclass(frozen=True)
class DraftChange:
    """One accepted answer, undo step, confirmation or note; the history of a draft is its undo stack."""

    kind: str
    """answer, undo, redo, confirm, note, page, retract or removed.

    page: the paper's page named in `question` is here or missing; retract: as many changes before it as
    `text` says never counted, since a barcode reader typed them; removed: the line of a repeated group
    named in `question` is none on the paper, `text` names its questions.
    """
    question: str = ""
    answer: Answer | None = None
    text: str = ""
    """Note text, or the reason of a confirmed warning."""
    at: int = 0
    """Milliseconds since the keying began."""

    @property
    def line(self) -> Line:
        """The line that was removed."""
        return Line(self.question, self.text.split())


def replay(changes: tuple[DraftChange, ...]) -> tuple[Answers, dict[str, str], dict[str, str]]:
    """What a history amounts to: answers, notes by question, confirmations by question."""
    content = replayed(changes)
    return content.answers, dict(content.notes), dict(content.confirmed)


def counting(changes: Sequence[DraftChange]) -> tuple[DraftChange, ...]:
    """The changes without those that were retracted, and without the retracting."""
    kept: list[DraftChange] = []
    for change in changes:
        if change.kind == "retract":
            del kept[max(0, len(kept) - int(change.text)) :]
        else:
            kept.append(change)
    return tuple(kept)


def replayed(changes: Sequence[DraftChange]) -> KeyingContent:
    """What a history amounts to, with the time of each accepted answer.

    An undo takes the last standing answer back, a redo gives it again until another answer comes.
    """
    changes = counting(changes)
    done: list[DraftChange] = []
    undone: list[DraftChange] = []
    beside = _Beside()
    for change in changes:
        if change.kind in ("answer", "removed"):
            done.append(change)
            undone.clear()
            beside.remove(change)
        elif change.kind == "undo" and done:
            undone.append(done.pop())
            beside.put_back(undone[-1])
        elif change.kind == "redo" and undone:
            done.append(undone.pop())
            beside.remove(done[-1])
        elif change.kind == "note":
            beside.notes[change.question] = change.text
        elif change.kind == "confirm":
            beside.confirmed[change.question] = change.text
    return KeyingContent(
        _standing(done),
        {key: text for key, text in beside.notes.items() if text},
        beside.confirmed,
        tuple((c.question, c.at) for c in changes if c.kind == "answer"),
    )


def unanswered(state: FormState) -> tuple[str, ...]:
    """Required questions that apply and hold nothing at all, not even a special value."""
    return tuple(
        key
        for key in state.keys()  # noqa: SIM118
        if state.is_relevant(key)
        and state.is_required(key)
        and not state.is_readonly(key)
        and state.value(key) in (None, "")
    )


def change_body(change: DraftChange) -> dict[str, Any]:
    """A change as it is sealed."""
    body = {"k": change.kind, "q": change.question, "x": change.text, "at": change.at}
    return body | {"a": optional(change.answer)}


def change_of(body: Mapping[str, Any]) -> DraftChange:
    """The change that `change_body` wrote."""
    return DraftChange(body["k"], body["q"], from_optional(body["a"]), body["x"], body["at"])


class _Beside:
    """Notes and confirmations, which go with the lines of repeated groups."""

    def __init__(self) -> None:
        self.notes: dict[str, str] = {}
        self.confirmed: dict[str, str] = {}
        self._gone: list[dict[str, str]] = []

    def remove(self, change: DraftChange) -> None:
        """A line went: what was confirmed from there on must be looked at again."""
        if change.kind == "removed":
            self._gone.append(change.line.inside(self.notes))
            self.notes = change.line.without(self.notes)
            self._open_again(change.line)

    def put_back(self, change: DraftChange) -> None:
        """A line came back, with its notes."""
        if change.kind == "removed":
            self.notes = change.line.made_room(self.notes) | self._gone.pop()
            self._open_again(change.line)

    def _open_again(self, line: Line) -> None:
        for key in line.from_here(self.confirmed):
            del self.confirmed[key]


def _standing(done: Iterable[DraftChange]) -> Answers:
    answers: dict[str, Answer | None] = {}
    for change in done:
        if change.kind == "removed":
            answers = change.line.without(answers)
        else:
            answers[change.question] = change.answer
    return {key: answer for key, answer in answers.items() if answer is not None}
