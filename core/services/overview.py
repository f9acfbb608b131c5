"""Batches as rows of a list, with the figures that the session may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.people import Post, Session
from core.ports.ledger import Ledger, Row
from core.services.loading import place_of, serials_within
from core.values import BatchId, FormId, UnitId, root_of, serial_of
from core.workflow.batch import Batch
from core.workflow.bodies import unpacked
from core.workflow.conservation import Handled
from core.workflow.paper import Place
from core.workflow.sheet import BLOCKING
from core.workflow.states import BatchState, SheetState

UNFINISHED = (
    SheetState.ONE_PASS,
    SheetState.TWO_PASSES,
    SheetState.DIFFERING,
    SheetState.SET_ASIDE,
)
KEYED_TWICE = (SheetState.TWO_PASSES, SheetState.DIFFERING, SheetState.SETTLED)


@dataclass(frozen=True)
class Figures:
    """Counts per batch, of what the session may see."""

    sheets: Mapping[tuple[Any, ...], int]
    """(batch, state) -> sheets."""
    keyings: Mapping[tuple[Any, ...], int]
    """(batch, pass) -> keyings."""
    differences: Mapping[tuple[Any, ...], int]
    """(batch, state) -> differences."""
    queries: Mapping[str, int]
    """Batch -> open queries that hold it up."""

    def in_state(self, batch: str, states: Iterable[SheetState]) -> int:
        """Sheets of the batch in any of the states."""
        return sum(self.sheets.get((batch, state.value), 0) for state in states)

    def unruled(self, batch: str) -> int:
        """Differences that wait for a decision."""
        return sum(self.differences.get((batch, state), 0) for state in ("open", "conflict"))

    def blocking(self, batch: str) -> int:
        """Queries that hold the batch up."""
        return self.queries.get(batch, 0)

    def nothing_open(self, batch: str) -> bool:
        """Whether every sheet is settled or void, and no query is open."""
        unfinished = self.in_state(batch, UNFINISHED)
        return not unfinished and not self.unruled(batch) and not self.blocking(batch)


def figures(ledger: Ledger, session: Session, batches: tuple[str, ...]) -> Figures:
    """Counts for these batches."""
    where = {"batch": batches}
    return Figures(
        sheets=ledger.count(session, "sheet", ("batch", "state"), where),
        keyings=ledger.count(session, "keying", ("batch", "pass"), where),
        differences=ledger.count(session, "difference", ("batch", "state"), where),
        queries=_blocking(ledger.count(session, "query", ("batch", "state", "severity"), where)),
    )


def _blocking(counted: Mapping[tuple[Any, ...], int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for (batch, state, severity), number in counted.items():
        if state != "closed" and severity in BLOCKING:
            found[batch] = found.get(batch, 0) + number
    return found


@dataclass(frozen=True)
class Listed:
    """One batch of a list before it is shown: its row, the person's posts, and the figures."""

    row: Row
    posts: tuple[Post, ...]
    figures: Figures
    form_titles: dict[str, str]
    unit_names: dict[str, str]
    place_names: tuple[dict[str, str], ...] = ()
    """Of the unit where the paper is, then of the one to which it goes; empty if it never went."""

    returned: int | None = None
    """Papers in this part that came back; None for those who key a pass, who never see parts apart."""
    is_relieved: bool = False
    """Whether the person's unkeyed sheets were handed over to another clerk."""

    @property
    def id(self) -> BatchId:
        """The batch."""
        return BatchId(self.row["id"])

    @property
    def state(self) -> BatchState:
        """The stored state, or SETTLED where it is closed with nothing left open.

        Whoever keys a pass has no view of the sheets, and sees it as closed.
        """
        state = BatchState(self.row["state"])
        is_clerk = Post.PASS1 in self.posts or Post.PASS2 in self.posts
        if is_clerk:  # who keys a pass learns nothing of what was split off
            return BatchState.KEYING if self.row["open"] else state
        if state is BatchState.CLOSED and self.figures.nothing_open(self.id):
            return BatchState.SETTLED
        return state

    @property
    def sheets(self) -> int:
        """Papers that came back, or visits recorded so far."""
        if self.row["is_visit"]:
            return self.figures.keyings.get((self.id, 1), 0)
        if self.returned is not None:
            return self.returned
        return int(unpacked(self.row["counts"])["returned"])

    @property
    def mine_done(self) -> int:
        """Submitted keyings of the person's own pass."""
        own = 1 if Post.PASS1 in self.posts else 2 if Post.PASS2 in self.posts else 0
        return self.figures.keyings.get((self.id, own), 0)


def listed(
    ledger: Ledger, session: Session, where: Mapping[str, Any] | None = None
) -> tuple[Listed, ...]:
    """The batches that the person may know of, oldest first."""
    rows = ledger.rows(session, "batch", where, order=("opened_at", "code"))
    ids = tuple(row["id"] for row in rows)
    if not ids:
        return ()
    counted = figures(ledger, session, ids)
    posts = ledger.rows(session, "post", {"person": session.person, "batch": ids})
    held = {(post["batch"], post["post"]) for post in posts}
    relieved = {post["batch"] for post in posts if post["relieved"]}
    forms = _texts(ledger, session, "form", "titles", {FormId(row["form"]) for row in rows})
    papers = ledger.rows(session, "paper", {"batch": ids})
    returned = {row["batch"]: row["returned"] for row in papers}
    places = {row["id"]: place_of(row) for row in rows}
    known = {UnitId(row["unit"]) for row in rows}.union(*map(_units, places.values()))
    units = _texts(ledger, session, "unit", "names", known)
    return tuple(
        Listed(
            row,
            tuple(post for post in Post if (row["id"], post.value) in held),
            counted,
            forms.get(row["form"], {}),
            units.get(row["unit"], {}),
            tuple(units.get(unit, {"": unit}) for unit in _units(places[row["id"]])),
            returned.get(row["id"]),
            row["id"] in relieved,
        )
        for row in rows
    )


def _units(place: Place | None) -> tuple[UnitId, ...]:
    if place is None:
        return ()
    return (place.at, place.to) if place.to else (place.at,)


def _texts(
    ledger: Ledger, session: Session, table: str, column: str, ids: Iterable[str]
) -> dict[str, dict[str, str]]:
    rows = ledger.rows(session, table, {"id": tuple(ids)})
    return {row["id"]: unpacked(row[column]) for row in rows}


def handled_of(ledger: Ledger, session: Session, batch: Batch) -> Handled:
    """What happened to the paper of a batch with all its parts, as far as the person may see it."""
    root = root_of(batch.id)
    keyed: dict[int, set[str]] = {number: set() for number in range(1, batch.passes + 1)}
    # counted, since a row holds all that was keyed
    for number, sheet in ledger.count(session, "keying", ("pass", "sheet"), {"batch": root}):
        keyed[number].add(serial_of(sheet))
    void = ledger.count(session, "void", ("serial",), {"batch": root})
    return Handled(
        tuple(map(frozenset, keyed.values())),
        frozenset(serial for (serial,) in void),
        frozenset(batch.paper.lost),
    )


def handled_in(ledger: Ledger, session: Session, batch: Batch) -> Handled:
    """What happened to the paper that is in one part alone."""
    own = serials_in(ledger, session, batch)
    return handled_of(ledger, session, batch).among(own)


def serials_in(ledger: Ledger, session: Session, batch: Batch) -> frozenset[str]:
    """The numbers that are in one part of a batch now."""
    counted = ledger.count(session, "sheet", ("batch", "serial"), {"root": root_of(batch.id)})
    begun = [{"batch": at, "serial": serial} for at, serial in counted]
    return frozenset(serials_within(batch, begun))
