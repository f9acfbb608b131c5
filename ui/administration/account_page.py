"""One's own account: another password, and what one has signed, with time and meaning."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDateTime, QLocale, QTimeZone

from core.errors import (
    PASSWORD_TOO_SHORT,
    SAME_PASSWORD,
    TRY_LATER,
    WRONG_PASSWORD,
    TwinkeyError,
    UserError,
)
from core.services.account import Signed
from core.workflow.settings import is_setting
from ui import errors
from ui.journal.words import subject
from ui.page import Page, Tools
from ui.paper_words import serial_words
from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import Card, SectionHeader, label, page_layout, primary, row
from ui.widgets.rows_table import Column, RowsTable
from ui.widgets.two_panes import TwoPanes, cards

MEANINGS: dict[str, object] = {
    "recorded": QT_TRANSLATE_NOOP("Meanings", "recorded it"),
    "certified": QT_TRANSLATE_NOOP("Meanings", "certified that these keys are this person's"),
    "changed": QT_TRANSLATE_NOOP("Meanings", "changed the person's name, roles or training"),
    "removed": QT_TRANSLATE_NOOP("Meanings", "removed the person"),
    "confirmed": QT_TRANSLATE_NOOP("Meanings", "confirmed the temporary operator"),
    "replaced_keys": QT_TRANSLATE_NOOP("Meanings", "replaced the person's keys"),
    "lifted": QT_TRANSLATE_NOOP("Meanings", "ended the wait after wrong passwords"),
    "own_password": QT_TRANSLATE_NOOP("Meanings", "took another password"),
    "published": QT_TRANSLATE_NOOP("Meanings", "published the form"),
    "assigned": QT_TRANSLATE_NOOP("Meanings", "opened the batch and assigned its posts"),
    "granted": QT_TRANSLATE_NOOP("Meanings", "granted a key"),
    "accounted": QT_TRANSLATE_NOOP("Meanings", "accounted for the paper or the people of a batch"),
    "keyed": QT_TRANSLATE_NOOP("Meanings", "keyed what the paper says, and checked it"),
    "closed": QT_TRANSLATE_NOOP("Meanings", "ended the keying"),
    "ruled": QT_TRANSLATE_NOOP("Meanings", "ruled from the paper"),
    "settled": QT_TRANSLATE_NOOP("Meanings", "settled the record"),
    "refiled": QT_TRANSLATE_NOOP("Meanings", "ruled that a sheet was keyed from another paper"),
    "rechecked": QT_TRANSLATE_NOOP("Meanings", "rechecked and answered the query"),
    "voided": QT_TRANSLATE_NOOP("Meanings", "declared the sheet void"),
    "erased": QT_TRANSLATE_NOOP("Meanings", "erased the sheet's data"),
    "drew": QT_TRANSLATE_NOOP("Meanings", "drew the sample"),
    "reviewed": QT_TRANSLATE_NOOP("Meanings", "reviewed the sheet"),
    "approved": QT_TRANSLATE_NOOP("Meanings", "approved the batch at this level"),
    "returned": QT_TRANSLATE_NOOP("Meanings", "returned the batch"),
    "asked_for_more": QT_TRANSLATE_NOOP("Meanings", "asked for more sheets before deciding"),
}


def meaning(code: str) -> str:
    """What a signature means, in the language on screen."""
    return QCoreApplication.translate("Meanings", str(MEANINGS.get(code, code)))


class AccountPage(Page):
    """Enter in a field goes on to the next; the last one changes the password."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.old, self.new = line_edit(secret=True), line_edit(secret=True)
        self.again = line_edit(secret=True)
        self.change_button = primary(self.tr("Change the password"))
        self.fields = {
            "old": Field(self.tr("Present password"), self.old),
            "new": Field(
                self.tr("New password"),
                self.new,
                self.tr("Nobody else knows it. If it is lost, an administrator resets it."),
            ),
            "again": Field(self.tr("The new password once more"), self.again),
        }
        self.table = RowsTable(
            (
                Column(self.tr("Signed at"), self._at, sort=lambda s: s.signature.ms),
                Column(self.tr("Name"), self._names),
                Column(self.tr("Meaning"), lambda signed: meaning(signed.signature.meaning)),
                Column(self.tr("Concerns"), _concerns),
            ),
            name="signatures",
            title=self.tr("My signatures"),
            empty=self.tr("Nothing signed yet. Each submitted sheet and each decision is signed."),
            preferences=tools.preferences,
        )
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        """Show what has been signed by now."""
        desk = self._tools.desk
        self.table.show_rows(desk.account.signatures(desk.session))

    def take_keyboard(self) -> None:
        """To the present password."""
        self.old.setFocus()

    def _lay_out(self) -> None:
        card = Card()
        card.setMaximumWidth(self.fontMetrics().averageCharWidth() * 62)
        card.body.addWidget(label(self.tr("Password"), "Heading"))
        for field in self.fields.values():
            card.body.addWidget(field)
        card.body.addLayout(row(1, self.change_button))
        layout = page_layout(self)
        under = self.tr("Your password opens your keys; what you sign carries your name.")
        layout.addWidget(SectionHeader(self.tr("My account"), under))
        layout.addWidget(TwoPanes(cards(card), self.table, (2, 3)), 1)

    def _wire(self) -> None:
        self.old.returnPressed.connect(
            self.focusNextChild
        )  # as Tab does: selected to be typed over
        self.new.returnPressed.connect(self.focusNextChild)
        self.again.returnPressed.connect(self._change)
        self.change_button.clicked.connect(self._change)

    def _change(self) -> None:
        for field in self.fields.values():
            field.clear()
        if self.new.text() != self.again.text():
            self.fields["again"].refuse(self.tr("The two passwords differ. Type it again."))
            return
        desk = self._tools.desk
        try:
            changes = desk.account.change_password(desk.session, self.old.text(), self.new.text())
        except TwinkeyError as error:
            self._refuse(error)
            return
        for entry in (self.old, self.new, self.again):
            entry.clear()
        self._tools.bus.publish(changes)
        self._tools.told.emit(self.tr("The password is changed. Use the new one from now on."))
        self.old.setFocus()

    def _refuse(self, error: TwinkeyError) -> None:
        places = dict.fromkeys((WRONG_PASSWORD, TRY_LATER), "old")
        places |= dict.fromkeys((PASSWORD_TOO_SHORT, SAME_PASSWORD), "new")
        if isinstance(error, UserError) and error.code in places:
            self.fields[places[error.code]].refuse(errors.sentence(error))
        else:
            self._tools.failed.emit(error)

    def _at(self, signed: Signed) -> str:
        made = signed.signature
        zone = QTimeZone(made.zone * 60)
        return QLocale().toString(
            QDateTime.fromMSecsSinceEpoch(made.ms, zone), "yyyy-MM-dd HH:mm:ss"
        )

    def _names(self, signed: Signed) -> str:
        return f"{signed.name}, {signed.second}" if signed.second else signed.name


def _concerns(signed: Signed) -> str:
    about = signed.concerns
    return subject(about, {}) if is_setting(about) else serial_words(about)
