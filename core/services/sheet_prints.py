"""Paper out of the program: one sheet's story, and the keys to put beside the keyboard."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePath

from core.errors import NOT_ALLOWED, UserError
from core.people import Session
from core.ports.clock import Clock
from core.ports.files import Files
from core.ports.ledger import Ledger
from core.reports.fonts import FontFiles
from core.reports.key_sheet import KeyTable, key_sheet_pdf
from core.reports.story import SheetStory, story_pdf
from core.services.loading import Loading
from core.values import SheetId, batch_of, serial_of
from core.workflow.bodies import packed, report_exported
from core.workflow.sheet import Sheet
from core.workflow.states import Action, BatchState, SheetState, permit

OVER = frozenset({SheetState.SETTLED, SheetState.VOID})
_UNFIT = re.compile(r"[^\w.-]+")


class Printing:
    """Writes PDFs that a person prints."""

    def __init__(
        self, ledger: Ledger, files: Files, clock: Clock, loading: Loading, fonts: FontFiles
    ) -> None:
        self._ledger, self._files, self._clock = ledger, files, clock
        self._loading, self._fonts = loading, fonts

    def key_sheet(self, session: Session, tables: Sequence[KeyTable], folder: PurePath) -> PurePath:
        """The keys on one page; nothing of the project is in it. Raises EnvError CANNOT_WRITE."""
        name = f"keys_{self._clock.now():%Y%m%d-%H%M%S}.pdf"
        return self._files.export(folder, {name: key_sheet_pdf(tables, self._fonts)})[0]

    def story(
        self, session: Session, sheet: SheetId, told: SheetStory, language: str, folder: PurePath
    ) -> PurePath:
        """What the sheet's page shows, as a PDF, journaled with its hash.

        Raises UserError NOT_ALLOWED, also where names or answers are handed in that must not be told
        yet; EnvError CANNOT_WRITE, DISK_FULL.
        """
        batch = self._loading.batch(session, batch_of(sheet))
        acting = permit(session, Action.SEE_REGISTER, batch)
        stands = self._loading.sheet(session, sheet)
        if (told.is_over and not is_over(stands)) or (told.answers and not stands.record):
            raise UserError(NOT_ALLOWED, action=Action.SEE_REGISTER.value)
        now, head = self._clock.now(), self._ledger.head()
        data = story_pdf(told, language, head, now, session.name, self._fonts)
        stem = _UNFIT.sub("-", f"{batch.code}_{serial_of(sheet)}_{now:%Y%m%d-%H%M%S}")
        name = f"{stem}_{language}.pdf"
        paths = self._files.export(folder, {name: data})
        said = report_exported(
            {
                "batches": [batch.id],
                "provisional": batch.state is not BatchState.APPROVED,
                "files_json": packed({name: hashlib.sha256(data).hexdigest()}),
                "head": head,
            }
        )
        self._ledger.append(session, acting, [said])
        return paths[0]


def is_over(sheet: Sheet) -> bool:
    """Whether nobody has to rule between two readings any more, so that names may be told."""
    return sheet.state in OVER
