"""An administrator sets up units, people and forms by keys."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from core.people import Role
from core.progress import Silent
from tests.support.editions import BSQ, CODED, STRICTER, WORDED
from tests.support.memory import PersonId
from tests.support.world import WORKBOOKS
from tests.ui.keyboard import commit, focus, keys, press
from tests.ui.stage import LANGUAGES

K = Qt.Key


def units(world):
    admin = world.desk("admin")
    return {unit.id: unit for unit in admin.directory.units(admin.session)}


def test_a_unit_is_added_under_its_region(world, show):
    workspace = show(world.desk("admin"), "units")
    page = workspace.page
    assert focus() is page.code
    page.parent_unit.setCurrentIndex(page.parent_unit.findData("E"))
    keys("E04\n")
    commit("外滩网点")
    keys("\nThe Bund\n")
    assert workspace.said == "Unit E04 The Bund is recorded."
    assert units(world)["E04"].parent == "E"
    assert dict(units(world)["E04"].names) == {"zh": "外滩网点", "en": "The Bund"}
    assert page.tree.findItems("E04", Qt.MatchFlag.MatchRecursive, 1)
    assert focus() is page.code


def test_a_unit_without_code_or_name_or_with_a_bad_code_is_refused_at_the_field(world, show):
    page = show(world.desk("admin"), "units").page
    page.add_button.setFocus()
    press(K.Key_Return)
    assert "needs a code" in page._code_field.sentence
    keys("E 4\n\n\n")
    assert "needs a name" in page._name_field.sentence
    keys("X\n\n")
    assert "E 4" in page._code_field.sentence
    assert focus() is page.code


def new_person(page, login="clerk9", again="secret-2026"):
    assert focus() is page.login
    keys(f"{login}\nNew Clerk\n")
    page.unit.setCurrentIndex(page.unit.findData("E02"))
    page.password.setFocus()
    keys(f"secret-2026\n{again}\n")


def test_a_person_is_added_with_role_and_unit(world, show):
    workspace = show(world.desk("admin"), "people")
    new_person(workspace.page)
    assert workspace.said == "New Clerk can sign in as clerk9."
    person = next(p for p in workspace.page.table.rows if p.login == "clerk9")
    assert [(grant.role, grant.unit) for grant in person.grants] == [(Role.CLERK, "E02")]
    assert workspace.page.password.text() == ""
    assert PersonId(person.id)


@pytest.mark.parametrize(
    ("login", "again", "field", "said"),
    [
        ("clerk9", "secret-2062", "again", "The two passwords differ."),
        ("clerk1", "secret-2026", "login", "clerk1 is already in use"),
        ("", "secret-2026", "login", "Type the name this person signs in with."),
    ],
)
def test_what_is_wrong_with_a_person_is_said_at_its_field(world, show, login, again, field, said):
    page = show(world.desk("admin"), "people").page
    before = len(page.table.rows)
    new_person(page, login, again)
    assert said in page._fields[field].sentence
    assert len(page.table.rows) == before
    assert focus() is page._fields[field].entry


def test_only_a_shopper_is_asked_for_the_training(world, show):
    page = show(world.desk("admin"), "people").page
    assert not page._fields["trained_on"].isVisible()
    page.role.setFocus()
    while page.role.currentData() != Role.SHOPPER:
        press(K.Key_Down)
    assert page._fields["trained_on"].isVisible()


def test_a_workbook_is_published_by_its_path(world, show, qtbot):
    page = show(world.desk("admin"), "forms").page
    assert focus() is page.workbook.line
    keys(f"{WORKBOOKS / 'BSQ-1.xlsx'}\n")
    qtbot.waitUntil(page.publish_button.isEnabled, timeout=30_000)
    assert page.result.sentence == "This very version was already published."


@pytest.fixture
def broken(tmp_path):
    """A form whose second question refers to one that is not there."""
    book = Workbook()
    survey = book.active
    survey.title = "survey"
    for row in (
        ("type", "name", "label", "relevant"),
        ("integer", "age", "Age", ""),
        ("text", "job", "Job", "${agee} > 15"),
    ):
        survey.append(row)
    book.save(tmp_path / "broken.xlsx")
    return tmp_path / "broken.xlsx"


@pytest.mark.parametrize("language", LANGUAGES)
def test_problems_are_shown_cell_by_cell_with_the_mend(world, show, qtbot, broken, language):
    workspace = show(world.desk("admin"), "forms", language=language)
    page = workspace.page
    forms = len(page.table.rows)
    keys(f"{broken}\n")
    qtbot.waitUntil(page.problems.isVisible, timeout=30_000)
    model = page.problems.view.model()
    first = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert first[1:3] == ["survey", "3"]
    assert "agee" in " ".join(first)
    assert "age" in first[-1]
    assert "broken.xlsx" in page.result.sentence
    assert len(page.table.rows) == forms
    assert focus() is page.problems.view


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"no workbook", "is not an Excel workbook"), (None, "cannot be read")],
)
def test_what_is_no_workbook_is_refused_at_the_path(world, show, qtbot, tmp_path, content, said):
    file = tmp_path / "notes.xlsx"
    if content is not None:
        file.write_bytes(content)
    page = show(world.desk("admin"), "forms").page
    keys(f"{file}\n")
    qtbot.waitUntil(lambda: bool(page.workbook.sentence), timeout=30_000)
    assert said in page.workbook.sentence


def test_browsing_blocks_nothing_and_fills_the_path(world, show, qtbot):
    page = show(world.desk("admin"), "forms").page
    page.workbook.browse.setFocus()
    press(K.Key_Return)
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog)]
    (dialog,) = [dialog for dialog in dialogs if dialog.isVisible()]
    dialog.fileSelected.emit(str(WORKBOOKS / "MSC-1.xlsx"))
    dialog.close()
    assert page.workbook.path == WORKBOOKS / "MSC-1.xlsx"


@pytest.fixture
def with_list(tmp_path):
    """A form whose towns are in a file beside it."""
    book = Workbook()
    survey = book.active
    survey.title = "survey"
    for row in (
        ("type", "name", "label"),
        ("select_one_from_file towns.csv", "town", "Town"),
    ):
        survey.append(row)
    book.create_sheet("settings").append(["form_title", "form_id"])
    book["settings"].append(["Towns", "towns"])
    book.save(tmp_path / "towns.xlsx")
    return tmp_path / "towns.xlsx"


def published(page, qtbot, file) -> str:
    page.take_keyboard()
    page.workbook.line.selectAll()
    keys(f"{file}\n")
    qtbot.waitUntil(page.publish_button.isEnabled, timeout=30_000)
    return page.result.sentence


def test_a_list_that_lies_beside_the_workbook_is_taken_along(world, show, qtbot, with_list):
    page = show(world.desk("admin"), "forms").page
    assert "Not beside the workbook: towns.csv." in published(page, qtbot, with_list)
    with_list.with_name("towns.csv").write_text("name,label\n1,Shanghai\n2,Suzhou\n", "utf-8")
    assert "With it: towns.csv." in published(page, qtbot, with_list)
    assert "already published" in published(page, qtbot, with_list)
    desk = world.desk("admin")
    assert set(desk.directory.form(page.table.rows[0].id).attachments) == {"towns.csv"}


def publish(world, *books) -> None:
    admin = world.desk("admin")
    for book in books:
        admin.directory.publish_form(admin.session, BSQ, book, Silent())


def test_an_erratum_is_approved_with_its_reason_by_keys(world, show):
    publish(world, WORDED)
    workspace = show(world.desk("admin"), "forms")
    page = workspace.page
    page.table.choose(next(form for form in page.table.rows if form.version == "2"))
    page.table.setFocus()
    assert "Version 2 beside version 1" in page.version.sentences
    assert "Only the wording" in page.version.sentences
    assert "What differs: Q26" in page.version.sentences
    press(K.Key_Return)
    assert focus() is page.version.why
    keys("\n")
    assert page.version.refusal == "Type why the two count together."
    keys("Misprint mended\n")
    assert "version 2, counts together with the version before it" in workspace.said
    assert not page.version.approve_button.isVisible()
    desk = world.desk("admin")
    form = page.table.current()
    assert desk.versions.family(desk.session, form.id)[1].pooled


@pytest.mark.parametrize(
    ("book", "language", "said", "may"),
    [
        (STRICTER, "en", "Only checks differ.", True),
        (STRICTER, "zh", "只有检查规则不同", True),
        (CODED, "en", "The meaning changed", False),
        (CODED, "zh", "含义已变", False),
    ],
)
def test_what_a_version_changed_is_said_in_words(world, show, book, language, said, may):
    publish(world, book)
    page = show(world.desk("admin"), "forms", language=language).page
    page.table.choose(next(form for form in page.table.rows if form.version == "2"))
    assert said in page.version.sentences
    assert page.version.why.isVisible() == may


def test_a_first_version_stands_alone(world, show):
    page = show(world.desk("admin"), "forms").page
    for form in page.table.rows:
        page.table.choose(form)
        assert not page.version.isVisible()
