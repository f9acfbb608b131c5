"""The last line that a conformance run prints, and the file that lists what failed."""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Report:
    """Counts of one run; `failures` are written as JSON beside the figures."""

    name: str
    passed: int = 0
    failures: list[Mapping[str, Any]] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    figures: dict[str, Any] = field(default_factory=dict)

    def fail(self, **failure: Any) -> None:
        """Note one failure."""
        self.failures.append(failure)

    @property
    def run(self) -> int:
        """Cases that were tried."""
        return self.passed + len(self.failures)

    def summary(self, folder: Path | None = None) -> dict[str, Any]:
        """The figures, after writing the failures."""
        where = folder or Path(tempfile.gettempdir())
        file = where / f"conformance-{self.name}-failures.json"
        file.write_text(json.dumps(self.failures, indent=1, ensure_ascii=False, default=str))
        return {
            "run": self.run,
            "passed": self.passed,
            "failed": len(self.failures),
            "skipped": sum(self.skipped.values()),
            "failures_file": str(file),
            **self.figures,
        }

    def print(self) -> None:
        """Print why cases were skipped, then the summary as the last line."""
        for reason, count in self.skipped.most_common():
            print(f"skipped {count}: {reason}")
        print(json.dumps(self.summary(), ensure_ascii=False))


def unpacked(file: Path) -> bytes:
    """The file's bytes, unpacked where it is packed; exits with a message where it cannot be read."""
    try:
        data = file.read_bytes()
        return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    except OSError as error:
        sys.exit(f"{file}: {error}")


def arguments(argv: Iterable[str]) -> list[Path]:
    """The files named on the command line; exits with a message where there is none."""
    files = [Path(argument) for argument in argv]
    if not files:
        sys.exit("name a recorded file")
    return files
