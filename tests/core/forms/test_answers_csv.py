"""A CSV of true answers is read against its form, or refused at the cell that does not fit."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from core.errors import ANSWERS_DO_NOT_MATCH, UserError
from core.forms.answers_csv import read_answers
from core.values import Special
from tests.core.forms.workbooks import BANK, ROOT, book, form_of, shipped

TODAY = date(2026, 11, 25)
DATA = (
    Path(os.environ.get("TWINKEY_SHARED", ROOT.parent / "shared"))
    / "data"
    / "bank_satisfaction.csv"
)


@pytest.fixture(scope="module")
def form():
    headers = [
        "type",
        "name",
        "label::中文 (zh)",
        "label::English (en)",
        "required",
        "bind::tk:qno",
    ]
    return form_of(
        book(
            survey=[
                headers,
                ["select_one yn", "sex", "性别", "Sex", "yes", "Q1"],
                ["integer", "age", "年龄", "Age", None, "Q2"],
                ["text", "why", "原因", "Why", None, "Q3"],
            ],
            choices=[
                ["list_name", "name", *headers[2:4]],
                ["yn", "1", "男", "Male"],
                ["yn", "2", "女", "Female"],
            ],
        )
    )


def read(form, content: str, encoding: str = "utf-8"):
    return read_answers(content.encode(encoding), "a.csv", form, today=TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("header", ["sex,age,why", '"","Q1","Q2","Q3"'])
def test_headings_codes_labels_and_encodings(form, header, encoding):
    index = "7," if header.startswith('"') else ""
    rows = read(form, f"{header}\r\n{index}男,０７,等得久\r\n\r\n{index}2,,\r\n", encoding)
    assert rows == [{"sex": "1", "age": "7", "why": "等得久"}, {"sex": "2"}]


def test_an_empty_cell_is_blank_where_the_form_always_asks(form):
    assert read(form, "sex,age\n,5\n") == [{"sex": Special.BLANK, "age": "5"}]


def test_special_keys_stand_for_special_values_in_every_kind_of_question(form):
    assert read(form, "sex;age;why\n*;/;+\n") == [
        {"sex": Special.SEVERAL, "age": Special.NOT_APPLICABLE, "why": Special.BLANK}
    ]


MISMATCHES = [
    ("sex,age\n1,x\n", {"row": 2, "column": "age", "text": "x"}),
    ("sex,age\n1,1\n3,1\n", {"row": 3, "column": "sex", "text": "3"}),
    ("sex,size\n1,1\n", {"row": 1, "column": "size", "text": "size"}),
    ("sex,sex\n1,1\n", {"row": 1, "column": "sex", "text": "sex"}),
    ("age\n1\n", {"row": 1, "column": "sex", "text": ""}),
    ("sex\n1,2\n", {"row": 2, "column": "", "text": "2"}),
    ("", {"row": 1, "column": "sex", "text": ""}),
]


@pytest.mark.parametrize(("content", "where"), MISMATCHES)
def test_what_does_not_fit_is_refused_with_its_cell(form, content, where):
    with pytest.raises(UserError) as refused:
        read(form, content)
    assert refused.value.code == ANSWERS_DO_NOT_MATCH
    assert refused.value.params == {"file": "a.csv", **where}


@pytest.mark.skipif(not DATA.exists(), reason="the published answers are not here")
def test_the_published_bank_answers_match_their_form():
    form = shipped(BANK)
    rows = read_answers(DATA.read_bytes(), DATA.name, form, today=TODAY)
    assert len(rows) == 250
    assert all(set(row) == {q.key for q in form.keyed} for row in rows)
