"""How the program behaves for the person at this computer."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from ui.page import Page, Tools
from ui.widgets.fields import Field, SteadyCombo
from ui.widgets.layout import Card, SectionHeader, label, page_layout

IDLE_MINUTES = (5, 10, 15, 30, 60)


class PreferencesPage(Page):
    """Every choice counts at once; there is nothing to save."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._preferences = tools.preferences
        self._advance = QCheckBox(self.tr("Go on by itself as soon as no longer code is possible"))
        self._advance.setChecked(self._preferences.auto_advance)
        self._sound = QCheckBox(self.tr("Beep when something is refused or contradicts"))
        self._sound.setChecked(self._preferences.sound)
        never: list[tuple[str, object]] = [(self.tr("never"), 0)]
        choices = never + [(self.tr("after {n} minutes").format(n=n), n) for n in IDLE_MINUTES]
        self._idle = SteadyCombo(choices)
        self._idle.setCurrentIndex(max(self._idle.findData(self._preferences.idle_minutes), 0))
        self._build()
        self._advance.toggled.connect(self._on_advance)
        self._sound.toggled.connect(self._on_sound)
        self._idle.currentIndexChanged.connect(self._on_idle)

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
        safety = Card()
        safety.body.addWidget(label(self.tr("When nobody is here"), "Heading"))
        safety.body.addWidget(Field(self.tr("Lock the screen"), self._idle))
        for card in (keying, safety):
            card.setMaximumWidth(620)
            layout.addWidget(card)
        layout.addStretch(1)

    def _on_advance(self, wanted: bool) -> None:
        self._preferences.auto_advance = wanted

    def _on_sound(self, wanted: bool) -> None:
        self._preferences.sound = wanted

    def _on_idle(self, _: int) -> None:
        self._preferences.idle_minutes = int(self._idle.currentData())
