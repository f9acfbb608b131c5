"""The newest picture in a document camera's folder."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.errors import FOLDER_GONE, NO_CAMERA_FOLDER, NO_NEW_PICTURE, EnvError, UserError
from core.progress import Progress
from core.scans.files import SUFFIXES
from core.services.desk import Desk
from core.values import SheetId, serial_of
from ui import errors
from ui.page import Tools
from ui.paper_words import serial_words
from ui.scans.reading import read_scan

PICTURES = tuple(suffix for suffix in SUFFIXES if suffix != ".pdf")


def newest_picture(folder: Path, taken_ns: int) -> tuple[Path, int]:
    """The newest picture later than the one taken last, and its time in nanoseconds.

    Raises UserError NO_NEW_PICTURE, EnvError FOLDER_GONE.
    """
    try:
        with os.scandir(folder) as entries:
            found = [
                (entry.stat().st_mtime_ns, entry.name)
                for entry in entries
                if entry.name.lower().endswith(PICTURES) and entry.is_file()
            ]
    except OSError as error:
        raise EnvError(FOLDER_GONE, folder=str(folder)) from error
    at, name = max(found, default=(0, ""))
    if not name or at <= taken_ns:
        raise UserError(NO_NEW_PICTURE, folder=str(folder))
    return folder / name, at


class Shot:
    """Attaches the newest picture to a sheet: the work of one job."""

    def __init__(self, desk: Desk, folder: Path, taken_ns: int, sheet: SheetId, page: int) -> None:
        self._desk, self._folder, self._taken_ns = desk, folder, taken_ns
        self._sheet, self._page = sheet, page

    def work(self, progress: Progress) -> tuple[SheetId, int]:
        """The sheet, and the time of the picture that is now attached to it."""
        path, at = newest_picture(self._folder, self._taken_ns)
        data = read_scan(path)
        self._desk.scans.attach(self._desk.session, self._sheet, path.name, data, self._page)
        return self._sheet, at


class Camera(QObject):
    """Attaches what was photographed last, beside the interface, and says what came of it."""

    attached = Signal(str)
    """The sheet."""
    told = Signal(str, str, bool)
    """The sheet, what came of it, and whether it is good news."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._sheet: SheetId | None = None
        """The sheet whose picture is being attached."""

    def shoot(self, sheet: SheetId, page: int) -> None:
        """The newest picture of the folder becomes a scan of the sheet, from this page of it.

        One at a time: which picture is newest is known only once the one before is attached.
        """
        kept = self._tools.preferences.camera
        if kept.folder is None:
            self.told.emit(sheet, errors.sentence(UserError(NO_CAMERA_FOLDER)), False)
            return
        if self._sheet is not None:
            wait = self.tr(
                "The picture of sheet {serial} is still being attached; then press F4 again."
            )
            self.told.emit(sheet, wait.format(serial=serial_words(serial_of(self._sheet))), False)
            return
        self._sheet = sheet
        shot = Shot(self._tools.desk, kept.folder, kept.taken_ns, sheet, page)
        label = self.tr("Attaching the picture")
        self._tools.jobs.run(label, shot.work, self._on_done, self._on_failed)

    def _on_done(self, taken: tuple[SheetId, int]) -> None:
        sheet, self._tools.preferences.camera.taken_ns = taken
        self._sheet = None
        self.attached.emit(sheet)
        told = self.tr("The picture is attached to sheet {serial}.")
        self.told.emit(sheet, told.format(serial=serial_words(serial_of(sheet))), True)

    def _on_failed(self, error: Exception) -> None:
        sheet, self._sheet = self._sheet, None
        if isinstance(error, UserError | EnvError) and sheet is not None:
            self.told.emit(sheet, errors.sentence(error), False)
        else:
            self._tools.failed.emit(error)
