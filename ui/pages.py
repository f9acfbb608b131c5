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
    under: str = ""
    """The page in the navigation that it belongs to, where it is not there itself."""

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


def _feedback(tools: Tools) -> Page:
    from ui.feedback.my_page import MyKeyingPage

    return MyKeyingPage(tools)


def _team(tools: Tools) -> Page:
    from ui.feedback.team_page import TeamPage

    return TeamPage(tools)


def _keying(tools: Tools) -> Page:
    from ui.keying.page import KeyingPage

    return KeyingPage(tools, tools.desk.work)


def _keys(tools: Tools) -> Page:
    from ui.keying.keys_page import KeysPage

    return KeysPage(tools)


def _guide(tools: Tools) -> Page:
    from ui.guide.page import GuidePage

    return GuidePage(tools)


def _adjudication(tools: Tools) -> Page:
    from ui.adjudication.page import AdjudicationPage

    return AdjudicationPage(tools)


def _batches(tools: Tools) -> Page:
    from ui.batches.list_page import BatchesPage

    return BatchesPage(tools)


def _batch(tools: Tools) -> Page:
    from ui.batches.batch_page import BatchPage

    return BatchPage(tools)


def _sheet(tools: Tools) -> Page:
    from ui.batches.sheet_page import SheetPage

    return SheetPage(tools)


def _scans(tools: Tools) -> Page:
    from ui.scans.page import ScansPage

    return ScansPage(tools)


def _open_batch(tools: Tools) -> Page:
    from ui.batches.open_page import OpenBatchPage

    return OpenBatchPage(tools)


def _recheck(tools: Tools) -> Page:
    from ui.recheck.page import RecheckPage

    return RecheckPage(tools)


def _review(tools: Tools) -> Page:
    from ui.review.page import ReviewPage

    return ReviewPage(tools)


def _visits(tools: Tools) -> Page:
    from ui.visits.list_page import VisitsPage

    return VisitsPage(tools)


def _visit(tools: Tools) -> Page:
    from ui.visits.visit_page import VisitPage

    return VisitPage(tools)


def _reports(tools: Tools) -> Page:
    from ui.reports.page import ReportsPage

    return ReportsPage(tools)


def _journal(tools: Tools) -> Page:
    from ui.journal.page import JournalPage

    return JournalPage(tools)


def _privacy(tools: Tools) -> Page:
    from ui.privacy.page import PrivacyPage

    return PrivacyPage(tools)


def _units(tools: Tools) -> Page:
    from ui.administration.units_page import UnitsPage

    return UnitsPage(tools)


def _people(tools: Tools) -> Page:
    from ui.administration.people_page import PeoplePage

    return PeoplePage(tools)


def _account(tools: Tools) -> Page:
    from ui.administration.account_page import AccountPage

    return AccountPage(tools)


def _forms(tools: Tools) -> Page:
    from ui.administration.forms_page import FormsPage

    return FormsPage(tools)


def _settings(tools: Tools) -> Page:
    from ui.administration.settings_page import SettingsPage

    return SettingsPage(tools)


def _devices(tools: Tools) -> Page:
    from ui.administration.devices_page import DevicesPage

    return DevicesPage(tools)


def _backup(tools: Tools) -> Page:
    from ui.administration.backup_page import BackupPage

    return BackupPage(tools)


def _preferences(tools: Tools) -> Page:
    from ui.preferences_page import PreferencesPage

    return PreferencesPage(tools)


DESK = one_of(Role.LEADER, Role.QUALITY)
REPORTERS = one_of(Role.LEADER, Role.QUALITY, Role.MANAGER)
AUDITORS = one_of(Role.LEADER, Role.QUALITY, Role.ADMIN)
VISITS = one_of(Role.SHOPPER, Role.QUALITY)
CLERKS = one_of(Role.CLERK)
SHOPPERS = one_of(Role.SHOPPER)
ADMINS = one_of(Role.ADMIN)

PAGES: tuple[PageEntry, ...] = (
    PageEntry("work", QT_TRANSLATE_NOOP("Pages", "My work"), "work", _work, anybody),
    PageEntry(
        "keying",
        QT_TRANSLATE_NOOP("Pages", "Keying"),
        "keying",
        _keying,
        anybody,
        False,
        "work",
    ),
    PageEntry(
        "guide", QT_TRANSLATE_NOOP("Pages", "First steps"), "keying", _guide, anybody, False, "work"
    ),
    PageEntry(
        "keys",
        QT_TRANSLATE_NOOP("Pages", "Keys"),
        "keying",
        _keys,
        anybody,
        False,
        "preferences",
    ),
    PageEntry(  # a clerk who rules comes there from the work list; for leaders it stands beside it
        "adjudication",
        QT_TRANSLATE_NOOP("Pages", "Differences"),
        "differences",
        _adjudication,
        CLERKS,
        False,
        "work",
    ),
    PageEntry(
        "adjudication",
        QT_TRANSLATE_NOOP("Pages", "Differences"),
        "differences",
        _adjudication,
        DESK,
    ),
    PageEntry("feedback", QT_TRANSLATE_NOOP("Pages", "My keying"), "keying", _feedback, CLERKS),
    PageEntry("recheck", QT_TRANSLATE_NOOP("Pages", "Recheck"), "recheck", _recheck, DESK),
    PageEntry("review", QT_TRANSLATE_NOOP("Pages", "Review"), "review", _review, DESK),
    PageEntry("visits", QT_TRANSLATE_NOOP("Pages", "Visits"), "visits", _visits, VISITS),
    PageEntry(
        "visit",
        QT_TRANSLATE_NOOP("Pages", "Visit"),
        "visits",
        _visit,
        SHOPPERS,
        False,
        "visits",
    ),
    PageEntry("batches", QT_TRANSLATE_NOOP("Pages", "Batches"), "batches", _batches, anybody),
    PageEntry(
        "batch",
        QT_TRANSLATE_NOOP("Pages", "Batch"),
        "batches",
        _batch,
        anybody,
        False,
        "batches",
    ),
    PageEntry(
        "sheet",
        QT_TRANSLATE_NOOP("Pages", "Sheet"),
        "batches",
        _sheet,
        DESK,
        False,
        "batches",
    ),
    PageEntry(
        "scans",
        QT_TRANSLATE_NOOP("Pages", "Scans"),
        "batches",
        _scans,
        DESK,
        False,
        "batches",
    ),
    PageEntry(
        "open_batch",
        QT_TRANSLATE_NOOP("Pages", "Open a batch"),
        "batches",
        _open_batch,
        DESK,
        False,
        "batches",
    ),
    PageEntry("team", QT_TRANSLATE_NOOP("Pages", "Team"), "people", _team, DESK),
    PageEntry("reports", QT_TRANSLATE_NOOP("Pages", "Reports"), "reports", _reports, REPORTERS),
    PageEntry("journal", QT_TRANSLATE_NOOP("Pages", "Journal"), "journal", _journal, AUDITORS),
    PageEntry(
        "privacy",
        QT_TRANSLATE_NOOP("Pages", "Personal data"),
        "lock",
        _privacy,
        one_of(Role.QUALITY),
    ),
    PageEntry("units", QT_TRANSLATE_NOOP("Pages", "Units"), "units", _units, ADMINS),
    PageEntry("people", QT_TRANSLATE_NOOP("Pages", "People"), "people", _people, AUDITORS),
    PageEntry("forms", QT_TRANSLATE_NOOP("Pages", "Forms"), "forms", _forms, ADMINS),
    PageEntry("settings", QT_TRANSLATE_NOOP("Pages", "Settings"), "settings", _settings, ADMINS),
    PageEntry("devices", QT_TRANSLATE_NOOP("Pages", "Devices"), "key", _devices, ADMINS),
    PageEntry("backup", QT_TRANSLATE_NOOP("Pages", "Backup"), "done", _backup, ADMINS),
    PageEntry("account", QT_TRANSLATE_NOOP("Pages", "My account"), "key", _account, anybody),
    PageEntry(
        "preferences",
        QT_TRANSLATE_NOOP("Pages", "Preferences"),
        "settings",
        _preferences,
        anybody,
    ),
)
