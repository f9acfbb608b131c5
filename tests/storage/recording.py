"""Records the project that tests/storage/released keeps of a journal with every later kind of event.

    python -m tests.storage.recording FOLDER

A recorded project never changes; a later one is put beside it under a name of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path

from core.people import Grant, Role
from core.ports.gate import NewPerson
from core.services import demonstration
from core.services.batches import Counts
from core.services.privacy import REQUEST
from core.services.recheck import Closing
from core.values import PersonId, UnitId, sheet_id
from core.workflow.paper import DUPLICATE
from tests.support.paper import picture
from tests.support.world import World, in_folder

SHEETS, SEED = 6, 8
SINCE = "2099-01-01"
SLIP = {(2, "0003", "Q08"): "5"}


def record(folder: Path) -> None:
    """A batch whose paper travels, is counted anew and split; people who change; settings; scans."""
    world = in_folder(folder, "BSQ-1.xlsx")
    extra = {login: more(world, login, role) for login, role in NEWCOMERS.items()}
    batch = world.open_paper(SHEETS)
    leader, admin, judge = (world.desk(login) for login in ("leader", "admin", "judge1"))
    papers = leader.papers
    people = world.people()
    papers.set_deadline(leader.session, batch, SINCE)
    papers.count(leader.session, batch, Counts(SHEETS + 1, SHEETS, 1), "one came late")
    papers.renumber(leader.session, batch, "0002", DUPLICATE, was_counted=False)
    papers.lose(leader.session, batch, "0006", people["clerk1"], "not in the box")
    papers.find(leader.session, batch, "0006")
    papers.lose(leader.session, batch, "0005", people["clerk2"], "not in the box")
    for serial in ("0001", "0003"):
        leader.scans.attach(leader.session, sheet_id(batch, serial), "a.jpg", picture(serial))
    scan = leader.scans.of_sheet(leader.session, sheet_id(batch, "0003"))[0]
    leader.scans.remove(leader.session, scan.sheet, scan.file, "wrong sheet")
    truth = {
        serial: said for serial, said in world.truth(batch, SHEETS, SEED).items() if serial < "0005"
    }
    world.key_twice(batch, truth, SLIP)
    clerk = world.desk("clerk1")
    unclear = clerk.keying.begin(clerk.session, batch, "0006")
    clerk.keying.set_aside(clerk.session, unclear, "unclear")
    leader.handover.hand_over(leader.session, batch, people["clerk2"], extra["clerk9"], "ill")
    judge.batches.name_adjudicator(judge.session, batch, extra["judge9"])
    judge.batches.dismiss_adjudicator(judge.session, batch, extra["judge9"])
    world.compare(batch)
    papers.send(leader.session, batch, UnitId("E"))
    papers.receive(leader.session, batch)
    for query in leader.recheck.queries(leader.session, batch):
        leader.recheck.close(leader.session, query.id, Closing("confirmed", "paper"))
    quality = world.desk("quality")
    (numbered,) = papers.paper(leader.session, batch).extra
    leader.batches.void(leader.session, sheet_id(batch, numbered), "torn")
    quality.privacy.erase(quality.session, [sheet_id(batch, "0004")], REQUEST, "2026-17")
    leader.tails.split(leader.session, batch, "deadline of the month")
    admin.account.change(admin.session, extra["judge9"], "Judge", (), "")
    admin.settings.change(admin.session, "error_limit", "0.4", SINCE)
    admin.settings.change(admin.session, "lot", "strict", SINCE)
    admin.settings.name_device(admin.session, admin.session.device, "Desk 3")
    world.gate.close()


NEWCOMERS = {"clerk9": Role.CLERK, "judge9": Role.LEADER}


def more(world: World, login: str, role: Role) -> PersonId:
    """One more person of the branch."""
    admin = world.desk(demonstration.ADMIN)
    grants = (Grant(role, demonstration.BRANCH),)
    admin.directory.add_person(
        admin.session, NewPerson(login, login, grants, demonstration.PASSWORD)
    )
    return world.people()[login]


if __name__ == "__main__":
    record(Path(sys.argv[1]))
