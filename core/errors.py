"""The three families of errors and the catalogue of their codes; sentences live in ui.

UserError: a person asked for something the rules refuse; shown at the field, nothing changed.
EnvError: the world outside failed (disk full, folder gone, wrong key); retry after mending it.
BugError: we are wrong; logged with an id, data safe.
"""

from __future__ import annotations

from typing import Any


class TwinkeyError(Exception):
    """An error with a code of the catalogue and its parameters (never answers or passwords)."""

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({shown})"


class UserError(TwinkeyError):
    """What was asked for is refused."""


class EnvError(TwinkeyError):
    """Something outside the program is in the way."""


class BugError(TwinkeyError):
    """The program contradicted itself."""


# --- people and rights -----------------------------------------------------------------------
WRONG_PASSWORD = "WRONG_PASSWORD"  # wait_s: seconds until the next try is taken
TRY_LATER = "TRY_LATER"  # wait_s
SAME_PASSWORD = "SAME_PASSWORD"
GIVEN_PASSWORD = "GIVEN_PASSWORD"
PASSWORD_TOO_SHORT = "PASSWORD_TOO_SHORT"  # at_least
NOT_ALLOWED = "NOT_ALLOWED"  # action
NAME_TAKEN = "NAME_TAKEN"  # name
RECOVERY_NOT_PROVED = "RECOVERY_NOT_PROVED"
SIGNED_OUT = "SIGNED_OUT"
LAST_ADMINISTRATOR = "LAST_ADMINISTRATOR"
BAD_SETTING = "BAD_SETTING"  # typed
NOT_INDEPENDENT = "NOT_INDEPENDENT"  # post, person
BAD_DATE = "BAD_DATE"  # typed
UNIT_CLOSED = "UNIT_CLOSED"  # unit, until, successor
# --- batches and posts -----------------------------------------------------------------------
TWO_POSTS = "TWO_POSTS"  # person, posts
TOO_FEW_ADJUDICATORS = "TOO_FEW_ADJUDICATORS"
POST_EMPTY = "POST_EMPTY"  # post, eligible
NOT_ELIGIBLE = "NOT_ELIGIBLE"  # person, post
HAS_SEEN = "HAS_SEEN"  # person, post
BAD_SERIALS = "BAD_SERIALS"  # first, last
BAD_COUNTS = "BAD_COUNTS"  # issued, returned, not_returned, spoilt
CODE_TAKEN = "CODE_TAKEN"  # code
UNKNOWN_SERIAL = "UNKNOWN_SERIAL"  # serial
PAPER_NOT_HERE = "PAPER_NOT_HERE"  # at, to
WRONG_PLACE = "WRONG_PLACE"  # at
MORE_THAN_RETURNED = "MORE_THAN_RETURNED"  # returned, handled
TOO_FEW_SERIALS = "TOO_FEW_SERIALS"  # serials
NOTHING_TO_SPLIT = "NOTHING_TO_SPLIT"  # unresolved, of
PAPER_LOST = "PAPER_LOST"  # serial
NO_SUCH_SHEET = "NO_SUCH_SHEET"  # typed
BATCH_NOT_READY = "BATCH_NOT_READY"  # state, open
# --- keying ----------------------------------------------------------------------------------
BAD_VALUE = "BAD_VALUE"  # question, typed, allowed
CONSTRAINT = "CONSTRAINT"  # question, typed, message (by language)
NOT_YOUR_PASS = "NOT_YOUR_PASS"
ALREADY_SUBMITTED = "ALREADY_SUBMITTED"  # serial
UNANSWERED = "UNANSWERED"  # questions
SERIAL_MISMATCH = "SERIAL_MISMATCH"  # serial
BLIND = "BLIND"
# --- adjudication, queries, review -----------------------------------------------------------
NOT_THIRD_PERSON = "NOT_THIRD_PERSON"
NO_SUCH_DIFFERENCE = "NO_SUCH_DIFFERENCE"
PAPER_FIRST = "PAPER_FIRST"
SERIAL_KEYED = "SERIAL_KEYED"  # serial, exchange: whether both keyings can change places
REASON_MISSING = "REASON_MISSING"
QUERY_CLOSED = "QUERY_CLOSED"
FOUR_EYES = "FOUR_EYES"
NOT_IN_SAMPLE = "NOT_IN_SAMPLE"
STALE = "STALE"  # subject
WRONG_STATE = "WRONG_STATE"  # state, action
ERASED = "ERASED"  # serial
# --- visits ----------------------------------------------------------------------------------
REMARK_MISSING = "REMARK_MISSING"  # questions
TIMES_OUT_OF_ORDER = "TIMES_OUT_OF_ORDER"  # questions
NOT_TRAINED = "NOT_TRAINED"
# --- forms and files -------------------------------------------------------------------------
NOT_A_WORKBOOK = "NOT_A_WORKBOOK"  # file
FORM_BROKEN = "FORM_BROKEN"  # file, problems
FORM_TOO_LARGE = "FORM_TOO_LARGE"  # file, limit
ANSWERS_DO_NOT_MATCH = "ANSWERS_DO_NOT_MATCH"  # file, row, column, text
FILE_MISSING = "FILE_MISSING"  # file
NOT_A_PICTURE = "NOT_A_PICTURE"  # file
NOT_A_SCAN = "NOT_A_SCAN"  # file
SCAN_DAMAGED = "SCAN_DAMAGED"  # file
SCAN_LOCKED = "SCAN_LOCKED"  # file
NO_NEW_PICTURE = "NO_NEW_PICTURE"  # folder
SCAN_STAYS = "SCAN_STAYS"  # serial
NO_CAMERA_FOLDER = "NO_CAMERA_FOLDER"
FILE_TOO_LARGE = "FILE_TOO_LARGE"  # file, limit
NOTHING_APPROVED = "NOTHING_APPROVED"  # batch
# --- the world outside -----------------------------------------------------------------------
NOT_A_PROJECT = "NOT_A_PROJECT"  # folder
PROJECT_EXISTS = "PROJECT_EXISTS"  # folder
IN_USE = "IN_USE"  # folder
NEWER_VERSION = "NEWER_VERSION"  # found, known
PLAINTEXT_DATABASE = "PLAINTEXT_DATABASE"  # file
WRONG_KEY = "WRONG_KEY"  # file
DAMAGED = "DAMAGED"  # file
DISK_FULL = "DISK_FULL"  # file
READ_ONLY = "READ_ONLY"  # file
LOCKED = "LOCKED"  # file
OLD_SQLITE = "OLD_SQLITE"  # found, needed
CANNOT_WRITE = "CANNOT_WRITE"  # file
FOLDER_GONE = "FOLDER_GONE"  # folder
CANCELLED = "CANCELLED"
