"""The page's history and the store's replay come to the same, whatever is done and undone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.workflow.drafting import DraftChange, replay
from core.workflow.lines import Line
from ui.keying.history import History

QUESTIONS = ("before", "house[1]/age", "house[2]/age", "house[2]/child[1]/name", "house[3]/age",
             "house[2]/child[2]/name", "house[10]/age", "house[2]/other")  # fmt: skip
LINES = (("house[1]", "age name"), ("house[2]", "age name"), ("house[2]/child[1]", "name"))

changes = st.one_of(
    st.builds(
        DraftChange, st.just("answer"), st.sampled_from(QUESTIONS), st.sampled_from([None, *"123"])
    ),
    st.builds(DraftChange, st.sampled_from(["undo", "undo", "redo"])),
    st.builds(
        lambda question, text: DraftChange("note", question, text=text),
        st.sampled_from(QUESTIONS),
        st.sampled_from(["", "smudged", "torn"]),
    ),
    st.sampled_from([DraftChange("removed", line, text=names) for line, names in LINES]),
)


@given(st.lists(changes, max_size=30))
def test_both_read_the_same_from_the_same_changes(done):
    answers, notes, _ = replay(tuple(done))
    history = History(done)
    assert (history.answers, history.notes) == (answers, notes)


@given(st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from("123")), st.sampled_from(LINES))
def test_a_line_that_is_put_back_stands_as_it_stood(held, line):
    taken = Line(line[0], line[1].split())
    assert taken.made_room(taken.without(held)) | taken.inside(held) == held


def test_the_lines_behind_a_removed_one_move_up_and_nothing_else_does():
    held = {"before": "1", "house[2]/age": "2", "house[10]/age": "3", "house[3]/other": "4"}
    assert Line("house[2]", ["age"]).without(held) == {
        "before": "1", "house[9]/age": "3", "house[3]/other": "4",
    }  # fmt: skip
