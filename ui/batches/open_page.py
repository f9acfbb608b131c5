"""Open a batch: form, unit, month, serials, counts and posts, each fault said where it arises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from core.errors import BAD_COUNTS, BAD_DATE, BAD_SERIALS, CODE_TAKEN, EnvError, UserError
from core.people import Post, Session, Unit
from core.services.batches import Counts, NewBatch
from core.services.directory import FormRow
from core.values import PersonId, UnitId
from ui import errors
from ui.batches.list_page import OPENERS
from ui.batches.posts_view import PostsView, columns
from ui.look.language import say
from ui.page import Page, Tools
from ui.widgets.fields import Field, SteadyCombo, line_edit
from ui.widgets.layout import (
    Card,
    SectionHeader,
    button,
    label,
    page_layout,
    primary,
    row,
    scrolled,
)
from ui.widgets.marks import FindingLine

SMALLEST = ("outlet", "branch")
POST_CODES = ("TWO_POSTS", "POST_EMPTY", "NOT_ELIGIBLE", "NOT_INDEPENDENT")
WIDTH = 4
"""Digits of a printed serial."""


@dataclass(frozen=True)
class Filled:
    """What a person has filled in so far."""

    form: str
    unit: str
    texts: tuple[str, ...]
    """Of the lines, in the order they are read."""
    posts: Mapping[Post, tuple[PersonId, ...]]


class OpenBatchPage(Page):
    """Enter goes on to the next field; the button opens the batch."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._forms: dict[str, FormRow] = {}
        self._suggested = ""
        self.form, self.unit = SteadyCombo(), SteadyCombo()
        for box in (self.form, self.unit):
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.period, self.code = line_edit("2026-11"), line_edit()
        self.due = line_edit("2026-11-30")
        self.first, self.last = line_edit(), line_edit()
        self.issued, self.returned = line_edit(), line_edit()
        self.not_returned, self.spoilt = line_edit(), line_edit()
        self.posts = PostsView()
        self.law = FindingLine()
        self.open_button = primary(self.tr("Open the batch"))
        self.cancel_button = button(self.tr("Cancel"))
        self._fields: dict[str, Field] = {}
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        """Offer the forms, units and people there are now; what is filled in stays."""
        session, directory = self._tools.desk.session, self._tools.desk.directory
        self._forms = {row.id: row for row in directory.forms(session)}
        papers_first = sorted(self._forms.values(), key=lambda form: form.is_visit)
        forms = [(f"{say(f.titles)} · {f.form_id} · {f.code}", f.id) for f in papers_first]
        units = covered(directory.units(session), session)
        smallest_first = sorted(units, key=lambda unit: unit.level not in SMALLEST)
        _offer(self.form, forms)
        _offer(self.unit, [(f"{u.id} {say(dict(u.names))}", u.id) for u in smallest_first])
        if not self.period.text():
            self.period.setText(QDate.currentDate().toString("yyyy-MM"))
        self._on_scope()

    def open_at(self, place: object) -> None:
        """Fill in what `place` gave."""
        if not isinstance(place, Filled):
            return
        self.form.setCurrentIndex(max(self.form.findData(place.form), 0))
        self.unit.setCurrentIndex(max(self.unit.findData(place.unit), 0))
        for entry, text in zip(self._lines(), place.texts, strict=True):
            entry.setText(text)
        for post, people in place.posts.items():
            self.posts.boxes[post].people.tick(people)
        self._on_numbers()

    def place(self) -> object:
        """What is filled in, so that nothing is lost when the screen is locked."""
        texts = tuple(entry.text() for entry in self._lines())
        form, unit = self.form.currentData(), self.unit.currentData()
        return Filled(form or "", unit or "", texts, self.posts.posts())

    def take_keyboard(self) -> None:
        """To the first field."""
        self.form.setFocus()

    def _lay_out(self) -> None:
        self.header = SectionHeader(
            self.tr("Open a batch"),
            self.tr("One stack of paper of one form from one unit, or one month of visits."),
        )
        body = QWidget()
        inside = page_layout(body)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self._what_card())
        self.paper = self._paper_card()
        inside.addWidget(self.paper)
        inside.addWidget(self._posts_card())
        inside.addStretch(1)
        layout = page_layout(self)
        layout.addWidget(self.header)
        layout.addWidget(scrolled(body), 1)
        layout.addLayout(row(1, self.cancel_button, self.open_button))

    def _what_card(self) -> Card:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        fields = [
            self._field("form", self.tr("Form"), self.form),
            self._field("unit", self.tr("Unit"), self.unit),
            self._field("period", self.tr("Month (year-month)"), self.period),
            self._field("code", self.tr("Batch code"), self.code),
            self._field("due", self.tr("Deadline (may be left open)"), self.due),
        ]
        self._put(grid, fields, 2)
        card.body.addLayout(grid)
        return card

    def _paper_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(self.tr("Paper"), "Heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        fields = (
            self._field("first", self.tr("First serial"), self.first),
            self._field("last", self.tr("Last serial"), self.last),
            self._field("issued", self.tr("Issued"), self.issued),
            self._field("returned", self.tr("Returned"), self.returned),
            self._field("not_returned", self.tr("Not returned"), self.not_returned),
            self._field("spoilt", self.tr("Spoilt"), self.spoilt),
        )
        self._put(grid, fields, 6)
        card.body.addLayout(grid)
        card.body.addWidget(self.law)
        return card

    def _posts_card(self) -> Card:
        card = Card()
        card.body.addWidget(label(self.tr("Posts"), "Heading"))
        hint = self.tr("Arrow keys choose, Space ticks. Nobody holds two posts of one batch.")
        card.body.addWidget(label(hint, "Muted", wrap=True))
        card.body.addWidget(self.posts)
        return card

    def _put(self, grid: QGridLayout, fields: Sequence[Field], at_most: int) -> None:
        across = columns(self, at_most)
        for place, field in enumerate(fields):
            grid.addWidget(field, place // across, place % across)
            grid.setColumnStretch(place % across, 1)

    def _field(self, name: str, title: str, entry: QWidget) -> Field:
        self._fields[name] = Field(title, entry)
        return self._fields[name]

    def _wire(self) -> None:
        self.form.currentIndexChanged.connect(self._on_scope)
        self.unit.currentIndexChanged.connect(self._on_scope)
        self.period.editingFinished.connect(self._suggest)
        for entry in (self.first, self.last, *self._counted()):
            entry.textEdited.connect(self._on_numbers)
        for entry in self._lines():
            entry.returnPressed.connect(self.focusNextChild)
        self.posts.changed.connect(self._show_problems)
        self.open_button.clicked.connect(self._open)
        self.cancel_button.clicked.connect(self._tools.home)

    def _lines(self) -> tuple[QLineEdit, ...]:
        return (self.period, self.code, self.due, self.first, self.last, *self._counted())

    def _counted(self) -> tuple[QLineEdit, ...]:
        return (self.issued, self.returned, self.not_returned, self.spoilt)

    def _on_scope(self) -> None:
        """Another form or unit: other people may take the posts, another code is free."""
        if self.form.currentData() is None or self.unit.currentData() is None:
            return
        desk, unit = self._tools.desk, UnitId(self.unit.currentData())
        is_visit = self._forms[self.form.currentData()].is_visit
        posts = [post for post in Post if not (is_visit and post is Post.PASS2)]
        self.paper.setVisible(not is_visit)
        self.posts.offer(
            {p: desk.directory.eligible(desk.session, unit, p, is_visit) for p in posts}, is_visit
        )
        self._suggest()
        self._on_numbers()
        self._show_problems()

    def _suggest(self) -> None:
        if self.unit.currentData() is None or self.code.text() != self._suggested:
            return
        desk = self._tools.desk
        self._suggested = desk.batches.suggest_code(
            desk.session, UnitId(self.unit.currentData()), self.period.text().strip()
        )
        self.code.setText(self._suggested)

    def _on_numbers(self) -> None:
        """Say as it is typed whether the papers add up."""
        counts = self._counts()
        accounted = counts.returned + counts.not_returned + counts.spoilt
        sum_said = self.tr(
            "Issued {issued} = returned {returned} + not returned {missing} + spoilt {spoilt}"
        ).format(
            issued=counts.issued,
            returned=counts.returned,
            missing=counts.not_returned,
            spoilt=counts.spoilt,
        )
        if counts.issued == accounted:
            self.law.say(sum_said if counts.issued else "", "ok")
            return
        gap = self.tr("{sum}: does not add up, the sum is {accounted}. Count again.")
        self.law.say(gap.format(sum=sum_said, accounted=accounted), "bad")

    def _show_problems(self) -> None:
        desk = self._tools.desk
        if self.form.currentData() is not None and self.unit.currentData() is not None:
            self.posts.show_problems(desk.batches.problems(desk.session, self._new()))

    def _counts(self) -> Counts:
        return Counts(*(_whole(entry.text()) for entry in self._counted()))

    def _new(self) -> NewBatch:
        form = self._forms[self.form.currentData()]
        return NewBatch(
            code=self.code.text().strip(),
            form=form.id,
            unit=UnitId(self.unit.currentData()),
            period=self.period.text().strip(),
            first=_whole(self.first.text()),
            last=_whole(self.last.text()),
            counts=self._counts(),
            posts=self.posts.posts(),
            due=self.due.text().strip(),
            width=max(WIDTH, len(self.last.text().strip())),
        )

    def _open(self) -> None:
        desk = self._tools.desk
        if self.form.currentData() is None or self.unit.currentData() is None:
            missing = self.tr("An administrator must publish a form and record a unit first.")
            self._fields["form"].refuse(missing)
            return
        new = self._new()
        try:
            changes = desk.batches.open(desk.session, new)
        except UserError as error:
            self._refuse(error)
            return
        except EnvError as error:
            self._tools.failed.emit(error)
            return
        self._tools.bus.publish(changes)
        self._clear()
        self._tools.wanted.emit("batches", None)
        self._tools.told.emit(self.tr("Batch {code} is open.").format(code=new.code))

    def _refuse(self, error: UserError) -> None:
        place = {
            BAD_SERIALS: "first",
            BAD_COUNTS: "issued",
            CODE_TAKEN: "code",
            BAD_DATE: "due",
        }.get(error.code)
        if place is not None:
            self._fields[place].refuse(errors.sentence(error))
        elif error.code in POST_CODES:
            self._show_problems()
            faulty = [box for box in self.posts.boxes.values() if box.sentence]
            (faulty[0].people if faulty else self.form).setFocus()
        else:
            self._tools.failed.emit(error)

    def _clear(self) -> None:
        for entry in (self.due, self.first, self.last, *self._counted()):
            entry.clear()
        for box in self.posts.boxes.values():
            box.people.tick(())
        self._suggested = self.code.text()
        self.law.say("")


def covered(units: Sequence[Unit], session: Session) -> tuple[Unit, ...]:
    """The units, parents first, in which the person may open batches."""
    within = {grant.unit for grant in session.grants if grant.role in OPENERS}
    found = []
    for unit in units:
        if unit.id in within or unit.parent in within:
            within.add(unit.id)
            found.append(unit)
    return tuple(found)


def _offer(combo: SteadyCombo, items: Sequence[tuple[str, str]]) -> None:
    """Replace what a box offers; the choice stays where it is still offered."""
    chosen = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    for text, value in items:
        combo.addItem(text, value)
    combo.setCurrentIndex(max(combo.findData(chosen), 0) if items else -1)
    combo.blockSignals(False)


def _whole(typed: str) -> int:
    """The number typed, full-width digits too; 0 where there is none."""
    digits = typed.strip()
    return int(digits) if digits.isdecimal() else 0
