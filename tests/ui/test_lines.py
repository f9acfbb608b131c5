"""Where a settled sheet whose groups repeat is looked at, each line's answers are there, and which line it is."""

from __future__ import annotations

import pytest

from core.progress import Silent
from tests.support.forms import in_two, options, workbook
from tests.support.world import in_memory
from tests.ui.keyboard import keys
from tests.ui.stage import LANGUAGES, show
from ui.review.presenter import Phase

FORM = workbook(
    [
        {"type": "begin_repeat", "name": "trip", **in_two("行程", "Trip")},
        {"type": "integer", "name": "nights", **in_two("几晚", "Nights"), "bind::tk:keyfield": "yes"},
        {"type": "select_one yn", "name": "again", **in_two("再去", "Again")},
        {"type": "end_repeat"},
    ],
    {"yn": options(("1", "是", "yes"), ("2", "否", "no"))},
    form_title="Trips", form_id="trips", version="1", namespaces='tk="urn:twinkey:xlsform:1"',
)  # fmt: skip
SAID = {"trip[1]/nights": "3", "trip[1]/again": "1", "trip[2]/nights": "5", "trip[2]/again": "2"}
__all__ = ["show"]
SECOND = {"zh": "行程 2", "en": "Trip 2"}


@pytest.fixture
def leader():
    world = in_memory()
    admin = world.desk("admin")
    admin.directory.publish_form(admin.session, "trips.xlsx", FORM, Silent())
    batch = world.open_paper(1)
    world.key_twice(batch, {"0001": SAID}, {(2, "0001", "trip[2]/nights"): "6"})
    world.compare(batch)
    world.rule_truly(batch, {"0001": SAID})
    leader = world.desk("leader")
    leader.batches.close(leader.session, batch)
    return leader


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_a_sheet_is_keyed_and_looked_at(leader, show, language):
    page = show(leader, "review", language=language).page
    keys("\n\n\n")  # the batch, the draw, the first sheet
    entry = page.entry
    seen = []
    while entry.presenter.step.phase is not Phase.READY:
        step = entry.presenter.step
        seen.append((step.question, entry.line.text()))
        keys(f"{SAID[step.question]}\n" if step.phase is Phase.READ else "a")
        assert len(seen) <= len(SAID), seen
    first = SECOND[language].replace("2", "1")
    lines = {"trip[1]": first, "trip[2]": SECOND[language]}
    assert sorted(key for key, _ in seen) == sorted(SAID)
    assert all(line == lines[key.partition("/")[0]] for key, line in seen)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_sheet_tells_what_every_line_says(leader, show, language):
    batch = leader.batches.list(leader.session)[0].id
    page = show(leader, "sheet", f"{batch}/0001", language=language).page
    first, second = SECOND[language].replace("2", "1"), SECOND[language]
    rows = [(row.number, row.record, row.readings) for row in page.answers.rows]
    yes, no = {"zh": ("1 是", "2 否"), "en": ("1 yes", "2 no")}[language]
    assert rows == [
        (f"{first} nights", "3", ""), (f"{second} nights", "5", rows[1][2]),
        (f"{first} again", yes, ""), (f"{second} again", no, ""),
    ]  # fmt: skip
    assert set(rows[1][2].split("  |  ")) == {"5", "6"}
