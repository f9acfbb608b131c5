"""The files speak of the product only, and of no machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, name_of, tracked

TEXT = {".py", ".md", ".toml", ".txt", ".in", ".cfg", ".spec", ".ts", ".json", ".csv", ".svg", ""}
HOSTS = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|/simple/|mirrors?\.[a-z]+\.")
ELSEWHERE = re.compile(r"(?<![\w.~)-])/(work|root|home)/\w")
MACHINERY = re.compile(
    r"\b(sub-?agents?|ai agents?|llms?|claude|chatgpt|copilot|anthropic|openai)\b", re.IGNORECASE
)
SECRETS = re.compile(r"BEGIN [A-Z ]*PRIVATE KEY|AGE-SECRET-KEY-1[A-Z0-9]{20}|AKIA[0-9A-Z]{16}")


def matches(pattern: re.Pattern[str]) -> list[str]:
    """Each place, as file:line: text, at which a tracked text file has the pattern."""
    return [
        f"{name_of(file)}:{number}: {line.strip()[:120]}"
        for file in tracked()
        if file.suffix in TEXT and file != Path(__file__).resolve()
        for number, line in enumerate(read(file).splitlines(), 1)
        if pattern.search(line)
    ]


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize(
    "pattern", [HOSTS, ELSEWHERE, MACHINERY, SECRETS], ids=["hosts", "paths", "words", "secrets"]
)
def test_no_file_names_what_is_not_the_product(pattern):
    assert not matches(pattern)


def test_the_locks_hold_hashes_and_no_addresses():
    locks = sorted(ROOT.glob("requirements*.txt"))
    assert len(locks) == 3
    for lock in locks:
        text = read(lock)
        assert "://" not in text
        pins = re.findall(r"^[\w.-]+==", text, re.MULTILINE)
        assert pins
        assert len(re.findall(r"^[\w.-]+==.*\\\n\s+--hash=sha256:", text, re.MULTILINE)) == len(
            pins
        )
