"""What was keyed opens for its clerk and for the adjudicators, and for nobody else."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BLIND, DAMAGED, SIGNED_OUT, BugError
from core.event import Kind, NewEvent
from core.people import Role
from core.ports.drafts import DraftLine
from core.ports.vault import RECOVERY, BatchKey, ContentKey, FormerKey
from core.values import KeyingId, PersonId, SheetId
from storage import keys
from tests.storage.projects import Project

CONTEXT = "b/0001/1"
MARKER = "MARKER-8f1d-Q07=4"


def batch_of(project: Project) -> BatchKey:
    session, ports = project.ports("admin")
    holders = [project.at(name).session.person for name in ("judge1", "judge2")]
    return ports.vault.new_batch_key(session, holders)


def sealed_by(project: Project, login: str, batch: BatchKey) -> tuple[ContentKey, str]:
    session, ports = project.ports(login)
    key = ports.vault.new_content_key(session, batch.public)
    return key, ports.vault.seal(session, key, CONTEXT, MARKER.encode())


def test_a_clerk_opens_his_own_and_both_adjudicators_open_it(staffed):
    batch = batch_of(staffed)
    key, sealed = sealed_by(staffed, "clerk1", batch)
    again = staffed.reopened()
    session, ports = again.ports("clerk1")
    assert ports.vault.open(session, key, CONTEXT, sealed).decode() == MARKER
    for login in ("judge1", "judge2"):
        session, ports = again.ports(login)
        opened = ports.vault.open_keying(session, batch, key, CONTEXT, sealed)
        assert opened.decode() == MARKER
    again.gate.close()


@pytest.mark.parametrize("login", ["clerk2", "admin"])
def test_nobody_else_opens_it_by_any_road(staffed, refused, login):
    batch = batch_of(staffed)
    key, sealed = sealed_by(staffed, "clerk1", batch)
    session, ports = staffed.ports(login)
    with refused(BLIND):
        ports.vault.open(session, key, CONTEXT, sealed)
    with refused(BLIND):
        ports.vault.open_keying(session, batch, key, CONTEXT, sealed)
    claimed = BatchKey(batch.public, {session.person: batch.sealed[next(iter(batch.sealed))]})
    with refused(DAMAGED):  # a holder's entry under one's own name opens nothing
        ports.vault.open_keying(session, claimed, key, CONTEXT, sealed)
    with refused(BLIND):
        ports.vault.grant_batch_key(session, batch, session.person)
    own = ports.vault.new_content_key(session, batch.public)
    mixed = ContentKey(key.id, own.to_self, key.to_batch)
    with refused(BLIND, DAMAGED):
        ports.vault.open(session, mixed, CONTEXT, sealed)
    with refused(SIGNED_OUT):
        ports.vault.open(staffed.at("clerk1").session, key, CONTEXT, sealed)


def test_no_byte_of_what_one_clerk_keyed_is_found_with_another_clerks_keys(staffed):
    """Everything that clerk 2 can reach with his password: raw tables, and every file."""
    batch = batch_of(staffed)
    _, sealed = sealed_by(staffed, "clerk1", batch)
    session, ports = staffed.ports("clerk1")
    ports.drafts.append(session, KeyingId("b/0001/1/1"), DraftLine(1, sealed))
    body = {"id": "b/0001/1/1", "pass": 1, "sealed": sealed}
    staffed.append("clerk1", NewEvent(Kind.KEYING_SUBMITTED, "b/0001", body))
    ports.vault.seal_to_batch(session, batch, CONTEXT, MARKER.encode())
    database = staffed.at("clerk2").database
    markers = [MARKER.encode(), MARKER.encode("utf-16-le"), b"MARKER-8f1d"]
    tables = [
        name for (name,) in database.query("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    dump = {table: repr(database.query(f'SELECT * FROM "{table}"')).encode() for table in tables}
    assert sealed.encode() in dump["draft"]  # the search does reach what is there
    assert sealed.encode() in dump["keying"]
    for table, text in dump.items():
        assert not any(marker in text for marker in markers), table
    for file in staffed.folder.rglob("*"):
        if file.is_file():
            assert not any(marker in file.read_bytes() for marker in markers), file.name


def test_a_draft_is_listed_and_read_by_its_author_alone(staffed, refused):
    keying = KeyingId("b/0001/1/1")
    batch = batch_of(staffed)
    key, sealed = sealed_by(staffed, "clerk1", batch)
    session, ports = staffed.ports("clerk1")
    for n in (1, 2):
        ports.drafts.append(session, keying, DraftLine(n, sealed))
    with refused("STALE"):
        ports.drafts.append(session, keying, DraftLine(2, sealed))
    other, others = staffed.ports("clerk2")
    assert others.drafts.open(other) == ()
    assert others.drafts.lines(other, keying) == ()
    with refused(SIGNED_OUT):
        others.drafts.lines(session, keying)
    with refused(BLIND):
        others.vault.open(other, key, CONTEXT, sealed)
    others.drafts.discard(other, keying)
    again = staffed.reopened()
    session, ports = again.ports("clerk1")
    assert ports.drafts.open(session) == (keying,)
    assert [line.n for line in ports.drafts.lines(session, keying)] == [1, 2]
    again.gate.close()


def test_drafts_are_listed_oldest_first_by_batch_and_not_once_submitted(staffed):
    session, ports = staffed.ports("clerk1")
    ids = [KeyingId(text) for text in ("b/0002/1/1", "b/0001/1/1", "bb/0001/1/1")]
    for keying in ids:
        ports.drafts.append(session, keying, DraftLine(1, "x"))
    assert ports.drafts.open(session) == tuple(ids)
    assert ports.drafts.open(session, "b") == tuple(ids[:2])
    body = {"id": ids[0], "pass": 1, "sealed": "x"}
    staffed.append("clerk1", NewEvent(Kind.KEYING_SUBMITTED, "b/0002", body))
    assert ports.drafts.open(session, "b") == (ids[1],)
    ports.drafts.discard(session, ids[1])
    assert ports.drafts.open(session) == (ids[2],)


def test_an_adjudicator_named_later_can_open_what_came_before(staffed, refused):
    batch = batch_of(staffed)
    key, sealed = sealed_by(staffed, "clerk1", batch)
    judge3 = PersonId(staffed.add("judge3", Role.LEADER))
    session, ports = staffed.ports("judge1")
    granted = ports.vault.grant_batch_key(session, batch, judge3)
    session, ports = staffed.ports("judge3")
    with refused(BLIND):
        ports.vault.open_keying(session, batch, key, CONTEXT, sealed)
    wider = BatchKey(batch.public, {**batch.sealed, judge3: granted[batch.public]})
    assert ports.vault.open_keying(session, wider, key, CONTEXT, sealed).decode() == MARKER


def forked(staffed: Project) -> tuple[BatchKey, list[str]]:
    """A key replaced on two machines at once, and what was sealed to each of the three, in order."""
    first = batch_of(staffed)
    session, ports = staffed.ports("judge1")
    holders = [staffed.at(login).session.person for login in ("judge1", "judge2")]
    one, to_one = ports.vault.replace_batch_key(session, first, holders)
    two, to_two = ports.vault.replace_batch_key(session, first, holders)
    leads = {one.public: to_one[first.public], two.public: to_two[first.public]}
    former = (
        FormerKey(first.public, {**first.sealed, **leads}),
        FormerKey(one.public, one.sealed),
    )
    sealed = [
        ports.vault.seal_to_batch(session, key, CONTEXT, MARKER.encode())
        for key in (first, one, two)
    ]
    return BatchKey(two.public, two.sealed, former), sealed


def with_holder(key: BatchKey, person: PersonId, given: Mapping[str, str]) -> BatchKey:
    """As the fold hands on what was granted."""
    former = tuple(
        FormerKey(f.public, {**f.sealed, person: given[f.public]}) if f.public in given else f
        for f in key.former
    )
    return BatchKey(key.public, {**key.sealed, person: given[key.public]}, former)


def opens_all(staffed: Project, login: str, key: BatchKey, sealed: list[str]) -> None:
    session, ports = staffed.ports(login)
    for each in sealed:
        assert ports.vault.open_from_batch(session, key, CONTEXT, each).decode() == MARKER


def test_of_two_keys_in_place_of_one_a_later_holder_is_given_both(staffed, refused):
    key, sealed = forked(staffed)
    opens_all(staffed, "judge2", key, sealed)
    judge3 = PersonId(staffed.add("judge3", Role.LEADER))
    session, ports = staffed.ports("judge1")
    given = ports.vault.grant_batch_key(session, key, judge3)
    assert [*given] == [key.former[1].public, key.public]
    alone = with_holder(key, judge3, {key.public: given[key.public]})
    session, ports = staffed.ports("judge3")
    with refused(BLIND):  # not damaged: nobody handed that one on
        ports.vault.open_from_batch(session, alone, CONTEXT, sealed[1])
    opens_all(staffed, "judge3", with_holder(key, judge3, given), sealed)
    recovered = staffed.at("admin").ports.keyring.recover_batch_key(
        staffed.at("admin").session, staffed.recovery_key, key, judge3
    )
    opens_all(staffed, "judge3", with_holder(key, judge3, recovered), sealed)


def test_the_next_key_leads_to_both_of_two_in_place_of_one(staffed):
    key, sealed = forked(staffed)
    session, ports = staffed.ports("judge1")
    holders = [staffed.at(login).session.person for login in ("judge1", "judge2")]
    new, leads = ports.vault.replace_batch_key(session, key, holders)
    former = (*key.former, FormerKey(key.public, key.sealed))
    former = tuple(
        FormerKey(f.public, f.sealed | ({new.public: leads[f.public]} if f.public in leads else {}))
        for f in former
    )
    whole = BatchKey(new.public, new.sealed, former)
    assert whole.apart == ()
    judge3 = PersonId(staffed.add("judge3", Role.LEADER))
    given = ports.vault.grant_batch_key(session, whole, judge3)
    assert [*given] == [new.public]
    opens_all(staffed, "judge3", with_holder(whole, judge3, given), sealed)


def test_a_batch_needs_two_holders_who_are_certified(staffed):
    session, ports = staffed.ports("admin")
    judge = staffed.at("judge1").session.person
    for holders in ([judge], [judge, judge], [judge, PersonId("p-nobody")]):
        with pytest.raises(BugError):
            ports.vault.new_batch_key(session, holders)


def test_recovery_opens_a_batch_key_and_the_database_key(staffed):
    pyrage = pytest.importorskip("pyrage")
    identity = pyrage.x25519.Identity.from_str(staffed.recovery_key)
    batch = batch_of(staffed)
    raw = pyrage.decrypt(keys.from_text(batch.sealed[RECOVERY]), [identity])
    private = keys.X25519PrivateKey.from_private_bytes(raw)
    assert keys.to_text(private.public_key().public_bytes_raw()) == batch.public
    entry = staffed.at("admin").known.database[0]
    opened = pyrage.decrypt(keys.from_text(entry.recovery), [identity])
    assert opened == staffed.at("admin").database.key()


def test_a_changed_byte_or_context_is_damage_not_another_answer(staffed, refused):
    batch = batch_of(staffed)
    key, sealed = sealed_by(staffed, "clerk1", batch)
    session, ports = staffed.ports("clerk1")
    raw = keys.from_text(sealed)
    for place in (0, 5, 20, len(raw) - 1):
        changed = keys.to_text(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        with refused(DAMAGED):
            ports.vault.open(session, key, CONTEXT, changed)
    ports.vault.seal(session, key, "b/0002/1", b"")
    with refused(DAMAGED):
        ports.vault.open(session, key, "b/0002/1", sealed)
    for broken in ("", "not base64!", "AQ=="):
        with refused(DAMAGED):
            ports.vault.open(session, key, CONTEXT, broken)


def test_what_is_sealed_to_the_batch_opens_for_holders_only(staffed, refused):
    batch = batch_of(staffed)
    session, ports = staffed.ports("judge1")
    sealed = ports.vault.seal_to_batch(session, batch, "b/0001#3", b"4")
    session, ports = staffed.ports("judge2")
    assert ports.vault.open_from_batch(session, batch, "b/0001#3", sealed) == b"4"
    with refused(DAMAGED):
        ports.vault.open_from_batch(session, batch, "b/0001#4", sealed)
    session, ports = staffed.ports("clerk1")
    with refused(BLIND):
        ports.vault.open_from_batch(session, batch, "b/0001#3", sealed)


def test_personal_data_opens_until_the_sheets_key_is_destroyed(staffed, refused):
    sheet = SheetId("b/0001")
    session, ports = staffed.ports("judge1")
    sealed = ports.vault.seal_private(session, sheet, "客户 13800000000".encode())
    session, ports = staffed.ports("judge2")
    assert ports.vault.open_private(session, sheet, sealed).decode() == "客户 13800000000"
    with refused(DAMAGED):
        other = SheetId("b/0002")
        ports.vault.seal_private(session, other, b"")
        ports.vault.open_private(session, other, sealed)
    with staffed.at("judge2").database.write() as transaction:
        transaction.execute("DELETE FROM sheet_key WHERE sheet = ?", (sheet,))
    with refused(BLIND):
        ports.vault.open_private(session, sheet, sealed)


@given(st.binary(max_size=3000))
def test_padding_gives_back_the_data_and_hides_its_length(data):
    block = keys.padded(data)
    assert keys.unpadded(block) == data
    assert len(block) in {256, 512, 1024, 2048, 4096}


def test_answers_of_different_length_are_sealed_alike(staffed):
    batch = batch_of(staffed)
    session, ports = staffed.ports("clerk1")
    key = ports.vault.new_content_key(session, batch.public)
    sizes = {
        len(ports.vault.seal(session, key, CONTEXT, answer))
        for answer in (b"1", b'{"x":"illegible"}', "很满意，谢谢".encode() * 10)
    }
    assert len(sizes) == 1
