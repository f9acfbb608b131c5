"""Find one sheet by what is printed on it: its serial, or its batch's code and serial in one barcode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.errors import ALREADY_SUBMITTED, NO_SUCH_SHEET, UserError
from core.people import Post, Session
from core.ports.ledger import Ledger, Row
from core.values import BatchId, SheetId, root_of, sheet_id
from core.workflow.bodies import unpacked
from core.workflow.paper import padded, typed_serial
from core.workflow.states import Action, may, permit, rule_for

PASSES = frozenset((Post.PASS1.value, Post.PASS2.value))
KEYING, STORY = "keying", "sheet"


@dataclass(frozen=True)
class FoundSheet:
    """A sheet, and what the person may do with it."""

    sheet: SheetId
    serial: str
    batch: BatchId
    """The batch to key, or the part of one in which the sheet is now."""
    code: str
    period: str
    does: str
    """KEYING: key it in the own pass; STORY: read what happened to it."""
    is_named: bool = False
    """Whether the text began with the batch's code, so that it can mean no other batch."""


@dataclass(frozen=True)
class _Meant:
    """A sheet that the text may mean, before it is known whether it is the person's to know."""

    row: Row
    sheet: SheetId
    serial: str
    is_named: bool

    def found(self, does: str, part: Row | None = None) -> FoundSheet:
        row = part or self.row
        batch = BatchId(row["id"])
        return FoundSheet(
            self.sheet, self.serial, batch, row["code"], row["period"], does, self.is_named
        )


class Lookup:
    """Answers the line in which a serial is typed or read by a barcode reader.

    A plain number may stand in every batch a person ever had: what a batch's own row can tell is
    asked of it first, and every table at most once.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def find(self, session: Session, typed: str) -> tuple[FoundSheet, ...]:
        """The sheets that may be meant, newest batch first.

        Raises UserError NO_SUCH_SHEET alike for what is unknown and what is not the person's to know;
        ALREADY_SUBMITTED, with `batch` and `is_named`, where it is keyed in the person's own pass.
        """
        text = typed_serial(typed)
        meant = self._meant(session, text) if text else []
        posts = self._posts(session, meant)
        keying, done = self._own_pass(session, meant, posts)
        story = self._stories(session, meant, posts)
        known = keying | story
        found = tuple(known[each.sheet] for each in meant if each.sheet in known)
        if found:
            return found
        if done is not None:
            raise UserError(
                ALREADY_SUBMITTED,
                serial=done.serial,
                batch=done.row["id"],
                is_named=done.is_named,
            )
        raise UserError(NO_SUCH_SHEET, typed=text)

    def _meant(self, session: Session, text: str) -> list[_Meant]:
        """Sheets of the batch whose code the text begins with, or of all."""
        rows = self._ledger.rows(session, "batch", order=("-opened_at", "code"))
        opened = {row["id"]: row for row in rows if not row["off"]}
        named = [(row, rest) for row in rows if (rest := after(row["code"], text))]
        if not named:
            return [*_with_serial(opened.values(), text, is_named=False)]
        row, rest = max(named, key=lambda pair: len(pair[0]["code"]))
        root = opened.get(root_of(BatchId(row["id"])))
        return [*_with_serial([root] if root else [], rest, is_named=True)]

    def _posts(self, session: Session, meant: Sequence[_Meant]) -> dict[str, frozenset[str]]:
        """Batch -> the posts held there; a clerk who was relieved holds "" in place of the pass."""
        ids = tuple({each.row["id"] for each in meant})
        held: dict[str, set[str]] = {}
        for row in self._ledger.rows(session, "post", {"person": session.person, "batch": ids}):
            held.setdefault(row["batch"], set()).add("" if row["relieved"] else row["post"])
        return {batch: frozenset(posts) for batch, posts in held.items()}

    def _own_pass(
        self, session: Session, meant: Sequence[_Meant], posts: Mapping[str, frozenset[str]]
    ) -> tuple[dict[SheetId, FoundSheet], _Meant | None]:
        """What can be keyed, and the newest that is keyed already."""
        own = [m for m in meant if posts.get(m.row["id"], frozenset()) & PASSES and m.row["open"]]
        rows = self._among(session, "keying", "sheet", own)
        keyed = {
            each.sheet
            for each in own
            if each.sheet in rows and f"pass{rows[each.sheet]['pass']}" in posts[each.row["id"]]
        }
        found = {
            each.sheet: each.found(KEYING)
            for each in own
            if each.sheet not in keyed and not each.row["is_visit"]
        }
        return found, next((each for each in own if each.sheet in keyed), None)

    def _stories(
        self, session: Session, meant: Sequence[_Meant], posts: Mapping[str, frozenset[str]]
    ) -> dict[SheetId, FoundSheet]:
        """Whose page may be read, each named by the part of its batch in which it is now."""
        read = [
            each
            for each in meant
            if self._may_read(session, each.row, posts.get(each.row["id"], frozenset()))
        ]
        begun = self._among(session, "sheet", "id", read)
        parts = self._parts(session, {row["batch"] for row in begun.values()})
        return {
            each.sheet: each.found(STORY, parts.get(begun[each.sheet]["batch"]))
            if each.sheet in begun
            else each.found(STORY)
            for each in read
            if each.sheet in begun or not each.row["is_visit"]
        }

    def _may_read(self, session: Session, row: Row, held: frozenset[str]) -> bool:
        """Whether the sheet's page opens: who keys or keyed a pass never, others by post or role.

        The page tells from the journal, which an adjudicator who is only a clerk does not read.
        """
        if held & PASSES or "" in held or not may(session, Action.READ_JOURNAL):
            return False
        if any(post.value in held for post in rule_for(Action.SEE_REGISTER).posts):
            return True
        try:
            permit(session, Action.SEE_REGISTER, lineage=unpacked(row["lineage"]))
        except UserError:
            return False
        return True

    def _among(
        self, session: Session, table: str, column: str, wanted: Sequence[_Meant]
    ) -> dict[str, Row]:
        if not wanted:
            return {}
        ids = tuple(each.sheet for each in wanted)
        return {row[column]: row for row in self._ledger.rows(session, table, {column: ids})}

    def _parts(self, session: Session, batches: set[str]) -> dict[str, Row]:
        if not batches:
            return {}
        rows = self._ledger.rows(session, "batch", {"id": tuple(batches)})
        return {row["id"]: row for row in rows}


def _with_serial(rows: Iterable[Row], serial: str, *, is_named: bool) -> Iterator[_Meant]:
    """The sheets of these batches with this serial, as far as a batch's row can tell."""
    for row in rows:
        printed = serial if row["is_visit"] else _printed(row, serial)
        if printed:
            sheet = sheet_id(BatchId(row["id"]), printed)
            yield _Meant(row, sheet, printed, is_named)


def _printed(row: Row, serial: str) -> str:
    """The serial as it stands on the paper, where the batch has it; else ""."""
    number = padded(serial, row["width"])
    if number.isascii() and number.isdigit():
        is_whole = len(number) == len(str(int(number)).zfill(row["width"]))
        return number if is_whole and row["first"] <= int(number) <= row["last"] else ""
    return number if number in (unpacked(row["extra"]) or ()) else ""


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
