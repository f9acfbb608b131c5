"""What is inside sealed fields comes out as it went in, however it is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.values import Special
from core.workflow.contents import KeyingContent

NAMES = st.sampled_from(["t", "Q08", "trip[1]/t", "a"])
TEXTS = st.sampled_from(["1", ',"t":[', '"t":[', "]", "\\", "中文"]) | st.text(max_size=8)
CONTENTS = st.builds(
    KeyingContent,
    st.dictionaries(NAMES, TEXTS | st.sampled_from(list(Special))),
    st.dictionaries(NAMES, TEXTS),
    st.dictionaries(NAMES, TEXTS),
    st.lists(st.tuples(NAMES, st.integers(0, 9)), min_size=1).map(tuple),
)


@given(CONTENTS, CONTENTS, st.booleans())
def test_both_readings_are_what_each_alone_is(one, other, is_same):
    if is_same:
        other = KeyingContent(one.answers, one.notes, one.confirmed, other.timings)
    raw = one.to_bytes(), other.to_bytes()
    assert KeyingContent.both_readings(*raw) == tuple(map(KeyingContent.readings, raw))
    first, second = KeyingContent.both_readings(*raw)
    if is_same:
        assert first.answers is second.answers
