"""Sign in: who, password, Enter; a wrong password waits a growing time and says how long."""

from __future__ import annotations

import math
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.errors import TRY_LATER, WRONG_PASSWORD, EnvError, UserError
from core.ports.gate import Gate, Rest, SignInName
from core.services.demonstration import PASSWORD
from core.services.desk import Desk
from ui import errors, sentences
from ui.job_panel import JobPanel
from ui.jobs import Done, Jobs, Work
from ui.look import icons
from ui.preferences import Preferences
from ui.sign_in.first_password import FirstPassword
from ui.sign_in.lost import LostPassword
from ui.widgets.banner import Banner
from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import Card, body_layout, button, label, primary, row
from ui.widgets.marks import FindingLine

LOGIN = Qt.ItemDataRole.UserRole
LOGO = 56
WIDEST = 100
"""Digits across the card at most."""
LIST_AROUND = 50
"""Pixels beside a name: the edges of the list and its scroll bar."""


class SignInPage(QWidget):
    """Gives a Desk to whoever proves who they are."""

    signed_in = Signal(object)
    busy = Signal(bool)
    """Whether the database is being re-keyed, so that nobody can come in."""

    def __init__(self, gate: Gate, preferences: Preferences) -> None:
        super().__init__()
        self.setObjectName("Door")
        self._gate, self._preferences = gate, preferences
        self._people = gate.people()
        self._demo = gate.is_demo()
        self._wait_s = 0
        self._refused = ""
        self._entering = ("", "")
        self._jobs, self._is_left = Jobs(), False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._on_second)
        self._build()
        self._wire()
        self._choose(preferences.last_login)

    def take_keyboard(self) -> None:
        """Start at the name, or at the password where the name is known."""
        line = self._password if self._login.text() else self._login
        line.setFocus()
        line.selectAll()  # a demonstration fills the password in: typing it replaces it

    def say(self, sentence: str) -> None:
        """Show what went wrong outside a field."""
        self._banner.say(sentence)

    def _build(self) -> None:
        self._banner = Banner()
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("People of this project"))
        for person in self._people:
            self._list.addItem(self._line(person))
        texts = (self._list.item(number).text() for number in range(self._list.count()))
        widest = max(map(self.fontMetrics().horizontalAdvance, texts), default=0)
        self._list.setMinimumSize(max(300, widest + LIST_AROUND), 330)
        self._card = card = Card()
        card.body.setContentsMargins(24, 20, 24, 20)
        card.body.addLayout(self._brand())
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addWidget(self._list, 5)
        columns.addWidget(self._make_sides(), 4)
        card.body.addLayout(columns)
        card.setMaximumWidth(max(860, self.fontMetrics().horizontalAdvance("0") * WIDEST))
        layout = QVBoxLayout(self)
        layout.addWidget(self._banner)
        body = body_layout(layout)
        body.addStretch(1)
        body.addLayout(row(1, card, 1))
        body.addStretch(1)
        layout.addWidget(JobPanel(self._jobs))
        if self._demo:
            self._tell_demo()

    def _make_sides(self) -> QStackedWidget:
        """Signing in, and what is there for a lost password."""
        self._login, self._password = line_edit(), line_edit(secret=True)
        self._enter = primary(self.tr("Sign in"))
        self._message = FindingLine()
        form = QVBoxLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(10)
        form.addWidget(Field(self.tr("Sign-in name"), self._login))
        form.addWidget(Field(self.tr("Password"), self._password))
        form.addWidget(self._message)
        self._lost_link = button(self.tr("Password lost?"), "Link")
        form.addLayout(row(self._enter, self._lost_link, 1))
        self._note = Banner()
        form.addWidget(self._note)
        form.addStretch(1)
        self.lost = LostPassword(self._gate)
        sign_in = QWidget()
        sign_in.setLayout(form)
        self._sides = QStackedWidget()
        self._sides.addWidget(sign_in)
        self.first = FirstPassword(self._gate)
        for side in (self.lost, self.first):
            self._sides.addWidget(side)
        return self._sides

    def _brand(self) -> QHBoxLayout:
        logo = QLabel()
        logo.setPixmap(icons.pixmap("twinkey", side=LOGO))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(self.tr("Twinkey"), "Brand"))
        words.addWidget(
            label(self.tr("Two people key each sheet; a third settles what differs."), "Muted")
        )
        line = row(logo, words, 1)
        line.setContentsMargins(0, 0, 0, 10)
        line.setSpacing(14)
        return line

    def _tell_demo(self) -> None:
        self._note.closable(False)
        self._note.say(
            self.tr(
                "Demonstration project. Choose a person at the left; everybody's password is {password}."
            ).format(password=PASSWORD),
            "warn",
        )

    def _line(self, person: SignInName) -> QListWidgetItem:
        roles = ", ".join(sentences.word("role", role) for role in person.roles)
        item = QListWidgetItem(f"{person.name} · {roles}" if roles else person.name)
        item.setData(LOGIN, person.login)
        item.setSizeHint(QSize(0, self.fontMetrics().height() + 12))
        return item

    def _wire(self) -> None:
        self._list.currentItemChanged.connect(self._on_person)
        self._list.activated.connect(self._on_activated)
        self._list.clicked.connect(self._on_activated)
        self._login.returnPressed.connect(self._password.setFocus)
        self._login.returnPressed.connect(self._password.selectAll)
        self._login.textEdited.connect(self._on_login_typed)
        self._password.returnPressed.connect(self._on_enter)
        self._enter.clicked.connect(self._on_enter)
        self._lost_link.clicked.connect(self._on_lost)
        self.lost.done.connect(self._on_found)
        self.first.chosen.connect(self._on_chosen)
        self.first.left.connect(self._on_left)

    def _choose(self, login: str) -> None:
        for number in range(self._list.count()):
            if self._list.item(number).data(LOGIN) == login:
                self._list.setCurrentRow(number)

    def _on_person(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._login.hasFocus():
            self._login.setText(item.data(LOGIN))
            self._password.setText(PASSWORD if self._demo else "")

    def _on_lost(self) -> None:
        self._sides.setCurrentWidget(self.lost)
        self.lost.begin(self._login.text().strip())

    def _on_found(self, login: str) -> None:
        self._sides.setCurrentIndex(0)
        self._password.clear()
        if login:
            self._login.setText(login)
            self._message.say(self.tr("The password is set. Sign in with it."), "ok")
        self._password.setFocus()

    def give_up(self) -> None:
        """The door goes, or is locked: whoever stands in it is out, and a re-key is left to the next."""
        self._is_left = True
        self._jobs.close()
        self.first.give_up()

    def _on_chosen(self, login: str, password: str) -> None:
        self._sides.setCurrentIndex(0)
        self._sign_in(login, password)

    def _on_left(self) -> None:
        self._sides.setCurrentIndex(0)
        self._password.setFocus()

    def _on_activated(self) -> None:
        self._on_person(self._list.currentItem())
        self._password.setFocus()
        self._password.selectAll()

    def _on_login_typed(self, text: str) -> None:
        self._choose(text.strip())

    def _on_enter(self) -> None:
        if self._wait_s:
            return
        self._sign_in(self._login.text().strip(), self._password.text())

    def _sign_in(self, login: str, password: str) -> None:
        self._entering = (login, password)
        try:
            if self._gate.rekey_waits():
                self._rekey(partial(self._gate.sign_in, login, password), self._on_desk)
                return
            desk = self._gate.sign_in(login, password)
        except (UserError, EnvError) as error:
            self._refuse(error)
            return
        self._on_desk(desk)

    def finish(self, rest: Rest) -> None:
        """Do what whoever left last has left to do; nobody comes in before it is done."""
        self._rekey(rest, self._on_rested)

    def _rekey(self, work: Work, done: Done) -> None:
        """Beside the interface: it takes a second for every 40 MB."""
        self._show_busy(True)
        self._jobs.run(self.tr("Giving the database another key"), work, done, self._on_failed)

    def _on_rested(self, _: object) -> None:
        self._show_busy(False)
        self.take_keyboard()

    def _on_failed(self, error: Exception) -> None:
        self._show_busy(False)
        if not isinstance(error, UserError | EnvError):
            raise error  # the hook writes a crash file, and the banner tells its number
        self._refuse(error)

    def _show_busy(self, is_busy: bool) -> None:
        self._card.setEnabled(not is_busy)
        self.busy.emit(is_busy)

    def _on_desk(self, desk: Desk) -> None:
        if self._is_left:  # the window closed while the door was being opened
            self._gate.leave(desk.session)
            return
        self._show_busy(False)
        login, password = self._entering
        self._entering = ("", "")
        self._preferences.last_login = login
        self._password.clear()
        if desk.session.given_password:
            self._sides.setCurrentWidget(self.first)
            self.first.begin(desk, login, password)
        else:
            self.signed_in.emit(desk)

    def _refuse(self, error: UserError | EnvError) -> None:
        self._refused = error.code
        if error.code in (WRONG_PASSWORD, TRY_LATER):
            self._wait_s = math.ceil(float(error.params.get("wait_s", 0) or 0))
        self._password.setFocus()
        self._password.selectAll()
        if self._wait_s:
            self._timer.start()
            self._show_wait()
        else:
            self._message.say(errors.sentence(error))

    def _on_second(self) -> None:
        self._wait_s -= 1
        if self._wait_s <= 0:
            self._wait_s = 0
            self._timer.stop()
        self._show_wait()

    def _show_wait(self) -> None:
        self._enter.setEnabled(not self._wait_s)
        if self._wait_s:
            self._message.say(errors.sentence(UserError(self._refused, wait_s=self._wait_s)))
        else:
            self._message.say(self.tr("You can try again now."), "ok")
