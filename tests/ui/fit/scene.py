"""A project with something on every page, and who comes to which page at which place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.forms.demo import visits as demo_visits
from core.services import demonstration
from core.services.recheck import Closing
from core.values import BatchId, sheet_id
from core.workflow.drafting import DraftChange
from tests.support.world import PERIOD, MemoryWorld, in_memory
from tests.ui.stage import settled

SHEETS = 12
BY_HAND = "0002-S1"
SLIPS = {
    (2, BY_HAND, "Q12"): "3",
    (1, "0002", "Q12"): "1",
    (2, "0003", "Q10"): "4",
    (2, "0004", "Q26"): "2",
}
CONTRADICTION = {"Q12": "1", "Q10": "4", "Q26": "5"}
"""R01 of the questionnaire: slow, yet very satisfied."""


@dataclass(frozen=True)
class Sight:
    """One page as one person comes to it."""

    login: str
    page: str
    place: Any = None
    typed: str = ""
    """What is typed there before it is looked at; ^ is Ctrl+Enter, ~ is F12."""


@dataclass(frozen=True)
class Scene:
    """The world, and all its sights."""

    world: MemoryWorld
    sights: tuple[Sight, ...]


def scene() -> Scene:
    """One batch that is reviewed, one with contradictions, one with differences, one month of visits."""
    world = in_memory("BSQ-1.xlsx", "MSC-1.xlsx")
    contradicted, _ = settled(world, 3, {"0002": CONTRADICTION, "0003": CONTRADICTION})
    reviewed, _ = settled(world, 4)
    _close(world, reviewed)
    differing = _differing(world)
    visits, serial = _visited(world)
    return Scene(world, tuple(_sights(contradicted, reviewed, differing, visits, serial)))


def _close(world: MemoryWorld, batch: BatchId) -> None:
    leader = world.desk("leader")
    for query in leader.recheck.queries(leader.session, batch):
        leader.recheck.close(leader.session, query.id, Closing("confirmed", "seen"))
    leader.batches.close(leader.session, batch)


def _differing(world: MemoryWorld) -> BatchId:
    batch = world.open_paper(SHEETS)
    truth = world.truth(batch, SHEETS)
    leader = world.desk("leader")
    leader.papers.renumber(leader.session, batch, "0002", "duplicate", was_counted=True)
    truth[BY_HAND] = truth["0006"]
    world.key_twice(batch, {n: truth[n] for n in (*list(truth)[:5], BY_HAND)}, SLIPS)
    world.compare(batch)
    leader.papers.lose(leader.session, batch, BY_HAND, world.people()["clerk1"], "not in the box")
    return batch


def _visited(world: MemoryWorld) -> tuple[BatchId, str]:
    leader, shopper = world.desk("leader"), world.desk("shopper")
    form = next(f.id for f in leader.directory.forms(leader.session) if f.is_visit)
    batch = demonstration.open_visits(leader, form, world.people(), PERIOD)
    made = demo_visits(shopper.directory.form(form), seed=3, count=1, until=date(2026, 11, 20))[0]
    draft = shopper.visits.begin(shopper.session, batch)
    for at, (question, answer) in enumerate(made.items()):
        change = DraftChange("answer", question, answer, at=900 * at)
        draft = shopper.keying.accept(shopper.session, draft, change)
    return batch, draft.serial


def _sights(
    contradicted: BatchId, reviewed: BatchId, differing: BatchId, visits: BatchId, serial: str
) -> Iterator[Sight]:
    for page in ("work", "keys", "feedback", "batches", "account", "preferences"):
        yield Sight("clerk1", page)
    yield Sight("clerk1", "guide", "begin")
    for typed in ("", "x", "^", "~"):
        yield Sight("clerk1", "keying", (differing, "0007"), typed)
    yield Sight("clerk1", "keying", differing)
    yield Sight("clerk1", "batch", differing)
    for typed in ("", "3", "n", "a", "w", "w1"):
        yield Sight("judge1", "adjudication", differing, typed)
    yield Sight("judge1", "work")
    for page in ("work", "adjudication", "batches", "team", "reports", "journal", "people"):
        yield Sight("leader", page)
    for typed in ("", "1", "2", "3"):
        yield Sight("leader", "recheck", contradicted, typed)
    for typed in ("", "\n", "\n\n"):
        yield Sight("leader", "review", reviewed, typed)
    for typed in ("", "p", "c", "u", "h", "t", "v", "b"):
        yield Sight("leader", "batch", differing, typed)
    yield Sight("leader", "scans", differing)
    yield Sight("leader", "sheet", sheet_id(differing, "0002"))
    yield Sight("leader", "open_batch")
    for page in ("work", "review", "privacy", "visits", "reports"):
        yield Sight("quality", page)
    yield Sight("shopper", "visits", visits)
    yield Sight("shopper", "visit", (visits, serial))
    yield Sight("manager", "reports")
    for page in ("units", "people", "forms", "settings", "devices", "backup", "journal"):
        yield Sight("admin", page)
