"""PDFs to print, made beside the interface and put into the person's folder for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from PySide6.QtCore import QObject, QTranslator

from core.progress import Progress
from core.reports.key_sheet import KeyTable as Printed
from core.reports.story import SheetStory
from core.services.desk import Desk
from core.values import BatchId, SheetId
from ui.keying.keys import TABLES
from ui.look.language import current
from ui.look.places import RESOURCES
from ui.page import Tools

Write = Callable[[Progress], PurePath]


class Prints(QObject):
    """One page's printer: says where the file is, or why there is none."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._is_writing = False

    def keys(self) -> None:
        """Every key on one page, in both languages."""
        self._run(_keys_work(self._tools.desk, _printed(), self._tools.preferences.prints))

    def story(self, sheet: SheetId, told: SheetStory) -> None:
        """One sheet's story as the page shows it, in the language on screen."""
        desk, folder = self._tools.desk, self._tools.preferences.prints
        self._run(_story_work(desk, sheet, told, current(), folder))

    def differences(self, batch: BatchId) -> None:
        """What an adjudicator rules on, and what the archive is to fetch, in both languages."""
        self._run(_lists_work(self._tools.desk, batch, self._tools.preferences.prints))

    def serials(self, batch: BatchId) -> None:
        """Every number of a batch with its boxes to tick, in both languages."""
        self._run(_serials_work(self._tools.desk, batch, self._tools.preferences.prints))

    def _run(self, work: Write) -> None:
        if self._is_writing:  # one at a time, so that a key pressed twice journals one export
            return
        self._is_writing = True
        self._tools.jobs.run(self.tr("Writing a PDF"), work, self._on_written, self._on_failed)

    def _on_written(self, path: PurePath) -> None:
        self._is_writing = False
        self._tools.told.emit(self.tr("The PDF is in {path}").format(path=path))

    def _on_failed(self, error: Exception) -> None:
        self._is_writing = False
        self._tools.failed.emit(error)


def _printed() -> list[Printed]:
    """The table of keys in both languages, whichever is on the screen."""
    chinese = QTranslator()
    chinese.load("twinkey_zh_CN", str(RESOURCES / "i18n"))

    def both(source: object) -> dict[str, str]:
        english = str(source)
        return {"en": english, "zh": chinese.translate("Keys", english) or english}

    return [
        Printed(both(table.title), [(line.keys, both(line.text)) for line in table.lines])
        for table in TABLES
    ]


def _keys_work(desk: Desk, tables: list[Printed], folder: PurePath) -> Write:
    def work(progress: Progress) -> PurePath:
        return desk.prints.key_sheet(desk.session, tables, folder)

    return work


def _story_work(
    desk: Desk, sheet: SheetId, told: SheetStory, language: str, folder: PurePath
) -> Write:
    def work(progress: Progress) -> PurePath:
        return desk.prints.story(desk.session, sheet, told, language, folder)

    return work


def _serials_work(desk: Desk, batch: BatchId, folder: PurePath) -> Write:
    def work(progress: Progress) -> PurePath:
        return desk.serial_lists.export(desk.session, batch, folder, progress)[0].parent

    return work


def _lists_work(desk: Desk, batch: BatchId, folder: PurePath) -> Write:
    def work(progress: Progress) -> PurePath:
        return desk.difference_lists.export(desk.session, batch, folder, progress)[0].parent

    return work
