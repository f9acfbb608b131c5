"""The workflow table as a page for people: docs/states.md, kept current by a test.

To write it anew: python -c "from core.workflow.state_diagram import page; print(page(), end='')"
"""

from __future__ import annotations

from collections.abc import Iterator

from core.workflow.states import (
    ANY_STATE,
    AT_WORK,
    RULES,
    Action,
    BatchState,
    Rule,
    Scope,
    SheetState,
)

SHEET_STEPS: tuple[tuple[SheetState, str, SheetState], ...] = (
    (SheetState.NOT_ENTERED, "a clerk submits", SheetState.ONE_PASS),
    (SheetState.NOT_ENTERED, "a clerk sets it aside", SheetState.SET_ASIDE),
    (SheetState.SET_ASIDE, "that clerk submits, the other has not", SheetState.ONE_PASS),
    (SheetState.SET_ASIDE, "that clerk submits, the other has", SheetState.TWO_PASSES),
    (SheetState.ONE_PASS, "the other clerk submits", SheetState.TWO_PASSES),
    (SheetState.ONE_PASS, "the other clerk sets it aside", SheetState.SET_ASIDE),
    (SheetState.TWO_PASSES, "compared: nothing differs", SheetState.SETTLED),
    (SheetState.TWO_PASSES, "compared: something differs", SheetState.DIFFERING),
    (SheetState.DIFFERING, "the last difference is ruled", SheetState.SETTLED),
    (SheetState.DIFFERING, "a keying is of another paper", SheetState.ONE_PASS),
    (SheetState.NOT_ENTERED, "a keying is moved here from a wrong sheet", SheetState.ONE_PASS),
    (SheetState.ONE_PASS, "a keying is moved here from a wrong sheet", SheetState.TWO_PASSES),
    (SheetState.DIFFERING, "two keyings change places", SheetState.TWO_PASSES),
    (SheetState.SETTLED, "a query or review doubts an answer", SheetState.DIFFERING),
)
"""How a sheet moves; any state can become void, which is final."""


def page() -> str:
    """The whole page, Markdown with two mermaid diagrams."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# States and permissions"
    yield ""
    yield "Made from the table in `core/workflow/states.py`; a test keeps it current."
    yield ""
    yield "## A batch"
    yield from _diagram(_batch_steps())
    yield ""
    yield "`settled` is `closed` with every sheet settled or void and no query open; it is never stored."
    yield ""
    yield "## A sheet"
    yield from _diagram(
        f"{_name(here)} --> {_name(there)}: {how}" for here, how, there in SHEET_STEPS
    )
    yield ""
    yield "Any sheet can be made void by a leader or quality specialist, with a reason; that is final."
    yield "Review and approval are the batch's: a settled sheet shows them with its batch."
    yield ""
    yield "## Who may do what"
    yield ""
    yield "| Action | Post | Role | Where | Batch states | Sheet states | Condition |"
    yield "|---|---|---|---|---|---|---|"
    yield from map(_row, RULES)
    yield ""
    yield "Whoever keys a pass of a batch has no role in it besides."


def _diagram(steps: Iterator[str]) -> Iterator[str]:
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f"    {step}" for step in steps)
    yield "```"


def _batch_steps() -> Iterator[str]:
    yield f"[*] --> {BatchState.KEYING}: {Action.OPEN_BATCH}"
    yield f"{BatchState.CLOSED} --> {BatchState.SETTLED}: nothing left open"
    for rule in RULES:
        if rule.to is None or rule.action is Action.OPEN_BATCH:
            continue
        for state in BatchState:
            if state in rule.states and state is not rule.to:
                yield f"{state} --> {rule.to}: {rule.action}"
    yield f"{BatchState.APPROVED} --> [*]"


def _row(rule: Rule) -> str:
    cells = (
        rule.action.value,
        ", ".join(post.value for post in rule.posts),
        ", ".join(role.value for role in rule.roles),
        "" if rule.scope is Scope.POST else rule.scope.value,
        _states(rule),
        ", ".join(state.value for state in SheetState if state in rule.sheets),
        rule.condition.value if rule.condition else "",
    )
    return "| " + " | ".join(cells) + " |"


def _states(rule: Rule) -> str:
    if rule.states == ANY_STATE:
        return "any"
    if rule.states == AT_WORK:
        return "any but approved"
    return ", ".join(state.value for state in BatchState if state in rule.states)


def _name(state: SheetState) -> str:
    return state.value
