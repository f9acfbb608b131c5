"""What is wrong with a workbook and where: codes and parameters; sentences live in ui."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Weight(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One thing to mend in a workbook, at a cell where there is one.

    `column` is the letter Excel shows, `header` the first cell of that column, `text` the offending
    text, `params` what the sentence of `code` needs beside them.
    """

    severity: Weight
    code: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    header: str = ""
    text: str = ""
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def cell(self) -> str:
        """survey!F12, or as much of it as is known."""
        place = f"{self.column}{self.row if self.row is not None else ''}"
        return f"{self.sheet}!{place}" if place else self.sheet


# --- the workbook ------------------------------------------------------------------------------
SHEET_MISSING = "SHEET_MISSING"
"""No sheet `survey`."""
HEADER_UNKNOWN = "HEADER_UNKNOWN"
"""like: the header it resembles."""
HEADER_DUPLICATE = "HEADER_DUPLICATE"
HEADER_MISSING = "HEADER_MISSING"
SHEET_UNKNOWN = "SHEET_UNKNOWN"
"""like"""
PREFIX_UNBOUND = "PREFIX_UNBOUND"
"""prefix"""
COLON_IN_HEADER = "COLON_IN_HEADER"
DATE_CELL = "DATE_CELL"
ZEROS_LOST = "ZEROS_LOST"
"""shown: the text that Excel shows"""
FORMULA_WITHOUT_VALUE = "FORMULA_WITHOUT_VALUE"
# --- names, types, lists -----------------------------------------------------------------------
TYPE_UNKNOWN = "TYPE_UNKNOWN"
TYPE_MISSING = "TYPE_MISSING"
NAME_BAD = "NAME_BAD"
NAME_MISSING = "NAME_MISSING"
NAME_DUPLICATE = "NAME_DUPLICATE"
NAME_RESERVED = "NAME_RESERVED"
REFERENCE_UNKNOWN = "REFERENCE_UNKNOWN"
"""name, like"""
REFERENCE_MALFORMED = "REFERENCE_MALFORMED"
REFERENCE_AMBIGUOUS = "REFERENCE_AMBIGUOUS"
"""name"""
LIST_UNKNOWN = "LIST_UNKNOWN"
"""list"""
GROUP_NOT_CLOSED = "GROUP_NOT_CLOSED"
GROUP_NOT_OPENED = "GROUP_NOT_OPENED"
CODE_DUPLICATE = "CODE_DUPLICATE"
"""list"""
CODE_PREFIX = "CODE_PREFIX"
"""list, other: the longer code"""
CODE_BAD = "CODE_BAD"
LABEL_MISSING = "LABEL_MISSING"
"""language"""
# --- expressions -------------------------------------------------------------------------------
WIDE_PUNCTUATION = "WIDE_PUNCTUATION"
"""character, position (from 1), instead"""
SYNTAX = "SYNTAX"
"""position, detail"""
FUNCTION_UNKNOWN = "FUNCTION_UNKNOWN"
"""name, like"""
ARGUMENTS = "ARGUMENTS"
"""name, detail"""
CYCLE = "CYCLE"
"""path: names in order"""
UNREACHABLE = "UNREACHABLE"
EXPRESSION = "EXPRESSION"
"""detail: code of core.logic.errors; said, position"""
# --- our own columns and sheets ----------------------------------------------------------------
VALUE_UNKNOWN = "VALUE_UNKNOWN"
"""allowed"""
CHECK_ID = "CHECK_ID"
CHECK_WITHOUT_TEST = "CHECK_WITHOUT_TEST"
CHECK_WITHOUT_MESSAGE = "CHECK_WITHOUT_MESSAGE"
QUESTION_UNKNOWN = "QUESTION_UNKNOWN"
"""name"""
DIMENSION_UNKNOWN = "DIMENSION_UNKNOWN"
"""name"""
WEIGHTS_SUM = "WEIGHTS_SUM"
"""parent, sum"""
WEIGHT_WITHOUT_SCORE = "WEIGHT_WITHOUT_SCORE"
KEY_IN_REPEAT = "KEY_IN_REPEAT"
CRITICAL_UNCLEAR = "CRITICAL_UNCLEAR"
"""a red line that is neither yes, no nor one comparison with a number"""
CRITICAL_UNSCORED = "CRITICAL_UNSCORED"
"""a red line `yes` where no points could ever be 0"""
NUMBER_EXPECTED = "NUMBER_EXPECTED"
ATTACHMENT_MISSING = "ATTACHMENT_MISSING"
"""file"""
FILE_UNREADABLE = "FILE_UNREADABLE"
"""why: folder or refused"""
# --- the converter -----------------------------------------------------------------------------
CONVERTER_SAYS = "CONVERTER_SAYS"
"""detail: pyxform's own English sentence, where we have none of our own"""
CONVERTER_CRASHED = "CONVERTER_CRASHED"
"""detail"""
CONVERTER_LIMIT = "CONVERTER_LIMIT"
"""limit: time or memory"""
