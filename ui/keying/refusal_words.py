"""Says why a field does not take what was typed, by the question's own name and kind."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.errors import BAD_VALUE, UserError
from core.forms.model import Kind
from ui import errors
from ui.keying.views import FieldView

KINDS: dict[Kind, object] = {
    Kind.INTEGER: QT_TRANSLATE_NOOP("Kinds", "a whole number"),
    Kind.DECIMAL: QT_TRANSLATE_NOOP("Kinds", "a number"),
    Kind.RANGE: QT_TRANSLATE_NOOP("Kinds", "a number of the scale"),
    Kind.DATE: QT_TRANSLATE_NOOP("Kinds", "a date: 20261122 or 1122"),
    Kind.TIME: QT_TRANSLATE_NOOP("Kinds", "a time: 0915 or 9:15"),
    Kind.DATETIME: QT_TRANSLATE_NOOP("Kinds", "date and time: 202611220915"),
    Kind.TEXT: QT_TRANSLATE_NOOP("Kinds", "text"),
    Kind.ACKNOWLEDGE: QT_TRANSLATE_NOOP("Kinds", "1 where it is ticked"),
    Kind.FILE: QT_TRANSLATE_NOOP("Kinds", "a file"),
}
MANY_CODES = 60
"""A longer list of codes is not read out."""
MANY_CHARACTERS = 40
"""What was pasted by mistake is not repeated in full: it would push the form off the screen."""


def kind_words(kind: Kind) -> str:
    """What a question of a kind takes, in a few words; "" for lists of options."""
    words = KINDS.get(kind)
    return QCoreApplication.translate("Kinds", str(words)) if words else ""


def refusal(error: UserError, view: FieldView) -> str:
    """The sentence under the field."""
    if error.code != BAD_VALUE:
        return errors.sentence(error)
    codes = " ".join(choice.name for choice in view.choices)
    if len(codes) > MANY_CODES:
        codes = QCoreApplication.translate("Kinds", "a code of its list (F9)")
    named = UserError(
        BAD_VALUE,
        question=view.question.number or view.label or view.question.name,
        typed=_in_short(str(error.params.get("typed", ""))),
        allowed=codes or kind_words(view.question.kind),
    )
    return errors.sentence(named)


def _in_short(text: str) -> str:
    return text if len(text) <= MANY_CHARACTERS else f"{text[: MANY_CHARACTERS - 1]}…"
