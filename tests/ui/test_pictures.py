"""Pictures of the pages are taken in both languages, and nothing in them is a box or the same twice."""

from __future__ import annotations

from ui.app import make_application
from ui.pictures import Photographer


def test_each_page_is_pictured_in_both_languages(gate, tmp_path):
    folder = tmp_path / "pictures"
    taken = Photographer(make_application([]), gate, folder).take(("clerk1",), ("light",))
    names = {file.stem for file in taken}
    for page in ("sign-in", "work-clerk1", "keying-begin", "keying", "keying-keys", "keying-check"):
        chinese, english = folder / f"{page}-zh-light.png", folder / f"{page}-en-light.png"
        assert {chinese.stem, english.stem} <= names
        assert chinese.read_bytes() != english.read_bytes()
