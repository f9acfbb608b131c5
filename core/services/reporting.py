"""Approved figures out: a workbook an auditor can retrace and a PDF a board reads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from core.people import Session
from core.progress import Progress
from core.values import BatchId


@dataclass(frozen=True)
class ReportRequest:
    """What to report on: batches of one form."""

    batches: tuple[BatchId, ...]
    languages: tuple[str, ...] = ("zh", "en")
    """One PDF each; the workbook carries both."""
    provisional: bool = False
    """Count settled but unapproved records too, which every page then says (REV-11)."""


class Reporting:
    """Exports for those whose role allows reports."""

    def reportable(self, session: Session) -> tuple[tuple[BatchId, str, str], ...]:
        """(batch, code, state) of batches that the person may report on."""
        raise NotImplementedError

    def export(
        self, session: Session, request: ReportRequest, folder: PurePath, progress: Progress
    ) -> tuple[PurePath, ...]:
        """Write workbook and PDFs into a folder and journal it with their hashes.

        Raises UserError NOTHING_APPROVED, NOT_ALLOWED; EnvError CANNOT_WRITE, DISK_FULL.
        """
        raise NotImplementedError
