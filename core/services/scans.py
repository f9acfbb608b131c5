"""Scans beside the form: pictures of paper sheets, attached one by one or a whole batch at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.errors import (
    ALREADY_SUBMITTED,
    BLIND,
    ERASED,
    FILE_MISSING,
    NOT_ALLOWED,
    REASON_MISSING,
    SCAN_STAYS,
    UNKNOWN_SERIAL,
    WRONG_STATE,
    TwinkeyError,
    UserError,
)
from core.event import Changes, NewEvent
from core.line import plain
from core.people import Session
from core.ports.files import Files
from core.ports.ledger import Ledger, Row
from core.ports.vault import Vault
from core.progress import Progress
from core.scans import files as scan_files
from core.scans import matching
from core.scans.matching import Match
from core.services.loading import Loading
from core.values import BatchId, SheetId, root_of, serial_of
from core.workflow.batch import Batch
from core.workflow.paper import typed_serial
from core.workflow.scanning import FOR_ALL, Scan, scan_attached, scan_removed
from core.workflow.states import Action, SheetState, may, permit

Read = Callable[[str], bytes]
"""The bytes of a file by the name under which it was offered."""


@dataclass(frozen=True)
class ScanRow:
    """A picture of a sheet, as far as the person may see it."""

    sheet: SheetId
    file: str
    format: str
    pages: int
    page: int
    """The sheet's page that it begins with."""
    pass_no: int

    @property
    def serial(self) -> str:
        """The printed serial."""
        return serial_of(self.sheet)


@dataclass(frozen=True)
class NamedScan(ScanRow):
    """A picture with what its file was called, which is sealed: data only, "" where it is not to be opened."""

    name: str


@dataclass(frozen=True)
class Offered:
    """What of a folder, or of a PDF, belongs where, before anything is attached."""

    matches: tuple[Match, ...]
    without: tuple[str, ...]
    """Serials that would still have no scan."""


@dataclass(frozen=True)
class Attached:
    """What came of a whole batch of files."""

    changes: Changes
    files: int
    refused: tuple[TwinkeyError, ...]
    """One for each file that is no scan, or broken; all others are attached."""


class Scans:
    """Paper on the screen. It may be seen by whoever holds a post on the batch or watches over it."""

    def __init__(self, ledger: Ledger, vault: Vault, files: Files, loading: Loading) -> None:
        self._ledger, self._vault, self._files = ledger, vault, files
        self._loading = loading

    def of_sheet(self, session: Session, sheet: SheetId) -> tuple[ScanRow, ...]:
        """The sheet's pictures in order of its pages."""
        return tuple(ScanRow(*_shown(row)) for row in self._rows(session, {"sheet": sheet}))

    def of_batch(self, session: Session, batch: BatchId) -> tuple[NamedScan, ...]:
        """All pictures of the sheets in a batch or part, by serial and page."""
        found = self._loading.batch(session, batch)
        return tuple(
            NamedScan(*_shown(row), self._name(session, row))
            for row in self._within(session, found)
        )

    def has_scan(self, session: Session, sheet: SheetId) -> bool:
        """Whether a picture of the sheet is here, as far as the person may know."""
        return bool(self._ledger.count(session, "scan", (), {"sheet": sheet})[()])

    def open(self, session: Session, sheet: SheetId, file: str) -> bytes:
        """The picture itself. Raises UserError FILE_MISSING, NOT_ALLOWED; EnvError DAMAGED."""
        if not self._rows(session, {"sheet": sheet, "file": file}):
            raise UserError(FILE_MISSING, file=file[:12])
        return self._files.get(session, file)

    def may_attach(self, session: Session, batch: BatchId) -> bool:
        """Whether the person may attach scans to any sheet of the batch."""
        found = self._loading.batch(session, batch)
        return not found.is_visit and may(session, Action.SCAN, found)

    def attach(
        self, session: Session, sheet: SheetId, name: str, data: bytes, page: int = 1
    ) -> Changes:
        """Keep a picture of a sheet; one that is there already is not kept twice.

        Raises UserError NOT_A_SCAN, SCAN_DAMAGED, SCAN_LOCKED, FILE_TOO_LARGE, UNKNOWN_SERIAL,
        NOT_YOUR_PASS, NOT_ALLOWED, WRONG_STATE, ALREADY_SUBMITTED, ERASED; EnvError DISK_FULL.
        """
        batch = self._loading.holding(session, sheet)
        acting = self._permitted(session, batch)
        self._refuse_closed(session, batch, batch.sheet(serial_of(sheet)))
        event = self._kept(session, batch, sheet, name, data, page)
        return self._appended(session, acting, [event] if event else [])

    def remove(self, session: Session, sheet: SheetId, file: str, why: str) -> Changes:
        """Take a picture away again and destroy it, unless anything else names the same.

        Raises UserError SCAN_STAYS once somebody may have ruled or settled by it; REASON_MISSING,
        FILE_MISSING, NOT_ALLOWED, ALREADY_SUBMITTED, ERASED, WRONG_STATE.
        """
        batch = self._loading.holding(session, sheet)
        acting = self._permitted(session, batch)
        if not plain(why):
            raise UserError(REASON_MISSING)
        self._refuse_closed(session, batch, sheet)
        stands = self._loading.sheet(session, sheet)
        if stands.record or any(difference.rulings for difference in stands.differences):
            raise UserError(SCAN_STAYS, serial=stands.serial)
        own = batch.pass_of(session.person)
        rows = self._rows(session, {"sheet": sheet, "file": file})
        mine = [row for row in rows if own is None or row["pass"] == own]
        if not mine:
            raise UserError(NOT_ALLOWED if rows else FILE_MISSING, file=file[:12])
        events = [scan_removed(sheet, _scan(row), plain(why), stands.seen) for row in mine]
        changes = self._ledger.append(session, acting, events)
        self._files.drop(session, file)
        return changes

    def offered(self, session: Session, batch: BatchId, names: Sequence[str]) -> Offered:
        """Which of these files are which sheet's, by the serial in the name."""
        found = self._loading.batch(session, batch)
        here = self._loading.serials(session, found)
        return self._offered(session, found, here, matching.by_names(names, here))

    def offered_stack(
        self, session: Session, batch: BatchId, name: str, pages: int, each: int, first: str
    ) -> Offered:
        """Which pages of a PDF are which sheet's: so many each, in order from a first serial.

        Raises UserError UNKNOWN_SERIAL.
        """
        found = self._loading.batch(session, batch)
        here = self._loading.serials(session, found)
        serial = serial_of(found.sheet(typed_serial(first)))
        if serial not in here:
            raise UserError(UNKNOWN_SERIAL, serial=serial)
        matches = matching.by_place(name, pages, each, serial, here)
        return self._offered(session, found, here, matches)

    def attach_all(
        self,
        session: Session,
        batch: BatchId,
        matches: Sequence[Match],
        read: Read,
        progress: Progress,
    ) -> Attached:
        """Attach every match that fits; a file that cannot be read is told and left out.

        Stopped or failed half-way, nothing is attached and nothing of it stays.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.SCAN, found)
        here = frozenset(self._loading.serials(session, found))
        fitting = [match for match in matches if match.fits]
        events: list[NewEvent] = []
        refused: list[TwinkeyError] = []
        reader = _Reader(read)
        try:
            for done, match in enumerate(fitting):
                progress.step(done, len(fitting))
                try:
                    event = self._matched(session, found, here, match, reader)
                except UserError as error:
                    refused.append(error)
                    continue
                events += [event] if event else []
            progress.step(len(fitting), len(fitting))
        except BaseException:
            self._drop(session, events)
            raise
        return Attached(self._appended(session, acting, events), len(events), tuple(refused))

    # --- inside -------------------------------------------------------------------------------

    def _matched(
        self,
        session: Session,
        batch: Batch,
        here: Collection[str],
        match: Match,
        reader: _Reader,
    ) -> NewEvent | None:
        sheet = batch.sheet(match.serial)
        if match.serial not in here:
            raise UserError(UNKNOWN_SERIAL, serial=match.serial)
        self._refuse_closed(session, batch, sheet)
        data = reader.piece(match)
        return self._kept(session, batch, sheet, match.name, data, match.page)

    def _kept(
        self, session: Session, batch: Batch, sheet: SheetId, name: str, data: bytes, page: int
    ) -> NewEvent | None:
        found = scan_files.examined(name, data)
        pass_no = batch.pass_of(session.person) or FOR_ALL
        private = self._vault.seal_private(session, sheet, name.encode())
        kept = self._files.put_scan(session, name, data)
        if self._rows(session, {"sheet": sheet, "file": kept.sha256}):
            return None
        scan = Scan(kept.sha256, found.format, found.pages, max(page, 1), pass_no, private)
        return scan_attached(sheet, scan)

    def _appended(self, session: Session, acting: str, events: list[NewEvent]) -> Changes:
        try:
            return self._ledger.append(session, acting, events)
        except BaseException:
            self._drop(session, events)
            raise

    def _permitted(self, session: Session, batch: Batch) -> str:
        if batch.is_visit:  # visits have evidence of their own
            raise UserError(NOT_ALLOWED, action=Action.SCAN.value)
        keys = batch.pass_of(session.person) is not None
        return permit(session, Action.KEY if keys else Action.SCAN, batch)

    def _refuse_closed(self, session: Session, batch: Batch, sheet: SheetId) -> None:
        """A clerk's own sheet is one that he has not submitted; nobody's is one that is erased or void."""
        own = batch.pass_of(session.person)
        if own is not None:
            keyed = {"batch": batch.id, "sheet": sheet, "pass": own}
            if self._ledger.rows(session, "keying", keyed):
                raise UserError(ALREADY_SUBMITTED, serial=serial_of(sheet))
        for row in self._ledger.rows(session, "sheet", {"id": sheet}):
            if row["erased"]:
                raise UserError(ERASED, serial=serial_of(sheet))
        if self._ledger.rows(session, "void", {"sheet": sheet}):
            raise UserError(WRONG_STATE, state=SheetState.VOID.value, action=Action.SCAN.value)

    def _drop(self, session: Session, events: Iterable[NewEvent]) -> None:
        """Nothing of what was not attached after all stays, unless it was here already."""
        for file in {event.body["file"] for event in events}:
            self._files.drop(session, file)

    def _offered(
        self, session: Session, batch: Batch, here: Sequence[str], matches: tuple[Match, ...]
    ) -> Offered:
        have = self._loading.scanned(session, batch.id)
        have |= {match.serial for match in matches if match.fits}
        return Offered(matches, tuple(serial for serial in here if serial not in have))

    def _within(self, session: Session, batch: Batch) -> Iterator[Row]:
        """Rows of the batch's or part's own sheets: all of them stand under the batch as it was opened."""
        here = frozenset(self._loading.serials(session, batch))
        for row in self._rows(session, {"batch": root_of(batch.id)}):
            if serial_of(SheetId(row["sheet"])) in here:
                yield row

    def _rows(self, session: Session, where: dict[str, object]) -> list[Row]:
        return self._ledger.rows(session, "scan", where, order=("sheet", "page"))

    def _name(self, session: Session, row: Row) -> str:
        try:
            return self._vault.open_private(session, SheetId(row["sheet"]), row["private"]).decode()
        except UserError as error:
            if error.code != BLIND:
                raise
            return ""


class _Reader:
    """Reads each file once, however many sheets are cut from it."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._last: tuple[str, bytes] = ("", b"")

    def piece(self, match: Match) -> bytes:
        """The bytes that belong to the match's sheet."""
        if self._last[0] != match.name:
            self._last = (match.name, self._read(match.name))
        data = self._last[1]
        return scan_files.cut(match.name, data, match.pages) if match.pages else data


def _shown(row: Row) -> tuple[SheetId, str, str, int, int, int]:
    own = SheetId(row["sheet"]), row["file"], row["format"]
    return *own, row["pages"], row["page"], row["pass"]


def _scan(row: Row) -> Scan:
    return Scan(row["file"], row["format"], row["pages"], row["page"], row["pass"], row["private"])
