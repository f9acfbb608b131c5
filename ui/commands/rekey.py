"""`rekey PROJECT`: give the database another key at once; everybody's password stays."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from core.errors import TwinkeyError
from ui.commands.verify import password

Rekey = Callable[[Path, str, str], None]
"""(project, login, password); raises what `FolderGate.rekey` raises."""


def run(project: Path, login: str, password_file: str | None, rekey: Rekey) -> int:
    """Re-key and say so; 0 if done, 1 if it is refused: the database then stands as before."""
    from ui.errors import sentence

    try:
        rekey(project, login, password(password_file))
    except TwinkeyError as error:
        print(f"{error.code}: {sentence(error)}", file=sys.stderr)
        return 1
    print("the database has another key; copies made before open with the slots kept beside them")
    return 0
