"""The projection's tables: what a fold's rows look like. Every table has the `subject` it was folded from.

Storage creates them as they stand here; each row belongs to one subject and is replaced with it.
"""

from __future__ import annotations

from collections.abc import Iterable

from core.event import Kind

TABLES: dict[str, dict[str, type]] = {
    "setting": {
        "subject": str,
        "name": str,
        "value": str,
        "since": str,
        "start": int,
        "at": int,
        "by": str,
    },
    "unit": {
        "subject": str,
        "id": str,
        "names": str,
        "parent": str,
        "level": str,
        "since": str,
        "until": str,
        "successor": str,
    },
    "person": {
        "subject": str,
        "id": str,
        "login": str,
        "name": str,
        "grants": str,
        "sign_key": str,
        "seal_key": str,
        "active": int,
        "trained_on": str,
        "until": str,
        "shopper": int,
    },
    "form": {
        "subject": str,
        "id": str,
        "form_id": str,
        "version": str,
        "code": str,
        "titles": str,
        "is_visit": int,
        "published_at": int,
    },
    "batch": {
        "subject": str,
        "id": str,
        "code": str,
        "form": str,
        "unit": str,
        "period": str,
        "first": int,
        "last": int,
        "width": int,
        "is_visit": int,
        "state": str,
        "counts": str,
        "round": int,
        "opened_at": int,
        "lineage": str,
        "branch_profile": int,
        "conflict": int,
        "place": str,
        "lost": str,
        "extra": str,
        "due": str,
        "off": str,
        "open": int,
        "told": int,
    },
    "reach": {"subject": str, "batch": str, "unit": str, "state": str, "is_visit": int},
    "void": {"subject": str, "sheet": str, "batch": str, "serial": str},
    "paper": {
        "subject": str,
        "batch": str,
        "issued": int,
        "returned": int,
        "not_returned": int,
        "spoilt": int,
    },
    "post": {"subject": str, "batch": str, "post": str, "person": str, "relieved": int},
    "batch_key": {"subject": str, "batch": str, "public": str, "holder": str, "sealed": str},
    "content_key": {
        "subject": str,
        "id": str,
        "batch": str,
        "person": str,
        "pass": int,
        "to_self": str,
        "to_batch": str,
        "public": str,
    },
    "sheet": {
        "subject": str,
        "id": str,
        "batch": str,
        "root": str,
        "serial": str,
        "state": str,
        "passes": int,
        "differences": int,
        "unruled": int,
        "queries": int,
        "revision": int,
        "void": str,
        "set_aside": str,
        "suspected": int,
        "conflict": int,
        "erased": str,
        "changed_at": int,
    },
    "keying": {
        "subject": str,
        "id": str,
        "sheet": str,
        "batch": str,
        "pass": int,
        "attempt": int,
        "clerk": str,
        "content_key": str,
        "sealed": str,
        "submitted_at": int,
    },
    "set_aside": {
        "subject": str,
        "sheet": str,
        "batch": str,
        "pass": int,
        "clerk": str,
        "reason": str,
        "at": int,
    },
    "scan": {
        "subject": str,
        "sheet": str,
        "batch": str,
        "file": str,
        "format": str,
        "pages": int,
        "page": int,
        "pass": int,
        "private": str,
    },
    "returned": {"subject": str, "sheet": str, "batch": str, "pass": int, "clerk": str, "at": int},
    "difference": {
        "subject": str,
        "id": str,
        "sheet": str,
        "batch": str,
        "n": int,
        "question": str,
        "revision": int,
        "origin": str,
        "state": str,
        "sealed": str,
        "ruled_by": str,
    },
    "record": {
        "subject": str,
        "sheet": str,
        "batch": str,
        "revision": int,
        "settled_at": int,
        "answers": str,
        "private": str,
        "readings": str,
        "erased": str,
        "checked": int,
        "shared": int,
    },
    "slip": {
        "subject": str,
        "sheet": str,
        "batch": str,
        "pass": int,
        "clerk": str,
        "fields": int,
        "wrong": str,
        "sealed": str,
    },
    "differed": {
        "subject": str,
        "sheet": str,
        "batch": str,
        "form": str,
        "fields": int,
        "questions": str,
    },
    "query": {
        "subject": str,
        "id": str,
        "sheet": str,
        "batch": str,
        "check_id": str,
        "version": str,
        "severity": str,
        "questions": str,
        "compared": str,
        "bound": str,
        "state": str,
        "outcome": str,
        "why": str,
        "closed_by": str,
        "raised_at": int,
        "closed_at": int,
    },
    "sample": {
        "subject": str,
        "batch": str,
        "level": int,
        "round": int,
        "sheet": str,
        "reason": str,
        "place": int,
    },
    "review": {
        "subject": str,
        "sheet": str,
        "batch": str,
        "level": int,
        "round": int,
        "reviewer": str,
        "reason": str,
        "checked": int,
        "wrong": int,
        "findings": str,
        "at": int,
    },
    "decision": {
        "subject": str,
        "batch": str,
        "level": int,
        "round": int,
        "outcome": str,
        "why": str,
        "verdict": str,
        "by": str,
        "at": int,
    },
}
"""Table -> column -> Python type; structured columns hold canonical JSON text.

`reach` has one row for the batch's unit and each unit above it: whose grant covers the batch.
`sheet.batch` and what hangs on it is the part that the sheet is in now, `sheet.root` the batch as it was
opened; `keying` and `set_aside` stay with the latter, so that a clerk never learns what was split off.
`batch.off` is the part that a part was split off; `batch.open` is 1 while any part is keyed,
`batch.told` once every part was settled, so that its clerks may learn what they keyed wrong.
`batch.place` and `batch.lost` say where the paper is, never who had it: clerks read them too.
`scan` has the pictures of a sheet's paper, without who attached them and when: clerks read it. `pass`
is that of the clerk who did, 0 for anybody else.
`returned` has passes to be keyed again because the keying was of another paper.
`slip.wrong` is question -> [keyed, settled] of one keying, null where `sealed` holds both. `set_aside`
has what a clerk laid aside and has not keyed since. `difference.question` is "" while
the question is sealed with the readings. `sheet.queries` counts open ones that block the batch; a
void sheet says nothing but that it is void.
"""

OF_SHEETS = frozenset(
    {"sheet", "keying", "set_aside", "returned", "scan", "difference", "record"}
    | {"query", "review", "slip", "differed", "void"}
)
OF_BATCHES = frozenset(
    {"batch", "reach", "paper", "post", "batch_key", "content_key", "sample", "decision"}
)
OF_FIRST_KIND = {
    Kind.BATCH_OPENED: OF_BATCHES,
    Kind.PROJECT_CHANGED: frozenset({"setting"}),
    Kind.UNIT_RECORDED: frozenset({"unit"}),
    Kind.PERSON_ADDED: frozenset({"person"}),
    Kind.FORM_PUBLISHED: frozenset({"form"}),
}
"""The kind that makes a subject what it is -> tables that its rows are in."""


def may_hold(subject: str, kinds: Iterable[Kind]) -> frozenset[str]:
    """Tables that a subject with events of these kinds, or of some of them, can have rows in."""
    found = OF_SHEETS if "/" in subject else frozenset()
    return found.union(*(OF_FIRST_KIND.get(kind, ()) for kind in kinds))
