"""What each key of entry does, told without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.logic.state import FormState
from core.services.batches import BatchRow
from core.services.keying import Draft
from core.workflow.drafting import replay
from tests.support.world import form_of, workbook
from ui.keying.history import History
from ui.keying.outline import LONGEST, SHORT
from ui.keying.presenter import GHOST_GUARD_MS, KeyingPresenter
from ui.keying.presenters import wall_clock


class Clock:
    def __init__(self) -> None:
        self.ms = 0

    def __call__(self) -> int:
        return self.ms


def draft_of(changes=()):
    form = form_of("BSQ-1.xlsx", workbook("BSQ-1.xlsx"))
    row = BatchRow(
        "b", "E01", form.id, dict(form.titles), "E01", {}, "2026-11", "keying", False, 1, ()
    )
    return Draft("b/0001/1/1", "b/0001", "0001", row, 1, form, tuple(changes))


def presenter_of(draft, clock=None, save=None, **options) -> KeyingPresenter:
    state = FormState(draft.form, now=wall_clock(), answers=History(draft.changes).answers)
    return KeyingPresenter(
        draft,
        state,
        save or (lambda d, change: replace(d, changes=(*d.changes, change))),
        clock_ms=clock or Clock(),
        today=date(2026, 11, 22),
        language="en",
        **options,
    )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def at_q01(clock) -> KeyingPresenter:
    presenter = presenter_of(draft_of(), clock)
    presenter.go("Q01")
    return presenter


def test_an_enter_long_after_an_auto_advance_is_meant(at_q01, clock):
    at_q01.type("1")
    clock.ms += GHOST_GUARD_MS
    at_q01.enter("", edited=False)
    assert at_q01.cursor == "Q03"


def test_only_one_enter_is_swallowed(at_q01):
    at_q01.type("1")
    assert at_q01.enter("", edited=False).ignored
    at_q01.enter("", edited=False)
    assert at_q01.cursor == "Q03"


def test_enter_after_typing_is_never_swallowed(at_q01):
    at_q01.type("1")
    at_q01.enter("3", edited=True)
    assert at_q01.history.answers["Q02"] == "3"


def test_with_auto_advance_off_a_code_waits_for_enter():
    presenter = presenter_of(draft_of(), auto_advance=False)
    presenter.go("Q01")
    presenter.type("2")
    assert presenter.cursor == "Q01"
    presenter.enter("2", edited=True)
    assert presenter.cursor == "Q02"


def test_ten_waits_after_one_where_both_are_codes(clock):
    presenter = presenter_of(draft_of(), clock)
    presenter.go("Q28")
    question = presenter.field("Q28").question
    if not question.choices:
        pytest.skip("the scale is a number in this form")
    presenter.type("1")
    assert presenter.cursor == "Q28"
    presenter.type("10")
    assert presenter.history.answers["Q28"] == "10"


def test_nothing_moves_when_the_answer_cannot_be_stored(at_q01):
    from core.errors import DISK_FULL, EnvError

    def full(draft, change):
        raise EnvError(DISK_FULL, file="project")

    at_q01._save = full
    with pytest.raises(EnvError):
        at_q01.type("1")
    assert at_q01.cursor == "Q01"
    assert "Q01" not in at_q01.history.answers
    assert at_q01.state.value("Q01") is None


def test_the_history_on_the_page_is_the_one_the_store_replays(at_q01):
    for text in ("1", "2", "3"):
        at_q01.type(text)
    at_q01.undo()
    at_q01.undo()
    at_q01.redo()
    at_q01.go("Q05")
    at_q01.type("4")
    at_q01.note("unsure")
    answers, notes, _ = replay(at_q01.draft.changes)
    assert at_q01.history.answers == answers
    assert at_q01.history.notes == notes


def test_work_goes_on_after_the_last_accepted_answer(at_q01):
    at_q01.type("1")
    at_q01.type("2")
    again = presenter_of(draft_of(at_q01.draft.changes))
    assert again.cursor == "Q03"


def test_a_confirmed_contradiction_is_open_again_when_an_answer_changes(at_q01):
    at_q01.type("4")
    assert at_q01.field("Q01").is_flagged
    at_q01.type("4")
    assert not at_q01.field("Q01").is_flagged
    at_q01.go("Q01")
    at_q01.type("1")
    at_q01.go("Q01")
    at_q01.type("4")
    assert at_q01.field("Q01").is_flagged


def test_questions_are_found_by_number_and_by_text(at_q01):
    assert at_q01.find("q16")[0].key == "Q16"
    assert at_q01.find("16")[0].key == "Q16"
    assert "Q16" in [view.key for view in at_q01.find("courtesy")]


def test_a_part_fits_a_screen(at_q01):
    for part in at_q01.outline.parts:
        assert len(part.keys) <= max(SHORT, LONGEST)
    shown = [key for part in at_q01.outline.parts for key in part.keys]
    assert len(shown) == len(set(shown))
    assert set(at_q01.outline.order) <= set(shown)
