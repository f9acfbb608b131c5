"""Who takes which post of a batch: eligible people counted, named and ticked, faults under each post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.people import Person, Post
from core.services.batches import PostProblem
from core.values import PersonId
from ui.batches import words
from ui.widgets.check_list import CheckList
from ui.widgets.layout import label
from ui.widgets.marks import FindingLine

ROWS_SHOWN = 4
ORDINARY_DIGIT = 8.5
"""Pixels of a digit up to which the columns of this page fit side by side in the smallest window."""


def columns(widget: QWidget, at_most: int) -> int:
    """How many columns go side by side at this text size; all of them at the ordinary one."""
    share = ORDINARY_DIGIT / widget.fontMetrics().horizontalAdvance("0")
    return max(1, min(at_most, int(at_most * share)))


class PostBox(QWidget):
    """One post: its name, how many may take it, their names to tick."""

    def __init__(self, post: Post) -> None:
        super().__init__()
        self.post = post
        self._title, self._count = label("", "Number", wrap=True), label("", "Muted")
        self.people = CheckList("")
        self.people.setFixedHeight(self.people.fontMetrics().height() * 2 * ROWS_SHOWN)
        self._finding = FindingLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self._title, self._count, self.people, self._finding):
            layout.addWidget(part)
        layout.addStretch(1)

    def offer(self, eligible: Sequence[Person], is_visit: bool) -> None:
        """Show who may take the post."""
        name = words.post_name(self.post, is_visit=is_visit)
        self._title.setText(name)
        self._count.setText(self.tr("{n} may take it").format(n=len(eligible)))
        self.people.setAccessibleName(name)
        self.people.offer([(person.name, person.id) for person in eligible])

    def say(self, sentences: Sequence[str], tone: str) -> None:
        """Show what is wrong with this post, or still to be done; nothing if nothing is."""
        self._finding.say("\n".join(dict.fromkeys(sentences)), tone)

    @property
    def sentence(self) -> str:
        """What is shown under the list."""
        return self._finding.sentence


class PostsView(QWidget):
    """All posts of a batch side by side."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes = {post: PostBox(post) for post in Post}
        self._names: dict[str, str] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        across = columns(self, len(self.boxes))
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // across, place % across)
            grid.setColumnStretch(place % across, 1)
            box.people.ticked.connect(self.changed)

    def offer(self, eligible: Mapping[Post, Sequence[Person]], is_visit: bool) -> None:
        """Show who may take each post; a visit is keyed once, so it has no second pass."""
        self._names = {p.id: p.name for people in eligible.values() for p in people}
        for post, box in self.boxes.items():
            box.offer(eligible.get(post, ()), is_visit)
            box.setVisible(post in eligible)

    def posts(self) -> dict[Post, tuple[PersonId, ...]]:
        """The people ticked for each post that is shown."""
        return {
            post: tuple(PersonId(value) for value in box.people.values())
            for post, box in self.boxes.items()
            if box.isVisibleTo(self)
        }

    def show_problems(self, problems: Sequence[PostProblem]) -> None:
        """Put each problem under its post, in the tone of its weight."""
        for post, box in self.boxes.items():
            here = [problem for problem in problems if problem.post is post]
            said = [words.post_sentence(problem, self._names) for problem in here]
            box.say(said, "warn" if all(map(words.only_warns, here)) else "bad")
