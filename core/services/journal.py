"""The journal as auditors read it: filtered, with old and new values, and taken out of the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import PurePath

import orjson

from core.errors import NOT_ALLOWED, UserError
from core.event import Event
from core.line import to_line
from core.people import Session
from core.ports.clock import Clock
from core.ports.files import Files
from core.ports.journal import JournalReader, Wanted
from core.ports.ledger import Ledger
from core.progress import Progress
from core.reports.journal import JournalLine, JournalReport, journal_workbook
from core.services.exports import Exports, Leaving, keys_now
from core.workflow.before import Change, changes
from core.workflow.states import Action, permit

CHUNK = 500
FORMAT = "twinkey/journal/1"


@dataclass(frozen=True)
class JournalFilter:
    """Empty fields mean any."""

    person: str = ""
    subject: str = ""
    kind: str = ""
    since_ms: int = 0
    until_ms: int = 0


@dataclass(frozen=True)
class JournalPage:
    """Events newest first, with their hashes."""

    events: tuple[tuple[Event, str], ...]
    more: bool


class Journal:
    """Read-only, but that an export is itself journaled.

    Whoever keys a batch sees neither numbers nor hashes of lines: a gap between two of his own
    would tell him that somebody else has written something meanwhile.
    """

    def __init__(self, ledger: Ledger, reader: JournalReader, files: Files, clock: Clock) -> None:
        self._ledger, self._reader, self._clock = ledger, reader, clock
        self._exports = Exports(ledger, files)

    def page(
        self, session: Session, wanted: JournalFilter, offset: int = 0, limit: int = 200
    ) -> JournalPage:
        """Events the person may see, newest first. Raises UserError NOT_ALLOWED."""
        permit(session, Action.READ_JOURNAL)
        events, more = self._reader.page(session, _asked(wanted), offset, limit)
        if keys_now(self._ledger, session):
            events = tuple((replace(e, stamp=replace(e.stamp, seq=0)), "") for e, _ in events)
        return JournalPage(events, more)

    def changes(self, session: Session, event: Event) -> tuple[Change, ...]:
        """What the event says, each field with what was said before. Raises UserError NOT_ALLOWED."""
        permit(session, Action.READ_JOURNAL)
        return changes(event, self._ledger.history(session, event.subject))

    def head(self, session: Session) -> str:
        """The head hash in eight groups; "" for whoever keys. Raises UserError NOT_ALLOWED."""
        permit(session, Action.READ_JOURNAL)
        return "" if keys_now(self._ledger, session) else self._ledger.head()

    def export(
        self, session: Session, wanted: JournalFilter, folder: PurePath, progress: Progress
    ) -> tuple[PurePath, ...]:
        """Write what the filter shows as NDJSON (lines as they are chained) and as a workbook.

        The NDJSON begins with a line on the export itself, then has {"hash", "line"} newest first:
        `line` is the canonical line, whose SHA-256 after the hash before it on its device is `hash`.
        Raises UserError NOT_ALLOWED, EnvError CANNOT_WRITE, DISK_FULL, CANCELLED.
        """
        acting = permit(session, Action.READ_JOURNAL)
        if keys_now(self._ledger, session):
            raise UserError(NOT_ALLOWED, action=Action.READ_JOURNAL.value)
        events = list(self._all(session, wanted, progress))
        head, now = self._ledger.head(), self._clock.now()
        stem = f"journal_{now:%Y%m%d-%H%M%S}"
        written = {
            f"{stem}.ndjson": _ndjson(events, head, now, session),
            f"{stem}.xlsx": journal_workbook(self._report(session, events, head, now)),
        }
        return self._exports.write(session, acting, Leaving(written, head), folder)

    def _all(
        self, session: Session, wanted: JournalFilter, progress: Progress
    ) -> Iterator[tuple[Event, str]]:
        asked, offset, more = _asked(wanted), 0, True
        while more:
            progress.step(offset, offset + CHUNK)
            events, more = self._reader.page(session, asked, offset, CHUNK)
            yield from events
            offset += CHUNK

    def _report(
        self, session: Session, events: Sequence[tuple[Event, str]], head: str, now: datetime
    ) -> JournalReport:
        people = self._ledger.rows(session, "person")
        batches = self._ledger.rows(session, "batch")
        names = {row["id"]: row["name"] for row in people}
        names |= {row["id"]: row["code"] for row in batches}
        told = self._told(session, events, now.tzinfo)
        return JournalReport(told, names, head, now, session.name)

    def _told(
        self, session: Session, events: Sequence[tuple[Event, str]], zone: tzinfo | None
    ) -> Iterator[JournalLine]:
        known: dict[str, tuple[Event, ...]] = {}
        for event, digest in events:
            if event.subject not in known:
                known = {event.subject: self._ledger.history(session, event.subject)}
            at = datetime.fromtimestamp(event.stamp.ms / 1000, UTC).astimezone(zone)
            yield JournalLine(event, digest, at, changes(event, known[event.subject]))


def _asked(wanted: JournalFilter) -> Wanted:
    return Wanted(
        person=wanted.person,
        subject=wanted.subject,
        kinds=(wanted.kind,) if wanted.kind else (),
        since_ms=wanted.since_ms,
        until_ms=wanted.until_ms,
    )


def _ndjson(
    events: Sequence[tuple[Event, str]], head: str, now: datetime, session: Session
) -> bytes:
    about = {
        "format": FORMAT,
        "head": head,
        "exported": now.isoformat(timespec="seconds"),
        "by": session.name,
        "lines": len(events),
    }
    lines = [orjson.dumps(about)]
    # spliced, not dumped anew: the line must stay byte for byte what was hashed and signed
    lines += [b'{"hash":"%s","line":%s}' % (h.encode(), to_line(e)) for e, h in events]
    return b"\n".join(lines) + b"\n"
