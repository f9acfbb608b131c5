"""Loads batches and sheets as far as the session may see them, and compiles forms once."""

from __future__ import annotations

from collections.abc import Iterable

from core.errors import NOT_ALLOWED, UserError
from core.forms.model import Form
from core.logic.program import Program, compile_form
from core.people import Post, Session
from core.ports.form_store import FormStore
from core.ports.ledger import Ledger, Row
from core.ports.vault import BatchKey, ContentKey
from core.services.pools import pools
from core.services.settings import decisions
from core.values import BatchId, FormId, PersonId, SheetId, UnitId, part_of, root_of, serial_of
from core.workflow import batch as batches
from core.workflow import settings, sheet_fold
from core.workflow.batch import Batch
from core.workflow.bodies import unpacked
from core.workflow.key_fold import ClerkKey
from core.workflow.paper import UNTOLD, Paper, Place
from core.workflow.sheet import Sheet
from core.workflow.states import BatchState


class Loading:
    """Reads through the ledger, whose view is the session's own."""

    def __init__(self, ledger: Ledger, forms: FormStore) -> None:
        self._ledger, self._forms = ledger, forms
        self._programs: dict[FormId, Program] = {}

    def batch(self, session: Session, batch: BatchId) -> Batch:
        """The batch. Raises UserError NOT_ALLOWED where the person may not know of it."""
        if self._keys(
            session, root_of(batch)
        ):  # who opened it too is told of that, and of nothing since
            return self._from_rows(session, batch)
        folded = batches.fold(self._ledger.history(session, root_of(batch)), part_of(batch))
        return folded or self._from_rows(session, batch)

    def holding(self, session: Session, sheet: SheetId) -> Batch:
        """The batch, or part of one, that the sheet is in now. Raises UserError NOT_ALLOWED."""
        return self.batch(session, self.sheet(session, sheet).batch)

    def sheet(self, session: Session, sheet: SheetId) -> Sheet:
        """The sheet; in a clerk's session, that clerk's own pass of it."""
        return sheet_fold.fold(sheet, self._ledger.history(session, sheet))

    def serials(self, session: Session, batch: Batch) -> tuple[str, ...]:
        """The serials in the batch, or in the part of one, now. For its clerks nothing was split off."""
        if batch.pass_of(session.person) is not None:
            return batch.serials
        rows = self._ledger.rows(session, "sheet", {"root": root_of(batch.id)}, order=("serial",))
        return serials_within(batch, rows)

    def scanned(self, session: Session, batch: BatchId) -> frozenset[str]:
        """Serials of the batch and its parts of which the person may see a scan: paper need not be at
        hand for them."""
        counted = self._ledger.count(session, "scan", ("sheet",), {"batch": root_of(batch)})
        return frozenset(serial_of(SheetId(sheet)) for (sheet,) in counted)

    def form(self, form: FormId) -> Form:
        """A published form."""
        return self._forms.get(form)

    def program(self, form: FormId) -> Program:
        """The form's logic, compiled on first use."""
        program = self._programs.get(form)
        if program is None:
            program = self._programs[form] = compile_form(self._forms.get(form))
        return program

    def blind_share(self, session: Session, batch: Batch) -> float:
        """Which part of its agreed answers the third person reads too: what held when it was opened."""
        return settings.blind_share(decisions(self._ledger, session), batch.opened_at)

    def rules(self, session: Session, form: FormId) -> FormId:
        """The version whose rules are in force for a form's records: the newest it pools with."""
        return pools(self._ledger, session).get(form, form)

    def _keys(self, session: Session, batch: BatchId) -> bool:
        """Whether the person holds a pass."""
        held = self._ledger.rows(session, "post", {"person": session.person, "batch": batch})
        return any(row["post"] in (Post.PASS1, Post.PASS2) for row in held)

    def _from_rows(self, session: Session, batch: BatchId) -> Batch:
        """What a clerk may know of a batch: its paper, its public key, and that clerk's own post."""
        rows = self._ledger.rows(session, "batch", {"id": batch})
        if not rows:
            raise UserError(NOT_ALLOWED, action="batch")
        row = rows[0]
        posts: dict[Post, tuple[PersonId, ...]] = {}
        relieved: set[PersonId] = set()
        for held in self._ledger.rows(session, "post", {"batch": batch}):
            post = Post(held["post"])
            posts[post] = (*posts.get(post, ()), PersonId(held["person"]))
            relieved |= {PersonId(held["person"])} if held["relieved"] else set()
        sealed = self._ledger.rows(session, "batch_key", {"batch": batch})
        return Batch(
            id=batch,
            code=row["code"],
            form=FormId(row["form"]),
            unit=UnitId(row["unit"]),
            lineage=tuple(UnitId(unit) for unit in unpacked(row["lineage"])),
            period=row["period"],
            first=row["first"],
            last=row["last"],
            width=row["width"],
            counts=unpacked(row["counts"]),
            is_visit=bool(row["is_visit"]),
            key=BatchKey(
                sealed[0]["public"] if sealed else "",
                {key["holder"]: key["sealed"] for key in sealed},
            ),
            posts=posts,
            branch_profile=bool(row["branch_profile"]),
            state=BatchState.KEYING if row["open"] else BatchState(row["state"]),
            round=row["round"],
            content_keys=self._content_keys(session, batch),
            opened_at=row["opened_at"],
            paper=paper_of(row),
            due=row["due"],
            relieved=frozenset(relieved),
        )

    def _content_keys(self, session: Session, batch: BatchId) -> tuple[ClerkKey, ...]:
        rows = self._ledger.rows(session, "content_key", {"batch": batch})
        return tuple(
            ClerkKey(
                PersonId(row["person"]),
                row["pass"],
                ContentKey(row["id"], row["to_self"], row["to_batch"], row["public"]),
            )
            for row in rows
        )


def serials_within(batch: Batch, sheets: Iterable[Row]) -> tuple[str, ...]:
    """The serials in the batch or part now; `sheets`: every sheet begun in any part, by serial."""
    here, elsewhere = [], set()
    for row in sheets:
        if row["batch"] == batch.id:
            here.append(row["serial"])
        else:
            elsewhere.add(row["serial"])
    every = batch.serials if batch.part == 1 and not batch.is_visit else here
    return tuple(serial for serial in every if serial not in elsewhere)


def place_of(row: Row) -> Place | None:
    """Where a batch's paper is, as its row says: without the people, whom only some may know."""
    said = unpacked(row["place"])
    return Place(UnitId(said["at"]), UnitId(said["to"]) if said["to"] else None) if said else None


def paper_of(row: Row) -> Paper:
    """A batch's paper as its row says."""
    lost = dict.fromkeys(unpacked(row["lost"]) or (), UNTOLD)
    return Paper(place_of(row), lost, tuple(unpacked(row["extra"]) or ()))
