"""The computers that write in the project: which, since when, how much, and what people call them."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale

from core.errors import EnvError, UserError
from core.ports.journal import DeviceLine
from ui import errors
from ui.page import Page, Tools
from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import Card, SectionHeader, label, page_layout, primary, row
from ui.widgets.rows_table import Column, RowsTable


class DevicesPage(Page):
    """A device's key is admitted by itself when an administrator signs in; here it gets a name."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._names: dict[str, str] = {}
        self.table = RowsTable(
            self._columns(),
            name="devices",
            title=self.tr("Devices"),
            empty=self.tr(
                "Only administrators of head office see the devices, and nobody who keys just now."
            ),
            preferences=tools.preferences,
        )
        self.name = line_edit()
        self._field = Field(self.tr("Name of the chosen device"), self.name)
        self.save_button = primary(self.tr("Name it"))
        card = Card()
        card.setMaximumWidth(self.fontMetrics().averageCharWidth() * 80)
        card.body.addWidget(label(self.tr("A name that people know"), "Heading"))
        card.body.addWidget(self._field)
        card.body.addLayout(row(1, self.save_button))
        under = self.tr(
            "Each has a key of its own that signs its lines. After a restore a new key waits until"
            " an administrator signs in."
        )
        layout = page_layout(self)
        layout.addWidget(SectionHeader(self.tr("Devices"), under))
        layout.addWidget(self.table, 1)
        layout.addWidget(card)
        self.table.current_changed.connect(self._on_chosen)
        self.table.activated_row.connect(self._on_activated)
        self.name.returnPressed.connect(self._save)
        self.save_button.clicked.connect(self._save)

    def refresh(self) -> None:
        """Show the devices there are now."""
        desk = self._tools.desk
        self._names = desk.settings.device_names(desk.session)
        try:
            self.table.show_rows(desk.settings.devices(desk.session))
        except UserError:
            self.table.show_rows(())
        self.save_button.setEnabled(bool(self.table.rows))

    def take_keyboard(self) -> None:
        """To the table; Enter goes on to the name."""
        self.table.setFocus()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("Name"), lambda line: self._names.get(line.id, "–")),
            Column(self.tr("Computer"), self._host),
            Column(self.tr("Device"), lambda line: line.id),
            Column(self.tr("State"), self._state, tone=_tone),
            Column(self.tr("First event"), lambda line: _moment(line.first_ms)),
            Column(self.tr("Last event"), lambda line: _moment(line.last_ms)),
            Column(
                self.tr("Events"),
                lambda line: f"{line.events:,}",
                lambda line: line.events,
                right=True,
            ),
        )

    def _on_chosen(self, line: DeviceLine | None) -> None:
        self._field.clear()
        self.name.setText(self._names.get(line.id, "") if line else "")

    def _on_activated(self, line: DeviceLine) -> None:
        self.name.setFocus()
        self.name.selectAll()

    def _save(self) -> None:
        line, desk = self.table.current(), self._tools.desk
        if line is None:
            return
        try:
            changes = desk.settings.name_device(desk.session, line.id, self.name.text())
        except UserError as error:
            self._field.refuse(errors.sentence(error))
            return
        except EnvError as error:
            self._tools.failed.emit(error)
            return
        self._tools.bus.publish(changes)
        self.table.setFocus()

    def _host(self, line: DeviceLine) -> str:
        if line.is_own:
            return self.tr("{host} (this one)").format(host=line.host or "–")
        return line.host or "–"

    def _state(self, line: DeviceLine) -> str:
        return {
            "active": self.tr("active"),
            "waiting": self.tr("waits for an administrator"),
            "replaced": self.tr("replaced"),
        }.get(line.state, line.state)


def _tone(line: DeviceLine) -> str:
    return {"active": "ok", "waiting": "warn"}.get(line.state, "muted")


def _moment(ms: int) -> str:
    if not ms:
        return "–"
    return QLocale().toString(QDateTime.fromMSecsSinceEpoch(ms), "yyyy-MM-dd HH:mm")
