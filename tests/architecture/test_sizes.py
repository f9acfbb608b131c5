"""No file, function or class grows into the one nobody dares to touch."""

from __future__ import annotations

import ast

from tests.architecture.exceptions import LARGE_CLASSES, LONG_FILES, LONG_FUNCTIONS
from tests.architecture.source import (
    PRODUCT,
    ROOT,
    Function,
    classes,
    functions,
    name_of,
    python_files,
)

FILE_LINES = 400
FUNCTION_LINES = 40
PUBLIC_METHODS = 20
SHAPELESS = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "base", "misc"}


def lines(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def public_methods(node: ast.ClassDef) -> int:
    return sum(isinstance(m, Function) and not m.name.startswith("_") for m in node.body)


def file_sizes() -> dict[str, int]:
    files = python_files(*PRODUCT, "tests", "benchmarks")
    return {name_of(f): len(f.read_text(encoding="utf-8").splitlines()) for f in files}


def function_sizes() -> dict[str, int]:
    return {
        f"{name_of(file)}::{name}": lines(node)
        for file in python_files(*PRODUCT)
        for name, node in functions(file)
    }


def class_sizes() -> dict[str, int]:
    return {
        f"{name_of(file)}::{node.name}": public_methods(node)
        for file in python_files(*PRODUCT)
        for node in classes(file)
    }


def too_large(sizes: dict[str, int], limit: int, allowed: dict[str, int]) -> dict[str, int]:
    return {name: n for name, n in sizes.items() if n > allowed.get(name, limit)}


def outgrown(sizes: dict[str, int], limit: int, allowed: dict[str, int]) -> list[str]:
    return [name for name in allowed if sizes.get(name, 0) <= limit]


def test_no_file_is_longer_than_400_lines():
    assert not too_large(file_sizes(), FILE_LINES, LONG_FILES)


def test_no_function_is_longer_than_40_lines():
    assert not too_large(function_sizes(), FUNCTION_LINES, LONG_FUNCTIONS)


def test_no_class_has_more_than_20_public_methods():
    assert not too_large(class_sizes(), PUBLIC_METHODS, LARGE_CLASSES)


def test_an_exception_that_is_no_longer_needed_is_struck_off():
    assert not outgrown(file_sizes(), FILE_LINES, LONG_FILES)
    assert not outgrown(function_sizes(), FUNCTION_LINES, LONG_FUNCTIONS)
    assert not outgrown(class_sizes(), PUBLIC_METHODS, LARGE_CLASSES)


def test_no_module_is_named_after_nothing():
    files = python_files(*PRODUCT, "tests", "benchmarks")
    names = {part.removesuffix(".py"): f for f in files for part in f.relative_to(ROOT).parts}
    assert not {name: name_of(f) for name, f in names.items() if name in SHAPELESS}


def test_each_module_says_what_it_is_for():
    files = python_files(*PRODUCT)
    silent = [name_of(f) for f in files if f.stat().st_size and not module_says(f.read_text())]
    assert not silent


def module_says(text: str) -> bool:
    return ast.get_docstring(ast.parse(text)) is not None
