"""Everything a signed-in person can do: the services, joined to one session's ports."""

from __future__ import annotations

from dataclasses import dataclass

from core.people import Session
from core.ports import Ports
from core.ports.backups import Backups
from core.ports.form_store import FormImport
from core.reports.fonts import FontFiles
from core.services.account import Account
from core.services.adjudication import Adjudication
from core.services.batches import Batches
from core.services.difference_lists import DifferenceLists
from core.services.directory import Directory
from core.services.feedback import Feedback
from core.services.handover import Handover
from core.services.journal import Journal
from core.services.keying import Keying
from core.services.loading import Loading
from core.services.lookup import Lookup
from core.services.papers import Papers
from core.services.privacy import Privacy
from core.services.recheck import Recheck
from core.services.reporting import Reporting
from core.services.review import Review
from core.services.scans import Scans
from core.services.serial_lists import SerialLists
from core.services.settings import ProjectSettings
from core.services.sheet_prints import SheetPrints
from core.services.tails import Tails
from core.services.versions import Versions
from core.services.visits import Visits
from core.services.whole_sheets import WholeSheets
from core.services.work import BatchWork


@dataclass(frozen=True)
class Desk:
    """What main.py hands to the window after sign-in."""

    session: Session
    directory: Directory
    batches: Batches
    papers: Papers
    handover: Handover
    tails: Tails
    serial_lists: SerialLists
    keying: Keying
    adjudication: Adjudication
    whole_sheets: WholeSheets
    difference_lists: DifferenceLists
    recheck: Recheck
    review: Review
    visits: Visits
    reporting: Reporting
    journal: Journal
    backups: Backups
    privacy: Privacy
    account: Account
    versions: Versions
    scans: Scans
    lookup: Lookup
    settings: ProjectSettings
    prints: SheetPrints
    work: BatchWork
    feedback: Feedback


def build_desk(session: Session, ports: Ports, form_import: FormImport, fonts: FontFiles) -> Desk:
    """The desk of a person who has just signed in."""
    ledger, vault, clock = ports.ledger, ports.vault, ports.clock
    loading = Loading(ledger, ports.forms)
    directory = Directory(ledger, ports.forms, form_import, ports.enrolment)
    adjudication = Adjudication(ledger, vault, clock, loading)
    keying = Keying(ledger, vault, ports.drafts, clock, loading)
    batches = Batches(ledger, vault, clock, loading, directory)
    lookup = Lookup(ledger)
    return Desk(
        session=session,
        directory=directory,
        batches=batches,
        papers=Papers(ledger, loading, directory),
        serial_lists=SerialLists(ledger, loading, ports.files, clock, fonts),
        tails=Tails(ledger, loading),
        handover=Handover(ledger, ports.drafts, loading, directory),
        keying=keying,
        adjudication=adjudication,
        whole_sheets=WholeSheets(ledger, vault, loading),
        difference_lists=DifferenceLists(ledger, loading, adjudication, ports.files, clock, fonts),
        recheck=Recheck(ledger, vault, loading),
        review=Review(ledger, vault, loading),
        visits=Visits(ledger, vault, ports.drafts, ports.files, clock, loading, keying),
        reporting=Reporting(ledger, vault, ports.forms, ports.files, clock, fonts),
        journal=Journal(ledger, ports.journal, ports.files, clock),
        backups=ports.backups,
        account=Account(
            ledger, ports.enrolment, ports.keyring, ports.journal, clock, loading, directory
        ),
        lookup=lookup,
        settings=ProjectSettings(ledger, ports.journal, clock),
        prints=SheetPrints(ledger, ports.files, clock, loading, fonts),
        work=BatchWork(session, batches, keying, lookup),
        versions=Versions(ledger, vault, clock, loading),
        scans=Scans(ledger, vault, ports.files, loading),
        feedback=Feedback(ledger, vault, clock, loading),
        privacy=Privacy(ledger, vault, ports.files, clock, loading, fonts),
    )
