"""What is appended is durable, in order, signed, folded, and shown to those who may see it."""

from __future__ import annotations

import random
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import NOT_ALLOWED, STALE, BugError, TwinkeyError
from core.event import SIGNED, Kind, NewEvent
from core.line import unsigned_line
from core.people import Role
from core.ports.journal import Wanted
from storage.certificates import EVENT
from storage.hybrid_clock import FARTHEST_AHEAD_MS, HybridClock
from storage.keys import is_signed
from storage.selection import UNKNOWN_COLUMN
from storage.verify import verify
from tests.storage.projects import founded, gate_of


def keyed(sheet: str, pass_no: int, sealed: str = "x") -> NewEvent:
    body = {"id": f"{sheet}/{pass_no}/1", "pass": pass_no, "sealed": sealed}
    return NewEvent(Kind.KEYING_SUBMITTED, sheet, body)


def settled(sheet: str) -> NewEvent:
    return NewEvent(Kind.RECORD_SETTLED, sheet, {"answers": "{}"})


def test_what_was_appended_is_there_after_a_restart(staffed):
    staffed.append("clerk1", keyed("b/0001", 1), NewEvent(Kind.SHEET_SET_ASIDE, "b/0002", {}))
    again = staffed.reopened()
    session, ports = again.ports("clerk1")
    first, second = (ports.ledger.history(session, sheet)[0] for sheet in ("b/0001", "b/0002"))
    assert (first.kind, first.actor, first.body["sealed"]) == (
        Kind.KEYING_SUBMITTED,
        session.person,
        "x",
    )
    assert second.stamp.seq == first.stamp.seq + 1
    assert first.stamp < second.stamp
    assert verify(again.at("admin")).sound
    again.gate.close()


def test_decisions_carry_their_actors_signature_and_others_none(staffed):
    staffed.append("clerk1", keyed("b/0001", 1), NewEvent(Kind.SHEET_SET_ASIDE, "b/0001", {}))
    session, ports = staffed.ports("clerk1")
    signed, plain = ports.ledger.history(session, "b/0001")
    assert signed.kind in SIGNED
    assert plain.signature == b""
    key = next(slot.sign for slot in staffed.at("admin").known.people if slot.login == "admin")
    assert not is_signed(key, EVENT + unsigned_line(signed), signed.signature)
    own = staffed.at("clerk1").known.by_login("clerk1").sign
    assert is_signed(own, EVENT + unsigned_line(signed), signed.signature)


def test_a_decision_on_an_outdated_view_is_refused_and_changes_nothing(staffed, refused):
    staffed.append("judge1", keyed("b/0001", 1))
    before = staffed.at("judge2").ports.ledger.head()
    with refused(STALE) as error:
        staffed.append(
            "judge2",
            NewEvent(Kind.SHEET_SET_ASIDE, "b/0009", {}),
            NewEvent(Kind.SHEET_SET_ASIDE, "b/0001", {}, seen=0),
        )
    assert error.value.params == {"subject": "b/0001"}
    assert staffed.at("judge2").ports.ledger.head() == before
    staffed.append("judge2", NewEvent(Kind.SHEET_SET_ASIDE, "b/0001", {}, seen=1))


def test_what_a_person_may_not_see_does_not_make_a_decision_stale(staffed):
    staffed.append("clerk1", keyed("b/0001", 1))
    staffed.append("clerk2", NewEvent(Kind.SHEET_SET_ASIDE, "b/0001", {}, seen=0))


def test_anothers_keying_is_in_no_answer_until_the_sheet_is_settled(staffed):
    staffed.append("clerk1", keyed("b/0001", 1))
    session, ports = staffed.ports("clerk2")
    clerk = staffed.at("clerk1").session.person
    assert ports.ledger.history(session, "b/0001") == ()
    assert ports.ledger.rows(session, "keying") == []
    assert ports.ledger.count(session, "keying") == {(): 0}
    assert ports.ledger.rows(session, "keying", {"clerk": clerk}) == []
    assert ports.journal.page(session, Wanted(subject="b/0001")) == ((), False)
    told, more = ports.journal.page(session, Wanted(person=clerk))
    assert ([event.kind for event, _ in told], more) == ([Kind.PERSON_CHANGED], False)  # a password
    staffed.append("judge1", settled("b/0001"))
    assert len(ports.ledger.history(session, "b/0001")) == 2
    assert len(ports.journal.page(session, Wanted(subject="b/0001"))[0]) == 2


def test_rows_are_chosen_ordered_and_counted(staffed):
    for number in (3, 1, 2):
        staffed.append("clerk1", keyed(f"b/{number}", 1))
        staffed.append("clerk2", keyed(f"b/{number}", 2))
    session, ports = staffed.ports("judge1")
    sheets = ports.ledger.rows(session, "keying", order=["-sheet", "id"], limit=3, offset=1)
    assert [row["id"] for row in sheets] == ["b/3/2/1", "b/2/1/1", "b/2/2/1"]
    chosen = ports.ledger.rows(session, "keying", {"sheet": ("b/1", "b/3"), "attempt": 0})
    assert {row["sheet"] for row in chosen} == {"b/1", "b/3"}
    assert ports.ledger.rows(session, "keying", {"sheet": ()}) == []
    assert ports.ledger.rows(session, "keying", {"sheet": None}) == []
    many = tuple(f"b/{number}" for number in range(50_000))
    assert ports.ledger.count(session, "keying", where={"sheet": many}) == {(): 6}
    clerks = {staffed.at(name).session.person for name in ("clerk1", "clerk2")}
    assert ports.ledger.count(session, "keying", by=["clerk"]) == {(clerk,): 3 for clerk in clerks}


@pytest.mark.parametrize(
    ("table", "where", "order"),
    [
        ("event", {}, []),
        ("keying; DROP TABLE event", {}, []),
        ("keying", {'sheet" OR 1=1 --': 1}, []),
        ("keying", {}, ["-sheet; --"]),
        ("keying", {"line": 1}, []),
    ],
)
def test_a_name_that_is_no_column_never_reaches_the_database(staffed, table, where, order):
    session, ports = staffed.ports("judge1")
    with pytest.raises(BugError) as error:
        ports.ledger.rows(session, table, where, order)
    assert error.value.code == UNKNOWN_COLUMN


def test_a_closed_table_is_refused_not_shown_empty(staffed, refused):
    session, ports = staffed.ports("judge1")
    with refused(NOT_ALLOWED):
        ports.ledger.count(session, "batch_key")


def test_the_journal_takes_no_update_and_no_delete(staffed):
    database = staffed.at("admin").database
    for statement in ("UPDATE event SET kind = 'x'", "DELETE FROM event WHERE seq = 1"):
        with pytest.raises(TwinkeyError, match="append-only"), database.write() as transaction:
            transaction.execute(statement)
    assert verify(staffed.at("admin")).sound


def test_a_failure_in_the_middle_leaves_the_journal_as_it_was(staffed):
    session, ports = staffed.ports("judge1")
    before = ports.ledger.head()
    with pytest.raises(BugError):
        ports.ledger.append(
            session, "test", [keyed("b/1", 1), NewEvent(Kind.SHEET_SET_ASIDE, "b/1", {"x": 1.5})]
        )
    assert ports.ledger.head() == before
    assert ports.ledger.rows(session, "keying") == []


def test_threads_of_two_people_append_one_after_the_other(staffed):
    staffed.at("clerk1")
    staffed.at("clerk2")

    def key(login: str, start: int) -> None:
        for number in range(start, start + 10):
            staffed.append(login, keyed(f"b/{number}", 1))

    logins = ["clerk1", "clerk2", "clerk1", "clerk2"]
    threads = [
        threading.Thread(target=key, args=(login, place * 10)) for place, login in enumerate(logins)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session, ports = staffed.ports("judge1")
    assert ports.ledger.count(session, "keying") == {(): 40}
    assert verify(staffed.at("admin")).sound


def test_the_clock_never_goes_back_and_follows_no_absurd_peer():
    wall = iter([1000, 1000, 400, 2000])
    clock = HybridClock(lambda: next(wall), lambda: 480)
    times = [(0, 0)]
    for _ in range(4):
        times.append(clock.after(times[-1]))
    assert times[1:] == [(1000, 0), (1000, 1), (1000, 2), (2000, 0)]
    still = HybridClock(lambda: 1000, lambda: 480)
    near, far = (1000 + FARTHEST_AHEAD_MS, 3), (1001 + FARTHEST_AHEAD_MS, 0)
    assert still.latest((900, 0), [near, far]) == near


def test_a_clock_set_back_keeps_the_order_of_events(tmp_path):
    project = founded(tmp_path / "p")
    project.gate.close()
    wall = [10**13]
    gate = gate_of(project.folder, hybrid=HybridClock(lambda: wall[0], lambda: 0))
    opened = gate.open("admin", "correct horse")
    for hour in range(3):
        wall[0] = 10**13 - hour * 3_600_000
        event = NewEvent(Kind.SHEET_SET_ASIDE, "b/1", {"hour": hour})
        opened.ports.ledger.append(opened.session, "test", [event])
    history = opened.ports.ledger.history(opened.session, "b/1")
    assert [event.body["hour"] for event in history] == [0, 1, 2]
    gate.close()


def test_the_journal_is_paged_newest_first_by_person_kind_and_time(staffed):
    for number in range(7):
        staffed.append("clerk1", keyed(f"b/{number}", 1))
    session, ports = staffed.ports("judge1")
    wanted = Wanted(kinds=[Kind.KEYING_SUBMITTED])
    first, more = ports.journal.page(session, wanted, 0, 4)
    rest, end = ports.journal.page(session, wanted, 4, 4)
    assert (more, end) == (True, False)
    subjects = [event.subject for event, _ in (*first, *rest)]
    assert subjects == [f"b/{number}" for number in reversed(range(7))]
    middle = first[3][0].stamp.ms
    later, _ = ports.journal.page(session, Wanted(kinds=wanted.kinds, since_ms=middle + 1))
    earlier, _ = ports.journal.page(session, Wanted(kinds=wanted.kinds, until_ms=middle + 1))
    assert len(later) + len(earlier) == 7
    assert all(len(digest) == 64 for _, digest in first)


def test_the_head_is_eight_groups_and_changes_with_every_event(staffed):
    ledger = staffed.at("admin").ports.ledger
    before = ledger.head()
    assert [len(group) for group in before.split(" ")] == [8] * 8
    staffed.append("clerk1", keyed("b/1", 1))
    assert ledger.head() != before
    assert verify(staffed.at("admin")).head == ledger.head()


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["clerk1", "clerk2", "judge1"]),
        st.integers(1, 3),
        st.sampled_from(["keyed", "aside", "settled"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=10)
@given(histories=st.lists(MOVES, min_size=1, max_size=2))
def test_a_rebuild_equals_what_was_kept_along_the_way(tmp_path_factory, histories):
    project = founded(tmp_path_factory.mktemp("h") / "p")
    for login in ("clerk1", "clerk2"):
        project.add(login, Role.CLERK)
    project.add("judge1", Role.LEADER)
    for moves in histories:
        for login, number, what in moves:
            events = {
                "keyed": keyed(f"b/{number}", 1),
                "aside": NewEvent(Kind.SHEET_SET_ASIDE, f"b/{number}", {}),
                "settled": settled(f"b/{number}"),
            }
            project.append(login, events[what])
    report = verify(project.at("admin"))
    assert report.problems == ()
    database = project.at("admin").database
    with database.write() as transaction:
        transaction.execute("DELETE FROM local WHERE name = 'projection'")
    before = tables_of(project)
    project.at("admin").projections.ensure()
    assert tables_of(project) == before
    project.gate.close()


def tables_of(project) -> dict[str, list[tuple]]:
    opened = project.at("admin")
    return {
        table: sorted(opened.database.query(f'SELECT * FROM "{table}"'), key=repr)
        for table in opened.projections.tables
    }


def test_random_names_of_people_and_units_survive(tmp_path):
    rng = random.Random(7)
    project = founded(tmp_path / "p")
    names = ["陈一", "O'Brien; DROP TABLE person;--", "ё" * 40, "🙂" * rng.randrange(1, 5)]
    for name in names:
        project.add(name, Role.CLERK)
    session, ports = project.ports("admin")
    logins = {row["login"] for row in ports.ledger.rows(session, "person")}
    assert logins == {"admin", *names}
    project.gate.close()
