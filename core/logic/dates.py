"""OpenRosa dates: texts of ISO 8601 that compare and add as days since 1970, in a given zone."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY_MS = 86_400_000
_DATE = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[-+]\d{2}:\d{2})?)?",
    re.ASCII,
)
_UNPADDED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(T.*)?", re.ASCII)
_TIME = re.compile(r"(\d{2}):(\d{2})(?::([0-5]\d))?(?:\.(\d+))?(Z|[-+]\d{2}:\d{2})?", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FIELD = re.compile(r"%([YymnbdeaHhMS3])")


class DateNumber(float):
    """Days since 1970 (UTC) that print as the date they stand for."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, days: float, text: str) -> DateNumber:
        """A number of days with its printed form."""
        made = super().__new__(cls, days)
        made.text = text
        return made


NOT_A_DATE = DateNumber(math.nan, "Invalid Date")


@lru_cache(maxsize=16384)
def read_date(text: str, zone: tzinfo) -> datetime | None:
    """The moment that an ISO date or date-time names; without an offset it is local to `zone`."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    given = _offset(offset)
    if offset is not None and given is None:
        return None
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    try:
        moment = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
            micro, tzinfo=given or zone,
        )  # fmt: skip
        return moment.astimezone(zone) if given else moment
    except (ValueError, OverflowError):
        return None


def _offset(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[4:6])
    if minutes > 14 * 60 or int(text[4:6]) > 59:
        return None
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def read_loose_date(text: str, zone: tzinfo) -> datetime | None:
    """As `read_date`, also without leading zeros of month and day."""
    exact = read_date(text, zone)
    if exact is not None:
        return exact
    match = _UNPADDED.fullmatch(text)
    if match is None:
        return None
    year, month, day, rest = match.groups()
    return read_date(f"{year}-{int(month):02d}-{int(day):02d}{rest or ''}", zone)


def days_of(moment: datetime) -> float:
    """Days since 1970-01-01 UTC, to the millisecond."""
    passed = moment - EPOCH
    return (passed.days * DAY_MS + passed.seconds * 1000 + passed.microseconds // 1000) / DAY_MS


def moment_of(days: float, zone: tzinfo) -> datetime | None:
    """The moment that lies so many days after 1970, to the millisecond."""
    if not math.isfinite(days):
        return None
    try:
        return (EPOCH + timedelta(milliseconds=round(days * DAY_MS))).astimezone(zone)
    except OverflowError:
        return None


def date_number(moment: datetime) -> DateNumber:
    """The moment as a number that prints as a date (local midnight) or a date-time."""
    return DateNumber(days_of(moment), _printed(moment))


def _printed(moment: datetime) -> str:
    date = f"{moment.year:04d}-{moment.month:02d}-{moment.day:02d}"
    if (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0):
        return date
    offset = moment.strftime("%z")
    clock = f"{moment.hour:02d}:{moment.minute:02d}:{moment.second:02d}"
    return f"{date}T{clock}.{moment.microsecond // 1000:03d}{offset[:3]}:{offset[3:5]}"


def day_fraction(text: str, zone: tzinfo) -> float:
    """The share of the day that has passed at a time or date-time, 0 <= x < 1; NaN for other text."""
    if _TIME.fullmatch(text):
        moment = read_date(f"1970-01-01T{text}", zone)
    else:
        moment = read_date(text, zone) if "T" in text else None
    if moment is None:
        return math.nan
    seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return (seconds * 1000 + moment.microsecond // 1000) / DAY_MS


def formatted(moment: datetime, pattern: str) -> str:
    """The moment by an OpenRosa pattern (%Y %m %n %b %d %e %a %H %h %M %S %3 %y)."""
    fields = {
        "Y": f"{moment.year:04d}",
        "y": f"{moment.year % 100:02d}",
        "m": f"{moment.month:02d}",
        "n": str(moment.month),
        "b": _MONTHS[moment.month - 1],
        "d": f"{moment.day:02d}",
        "e": str(moment.day),
        "a": _WEEKDAYS[moment.weekday()],
        "H": f"{moment.hour:02d}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02d}",
        "S": f"{moment.second:02d}",
        "3": f"{moment.microsecond // 1000:03d}",
    }
    return _FIELD.sub(lambda match: fields[match[1]], pattern)
