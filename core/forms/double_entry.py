"""What the sheet `double_entry` of a workbook settles: how two keyings are compared and ruled on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from core.forms.marks import NO, YES, is_yes
from core.forms.place import Place, place
from core.forms.problem import VALUE_UNKNOWN, Problem
from core.forms.sheets import Workbook

SIMILARITY, PAPER_FIRST = "similarity", "paper_first"
LIKENESS = 0.9  # requirements ENT-09


def similarity(settings: Mapping[str, str]) -> float:
    """From which likeness on two open texts count as the same, 0 to 1."""
    found = _number(settings.get(SIMILARITY, ""))
    return LIKENESS if found is None or not 0 <= found <= 1 else found


def asks_paper_first(settings: Mapping[str, str]) -> bool:
    """Whether the paper's value is keyed before the two readings are shown."""
    return is_yes(settings.get(PAPER_FIRST, ""))


def problems(book: Workbook) -> Iterator[Problem]:
    """Values of the sheet that mean nothing."""
    sheet = book.sheet("double_entry")
    for number, record in sheet.records():
        fault = _FAULTS.get(record.get("key", ""))
        if fault is not None and not fault[0](record.get("value", "")):
            cell: Place = place(sheet, number, "value")
            yield cell.warning(VALUE_UNKNOWN, allowed=fault[1])


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _between(low: float, high: float) -> Callable[[str], bool]:
    def is_between(text: str) -> bool:
        found = _number(text)
        return found is not None and low <= found <= high

    return is_between


_FAULTS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    SIMILARITY: (_between(0, 1), "0–1"),
    PAPER_FIRST: (lambda text: text.lower() in YES | NO, "yes, no"),
}
