"""The core functions that storage applies to events and rows; tests may hand in smaller ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.workflow.projection import project
from core.workflow.visibility import Places, may_open_files, may_see, row_filter
from storage.projections import Project
from storage.sight import MaySee, RowFilter


@dataclass(frozen=True)
class Policy:
    """How events become rows, and who sees what."""

    project: Project = project
    row_filter: RowFilter = row_filter
    may_see: MaySee = may_see
    may_open_files: Callable[[Places], bool] = may_open_files
