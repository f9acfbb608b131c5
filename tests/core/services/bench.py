"""A project in memory with people in every post, and batches whose sheets have settled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.event import NewEvent
from core.forms.model import Form, Severity
from core.people import Grant, Post, Role, Session, Unit
from core.ports import Ports
from core.ports.gate import NewPerson
from core.quality.verdict import STANDARD, Rule
from core.services.keying import Keying
from core.services.loading import Loading
from core.services.recheck import Recheck
from core.services.review import Reading, Review, ReviewSheet
from core.services.settled import SettledRecords
from core.services.visits import Visits
from core.values import Answers, BatchId, PersonId, SheetId, UnitId, sheet_id
from core.workflow import bodies, keying_bodies, sheet_fold
from core.workflow.bodies import packed
from core.workflow.contents import PrivateContent, stored
from tests.core.figures.forms import answered, form_of
from tests.support import memory

PASSWORD = "correct horse"
UNITS = (
    Unit(UnitId("HO"), (("zh", "总行"),), None, "bank"),
    Unit(UnitId("E"), (("zh", "华东"),), UnitId("HO"), "region"),
    Unit(UnitId("E01"), (("zh", "滨江路网点"),), UnitId("E"), "outlet"),
)
STAFF = {
    "clerk1": (Role.CLERK, "E"), "clerk2": (Role.CLERK, "E"), "clerk3": (Role.CLERK, "E"),
    "judge1": (Role.LEADER, "E"), "judge2": (Role.LEADER, "E"), "leader": (Role.LEADER, "E"),
    "leader2": (Role.LEADER, "E"), "quality": (Role.QUALITY, "HO"), "shopper": (Role.SHOPPER, "E"),
    "novice": (Role.SHOPPER, "E"),
}  # fmt: skip
POSTS = {
    Post.PASS1: ("clerk1", "clerk3"), Post.PASS2: ("clerk2",), Post.ADJUDICATION: ("judge1", "judge2"),
    Post.LEVEL2: ("leader",), Post.LEVEL3: ("quality",),
}  # fmt: skip
VISIT_POSTS = {**POSTS, Post.PASS1: ("shopper", "novice"), Post.PASS2: ()}


class Bench:
    """The project; every action is done by the person named."""

    def __init__(self) -> None:
        admin = NewPerson("admin", "管理员", (Grant(Role.ADMIN, UnitId("HO")),), PASSWORD)
        self.memory, first = memory.founded(UNITS, admin)
        self.ids: dict[str, PersonId] = {"admin": first}
        session, ports = self.at("admin")
        for login, (role, unit) in STAFF.items():
            trained = "2026-01-05" if login == "shopper" else ""
            grants = (Grant(role, UnitId(unit)),)
            person = NewPerson(login, f"{login} 名", grants, PASSWORD, trained)
            self.ids[login] = PersonId(ports.enrolment.add(session, person))

    def at(self, login: str) -> tuple[Session, Ports]:
        """The person's session and ports."""
        return self.memory.ports(self.ids[login])

    def tell(self, login: str, *events: NewEvent) -> None:
        """Write events as that person."""
        session, ports = self.at(login)
        ports.ledger.append(session, "test", events)

    def review(self, login: str, rule: Rule = STANDARD) -> tuple[Session, Review]:
        """The person's review desk."""
        session, ports = self.at(login)
        loading = Loading(ports.ledger, ports.forms)
        return session, Review(ports.ledger, ports.vault, loading, rule)

    def recheck(self, login: str) -> tuple[Session, Recheck]:
        """The person's recheck desk."""
        session, ports = self.at(login)
        return session, Recheck(ports.ledger, ports.vault, Loading(ports.ledger, ports.forms))

    def visits(self, login: str) -> tuple[Session, Visits, Keying]:
        """The shopper's desk."""
        session, ports = self.at(login)
        loading = Loading(ports.ledger, ports.forms)
        keying = Keying(ports.ledger, ports.vault, ports.drafts, ports.clock, loading)
        made = Visits(
            ports.ledger, ports.vault, ports.drafts, ports.files, ports.clock, loading, keying
        )
        return session, made, keying

    def open(self, batch: BatchId, form: Form, sheets: int, period: str = "2026-11") -> None:
        """Publish the form and open a batch."""
        session, ports = self.at("leader2")
        posts = VISIT_POSTS if form.is_visit else POSTS
        ports.forms.put(session, form)
        key = ports.vault.new_batch_key(session, [self.ids[p] for p in posts[Post.ADJUDICATION]])
        named = {post: [self.ids[p] for p in people] for post, people in posts.items()}
        counts = {"issued": sheets, "returned": sheets, "not_returned": 0, "spoilt": 0}
        body: Any = {
            "code": f"E01-{batch}", "form": form.id, "unit": "E01", "lineage": ["E01", "E", "HO"],
            "period": period, "first": 1, "last": sheets, "width": 4, "counts": counts,
            "posts": bodies.posts_body(named), "is_visit": form.is_visit, "branch_profile": False,
            "public": key.public, "sealed": dict(key.sealed),
        }  # fmt: skip
        titles = dict(form.titles)
        published: Any = {
            "form_id": form.form_id, "version": form.version, "code": form.code, "titles": titles,
            "is_visit": form.is_visit,
        }  # fmt: skip
        self.tell(
            "leader2", bodies.form_published(form.id, published), bodies.batch_opened(batch, body)
        )


class Stack:
    """A batch of the branch questionnaire, keyed twice and settled; its paper is `truth`."""

    def __init__(
        self, bench: Bench, sheets: int, batch: str, period: str, close: bool = True
    ) -> None:
        self.bench, self.batch, self.form = bench, BatchId(batch), form_of("BSQ-1")
        bench.open(self.batch, self.form, sheets, period)
        self.sheets = tuple(sheet_id(self.batch, f"{n:04}") for n in range(1, sheets + 1))
        self.truth: dict[SheetId, Answers] = dict(
            zip(self.sheets, answered(self.form, sheets), strict=True)
        )
        for place, clerk in ((0, "clerk1"), (1, "clerk3")):
            bench.tell(clerk, *(_keyed(sheet, 1) for sheet in self.sheets[place::2]))
        bench.tell("clerk2", *(_keyed(sheet, 2) for sheet in self.sheets))
        bench.tell("judge1", *(self._compared(s, n) for n, s in enumerate(self.sheets)))
        bench.tell("judge1", *(self.settled(s, self.truth[s], 1) for s in self.sheets))
        bench.tell("judge1", *(bodies.record_checked(s, 1, []) for s in self.sheets))
        if close:
            self.close()

    def close(self) -> None:
        """End keying."""
        self.bench.tell("leader2", bodies.batch_closed(self.batch, len(self.sheets), 0, 0))

    def settled(self, sheet: SheetId, answers: Answers, revision: int) -> NewEvent:
        """The event of a record, as the adjudicator writes it."""
        session, ports = self.bench.at("judge1")
        secret = {q.key for q in self.form.questions if q.is_sealed}
        private = PrivateContent({k: a for k, a in answers.items() if k in secret})
        body: Any = {
            "revision": revision,
            "answers_json": packed(stored({k: a for k, a in answers.items() if k not in secret})),
            "readings_json": "{}", "rulers_json": "{}", "mark": f"{sheet}{revision}",
            "private": ports.vault.seal_private(session, sheet, private.to_bytes()),
        }  # fmt: skip
        return bodies.record_settled(sheet, body)

    def flag(
        self,
        sheet: SheetId,
        check: str,
        questions: Sequence[str],
        severity: Severity = Severity.REVIEW,
    ) -> str:
        """Let a check fire on a sheet's record; returns the query's id."""
        values = {q: stored(self.truth[sheet]).get(q) for q in questions}
        found: Any = {
            "query": check, "check": check, "version": "v1", "severity": severity.value,
            "questions": list(questions), "values_json": packed(values), "bound": "x", "mark": "",
        }  # fmt: skip
        self.bench.tell("judge1", bodies.record_checked(sheet, 1, [found]))
        return bodies.query_id(sheet, check)

    def misprint(self, sheet: SheetId, question: str) -> None:
        """Let the paper say something else than the record does, from now on."""
        said = self.truth[sheet].get(question)
        other = "2" if said != "2" else "3"
        self.truth[sheet] = self.truth[sheet] | {question: other}

    def read(self, opened: ReviewSheet) -> Reading:
        """What a reviewer who never errs reads on the paper."""
        paper = self.truth[opened.sheet]
        wrong = {k: paper[k] for k in opened.open if paper[k] != opened.record[k]}
        return Reading(keyed={k: paper[k] for k in opened.blind}, wrong=wrong)

    def check_all(self, login: str, level: int, rule: Rule = STANDARD) -> int:
        """Review every waiting sheet of the sample; returns how many."""
        session, review = self.bench.review(login, rule)
        waiting = [s.sheet for s in review.sample(session, self.batch, level) if not s.done]
        for sheet in waiting:
            opened = review.begin(session, sheet, level)
            review.record(session, sheet, level, self.read(opened))
        return len(waiting)

    def rule_all(self, upheld: bool = True) -> int:
        """Rule on every open difference: for what the paper says, or for the record as it is."""
        session, ports = self.bench.at("judge1")
        rows = ports.ledger.rows(session, "difference", {"batch": self.batch, "state": "open"})
        for sheet in dict.fromkeys(SheetId(row["sheet"]) for row in rows):
            standing = sheet_fold.fold(sheet, ports.ledger.history(session, sheet))
            assert standing.record is not None
            answers = self.truth[sheet] if upheld else self._recorded(sheet)
            rulings = [
                bodies.difference_ruled(sheet, {"id": d.id, "after": 0, "mark": "m", "sealed": "x"})
                for d in standing.unruled
            ]
            revision = standing.record.revision + 1
            record = self.settled(sheet, answers, revision)
            self.bench.tell("judge1", *rulings, record, bodies.record_checked(sheet, revision, []))
        return len(rows)

    def _recorded(self, sheet: SheetId) -> Answers:
        session, ports = self.bench.at("judge1")
        records = SettledRecords(ports.ledger, ports.vault)
        found = records.record(session, sheet)
        assert found is not None
        return found.answers

    def _compared(self, sheet: SheetId, place: int) -> NewEvent:
        first = self.bench.ids["clerk3" if place % 2 else "clerk1"]
        body: Any = {
            "first": first, "second": self.bench.ids["clerk2"], "fields": 30, "n": 0,
            "suspected": False, "sealed": "x",
        }  # fmt: skip
        return bodies.sheet_compared(sheet, body, 2)


def _keyed(sheet: SheetId, pass_no: int) -> NewEvent:
    return keying_bodies.keying_submitted(sheet, pass_no, 1, f"key{pass_no}", "sealed")
