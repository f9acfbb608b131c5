"""Any bytes in place of the program's own files are refused with a code, never with a traceback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import TwinkeyError
from storage.attempts import Attempts
from tests.storage.projects import PASSWORD, founded, gate_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a closed project, to be copied and broken."""
    project = founded(tmp_path_factory.mktemp("whole") / "p")
    project.gate.close()
    return project.folder


def refusal(folder: Path) -> str:
    """The code with which a folder is refused, or "" where it opens."""
    clock = count(0, 1000)
    gate = gate_of(folder, attempts=Attempts(folder, lambda: next(clock)))
    try:
        gate.people()
        gate.open("admin", PASSWORD)
    except TwinkeyError as error:
        return error.code
    finally:
        gate.close()
    return ""


def broken(whole: Path, tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes) -> Path:
    folder = tmp_path_factory.mktemp("broken") / "p"
    shutil.copytree(whole, folder)
    (folder / name).write_bytes(data)
    return folder


@given(data=st.binary(max_size=300))
def test_any_bytes_as_slots(whole, tmp_path_factory, data):
    assert refusal(broken(whole, tmp_path_factory, "slots.json", data)) == "DAMAGED"


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield at
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(item, (*at, key))


def put(value: Any, at: tuple[Any, ...], new: Any) -> Any:
    if not at:
        return new
    copy = value.copy()
    copy[at[0]] = put(value[at[0]], at[1:], new)
    return copy


@given(data=st.data())
def test_any_value_in_any_place_of_the_slots(whole, tmp_path_factory, data):
    slots = json.loads((whole / "slots.json").read_bytes())
    at = data.draw(st.sampled_from(sorted(places(slots), key=repr)))
    changed = json.dumps(put(slots, at, data.draw(JSON))).encode()
    code = refusal(broken(whole, tmp_path_factory, "slots.json", changed))
    assert code in {"", "DAMAGED", "WRONG_PASSWORD", "NEWER_VERSION", "WRONG_KEY"}


@given(data=st.binary(max_size=20_000))
def test_any_bytes_as_database(whole, tmp_path_factory, data):
    code = refusal(broken(whole, tmp_path_factory, "project.db", data))
    assert code in {"DAMAGED", "WRONG_KEY", "PLAINTEXT_DATABASE"}


@given(data=st.data())
def test_any_page_of_the_database_overwritten(whole, tmp_path_factory, data):
    content = bytearray((whole / "project.db").read_bytes())
    place = data.draw(st.integers(0, len(content) - 64))
    content[place : place + 64] = data.draw(st.binary(min_size=64, max_size=64))
    code = refusal(broken(whole, tmp_path_factory, "project.db", bytes(content)))
    assert code in {"", "DAMAGED", "WRONG_KEY"}


@pytest.mark.parametrize("name", ["project.db-wal", "attempts.json", "lock"])
@given(data=st.binary(max_size=500))
def test_any_bytes_as_files_that_need_not_be_there(whole, tmp_path_factory, name, data):
    assert refusal(broken(whole, tmp_path_factory, name, data)) in {"", "TRY_LATER"}


@given(login=st.text(max_size=30), password=st.text(max_size=30))
def test_any_name_and_password(whole, login, password):
    clock = count(0, 1000)
    gate = gate_of(whole, attempts=Attempts(whole, lambda: next(clock)))
    with pytest.raises(TwinkeyError):
        gate.open(login, password)
    gate.close()
