"""What keeps Qt from starting is said in words, with the command that mends it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ui import preflight

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


def test_an_asked_platform_is_kept():
    environ = {"QT_QPA_PLATFORM": "offscreen:fontdb", "DISPLAY": ":0"}
    assert preflight.choose_platform(environ, allow_offscreen=False) == "offscreen"
    assert environ["QT_QPA_PLATFORM"] == "offscreen:fontdb"


def test_wayland_goes_before_x():
    environ = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert preflight.choose_platform(environ, allow_offscreen=False) == "wayland"


def test_a_machine_without_a_display_is_told_so_unless_a_command_needs_none():
    environ: dict[str, str] = {}
    assert preflight.choose_platform(environ, allow_offscreen=False) == preflight.NO_SCREEN
    assert environ == {}
    assert preflight.choose_platform(environ, allow_offscreen=True) == "offscreen"
    assert environ == {"QT_QPA_PLATFORM": "offscreen"}


@on_linux
def test_a_dead_display_does_not_count(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":987")
    if not preflight.loads("libxcb.so.1"):
        pytest.skip("not installed: libxcb.so.1")
    environ = {"DISPLAY": ":987"}
    assert preflight.choose_platform(environ, allow_offscreen=False) == preflight.NO_SCREEN


@on_linux
def test_no_display_is_explained_in_both_languages(monkeypatch):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    text = preflight.problem(allow_offscreen=False)
    assert text is not None
    assert "No display" in text
    assert "没有可用的图形界面" in text


@on_linux
def test_nothing_keeps_qt_from_starting_offscreen(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert preflight.qt_files("offscreen")
    assert preflight.problem(allow_offscreen=False) is None


@on_linux
def test_every_library_that_is_not_there_is_named_with_its_package(tmp_path):
    if shutil.which("gcc") is None:
        pytest.skip("not installed: gcc")
    plugin = library_that_needs(tmp_path, "libxcb-absent.so.7", "libgone.so.1")
    assert preflight.missing_libraries([plugin]) == ["libgone.so.1", "libxcb-absent.so.7"]


def library_that_needs(folder: Path, *names: str) -> Path:
    """A real shared library whose dependencies were deleted after it was linked."""
    source = folder / "empty.c"
    source.write_text("")
    needed = [folder / name for name in names]
    for name, file in zip(names, needed, strict=True):
        build(source, file, f"-Wl,-soname,{name}")
    plugin = folder / "libqtest.so"
    build(source, plugin, "-Wl,--no-as-needed", *map(str, needed))
    for file in needed:
        file.unlink()
    return plugin


def build(source: Path, target: Path, *options: str) -> None:
    command = ["gcc", "-shared", "-fPIC", "-o", target, source, *options]
    subprocess.run(command, check=True)


def test_the_command_names_each_package_once():
    text = preflight.explanation(["libglib-2.0.so.0", "libgthread-2.0.so.0", "libxcb-icccm.so.4"])
    command = text.splitlines()[-1].split()
    assert command[-2:] == ["libglib2.0-0", "libxcb-icccm4"]
    assert command[0] == "sudo"


def test_a_library_without_a_known_package_is_named_itself():
    assert preflight.explanation(["libnew.so.9"]).rstrip().endswith(" libnew.so.9")


def test_dev_and_preflight_name_the_same_packages():
    import dev

    for library, package in (dev.LIBRARIES | dev.SCREEN_LIBRARIES).items():
        assert preflight.PACKAGES[library] == package
