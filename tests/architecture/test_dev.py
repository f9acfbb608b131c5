"""The developer's commands fit the files they work on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dev
from tests.architecture.source import ROOT

PIN = re.compile(r"^([\w.-]+)==(\S+)(?: ; (.+?))?(?: \\)?$", re.MULTILINE)


def pins(lock: str) -> set[tuple[str, ...]]:
    return set(PIN.findall((ROOT / lock).read_text(encoding="utf-8")))


def wanted(source: str) -> set[tuple[str, str]]:
    """Name and version ("" for any) of each line of a .in file."""
    lines = (ROOT / source).read_text(encoding="utf-8").splitlines()
    parts = [line.partition("==") for line in lines if line and line[0] not in "#-"]
    return {(name.lower(), version) for name, _, version in parts}


def test_the_tests_run_on_exactly_what_the_program_runs_on():
    assert pins("requirements.txt") <= pins("requirements-dev.txt")


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-fonts"])
def test_every_requirement_is_locked(name):
    locked = {pin[:2] for pin in pins(f"{name}.txt")}
    names = {locked_name for locked_name, _ in locked}
    for requirement, version in wanted(f"{name}.in"):
        assert (requirement, version) in locked or (not version and requirement in names)


def test_every_job_is_explained_and_every_explained_job_exists():
    assert dev.__doc__ is not None
    assert set(re.findall(r"^python3 dev\.py (\w+)", dev.__doc__, re.MULTILINE)) == set(dev.JOBS)


def test_the_readme_and_the_ci_call_jobs_that_exist():
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", ".ci/run"))
    called = set(re.findall(r"dev\.py ([a-z]\w*)", text))
    assert {"run", "test"} <= called <= set(dev.JOBS)


def test_an_offscreen_platform_is_no_screen(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not dev.has_screen()
    monkeypatch.delenv("QT_QPA_PLATFORM")
    assert dev.has_screen()


def test_the_fonts_are_static_and_chinese(qapp):
    from PySide6.QtGui import QFontDatabase, QRawFont

    fonts = ROOT / "resources" / "fonts"
    for name, weight in zip(dev.FONTS, (400, 700), strict=True):
        assert families(fonts / name) == ["Noto Sans SC"]
        raw = QRawFont(str(fonts / name), 12)
        assert raw.weight() == weight
        assert all(raw.supportsCharacter(ord(sign)) for sign in "双遍录入龘䶮①✓")
    assert {"Regular", "Bold"} <= set(QFontDatabase.styles("Noto Sans SC"))


def families(file: Path) -> list[str]:
    from PySide6.QtGui import QFontDatabase

    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))


def test_every_folder_of_tests_is_in_one_lane():
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "tests").rglob("test_*.py")}
    found = sorted({"/".join(folder.parts[:2]) for folder in folders})
    assert sorted(folder for lane in dev.LANES for folder in lane) == found
