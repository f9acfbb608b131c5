"""Errata count together once a person approves them; changed checks run over settled records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath

import pytest

from core.errors import NOT_ALLOWED, REASON_MISSING, WRONG_STATE, UserError
from core.event import Kind
from core.forms.versions import Relation
from core.people import Session
from core.progress import Silent
from core.reports.fonts import FontFiles
from core.services import demonstration
from core.services.pools import pools
from core.services.recheck import Closing, QueryView
from core.services.reporting import Reporting, ReportRequest
from core.services.versions import Versions
from core.values import BatchId, FormId
from tests.support.editions import BSQ, CODED, STRICTER, WORDED, edited
from tests.support.shelves import MemoryFiles
from tests.support.world import MemoryWorld, in_memory

WHY = "印刷错误更正"


@contextmanager
def refused(code: str, **params: str) -> Iterator[None]:
    with pytest.raises(UserError) as caught:
        yield
    assert caught.value.code == code
    assert params.items() <= caught.value.params.items()


class Exports(MemoryFiles):
    """Keeps the names of what is exported."""

    def export(self, folder: PurePath, files: Mapping[str, bytes]) -> tuple[PurePath, ...]:
        return tuple(folder / name for name in files)


class Desks:
    """One world of the demonstration, with the desk of versions for everybody."""

    def __init__(self) -> None:
        self.world: MemoryWorld = in_memory(BSQ)
        self.batch: BatchId = self.world.open_paper(2)
        self.truth = self.world.truth(self.batch, 2)

    def versions(self, login: str) -> tuple[Session, Versions]:
        desk = self.world.desk(login)
        return desk.session, desk.versions

    def publish(self, data: bytes) -> FormId:
        desk = self.world.desk("admin")
        before = {form.id for form in desk.directory.forms(desk.session)}
        desk.directory.publish_form(desk.session, BSQ, data, Silent())
        (new,) = {form.id for form in desk.directory.forms(desk.session)} - before
        return new

    def pool(self, form: FormId, why: str = WHY, login: str = "admin") -> None:
        session, versions = self.versions(login)
        versions.pool(session, form, why)

    def settle(self) -> None:
        self.world.key_twice(self.batch, self.truth)
        self.world.compare(self.batch)

    def check_again(self, login: str = "judge1") -> frozenset[Kind]:
        session, versions = self.versions(login)
        return versions.check_again(session, self.batch, Silent()).kinds

    def queries(self) -> dict[str, QueryView]:
        desk = self.world.desk("leader")
        return {q.id: q for q in desk.recheck.queries(desk.session, self.batch)}

    def first(self) -> FormId:
        desk = self.world.desk("admin")
        return next(f.id for f in desk.directory.forms(desk.session) if f.version == "1")


@pytest.fixture
def desks() -> Desks:
    return Desks()


def test_an_erratum_counts_together_only_once_it_is_approved_with_a_reason(desks):
    first, new = desks.first(), desks.publish(WORDED)
    session, versions = desks.versions("leader")
    before, after = versions.family(session, first)
    assert (before.comparison, after.before) == (None, first)
    assert (after.comparison.relation, after.pooled) == (Relation.WORDING, False)
    ledger = desks.world.memory.ports(session.person)[1].ledger
    assert pools(ledger, session) == {first: first, new: new}
    with refused(REASON_MISSING):
        desks.pool(new, " ")
    desks.pool(new)
    assert versions.family(session, new)[1].pooled
    assert pools(ledger, session) == {first: new, new: new}
    (event,) = [e for e in ledger.history(session, new) if "why" in e.body]
    assert (event.body["why"], event.role) == (WHY, "admin")
    with refused(WRONG_STATE):
        desks.pool(new)
    desk = desks.world.desk("leader")
    assert [f.version for f in desk.directory.forms(desk.session)] == ["2", "1"]


def test_errata_of_errata_count_together_and_a_changed_meaning_ends_the_pool(desks):
    first, second = desks.first(), desks.publish(WORDED)
    third = desks.publish(edited("survey", "Q26", "label::English (en)", "Overall", "3"))
    fourth = desks.publish(CODED)
    for form in (third, second):
        desks.pool(form)
    with refused(WRONG_STATE, state="meaning"):
        desks.pool(fourth)
    with refused(WRONG_STATE, state="meaning"):
        desks.pool(first)
    session, _ = desks.versions("leader")
    ledger = desks.world.memory.ports(session.person)[1].ledger
    assert pools(ledger, session) == {first: third, second: third, third: third, fourth: fourth}


def test_only_an_administrator_approves_and_only_an_adjudicator_checks_again(desks):
    new = desks.publish(WORDED)
    for login in ("leader", "judge1", "clerk1"):
        with refused(NOT_ALLOWED):
            desks.pool(new, login=login)
    for login in ("leader", "admin", "clerk1"):
        with refused(NOT_ALLOWED):
            desks.check_again(login)
    with refused(NOT_ALLOWED):
        session, versions = desks.versions("leader")
        versions.family(session, FormId("none"))


def test_a_record_checked_again_by_the_same_rules_changes_nothing(desks):
    desks.settle()
    before = desks.queries()
    assert desks.check_again() == frozenset()
    assert desks.queries() == before


def test_changed_checks_run_over_settled_records_once_approved(desks):
    desks.truth = {serial: {**a, "Q07": "5", "Q08": "3"} for serial, a in desks.truth.items()}
    desks.settle()
    before = desks.queries()
    assert not [q for q in before.values() if q.check == "R07"]
    new = desks.publish(STRICTER)
    assert desks.check_again() == frozenset()
    desks.pool(new, "等候与满意度的规则改严")
    assert desks.check_again() == {Kind.RECORD_CHECKED}
    fresh = [q for q in desks.queries().values() if q.check == "R07"]
    assert len(fresh) == 2
    assert fresh[0].limit == "not(Q07 > 0 and Q08 > 0)"
    assert set(fresh[0].messages) == {"zh", "en"}
    assert before.keys() <= desks.queries().keys()
    assert desks.check_again() == frozenset()


def test_what_was_decided_on_a_query_stays_decided_when_other_checks_change(desks):
    serial = min(desks.truth)
    said = {"Q07": "5", "Q08": "3", "Q12": "1", "Q26": "5"}
    desks.truth[serial] = {**desks.truth[serial], **said}
    desks.settle()
    query = next(q for q in desks.queries().values() if q.check == "R01" and q.serial == serial)
    leader = desks.world.desk("leader")
    leader.recheck.close(leader.session, query.id, Closing("confirmed", "纸上就是这样"))
    desks.pool(desks.publish(STRICTER))
    desks.check_again()
    assert query.id not in desks.queries()
    assert any(q.check == "R07" for q in desks.queries().values())


def test_later_settlements_are_checked_by_the_rules_in_force(desks):
    desks.truth = {serial: {**a, "Q07": "5", "Q08": "3"} for serial, a in desks.truth.items()}
    desks.pool(desks.publish(STRICTER))
    desks.settle()
    assert sum(q.check == "R07" for q in desks.queries().values()) == 2
    assert desks.check_again() == frozenset()


def test_records_of_pooled_versions_are_reported_together(desks):
    desks.settle()
    leader, new = desks.world.desk("leader"), desks.publish(WORDED)
    people = desks.world.people()
    second = demonstration.open_paper(leader, new, people, "2026-12", 1)
    desks.world.key_twice(second, {"0001": desks.truth["0001"]})
    desks.world.compare(second)
    request = ReportRequest((desks.batch, second), languages=(), provisional=True)

    memory = desks.world.memory
    session, ports = memory.ports(leader.session.person)
    fonts = FontFiles("", "")
    reporting = Reporting(
        ports.ledger,
        ports.vault,
        ports.forms,
        Exports(memory.files, memory.evidence, memory.raw),
        ports.clock,
        fonts,
    )

    def reported() -> list[str]:
        files = reporting.export(session, request, PurePath("out"), Silent())
        return [file.name for file in files if file.suffix == ".xlsx"]

    assert len(reported()) == 2
    desks.pool(new)
    assert len(reported()) == 1
