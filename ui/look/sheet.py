"""The style sheet, written once with the names of the tokens in it."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from ui.look.places import RESOURCES
from ui.look.tokens import TABLES, Tokens

SHEET = Template("""
QWidget { color: $ink; }
QMainWindow, #Workspace, #Page, #Door { background: $window; }
QToolTip { background: $raised; color: $ink; border: 1px solid $line; padding: 4px; }
QScrollArea { border: none; background: transparent; }
#Scrolled { background: transparent; }

#Card { background: $surface; border: 1px solid $line; border-radius: 8px; }
#Title { font-size: $title; font-weight: 700; }
#Heading { font-size: $heading; font-weight: 700; }
#Muted { color: $muted; }
#Brand { font-size: $brand; font-weight: 700; color: $accent; }
#Number { color: $muted; font-weight: 700; }
#Mono { font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; }
#Keycap { background: $raised; border: 1px solid $field_edge; border-radius: 4px; padding: 1px 6px; }

#Rail { background: $rail; border: none; }
#RailList { background: $rail; color: $rail_muted; border: none; outline: none; padding: 4px 0; }
#RailList::item { color: $rail_muted; padding: 9px 14px; border-left: 3px solid transparent; }
#RailList::item:hover { color: $rail_ink; }
#RailList::item:selected { background: $rail_chosen; color: $rail_ink; border-left: 3px solid #7cc0f2; }
#RailBrand { color: $rail_ink; font-size: $heading; font-weight: 700; padding: 14px 14px 8px 14px; }

#StatusLine { background: $surface; border-top: 1px solid $line; }
#StatusLine QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 2px 8px;
  background: transparent; }
#StatusLine QToolButton:hover { background: $accent_soft; }
#StatusLine QToolButton:focus { border: 1px solid $accent; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit, QListWidget, QListView, QTreeView {
  background: $surface; border: 1px solid $field_edge; border-radius: 5px; padding: 4px 7px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QListWidget:focus,
QListView:focus, QTreeView:focus { border: 2px solid $accent; padding: 3px 6px; }
QLineEdit:disabled, QLineEdit:read-only { background: $raised; color: $muted; }
QLineEdit[tone="bad"], QPlainTextEdit[tone="bad"] { border: 2px solid $bad; padding: 3px 6px; }
QLineEdit[tone="warn"], QPlainTextEdit[tone="warn"] { border: 2px solid $warn; padding: 3px 6px; }
QLineEdit[closed="true"] { border: 1px dashed $line; background: transparent; }
QLineEdit[closed="true"]:focus { border: 2px solid $accent; background: $surface; }
#Row QLabel:disabled { color: $muted; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; }
QListWidget, QListView, QTreeView { outline: none; }
QListWidget::item { padding: 6px 8px; border-radius: 4px; }
QListWidget::item:selected { background: $accent_soft; color: $chosen_ink; }

QPushButton { background: $surface; border: 1px solid $field_edge; border-radius: 5px; padding: 6px 16px; }
QPushButton:hover { background: $accent_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 15px; }
QPushButton:disabled { color: $muted; border-color: $line; background: $raised; }
QPushButton#Primary { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 700; }
QPushButton#Primary:focus { border: 2px solid $ink; padding: 5px 15px; }
QPushButton#Primary:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton#Danger { color: $bad; border-color: $bad; }
QPushButton#Link { border: none; background: transparent; color: $accent; padding: 4px 6px; }
QPushButton#Link:focus { border: 1px solid $accent; padding: 3px 5px; }
QCheckBox, QRadioButton { spacing: 8px; padding: 2px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: $mark; height: $mark; border: 1px solid $field_edge;
  background: $surface; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: $round; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:checked { image: url("$icons/tick-$theme.svg"); }
QRadioButton::indicator:checked { image: url("$icons/dot-$theme.svg"); }
QComboBox { padding-right: 26px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$icons/down-$theme.svg"); width: $arrow; height: $arrow; }

QTableView { outline: none; background: $surface; alternate-background-color: $stripe; border: 1px solid $line;
  border-radius: 6px; padding: 1px; gridline-color: transparent; selection-background-color: $accent_soft;
  selection-color: $chosen_ink; }
QTableView:focus { border: 2px solid $accent; padding: 0; }
QTableView::item { padding: 5px 8px; border: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $raised; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 6px 11px; font-weight: 700; }
QTableCornerButton::section { background: $raised; border: none; }
QTabBar::tab { padding: 7px 14px; border: none; border-bottom: 3px solid transparent; color: $muted;
  background: transparent; }
QTabBar::tab:selected { color: $ink; border-bottom: 3px solid $accent; font-weight: 700; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QProgressBar { border: none; background: $line; border-radius: 4px; text-align: center; max-height: 8px;
  min-height: 8px; }
QProgressBar#Thin { max-height: 4px; min-height: 4px; border-radius: 2px; }
QProgressBar#Thin::chunk { border-radius: 2px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar::handle:vertical { background: $field_edge; border-radius: 4px; min-height: 28px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle:horizontal { background: $field_edge; border-radius: 4px; min-width: 28px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

#Banner { border-radius: 6px; border: 1px solid $line; background: $raised; }
#Banner[tone="ok"] { background: $ok_soft; border-color: $ok; }
#Banner[tone="warn"] { background: $warn_soft; border-color: $warn; }
#Banner[tone="bad"] { background: $bad_soft; border-color: $bad; }
#Chip { border-radius: 9px; padding: 1px 9px; background: $raised; color: $muted; border: 1px solid $line; }
#Chip[tone="accent"] { background: $accent_soft; color: $chosen_ink; border-color: $accent; }
#Chip[tone="ok"] { background: $ok_soft; color: $ok; border-color: $ok; }
#Chip[tone="warn"] { background: $warn_soft; color: $warn; border-color: $warn; }
#Chip[tone="bad"] { background: $bad_soft; color: $bad; border-color: $bad; }
#Finding[tone="bad"] { color: $bad; }
#Finding[tone="warn"] { color: $warn; }
#Finding[tone="ok"] { color: $ok; }
#Reading { background: $raised; border: 1px solid $field_edge; border-radius: 8px; }
#Here { background: $accent_soft; border: 1px solid $accent; border-radius: 5px; }
#Elsewhere { border: 1px solid transparent; }
#Answer { font-size: $heading; font-weight: 700; }
""")


def style_sheet(tokens: Tokens, points: float) -> str:
    """The style sheet for a table of colours and a body size in points."""
    sizes = {
        "title": f"{points * 1.55:.1f}pt",
        "heading": f"{points * 1.18:.1f}pt",
        "brand": f"{points * 2.2:.1f}pt",
        "mark": f"{round(points * 1.5)}px",
        "round": f"{round(points * 1.5) // 2 + 1}px",
        "arrow": f"{round(points * 1.4)}px",
    }
    theme = next(name for name, table in TABLES.items() if table == tokens)
    icons = (RESOURCES / "icons").as_posix()
    return SHEET.substitute(asdict(tokens), **sizes, icons=icons, theme=theme)
