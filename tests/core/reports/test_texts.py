"""The reports' words: complete in both languages, each in its own."""

from __future__ import annotations

import re
import string

import pytest

from core.reports.texts import TEXTS, named, say
from core.workflow.states import BatchState

CJK = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
LATIN_IN_CHINESE = {"CSAT", "NPS", "CES", "CSI", "SHA", "page", "of"}


def holes(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", TEXTS)
def test_both_languages_say_the_same_in_their_own_script(code):
    chinese, english = TEXTS[code]
    assert chinese.strip()
    assert english.strip()
    if code != "numbered":  # 一 or 1
        assert holes(chinese) == holes(english)
    if "〓" not in english:
        assert not CJK.search(english)
    words = set(LATIN_WORD.findall(re.sub(r"\{\w*\}", "", chinese)))
    assert words <= LATIN_IN_CHINESE


@pytest.mark.parametrize("state", [state.value for state in BatchState])
def test_every_state_of_a_batch_has_a_name(state):
    assert named("zh", "state", state) != state
    assert f"state.{state}" in TEXTS


def test_what_a_newer_program_wrote_is_shown_as_it_is():
    assert named("en", "outcome", "postponed") == "postponed"


def test_an_unknown_text_is_a_mistake():
    with pytest.raises(KeyError):
        say("en", "no.such.text")
