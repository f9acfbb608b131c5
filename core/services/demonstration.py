"""The demonstration project: invented units, one person of every role, both forms, two open batches.

Everything goes through the services a real project uses, so the demo is a project like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.people import Grant, Post, Role, Unit
from core.ports.gate import Gate, NewPerson
from core.progress import Progress, Silent
from core.services.batches import Counts, NewBatch
from core.services.desk import Desk
from core.values import BatchId, FormId, PersonId, UnitId

PASSWORD = "demo-2026"
"""Told on the sign-in page of a demo project, and nowhere else."""
BANK = UnitId("HO")
BRANCH = UnitId("E01")
ADMIN, LEADER = "admin", "leader"

REGIONS = {
    "E": ("华东", "East"),
    "S": ("华南", "South"),
    "N": ("华北", "North"),
    "W": ("西南", "South-west"),
}
OUTLETS = {  # requirements §3.6
    "E01": ("滨江路网点", "Riverside"),
    "E02": ("新城网点", "New Town"),
    "E03": ("园区网点", "Park"),
    "S01": ("海珠湾网点", "Pearl Bay"),
    "S02": ("科技园网点", "Tech Park"),
    "S03": ("老街网点", "Old Street"),
    "N01": ("中轴网点", "Central Axis"),
    "N02": ("学院路网点", "College Road"),
    "N03": ("站前网点", "Station"),
    "W01": ("锦里网点", "Brocade Lane"),
    "W02": ("山城网点", "Hill City"),
    "W03": ("高新网点", "High-tech"),
}
PEOPLE = (  # login, name, role, unit
    ("clerk1", "陈一 Chen Yi", Role.CLERK, BRANCH),
    ("clerk2", "林双 Lin Shuang", Role.CLERK, BRANCH),
    ("judge1", "何平 He Ping", Role.LEADER, UnitId("E")),
    ("judge2", "沈正 Shen Zheng", Role.LEADER, UnitId("E")),
    ("leader", "周组长 Zhou", Role.LEADER, UnitId("E")),
    ("quality", "吴质检 Wu", Role.QUALITY, BANK),
    ("shopper", "郑访 Zheng Fang", Role.SHOPPER, BANK),
    ("manager", "王经理 Wang", Role.MANAGER, BANK),
)


def found(
    gate: Gate, workbooks: Mapping[str, bytes], period: str, sheets: int, progress: Progress
) -> Furnished:
    """Make the whole demonstration project in the gate's empty folder and sign everybody out."""
    setup = gate.create("Twinkey 演示 Demo", first_admin(), units(), demo=True)
    setup.prove(setup.recovery_key)
    admin = gate.sign_in(ADMIN, PASSWORD)
    furnish(admin, workbooks, progress)
    gate.sign_out(admin.session)
    leader = gate.sign_in(LEADER, PASSWORD)
    batches = open_batches(leader, period, sheets)
    gate.sign_out(leader.session)
    return batches


def units() -> tuple[Unit, ...]:
    """The example tree: bank, four regions, twelve outlets."""
    regions = [
        Unit(UnitId(code), _names(*names), BANK, "region") for code, names in REGIONS.items()
    ]
    outlets = [
        Unit(UnitId(code), _names(*names), UnitId(code[0]), "outlet")
        for code, names in OUTLETS.items()
    ]
    return (Unit(BANK, _names("总行", "Head office"), None, "bank"), *regions, *outlets)


def first_admin() -> NewPerson:
    """The demo project's administrator."""
    return NewPerson(ADMIN, "管理员 Admin", (Grant(Role.ADMIN, BANK),), PASSWORD)


@dataclass(frozen=True)
class Furnished:
    """What `furnish` made."""

    batch: BatchId
    visits: BatchId


def furnish(admin: Desk, workbooks: Mapping[str, bytes], progress: Progress) -> None:
    """Add the demo people and publish the workbooks (file name -> bytes), as the administrator."""
    total = len(PEOPLE) + len(workbooks)
    for place, (login, name, role, unit) in enumerate(PEOPLE):
        trained = "2026-09-01" if role is Role.SHOPPER else ""
        admin.directory.add_person(
            admin.session, NewPerson(login, name, (Grant(role, unit),), PASSWORD, trained)
        )
        progress.step(place + 1, total)
    for place, (name, data) in enumerate(workbooks.items()):
        admin.directory.publish_form(admin.session, name, data, Silent())
        progress.step(len(PEOPLE) + place + 1, total)


def open_batches(leader: Desk, period: str, sheets: int) -> Furnished:
    """Open the paper batch and the month (2026-11) of visits, as the leader."""
    people = {person.login: person.id for person in leader.directory.people(leader.session)}
    forms = leader.directory.forms(leader.session)
    paper = next(form.id for form in forms if not form.is_visit)
    checklist = next(form.id for form in forms if form.is_visit)
    return Furnished(
        open_paper(leader, paper, people, period, sheets),
        open_visits(leader, checklist, people, period),
    )


def open_paper(
    leader: Desk, form: FormId, people: Mapping[str, PersonId], period: str, sheets: int
) -> BatchId:
    """Open a batch of `sheets` returned papers at the demo branch."""
    posts = {
        Post.PASS1: ["clerk1"],
        Post.PASS2: ["clerk2"],
        Post.ADJUDICATION: ["judge1", "judge2"],
        Post.LEVEL2: ["leader"],
        Post.LEVEL3: ["quality"],
    }
    return _open(leader, form, BRANCH, period, _named(people, posts), sheets)


def open_visits(leader: Desk, form: FormId, people: Mapping[str, PersonId], period: str) -> BatchId:
    """Open the East region's month of visits."""
    posts = {
        Post.PASS1: ["shopper"],
        Post.ADJUDICATION: ["judge1", "judge2"],
        Post.LEVEL2: ["leader"],
        Post.LEVEL3: ["quality"],
    }
    return _open(leader, form, UnitId("E"), period, _named(people, posts), 1)


def _open(
    leader: Desk,
    form: FormId,
    unit: UnitId,
    period: str,
    posts: Mapping[Post, tuple[PersonId, ...]],
    sheets: int,
) -> BatchId:
    code = leader.batches.suggest_code(leader.session, unit, period)
    new = NewBatch(code, form, unit, period, 1, sheets, Counts(sheets, sheets), posts)
    leader.batches.open(leader.session, new)
    return next(row.id for row in leader.batches.list(leader.session) if row.code == code)


def _named(
    people: Mapping[str, PersonId], posts: Mapping[Post, Sequence[str]]
) -> dict[Post, tuple[PersonId, ...]]:
    return {post: tuple(people[login] for login in logins) for post, logins in posts.items()}


def _names(chinese: str, english: str) -> tuple[tuple[str, str], ...]:
    return (("zh", chinese), ("en", english))
