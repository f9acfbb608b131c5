"""Where the paper of a batch is, and the two laws by which all of it is accounted for."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QObject

from core.services.batches import BatchRow, Counts
from core.services.desk import Desk
from core.values import PersonId, UnitId
from core.workflow.conservation import Account
from core.workflow.paper import Paper
from ui.batches.asking import Asking, Deeds, Shown
from ui.look.language import say
from ui.paper_words import place, serial_words
from ui.widgets.layout import Card, button, label
from ui.widgets.marks import FindingLine

COUNTED = 4
"""Issued, returned, not returned, spoilt."""


class PaperCard(Card):
    """Two laws and one place, for whoever may follow the paper; for others the place alone."""

    def __init__(self) -> None:
        super().__init__()
        self._place, self._lost = label("", wrap=True), label("", "Muted", wrap=True)
        self.issued, self.returned = FindingLine(), FindingLine()
        self.body.setSpacing(2)
        for part in (self._place, self.issued, self.returned, self._lost):
            self.body.addWidget(part)

    @property
    def text(self) -> str:
        """The lines on where the paper is and what is lost."""
        return "\n".join(line.text() for line in (self._place, self._lost) if line.text())

    def show_batch(self, desk: Desk, batch: BatchRow, *, whole: bool) -> None:
        """Show a batch of paper; `whole`: with everybody's sheets."""
        self.setVisible(not batch.is_visit)
        if batch.is_visit:
            return
        if not whole:
            self._place.setText(self._where(batch, ""))
            self._say_laws(None)
            self._lost.hide()
            return
        paper = desk.papers.paper(desk.session, batch.id)
        names = {p.id: p.name for p in desk.directory.people(desk.session)}
        self._place.setText(self._where(batch, self._hands(paper, names)))
        self._say_laws(desk.papers.account(desk.session, batch.id))
        losses = [
            self.tr("{serial} (last had by {name})").format(
                serial=serial_words(serial), name=names.get(loss.custodian, loss.custodian)
            )
            for serial, loss in sorted(paper.lost.items())
        ]
        self._lost.setText(self.tr("Lost in house: {sheets}").format(sheets=", ".join(losses)))
        self._lost.setVisible(bool(losses))
        if not losses:
            self._lost.setText("")

    def _where(self, batch: BatchRow, hands: str) -> str:
        parts = [self.tr("Paper: {place}").format(place=place(batch)), hands]
        if batch.due:
            parts.append(self.tr("to be finished by {day}").format(day=batch.due))
        return " · ".join(part for part in parts if part)

    def _hands(self, paper: Paper, names: dict[PersonId, str]) -> str:
        if paper.place is None:
            return ""
        said = []
        if paper.place.handed_by:
            given = names.get(paper.place.handed_by, paper.place.handed_by)
            said.append(self.tr("handed over by {name}").format(name=given))
        if paper.place.received_by:
            taken = names.get(paper.place.received_by, paper.place.received_by)
            said.append(self.tr("received by {name}").format(name=taken))
        at = QDateTime.fromMSecsSinceEpoch(paper.place.since).toString("yyyy-MM-dd HH:mm")
        return " · ".join((*said, at))

    def _say_laws(self, account: Account | None) -> None:
        self.issued.say("")
        self.returned.say("")
        if account is None:
            return
        tone = "ok" if account.holds else "bad"
        self.issued.say(
            self.tr(
                "Issued {issued} = returned {returned} + not returned {missing} + spoilt {spoilt}"
            ).format(
                issued=account.issued,
                returned=account.returned,
                missing=account.not_returned,
                spoilt=account.spoilt,
            ),
            tone,
        )
        self.returned.say(
            self.tr(
                "Returned {returned} = keyed {keyed} + waiting {waiting} + void {void}"
                " + lost in house {lost}"
            ).format(
                returned=account.returned,
                keyed=account.keyed,
                waiting=account.waiting,
                void=account.void,
                lost=account.lost,
            ),
            tone,
        )


class PaperDeeds(QObject, Deeds):
    """Send the paper on or take it in, count it again, set the day by which it is finished."""

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self._asking, self._tools = asking, asking.tools
        self._batch: BatchRow | None = None
        self.move = button("")
        self.count = button(self.tr("C  Count the paper again"))
        self.due = button(self.tr("B  Set the deadline"))
        self.buttons = {"P": self.move, "C": self.count, "B": self.due}
        self.move.clicked.connect(self._on_move)
        self.count.clicked.connect(self._ask_counts)
        self.due.clicked.connect(self._ask_day)

    def show(self, shown: Shown) -> None:
        """Show what fits where the paper is."""
        self._batch = shown.batch
        follows = shown.sheets is not None and not shown.batch.is_visit
        self.move.setVisible(follows)
        self.move.setText(
            self.tr("P  Receive the paper")
            if shown.batch.is_transit
            else self.tr("P  Hand the paper over")
        )
        self.count.setVisible(shown.is_opened and shown.goes_on)
        self.due.setVisible(shown.leads and shown.sheets is not None and shown.goes_on)

    def _on_move(self) -> None:
        if self._batch is None:
            return
        desk, batch = self._tools.desk, self._batch
        if batch.is_transit:
            told = self.tr("The paper is at {unit}; you have received it.")
            self._asking.do(
                lambda: desk.papers.receive(desk.session, batch.id),
                told.format(unit=say(batch.place[1])),
            )
            return
        units = desk.directory.units(desk.session)
        told = self.tr("The paper is on its way to {unit}; you have handed it over.")
        names = {str(unit.id): say(dict(unit.names)) for unit in units}
        self._asking.choose(
            self.tr("Where does the paper go? You sign that you hand it over."),
            [(f"{unit.id} {say(dict(unit.names))}", unit.id) for unit in units],
            lambda unit: self._asking.do(
                lambda: desk.papers.send(desk.session, batch.id, UnitId(unit)),
                told.format(unit=names[unit]),
            ),
        )

    def _ask_counts(self) -> None:
        if self._batch is None:
            return
        account = self._tools.desk.papers.account(self._tools.desk.session, self._batch.id)
        now = (account.issued, account.returned, account.not_returned, account.spoilt)
        self._asking.type(
            self.tr("Issued, returned, not returned, spoilt: four numbers"),
            self._on_counts,
            " ".join(map(str, now)),
        )

    def _on_counts(self, typed: str) -> None:
        numbers = [int(part) for part in typed.replace(",", " ").split() if part.isdecimal()]
        if len(numbers) != COUNTED or len(typed.replace(",", " ").split()) != COUNTED:
            self._asking.finding.say(
                self.tr("Type four whole numbers with a blank between them, like 200 198 1 1.")
            )
            return
        self._asking.type(
            self.tr("Why is the count another one?"), lambda why: self._count(numbers, why)
        )

    def _count(self, numbers: list[int], why: str) -> None:
        if self._batch is None:
            return
        desk, batch = self._tools.desk, self._batch.id
        self._asking.do(
            lambda: desk.papers.count(desk.session, batch, Counts(*numbers), why),
            self.tr("The paper is counted again."),
        )

    def _ask_day(self) -> None:
        if self._batch is None:
            return
        desk, batch = self._tools.desk, self._batch
        self._asking.type(
            self.tr("By which day is the batch to be finished? Nothing typed: no deadline."),
            lambda day: self._asking.do(
                lambda: desk.papers.set_deadline(desk.session, batch.id, day),
                self.tr("The deadline is set."),
            ),
            batch.due,
        )
