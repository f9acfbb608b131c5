"""An adjudicator who is dismissed or removed opens nothing that comes after; the others open everything."""

from __future__ import annotations

import pytest

from core.errors import BLIND, DAMAGED, NOT_ALLOWED, TOO_FEW_ADJUDICATORS, TwinkeyError
from core.people import Grant, Role
from core.ports.gate import NewPerson
from core.ports.vault import BatchKey
from core.services import demonstration
from core.services.desk import Desk
from core.services.opened_desk import OpenedDesk
from core.values import BatchId, PersonId, sheet_id
from core.workflow.batch import Batch
from core.workflow.contents import keying_context
from core.workflow.drafting import DraftChange
from tests.core.services.test_account import other, refused, remove
from tests.support.world import MemoryWorld, StoredWorld, World, in_folder, in_memory

SHEETS = 3


@pytest.fixture
def world(tmp_path) -> StoredWorld:
    return in_folder(tmp_path / "project", "BSQ-1.xlsx")


def heir_of(world: World) -> PersonId:
    """A third adjudicator, named by judge2."""
    admin = world.desk("admin")
    unit = admin.directory.units(admin.session)[0].id
    person = NewPerson("heir", "Heir", (Grant(Role.QUALITY, unit),), demonstration.PASSWORD)
    admin.directory.add_person(admin.session, person)
    return world.people()["heir"]


def dismissed(world: World, batch: BatchId) -> PersonId:
    """judge1, after judge2 named a third one and dismissed him."""
    judge = world.desk("judge2")
    judge.batches.name_adjudicator(judge.session, batch, heir_of(world))
    person = world.people()["judge1"]
    judge.batches.dismiss_adjudicator(judge.session, batch, person)
    return person


def loaded(desk: Desk, batch: BatchId) -> Batch:
    return desk.adjudication._loading.batch(desk.session, batch)


def keyed(world: World, batch: BatchId, serial: str, truth) -> None:
    for login in ("clerk1", "clerk2"):
        world.key(login, batch, serial, truth[serial])


def test_who_stays_goes_on_with_what_came_before_and_after(world):
    batch, truth = world.open_paper(SHEETS), None
    truth = world.truth(batch, SHEETS)
    wrong = {(1, "0001", "Q01"): other(truth["0001"]["Q01"])}
    world.key_twice(batch, {"0001": truth["0001"]}, wrong)
    world.compare(batch)
    judge = dismissed(world, batch)
    keyed(world, batch, "0002", truth)
    world.compare(batch, "heir")
    assert world.rule_truly(batch, truth, "heir") == 1
    register = world.desk("judge2").batches.register(world.desk("judge2").session, batch)
    assert [row.state for row in register] == ["settled", "settled", "not_entered"]
    with refused(NOT_ALLOWED):
        world.compare(batch, "judge1")
    assert judge not in world.desk("judge2").batches.adjudicators(
        world.desk("judge2").session, batch
    )


def test_what_is_keyed_afterwards_is_shut_to_the_dismissed_by_cryptography(world):
    batch = world.open_paper(SHEETS)
    truth = world.truth(batch, SHEETS)
    keyed(world, batch, "0001", truth)
    world.compare(batch)  # judge1's own vault has opened the key
    person = dismissed(world, batch)
    keyed(world, batch, "0002", truth)
    kept, thief = world.desk("judge2"), world.desk("judge1")
    found = loaded(kept, batch)
    sheet = kept.adjudication._loading.sheet(kept.session, sheet_id(batch, "0002"))
    context = keying_context(sheet.id, 1, sheet.keyings[1].clerk)
    held = found.content_key(sheet.keyings[1].key)
    old = BatchKey(found.key.former[0].public, found.key.former[0].sealed)
    claims = [found.key, old, BatchKey(found.key.public, {**found.key.sealed, person: "AAAA"})]
    for sealed in found.key.sealed.values():
        claims.append(BatchKey(found.key.public, {person: sealed}, found.key.former))
    vault = thief.adjudication._vault
    for claim in claims:
        with pytest.raises(TwinkeyError) as error:
            vault.open_keying(thief.session, claim, held.key, context, sheet.keyings[1].sealed)
        assert error.value.code in (BLIND, DAMAGED)
    before = kept.adjudication._loading.sheet(kept.session, sheet_id(batch, "0001")).keyings[1]
    context = keying_context(sheet_id(batch, "0001"), 1, before.clerk)
    held = found.content_key(
        before.key
    )  # what came before, he could have copied: the key still fits
    assert vault.open_keying(thief.session, old, held.key, context, before.sealed)


def test_an_open_draft_goes_on_under_the_new_key(world):
    batch = world.open_paper(SHEETS)
    truth = world.truth(batch, SHEETS)
    clerk = world.desk("clerk1")
    draft = clerk.keying.begin(clerk.session, batch, "0001")
    question, answer = next(iter(truth["0001"].items()))
    clerk.keying.accept(clerk.session, draft, DraftChange("answer", question, answer))
    dismissed(world, batch)
    again = clerk.keying.begin(clerk.session, batch, "0001")
    assert [change.question for change in again.changes] == [question]
    assert again.content_key.id != draft.content_key.id
    keyed(world, batch, "0001", truth)
    world.compare(batch, "judge2")
    assert world.differences(batch, "judge2") == ()


def test_after_a_removal_the_next_comparison_gives_the_batch_a_new_key(world):
    batch = world.open_paper(SHEETS)
    truth = world.truth(batch, SHEETS)
    judge = world.desk("judge2")
    judge.batches.name_adjudicator(judge.session, batch, heir_of(world))
    keyed(world, batch, "0001", truth)
    gone = remove(world, "judge1")
    before = loaded(judge, batch)
    world.compare(batch, "judge2")
    after = loaded(judge, batch)
    assert after.key.public != before.key.public
    assert gone not in after.key.sealed
    keyed(world, batch, "0002", truth)
    world.compare(batch, "judge2")
    assert loaded(judge, batch).key == after.key  # once is enough
    assert world.differences(batch, "judge2") == ()


def test_two_adjudicators_must_be_left_and_nobody_dismisses_himself(world):
    batch = world.open_paper(SHEETS)
    judge, people = world.desk("judge2"), world.people()
    for desk, who, code in (
        (judge, "judge1", TOO_FEW_ADJUDICATORS),
        (judge, "judge2", NOT_ALLOWED),
        (judge, "clerk1", NOT_ALLOWED),
        (world.desk("leader"), "judge1", NOT_ALLOWED),
        (world.desk("clerk1"), "judge1", NOT_ALLOWED),
    ):
        with refused(code):
            desk.batches.dismiss_adjudicator(desk.session, batch, people[who])


def test_two_dismissals_on_two_machines_both_hold_and_nothing_is_lost():
    here = in_memory("BSQ-1.xlsx")
    batch = here.open_paper(SHEETS)
    truth = here.truth(batch, SHEETS)
    judge = here.desk("judge1")
    people = [heir_of(here), *(third(here, f"more{n}") for n in (1, 2))]
    for person in people:
        judge.batches.name_adjudicator(judge.session, batch, person)
    keyed(here, batch, "0001", truth)
    there = MemoryWorld(memory=here.memory.copied_to("d2"))
    one, two = here.desk("judge1"), there.desk("judge2")
    one.batches.dismiss_adjudicator(one.session, batch, people[1])
    keyed(here, batch, "0002", truth)
    two.batches.dismiss_adjudicator(two.session, batch, people[2])
    keyed(there, batch, "0003", truth)
    here.memory.take_in(there.memory)
    judges = loaded(one, batch).posts_of
    assert not judges(people[1])
    assert not judges(people[2])
    late = third(here, "late")
    one.batches.name_adjudicator(one.session, batch, late)
    for login in ("judge1", "judge2", "heir", "late"):
        opens_everything(here, login, batch, truth)
    two = here.desk(
        "judge2"
    )  # a further key leads to both, so whoever is named after it opens both
    two.batches.dismiss_adjudicator(two.session, batch, people[0])
    assert loaded(two, batch).key.apart == ()
    two.batches.name_adjudicator(two.session, batch, third(here, "latest"))
    for login in ("judge1", "judge2", "late", "latest"):
        opens_everything(here, login, batch, truth)


def opens_everything(world: World, login: str, batch: BatchId, truth) -> None:
    desk = world.desk(login)
    opened = OpenedDesk(
        desk.session, loaded(desk, batch), desk.adjudication._vault, desk.adjudication._loading
    )
    for serial in ("0001", "0002", "0003"):
        sheet = desk.adjudication._loading.sheet(desk.session, sheet_id(batch, serial))
        compared, _ = opened.compare(sheet)
        assert compared.agreed == truth[serial]


def third(world: World, login: str) -> PersonId:
    admin = world.desk("admin")
    unit = admin.directory.units(admin.session)[0].id
    person = NewPerson(login, login, (Grant(Role.QUALITY, unit),), demonstration.PASSWORD)
    admin.directory.add_person(admin.session, person)
    return world.people()[login]
