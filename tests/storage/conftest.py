"""Projects to test on, and how a refusal is expected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from core.errors import TwinkeyError
from core.people import Role
from tests.storage.bank import Bank, founded_bank
from tests.storage.projects import Project, founded


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = founded(tmp_path / "project")
    yield made
    made.gate.close()


@pytest.fixture
def staffed(project: Project) -> Project:
    """Two clerks and two leaders besides the administrator."""
    for login, role in (
        ("clerk1", Role.CLERK),
        ("clerk2", Role.CLERK),
        ("judge1", Role.LEADER),
        ("judge2", Role.LEADER),
    ):
        project.add(login, role)
    return project


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    """Head office, a region and two branches, each with people; the clocks stand still."""
    made = founded_bank(tmp_path)
    yield made
    made.project.gate.close()


@pytest.fixture
def refused() -> Callable[..., Any]:
    """`with refused(CODE) as error:` expects a TwinkeyError of that code."""

    @contextmanager
    def expect(*codes: str) -> Iterator[pytest.ExceptionInfo[TwinkeyError]]:
        with pytest.raises(TwinkeyError) as caught:
            yield caught
        assert caught.value.code in codes

    return expect
