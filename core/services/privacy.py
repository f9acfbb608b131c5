"""Personal data, open text and recordings destroyed on request or when their time is over."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import PurePath

from core.errors import NOT_ALLOWED, REASON_MISSING, WRONG_STATE, UserError
from core.event import Changes, Event, Kind, NewEvent
from core.forms.model import Form
from core.forms.model import Kind as Asked
from core.people import Session
from core.ports.clock import Clock
from core.ports.files import Files
from core.ports.ledger import Ledger, Row
from core.ports.vault import Vault
from core.progress import Progress
from core.reports.destruction import Destruction, Line, destruction_pdf, destruction_workbook
from core.reports.fonts import FontFiles
from core.services.exports import Exports, Leaving
from core.services.loading import Loading
from core.services.settled import SettledRecords
from core.values import (
    Answers,
    BatchId,
    FormId,
    SheetId,
    batch_of,
    root_of,
    serial_of,
    sheet_id,
)
from core.workflow.bodies import SheetErased, sheet_erased
from core.workflow.paper import typed_serial
from core.workflow.states import Action, SheetState, may, permit, rule_for
from core.workflow.visiting import evidence

REQUEST, RETENTION = "request", "retention"
KEPT_MONTHS = 24
"""How long personal data are kept unless the page says otherwise; a bank's own rule goes before."""
MONTHS_OF_A_YEAR = 12
ERASABLE = frozenset(state.value for state in rule_for(Action.ERASE).sheets)
STEM = "destruction"


@dataclass(frozen=True)
class Held:
    """A sheet of which something sealed may still be readable."""

    sheet: SheetId
    batch_code: str
    serial: str
    period: str
    state: str

    @property
    def can_go(self) -> bool:
        """Whether it may be erased now: while a ruling is open its keyings are needed."""
        return self.state in ERASABLE


@dataclass(frozen=True)
class Destroyed:
    """A sheet of which what was sealed is gone."""

    sheet: SheetId
    batch_code: str
    serial: str
    cause: str
    reference: str
    files: tuple[str, ...]
    by: str
    at_ms: int
    device: str
    sequence: int


class Privacy:
    """The quality specialist's desk for requests of deletion (PIPL article 47) and for retention."""

    def __init__(
        self,
        ledger: Ledger,
        vault: Vault,
        files: Files,
        clock: Clock,
        loading: Loading,
        fonts: FontFiles,
    ) -> None:
        self._ledger, self._vault, self._files = ledger, vault, files
        self._clock, self._loading, self._fonts = clock, loading, fonts
        self._records = SettledRecords(ledger, vault)
        self._exports = Exports(ledger, files)

    def of_customer(self, session: Session, customer: str, progress: Progress) -> tuple[Held, ...]:
        """Sheets whose record names the customer in a field of personal data, exactly."""
        wanted = _plain(customer)
        rows = self._ledger.rows(session, "record", {"erased": ""}, order=("sheet",))
        found = []
        for done, row in enumerate(rows):
            progress.step(done, len(rows))
            if wanted and self._names(session, row, wanted):
                found.append(SheetId(row["sheet"]))
        progress.step(len(rows), len(rows))
        return self._held(session, {"id": tuple(found)})

    def of_sheet(self, session: Session, batch_code: str, serial: str) -> tuple[Held, ...]:
        """The sheet of a batch, by the codes printed on paper; nothing where there is none."""
        rows = self._ledger.rows(session, "batch", {"code": batch_code.strip()})
        ids = tuple(sheet_id(root_of(row["id"]), typed_serial(serial)) for row in rows)
        return self._held(session, {"id": ids})

    def due(self, session: Session, months: int = KEPT_MONTHS) -> tuple[Held, ...]:
        """Sheets of batches whose month lies more than so many months back, oldest first."""
        now = self._clock.now()
        last = _months(f"{now.year:04d}-{now.month:02d}") - months
        rows = self._ledger.rows(session, "batch")
        old = tuple(row["id"] for row in rows if _months(row["period"]) < last)
        held = self._held(session, {"batch": old})
        return tuple(sorted(held, key=lambda each: (each.period, each.batch_code, each.serial)))

    def erase(
        self, session: Session, sheets: Sequence[SheetId], cause: str, reference: str
    ) -> Changes:
        """Journal the destruction of what is sealed of the sheets, then destroy their keys and files.

        Raises UserError REASON_MISSING without a reference, NOT_ALLOWED, WRONG_STATE; EnvError
        DISK_FULL after journaling: `finish` goes on from there.
        """
        if not reference.strip():
            raise UserError(REASON_MISSING)
        wanted = tuple(dict.fromkeys(sheets))
        events: dict[str, list[NewEvent]] = {}
        for sheet in wanted:
            acting, event = self._erased(session, sheet, cause, reference.strip(), wanted)
            events.setdefault(acting, []).append(event)
        changes = Changes()
        for acting, written in events.items():
            changes |= self._ledger.append(session, acting, written)
        self.finish(session)
        return changes

    def finish(self, session: Session) -> int:
        """Destroy what a journaled erasure says is destroyed and is still here; how many sheets.

        After a power cut, or where an older copy of the project came back, something may be left.
        """
        erased = self._erasures(session)
        left = self._vault.undestroyed(session, [sheet for sheet, _ in erased])
        if left:
            for sheet, event in erased:
                if sheet in left:
                    for sha256 in event.body["files"]:
                        self._files.destroy(session, sha256)
            self._vault.destroy_private(session, left)
        return len(left)

    def destroyed(self, session: Session) -> tuple[Destroyed, ...]:
        """Everything that was erased, latest first."""
        codes = {row["id"]: row["code"] for row in self._ledger.rows(session, "batch")}
        names = {row["id"]: row["name"] for row in self._ledger.rows(session, "person")}
        found = [_destroyed(sheet, event, codes, names) for sheet, event in self._erasures(session)]
        return tuple(sorted(found, key=lambda each: (-each.at_ms, each.batch_code, each.serial)))

    def write_list(
        self,
        session: Session,
        sheets: Sequence[SheetId],
        folder: PurePath,
        languages: Sequence[str] = ("zh", "en"),
    ) -> tuple[PurePath, ...]:
        """The destruction list of these sheets as a workbook and a PDF in each language, journaled.

        Raises UserError NOT_ALLOWED where none of them was destroyed; EnvError CANNOT_WRITE, DISK_FULL.
        """
        wanted = frozenset(sheets)
        lines = [each for each in self.destroyed(session) if each.sheet in wanted]
        if not lines:
            raise UserError(NOT_ALLOWED, action=Action.ERASE.value)
        now = self._clock.now()
        told = Destruction(
            tuple(_line(each, now.tzinfo) for each in lines), self._ledger.head(), now, session.name
        )
        stem = f"{STEM}_{now:%Y%m%d-%H%M%S}"
        written = {f"{stem}.xlsx": destruction_workbook(told)}
        for language in languages:
            written[f"{stem}_{language}.pdf"] = destruction_pdf(told, language, self._fonts)
        batches = sorted({str(batch_of(each.sheet)) for each in lines})
        acting = rule_for(Action.ERASE).roles[0].value
        leaving = Leaving(written, told.head, batches)
        return self._exports.write(session, acting, leaving, folder)

    # --- inside -------------------------------------------------------------------------------

    def _erased(
        self, session: Session, sheet_id: SheetId, cause: str, reference: str,
        together: Sequence[SheetId],
    ) -> tuple[str, NewEvent]:  # fmt: skip
        batch = self._loading.holding(session, sheet_id)
        sheet = self._loading.sheet(session, sheet_id)
        acting = permit(session, Action.ERASE, batch, sheet=sheet)
        if sheet.erased:
            raise UserError(WRONG_STATE, state="erased", action=Action.ERASE.value)
        form = self._loading.form(batch.form)
        files = self._files_of(session, form, sheet_id)
        others = self._elsewhere(session, form, together) if files else frozenset()
        kept = [
            sha256
            for sha256 in files
            if sha256 not in others and self._files.named(session, sha256).sheets <= set(together)
        ]
        kept += self._scans_of(session, sheet_id, together)
        body: SheetErased = {"cause": cause, "reference": reference, "files": kept}
        return acting, sheet_erased(sheet_id, body, seen=sheet.seen)

    def _files_of(self, session: Session, form: Form, sheet: SheetId) -> list[str]:
        settled = self._records.record(session, sheet)
        return list(_attached(form, settled.answers)) if settled else []

    def _scans_of(self, session: Session, sheet: SheetId, together: Sequence[SheetId]) -> list[str]:
        """Pictures of the sheet's paper that name nothing which must stay, wherever in the project."""
        rows = self._ledger.rows(session, "scan", {"sheet": sheet})
        named = {row["file"]: self._files.named(session, row["file"]) for row in rows}
        return [
            file for file, by in named.items() if by.sheets <= set(together) and not by.is_evidence
        ]

    def _elsewhere(self, session: Session, form: Form, but: Sequence[SheetId]) -> frozenset[str]:
        """Files that other sheets of the form name too, which must stay."""
        same = self._ledger.rows(session, "batch", {"form": form.id})
        batches = tuple(row["id"] for row in same)
        rows = self._ledger.rows(session, "record", {"batch": batches, "erased": ""})
        rest = [SheetId(row["sheet"]) for row in rows if row["sheet"] not in but]
        return frozenset(sha for sheet in rest for sha in self._files_of(session, form, sheet))

    def _names(self, session: Session, row: Row, wanted: str) -> bool:
        batch = self._ledger.rows(session, "batch", {"id": row["batch"]})
        if not batch or not row["private"]:
            return False
        form = self._loading.form(FormId(batch[0]["form"]))
        settled = self._records.record(session, SheetId(row["sheet"]))
        said = settled.answers if settled else {}
        return any(
            _plain(answer) == wanted
            for key, answer in said.items()
            if isinstance(answer, str) and (q := form.by_key.get(key)) is not None and q.personal
        )

    def _held(self, session: Session, where: Mapping[str, object]) -> tuple[Held, ...]:
        rows = self._ledger.rows(session, "sheet", {"erased": "", **where}, order=("id",))
        batches = {row["id"]: row for row in self._ledger.rows(session, "batch")}
        mine = {batch for batch in {row["batch"] for row in rows} if self._may(session, batch)}
        return tuple(
            Held(
                SheetId(row["id"]),
                batches[row["batch"]]["code"],
                row["serial"],
                batches[row["batch"]]["period"],
                row["state"],
            )
            for row in rows
            if row["batch"] in mine
        )

    def _may(self, session: Session, batch: str) -> bool:
        return may(session, Action.ERASE, self._loading.batch(session, BatchId(batch)))

    def _erasures(self, session: Session) -> list[tuple[SheetId, Event]]:
        """Erased sheets with the event that says so; no sheet on which something is being ruled anew."""
        rows = self._ledger.rows(session, "sheet", {"erased": (REQUEST, RETENTION)}, order=("id",))
        found = []
        for row in rows:
            history = self._ledger.history(session, row["id"])
            erased = [event for event in history if event.kind is Kind.SHEET_ERASED]
            if erased and row["state"] != SheetState.DIFFERING:
                found.append((SheetId(row["id"]), erased[0]))
        return found


def _attached(form: Form, answers: Answers) -> Iterator[str]:
    """SHA-256 of every file named in the answers."""
    for question in form.questions:
        if question.kind is Asked.FILE:
            yield from (sha256 for sha256, _ in evidence(answers.get(question.key)))


def _destroyed(
    sheet: SheetId, event: Event, codes: Mapping[str, str], names: Mapping[str, str]
) -> Destroyed:
    body = event.body
    return Destroyed(
        sheet=sheet,
        batch_code=codes.get(batch_of(sheet), ""),
        serial=serial_of(sheet),
        cause=body["cause"],
        reference=body["reference"],
        files=tuple(body["files"]),
        by=names.get(event.actor, ""),
        at_ms=event.stamp.ms,
        device=event.stamp.device,
        sequence=event.stamp.seq,
    )


def _line(each: Destroyed, zone: tzinfo | None) -> Line:
    at = datetime.fromtimestamp(each.at_ms / 1000, UTC).astimezone(zone)
    place = f"{each.device}:{each.sequence}"
    return Line(
        each.batch_code, each.serial, each.cause, each.reference, each.files, each.by, at, place
    )


def _plain(text: str) -> str:
    """As people write the same number: full and half width, capitals and spaces apart."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _months(period: str) -> int:
    """Months since year 0 of a period YYYY-MM."""
    year, _, month = period.partition("-")
    return int(year) * MONTHS_OF_A_YEAR + int(month or 1) - 1
