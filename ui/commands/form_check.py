"""`form check FILE…`: say what is wrong with workbooks, cell by cell, and how to mend it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from core.errors import FILE_MISSING, UserError
from core.forms import check_command
from core.forms.archive import MAX_FILE_BYTES
from core.forms.check_command import Checked
from core.forms.problem import FILE_UNREADABLE
from core.forms.workbook import Examined
from ui.files_beside import file_beside
from ui.messages_forms import sentence


class Examine(Protocol):
    """FormImporter.examine, as far as it is used here."""

    def __call__(self, name: str, data: bytes, *, attachments: Mapping[str, bytes]) -> Examined: ...


def run(files: Sequence[str], as_json: bool, examine: Examine, language: str) -> int:
    """Print one line per problem, or a JSON list; 1 if any form is unusable."""
    checked = [check_command.check(file, partial(_examined, Path(file), examine)) for file in files]
    speak = partial(sentence, language=language)
    if as_json:
        told = [check_command.as_json(one, speak, language) for one in checked]
        print(json.dumps(told, ensure_ascii=False))
    else:
        for one in checked:
            _print(one, speak)
    return check_command.exit_code(checked)


def _print(checked: Checked, speak: check_command.Sentence) -> None:
    for line in check_command.lines(checked, speak):
        print(line)
    if not checked.problems:
        print(f"{checked.file}: ok")


def _examined(path: Path, examine: Examine) -> Examined:
    """The workbook, with the files that it reads if they stand beside it."""
    data = _read(path)
    found = examine(path.name, data, attachments={})
    beside = {
        name: _read(place)
        for name in found.missing_files
        if (place := file_beside(path, name)) is not None
    }
    return examine(path.name, data, attachments=beside) if beside else found


def _read(path: Path) -> bytes:
    """At most one byte more than is allowed: a larger file is refused by its length."""
    try:
        if path.is_dir():
            raise UserError(FILE_UNREADABLE, why="folder")
        if not path.is_file():
            raise UserError(FILE_MISSING, file=path.name)
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as refused:
        raise UserError(FILE_UNREADABLE, why="refused") from refused
