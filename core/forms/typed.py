"""What a clerk types -> an answer, and back to what is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import NoReturn

from core.errors import BAD_VALUE, UserError
from core.forms.model import Choice, Kind, Question, text
from core.values import Answer, Special

SPECIAL_KEYS = {
    "+": Special.BLANK,
    "*": Special.SEVERAL,
    "/": Special.NOT_APPLICABLE,
    "-": Special.ILLEGIBLE,
}
"""First character of an empty code or number field (ux: Keys)."""
CODES = (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK, Kind.ACKNOWLEDGE)
NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.RANGE)
AFTER_CODE = " .、:："
"""What may follow a code in a label that says it itself."""
MAX_DIGITS = 15
"""More digits than that are no number a form asks for, and no float holds them exactly."""
MAX_TEXT = 10_000

_NEGATIVE = re.compile(r"(?:^|[^\w)\]}.\s])\s*-\s*\.?\d")
_INTEGER = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_DAY = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2})")
_TIME = re.compile(r"(\d{1,2})[:.时](\d{2})(?:[:.](\d{2}))?分?|(\d{1,2})(\d{2})")
_BETWEEN_CODES = re.compile(r"[\s,;，、；]+")
_AGREED = {"1", "ok", "y", "yes", "是", "√"}
_LEAP_CYCLE_YEARS = 8
"""29 February is never further back than this (1896 to 1904)."""


def parse(
    question: Question, typed: str, *, today: date, choices: Sequence[Choice] | None = None
) -> Answer:
    """The answer that was typed, in canonical text, or the special value it stands for.

    `choices` replaces the question's own list where that depends on other answers; `today` gives
    a date typed without a year its year. Whether the value fits the question's constraint is not
    judged here. Raises UserError BAD_VALUE(question, typed, allowed).
    """
    refuse = _Refusal(question, typed, choices)
    if question.kind in (Kind.TEXT, Kind.FILE, Kind.GEO):
        return _text(question, typed, refuse)
    plain = unicodedata.normalize("NFKC", typed).strip()
    special = special_of(question, plain)
    if special is not None:
        return special
    return _PARSERS.get(question.kind, _nothing)(question, plain, today, refuse)


def special_of(question: Question, typed: str) -> Special | None:
    """The special value that a key or a printed code stands for in this question, or None."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    if plain in question.missing:
        return Special(question.missing[plain])
    if question.kind not in CODES + NUMBERS:
        return None
    special = SPECIAL_KEYS.get(plain)
    if special is Special.SEVERAL and question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK):
        return None
    return None if special is Special.ILLEGIBLE and takes_negatives(question) else special


def takes_negatives(question: Question) -> bool:
    """Whether "-" begins a number here: the form's own limits go below nought."""
    limits = (question.constraint, *question.parameters.values())
    return question.kind in NUMBERS and any(_NEGATIVE.search(limit) for limit in limits)


def is_complete(question: Question, typed: str, choices: Sequence[Choice] | None = None) -> bool:
    """Whether no longer code is possible, so that the cursor may go on by itself.

    Never for numbers, dates, texts and questions that take several codes; a special key completes
    a code or number field at once.
    """
    plain = unicodedata.normalize("NFKC", typed).strip()
    if plain in SPECIAL_KEYS and special_of(question, plain) is not None:
        return True
    if question.kind is not Kind.SELECT_ONE:
        return False
    codes = [c.name.casefold() for c in _offered(question, choices)] + list(question.missing)
    mine = plain.casefold()
    return mine in codes and not any(c != mine and c.startswith(mine) for c in codes)


def is_impossible(question: Question, typed: str, choices: Sequence[Choice]) -> bool:
    """Whether no code of the list begins so: refused at once, without waiting for Enter."""
    begun = unicodedata.normalize("NFKC", typed).strip().casefold()
    if not begun or question.kind is not Kind.SELECT_ONE or not choices:
        return False
    codes = [*(choice.name for choice in choices), *question.missing]
    return begun not in SPECIAL_KEYS and not any(c.casefold().startswith(begun) for c in codes)


def shown(question: Question, answer: Answer | None, language: str) -> str:
    """An answer as a person reads it: "4 满意"; a special value by its name, which ui puts in words."""
    if answer is None:
        return ""
    if isinstance(answer, Special):
        return answer.value
    if question.kind is Kind.SELECT_ONE:
        return _with_label(question, answer, language)
    if question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK):
        mark = " > " if question.kind is Kind.RANK else "; "
        return mark.join(_with_label(question, code, language) for code in answer.split())
    return answer.replace("T", " ") if question.kind is Kind.DATETIME else answer


def _with_label(question: Question, code: str, language: str) -> str:
    choice = next((c for c in question.choices if c.name == code), None)
    label = text(choice.labels, language) if choice else ""
    return with_code(code, label)


def with_code(code: str, label: str) -> str:
    """An option as the paper has it: "4 Satisfied", "2 2–3 times"; "1. Yes" says its code itself."""
    rest = label.removeprefix(code)
    is_said = label.startswith(code) and (not rest or rest[0] in AFTER_CODE)
    return label if is_said else f"{code} {label}".strip()


class _Refusal:
    """Raises BAD_VALUE for one question and what was typed in it."""

    def __init__(self, question: Question, typed: str, choices: Sequence[Choice] | None) -> None:
        self._question, self._typed = question, typed
        self.choices = _offered(question, choices)

    def __call__(self, allowed: str = "") -> NoReturn:
        shown_as = self._question.number or self._question.key
        raise UserError(
            BAD_VALUE, question=shown_as, typed=self._typed, allowed=allowed or self.codes()
        )

    def codes(self) -> str:
        """The codes it takes, or the name of its kind where it has no list."""
        codes = [c.name for c in self.choices] + list(self._question.missing)
        return " ".join(codes) if self.choices else self._question.kind.value


def _offered(question: Question, choices: Sequence[Choice] | None) -> Sequence[Choice]:
    return question.choices if choices is None else choices


def _code(plain: str, refuse: _Refusal) -> str:
    """The code as the list writes it; case does not matter where it tells no codes apart."""
    names = [c.name for c in refuse.choices]
    if plain in names:
        return plain
    same = [name for name in names if name.casefold() == plain.casefold()]
    if len(same) != 1:
        refuse()
    return same[0]


def _one(question: Question, plain: str, today: date, refuse: _Refusal) -> Answer:
    if not refuse.choices and question.choice_filter and plain and not re.search(r"\s", plain):
        return plain
    return _code(plain, refuse)


def _codes(plain: str, refuse: _Refusal) -> list[str]:
    """Codes one after the other; run together where every code is one character."""
    parts = [part for part in _BETWEEN_CODES.split(plain) if part]
    names = {c.name for c in refuse.choices}
    if all(len(name) == 1 for name in names):
        parts = [p for part in parts for p in ([part] if part in names else part)]
    if not parts:
        refuse()
    return [_code(part, refuse) for part in parts]


def _several(question: Question, plain: str, today: date, refuse: _Refusal) -> Answer:
    """Each code toggles; in the order of the list."""
    chosen: set[str] = set()
    for code in _codes(plain, refuse):
        chosen ^= {code}
    if not chosen:
        refuse()
    return " ".join(c.name for c in refuse.choices if c.name in chosen)


def _ranked(question: Question, plain: str, today: date, refuse: _Refusal) -> Answer:
    codes = _codes(plain, refuse)
    if len(set(codes)) != len(codes):
        refuse()
    return " ".join(codes)


def _integer(question: Question, plain: str, today: date, refuse: _Refusal) -> Answer:
    if (
        not _INTEGER.fullmatch(plain)
        or not plain.isascii()
        or len(plain.lstrip("+-0")) > MAX_DIGITS
    ):
        refuse()
    return str(int(plain))


def _decimal(question: Question, plain: str, today: date, refuse: _Refusal) -> Answer:
    if not _DECIMAL.fullmatch(plain) or not plain.isascii() or len(plain) > 2 * MAX_DIGITS:
        refuse()
    return canonical(Decimal(plain))


def canonical(number: Decimal) -> str:
    """A number as it is stored: no exponent, no idle zeros, no negative zero."""
    shown_number = format(number, "f")
    if "." in shown_number:
        shown_number = shown_number.rstrip("0").rstrip(".")
    return "0" if shown_number in ("-0", "") else shown_number


def _range(question: Question, plain: str, today: date, refuse: _Refusal) -> Answer:
    """A mark on a printed scale: one of its steps."""
    found = Decimal(str(_decimal(question, plain, today, refuse)))
    start, end, step = (_parameter(question, name) for name in ("start", "end", "step"))
    if start is not None and end is not None:
        low, high = min(start, end), max(start, end)
        off_step = step and (found - start) % abs(step) != 0
        if not low <= found <= high or off_step:
            refuse(f"{canonical(low)}–{canonical(high)}")
    return canonical(found)


def _parameter(question: Question, name: str) -> Decimal | None:
    stated = question.parameters.get(name, "")
    return Decimal(stated) if _DECIMAL.fullmatch(stated) else None


def _date(question: Question, plain: str, today: date, refuse: _Refusal) -> Answer:
    found = _day_of(plain, today)
    if found is None:
        refuse()
    return found.isoformat()


def _day_of(plain: str, today: date) -> date | None:
    if match := _DATE.fullmatch(plain):
        return _calendar(*(int(part) for part in match.groups() if part))
    if match := _DAY.fullmatch(plain):
        month, day = (int(part) for part in match.groups() if part)
        years = range(today.year, today.year - _LEAP_CYCLE_YEARS - 1, -1)
        days = (_calendar(year, month, day) for year in years if year > 0)
        return next((found for found in days if found and found <= today), None)
    return None


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(question: Question, plain: str, today: date, refuse: _Refusal) -> Answer:
    found = _clock(plain)
    if found is None:
        refuse()
    return found


def _clock(plain: str) -> str | None:
    """hh:mm, or hh:mm:ss where seconds were typed."""
    match = _TIME.fullmatch(plain)
    if match is None:
        return None
    parts = [int(part) for part in match.groups() if part]
    if parts[0] > 23 or any(part > 59 for part in parts[1:]):
        return None
    return ":".join(f"{part:02d}" for part in parts)


def _datetime(question: Question, plain: str, today: date, refuse: _Refusal) -> Answer:
    """A date and a time with a space or T between them, or twelve digits."""
    if re.fullmatch(r"\d{12}", plain):
        plain = f"{plain[:8]} {plain[8:]}"
    day, _, clock = plain.replace("T", " ").partition(" ")
    found, at = _day_of(day, today), _clock(clock.strip())
    if found is None or at is None:
        refuse()
    return f"{found.isoformat()}T{at if at.count(':') == 2 else at + ':00'}"


def _agreed(question: Question, plain: str, today: date, refuse: _Refusal) -> Answer:
    if plain.casefold() not in _AGREED:
        refuse("1")
    return "OK"


def _barcode(question: Question, plain: str, today: date, refuse: _Refusal) -> Answer:
    return _clean(plain, refuse)


def _nothing(question: Question, plain: str, today: date, refuse: _Refusal) -> Answer:
    refuse()


def _text(question: Question, typed: str, refuse: _Refusal) -> Answer:
    """Printed codes for missing answers count in text too; the special keys do not."""
    stripped = typed.strip()
    if stripped in question.missing:
        return Special(question.missing[stripped])
    if question.kind is Kind.TEXT and "numbers" in question.appearance.split():
        stripped = unicodedata.normalize("NFKC", stripped)
    return _clean(stripped, refuse)


def _clean(typed: str, refuse: _Refusal) -> str:
    """NFC; no control characters but line breaks, no halves of characters."""
    found = unicodedata.normalize("NFC", typed).replace("\r\n", "\n").strip()
    if not found or len(found) > MAX_TEXT:
        refuse()
    if any(unicodedata.category(c) in ("Cc", "Cs", "Cn") and c != "\n" for c in found):
        refuse()
    return found


_PARSERS: dict[Kind, Callable[[Question, str, date, _Refusal], Answer]] = {
    Kind.SELECT_ONE: _one,
    Kind.SELECT_MULTIPLE: _several,
    Kind.RANK: _ranked,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.RANGE: _range,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.DATETIME: _datetime,
    Kind.ACKNOWLEDGE: _agreed,
    Kind.BARCODE: _barcode,
}
