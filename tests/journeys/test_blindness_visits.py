"""A branch learns neither who visits it, nor when, nor that anybody did.

Two copies of one project: in the one, a month of visits is open and the branch was visited; in the
other there is none. All that people of the branch can see, ask or export must be the same.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.event import Kind as Happened
from core.forms.demo import visits
from core.forms.model import Kind
from core.people import Grant, Role
from core.ports.gate import NewPerson
from core.progress import Silent
from core.services import demonstration
from core.services.demonstration import PASSWORD
from core.services.journal import JournalFilter
from core.values import BatchId, SheetId, UnitId, sheet_id
from core.workflow.drafting import DraftChange
from storage.gate import FolderGate
from storage.policy import Policy
from tests.journeys import blind
from tests.journeys.test_blindness import CHEAP, Place
from tests.support.world import desk_of, workbook
from ui.look.language import Speech

REMARK, PHOTO = "ZQMARKREMARK37", "ZQMARKPHOTO91.jpg"
SHOPPER_NAME, SHOPPER_LOGIN = "郑访", "shopper"
SECRET = (REMARK, PHOTO[:-4], SHOPPER_NAME, "Zheng Fang")
BRANCH = UnitId("E01")
OF_THE_BRANCH = {
    "branch_leader": Role.LEADER,
    "branch_manager": Role.MANAGER,
    "branch_clerk": Role.CLERK,
}
"""Login -> role, all at the branch that is visited."""
NUMBERED = re.compile(
    r"[0-9a-f]{8}( [0-9a-f]{8}){7}|[0-9a-f]{64}|\b[0-9a-f]{12,16}\b( · \d+)?|\d\d:\d\d:\d\d"
)
"""Head codes, hashes, devices with numbers of lines, times: they change with every line of anybody."""
TIMED = re.compile(r"\d{8}-\d{6}( \(\d+\))?")
"""A moment in a file's name, and which file of that second it is."""


def masked(text: str) -> str:
    return NUMBERED.sub("#", text)


@dataclass(frozen=True)
class Worlds:
    """The same project with visits and without."""

    visited: Place
    quiet: Place
    batches: tuple[BatchId, BatchId]
    sheets: tuple[SheetId, ...]


@pytest.fixture(scope="module")
def made(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    Speech(qapp).speak("en")
    root = tmp_path_factory.mktemp("visits")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TWINKEY_DATA", str(root / "quiet" / "data"))
        return made_in(root)


def made_in(root: Path) -> Worlds:
    quiet_root, visited_root = root / "quiet", root / "visited"
    gate = FolderGate(quiet_root / "project", desk_of, kdf=CHEAP)
    setup = gate.create("Survey", demonstration.first_admin(), demonstration.units(), demo=True)
    setup.prove(setup.recovery_key)
    admin = gate.sign_in("admin", PASSWORD)
    books = {name: workbook(name) for name in ("BSQ-1.xlsx", "MSC-1.xlsx")}
    demonstration.furnish(admin, books, Silent())
    for login, role in OF_THE_BRANCH.items():
        person = NewPerson(login, login.replace("_", " "), (Grant(role, BRANCH),), PASSWORD)
        admin.directory.add_person(admin.session, person)
    gate.sign_out(admin.session)
    leader = gate.sign_in("leader", PASSWORD)
    people = {person.login: person.id for person in leader.directory.people(leader.session)}
    forms = leader.directory.forms(leader.session)
    paper_form = next(form.id for form in forms if not form.is_visit)
    paper = demonstration.open_paper(leader, paper_form, people, "2026-11", 2)
    gate.close()
    shutil.copytree(quiet_root, visited_root)
    visited = Place(visited_root, paper)
    month, sheet = a_visit(visited)
    sheets = (sheet_id(paper, "0001"), sheet)
    return Worlds(visited, Place(quiet_root, paper), (paper, month), sheets)


def a_visit(place: Place) -> tuple[BatchId, SheetId]:
    """Open the month and record a visit of the branch, with a remark and a photo; report on it."""
    gate = place.gate()
    leader = gate.sign_in("leader", PASSWORD)
    people = {person.login: person.id for person in leader.directory.people(leader.session)}
    checklist = next(f.id for f in leader.directory.forms(leader.session) if f.is_visit)
    month = demonstration.open_visits(leader, checklist, people, "2026-11")
    form = leader.directory.form(checklist)
    gate.sign_out(leader.session)
    shopper = gate.sign_in("shopper", PASSWORD)
    draft = shopper.visits.begin(shopper.session, month)
    answers = visits(form, seed=3, count=1, until=date(2026, 11, 20))[0]
    answers |= {"branch": str(BRANCH)}
    remarks = [q.key for q in form.keyed if q.kind is Kind.TEXT and q.key.endswith("_remark")]
    answers |= dict.fromkeys(remarks, REMARK)
    for at, (key, answer) in enumerate(answers.items()):
        if form.by_key[key].kind is not Kind.FILE:
            change = DraftChange("answer", key, answer, at=100 * at)
            draft = shopper.keying.accept(shopper.session, draft, change)
    photos = next(q.key for q in form.keyed if q.kind is Kind.FILE)
    draft, _ = shopper.visits.attach(shopper.session, draft, photos, PHOTO, REMARK.encode() * 9)
    shopper.visits.submit(shopper.session, draft)
    gate.close()
    return month, draft.sheet


@pytest.fixture
def worlds(made: Worlds, tmp_path: Path) -> Worlds:
    """Copies in which a test may work."""
    for place in (made.visited, made.quiet):
        shutil.copytree(place.root, tmp_path / place.root.name)
    visited, quiet = (
        Place(tmp_path / place.root.name, place.batch) for place in (made.visited, made.quiet)
    )
    return Worlds(visited, quiet, made.batches, made.sheets)


def pages(place: Place, login: str) -> dict[str, list[str]]:
    gate = place.gate()
    stage = place.stage(gate)
    try:
        blind.perform(stage.sign_in(login))
        return blind.pages_shown(stage)
    finally:
        stage.window.close()
        gate.close()


def asked(worlds: Worlds, place: Place, login: str, policy: Policy | None = None) -> dict[str, str]:
    """Everything asked by that person; the head code tells of every line and nothing of any."""
    gate = place.gate(policy)
    opened = gate.open(login, PASSWORD)
    desk = desk_of(opened.session, opened.ports)
    answers = blind.everything_asked(
        desk, opened.ports, worlds.batches, worlds.sheets, place.root / "exports"
    )
    gate.close()
    del answers["head"]
    return {
        name: TIMED.sub("TIME", answer.replace(str(place.root), ""))
        for name, answer in answers.items()
    }


def test_the_shopper_and_the_quality_specialist_know_of_the_visit(worlds: Worlds) -> None:
    """What is looked for below is there."""
    gate, opened = worlds.visited.opened("quality")
    desk = desk_of(opened.session, opened.ports)
    questions = {**dict(blind.listings(desk)), **dict(blind.port_reads(desk.session, opened.ports))}
    told = {name: blind.said_by(action) for name, action in questions.items()}
    gate.close()
    assert SHOPPER_NAME in told["people"]
    assert worlds.sheets[1] in told["rows record"]
    shown = "\n".join(text for texts in pages(worlds.visited, "quality").values() for text in texts)
    assert worlds.sheets[1].split("/")[1] in shown


@pytest.mark.parametrize("login", OF_THE_BRANCH)
def test_people_of_the_branch_are_answered_as_if_nobody_had_visited(
    worlds: Worlds, login: str
) -> None:
    with_visit, without = (asked(worlds, p, login) for p in (worlds.visited, worlds.quiet))
    assert with_visit == without
    assert len(with_visit) > 70
    told = [(name, answer.encode()) for name, answer in with_visit.items()]
    assert not blind.places_with(SECRET, told)


@pytest.mark.parametrize("login", OF_THE_BRANCH)
def test_no_page_shows_people_of_the_branch_a_visit_or_a_shopper(
    worlds: Worlds, login: str
) -> None:
    with_visit, without = (pages(p, login) for p in (worlds.visited, worlds.quiet))
    assert with_visit.keys() == without.keys()
    for page, texts in with_visit.items():
        joined = "\n".join(texts)
        assert not blind.places_with(SECRET, [(page, joined.encode())])
        assert masked(joined) == masked("\n".join(without[page])), page


def test_exports_of_visits_are_named_to_nobody_at_the_branch(worlds: Worlds) -> None:
    gate = worlds.visited.gate()
    quality = gate.sign_in("quality", PASSWORD)
    quality.privacy.erase(quality.session, [worlds.sheets[1]], "request", REMARK)
    quality.privacy.write_list(
        quality.session, [worlds.sheets[1]], worlds.visited.root / "lists", ()
    )
    exported = JournalFilter(kind=Happened.REPORT_EXPORTED.value)
    assert len(quality.journal.page(quality.session, exported).events) == 1
    gate.sign_out(quality.session)
    opened = gate.open("branch_leader", PASSWORD)
    desk = desk_of(opened.session, opened.ports)
    told = {name: blind.said_by(action) for name, action in blind.listings(desk)}
    assert not blind.places_with(SECRET, [(name, said.encode()) for name, said in told.items()])
    assert opened.ports.ledger.history(opened.session, worlds.sheets[1]) == ()
    assert desk.journal.page(desk.session, exported).events == ()
    gate.close()


def test_a_policy_that_let_branches_see_visits_would_be_caught(worlds: Worlds) -> None:
    """The comparison above is no formality."""
    from core.workflow.projection import project
    from core.workflow.visibility import may_see, row_filter

    def careless(session, table, places):
        return ({},) if table == "batch" else row_filter(session, table, places)

    policy = Policy(project, careless, may_see)
    with_visit, without = (
        asked(worlds, place, "branch_leader", policy) for place in (worlds.visited, worlds.quiet)
    )
    assert with_visit != without


def test_without_the_key_no_file_of_the_folder_tells_of_a_visit(worlds: Worlds) -> None:
    found = dict(blind.files_in(worlds.visited.project))
    assert any(len(name) == 64 for name in found), "the photo lies in blobs/"
    assert not blind.places_with((REMARK, PHOTO[:-4]), found.items())
