"""Words and numbers of the feedback pages: patterns, what helps against them, rates with intervals."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from core.quality.confusion import Pattern
from core.quality.operators import Rate

NAMES: dict[Pattern, object] = {
    Pattern.SKIPPED_ROW: QT_TRANSLATE_NOOP("FeedbackWords", "Row skipped"),
    Pattern.SHIFTED_ROW: QT_TRANSLATE_NOOP("FeedbackWords", "Row keyed twice"),
    Pattern.LEFT_OUT: QT_TRANSLATE_NOOP("FeedbackWords", "Left out"),
    Pattern.ADDED: QT_TRANSLATE_NOOP("FeedbackWords", "Keyed, though nothing is there"),
    Pattern.SPECIAL: QT_TRANSLATE_NOOP("FeedbackWords", "Wrong special value"),
    Pattern.TRANSPOSED: QT_TRANSLATE_NOOP("FeedbackWords", "Two characters swapped"),
    Pattern.DROPPED: QT_TRANSLATE_NOOP("FeedbackWords", "One character missing"),
    Pattern.DOUBLED: QT_TRANSLATE_NOOP("FeedbackWords", "One character doubled"),
    Pattern.EXTRA: QT_TRANSLATE_NOOP("FeedbackWords", "One character too many"),
    Pattern.LOOKALIKE: QT_TRANSLATE_NOOP("FeedbackWords", "Alike in handwriting"),
    Pattern.NEIGHBOUR_KEY: QT_TRANSLATE_NOOP("FeedbackWords", "Neighbouring key"),
    Pattern.OTHER: QT_TRANSLATE_NOOP("FeedbackWords", "No pattern"),
}
ADVICE: dict[Pattern, object] = {
    Pattern.SKIPPED_ROW: QT_TRANSLATE_NOOP(
        "FeedbackWords", "Lay a ruler under the row; compare the number on screen with the paper."
    ),
    Pattern.SHIFTED_ROW: QT_TRANSLATE_NOOP(
        "FeedbackWords", "Lay a ruler under the row; compare the number on screen with the paper."
    ),
    Pattern.LEFT_OUT: QT_TRANSLATE_NOOP(
        "FeedbackWords", "Look twice before you key + for blank: small marks are easily missed."
    ),
    Pattern.ADDED: QT_TRANSLATE_NOOP(
        "FeedbackWords", "Key + where the box is empty, * where several are ticked."
    ),
    Pattern.SPECIAL: QT_TRANSLATE_NOOP(
        "FeedbackWords", "+ is blank, * several, / not applicable, - illegible."
    ),
    Pattern.TRANSPOSED: QT_TRANSLATE_NOOP(
        "FeedbackWords", "Read long numbers in groups of three or four."
    ),
    Pattern.DROPPED: QT_TRANSLATE_NOOP(
        "FeedbackWords", "Count the characters of long numbers before Enter."
    ),
    Pattern.DOUBLED: QT_TRANSLATE_NOOP(
        "FeedbackWords", "A key held too long repeats; look at the field before Enter."
    ),
    Pattern.EXTRA: QT_TRANSLATE_NOOP(
        "FeedbackWords", "Count the characters of long numbers before Enter."
    ),
    Pattern.LOOKALIKE: QT_TRANSLATE_NOOP(
        "FeedbackWords", "Compare a doubtful digit with others in the same hand."
    ),
    Pattern.NEIGHBOUR_KEY: QT_TRANSLATE_NOOP(
        "FeedbackWords", "Feel for the dot on the 5 of the numeric pad before you begin."
    ),
    Pattern.OTHER: QT_TRANSLATE_NOOP("FeedbackWords", "Look at the paper of these once more."),
}
UNNAMED = QT_TRANSLATE_NOOP("FeedbackWords", "Values destroyed since")
DASH = "–"


def pattern_name(pattern: Pattern | None) -> str:
    """What a wrong value looks like; None where its values were destroyed."""
    return _said(UNNAMED if pattern is None else NAMES[pattern])


def advice(pattern: Pattern | None) -> str:
    """What helps against it."""
    return "" if pattern is None else _said(ADVICE[pattern])


def most_frequent(patterns: Mapping[Pattern, int]) -> str:
    """The first pattern of a count, with its number."""
    for pattern, count in patterns.items():
        return f"{pattern_name(pattern)} ({count})"
    return DASH


def number(value: float | None, digits: int = 1) -> str:
    """A figure in the form of the language on screen; a dash for none."""
    return DASH if value is None else QLocale().toString(value, "f", digits)


def per_1000(rate: Rate) -> str:
    """A rate with its interval: 2.0 (0.4–5.8)."""
    if rate.per_1000 is None or rate.interval is None:
        return DASH
    low, high = rate.interval
    return f"{number(rate.per_1000)} ({number(low)}–{number(high)})"


def minutes(ms: int) -> str:
    """A time in minutes, or hours and minutes: 0:07."""
    whole = round(ms / 60_000)
    return f"{whole // 60}:{whole % 60:02d}"


def _said(source: object) -> str:
    return QCoreApplication.translate("FeedbackWords", str(source))
