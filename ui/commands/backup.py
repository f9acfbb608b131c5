"""`backup PROJECT`: write a copy of a project and check it; the window must be closed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from core.errors import TwinkeyError
from core.progress import Progress
from ui.commands.verify import Counter, password


class Copied(Protocol):
    """What was written."""

    @property
    def name(self) -> str: ...
    @property
    def events(self) -> int: ...
    @property
    def size(self) -> int: ...
    @property
    def head(self) -> str: ...


Backup = Callable[[Path, str, str, Path | None, Progress], tuple[Path, Copied]]
"""(project, login, password, target folder or the project's own, progress) -> where, and what."""


def run(
    project: Path, login: str, password_file: str | None, target: Path | None, backup: Backup
) -> int:
    """Print where the copy is; 0 if it was written and checked, 1 if not."""
    from ui.errors import sentence

    try:
        into, copied = backup(project, login, password(password_file), target, Counter())
    except TwinkeyError as error:
        print(f"{error.code}: {sentence(error)}", file=sys.stderr)
        return 1
    print(into / copied.name)
    print(f"events {copied.events}, bytes {copied.size}, head {copied.head}")
    return 0
