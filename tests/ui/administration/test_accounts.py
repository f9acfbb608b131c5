"""Passwords, keys and temporary operators at the pages, on a real encrypted project."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.errors import TwinkeyError
from core.people import Role
from core.services import demonstration
from core.workflow import signing
from storage.attempts import Attempts
from storage.gate import FolderGate
from storage.slots import Kdf
from tests.support.world import StoredWorld, desk_of
from tests.ui.keyboard import focus, keys, press
from ui.administration import account_page, deeds
from ui.preferences import Preferences
from ui.sign_in.page import SignInPage

K = Qt.Key
FRESH = "a fresh password"


@pytest.fixture
def bank(tmp_path: Path):
    """The demonstration's people on a real project; `bank.recovery_key` opens it."""
    folder = tmp_path / "project"
    # a clock that stands still: on a busy machine a second's wait would be over before it is looked at
    attempts = Attempts(folder, lambda: 1000.0, lambda: tmp_path / "mark" / "project.json")
    gate = FolderGate(folder, desk_of, kdf=Kdf(t=1, m=64, p=1), attempts=attempts)
    setup = gate.create("Survey", demonstration.first_admin(), demonstration.units(), demo=True)
    setup.prove(setup.recovery_key)
    made = StoredWorld(gate=gate)
    made.recovery_key = setup.recovery_key
    made.furnish("BSQ-1.xlsx")
    yield made
    gate.close()


def choose(page, login: str, deed: str) -> None:
    """Pick a person in the table and what to do."""
    page.table.choose(next(p for p in page.table.rows if p.login == login))
    card = page.person_card
    assert card.isVisible()
    place = next(n for n in range(card.deed.count()) if card.deed.itemData(n).code == deed)
    card.deed.setCurrentIndex(place)


def fill(card, **typed: str) -> None:
    for name, text in typed.items():
        assert card.fields[name].isVisible(), name
        card.fields[name].entry.setFocus()
        keys(text)
    card.do_button.setFocus()
    press(K.Key_Return)


def enters(bank, login: str, password: str) -> str:
    """ "in", or the code of the refusal."""
    try:
        bank.gate.sign_in(login, password)
    except TwinkeyError as error:
        return error.code
    return "in"


def test_a_reset_at_the_page_gives_a_password_that_opens(bank, show):
    workspace = show(bank.desk("admin"), "people")
    page = workspace.page
    choose(page, "clerk1", deeds.RESET)
    fill(page.person_card, password=FRESH, again="something else", why="forgot")
    assert "differ" in page.person_card.fields["again"].sentence
    fill(page.person_card, again=FRESH)  # the refused text is selected, typing replaces it
    assert "done" in workspace.said
    assert enters(bank, "clerk1", FRESH) == "in"
    assert enters(bank, "clerk1", demonstration.PASSWORD) == "WRONG_PASSWORD"


def test_a_removed_person_is_shown_as_not_active_and_comes_in_no_more(bank, show):
    workspace = show(bank.desk("admin"), "people")
    page = workspace.page
    choose(page, "clerk2", deeds.REMOVE)
    fill(page.person_card, why="")
    assert "reason" in page.person_card.fields["why"].sentence.lower()
    fill(page.person_card, why="left")
    assert "done" in workspace.said
    gone = next(p for p in page.table.rows if p.login == "clerk2")
    assert not gone.active
    page.table.choose(gone)
    assert not page.person_card.isVisible()
    assert enters(bank, "clerk2", demonstration.PASSWORD) == "WRONG_PASSWORD"


def test_nobody_is_offered_what_the_services_would_refuse(bank, show):
    page = show(bank.desk("admin"), "people").page
    page.table.choose(next(p for p in page.table.rows if p.login == "admin"))
    card = page.person_card
    assert [card.deed.itemData(n).code for n in range(card.deed.count())] == [deeds.CHANGE]
    page = show(bank.desk("judge1"), "people").page
    for login, offered in (("clerk1", [deeds.TOGETHER]), ("quality", []), ("judge1", [])):
        page.table.choose(next(p for p in page.table.rows if p.login == login))
        card = page.person_card
        assert [card.deed.itemData(n).code for n in range(card.deed.count())] == offered


def test_two_leaders_reset_together_and_the_seconds_password_is_checked(bank, show):
    workspace = show(bank.desk("judge1"), "people")
    page, typed = workspace.page, {"password": FRESH, "again": FRESH, "why": "no network"}
    choose(page, "clerk1", deeds.TOGETHER)
    fill(page.person_card, **typed, second="judge1", second_password=demonstration.PASSWORD)
    assert "two different people" in page.person_card.finding.sentence
    page.person_card.fields["second"].entry.clear()
    page.person_card.fields["second_password"].entry.clear()
    fill(page.person_card, second="leader", second_password=demonstration.PASSWORD)
    assert "done" in workspace.said
    assert enters(bank, "clerk1", FRESH) == "in"


def test_a_leader_adds_a_clerk_for_thirty_days_and_head_office_confirms(bank, show):
    workspace = show(bank.desk("leader"), "people")
    page = workspace.page
    assert focus() is page.login
    assert [page.role.itemData(n) for n in range(page.role.count())] == [Role.CLERK.value]
    keys("temp1\nTemporary One\n")
    page.password.setFocus()
    keys(f"{FRESH}\n{FRESH}\n")
    assert workspace.said == "Temporary One can sign in as temp1."
    page = show(bank.desk("admin"), "people").page
    temporary = next(p for p in page.table.rows if p.login == "temp1")
    assert page._state(temporary) == f"Temporary until {temporary.until}"
    choose(page, "temp1", deeds.CONFIRM)
    fill(page.person_card)
    assert page._state(next(p for p in page.table.rows if p.login == "temp1")) == "Active"


def test_whoever_waits_after_wrong_passwords_is_shown_and_freed(bank, show):
    assert [enters(bank, "clerk1", "wrong password") for _ in range(2)] == [
        "WRONG_PASSWORD",
        "TRY_LATER",
    ]
    page = show(bank.desk("admin"), "people").page
    choose(page, "clerk1", deeds.LIFT)
    fill(page.person_card)
    assert enters(bank, "clerk1", demonstration.PASSWORD) == "in"


def test_ones_own_password_is_changed_by_keys(bank, show):
    workspace = show(bank.desk("clerk1"), "account")
    page = workspace.page
    assert focus() is page.old
    keys(f"wrong password\n{FRESH}\n{FRESH}\n")
    assert "wrong" in page.fields["old"].sentence
    admin = bank.desk("admin")
    admin.account.lift(admin.session, bank.people()["clerk1"])
    keys(f"{demonstration.PASSWORD}\n{FRESH}\n{FRESH}\n")
    assert "The password is changed" in workspace.said
    assert enters(bank, "clerk1", FRESH) == "in"


def test_every_meaning_of_a_signature_has_words():
    codes = {*signing.MEANINGS.values(), *signing.DECIDED.values(), *signing.DID.values()}
    codes |= {
        "changed",
        "recorded",
        "asked_for_more",
        signing.REFILED,
    }  # what stands for all others
    assert codes == {*account_page.MEANINGS}


def test_signatures_are_shown_with_name_time_and_meaning(bank, show):
    batch = bank.open_paper(2)
    bank.key_twice(batch, bank.truth(batch, 2))
    clerk = bank.desk("clerk1")
    page = show(clerk, "account").page
    model = page.table.view.model()
    rows = [[model.index(r, c).data() for c in range(4)] for r in range(model.rowCount())]
    keyed = [row for row in rows if row[2] == "keyed what the paper says, and checked it"]
    assert {row[1] for row in keyed} == {clerk.session.name}
    assert {row[3].rpartition(" ")[2] for row in keyed} == {"0001", "0002"}
    assert all(len(row[0]) == len("2026-11-22 10:00:00") for row in rows)


def test_a_code_is_ended_with_its_successor(bank, show):
    workspace = show(bank.desk("admin"), "units")
    page = workspace.page
    (item,) = page.tree.findItems("E01", Qt.MatchFlag.MatchRecursive, 1)
    page.tree.setCurrentItem(item)
    card = page.unit_card
    card.until.setFocus()
    keys("tomorrow\n")
    card.end_button.setFocus()
    press(K.Key_Return)
    assert "is no date" in card._until_field.sentence
    keys("2026-12-31\n")
    card.successor.setCurrentIndex(card.successor.findData("E02"))
    card.end_button.click()
    assert workspace.said == "The code E01 ends."
    (item,) = page.tree.findItems("E01", Qt.MatchFlag.MatchRecursive, 1)
    assert item.text(3) == "until 2026-12-31, then E02"
    assert page.parent_unit.findData("E01") == -1


def test_a_batch_without_adjudicators_is_handed_on_by_the_key_in_a_file(bank, show, tmp_path):
    batch = bank.open_paper(2)
    admin = bank.desk("admin")
    page = show(admin, "people").page
    assert not page.heirs_card.isVisible()
    for login in ("judge1", "judge2"):
        admin.account.remove(admin.session, bank.people()[login], "left")
    demonstration_heir(bank)
    workspace = show(admin, "people")
    card = workspace.page.heirs_card
    assert card.isVisible()
    assert card.batch.currentData() == batch
    card.person.setCurrentIndex(card.person.findData(bank.people()["heir"]))
    card.key.setFocus()
    keys("AGE-SECRET-KEY-1\n")
    assert "not this project's" in card._key_field.sentence
    (tmp_path / "key.txt").write_text(f"Twinkey · Survey\n{bank.recovery_key}\n", encoding="utf-8")
    keys(f"{tmp_path / 'key.txt'}\n")
    assert "can go on with batch" in workspace.said
    assert not card.isVisible()


def demonstration_heir(bank) -> None:
    from core.people import Grant
    from core.ports.gate import NewPerson
    from core.values import UnitId

    admin = bank.desk("admin")
    heir = NewPerson("heir", "Heir", (Grant(Role.LEADER, UnitId("E")),), FRESH)
    admin.directory.add_person(admin.session, heir)


def door(bank, qtbot, tmp_path) -> SignInPage:
    bank.gate.close()
    bank.desks.clear()
    page = SignInPage(bank.gate, Preferences(tmp_path / "screen.ini"))
    qtbot.addWidget(page)
    page.resize(900, 640)
    with qtbot.waitActive(page):
        page.show()
    return page


def test_a_lost_password_is_set_at_the_door_by_the_recovery_key(bank, qtbot, tmp_path):
    page = door(bank, qtbot, tmp_path)
    page._login.setText("admin")
    page._lost_link.click()
    lost = page.lost
    assert lost.login.text() == "admin"
    lost.key.setFocus()
    keys("AGE-SECRET-KEY-1NOTHING")
    lost.password.setFocus()
    keys(f"{FRESH}\n{FRESH}\n")
    assert "not this project's recovery key" in lost.fields["key"].sentence
    lost.key.setText(bank.recovery_key)
    lost.go_button.click()
    assert "The password is set" in page._message.sentence
    assert enters(bank, "admin", FRESH) == "in"


def test_a_new_administrator_is_added_where_none_is_left(bank, qtbot, tmp_path):
    page = door(bank, qtbot, tmp_path)
    page._lost_link.click()
    lost = page.lost
    assert not lost.fields["name"].isVisible()
    lost.nobody.setChecked(True)
    for entry, text in (
        (lost.key, bank.recovery_key),
        (lost.login, "heir"),
        (lost.name, "Heir"),
        (lost.password, FRESH),
        (lost.again, FRESH),
    ):
        entry.setText(text)
    lost.go_button.click()
    desk = bank.gate.sign_in("heir", FRESH)
    assert desk.session.has(Role.ADMIN)
    assert desk.account.manageable(desk.session) >= {desk.session.person}
