"""Every colour of the program, light and dark, in one table; contrast is held by a test."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

THEME = "twinkeyTheme"
"""Name of the application property that says which table is in force."""


@dataclass(frozen=True)
class Tokens:
    """One palette; names say what a colour is for, not what it looks like."""

    window: str
    surface: str
    raised: str
    rail: str
    rail_ink: str
    rail_muted: str
    rail_chosen: str
    ink: str
    muted: str
    line: str
    field_edge: str
    accent: str
    on_accent: str
    accent_soft: str
    chosen_ink: str
    stripe: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str


LIGHT = Tokens(
    window="#f3f5f8",
    surface="#ffffff",
    raised="#f8fafc",
    rail="#0f2f47",
    rail_ink="#ffffff",
    rail_muted="#b9cadb",
    rail_chosen="#1d4f74",
    ink="#17212c",
    muted="#566373",
    line="#dce2e9",
    field_edge="#8593a3",
    accent="#0d5f96",
    on_accent="#ffffff",
    accent_soft="#e3eff8",
    chosen_ink="#0b3d61",
    stripe="#f7f9fb",
    ok="#17683c",
    ok_soft="#e2f3e8",
    warn="#7d4b00",
    warn_soft="#fff1d6",
    bad="#b3201d",
    bad_soft="#fdeaea",
)

DARK = Tokens(
    window="#12171d",
    surface="#1a2129",
    raised="#202933",
    rail="#0c1218",
    rail_ink="#ffffff",
    rail_muted="#9fb0c1",
    rail_chosen="#1f4563",
    ink="#e7edf3",
    muted="#a3b1bf",
    line="#303b47",
    field_edge="#6d7d8e",
    accent="#7cc0f2",
    on_accent="#06263c",
    accent_soft="#1b3a53",
    chosen_ink="#d5ebfc",
    stripe="#1e2630",
    ok="#7fd6a2",
    ok_soft="#163625",
    warn="#f2c572",
    warn_soft="#3d2f12",
    bad="#ff9d98",
    bad_soft="#432021",
)

TABLES = {"light": LIGHT, "dark": DARK}


def current() -> Tokens:
    """The table in force."""
    application = QApplication.instance()
    return TABLES.get(str(application.property(THEME)), LIGHT)


def palette(tokens: Tokens) -> QPalette:
    """The Qt palette of a table."""
    made = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.ink,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.stripe,
        role.Text: tokens.ink,
        role.Button: tokens.surface,
        role.ButtonText: tokens.ink,
        role.PlaceholderText: tokens.muted,
        role.Highlight: tokens.accent_soft,
        role.HighlightedText: tokens.chosen_ink,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.ink,
        role.Link: tokens.accent,
        role.Light: tokens.surface,
        role.Mid: tokens.line,
        role.Dark: tokens.field_edge,
    }
    for place, colour in colours.items():
        made.setColor(place, QColor(colour))
    for place in (role.Text, role.ButtonText, role.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, place, QColor(tokens.muted))
    return made
