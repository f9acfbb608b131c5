"""Events of one subject -> the rows that stand for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from core.event import Event, Kind
from core.people import Post, Role
from core.values import SheetId, batch_of, root_of
from core.workflow import batch as batches
from core.workflow import sheet_fold
from core.workflow.batch import Batch
from core.workflow.bodies import packed
from core.workflow.paper import Paper
from core.workflow.settings import is_setting, setting_rows
from core.workflow.sheet import Sheet
from core.workflow.slips import slip_rows
from core.workflow.states import ONCE_SETTLED, BatchState

Rows = dict[str, list[dict[str, Any]]]
"""Table of workflow.tables -> full rows."""
FOLD = 13
"""Raised whenever the same events give other rows than before: stored rows are then folded anew."""


def project(subject: str, events: Sequence[Event]) -> Rows:
    """Fold a subject's events, in any order of arrival, into its rows. Needs no keys."""
    kinds = {event.kind for event in events}
    if is_setting(subject):
        return setting_rows(subject, events)
    for kind, rows in _BY_FIRST_KIND.items():
        if kind in kinds:
            return rows(subject, events)
    if "/" in subject:
        return sheet_rows(sheet_fold.fold(SheetId(subject), events))
    return {}


def sheet_rows(sheet: Sheet) -> Rows:
    """Everything that stands for a sheet."""
    own = {"subject": sheet.id, "sheet": sheet.id, "batch": sheet.batch}
    opened = own | {"batch": batch_of(sheet.id)}
    rows = {"sheet": [_sheet(sheet)], "keying": _keyings(sheet, opened)}
    rows["set_aside"] = [
        {**opened, "pass": s.pass_no, "clerk": s.clerk, "reason": s.reason, "at": s.at}
        for s in sheet.set_aside
    ]
    if sheet.void:  # for clerks, who must not learn in which part it is
        rows["void"] = [{**opened, "serial": sheet.serial}]
    rows["scan"] = _scans(sheet, opened)
    rows["returned"] = [
        {**opened, "pass": m.keying.pass_no, "clerk": m.keying.clerk, "at": m.stamp.ms}
        for m in sheet.returned
    ]
    rows["difference"] = _differences(sheet, own)
    rows["record"] = _record(sheet, own)
    rows |= slip_rows(sheet, own)
    rows["query"] = _queries(sheet, own)
    rows["review"] = [
        {
            **own,
            "level": r.level,
            "round": r.round,
            "reviewer": r.reviewer,
            "reason": r.reason,
            "checked": r.checked,
            "wrong": r.wrong,
            "findings": r.findings_json,
            "at": r.at,
        }
        for r in sheet.reviews
    ]
    return {table: found for table, found in rows.items() if found}


def _sheet(sheet: Sheet) -> dict[str, Any]:
    row = {
        "subject": sheet.id,
        "id": sheet.id,
        "batch": sheet.batch,
        "root": batch_of(sheet.id),
        "serial": sheet.serial,
        "state": sheet.state.value,
        "passes": len(sheet.keyings),
        "differences": len(sheet.differences),
        "unruled": len(sheet.unruled),
        "queries": len(sheet.blocking),
        "revision": sheet.record.revision if sheet.record else 0,
        "void": sheet.void,
        "set_aside": packed({str(s.pass_no): s.reason for s in sheet.set_aside})
        if sheet.set_aside
        else "",
        "suspected": int(bool(sheet.comparison and sheet.comparison.suspected)),
        "conflict": int(sheet.conflict),
        "erased": sheet.erased,
        "changed_at": sheet.changed.ms,
    }
    if sheet.void:  # clerks may know that it is void, and nothing else
        silent = ("passes", "differences", "unruled", "queries", "revision", "suspected")
        row |= dict.fromkeys((*silent, "conflict", "changed_at"), 0) | {"set_aside": ""}
    return row


def _keyings(sheet: Sheet, own: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            **own,
            "id": k.id,
            "pass": k.pass_no,
            "attempt": k.attempt,
            "clerk": k.clerk,
            "content_key": k.key,
            "sealed": k.sealed,
            "submitted_at": k.stamp.ms,
        }
        for _, k in sorted(sheet.keyings.items())
    ]


def _scans(sheet: Sheet, own: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            **own,
            "file": s.file,
            "format": s.format,
            "pages": s.pages,
            "page": s.page,
            "pass": s.pass_no,
            "private": s.private,
        }
        for s in sheet.scans
    ]


def _differences(sheet: Sheet, own: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            **own,
            "id": d.id,
            "n": d.n,
            "question": d.question,
            "revision": d.revision,
            "origin": d.origin,
            "state": d.state,
            "sealed": d.sealed,
            "ruled_by": d.ruling.by if d.ruling else "",
        }
        for d in sheet.differences
    ]


def _record(sheet: Sheet, own: dict[str, Any]) -> list[dict[str, Any]]:
    record = sheet.record
    if record is None:
        return []
    row = {
        **own,
        "revision": record.revision,
        "settled_at": record.stamp.ms,
        "answers": record.answers_json,
        "private": record.private,
        "readings": record.readings_json,
        "erased": sheet.erased,
        "checked": record.checked,
        "shared": record.shared,
    }
    return [row]


def _queries(sheet: Sheet, own: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            **own,
            "id": q.id,
            "check_id": q.check,
            "version": q.version,
            "severity": q.severity,
            "questions": packed(list(q.questions)),
            "compared": q.values_json,
            "bound": q.bound,
            "state": q.state,
            "outcome": q.outcome,
            "why": q.why,
            "closed_by": q.closed_by or "",
            "raised_at": q.raised_at,
            "closed_at": q.closed_at,
        }
        for q in sheet.queries
    ]


def batch_rows(subject: str, events: Sequence[Event]) -> Rows:
    """Everything that stands for a batch."""
    batch = batches.fold(events)
    if batch is None:
        return {}
    rows = _part_rows(subject, batch)
    # whoever keys a pass learns of the paper of all parts, and not what went on in which
    rows["batch"][0]["counts"] = packed(dict(batch.whole))
    rows["batch_key"], rows["content_key"] = (
        _batch_keys(subject, batch),
        _content_keys(subject, batch),
    )
    tails = [batches.fold(events, part) for part in range(2, batch.parts + 1)]
    for tail in filter(None, tails):
        for table, found in _part_rows(subject, tail).items():
            rows[table] = [*rows[table], *found]
    is_open = any(row["state"] == BatchState.KEYING for row in rows["batch"])
    rows["batch"][0]["open"] = int(is_open)
    told = all(row["state"] in ONCE_SETTLED for row in rows["batch"])
    rows["batch"] = [{**row, "told": int(told)} for row in rows["batch"]]
    return {table: found for table, found in rows.items() if found}


def _part_rows(subject: str, batch: Batch) -> Rows:
    """What stands for one part of a batch. Clerks have their posts in the batch as it was opened."""
    own = {"subject": subject, "batch": batch.id}
    rows: Rows = {"batch": [_batch(batch)]}
    visit = {"state": batch.state.value, "is_visit": int(batch.is_visit)}
    rows["reach"] = [{**own, "unit": unit, **visit} for unit in batch.lineage]
    rows["post"] = [
        {
            **own,
            "post": post.value,
            "person": person,
            "relieved": int(person in batch.relieved),
        }
        for post in Post
        if batch.part == 1 or post not in (Post.PASS1, Post.PASS2)
        for person in batch.posts.get(post, ())
    ]
    rows["paper"] = [{**own, **batch.counts}]
    rows["sample"] = _samples(batch, own)
    rows["decision"] = _decisions(batch, own)
    return rows


def _batch_keys(subject: str, batch: Batch) -> list[dict[str, Any]]:
    own = {"subject": subject, "batch": batch.id}
    return [
        {**own, "public": batch.key.public, "holder": holder, "sealed": sealed}
        for holder, sealed in sorted(batch.key.sealed.items())
    ]


def _content_keys(subject: str, batch: Batch) -> list[dict[str, Any]]:
    own = {"subject": subject, "batch": batch.id}
    return [
        {
            **own,
            "id": held.key.id,
            "person": held.person,
            "pass": held.pass_no,
            "to_self": held.key.to_self,
            "to_batch": held.key.to_batch,
            "public": held.key.batch,
        }
        for held in batch.content_keys
    ]


def _batch(batch: Batch) -> dict[str, Any]:
    return {
        "subject": root_of(batch.id),
        "id": batch.id,
        "code": batch.code,
        "form": batch.form,
        "unit": batch.unit,
        "period": batch.period,
        "first": batch.first,
        "last": batch.last,
        "width": batch.width,
        "is_visit": int(batch.is_visit),
        "state": batch.state.value,
        "counts": packed(dict(batch.counts)),
        "round": batch.round,
        "opened_at": batch.opened_at,
        "lineage": packed(list(batch.lineage)),
        "branch_profile": int(batch.branch_profile),
        "conflict": int(batch.conflict),
        "place": _place(batch.paper),
        "lost": packed(sorted(batch.paper.lost)) if batch.paper.lost else "",
        "extra": packed(list(batch.paper.extra)) if batch.paper.extra else "",
        "due": batch.due,
        "off": batch.off,
        "open": int(batch.state is BatchState.KEYING),
        "told": 0,
    }


def _place(paper: Paper) -> str:
    place = paper.place
    return packed({"at": place.at, "to": place.to or ""}) if place else ""


def _samples(batch: Batch, own: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            **own,
            "level": sample.level,
            "round": sample.round,
            "sheet": sheet,
            "reason": reason,
            "place": place,
        }
        for sample in batch.samples
        for place, (sheet, reason) in enumerate(sample.sheets, start=1)
    ]


def _decisions(batch: Batch, own: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            **own,
            "level": d.level,
            "round": d.round,
            "outcome": d.outcome,
            "why": d.why,
            "verdict": d.verdict_json,
            "by": d.by,
            "at": d.at,
        }
        for d in batch.decisions
    ]


def unit_rows(subject: str, events: Sequence[Event]) -> Rows:
    """The unit as last recorded."""
    body = _latest(events, Kind.UNIT_RECORDED).body
    row = {
        "subject": subject,
        "id": subject,
        "names": packed(dict(body["names"])),
        "parent": body["parent"] or "",
        "level": body["level"],
        "since": body.get("since", ""),
        "until": body.get("until", ""),
        "successor": body.get("successor", ""),
    }
    return {"unit": [row]}


def person_rows(subject: str, events: Sequence[Event]) -> Rows:
    """The person as added, with later changes over it. Whose keys count is for storage to say."""
    ordered = sorted(events, key=lambda event: event.stamp)
    added = next(event for event in ordered if event.kind is Kind.PERSON_ADDED)
    body = dict(added.body)
    for event in ordered:
        if event.kind is Kind.PERSON_CHANGED and event.stamp > added.stamp:
            allowed = ("name", "grants", "active", "trained_on", "until", "sign_key", "seal_key")
            body |= {key: event.body[key] for key in allowed if key in event.body}
    row = {
        "subject": subject,
        "id": subject,
        "login": body["login"],
        "name": body["name"],
        "grants": packed(body["grants"]),
        "sign_key": body["sign_key"],
        "seal_key": body["seal_key"],
        "active": int(body["active"]),
        "trained_on": body["trained_on"],
        "until": body.get("until", ""),
        "shopper": int(any(grant["role"] == Role.SHOPPER for grant in body["grants"])),
    }
    return {"person": [row]}


def form_rows(subject: str, events: Sequence[Event]) -> Rows:
    """The form version, published when it first was."""
    published = min(
        (event for event in events if event.kind is Kind.FORM_PUBLISHED),
        key=lambda event: event.stamp,
    )
    body = published.body
    row = {
        "subject": subject,
        "id": subject,
        "form_id": body["form_id"],
        "version": body["version"],
        "code": body["code"],
        "titles": packed(dict(body["titles"])),
        "is_visit": int(body["is_visit"]),
        "published_at": published.stamp.ms,
    }
    return {"form": [row]}


def _latest(events: Sequence[Event], kind: Kind) -> Event:
    return max((e for e in events if e.kind is kind), key=lambda event: event.stamp)


_BY_FIRST_KIND: dict[Kind, Callable[[str, Sequence[Event]], Rows]] = {
    Kind.BATCH_OPENED: batch_rows,
    Kind.UNIT_RECORDED: unit_rows,
    Kind.PERSON_ADDED: person_rows,
    Kind.FORM_PUBLISHED: form_rows,
}
