"""Runs the workbook converter in a child process with limits on memory and time, and caches results.

`python -m storage.form_import KIND NAME` is that child: workbook on stdin, conversion on stdout.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.errors import FORM_BROKEN, UserError
from core.forms.conversion import VERSION, Conversion, convert, from_json, to_json
from core.forms.model import Form
from core.forms.sheets import Workbook
from core.forms.workbook import Examined, examine
from core.progress import Progress, Silent

MEMORY_BYTES = 768 * 2**20
"""Address space of the child; a workbook of 2,000 questions needs 250 MB of it."""
TIME_LIMIT_S = 60.0
POLL_S = 0.1
CHILD_FLAG = "--convert-form"
"""What a frozen program is started with to act as the child."""


class FormImporter:
    """Converts workbooks out of process; results are kept in `cache`, if one is given."""

    def __init__(
        self,
        cache: Path | None = None,
        *,
        command: Sequence[str] = (),
        time_limit_s: float = TIME_LIMIT_S,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        self._cache = cache
        self._command = tuple(command) or default_command()
        self._time_limit_s = time_limit_s
        self._memory_bytes = memory_bytes

    def read(
        self,
        name: str,
        data: bytes,
        progress: Progress,
        attachments: Mapping[str, bytes] | None = None,
    ) -> Form:
        """The workbook as a Form, with the files that its lists and look-ups read.

        Raises UserError NOT_A_WORKBOOK, FORM_TOO_LARGE or FORM_BROKEN(file, problems); EnvError
        CANCELLED from `progress`.
        """
        found = self.examine(name, data, progress, attachments)
        if found.form is None:
            raise UserError(FORM_BROKEN, file=name, problems=found.errors)
        return found.form

    def examine(
        self,
        name: str,
        data: bytes,
        progress: Progress | None = None,
        attachments: Mapping[str, bytes] | None = None,
    ) -> Examined:
        """The workbook as a Form with every problem found. Raises NOT_A_WORKBOOK, FORM_TOO_LARGE."""
        return examine(data, name, _Watched(self, progress or Silent()), attachments)

    def convert(self, workbook: bytes, kind: str, name: str) -> Conversion:
        """The conversion of a workbook, from the cache or from a child process."""
        return self.converted(workbook, kind, name, Silent())

    def converted(self, workbook: bytes, kind: str, name: str, progress: Progress) -> Conversion:
        """As `convert`, with progress in tenths of a second of the time limit."""
        place = self._place(workbook, name)
        if place is not None and place.exists():
            try:
                return from_json(place.read_bytes())
            except ValueError:
                place.unlink(missing_ok=True)
        conversion = self._in_child(workbook, kind, name, progress)
        if place is not None and conversion.crash != "limit":
            _write(place, to_json(conversion))
        return conversion

    def _place(self, workbook: bytes, name: str) -> Path | None:
        """One file per workbook, converter and version; a nameless form takes the file's name."""
        if self._cache is None:
            return None
        versions = f"{_pyxform_version()}\0{VERSION}\0{name}\0".encode()
        return self._cache / f"{hashlib.sha256(versions + workbook).hexdigest()}.form.json"

    def _in_child(self, workbook: bytes, kind: str, name: str, progress: Progress) -> Conversion:
        limits = (str(self._memory_bytes), str(max(1, int(self._time_limit_s))))
        with tempfile.TemporaryFile() as source:
            source.write(workbook)
            source.seek(0)
            child = subprocess.Popen(
                [*self._command, kind, name, *limits],
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=Path(__file__).resolve().parents[1],
            )
            try:
                output = _wait(child, self._time_limit_s, progress)
            finally:
                if child.poll() is None:
                    child.kill()
                    child.communicate()
        if output is None:
            return Conversion(Workbook(), error="time", crash="limit")
        try:
            return from_json(output)
        except ValueError:
            return Conversion(Workbook(), error="memory", crash="limit")


class _Watched:
    """A Converter that reports to one progress."""

    def __init__(self, importer: FormImporter, progress: Progress) -> None:
        self._importer, self._progress = importer, progress

    def convert(self, workbook: bytes, kind: str, name: str) -> Conversion:
        return self._importer.converted(workbook, kind, name, self._progress)


def default_command() -> tuple[str, ...]:
    """How this program starts itself as the child."""
    if getattr(sys, "frozen", False):
        return (sys.executable, CHILD_FLAG)
    return (sys.executable, "-m", "storage.form_import")


def _wait(child: subprocess.Popen[bytes], limit_s: float, progress: Progress) -> bytes | None:
    """The child's output, or None when it ran out of time; progress may raise to cancel."""
    began = time.monotonic()
    while (spent := time.monotonic() - began) <= limit_s:
        progress.step(int(spent / POLL_S), int(limit_s / POLL_S))
        try:
            return child.communicate(timeout=POLL_S)[0]
        except subprocess.TimeoutExpired:
            continue
    return None


def _pyxform_version() -> str:
    """A frozen program may carry no metadata; its converter then changes with VERSION alone."""
    try:
        return importlib.metadata.version("pyxform")
    except importlib.metadata.PackageNotFoundError:
        return ""


def _write(place: Path, data: bytes) -> None:
    """Whole or not at all: two windows may convert the same workbook."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(data)
    part.replace(place)


def run_child(arguments: Sequence[str]) -> int:
    """The child's main: KIND NAME MEMORY_BYTES SECONDS; a workbook on stdin, JSON on stdout."""
    kind, name, memory, seconds = arguments
    _limit(int(memory), int(seconds))
    # openpyxl loads numpy where it finds it: 0.2 s and an address space per core for nothing
    sys.modules["numpy"] = None  # type: ignore[assignment]
    result = sys.stdout.buffer
    sys.stdout = sys.stderr
    try:
        output = to_json(convert(sys.stdin.buffer.read(), kind, name))
    except MemoryError:
        return 1
    result.write(output)
    result.flush()
    return 0


def _limit(memory_bytes: int, seconds: int) -> None:
    """Where the system has limits (not Windows, where the parent's time limit must do)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(run_child(sys.argv[1:]))
