"""Find one sheet by what is printed on it: its serial, or its batch's code and serial in one barcode."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import ALREADY_SUBMITTED, NO_SUCH_SHEET, UserError
from core.people import Post, Session
from core.ports.ledger import Ledger, Row
from core.services.loading import Loading
from core.values import BatchId, SheetId, sheet_id
from core.workflow.bodies import unpacked
from core.workflow.paper import typed_serial
from core.workflow.states import Action, permit, rule_for

PASSES = (Post.PASS1.value, Post.PASS2.value)
KEYING, STORY = "keying", "sheet"


@dataclass(frozen=True)
class FoundSheet:
    """A sheet, and what the person may do with it."""

    sheet: SheetId
    serial: str
    batch: BatchId
    code: str
    period: str
    does: str
    """KEYING: key it in the own pass; STORY: read what happened to it."""


class Lookup:
    """Answers the line in which a serial is typed or read by a barcode reader."""

    def __init__(self, ledger: Ledger, loading: Loading) -> None:
        self._ledger, self._loading = ledger, loading

    def find(self, session: Session, typed: str) -> tuple[FoundSheet, ...]:
        """The sheets that may be meant, newest batch first.

        Raises UserError NO_SUCH_SHEET alike for what is unknown and what is not the person's to know;
        ALREADY_SUBMITTED where it is keyed in the person's own pass.
        """
        text = typed_serial(typed)
        meant = self._meant(session, text) if text else []
        posts = self._posts(session, [row for row, _ in meant])
        found, done = [], ""
        for row, serial in meant:
            held = posts.get(row["id"], frozenset())
            known = self._known(session, row, serial, clerk=bool(held & set(PASSES)))
            if known is None:
                continue
            does = self._does(session, row, held, known)
            if does:
                batch = BatchId(row["id"])
                found.append(FoundSheet(*known, batch, row["code"], row["period"], does))
            elif held & set(PASSES) and row["open"]:
                done = known[1]
        if found:
            return tuple(found)
        raise (
            UserError(ALREADY_SUBMITTED, serial=done)
            if done
            else UserError(NO_SUCH_SHEET, typed=text)
        )

    def _meant(self, session: Session, text: str) -> list[tuple[Row, str]]:
        """Batches that the text may speak of, with the serial: those whose code it begins with, or all."""
        rows = self._ledger.rows(session, "batch", order=("-opened_at", "code"))
        named = [(row, after(row["code"], text)) for row in rows]
        longest = max((len(row["code"]) for row, serial in named if serial), default=0)
        if longest:
            return [(row, s) for row, s in named if s and len(row["code"]) == longest]
        return [(row, text) for row in rows]

    def _posts(self, session: Session, batches: list[Row]) -> dict[str, frozenset[str]]:
        ids = tuple(row["id"] for row in batches)
        held: dict[str, set[str]] = {}
        for row in self._ledger.rows(session, "post", {"person": session.person, "batch": ids}):
            held.setdefault(row["batch"], set()).add(row["post"])
        return {batch: frozenset(posts) for batch, posts in held.items()}

    def _known(
        self, session: Session, row: Row, serial: str, *, clerk: bool
    ) -> tuple[SheetId, str] | None:
        """The sheet's id and printed serial, where the batch has it."""
        number = typed_serial(serial)
        padded = number.zfill(row["width"]) if number.isdecimal() else number
        batch = BatchId(row["id"])
        if clerk or not row["is_visit"]:
            if padded.isdecimal() and not row["first"] <= int(padded) <= row["last"]:
                return None
            try:
                return self._loading.batch(session, batch).sheet(padded), padded
            except UserError:
                return None
        sheet = sheet_id(batch, serial)
        written = self._ledger.rows(session, "sheet", {"id": sheet})
        return (sheet, serial) if written else None

    def _does(
        self, session: Session, row: Row, held: frozenset[str], known: tuple[SheetId, str]
    ) -> str:
        if held & set(PASSES):
            return KEYING if self._can_key(session, row, held, known[0]) else ""
        if any(post.value in held for post in rule_for(Action.SEE_REGISTER).posts):
            return STORY
        try:
            permit(session, Action.SEE_REGISTER, lineage=unpacked(row["lineage"]))
        except UserError:
            return ""
        return STORY

    def _can_key(self, session: Session, row: Row, held: frozenset[str], sheet: SheetId) -> bool:
        if row["is_visit"] or not row["open"]:
            return False
        own = 1 if Post.PASS1.value in held else 2
        return not self._ledger.rows(session, "keying", {"sheet": sheet, "pass": own})


def after(code: str, text: str) -> str:
    """What follows a batch's code in the text, whatever separates the two; "" where it begins otherwise."""
    at = 0
    for wanted in filter(str.isalnum, code.casefold()):
        while at < len(text) and not text[at].isalnum():
            at += 1
        if text[at : at + 1].casefold() != wanted:
            return ""
        at += 1
    return text[at:].lstrip(" -_/.:;,|#*+")
