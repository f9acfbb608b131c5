"""Choices and labels: lists of the form, of attached files and of other answers; languages."""

from __future__ import annotations

import pytest

from core.forms.model import Choice, Form, Kind, Question
from core.forms.xform import XFormError
from core.logic.program import compile_form
from core.logic.revalidation import revalidated
from core.logic.state import FormState
from tests.core.logic.forms import NOW, Group, Q, calculated, form, state

ITEXT = """<itext>
<translation lang="English (en)"><text id="q"><value>How is <output value="/data/who"/>?</value>
<value form="image">jr://x.png</value></text><text id="s-0"><value>Good</value></text></translation>
<translation lang="中文 (zh)" default="true()"><text id="q"><value><output value="/data/who"/>怎样?</value></text>
<text id="s-0"><value>好</value></text></translation></itext>"""
STATES = {"states": [{"name": "good", "itextId": "s-0"}]}
CSV = "\ufeffname,label,city\nb1,Bay,sz\nb2,East,bj\n"
EXTERNAL = '<instance id="{0}" src="jr://file{1}/{2}"/>'


def spoken() -> Form:
    """A form in two languages, with a question that mentions another."""
    asked = Q("q", Kind.SELECT_ONE, "states", label="jr:itext('q')", item_label="jr:itext(itextId)")
    name = Q("said", Kind.CALCULATE, binds={"calculate": "jr:choice-name(/data/q, '/data/q')"})
    quoted = Q("quoted", Kind.CALCULATE, binds={"calculate": "jr:itext('q')"})
    return form(Q("who"), asked, name, quoted, lists=STATES, model=ITEXT, languages=("zh", "en"))


def test_labels_speak_each_language_and_fall_back_to_the_forms_own():
    sheet = state(spoken(), {"who": "Li"})
    assert sheet.label("q", "en") == "How is Li?"
    assert sheet.label("q", "zh") == "Li怎样?"
    assert sheet.label("q", "fr") == "Li怎样?"


def test_calculations_quote_labels_in_the_forms_own_language():
    sheet = state(spoken(), {"who": "Li", "q": "good"})
    assert sheet.value("said") == "好"
    assert sheet.value("quoted") == "Li怎样?"


def test_choices_that_the_model_does_not_list_are_read_from_the_form():
    made = spoken()
    bare = tuple(
        Question(key=q.key, ref=q.ref, name=q.name, kind=q.kind, labels={}) for q in made.questions
    )
    unlisted = Form(**{**made.__dict__, "questions": bare})
    (choice,) = state(unlisted).choices("q")
    assert choice == Choice("good", {"en": "Good", "zh": "好"})


def attached(name: str, data: str, filter_: str = "") -> Form:
    kind = "-csv" if name.endswith("csv") else ""
    return form(
        Q("city"), Q("b", Kind.SELECT_ONE, "branches", filter_),
        Q("label", Kind.CALCULATE, binds={
            "calculate": "pulldata('branches', 'label', 'name', /data/b)"}),
        model=EXTERNAL.format("branches", kind, name), attachments={name: data.encode()},
    )  # fmt: skip


def test_a_list_in_an_attached_table_is_filtered_and_looked_up():
    sheet = state(attached("branches.csv", CSV, "city = /data/city"))
    assert sheet.choices("b") == ()
    sheet.answer("city", "bj")
    assert sheet.choices("b") == (Choice("b2", {"": "East"}),)
    sheet.answer("b", "b1")
    assert sheet.value("label") == "Bay"
    assert [f.check for f in sheet.findings()] == ["closed_choice:b"]


def test_tables_may_be_parted_by_tabs_semicolons_or_bars():
    for mark in ("\t", ";", "|"):
        sheet = state(attached("branches.csv", CSV.replace(",", mark)))
        assert [c.name for c in sheet.choices("b")] == ["b1", "b2"]


def test_lists_may_be_xml_or_geojson():
    xml = "<root><item><name>b1</name><label>Bay</label></item></root>"
    assert [c.name for c in state(attached("branches.xml", xml)).choices("b")] == ["b1"]
    point = '{"geometry": {"type": "Point", "coordinates": [1, 2]}, "id": 7, "properties": '
    json = '{"features": [' + point + '{"name": "b9", "label": null}}]}'
    assert state(attached("branches.geojson", json)).choices("b") == (Choice("b9", {}),)


def test_a_table_as_excel_in_china_saves_it():
    made = attached("branches.csv", "name,label\nb1,海湾支行\n")
    gbk = {name: data.decode().encode("gb18030") for name, data in made.attachments.items()}
    sheet = state(Form(**{**made.__dict__, "attachments": gbk}))
    assert sheet.choices("b") == (Choice("b1", {"": "海湾支行"}),)


@pytest.mark.parametrize("name", ["branches.csv", "branches.xml", "branches.json"])
def test_an_attachment_that_is_not_what_its_name_says_is_refused(name):
    made = attached(name, "x")
    broken = Form(**{**made.__dict__, "attachments": {name: b"\xff\xff<["}})
    with pytest.raises(XFormError):
        compile_form(broken)


def test_a_missing_attachment_gives_an_empty_list_and_is_named():
    made = form(Q("b", Kind.SELECT_ONE, "x"), model=EXTERNAL.format("x", "-csv", "x.csv"))
    assert compile_form(made).xform.missing_files == ("jr://file-csv/x.csv",)
    assert state(made).choices("b") == ()
    assert calculated("pulldata('none', 'a', 'b', 'c')") is None


def test_a_filter_may_compare_with_a_number_or_several_answers_or_hold_more_predicates():
    lists = {"l": [{"name": "a", "of": "1"}, {"name": "b", "of": "2"}, {"name": "c", "of": "02"}]}

    def offered(filter_: str) -> list[str]:
        made = form(Q("x"), Q("y"), Q("q", Kind.SELECT_ONE, "l", filter_), lists=lists)
        return [choice.name for choice in state(made, {"x": "2", "y": "1"}).choices("q")]

    assert offered("of = 2") == ["b", "c"]
    assert offered("/data/x = of") == ["b"]
    assert offered("of = string(/data/x)") == ["b"]
    assert offered("of = /data/*") == ["a", "b"]
    assert offered("of = /data/*][name = 'a'") == ["a"]
    assert offered("of = name") == []
    assert offered("of != '1' and position() = 3") == ["c"]
    assert offered("of = concat(name, '')") == []
    assert offered("of = 'x'") == []
    assert offered("of = -(-/data/x)") == ["b", "c"]


def test_instances_of_a_repeat_can_be_the_choices_of_a_question():
    made = form(
        Group("person", [Q("id"), Q("name")], ""), Q("head", Kind.SELECT_ONE, "unused")
    )  # fmt: skip
    xml = made.xml.replace("instance('unused')/root/item", "/data/person[id != '']").replace(
        '<value ref="name"/><label ref="label"/>', '<value ref="id"/><label ref="name"/>'
    )
    sheet = state(Form(**{**made.__dict__, "xml": xml}))
    assert sheet.choices("head") == ()
    assert "head" in sheet.answer("person[1]/id", "p1")
    assert "head" in sheet.answer("person[1]/name", "Li")
    assert sheet.choices("head") == (Choice("p1", {"": "Li"}),)


def test_choices_may_stand_in_the_body():
    made = form(Q("q", Kind.SELECT_ONE, label="L"), Q("n", label="L"))
    item = "<item><label>One</label><value> 1 </value></item><item/>"
    xml = made.xml.replace("</label></select1>", f"</label>{item}</select1>")
    sheet = state(Form(**{**made.__dict__, "xml": xml}))
    assert [c.name for c in sheet.choices("q")] == ["1", ""]
    assert sheet.choices("n") == ()
    assert sheet.answer("q", "2") == {"q"}
    assert [f.check for f in sheet.findings()] == ["closed_choice:q"]
    named = calculated("jr:choice-name('1', '/data/nowhere')")
    assert named is None


def test_the_label_of_a_choice_beside_the_question_in_a_repeat():
    lists = {"l": [{"name": "a", "label": "A!"}]}
    said = Q("said", Kind.CALCULATE, binds={"calculate": "jr:choice-name(../q, '../q')"})
    made = form(Group("row", [Q("q", Kind.SELECT_ONE, "l"), said], ""), lists=lists)
    sheet = state(made)
    sheet.add_repeat("/data/row")
    sheet.answer("row[2]/q", "a")
    assert sheet.value("row[2]/said") == "A!"
    assert sheet.value("row[1]/said") is None


def test_a_label_with_a_wrong_expression_or_none_is_blank_there():
    made = form(Q("a", label='x<output value="nope("/>y'), Q("c", Kind.CALCULATE))
    assert state(made).label("a", "") == "xy"
    assert state(made).label("c", "") == ""


def test_records_are_checked_again_one_after_the_other():
    made = form(Q("a", binds={"required": "true()"}), Q("b", binds={"constraint": ". > 1"}))
    records = [{"a": "1", "b": "2"}, {"b": "1"}, {"a": "1"}]
    found = [[f.check for f in each] for each in revalidated(compile_form(made), records, NOW)]
    assert found == [[], ["required:a", "constraint:b"], []]
    repeating = form(Group("r", [Q("a", binds={"constraint": ". > 1"})], ""))
    again = list(revalidated(compile_form(repeating), [{"r[2]/a": "1"}, {}], NOW))
    assert [len(each) for each in again] == [1, 0]
    assert FormState(repeating, now=NOW).findings() == ()
