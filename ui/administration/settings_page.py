"""What holds for the whole project, from which day on, and who decided it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QStackedWidget

from core.errors import BAD_DATE, EnvError, UserError
from core.services.settings import COMING, IN_FORCE, SettingLine
from core.workflow.settings import (
    BLIND_CHECK,
    CHOICES,
    DEFAULTS,
    IDLE,
    INDEPENDENCE,
    LOT,
)
from ui import errors
from ui.page import Page, Tools
from ui.sentences import setting_value, word
from ui.widgets.fields import Field, SteadyCombo, line_edit
from ui.widgets.layout import Card, SectionHeader, label, page_layout, primary, row
from ui.widgets.rows_table import Column, RowsTable


class SettingsPage(Page):
    """Nothing is overwritten: a decision counts from its day, and batches keep what they opened with."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._people: dict[str, str] = {}
        self.table = RowsTable(
            (
                Column(self.tr("Setting"), lambda line: word("setting", line.name)),
                Column(self.tr("Value"), lambda line: setting_value(line.name, line.value)),
                Column(self.tr("From"), lambda line: line.since or self.tr("the beginning")),
                Column(self.tr("Holds"), self._state, tone=_tone),
                Column(self.tr("Decided by"), self._by),
            ),
            name="settings",
            title=self.tr("Settings of the project"),
            empty=self.tr("Only administrators of head office see and change these."),
            preferences=tools.preferences,
        )
        self.setting = SteadyCombo([(word("setting", name), name) for name in DEFAULTS])
        self.limit, self.idle = line_edit("0.5"), line_edit(DEFAULTS[IDLE])
        self.share = line_edit(DEFAULTS[BLIND_CHECK])
        self.lot = self._choice(LOT)
        self.independence = self._choice(INDEPENDENCE)
        self.value = QStackedWidget()
        for entry in self._entries():
            self.value.addWidget(entry)
        self.since = line_edit("2026-12-01")
        self.save_button = primary(self.tr("Sign this setting"))
        self._value_field = Field(self.tr("Value"), self.value)
        self._since_field = Field(self.tr("From (date)"), self.since)
        self._lay_out()
        self.setting.currentIndexChanged.connect(self.value.setCurrentIndex)
        for line in (self.limit, self.share, self.idle):
            line.returnPressed.connect(self.since.setFocus)
        self.since.returnPressed.connect(self._save)
        self.save_button.clicked.connect(self._save)

    def refresh(self) -> None:
        """Show every decision."""
        desk = self._tools.desk
        self._people = {p.id: p.name for p in desk.directory.people(desk.session)}
        try:
            self.table.show_rows(desk.settings.lines(desk.session))
        except UserError:
            self.table.show_rows(())
        self.save_button.setEnabled(bool(self.table.rows))

    def take_keyboard(self) -> None:
        """To the setting that is to be changed."""
        self.setting.setFocus()

    def _lay_out(self) -> None:
        for entry in self._entries():
            entry.setAccessibleName(self.tr("Value"))
        self.value.setFixedHeight(self.limit.sizeHint().height() + 4)
        card = Card()
        card.setMaximumWidth(self.fontMetrics().averageCharWidth() * 80)
        card.body.addWidget(label(self.tr("Decide"), "Heading"))
        for part in (Field(self.tr("Setting"), self.setting), self._value_field, self._since_field):
            card.body.addWidget(part)
        card.body.addLayout(row(1, self.save_button))
        under = self.tr(
            "What was decided before is kept. A batch stays with what held when it was opened."
        )
        layout = page_layout(self)
        layout.addWidget(SectionHeader(self.tr("Settings"), under))
        layout.addWidget(self.table, 1)
        layout.addWidget(card)

    def _entries(self) -> tuple[QLineEdit | SteadyCombo, ...]:
        """What each setting is typed into or chosen with, in their order."""
        return self.limit, self.lot, self.independence, self.share, self.idle

    def _choice(self, name: str) -> SteadyCombo:
        return SteadyCombo([(setting_value(name, value), value) for value in CHOICES[name]])

    def _save(self) -> None:
        desk, name = self._tools.desk, str(self.setting.currentData())
        entry = self._entries()[self.value.currentIndex()]
        value = entry.text() if isinstance(entry, QLineEdit) else entry.currentData()
        self._value_field.clear()
        self._since_field.clear()
        try:
            changes = desk.settings.change(desk.session, name, str(value), self.since.text())
        except UserError as error:
            self._refuse(error)
            return
        except EnvError as error:
            self._tools.failed.emit(error)
            return
        self.since.clear()
        self._tools.bus.publish(changes)
        told = self.tr("Signed. It counts for batches opened from that day on.")
        if name == IDLE:
            told = self.tr("Signed. It counts from that day on for whoever signs in.")
        self._tools.told.emit(told)

    def _refuse(self, error: UserError) -> None:
        if error.code == BAD_DATE:
            said = errors.sentence(error) + " " + self.tr("It must be today or later.")
            self._since_field.refuse(said)
            return
        self._value_field.refuse(errors.sentence(error))
        self.value.currentWidget().setFocus()

    def _state(self, line: SettingLine) -> str:
        named = {IN_FORCE: self.tr("now"), COMING: self.tr("later")}
        return named.get(line.state, self.tr("until then"))

    def _by(self, line: SettingLine) -> str:
        return self._people.get(line.by, line.by) if line.by else self.tr("as the program comes")


def _tone(line: SettingLine) -> str:
    return {IN_FORCE: "ok", COMING: "accent"}.get(line.state, "muted")
