"""The smaller ports in memory: drafts, files and forms."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from core.errors import STALE, UserError
from core.forms.model import Form
from core.people import Session
from core.ports.drafts import DraftLine
from core.ports.files import Named, StoredFile
from core.values import BatchId, FormId, KeyingId, PersonId, SheetId


class MemoryDrafts:
    """Fulfils core.ports.drafts.Drafts."""

    def __init__(
        self,
        drafts: dict[tuple[str, str], list[DraftLine]],
        is_relieved: Callable[[BatchId, PersonId], bool],
    ) -> None:
        self._drafts, self._is_relieved = drafts, is_relieved

    def append(self, session: Session, keying: KeyingId, line: DraftLine) -> None:
        lines = self._drafts.setdefault((session.person, keying), [])
        if any(line.n == known.n for known in lines):
            raise UserError(STALE, subject=keying)
        lines.append(line)

    def lines(self, session: Session, keying: KeyingId) -> tuple[DraftLine, ...]:
        return tuple(self._drafts.get((session.person, keying), ()))

    def open(self, session: Session, batch: BatchId | None = None) -> tuple[KeyingId, ...]:
        own = (keying for person, keying in self._drafts if person == session.person)
        return tuple(KeyingId(k) for k in own if k.startswith(f"{batch}/" if batch else ""))

    def discard_of(self, session: Session, batch: BatchId, person: PersonId) -> None:
        if not self._is_relieved(batch, person):
            return
        for owner, keying in [*self._drafts]:
            if owner == person and keying.startswith(f"{batch}/"):
                self._drafts.pop((owner, keying))

    def discard(self, session: Session, keying: KeyingId) -> None:
        self._drafts.pop((session.person, keying), None)


class MemoryFiles:
    """Fulfils the part of core.ports.files.Files that needs no folder."""

    def __init__(
        self,
        files: dict[str, bytes],
        evidence: set[str],
        raw: Callable[[str, Mapping[str, Any]], list[dict[str, Any]]],
    ) -> None:
        self._files, self._evidence, self._raw = files, evidence, raw

    def put(self, session: Session, name: str, data: bytes) -> StoredFile:
        kept = self.put_scan(session, name, data)
        self._evidence.add(kept.sha256)
        return kept

    def put_scan(self, session: Session, name: str, data: bytes) -> StoredFile:
        digest = hashlib.sha256(data).hexdigest()
        self._files[digest] = data
        return StoredFile(digest, name, len(data))

    def get(self, session: Session, sha256: str) -> bytes:
        return self._files[sha256]

    def named(self, session: Session, sha256: str) -> Named:
        shown = (SheetId(row["sheet"]) for row in self._raw("scan", {"file": sha256}))
        return Named(frozenset(shown), sha256 in self._evidence)

    def drop(self, session: Session, sha256: str) -> None:
        if sha256 not in self._evidence:
            self.destroy(session, sha256)

    def destroy(self, session: Session, sha256: str) -> None:
        self._evidence.discard(sha256)
        if not self.named(session, sha256).sheets:
            self._files.pop(sha256, None)

    def export(self, folder: Any, files: Mapping[str, bytes]) -> tuple[Any, ...]:
        raise NotImplementedError


class MemoryForms:
    """Fulfils core.ports.form_store.FormStore."""

    def __init__(self, forms: dict[FormId, Form]) -> None:
        self._forms = forms

    def get(self, form: FormId) -> Form:
        return self._forms[form]

    def put(self, session: Session, form: Form) -> None:
        self._forms[form.id] = form


class MemoryKeyring:
    """People in memory have no passwords: there is nothing to wait for and nothing to re-key."""

    def retire(self, session: Session) -> None:
        pass

    def waits(self, session: Session) -> Mapping[PersonId, int]:
        return {}
