"""Where published form versions are kept, and how a workbook becomes one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from core.forms.model import Form
from core.people import Session
from core.progress import Progress
from core.values import FormId


class FormStore(Protocol):
    """Published forms by id; every version ever used stays evaluable."""

    def get(self, form: FormId) -> Form:
        """The form. Raises BugError if it was never published here."""
        ...

    def put(self, session: Session, form: Form) -> None:
        """Keep a form version. Storing the same version again changes nothing."""
        ...


class FormImport(Protocol):
    """Conversion of a workbook in a child process with limits on memory and time."""

    def read(
        self, name: str, data: bytes, progress: Progress, attachments: Mapping[str, bytes]
    ) -> Form:
        """The workbook as a Form, with the files that its lists and look-ups read, by name.

        Raises UserError NOT_A_WORKBOOK, FORM_BROKEN, FORM_TOO_LARGE.
        """
        ...
