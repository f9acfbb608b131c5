"""What each kind of event says: its body, field by field, and how to make it.

Bodies hold texts, whole numbers, booleans, lists and objects with ASCII keys only (core.line). What is
keyed by a question, whose name may be Chinese, is therefore canonical JSON text: `*_json` of packed().
Sealed fields are ciphertexts of the vault; what is inside them is described in contents.py.
What is written before any paper arrives (units, people, forms) is in setup_bodies.py.
Subjects: unit id, person id, form id, batch id, sheet id ("batch/serial"); "project" for the rest.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict

import orjson

from core.event import Kind, NewEvent
from core.people import Post
from core.values import BatchId, PersonId, SheetId
from core.workflow.batch_bodies import of_part
from core.workflow.key_bodies import batch_key_granted as batch_key_granted  # noqa: PLC0414
from core.workflow.key_bodies import batch_key_recovered as batch_key_recovered  # noqa: PLC0414
from core.workflow.key_bodies import batch_key_replaced as batch_key_replaced  # noqa: PLC0414
from core.workflow.key_bodies import content_key_granted as content_key_granted  # noqa: PLC0414
from core.workflow.setup_bodies import FormPublished as FormPublished  # noqa: PLC0414
from core.workflow.setup_bodies import PersonAdded as PersonAdded  # noqa: PLC0414
from core.workflow.setup_bodies import PersonChanged as PersonChanged  # noqa: PLC0414
from core.workflow.setup_bodies import ProjectCreated as ProjectCreated  # noqa: PLC0414
from core.workflow.setup_bodies import UnitRecorded as UnitRecorded  # noqa: PLC0414
from core.workflow.setup_bodies import form_published as form_published  # noqa: PLC0414
from core.workflow.setup_bodies import lineage_of as lineage_of  # noqa: PLC0414
from core.workflow.setup_bodies import unit_recorded as unit_recorded  # noqa: PLC0414

PROJECT = "project"
"""Subject of project.created, report.exported and file.cleaned."""


class BatchOpened(TypedDict):
    """batch.opened on a new batch id, signed by who opened it."""

    code: str
    form: str
    unit: str
    lineage: list[str]
    """The unit and all units above it, nearest first: grants on any of them cover the batch."""
    period: str
    first: int
    last: int
    width: int
    counts: dict[str, int]
    """issued, returned, not_returned, spoilt."""
    posts: dict[str, list[str]]
    """Post -> person ids."""
    is_visit: bool
    branch_profile: bool
    due: NotRequired[str]
    """ISO day on which the batch should be finished."""
    public: str
    sealed: dict[str, str]
    """Holder's person id, or "@recovery" -> the batch key's private half, sealed."""


class BatchClosed(TypedDict):
    """batch.closed on the batch: keying is over, with how many sheets stand how."""

    sheets: int
    set_aside: int
    void: int


class SheetCompared(TypedDict):
    """sheet.compared on the sheet: counts in the open, what differs sealed to the batch key."""

    first: str
    second: str
    """Clerks whose keyings of pass 1 and 2 were compared."""
    fields: int
    n: int
    """Differences, numbered 1..n inside `sealed`."""
    suspected: bool
    """More than 40 % of the fields differ: perhaps not the same paper."""
    sealed: str


class DifferenceOpened(TypedDict):
    """difference.opened on a settled sheet: somebody says the paper says otherwise."""

    id: str
    """sheet#question@revision"""
    question: str
    revision: int
    """Of the record that is doubted."""
    origin: str
    """query or review."""
    proposal_json: str
    """What the paper is said to say; "" where `sealed` holds it (personal data, open text)."""
    sealed: str
    note: str


class DifferenceRuled(TypedDict):
    """difference.ruled on the sheet; verdict sealed to the batch key."""

    id: str
    after: int
    """Rulings on this difference that the person knew of: 0, or those in conflict."""
    mark: str
    """Digest of the answer with the sheet's salt: equal decisions have equal marks."""
    sealed: str
    keying: NotRequired[str]
    """Wrong sheet: device:sequence of the keying that is of another paper."""
    moved_to: NotRequired[str]
    """The sheet to which it is moved in the same transaction, or ""."""


class RecordSettled(TypedDict):
    """record.settled on the sheet: every answer, and both readings where they differed."""

    revision: int
    answers_json: str
    """Question -> stored answer, personal data and open text left out."""
    readings_json: str
    """Question -> [reading, reading] (null: nothing keyed), where they differ, or both from the ruling."""
    rulers_json: str
    """Question -> ids of those who ruled on it so far."""
    private: str
    """Sealed under the sheet's own key: the left-out part of answers and readings; "" if none."""
    mark: str
    slipped_json: NotRequired[str]
    """Which questions differed, and which were wrong in which pass (outcome.Outcome)."""
    slips: NotRequired[list[str]]
    """Of each pass, sealed under the sheet's own key: what was keyed wrong of the left-out part."""
    checked: NotRequired[int]
    """Agreed fields that were ruled on blind; left out where there are none."""
    shared: NotRequired[int]
    """Those of them where the paper says something else: both clerks erred alike."""


class RecordChecked(TypedDict):
    """record.checked on the sheet: what the form's rules find in one revision of the record."""

    revision: int
    findings: list[FoundBody]


class FoundBody(TypedDict):
    """One finding: `values_json` is question -> stored answer (null for none; sealed ones null)."""

    query: str
    """Tells it from others on the sheet: the check's id, with the question inside repeats."""
    check: str
    version: str
    severity: str
    questions: list[str]
    values_json: str
    bound: str
    """The limit that was broken, as a person can read it."""
    mark: str
    """Tells whether sealed values changed; "" where none is concerned."""


class QueryClosed(TypedDict):
    """query.closed on the sheet."""

    query: str
    """sheet?check"""
    revision: int
    outcome: str
    """confirmed, corrected or void."""
    why: str
    after: int
    """Closings of this query at this revision that the person knew of."""
    differences: list[str]
    """Ids of those opened with it, for `corrected`."""


class SheetVoided(TypedDict):
    """sheet.voided on the sheet: it counts nowhere, for this reason."""

    why: str
    query: str
    """The query that led to it, or ""."""


class SampleDrawn(TypedDict):
    """sample.drawn on the batch, before anyone sees the list."""

    level: int
    round: int
    seed: str
    """Hex; the lowest SHA-256(seed || sheet id) come first."""
    sheets: list[list[str]]
    """[sheet, reason] by place."""


class SheetReviewed(TypedDict):
    """sheet.reviewed on the sheet, signed by the reviewer."""

    level: int
    round: int
    reason: str
    """Why it was in the sample: random, queried, full."""
    checked: int
    wrong: int
    findings_json: str
    """List of {q, read, record, class}; `sealed` instead of values of personal data and open text."""
    private: str


class BatchDecided(TypedDict):
    """batch.decided on the batch, signed: the verdict of one round of one level."""

    level: int
    round: int
    outcome: str
    """passed, returned or more."""
    why: str
    verdict_json: str


class SheetErased(TypedDict):
    """sheet.erased on a settled or void sheet, signed: its own key is destroyed, and with it all that
    was sealed of the sheet. The lines before it stay as they are."""

    cause: str
    """request or retention."""
    reference: str
    """Number of the written request, or the rule of retention; never a name."""
    files: list[str]
    """SHA-256 of attachments destroyed with it."""


class FileCleaned(TypedDict):
    """file.cleaned on "project": a picture was written anew without what its camera added."""

    before: str
    after: str
    """SHA-256 of the picture as it came, which is not kept, and as it is kept."""


class ReportExported(TypedDict):
    """report.exported on "project": what left the house."""

    batches: list[str]
    provisional: bool
    files_json: str
    """File name -> SHA-256."""
    head: str


def packed(value: Any) -> str:
    """Canonical JSON text, fit for a line: NFC, no raw control characters."""
    text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def unpacked(text: str) -> Any:
    """What `packed` wrote; None for ""."""
    return orjson.loads(text) if text else None


def batch_opened(batch: BatchId, body: BatchOpened) -> NewEvent:
    """A stack of paper, or a month of visits, that may be keyed from now on."""
    return NewEvent(Kind.BATCH_OPENED, batch, dict(body), seen=0)


def posts_body(posts: Mapping[Post, Sequence[PersonId]]) -> dict[str, list[str]]:
    """Posts as a body holds them, empty ones left out."""
    named = {post.value: [str(person) for person in dict.fromkeys(posts[post])] for post in posts}
    return {post: people for post, people in named.items() if people}


def batch_closed(batch: BatchId, sheets: int, set_aside: int, void: int) -> NewEvent:
    """The end of keying."""
    body = {"sheets": sheets, "set_aside": set_aside, "void": void}
    return of_part(Kind.BATCH_CLOSED, batch, body)


def sheet_compared(sheet: SheetId, body: SheetCompared, seen: int) -> NewEvent:
    """The comparison of the two standing keyings."""
    return NewEvent(Kind.SHEET_COMPARED, sheet, dict(body), seen)


def difference_id(sheet: SheetId, question: str, revision: int) -> str:
    """The id of a doubt about one question of one revision of a record."""
    return f"{sheet}#{question}@{revision}"


def difference_opened(
    sheet: SheetId,
    question: str,
    revision: int,
    origin: str,
    *,
    proposal_json: str = "",
    sealed: str = "",
    note: str = "",
    seen: int | None = None,
) -> NewEvent:
    """A doubt: `proposal_json` of to_stored(answer), or sealed to the batch key (contents.Proposal)."""
    body: DifferenceOpened = {
        "id": difference_id(sheet, question, revision),
        "question": question,
        "revision": revision,
        "origin": origin,
        "proposal_json": proposal_json,
        "sealed": sealed,
        "note": note,
    }
    return NewEvent(Kind.DIFFERENCE_OPENED, sheet, dict(body), seen)


def difference_ruled(sheet: SheetId, body: DifferenceRuled, seen: int | None = None) -> NewEvent:
    """A third person's decision."""
    return NewEvent(Kind.DIFFERENCE_RULED, sheet, dict(body), seen)


def record_settled(sheet: SheetId, body: RecordSettled, seen: int | None = None) -> NewEvent:
    """The sheet's answers as they stand from now on."""
    return NewEvent(Kind.RECORD_SETTLED, sheet, dict(body), seen)


def record_checked(sheet: SheetId, revision: int, findings: Sequence[FoundBody]) -> NewEvent:
    """What the rules find in the record."""
    body = {"revision": revision, "findings": [dict(found) for found in findings]}
    return NewEvent(Kind.RECORD_CHECKED, sheet, body)


def query_id(sheet: SheetId, query: str) -> str:
    """The id of what one check says about one sheet (or one repeat of it)."""
    return f"{sheet}?{query}"


def query_closed(sheet: SheetId, body: QueryClosed, seen: int | None = None) -> NewEvent:
    """A person's decision on a query."""
    return NewEvent(Kind.QUERY_CLOSED, sheet, dict(body), seen)


def sheet_voided(sheet: SheetId, why: str, query: str = "", seen: int | None = None) -> NewEvent:
    """A sheet that counts nowhere."""
    return NewEvent(Kind.SHEET_VOIDED, sheet, {"why": why, "query": query}, seen)


def sample_drawn(batch: BatchId, body: SampleDrawn, seen: int | None = None) -> NewEvent:
    """The sheets that a level looks at in a round."""
    return of_part(Kind.SAMPLE_DRAWN, batch, body, seen)


def sheet_reviewed(sheet: SheetId, body: SheetReviewed, seen: int | None = None) -> NewEvent:
    """What a reviewer found on one sheet."""
    return NewEvent(Kind.SHEET_REVIEWED, sheet, dict(body), seen)


def batch_decided(batch: BatchId, body: BatchDecided, seen: int | None = None) -> NewEvent:
    """The verdict of a level on the batch."""
    return of_part(Kind.BATCH_DECIDED, batch, body, seen)


def report_exported(body: ReportExported) -> NewEvent:
    """What left the house, with hashes."""
    return NewEvent(Kind.REPORT_EXPORTED, PROJECT, dict(body))


def sheet_erased(sheet: SheetId, body: SheetErased, seen: int | None = None) -> NewEvent:
    """What was sealed of the sheet is gone for good."""
    return NewEvent(Kind.SHEET_ERASED, sheet, dict(body), seen)


def file_cleaned(before: str, after: str) -> NewEvent:
    """Both hashes of a picture that was written anew."""
    return NewEvent(Kind.FILE_CLEANED, PROJECT, {"before": before, "after": after})
