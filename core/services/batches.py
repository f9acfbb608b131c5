"""Open a batch of paper, see where it stands, close its keying."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import count

from core.errors import (
    CODE_TAKEN,
    NOT_ALLOWED,
    NOT_INDEPENDENT,
    REASON_MISSING,
    TOO_FEW_ADJUDICATORS,
    UserError,
)
from core.event import Changes
from core.line import plain
from core.people import Post, Session
from core.ports.clock import Clock
from core.ports.ledger import Ledger, Row
from core.ports.vault import Vault
from core.services.batch_keys import are_enough, holders, replaced_key
from core.services.directory import Directory, FormRow
from core.services.loading import Loading, serials_within
from core.services.overview import KEYED_TWICE, Listed, figures, handled_in, listed, serials_in
from core.services.settings import decisions
from core.values import BatchId, FormId, PersonId, SheetId, UnitId, part_of, root_of, serial_of
from core.workflow import opening
from core.workflow.batch import Batch
from core.workflow.bodies import (
    BatchOpened,
    batch_closed,
    batch_key_granted,
    batch_opened,
    posts_body,
    sheet_voided,
    unpacked,
)
from core.workflow.conservation import check_handled
from core.workflow.settings import INDEPENDENCE, REQUIRED, in_force
from core.workflow.states import Action, BatchState, SheetState, permit

ID_BYTES = 10


@dataclass(frozen=True)
class Counts:
    """What became of the paper: issued = returned + not_returned + spoilt (design §5)."""

    issued: int
    returned: int
    not_returned: int = 0
    spoilt: int = 0


@dataclass(frozen=True)
class NewBatch:
    """What a leader says when a stack of paper arrives, or a month of visits is planned."""

    code: str
    """Printed code, E01-202611-03."""
    form: FormId
    unit: UnitId
    period: str
    """Month, 2026-11."""
    first: int
    last: int
    counts: Counts
    posts: Mapping[Post, tuple[PersonId, ...]]
    width: int = 4
    """Digits of a printed serial."""
    due: str = ""
    """ISO day on which it should be finished, or ""."""
    branch_profile: bool = False
    """Small-unit profile: the branch keys and adjudicates, the unit above reviews."""


@dataclass(frozen=True)
class BatchRow:
    """A batch in a list, with the figures that this person may see (0 where not)."""

    id: BatchId
    code: str
    form: FormId
    form_titles: dict[str, str]
    unit: UnitId
    unit_names: dict[str, str]
    period: str
    state: str
    is_visit: bool
    sheets: int
    posts: tuple[Post, ...]
    """Posts that this person holds."""
    mine_done: int = 0
    """Sheets of this person's own pass that are submitted."""
    keyed_twice: int = 0
    settled: int = 0
    differences: int = 0
    """Unruled ones."""
    queries: int = 0
    """Open ones."""
    void: int = 0
    set_aside: int = 0
    round: int = 1
    place: tuple[dict[str, str], ...] = ()
    """Names of the unit where the paper is and, on its way, of the one it goes to; empty: here."""
    lost: tuple[str, ...] = ()
    """Serials of sheets lost in house."""
    due: str = ""
    """ISO day on which it should be finished, or ""."""
    conflict: bool = False
    """Two machines decided something of it apart: a person must look at both."""

    @property
    def is_part(self) -> bool:
        """Whether it was split off a batch."""
        return part_of(self.id) > 1

    @property
    def is_transit(self) -> bool:
        """Whether the paper is on its way, so that nobody can work from it."""
        return len(self.place) > 1


@dataclass(frozen=True)
class SheetRow:
    """A serial of the batch register (ENT-11), for people who may see the whole batch."""

    id: SheetId
    serial: str
    state: str
    """not_entered, one_pass, two_passes, differing, settled, in_review, approved, void, set_aside."""
    differences: int = 0
    queries: int = 0
    changed_at: int = 0


@dataclass(frozen=True)
class PostProblem:
    """Something about posts that stops or warns when a batch is opened."""

    code: str
    """TWO_POSTS, POST_EMPTY, NOT_ELIGIBLE, NOT_INDEPENDENT."""
    post: Post
    person: PersonId | None = None
    params: dict[str, object] = field(default_factory=dict)


class Batches:
    """Batches within the session's scope."""

    def __init__(
        self,
        ledger: Ledger,
        vault: Vault,
        clock: Clock,
        loading: Loading,
        directory: Directory,
    ) -> None:
        self._ledger, self._vault, self._clock = ledger, vault, clock
        self._loading, self._directory = loading, directory

    def list(self, session: Session) -> tuple[BatchRow, ...]:
        """Batches the person has a post in or oversees, oldest first."""
        return tuple(map(batch_row, listed(self._ledger, session)))

    def batch(self, session: Session, batch: BatchId) -> BatchRow:
        """One batch. Raises UserError NOT_ALLOWED."""
        found = listed(self._ledger, session, {"id": batch})
        if not found:
            raise UserError(NOT_ALLOWED, action="batch")
        return batch_row(found[0])

    def suggest_code(self, session: Session, unit: UnitId, period: str) -> str:
        """The next free printed code of the unit and month, E01-202611-03."""
        stem = f"{unit}-{period.replace('-', '')}-"
        taken = {row["code"] for row in self._ledger.rows(session, "batch", {"unit": unit})}
        return next(
            code for n in count(1) if (code := f"{stem}{n:02d}") not in taken
        )  # pragma: no branch

    def problems(self, session: Session, new: NewBatch) -> tuple[PostProblem, ...]:
        """What is wrong with the posts as they are filled in so far."""
        forms = {form.id: form for form in self._directory.forms(session)}
        is_visit = new.form in forms and forms[new.form].is_visit
        found = self._faults(session, new, is_visit)
        return tuple(PostProblem(f.code, f.post, f.person, f.params) for f in found)

    def open(self, session: Session, new: NewBatch) -> Changes:
        """Open a batch: key, posts, serials, counts in one signed event.

        Raises UserError TWO_POSTS, POST_EMPTY, NOT_ELIGIBLE, BAD_SERIALS, BAD_COUNTS, CODE_TAKEN, BAD_DATE,
        NOT_ALLOWED.
        """
        lineage = self._directory.lineage(session, new.unit)
        acting = permit(session, Action.OPEN_BATCH, lineage=lineage)
        form = self._form(session, new.form)
        self._directory.refuse_closed(session, new.unit, new.period)
        faults = self._faults(session, new, form.is_visit)
        opening.refuse(faults)
        self._refuse_dependent(session, faults)
        if not form.is_visit:
            opening.check_paper(new.first, new.last, new.width, asdict(new.counts))
        code = plain(new.code)
        if not code or self._ledger.rows(session, "batch", {"code": code}):
            raise UserError(CODE_TAKEN, code=code)
        key = self._vault.new_batch_key(session, new.posts[Post.ADJUDICATION])
        body: BatchOpened = {
            "code": code,
            "form": new.form,
            "unit": new.unit,
            "lineage": [*lineage],
            "period": plain(new.period),
            "first": new.first,
            "last": new.last,
            "width": new.width,
            "counts": asdict(new.counts),
            "posts": posts_body(new.posts),
            "is_visit": form.is_visit,
            "branch_profile": new.branch_profile,
            "due": opening.deadline(new.due),
            "public": key.public,
            "sealed": dict(key.sealed),
        }
        opened = batch_opened(new_batch_id(self._vault.random(ID_BYTES)), body)
        return self._ledger.append(session, acting, [opened])

    def register(self, session: Session, batch: BatchId) -> tuple[SheetRow, ...]:
        """Every serial with its state. Refused (NOT_ALLOWED) to the batch's clerks."""
        found = self._loading.batch(session, batch)
        permit(session, Action.SEE_REGISTER, found)
        rows = self._ledger.rows(session, "sheet", {"root": root_of(batch)}, order=("serial",))
        begun = {row["serial"]: row for row in rows if row["batch"] == batch}
        serials = serials_within(found, rows)
        return tuple(_sheet_row(found, serial, begun.get(serial)) for serial in serials)

    def close(self, session: Session, batch: BatchId) -> Changes:
        """End keying when every returned sheet is keyed twice, void, set aside or lost in house.

        Raises UserError BATCH_NOT_READY with what is open, NOT_ALLOWED.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.CLOSE_BATCH, found)
        counted = figures(self._ledger, session, (batch,))
        gone = self._lost_unkeyed(session, found)
        half = counted.in_state(batch, [SheetState.ONE_PASS]) - gone[SheetState.ONE_PASS]
        aside = counted.in_state(batch, [SheetState.SET_ASIDE])
        void = counted.in_state(batch, [SheetState.VOID])
        keyed = counted.in_state(batch, KEYED_TWICE)
        returned = max(1, keyed) if found.is_visit else found.returned
        finished = keyed + aside + void + gone.total()
        opening.check_closing(found.state.value, returned, finished, half)
        closed = batch_closed(batch, keyed, aside, void)
        return self._ledger.append(session, acting, [closed])

    def name_adjudicator(self, session: Session, batch: BatchId, person: PersonId) -> Changes:
        """Hand the batch key to one more adjudicator, where those there are have ruled already.

        Raises UserError NOT_ALLOWED to anybody but an adjudicator, TWO_POSTS, NOT_ELIGIBLE.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.NAME_ADJUDICATOR, found)
        people = {known.id: known for known in self._directory.people(session)}
        opening.refuse(opening.joining(found.posts, person, people, found.lineage, found.is_visit))
        given = self._vault.grant_batch_key(session, found.key, person)
        return self._ledger.append(session, acting, batch_key_granted(batch, person, given))

    def adjudicators(self, session: Session, batch: BatchId) -> tuple[PersonId, ...]:
        """Who rules on the batch's differences. Raises UserError NOT_ALLOWED to anybody but them."""
        found = self._loading.batch(session, batch)
        permit(session, Action.DISMISS_ADJUDICATOR, found)
        return found.posts[Post.ADJUDICATION]

    def dismiss_adjudicator(self, session: Session, batch: BatchId, person: PersonId) -> Changes:
        """Give the batch a new key that this adjudicator does not hold: what is keyed, compared and
        ruled from then on stays shut to that person.

        Raises UserError NOT_ALLOWED to anybody but another adjudicator, TOO_FEW_ADJUDICATORS.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.DISMISS_ADJUDICATOR, found)
        if person == session.person or person not in found.posts[Post.ADJUDICATION]:
            raise UserError(NOT_ALLOWED, action=Action.DISMISS_ADJUDICATOR.value)
        staying = [holder for holder in holders(found) if holder != person]
        if not are_enough(staying, found):
            raise UserError(TOO_FEW_ADJUDICATORS)
        replaced = replaced_key(session, self._vault, found, staying)
        return self._ledger.append(session, acting, [replaced])

    def holding(self, session: Session, sheet: SheetId) -> BatchRow:
        """The batch, or part of one, that a sheet is in now. Raises UserError NOT_ALLOWED."""
        return self.batch(session, self._loading.sheet(session, sheet).batch)

    def void(self, session: Session, sheet: SheetId, why: str) -> Changes:
        """Take a sheet out of everything, for a reason: a spoilt page, no answer at all.

        Raises UserError REASON_MISSING, FOUR_EYES, MORE_THAN_RETURNED, NOT_ALLOWED, WRONG_STATE.
        """
        batch = self._loading.holding(session, sheet)
        batch.sheet(serial_of(sheet))
        known = self._loading.sheet(session, sheet)
        acting = permit(session, Action.VOID_SHEET, batch, sheet=known)
        if not plain(why):
            raise UserError(REASON_MISSING)
        if not batch.is_visit:
            handled = handled_in(self._ledger, session, batch)
            more = replace(handled, void=handled.void | {serial_of(sheet)})
            check_handled(more, batch.returned)
        voided = sheet_voided(sheet, plain(why), seen=known.seen)
        return self._ledger.append(session, acting, [voided])

    def _lost_unkeyed(self, session: Session, batch: Batch) -> Counter[str]:
        """Lost sheets of the part that can be keyed no more, by what was done with them before."""
        lost = batch.paper.lost.keys() & serials_in(self._ledger, session, batch)
        where = {"root": root_of(batch.id), "serial": tuple(lost)}
        rows = self._ledger.count(session, "sheet", ("serial", "state"), where) if lost else {}
        states = {serial: state for serial, state in rows}
        found = Counter(states.get(serial, SheetState.NOT_ENTERED.value) for serial in lost)
        unkeyed = (SheetState.NOT_ENTERED, SheetState.ONE_PASS)
        return Counter({state: found[state] for state in unkeyed})

    def _form(self, session: Session, form: FormId) -> FormRow:
        known = next((f for f in self._directory.forms(session) if f.id == form), None)
        if known is None:
            raise UserError(NOT_ALLOWED, action="form")
        return known

    def _refuse_dependent(self, session: Session, faults: Sequence[opening.Fault]) -> None:
        """Where the project demands independence, its lack stops the opening."""
        now = round(self._clock.now().timestamp() * 1000)
        demanded = in_force(decisions(self._ledger, session), INDEPENDENCE, now)
        fault = next((f for f in faults if not f.stops), None)
        if fault is not None and demanded == REQUIRED:
            raise UserError(NOT_INDEPENDENT, **fault.params)

    def _faults(self, session: Session, new: NewBatch, is_visit: bool) -> tuple[opening.Fault, ...]:
        people = {person.id: person for person in self._directory.people(session)}
        return opening.faults(
            new.posts,
            people,
            self._directory.lineage(session, new.unit),
            is_visit=is_visit,
            branch_profile=new.branch_profile,
        )


def new_batch_id(random: bytes) -> BatchId:
    """80 random bits in base 32, which no other machine chose."""
    return BatchId("b-" + base64.b32encode(random).decode().lower())


def batch_row(found: Listed) -> BatchRow:
    """A batch as a list shows it."""
    row, counted = found.row, found.figures
    return BatchRow(
        id=found.id,
        code=row["code"],
        form=FormId(row["form"]),
        form_titles=found.form_titles,
        unit=UnitId(row["unit"]),
        unit_names=found.unit_names,
        period=row["period"],
        state=found.state.value,
        is_visit=bool(row["is_visit"]),
        sheets=found.sheets,
        posts=found.posts,
        mine_done=found.mine_done,
        keyed_twice=counted.in_state(found.id, KEYED_TWICE),
        settled=counted.in_state(found.id, [SheetState.SETTLED]),
        differences=counted.unruled(found.id),
        queries=counted.blocking(found.id),
        void=counted.in_state(found.id, [SheetState.VOID]),
        set_aside=counted.in_state(found.id, [SheetState.SET_ASIDE]),
        round=row["round"],
        place=found.place_names,
        lost=tuple(unpacked(row["lost"]) or ()),
        due=row["due"],
        conflict=bool(row["conflict"]),
    )


def _sheet_row(batch: Batch, serial: str, row: Row | None) -> SheetRow:
    sheet = batch.sheet(serial)
    if row is None:
        return SheetRow(sheet, serial, SheetState.NOT_ENTERED.value)
    state = row["state"]
    if state == SheetState.SETTLED:
        in_review = (BatchState.LEVEL2, BatchState.LEVEL3, BatchState.RETURNED)
        if batch.state is BatchState.APPROVED:
            state = "approved"
        elif batch.state in in_review:
            state = "in_review"
    return SheetRow(sheet, serial, state, row["unruled"], row["queries"], row["changed_at"])
