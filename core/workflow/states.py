"""The one table of the workflow: who may do what, in which state, and what it leads to.

Permissions, buttons, tests and docs/states.md all come from RULES (requirements §3.7-3.8).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.errors import (
    FOUR_EYES,
    GIVEN_PASSWORD,
    NOT_ALLOWED,
    NOT_THIRD_PERSON,
    NOT_YOUR_PASS,
    WRONG_STATE,
    UserError,
)
from core.people import Post, Role, Session
from core.values import UnitId

if TYPE_CHECKING:
    from core.workflow.batch import Batch
    from core.workflow.sheet import Difference, Sheet


class BatchState(StrEnum):
    """Where a batch stands. SETTLED is CLOSED with nothing left open; it is never stored."""

    KEYING = "keying"
    CLOSED = "closed"
    SETTLED = "settled"
    LEVEL2 = "level2"
    LEVEL3 = "level3"
    APPROVED = "approved"
    RETURNED = "returned"


class SheetState(StrEnum):
    """Where a sheet stands (requirements ENT-11); review and approval are the batch's."""

    NOT_ENTERED = "not_entered"
    ONE_PASS = "one_pass"  # noqa: S105
    TWO_PASSES = "two_passes"
    DIFFERING = "differing"
    SETTLED = "settled"
    VOID = "void"
    SET_ASIDE = "set_aside"


class Action(StrEnum):
    """What a person can ask for."""

    SET_PROJECT = "set_project"
    RECORD_UNIT = "record_unit"
    ADD_PERSON = "add_person"
    CHANGE_PERSON = "change_person"
    ISSUE_OPERATOR = "issue_operator"
    RESET_TOGETHER = "reset_together"
    RECOVER_BATCH = "recover_batch"
    PUBLISH_FORM = "publish_form"
    OPEN_BATCH = "open_batch"
    SEE_REGISTER = "see_register"
    SEE_TEAM = "see_team"
    KEY = "key"
    CLOSE_BATCH = "close_batch"
    TRACK_PAPER = "track_paper"
    RECOUNT = "recount"
    RENUMBER = "renumber"
    SET_DEADLINE = "set_deadline"
    HAND_OVER = "hand_over"
    SPLIT_TAIL = "split_tail"
    NAME_ADJUDICATOR = "name_adjudicator"
    DISMISS_ADJUDICATOR = "dismiss_adjudicator"
    COMPARE = "compare"
    RULE = "rule"
    CLOSE_QUERY = "close_query"
    VOID_SHEET = "void_sheet"
    DRAW_LEVEL2 = "draw_level2"
    REVIEW_LEVEL2 = "review_level2"
    PASS_LEVEL2 = "pass_level2"  # noqa: S105
    RETURN_LEVEL2 = "return_level2"
    DRAW_LEVEL3 = "draw_level3"
    REVIEW_LEVEL3 = "review_level3"
    PASS_LEVEL3 = "pass_level3"  # noqa: S105
    RETURN_LEVEL3 = "return_level3"
    REPORT = "report"
    READ_JOURNAL = "read_journal"
    ERASE = "erase"
    SCAN = "scan"


class Scope(StrEnum):
    """Where the role must be held."""

    ANYWHERE = "anywhere"
    OVER_UNIT = "over the batch's unit"
    POST = "post in the batch"


class Condition(StrEnum):
    """What must hold between the person and the sheet."""

    THIRD_PERSON = "made neither reading, did not raise the difference, never ruled on the question"
    FOUR_EYES = "neither keyed nor ruled on the sheet"
    ONE_LEVEL = "neither keyed nor ruled on the sheet nor reviewed it at another level"


S, A = BatchState, Action
ANY_STATE = frozenset(BatchState)
AT_WORK = frozenset({S.KEYING, S.CLOSED, S.SETTLED, S.LEVEL2, S.LEVEL3, S.RETURNED})
ONCE_SETTLED = frozenset({S.LEVEL2, S.LEVEL3, S.APPROVED, S.RETURNED})
"""From the draw of level 2 on, which is possible only where everything is settled: the first event
that says so. SETTLED is never stored, and a correction can take it back."""


@dataclass(frozen=True)
class Rule:
    """One line of the table: the action, who may do it, when, and where the batch then stands."""

    action: Action
    states: frozenset[BatchState]
    scope: Scope
    roles: tuple[Role, ...] = ()
    posts: tuple[Post, ...] = ()
    condition: Condition | None = None
    to: BatchState | None = None
    """The batch's state afterwards; None leaves it."""
    sheets: frozenset[SheetState] = frozenset()
    """States of the sheet in which it is possible; empty: any, or no sheet concerned."""

    @property
    def level(self) -> int:
        """2 or 3 for an action of that level, else 0."""
        return int(self.action.value[-1]) if self.action.value[-1] in "23" else 0


ADMIN, OVER = (Role.ADMIN,), (Role.LEADER, Role.QUALITY)
UNSETTLED = frozenset(SheetState) - {SheetState.SETTLED, SheetState.VOID}
DESK = (Post.ADJUDICATION, Post.LEVEL2, Post.LEVEL3)

RULES: tuple[Rule, ...] = (
    Rule(A.SET_PROJECT, ANY_STATE, Scope.OVER_UNIT, ADMIN),
    Rule(A.RECORD_UNIT, ANY_STATE, Scope.ANYWHERE, ADMIN),
    Rule(A.ADD_PERSON, ANY_STATE, Scope.ANYWHERE, ADMIN),
    Rule(A.CHANGE_PERSON, ANY_STATE, Scope.ANYWHERE, ADMIN),
    Rule(A.ISSUE_OPERATOR, ANY_STATE, Scope.ANYWHERE, (Role.LEADER,)),
    Rule(A.RESET_TOGETHER, ANY_STATE, Scope.ANYWHERE, (*OVER, Role.ADMIN)),
    Rule(A.RECOVER_BATCH, AT_WORK, Scope.OVER_UNIT, ADMIN),
    Rule(A.PUBLISH_FORM, ANY_STATE, Scope.ANYWHERE, ADMIN),
    Rule(A.OPEN_BATCH, ANY_STATE, Scope.OVER_UNIT, OVER, to=S.KEYING),
    Rule(A.SEE_REGISTER, ANY_STATE, Scope.OVER_UNIT, OVER, DESK),
    Rule(A.SEE_TEAM, ONCE_SETTLED, Scope.OVER_UNIT, OVER),
    Rule(
        A.KEY,
        frozenset({S.KEYING, S.CLOSED}),
        Scope.POST,
        posts=(Post.PASS1, Post.PASS2),
        sheets=UNSETTLED,
    ),
    Rule(A.CLOSE_BATCH, frozenset({S.KEYING}), Scope.OVER_UNIT, OVER, to=S.CLOSED),
    Rule(A.TRACK_PAPER, ANY_STATE, Scope.OVER_UNIT, OVER, DESK),
    Rule(A.RECOUNT, AT_WORK, Scope.OVER_UNIT, OVER),
    Rule(A.RENUMBER, frozenset({S.KEYING}), Scope.OVER_UNIT, OVER),
    Rule(A.SET_DEADLINE, AT_WORK, Scope.OVER_UNIT, OVER),
    Rule(A.HAND_OVER, frozenset({S.KEYING}), Scope.OVER_UNIT, OVER),
    Rule(A.SPLIT_TAIL, frozenset({S.KEYING, S.CLOSED}), Scope.OVER_UNIT, OVER),
    Rule(A.NAME_ADJUDICATOR, AT_WORK, Scope.POST, posts=(Post.ADJUDICATION,)),
    Rule(A.DISMISS_ADJUDICATOR, AT_WORK, Scope.POST, posts=(Post.ADJUDICATION,)),
    Rule(A.COMPARE, AT_WORK, Scope.POST, posts=(Post.ADJUDICATION,)),
    Rule(
        A.RULE,
        AT_WORK,
        Scope.POST,
        posts=(Post.ADJUDICATION,),
        condition=Condition.THIRD_PERSON,
        sheets=frozenset({SheetState.DIFFERING}),
    ),
    Rule(A.CLOSE_QUERY, AT_WORK, Scope.OVER_UNIT, OVER, condition=Condition.FOUR_EYES),
    Rule(A.VOID_SHEET, AT_WORK, Scope.OVER_UNIT, OVER, condition=Condition.FOUR_EYES),
    Rule(
        A.DRAW_LEVEL2,
        frozenset({S.SETTLED, S.RETURNED, S.LEVEL2}),
        Scope.POST,
        posts=(Post.LEVEL2,),
        to=S.LEVEL2,
    ),
    Rule(
        A.REVIEW_LEVEL2,
        frozenset({S.LEVEL2}),
        Scope.POST,
        posts=(Post.LEVEL2,),
        condition=Condition.ONE_LEVEL,
    ),
    Rule(A.PASS_LEVEL2, frozenset({S.LEVEL2}), Scope.POST, posts=(Post.LEVEL2,), to=S.LEVEL3),
    Rule(A.RETURN_LEVEL2, frozenset({S.LEVEL2}), Scope.POST, posts=(Post.LEVEL2,), to=S.RETURNED),
    Rule(A.DRAW_LEVEL3, frozenset({S.LEVEL3}), Scope.POST, posts=(Post.LEVEL3,), to=S.LEVEL3),
    Rule(
        A.REVIEW_LEVEL3,
        frozenset({S.LEVEL3}),
        Scope.POST,
        posts=(Post.LEVEL3,),
        condition=Condition.ONE_LEVEL,
    ),
    Rule(A.PASS_LEVEL3, frozenset({S.LEVEL3}), Scope.POST, posts=(Post.LEVEL3,), to=S.APPROVED),
    Rule(A.RETURN_LEVEL3, frozenset({S.LEVEL3}), Scope.POST, posts=(Post.LEVEL3,), to=S.RETURNED),
    Rule(A.REPORT, ANY_STATE, Scope.OVER_UNIT, (Role.LEADER, Role.QUALITY, Role.MANAGER)),
    Rule(A.READ_JOURNAL, ANY_STATE, Scope.ANYWHERE, (Role.LEADER, Role.QUALITY, Role.ADMIN)),
    Rule(
        A.ERASE,
        ANY_STATE,
        Scope.OVER_UNIT,
        (Role.QUALITY,),
        sheets=frozenset({SheetState.SETTLED, SheetState.VOID}),
    ),
    Rule(A.SCAN, AT_WORK, Scope.OVER_UNIT, OVER),
)
_BY_ACTION = {rule.action: rule for rule in RULES}


def rule_for(action: Action) -> Rule:
    """The table's line for an action."""
    return _BY_ACTION[action]


def permit(
    session: Session,
    action: Action,
    batch: Batch | None = None,
    *,
    sheet: Sheet | None = None,
    difference: Difference | None = None,
    lineage: Iterable[UnitId] = (),
    state: BatchState | None = None,
) -> str:
    """Let the action pass, or refuse it; returns the post or role in which the person acts.

    `lineage` stands for the batch's where there is none yet; `state` for its stored state where
    the caller knows that it is settled. Raises UserError NOT_ALLOWED, NOT_YOUR_PASS, WRONG_STATE,
    NOT_THIRD_PERSON, FOUR_EYES, GIVEN_PASSWORD.
    """
    if session.given_password:
        raise UserError(GIVEN_PASSWORD)
    rule = _BY_ACTION[action]
    held = batch.posts_of(session.person) if batch else ()
    acting = _acting_as(session, rule, batch, tuple(lineage), held)
    if acting is None:
        raise UserError(NOT_YOUR_PASS if action is A.KEY else NOT_ALLOWED, action=action.value)
    if batch is not None:
        _check_states(rule, state or batch.state, sheet)
    if rule.condition is not None and sheet is not None:
        _check_condition(session, rule, sheet, difference)
    return acting


def may_say(action: Action, role: str) -> bool:
    """Whether an event that says it was done in this role or post can be true."""
    rule = _BY_ACTION[action]
    return role in {*map(str, rule.roles), *map(str, rule.posts)}


def may(
    session: Session,
    action: Action,
    batch: Batch | None = None,
    *,
    lineage: Iterable[UnitId] = (),
    posts: Iterable[Post] = (),
) -> bool:
    """Whether the person's posts and roles allow the action at all, whatever the state.

    `lineage` and `posts` say of a batch what a list knows of it: its units, and the person's posts there.
    """
    held = batch.posts_of(session.person) if batch else tuple(posts)
    return _acting_as(session, _BY_ACTION[action], batch, tuple(lineage), held) is not None


def led_to(state: BatchState | None, action: Action) -> BatchState | None:
    """The batch's state after an action done in a state; None where the table knows no such step."""
    rule = _BY_ACTION[action]
    if state is None or action is A.OPEN_BATCH:
        return rule.to if state is None and action is A.OPEN_BATCH else None
    # a stored state never says SETTLED: the fold sees one subject only
    stands = {state, S.SETTLED} if state is S.CLOSED else {state}
    return rule.to if stands & rule.states else None


def of_level(step: str, level: int) -> Action:
    """The action "draw", "review", "pass" or "return" of level 2 or 3."""
    return Action(f"{step}_level{level}")


def _acting_as(
    session: Session,
    rule: Rule,
    batch: Batch | None,
    lineage: tuple[UnitId, ...],
    held: tuple[Post, ...],
) -> str | None:
    if rule.action is A.KEY and batch and session.person in batch.relieved:
        return None
    for post in rule.posts:
        if post in held:
            return post.value
    if rule.scope is Scope.POST or any(p in (Post.PASS1, Post.PASS2) for p in held):
        return None
    covered = batch.lineage if batch else lineage
    for grant in session.grants:
        if grant.role in rule.roles and (rule.scope is Scope.ANYWHERE or grant.unit in covered):
            return grant.role.value
    return None


def _check_states(rule: Rule, state: BatchState, sheet: Sheet | None) -> None:
    if state not in rule.states:
        raise UserError(WRONG_STATE, state=state.value, action=rule.action.value)
    if sheet is not None and rule.sheets and sheet.state not in rule.sheets:
        raise UserError(WRONG_STATE, state=sheet.state.value, action=rule.action.value)


def _check_condition(
    session: Session, rule: Rule, sheet: Sheet, difference: Difference | None
) -> None:
    person = session.person
    if rule.condition is Condition.THIRD_PERSON:
        if person in sheet.readers or (difference and sheet.barred_from(difference, person)):
            raise UserError(NOT_THIRD_PERSON)
        return
    if person in sheet.readers or person in sheet.rulers:
        raise UserError(FOUR_EYES)
    if rule.condition is Condition.ONE_LEVEL and person in sheet.reviewers(but=rule.level):
        raise UserError(FOUR_EYES)
