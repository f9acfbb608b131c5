"""The keys of entry, rulings and review in one table: what is pressed, and what F1 shows and prints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent

from core.values import Special

K, M = Qt.Key, Qt.KeyboardModifier
NONE, SHIFT, CTRL = M.NoModifier, M.ShiftModifier, M.ControlModifier
ALT = M.AltModifier


class Command(StrEnum):
    """What a key asks for."""

    NEXT = "next"
    BACK = "back"
    OPTIONS = "options"
    JUMP = "jump"
    NEXT_OPEN = "next_open"
    PREVIOUS_OPEN = "previous_open"
    NOTE = "note"
    PREVIOUS_PART = "previous_part"
    NEXT_PART = "next_part"
    UNDO = "undo"
    REDO = "redo"
    ASIDE = "aside"
    CLEAR = "clear"
    SUBMIT = "submit"
    KEYS = "keys"
    ADD = "add"
    REMOVE = "remove"
    BLANK = "blank"
    SEVERAL = "several"
    NOT_APPLICABLE = "na"
    ILLEGIBLE = "illegible"
    REFUSED = "refused"
    SCAN_NEXT = "scan_next"
    SCAN_PREVIOUS = "scan_previous"
    SCAN_LARGER = "scan_larger"
    SCAN_SMALLER = "scan_smaller"
    SCAN_NORMAL = "scan_normal"
    SCAN_TURN = "scan_turn"
    SCAN_LEFT = "scan_left"
    SCAN_RIGHT = "scan_right"
    SCAN_UP = "scan_up"
    SCAN_DOWN = "scan_down"
    SCAN_FULL = "scan_full"
    CAMERA = "camera"


SCAN_COMMANDS = frozenset(command for command in Command if command.value.startswith("scan_"))
"""What concerns the scan beside the form."""

SPECIALS = {
    Command.BLANK: Special.BLANK,
    Command.SEVERAL: Special.SEVERAL,
    Command.NOT_APPLICABLE: Special.NOT_APPLICABLE,
    Command.ILLEGIBLE: Special.ILLEGIBLE,
    Command.REFUSED: Special.REFUSED,
}

BINDINGS: dict[tuple[Qt.Key, Qt.KeyboardModifier], Command] = {
    (K.Key_Return, NONE): Command.NEXT,
    (K.Key_Enter, NONE): Command.NEXT,
    (K.Key_Tab, NONE): Command.NEXT,
    (K.Key_Down, NONE): Command.NEXT,
    (K.Key_Up, NONE): Command.BACK,
    (K.Key_Backtab, SHIFT): Command.BACK,
    (K.Key_Backtab, NONE): Command.BACK,
    (K.Key_F9, NONE): Command.OPTIONS,
    (K.Key_F6, NONE): Command.JUMP,
    (K.Key_G, CTRL): Command.JUMP,
    (K.Key_F7, NONE): Command.NEXT_OPEN,
    (K.Key_F7, SHIFT): Command.PREVIOUS_OPEN,
    (K.Key_F8, NONE): Command.NOTE,
    (K.Key_PageUp, NONE): Command.PREVIOUS_PART,
    (K.Key_PageDown, NONE): Command.NEXT_PART,
    (K.Key_Z, CTRL): Command.UNDO,
    (K.Key_Y, CTRL): Command.REDO,
    (K.Key_F12, NONE): Command.ASIDE,
    (K.Key_Escape, NONE): Command.CLEAR,
    (K.Key_Return, CTRL): Command.SUBMIT,
    (K.Key_Enter, CTRL): Command.SUBMIT,
    (K.Key_F1, NONE): Command.KEYS,
    (K.Key_Insert, NONE): Command.ADD,
    (K.Key_Delete, CTRL): Command.REMOVE,
    (K.Key_1, CTRL): Command.BLANK,
    (K.Key_2, CTRL): Command.SEVERAL,
    (K.Key_3, CTRL): Command.NOT_APPLICABLE,
    (K.Key_4, CTRL): Command.ILLEGIBLE,
    (K.Key_5, CTRL): Command.REFUSED,
    (K.Key_PageDown, CTRL): Command.SCAN_NEXT,
    (K.Key_PageUp, CTRL): Command.SCAN_PREVIOUS,
    (K.Key_Equal, CTRL): Command.SCAN_LARGER,
    (K.Key_Plus, CTRL): Command.SCAN_LARGER,
    (K.Key_Minus, CTRL): Command.SCAN_SMALLER,
    (K.Key_0, CTRL): Command.SCAN_NORMAL,
    (K.Key_R, CTRL): Command.SCAN_TURN,
    (K.Key_Left, ALT): Command.SCAN_LEFT,
    (K.Key_Right, ALT): Command.SCAN_RIGHT,
    (K.Key_Up, ALT): Command.SCAN_UP,
    (K.Key_Down, ALT): Command.SCAN_DOWN,
    (K.Key_F11, NONE): Command.SCAN_FULL,
    (K.Key_F4, NONE): Command.CAMERA,
}


def command_of(event: QKeyEvent) -> Command | None:
    """The command a key asks for, the numeric pad's keys included; None for typing."""
    modifiers = event.modifiers() & ~M.KeypadModifier
    return BINDINGS.get((Qt.Key(event.key()), modifiers))


@dataclass(frozen=True)
class KeyLine:
    """One line of the key sheet."""

    keys: tuple[str, ...]
    """As ux.md writes them."""
    text: object
    """English source, marked for the context "Keys"."""

    def shown(self) -> str:
        """What the keys do, in the language on screen."""
        return QCoreApplication.translate("Keys", str(self.text))


SHEET: tuple[KeyLine, ...] = (
    KeyLine(
        ("0–9", "A–Z"),
        QT_TRANSLATE_NOOP(
            "Keys",
            "The option with that code. What stood in the field is replaced; the cursor goes on"
            " as soon as no longer code is possible.",
        ),
    ),
    KeyLine(
        ("Enter", "Tab", "Down"),
        QT_TRANSLATE_NOOP("Keys", "Accept, save, next question that applies"),
    ),
    KeyLine(("Up", "Shift+Tab"), QT_TRANSLATE_NOOP("Keys", "Previous question")),
    KeyLine(("+",), QT_TRANSLATE_NOOP("Keys", "Left blank on the paper (Ctrl+1 in every field)")),
    KeyLine(("*",), QT_TRANSLATE_NOOP("Keys", "Several ticked where one is allowed (Ctrl+2)")),
    KeyLine(("/",), QT_TRANSLATE_NOOP("Keys", "Not applicable (Ctrl+3)")),
    KeyLine(("-",), QT_TRANSLATE_NOOP("Keys", "Illegible (Ctrl+4)")),
    KeyLine(
        ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4"),
        QT_TRANSLATE_NOOP("Keys", "The same four in text, dates and negative numbers"),
    ),
    KeyLine(("Ctrl+5",), QT_TRANSLATE_NOOP("Keys", "Refused to answer (interview forms only)")),
    KeyLine(("F9",), QT_TRANSLATE_NOOP("Keys", "List of the options, type to search")),
    KeyLine(("Space",), QT_TRANSLATE_NOOP("Keys", "In a multiple-choice question: the next code")),
    KeyLine(("F6", "Ctrl+G"), QT_TRANSLATE_NOOP("Keys", "Go to a question by number or text")),
    KeyLine(
        ("F7", "Shift+F7"),
        QT_TRANSLATE_NOOP("Keys", "Next, previous question that is open or flagged"),
    ),
    KeyLine(
        ("F8",),
        QT_TRANSLATE_NOOP("Keys", "Note on this question; confirms a warning with its reason"),
    ),
    KeyLine(("PgUp", "PgDn"), QT_TRANSLATE_NOOP("Keys", "Previous, next section")),
    KeyLine(
        ("Ctrl+Z", "Ctrl+Y"),
        QT_TRANSLATE_NOOP("Keys", "Undo, redo the last accepted answer, also after a restart"),
    ),
    KeyLine(("Insert",), QT_TRANSLATE_NOOP("Keys", "One more line of a repeated group")),
    KeyLine(
        ("Ctrl+Delete",),
        QT_TRANSLATE_NOOP(
            "Keys", "Take this line of a repeated group away; the later ones move up"
        ),
    ),
    KeyLine(("F12",), QT_TRANSLATE_NOOP("Keys", "Set this sheet aside with a reason")),
    KeyLine(
        ("Esc",),
        QT_TRANSLATE_NOOP("Keys", "Clear what is typed or close a list; never leaves the sheet"),
    ),
    KeyLine(
        ("Ctrl+Enter",),
        QT_TRANSLATE_NOOP("Keys", "What is still open; once more: sign and submit"),
    ),
    KeyLine(
        ("F3",),
        QT_TRANSLATE_NOOP("Keys", "On every page: find a sheet by its number or barcode"),
    ),
    KeyLine(
        ("F4",),
        QT_TRANSLATE_NOOP("Keys", "Attach the document camera's newest picture to this sheet"),
    ),
    KeyLine(("Ctrl+PgUp", "Ctrl+PgDn"), QT_TRANSLATE_NOOP("Keys", "Scan: previous, next page")),
    KeyLine(
        ("Ctrl+=", "Ctrl++", "Ctrl+-", "Ctrl+0"),
        QT_TRANSLATE_NOOP("Keys", "Scan: larger, smaller, page width"),
    ),
    KeyLine(("Ctrl+R",), QT_TRANSLATE_NOOP("Keys", "Scan: turn by a quarter")),
    KeyLine(
        ("Alt+←", "Alt+→", "Alt+↑", "Alt+↓"),
        QT_TRANSLATE_NOOP("Keys", "Scan: look further left, right, up, down"),
    ),
    KeyLine(("F11",), QT_TRANSLATE_NOOP("Keys", "Scan over the whole window; again or Esc: back")),
    KeyLine(("Ctrl+L",), QT_TRANSLATE_NOOP("Keys", "Lock the screen")),
    KeyLine(("F1",), QT_TRANSLATE_NOOP("Keys", "These keys; there, P saves them to print")),
)


RULING: tuple[KeyLine, ...] = (
    KeyLine(("1", "2"), QT_TRANSLATE_NOOP("Keys", "Take the first, the second reading")),
    KeyLine(("3",), QT_TRANSLATE_NOOP("Keys", "Both are wrong: type what the paper says")),
    KeyLine(("U",), QT_TRANSLATE_NOOP("Keys", "Illegible on the paper")),
    KeyLine(
        ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4"),
        QT_TRANSLATE_NOOP("Keys", "While typing: blank, several ticked, not applicable, illegible"),
    ),
    KeyLine(("N",), QT_TRANSLATE_NOOP("Keys", "Note on this ruling")),
    KeyLine(("Enter",), QT_TRANSLATE_NOOP("Keys", "Record the ruling, next difference")),
    KeyLine(
        ("F7", "Shift+F7"), QT_TRANSLATE_NOOP("Keys", "Next, previous difference without ruling")
    ),
    KeyLine(("A",), QT_TRANSLATE_NOOP("Keys", "All answers of the sheet; again: differences only")),
    KeyLine(
        ("W",), QT_TRANSLATE_NOOP("Keys", "Both keyings whole: one of them is of another paper")
    ),
    KeyLine(
        ("P",),
        QT_TRANSLATE_NOOP("Keys", "Print the pull list and the differences in paper order"),
    ),
)

REVIEW: tuple[KeyLine, ...] = (
    KeyLine(
        ("0–9", "A–Z"),
        QT_TRANSLATE_NOOP("Keys", "What the paper says, before the record is shown"),
    ),
    KeyLine(("A",), QT_TRANSLATE_NOOP("Keys", "The record is right")),
    KeyLine(("R",), QT_TRANSLATE_NOOP("Keys", "The record is wrong; then what the paper says")),
    KeyLine(("1", "2", "3", "4"), QT_TRANSLATE_NOOP("Keys", "What kind of error it is")),
    KeyLine(
        ("F7", "Shift+F7"),
        QT_TRANSLATE_NOOP("Keys", "Next question that is open, the one before"),
    ),
    KeyLine(("Enter",), QT_TRANSLATE_NOOP("Keys", "When all is checked: record the review")),
)


@dataclass(frozen=True)
class KeyTable:
    """The keys of one kind of work."""

    title: object
    """English source, marked for the context "Keys"."""
    lines: tuple[KeyLine, ...]

    def shown_title(self) -> str:
        """The title in the language on screen."""
        return QCoreApplication.translate("Keys", str(self.title))


TABLES: tuple[KeyTable, ...] = (
    KeyTable(QT_TRANSLATE_NOOP("Keys", "Entry"), SHEET),
    KeyTable(QT_TRANSLATE_NOOP("Keys", "Differences"), RULING),
    KeyTable(QT_TRANSLATE_NOOP("Keys", "Review"), REVIEW),
)


def as_markdown() -> str:
    """The tables of keys as docs/keys.md holds them, in English."""
    head = "# Keys\n\nMade from `ui/keying/keys.py`; F1 shows and prints the same.\n"
    return head + "".join(map(_table, TABLES))


def _table(table: KeyTable) -> str:
    rows = [
        f"| {' · '.join(f'`{key}`' for key in line.keys)} | {line.text} |" for line in table.lines
    ]
    return f"\n## {table.title}\n\n| key | does |\n|---|---|\n" + "\n".join(rows) + "\n"
