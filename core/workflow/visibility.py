"""Who may see which rows and events: the one policy that services and storage both apply.

A clerk of one pass must not learn what, whether, when or by whom the other pass was keyed; a branch
must not learn of visits; an administrator sees no answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core.event import Event, Kind
from core.people import Grant, Post, Role, Session
from core.values import BatchId, root_of
from core.workflow.scanning import FOR_ALL
from core.workflow.states import ONCE_SETTLED

Where = Mapping[str, Any]
Alternatives = tuple[Where, ...]
"""A row is seen if it fulfils any of them; `()` shows no row, `({},)` shows all."""
Places = Mapping[str, frozenset[str]]
"""Batch id -> posts held there, "over:<role>" for a role whose grant covers the batch, VISITS if it is a
batch of visits, SETTLED if it was settled as a whole (to its clerks: with every part that was split off;
to those over it: the part), OTHERS_DONE if it was approved in a unit where the
person is a clerk, OWN_TAIL if it is a settled part of one in which the person keys; under PROJECT:
KNOWS_SHOPPERS."""
Fetch = Callable[[str, Where], Iterable[Mapping[str, Any]]]
"""Reads rows of a table without any filter."""

PROJECT = ""
KNOWS_SHOPPERS = "knows_shoppers"
VISITS = "visits"
SETTLED = "settled"
OTHERS_DONE = "others_done"
OWN_TAIL = "own_tail"
SETTLED_STATES = tuple(state.value for state in ONCE_SETTLED)
OVER_LEADER, OVER_QUALITY = f"over:{Role.LEADER}", f"over:{Role.QUALITY}"
OVER_MANAGER, OVER_ADMIN = f"over:{Role.MANAGER}", f"over:{Role.ADMIN}"
HEAD_LEVELS = ("bank", "region")
"""Levels of units that are no branch: whose leaders may know of visits (requirements MYS-09)."""

PASSES = {Post.PASS1.value: 1, Post.PASS2.value: 2}
DESKS = frozenset({Post.ADJUDICATION.value, Post.LEVEL2.value, Post.LEVEL3.value})
OVERSIGHT = frozenset({OVER_LEADER, OVER_QUALITY})
OPEN_TABLES = frozenset({"unit", "form", "setting"})
BATCH_TABLES = frozenset({"batch", "reach", "batch_key"})
DESK_TABLES = frozenset({"difference", "query", "sample", "review", "decision"})
SLIP_TABLES = frozenset({"slip", "differed"})
OPEN_KINDS = frozenset(
    {Kind.PROJECT_CREATED, Kind.PROJECT_CHANGED, Kind.UNIT_RECORDED, Kind.FORM_PUBLISHED}
)
PERSON_KINDS = frozenset({Kind.PERSON_ADDED, Kind.PERSON_CHANGED, Kind.LOGIN_FAILED})
BATCH_KINDS = frozenset(
    {Kind.BATCH_OPENED, Kind.BATCH_CLOSED, Kind.BATCH_CHANGED}
    | {Kind.SAMPLE_DRAWN, Kind.BATCH_DECIDED, Kind.KEY_GRANTED}
)
PASS_KINDS = frozenset({Kind.KEYING_SUBMITTED, Kind.SHEET_SET_ASIDE})
DISPUTE_KINDS = frozenset({Kind.SHEET_COMPARED, Kind.DIFFERENCE_OPENED, Kind.DIFFERENCE_RULED})
REPORTERS = frozenset({OVER_LEADER, OVER_QUALITY, OVER_MANAGER, OVER_ADMIN})
REPORT_ROLES = (Role.LEADER, Role.QUALITY, Role.MANAGER, Role.ADMIN)


def standing(session: Session, fetch: Fetch) -> Places:
    """The places of a person, from the projection's unfiltered rows; changes with batch events only."""
    places: dict[str, set[str]] = {}
    for row in fetch("post", {"person": session.person}):
        places.setdefault(row["batch"], set()).add(row["post"])
    keyed = tuple(batch for batch, held in places.items() if held & set(PASSES))
    own = {row["id"] for row in fetch("batch", {"subject": keyed, "told": 1})}
    for batch in own.intersection(keyed):
        places[batch].add(SETTLED)
    granted = tuple({grant.unit for grant in session.grants})
    levels = {row["id"]: row["level"] for row in fetch("unit", {"id": granted})}
    for row in fetch("reach", {"unit": granted}):
        found = {tag for grant in session.grants for tag in _tags(grant, row, levels)}
        if found:
            places.setdefault(row["batch"], set()).update(found)
    others = {OTHERS_DONE}  # never of visits, and the more there are the longer somebody is here
    asked = tuple(batch for batch, held in places.items() if held != others)
    for row in fetch("batch", {"id": asked, "is_visit": 1}):
        places[row["id"]].add(VISITS)
    if knows_shoppers(session, levels):
        places[PROJECT] = {KNOWS_SHOPPERS}
    seen = {
        batch: frozenset(_blinded(held))
        for batch, held in places.items()
        if batch == (root := root_of(BatchId(batch))) or not places.get(root, set()) & set(PASSES)
    }
    return seen | dict.fromkeys(own.difference(keyed), frozenset({OWN_TAIL}))


def knows_shoppers(session: Session, levels: Mapping[str, str]) -> bool:
    """Whether the person may know who the shoppers are; `levels`: unit id -> level of granted units."""
    return any(
        grant.role in (Role.QUALITY, Role.ADMIN)
        or (grant.role is Role.LEADER and levels.get(grant.unit) in HEAD_LEVELS)
        for grant in session.grants
    )


def row_filter(session: Session, table: str, places: Places) -> Alternatives | None:
    """Alternatives for a person's view of a table; None refuses the table altogether."""
    me, desk = session.person, _batches(places, DESKS | OVERSIGHT)
    if table in OPEN_TABLES or (table == "person" and _knows(places)):
        return ({},)
    if table == "person":
        return {"shopper": 0}, {"id": me}
    if table in BATCH_TABLES:
        known = tuple(
            b for b, held in places.items() if b and held - {OTHERS_DONE, OWN_TAIL, SETTLED}
        )
        return _some({"batch" if table != "batch" else "id": known})
    if table == "post":
        return {"person": me}, *_some({"batch": desk})
    if table == "paper":
        return _some({"batch": _batches(places, DESKS | REPORTERS)})
    if table == "content_key":
        return {"person": me}, *_some({"batch": _batches(places, {Post.ADJUDICATION.value})})
    return _of_sheets(session, table, places)


def may_see(session: Session, event: Event, places: Places, settled: str) -> bool:
    """Whether the person may see one event of a subject.

    `settled`: the batch, or the part split off one, in which the sheet's record is; "" while it has none.
    """
    if event.actor == session.person or event.kind in OPEN_KINDS:
        return True
    if event.kind in PERSON_KINDS:
        return _may_see_person(session, event, places)
    if event.kind is Kind.FILE_CLEANED:
        return _knows(places)
    if event.kind is Kind.REPORT_EXPORTED:
        return _may_see_export(session, event, places)
    held = places.get(event.subject.split("/", 1)[0], frozenset())
    if held & OVERSIGHT or Post.ADJUDICATION.value in held:
        return True
    if event.kind in BATCH_KINDS:
        return bool(held & (DESKS | {OVER_ADMIN}))
    if event.kind in PASS_KINDS and (held & set(PASSES)):
        return VISITS not in held and event.body.get("pass") in {PASSES.get(p) for p in held}
    if event.kind is Kind.SHEET_VOIDED and held & set(PASSES):
        return True
    if event.kind is Kind.RECORD_SETTLED and OVER_MANAGER in places.get(settled, frozenset()):
        return True  # a batch may be approved before what was split off it
    return bool(held & DESKS) and bool(settled or event.kind not in DISPUTE_KINDS)


def may_open_files(places: Places) -> bool:
    """Whether the person may open evidence: who records visits, settles or watches over them."""
    recording = DESKS | OVERSIGHT | {Post.PASS1.value}
    return any(VISITS in held and held & recording for held in places.values())


def _covers(role: Role, reach: Mapping[str, Any], levels: Mapping[str, str]) -> bool:
    """Whether a role granted on a unit at or above the batch gives a view of it."""
    if role is Role.MANAGER:
        return bool(reach["state"] == "approved")
    if role not in (Role.LEADER, Role.QUALITY, Role.ADMIN):
        return False
    return not reach["is_visit"] or levels.get(reach["unit"]) in HEAD_LEVELS


def _tags(grant: Grant, reach: Mapping[str, Any], levels: Mapping[str, str]) -> Iterable[str]:
    """What a grant gives in a batch below its unit."""
    if grant.unit != reach["unit"]:
        return
    if _covers(grant.role, reach, levels):
        yield f"over:{grant.role}"
        if reach["state"] in SETTLED_STATES:
            yield SETTLED
    if _is_done_by_others(grant.role, reach):
        yield OTHERS_DONE


def _blinded(held: set[str]) -> set[str]:
    """Whoever keys a pass sees nothing else of the batch, whatever else that person is."""
    if held & set(PASSES):
        return held & (set(PASSES) | {VISITS, SETTLED})
    return held


def _done(places: Places) -> Places:
    """The batches that were settled as a whole: from then on nobody keys any part, so nobody is blinded."""
    return {batch: held for batch, held in places.items() if SETTLED in held}


def _of_sheets(session: Session, table: str, places: Places) -> Alternatives | None:
    """As `row_filter`, of the tables whose rows belong to one sheet or one round of a level."""
    desk = _batches(places, DESKS | OVERSIGHT)
    if table == "sheet":
        managed = _batches(places, {OVER_MANAGER})
        return _some({"batch": desk}) + _some({"batch": managed, "state": "void"})
    if table == "void":  # which part it is in would tell a clerk what the other pass had not keyed
        return _some({"batch": (*desk, *_batches(places, PASSES))})
    if table in ("keying", "set_aside", "returned"):
        return _some({"batch": desk}) + _own_passes(session, places)
    if table == "scan":
        return _some({"batch": desk}) + _paper_in_hand(places)
    if table == "record":
        return _some({"batch": _batches(places, DESKS | OVERSIGHT | {OVER_MANAGER})})
    if table in SLIP_TABLES:
        return _some({"batch": _overseen(places)}) + _own_slips(session, table, places)
    return _some({"batch": desk}) if table in DESK_TABLES else None


def _own_slips(session: Session, table: str, places: Places) -> Alternatives:
    """A clerk's own wrong fields; differences, only of batches that others keyed."""
    if table == "slip":
        own = _batches(_done(places), PASSES) + _batches(places, {OWN_TAIL})
        return _some({"batch": own, "clerk": session.person})
    return _some({"batch": _batches(places, {OTHERS_DONE})})


def _overseen(places: Places) -> tuple[str, ...]:
    return _batches(_done(places), OVERSIGHT)


def _is_done_by_others(role: Role, reach: Mapping[str, Any]) -> bool:
    """Whether a clerk may count the batch's differences, unless that clerk keyed in it (`_blinded`):
    whoever knows his own share of a sum of two knows the other's."""
    return role is Role.CLERK and reach["state"] == "approved" and not reach["is_visit"]


def _knows(places: Places) -> bool:
    return KNOWS_SHOPPERS in places.get(PROJECT, frozenset())


def _may_see_person(session: Session, event: Event, places: Places) -> bool:
    if _knows(places) or event.subject == session.person:
        return True
    grants = event.body.get("grants")
    return grants is not None and not any(g["role"] == Role.SHOPPER for g in grants)


def _may_see_export(session: Session, event: Event, places: Places) -> bool:
    """A report is known to those who may report on all its batches: its name tells of them."""
    if not any(session.has(role) for role in REPORT_ROLES):
        return False
    return all(places.get(batch, frozenset()) & REPORTERS for batch in event.body["batches"])


def _batches(places: Places, any_of: Iterable[str]) -> tuple[str, ...]:
    wanted = frozenset(any_of)
    return tuple(sorted(batch for batch, held in places.items() if batch and held & wanted))


def _own_passes(session: Session, places: Places) -> Alternatives:
    """A clerk's own pass (shared with others of that pass); of visits, only one's own."""
    paper = {batch: held for batch, held in places.items() if VISITS not in held}
    visits = _batches({b: h for b, h in places.items() if VISITS in h}, {Post.PASS1.value})
    own = _some({"batch": visits, "clerk": session.person})
    for post, number in PASSES.items():
        own += _some({"batch": _batches(paper, {post}), "pass": number})
    return own


def _paper_in_hand(places: Places) -> Alternatives:
    """Scans that a clerk may see: of those another pass's clerk made, none, since that would tell."""
    paper = {batch: held for batch, held in places.items() if VISITS not in held}
    own = _some({"batch": _batches(paper, PASSES), "pass": FOR_ALL})
    for post, number in PASSES.items():
        own += _some({"batch": _batches(paper, {post}), "pass": number})
    return own


def _some(where: dict[str, Any]) -> Alternatives:
    """The alternative, unless one of its columns may hold nothing at all."""
    return () if () in where.values() else (where,)
