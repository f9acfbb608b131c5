"""Says in words what keeps Qt from starting, before Qt itself would abort the process.

Imports no Qt. Qt names a wrong library for most missing ones and calls abort(), which Python cannot
catch; so the loader is asked first.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import MutableMapping
from pathlib import Path

EXIT_CANNOT_START = 3
OFFSCREEN = "offscreen"
NO_SCREEN = "none"

PACKAGES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

NO_SCREEN_TEXT = (
    "No display: DISPLAY and WAYLAND_DISPLAY are unset or cannot be opened.\n"
    "没有可用的图形界面。\n"
    "Start the program inside a desktop session, or run a command that needs no display:\n"
    "请在桌面环境中启动，或执行无需图形界面的命令：\n"
    "  python main.py tour --out FOLDER\n"
)


def problem(allow_offscreen: bool) -> str | None:
    """None when Qt can start, else the text for the person, in both languages.

    With `allow_offscreen`, a machine without a display gets QT_QPA_PLATFORM=offscreen.
    """
    if importlib.util.find_spec("PySide6") is None:
        return "PySide6 is not installed / 未安装 PySide6:\n  python3 dev.py setup\n"
    if not sys.platform.startswith("linux"):
        return None
    platform = choose_platform(os.environ, allow_offscreen)
    if platform == NO_SCREEN:
        return NO_SCREEN_TEXT
    missing = missing_libraries(qt_files(platform))
    return explanation(missing) if missing else None


def choose_platform(environ: MutableMapping[str, str], allow_offscreen: bool) -> str:
    """The Qt platform that will be used on Linux, or NO_SCREEN; may set offscreen in `environ`."""
    asked = re.split("[:;]", environ.get("QT_QPA_PLATFORM", ""))[0]
    if asked:
        return asked
    if environ.get("WAYLAND_DISPLAY"):
        return "wayland"
    if environ.get("DISPLAY") and display_opens():
        return "xcb"
    if not allow_offscreen:
        return NO_SCREEN
    environ["QT_QPA_PLATFORM"] = OFFSCREEN
    return OFFSCREEN


def display_opens() -> bool:
    """Whether the X server that DISPLAY names answers: a dead one makes Qt abort."""
    if not loads("libxcb.so.1"):
        return True  # the missing library is named afterwards, with its package
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed


def loads(library: str) -> bool:
    """Whether the loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def qt_files(platform: str) -> list[Path]:
    """The library files Qt loads first on this platform, as far as they are there."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        return []
    home = Path(next(iter(spec.submodule_search_locations)))
    plugin = home / "Qt" / "plugins" / "platforms" / f"libq{platform}.so"
    return [file for file in (home / "QtWidgets.abi3.so", plugin) if file.exists()]


def missing_libraries(files: list[Path]) -> list[str]:
    """Names of the shared libraries without which one of `files` does not load, sorted."""
    missing: set[str] = set()
    for file in files:
        try:
            ctypes.CDLL(str(file))
        except OSError as error:
            # inside a PyInstaller bundle ctypes raises its own text; the loader's is the context
            text = str(error.__context__ or error)
            missing |= set(re.findall(r"^(lib[\w.+-]+\.so[.\d]*):", text))
            missing |= unresolved(file)
    return sorted(missing)


def unresolved(file: Path) -> set[str]:
    """All libraries that `ldd` does not find for a file; empty where ldd is absent."""
    try:
        listing = subprocess.run(["ldd", file], capture_output=True, text=True, check=False).stdout
    except OSError:
        return set()
    return {line.split()[0] for line in listing.splitlines() if "not found" in line}


def explanation(missing: list[str]) -> str:
    """What to tell the person about missing libraries, with the command that brings them."""
    packages = sorted({PACKAGES.get(library, library) for library in missing})
    names = "\n  ".join(missing)
    return (
        f"Qt cannot start, system libraries are missing / 缺少系统库，程序无法启动:\n  {names}\n"
        "On Debian or Ubuntu run / 请执行:\n"
        f"  sudo apt-get install -y --no-install-recommends {' '.join(packages)}\n"
    )
