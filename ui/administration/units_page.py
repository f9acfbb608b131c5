"""The tree of units, and adding one."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from core.errors import CODE_TAKEN, NOT_ALLOWED, TwinkeyError
from core.people import Unit
from core.values import UnitId
from ui import errors
from ui.administration.unit_card import UnitCard
from ui.look.language import say
from ui.page import Page, Tools
from ui.sentences import word, words
from ui.widgets.fields import Field, SteadyCombo, line_edit
from ui.widgets.layout import Card, SectionHeader, label, page_layout, primary, row
from ui.widgets.marks import FindingLine
from ui.widgets.two_panes import TwoPanes, cards


class UnitsPage(Page):
    """Enter in a field goes on to the next; the last one adds the unit."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Units"))
        self.tree.setHeaderLabels(
            [self.tr("Unit"), self.tr("Code"), self.tr("Level"), self.tr("Valid")]
        )
        self.tree.setAlternatingRowColors(True)
        self.tree.setStyleSheet("QTreeWidget::item { padding: 4px 0; }")
        self.code, self.chinese, self.english = line_edit(), line_edit(), line_edit()
        self.parent_unit = SteadyCombo()
        self.level = SteadyCombo(words("unit_level"))
        self.level.setCurrentIndex(self.level.count() - 1)
        self.add_button = primary(self.tr("Add the unit"))
        self.finding = FindingLine()
        self.unit_card = UnitCard(tools)
        self._units: tuple[Unit, ...] = ()
        self._code_field = Field(
            self.tr("Code"), self.code, self.tr("Printed on every batch; it never changes meaning.")
        )
        self._name_field = Field(self.tr("Chinese name"), self.chinese)
        self._lay_out()
        self._wire()

    def refresh(self) -> None:
        """Show the units there are now."""
        desk = self._tools.desk
        units = self._units = desk.directory.units(desk.session)
        chosen = self.parent_unit.currentData()
        self.parent_unit.clear()
        self.tree.clear()
        items: dict[str, QTreeWidgetItem] = {}
        for unit in units:
            name = say(dict(unit.names))
            level = word("unit_level", unit.level)
            item = QTreeWidgetItem([name, unit.id, level, self._valid(unit)])
            above = items.get(unit.parent or "")
            if above is None:
                self.tree.addTopLevelItem(item)
            else:
                above.addChild(item)
            items[unit.id] = item
            if not unit.until:
                self.parent_unit.addItem(f"{unit.id} {name}", unit.id)
        self.tree.expandAll()
        for column in range(3):
            self.tree.resizeColumnToContents(column)
        self.parent_unit.setCurrentIndex(max(self.parent_unit.findData(chosen), 0))
        self._on_unit()

    def take_keyboard(self) -> None:
        """To the first field of a new unit."""
        self.code.setFocus()

    def _lay_out(self) -> None:
        card = Card()
        card.setMaximumWidth(self.fontMetrics().averageCharWidth() * 62)
        for part in (
            label(self.tr("New unit"), "Heading"),
            self._code_field,
            self._name_field,
            Field(self.tr("English name"), self.english),
            Field(self.tr("Belongs to"), self.parent_unit),
            Field(self.tr("Level"), self.level),
            self.finding,
        ):
            card.body.addWidget(part)
        card.body.addLayout(row(1, self.add_button))
        layout = page_layout(self)
        layout.addWidget(
            SectionHeader(
                self.tr("Units"),
                self.tr(
                    "Head office, regions, branches and outlets. Every right has one as its scope."
                ),
            )
        )
        layout.addWidget(TwoPanes(self.tree, cards(card, self.unit_card)), 1)
        self._order_keys()

    def _order_keys(self) -> None:
        """Tab goes through the tree and the fields in the order they are read."""
        order: tuple[QWidget, ...] = (
            self.tree,
            self.code,
            self.chinese,
            self.english,
            self.parent_unit,
            self.level,
            self.add_button,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _wire(self) -> None:
        self.code.returnPressed.connect(self.chinese.setFocus)
        self.chinese.returnPressed.connect(self.english.setFocus)
        self.english.returnPressed.connect(self._add)
        self.add_button.clicked.connect(self._add)
        self.tree.currentItemChanged.connect(self._on_unit)

    def _on_unit(self) -> None:
        item = self.tree.currentItem()
        code = item.text(1) if item else ""
        chosen = next((unit for unit in self._units if unit.id == code), None)
        self.unit_card.show_unit(chosen, self._units)

    def _valid(self, unit: Unit) -> str:
        if unit.until and unit.successor:
            return self.tr("until {day}, then {code}").format(day=unit.until, code=unit.successor)
        if unit.until:
            return self.tr("until {day}").format(day=unit.until)
        return self.tr("since {day}").format(day=unit.since) if unit.since else ""

    def _add(self) -> None:
        code, chinese = self.code.text().strip(), self.chinese.text().strip()
        english = self.english.text().strip()
        if not code:
            self._code_field.refuse(self.tr("A unit needs a code. Type one, for example E04."))
        elif not chinese and not english:
            self._name_field.refuse(self.tr("A unit needs a name. Type at least one."))
        else:
            names = (("zh", chinese or english), ("en", english or chinese))
            parent = self.parent_unit.currentData()
            unit = Unit(
                UnitId(code), names, UnitId(parent) if parent else None, self.level.currentData()
            )
            self._record(unit)

    def _record(self, unit: Unit) -> None:
        desk = self._tools.desk
        try:
            changes = desk.directory.record_unit(desk.session, unit)
        except TwinkeyError as error:
            if error.code == CODE_TAKEN:
                self._code_field.refuse(errors.sentence(error))
            elif error.code == NOT_ALLOWED:
                self.finding.say(errors.sentence(error))
            else:
                self._tools.failed.emit(error)
            return
        for entry in (self.code, self.chinese, self.english):
            entry.clear()
        self.finding.say("")
        self._tools.bus.publish(changes)
        self._tools.told.emit(
            self.tr("Unit {code} {name} is recorded.").format(
                code=unit.id, name=say(dict(unit.names))
            )
        )
        self.code.setFocus()
