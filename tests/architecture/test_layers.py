"""Who may import whom, and when."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, name_of, python_files, tree

HEAVY = {"pandas", "numpy", "openpyxl", "reportlab", "pyxform", "lxml", "scipy", "PIL", "pypdfium2"}
HEAVY_AREAS = ("core/figures/", "core/reports/", "core/forms/", "core/scans/")
# each costs 60 to 700 ms, and the sign-in page is painted within 500
AFTER_FIRST_PAINT = HEAVY - {"PIL"} | {"sqlite_utils"}
OUTSIDE_THE_DOMAIN = {"os", "subprocess", "time", "secrets", "tempfile", "glob", "shutil"}
# what reads the machine's clock, chance or files; random.Random(seed) is a value like any other
IMPURE = re.compile(
    r"(.*\.)?(datetime|date|dt)\.(now|today|utcnow)|random\.(?!Random$)\w+|uuid\.uuid[14]|open"
    r"|.*\.(read|write)_(text|bytes)"
)


def imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """The top-level names of the modules that these nodes import."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def run_on_import(node: ast.AST) -> Iterator[ast.AST]:
    """The statements that are executed when the module is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from run_on_import(child)


def offenders(files: list[Path], names: set[str]) -> dict[str, set[str]]:
    found = {name_of(f): names & set(imported(ast.walk(tree(f)))) for f in files}
    return {name: bad for name, bad in found.items() if bad}


def test_heavy_libraries_are_imported_only_inside_functions():
    files = python_files("main.py", "core", "storage", "ui")
    found = {name_of(f): HEAVY & set(imported(run_on_import(tree(f)))) for f in files}
    assert not {name: bad for name, bad in found.items() if bad}


def test_core_uses_heavy_libraries_only_where_it_makes_or_reads_files():
    files = [f for f in python_files("core") if not name_of(f).startswith(HEAVY_AREAS)]
    assert not offenders(files, HEAVY)


def test_core_has_no_clock_no_chance_and_no_files_of_its_own():
    # a form's workbook is converted in a memory-limited child process, which needs both
    files = [f for f in python_files("core") if not name_of(f).startswith("core/forms/")]
    assert not offenders(files, OUTSIDE_THE_DOMAIN)


def test_core_calls_nothing_that_reads_the_machine():
    files = [f for f in python_files("core") if not name_of(f).startswith("core/forms/")]
    calls = [
        f"{name_of(file)}:{node.lineno}: {ast.unparse(node.func)}"
        for file in files
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and IMPURE.fullmatch(ast.unparse(node.func))
    ]
    assert not calls


def test_only_storage_knows_the_database():
    assert not offenders(python_files("main.py", "core", "ui"), {"sqlite3", "sqlcipher3"})


def test_only_main_knows_both_ui_and_storage():
    files = python_files("ui")
    assert not offenders(files, {"storage"})
    assert not offenders(python_files("storage"), {"ui"})


def test_the_program_starts_without_a_heavy_library():
    if not (ROOT / "ui" / "app.py").exists() or not (ROOT / "main.py").exists():
        pytest.skip("there is no program to start yet")
    code = "import sys, main, ui.app; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    started = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert started.returncode == 0, started.stderr
    assert not AFTER_FIRST_PAINT & set(started.stdout.split())


def test_preflight_needs_no_qt():
    code = "import sys, ui.preflight; assert not [m for m in sys.modules if 'PySide6' in m]"
    started = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert started.returncode == 0
