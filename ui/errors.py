"""The sentence for every error code: what is wrong and what to do. Core knows only codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal

from core import errors as codes
from core.errors import EnvError, TwinkeyError, UserError
from core.forms.problem import Problem
from ui import messages_forms, sentences
from ui.look.language import current, say
from ui.paper_words import serial_words

SENTENCES: dict[str, object] = {
    # people and rights
    codes.WRONG_PASSWORD: QT_TRANSLATE_NOOP(
        "Errors", "The name or the password is wrong. Try again in {wait_s} s."
    ),
    codes.TRY_LATER: QT_TRANSLATE_NOOP(
        "Errors", "After several wrong passwords the next try is taken in {wait_s} s."
    ),
    codes.SAME_PASSWORD: QT_TRANSLATE_NOOP(
        "Errors", "That is the present password. Choose another one."
    ),
    codes.GIVEN_PASSWORD: QT_TRANSLATE_NOOP(
        "Errors", "Somebody else chose your password. Sign in again and choose your own first."
    ),
    codes.PASSWORD_TOO_SHORT: QT_TRANSLATE_NOOP(
        "Errors", "The password is too short: use at least {at_least} characters."
    ),
    codes.NOT_ALLOWED: QT_TRANSLATE_NOOP(
        "Errors", "Your role does not allow this here. Ask an administrator of your unit."
    ),
    codes.NAME_TAKEN: QT_TRANSLATE_NOOP(
        "Errors", "The sign-in name {name} is already in use. Choose another."
    ),
    codes.RECOVERY_NOT_PROVED: QT_TRANSLATE_NOOP(
        "Errors",
        "This is not the recovery key shown. Read it from the saved file or type it again.",
    ),
    codes.SIGNED_OUT: QT_TRANSLATE_NOOP("Errors", "You are signed out. Sign in again to go on."),
    codes.LAST_ADMINISTRATOR: QT_TRANSLATE_NOOP(
        "Errors", "This is the last administrator of head office. Appoint another one first."
    ),
    codes.BAD_DATE: QT_TRANSLATE_NOOP("Errors", "“{typed}” is no date. Type one like 2026-11-22."),
    codes.BAD_SETTING: QT_TRANSLATE_NOOP(
        "Errors",
        "“{typed}” does not fit. A limit is a number of per cent from 0.01 to 5, a share one from 0 to"
        " 100; minutes until the lock are 2 to 60; a name has up to 60 characters.",
    ),
    codes.NOT_INDEPENDENT: QT_TRANSLATE_NOOP(
        "Errors",
        "The project demands independence: put somebody from outside the branch into {post}.",
    ),
    codes.UNIT_CLOSED: QT_TRANSLATE_NOOP(
        "Errors",
        "The code {unit} is not valid in this month. Choose the unit that follows it: {successor}.",
    ),
    # batches and posts
    codes.TWO_POSTS: QT_TRANSLATE_NOOP(
        "Errors", "{person} stands in two posts ({posts}). Give one of them to somebody else."
    ),
    codes.HAS_SEEN: QT_TRANSLATE_NOOP(
        "Errors",
        "{person} has overseen this batch or ruled in it, so can have seen what was keyed."
        " Choose somebody who has not.",
    ),
    codes.TOO_FEW_ADJUDICATORS: QT_TRANSLATE_NOOP(
        "Errors", "Too few adjudicators would be left. Name a further one (N) first."
    ),
    codes.POST_EMPTY: QT_TRANSLATE_NOOP(
        "Errors", "Nobody is assigned to {post}. Choose one of the {eligible} eligible people."
    ),
    codes.NOT_ELIGIBLE: QT_TRANSLATE_NOOP(
        "Errors", "{person} may not take the post {post} in this unit. Choose somebody else."
    ),
    codes.BAD_SERIALS: QT_TRANSLATE_NOOP(
        "Errors", "Serials must run from a smaller to a larger number; {first}–{last} does not."
    ),
    codes.BAD_COUNTS: QT_TRANSLATE_NOOP(
        "Errors",
        "Issued ({issued}) must equal returned ({returned}) + not returned ({not_returned})"
        " + spoilt ({spoilt}). Count again.",
    ),
    codes.CODE_TAKEN: QT_TRANSLATE_NOOP(
        "Errors", "The code {code} is already used. Choose another."
    ),
    codes.UNKNOWN_SERIAL: QT_TRANSLATE_NOOP(
        "Errors", "The batch has no sheet {serial}. Check the number printed on the paper."
    ),
    codes.PAPER_FIRST: QT_TRANSLATE_NOOP(
        "Errors", "Key what the paper says first; the readings are shown then."
    ),
    codes.SERIAL_KEYED: QT_TRANSLATE_NOOP(
        "Errors",
        "Sheet {serial} has a keying of this pass that stands. Leave the serial empty: this keying is"
        " taken off the sheet, and its pass is keyed again.",
    ),
    codes.PAPER_NOT_HERE: QT_TRANSLATE_NOOP(
        "Errors",
        "The paper is on its way from {at} to {to}. Go on when it has been received there.",
    ),
    codes.WRONG_PLACE: QT_TRANSLATE_NOOP(
        "Errors", "The paper was last at {at}. Look again at where it is and where it goes."
    ),
    codes.MORE_THAN_RETURNED: QT_TRANSLATE_NOOP(
        "Errors",
        "{returned} papers came back, but this would make {handled}."
        " The team leader corrects the counts on the batch page first.",
    ),
    codes.TOO_FEW_SERIALS: QT_TRANSLATE_NOOP(
        "Errors",
        "The batch has {serials} numbers. Give a paper beyond them a number of its own (U), or count again.",
    ),
    codes.NOTHING_TO_SPLIT: QT_TRANSLATE_NOOP(
        "Errors",
        "{unresolved} of {of} sheets are not finished: there is nothing to split off from a rest that"
        " could go on.",
    ),
    codes.PAPER_LOST: QT_TRANSLATE_NOOP(
        "Errors",
        "The paper of sheet {serial} is lost in house. Tell your team leader if you have it.",
    ),
    codes.NO_SUCH_SHEET: QT_TRANSLATE_NOOP(
        "Errors", "No sheet “{typed}” is yours to open. Check the number printed on the paper."
    ),
    codes.BATCH_NOT_READY: QT_TRANSLATE_NOOP(
        "Errors", "The batch is not ready for this: {open} sheets are still open."
    ),
    # keying
    codes.BAD_VALUE: QT_TRANSLATE_NOOP(
        "Errors",
        "{question} takes {allowed}; “{typed}” does not fit."
        " Key - (or Ctrl+4) if it cannot be read.",
    ),
    codes.CONSTRAINT: QT_TRANSLATE_NOOP("Errors", "{message}"),
    codes.NOT_YOUR_PASS: QT_TRANSLATE_NOOP(
        "Errors", "This sheet is not yours to key. Take one from your work list."
    ),
    codes.ALREADY_SUBMITTED: QT_TRANSLATE_NOOP(
        "Errors", "You have already submitted sheet {serial}. Take the next one."
    ),
    codes.UNANSWERED: QT_TRANSLATE_NOOP(
        "Errors", "Still open: {questions}. Answer them, or key + for what was left blank on paper."
    ),
    codes.SERIAL_MISMATCH: QT_TRANSLATE_NOOP(
        "Errors", "The paper in your hand is not sheet {serial}. Check the pile."
    ),
    codes.BLIND: QT_TRANSLATE_NOOP(
        "Errors", "This is hidden from you until the sheet is settled: keying is blind."
    ),
    # adjudication, queries, review
    codes.NOT_THIRD_PERSON: QT_TRANSLATE_NOOP(
        "Errors", "You read this sheet yourself or ruled on it before. A third person must decide."
    ),
    codes.NO_SUCH_DIFFERENCE: QT_TRANSLATE_NOOP(
        "Errors", "This difference is already settled. Go on with the next."
    ),
    codes.REASON_MISSING: QT_TRANSLATE_NOOP("Errors", "A reason is needed. Choose or type one."),
    codes.QUERY_CLOSED: QT_TRANSLATE_NOOP("Errors", "This query is already closed."),
    codes.FOUR_EYES: QT_TRANSLATE_NOOP(
        "Errors", "You worked on this sheet before. Somebody else must look at it."
    ),
    codes.NOT_IN_SAMPLE: QT_TRANSLATE_NOOP("Errors", "This sheet was not drawn for the review."),
    codes.STALE: QT_TRANSLATE_NOOP(
        "Errors",
        "Somebody changed this in the meantime. Look at it again; nothing was overwritten.",
    ),
    codes.WRONG_STATE: QT_TRANSLATE_NOOP(
        "Errors", "This cannot be done while the state is “{state}”."
    ),
    # visits
    codes.REMARK_MISSING: QT_TRANSLATE_NOOP(
        "Errors", "A remark is needed where an item failed: {questions}."
    ),
    codes.TIMES_OUT_OF_ORDER: QT_TRANSLATE_NOOP(
        "Errors", "The times do not follow one another: {questions}. Correct them."
    ),
    codes.NOT_TRAINED: QT_TRANSLATE_NOOP(
        "Errors", "Only trained shoppers record visits. Ask an administrator to enter the training."
    ),
    # forms and files
    codes.NOT_A_WORKBOOK: QT_TRANSLATE_NOOP(
        "Errors", "{file} is not an Excel workbook. Choose an .xlsx file."
    ),
    codes.FORM_BROKEN: QT_TRANSLATE_NOOP(
        "Errors", "The form in {file} has errors and was not published. Mend these: {problems}"
    ),
    codes.FORM_TOO_LARGE: QT_TRANSLATE_NOOP("Errors", "{file} is larger than {limit}."),
    codes.ANSWERS_DO_NOT_MATCH: QT_TRANSLATE_NOOP(
        "Errors", "{file}, row {row}, column {column}: “{text}” does not fit the form."
    ),
    codes.FILE_MISSING: QT_TRANSLATE_NOOP(
        "Errors", "{file} is not there. Check its name and place."
    ),
    codes.FILE_TOO_LARGE: QT_TRANSLATE_NOOP("Errors", "{file} is larger than {limit}."),
    codes.NOTHING_APPROVED: QT_TRANSLATE_NOOP(
        "Errors", "No approved records yet in {batch}. Approve the batch, or report provisionally."
    ),
    "ERASED": QT_TRANSLATE_NOOP(
        "Errors", "What sheet {serial} held was erased and cannot be shown any more."
    ),
    "NOT_A_PICTURE": QT_TRANSLATE_NOOP(
        "Errors", "{file} is not a picture that can be read. Attach a JPEG or PNG file."
    ),
    codes.NOT_A_SCAN: QT_TRANSLATE_NOOP(
        "Errors", "{file} is no scan: attach a JPEG, PNG or TIFF picture, or a PDF."
    ),
    codes.SCAN_DAMAGED: QT_TRANSLATE_NOOP(
        "Errors", "{file} cannot be read to its end. Scan the sheet again."
    ),
    codes.SCAN_LOCKED: QT_TRANSLATE_NOOP(
        "Errors", "{file} asks for a password. Save it without one and attach it again."
    ),
    codes.SCAN_STAYS: QT_TRANSLATE_NOOP(
        "Errors",
        "Sheet {serial} was ruled on or settled with this picture, so it stays. One of another sheet"
        " can be attached there too; what has to be destroyed goes with its sheet, on the page Personal data.",
    ),
    codes.NO_NEW_PICTURE: QT_TRANSLATE_NOOP(
        "Errors", "There is no new picture in {folder}. Take one with the camera, then press again."
    ),
    codes.NO_CAMERA_FOLDER: QT_TRANSLATE_NOOP(
        "Errors", "No folder of a document camera is chosen. Choose one in the preferences."
    ),
    # the world outside
    codes.NOT_A_PROJECT: QT_TRANSLATE_NOOP(
        "Errors", "{folder} holds something that is not a Twinkey project. Choose another folder."
    ),
    codes.PROJECT_EXISTS: QT_TRANSLATE_NOOP(
        "Errors", "There is already a project in {folder}. Open it, or choose another folder."
    ),
    codes.IN_USE: QT_TRANSLATE_NOOP(
        "Errors", "Twinkey is already open on {folder}. Close the other window first."
    ),
    codes.NEWER_VERSION: QT_TRANSLATE_NOOP(
        "Errors",
        "The project was written by a newer Twinkey ({found}; this one knows {known}). Update.",
    ),
    codes.PLAINTEXT_DATABASE: QT_TRANSLATE_NOOP(
        "Errors", "{file} is not encrypted, so it is not opened. Restore a backup."
    ),
    codes.WRONG_KEY: QT_TRANSLATE_NOOP(
        "Errors", "{file} does not open with this project's key. Restore both from one backup."
    ),
    codes.DAMAGED: QT_TRANSLATE_NOOP(
        "Errors", "{file} is damaged. Do not work on; restore the latest backup."
    ),
    codes.DISK_FULL: QT_TRANSLATE_NOOP(
        "Errors", "The disk is full, {file} was not written. Make room, then try again."
    ),
    codes.READ_ONLY: QT_TRANSLATE_NOOP(
        "Errors", "{file} cannot be written: it is read-only. Ask for the right to write there."
    ),
    codes.LOCKED: QT_TRANSLATE_NOOP(
        "Errors", "{file} is locked by another program. Close it, then try again."
    ),
    codes.OLD_SQLITE: QT_TRANSLATE_NOOP(
        "Errors",
        "The database library is too old ({found}); {needed} is needed. Reinstall Twinkey.",
    ),
    codes.CANNOT_WRITE: QT_TRANSLATE_NOOP(
        "Errors", "{file} could not be written. Is it open in another program?"
    ),
    codes.FOLDER_GONE: QT_TRANSLATE_NOOP(
        "Errors",
        "The folder {folder} is gone: moved, removed, or its disk was taken out."
        " Put it back, then try again. Everything accepted so far is in it.",
    ),
    codes.CANCELLED: QT_TRANSLATE_NOOP("Errors", "Stopped. Nothing half-done was kept."),
}
FAULT = QT_TRANSLATE_NOOP(
    "Errors",
    "Something went wrong in the program (no. {id}). What you accepted so far is saved;"
    " you can go on. Please pass on the number.",
)
UNEXPECTED = QT_TRANSLATE_NOOP(
    "Errors", "Something went wrong in the program. What you accepted so far is saved."
)


class _Gaps(dict[str, str]):
    """Stands for parameters that an error did not bring."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(error: BaseException, language: str = "") -> str:
    """What to tell a person about any error, in the language on screen."""
    if not isinstance(error, TwinkeyError) or error.code not in SENTENCES:
        return translated(UNEXPECTED)
    return translated(SENTENCES[error.code]).format_map(_Gaps(_shown(error.params)))


def fault(crash_id: str) -> str:
    """What to tell a person about a crash file that was written."""
    return translated(FAULT).format(id=crash_id)


def is_expected(error: BaseException) -> bool:
    """Whether an error is the person's or the world's, not ours."""
    return isinstance(error, UserError | EnvError)


def translated(source: object) -> str:
    """A sentence of this catalogue in the language on screen."""
    return QCoreApplication.translate("Errors", str(source))


def _shown(params: Mapping[str, Any]) -> dict[str, str]:
    return {name: _text(name, value) for name, value in params.items()}


def _text(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return say(value)
    if name in ("post", "state", "action"):
        return sentences.word(name, str(value))
    if name == "serial":
        return serial_words(str(value))
    if isinstance(value, str):
        return value
    if isinstance(value, Problem):
        return _problem(value)
    if isinstance(value, float):
        return str(max(1, round(value)))
    if isinstance(value, list | tuple | set | frozenset):
        kind = "post" if name == "posts" else name
        separator = QCoreApplication.translate("Errors", ", ")
        return separator.join(_text(kind, each) for each in value)
    describe = getattr(value, "describe", None)
    return describe() if callable(describe) else str(value)


def _problem(problem: Problem) -> str:
    message, fix = messages_forms.sentence(problem, current())
    return " ".join(
        part for part in (f"{problem.cell}:" if problem.cell else "", message, fix) if part
    )


class CrashNotes(QObject):
    """Brings news of a crash file from any thread to the window's banner."""

    crashed = Signal(str)

    def tell(self, crash_id: str) -> None:
        """What `storage.logs.Logs(on_crash=…)` calls, on the thread that failed."""
        self.crashed.emit(crash_id)
