"""Photos and other files that prove what a shopper saw."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog

from ui.widgets.layout import Card, button, label, row


class EvidenceCard(Card):
    """Says how to attach a file by keys, and lists what is attached."""

    picked = Signal(str)
    """The path of a file chosen in the file window."""

    def __init__(self) -> None:
        super().__init__()
        self.attached = label("", wrap=True)
        self.browse = button(self.tr("Choose a file…"))
        self.browse.clicked.connect(self._on_browse)
        self.clean = QCheckBox(self.tr("Clean the photos"))
        meaning = self.tr(
            "Written anew without place, time and camera; the journal keeps the hash of both,"
            " not the original."
        )
        self.clean.setAccessibleDescription(meaning)
        self.body.addWidget(label(self.tr("Evidence"), "Heading"))
        hint = self.tr("At the photo question, type or paste the file's path and press Enter.")
        self.body.addWidget(label(hint, "Muted", wrap=True))
        self.body.addWidget(self.attached)
        self.body.addWidget(self.clean)
        self.body.addWidget(label(meaning, "Muted", wrap=True))
        self.body.addLayout(row(self.browse, 1))

    def show_files(self, names: Sequence[str]) -> None:
        """List what is attached."""
        self.attached.setText("\n".join(names) if names else self.tr("Nothing attached yet."))

    def _on_browse(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Choose a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.picked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
