"""An approved batch in a real encrypted project, told by its events."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.event import Kind, NewEvent
from core.figures.dimensions import ITEMS
from core.forms.model import Form
from core.people import Grant, Role, Session, Unit
from core.ports import Ports
from core.ports.gate import NewPerson
from core.services.reporting import Reporting
from core.values import Answers, BatchId, FormId, SheetId, UnitId, sheet_id
from core.workflow.bodies import (
    batch_closed,
    batch_decided,
    batch_opened,
    form_published,
    packed,
    record_settled,
    sample_drawn,
    sheet_reviewed,
    sheet_voided,
    unit_recorded,
)
from core.workflow.contents import PrivateContent, stored, stored_reading
from storage.gate import FolderGate
from storage.slots import Kdf
from tests.core.figures.forms import answered, form_of
from tests.core.reports.samples import FONTS

PASSWORD = "correct horse"
UNITS = (
    Unit(UnitId("HO"), (("zh", "总行"), ("en", "Head office")), None, "bank"),
    Unit(UnitId("E"), (("zh", "华东"), ("en", "East")), UnitId("HO"), "region"),
    Unit(UnitId("E01"), (("zh", "滨江路网点"), ("en", "Riverside")), UnitId("E"), "outlet"),
)
STAFF = (
    ("quality", Role.QUALITY, "HO"),
    ("leader", Role.LEADER, "E"),
    ("manager", Role.MANAGER, "HO"),
    ("clerk1", Role.CLERK, "E01"),
)
BATCH = BatchId("b" * 16)
VERDICT = {
    "lot": "batch", "checked": 640, "wrong": 1, "population": 1000, "rate": 0.0015625, "limit": 0.005,
    "upper": 0.0047, "shown": "shown", "more": 0, "clustered_upper": 0.0047, "rule": {"limit": 0.005},
}  # fmt: skip


class Story:
    """A project, its people and what is told of one batch."""

    def __init__(self, folder: Path, form: str = "BSQ-1", sheets: int = 12) -> None:
        self.folder, self.form, self.sheets = folder, form_of(form), sheets
        self.gate: Any = FolderGate(
            folder, lambda session, ports: (session, ports), kdf=Kdf(t=1, m=64, p=1)
        )
        admin = NewPerson("admin", "管理员", (Grant(Role.ADMIN, UnitId("HO")),), PASSWORD)
        setup = self.gate.create("Survey", admin, UNITS, demo=True)
        setup.prove(setup.recovery_key)
        self.ids: dict[str, str] = {}
        self._seats: dict[str, tuple[Session, Ports]] = {}
        session, ports = self.at("admin")
        for login, role, unit in STAFF:
            person = NewPerson(login, f"{login} 名", (Grant(role, UnitId(unit)),), PASSWORD)
            self.ids[login] = ports.enrolment.add(session, person)
        self.tell("admin", *(unit_recorded(unit) for unit in UNITS))

    def at(self, login: str) -> tuple[Session, Ports]:
        """The person's session and ports."""
        if login not in self._seats:
            opened = self.gate.open(login, PASSWORD)
            self._seats[login] = opened.session, opened.ports
        return self._seats[login]

    def tell(self, login: str, *events: NewEvent) -> None:
        session, ports = self.at(login)
        ports.ledger.append(session, "test", events)

    def reporting(self, login: str) -> tuple[Session, Reporting]:
        session, ports = self.at(login)
        made = Reporting(ports.ledger, ports.vault, ports.forms, ports.files, ports.clock, FONTS)
        return session, made

    def settle(self, serials: range | None = None) -> list[Answers]:
        """Open the batch and settle its sheets; 0002 differed, 0003 is void."""
        session, ports = self.at("leader")
        ports.forms.put(session, self.form)
        self.tell("leader", _published(self.form), self._opened())
        answers = answered(self.form, self.sheets)
        for place, given in enumerate(answers, 1):
            self.tell("leader", self._record(f"{place:04d}", given))
        self.tell("leader", sheet_voided(sheet_id(BATCH, "0003"), "三个月内没有来过"))
        return answers

    def approve(self) -> None:
        """Close, draw, review and pass both levels."""
        sheet = sheet_id(BATCH, "0001")
        self.tell("leader", batch_closed(BATCH, self.sheets, 0, 1))
        for level, by in ((2, "leader"), (3, "quality")):
            drawn = {"level": level, "round": 1, "seed": "ab12", "sheets": [[sheet, "random"]]}
            self.tell(by, sample_drawn(BATCH, drawn))
            found = [{"q": "Q08", "read": "1", "record": "2", "class": "misread"}]
            review = {
                "level": level, "round": 1, "reason": "random", "checked": 34, "wrong": 1,
                "findings_json": packed(found), "private": "",
            }  # fmt: skip
            self.tell(by, sheet_reviewed(sheet, review))
            decided = {
                "level": level, "round": 1, "outcome": "passed", "why": "低于限值",
                "verdict_json": packed(VERDICT),
            }  # fmt: skip
            self.tell(by, batch_decided(BATCH, decided))

    def _opened(self) -> NewEvent:
        return batch_opened(
            BATCH,
            {
                "code": "E01-202611-03", "form": self.form.id, "unit": "E01", "lineage": ["E01", "E", "HO"],
                "period": "2026-11", "first": 1, "last": self.sheets, "width": 4,
                "counts": {"issued": 20, "returned": self.sheets, "not_returned": 0, "spoilt": 0},
                "posts": {"pass1": [self.ids["clerk1"]]}, "is_visit": self.form.is_visit,
                "branch_profile": False, "public": "", "sealed": {},
            },
        )  # fmt: skip

    def _record(self, serial: str, given: Answers) -> NewEvent:
        session, ports = self.at("leader")
        sheet = sheet_id(BATCH, serial)
        sealed = {q.key for q in self.form.questions if q.is_sealed}
        hidden = {key: answer for key, answer in given.items() if key in sealed}
        shown = {key: answer for key, answer in given.items() if key not in sealed}
        differs = serial == "0002" and not self.form.is_visit
        # a tolerated variant: kept with the readings, and no difference
        variants = {"collector": ("Chen Jie", "chen  jie")} if serial == "0004" else {}
        content = PrivateContent(hidden, variants)
        private = ports.vault.seal_private(session, sheet, content.to_bytes())
        return record_settled(
            sheet,
            {
                "revision": 1, "answers_json": packed(stored(shown)), "rulers_json": "{}",
                "readings_json": packed(_readings(self.form, shown) if differs else {}),
                "private": private, "mark": "m",
            },
        )  # fmt: skip


def _published(form: Form) -> NewEvent:
    body = {
        "form_id": form.form_id, "version": form.version, "code": form.code,
        "titles": dict(form.titles), "is_visit": form.is_visit,
    }  # fmt: skip
    return form_published(form.id, body)


def _readings(form: Form, shown: Mapping[str, Any]) -> dict[str, Any]:
    """The first rated question was keyed otherwise in pass 2."""
    key = next(q.key for q in form.questions if q.metric in ITEMS and q.key in shown)
    other = next(c.name for c in form.by_key[key].choices if c.name != shown[key])
    return {key: stored_reading((shown[key], other))}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


__all__ = ["BATCH", "FormId", "Kind", "SheetId", "Story", "sha256"]
