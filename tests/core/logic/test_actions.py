"""Values that a form sets by itself: at the start, after an answer, in a new repeat instance."""

from __future__ import annotations

from core.forms.model import Form, Kind
from tests.core.logic.forms import Group, Q, form, state

START = '<setvalue event="odk-instance-first-load" ref="{0}" value="{1}"/>'


def test_a_dynamic_default_is_set_once_at_the_start_and_counts_as_not_keyed():
    made = form(Q("day", Kind.DATE), model=START.format("/data/day", "today()"))
    sheet = state(made)
    assert sheet.value("day") == "2026-11-22"
    assert sheet.answers() == {}
    assert state(made, {"day": "2026-01-01"}).value("day") == "2026-01-01"


def test_a_default_is_not_set_where_the_question_is_closed():
    closed = Q("a", binds={"relevant": "/data/b = 1"})
    sheet = state(form(closed, Q("b"), model=START.format("/data/a", "'x'")))
    sheet.answer("b", "1")
    assert sheet.value("a") is None


def trigger(rest: str) -> str:
    return f'<setvalue event="xforms-value-changed" {rest}</setvalue>'


def test_an_answer_sets_another_question_unless_that_was_keyed():
    asked = Q("a", actions=trigger('ref="/data/b">said'))
    sheet = state(form(asked, Q("b")))
    assert sheet.answer("a", "1") == {"a", "b"}
    assert sheet.value("b") == "said"
    sheet.answer("b", "own")
    sheet.answer("a", "2")
    assert sheet.value("b") == "own"


def test_the_same_answer_again_sets_nothing():
    asked = Q("a", actions=trigger('ref="/data/n" value="/data/n + 1">'))
    sheet = state(form(asked, Q("n", Kind.INTEGER, default="0")))
    sheet.answer("a", "x")
    sheet.answer("a", "x")
    assert sheet.value("n") == "1"


def test_an_action_may_name_one_instance_or_reach_its_own():
    first = trigger('ref="/data/row[position() = 1]/b" value="/data/a">')
    own = trigger('ref="/data/row/b" value="../c">')
    row = Group("row", [Q("b"), Q("c", actions=own)], "")
    sheet = state(form(Q("a", actions=first), row))
    sheet.add_repeat("/data/row")
    sheet.answer("a", "x")
    assert [sheet.value(f"row[{n}]/b") for n in (1, 2)] == ["x", None]
    sheet.answer("row[2]/c", "y")
    assert [sheet.value(f"row[{n}]/b") for n in (1, 2)] == ["x", "y"]


def test_an_action_with_a_wrong_or_strange_target_sets_nothing():
    wrong = trigger('ref="/data/row[">x') + trigger('ref="/data/none">x')
    strange = trigger('ref="/data/row" value="1">') + trigger('ref="/data/b" value="nope(">')
    row = Group("row", [Q("c")], "")
    sheet = state(form(Q("a", actions=wrong + strange), Q("b"), row))
    assert sheet.answer("a", "x") == {"a"}


def counted(count: str) -> Form:
    new = '<setvalue event="odk-new-repeat" ref="/data/row/n" value="position(..)"/>'
    made = form(Q("k", Kind.INTEGER), Group("row", [Q("n", Kind.INTEGER), Q("m")], count))
    return Form(**{**made.__dict__, "xml": made.xml.replace("</repeat>", new + "</repeat>")})


def test_a_new_instance_sets_its_own_values():
    sheet = state(counted(""))
    sheet.add_repeat("/data/row")
    assert [sheet.value(f"row[{n}]/n") for n in (1, 2)] == [None, "2"]


def test_instances_that_a_count_makes_set_their_values_too():
    sheet = state(counted("/data/k"))
    sheet.answer("k", "2")
    assert [sheet.value(f"row[{n}]/n") for n in (1, 2)] == ["1", "2"]
    assert state(counted("/data/k"), {"k": "1"}).value("row[1]/n") == "1"
