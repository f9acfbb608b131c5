"""Repeats: keys with places, counts, totals, answers that wait for their instance."""

from __future__ import annotations

import pytest

from core.forms.model import Check, Kind, Severity
from tests.core.logic.forms import Group, Q, form, state


def staff(count: str = "") -> Group:
    low = Q("low", Kind.CALCULATE, binds={"calculate": "if(../score < 3, 1, 0)"})
    return Group("staff", [Q("no"), Q("score", Kind.INTEGER), low], count)


def total(expression: str) -> Q:
    return Q("total", Kind.CALCULATE, binds={"calculate": expression})


def test_keys_carry_the_place_of_each_instance():
    sheet = state(form(Q("a"), staff()))
    sheet.add_repeat("/data/staff")
    assert sheet.keys() == (
        "a", "staff[1]/no", "staff[1]/score", "staff[1]/low",
        "staff[2]/no", "staff[2]/score", "staff[2]/low",
    )  # fmt: skip


def test_an_answer_reaches_its_own_instance_and_the_totals():
    sheet = state(form(staff(), total("sum(/data/staff/low)")))
    sheet.add_repeat("/data/staff")
    changed = sheet.answer("staff[2]/score", "1")
    assert changed == {"staff[2]/score", "staff[2]/low", "total"}
    assert (sheet.value("staff[1]/low"), sheet.value("total")) == ("0", "1")


def test_removing_an_instance_moves_later_ones_up():
    sheet = state(form(staff(), total("count(/data/staff)")))
    sheet.add_repeat("/data/staff")
    sheet.add_repeat("/data/staff")
    for place in (1, 2, 3):
        sheet.answer(f"staff[{place}]/no", f"n{place}")
    sheet.remove_repeat("/data/staff", 2)
    assert sheet.answers() == {"staff[1]/no": "n1", "staff[2]/no": "n3"}
    assert sheet.value("total") == "2"


def test_a_count_makes_and_takes_instances_and_keeps_what_was_keyed():
    sheet = state(form(Q("n", Kind.INTEGER), staff("/data/n")))
    sheet.answer("n", "2")
    sheet.answer("staff[2]/no", "A7")
    sheet.answer("n", "1")
    assert sheet.keys()[-1] == "staff[1]/low"
    assert sheet.answers() == {"n": "1", "staff[2]/no": "A7"}
    assert not sheet.is_relevant("staff[2]/no")
    assert [f.check for f in sheet.findings()] == ["closed:staff[2]/no"]
    sheet.answer("n", "3")
    assert sheet.value("staff[2]/no") == "A7"
    assert sheet.findings() == ()


def test_a_blank_count_leaves_the_instances_there_are():
    sheet = state(form(Q("n", Kind.INTEGER), staff("/data/n")), {"n": "2"})
    sheet.answer("n", None)
    assert len(sheet.keys()) == 1 + 2 * 3


def test_a_stored_record_makes_room_for_its_instances():
    answers = {"staff[3]/no": "x", "staff[1]/score": "5"}
    sheet = state(form(staff()), answers)
    assert sheet.answers() == {"staff[1]/score": "5", "staff[3]/no": "x"}


def test_nested_repeats_have_a_place_each():
    child = Group("child", [Q("age", Kind.INTEGER)], "")
    sheet = state(form(Group("house", [Q("street"), child], "")))
    sheet.add_repeat("/data/house")
    sheet.add_repeat("/data/house[2]/child")
    sheet.answer("house[2]/child[2]/age", "4")
    assert sheet.answers() == {"house[2]/child[2]/age": "4"}
    sheet.remove_repeat("/data/house[2]/child", 1)
    assert sheet.answers() == {"house[2]/child[1]/age": "4"}
    with pytest.raises(KeyError):
        sheet.add_repeat("/data/garden")


def test_a_running_total_reads_the_instance_before():
    before = "/data/row[position() = position(current()/..) - 1]/run"
    run = Q("run", Kind.INTEGER, binds={"calculate": f"coalesce({before}, 0) + ../n"})
    sheet = state(form(Group("row", [Q("n", Kind.INTEGER), run], "")))
    for _ in range(2):
        sheet.add_repeat("/data/row")
    for place, n in enumerate(("1", "2", "3"), 1):
        sheet.answer(f"row[{place}]/n", n)
    assert [sheet.value(f"row[{place}]/run") for place in (1, 2, 3)] == ["1", "3", "6"]
    sheet.answer("row[1]/n", "10")
    assert sheet.value("row[3]/run") == "15"


def test_a_check_of_a_repeat_fires_for_its_instance_alone():
    check = Check(
        "low", Severity.WARN, "../score >= 3", "../score != ''", {}, ("score",), "/data/staff/score"
    )
    sheet = state(form(staff(), checks=[check]))
    sheet.add_repeat("/data/staff")
    sheet.answer("staff[2]/score", "1")
    assert [(f.check, f.questions) for f in sheet.findings()] == [("low", ("staff[2]/score",))]


def test_a_place_is_known_to_its_instance():
    place = Q("place", Kind.CALCULATE, binds={"calculate": "position(..)"})
    sheet = state(form(Group("row", [Q("n"), place], "")))
    sheet.add_repeat("/data/row")
    sheet.add_repeat("/data/row")
    sheet.remove_repeat("/data/row", 1)
    assert [sheet.value(f"row[{n}]/place") for n in (1, 2)] == ["1", "2"]


def test_a_running_total_reaches_the_last_of_many_instances():
    before = "/data/row[position() = position(current()/..) - 1]/run"
    run = Q("run", Kind.INTEGER, binds={"calculate": f"coalesce({before}, 0) + ../n"})
    answers = {f"row[{place}]/n": "1" for place in range(1, 121)}
    sheet = state(form(Group("row", [Q("n", Kind.INTEGER), run], "")), answers)
    assert sheet.value("row[120]/run") == "120"
    sheet.answer("row[1]/n", "2")
    assert sheet.value("row[120]/run") == "121"
