"""Visits: trained shoppers only, signed and settled in one step, scored, reviewed like sheets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO

import pytest
from PIL import Image

from core.errors import (
    ALREADY_SUBMITTED,
    BAD_VALUE,
    NOT_A_PICTURE,
    NOT_ALLOWED,
    NOT_TRAINED,
    NOT_YOUR_PASS,
    REMARK_MISSING,
    TIMES_OUT_OF_ORDER,
    UNANSWERED,
    UserError,
)
from core.forms.model import Kind
from core.services.keying import Draft
from core.services.recheck import Closing
from core.services.review import Reading
from core.values import Answer, Answers, BatchId
from core.workflow import bodies
from core.workflow.drafting import DraftChange, replay
from core.workflow.visiting import evidence
from tests.core.figures.forms import form_of
from tests.core.services.bench import Bench

FORM = form_of("MSC-1")
PHOTO = b"\xff\xd8 a photo"


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[UserError]]:
    with pytest.raises(UserError) as caught:
        yield caught
    assert caught.value.code == code


def perfect() -> Answers:
    """A visit at which all went well."""
    answers: Answers = {
        "branch": "E01", "visit_date": "2026-11-20", "scenario": "1", "business": "1",
        "t_arrive": "10:00", "t_ticket": "10:01", "t_called": "10:04", "t_finished": "10:20",
        "t_left": "10:22",
    }  # fmt: skip
    for question in FORM.questions:
        if question.dimension and question.kind in (Kind.SELECT_ONE, Kind.INTEGER):
            codes = [choice.name for choice in question.choices]
            best = "3" if not question.maximum else "100"
            answers[question.key] = ("5" if "5" in codes else "1") if codes else best
    return answers


@pytest.fixture
def month(bench: Bench) -> BatchId:
    number = len(bench.memory.raw("batch", {}))
    batch = BatchId(f"visit{number:011}")
    bench.open(batch, FORM, 6)
    return batch


def typed(bench: Bench, draft: Draft, answers: Mapping[str, Answer]) -> Draft:
    session, _, keying = bench.visits("shopper")
    for place, (key, answer) in enumerate(answers.items()):
        draft = keying.accept(session, draft, DraftChange("answer", key, answer, at=100 * place))
    return draft


def visited(bench: Bench, batch: BatchId, **changed: Answer) -> Draft:
    session, desk, _ = bench.visits("shopper")
    draft = typed(bench, desk.begin(session, batch), perfect() | changed)
    desk.submit(session, draft)
    return draft


def test_a_visit_is_begun_left_and_taken_up_again(bench: Bench, month: BatchId) -> None:
    session, desk, _ = bench.visits("shopper")
    draft = typed(bench, desk.begin(session, month), {"branch": "E01"})
    task = next(task for task in desk.tasks(session) if task.batch.id == month)
    assert (task.done, task.drafts) == (0, (draft.serial,))
    again = desk.begin(session, month, draft.serial)
    assert replay(again.changes)[0] == {"branch": "E01"}
    other = desk.begin(session, month)
    assert other.serial != draft.serial


def test_an_untrained_shopper_and_a_clerk_record_nothing(bench: Bench, month: BatchId) -> None:
    session, desk, _ = bench.visits("novice")
    with refused(NOT_TRAINED):
        desk.begin(session, month)
    session, desk, _ = bench.visits("clerk1")
    with refused(NOT_ALLOWED):
        desk.begin(session, month)
    session, desk, _ = bench.visits("leader")
    with refused(NOT_YOUR_PASS):
        desk.begin(session, month)


def test_a_submitted_visit_has_settled_and_is_scored(bench: Bench, month: BatchId) -> None:
    draft = visited(bench, month)
    session, desk, _ = bench.visits("shopper")
    row = desk.mine(session, month)[0]
    assert (row.branch, row.date, row.state) == ("E01", "2026-11-20", "settled")
    assert row.score is not None
    assert (row.score.total, row.score.band) == (100.0, "excellent")
    events = bench.memory.events[draft.sheet]
    assert [e.kind for e in events] == ["keying.submitted", "record.settled", "record.checked"]
    assert all(e.signature for e in events[:2])
    assert not [t for t in desk.tasks(session) if t.batch.id == month and t.drafts]
    with refused(ALREADY_SUBMITTED):
        desk.submit(session, draft)


def test_a_visit_is_not_signed_with_times_out_of_order_or_remarks_missing(
    bench: Bench, month: BatchId
) -> None:
    session, desk, _ = bench.visits("shopper")
    begun = desk.begin(session, month)
    with refused(UNANSWERED) as caught:
        desk.submit(session, typed(bench, begun, {"branch": "E01"}))
    assert "visit_date" in caught.value.params["questions"]
    draft = typed(bench, desk.begin(session, month), perfect() | {"t_called": "09:59"})
    with refused(TIMES_OUT_OF_ORDER) as caught:
        desk.submit(session, draft)
    assert caught.value.params["questions"] == ("t_called",)
    draft = typed(bench, draft, {"t_called": "10:04", "M1_2": "0", "M2_3": "2"})
    with refused(REMARK_MISSING) as caught:
        desk.submit(session, draft)
    assert caught.value.params["questions"] == ("M1_2", "M2_3")
    draft = typed(bench, draft, {"M1_2_remark": "只开一个窗口", "M2_3_remark": "不耐烦"})
    desk.submit(session, draft)


def test_a_failed_red_line_caps_the_score_and_raises_a_query(bench: Bench, month: BatchId) -> None:
    draft = visited(bench, month, M3_2="0", M3_2_remark="来回跑了三趟")
    session, desk, _ = bench.visits("quality")
    row = next(r for r in desk.mine(session, month) if r.sheet == draft.sheet)
    assert row.score is not None
    assert (row.score.total, row.score.red_lines) == (60.0, ("M3_2",))
    leader, recheck = bench.recheck("leader")
    query = next(q for q in recheck.queries(leader, month) if q.sheet == draft.sheet)
    assert query.check == "R22"
    recheck.close(leader, query.id, Closing("confirmed", "已核对录音"))
    assert not recheck.queries(leader, month)


def test_evidence_is_kept_by_its_hash_and_named_in_the_record(bench: Bench, month: BatchId) -> None:
    session, desk, _ = bench.visits("shopper")
    draft = typed(bench, desk.begin(session, month), perfect())
    draft, kept = desk.attach(session, draft, "photos", "门口.jpg", PHOTO)
    draft, second = desk.attach(session, draft, "photos", "叫号单.jpg", PHOTO + b"2")
    assert kept.sha256 == hashlib.sha256(PHOTO).hexdigest()
    found = evidence(replay(draft.changes)[0]["photos"])
    assert found == ((kept.sha256, "门口.jpg"), (second.sha256, "叫号单.jpg"))
    with refused(BAD_VALUE):
        desk.attach(session, draft, "branch", "x.jpg", PHOTO)
    desk.submit(session, draft)
    _, ports = bench.at("quality")
    assert ports.files.get(bench.at("quality")[0], kept.sha256) == PHOTO


def test_a_shopper_sees_own_visits_and_the_branch_none(bench: Bench, month: BatchId) -> None:
    draft = visited(bench, month)
    session, desk, _ = bench.visits("novice")
    assert desk.mine(session, month) == ()
    session, desk, _ = bench.visits("quality")
    assert [row.sheet for row in desk.mine(session, month)] == [draft.sheet]
    session, desk, _ = bench.visits("clerk1")
    with refused(NOT_ALLOWED):
        desk.mine(session, month)


def test_visits_pass_both_levels(bench: Bench, month: BatchId) -> None:
    drafts = {draft.sheet: draft for draft in (visited(bench, month) for _ in range(4))}
    bench.tell("leader2", bodies.batch_closed(month, 4, 0, 0))
    for login, level, size in (("leader", 2, 2), ("quality", 3, 1)):
        session, review = bench.review(login)
        review.draw(session, month, level)
        sample = review.sample(session, month, level)
        assert len(sample) == size
        for place in sample:
            opened = review.begin(session, place.sheet, level)
            paper = replay(drafts[place.sheet].changes)[0]
            review.record(
                session, place.sheet, level, Reading({key: paper[key] for key in opened.blind})
            )
        review.decide(session, month, level, "passed", "")
    session, desk, _ = bench.visits("quality")
    assert {row.state for row in desk.mine(session, month)} == {"approved"}


def test_a_photo_is_kept_without_its_place_and_both_hashes_are_journaled(
    bench: Bench, month: BatchId
) -> None:
    session, desk, _ = bench.visits("shopper")
    draft = typed(bench, desk.begin(session, month), perfect())
    taken = photo()
    draft, kept = desk.attach_without_traces(session, draft, "photos", "门口.jpg", taken)
    assert evidence(replay(draft.changes)[0]["photos"]) == ((kept.sha256, "门口.jpg"),)
    assert bench.memory.files[kept.sha256] != taken
    said = bench.memory.events["project"][-1]
    assert said.kind == "file.cleaned"
    assert said.body == {"before": hashlib.sha256(taken).hexdigest(), "after": kept.sha256}
    assert said.body["before"] not in bench.memory.files
    with refused(NOT_A_PICTURE):
        desk.attach_without_traces(session, draft, "photos", "x.jpg", PHOTO)


def photo() -> bytes:
    picture, exif, file = Image.new("RGB", (32, 32)), Image.Exif(), BytesIO()
    exif[0x010F] = "camera"
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()
