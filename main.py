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
    from collections.abc import Callable

    from core.people import Session
    from core.ports import Ports
    from core.services.desk import Desk
    from storage.form_import import FormImporter
    from storage.gate import FolderGate
    from ui.errors import CrashNotes

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

RESOURCES = Path(__file__).resolve().parent / "resources"
WORKBOOKS = ("BSQ-1.xlsx", "MSC-1.xlsx")
FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
CONVERT_CHILD = "--convert-form"
DEMO_SHEETS = 20
DATA_VARIABLE = "TWINKEY_DATA"
EXIT_REFUSED = 1


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
    _window_commands(commands)
    _tour_commands(commands)
    _checking_commands(commands)
    return top


def open_window(arguments: argparse.Namespace) -> int:
    """The window on a project folder: the one named, else the person's own."""
    problem = preflight.problem(allow_offscreen=False)
    if problem:
        print(problem, file=sys.stderr)
        return preflight.EXIT_CANNOT_START
    return _window(arguments.project or data_folder() / "project")


def open_demo(arguments: argparse.Namespace) -> int:
    """The window on a demonstration project made anew."""
    problem = preflight.problem(allow_offscreen=False)
    if problem:
        print(problem, file=sys.stderr)
        return preflight.EXIT_CANNOT_START
    from ui.commands import demo

    folder = arguments.project or data_folder() / "demo" / demo.stamp()

    def made() -> int:
        demo.furnish(gate_on(folder), workbooks())
        return 0

    return attempt(made) or _window(folder)


def run_tour(arguments: argparse.Namespace) -> int:
    """The main job by key events, with its results as files."""
    problem = preflight.problem(allow_offscreen=True)
    if problem:
        print(problem, file=sys.stderr)
        return preflight.EXIT_CANNOT_START
    from ui.commands import tour

    wanted = tour.Wanted(
        arguments.out, arguments.form, arguments.answers, arguments.sheets, arguments.seed
    )
    return attempt(lambda: tour.run(wanted, gate_on, form_importer(), workbooks()))


def take_pictures(arguments: argparse.Namespace) -> int:
    """A picture of every main page in both languages and palettes."""
    problem = preflight.problem(allow_offscreen=True)
    if problem:
        print(problem, file=sys.stderr)
        return preflight.EXIT_CANNOT_START
    from ui.commands import pictures

    return attempt(lambda: pictures.run(arguments.out, gate_on, form_importer(), workbooks()))


def run_verify(arguments: argparse.Namespace) -> int:
    """Whether a project is what its journal says."""
    from storage.verify import verify_project
    from ui.commands import verify

    return attempt(
        lambda: verify.run(
            arguments.project, arguments.login, arguments.password_file, verify_project
        )
    )


def run_backup(arguments: argparse.Namespace) -> int:
    """A checked copy of a project."""
    from storage.backup import backup_project
    from ui.commands import backup

    return backup.run(
        arguments.project, arguments.login, arguments.password_file, arguments.to, backup_project
    )


def run_restore(arguments: argparse.Namespace) -> int:
    """A copy put in the place of a project."""
    from storage.restore import restore_project
    from ui.commands import restore

    return restore.run(
        arguments.project, arguments.copy, arguments.login, arguments.password_file, restore_project
    )


def run_rekey(arguments: argparse.Namespace) -> int:
    """Another key for the database."""
    from ui.commands import rekey

    def change(project: Path, login: str, password: str) -> None:
        gate = gate_on(project)
        try:
            gate.rekey(login, password)
        finally:
            gate.close()

    return rekey.run(arguments.project, arguments.login, arguments.password_file, change)


def run_form_check(arguments: argparse.Namespace) -> int:
    """What is wrong with workbooks."""
    from ui.commands import form_check

    return form_check.run(
        arguments.files, arguments.json, form_importer().examine, arguments.language
    )


def gate_on(folder: Path) -> FolderGate[Desk]:
    """The way into a project folder, with everything a signed-in person needs behind it."""
    from storage.gate import FolderGate

    return FolderGate(folder, make_desk)


def make_desk(session: Session, ports: Ports) -> Desk:
    """Join the services to one person's ports."""
    from core.reports.fonts import FontFiles
    from core.services.desk import build_desk

    fonts = FontFiles(*(str(RESOURCES / "fonts" / name) for name in FONTS))
    return build_desk(session, ports, form_importer(), fonts)


def form_importer() -> FormImporter:
    """The converter of workbooks, with its cache in the person's data folder."""
    from storage.form_import import FormImporter

    return FormImporter(data_folder() / "cache")


def workbooks() -> dict[str, bytes]:
    """The forms that the program brings along, by file name."""
    return {name: (RESOURCES / "forms" / name).read_bytes() for name in WORKBOOKS}


def data_folder() -> Path:
    """Where the person's projects and settings lie."""
    named = os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False)


def attempt(work: Callable[[], int]) -> int:
    """Do the work; a refusal is one sentence on the terminal and EXIT_REFUSED, not a traceback."""
    from core.errors import EnvError, UserError
    from ui.errors import sentence

    try:
        return work()
    except (UserError, EnvError) as error:
        print(f"{error.code}: {sentence(error)}", file=sys.stderr)
        return EXIT_REFUSED


def _window_commands(commands: Commands) -> None:
    opened = commands.add_parser("open", help="open the window on a project folder")
    opened.add_argument("project", nargs="?", type=Path)
    opened.set_defaults(run=open_window)
    demo = commands.add_parser("demo", help="open the window on a fresh demonstration project")
    demo.add_argument("--project", type=Path)
    demo.set_defaults(run=open_demo)


def _tour_commands(commands: Commands) -> None:
    tour = commands.add_parser("tour", help="the main job by key events, with results as files")
    tour.add_argument("--out", type=Path, required=True)
    tour.add_argument("--form", type=Path, help="an XLSForm workbook (default: the questionnaire)")
    tour.add_argument("--answers", type=Path, help="CSV of the true answers, one row a sheet")
    tour.add_argument("--sheets", type=int, default=DEMO_SHEETS)
    tour.add_argument("--seed", type=int, default=1)
    tour.set_defaults(run=run_tour)
    pictures = commands.add_parser("pictures", help="save a picture of every main page")
    pictures.add_argument("--out", type=Path, required=True)
    pictures.set_defaults(run=take_pictures)


def _checking_commands(commands: Commands) -> None:
    _project_command(
        commands, "verify", "check journal, signatures, tables, attachments", run_verify
    )
    _project_command(commands, "rekey", "give the database another key", run_rekey)
    backup = _project_command(commands, "backup", "write a checked copy", run_backup)
    backup.add_argument("--to", type=Path, help="a folder (default: backups/ of the project)")
    restore = _project_command(
        commands, "restore", "put a copy in the project's place", run_restore
    )
    restore.add_argument("copy", nargs="?", default="", help="a copy (default: the newest)")
    form = commands.add_parser("form", help="work on XLSForm workbooks")
    check = form.add_subparsers(required=True).add_parser(
        "check", help="say what is wrong with workbooks and how to mend it"
    )
    check.add_argument("files", nargs="+")
    check.add_argument("--json", action="store_true")
    check.add_argument("--language", choices=("zh", "en"), default="en")
    check.set_defaults(run=run_form_check)


def _project_command(
    commands: Commands, name: str, tells: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=tells)
    command.add_argument("project", type=Path)
    command.add_argument("--login", default="admin")
    command.add_argument("--password-file", help="else TWINKEY_PASSWORD, or a prompt")
    command.set_defaults(run=run)
    return command


def _window(project: Path) -> int:
    from core.errors import EnvError
    from storage.logs import Logs
    from ui.app import make_application, open_window
    from ui.errors import CrashNotes, sentence
    from ui.refusal_window import show_refusal

    application = make_application(sys.argv[:1])
    crashes: CrashNotes = CrashNotes()
    gate = gate_on(project)
    try:
        gate.exists()
        gate.lock()
        window = open_window(application, gate, data_folder(), crashes)
    except EnvError as error:
        print(f"{error.code}: {sentence(error)}", file=sys.stderr)
        show_refusal(application, error)
        return EXIT_REFUSED
    logs = Logs(project / "logs", on_crash=crashes.tell)
    logs.start()
    window.show()
    status = application.exec()
    gate.close()
    logs.stop()
    return status


if __name__ == "__main__":
    sys.exit(main())
