"""The project's own files as the architecture tests read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("main.py", "dev.py", "core", "storage", "ui", "resources")
GENERATED = (".venv", ".git", "build", "dist", "out")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control, or, in an unpacked archive, every file."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0:
        files = [ROOT / name for name in listing.stdout.split("\0") if name]
    else:
        files = [f for f in ROOT.rglob("*") if f.relative_to(ROOT).parts[0] not in GENERATED]
    return tuple(sorted(f for f in files if f.is_file()))


def python_files(*tops: str) -> list[Path]:
    """The Python files under these folders (or these files themselves)."""
    return [f for f in tracked() if f.suffix == ".py" and f.relative_to(ROOT).parts[0] in tops]


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(file: Path) -> Iterator[tuple[str, Function]]:
    """Each function with its dotted name, those inside classes and functions too."""
    yield from _functions(tree(file), "")


def _functions(node: ast.AST, inside: str) -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield inside + child.name, child
            yield from _functions(child, f"{inside}{child.name}.")
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{inside}{child.name}.")
        else:
            yield from _functions(child, inside)


def classes(file: Path) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(tree(file)) if isinstance(node, ast.ClassDef))
