"""What reports are made of, read from the projection as the session may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import Any

from core.errors import BLIND, UserError
from core.event import Event, Kind
from core.forms.model import Form
from core.people import Role, Session
from core.ports.ledger import Ledger, Row
from core.ports.vault import Vault
from core.quality.verdict import Verdict
from core.reports.model import (
    BatchLine,
    DecisionLine,
    DifferenceLine,
    Quality,
    QueryLine,
    RecordLine,
    ReviewLine,
    TrailLine,
)
from core.reports.texts import named
from core.services.settled import shared_errors
from core.values import Answer, Answers, SheetId, Special, serial_of
from core.workflow.bodies import unpacked
from core.workflow.comparison import Compared, Comparer
from core.workflow.contents import (
    KeyingContent,
    PrivateContent,
    Reading,
    from_optional,
    restored,
    restored_readings,
)
from core.workflow.states import Action, BatchState, rule_for

OVERSEERS = rule_for(Action.SEE_REGISTER).roles
"""Roles that may see how a batch was keyed, checked and reviewed."""


@dataclass(frozen=True)
class Gathered:
    """One settled sheet: the line that may be shown, and everything that is counted."""

    sheet: SheetId
    line: RecordLine
    answers: Answers
    readings: Mapping[str, Reading] = field(default_factory=dict)


class ReportRows:
    """Reads the rows of batches of one form for one session."""

    def __init__(
        self,
        ledger: Ledger,
        vault: Vault,
        session: Session,
        form: Form,
        batches: Sequence[Row],
        zone: tzinfo,
    ) -> None:
        self._ledger, self._vault, self._session = ledger, vault, session
        self._form, self._batches, self._zone = form, batches, zone
        self._sealed = frozenset(q.key for q in form.questions if q.is_sealed)

    @cached_property
    def records(self) -> tuple[Gathered, ...]:
        """Every settled sheet that is not void, by batch and serial."""
        return tuple(
            self._gathered(batch, row)
            for batch in self._batches
            for row in self._rows("record", batch, order=("sheet",))
            if row["sheet"] not in self._void
        )

    def batch_lines(self) -> tuple[BatchLine, ...]:
        """The batches with the counts of their paper and sheets."""
        return tuple(self._batch_line(batch) for batch in self._batches)

    def quality(self) -> Quality | None:
        """What double entry, checks and reviews found; None for those who may not see it."""
        if not all(_holds(self._session, batch, OVERSEERS) for batch in self._batches):
            return None
        batches = self._batches
        pairs = [(gathered, self._comparison(gathered)) for gathered in self.records]
        return Quality(
            sum(compared.fields for _, compared in pairs if compared),
            tuple(line for pair in pairs for line in self._differences(*pair)),
            tuple(line for batch in batches for line in self._queries(batch)),
            tuple(line for batch in batches for line in self._reviews(batch)),
            tuple(line for batch in batches for line in self._decisions(batch)),
            shared_errors(self._ledger, self._session, [batch["id"] for batch in batches]),
        )

    def trail(self) -> tuple[TrailLine, ...]:
        """Events of the batches in order, as far as the session may see them."""
        return tuple(
            TrailLine(
                batch["code"],
                event.kind.value,
                _what(event),
                self._name(event.actor),
                self._at(event.stamp.ms),
                event.stamp.device,
                event.stamp.seq,
            )
            for batch in self._batches
            for event in self._ledger.history(self._session, batch["id"])
        )

    # --- records ---------------------------------------------------------------------------------

    def _gathered(self, batch: Row, row: Row) -> Gathered:
        answers = restored(unpacked(row["answers"]) or {})
        readings = restored_readings(unpacked(row["readings"]) or {})
        private = self._private(row)
        may_show = _holds(self._session, batch, (Role.QUALITY,))
        hidden = frozenset() if may_show else frozenset(private.answers)
        everything = answers | private.answers
        erased: str = row["erased"]
        line = RecordLine(
            batch["code"],
            serial_of(row["sheet"]),
            int(row["revision"]),
            self._at(row["settled_at"]),
            batch["state"] == BatchState.APPROVED,
            everything if may_show else answers,
            hidden,
            self._sealed if erased else frozenset(),
            erased,
        )
        return Gathered(row["sheet"], line, everything, {**readings, **private.readings})

    def _private(self, row: Row) -> PrivateContent:
        """Personal data and open text: counted for everybody, shown to few; {} once destroyed."""
        if not row["private"]:
            return PrivateContent({})
        try:
            opened = self._vault.open_private(self._session, row["sheet"], row["private"])
        except UserError as refused:
            if refused.code != BLIND:
                raise
            return PrivateContent({})
        return PrivateContent.from_bytes(opened)

    # --- quality ---------------------------------------------------------------------------------

    def _comparison(self, gathered: Gathered) -> Compared | None:
        """What comparing the two passes showed; None for visits and perhaps-wrong papers."""
        if self._form.is_visit or gathered.sheet in self._suspected:
            return None
        passes = [
            {key: given for key, given in answers.items() if given is not None}
            for answers in (
                {**gathered.answers, **{k: pair[place] for k, pair in gathered.readings.items()}}
                for place in (0, 1)
            )
        ]
        return self._comparer.compare(KeyingContent(passes[0]), KeyingContent(passes[1]))

    def _differences(
        self, gathered: Gathered, compared: Compared | None
    ) -> Iterable[DifferenceLine]:
        """Where the passes disagreed, tolerated variants left out, and what was doubted later."""
        rows = self._difference_rows.get(gathered.sheet, ())
        rulers = {self._name(row["ruled_by"]) for row in rows if row["origin"] == "keying"}
        for differing in compared.differing if compared else ():
            key, pair = differing.question, (differing.first, differing.second)
            choice = _choice(*pair, gathered.answers.get(key))
            yield self._difference(gathered, key, pair, choice, "keying", ", ".join(sorted(rulers)))
        for row in rows:
            if row["origin"] != "keying":
                choice = "ruled" if row["state"] == "ruled" else ""
                by = self._name(row["ruled_by"])
                yield self._difference(
                    gathered, row["question"], (None, None), choice, row["origin"], by
                )

    def _difference(
        self, gathered: Gathered, key: str, readings: Reading, choice: str, origin: str, by: str
    ) -> DifferenceLine:
        line = gathered.line
        hidden = bool(line.absence(key)) or (key in self._sealed and key not in line.answers)
        first, second, settled = (*readings, gathered.answers.get(key))
        if hidden:
            first = second = settled = None
        return DifferenceLine(
            line.batch, line.serial, key, first, second, settled, choice, "", origin, by,
            line.settled_at, hidden,
        )  # fmt: skip

    def _queries(self, batch: Row) -> Iterable[QueryLine]:
        messages = {check.id: check.messages for check in self._form.checks}
        for row in self._rows("query", batch, order=("sheet", "raised_at", "check_id")):
            compared: dict[str, Any] = unpacked(row["compared"]) or {}
            yield QueryLine(
                batch["code"],
                serial_of(row["sheet"]),
                row["check_id"],
                row["severity"],
                messages.get(row["check_id"], {}),
                tuple(unpacked(row["questions"]) or ()),
                {key: from_optional(value) for key, value in compared.items()},
                row["state"],
                row["outcome"],
                row["why"],
                self._name(row["closed_by"]),
                self._maybe_at(row["raised_at"]),
                self._maybe_at(row["closed_at"]),
            )

    def _reviews(self, batch: Row) -> Iterable[ReviewLine]:
        done = {
            (row["level"], row["round"], row["sheet"]): row for row in self._rows("review", batch)
        }
        for sample in self._rows("sample", batch, order=("level", "round", "place")):
            row = done.get((sample["level"], sample["round"], sample["sheet"]))
            yield ReviewLine(
                batch["code"],
                serial_of(sample["sheet"]),
                sample["level"],
                sample["round"],
                sample["reason"],
                self._name(row["reviewer"]) if row else "",
                row["checked"] if row else None,
                row["wrong"] if row else 0,
                _findings(row["findings"]) if row else "",
                self._maybe_at(row["at"]) if row else None,
            )

    def _decisions(self, batch: Row) -> Iterable[DecisionLine]:
        for row in self._rows("decision", batch, order=("level", "round")):
            yield DecisionLine(
                batch["code"],
                row["level"],
                row["round"],
                row["outcome"],
                row["why"],
                verdict_of(row["verdict"]),
                self._name(row["by"]),
                self._maybe_at(row["at"]),
            )

    # --- rows ------------------------------------------------------------------------------------

    def _batch_line(self, batch: Row) -> BatchLine:
        paper = self._paper.get(batch["id"], {})
        unit = self._ledger.rows(self._session, "unit", {"id": batch["unit"]})
        sheets = self._states.get(batch["id"])
        passed = ("two_passes", "differing", "settled")
        settled = sum(gathered.line.batch == batch["code"] for gathered in self.records)
        return BatchLine(
            code=batch["code"],
            unit=batch["unit"],
            unit_names=dict(unpacked(unit[0]["names"])) if unit else {},
            period=batch["period"],
            state=batch["state"],
            round=batch["round"],
            issued=paper.get("issued", 0),
            returned=paper.get("returned", 0),
            not_returned=paper.get("not_returned", 0),
            spoilt=paper.get("spoilt", 0),
            keyed=sum(sheets[state] for state in passed) if sheets else None,
            settled=settled,
            void=sheets["void"] if sheets else None,
            set_aside=sheets["set_aside"] if sheets else None,
            opened_at=self._maybe_at(batch["opened_at"]),
        )

    @cached_property
    def _paper(self) -> dict[str, Row]:
        """Batch -> the counts of the papers in it: each paper is in one part only."""
        ids = tuple(batch["id"] for batch in self._batches)
        return {r["batch"]: r for r in self._ledger.rows(self._session, "paper", {"batch": ids})}

    @cached_property
    def _states(self) -> dict[str, dict[str, int]]:
        """Batch -> state of a sheet -> sheets; no batch of which the session sees no register."""
        found: dict[str, dict[str, int]] = {}
        for batch in self._batches:
            if _holds(self._session, batch, OVERSEERS):
                counts: dict[str, int] = defaultdict(int)
                where = {"batch": batch["id"]}
                by_state = self._ledger.count(self._session, "sheet", ("state",), where)
                for (state,), count in by_state.items():
                    counts[state] = count
                found[batch["id"]] = counts
        return found

    @cached_property
    def _void(self) -> frozenset[str]:
        return self._sheets(state="void")

    @cached_property
    def _suspected(self) -> frozenset[str]:
        """Sheets whose two keyings perhaps are of two papers: they stay out of the rates."""
        return self._sheets(suspected=1)

    def _sheets(self, **where: Any) -> frozenset[str]:
        batches = tuple(batch["id"] for batch in self._batches)
        rows = self._ledger.rows(self._session, "sheet", {"batch": batches, **where})
        return frozenset(row["id"] for row in rows)

    @cached_property
    def _comparer(self) -> Comparer:
        return Comparer(self._form)

    @cached_property
    def _difference_rows(self) -> Mapping[str, Sequence[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for batch in self._batches:
            for row in self._rows("difference", batch, order=("id",)):
                found[row["sheet"]].append(row)
        return found

    @cached_property
    def _names(self) -> dict[str, str]:
        return {row["id"]: row["name"] for row in self._ledger.rows(self._session, "person")}

    def _name(self, person: str) -> str:
        """A person's name; nothing for somebody that the session may not know."""
        return self._names.get(person, "")

    def _rows(self, table: str, batch: Row, order: Sequence[str] = ()) -> list[Row]:
        return self._ledger.rows(self._session, table, {"batch": batch["id"]}, order)

    def _at(self, ms: int) -> datetime:
        return datetime.fromtimestamp(ms / 1000, UTC).astimezone(self._zone)

    def _maybe_at(self, ms: int | None) -> datetime | None:
        return self._at(ms) if ms else None


def verdict_of(stored: str) -> Verdict | None:
    """The verdict that a decision was journaled with; None where it rests on none."""
    found: dict[str, Any] = unpacked(stored) or {}
    known = {f.name for f in fields(Verdict)}
    return Verdict(**{k: v for k, v in found.items() if k in known}) if "shown" in found else None


def _holds(session: Session, batch: Row, roles: Iterable[Role]) -> bool:
    """Whether one of the roles is held over the batch's unit."""
    lineage = unpacked(batch["lineage"]) or [batch["unit"]]
    return any(grant.role in roles and grant.unit in lineage for grant in session.grants)


def _choice(first: Answer | None, second: Answer | None, settled: Answer | None) -> str:
    if settled == first:
        return "first"
    if settled == second:
        return "second"
    return "unclear" if settled is Special.ILLEGIBLE else "other"


def _findings(stored: str) -> str:
    """Questions found wrong and the class of each, without what was read."""
    found: list[dict[str, Any]] = unpacked(stored) or []
    return "; ".join(f"{finding['q']} {finding.get('class', '')}".strip() for finding in found)


def _what(event: Event) -> str:
    """The gist of a batch's event, in codes and counts."""
    body = event.body
    if event.kind is Kind.BATCH_OPENED:
        counts = ", ".join(f"{name} {count}" for name, count in sorted(body["counts"].items()))
        return f"{body['code']}: {counts}"
    if event.kind is Kind.SAMPLE_DRAWN:
        drawn = len(body["sheets"])
        return f"level {body['level']} round {body['round']}: {drawn} sheets, seed {body['seed']}"
    if event.kind is Kind.BATCH_DECIDED:
        said = named("en", "decision", body["outcome"])
        return f"level {body['level']} round {body['round']}: {said}. {body['why']}".strip()
    if event.kind is Kind.BATCH_CLOSED:
        return ", ".join(f"{name} {body[name]}" for name in ("sheets", "set_aside", "void"))
    return _of_key(body) if event.kind is Kind.KEY_GRANTED else ""


def _of_key(body: Mapping[str, Any]) -> str:
    """Which key, and whom it was handed to or taken from."""
    people = [body["to"]] if "to" in body else body.get("without", [])
    return " ".join([body["what"], *people])
