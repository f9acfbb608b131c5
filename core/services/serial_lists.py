"""Print the serials of a batch, to lie beside the paper."""

from __future__ import annotations

from pathlib import PurePath

from core.errors import NOT_ALLOWED, UserError
from core.people import Session
from core.ports.clock import Clock
from core.ports.files import Files
from core.ports.ledger import Ledger
from core.progress import Progress
from core.reports.fonts import FontFiles
from core.reports.serials import LANGUAGES, SerialList, serials_pdf
from core.services.exports import Exports, Leaving, stem
from core.services.loading import Loading
from core.services.overview import listed
from core.values import BatchId
from core.workflow.states import Action, permit


class SerialLists:
    """For whoever may see a batch's register."""

    def __init__(
        self, ledger: Ledger, loading: Loading, files: Files, clock: Clock, fonts: FontFiles
    ) -> None:
        self._ledger, self._loading = ledger, loading
        self._exports, self._clock, self._fonts = Exports(ledger, files), clock, fonts

    def export(
        self, session: Session, batch: BatchId, folder: PurePath, progress: Progress
    ) -> tuple[PurePath, ...]:
        """Write the list in each language into a folder and journal it with its hashes.

        Raises UserError NOT_ALLOWED; EnvError CANNOT_WRITE, DISK_FULL, CANCELLED.
        """
        found = self._loading.batch(session, batch)
        acting = permit(session, Action.SEE_REGISTER, found)
        if found.is_visit or found.part > 1:  # a part has the numbers of its batch
            raise UserError(NOT_ALLOWED, action=Action.SEE_REGISTER.value)
        told = self._list(session, batch)
        name = stem(told.batch, told.form, "serials", f"{told.made_at:%Y%m%d-%H%M%S}")
        written: dict[str, bytes] = {}
        for place, language in enumerate(LANGUAGES):
            progress.step(place, len(LANGUAGES))
            written[f"{name}_{language}.pdf"] = serials_pdf(told, language, self._fonts)
        progress.step(len(LANGUAGES), len(LANGUAGES))
        leaving = Leaving(written, self._ledger.head(), [batch])
        return self._exports.write(session, acting, leaving, folder)

    def _list(self, session: Session, batch: BatchId) -> SerialList:
        found = self._loading.batch(session, batch)
        (row,) = listed(self._ledger, session, {"id": batch})
        form = self._loading.form(found.form)
        return SerialList(
            found.code,
            form.code,
            _both(row.form_titles, form.form_id),
            _both(row.unit_names, found.unit),
            found.period,
            found.serials,
            self._clock.now(),
            session.name,
        )


def _both(names: dict[str, str], code: str) -> tuple[str, str]:
    chinese, english = (names.get(language) or names.get("") or code for language in LANGUAGES)
    return chinese, english
