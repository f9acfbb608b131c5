"""What a tour planted, what found it, and what is still wrong in the approved figures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.values import Answer, Answers, Special
from ui.tour.slips import Plan

Place = tuple[int, str]
"""Sheet (index in the plan) and question key."""


@dataclass
class Finds:
    """Where people found something wrong, gate by gate."""

    compared: set[Place] = field(default_factory=set)
    """What the adjudicator was asked: differences, and agreed answers drawn to be read blind."""
    checked: set[Place] = field(default_factory=set)
    """Fields corrected because a check fired."""
    reviewed: set[Place] = field(default_factory=set)
    """Fields that a reviewer found wrong."""


@dataclass(frozen=True)
class Tally:
    """The figures of one tour."""

    sheets: int
    fields: int
    """Fields of the approved sheets that were compared with the paper."""
    planted: int
    planted_identical: int
    found_by_comparison: int
    found_blind: int
    """Identical ones that the adjudicator read on the paper before seeing what both clerks keyed."""
    found_by_checks: int
    found_by_review: int
    missed: tuple[Place, ...]
    """Slips not alike in both passes that the comparison did not show: must be none."""
    residual: tuple[Place, ...]
    """Approved fields that differ from the paper."""
    unexplained: tuple[Place, ...]
    """Those of them that no identical slip explains: must be none."""
    void: int

    @property
    def sound(self) -> bool:
        """Whether double keying kept its promise."""
        return not self.missed and not self.unexplained

    def last_line(
        self, key_presses: int, seconds: float, project_file: str, files: Sequence[str]
    ) -> str:
        """The JSON line that ends a tour."""
        said = {
            "sheets": self.sheets,
            "fields": self.fields,
            "planted": self.planted,
            "planted_identical": self.planted_identical,
            "found_by_comparison": self.found_by_comparison,
            "found_blind": self.found_blind,
            "found_by_checks": self.found_by_checks,
            "found_by_review": self.found_by_review,
            "residual_wrong": len(self.residual),
            "residual_per_10000": round(10_000 * len(self.residual) / max(1, self.fields), 2),
            "void": self.void,
            "key_presses": key_presses,
            "seconds": round(seconds, 1),
            "project_file": project_file,
            "files": list(files),
        }
        return json.dumps(said, ensure_ascii=False)


def tally(plan: Plan, finds: Finds, approved: Mapping[int, Answers]) -> Tally:
    """Count; `approved` holds the exported answers of each sheet that was not voided."""
    identical = {(slip.sheet, slip.question) for slip in plan.identical}
    single = {
        (slip.sheet, slip.question) for slips in plan.slips.values() for slip in slips
    } - identical
    residual = [
        (sheet, key)
        for sheet, answers in approved.items()
        for key in plan.truth[sheet].keys() | answers.keys()
        if not same(plan.truth[sheet].get(key), answers.get(key))
    ]
    return Tally(
        sheets=len(plan.truth),
        fields=sum(len(plan.truth[sheet]) for sheet in approved),
        planted=plan.planted,
        planted_identical=len(identical),
        found_by_comparison=len(single & finds.compared),
        found_blind=len(identical & finds.compared),
        found_by_checks=len(identical & finds.checked - finds.compared),
        found_by_review=len(identical & finds.reviewed - finds.checked - finds.compared),
        missed=tuple(sorted(single - finds.compared)),
        residual=tuple(sorted(residual)),
        unexplained=tuple(sorted(set(residual) - identical)),
        void=len(plan.truth) - len(approved),
    )


def same(paper: Answer | None, approved: Answer | None) -> bool:
    """Whether the figures say what the paper says; an empty box is nothing or "blank" alike."""
    empty = (None, Special.BLANK)
    return paper == approved or (paper in empty and approved in empty)
