"""Paper out of the program: one sheet's story, and the keys to put beside the keyboard."""

from __future__ import annotations

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
from core.services.exports import Exports, Leaving, stem
from core.services.loading import Loading
from core.values import SheetId, serial_of
from core.workflow.sheet import Sheet
from core.workflow.states import Action, BatchState, SheetState, permit

OVER = frozenset({SheetState.SETTLED, SheetState.VOID})


class SheetPrints:
    """Writes PDFs that a person prints."""

    def __init__(
        self, ledger: Ledger, files: Files, clock: Clock, loading: Loading, fonts: FontFiles
    ) -> None:
        self._ledger, self._files, self._clock = ledger, files, clock
        self._loading, self._fonts = loading, fonts
        self._exports = Exports(ledger, files)

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
        batch = self._loading.holding(session, sheet)
        acting = permit(session, Action.SEE_REGISTER, batch)
        stands = self._loading.sheet(session, sheet)
        if (told.is_over and not is_over(stands)) or (told.answers and not stands.record):
            raise UserError(NOT_ALLOWED, action=Action.SEE_REGISTER.value)
        now, head = self._clock.now(), self._ledger.head()
        data = story_pdf(told, language, head, now, session.name, self._fonts)
        name = stem(batch.code, serial_of(sheet), f"{now:%Y%m%d-%H%M%S}", language)
        provisional = batch.state is not BatchState.APPROVED
        leaving = Leaving({f"{name}.pdf": data}, head, [batch.id], provisional)
        return self._exports.write(session, acting, leaving, folder)[0]


def is_over(sheet: Sheet) -> bool:
    """Whether nobody has to rule between two readings any more, so that names may be told."""
    return sheet.state in OVER
