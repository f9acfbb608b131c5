"""A form is published with the files it reads, as far as they lie beside its workbook."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook

from core.event import Changes
from core.forms.model import Form
from core.logic.state import FormState
from core.progress import Silent
from tests.support.memory import DAY_ONE
from tests.support.world import MemoryWorld, in_memory

ROWS = (
    ("type", "name", "label", "calculation"),
    ("select_one_from_file towns.csv", "town", "Town", ""),
    ("calculate", "tax", "", "pulldata('taxes', 'rate', 'name', ${town})"),
)
FILES = {
    "towns.csv": b"name,label\n1,Shanghai\n2,Suzhou\n",
    "taxes.csv": b"name,rate\n1,7\n2,9\n",
}


@pytest.fixture(scope="module")
def book() -> bytes:
    made = Workbook()
    made.active.title = "survey"
    for row in ROWS:
        made.active.append(row)
    made.create_sheet("settings").append(["form_title", "form_id"])
    made["settings"].append(["Towns", "towns"])
    data = BytesIO()
    made.save(data)
    return data.getvalue()


@pytest.fixture
def world() -> MemoryWorld:
    return in_memory()


def publish(world: MemoryWorld, book: bytes, files: dict[str, bytes]) -> Changes:
    admin = world.desk("admin")
    return admin.directory.publish_form(admin.session, "towns.xlsx", book, Silent(), files.get)


def newest(world: MemoryWorld) -> Form:
    admin = world.desk("admin")
    return admin.directory.form(admin.directory.forms(admin.session)[0].id)


def test_a_published_form_has_the_files_it_names_and_no_others(world, book):
    publish(world, book, FILES | {"letters.csv": b"private"})
    form = newest(world)
    assert dict(form.attachments) == FILES
    state = FormState(form, now=DAY_ONE, answers={"town": "2"})
    assert [choice.name for choice in state.choices("town")] == ["1", "2"]
    assert state.value("tax") == "9"


def test_the_same_workbook_with_other_files_is_another_version(world, book):
    publish(world, book, FILES)
    assert publish(world, book, FILES) == Changes()
    first = newest(world).id
    other = FILES | {"taxes.csv": b"name,rate\n1,7\n2,8\n"}
    (second,) = publish(world, book, other).subjects
    assert second != first


def test_a_workbook_whose_files_are_missing_is_published_without_them(world, book):
    publish(world, book, {})
    assert dict(newest(world).attachments) == {}
