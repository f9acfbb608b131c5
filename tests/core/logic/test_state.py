"""Paper's rules on one sheet: nothing keyed is cleared, what the form closes is flagged."""

from __future__ import annotations

import pytest

from core.forms.model import Check, Kind, Severity
from core.values import Special
from tests.core.logic.forms import Group, Q, form, state

SCALE = {"s5": [{"name": str(n), "label": f"L{n}"} for n in range(1, 6)]}
REGIONS = {
    "city": [
        {"name": "sz", "label": "Shenzhen", "region": "south"},
        {"name": "gz", "label": "Guangzhou", "region": "south"},
        {"name": "bj", "label": "Beijing", "region": "north"},
    ]
}


def conditional() -> Q:
    return Q("why", binds={"relevant": "/data/used = 'yes'", "required": "true()"})


def test_a_closed_answer_stays_and_is_flagged_once_keyed():
    sheet = state(form(Q("used"), conditional()))
    sheet.answer("used", "no")
    changed = sheet.answer("why", "because")
    assert changed == {"why"}
    assert sheet.value("why") == "because"
    assert sheet.answers() == {"used": "no", "why": "because"}
    assert [f.check for f in sheet.findings()] == ["closed:why"]
    assert sheet.findings()[0].limit == "used = 'yes'"


def test_opening_a_question_takes_its_flag_away():
    sheet = state(form(Q("used"), conditional()), {"used": "no", "why": "because"})
    changed = sheet.answer("used", "yes")
    assert changed == {"used", "why"}
    assert sheet.findings() == ()
    assert sheet.is_relevant("why")


def test_calculations_do_not_see_what_is_closed_but_checks_do():
    check = Check("C1", Severity.REVIEW, "/data/why = ''", "/data/used = 'no'", {}, ("why", "used"))
    copy = Q("copy", Kind.CALCULATE, binds={"calculate": "concat('<', /data/why, '>')"})
    made = form(Q("used"), conditional(), copy, checks=[check])
    sheet = state(made, {"used": "no", "why": "because"})
    assert sheet.value("copy") == "<>"
    assert [f.check for f in sheet.findings()] == ["C1"]
    assert sheet.findings()[0].values == {"why": "because", "used": "no"}


@pytest.mark.parametrize("special", list(Special))
def test_a_special_value_satisfies_required(special):
    made = form(Q("a", binds={"required": "true()"}))
    assert [f.check for f in state(made).findings()] == ["required:a"]
    assert state(made, {"a": special}).findings() == ()


def test_taking_an_answer_back_leaves_nothing():
    sheet = state(form(Q("a", binds={"required": "true()"})), {"a": "x"})
    assert sheet.answer("a", None) == {"a"}
    assert sheet.answers() == {}
    assert sheet.value("a") is None
    assert [f.check for f in sheet.findings_at("a")] == ["required:a"]


def test_an_answer_out_of_its_range_is_kept_and_flagged():
    sheet = state(form(Q("age", Kind.INTEGER, binds={"constraint": ". >= 16 and . <= 100"})))
    sheet.answer("age", "7")
    assert not sheet.constraint_ok("age")
    finding = sheet.findings()[0]
    assert (finding.check, finding.limit) == ("constraint:age", "age >= 16 and age <= 100")
    sheet.answer("age", "17")
    assert sheet.constraint_ok("age")
    assert sheet.findings() == ()


def test_a_choice_that_is_no_longer_offered_stays_and_is_flagged():
    city = Q("city", Kind.SELECT_ONE, "city", "region = /data/region")
    sheet = state(form(Q("region"), city, lists=REGIONS), {"region": "south", "city": "gz"})
    assert [c.name for c in sheet.choices("city")] == ["sz", "gz"]
    assert sheet.findings() == ()
    changed = sheet.answer("region", "north")
    assert changed == {"region", "city"}
    assert [c.name for c in sheet.choices("city")] == ["bj"]
    assert sheet.value("city") == "gz"
    assert [f.check for f in sheet.findings()] == ["closed_choice:city"]


def test_each_code_of_a_multiple_choice_must_be_offered():
    cities = Q("cities", Kind.SELECT_MULTIPLE, "city")
    sheet = state(form(cities, lists=REGIONS))
    sheet.answer("cities", "sz bj")
    assert sheet.findings() == ()
    sheet.answer("cities", "sz xx")
    assert [f.check for f in sheet.findings()] == ["closed_choice:cities"]


def test_why_closed_names_the_group_the_rule_and_what_it_read():
    inner = Q("b", binds={"relevant": "/data/x = '1'"})
    made = form(Q("x"), Group("g", [Q("a"), inner], binds={"relevant": "/data/x != '9'"}))
    sheet = state(made, {"x": "9"})
    outer, own = sheet.why_closed("b")
    assert (outer.ref, outer.expression, outer.values) == ("/data/g", "x != '9'", {"x": "9"})
    assert own.ref == "/data/g/b"
    assert sheet.why_closed("x") == ()


def test_a_label_shows_the_values_it_mentions():
    label = 'Dear <output value="/data/name"/>, thank you'
    sheet = state(form(Q("name"), Q("q", label=label)), {"name": "Li"})
    assert sheet.label("q", "") == "Dear Li, thank you"


def test_a_default_stands_until_something_is_keyed():
    sheet = state(form(Q("a", default="1"), Q("b", binds={"relevant": "/data/a = 1"})))
    assert sheet.value("a") == "1"
    assert sheet.answers() == {}
    sheet.answer("a", "2")
    assert not sheet.is_relevant("b")


def test_what_is_keyed_prevails_over_a_calculation_until_taken_back():
    sheet = state(form(Q("a"), Q("b", binds={"calculate": "/data/a * 2"})), {"a": "4"})
    assert sheet.value("b") == "8"
    sheet.answer("b", "9")
    sheet.answer("a", "5")
    assert sheet.value("b") == "9"
    sheet.answer("b", None)
    assert sheet.value("b") == "10"


def test_readonly_comes_from_a_group_too():
    made = form(Q("x"), Group("g", [Q("a")], binds={"readonly": "/data/x = 1"}))
    sheet = state(made)
    assert not sheet.is_readonly("a")
    assert "a" in sheet.answer("x", "1")
    assert sheet.is_readonly("a")


def test_an_unknown_key_is_refused():
    sheet = state(form(Q("a")))
    with pytest.raises(KeyError):
        sheet.answer("b", "1")


def test_answers_to_unknown_questions_are_kept_and_flagged():
    sheet = state(form(Q("a")), {"gone": "1"})
    assert sheet.answers() == {"gone": "1"}
    assert sheet.value("gone") == "1"
    assert [f.check for f in sheet.findings()] == ["closed:gone"]
    sheet.replace({})
    assert sheet.findings() == ()


def test_findings_stand_in_printed_order_of_their_first_question():
    required = {"required": "true()"}
    check = Check("C", Severity.WARN, "false()", "", {}, ("b",))
    sheet = state(form(Q("a", binds=required), Q("b"), Q("c", binds=required), checks=[check]))
    assert [f.check for f in sheet.findings()] == ["required:a", "C", "required:c"]


def test_another_record_leaves_nothing_of_the_one_before():
    made = form(Q("used"), conditional(), Q("s", Kind.SELECT_ONE, "s5"), lists=SCALE)
    sheet = state(made, {"used": "no", "why": "x", "s": "9"})
    assert len(sheet.findings()) == 2
    sheet.replace({"used": "yes", "why": "y"})
    fresh = state(made, {"used": "yes", "why": "y"})
    assert sheet.findings() == fresh.findings() == ()
    assert sheet.answers() == fresh.answers()


def test_a_broken_expression_decides_nothing_and_is_reported():
    from core.logic.program import compile_form

    made = form(Q("a"), Q("b", binds={"relevant": "selcted(/data/a, 1)"}))
    assert [(p.code, p.ref, p.kind) for p in compile_form(made).problems] == [
        ("UNKNOWN_FUNCTION", "/data/b", "relevant")
    ]
    assert state(made).is_relevant("b")


def contradiction(severity: Severity, *questions: str) -> Check:
    return Check("C", severity, "/data/why != ''", "/data/used = 'yes'", {}, questions)


@pytest.mark.parametrize(
    ("check", "found"),
    [
        (contradiction(Severity.REVIEW, "used", "why"), ["C"]),
        (contradiction(Severity.BLOCK, "why"), ["C"]),
        (contradiction(Severity.WARN, "used", "why"), ["C", "required:why"]),
        (contradiction(Severity.REVIEW, "used", "why", "other"), ["C", "required:why"]),
        (contradiction(Severity.REVIEW, "used"), ["C", "required:why"]),
    ],
)
def test_a_blank_that_a_check_of_the_authors_already_tells_is_told_once(check, found):
    why = Q("why", binds={"relevant": "/data/used = 'yes'", "required": "true()"})
    sheet = state(form(Q("used"), why, Q("other"), checks=[check]), {"used": "yes"})
    assert sorted(f.check for f in sheet.findings()) == found


def test_what_a_check_tells_in_one_instance_of_a_repeat_stands_in_the_others():
    why = Q("why", binds={"relevant": "../used = 'yes'", "required": "true()"})
    check = Check("C", Severity.REVIEW, "../why != ''", "../used = 'yes' and ../../strict = '1'", {},
                  ("used", "why"), context="/data/row/used")  # fmt: skip
    made = form(Q("strict"), Group("row", [Q("used"), why], ""), checks=[check])
    rows = {"row[1]/used": "yes", "row[2]/used": "yes", "row[2]/why": "so"}
    assert [f.check for f in state(made, rows).findings()] == ["required:row[1]/why"]
    assert [f.check for f in state(made, {**rows, "strict": "1"}).findings()] == ["C"]


def test_a_contradiction_of_values_leaves_the_flag_of_what_is_closed():
    why = Q("why", binds={"relevant": "/data/used = 'yes'"})
    check = Check("C", Severity.REVIEW, "/data/why != 'x'", "", {}, ("why", "other"))
    sheet = state(form(Q("used"), why, Q("other"), checks=[check]), {"why": "x"})
    assert sorted(f.check for f in sheet.findings()) == ["C", "closed:why"]
