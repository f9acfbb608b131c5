"""Pictures stay where they belong: in a tail, with another's sheet, as evidence, once a ruling was made."""

from __future__ import annotations

import pytest

from core.errors import ALREADY_SUBMITTED, FILE_MISSING, REASON_MISSING, SCAN_STAYS, UNKNOWN_SERIAL
from core.event import Kind
from core.progress import Silent
from core.services import demonstration
from core.services.privacy import REQUEST
from core.values import Special, sheet_id
from tests.core.services.paper.test_tails import key_both, split
from tests.support.paper import pdf, picture
from tests.support.world import true_verdict

COUNT = 5
WHY = "of another customer"


@pytest.fixture
def batch(world):
    return world.open_paper(COUNT)


@pytest.fixture
def truth(world, batch):
    return world.truth(batch, COUNT)


def attach(world, login, batch, serial, data):
    desk, sheet = world.desk(login), sheet_id(batch, serial)
    desk.scans.attach(desk.session, sheet, f"{serial}.jpg", data)
    return next(
        scan.file
        for scan in desk.scans.of_sheet(desk.session, sheet)
        if desk.scans.open(desk.session, sheet, scan.file) == data
    )


def remove(world, login, batch, serial, file, why=WHY):
    desk = world.desk(login)
    desk.scans.remove(desk.session, sheet_id(batch, serial), file, why)


def opens(world, login, batch, serial, file):
    desk = world.desk(login)
    return desk.scans.open(desk.session, sheet_id(batch, serial), file)


def attached(world, batch, offered, read):
    leader = world.desk("leader")
    done = leader.scans.attach_all(leader.session, batch, offered.matches, read, Silent())
    return done, {scan.serial for scan in leader.scans.of_batch(leader.session, batch)}


# --- parts -----------------------------------------------------------------------------------


def test_what_comes_for_a_tail_is_attached_to_the_sheets_that_were_printed(world, batch, truth):
    key_both(world, batch, truth, "0001", "0002")
    attach(world, "leader", batch, "0003", picture("3"))
    tail, leader = split(world, batch), world.desk("leader")
    names = ["0001.jpg", "0003-2.jpg", "0004.jpg"]
    offered = leader.scans.offered(leader.session, tail, names)
    assert {m.name: m.fits for m in offered.matches} == {
        "0001.jpg": False, "0003-2.jpg": True, "0004.jpg": True,
    }  # fmt: skip
    assert offered.without == ("0005",)
    done, seen = attached(world, tail, offered, picture)
    assert (done.files, seen) == (2, {"0003", "0004"})
    sheet = sheet_id(batch, "0004")
    assert len(leader.scans.of_sheet(leader.session, sheet)) == 1
    assert leader.scans.of_batch(leader.session, batch) == ()
    rest = leader.scans.offered(leader.session, batch, ["0004-2.jpg"])
    assert not rest.matches[0].fits
    assert rest.without == ("0001", "0002")


def test_a_stack_for_a_tail_is_cut_along_its_own_sheets(world, batch, truth, refused):
    key_both(world, batch, truth, "0001", "0003")
    tail, leader = split(world, batch), world.desk("leader")
    offered = leader.scans.offered_stack(leader.session, tail, "all.pdf", 3, 1, "0002")
    assert [match.serial for match in offered.matches] == ["0002", "0004", "0005"]
    assert offered.without == ()
    with refused(UNKNOWN_SERIAL):
        leader.scans.offered_stack(leader.session, tail, "all.pdf", 3, 1, "0003")


def test_a_sheet_of_another_part_is_left_out_whatever_the_preview_said(world, batch, truth):
    leader = world.desk("leader")
    offered = leader.scans.offered(leader.session, batch, ["0001.jpg", "0004.jpg"])
    key_both(world, batch, truth, "0001", "0002")
    tail = split(world, batch)
    done, seen = attached(world, tail, offered, picture)
    assert [error.code for error in done.refused] == [UNKNOWN_SERIAL]
    assert seen == {"0004"}


def test_clerks_keep_the_scans_of_what_was_split_off_and_the_paper_may_be_away(world, batch, truth):
    key_both(world, batch, truth, "0001", "0002")
    clerk = world.desk("clerk1")
    attach(world, "leader", batch, "0003", picture("3"))
    own = attach(world, "clerk1", batch, "0004", picture("4"))
    leader = world.desk("leader")
    before = clerk.scans.of_batch(clerk.session, batch)
    tail = split(world, batch)
    assert clerk.scans.of_batch(clerk.session, batch) == before
    assert opens(world, "clerk1", batch, "0004", own) == picture("4")
    leader.papers.send(leader.session, batch, "E")
    assert clerk.keying.waiting(clerk.session, batch) == ("0003", "0004")
    judge = world.desk("judge1")
    assert {scan.serial for scan in judge.scans.of_batch(judge.session, tail)} == {"0003", "0004"}


# --- what destroys nothing -------------------------------------------------------------------


def test_what_another_pass_attached_too_is_not_destroyed(world, batch):
    same = picture(f"same {batch}")
    first = attach(world, "clerk1", batch, "0001", same)
    attach(world, "clerk2", batch, "0001", same)
    remove(world, "clerk2", batch, "0001", first)
    assert opens(world, "clerk1", batch, "0001", first) == same
    remove(world, "clerk1", batch, "0001", first)
    assert world.desk("leader").scans.of_batch(world.desk("leader").session, batch) == ()


@pytest.fixture
def visit(world):
    """A visit with a photo as evidence, and the photo."""
    leader, shopper = world.desk("leader"), world.desk("shopper")
    forms = leader.directory.forms(leader.session)
    form = next(form.id for form in forms if form.is_visit)
    month = demonstration.open_visits(leader, form, world.people(), "2026-11")
    photo = picture(f"counter {month}")
    draft = shopper.visits.begin(shopper.session, month)
    _, kept = shopper.visits.attach(shopper.session, draft, "photos", "counter.jpg", photo)
    return photo, kept.sha256


def test_evidence_of_a_visit_is_not_destroyed_with_a_scan_of_the_same_bytes(world, batch, visit):
    photo, sha256 = visit
    assert attach(world, "leader", batch, "0001", photo) == sha256
    shopper = world.desk("shopper")
    files, session = shopper.visits._files, shopper.session
    assert files.get(session, sha256) == photo
    remove(world, "leader", batch, "0001", sha256)
    assert files.get(session, sha256) == photo


def test_an_erasure_names_and_destroys_only_what_nothing_else_needs(world, batch, truth, visit):
    photo, sha256 = visit
    attach(world, "leader", batch, "0001", photo)
    own = attach(world, "leader", batch, "0001", picture(f"own {batch}"))
    world.key_twice(batch, truth)
    world.compare(batch)
    quality, sheet = world.desk("quality"), sheet_id(batch, "0001")
    quality.privacy.erase(quality.session, [sheet], REQUEST, "2026-40")
    erased = [each for each in quality.privacy.destroyed(quality.session) if each.sheet == sheet]
    assert [each.files for each in erased] == [(own,)]
    files = world.desk("shopper").visits._files
    assert files.get(world.desk("shopper").session, sha256) == photo


# --- taking one away -------------------------------------------------------------------------


def test_a_removal_says_why_and_the_journal_keeps_it(world, batch, refused):
    file = attach(world, "leader", batch, "0001", picture("wrong"))
    for nothing in ("", "  \n"):
        with refused(REASON_MISSING):
            remove(world, "leader", batch, "0001", file, nothing)
    assert opens(world, "leader", batch, "0001", file)
    remove(world, "leader", batch, "0001", file)
    with refused(FILE_MISSING):
        opens(world, "leader", batch, "0001", file)
    leader = world.desk("leader")
    history = leader.scans._ledger.history(leader.session, sheet_id(batch, "0001"))
    last = history[-1]
    assert (last.kind, last.body["did"], last.body["why"]) == (Kind.SHEET_SCANNED, "removed", WHY)


def test_a_clerk_takes_nothing_away_once_the_sheet_is_signed(world, batch, truth, refused):
    file = attach(world, "clerk1", batch, "0001", picture("mine"))
    world.key("clerk1", batch, "0001", truth["0001"])
    with refused(ALREADY_SUBMITTED):
        remove(world, "clerk1", batch, "0001", file)


def test_what_was_ruled_or_settled_by_a_picture_keeps_the_picture(world, batch, truth, refused):
    first, second = list(truth["0002"])[:2]
    slips = {(1, "0002", key): Special.ILLEGIBLE for key in (first, second)}
    files = {
        serial: attach(world, "leader", batch, serial, picture(f"{serial} {batch}"))
        for serial in ("0001", "0002")
    }
    world.key_twice(batch, truth, slips)
    world.compare(batch)
    with refused(SCAN_STAYS) as error:
        remove(world, "leader", batch, "0001", files["0001"])
    assert error.value.params == {"serial": "0001"}
    judge = world.desk("judge1")
    view = world.differences(batch)[0]
    judge.adjudication.rule(judge.session, view.id, true_verdict(view, truth))
    with refused(SCAN_STAYS):
        remove(world, "leader", batch, "0002", files["0002"])
    assert opens(world, "judge1", batch, "0002", files["0002"])


def test_a_stack_that_comes_twice_is_kept_once(world, batch):
    leader, whole = world.desk("leader"), pdf("1", "2", "3")
    for times in (3, 0):
        offered = leader.scans.offered_stack(leader.session, batch, "all.pdf", 3, 1, "0001")
        done, _ = attached(world, batch, offered, lambda _: whole)
        assert done.files == times
    assert len(leader.scans.of_batch(leader.session, batch)) == 3
