"""On a real project: after a deletion no person, key, page or file gives the text back, and all still holds."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from core.errors import BLIND, DAMAGED, FILE_MISSING, NOT_ALLOWED, TwinkeyError
from core.event import Kind as Happened
from core.forms.demo import visits
from core.forms.model import Kind
from core.progress import Silent
from core.reports.fonts import FontFiles
from core.services.demonstration import PASSWORD
from core.services.desk import Desk, build_desk
from core.services.privacy import REQUEST
from core.services.reporting import ReportRequest
from core.values import BatchId, SheetId, sheet_id
from core.workflow.drafting import DraftChange
from storage.gate import FolderGate
from storage.verify import verify
from tests.core.reports.samples import FONTS, HAVE_FONTS
from tests.journeys import blind
from tests.journeys.test_blindness import CHEAP
from tests.support.world import InProcess, StoredWorld, found_demo

TEXT, NUMBER, PHOTO = "ZQMARKTEXT17", "ZQMARKNUMBER29", b"\xff\xd8ZQMARKPHOTO" * 40
MARKERS = (TEXT, NUMBER, "ZQMARKPHOTO")
REFERENCE = "2026-31"
PEOPLE = ("clerk1", "clerk2", "judge1", "judge2", "leader", "quality", "admin")


@dataclasses.dataclass
class Erased:
    """A project before and after the deletion of one sheet and one visit."""

    folder: Path
    gate: FolderGate
    batch: BatchId
    sheets: tuple[SheetId, SheetId]
    before: list[tuple]
    key: bytes
    sealed: dict[str, str]
    photo: str
    lists: list[Path]


def fonts() -> FontFiles:
    return FONTS if HAVE_FONTS else FontFiles("", "")


def desk_with_fonts(session, ports) -> Desk:
    return build_desk(session, ports, InProcess(), fonts())


@pytest.fixture(scope="module")
def erased(tmp_path_factory: pytest.TempPathFactory) -> Erased:
    folder = tmp_path_factory.mktemp("erasure")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TWINKEY_DATA", str(folder / "data"))
        return erased_in(folder)


def erased_in(folder: Path) -> Erased:
    gate = FolderGate(folder / "project", desk_with_fonts, kdf=CHEAP)
    made = found_demo(gate, 2)
    world = StoredWorld(gate=gate)
    truth = world.truth(made.batch, 2)
    truth["0001"] |= {"collector": TEXT, "customer_id": NUMBER}
    slips = {(1, "0001", "customer_id"): NUMBER + "x", (2, "0001", "collector"): TEXT + "y"}
    world.key_twice(made.batch, truth, slips)
    world.compare(made.batch)
    world.rule_truly(made.batch, truth)
    visit, photo = a_visit(world.desk("shopper"), made.visits)
    sheets = (sheet_id(made.batch, "0001"), visit)
    opened = gate.open("quality", PASSWORD)
    before = opened.database.query("SELECT device, seq, hash, line FROM event ORDER BY rowid")
    key = opened.database.value("SELECT key FROM sheet_key WHERE sheet = ?", (sheets[0],))
    sealed = dict(opened.database.query("SELECT sheet, private FROM record"))
    desk = desk_with_fonts(opened.session, opened.ports)
    found = desk.privacy.of_customer(desk.session, NUMBER, Silent())
    assert [held.sheet for held in found] == [sheets[0]]
    desk.privacy.erase(desk.session, sheets, REQUEST, REFERENCE)
    lists = [
        Path(file)
        for file in desk.privacy.write_list(
            desk.session, sheets, folder / "lists", ("zh", "en") if HAVE_FONTS else ()
        )
    ]
    gate.close()
    again = FolderGate(folder / "project", desk_with_fonts, kdf=CHEAP)
    return Erased(folder, again, made.batch, sheets, before, bytes(key), sealed, photo, lists)


def a_visit(shopper: Desk, month: BatchId) -> tuple[SheetId, str]:
    draft = shopper.visits.begin(shopper.session, month)
    form = draft.form
    answers = visits(form, seed=3, count=1, until=date(2026, 11, 20))[0]
    remarks = [q.key for q in form.keyed if q.kind is Kind.TEXT and q.key.endswith("_remark")]
    answers |= dict.fromkeys(remarks, TEXT)
    for at, (key, answer) in enumerate(answers.items()):
        if form.by_key[key].kind is not Kind.FILE:
            change = DraftChange("answer", key, answer, at=100 * at)
            draft = shopper.keying.accept(shopper.session, draft, change)
    photos = next(q.key for q in form.keyed if q.kind is Kind.FILE)
    draft, kept = shopper.visits.attach(shopper.session, draft, photos, "ZQMARKPHOTO.jpg", PHOTO)
    shopper.visits.submit(shopper.session, draft)
    return draft.sheet, kept.sha256


def test_every_earlier_line_stands_and_verify_finds_nothing_wrong(erased: Erased) -> None:
    opened = erased.gate.open("admin", PASSWORD)
    now = opened.database.query("SELECT device, seq, hash, line FROM event ORDER BY rowid")
    assert now[: len(erased.before)] == erased.before
    kinds = [r[0] for r in opened.database.query("SELECT kind FROM event ORDER BY rowid")]
    added = kinds[len(erased.before) :]
    assert added == [Happened.SHEET_ERASED] * 2 + [Happened.REPORT_EXPORTED]
    report = verify(opened)
    assert report.problems == ()
    assert report.attachments == 0
    opened.close()


def test_no_person_opens_anything_sealed_of_the_sheets(erased: Erased) -> None:
    for login in PEOPLE:
        opened = erased.gate.open(login, PASSWORD)
        for sheet in erased.sheets:
            with pytest.raises(TwinkeyError) as caught:
                opened.vault.open_private(opened.session, sheet, erased.sealed[sheet])
            assert caught.value.code == BLIND
        with pytest.raises(TwinkeyError) as caught:
            opened.ports.files.get(opened.session, erased.photo)
        assert caught.value.code in (FILE_MISSING, DAMAGED, NOT_ALLOWED)
        opened.close()


def test_the_key_is_in_no_page_of_the_file_not_even_a_freed_one(erased: Erased) -> None:
    opened = erased.gate.open("quality", PASSWORD)
    pages = list(blind.pages_of(erased.folder / "project" / "project.db", opened.database.key()))
    other = opened.database.value(
        "SELECT key FROM sheet_key WHERE sheet = ?", (sheet_id(erased.batch, "0002"),)
    )
    assert any(bytes(other) in data for _, data in pages)  # keys would be found so
    assert not [name for name, data in pages if erased.key in data]
    assert not blind.places_with(MARKERS, pages)
    assert not blind.places_with(MARKERS, blind.tables_of(opened.database))
    assert not blind.places_with(MARKERS, blind.files_in(erased.folder))
    opened.close()


def test_the_destruction_list_says_what_went_and_holds_no_personal_data(erased: Erased) -> None:
    from openpyxl import load_workbook

    book = next(file for file in erased.lists if file.suffix == ".xlsx")
    heads, *rows = load_workbook(book)["清单 List"].iter_rows(values_only=True)
    assert len(rows) == 2
    by_serial = {row[1]: dict(zip(heads, row, strict=True)) for row in rows}
    assert by_serial["0001"]["依据 Reference"] == REFERENCE
    visit = by_serial[erased.sheets[1].split("/")[1]]
    assert visit["附件 SHA-256 SHA-256 of files"] == erased.photo
    assert {file.suffix for file in erased.lists} == (
        {".xlsx", ".pdf"} if HAVE_FONTS else {".xlsx"}
    )
    assert not blind.places_with(MARKERS, [(f.name, f.read_bytes()) for f in erased.lists])


@pytest.mark.skipif(not HAVE_FONTS, reason="fonts are not built: python3 dev.py fonts")
def test_reports_say_that_the_texts_were_deleted_on_request_and_count_the_rest(
    erased: Erased, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    desk = erased.gate.sign_in("quality", PASSWORD)
    request = ReportRequest((erased.batch,), provisional=True)
    files = desk.reporting.export(desk.session, request, tmp_path, Silent())
    book = load_workbook(next(file for file in files if file.suffix == ".xlsx"))
    answers = next(sheet for sheet in book if "Answers" in sheet.title)
    _, keys, *rows = answers.iter_rows(values_only=True)
    first, second = (dict(zip(keys, row, strict=True)) for row in rows)
    assert first["customer_id"] == first["collector"] == "x:erased.request"
    assert second["collector"]
    assert first["Q26"]
    said = "\n".join(str(c) for row in book.worksheets[3].iter_rows(values_only=True) for c in row)
    assert "(deleted on request)" in said
    erased.gate.sign_out(desk.session)


def test_the_registers_workbook_cell_never_becomes_a_formula(erased: Erased, tmp_path) -> None:
    """A reference that looks like a formula stays text."""
    from openpyxl import load_workbook

    desk = erased.gate.sign_in("quality", PASSWORD)
    other = sheet_id(erased.batch, "0002")
    desk.privacy.erase(desk.session, [other], REQUEST, '=HYPERLINK("x")')
    (book,) = desk.privacy.write_list(desk.session, [other], tmp_path, ())
    cell = load_workbook(book)["清单 List"]["D2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")
    assert cell.quotePrefix
    erased.gate.sign_out(desk.session)
