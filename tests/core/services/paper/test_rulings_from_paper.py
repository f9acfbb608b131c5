"""Nobody rules without paper or scan: the sheet waits, and the lists to print say so."""

from __future__ import annotations

import pytest

from core.errors import PAPER_NOT_HERE, UserError
from core.services.adjudication import Verdict
from core.values import UnitId

SLIPPED = "Q08"


@pytest.fixture
def batch(world):
    """One sheet, keyed twice with one slip, compared; its paper on the way."""
    made = world.open_paper(1)
    truth = world.truth(made, 1)
    wrong = "2" if truth["0001"][SLIPPED] != "2" else "4"
    world.key_twice(made, truth, {(1, "0001", SLIPPED): wrong})
    world.compare(made)
    leader = world.desk("leader")
    leader.papers.send(leader.session, made, UnitId("HO"))
    return made


def test_while_the_paper_is_on_its_way_its_differences_wait(world, batch):
    judge, quality = world.desk("judge1"), world.desk("quality")
    (view,) = judge.adjudication.differences(judge.session, batch)
    assert (view.question, view.at_hand) == (SLIPPED, False)
    with pytest.raises(UserError) as caught:
        judge.adjudication.rule(judge.session, view.id, Verdict("first"))
    assert caught.value.code == PAPER_NOT_HERE
    quality.papers.receive(quality.session, batch)
    (view,) = judge.adjudication.differences(judge.session, batch)
    assert view.at_hand
    assert world.rule_truly(batch, world.truth(batch, 1)) == 1
