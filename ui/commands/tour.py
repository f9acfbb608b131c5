"""`tour`: the main job on real input, driven through the real pages, with its results as files."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from core.errors import FILE_MISSING, UserError
from core.forms import typed
from core.forms.answers_csv import read_answers
from core.forms.demo import questionnaires, visits
from core.forms.model import Form, Question
from core.logic.state import FormState
from core.ports.gate import Gate
from core.progress import Progress, Silent
from core.services import demonstration
from core.services.demonstration import Furnished
from core.values import Answers
from ui.commands.demo import Steps, month
from ui.tour import approved
from ui.tour.slips import Plan, plan
from ui.tour.stage import Paper, Stage
from ui.tour.story import Script, whole
from ui.tour.tally import Tally, tally

MADE, CHECKLIST = "BSQ-1.xlsx", "MSC-1.xlsx"


class Importer(Protocol):
    """Reads workbooks (storage.form_import)."""

    def read(self, name: str, data: bytes, progress: Progress) -> Form: ...


@dataclass(frozen=True)
class Wanted:
    """The arguments of the command."""

    out: Path
    form: Path | None
    answers: Path | None
    sheets: int
    seed: int


@dataclass(frozen=True)
class Input:
    """What is read and checked before anything is written."""

    workbooks: Mapping[str, bytes]
    form: Form
    checklist: Form
    truth: tuple[Answers, ...]


def run(
    wanted: Wanted,
    gate_on: Callable[[Path], Gate],
    importer: Importer,
    workbooks: Mapping[str, bytes],
) -> int:
    """Drive the tour; 0 if double keying kept its promise. Raises UserError for bad input."""
    began = time.monotonic()
    given = read_input(wanted, importer, workbooks)
    folder = fresh(wanted.out)
    gate = gate_on(folder / "project")
    script = prepare(gate, folder, given, wanted.seed)
    stage = perform(gate, folder, script, folder / "pictures", ("light",))
    exported = sorted((folder / "reports").iterdir())
    counted = count(script.plan, stage, exported, given.form, script.paper)
    say(counted, stage, folder, exported, time.monotonic() - began)
    return 0 if counted.sound else 1


def prepare(gate: Gate, folder: Path, given: Input, seed: int) -> Script:
    """A fresh demonstration project, and what everybody in it will hold in their hands."""
    made = demonstration.found(gate, given.workbooks, month(), len(given.truth), Steps())
    slips = plan(given.form, given.truth, seed, fits(given.form))
    return write_script(folder, given, slips, made, seed)


def read_input(wanted: Wanted, importer: Importer, workbooks: Mapping[str, bytes]) -> Input:
    """Forms and true answers. Raises UserError; nothing is written before this returns."""
    books = dict(workbooks)
    name = MADE
    if wanted.form is not None:
        books.pop(MADE)
        name = wanted.form.name
        books[name] = content(wanted.form)
    form = importer.read(name, books[name], Silent())
    checklist = importer.read(CHECKLIST, books[CHECKLIST], Silent())
    today = datetime.now().astimezone().date()
    if wanted.answers is None:
        truth = questionnaires(form, seed=wanted.seed, count=wanted.sheets, until=today)
    else:
        data = content(wanted.answers)
        truth = tuple(read_answers(data, wanted.answers.name, form, today=today)[: wanted.sheets])
    return Input(books, form, checklist, truth)


def write_script(folder: Path, given: Input, slips: Plan, made: Furnished, seed: int) -> Script:
    """The stack of paper and what each clerk will type."""
    serials = [f"{number:04d}" for number in range(1, len(given.truth) + 1)]
    paper = Paper(made.batch, given.form, dict(zip(serials, given.truth, strict=True)))
    today = datetime.now().astimezone().date()
    visit = visits(given.checklist, seed=seed, count=1, until=today)[0]
    return Script(
        paper=paper,
        plan=slips,
        visits=Paper(made.visits, given.checklist, {}),
        visit=visit,
        photo=photograph(folder),
        reports=folder / "reports",
    )


def perform(
    gate: Gate, folder: Path, script: Script, pictures: Path, themes: tuple[str, ...]
) -> Stage:
    """Open the window and let the story run in the event loop. Raises what the story raised."""
    from PySide6.QtCore import QTimer

    from ui.app import SETTINGS_FILE, Look, make_application
    from ui.errors import CrashNotes
    from ui.preferences import Preferences
    from ui.tour.conductor import Conductor
    from ui.window import MainWindow

    application = make_application(sys.argv[:1])
    preferences = Preferences(folder / SETTINGS_FILE)
    preferences.language, preferences.sound, preferences.guided.wanted = "zh", False, False
    look = Look(application, preferences)
    look.apply()
    window = MainWindow(gate, preferences, look.apply, CrashNotes())
    stage = Stage(window, preferences, pictures, tell, themes)
    failures: list[BaseException] = []

    def finished(error: BaseException | None) -> None:
        failures.extend([error] if error is not None else [])
        application.quit()

    window.show()
    window.activateWindow()
    conductor = Conductor(whole(stage, script), finished)
    QTimer.singleShot(0, conductor.start)
    application.exec()
    window.close()
    if failures:
        raise failures[0]
    return stage


def count(slips: Plan, stage: Stage, exported: list[Path], form: Form, paper: Paper) -> Tally:
    """Compare the exported answers with the paper."""
    workbook = next(f for f in exported if f.suffix == ".xlsx" and form.form_id in f.name)
    records = approved.read(workbook, form)
    serials = list(paper.sheets)
    answers = {serials.index(serial): record for serial, record in records.items()}
    return tally(slips, stage.finds, answers)


def say(counted: Tally, stage: Stage, folder: Path, exported: list[Path], seconds: float) -> None:
    """Tell the outcome on the terminal; the last line is JSON."""
    for place in (*counted.missed, *counted.unexplained):
        tell(f"not as promised: sheet {place[0] + 1}, question {place[1]}")
    files = [str(file) for file in (*exported, *sorted(set(stage.taken)))]
    database = folder / "project" / "project.db"
    tell(f"results are in {folder}")
    print(counted.last_line(stage.hands.presses, seconds, str(database), files), flush=True)


def fits(form: Form) -> Callable[[Question, str, Answers], bool]:
    """Whether the entry page would take a value instead of refusing it."""
    today: date = datetime.now().astimezone().date()

    def taken(question: Question, text: str, answers: Answers) -> bool:
        try:
            answer = typed.parse(question, text, today=today)
        except UserError:
            return False
        state = FormState(form, now=datetime.now().astimezone(), answers=answers)
        state.answer(question.key, answer)
        return answer == text and state.constraint_ok(question.key)

    return taken


def fresh(out: Path) -> Path:
    """The folder itself, or a numbered one inside it where results of an earlier tour lie."""
    candidates = [out, *(out / f"tour-{number}" for number in range(2, 1000))]
    folder = next(folder for folder in candidates if not (folder / "project").exists())
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def content(file: Path) -> bytes:
    """A file's bytes. Raises UserError FILE_MISSING."""
    if not file.is_file():
        raise UserError(FILE_MISSING, file=str(file))
    return file.read_bytes()


def photograph(folder: Path) -> Path:
    """A picture such as a shopper brings: a drawn ticket, since no real one may be shown."""
    from PIL import Image, ImageDraw

    ticket = Image.new("RGB", (480, 320), "white")
    drawing = ImageDraw.Draw(ticket)
    drawing.rectangle((20, 20, 460, 300), outline="black", width=4)
    drawing.text((60, 140), "TICKET A047  09:42", fill="black")
    file = folder / "ticket.png"
    ticket.save(file)
    return file


def tell(sentence: str) -> None:
    """One line of progress."""
    print(sentence, file=sys.stderr, flush=True)
