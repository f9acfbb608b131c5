"""`verify PROJECT`: check a project as an auditor would, and name whatever does not hold."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from core.errors import TwinkeyError
from core.progress import Progress

PASSWORD_VARIABLE = "TWINKEY_PASSWORD"  # noqa: S105 - a variable's name


class Found(Protocol):
    """One thing that does not hold."""

    @property
    def kind(self) -> str: ...
    @property
    def place(self) -> str: ...


class Report(Protocol):
    """What was checked."""

    @property
    def events(self) -> int: ...
    @property
    def signatures(self) -> int: ...
    @property
    def attachments(self) -> int: ...
    @property
    def head(self) -> str: ...
    @property
    def subjects(self) -> int: ...
    @property
    def problems(self) -> tuple[Found, ...]: ...
    @property
    def notes(self) -> tuple[Found, ...]: ...
    @property
    def concerned(self) -> tuple[str, ...]: ...


Verify = Callable[[Path, str, str, Progress], Report]


def run(project: Path, login: str, password_file: str | None, verify: Verify) -> int:
    """Print the report; 0 if everything holds, 1 if not or if the project cannot be opened."""
    from ui.errors import sentence

    try:
        report = verify(project, login, password(password_file), Counter())
    except TwinkeyError as error:
        print(f"{error.code}: {sentence(error)}", file=sys.stderr)
        return 1
    for problem in report.problems:
        print(f"{problem.kind}: {problem.place}")
    for note in report.notes:
        print(f"accepted: {note.kind}: {note.place}")
    if report.concerned:
        print(f"concerned: {', '.join(report.concerned)}")
    print(
        f"events {report.events}, subjects {report.subjects}, person signatures {report.signatures},"
        f" attachments {report.attachments}, head {report.head}"
    )
    print("everything holds" if not report.problems else f"{len(report.problems)} problems")
    return 1 if report.problems else 0


def password(file: str | None) -> str:
    """From a file, the environment or a prompt; never from the command line, which others can read."""
    if file:
        return Path(file).read_text(encoding="utf-8").strip("\r\n")
    kept = os.environ.get(PASSWORD_VARIABLE)
    return kept if kept is not None else getpass.getpass()


class Counter:
    """Progress on the terminal, where there is one."""

    def step(self, done: int, total: int) -> None:
        """See core.progress.Progress."""
        if sys.stderr.isatty():
            print(
                f"\r{done}/{total}", end="" if done < total else "\n", file=sys.stderr, flush=True
            )
