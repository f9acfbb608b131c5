"""The table of states and rights: complete, reachable, drawn as it is, and the only way through."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import (
    FOUR_EYES,
    NOT_ALLOWED,
    NOT_THIRD_PERSON,
    NOT_YOUR_PASS,
    WRONG_STATE,
    UserError,
)
from core.people import Grant, Post, Role, Session
from core.ports.vault import BatchKey
from core.values import BatchId, FormId, PersonId, SheetId, UnitId
from core.workflow.batch import Batch
from core.workflow.sheet import Difference, Reviewed, Ruling, SealedKeying, Sheet
from core.workflow.state_diagram import page
from core.workflow.states import (
    RULES,
    Action,
    BatchState,
    Rule,
    Scope,
    SheetState,
    led_to,
    permit,
    rule_for,
)
from tests.support.events import stamp

ROOT = Path(__file__).resolve().parents[3]
E01, E, HO, S = map(UnitId, ("E01", "E", "HO", "S"))
ROLES = {  # requirements §3.8, its rows that this part of the program knows
    Action.KEY: set(),
    Action.CLOSE_QUERY: {Role.LEADER, Role.QUALITY},
    Action.PUBLISH_FORM: {Role.ADMIN},
    Action.ADD_PERSON: {Role.ADMIN},
    Action.REPORT: {Role.LEADER, Role.QUALITY, Role.MANAGER},
}


def batch(state: BatchState = BatchState.KEYING, **posts: str) -> Batch:
    return Batch(
        id=BatchId("b-1"),
        code="E01-202611-01",
        form=FormId("f"),
        unit=E01,
        lineage=(E01, E, HO),
        period="2026-11",
        first=1,
        last=9,
        width=4,
        counts={"returned": 9},
        is_visit=False,
        key=BatchKey("", {}),
        posts={Post(post): (PersonId(person),) for post, person in posts.items()},
        state=state,
    )


def session(person: str, *grants: tuple[Role, UnitId]) -> Session:
    return Session(PersonId(person), person, tuple(Grant(*grant) for grant in grants), "d1")


def refusal(*arguments: object, **more: object) -> str | None:
    try:
        permit(*arguments, **more)  # type: ignore[arg-type]
    except UserError as error:
        return error.code
    return None


def test_every_action_has_one_line() -> None:
    assert sorted(rule.action for rule in RULES) == sorted(Action)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.action.value)
@pytest.mark.parametrize("role", Role)
def test_a_role_over_the_unit_allows_what_the_table_says_and_nothing_else(
    rule: Rule, role: Role
) -> None:
    state = next(state for state in BatchState if state in rule.states)
    allowed = refusal(session("x", (role, E)), rule.action, batch(state)) is None
    assert allowed == (role in rule.roles and rule.scope is not Scope.POST)
    if rule.action in ROLES:
        assert allowed == (role in ROLES[rule.action])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.action.value)
def test_a_role_elsewhere_allows_nothing_on_the_batch(rule: Rule) -> None:
    if rule.scope is Scope.ANYWHERE:
        return
    state = next(state for state in BatchState if state in rule.states)
    for role in Role:
        assert refusal(session("x", (role, S)), rule.action, batch(state))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.action.value)
@pytest.mark.parametrize("post", Post)
def test_a_post_allows_what_the_table_says(rule: Rule, post: Post) -> None:
    state = next(state for state in BatchState if state in rule.states)
    holder = session("x", (Role.MANAGER, S))
    allowed = refusal(holder, rule.action, batch(state, **{post.value: "x"})) is None
    assert allowed == (post in rule.posts)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.action.value)
@pytest.mark.parametrize("state", BatchState)
def test_a_state_outside_the_table_stops_everybody(rule: Rule, state: BatchState) -> None:
    if not rule.posts:
        return
    holder = session("x")
    found = refusal(holder, rule.action, batch(state, **{rule.posts[0].value: "x"}))
    assert found == (None if state in rule.states else WRONG_STATE)


def test_who_keys_a_pass_has_no_other_right_in_the_batch() -> None:
    mighty = session("x", (Role.LEADER, E01), (Role.QUALITY, HO), (Role.MANAGER, HO))
    held = batch(BatchState.KEYING, pass1="x")
    allowed = {rule.action for rule in RULES if refusal(mighty, rule.action, held) is None}
    assert allowed == {Action.KEY}
    assert refusal(mighty, Action.KEY, batch()) == NOT_YOUR_PASS


def test_every_state_but_the_derived_one_is_reached_from_opening() -> None:
    reached: set[BatchState] = set()
    ahead: list[BatchState | None] = [None]
    while ahead:
        here = ahead.pop()
        for action in Action:
            there = led_to(here, action)
            if there is not None and there not in reached:
                reached.add(there)
                ahead.append(there)
    assert reached == set(BatchState) - {BatchState.SETTLED}


def test_approval_is_the_end() -> None:
    assert not [action for action in Action if led_to(BatchState.APPROVED, action)]


def test_the_drawn_table_is_current() -> None:
    written = (ROOT / "docs" / "states.md").read_text(encoding="utf-8")
    assert written == page(), "write it anew: see core/workflow/state_diagram.py"


# --- conditions -----------------------------------------------------------------------------------


def differing(**changed: object) -> Sheet:
    parts: dict[str, object] = {
        "keyings": {n: keying(n, f"clerk{n}") for n in (1, 2)},
        "differences": (Difference("b-1/0001#1", 1, "keying"),),
    }
    return Sheet(SheetId("b-1/0001"), **{**parts, **changed})  # type: ignore[arg-type]


def keying(pass_no: int, clerk: str) -> SealedKeying:
    return SealedKeying("", pass_no, 1, PersonId(clerk), "k", "", False, stamp(pass_no))


@pytest.mark.parametrize("clerk", ["clerk1", "clerk2"])
def test_a_clerk_of_either_pass_may_not_rule(clerk: str) -> None:
    sheet = differing()
    judge = session(clerk)
    held = batch(adjudication=clerk)
    found = refusal(judge, Action.RULE, held, sheet=sheet, difference=sheet.differences[0])
    assert found == NOT_THIRD_PERSON


def test_who_raised_a_doubt_or_ruled_before_may_not_rule_on_it() -> None:
    ruling = Ruling(PersonId("judge"), 0, "m", "", stamp(5))
    for difference in (
        Difference("d", 0, "query", 1, "Q08", opened_by=PersonId("judge")),
        Difference("d", 1, "keying", rulings=(ruling, Ruling(PersonId("x"), 0, "n", "", stamp(6)))),
    ):
        sheet = differing(differences=(difference,))
        held = batch(adjudication="judge")
        found = refusal(session("judge"), Action.RULE, held, sheet=sheet, difference=difference)
        assert found == NOT_THIRD_PERSON


@pytest.mark.parametrize("action", [Action.CLOSE_QUERY, Action.VOID_SHEET])
def test_who_keyed_or_ruled_may_not_decide_alone(action: Action) -> None:
    ruling = Ruling(PersonId("judge"), 0, "m", "", stamp(5))
    sheet = differing(differences=(Difference("d", 1, "keying", rulings=(ruling,)),))
    for person in ("clerk1", "judge"):
        leader = session(person, (Role.LEADER, E))
        assert refusal(leader, action, batch(), sheet=sheet) == FOUR_EYES
    assert refusal(session("l", (Role.LEADER, E)), action, batch(), sheet=sheet) is None


def test_nobody_reviews_a_sheet_at_two_levels() -> None:
    seen = Reviewed(2, 1, PersonId("x"), "random", 9, 0, "", "", 1)
    sheet = differing(differences=(), reviews=(seen,))
    held = batch(BatchState.LEVEL3, level3="x")
    assert refusal(session("x"), Action.REVIEW_LEVEL3, held, sheet=sheet) == FOUR_EYES
    again = batch(BatchState.LEVEL2, level2="x")
    assert refusal(session("x"), Action.REVIEW_LEVEL2, again, sheet=sheet) is None


def test_a_void_or_settled_sheet_is_not_keyed() -> None:
    assert rule_for(Action.KEY).sheets.isdisjoint({SheetState.VOID, SheetState.SETTLED})
    void = Sheet(SheetId("b-1/0001"), void="torn")
    held = batch(pass1="x")
    assert refusal(session("x"), Action.KEY, held, sheet=void) == WRONG_STATE
    assert refusal(session("x"), Action.RECORD_UNIT) == NOT_ALLOWED
