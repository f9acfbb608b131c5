"""Step 2: the units, typed one a line, parents first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from core.people import Unit
from core.services import demonstration
from core.values import UnitId
from ui.widgets.fields import Field
from ui.widgets.layout import button, label, primary, row

PARTS = 4
LEVELS = ("bank", "region", "branch", "outlet")


class Unreadable(ValueError):
    """A line of the list that cannot be a unit; `line` counts from 1."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(line)
        self.line, self.text = line, text


def read_units(text: str) -> tuple[Unit, ...]:
    """Units from lines `code, Chinese name, English name, code of the unit above`.

    The first line is the top and has nothing above it. Raises Unreadable.
    """
    found: dict[str, Unit] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            unit = _unit(number, line, found)
            found[unit.id] = unit
    return tuple(found.values())


def _unit(number: int, line: str, above: dict[str, Unit]) -> Unit:
    parts = [part.strip() for part in line.replace("，", ",").split(",")]
    parts += [""] * (PARTS - len(parts))
    code, chinese, english, parent = parts[:PARTS]
    if not code or not (chinese or english) or code in above or (above and parent not in above):
        raise Unreadable(number, line.strip())
    names = (("zh", chinese or english), ("en", english or chinese))
    if not above:
        return Unit(UnitId(code), names, None, LEVELS[0])
    depth = LEVELS.index(above[parent].level) + 1
    return Unit(UnitId(code), names, UnitId(parent), LEVELS[min(depth, len(LEVELS) - 1)])


def write_units(units: tuple[Unit, ...]) -> str:
    """The lines that `read_units` reads."""
    return "\n".join(
        ", ".join((u.id, dict(u.names)["zh"], dict(u.names)["en"], u.parent or "")).rstrip(", ")
        for u in units
    )


class UnitsStep(QWidget):
    """Emits `done` with the units, the top one first."""

    done = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(200)
        self._text.setPlainText(self.tr("HO, 总行, Head office"))
        self._field = Field(
            self.tr("One unit a line, the one above before the one below"), self._text
        )
        example, go = button(self.tr("Fill in the example tree")), primary(self.tr("Next"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        about = self.tr(
            "Write: code, Chinese name, English name, code of the unit above. Every right is given"
            " for a unit and all below it. You can add units later."
        )
        layout.addWidget(label(about, "Muted", wrap=True))
        layout.addWidget(self._field)
        layout.addLayout(row(example, 1, go))
        self.setFocusProxy(self._text)
        example.clicked.connect(self._on_example)
        go.clicked.connect(self._on_next)
        self._text.textChanged.connect(self._field.clear)

    def _on_example(self) -> None:
        self._text.setPlainText(write_units(demonstration.units()))

    def _on_next(self) -> None:
        try:
            units = read_units(self._text.toPlainText())
        except Unreadable as wrong:
            self._field.refuse(
                self.tr(
                    "Line {n} cannot be read: “{text}”. Check code, names and the unit above."
                ).format(n=wrong.line, text=wrong.text)
            )
            return
        if not units:
            self._field.refuse(self.tr("At least one unit is needed."))
            return
        self.done.emit(units)
