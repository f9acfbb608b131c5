"""Beside the tree: let the code of the unit chosen end on a day, and say what follows it."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import BAD_DATE, TwinkeyError, UserError
from core.people import Unit
from core.values import UnitId
from ui import errors
from ui.look.language import say
from ui.page import Tools
from ui.widgets.fields import Field, SteadyCombo, line_edit
from ui.widgets.layout import Card, button, label, row
from ui.widgets.marks import FindingLine


class UnitCard(Card):
    """Enter in the day goes on to the successor; the button ends the code."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._unit: Unit | None = None
        self._title = label("", "Heading", wrap=True)
        self.until, self.successor = line_edit("2026-12-31"), SteadyCombo()
        self._until_field = Field(self.tr("Last day of this code"), self.until)
        self.finding = FindingLine()
        self.end_button = button(self.tr("End the code"))
        self.body.addWidget(self._title)
        about = self.tr(
            "A unit that moves or merges gets a new code. Batches and records stay under the old one;"
            " give rights in the new one by hand."
        )
        self.body.addWidget(label(about, "Muted", wrap=True))
        self.body.addWidget(self._until_field)
        self.body.addWidget(Field(self.tr("What follows it"), self.successor))
        self.body.addWidget(self.finding)
        self.body.addLayout(row(1, self.end_button))
        self.until.returnPressed.connect(self.successor.setFocus)
        self.end_button.clicked.connect(self._end)
        self.hide()

    def show_unit(self, unit: Unit | None, units: Sequence[Unit]) -> None:
        """Offer to end this unit's code; hide where none is chosen or its end is known."""
        self._unit = unit
        self._until_field.clear()
        self.finding.say("")
        self.setVisible(unit is not None and not unit.until)
        if unit is None:
            return
        self._title.setText(f"{unit.id} {say(dict(unit.names))}")
        self.successor.clear()
        self.successor.addItem(self.tr("nothing"), None)
        for other in units:
            if other.id != unit.id and not other.until:
                self.successor.addItem(f"{other.id} {say(dict(other.names))}", other.id)

    def _end(self) -> None:
        unit, desk = self._unit, self._tools.desk
        if unit is None:
            return
        chosen = self.successor.currentData()
        try:
            changes = desk.directory.close_unit(
                desk.session, unit.id, self.until.text().strip(), UnitId(chosen) if chosen else None
            )
        except UserError as error:
            if error.code == BAD_DATE:
                self._until_field.refuse(errors.sentence(error))
            else:
                self.finding.say(errors.sentence(error))
            return
        except TwinkeyError as error:
            self._tools.failed.emit(error)
            return
        self.until.clear()
        self._tools.bus.publish(changes)
        self._tools.told.emit(self.tr("The code {code} ends.").format(code=unit.id))
