"""The verdict in words and figures."""

from __future__ import annotations

from core.quality.verdict import EXCEEDED, SHOWN, Verdict
from ui.review import words
from ui.widgets.layout import Card, label
from ui.widgets.marks import FindingLine

TONES = {SHOWN: "ok", EXCEEDED: "bad"}


class VerdictCard(Card):
    """What the checked fields show about the batch's error rate."""

    def __init__(self) -> None:
        super().__init__()
        self.body.addWidget(label(self.tr("What the checked fields show"), "Heading"))
        self._headline = FindingLine()
        self._explanation = label("", "Muted", wrap=True)
        self._advice = label("", wrap=True)
        for part in (self._headline, self._explanation, self._advice):
            self.body.addWidget(part)

    def show_verdict(self, verdict: Verdict, level: int, *, decides: bool) -> None:
        """Say the verdict; advice only where a decision is due."""
        self._headline.say(words.headline(verdict), TONES.get(verdict.shown, "warn"))
        self._explanation.setText("\n".join(words.explanation(verdict)))
        self._advice.setText(words.advice(verdict, level))
        self._advice.setVisible(decides)

    @property
    def text(self) -> str:
        """Everything that is said."""
        parts = [self._headline.sentence, self._explanation.text()]
        if self._advice.isVisibleTo(self):
            parts.append(self._advice.text())
        return "\n".join(parts)
