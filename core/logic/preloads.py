"""What an interview's device would fill in by itself, as far as a sheet of paper has it."""

from __future__ import annotations

from datetime import datetime

from core.forms.xform import Bind


def preloaded(bind: Bind, now: datetime) -> str:
    """Day and moment of keying for today, start and end; '' for device, person and the rest."""
    match bind.preload, bind.preload_parameters:
        case "date", "today":
            return now.date().isoformat()
        case "timestamp", "start" | "end":
            return now.isoformat(timespec="milliseconds")
    return ""
