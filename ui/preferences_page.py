"""How the program behaves for the person at this computer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.errors import FOLDER_GONE, EnvError
from ui import errors
from ui.page import Page, Tools
from ui.preferences import AS_THE_PROJECT
from ui.prints import Prints
from ui.widgets.fields import Field, SteadyCombo
from ui.widgets.layout import Card, SectionHeader, button, label, page_layout, row, scrolled
from ui.widgets.path_field import PathField

IDLE_MINUTES = (2, 5, 10, 15, 30)
"""What a person may choose, as far as the project does not lock sooner."""


class PreferencesPage(Page):
    """Every choice counts at once; there is nothing to save."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools, self._preferences = tools, tools.preferences
        self._advance = QCheckBox(self.tr("Go on by itself as soon as no longer code is possible"))
        self._advance.setChecked(self._preferences.auto_advance)
        self._sound = QCheckBox(self.tr("Beep when something is refused or contradicts"))
        self._sound.setChecked(self._preferences.sound)
        self._idle = SteadyCombo()
        self._guides = QCheckBox(self.tr("Show the first steps to clerks new at this computer"))
        self._guides.setChecked(self._preferences.guided.wanted)
        self.guide_button = button(self.tr("First steps now"))
        self.keys_button = button(self.tr("All keys (F1)"))
        self.print_button = button(self.tr("Save the keys as a PDF to print"))
        self.folder = PathField(
            self.tr("Folder for PDFs to print"),
            self.tr("Enter keeps it."),
            folder=True,
        )
        self.folder.show_path(str(self._preferences.prints))
        self._prints = Prints(tools)
        self.camera = self._camera_field()
        self._build()
        self._advance.toggled.connect(self._on_advance)
        self._sound.toggled.connect(self._on_sound)
        self._idle.currentIndexChanged.connect(self._on_idle)
        self._guides.toggled.connect(self._on_guides)
        self.guide_button.clicked.connect(self._on_guide)
        self.keys_button.clicked.connect(self._on_keys)
        self.print_button.clicked.connect(self._prints.keys)
        self.folder.chosen.connect(self._on_folder)

    def refresh(self) -> None:
        """Offer what locks the screen no later than the project says."""
        desk = self._tools.desk
        longest = desk.settings.idle_minutes(desk.session)
        said = self.tr("after {n} minutes, as the project says").format(n=longest)
        self._idle.blockSignals(True)
        self._idle.clear()
        self._idle.addItem(said, AS_THE_PROJECT)
        for minutes in (n for n in IDLE_MINUTES if n < longest):
            self._idle.addItem(self.tr("after {n} minutes").format(n=minutes), minutes)
        self._idle.setCurrentIndex(max(self._idle.findData(self._preferences.idle_minutes), 0))
        self._idle.blockSignals(False)

    def take_keyboard(self) -> None:
        """The first choice."""
        self._advance.setFocus()

    def _build(self) -> None:
        layout = page_layout(self)
        under = self.tr(
            "Language, colours and text size are in the line at the foot of the window."
        )
        layout.addWidget(SectionHeader(self.tr("Preferences"), under))
        keying = Card()
        keying.body.addWidget(label(self.tr("Keying"), "Heading"))
        keying.body.addWidget(self._advance)
        keying.body.addWidget(self._sound)
        keying.body.addWidget(self._guides)
        keying.body.addLayout(row(self.guide_button, self.keys_button, 1))
        paper = Card()
        paper.body.addWidget(label(self.tr("Paper"), "Heading"))
        paper.body.addWidget(self.folder)
        paper.body.addLayout(row(self.print_button, 1))
        paper.body.addWidget(self.camera)
        safety = Card()
        safety.body.addWidget(label(self.tr("When nobody is here"), "Heading"))
        safety.body.addWidget(Field(self.tr("Lock the screen"), self._idle))
        body = QWidget()
        cards = QVBoxLayout(body)
        cards.setContentsMargins(0, 0, 8, 0)
        for card in (keying, paper, safety):
            card.setMaximumWidth(self.fontMetrics().averageCharWidth() * 90)
            cards.addWidget(card)
        cards.addStretch(1)
        layout.addWidget(scrolled(body), 1)

    def _on_guides(self, wanted: bool) -> None:
        self._preferences.guided.wanted = wanted

    def _on_guide(self) -> None:
        self._tools.wanted.emit("guide", "begin")

    def _on_keys(self) -> None:
        self._tools.wanted.emit("keys", None)

    def _on_folder(self, path: str) -> None:
        self._preferences.prints = Path(path).expanduser()
        self._tools.told.emit(self.tr("PDFs to print are put into {path}").format(path=path))

    def _on_advance(self, wanted: bool) -> None:
        self._preferences.auto_advance = wanted

    def _on_sound(self, wanted: bool) -> None:
        self._preferences.sound = wanted

    def _camera_field(self) -> PathField:
        field = PathField(
            self.tr("Folder of the document camera"),
            self.tr(
                "F4 on the entry page attaches its newest picture to the sheet. Enter keeps it."
            ),
            folder=True,
        )
        kept = self._preferences.camera.folder
        field.show_path(str(kept) if kept else "")
        field.chosen.connect(self._on_camera)
        field.line.returnPressed.connect(self._on_camera_emptied)
        field.line.editingFinished.connect(self._on_camera_left)
        return field

    def _on_camera(self) -> None:
        """Enter, a choice or a drop keeps the folder; one that is gone is refused here."""
        if not self._keep_camera():
            self.camera.refuse(self._camera_gone())

    def _on_camera_emptied(self) -> None:
        """Enter on nothing: no camera."""
        if self.camera.path is None:
            self._preferences.camera.folder = None

    def _on_camera_left(self) -> None:
        """Whoever goes on to another field is told, but not held."""
        if self._keep_camera():
            self.camera.clear()
        else:
            self.camera.warn(self._camera_gone())

    def _keep_camera(self) -> bool:
        folder = self.camera.path
        if folder is not None and not folder.is_dir():
            return False
        self._preferences.camera.folder = folder
        return True

    def _camera_gone(self) -> str:
        return errors.sentence(EnvError(FOLDER_GONE, folder=str(self.camera.path)))

    def _on_idle(self, _: int) -> None:
        self._preferences.idle_minutes = int(self._idle.currentData())
