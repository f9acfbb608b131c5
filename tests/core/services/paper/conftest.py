"""The demonstration's people and both forms, in memory and on a real encrypted project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from core.errors import TwinkeyError
from tests.support.world import World, in_folder, in_memory

BOOKS = ("BSQ-1.xlsx", "MSC-1.xlsx")


@pytest.fixture(scope="module", params=["memory", "storage"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    if request.param == "memory":
        return in_memory(*BOOKS)
    return in_folder(tmp_path_factory.mktemp("world") / "project", *BOOKS)


@pytest.fixture
def refused() -> Callable[..., Any]:
    """`with refused(CODE) as error:` expects a TwinkeyError of that code."""

    @contextmanager
    def expect(code: str) -> Iterator[pytest.ExceptionInfo[TwinkeyError]]:
        with pytest.raises(TwinkeyError) as caught:
            yield caught
        assert caught.value.code == code

    return expect
