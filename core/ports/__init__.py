"""What services need from outside, as small Protocols; storage fulfils them, main.py joins them."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.ports.backups import Backups, NoBackups
from core.ports.clock import Clock
from core.ports.drafts import Drafts
from core.ports.files import Files
from core.ports.form_store import FormStore
from core.ports.gate import Enrolment, Keyring
from core.ports.journal import JournalReader
from core.ports.ledger import Ledger
from core.ports.vault import Vault


@dataclass(frozen=True)
class Ports:
    """What storage hands to the desk of one signed-in person."""

    ledger: Ledger
    vault: Vault
    drafts: Drafts
    files: Files
    clock: Clock
    forms: FormStore
    enrolment: Enrolment
    keyring: Keyring
    journal: JournalReader
    backups: Backups = field(default_factory=NoBackups)
