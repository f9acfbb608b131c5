"""One sentence over the page: what went wrong outside a field, or that something succeeded."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from ui.look import icons, tokens
from ui.widgets.marks import SIGNS, announce, set_tone

GOOD_NEWS_MS = 6000


class Banner(QFrame):
    """Takes no focus and covers nothing; good news leaves by itself, bad news is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Banner")
        self._sign, self._text = QLabel(), QLabel()
        self._text.setWordWrap(True)
        self._close = QPushButton(self.tr("Close"))
        self._close.setObjectName("Link")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the cursor away
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 8, 6)
        line.addWidget(self._sign)
        line.addWidget(self._text, 1)
        line.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._close.clicked.connect(self.hide)
        self.hide()

    def say(self, sentence: str, tone: str = "bad") -> None:
        """Show a sentence; tone is ok, warn or bad."""
        shades = tokens.current()
        colour = {"ok": shades.ok, "warn": shades.warn, "bad": shades.bad}.get(tone, shades.muted)
        self._sign.setPixmap(icons.pixmap(SIGNS.get(tone, "info"), colour, 18))
        self._text.setText(sentence)
        set_tone(self, tone)
        self.show()
        announce(self, sentence)
        self._timer.stop()
        if tone == "ok":
            self._timer.start(GOOD_NEWS_MS)

    def closable(self, wanted: bool) -> None:
        """Whether the banner can be closed by hand."""
        self._close.setVisible(wanted)

    @property
    def sentence(self) -> str:
        """What is shown now, or ""."""
        return "" if self.isHidden() else self._text.text()
