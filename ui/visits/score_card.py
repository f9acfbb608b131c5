"""A visit's score 0-100: total, band, sections, and the red lines that cap it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from core.figures.visits import RED_LINE_CAP, SectionScore, VisitScore
from core.forms.model import Form
from ui.look.language import say
from ui.sentences import word
from ui.widgets.layout import Card, label, row
from ui.widgets.marks import Chip, FindingLine

TONES = {"excellent": "ok", "good": "ok", "pass": "warn", "rectify": "bad"}
Parts = tuple[QLabel, QLabel, QProgressBar, QLabel]


class ScoreCard(Card):
    """Follows the answers as they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.total, self.band = label("", "Title"), Chip()
        self._red = FindingLine()
        self._sections = QWidget()
        self._grid = QGridLayout(self._sections)
        self._grid.setContentsMargins(0, 6, 0, 0)
        self._grid.setVerticalSpacing(5)
        self._grid.setHorizontalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._rows: list[Parts] = []
        self.body.addLayout(row(label(self.tr("Score"), "Heading"), 1, self.total, self.band))
        self.body.addWidget(self._red)
        self.body.addWidget(self._sections)

    def show_score(self, form: Form, score: VisitScore) -> None:
        """Show a score with the section names of its form."""
        self.total.setText(points(score.total))
        self.total.setAccessibleName(self.tr("Score: {points}").format(points=points(score.total)))
        self.band.show_state(
            word("band", score.band) if score.band else "", TONES.get(score.band, "")
        )
        self._red.say(self._red_lines(form, score), "bad")
        names = {section.name: say(section.labels) for section in form.sections}
        while len(self._rows) < len(score.sections):
            self._add()
        for place, parts in enumerate(self._rows):
            used = place < len(score.sections)
            for part in parts:
                part.setVisible(used)
            if used:
                self._fill(parts, score.sections[place], names)

    @property
    def sections(self) -> dict[str, str]:
        """What is shown: section -> points."""
        return {
            name.text(): shown.text() for name, *_, shown in self._rows if name.isVisibleTo(self)
        }

    @property
    def red_lines(self) -> str:
        """The sentence about red lines, or ""."""
        return self._red.sentence

    def _red_lines(self, form: Form, score: VisitScore) -> str:
        if not score.red_lines:
            return ""
        numbers = ", ".join(form.by_key[key].number or key for key in score.red_lines)
        capped = score.uncapped is not None and score.uncapped > RED_LINE_CAP
        if capped:
            return self.tr("Red line failed: {questions}. The score is capped at {cap}.").format(
                questions=numbers, cap=RED_LINE_CAP
            )
        return self.tr("Red line failed: {questions}.").format(questions=numbers)

    def _fill(
        self,
        parts: Parts,
        section: SectionScore,
        names: dict[str, str],
    ) -> None:
        name, weight, bar, shown = parts
        title = names.get(section.section) or section.section
        name.setText(title)
        weight.setText(f"× {section.weight:g}")
        weight.setAccessibleName(self.tr("weight {weight}").format(weight=f"{section.weight:g}"))
        weight.setToolTip(weight.accessibleName())
        bar.setValue(round(section.score or 0))
        shown.setText(points(section.score))
        shown.setAccessibleName(f"{title}: {shown.text()}")

    def _add(self) -> None:
        name, weight, bar, shown = label("", wrap=True), label("", "Muted"), QProgressBar(), label()
        bar.setObjectName("Thin")
        bar.setRange(0, 100)
        bar.setTextVisible(False)
        shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        shown.setMinimumWidth(shown.fontMetrics().horizontalAdvance("100.0"))
        number = 2 * len(self._rows)
        parts = (name, weight, bar, shown)
        for column, part in enumerate((name, weight, shown)):
            self._grid.addWidget(part, number, column)
        self._grid.addWidget(bar, number + 1, 0, 1, 3)
        self._rows.append(parts)


def points(value: float | None) -> str:
    """Points to one decimal; a dash where nothing applied."""
    return "–" if value is None else f"{value:.1f}"
