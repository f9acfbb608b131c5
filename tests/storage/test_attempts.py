"""Wrong passwords cost waiting that no restart, no old file and no silence takes away."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest

from core.errors import NOT_ALLOWED, TRY_LATER, WRONG_PASSWORD
from core.event import Kind
from storage.attempts import FILE as ATTEMPTS_FILE
from storage.attempts import Attempts
from tests.storage.bank import Bank
from tests.storage.projects import PASSWORD, gate_of


def guess(bank: Bank, login: str, times: int, refused: Callable[..., Any]) -> None:
    for _ in range(times):
        with refused(WRONG_PASSWORD):
            bank.project.gate.open(login, "guess guess")
        bank.now[0] += 60


def enter_and_told(bank: Bank, login: str) -> list[dict[str, Any]]:
    """What the journal says of the door after the person has come in by the window."""
    session, ports = bank.project.gate.sign_in(login, PASSWORD)
    history = ports.ledger.history(session, session.person)
    return [dict(event.body) for event in history if event.kind is Kind.LOGIN_FAILED]


def test_the_journal_counts_wrong_passwords_when_the_person_comes_in(bank, refused):
    assert enter_and_told(bank, "clerk") == []
    guess(bank, "clerk", 3, refused)
    guess(bank, "nobody", 2, refused)
    first = {"times": 3, "others": 2, "count_lost": False}
    assert enter_and_told(bank, "clerk") == [first]
    assert enter_and_told(bank, "clerk") == [first]
    guess(bank, "clerk", 1, refused)
    assert enter_and_told(bank, "clerk") == [first, {"times": 1, "others": 0, "count_lost": False}]


def test_an_administrator_lifts_the_wait_and_the_failures_are_still_told(bank, refused):
    guess(bank, "clerk", 6, refused)
    with refused(WRONG_PASSWORD):
        bank.project.gate.open("clerk", "guess guess")
    with refused(TRY_LATER):
        bank.project.gate.open("clerk", PASSWORD)
    admin = bank.project.at("admin")
    assert admin.ports.keyring.waits(admin.session) == {bank.id("clerk"): 60}
    with refused(NOT_ALLOWED):
        leader = bank.project.at("leader1")
        leader.ports.keyring.lift(leader.session, bank.id("clerk"))
    admin.ports.keyring.lift(admin.session, bank.id("clerk"))
    assert enter_and_told(bank, "clerk") == [{"times": 7, "others": 0, "count_lost": False}]
    lifted = admin.ports.ledger.history(admin.session, bank.id("clerk"))
    assert [event.actor for event in lifted if event.body.get("did") == "lifted"] == [
        admin.session.person
    ]


@pytest.mark.parametrize("act", ["put_back", "delete"])
def test_putting_the_counting_file_back_neither_resets_it_nor_goes_unseen(bank, refused, act):
    file = bank.project.folder / ATTEMPTS_FILE
    enter_and_told(bank, "clerk")
    shutil.copy(file, file.with_suffix(".kept"))
    guess(bank, "clerk", 5, refused)
    if act == "put_back":
        shutil.copy(file.with_suffix(".kept"), file)
    else:
        file.unlink()
    with refused(WRONG_PASSWORD) as error:
        bank.project.gate.open("clerk", "guess guess")
    assert error.value.params["wait_s"] == 32  # the sixth in a row
    bank.now[0] += 60
    assert enter_and_told(bank, "clerk")[-1] == {"times": 6, "others": 0, "count_lost": True}
    assert len(enter_and_told(bank, "clerk")) == 1


def test_without_the_mark_a_lost_count_is_seen_by_what_the_database_remembers(bank, refused):
    folder = bank.project.folder
    enter_and_told(bank, "clerk")
    bank.project.gate.close()
    bank.project.seats.clear()
    (folder / ATTEMPTS_FILE).unlink()
    bank.project.gate = gate_of(folder, attempts=Attempts(folder, lambda: bank.now[0]))
    assert enter_and_told(bank, "clerk")[-1] == {"times": 0, "others": 0, "count_lost": True}


def test_a_hundred_guesses_cost_an_hour_and_a_half(bank, refused):
    """Documented: 1, 2, 4 ... 60 seconds. Counted, not waited."""
    spent = 0
    for _ in range(100):
        with refused(WRONG_PASSWORD) as error:
            bank.project.gate.open("clerk", "guess guess")
        spent += error.value.params["wait_s"]
        bank.now[0] += error.value.params["wait_s"]
    assert spent == sum(min(60, 2**n) for n in range(100)) == 5703
