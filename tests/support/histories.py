"""Histories of one subject, with every kind of event that a fold knows."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from core.event import Event, Kind, NewEvent
from core.ports.vault import BatchKey
from core.values import BatchId, PersonId, SheetId, UnitId, part_id
from core.workflow import batch_bodies, bodies, key_bodies, keying_bodies
from core.workflow.bodies import BatchOpened, FoundBody
from core.workflow.scanning import Scan, scan_attached, scan_removed
from core.workflow.settings import named_device
from core.workflow.setup_bodies import PersonAdded, PersonChanged, person_changed
from tests.support.events import at

SHEET = SheetId("b-1/0001")
BATCH = BatchId("b-1")
ROLES = ("post", "adjudication", "leader", "leader", "quality")
PERSON = PersonId("p-1")
LIMIT = "setting/error_limit"
PEOPLE = ("clerk1", "clerk2", "judge1", "judge2", "leader", "quality")
OPENING: BatchOpened = {
    "code": "E01-202611-01",
    "form": "f",
    "unit": "E01",
    "lineage": ["E01", "E", "HO"],
    "period": "2026-11",
    "first": 1,
    "last": 9,
    "width": 4,
    "counts": {"issued": 9, "returned": 9, "not_returned": 0, "spoilt": 0},
    "posts": {"pass1": ["clerk1"], "pass2": ["clerk2"], "adjudication": ["judge1", "judge2"]},
    "is_visit": False,
    "branch_profile": False,
    "public": "P",
    "sealed": {"judge1": "S", "@recovery": "R"},
}


def keyed(pass_no: int) -> NewEvent:
    return keying_bodies.keying_submitted(SHEET, pass_no, 1, "key", "sealed")


def compared(n: int, first: str = "clerk1", second: str = "clerk2") -> NewEvent:
    return bodies.sheet_compared(
        SHEET,
        {"first": first, "second": second, "fields": 30, "n": n, "suspected": False, "sealed": ""},
        seen=0,
    )


def ruled(n: int, mark: str, after: int = 0) -> NewEvent:
    return bodies.difference_ruled(
        SHEET, {"id": f"{SHEET}#{n}", "after": after, "mark": mark, "sealed": ""}
    )


def ruled_wrong_sheet(line: str, to: str = "") -> NewEvent:
    told = {
        "id": f"{SHEET}#sheet",
        "after": 0,
        "mark": to,
        "sealed": "",
        "keying": line,
        "moved_to": to,
    }
    return NewEvent(Kind.DIFFERENCE_RULED, SHEET, told)


def settled(revision: int, mark: str = "m") -> NewEvent:
    return bodies.record_settled(
        SHEET,
        {
            "revision": revision,
            "answers_json": "{}",
            "readings_json": "{}",
            "rulers_json": "{}",
            "private": "",
            "mark": mark,
        },
    )


def found(check: str, value: str = "1", severity: str = "review") -> FoundBody:
    return {
        "query": check,
        "check": check,
        "version": "v",
        "severity": severity,
        "questions": ["Q08"],
        "values_json": value,
        "bound": "",
        "mark": "",
    }


def checked(revision: int, *findings: FoundBody) -> NewEvent:
    return bodies.record_checked(SHEET, revision, findings)


def closed(check: str, revision: int, outcome: str, after: int = 0) -> NewEvent:
    return bodies.query_closed(
        SHEET,
        {
            "query": bodies.query_id(SHEET, check),
            "revision": revision,
            "outcome": outcome,
            "why": "paper",
            "after": after,
            "differences": [],
        },
    )


def on_sheet(dice: Random) -> NewEvent:
    revision = dice.randint(1, 3)
    return dice.choice(
        [
            keyed(dice.randint(1, 2)),
            keying_bodies.sheet_set_aside(SHEET, dice.randint(1, 2), "unclear"),
            compared(dice.randint(0, 3), *dice.sample(PEOPLE[:3], 2)),
            ruled(dice.randint(1, 3), dice.choice("ab"), dice.choice((0, 0, 2))),
            ruled_wrong_sheet(
                f"d{dice.randint(1, 2)}:{dice.randint(0, 6)}", dice.choice(("", "x"))
            ),
            keying_bodies.keying_moved(SHEET, dice.randint(1, 2), 2, "clerk1", "x@d1:0", "", 0),
            bodies.difference_opened(SHEET, dice.choice(("Q08", "Q09")), revision, "query"),
            settled(revision, dice.choice("ab")),
            checked(revision, *(found(c, dice.choice("12")) for c in dice.sample("RST", 2))),
            closed(dice.choice("RST"), revision, dice.choice(("confirmed", "corrected"))),
            bodies.sheet_reviewed(
                SHEET,
                {
                    "level": dice.randint(2, 3),
                    "round": 1,
                    "reason": "random",
                    "checked": 9,
                    "wrong": 0,
                    "findings_json": "",
                    "private": "",
                },
            ),
            bodies.sheet_voided(SHEET, "torn"),
            bodies.sheet_erased(SHEET, {"cause": "request", "reference": "7", "files": []}),
            batch_bodies.sheet_moved(SHEET, dice.randint(1, 3), 0),
            scan_attached(SHEET, scan(dice)),
            scan_removed(SHEET, scan(dice), "other_sheet", 0),
        ]
    )


def scan(dice: Random) -> Scan:
    return Scan(dice.choice("ab"), "jpeg", 1, dice.randint(1, 2), dice.randint(0, 2), "")


def changed(dice: Random) -> NewEvent:
    """What batch.changed says, of each `did` one."""
    first, second = map(PersonId, dice.sample(PEOPLE, 2))
    counts = {**OPENING["counts"], "spoilt": dice.randint(0, 2)}
    here, there = map(UnitId, dice.sample(("E01", "E", "HO"), 2))
    part = dice.randint(1, 3)
    serial = dice.choice(("0001", "0002"))
    return dice.choice(
        [
            batch_bodies.paper_sent(BATCH, here, there, 0),
            batch_bodies.paper_received(BATCH, here, 0),
            batch_bodies.paper_lost(BATCH, serial, first, "fire", 0),
            batch_bodies.paper_found(BATCH, serial, 0),
            batch_bodies.paper_numbered(BATCH, "0001-1", "duplicate", dice.randint(0, 1), 0),
            batch_bodies.paper_counted(BATCH, counts, "late", 0),
            batch_bodies.deadline_set(BATCH, dice.choice(("", "2026-12-01", "2026-12-02")), 0),
            batch_bodies.handed_over(BATCH, first, second, "ill", 0),
            batch_bodies.tail_split(part_id(BATCH, part), part + 1, dice.randint(1, 3), "late", 0),
        ]
    )


def on_project(dice: Random) -> NewEvent:
    value, since = dice.choice("34"), dice.choice(("2026-12-01", "2027-01-01"))
    body = {"what": "setting", "name": "error_limit", "value": f"0.{value}"}
    return NewEvent(Kind.PROJECT_CHANGED, LIMIT, body | {"since": since, "start": int(value)})


def on_device(dice: Random) -> NewEvent:
    return named_device("d1", dice.choice(("Desk 1", "Desk 2")))


def on_person(dice: Random) -> NewEvent:
    added: PersonAdded = {
        "login": "chen", "name": "Chen", "grants": [], "sign_key": "", "seal_key": "",
        "active": True, "trained_on": "", "by": "@project", "cert": "",
    }  # fmt: skip
    changes: list[PersonChanged] = [
        {"did": "changed", "name": dice.choice(("Chen", "Chen Yi"))},
        {"did": "removed", "active": False, "why": "left"},
        {"did": "password"},
        {"did": "confirmed", "until": ""},
    ]
    return dice.choice(
        [
            NewEvent(Kind.PERSON_ADDED, PERSON, added),
            *(person_changed(PERSON, body) for body in changes),
        ]
    )


def replaced(of: str, by: str, without: str) -> NewEvent:
    sealed = {**dict.fromkeys(("judge1", "judge2", "leader"), "S"), "@recovery": "R"}
    return key_bodies.batch_key_replaced(
        BATCH, of, BatchKey(by, sealed), {of: "F"}, [PersonId(without)]
    )


def on_batch(dice: Random) -> NewEvent:
    level, round_no = dice.randint(2, 3), dice.randint(1, 2)
    part = part_id(BATCH, dice.choice((1, 1, 2, 3)))
    return dice.choice(
        [
            changed(dice),
            changed(dice),
            changed(dice),
            bodies.batch_closed(part, 9, 0, 0),
            NewEvent(
                Kind.KEY_GRANTED,
                BATCH,
                {"what": "content", "id": dice.choice("kl"), "to_self": "", "to_batch": ""},
            ),
            *bodies.batch_key_granted(BATCH, PersonId("judge2"), {dice.choice("PQ"): "x"}),
            replaced(dice.choice("PQ"), dice.choice("QR"), dice.choice(("judge1", "judge2"))),
            batch_bodies.handed_over(
                BATCH, PersonId("clerk1"), PersonId(dice.choice(PEOPLE)), "", 9
            ),
            batch_bodies.tail_split(
                part_id(BATCH, dice.randint(1, 2)), dice.randint(2, 3), 2, "", 9
            ),
            batch_bodies.paper_counted(BATCH, OPENING["counts"], "", 9),
            batch_bodies.paper_numbered(BATCH, "0001-S1", "", 1, 9),
            batch_bodies.paper_lost(BATCH, "0001", PersonId("clerk1"), "", 9),
            bodies.sample_drawn(
                part,
                {
                    "level": level,
                    "round": round_no,
                    "seed": dice.choice("ab"),
                    "sheets": [[SHEET, "random"]],
                },
            ),
            bodies.batch_decided(
                part,
                {
                    "level": level,
                    "round": round_no,
                    "outcome": dice.choice(("passed", "returned", "more")),
                    "why": "",
                    "verdict_json": "",
                },
            ),
            bodies.batch_opened(BATCH, OPENING),
        ]
    )


MAKERS = [
    (SHEET, on_sheet),
    (BATCH, on_batch),
    (BATCH, lambda dice: changed(dice) if dice.random() < 0.8 else on_batch(dice)),
    (LIMIT, on_project),
    ("device/d1", on_device),
    (PERSON, on_person),
]


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, list[Event]]:
    """Events of one subject, written by several people on several machines."""
    dice = draw(st.randoms(use_true_random=False))
    subject, make = draw(st.sampled_from(MAKERS))
    count = draw(st.integers(1, 14))
    events = [
        at(ms, make(dice), dice.choice(PEOPLE), dice.choice(("d1", "d2")), dice.choice(ROLES))
        for ms in range(count)
    ]
    return subject, events
