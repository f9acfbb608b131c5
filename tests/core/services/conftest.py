"""A project to work in, made once for a file, with batches of its own for each test."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.core.services.bench import Bench, Stack


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


@pytest.fixture
def stack(bench: Bench) -> Callable[..., Stack]:
    """Open a batch: stack(sheets). Batches of one test are of one month, others' are of others."""
    opened = len(bench.memory.raw("batch", {}))
    period = f"{2000 + opened}-11"

    def another(sheets: int, *, close: bool = True) -> Stack:
        number = len(bench.memory.raw("batch", {}))
        return Stack(bench, sheets, f"batch{number:011}", period, close)

    return another
