"""Words for every code that core uses: roles, posts, states, special values, severities, reasons."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.values import Answer, Special
from core.workflow.settings import BETWEEN, IDLE

WORDS: dict[str, dict[str, object]] = {
    "did": {
        "attached": QT_TRANSLATE_NOOP("Words", "attached"),
        "removed": QT_TRANSLATE_NOOP("Words", "removed"),
        "sent": QT_TRANSLATE_NOOP("Words", "paper handed over"),
        "received": QT_TRANSLATE_NOOP("Words", "paper received"),
        "lost": QT_TRANSLATE_NOOP("Words", "sheet lost in house"),
        "found": QT_TRANSLATE_NOOP("Words", "lost sheet found"),
        "numbered": QT_TRANSLATE_NOOP("Words", "paper numbered by hand"),
        "counted": QT_TRANSLATE_NOOP("Words", "paper counted again"),
        "due": QT_TRANSLATE_NOOP("Words", "deadline set"),
        "handed_over": QT_TRANSLATE_NOOP("Words", "clerk's sheets handed over"),
        "split": QT_TRANSLATE_NOOP("Words", "unfinished sheets split off"),
    },
    "of_person": {  # what was done to one
        "changed": QT_TRANSLATE_NOOP("Words", "name, roles or training changed"),
        "removed": QT_TRANSLATE_NOOP("Words", "person removed"),
        "confirmed": QT_TRANSLATE_NOOP("Words", "temporary operator confirmed"),
        "reset": QT_TRANSLATE_NOOP("Words", "keys and password given anew"),
        "reset_together": QT_TRANSLATE_NOOP("Words", "keys and password given anew by two people"),
        "lifted": QT_TRANSLATE_NOOP("Words", "wait after wrong passwords ended"),
        "password": QT_TRANSLATE_NOOP("Words", "own password changed"),
        "recovered": QT_TRANSLATE_NOOP("Words", "own password set with the recovery key"),
    },
    "key": {
        "content": QT_TRANSLATE_NOOP("Words", "a clerk's own key for this batch"),
        "batch": QT_TRANSLATE_NOOP("Words", "the batch's key handed on"),
        "recovered": QT_TRANSLATE_NOOP("Words", "the batch's key handed on by the recovery key"),
        "replaced": QT_TRANSLATE_NOOP("Words", "a new key of the batch in place of the old one"),
    },
    "numbered": {  # why a paper was given a number by hand
        "duplicate": QT_TRANSLATE_NOOP("Words", "two papers bear the same number"),
        "missing": QT_TRANSLATE_NOOP("Words", "no number can be read on the paper"),
    },
    "setting": {
        "error_limit": QT_TRANSLATE_NOOP("Words", "Limit of the error rate (per cent)"),
        "lot": QT_TRANSLATE_NOOP("Words", "Lot of a verdict"),
        "independence": QT_TRANSLATE_NOOP("Words", "People from outside the branch"),
        "idle_minutes": QT_TRANSLATE_NOOP("Words", "Lock of an unattended screen (minutes)"),
        "blind_check": QT_TRANSLATE_NOOP(
            "Words", "Agreed answers that the third person reads too (per cent)"
        ),
    },
    "setting_value": {
        "pooled": QT_TRANSLATE_NOOP("Words", "small batches with their unit's month"),
        "strict": QT_TRANSLATE_NOOP("Words", "strict: each batch alone, returned at once"),
        "warned": QT_TRANSLATE_NOOP("Words", "their lack is warned of"),
        "required": QT_TRANSLATE_NOOP("Words", "their lack stops the opening of a batch"),
    },
    "role": {
        "clerk": QT_TRANSLATE_NOOP("Words", "Clerk"),
        "leader": QT_TRANSLATE_NOOP("Words", "Team leader"),
        "quality": QT_TRANSLATE_NOOP("Words", "Quality specialist"),
        "shopper": QT_TRANSLATE_NOOP("Words", "Mystery shopper"),
        "manager": QT_TRANSLATE_NOOP("Words", "Manager"),
        "admin": QT_TRANSLATE_NOOP("Words", "Administrator"),
    },
    "post": {
        "pass1": QT_TRANSLATE_NOOP("Words", "First keying"),
        "pass2": QT_TRANSLATE_NOOP("Words", "Second keying"),
        "adjudication": QT_TRANSLATE_NOOP("Words", "Ruling on differences"),
        "level2": QT_TRANSLATE_NOOP("Words", "Spot check (level 2)"),
        "level3": QT_TRANSLATE_NOOP("Words", "Final review (level 3)"),
        "recheck": QT_TRANSLATE_NOOP("Words", "Recheck of queries"),
        "visits": QT_TRANSLATE_NOOP("Words", "Recording visits"),
        "closing": QT_TRANSLATE_NOOP("Words", "Closing the keying"),
    },
    "state": {  # of a batch or a sheet
        "keying": QT_TRANSLATE_NOOP("Words", "Keying"),
        "open": QT_TRANSLATE_NOOP("Words", "Open"),
        "closed": QT_TRANSLATE_NOOP("Words", "Keying closed"),
        "settled": QT_TRANSLATE_NOOP("Words", "Settled"),
        "level2": QT_TRANSLATE_NOOP("Words", "In spot check"),
        "level3": QT_TRANSLATE_NOOP("Words", "In final review"),
        "approved": QT_TRANSLATE_NOOP("Words", "Approved"),
        "returned": QT_TRANSLATE_NOOP("Words", "Returned"),
        "not_entered": QT_TRANSLATE_NOOP("Words", "Not keyed"),
        "one_pass": QT_TRANSLATE_NOOP("Words", "Keyed once"),
        "two_passes": QT_TRANSLATE_NOOP("Words", "Keyed twice"),
        "differing": QT_TRANSLATE_NOOP("Words", "Differences open"),
        "in_review": QT_TRANSLATE_NOOP("Words", "In review"),
        "void": QT_TRANSLATE_NOOP("Words", "Void"),
        "set_aside": QT_TRANSLATE_NOOP("Words", "Set aside"),
        "draft": QT_TRANSLATE_NOOP("Words", "Draft"),
        "submitted": QT_TRANSLATE_NOOP("Words", "Submitted"),
        "correcting": QT_TRANSLATE_NOOP("Words", "Correction waits for a ruling"),
    },
    "special": {
        "blank": QT_TRANSLATE_NOOP("Words", "left blank"),
        "illegible": QT_TRANSLATE_NOOP("Words", "illegible"),
        "several": QT_TRANSLATE_NOOP("Words", "several ticked"),
        "na": QT_TRANSLATE_NOOP("Words", "not applicable"),
        "refused": QT_TRANSLATE_NOOP("Words", "refused"),
    },
    "severity": {
        "block": QT_TRANSLATE_NOOP("Words", "Must be mended"),
        "review": QT_TRANSLATE_NOOP("Words", "Goes to recheck"),
        "warn": QT_TRANSLATE_NOOP("Words", "Warning"),
        "void": QT_TRANSLATE_NOOP("Words", "Void proposed"),
    },
    "outcome": {
        "confirmed": QT_TRANSLATE_NOOP("Words", "Confirmed: the paper says so"),
        "corrected": QT_TRANSLATE_NOOP("Words", "Corrected"),
        "void": QT_TRANSLATE_NOOP("Words", "Void"),
        "passed": QT_TRANSLATE_NOOP("Words", "Passed"),
        "returned": QT_TRANSLATE_NOOP("Words", "Returned"),
    },
    "aside": {
        "page_missing": QT_TRANSLATE_NOOP("Words", "A page is missing"),
        "not_my_batch": QT_TRANSLATE_NOOP("Words", "The sheet is not of this batch"),
        "unclear": QT_TRANSLATE_NOOP("Words", "The paper is unclear as a whole"),
        "other": QT_TRANSLATE_NOOP("Words", "Another reason"),
    },
    "ruling_reason": {
        "misread": QT_TRANSLATE_NOOP("Words", "Both misread the paper"),
        "both_keyed_wrong": QT_TRANSLATE_NOOP("Words", "Both slipped while keying"),
        "paper_corrected": QT_TRANSLATE_NOOP("Words", "The answer was changed on the paper"),
        "paper_unclear": QT_TRANSLATE_NOOP("Words", "The paper is unclear"),
        "other": QT_TRANSLATE_NOOP("Words", "Another reason"),
    },
    "line_state": {  # of one answer on a whole sheet
        "agreed": QT_TRANSLATE_NOOP("Words", "both say so"),
        "open": QT_TRANSLATE_NOOP("Words", "they differ"),
        "ruled": QT_TRANSLATE_NOOP("Words", "ruled on"),
        "hidden": QT_TRANSLATE_NOOP("Words", "read the paper first"),
    },
    "unclear_reason": {
        "unreadable": QT_TRANSLATE_NOOP("Words", "The writing cannot be read"),
        "contradictory": QT_TRANSLATE_NOOP("Words", "Several marks, and none is clearly meant"),
        "damaged": QT_TRANSLATE_NOOP("Words", "Stained, torn or cut off"),
        "other": QT_TRANSLATE_NOOP("Words", "Another reason"),
    },
    "finding_class": {
        "keying": QT_TRANSLATE_NOOP("Words", "Keyed wrongly"),
        "misread": QT_TRANSLATE_NOOP("Words", "Misread"),
        "adjudication": QT_TRANSLATE_NOOP("Words", "Ruled wrongly"),
        "paper_unclear": QT_TRANSLATE_NOOP("Words", "Paper unclear"),
    },
    "erasure": {
        "request": QT_TRANSLATE_NOOP("Words", "asked for by the person"),
        "retention": QT_TRANSLATE_NOOP("Words", "kept long enough"),
    },
    "origin": {
        "paper_first": QT_TRANSLATE_NOOP("Words", "read the paper first"),
        "check": QT_TRANSLATE_NOOP("Words", "both clerks keyed the same"),
        "keying": QT_TRANSLATE_NOOP("Words", "two readings differ"),
        "query": QT_TRANSLATE_NOOP("Words", "from a query"),
        "review": QT_TRANSLATE_NOOP("Words", "from a review"),
    },
    "unit_level": {
        "bank": QT_TRANSLATE_NOOP("Words", "Head office"),
        "region": QT_TRANSLATE_NOOP("Words", "Region"),
        "branch": QT_TRANSLATE_NOOP("Words", "Branch"),
        "outlet": QT_TRANSLATE_NOOP("Words", "Outlet"),
    },
    "sample_reason": {
        "random": QT_TRANSLATE_NOOP("Words", "drawn at random"),
        "queried": QT_TRANSLATE_NOOP("Words", "had a query"),
        "full": QT_TRANSLATE_NOOP("Words", "full review"),
        "extra": QT_TRANSLATE_NOOP("Words", "added draw"),
    },
    "step": {
        "draw": QT_TRANSLATE_NOOP("Words", "Draw the sample"),
        "check": QT_TRANSLATE_NOOP("Words", "Check the sheets"),
        "decide": QT_TRANSLATE_NOOP("Words", "Decide"),
    },
    "band": {
        "excellent": QT_TRANSLATE_NOOP("Words", "Excellent"),
        "good": QT_TRANSLATE_NOOP("Words", "Good"),
        "pass": QT_TRANSLATE_NOOP("Words", "Pass"),
        "rectify": QT_TRANSLATE_NOOP("Words", "To be rectified"),
    },
}
SPECIAL_KEYS = {
    Special.BLANK: "+",
    Special.SEVERAL: "*",
    Special.NOT_APPLICABLE: "/",
    Special.ILLEGIBLE: "-",
}
NOTHING = QT_TRANSLATE_NOOP("Words", "nothing keyed")


def word(kind: str, code: str) -> str:
    """The word for a code on screen; the code itself where it has none."""
    source = WORDS.get(kind, {}).get(code)
    return QCoreApplication.translate("Words", str(source)) if source else code


def words(kind: str) -> list[tuple[str, str]]:
    """(word, code) of a kind, for choice boxes."""
    return [(word(kind, code), code) for code in WORDS[kind]]


def setting_value(name: str, value: str) -> str:
    """What was decided on a setting: a choice in words, or a limit with its unit."""
    if name == IDLE:
        return QCoreApplication.translate("Words", "{n} minutes").format(n=value)
    return f"{value} %" if name in BETWEEN else word("setting_value", value)


def answer_words(answer: Answer | None) -> str:
    """An answer as text: its code, a special value in words, or that nothing was keyed."""
    if answer is None:
        return QCoreApplication.translate("Words", str(NOTHING))
    if isinstance(answer, Special):
        return word("special", answer.value)
    return answer
