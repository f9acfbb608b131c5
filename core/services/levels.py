"""How a batch's reviews stand, read from the projection for the review desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.people import Post, Session
from core.ports.ledger import Ledger, Row
from core.quality.sampling import Candidate, may_review
from core.quality.verdict import Rule, Tally, Verdict, judge, stands_alone
from core.services.loading import Loading
from core.services.overview import UNFINISHED, figures
from core.services.settings import rule_for
from core.services.settled import SettledRecords
from core.values import BatchId, PersonId, SheetId, root_of
from core.workflow.batch import Batch
from core.workflow.bodies import unpacked
from core.workflow.reviewing import Checked, Level, Round, fields
from core.workflow.sheet import BLOCKING
from core.workflow.states import BatchState, SheetState

POSTS = {2: Post.LEVEL2, 3: Post.LEVEL3}
OTHER = {2: 3, 3: 2}


@dataclass(frozen=True)
class Standing:
    """Everything that a step of one level's review is decided from."""

    batch: Batch
    state: BatchState
    level: Level
    candidates: tuple[Candidate, ...]
    """Settled sheets, by id."""
    reviewers: tuple[PersonId, ...]
    unsettled: int
    """Sheets that are not settled."""
    unruled: int
    """Differences that wait for a ruling."""
    queries: int
    """Open ones that hold the batch up."""

    @property
    def eligible(self) -> frozenset[SheetId]:
        """Sheets that somebody of the post may review."""
        return frozenset(
            c.sheet for c in self.candidates if any(may_review(p, c) for p in self.reviewers)
        )


class Levels:
    """Reads what a level's review stands on; every read is the session's own view."""

    def __init__(
        self, ledger: Ledger, records: SettledRecords, loading: Loading, rule: Rule
    ) -> None:
        self._ledger, self._records, self._loading = ledger, records, loading
        self._rule = rule

    def standing(self, session: Session, batch: BatchId, level: int) -> Standing:
        """Where the level's review stands."""
        found = self._loading.batch(session, batch)
        counted = figures(self._ledger, session, (batch,))
        settled = found.state is BatchState.CLOSED and counted.nothing_open(batch)
        return Standing(
            batch=found,
            state=BatchState.SETTLED if settled else found.state,
            level=self._level(session, found, level),
            candidates=self._candidates(session, found, level),
            reviewers=found.posts.get(POSTS[level], ()),
            unsettled=counted.in_state(batch, UNFINISHED),
            unruled=counted.unruled(batch),
            queries=counted.blocking(batch),
        )

    def verdict(self, session: Session, standing: Standing) -> Verdict:
        """The verdict on this cycle, the unit's month pooled where the batch is small."""
        own = self._tally(session, standing.batch.id, standing.level)
        rule = self.rule(session, standing)
        month = own if stands_alone(own, rule) else own + self._others(session, standing)
        return judge(own, month, rule)

    def rule(self, session: Session, standing: Standing) -> Rule:
        """The settings that held when the batch was opened."""
        return rule_for(self._ledger, session, standing.batch.opened_at, self._rule)

    def _others(self, session: Session, standing: Standing) -> Tally:
        """What the level has checked in the unit's other batches of the month."""
        own, level = standing.batch, standing.level.number
        same = {"unit": own.unit, "period": own.period, "is_visit": int(own.is_visit)}
        total = Tally(0)
        for row in self._ledger.rows(session, "batch", same):
            if row["id"] != own.id:
                other = self._loading.batch(session, BatchId(row["id"]))
                there = self._level(session, other, level)
                if there.reviews:
                    total += self._tally(session, other.id, there)
        return total

    def _level(self, session: Session, batch: Batch, level: int) -> Level:
        void = self._void(session, batch.id)
        rows = self._reviews(session, batch.id, level)
        upheld = self._upheld(session, batch.id, rows)
        return Level(
            level,
            rounds=tuple(
                Round(s.round, tuple(place for place in s.sheets if place[0] not in void))
                for s in batch.samples
                if s.level == level
            ),
            reviews=tuple(
                Checked(r["round"], SheetId(r["sheet"]), r["checked"], upheld[n])
                for n, r in enumerate(rows)
                if r["sheet"] not in void
            ),
            ended=tuple(
                d.round
                for d in batch.decisions
                if d.level == level and d.outcome in ("passed", "returned")
            ),
        )

    def _reviews(self, session: Session, batch: BatchId, level: int) -> list[Row]:
        """The level's reviews; of two of a sheet in one round the earlier counts."""
        where = {"batch": batch, "level": level}
        rows = self._ledger.rows(session, "review", where, order=("-at", "-reviewer"))
        return list({(row["round"], row["sheet"]): row for row in rows}.values())

    def _void(self, session: Session, batch: BatchId) -> frozenset[str]:
        rows = self._ledger.rows(session, "sheet", {"batch": batch, "state": SheetState.VOID.value})
        return frozenset(row["id"] for row in rows)

    def _upheld(self, session: Session, batch: BatchId, reviews: Iterable[Row]) -> list[int]:
        """Wrong fields of each review, without those where a ruling kept the record's answer."""
        answers: dict[str, Mapping[str, object]] = {}
        unruled = {
            (row["sheet"], row["question"])
            for row in self._ledger.rows(session, "difference", {"batch": batch})
            if row["state"] != "ruled"
        }
        counts = []
        for review in reviews:
            count = review["wrong"]
            for finding in unpacked(review["findings"]) or []:
                sheet, question = review["sheet"], finding["q"]
                if "record" not in finding or (sheet, question) in unruled:
                    continue
                if sheet not in answers:
                    answers[sheet] = self._stored(session, sheet)
                count -= answers[sheet].get(question) == finding["record"]
            counts.append(count)
        return counts

    def _stored(self, session: Session, sheet: str) -> Mapping[str, object]:
        rows = self._ledger.rows(session, "record", {"sheet": sheet})
        found: Mapping[str, object] = (unpacked(rows[0]["answers"]) if rows else None) or {}
        return found

    def _candidates(self, session: Session, batch: Batch, level: int) -> tuple[Candidate, ...]:
        where = {"batch": batch.id}
        clerks: dict[str, dict[int, PersonId]] = defaultdict(dict)
        keyed = {"batch": root_of(batch.id)}
        for row in self._ledger.rows(session, "keying", keyed, order=("-submitted_at",)):
            clerks[row["sheet"]][row["pass"]] = PersonId(row["clerk"])
        flagged = {**where, "severity": tuple(BLOCKING)}
        queried = {row["sheet"] for row in self._ledger.rows(session, "query", flagged)}
        barred = self._barred(session, batch.id, level)
        seen = self._level(session, batch, 2).seen if level == 3 else frozenset()
        void = self._void(session, batch.id)
        plain = (
            Candidate(
                sheet=SheetId(row["sheet"]),
                pass1=clerks[row["sheet"]].get(1, PersonId("")),
                pass2=clerks[row["sheet"]].get(2),
                queried=row["sheet"] in queried,
                barred=frozenset(barred[row["sheet"]]),
            )
            for row in self._ledger.rows(session, "record", where, order=("sheet",))
            if row["sheet"] not in void
        )
        return tuple(replace(c, seen=c.sheet in seen) for c in plain)

    def _barred(self, session: Session, batch: BatchId, level: int) -> dict[str, set[PersonId]]:
        """Sheet -> who ruled on it, keyed it in vain, or reviewed it at the other level."""
        barred: dict[str, set[PersonId]] = defaultdict(set)
        for row in self._ledger.rows(session, "keying", {"batch": root_of(batch)}):
            barred[row["sheet"]].add(PersonId(row["clerk"]))
        for row in self._ledger.rows(session, "difference", {"batch": batch}):
            barred[row["sheet"]].add(PersonId(row["ruled_by"] or ""))
        elsewhere = {"batch": batch, "level": OTHER[level]}
        for row in self._ledger.rows(session, "review", elsewhere):
            barred[row["sheet"]].add(PersonId(row["reviewer"]))
        return barred

    def _tally(self, session: Session, batch: BatchId, level: Level) -> Tally:
        """Checked fields of the cycle against all fields that the level could check."""
        form = self._loading.form(self._loading.batch(session, batch).form)
        void = self._void(session, batch)
        population = 0
        for sheet, applying in self._records.applying(session, batch).items():
            if sheet not in void:
                population += sum(map(len, fields(form, level.number, applying)))
        return level.tally(population)
