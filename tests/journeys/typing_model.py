"""What a clerk's keys come to, said a second time in a few plain rules (ux.md), without the program's code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from core.values import Answer, Special

SIGNS = {
    "+": Special.BLANK, "*": Special.SEVERAL, "/": Special.NOT_APPLICABLE, "-": Special.ILLEGIBLE,
}  # fmt: skip
SIGNED = ("one", "several", "rank", "integer", "below", "decimal", "range", "agreed")
NO_SIGN = {"several": "*", "rank": "*", "below": "-"}
GHOST_MS = 250
DIGITS = 15


@dataclass(frozen=True)
class Field:
    """One question, as far as typing goes."""

    name: str
    kind: str
    codes: Sequence[str] = ()
    missing: Mapping[str, Special] = field(default_factory=dict)
    is_required: bool = False

    def sign(self, text: str) -> Special | None:
        """What the first character says instead of a value."""
        if self.kind not in SIGNED or text == NO_SIGN.get(self.kind):
            return None
        return SIGNS.get(text)

    def goes_on(self, typed: str) -> bool:
        """Whether nothing longer is possible, so that the cursor goes on by itself."""
        text = plain(typed)
        if self.sign(text) is not None:
            return True
        known = self._known()
        longer = [code for code in known if code.startswith(text.lower()) and code != text.lower()]
        return self.kind == "one" and text.lower() in known and not longer

    def is_hopeless(self, typed: str) -> bool:
        """Whether no code begins like that."""
        text = plain(typed).lower()
        if self.kind != "one" or not text or text in SIGNS:
            return False
        return not any(code.startswith(text) for code in self._known())

    def read(self, typed: str) -> Answer | None:
        """The answer, or None where it is refused."""
        if self.kind == "text":
            return unicodedata.normalize("NFC", typed.strip())
        text = plain(typed)
        special = self.missing.get(text) or self.sign(text)
        return special or READERS[self.kind](text, self.codes)

    def _known(self) -> list[str]:
        return [code.lower() for code in (*self.codes, *self.missing)]


def plain(typed: str) -> str:
    """Full-width digits are digits."""
    return unicodedata.normalize("NFKC", typed).strip()


def one(text: str, codes: Sequence[str]) -> str | None:
    return next((code for code in codes if code.lower() == text.lower()), None)


def listed(text: str, codes: Sequence[str]) -> list[str]:
    """Codes of one character each, with or without something between; empty where one is none."""
    found = [code for part in re.split(r"[ ,;]+", text) for code in part]
    return found if set(found) <= set(codes) else []


def several(text: str, codes: Sequence[str]) -> str | None:
    found = listed(text, codes)
    return " ".join(code for code in codes if found.count(code) % 2) or None


def rank(text: str, codes: Sequence[str]) -> str | None:
    found = listed(text, codes)
    return " ".join(found) if found and len(set(found)) == len(found) else None


def integer(text: str, _: Sequence[str]) -> str | None:
    if not re.fullmatch(r"[+-]?[0-9]+", text) or len(text.lstrip("+-0")) > DIGITS:
        return None
    return str(int(text))


def decimal(text: str, _: Sequence[str]) -> str | None:
    found = re.fullmatch(r"([+-]?)([0-9]*)(?:\.([0-9]*))?", text)
    if found is None or not (found[2] or found[3]):
        return None
    whole, part = found[2].lstrip("0") or "0", (found[3] or "").rstrip("0")
    number = f"{whole}.{part}" if part else whole
    return f"-{number}" if found[1] == "-" and number != "0" else number


def scale(text: str, codes: Sequence[str]) -> str | None:
    number = decimal(text, codes)
    return number if number in [str(step) for step in range(11)] else None


def day(text: str, _: Sequence[str]) -> str | None:
    parts = re.split(r"[-/.]", text)
    if re.fullmatch(r"[0-9]{8}", text):
        parts = [text[:4], text[4:6], text[6:]]
    elif re.fullmatch(r"[0-9]{4}", text):
        parts = [text[:2], text[2:]]
    widths = ["[0-9]{4}", "[0-9]{1,2}", "[0-9]{1,2}"][-len(parts) :]
    if not 2 <= len(parts) <= 3 or not all(map(re.fullmatch, widths, parts)):
        return None
    if len(parts) == 3:
        return calendar(*parts)
    today = datetime.now().astimezone().date()
    tried = (calendar(str(year), *parts) for year in range(today.year, today.year - 9, -1))
    return next((found for found in tried if found and found <= str(today)), None)


def calendar(*parts: str) -> str | None:
    try:
        return date(*(int(part) for part in parts)).isoformat()
    except ValueError:
        return None


def time(text: str, _: Sequence[str]) -> str | None:
    parts = [text[:-2], text[-2:]] if re.fullmatch("[0-9]{3,4}", text) else re.split("[:.]", text)
    if not 2 <= len(parts) <= 3 or not re.fullmatch("[0-9]{1,2}", parts[0]):
        return None
    if not all(re.fullmatch("[0-5][0-9]", part) for part in parts[1:]) or int(parts[0]) > 23:
        return None
    return ":".join(part.zfill(2) for part in parts)


def agreed(text: str, _: Sequence[str]) -> str | None:
    return "OK" if text.lower() in ("1", "ok", "y", "yes") else None


READERS = {
    "one": one, "several": several, "rank": rank, "integer": integer, "below": integer,
    "decimal": decimal, "range": scale, "date": day, "time": time, "agreed": agreed,
}  # fmt: skip


class Model:
    """A sheet of fields and the clerk's place on it."""

    def __init__(self, fields: Sequence[Field], parts: Sequence[int]) -> None:
        """`parts`: where each screen begins."""
        self.fields, self.parts = fields, parts
        self.answers: dict[str, Answer] = {}
        self.notes: dict[str, str] = {}
        self.done: list[tuple[int, Answer | None, Answer | None]] = []
        """Place, what stood there before, what stands there now."""
        self.undone: list[tuple[int, Answer | None, Answer | None]] = []
        self.last: int | None = None
        self.advanced: int | None = None
        """When the cursor last went on by itself."""
        self.now = 0
        self.is_refused = self.is_at_end = False
        self.stand(0)

    @property
    def here(self) -> Field:
        return self.fields[self.at]

    def stand(self, at: int) -> None:
        self.at = at
        self.show()

    def show(self) -> None:
        """The field shows what stands there, selected; nothing counts as typed."""
        answer = self.answers.get(self.here.name)
        self.typed = answer if isinstance(answer, str) else ""
        self.is_edited, self.is_selected = False, True

    # --- typing -------------------------------------------------------------------------------

    def character(self, character: str) -> None:
        self.edit(character if self.is_selected else self.typed + character)

    def backspace(self) -> None:
        if self.typed:
            self.edit("" if self.is_selected else self.typed[:-1])

    def edit(self, text: str) -> None:
        self.typed, self.is_edited, self.is_selected = text, True, False
        self.is_refused = False
        if self.here.is_hopeless(text):
            self.refuse()
        elif self.here.goes_on(text) and self.accept(text):
            self.advance()
            self.advanced = self.now

    def enter(self) -> None:
        is_ghost = self.advanced is not None and self.now - self.advanced < GHOST_MS
        self.advanced = None
        if is_ghost and not self.is_edited:
            return
        if not self.is_edited:
            self.advance()
        elif not self.typed.strip():
            self.put(None)
            self.advance()
        elif self.accept(self.typed):
            self.advance()

    def special(self, special: Special) -> None:
        takes_several = self.here.kind in ("several", "rank")
        if special is Special.REFUSED or (special is Special.SEVERAL and takes_several):
            self.refuse()
        else:
            self.put(special)
            self.advance()

    def escape(self) -> None:
        self.show()

    def undo(self) -> None:
        self._again(self.done, self.undone, 1)

    def redo(self) -> None:
        self._again(self.undone, self.done, 2)

    # --- moving -------------------------------------------------------------------------------

    def up(self) -> None:
        if self.settle():
            self.go(max(self.at - 1, 0))

    def page(self, by: int) -> None:
        if not self.settle():
            return
        part = sum(start <= self.at for start in self.parts) - 1 + by
        if 0 <= part < len(self.parts):
            self.go(self.parts[part])
        else:
            self.is_selected, self.is_at_end = True, by > 0

    def open(self, by: int) -> None:
        """The next question that must be answered and is not, round the end."""
        if not self.settle():
            return
        self.is_selected, count = True, len(self.fields)
        for at in ((self.at + by * away) % count for away in range(1, count + 1)):
            if self.fields[at].is_required and self.fields[at].name not in self.answers:
                self.go(at)
                return

    def jump(self, at: int) -> None:
        if self.settle():
            self.go(at)

    def note(self, text: str) -> None:
        self.settle()
        self.is_refused = False
        self.notes[self.here.name] = text
        self.show()

    def pick(self, code: str) -> None:
        """From the list: in addition to what stands there, where several may."""
        answer = None
        if self.here.kind in ("several", "rank"):
            self.settle()
            self.is_refused, answer = False, self.answers.get(self.here.name)
        self.advanced = None
        if self.accept(f"{answer} {code}" if isinstance(answer, str) else code):
            self.advance()

    def restart(self) -> None:
        """What is typed and right is kept; the cursor is behind the last answer."""
        self.settle()
        self.is_refused = self.is_at_end = False
        self.advanced, at = None, self.last or 0
        is_answered = self.last is not None and self.fields[at].name in self.answers
        self.stand(min(at + is_answered, len(self.fields) - 1))

    # --- inside -------------------------------------------------------------------------------

    def go(self, at: int) -> None:
        self.advanced = None
        self.stand(at)

    def advance(self) -> None:
        self.is_at_end = self.at + 1 == len(self.fields)
        self.stand(min(self.at + 1, len(self.fields) - 1))

    def settle(self) -> bool:
        if not self.is_edited or not self.typed.strip():
            return True
        if not self.accept(self.typed):
            return False
        self.show()
        return True

    def accept(self, text: str) -> bool:
        answer = self.here.read(text)
        if answer is None:
            self.refuse()
            return False
        self.put(answer)
        return True

    def refuse(self) -> None:
        self.is_refused = self.is_selected = True

    def put(self, answer: Answer | None) -> None:
        before = self.answers.get(self.here.name)
        if answer == before:
            return
        self.done.append((self.at, before, answer))
        self.undone.clear()
        self._write(self.at, answer)

    def _again(self, source: list, target: list, which: int) -> None:
        if self.is_edited:
            self.show()
        elif source:
            turn = source.pop()
            target.append(turn)
            self._write(turn[0], turn[which])
            self.go(turn[0])

    def _write(self, at: int, answer: Answer | None) -> None:
        self.last = at
        if answer is None:
            self.answers.pop(self.fields[at].name, None)
        else:
            self.answers[self.fields[at].name] = answer
