"""`restore PROJECT [COPY]`: put a checked copy in the place of a project; what was there is kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from core.errors import TwinkeyError
from core.progress import Progress
from ui.commands.verify import Counter, password


class Restored(Protocol):
    """What stands in the project's folder now."""

    @property
    def name(self) -> str: ...
    @property
    def events(self) -> int: ...
    @property
    def missing(self) -> int: ...
    @property
    def files_missing(self) -> int: ...
    @property
    def replaced(self) -> str: ...
    @property
    def head(self) -> str: ...


Restore = Callable[[Path, str, str, str, Progress], Restored]
"""(project, copy or "" for the newest, login, password, progress)."""


def run(project: Path, copy: str, login: str, password_file: str | None, restore: Restore) -> int:
    """Print what was restored and what is missing; 0 if the copy stands, 1 if nothing was changed."""
    from ui.errors import sentence

    try:
        done = restore(project, copy, login, password(password_file), Counter())
    except TwinkeyError as error:
        print(f"{error.code}: {sentence(error)}", file=sys.stderr)
        return 1
    print(f"restored {done.name}: events {done.events}, head {done.head}")
    if done.missing:
        print(f"{done.missing} later events were known here and are not in the copy")
    if done.files_missing:
        print(f"{done.files_missing} attachments are not here")
    if done.replaced:
        print(f"what stood here before: {project / 'backups' / done.replaced}")
    print("the next administrator who signs in admits this copy's new device key")
    return 0
