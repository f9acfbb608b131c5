"""With one clerk's password, and every file in hand, nothing of the other clerk's keying is learned.

Two copies of one project: in the one, clerk 1 keyed sheets by key events; in the other, nothing. All
that clerk 2 can see, ask, list, count, export or be refused must be the same in both.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.errors import BLIND, DAMAGED, TwinkeyError
from core.event import Kind
from core.forms.model import Kind as Asked
from core.people import Session
from core.ports.vault import BatchKey
from core.services.demonstration import PASSWORD
from core.values import Answers, BatchId, sheet_id
from core.workflow.contents import keying_context
from core.workflow.projection import project
from core.workflow.visibility import Alternatives, Places, may_see, row_filter
from storage.gate import FolderGate
from storage.logs import Logs
from storage.opened import Opened
from storage.policy import Policy
from storage.slots import Kdf
from tests.journeys import blind
from tests.support.paper import picture
from tests.support.world import desk_of, found_demo
from ui.app import Look, make_application
from ui.errors import CrashNotes
from ui.look.language import Speech
from ui.preferences import Preferences
from ui.tour.chapters import keying
from ui.tour.stage import Stage
from ui.window import MainWindow

CHEAP = Kdf(t=1, m=64, p=1)
SHEETS = 4
MARKERS = {"collector": "ZQMARKCOLLECTOR71", "customer_id": "ZQMARKCUSTOMER83"}
IN_DRAFT, IN_CRASH, IN_SCAN = "ZQMARKDRAFT59", "ZQMARKCRASH47", "ZQMARKSCAN61"
EVERY = (*MARKERS.values(), IN_DRAFT, IN_CRASH, IN_SCAN)


@dataclass
class Place:
    """One copy of the project with all that a program leaves around it."""

    root: Path
    batch: BatchId

    @property
    def project(self) -> Path:
        return self.root / "project"

    def gate(self, policy: Policy | None = None) -> FolderGate:
        """The way in, on a computer of its own; the environment is given back when the test ends."""
        os.environ["TWINKEY_DATA"] = str(self.root / "data")
        return FolderGate(self.project, desk_of, kdf=CHEAP, policy=policy)

    def opened(self, login: str) -> tuple[FolderGate, Opened]:
        gate = self.gate()
        return gate, gate.open(login, PASSWORD)

    def stage(self, gate: FolderGate) -> Stage:
        application = make_application([])
        preferences = Preferences(self.root / "screen.ini")
        preferences.language, preferences.sound, preferences.guided.wanted = "en", False, False
        look = Look(application, preferences)
        look.apply()
        window = MainWindow(gate, preferences, look.apply, CrashNotes())
        window.show()
        window.activateWindow()
        blind.settle()
        return Stage(window, preferences, self.root / "pictures", lambda sentence: None)


@pytest.fixture
def places(made: tuple[Place, Place], tmp_path: Path) -> tuple[Place, Place]:
    """Copies of both, which a test may work in."""
    for place in made:
        shutil.copytree(place.root, tmp_path / place.root.name)
    keyed, silent = (Place(tmp_path / place.root.name, place.batch) for place in made)
    return keyed, silent


@pytest.fixture(scope="module")
def made(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Place]:
    """(clerk 1 has keyed, nobody has keyed)."""
    Speech(qapp).speak("en")
    root = tmp_path_factory.mktemp("blind")
    with pytest.MonkeyPatch.context() as patch:
        return made_in(root, patch)


def made_in(root: Path, patch: pytest.MonkeyPatch) -> tuple[Place, Place]:
    patch.setenv("TWINKEY_DATA", str(root / "silent" / "data"))
    gate = FolderGate(root / "silent" / "project", desk_of, kdf=CHEAP)
    made = found_demo(gate, SHEETS)
    leader = gate.sign_in("leader", PASSWORD)
    leader.scans.attach(leader.session, sheet_id(made.batch, "0001"), "0001.jpg", picture("0001"))
    gate.close()
    for temporary in ("temp", "silent/temp"):
        (root / temporary).mkdir()
    silent = Place(root / "silent", made.batch)
    shutil.copytree(silent.root, root / "keyed")
    keyed = Place(root / "keyed", made.batch)
    patch.setattr(tempfile, "tempdir", str(keyed.root / "temp"))
    patch.setenv("TMPDIR", str(keyed.root / "temp"))
    patch.setenv("TWINKEY_DATA", str(keyed.root / "data"))
    clerk_1_works(keyed)
    return keyed, silent


def clerk_1_works(place: Place) -> None:
    """Two sheets signed, a third left in the middle with a picture of it, a fourth set aside, a wrong
    value, a crash."""
    gate = place.gate()
    logs = Logs(place.project / "logs")
    logs.start()
    stage = place.stage(gate)
    try:
        truth = papers(gate, place.batch)
        blind.perform(stage.sign_in("clerk1"))
        stage.enter()
        blind.perform(wait_for_page(stage))
        for serial in ("0001", "0002"):
            blind.perform(one_sheet(stage, serial, truth[serial]))
        blind.perform(half_a_sheet(stage, truth["0003"]))
        logs.crash(ValueError(IN_CRASH))
        logging.getLogger("ui").error("not taken", exc_info=ValueError(IN_CRASH))
        stage.window.lock()
        blind.settle()
    finally:
        stage.window.close()
        logs.stop()
        gate.close()
    gate, opened = place.opened("clerk1")
    desk = desk_of(opened.session, opened.ports)
    draft = desk.keying.begin(desk.session, place.batch, "0004")
    desk.keying.set_aside(desk.session, draft, "page_missing")
    desk.scans.attach(
        desk.session,
        sheet_id(place.batch, "0003"),
        f"{IN_SCAN}.jpg",
        picture("own", comment=IN_SCAN.encode() * 9),
    )
    gate.close()


def papers(gate: FolderGate, batch: BatchId) -> dict[str, Answers]:
    """What is on each paper, with marked words where a form takes free text."""
    from datetime import date

    from core.forms.demo import questionnaires

    desk = gate.sign_in("clerk1", PASSWORD)
    form = desk.adjudication.form(desk.session, batch)
    gate.sign_out(desk.session)
    made = questionnaires(form, seed=11, count=SHEETS, until=date(2026, 11, 20))
    texts = [q.key for q in form.keyed if q.kind is Asked.TEXT]
    assert {*MARKERS} <= {*texts}
    return {f"{n:04d}": {**answers, **MARKERS} for n, answers in enumerate(made, start=1)}


def wait_for_page(stage: Stage) -> Iterator[object]:
    from ui.keying.page import KeyingPage

    yield lambda: isinstance(stage.page, KeyingPage)


def one_sheet(stage: Stage, serial: str, answers: Answers) -> Iterator[object]:
    stage.hands.type(serial[-2:])
    stage.enter()
    yield lambda: keying.page_of(stage).sheet is not None
    yield from keying.key_sheet(stage, answers)
    yield from keying.sign(stage)


def half_a_sheet(stage: Stage, answers: Answers) -> Iterator[object]:
    """Key up to the customer's number, one value that is refused on the way."""
    stage.hands.type("03")
    stage.enter()
    yield lambda: keying.page_of(stage).sheet is not None
    for _ in range(len(answers)):
        key = keying.at(stage).cursor
        said = IN_DRAFT if key in MARKERS else answers.get(key)
        if said is None:
            break
        yield from keying.key_question(stage, key, said)
        if key == "customer_id":
            break
    stage.hands.type("9")  # a value that the next question refuses
    stage.enter()
    yield None


# --- what clerk 2 sees ------------------------------------------------------------------------


def test_clerk_1s_keying_is_there_and_he_can_read_it(places: tuple[Place, Place]) -> None:
    """The searches below would find what is there: the markers are in clerk 1's own hands."""
    keyed, _ = places
    gate, opened = keyed.opened("clerk1")
    session, ports = opened.session, opened.ports
    own = desk_of(session, ports).keying.begin(session, keyed.batch, "0003")
    assert IN_DRAFT in blind.told(own)
    kinds = [row["id"] for row in ports.ledger.rows(session, "keying")]
    assert len(kinds) == 2
    pictured = desk_of(session, ports).scans.of_batch(session, keyed.batch)
    assert ("0003", f"{IN_SCAN}.jpg") in [(row.serial, row.name) for row in pictured]
    assert [row["reason"] for row in ports.ledger.rows(session, "set_aside")] == ["page_missing"]
    gate.close()


def test_no_page_shows_clerk_2_that_or_what_was_keyed(places: tuple[Place, Place]) -> None:
    seen = []
    for place in places:
        gate = place.gate()
        stage = place.stage(gate)
        try:
            blind.perform(stage.sign_in("clerk2"))
            seen.append(blind.pages_shown(stage))
            stage.window.go("batch", place.batch)
            blind.settle()
            seen[-1]["batch"] = blind.shown(stage.window)
            seen[-1]["sheet"] = sheet_shown(stage)
        finally:
            stage.window.close()
            gate.close()
    with_keying, without = seen
    assert with_keying.keys() == without.keys()
    assert {"work", "feedback", "batches", "batch", "sheet", "preferences"} <= with_keying.keys()
    for page, texts in with_keying.items():
        assert texts == without[page], page
        assert not blind.places_with(EVERY, [(page, "\n".join(texts).encode())])


def sheet_shown(stage: Stage) -> list[str]:
    """The very sheet that clerk 1 keyed, begun by clerk 2 and left again."""
    blind.perform(stage.go("work"))
    stage.enter()
    blind.perform(wait_for_page(stage))
    stage.hands.type("01")
    stage.enter()
    blind.wait_until(lambda: keying.page_of(stage).sheet is not None)
    blind.settle()
    return blind.shown(stage.window)


def test_nothing_that_clerk_2_asks_is_answered_otherwise(
    places: tuple[Place, Place], tmp_path: Path
) -> None:
    answers = []
    for place in places:
        gate, opened = place.opened("clerk2")
        desk = desk_of(opened.session, opened.ports)
        sheets = [sheet_id(place.batch, f"{n:04d}") for n in range(1, SHEETS + 1)]
        answers.append(blind.everything_asked(desk, opened.ports, [place.batch], sheets, tmp_path))
        answers[-1] |= blind.acts_tried(desk, place.batch, sheets, tmp_path)
        gate.close()
    with_keying, without = answers
    assert with_keying == without
    assert len(with_keying) > 140
    tried = {answer for question, answer in with_keying.items() if question.startswith("tried ")}
    assert all(answer.startswith("refused: ") for answer in tried), tried
    pictures = [answer for question, answer in with_keying.items() if " picture " in question]
    assert len(pictures) == 1, "the leader's, and not the other clerk's"
    assert "JFIF" in pictures[0]
    assert not blind.places_with(EVERY, [(q, a.encode()) for q, a in with_keying.items()])


def test_clerk_2_keys_and_signs_the_same_sheet_as_if_he_were_alone(
    places: tuple[Place, Place],
) -> None:
    alone, beside = (keyed_by_clerk_2(place) for place in places)
    assert alone == beside


def keyed_by_clerk_2(place: Place) -> list[str]:
    """What clerk 2 is told while keying the sheets that clerk 1 signed, left and set aside."""
    gate = place.gate()
    desk = gate.sign_in("clerk2", PASSWORD)
    session, told = desk.session, []
    for serial in ("0001", "0003", "0004"):
        draft = desk.keying.begin(session, place.batch, serial)
        told += [
            blind.told(draft),
            blind.said_by(lambda draft=draft: desk.keying.submit(session, draft)),
            blind.said_by(lambda draft=draft: desk.keying.set_aside(session, draft, "unclear")),
            repr(desk.keying.tasks(session)),
        ]
    gate.close()
    return told


def test_a_policy_that_let_clerks_see_each_others_keyings_would_be_caught(
    places: tuple[Place, Place], tmp_path: Path
) -> None:
    """The comparison above is no formality."""

    def careless(session: Session, table: str, held: Places) -> Alternatives | None:
        return ({},) if table == "keying" else row_filter(session, table, held)

    answers = []
    for place in places:
        policy = Policy(project, careless, may_see)
        gate = place.gate(policy)
        opened = gate.open("clerk2", PASSWORD)
        desk = desk_of(opened.session, opened.ports)
        answers.append(blind.everything_asked(desk, opened.ports, [place.batch], [], tmp_path))
        gate.close()
    with_keying, without = answers
    differing = {name for name, answer in with_keying.items() if answer != without[name]}
    assert {"rows keying", "count keying"} <= differing


# --- what clerk 2 finds with other tools ---------------------------------------------------------


def test_no_byte_of_any_file_or_table_tells_clerk_2_what_was_keyed(
    places: tuple[Place, Place],
) -> None:
    keyed, _ = places
    gate, opened = keyed.opened("clerk2")
    database = opened.database
    assert not blind.places_with(EVERY, blind.tables_of(database))
    pages = list(blind.pages_of(keyed.project / "project.db", database.key()))
    readable = b"".join(data for _, data in pages)
    assert b"keying.submitted" in readable  # the pages are truly decrypted
    assert not blind.places_with(EVERY, pages)
    files = dict(blind.files_in(keyed.root))
    assert any("data" in file.parts for file in keyed.root.rglob("*"))
    assert {"project.db", "slots.json", "twinkey.log", "screen.ini"} <= files.keys()
    assert any(name.startswith("crash-") for name in files)
    assert not blind.places_with(EVERY, files.items())
    gate.close()


def test_no_key_that_clerk_2_holds_opens_what_clerk_1_sealed(places: tuple[Place, Place]) -> None:
    keyed, _ = places
    gate, opened = keyed.opened("clerk2")
    session, vault, database = opened.session, opened.ports.vault, opened.database
    own = desk_of(session, opened.ports).keying.begin(session, keyed.batch, "0002").content_key
    assert own is not None
    public = database.value("SELECT public FROM batch_key LIMIT 1")
    held = dict(
        database.query("SELECT holder, sealed FROM batch_key WHERE batch = ?", (keyed.batch,))
    )
    claims = [BatchKey(public, held)]
    claims += [BatchKey(public, {session.person: sealed}) for sealed in held.values()]
    keyings = database.query("SELECT sheet, pass, clerk, sealed FROM keying")
    drafts = database.query("SELECT sealed FROM draft WHERE person != ?", (session.person,))
    assert len(keyings) == 2
    assert drafts
    for sheet, pass_no, clerk, sealed in keyings:
        context = keying_context(sheet, pass_no, clerk)
        attempts = [lambda s=sealed, c=context: vault.open(session, own, c, s)]
        attempts += [
            lambda k=claim, s=sealed, c=context: vault.open_keying(session, k, own, c, s)
            for claim in claims
        ]
        attempts.append(lambda s=sealed, x=sheet: vault.open_private(session, x, s))
        for attempt in attempts:
            with pytest.raises(TwinkeyError) as caught:
                attempt()
            assert caught.value.code in (BLIND, DAMAGED)
    gate.close()


def test_the_raw_journal_tells_that_and_when_but_never_what(places: tuple[Place, Place]) -> None:
    """The limit that docs/manual.md names: hidden by permission, not by cryptography."""
    keyed, _ = places
    gate, opened = keyed.opened("clerk2")
    lines = opened.database.query(
        "SELECT actor, subject FROM event WHERE kind = ?", (Kind.KEYING_SUBMITTED.value,)
    )
    assert len(lines) == 2
    gate.close()
