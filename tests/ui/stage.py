"""One person's workspace over services in memory, shown in either language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.services.desk import Desk
from core.values import Answer, Answers, BatchId, Special
from tests.support.world import MemoryWorld, in_memory
from tests.ui.keyboard import keys, press
from ui.app import Look, make_application
from ui.change_bus import ChangeBus
from ui.jobs import Jobs
from ui.page import Tools
from ui.preferences import Preferences
from ui.sentences import SPECIAL_KEYS
from ui.workspace import Workspace

Show = Callable[..., Workspace]
LANGUAGES = ("zh", "en")


@pytest.fixture
def world() -> MemoryWorld:
    """The demonstration's people and both forms."""
    return in_memory("BSQ-1.xlsx", "MSC-1.xlsx")


@pytest.fixture
def show(qtbot: QtBot, tmp_path: Path) -> Show:
    """`show(desk, "review", place, language="zh")`: the workspace at a page, with the keyboard."""
    application = make_application([])
    preferences = Preferences(tmp_path / "screen.ini")
    look = Look(application, preferences)
    kept: list[Workspace] = []

    def shown(desk: Desk, page: str, place: Any = None, language: str = "en") -> Workspace:
        for before in kept:
            before.hide()
        preferences.language, preferences.sound = language, False
        look.apply()
        workspace = Workspace(Tools(desk, ChangeBus(), Jobs(), preferences))
        kept.append(workspace)
        qtbot.addWidget(workspace)
        workspace.resize(1180, 760)
        with qtbot.waitActive(workspace):
            workspace.show()
        workspace.go(page, place)
        workspace.activateWindow()
        qtbot.waitUntil(workspace.isActiveWindow)
        workspace.page.take_keyboard()
        return workspace

    return shown


def settled(
    world: MemoryWorld, sheets: int, changed: dict[str, Answers] | None = None
) -> tuple[BatchId, dict[str, Answers]]:
    """A batch keyed twice, compared and ruled; `changed` is what some papers say instead."""
    batch = world.open_paper(sheets)
    truth = world.truth(batch, sheets)
    for serial, answers in (changed or {}).items():
        truth[serial] = {**truth[serial], **answers}
    world.key_twice(batch, truth)
    world.compare(batch)
    world.rule_truly(batch, truth)
    return batch, truth


def typed(answer: Answer) -> str:
    """What a person types for an answer."""
    return SPECIAL_KEYS[answer] if isinstance(answer, Special) else answer


def type_answer(answer: Answer, *, arrived: Callable[[], bool]) -> None:
    """Type an answer, and Enter where the field did not go on by itself."""
    keys(typed(answer))
    if not arrived():
        keys("\n")


__all__ = ["LANGUAGES", "Show", "press", "settled", "show", "type_answer", "typed", "world"]
