"""The demonstration's people at their desks, on ports in memory or on a real encrypted project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from core.forms.conversion import Conversion, convert
from core.forms.demo import questionnaires
from core.forms.model import Form
from core.forms.workbook import read_form
from core.people import Session
from core.ports import Ports
from core.ports.gate import Gate
from core.progress import Progress, Silent
from core.reports.fonts import FontFiles
from core.services import demonstration
from core.services.adjudication import DifferenceView, Verdict
from core.services.desk import Desk, build_desk
from core.values import Answer, Answers, BatchId, PersonId
from core.workflow.drafting import DraftChange
from tests.support import memory

ROOT = Path(__file__).resolve().parents[2]
WORKBOOKS = ROOT / "resources" / "forms"
PERIOD = "2026-11"
NO_FONTS = FontFiles("", "")
MakeDesk = Callable[[Session, Ports], Desk]


class InProcess:
    """Fulfils core.ports.forms.Converter and FormImport without a child process."""

    def convert(self, workbook: bytes, kind: str, name: str) -> Conversion:
        return convert(workbook, kind, name)

    def read(
        self, name: str, data: bytes, progress: Progress, attachments: Mapping[str, bytes]
    ) -> Form:
        if attachments:
            return read_form(data, name, self, attachments)
        return form_of(name, data)


@cache
def form_of(name: str, data: bytes) -> Form:
    return read_form(data, name, InProcess())


@cache
def workbook(name: str) -> bytes:
    return (WORKBOOKS / name).read_bytes()


def desk_of(session: Session, ports: Ports) -> Desk:
    return build_desk(session, ports, InProcess(), NO_FONTS)


def printing_desk(session: Session, ports: Ports) -> Desk:
    """One that makes PDFs: needs the fonts built."""
    folder = ROOT / "resources" / "fonts"
    files = (str(folder / f"NotoSansSC-{weight}.ttf") for weight in ("Regular", "Bold"))
    return build_desk(session, ports, InProcess(), FontFiles(*files))


def found_demo(gate: Gate, sheets: int) -> demonstration.Furnished:
    """The demonstration project with both forms and both batches; no agreed field is ruled on blind."""
    setup = gate.create("Demo", demonstration.first_admin(), demonstration.units(), demo=True)
    setup.prove(setup.recovery_key)
    admin = gate.sign_in(demonstration.ADMIN, demonstration.PASSWORD)
    books = {name: workbook(name) for name in ("BSQ-1.xlsx", "MSC-1.xlsx")}
    demonstration.furnish(admin, books, Silent())
    check_blind(admin, 0)
    gate.sign_out(admin.session)
    leader = gate.sign_in(demonstration.LEADER, demonstration.PASSWORD)
    made = demonstration.open_batches(leader, PERIOD, sheets)
    gate.sign_out(leader.session)
    return made


def check_blind(admin: Desk, per_cent: float) -> None:
    """Which share of agreed fields is ruled on blind from now on: chance has its own tests."""
    today = admin.settings._clock.now().date().isoformat()
    admin.settings.change(admin.session, "blind_check", f"{per_cent:g}", today)


@dataclass
class World:
    """A furnished project; `desk(login)` is that person's desk."""

    desks: dict[str, Desk] = field(default_factory=dict)

    def _sign_in(self, login: str) -> Desk:
        raise NotImplementedError

    def desk(self, login: str) -> Desk:
        if login not in self.desks:
            self.desks[login] = self._sign_in(login)
        return self.desks[login]

    def furnish(self, *workbooks: str) -> None:
        books = {name: workbook(name) for name in workbooks}
        admin = self.desk(demonstration.ADMIN)
        demonstration.furnish(admin, books, Silent())
        check_blind(admin, 0)

    # --- the paper ----------------------------------------------------------------------------

    def people(self) -> dict[str, PersonId]:
        admin = self.desk(demonstration.ADMIN)
        return {person.login: person.id for person in admin.directory.people(admin.session)}

    def open_paper(self, sheets: int) -> BatchId:
        leader = self.desk("leader")
        form = next(f.id for f in leader.directory.forms(leader.session) if not f.is_visit)
        return demonstration.open_paper(leader, form, self.people(), PERIOD, sheets)

    def truth(self, batch: BatchId, sheets: int, seed: int = 7) -> dict[str, Answers]:
        """Serial -> what its paper says."""
        form = self.desk("clerk1").adjudication.form(self.desk("clerk1").session, batch)
        made = questionnaires(form, seed=seed, count=sheets, until=date(2026, 11, 20))
        return {f"{n:04d}": answers for n, answers in enumerate(made, start=1)}

    def key(self, login: str, batch: BatchId, serial: str, answers: Mapping[str, Answer]) -> None:
        desk = self.desk(login)
        draft = desk.keying.begin(desk.session, batch, serial)
        for at, (question, answer) in enumerate(answers.items()):
            change = DraftChange("answer", question, answer, at=900 * at)
            draft = desk.keying.accept(desk.session, draft, change)
        desk.keying.submit(desk.session, draft)

    def key_twice(
        self,
        batch: BatchId,
        truth: Mapping[str, Answers],
        slips: Mapping[tuple[int, str, str], Answer] | None = None,
    ) -> None:
        """Both clerks key every sheet; `slips`: (pass, serial, question) -> what was keyed wrong."""
        for serial, answers in truth.items():
            for number, login in ((1, "clerk1"), (2, "clerk2")):
                keyed = {
                    question: (slips or {}).get((number, serial, question), answer)
                    for question, answer in answers.items()
                }
                self.key(login, batch, serial, keyed)

    def compare(self, batch: BatchId, login: str = "judge1") -> None:
        judge = self.desk(login)
        judge.adjudication.compare(judge.session, batch, Silent())

    def differences(self, batch: BatchId, login: str = "judge1") -> tuple[DifferenceView, ...]:
        judge = self.desk(login)
        return judge.adjudication.differences(judge.session, batch)

    def rule_truly(
        self, batch: BatchId, truth: Mapping[str, Answers], login: str = "judge1"
    ) -> int:
        """Rule on everything from the paper; returns how many rulings it took."""
        judge = self.desk(login)
        views = self.differences(batch, login)
        for view in views:
            judge.adjudication.rule(judge.session, view.id, true_verdict(view, truth))
        return len(views)


def true_verdict(view: DifferenceView, truth: Mapping[str, Answers]) -> Verdict:
    said = truth[view.serial].get(view.question)
    if said == view.first:
        return Verdict("first")
    return Verdict("second") if said == view.second else Verdict("other", said, "misread")


@dataclass
class MemoryWorld(World):
    """On ports kept in memory."""

    memory: memory.Memory = field(default_factory=memory.Memory)

    def _sign_in(self, login: str) -> Desk:
        person = self.memory.raw("person", {"login": login})[0]["id"]
        return desk_of(*self.memory.ports(PersonId(person)))


def in_memory(*workbooks: str) -> MemoryWorld:
    made, _ = memory.founded(demonstration.units(), demonstration.first_admin())
    world = MemoryWorld(memory=made)
    world.furnish(*workbooks)
    return world


@dataclass
class StoredWorld(World):
    """On a real encrypted project in a folder."""

    gate: Any = None
    recovery_key: str = ""

    def _sign_in(self, login: str) -> Desk:
        desk: Desk = self.gate.sign_in(login, demonstration.PASSWORD)
        return desk


def in_folder(folder: Path, *workbooks: str, desk: MakeDesk = desk_of) -> StoredWorld:
    """A project founded there; `desk` makes the desks of those who sign in."""
    from storage.gate import FolderGate
    from storage.slots import Kdf

    gate = FolderGate(folder, desk, kdf=Kdf(t=1, m=64, p=1))
    setup = gate.create("Survey", demonstration.first_admin(), demonstration.units(), demo=True)
    setup.prove(setup.recovery_key)
    world = StoredWorld(gate=gate, recovery_key=setup.recovery_key)
    world.furnish(*workbooks)
    return world
