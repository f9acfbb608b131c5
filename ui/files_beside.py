"""The files that a form reads, such as lists in CSV: only those that lie beside its workbook."""

from __future__ import annotations

from pathlib import Path

from core.errors import FORM_TOO_LARGE, UserError
from core.forms.archive import MAX_FILE_BYTES


def file_beside(workbook: Path, name: str) -> Path | None:
    """The file of that name beside the workbook; None where there is none or the name is a path."""
    if Path(name).name != name:
        return None
    place = workbook.with_name(name)
    return place if place.is_file() else None


class FilesBeside:
    """Reads what a form asks for, and remembers what was there and what was not."""

    def __init__(self, workbook: Path) -> None:
        self._workbook = workbook
        self.taken: tuple[str, ...] = ()
        self.missing: tuple[str, ...] = ()

    def read(self, name: str) -> bytes | None:
        """The file's content, or None. Raises UserError FORM_TOO_LARGE(file, limit), OSError."""
        place = file_beside(self._workbook, name)
        if place is None:
            self.missing += (name,)
            return None
        with place.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
        if len(data) > MAX_FILE_BYTES:
            raise UserError(FORM_TOO_LARGE, file=name, limit=f"{MAX_FILE_BYTES // 2**20} MB")
        self.taken += (name,)
        return data
