"""What a visit must say before it can be signed."""

from __future__ import annotations

import pytest

from core.errors import REMARK_MISSING, TIMES_OUT_OF_ORDER, UserError
from core.forms.model import Choice, Form, Kind, Question, Section
from core.values import Answers, FormId, Special
from core.workflow.batch import VISIT_SERIAL
from core.workflow.visiting import check, evidence, serial_of, with_evidence

TIMES = ("arrive", "ticket", "called", "finished", "left")
YES_NO = (Choice("1", {}, {"score": "100"}), Choice("0", {}, {"score": "0"}))
FIVE = tuple(Choice(str(n), {}, {"score": str(25 * n - 25)}) for n in range(1, 6))


def question(key: str, kind: Kind, choices: tuple[Choice, ...] = ()) -> Question:
    return Question(key, f"/data/{key}", key, kind, {}, choices=choices)


QUESTIONS = (
    *(question(name, Kind.TIME) for name in TIMES),
    question("greeted", Kind.SELECT_ONE, YES_NO), question("greeted_remark", Kind.TEXT),
    question("polite", Kind.SELECT_ONE, FIVE), question("polite_remark", Kind.TEXT),
    question("bare", Kind.SELECT_ONE, YES_NO),
)  # fmt: skip
FORM = Form(
    id=FormId("f"), form_id="T", version="1", code="F", titles={}, languages=("zh",),
    default_language="zh", questions=QUESTIONS,
    sections=(
        Section("/data/h", "h", {}, TIMES),
        Section("/data/M", "M", {}, tuple(q.key for q in QUESTIONS[5:]), 100),
    ),
    dimensions=(), checks=(), xml="", is_visit=True,
)  # fmt: skip
GOOD: Answers = {
    "arrive": "09:58", "ticket": "10:00", "called": "10:00", "finished": "10:31", "left": "10:32",
    "greeted": "1", "polite": "3", "bare": "1",
}  # fmt: skip


def refused(code: str, **changed: str | Special) -> tuple[str, ...]:
    with pytest.raises(UserError) as caught:
        check(FORM, GOOD | changed)
    assert caught.value.code == code
    return tuple(caught.value.params["questions"])


def test_times_in_order_pass_even_where_two_are_the_same_or_one_is_blank() -> None:
    check(FORM, GOOD)
    check(FORM, GOOD | {"ticket": Special.BLANK})


def test_a_time_before_an_earlier_step_is_refused_even_past_a_blank() -> None:
    assert refused(TIMES_OUT_OF_ORDER, finished="09:59") == ("finished",)
    assert refused(TIMES_OUT_OF_ORDER, ticket=Special.BLANK, called="09:57") == ("called",)


@pytest.mark.parametrize("changed", [{"greeted": "0"}, {"polite": "2"}, {"polite": "1"}])
def test_a_fail_or_at_most_2_without_a_remark_is_refused(changed: dict[str, str]) -> None:
    key = next(iter(changed))
    assert refused(REMARK_MISSING, **changed) == (key,)
    assert refused(REMARK_MISSING, **changed, **{f"{key}_remark": Special.BLANK}) == (key,)
    check(FORM, GOOD | changed | {f"{key}_remark": "柜员低头看手机"})


def test_an_item_without_a_remark_field_needs_none() -> None:
    check(FORM, GOOD | {"bare": "0"})


def test_a_visit_number_is_one_that_a_visit_batch_takes() -> None:
    assert VISIT_SERIAL.fullmatch(serial_of(bytes(range(5))))
    assert serial_of(b"\xff" * 5) != serial_of(b"\x00" * 5)


def test_evidence_is_kept_by_hash_once_and_with_its_name_made_harmless() -> None:
    one = with_evidence(None, "aa", "门口 1.jpg")
    two = with_evidence(one, "bb", "ti\ncket.jpg")
    assert evidence(with_evidence(two, "aa", "again.jpg")) == (
        ("bb", "ti cket.jpg"),
        ("aa", "again.jpg"),
    )
    assert evidence(Special.BLANK) == evidence(None) == ()
