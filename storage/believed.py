"""Leaves out of a fold what was said by one who might not say it: settings of the whole project.

A fold knows of an event only in which role it was signed. Whether that role was held at the top, and
held then, only the chain of certificates tells.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.event import Event
from core.workflow.projection import Rows
from core.workflow.settings import is_setting
from storage.certificates import Members
from storage.projections import Project


def believing(project: Project, members: Members) -> Project:
    """The fold of what the project's certified people might say."""

    def believed(subject: str, events: Sequence[Event]) -> Rows:
        if is_setting(subject):
            events = [event for event in events if event.stamp in members.settings()]
        return project(subject, events)

    return believed
