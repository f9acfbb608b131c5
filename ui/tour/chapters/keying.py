"""Two clerks key the stack, each blind to the other."""

from __future__ import annotations

from collections.abc import Mapping

from core.forms.model import Kind
from core.values import Answer, Answers, Special
from ui.keying.page import KeyingPage
from ui.keying.presenter import KeyingPresenter
from ui.keying.sheet_view import SheetView
from ui.tour.conductor import Story
from ui.tour.stage import Stage

TRIES = 4
"""Enter may be swallowed by the ghost guard, and a warning is confirmed by keying once more."""


def key_pass(stage: Stage, login: str, typed: Mapping[str, Answers], photograph: str = "") -> Story:
    """Sign a clerk in and key every sheet of the batch, serial by serial."""
    yield from stage.sign_in(login)
    if photograph:
        yield from stage.picture("work")
    stage.enter()
    yield lambda: isinstance(stage.page, KeyingPage)
    for number, (serial, answers) in enumerate(typed.items(), start=1):
        stage.hands.type(serial[-2:])
        stage.enter()
        yield lambda: page_of(stage).sheet is not None
        yield from key_sheet(stage, answers, photograph if number == len(typed) else "")
        yield from sign(stage, photograph if number == len(typed) else "")
        stage.tell(f"{login}: {number}/{len(typed)}")


def sign(stage: Stage, photograph: str = "") -> Story:
    """Look at the self-check and sign."""
    stage.control_enter()
    yield None
    if photograph:

        def again() -> Story:
            stage.control_enter()
            yield None

        yield from stage.picture("self_check", again)
    stage.control_enter()
    yield lambda: page_of(stage).sheet is None


def key_sheet(stage: Stage, answers: Answers, photograph: str = "") -> Story:
    """Key one sheet from its first question to the one after which nothing follows."""
    half = len(answers) // 2
    while True:
        yield from turn_page(stage)
        if photograph and len(at(stage).history.answers) >= half:
            yield from stage.picture(photograph)
            photograph = ""
            yield from turn_page(stage)
        key = at(stage).cursor
        yield from key_question(stage, key, answers.get(key, Special.BLANK))
        if at(stage).cursor == key:
            return


def turn_page(stage: Stage) -> Story:
    """A further page of the paper: its last two digits first."""
    turn = getattr(stage.page, "turn", None)
    if turn is not None and turn.isVisible():
        stage.hands.type(at(stage).draft.serial[-2:])
        stage.enter()
        yield lambda: not turn.isVisible()


def key_question(stage: Stage, key: str, answer: Answer) -> Story:
    """Key the question under the cursor until the cursor leaves it or nothing follows."""
    question = at(stage).field(key).question
    for _ in range(TRIES):
        stage.answer(question, answer)
        yield None
        for _ in range(2):
            if at(stage).cursor == key and not isinstance(answer, Special):
                stage.enter()
                yield None
        if at(stage).cursor != key or is_settled(stage, key):
            break
    taken = at(stage).history.answers.get(key)
    if taken != answer and question.kind is not Kind.FILE:
        raise RuntimeError(f"{key}: {answer!r} was taken as {taken!r}")


def is_settled(stage: Stage, key: str) -> bool:
    """Whether the question holds an answer and nothing about it waits for the clerk."""
    return key in at(stage).history.answers and not at(stage).field(key).is_flagged


def at(stage: Stage) -> KeyingPresenter:
    """The sheet in work."""
    return sheet_of(stage).presenter


def page_of(stage: Stage) -> KeyingPage:
    """The keying page shown."""
    assert isinstance(stage.page, KeyingPage)
    return stage.page


def sheet_of(stage: Stage) -> SheetView:
    """The sheet on the page shown, of paper or of a visit."""
    sheet = getattr(stage.page, "sheet", None)
    assert isinstance(sheet, SheetView)
    return sheet
