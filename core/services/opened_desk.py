"""An adjudicator's desk on one batch: opens keyings and rulings, seals what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import orjson

from core.errors import BLIND, UserError
from core.forms.model import Form
from core.people import Post, Session
from core.ports.vault import Vault
from core.services.loading import Loading
from core.values import SheetId, from_stored
from core.workflow import settling
from core.workflow.batch import Batch
from core.workflow.blind_check import drawn, with_checks
from core.workflow.comparison import Compared, Comparer, notes_on, paper_order
from core.workflow.contents import (
    ComparisonContent,
    Differing,
    KeyingContent,
    PrivateContent,
    RulingContent,
    comparison_context,
    keying_context,
    proposal_context,
    ruling_context,
    salt_of,
)
from core.workflow.key_fold import ClerkKey
from core.workflow.misfiling import ruling_id
from core.workflow.ruling import RULED, SHOWN, WRONG_SHEET, Case
from core.workflow.sheet import Difference, SealedKeying, Sheet
from core.workflow.states import SheetState

PASS_POSTS = {1: Post.PASS1, 2: Post.PASS2}


class OpenedDesk:
    """What a holder of the batch key can do with the batch's sheets; opens BLIND for anybody else."""

    def __init__(self, session: Session, batch: Batch, vault: Vault, loading: Loading) -> None:
        self._session, self._batch = session, batch
        self._vault, self._loading = vault, loading
        self.form: Form = loading.form(batch.form)

    @cached_property
    def checker(self) -> settling.Checker:
        """Runs the rules in force on settled records."""
        rules = self._loading.rules(self._session, self.form.id)
        return settling.Checker(self._loading.form(rules), self._loading.program(rules))

    @cached_property
    def _blind_share(self) -> float:
        return self._loading.blind_share(self._session, self._batch)

    @cached_property
    def _comparer(self) -> Comparer:
        return Comparer(self.form)

    @cached_property
    def _content_keys(self) -> dict[str, ClerkKey]:
        return {held.key.id: held for held in self._batch.content_keys}

    # --- opening ------------------------------------------------------------------------------

    def is_comparable(self, sheet: Sheet) -> bool:
        """Whether both passes were keyed by those whose posts they are, and can be opened."""
        return sheet.state is SheetState.TWO_PASSES and all(
            keying.clerk in self._batch.posts.get(PASS_POSTS[number], ())
            and (keying.key in self._content_keys or self._is_moved_by_holder(keying))
            for number, keying in sheet.keyings.items()
        )

    def compare(self, sheet: Sheet) -> tuple[Compared, bytes]:
        """The comparison of both passes with what is to be ruled on blind, and the sheet's salt."""
        raw = self._keyings(sheet)
        first, second = KeyingContent.both_readings(*raw)
        compared, salt = self._comparer.compare(first, second), salt_of(*raw)
        if not self._blind_share or compared.suspected:
            return compared, salt
        checks = [
            Differing(key, compared.agreed[key], compared.agreed[key], notes_on(key, first, second))
            for key in drawn(salt, compared.agreed, self._blind_share)
            if self._comparer.is_checkable(compared, key)
        ]
        if not checks:
            return compared, salt
        among = with_checks(compared, checks)
        return (self._comparer.in_order(among) if compared.differing else among), salt

    def both(self, sheet: Sheet) -> tuple[KeyingContent, KeyingContent]:
        """What the two passes say."""
        first, second = KeyingContent.both_readings(*self._keyings(sheet))
        return first, second

    def keying(self, sheet: Sheet, keying: SealedKeying) -> bytes:
        """The inside of one of the sheet's keyings. Raises UserError BLIND."""
        context = keying_context(sheet.id, keying.pass_no, keying.clerk)
        if keying.moved_by is not None:
            return self._open(context, keying.sealed)
        held = self._content_keys.get(keying.key)
        if held is None or held.person != keying.clerk:
            raise UserError(BLIND)
        return self._vault.open_keying(
            self._session, self._batch.key, held.key, context, keying.sealed
        )

    def paper_places(self, questions: Iterable[str]) -> dict[str, int]:
        """Question -> its place as the paper is read."""
        return self._comparer.places(questions)

    def salt(self, sheet: Sheet) -> bytes:
        """The secret that only those have who can open the sheet's keyings, or did before it was erased."""
        if sheet.erased and sheet.record:
            return salt_of(sheet.record.mark.encode())
        return salt_of(*self._keyings(sheet))

    def case(self, sheet: Sheet, difference: Difference) -> Case:
        """A difference with its two candidates."""
        if difference.n:
            found = self._comparison(sheet).differing[difference.n - 1]
            candidates, mixed = (found.first, found.second), self._blind_share > 0
            return Case(
                difference, found.question, candidates, found.notes, sheet.is_suspected, mixed
            )
        standing = self.standing(sheet).answers.get(difference.question)
        proposal = orjson.loads(difference.proposal_json or self._proposal(difference))
        notes = (difference.note,) if difference.note else ()
        return Case(difference, difference.question, (standing, from_stored(proposal)), notes)

    def after_rulings(
        self, sheet: Sheet, made: settling.Verdict | None = None
    ) -> settling.Settlement:
        """What the record says once everything in dispute is ruled; `made` is not yet written."""
        if sheet.record is None:
            first, second = map(KeyingContent.readings, self._keyings(sheet))
            differing = self._comparison(sheet).differing
            compared = self._comparer.beside(differing, first, second)
            verdicts = self._verdicts([d for d in sheet.differences if d.n], made)
            return settling.first_settlement(self.form, compared, verdicts)
        verdicts = self._verdicts(sheet.pending, made)
        return settling.next_settlement(self.form, self.standing(sheet), verdicts)

    def standing(self, sheet: Sheet) -> settling.Settlement:
        """What the sheet's record says, private parts included. Raises UserError BLIND."""
        if sheet.record is None:
            raise UserError(BLIND)
        private = None
        if sheet.record.private:
            opened = self._vault.open_private(self._session, sheet.id, sheet.record.private)
            private = PrivateContent.from_bytes(opened)
        return settling.settlement_of(sheet.record, private)

    def in_paper_order(self, cases: Sequence[Case]) -> list[Case]:
        """The cases of one sheet as its paper is read."""
        order = {question.key: place for place, question in enumerate(self.form.questions)}
        return sorted(cases, key=lambda case: paper_order(self.form, order, case.question))

    # --- sealing ------------------------------------------------------------------------------

    def seal_comparison(self, sheet: Sheet, compared: Compared) -> str:
        """What differs, for holders of the batch key."""
        content = ComparisonContent(compared.differing).to_bytes()
        context = comparison_context(sheet.id)
        return self._vault.seal_to_batch(self._session, self._batch.key, context, content)

    def seal_ruling(self, difference: Difference, ruling: RulingContent) -> str:
        """A verdict of the signed-in person, for holders of the batch key."""
        context = ruling_context(difference.id, self._session.person)
        return self._vault.seal_to_batch(self._session, self._batch.key, context, ruling.to_bytes())

    def misfiling(self, sheet: Sheet, serial: str) -> tuple[bytes, str]:
        """The salt for the mark of a ruling "wrong sheet", and what is sealed with it; `serial` of the
        paper that was keyed, or ""."""
        content = RulingContent("", None, WRONG_SHEET, note=serial, acts=(SHOWN, RULED))
        context = ruling_context(ruling_id(sheet.id), self._session.person)
        sealed = self._vault.seal_to_batch(
            self._session, self._batch.key, context, content.to_bytes()
        )
        return self.salt(sheet), sealed

    def seal_keying(self, sheet: SheetId, keying: SealedKeying, data: bytes) -> str:
        """A keying for its place on another sheet: only holders of the batch key can move one."""
        context = keying_context(sheet, keying.pass_no, keying.clerk)
        return self._vault.seal_to_batch(self._session, self._batch.key, context, data)

    def seal_private(self, sheet: Sheet, data: bytes) -> str:
        """Personal data and open text, under the sheet's own key."""
        return self._vault.seal_private(self._session, sheet.id, data)

    # --- inside -------------------------------------------------------------------------------

    def _keyings(self, sheet: Sheet) -> list[bytes]:
        return [self.keying(sheet, keying) for _, keying in sorted(sheet.keyings.items())]

    def _is_moved_by_holder(self, keying: SealedKeying) -> bool:
        key = self._batch.key
        holders = [key.sealed, *(former.sealed for former in key.former)]
        return any(keying.moved_by in held for held in holders)

    def _comparison(self, sheet: Sheet) -> ComparisonContent:
        if sheet.comparison is None:
            raise UserError(BLIND)
        context = comparison_context(sheet.id)
        return ComparisonContent.from_bytes(self._open(context, sheet.comparison.sealed))

    def _proposal(self, difference: Difference) -> bytes:
        return self._open(proposal_context(difference.id), difference.sealed)

    def _open(self, context: str, sealed: str) -> bytes:
        return self._vault.open_from_batch(self._session, self._batch.key, context, sealed)

    def _verdicts(
        self, ruled: Sequence[Difference], made: settling.Verdict | None
    ) -> list[settling.Verdict]:
        verdicts = []
        for difference in ruled:
            ruling = difference.ruling
            if ruling is not None:
                context = ruling_context(difference.id, ruling.by)
                content = RulingContent.from_bytes(self._open(context, ruling.sealed))
                verdicts.append(settling.Verdict(content, ruling.by))
        return verdicts if made is None else [*verdicts, made]
