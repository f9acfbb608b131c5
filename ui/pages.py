"""The list of pages: one line each, in the order of the navigation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.people import Role, Session
from ui.page import Page, Tools


@dataclass(frozen=True)
class PageEntry:
    """How the window knows a page."""

    name: str
    title: object
    """English source text, marked for the context "Pages"."""
    icon: str
    """resources/icons/<icon>.svg"""
    make: Callable[[Tools], Page]
    visible_for: Callable[[Session], bool]
    in_navigation: bool = True
    """False for pages that are only opened from another one (keying a sheet)."""

    def shown_title(self) -> str:
        """The title in the language on screen."""
        return QCoreApplication.translate("Pages", str(self.title))


def anybody(session: Session) -> bool:
    """For pages without a condition."""
    return True


def one_of(*roles: Role) -> Callable[[Session], bool]:
    """For pages of certain roles."""

    def visible(session: Session) -> bool:
        return any(session.has(role) for role in roles)

    return visible


def _work(tools: Tools) -> Page:
    from ui.keying.work_list import WorkListPage

    return WorkListPage(tools)


def _keying(tools: Tools) -> Page:
    from ui.keying.page import KeyingPage

    return KeyingPage(tools)


def _adjudication(tools: Tools) -> Page:
    from ui.adjudication.page import AdjudicationPage

    return AdjudicationPage(tools)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("work", QT_TRANSLATE_NOOP("Pages", "My work"), "work", _work, anybody),
    PageEntry("keying", QT_TRANSLATE_NOOP("Pages", "Keying"), "keying", _keying, anybody, False),
    PageEntry(
        "adjudication",
        QT_TRANSLATE_NOOP("Pages", "Differences"),
        "differences",
        _adjudication,
        one_of(Role.LEADER, Role.QUALITY),
    ),
)
