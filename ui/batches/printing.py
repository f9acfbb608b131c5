"""Write the serial list of a batch into a folder, to print it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from PySide6.QtCore import QObject, QStandardPaths

from core.progress import Progress
from core.services.batches import BatchRow
from core.services.desk import Desk
from core.values import BatchId
from ui import errors
from ui.batches.asking import Asking, Deeds, Shown
from ui.widgets.layout import button


class PrintDeeds(QObject, Deeds):
    """For those who see the register."""

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self._asking, self._tools = asking, asking.tools
        self._batch: BatchRow | None = None
        self._folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        self.serials = button(self.tr("S  Print the serial list"))
        self.buttons = {"S": self.serials}
        self.serials.clicked.connect(self._ask_folder)

    def show(self, shown: Shown) -> None:
        """Show the button where there are serials."""
        self._batch = shown.batch
        self.serials.setVisible(shown.is_opened and bool(shown.sheets))

    def _ask_folder(self) -> None:
        self._asking.type(
            self.tr("Into which folder do the lists go, to be printed?"), self._begin, self._folder
        )

    def _begin(self, typed: str) -> None:
        if self._batch is None:
            return
        if not typed.strip():
            self._asking.finding.say(self.tr("Type the folder for the files."))
            return
        self._folder = typed.strip().strip('"')
        self._asking.finding.say("")
        self.serials.setEnabled(False)
        self._tools.jobs.run(
            self.tr("Writing the serial list"),
            _work(self._tools.desk, self._batch.id, Path(self._folder).expanduser()),
            self._on_written,
            self._on_failed,
        )

    def _on_written(self, paths: tuple[PurePath, ...]) -> None:
        self.serials.setEnabled(True)
        told = self.tr("The serial list is in {folder}, in Chinese and English.")
        self._tools.told.emit(told.format(folder=paths[0].parent))

    def _on_failed(self, error: Exception) -> None:
        self.serials.setEnabled(True)
        if errors.is_expected(error):
            self._asking.finding.say(errors.sentence(error))
        else:
            self._tools.failed.emit(error)


def _work(
    desk: Desk, batch: BatchId, folder: PurePath
) -> Callable[[Progress], tuple[PurePath, ...]]:
    """The work of a job; it holds no widget, so that none is freed on the job's thread."""

    def work(progress: Progress) -> tuple[PurePath, ...]:
        return desk.serial_lists.export(desk.session, batch, folder, progress)

    return work
