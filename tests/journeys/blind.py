"""What a person can learn: everything shown, read, listed, counted, written or refused, as text."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
    QWidget,
)

from core.errors import TwinkeyError
from core.people import Session
from core.ports import Ports
from core.ports.journal import Wanted
from core.progress import Silent
from core.reports.story import SheetStory
from core.services.desk import Desk
from core.services.journal import JournalFilter
from core.services.keying import Draft
from core.values import BatchId, SheetId, serial_of
from core.workflow.tables import TABLES
from storage.database import Database
from ui.tour.conductor import Story
from ui.tour.stage import Stage

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
PAGE_BYTES, RESERVED_BYTES, IV_BYTES, SALT_BYTES = 4096, 80, 16, 16
"""SQLCipher 4: each page ends with its IV and its HMAC; the first begins with the salt."""
WAL_HEADER_BYTES, FRAME_HEADER_BYTES = 32, 24
PATIENCE_S = 20.0


def perform(story: Story) -> None:
    """Let a story run in the event loop."""
    for condition in story:
        settle()
        if condition is not None:
            wait_until(condition)


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "what was waited for did not happen"
        QTest.qWait(5)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


# --- what is shown ---------------------------------------------------------------------------


def shown(root: QWidget) -> list[str]:
    """Every text that a window holds, visible or not, in order, once it has come to rest."""
    before, now = None, held(root)
    while before != now:
        QTest.qWait(60)
        before, now = now, held(root)
    return now


def held(root: QWidget) -> list[str]:
    found = [said for widget in (root, *root.findChildren(QWidget)) for said in texts(widget)]
    return [said for said in found if said]


def texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    if isinstance(widget, QProgressBar):
        yield f"{widget.value()}/{widget.maximum()}"
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        is_list = isinstance(widget, QListView)  # whose model hides its one column
        columns = range(1 if is_list else model.columnCount(QModelIndex()))
        yield from (str(model.headerData(c, Qt.Orientation.Horizontal) or "") for c in columns)
        for row in range(model.rowCount(QModelIndex())):
            for column in columns:
                yield from (str(model.index(row, column).data(role) or "") for role in ROLES)


def pages_shown(stage: Stage) -> dict[str, list[str]]:
    """Every page of the signed-in person, by name."""
    found = {}
    for name in stage.workspace.names:
        perform(stage.go(name))
        wait_until(stage.is_idle)
        settle()
        found[name] = shown(stage.window)
    return found


# --- what services and ports give ------------------------------------------------------------


def said_by(action: Callable[[], Any]) -> str:
    """What an action gives, or how it is refused."""
    try:
        return repr(action())
    except TwinkeyError as error:
        return f"refused: {error}"


def everything_asked(
    desk: Desk, ports: Ports, batches: Iterable[BatchId], sheets: Iterable[SheetId], folder: Path
) -> dict[str, str]:
    """Every question that a person's program can ask, with its answer."""
    session = desk.session
    asked = dict(listings(desk))
    asked |= dict(port_reads(session, ports))
    for batch in batches:
        asked |= dict(of_batch(desk, ports, batch, folder))
    for sheet in sheets:
        asked |= dict(of_sheet(desk, ports, sheet))
    return {name: said_by(action) for name, action in asked.items()}


def listings(desk: Desk) -> Iterator[tuple[str, Callable[[], Any]]]:
    session = desk.session
    yield "people", lambda: desk.directory.people(session)
    yield "units", lambda: desk.directory.units(session)
    yield "forms", lambda: desk.directory.forms(session)
    yield "batches", lambda: desk.batches.list(session)
    yield "keying tasks", lambda: desk.keying.tasks(session)
    yield "adjudication tasks", lambda: desk.adjudication.tasks(session)
    yield "queries", lambda: desk.recheck.queries(session)
    yield "review tasks", lambda: desk.review.tasks(session)
    yield "visit tasks", lambda: desk.visits.tasks(session)
    yield "reportable", lambda: desk.reporting.reportable(session)
    yield "journal", lambda: desk.journal.page(session, JournalFilter())
    yield "head", lambda: desk.journal.head(session)
    yield "erased", lambda: desk.privacy.destroyed(session)
    yield "due", lambda: desk.privacy.due(session, -999)
    yield "own figures", lambda: desk.feedback.mine(session)
    yield "teams", lambda: desk.feedback.teams(session)
    yield "forms that mislead", lambda: desk.feedback.forms(session)
    yield "signatures", lambda: desk.account.signatures(session)
    yield "manageable", lambda: sorted(desk.account.manageable(session))
    yield "together", lambda: sorted(desk.account.together(session))
    yield "without holder", lambda: desk.account.without_holder(session)
    yield "settings", lambda: desk.settings.lines(session)
    yield "devices", lambda: desk.settings.devices(session)
    yield "device names", lambda: desk.settings.device_names(session)
    yield "customer", lambda: desk.privacy.of_customer(session, "x", Silent())


def port_reads(session: Session, ports: Ports) -> Iterator[tuple[str, Callable[[], Any]]]:
    for table in TABLES:
        yield f"rows {table}", lambda table=table: ports.ledger.rows(session, table)
        yield f"count {table}", lambda table=table: ports.ledger.count(session, table)
    yield "drafts", lambda: ports.drafts.open(session)
    yield (
        "journal port",
        lambda: [
            (event.kind, event.subject, event.body, event.actor)
            for event, _ in ports.journal.page(session, Wanted(), 0, 10_000)[0]
        ],
    )


def of_batch(
    desk: Desk, ports: Ports, batch: BatchId, folder: Path
) -> Iterator[tuple[str, Callable[[], Any]]]:
    from core.services.reporting import ReportRequest

    session, request = desk.session, ReportRequest((batch,), provisional=True)
    yield f"{batch} register", lambda: desk.batches.register(session, batch)
    yield f"{batch} differences", lambda: desk.adjudication.differences(session, batch)
    yield f"{batch} compare", lambda: desk.adjudication.compare(session, batch, Silent())
    yield f"{batch} queries", lambda: desk.recheck.queries(session, batch)
    yield f"{batch} team", lambda: desk.feedback.team(session, batch)
    yield f"{batch} itself", lambda: desk.batches.batch(session, batch)
    yield f"{batch} adjudicators", lambda: desk.batches.adjudicators(session, batch)
    yield f"{batch} waiting", lambda: desk.keying.waiting(session, batch)
    yield f"{batch} verdict", lambda: desk.review.verdict(session, batch, 2)
    yield f"{batch} standing", lambda: desk.work.standing(batch)
    yield f"{batch} scans", lambda: desk.scans.of_batch(session, batch)
    yield f"{batch} may scan", lambda: desk.scans.may_attach(session, batch)
    yield f"{batch} offered", lambda: desk.scans.offered(session, batch, ["0001.jpg", "0009.jpg"])
    yield f"{batch} paper", lambda: desk.papers.paper(session, batch)
    yield f"{batch} account", lambda: desk.papers.account(session, batch)
    yield f"{batch} clerks", lambda: desk.handover.clerks(session, batch)
    yield f"{batch} heirs", lambda: desk.handover.heirs(session, batch, session.person)
    yield f"{batch} unresolved", lambda: desk.tails.unresolved(session, batch)
    for form in desk.feedback.forms(session):
        yield f"{form} questions", lambda form=form: desk.feedback.questions(session, form)
    yield f"{batch} visits", lambda: desk.visits.mine(session, batch)
    yield f"{batch} history", lambda: ports.ledger.history(session, batch)
    yield f"{batch} draw", lambda: desk.review.draw(session, batch, 2)
    yield f"{batch} sample", lambda: desk.review.sample(session, batch, 2)
    yield f"{batch} report", lambda: desk.reporting.export(session, request, folder, Silent())
    yield (
        f"{batch} journal",
        lambda: desk.journal.export(session, JournalFilter(subject=batch), folder, Silent()),
    )


def of_sheet(desk: Desk, ports: Ports, sheet: SheetId) -> Iterator[tuple[str, Callable[[], Any]]]:
    session, serial = desk.session, serial_of(sheet)
    yield f"{sheet} batch", lambda: desk.batches.holding(session, sheet)
    yield f"{sheet} scans", lambda: desk.scans.of_sheet(session, sheet)
    yield f"{sheet} has scan", lambda: desk.scans.has_scan(session, sheet)
    for row in desk.scans.of_sheet(session, sheet):
        yield (
            f"{sheet} picture {row.file}",
            lambda file=row.file: desk.scans.open(session, sheet, file)[:64],
        )
    yield f"{sheet} found", lambda: desk.lookup.find(session, serial)
    yield f"{sheet} at work", lambda: desk.work.find(serial)
    yield f"{sheet} history", lambda: ports.ledger.history(session, sheet)
    yield f"{sheet} record", lambda: ports.ledger.rows(session, "record", {"sheet": sheet})
    yield f"{sheet} review", lambda: desk.review.begin(session, sheet, 2)
    yield f"{sheet} rule", lambda: desk.adjudication.rule(session, f"{sheet}#1", None)  # type: ignore[arg-type]
    yield f"{sheet} erase", lambda: desk.privacy.erase(session, [sheet], "request", "1")
    for pass_no in (1, 2):
        for clerk in (1, 2):
            draft = f"{sheet}/{pass_no}/{clerk}"
            yield f"draft {draft}", lambda draft=draft: ports.drafts.lines(session, draft)


def acts_tried(
    desk: Desk, batch: BatchId, sheets: Iterable[SheetId], folder: Path
) -> dict[str, str]:
    """What leaders do and print, tried by somebody who may not: how it is refused tells nothing either."""
    session, me = desk.session, desk.session.person
    story = SheetStory("0001", "", "", "", "", "", (), (), is_over=False)
    tried: dict[str, Callable[[], Any]] = {
        "close": lambda: desk.batches.close(session, batch),
        "check again": lambda: desk.versions.check_again(session, batch, Silent()),
        "receive": lambda: desk.papers.receive(session, batch),
        "deadline": lambda: desk.papers.set_deadline(session, batch, "2099-01-01"),
        "hand over": lambda: desk.handover.hand_over(session, batch, me, me, "why"),
        "split": lambda: desk.tails.split(session, batch, "why"),
        "serials": lambda: desk.serial_lists.export(session, batch, folder, Silent()),
        "differences": lambda: desk.difference_lists.export(session, batch, folder, Silent()),
    }
    for sheet in sheets:
        tried |= tried_on(desk, batch, sheet)
        tried[f"story {sheet}"] = lambda sheet=sheet: desk.prints.story(
            session, sheet, story, "en", folder
        )
    return {f"tried {name}": said_by(action) for name, action in tried.items()}


def tried_on(desk: Desk, batch: BatchId, sheet: SheetId) -> dict[str, Callable[[], Any]]:
    session, serial, papers = desk.session, serial_of(sheet), desk.papers
    return {
        f"void {sheet}": lambda: desk.batches.void(session, sheet, "torn"),
        f"lose {sheet}": lambda: papers.lose(session, batch, serial, session.person, "why"),
        f"find {sheet}": lambda: papers.find(session, batch, serial),
        f"number {sheet}": lambda: papers.renumber(
            session, batch, serial, "duplicate", was_counted=True
        ),
    }


def told(draft: Draft) -> str:
    """All that a draft tells, but for the time."""
    return repr((draft.id, draft.serial, draft.batch, draft.pass_no, draft.changes))


# --- what lies in files ----------------------------------------------------------------------


SHORTEST = 6
"""Bytes; anything shorter stands by chance in keys and ciphertexts now and then."""


def forms_of(marker: str) -> list[bytes]:
    """The bytes by which a marker may stand in a file: encodings, and inside base64 at any place."""
    raw = marker.encode()
    found = [raw, marker.encode("utf-16-le"), marker.encode("utf-16-be"), raw.hex().encode()]
    for offset in range(3):
        coded = base64.b64encode(b"\x00" * offset + raw)
        found.append(coded[4 if offset else 0 : -4])
    return [form for form in found if len(form) >= SHORTEST]


def places_with(markers: Iterable[str], blocks: Iterable[tuple[str, bytes]]) -> list[str]:
    """Names of the blocks in which a marker stands."""
    wanted = [form for marker in markers for form in forms_of(marker)]
    return [name for name, data in blocks if any(form in data for form in wanted)]


def files_in(*folders: Path) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                yield file.name, file.read_bytes()


def tables_of(database: Database) -> Iterator[tuple[str, bytes]]:
    """Every table as whoever has the database key reads it."""
    names = database.query("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (name,) in names:
        yield f"table {name}", repr(database.query(f'SELECT * FROM "{name}"')).encode()


def pages_of(path: Path, key: bytes) -> Iterator[tuple[str, bytes]]:
    """Every page of the database and its log, decrypted: freed ones and leftovers too."""
    data = path.read_bytes()
    for place in range(0, len(data), PAGE_BYTES):
        start = SALT_BYTES if place == 0 else 0
        yield f"page {place}", decrypted(data[place : place + PAGE_BYTES], key, start)
    log = path.with_name(path.name + "-wal")
    frames = log.read_bytes()[WAL_HEADER_BYTES:] if log.exists() else b""
    for place in range(0, len(frames), FRAME_HEADER_BYTES + PAGE_BYTES):
        frame = frames[place : place + FRAME_HEADER_BYTES + PAGE_BYTES]
        first = frame[:4] == b"\x00\x00\x00\x01"
        page = frame[FRAME_HEADER_BYTES:]
        yield f"log {place}", decrypted(page, key, SALT_BYTES if first else 0)


def decrypted(page: bytes, key: bytes, start: int) -> bytes:
    end = PAGE_BYTES - RESERVED_BYTES
    reader = Cipher(algorithms.AES256(key), modes.CBC(page[end : end + IV_BYTES])).decryptor()
    return reader.update(page[start:end]) + reader.finalize()
