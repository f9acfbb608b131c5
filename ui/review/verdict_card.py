"""The verdict in words and figures."""

from __future__ import annotations

from core.quality.shared_errors import SharedErrors
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
        self._shared, self._advice = label("", "Muted", wrap=True), label("", wrap=True)
        for part in (self._headline, self._explanation, self._shared, self._advice):
            self.body.addWidget(part)

    def show_verdict(self, verdict: Verdict, level: int, *, decides: bool) -> None:
        """Say the verdict; advice only where a decision is due."""
        self._headline.say(words.headline(verdict), TONES.get(verdict.shown, "warn"))
        self._explanation.setText("\n".join(words.explanation(verdict)))
        self._advice.setText(words.advice(verdict, level))
        self._advice.setVisible(decides)

    def show_shared(self, found: SharedErrors) -> None:
        """Say what the comparison cannot see: errors that both clerks made alike."""
        said = words.shared(found)
        self._shared.setText(said)
        self._shared.setVisible(bool(said))

    @property
    def text(self) -> str:
        """Everything that is said."""
        parts = [self._headline.sentence, self._explanation.text()]
        if self._shared.isVisibleTo(self):
            parts.append(self._shared.text())
        if self._advice.isVisibleTo(self):
            parts.append(self._advice.text())
        return "\n".join(parts)
