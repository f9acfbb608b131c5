"""Writes the rotating log and the crash files; neither ever holds an answer or a name.

An exception's own message may quote what was keyed, so only types, codes and the lines of our
code are written; of an operating system's error also its number.
"""

from __future__ import annotations

import faulthandler
import logging
import platform
import secrets
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from copy import copy
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from core.errors import TwinkeyError
from core.version import APP_NAME, __version__

LOG_BYTES = 1_000_000
LOGS_KEPT = 5
CRASHES_KEPT = 20
FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class Logs:
    """The log and the crash files of one process in one folder.

    Start it after the folder's lock is held: two processes cannot rotate the same file.
    """

    def __init__(self, folder: Path, on_crash: Callable[[str], None] | None = None) -> None:
        """`on_crash` is told the id of each crash file, on the thread that failed."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._on_crash = on_crash
        self._handler = RotatingFileHandler(
            folder / "twinkey.log",
            maxBytes=LOG_BYTES,
            backupCount=LOGS_KEPT,
            encoding="utf-8",
            delay=True,
        )
        self._handler.setFormatter(Discreet(FORMAT))
        self._faults = (folder / "fault.log").open("a", encoding="utf-8")
        self._hooks = (sys.excepthook, threading.excepthook)

    def start(self) -> None:
        """Take over the root log, uncaught exceptions of every thread, and hard faults."""
        root = logging.getLogger()
        root.addHandler(self._handler)
        root.setLevel(logging.INFO)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        faulthandler.enable(self._faults)

    def stop(self) -> None:
        """Give everything back and close the files."""
        logging.getLogger().removeHandler(self._handler)
        sys.excepthook, threading.excepthook = self._hooks
        faulthandler.disable()
        self._handler.close()
        self._faults.close()

    def crash(self, error: BaseException) -> str:
        """Write a crash file about an error; returns its id, which the person can pass on."""
        crash_id = secrets.token_hex(4)
        at = datetime.now(UTC)
        text = "\n".join([*heading(crash_id, at), "", *described(error), ""])
        logging.getLogger("crash").error("%s %s", crash_id, named(error))
        try:
            file = self.folder / f"crash-{at:%Y%m%d-%H%M%S}-{crash_id}.txt"
            file.write_text(text, encoding="utf-8")
            self._drop_old()
        except OSError:  # a full disk must not hide the error that is being reported
            logging.getLogger("crash").error("%s no crash file could be written", crash_id)
        return crash_id

    def _drop_old(self) -> None:
        for old in sorted(self.folder.glob("crash-*.txt"))[:-CRASHES_KEPT]:
            old.unlink(missing_ok=True)

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._hooks[0](kind, error, trace)
            return
        crash_id = self.crash(error.with_traceback(trace))
        if self._on_crash is not None:
            self._on_crash(crash_id)

    def _uncaught_in_thread(self, failure: threading.ExceptHookArgs) -> None:
        error = failure.exc_value or failure.exc_type()
        self._uncaught(failure.exc_type, error, failure.exc_traceback)


class Discreet(logging.Formatter):
    """Formats a record's exception without its message."""

    def format(self, record: logging.LogRecord) -> str:
        """As ever, but never the exception's text that another handler may have left."""
        discreet = copy(record)
        discreet.exc_text = None
        return super().format(discreet)

    def formatException(  # noqa: N802 - logging's own name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return "\n".join(described(ei[1])) if ei[1] is not None else ""


def heading(crash_id: str, at: datetime) -> list[str]:
    """The first lines of a crash file: which program on which machine, when, where."""
    return [
        f"{APP_NAME} {__version__} crash {crash_id}",
        f"at {at.isoformat(timespec='seconds')}",
        f"Python {platform.python_version()} on {platform.platform()}",
        f"thread {threading.current_thread().name}",
    ]


def described(error: BaseException) -> list[str]:
    """An error and those that led to it, earliest first, as lines without any value."""
    lines: list[str] = []
    for link in reversed(list(causes(error))):
        lines += [line.rstrip() for line in traceback.format_tb(link.__traceback__)]
        lines.append(named(link))
    return lines


def causes(error: BaseException) -> Iterator[BaseException]:
    """The error, then what it was raised from, back to the first."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def named(error: BaseException) -> str:
    """An error's type, with its code or number; never its message."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, TwinkeyError):
        return f"{kind} {error.code}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{kind} errno {error.errno}"
    return kind
