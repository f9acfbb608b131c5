"""What an administrator of head office sets for the whole project, and the computers that write in it."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import NOT_ALLOWED, UserError
from core.event import Changes
from core.people import Session
from core.ports.clock import Clock
from core.ports.journal import DeviceLine, JournalReader
from core.ports.ledger import Ledger
from core.quality.verdict import STANDARD, Rule
from core.services.exports import keys_now
from core.values import PersonId, UnitId
from core.workflow import settings
from core.workflow.settings import Dated
from core.workflow.states import Action, permit

IN_FORCE, COMING, PAST = "in_force", "coming", "past"


@dataclass(frozen=True)
class SettingLine:
    """One decision, or what holds where there was none."""

    name: str
    value: str
    since: str
    """ISO day; "" for what the program brings along."""
    by: PersonId | None
    state: str
    """in_force, coming or past."""


class ProjectSettings:
    """Past decisions are kept, later ones shown; a batch keeps what held when it was opened."""

    def __init__(self, ledger: Ledger, journal: JournalReader, clock: Clock) -> None:
        self._ledger, self._journal, self._clock = ledger, journal, clock

    def lines(self, session: Session) -> tuple[SettingLine, ...]:
        """Every setting, the latest decision first. Raises UserError NOT_ALLOWED."""
        self._permit(session)
        known, now = decisions(self._ledger, session), self._now()
        found: list[SettingLine] = []
        for name, standard in settings.DEFAULTS.items():
            own = sorted((d for d in known if d.name == name), key=lambda d: (d.start, d.at))
            held = [d for d in own if d.start <= now]
            found += [_line(d, held, now) for d in reversed(own)]
            state = PAST if held else IN_FORCE
            found.append(SettingLine(name, standard, "", None, state))
        return tuple(found)

    def change(self, session: Session, name: str, typed: str, since: str) -> Changes:
        """Set something from a day on. Raises UserError BAD_SETTING, BAD_DATE, NOT_ALLOWED."""
        acting = self._permit(session)
        event = settings.decided(name, typed, since, self._clock.now())
        return self._ledger.append(session, acting, [event])

    def idle_minutes(self, session: Session) -> int:
        """Until anybody's unattended screen locks, as it holds now; everybody may know."""
        known = decisions(self._ledger, session)
        return int(settings.in_force(known, settings.IDLE, self._now()))

    def devices(self, session: Session) -> tuple[DeviceLine, ...]:
        """The computers of the project. Raises UserError NOT_ALLOWED, also for whoever keys just now."""
        self._permit(session)
        if keys_now(self._ledger, session):
            raise UserError(NOT_ALLOWED, action=Action.SET_PROJECT.value)
        return self._journal.devices(session)

    def device_names(self, session: Session) -> dict[str, str]:
        """Device id -> the name that an administrator gave it."""
        rows = self._ledger.rows(session, "setting")
        start = settings.DEVICE
        return {r["name"][len(start) :]: r["value"] for r in rows if r["name"].startswith(start)}

    def name_device(self, session: Session, device: str, typed: str) -> Changes:
        """Give a computer a name. Raises UserError BAD_SETTING, NOT_ALLOWED."""
        acting = self._permit(session)
        return self._ledger.append(session, acting, [settings.named_device(device, typed)])

    def _permit(self, session: Session) -> str:
        roots = self._ledger.rows(session, "unit", {"parent": ""})
        lineage = tuple(UnitId(row["id"]) for row in roots)
        return permit(session, Action.SET_PROJECT, lineage=lineage)

    def _now(self) -> int:
        return round(self._clock.now().timestamp() * 1000)


def decisions(ledger: Ledger, session: Session) -> tuple[Dated, ...]:
    """Every decision on a setting."""
    rows = ledger.rows(session, "setting", {"name": tuple(settings.DEFAULTS)})
    return tuple(
        Dated(row["name"], row["value"], row["since"], row["start"], row["at"], PersonId(row["by"]))
        for row in rows
    )


def rule_for(ledger: Ledger, session: Session, opened_at: int, standard: Rule = STANDARD) -> Rule:
    """The rule under which a batch opened then is judged."""
    return settings.rule_of(decisions(ledger, session), opened_at, standard)


def _line(decision: Dated, held: list[Dated], now: int) -> SettingLine:
    state = COMING if decision.start > now else IN_FORCE if decision == held[-1] else PAST
    return SettingLine(decision.name, decision.value, decision.since, decision.by, state)
