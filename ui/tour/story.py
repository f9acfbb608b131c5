"""The whole story: one stack of paper, and one visit, become approved figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.values import Answers
from ui.tour.chapters import batching, keying, rechecking, reporting, reviewing, ruling, visiting
from ui.tour.conductor import Story
from ui.tour.slips import Plan
from ui.tour.stage import Paper, Stage

CLERKS = ("clerk1", "clerk2")
JUDGES = ("judge1", "judge2")
LEADER, QUALITY, SHOPPER, ADMIN = "leader", "quality", "shopper", "admin"
REVIEWERS = {2: LEADER, 3: QUALITY}
LEVEL_2, APPROVED = 2, "approved"
ROUNDS = 8
"""More rounds of drawing and correcting than any batch needs: a full recheck is the third."""


@dataclass(frozen=True)
class Script:
    """What the people of the tour hold in their hands."""

    paper: Paper
    plan: Plan
    visits: Paper
    visit: Answers
    photo: Path
    reports: Path


def whole(stage: Stage, script: Script) -> Story:
    """Everything, in order."""
    yield from photographs_of_the_door(stage)
    paper = script.paper
    for number, login in enumerate(CLERKS, start=1):
        typed = dict(zip(paper.sheets, script.plan.typed(number), strict=True))
        yield from keying.key_pass(stage, login, typed, "keying" if number == 1 else "")
    yield from ruling.rule(stage, JUDGES[0], paper, "differences")
    yield from batching.close_keying(stage, LEADER, paper.batch, "batch")
    yield from settle(stage, paper, "recheck")
    yield from visiting.record(stage, SHOPPER, script.visits, script.visit, script.photo, "visit")
    yield from batching.close_keying(stage, LEADER, script.visits.batch)
    yield from settle(stage, script.visits)
    yield from approve(stage, paper, photograph=True)
    yield from approve(stage, script.visits, photograph=False)
    batches = (paper.batch, script.visits.batch)
    yield from reporting.export(stage, QUALITY, batches, script.reports, "reports")
    yield from photographs_of_the_rest(stage)


def settle(stage: Stage, paper: Paper, photograph: str = "") -> Story:
    """Close queries and rule on the corrections they lead to, until nothing is open."""
    while True:
        yield from rechecking.recheck(stage, LEADER, paper, photograph)
        photograph = ""
        if not any(row.batch == paper.batch for row in rechecking.page_of(stage).table.rows):
            return
        yield from judges(stage, paper)


def judges(stage: Stage, paper: Paper) -> Story:
    """Each adjudicator rules on what the other may not: nobody rules twice on one question."""
    for login in reversed(JUDGES):
        yield from ruling.rule(stage, login, paper)


def approve(stage: Stage, paper: Paper, *, photograph: bool) -> Story:
    """Review a batch until it is approved; a return at level 3 begins at level 2 again."""
    for _ in range(ROUNDS):
        for level in REVIEWERS:
            yield from pass_level(stage, paper, level, photograph=photograph and level == LEVEL_2)
        photograph = False
        desk = stage.workspace.desk
        if desk.batches.batch(desk.session, paper.batch).state == APPROVED:
            return
    raise RuntimeError("the batch was not approved")


def pass_level(stage: Stage, paper: Paper, level: int, *, photograph: bool) -> Story:
    """Review at one level, round by round, until the batch leaves it."""
    reviewer = REVIEWERS[level]
    for _ in range(ROUNDS):
        known = len(stage.finds.reviewed)
        yield from reviewing.draw(stage, reviewer, paper, level)
        if reviewing.task_of(stage, paper.batch, level) is None:
            return
        yield from reviewing.check_all(stage, paper, level, "review" if photograph else "")
        if len(stage.finds.reviewed) > known:
            yield from judges(stage, paper)
        yield from settle(stage, paper)
        yield from reviewing.decide(stage, reviewer, paper, level, "verdict" if photograph else "")
        photograph = False
        if reviewing.task_of(stage, paper.batch, level) is None:
            return
    raise RuntimeError(f"the batch did not pass level {level}")


def photographs_of_the_door(stage: Stage) -> Story:
    """The sign-in page."""
    yield None
    yield from stage.picture("sign_in")


REST = (
    ("", ("journal", "batches", "privacy")),
    (LEADER, ("open_batch", "team")),
    (CLERKS[0], ("feedback", "guide", "keys", "account", "preferences")),
    (ADMIN, ("people", "units", "forms", "settings", "devices", "backup")),
)
"""Who has the pages that no chapter of the work shows; "" for whoever is signed in."""


def photographs_of_the_rest(stage: Stage) -> Story:
    """The pages beside the work itself."""
    for login, pages in REST:
        if login:
            yield from stage.sign_in(login)
        for page in pages:
            yield from stage.go(page)
            yield from stage.picture(page)
