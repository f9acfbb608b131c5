"""Auditors read the journal: filtered, in words, with old and new values and its head code."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from typing import is_typeddict

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from core.event import SIGNED, Kind
from core.people import Grant, Role
from core.ports.gate import NewPerson
from core.reports import journal
from core.values import UnitId
from core.workflow import bodies as core_bodies
from core.workflow import setup_bodies
from core.workflow.before import SEALED, TECHNICAL
from tests.support.world import in_folder
from tests.ui.keyboard import commit, focus, keys, press
from tests.ui.stage import settled
from ui.journal import words
from ui.look.language import Speech

K = Qt.Key


@pytest.fixture
def batch(world):
    return settled(world, 2)[0]


@pytest.fixture
def workspace(batch, world, show):
    return show(world.desk("quality"), "journal")


@pytest.fixture
def stored(tmp_path, show):
    """The same over a real project, whose reader narrows by person and time too."""
    world = in_folder(tmp_path / "project", "BSQ-1.xlsx")
    settled(world, 1)
    yield show(world.desk("quality"), "journal")
    world.gate.close()


def subjects(page):
    return {line.subject for line in page.table.rows}


def test_events_are_shown_newest_first_with_names_and_codes(workspace):
    lines = workspace.page.table.rows
    assert [*lines] == sorted(lines, key=lambda line: line.event.stamp, reverse=True)
    assert "E01-202611-01/0001" in subjects(workspace.page)
    assert "陈一 Chen Yi" in {line.who for line in lines}


def test_a_sheet_is_found_by_the_code_printed_on_it(workspace):
    page = workspace.page
    page.subject.setFocus()
    keys("E01-202611-01/0002\n")
    assert subjects(page) == {"E01-202611-01/0002"}
    assert Kind.RECORD_SETTLED in {line.event.kind for line in page.table.rows}


def test_kind_and_person_narrow_the_list(stored):
    page = stored.page
    page.kind.setFocus()
    while page.kind.currentData() != Kind.KEYING_SUBMITTED:
        press(K.Key_Down)
    assert {line.event.kind for line in page.table.rows} == {Kind.KEYING_SUBMITTED}
    page.person.setFocus()
    while page.person.currentText() != "林双 Lin Shuang":
        press(K.Key_Down)
    assert {line.who for line in page.table.rows} == {"林双 Lin Shuang"}


def test_a_day_without_events_is_empty_and_a_wrong_date_refused(stored):
    page = stored.page
    page.since.setFocus()
    keys("20300101\n")
    assert page.table.rows == ()
    assert page.table._hint.isVisible()
    page.since.selectAll()
    keys("tomorrow\n")
    assert page._fields["since"].sentence == "Type a date like 2026-11-22."


def test_a_settled_record_shows_what_was_keyed_and_what_stands(world, show):
    batch = world.open_paper(1)
    truth = world.truth(batch, 1)
    right = truth["0001"]["Q26"]
    wrong = "1" if right != "1" else "2"
    world.key_twice(batch, truth, {(1, "0001", "Q26"): wrong})
    world.compare(batch)
    world.rule_truly(batch, truth)
    page = show(world.desk("quality"), "journal").page
    page.table.choose(
        next(line for line in page.table.rows if line.event.kind is Kind.RECORD_SETTLED)
    )
    said = page.details.toPlainText()
    assert f"Q26:  {right}" in said
    assert f"{wrong}  |  {right}" in said or f"{right}  |  {wrong}" in said


def test_no_person_is_shown_by_an_opaque_id(workspace, world):
    page = workspace.page
    opened = next(line for line in page.table.rows if line.event.kind is Kind.BATCH_OPENED)
    page.table.choose(opened)
    said = page.details.toPlainText()
    assert "何平 He Ping" in said
    assert not any(person in said for person in world.people().values())


def test_the_head_code_is_shown_and_copied(workspace, world):
    page = workspace.page
    quality = world.desk("quality")
    assert page.head.text() == quality.journal.head(quality.session)
    page.copy_button.setFocus()
    press(K.Key_Return)
    assert QGuiApplication.clipboard().text() == page.head.text()
    assert workspace.said == "The head code is on the clipboard."


def test_the_table_has_the_keyboard_and_copies_its_row_as_text(workspace):
    page = workspace.page
    assert focus() is page.table.view
    press(K.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert page.table.current().subject in QGuiApplication.clipboard().text()


def test_every_kind_of_event_has_words_on_the_page_and_in_the_copy(qapp):
    assert {*words.KINDS} == {*Kind} == {*journal.HAPPENED}
    for place, language in enumerate(("zh", "en")):
        Speech(qapp).speak(language)
        shown = {kind: words.kind(kind) for kind in Kind}
        assert shown == {kind: said[place] for kind, said in journal.HAPPENED.items()}


def test_every_signature_has_a_meaning_in_both_languages():
    """Kinds that nobody signs have none; no signed one falls back on words that fit anything."""
    assert {*journal.MEANINGS} == SIGNED
    assert all(chinese and english.isascii() for chinese, english in journal.MEANINGS.values())


def test_every_field_that_an_event_may_have_is_named(qapp):
    known = {*words.FIELDS} | words.INNER | SEALED | TECHNICAL
    bodies = [
        body
        for module in (core_bodies, setup_bodies)
        for body in vars(module).values()
        if is_typeddict(body) and body.__module__ == module.__name__
    ]
    fields = {name for body in bodies for name in body.__annotations__}
    assert {name for name in fields if not {name, name.removesuffix("_json")} & known} == set()
    Speech(qapp).speak("zh")
    assert {name for name in words.FIELDS if words._field(name).isascii()} == {"file"}  # SHA-256


def test_a_comparison_names_whose_keyings_it_compared(batch, world, show):
    said = details(world, show, Kind.SHEET_COMPARED, language="zh")
    assert "一录人:  陈一 Chen Yi" in said
    assert "二录人:  林双 Lin Shuang" in said


def test_what_concerns_the_project_or_a_setting_is_said_and_found_so(tmp_path, show):
    world = in_folder(tmp_path / "project", "BSQ-1.xlsx")
    admin = world.desk("admin")
    admin.settings.change(admin.session, "error_limit", "0.4", "2099-01-01")
    page = show(admin, "journal", language="zh").page
    for said in ("本项目", "差错率上限（百分比）"):
        assert said in subjects(page)
    for said in ("本项目", "差错率上限（百分比）"):
        page.subject.setFocus()
        page.subject.clear()
        commit(said)
        keys("\n")
        assert subjects(page) == {said}
    world.gate.close()


def test_a_number_given_by_hand_is_written_as_on_paper(batch, world, show):
    leader = world.desk("leader")
    leader.papers.renumber(leader.session, batch, "0001", "duplicate", was_counted=False)
    world.key("clerk1", batch, "0001-S1", world.truth(batch, 2)["0001"])
    page = show(world.desk("quality"), "journal", language="zh").page
    assert "E01-202611-01/0001-补1" in subjects(page)
    page.subject.setFocus()
    commit("E01-202611-01/0001-补1")
    keys("\n")
    assert subjects(page) == {"E01-202611-01/0001-补1"}
    account = show(world.desk("clerk1"), "account", language="zh").page
    concerns = [account.table._model.index(row, 3).data() for row in range(len(account.table.rows))]
    assert "E01-202611-01 / 0001-补1" in concerns


def test_the_journal_speaks_chinese(batch, world, show):
    page = show(world.desk("quality"), "journal", language="zh").page
    page.table.choose(next(x for x in page.table.rows if x.event.kind is Kind.BATCH_OPENED))
    assert "操作:  建立批次" in page.details.toPlainText()
    assert "岗位:" in page.details.toPlainText()


def test_a_signature_shows_name_time_and_meaning(workspace):
    page = workspace.page
    line = next(x for x in page.table.rows if x.event.kind is Kind.KEYING_SUBMITTED)
    page.table.choose(line)
    said = page.details.toPlainText()
    assert f"Signed:  {line.who} · {line.at} · level 1: keyed from the paper" in said


def test_a_changed_value_is_shown_with_what_stood_before(world, show):
    admin = world.desk("admin")
    names = (("zh", "新名"), ("en", "New name"))
    unit = next(u for u in admin.directory.units(admin.session) if u.id == "E01")
    admin.directory.record_unit(admin.session, replace(unit, names=names))
    page = show(admin, "journal").page
    line = next(x for x in page.table.rows if x.event.kind is Kind.UNIT_RECORDED)
    page.table.choose(line)
    said = page.details.toPlainText()
    assert "Riverside" in said
    assert " → " in said
    assert "New name" in said


def details(world, show, kind, login="quality", language="en") -> str:
    """The newest event of a kind as the page tells it."""
    page = show(world.desk(login), "journal", language=language).page
    page.table.choose(next(line for line in page.table.rows if line.event.kind is kind))
    return page.details.toPlainText()


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("missing", {"en": "no number can be read on the paper", "zh": "纸上的编号无法辨认"}),
        ("duplicate", {"en": "two papers bear the same number", "zh": "两份纸卷编号相同"}),
    ],
)
def test_a_number_given_by_hand_is_told_by_its_own_reasons(world, show, why, said):
    batch, leader = world.open_paper(2), world.desk("leader")
    leader.papers.renumber(leader.session, batch, "0001", why, was_counted=True)
    for language, words_of_it in said.items():
        told = details(world, show, Kind.BATCH_CHANGED, language=language)
        assert words_of_it in told
    assert "0001-补1" in told


def test_a_void_sheet_is_told_by_the_reasons_of_void_sheets(world, show):
    batch, leader = world.open_paper(2), world.desk("leader")
    leader.batches.void(leader.session, f"{batch}/0001", "missing")
    assert "Too many answers missing" in details(world, show, Kind.SHEET_VOIDED)


def test_a_reason_somebody_typed_is_told_as_it_is(world, show):
    batch, leader = world.open_paper(2), world.desk("leader")
    custodian = world.people()["clerk1"]
    leader.papers.lose(leader.session, batch, "0001", custodian, "missing")
    assert "reason:  missing" in details(world, show, Kind.BATCH_CHANGED)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("lot", "strict", ("setting:  Lot of a verdict", "value:  strict: each batch alone")),
        ("error_limit", "0.5", ("setting:  Limit of the error rate", "value:  0.5 %")),
    ],
)
def test_a_setting_is_told_in_words_with_the_day_from_which_it_holds(
    world, show, name, value, said
):
    admin = world.desk("admin")
    admin.settings.change(admin.session, name, value, "2030-01-01")
    told = details(world, show, Kind.PROJECT_CHANGED, "admin")
    assert all(words_of_it in told for words_of_it in (*said, "holds from:  2030-01-01"))
    assert "start" not in told
    assert "kind of key" not in told


def test_a_replaced_key_shows_who_lost_it_and_no_ciphertext(world, show):
    batch, judge = world.open_paper(1), world.desk("judge1")
    admin = world.desk("admin")
    person = NewPerson("heir", "Song Heir", (Grant(Role.LEADER, UnitId("E")),), "heir-2026-song")
    admin.directory.add_person(admin.session, person)
    people = world.people()
    judge.batches.name_adjudicator(judge.session, batch, people["heir"])
    judge.batches.dismiss_adjudicator(judge.session, batch, people["judge2"])
    told = details(world, show, Kind.KEY_GRANTED)
    assert "a new key of the batch in place of the old one" in told
    assert "no longer given to:  沈正 Shen Zheng" in told
    event = next(
        event for event in world.memory.events[batch] if event.body.get("what") == "replaced"
    )
    hidden = [event.body["of"], event.body["former"], *event.body["holders"].values()]
    assert not [text for text in hidden if text in told]


def test_what_was_done_to_a_person_is_told_in_words(world, show):
    admin = world.desk("admin")
    admin.account.remove(admin.session, world.people()["clerk2"], "has left")
    assert "what was done:  person removed" in details(world, show, Kind.PERSON_CHANGED, "admin")


def test_what_the_filters_show_is_written_as_chained_lines_and_a_workbook(stored, qtbot, tmp_path):
    page = stored.page
    page.subject.setFocus()
    keys("E01-202611-01/0001\n")
    shown = [(line.event.kind.value, line.hash) for line in page.table.rows]
    page.folder.line.setFocus()
    keys(str(tmp_path / "copy") + "\n")
    qtbot.waitUntil(lambda: page.result.sentence.startswith("Written:"), timeout=15_000)
    ndjson, book = sorted((tmp_path / "copy").iterdir())
    about, *lines = [json.loads(text) for text in ndjson.read_bytes().splitlines()]
    assert about["head"]
    assert about["lines"] == len(lines) == len(shown)
    assert [(line["line"]["k"], line["hash"]) for line in lines] == shown
    heads, *rows = load_workbook(book)["操作日志 Journal"].iter_rows(values_only=True)
    kinds = {dict(zip(heads, row, strict=True))["操作 Kind"] for row in rows}
    assert kinds == {kind for kind, _ in shown}


def test_exported_lines_are_byte_for_byte_what_was_hashed(stored, qtbot, tmp_path):
    """An auditor recomputes every hash of a device's chain from the copy alone."""
    page = stored.page
    page.folder.line.setFocus()
    keys(str(tmp_path / "copy") + "\n")
    qtbot.waitUntil(lambda: page.result.sentence.startswith("Written:"), timeout=15_000)
    ndjson = next((tmp_path / "copy").glob("*.ndjson"))
    _, *raw = ndjson.read_bytes().splitlines()
    pairs = [
        (text[len('{"hash":"') :][:64].decode(), text.split(b'"line":', 1)[1][:-1]) for text in raw
    ]
    chain = sorted(pairs, key=lambda pair: json.loads(pair[1])["s"])
    checked = 0
    for (before, earlier), (digest, line) in pairwise(chain):
        if json.loads(line)["s"] == json.loads(earlier)["s"] + 1:
            checked += 1
            assert sha256(bytes.fromhex(before) + line).hexdigest() == digest
    assert checked > 5
