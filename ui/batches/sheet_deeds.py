"""What can be done to the sheet chosen in the register: void, lost or found, numbered by hand."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.services.batches import SheetRow
from core.values import PersonId
from core.workflow.paper import DUPLICATE, MISSING
from ui.batches.asking import Asking, Deeds, Shown
from ui.paper_words import serial_words
from ui.recheck.words import VOID_REASONS, void_reason
from ui.widgets.layout import button


class SheetDeeds(QObject, Deeds):
    """For those who lead; what is chosen in the register is meant."""

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self._asking, self._tools = asking, asking.tools
        self._shown: Shown | None = None
        self.void = button(self.tr("V  Call the sheet void"))
        self.lose = button("")
        self.number = button(self.tr("U  Give a paper a number"))
        self.buttons = {"V": self.void, "L": self.lose, "U": self.number}
        self.void.clicked.connect(self._ask_why_void)
        self.lose.clicked.connect(self._on_lose)
        self.number.clicked.connect(self._ask_why_number)

    def show(self, shown: Shown) -> None:
        """Show what fits the sheet chosen."""
        self._shown = shown
        sheet, works = shown.sheet, bool(shown.sheets) and shown.leads and shown.goes_on
        self.void.setVisible(works)
        self.void.setEnabled(sheet is not None and sheet.state != "void")
        self.lose.setVisible(works and shown.is_whole)
        self.lose.setEnabled(sheet is not None)
        is_lost = sheet is not None and sheet.serial in shown.batch.lost
        self.lose.setText(
            self.tr("L  The lost sheet is found") if is_lost else self.tr("L  The sheet is lost")
        )
        self.number.setVisible(works and shown.is_whole and shown.batch.state == "keying")
        self.number.setEnabled(sheet is not None)

    @property
    def _sheet(self) -> SheetRow | None:
        return self._shown.sheet if self._shown else None

    def _ask_why_void(self) -> None:
        """A sheet that cannot be keyed or counts nowhere: its reason is journaled with it."""
        sheet, desk = self._sheet, self._tools.desk
        if sheet is None:
            return
        told = self.tr("Sheet {serial} is void: {why}.")
        title = self.tr("Why is sheet {serial} void? Number or words, Enter; Esc leaves it.")
        serial = serial_words(sheet.serial)
        self._asking.choose(
            title.format(serial=serial),
            [(f"{n}  {void_reason(code)}", code) for n, code in enumerate(VOID_REASONS, 1)],
            lambda why: self._asking.do(
                lambda: desk.batches.void(desk.session, sheet.id, why),
                told.format(serial=serial, why=void_reason(why)),
            ),
        )

    def _on_lose(self) -> None:
        if self._shown is None or self._shown.sheet is None:
            return
        desk, batch, sheet = self._tools.desk, self._shown.batch, self._shown.sheet
        serial = serial_words(sheet.serial)
        if sheet.serial in batch.lost:
            self._asking.do(
                lambda: desk.papers.find(desk.session, batch.id, sheet.serial),
                self.tr("Sheet {serial} is there again.").format(serial=serial),
            )
            return
        people = [(p.name, p.id) for p in desk.directory.people(desk.session) if p.active]
        self._asking.choose(
            self.tr("Who had sheet {serial} last and answers for it?").format(serial=serial),
            people,
            lambda custodian: self._ask_how_lost(sheet, PersonId(custodian)),
        )

    def _ask_how_lost(self, sheet: SheetRow, custodian: PersonId) -> None:
        if self._shown is None:
            return
        desk, batch = self._tools.desk, self._shown.batch.id
        serial = serial_words(sheet.serial)
        told = self.tr("Sheet {serial} is lost in house; it waits until it is found.")
        self._asking.type(
            self.tr("How was sheet {serial} lost, and where was it looked for?").format(
                serial=serial
            ),
            lambda why: self._asking.do(
                lambda: desk.papers.lose(desk.session, batch, sheet.serial, custodian, why),
                told.format(serial=serial),
            ),
        )

    def _ask_why_number(self) -> None:
        """A paper whose number another one bears, or none can be read, is keyed under its own."""
        sheet = self._sheet
        if sheet is None:
            return
        self._asking.choose(
            self.tr("Why does a paper need a number of its own beside {serial}?").format(
                serial=serial_words(sheet.serial)
            ),
            [
                (self.tr("1  Two papers bear this number"), DUPLICATE),
                (self.tr("2  No number can be read on it"), MISSING),
            ],
            lambda why: self._ask_if_counted(sheet, why),
        )

    def _ask_if_counted(self, sheet: SheetRow, why: str) -> None:
        if self._shown is None:
            return
        desk, batch = self._tools.desk, self._shown.batch
        known = {row.serial for row in self._shown.sheets or ()}
        self._asking.choose(
            self.tr("Was it counted among the papers that came back?"),
            [
                (self.tr("1  No, it is one more"), ""),
                (self.tr("2  Yes, the count stays"), "counted"),
            ],
            lambda counted: self._asking.do(
                lambda: desk.papers.renumber(
                    desk.session, batch.id, sheet.serial, why, was_counted=bool(counted)
                ),
                lambda: self._numbered(known),
            ),
        )

    def _numbered(self, known: set[str]) -> str:
        sheets = (self._shown.sheets if self._shown else None) or ()
        new = next((row.serial for row in sheets if row.serial not in known), "")
        told = self.tr("Write {serial} on the paper: it is keyed under this number.")
        return told.format(serial=serial_words(new))
