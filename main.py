"""Twinkey: reads the arguments, joins the parts, and opens the window or runs a command.

The only file that knows both ui and storage. Kept cheap to import: Qt comes with the command.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.version import APP_NAME, __version__
from ui import preflight

if TYPE_CHECKING:
    from core.people import Session
    from core.ports import Ports
    from core.ports.gate import Gate
    from core.services.desk import Desk
    from storage.form_import import FormImporter

ROOT = Path(__file__).resolve().parent
FORMS = ROOT / "resources" / "forms"
FONTS = ROOT / "resources" / "fonts"
CONVERT_CHILD = "--convert-form"


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit status of the process."""
    given = sys.argv[1:] if argv is None else argv
    if given[:1] == [CONVERT_CHILD]:
        from storage.form_import import run_child

        return run_child(given[1:])
    arguments = parser().parse_args(given)
    status: int = arguments.run(arguments)
    return status


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog=APP_NAME.lower(), description="Twinkey 双遍录入")
    top.add_argument("--version", action="version", version=f"{APP_NAME} {__version__}")
    top.set_defaults(run=open_window, project=None)
    commands = top.add_subparsers(metavar="COMMAND")

    opened = commands.add_parser("open", help="open the window on a project folder")
    opened.add_argument("project", nargs="?", type=Path)
    opened.set_defaults(run=open_window)

    demo = commands.add_parser("demo", help="open the window on a fresh demonstration project")
    demo.add_argument("--project", type=Path)
    demo.set_defaults(run=open_demo)

    tour = commands.add_parser(
        "tour", help="the main job end to end, by key events, results as files"
    )
    tour.add_argument("--out", type=Path, required=True)
    tour.add_argument(
        "--form", type=Path, help="an XLSForm workbook (default: the branch questionnaire)"
    )
    tour.add_argument("--answers", type=Path, help="CSV of the true answers, one row a sheet")
    tour.add_argument("--sheets", type=int, default=20)
    tour.add_argument("--seed", type=int, default=1)
    tour.set_defaults(run=run_tour)

    pictures = commands.add_parser("pictures", help="save a picture of every main page")
    pictures.add_argument("--out", type=Path, required=True)
    pictures.set_defaults(run=take_pictures)

    verify = commands.add_parser(
        "verify", help="check journal, signatures, projections, attachments"
    )
    verify.add_argument("project", type=Path)
    verify.add_argument("--login", default="admin")
    verify.add_argument(
        "--password-file", help="else the environment variable TWINKEY_PASSWORD or a prompt"
    )
    verify.set_defaults(run=run_verify)

    form = commands.add_parser("form", help="work on XLSForm workbooks").add_subparsers(
        required=True
    )
    check = form.add_parser("check", help="say what is wrong with workbooks and how to mend it")
    check.add_argument("files", nargs="+")
    check.add_argument("--json", action="store_true")
    check.add_argument("--language", choices=("zh", "en"), default="en")
    check.set_defaults(run=run_form_check)
    return top
