"""What opening and comparing pairs of sealed keyings costs, beside only opening them.

    python -m benchmarks.comparison [--pairs 2000] [--rounds 5] [--folder DIR]

The keyings are those of the 30-question branch form, sealed by a real vault on a real project;
of the answers on which both agree as many are drawn to be read blind as the program brings along.
Figures are processor time of one core; the limit is 100,000 pairs in 5 seconds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random

from benchmarks._slips import slipped
from benchmarks._told import told
from core.event import Stamp
from core.forms.demo import questionnaires
from core.services.adjudication import Adjudication
from core.services.desk import Desk
from core.services.opened_desk import OpenedDesk
from core.values import Answers, BatchId, SheetId, sheet_id
from core.workflow.contents import KeyingContent, keying_context
from core.workflow.settings import BLIND_CHECK, DEFAULTS
from core.workflow.sheet import SealedKeying, Sheet
from tests.support.world import StoredWorld, check_blind, in_folder

LIMIT_S = 5.0


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pairs", type=int, default=2000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as place:
        world = in_folder(Path(place) / "project", "BSQ-1.xlsx")
        return told(figures(world, given.pairs, given.rounds), {"opened_and_compared_s": LIMIT_S})


def figures(world: StoredWorld, pairs: int, rounds: int) -> dict[str, float]:
    """Seconds of one core for 100,000 pairs."""
    check_blind(world.desk("admin"), float(DEFAULTS[BLIND_CHECK]))
    batch = world.open_paper(pairs)
    sheets = list(sealed(world, batch, pairs))
    judge = world.desk("judge1")
    desk = opened(judge, batch)
    compared = per_100_000(desk.compare, sheets, rounds)
    only_opened = per_100_000(desk.salt, sheets, rounds)
    found = sum(len(desk.compare(sheet)[0].differing) for sheet in sheets)
    return {
        "opened_and_compared_s": compared,
        "only_opened_s": only_opened,
        "share_of_limit": round(compared / LIMIT_S, 2),
        "to_rule_on": found,
    }


def opened(judge: Desk, batch: BatchId) -> OpenedDesk:
    """The adjudicator's desk on the batch."""
    adjudication: Adjudication = judge.adjudication
    loading, vault = adjudication._loading, adjudication._vault
    return OpenedDesk(judge.session, loading.batch(judge.session, batch), vault, loading)


def sealed(world: StoredWorld, batch: BatchId, pairs: int) -> Iterator[Sheet]:
    """Sheets whose two keyings are sealed by their clerks, with slips at the usual rate."""
    dice = Random(1)
    desks = {1: world.desk("clerk1"), 2: world.desk("clerk2")}
    drafts = {n: d.keying.begin(d.session, batch, "0001") for n, d in desks.items()}
    form = drafts[1].form
    papers = questionnaires(form, seed=1, count=pairs, until=date(2026, 11, 20))
    for number, truth in enumerate(papers, start=1):
        sheet = sheet_id(batch, f"{number:04d}")
        keyings = {}
        for pass_no, desk in desks.items():
            key = drafts[pass_no].content_key
            assert key
            content = KeyingContent(slipped(form, truth, dice), timings=timed(truth)).to_bytes()
            context = keying_context(sheet, pass_no, desk.session.person)
            body = desk.keying._vault.seal(desk.session, key, context, content)
            keyings[pass_no] = keying(sheet, pass_no, desk, key.id, body)
        yield Sheet(sheet, keyings=keyings)


def keying(sheet: SheetId, pass_no: int, desk: Desk, key: str, body: str) -> SealedKeying:
    stamp = Stamp(pass_no, 0, "d", pass_no)
    name = f"{sheet}/{pass_no}/1"
    return SealedKeying(name, pass_no, 1, desk.session.person, key, body, False, stamp)


def timed(truth: Answers) -> tuple[tuple[str, int], ...]:
    return tuple((key, 900 * place) for place, key in enumerate(truth))


def per_100_000(work: Callable[[Sheet], object], sheets: list[Sheet], rounds: int) -> float:
    """The best round's processor time, scaled to 100,000 sheets."""
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        for sheet in sheets:
            work(sheet)
        taken.append(time.process_time() - begun)
    return round(min(taken) / len(sheets) * 100_000, 2)


if __name__ == "__main__":
    sys.exit(main())
