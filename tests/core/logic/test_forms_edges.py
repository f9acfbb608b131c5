"""Forms as they come: odd documents, wrong rules, references to nothing."""

from __future__ import annotations

import pytest

from core.forms.model import Check, Form, Kind, Severity
from core.forms.xform import XFormError, read_xform
from core.logic.program import CYCLE, compile_form
from core.logic.state import FormState
from tests.core.logic.forms import NOW, SHANGHAI, Group, Q, calculated, form, state

XHTML = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa">'
)


def document(model: str, body: str = "") -> str:
    return f"{XHTML}<h:head><model>{model}</model></h:head><h:body>{body}</h:body></h:html>"


def rewritten(made: Form, *changes: tuple[str, str]) -> Form:
    xml = made.xml
    for old, new in changes:
        assert old in xml
        xml = xml.replace(old, new)
    return Form(**{**made.__dict__, "xml": xml})


@pytest.mark.parametrize(
    "xml",
    [
        "<a/>",
        document(""),
        document("<instance/>"),
        document("<instance><d><a/></d></instance>", '<repeat nodeset="/d/none"/>'),
    ],
)
def test_a_document_without_what_a_form_needs_is_refused(xml):
    with pytest.raises(XFormError):
        read_xform(xml)


def test_a_form_may_lack_a_body_and_speak_its_own_namespace():
    xml = f'{XHTML}<h:head><model><instance><d xmlns="urn:own"><a>1</a></d></instance></model></h:head></h:html>'
    xform = read_xform(xml)
    assert list(xform.shapes) == [("d",), ("d", "a")]
    assert xform.default_language == ""


def test_binds_and_controls_of_missing_nodes_are_passed_over():
    xml = document(
        '<instance><d><a/></d></instance><instance><x/></instance><bind nodeset="/d/none" type="int"/>'
        '<bind ref="a" type="xsd:int"/><itext><translation lang="en"><text id="t"/></translation></itext>',
        '<input ref="/d/none"/><upload ref="/d/a"><setvalue/></upload><setvalue ref="a"/><label/>'
        '<group><input ref="../d/./a"/></group><group ref="/d/none"/>',
    )
    xform = read_xform(xml)
    assert xform.shapes[("d", "a")].control is not None
    assert xform.instances == {}
    assert xform.itext == {"en": {}}


def test_a_template_is_no_instance_and_fixed_repeats_have_one():
    template = '<row jr:template=""><n>7</n></row>'
    made = form(Group("row", [Q("n")], ""), Q("x"))
    sheet = state(rewritten(made, ("<row><n></n></row>", template)))
    assert sheet.keys() == ("x",)
    sheet.add_repeat("/data/row")
    assert sheet.value("row[1]/n") == "7"
    fixed = ('<repeat nodeset="/data/row">', '<repeat nodeset="/data/row" jr:noAddRemove="true()">')
    sheet = state(rewritten(made, ("<row><n></n></row>", template), fixed))
    assert sheet.keys() == ("row[1]/n", "x")


def test_a_count_takes_instances_as_the_form_presets_them():
    made = form(Q("k", Kind.INTEGER), Group("row", [Q("n")], "/data/k"))
    rows = '<row jr:template=""><n>t</n></row><row><n>first</n></row>'
    sheet = state(rewritten(made, ("<row><n></n></row>", rows)), {"k": "2"})
    assert [sheet.value(f"row[{place}]/n") for place in (1, 2)] == ["first", "t"]


def test_new_instances_stand_before_what_follows_them():
    made = form(Q("a"), Group("row", [Q("n")], ""), Q("z"))
    sheet = state(made)
    sheet.add_repeat("/data/row")
    assert sheet.keys() == ("a", "row[1]/n", "row[2]/n", "z")


def test_attributes_of_the_instance_can_be_read():
    made = form(Q("a"), Q("v", Kind.CALCULATE, binds={"calculate": "/data/@id"}))
    assert state(made).value("v") == "t"


def test_a_choice_list_that_is_no_node_set_offers_nothing_and_is_reported():
    made = form(Q("q", Kind.SELECT_ONE, "l"), lists={"l": [{"name": "a"}]})
    for wrong in ("concat('a', 'b')", "nope(", "if(true(), 1, /data)"):
        broken = rewritten(made, ("instance('l')/root/item", wrong.replace("'", "&apos;")))
        assert state(broken).choices("q") == ()
        assert state(broken, {"q": "a"}).findings()[0].check == "closed_choice:q"
    problems = compile_form(
        rewritten(made, ("instance('l')/root/item", "concat('a', 'b')"))
    ).problems
    assert [(p.code, p.kind) for p in problems] == [("NOT_NODES", "choices")]


def test_codes_and_labels_of_choices_may_be_expressions():
    made = form(Q("q", Kind.SELECT_ONE, "l"), lists={"l": [{"name": "a", "label": "x"}]})
    computed = ('<value ref="name"/><label ref="label"/>', '<value ref="concat(name, 1)"/>')
    (choice,) = state(rewritten(made, computed)).choices("q")
    assert (choice.name, choice.labels) == ("a1", {})
    failing = ('<value ref="name"/><label ref="label"/>', '<value ref="nope()"/><label/>')
    assert [c.name for c in state(rewritten(made, failing)).choices("q")] == [""]


def test_a_shuffled_list_is_not_shared_between_sheets():
    made = form(Q("q", Kind.SELECT_ONE, "l"), lists={"l": [{"name": n} for n in "abc"]})
    shuffled = rewritten(made, ("instance('l')/root/item", "randomize(instance('l')/root/item)"))
    program = compile_form(shuffled)
    sheet = FormState(shuffled, now=NOW, program=program, answers={"q": "a"})
    assert {c.name for c in sheet.choices("q")} == {"a", "b", "c"}
    assert program.static_items == {}
    sheet.replace({"q": "b"})
    assert sheet.findings() == ()


@pytest.mark.parametrize(
    "check",
    [
        Check("c", Severity.WARN, "nope(", "", {}, ("a",)),
        Check("c", Severity.WARN, "false()", "1 +", {}, ("a",)),
        Check("c", Severity.WARN, "false()", "", {}, ("unknown",)),
        Check("c", Severity.WARN, "false()", "", {}, ()),
        Check("c", Severity.WARN, "nope()", "", {}, ("a",)),
    ],
)
def test_a_check_that_cannot_be_read_or_placed_does_not_fire(check):
    assert state(form(Q("a"), checks=[check])).findings() == ()


def test_a_check_may_name_questions_that_are_not_there_beside_those_that_are():
    check = Check("c", Severity.WARN, "/data/a = 2", "", {}, ("a", "gone"), "/data/a")
    (finding,) = state(form(Q("a"), checks=[check])).findings()
    assert finding.questions == ("a",)
    elsewhere = Check("c", Severity.WARN, "/data/a = 2", "", {}, ("gone",), "/data/a")
    (finding,) = state(form(Q("a"), checks=[elsewhere])).findings()
    assert finding.questions == ("a",)


@pytest.mark.parametrize(
    ("type_", "value", "text"),
    [
        ("int", "'7.9'", "7"), ("int", "'x'", None), ("int", "'2026-01-01'", None),
        ("decimal", "'1.50'", "1.5"), ("decimal", "1 div 0", None),
        ("date", "now()", "2026-11-22"), ("date", "'soon'", None), ("string", "now()", "2026-11-22T10:30:00.000+08:00"),
    ],
)  # fmt: skip
def test_a_calculated_value_is_written_as_its_type_has_it(type_, value, text):
    made = form(Q("a", Kind.CALCULATE, binds={"calculate": value}))
    typed = rewritten(
        made, ('nodeset="/data/a" type="string"', f'nodeset="/data/a" type="{type_}"')
    )
    assert state(typed).value("a") == text
    assert NOW.tzinfo is SHANGHAI


def test_a_calculation_that_fails_is_blank():
    assert calculated("digest(/data/a, /data/a)", {"a": "x"}, Q("a")) is None


def test_a_calculation_bound_to_a_group_writes_nothing():
    made = form(Group("g", [Q("a", default="1")], binds={"calculate": "5"}))
    assert state(made).value("a") == "1"


def test_a_cycle_settles_somewhere_and_is_named():
    a = Q("a", Kind.CALCULATE, binds={"calculate": "/data/b + 1"})
    b = Q("b", Kind.CALCULATE, binds={"calculate": "/data/a + 1"})
    made = form(a, b, Q("x"))
    assert [p.code for p in compile_form(made).problems] == [CYCLE]
    sheet = state(made)
    sheet.answer("x", "1")
    sheet.replace({"x": "2"})
    assert sheet.answers() == {"x": "2"}


def test_a_count_without_end_stops():
    grown = Q("k", Kind.CALCULATE, binds={"calculate": "count(/data/row) + 1"})
    sheet = state(form(grown, Group("row", [Q("n")], "/data/k"), Q("x")))
    assert len(sheet.keys()) < 5000


def test_a_stored_place_beyond_reason_waits_as_an_unknown_answer():
    made = form(Group("row", [Q("n")], ""), Group("c", [Q("m")], "0"))
    sheet = state(made, {"row[100000]/n": "1", "c[1]/m": "2", "row[0]/n": "3", "row/n": "4"})
    assert len(sheet.answers()) == 4
    assert [f.check for f in sheet.findings()] == [
        "closed:row[100000]/n", "closed:c[1]/m", "closed:row[0]/n", "closed:row/n",
    ]  # fmt: skip
    assert sheet.value("n") is None


def test_why_closed_reads_the_same_instance():
    inner = Q("b", binds={"relevant": "../a = 1 and count(/data/row) > 0"})
    sheet = state(form(Group("row", [Q("a"), inner], "")))
    sheet.add_repeat("/data/row")
    sheet.answer("row[2]/a", "5")
    (condition,) = sheet.why_closed("row[2]/b")
    assert condition.values == {"row[2]/a": "5"}


def test_a_question_that_a_wrong_rule_left_open_is_not_explained():
    sheet = state(form(Q("a", binds={"relevant": "nope("})))
    assert sheet.why_closed("a") == ()


def test_removing_an_instance_forgets_what_its_checks_found():
    check = Check("c", Severity.WARN, "../n != 1", "", {}, ("n",), "/data/row/n")
    shut = Q("s", binds={"relevant": "../n = 2"})
    sheet = state(form(Group("row", [Q("n"), shut], ""), checks=[check]))
    sheet.add_repeat("/data/row")
    sheet.answer("row[2]/n", "1")
    sheet.answer("row[2]/s", "kept")
    assert {f.check for f in sheet.findings()} == {"c", "closed:row[2]/s"}
    sheet.remove_repeat("/data/row", 2)
    assert sheet.findings() == ()


def test_a_choice_label_inside_a_predicate_does_not_lose_the_place():
    lists = {"l": [{"name": "a", "label": "A"}, {"name": "b", "label": "B"}]}
    last = "jr:choice-name(name, '/data/q') = label and position() = 2 and current()/../z = ''"
    found = {"calculate": f"instance('l')/root/item[{last}]/name"}
    made = form(
        Q("q", Kind.SELECT_ONE, "l", "name != /data/z"), Q("z"), Q("v", Kind.CALCULATE, binds=found),
        lists=lists,
    )  # fmt: skip
    assert state(made).value("v") == "b"
