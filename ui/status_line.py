"""The line at the foot of the window: who works where, and how the screen looks."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from core.people import Session
from ui import sentences
from ui.look import icons
from ui.preferences import LARGEST, SMALLEST, STEP, Preferences
from ui.widgets.layout import label


class StatusLine(QWidget):
    """Changes preferences and says so; the window rebuilds itself."""

    look_changed = Signal()
    leave = Signal()

    def __init__(self, preferences: Preferences, session: Session | None, units: str) -> None:
        super().__init__()
        self.setObjectName("StatusLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._preferences = preferences
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 3, 8, 3)
        line.setSpacing(2)
        line.addWidget(label(self._who(session, units), "Muted"), 1)
        self._add_controls(line)
        if session is not None:
            out = self._tool(self.tr("Sign out"), self.tr("Lock and sign out (Ctrl+L)"), "lock")
            out.clicked.connect(self.leave)
            line.addWidget(out)

    def _who(self, session: Session | None, units: str) -> str:
        if session is None:
            return self.tr("Works on this computer; nothing is sent anywhere.")
        roles = ", ".join(dict.fromkeys(sentences.word("role", g.role) for g in session.grants))
        return " · ".join(part for part in (session.name, roles, units) if part)

    def _add_controls(self, line: QHBoxLayout) -> None:
        smaller = self._tool("A−", self.tr("Smaller text"))
        larger = self._tool("A+", self.tr("Larger text"))
        size = label(f"{self._preferences.text_size} %", "Muted")
        dark = self._preferences.theme == "dark"
        theme = self._tool(
            self.tr("Light") if dark else self.tr("Dark"),
            self.tr("Light colours") if dark else self.tr("Dark colours"),
            "sun" if dark else "moon",
        )
        # each language is named in itself, so that whoever reads only that one finds it
        english = self._preferences.language == "en"
        tongue = self._tool("中文" if english else "English", "中文 / English", "language")
        smaller.setEnabled(self._preferences.text_size > SMALLEST)
        larger.setEnabled(self._preferences.text_size < LARGEST)
        smaller.clicked.connect(self._on_smaller)
        larger.clicked.connect(self._on_larger)
        theme.clicked.connect(self._on_theme)
        tongue.clicked.connect(self._on_language)
        for widget in (smaller, size, larger, theme, tongue):
            line.addWidget(widget)

    def _tool(self, text: str, name: str, sign: str = "") -> QToolButton:
        tool = QToolButton()
        tool.setText(text)
        tool.setToolTip(name)
        tool.setAccessibleName(name)
        tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if sign:
            tool.setIcon(icons.icon(sign))
            side = self.fontMetrics().height() - 2
            tool.setIconSize(QSize(side, side))
            tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return tool

    def _on_smaller(self) -> None:
        self._resize(-STEP)

    def _on_larger(self) -> None:
        self._resize(STEP)

    def _resize(self, by: int) -> None:
        self._preferences.text_size += by
        self.look_changed.emit()

    def _on_theme(self) -> None:
        self._preferences.theme = "light" if self._preferences.theme == "dark" else "dark"
        self.look_changed.emit()

    def _on_language(self) -> None:
        self._preferences.language = "zh" if self._preferences.language == "en" else "en"
        self.look_changed.emit()
