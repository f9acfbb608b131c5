#!/usr/bin/env python3
"""Sets up the environment from the hash-locked requirements, then runs a job. No dependencies.

python3 dev.py run [args]    the program on a demo project (without a screen: the tour, as files)
python3 dev.py test [args]   the tests
python3 dev.py check         linters, types, layers
python3 dev.py prove [args]  all tests at full counts, outside programs, benchmarks
python3 dev.py pictures DIR  a picture of each main page in both languages
python3 dev.py setup         environment and fonts only
python3 dev.py fonts         the fonts only
python3 dev.py i18n          collect the strings of ui/ and compile the translation
python3 dev.py lock          write requirements*.txt again
python3 dev.py build         the stand-alone program in dist/
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python reads this file before it fails
    sys.exit(f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}")

ROOT = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
VENV = Path(os.environ.get("DEV_VENV", ROOT / ".venv"))
PY = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "twinkey"
FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
PIP = ("-m", "pip", "--disable-pip-version-check")
LOCKED = ("install", "-qq", "--require-hashes", "--no-deps", "--only-binary", ":all:")
LANES = (  # the longest first; one after the other they take twice as long
    ("tests/ui",),
    ("tests/journeys",),
    ("tests/core", "tests/architecture"),
    ("tests/storage", "tests/conformance"),
)
# what the wheel of Qt does not bring and a bare Debian 12 does not have
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
SCREEN_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def run(args: list[str]) -> int:
    """Open the demo project, or drive the tour where there is no screen."""
    screen = has_screen()
    prepare_system(screen)
    setup(dev=False)
    fonts()
    if args and not args[0].startswith("-"):
        return program(args)
    if screen:
        return program(["demo", *args])
    if not any(arg.startswith("--out") for arg in args):
        args = ["--out", str(ROOT / "out" / "tour"), *args]
        print(f"+ results go to {args[1]}", flush=True)
    print("+ no display: the whole job is done without one, by key presses", flush=True)
    return program(["tour", *args], screenless())


def test(args: list[str]) -> int:
    """Run the tests without a screen: all of them side by side, or just what is named."""
    prepare_tests()
    return call(PY, "-m", "pytest", *args, env=screenless()) if args else side_by_side(screenless())


def side_by_side(env: dict[str, str], *options: str) -> int:
    """Run all tests, each lane in a process of its own, and show what it said at its end."""

    def lane(folders: tuple[str, ...]) -> int:
        command = [str(PY), "-m", "pytest", *options, *folders]
        told = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        ended = subprocess.run(command, cwd=ROOT, env=env, text=True, errors="replace", **told)  # type: ignore[call-overload]
        print(f"+ pytest {' '.join(folders)}\n{ended.stdout}", flush=True)
        return int(ended.returncode)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return max(pool.map(lane, LANES))


def check(args: list[str]) -> int:
    """Run every linter, also after one has failed."""
    setup(dev=True)
    return max(
        call(PY, "-m", "ruff", "check", "."),
        call(PY, "-m", "ruff", "format", "--check", "."),
        call(PY, "-m", "mypy", *args),
        call(PY.parent / "lint-imports"),
    )


def prove(args: list[str]) -> int:
    """Run all tests at full counts with outside programs, then every benchmark."""
    prepare_tests()
    env = screenless(TWINKEY_PROVE="1", HYPOTHESIS_PROFILE="prove")
    limit = "--timeout=1800"
    results = [
        call(PY, "-m", "pytest", limit, *args, env=env) if args else side_by_side(env, limit)
    ]
    for benchmark in sorted((ROOT / "benchmarks").glob("[!_]*.py")):
        print(f"+ {benchmark.relative_to(ROOT)}", flush=True)
        results.append(call(PY, benchmark, env=dict(env, PYTHONPATH=str(ROOT))))
    return max(results)


def pictures(args: list[str]) -> int:
    """Save a picture of each main page in both languages."""
    prepare_system(screen=False)
    setup(dev=False)
    fonts()
    folder = next((a for a in args if not a.startswith("-")), str(ROOT / "out" / "pictures"))
    return program(["pictures", "--out", folder], screenless())


def i18n(args: list[str]) -> int:
    """Collect the strings of ui/ into the .ts file and compile it to .qm."""
    prepare_system(screen=False)
    setup(dev=True)
    target = ROOT / "resources" / "i18n" / "twinkey_zh_CN.ts"
    target.parent.mkdir(parents=True, exist_ok=True)
    tool = PY.parent
    sources = sorted((ROOT / "ui").rglob("*.py"))
    options = ["-locations", "none", "-no-obsolete"]
    options += ["-source-language", "en", "-target-language", "zh_CN"]
    part = target.with_suffix(".part.qm")
    failed = call(tool / "pyside6-lupdate", *options, *sources, "-ts", target) or call(
        tool / "pyside6-lrelease", target, "-qm", part
    )
    if not failed:
        part.replace(target.with_suffix(".qm"))  # a program that runs has the old one mapped
    return failed


def lock(args: list[str]) -> int:
    """Resolve requirements*.in for every platform; args go to the resolver (such as --upgrade)."""
    with tempfile.TemporaryDirectory() as folder:
        python = throwaway(Path(folder))
        call(python, *PIP, "install", "--quiet", "uv")
        compile_ = [python, "-m", "uv", "pip", "compile", "--quiet", "--universal"]
        compile_ += ["--python-version", "3.11", "--generate-hashes", "--no-annotate"]
        compile_ += ["--no-emit-index-url", "--no-emit-find-links"]
        compile_ += ["--custom-compile-command", "python3 dev.py lock", *args]
        names = ("requirements", "requirements-dev", "requirements-fonts")
        return max(
            call(*compile_, "-o", f"{n}.txt", f"{n}.in", stdout=subprocess.DEVNULL) for n in names
        )


def build(args: list[str]) -> int:
    """Make the stand-alone program."""
    prepare_system(screen=True)
    setup(dev=True)
    fonts()
    return call(PY, "-m", "PyInstaller", "--noconfirm", *args, "pyinstaller.spec")


def setup_only(args: list[str]) -> int:
    """Make the development environment and the fonts."""
    setup(dev=True)
    return fonts_only(args)


def fonts_only(args: list[str]) -> int:
    """Make the fonts."""
    fonts()
    return 0


def prepare_tests() -> None:
    prepare_system(screen=False)
    setup(dev=True)
    fonts()


def program(args: list[str], env: Mapping[str, str] | None = None) -> int:
    return call(PY, ROOT / "main.py", *args, env=env)


def call(*command: object, **options: object) -> int:
    sys.stdout.flush()
    options.setdefault("cwd", ROOT)
    return subprocess.run([str(part) for part in command], **options).returncode  # type: ignore[call-overload]


def has_screen() -> bool:
    if os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def screenless(**more: str) -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", **more}


def prepare_system(screen: bool) -> None:
    """Install the system libraries that Qt needs and that are missing, or name the command."""
    if not sys.platform.startswith("linux"):
        return
    wanted = LIBRARIES | (SCREEN_LIBRARIES if screen else {})
    packages = [package for library, package in wanted.items() if not loads(library)]
    if packages:
        install(packages, "Qt needs system libraries that are missing here.")


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(packages: Iterable[str], why: str) -> None:
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("+ " + " ".join(command), flush=True)
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        call("apt-get", "update", "-qq", env=env)
        if call(*command, env=env, stdout=subprocess.DEVNULL) == 0:
            return
    sys.exit(f"{why} Run:\n  sudo {' '.join(command)}")


def setup(dev: bool) -> None:
    """Make the environment match the lock files; a stamp makes the second call free."""
    run_lock, dev_lock = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
    stamps = {False: VENV / "stamp-run", True: VENV / "stamp-dev"}
    # the development lock holds the run-time one too, so either stamp serves `run`
    if stamped(stamps[True], dev_lock) or (not dev and stamped(stamps[False], run_lock)):
        return
    started = time.monotonic()
    if not PY.exists() or call(PY, "-c", "import pip") != 0:
        make_venv(VENV)
    for stamp in stamps.values():
        stamp.unlink(missing_ok=True)
    wanted = dev_lock if dev else run_lock
    print(f"+ installing {wanted.name}", flush=True)
    if call(PY, *PIP, *LOCKED, "-r", wanted) != 0:
        sys.exit(f"pip could not install {wanted.name}")
    if call(PY, *PIP, "check") != 0:
        sys.exit("the lock files do not fit together: python3 dev.py lock")
    stamps[dev].write_text(fingerprint(wanted))
    print(f"+ {VENV} ready after {time.monotonic() - started:.0f} s", flush=True)


def make_venv(where: Path) -> None:
    print(f"+ making {where}", flush=True)
    command = (sys.executable, "-m", "venv", "--clear", where)
    try:
        import ensurepip  # noqa: F401 - Debian ships it in a package of its own
    except ImportError:
        install(["python3-venv"], "Python's venv is missing here.")
    if call(*command) != 0:
        sys.exit(f"could not make {where}")


def throwaway(folder: Path) -> Path:
    make_venv(folder / "venv")
    return folder / "venv" / PY.relative_to(VENV)


def stamped(stamp: Path, lock_file: Path) -> bool:
    return PY.exists() and stamp.exists() and stamp.read_text() == fingerprint(lock_file)


def fingerprint(*files: Path) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def fonts() -> None:
    """Put the two font files in resources/fonts, building them once per machine."""
    target = ROOT / "resources" / "fonts"
    builder, wanted = target / "build.py", ROOT / "requirements-fonts.txt"
    recipe = hashlib.sha256(builder.read_bytes() + wanted.read_bytes()).hexdigest()[:16]
    kept = Path(os.environ.get("TWINKEY_FONT_CACHE", CACHE / "fonts")) / recipe
    if not all((kept / name).exists() for name in FONTS):
        build_fonts(builder, wanted, kept)
    for name in FONTS:
        if not same_file(kept / name, target / name):
            shutil.copyfile(kept / name, target / name)


def build_fonts(builder: Path, wanted: Path, kept: Path) -> None:
    print("+ building the fonts (about a minute, once)", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        python = throwaway(Path(folder))
        fresh = Path(folder) / "fonts"
        fresh.mkdir()
        if call(python, *PIP, *LOCKED, "-r", wanted) or call(python, builder, fresh):
            sys.exit("the fonts could not be built")
        kept.mkdir(parents=True, exist_ok=True)
        for name in FONTS:
            part = kept / f"{name}.part"
            shutil.copyfile(fresh / name, part)
            part.replace(kept / name)


def same_file(kept: Path, copy: Path) -> bool:
    return copy.exists() and copy.read_bytes() == kept.read_bytes()


JOBS = {
    "run": run,
    "test": test,
    "check": check,
    "prove": prove,
    "pictures": pictures,
    "setup": setup_only,
    "fonts": fonts_only,
    "i18n": i18n,
    "lock": lock,
    "build": build,
}


def main(argv: list[str]) -> int:
    job = JOBS.get(argv[0]) if argv else None
    if job is None:
        print(__doc__)
        return 2
    return job(argv[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
