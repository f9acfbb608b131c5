"""Settings of a project with a day from which they hold, and names of its devices: one signed event each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timezone
from decimal import Decimal, InvalidOperation
from typing import Any

from core.errors import BAD_DATE, BAD_SETTING, UserError
from core.event import Event, Kind, NewEvent
from core.quality.verdict import STANDARD, Rule
from core.values import PersonId
from core.workflow.states import Action, may_say

ERROR_LIMIT, LOT, INDEPENDENCE = "error_limit", "lot", "independence"
IDLE = "idle_minutes"
"""Until the screen of a person who went away locks."""
BLIND_CHECK = "blind_check"
POOLED, STRICT = "pooled", "strict"
WARNED, REQUIRED = "warned", "required"
DEFAULTS = {
    ERROR_LIMIT: f"{STANDARD.limit * 100:g}",
    LOT: POOLED,
    INDEPENDENCE: WARNED,
    BLIND_CHECK: "2",
    IDLE: "15",
}
"""What holds while nobody has decided otherwise; the limit and the share of agreed answers that a third
person reads too in per cent."""
CHOICES = {LOT: (POOLED, STRICT), INDEPENDENCE: (WARNED, REQUIRED)}
BETWEEN = {ERROR_LIMIT: (Decimal("0.01"), Decimal(5)), BLIND_CHECK: (Decimal(0), Decimal(100))}
"""Per cent. Below its least no batch is large enough to show a limit; beyond, everything would pass."""
SHORTEST_IDLE, LONGEST_IDLE = 2, 60
"""Minutes: below, reading a paper would lock; beyond, anybody may sit down at the desk."""
SETTING, DEVICE = "setting/", "device/"
LONGEST_NAME = 60


@dataclass(frozen=True)
class Dated:
    """One decision on a setting."""

    name: str
    value: str
    since: str
    """ISO day from which it holds."""
    start: int
    """When that day begins where it was decided, UTC milliseconds."""
    at: int
    """When it was signed, UTC milliseconds."""
    by: PersonId


def in_force(decisions: Iterable[Dated], name: str, ms: int) -> str:
    """The value at a moment, of the decisions signed by then; of two for one day the later."""
    held = [d for d in decisions if d.name == name and d.start <= ms and d.at <= ms]
    return max(held, key=lambda d: (d.start, d.at)).value if held else DEFAULTS[name]


def rule_of(decisions: Sequence[Dated], opened_at: int, standard: Rule = STANDARD) -> Rule:
    """The rule of a batch's verdicts: what held when it was opened stays with it."""
    if not decisions:
        return standard
    limit = float(Decimal(in_force(decisions, ERROR_LIMIT, opened_at)) / 100)
    lot = in_force(decisions, LOT, opened_at)
    return Rule(limit, standard.confidence, lot == STRICT)


def blind_share(decisions: Iterable[Dated], opened_at: int) -> float:
    """Which part of a batch's agreed answers the third person reads too, 0 to 1."""
    return float(Decimal(in_force(decisions, BLIND_CHECK, opened_at)) / 100)


def decided(name: str, typed: str, since: str, now: datetime) -> NewEvent:
    """A setting from a day on, today or later: what was is never changed.

    Raises UserError BAD_SETTING, BAD_DATE.
    """
    try:
        day = date.fromisoformat(since.strip())
    except ValueError:
        raise UserError(BAD_DATE, typed=since) from None
    if day < now.date():
        raise UserError(BAD_DATE, typed=since)
    begins = datetime.combine(day, time.min, now.tzinfo)
    body = {"what": "setting", "name": name, "value": _value(name, typed)}
    dated = {"since": day.isoformat(), "start": round(begins.timestamp() * 1000)}
    return NewEvent(Kind.PROJECT_CHANGED, SETTING + name, body | dated)


def named_device(device: str, typed: str) -> NewEvent:
    """A name by which people know a computer. Raises UserError BAD_SETTING."""
    name = " ".join(typed.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UserError(BAD_SETTING, typed=typed)
    return NewEvent(Kind.PROJECT_CHANGED, DEVICE + device, {"what": "device", "name": name})


def is_setting(subject: str) -> bool:
    """Whether it is what project.changed is about."""
    return subject.startswith((SETTING, DEVICE))


def setting_rows(subject: str, events: Sequence[Event]) -> dict[str, list[dict[str, Any]]]:
    """Every decision on the setting, or the name a device has now; none that could not have been made."""
    told = sorted((e for e in events if _is_sound(subject, e)), key=lambda event: event.stamp)
    is_device = subject.startswith(DEVICE)
    rows = [
        {
            "subject": subject,
            "name": subject if is_device else event.body["name"],
            "value": event.body["name"] if is_device else event.body["value"],
            "since": event.body.get("since", ""),
            "start": event.body.get("start", 0),
            "at": event.stamp.ms,
            "by": event.actor,
        }
        for event in told
    ]
    return {"setting": rows[-1:] if is_device else rows} if rows else {}


def _is_sound(subject: str, event: Event) -> bool:
    """Whether the event says what an administrator could have decided about the subject."""
    if event.kind is not Kind.PROJECT_CHANGED or not may_say(Action.SET_PROJECT, event.role):
        return False
    try:
        made = _remade(subject, event.body)
    except (UserError, KeyError, TypeError, ValueError, AttributeError):
        return False
    return (made.subject, made.body) == (subject, dict(event.body))


def _remade(subject: str, body: Mapping[str, Any]) -> NewEvent:
    """What the decisions above would have written."""
    if body["what"] == "device":
        return named_device(subject.removeprefix(DEVICE), body["name"])
    start = datetime.fromtimestamp(body["start"] / 1000, UTC)
    day = datetime.combine(date.fromisoformat(body["since"]), time.min, UTC)
    zone = timezone(day - start)  # of the machine on which it was decided
    return decided(body["name"], body["value"], body["since"], start.astimezone(zone))


def _value(name: str, typed: str) -> str:
    text = typed.strip()
    if name in CHOICES and text in CHOICES[name]:
        return text
    if name == IDLE and text.isdecimal() and SHORTEST_IDLE <= int(text) <= LONGEST_IDLE:
        return str(int(text))
    if name not in BETWEEN:
        raise UserError(BAD_SETTING, typed=typed)
    try:
        share = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        raise UserError(BAD_SETTING, typed=typed) from None
    least, most = BETWEEN[name]
    if not share.is_finite() or not least <= share <= most:
        raise UserError(BAD_SETTING, typed=typed)
    return f"{share.normalize():f}"
