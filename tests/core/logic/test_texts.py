"""Texts that mention answers: which keys an answer changes, and in which language they quote."""

from __future__ import annotations

from dataclasses import replace

from core.logic.state import FormState
from tests.core.forms.workbooks import book, form_of
from tests.core.logic.forms import NOW

SURVEY = [
    ["type", "name", "label::中文 (zh)", "label::English (en)", "hint::中文 (zh)",
     "hint::English (en)", "calculation"],
    ["text", "who", "姓名", "Name"],
    ["select_one yn", "used", "用过吗", "Used?"],
    ["select_one yn", "again", "${who}还用吗", "Will ${who} again?", "${who}的话", "As ${who} says"],
    ["select_one l", "which", "哪一个", "Which"],
    ["calculate", "said", None, None, None, None, "jr:choice-name(${used}, '${used}')"],
    ["text", "why", "您说：${said}", "You said ${said}"],
    ["begin_repeat", "child", "孩子", "Child"],
    ["text", "name", "名字", "Name"],
    ["integer", "age", "${name}几岁", "Age of ${name}"],
    ["end_repeat"],
]  # fmt: skip
CHOICES = [
    ["list_name", "name", "label::中文 (zh)", "label::English (en)", "score"],
    ["yn", "1", "是", "Yes"], ["yn", "2", "否", "No"],
    ["l", "1", "${who}的", "That of ${who}", "5"], ["l", "2", "别人的", "Another", "1"],
]  # fmt: skip
FORM = form_of(book(survey=SURVEY, choices=CHOICES, settings=[["default_language"], ["中文 (zh)"]]))


def sheet() -> FormState:
    return FormState(FORM, now=NOW)


def test_an_answer_changes_the_texts_that_mention_it():
    opened = sheet()
    assert opened.answer("who", "李明") == {"who", "again", "which"}
    assert opened.label("again", "zh") == "李明还用吗"
    assert opened.label("again", "en") == "Will 李明 again?"
    assert opened.hint("again", "zh") == "李明的话"
    assert opened.hint("who", "en") == ""


def test_a_choice_may_mention_an_answer_and_keeps_its_further_columns():
    opened = sheet()
    opened.answer("who", "Li")
    filled, plain = opened.choices("which")
    assert dict(filled.labels) == {"zh": "Li的", "en": "That of Li"}
    assert filled.extra == {"score": "5"}
    assert plain is FORM.by_key["which"].choices[1]


def test_in_a_repeat_only_the_texts_of_the_same_instance_change():
    opened = sheet()
    opened.add_repeat("/data/child")
    opened.add_repeat("/data/child")
    assert opened.answer("child[2]/name", "Bo") == {"child[2]/name", "child[2]/age"}
    assert opened.label("child[2]/age", "en") == "Age of Bo"
    assert opened.label("child[1]/age", "en") == "Age of"


def test_what_is_stored_quotes_the_forms_own_language_on_every_screen():
    opened = sheet()
    assert opened.answer("used", "1") == {"used", "said", "why"}
    assert opened.value("said") == "是"
    assert opened.label("why", "en") == "You said 是"


def test_a_label_that_computes_its_own_quotation_speaks_its_language():
    xml = FORM.xml.replace(
        'value=" /data/said "', "value=\"jr:choice-name(/data/used, '/data/used')\""
    )
    assert xml != FORM.xml
    opened = FormState(replace(FORM, xml=xml), now=NOW)
    opened.answer("used", "2")
    assert (opened.label("why", "zh"), opened.label("why", "en")) == ("您说：否", "You said No")
