"""`form check FILE…`: say what is wrong with workbooks, cell by cell, and how to mend it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from core.errors import FILE_MISSING, UserError
from core.forms import check_command
from core.forms.check_command import Checked
from core.forms.workbook import Examined
from ui.messages_forms import sentence

Examine = Callable[[str, bytes], Examined]


def run(files: Sequence[str], as_json: bool, examine: Examine, language: str) -> int:
    """Print one line per problem, or a JSON list; 1 if any form is unusable."""
    checked = [check_command.check(file, partial(_examine, file, examine)) for file in files]
    speak = partial(sentence, language=language)
    if as_json:
        print(
            json.dumps([check_command.as_json(one, speak) for one in checked], ensure_ascii=False)
        )
    else:
        for one in checked:
            _print(one, speak)
    return check_command.exit_code(checked)


def _print(checked: Checked, speak: check_command.Sentence) -> None:
    for line in check_command.lines(checked, speak):
        print(line)
    if not checked.problems:
        print(f"{checked.file}: ok")


def _examine(file: str, examine: Examine) -> Examined:
    path = Path(file)
    if not path.is_file():
        raise UserError(FILE_MISSING, file=file)
    return examine(path.name, path.read_bytes())
