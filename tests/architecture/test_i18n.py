"""Whatever a person can read is there in both languages."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, name_of, python_files, tree

FOLDER = ROOT / "resources" / "i18n"
TRANSLATIONS = sorted(FOLDER.glob("*.ts"))
TOOLS = Path(sys.executable).parent
HOLES = re.compile(r"%L?\d|%n|\{\w*\}")
TRANSLATING = {"tr", "translate", "QT_TR_NOOP", "QT_TRANSLATE_NOOP"}

each_translation = pytest.mark.parametrize("ts", TRANSLATIONS, ids=lambda ts: ts.name)


def messages(ts: Path) -> Iterator[tuple[str, str, ET.Element]]:
    """Context, source text and translation of each message."""
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield context.findtext("name", ""), message.findtext("source", ""), translation


def texts(translation: ET.Element) -> list[str]:
    forms = [form.text or "" for form in translation.iter("numerusform")]
    return forms or [translation.text or ""]


@each_translation
def test_every_string_is_translated(ts, tmp_path):
    fresh = tmp_path / ts.name
    shutil.copy(ts, fresh)
    command = [TOOLS / "pyside6-lupdate", "-silent", "-locations", "none"]
    subprocess.run([*command, *python_files("ui"), "-ts", fresh], check=True, cwd=ROOT)
    bad = [
        f"{context}: {source}"
        for context, source, translation in messages(fresh)
        if translation.get("type") or not all(texts(translation))
    ]
    assert not bad, "run `python3 dev.py i18n`, then translate"


@each_translation
def test_the_compiled_translation_is_current(ts, tmp_path):
    qm = tmp_path / "fresh.qm"
    subprocess.run([TOOLS / "pyside6-lrelease", "-silent", ts, "-qm", qm], check=True)
    assert qm.read_bytes() == ts.with_suffix(".qm").read_bytes(), "run `python3 dev.py i18n`"


@each_translation
def test_placeholders_are_kept(ts):
    bad = [
        source
        for _, source, translation in messages(ts)
        for text in texts(translation)
        if sorted(HOLES.findall(source)) != sorted(HOLES.findall(text))
    ]
    assert not bad


def test_no_translated_string_is_an_f_string():
    # lupdate writes such a string with its names erased, so it is never found again
    bad = [
        f"{name_of(file)}:{call.lineno}"
        for file in python_files("ui", "main.py")
        for call in ast.walk(tree(file))
        if isinstance(call, ast.Call) and called(call) in TRANSLATING and has_f_string(call)
    ]
    assert not bad


def called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def has_f_string(call: ast.Call) -> bool:
    return any(isinstance(argument, ast.JoinedStr) for argument in call.args)
