"""What a clerk waits for on the page of the own figures, with many own sheets, beside the limit.

    python -m benchmarks.feedback [--sheets 2000] [--rounds 5] [--folder DIR]

The keyings are those of the 30-question branch form on a real encrypted project, sealed, signed, compared
and settled through the services, with slips at the usual rate in both passes; the batch is drawn for level 2.
The page counts questions of batches that others keyed: as many sheets again, timed at the leader's desk.
Exits 1 where the page waits longer than the limit.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from benchmarks._slips import slipped
from benchmarks._told import told
from core.forms.demo import questionnaires
from core.progress import Silent
from core.services.adjudication import Verdict
from core.services.desk import Desk
from core.services.recheck import Closing
from core.values import Answers, BatchId
from core.workflow.contents import KeyingContent, keying_context
from core.workflow.keying_bodies import keying_submitted
from tests.support.world import StoredWorld, in_folder

CHUNK = 100
LIMIT_S = 1.0
"""No requirement names it: a person who waits longer turns to something else. The page reads in a job."""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sheets", type=int, default=2000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as place:
        world = in_folder(Path(place) / "project", "BSQ-1.xlsx")
        return told(figures(world, given.sheets, given.rounds), {"page_s": LIMIT_S})


def figures(world: StoredWorld, sheets: int, rounds: int) -> dict[str, float]:
    """Seconds on the wall, the best round of each."""
    batch = world.open_paper(sheets)
    settle(world, batch, sheets)
    clerk, leader = world.desk("clerk1"), world.desk("leader")
    found = clerk.feedback.mine(clerk.session)
    (form,) = leader.feedback.forms(leader.session)
    questions = best(lambda: leader.feedback.questions(leader.session, form), rounds)
    return {
        "sheets": found.speed.sheets,
        "fields": found.speed.fields,
        "wrong_fields": found.wrong.count,
        "page_s": round(best(lambda: page(clerk), rounds) + questions, 3),
        "mine_s": best(lambda: clerk.feedback.mine(clerk.session), rounds),
        "team_s": best(lambda: leader.feedback.team(leader.session, batch), rounds),
        "questions_s": questions,
    }


def page(clerk: Desk) -> None:
    """What the page “My keying” reads."""
    clerk.feedback.mine(clerk.session, Silent())
    for form in clerk.feedback.forms(clerk.session):
        clerk.feedback.questions(clerk.session, form)


def settle(world: StoredWorld, batch: BatchId, sheets: int) -> None:
    """Key every sheet twice, compare, rule, close, answer queries, draw."""
    dice = Random(1)
    form = world.desk("clerk1").adjudication.form(world.desk("clerk1").session, batch)
    papers = questionnaires(form, seed=1, count=sheets, until=date(2026, 11, 20))
    for login, pass_no in (("clerk1", 1), ("clerk2", 2)):
        keyed = [slipped(form, paper, dice) for paper in papers]
        key_all(world.desk(login), batch, pass_no, keyed)
    judge, leader = world.desk("judge1"), world.desk("leader")
    judge.adjudication.compare(judge.session, batch, Silent())
    truth = {f"{n:04d}": paper for n, paper in enumerate(papers, start=1)}
    for view in judge.adjudication.differences(judge.session, batch):
        right = "first" if view.first == truth[view.serial].get(view.question) else "second"
        judge.adjudication.rule(judge.session, view.id, Verdict(right))
    leader.batches.close(leader.session, batch)
    for query in leader.recheck.queries(leader.session, batch):
        leader.recheck.close(leader.session, query.id, Closing("confirmed", "paper says so"))
    leader.review.draw(leader.session, batch, 2)


def key_all(desk: Desk, batch: BatchId, pass_no: int, papers: list[Answers]) -> None:
    """Sign a keying of every paper, in chunks of one transaction."""
    draft = desk.keying.begin(desk.session, batch, "0001")
    key, keying = draft.content_key, desk.keying
    assert key
    events = []
    for number, paper in enumerate(papers, start=1):
        sheet = f"{batch}/{number:04d}"
        timings = tuple((q, 900 * place) for place, q in enumerate(paper))
        context = keying_context(sheet, pass_no, desk.session.person)  # type: ignore[arg-type]
        content = KeyingContent(paper, timings=timings).to_bytes()
        sealed = keying._vault.seal(desk.session, key, context, content)
        events.append(keying_submitted(sheet, pass_no, 1, key.id, sealed))  # type: ignore[arg-type]
        if len(events) == CHUNK or number == len(papers):
            keying._ledger.append(desk.session, f"pass{pass_no}", events)
            events = []


def best(work: Callable[[], object], rounds: int) -> float:
    """Seconds of the quickest round."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return round(min(taken), 3)


if __name__ == "__main__":
    sys.exit(main())
