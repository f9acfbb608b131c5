"""A process that works through whole batches until it is killed, and says what was acknowledged.

It keys, submits, compares, rules, closes, reviews and imports forms by the services that the pages use.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path

from core.event import Changes, Kind
from core.forms.model import Form
from core.people import Session
from core.ports import Ports
from core.ports.backups import ASKED
from core.progress import Progress, Silent
from core.services.desk import Desk, build_desk
from core.services.recheck import Closing
from core.services.review import Reading
from core.values import Answers, BatchId, FormId, Special
from core.workflow.drafting import DraftChange
from storage.gate import FolderGate
from storage.slots import Kdf
from tests.support.world import NO_FONTS, StoredWorld, form_of, workbook

CHEAP = Kdf(t=1, m=64, p=1)
BOOK = "BSQ-1.xlsx"
SHEETS = 3


class Editions:
    """Fulfils FormImport: the same workbook as another edition for every name."""

    def read(
        self, name: str, data: bytes, progress: Progress, attachments: Mapping[str, bytes]
    ) -> Form:
        form = form_of(BOOK, workbook(BOOK))
        return form if name == BOOK else replace(form, id=FormId(f"{form.id[:40]}-{name}"))


def desk_of(session: Session, ports: Ports) -> Desk:
    return build_desk(session, ports, Editions(), NO_FONTS)


def world_in(folder: Path) -> StoredWorld:
    """The project of an earlier process."""
    return StoredWorld(gate=FolderGate(folder, desk_of, kdf=CHEAP))


def told(act: str, changes: Changes, kinds: Iterable[Kind]) -> None:
    """Say what was acknowledged: the act, and each subject with the kind that must be there."""
    for kind in kinds:
        for subject in sorted(changes.subjects):
            print(act, kind.value, subject, flush=True)


class Story:
    """One batch after the other."""

    def __init__(self, world: StoredWorld, run: int) -> None:
        self.world, self.run = world, run

    def batch(self, number: int) -> None:
        """A batch from its form to the first review, and a copy of the project."""
        admin, leader = self.world.desk("admin"), self.world.desk("leader")
        name = f"{self.run}-{number}"
        changes = admin.directory.publish_form(admin.session, name, b"", Silent())
        told("import", changes, [Kind.FORM_PUBLISHED])
        batch = self.world.open_paper(SHEETS)
        truth = self.world.truth(batch, SHEETS, seed=self.run * 100 + number)
        for serial, answers in truth.items():
            self.keyed("clerk1", 1, batch, serial, answers)
            self.keyed("clerk2", 2, batch, serial, self.slipped(answers))
        judge = self.world.desk("judge1")
        judge.adjudication.compare(judge.session, batch, Silent())
        print("compare", batch, flush=True)
        self.world.rule_truly(batch, truth)
        self.confirmed(batch)
        told("close", leader.batches.close(leader.session, batch), [Kind.BATCH_CLOSED])
        self.reviewed(leader, batch, truth)
        print("backup", admin.backups.make(admin.session, ASKED, Silent()).name, flush=True)

    def slipped(self, answers: Answers) -> Answers:
        """One answer called blank: a difference to rule on."""
        return answers | {next(iter(answers)): Special.BLANK}

    def keyed(
        self, login: str, pass_no: int, batch: BatchId, serial: str, answers: Answers
    ) -> None:
        desk = self.world.desk(login)
        draft = desk.keying.begin(desk.session, batch, serial)
        for at, (question, answer) in enumerate(answers.items()):
            change = DraftChange("answer", question, answer, at=900 * at)
            draft = desk.keying.accept(desk.session, draft, change)
            print("draft", login, f"{batch}/{serial}/{pass_no}/1", at + 1, flush=True)
        told("submit", desk.keying.submit(desk.session, draft), [Kind.KEYING_SUBMITTED])

    def confirmed(self, batch: BatchId) -> None:
        """Whatever the rules find odd, the paper says so."""
        desk = self.world.desk("quality")
        for query in desk.recheck.queries(desk.session, batch):
            changes = desk.recheck.close(desk.session, query.id, Closing("confirmed", "on paper"))
            told("recheck", changes, [Kind.QUERY_CLOSED])

    def reviewed(self, leader: Desk, batch: BatchId, truth: dict[str, Answers]) -> None:
        session, review = leader.session, leader.review
        told("draw", review.draw(session, batch, 2), [Kind.SAMPLE_DRAWN])
        for place in review.sample(session, batch, 2):
            opened = review.begin(session, place.sheet, 2)
            paper = truth[place.serial]
            reading = Reading({key: paper[key] for key in opened.blind if key in paper})
            told("review", review.record(session, place.sheet, 2, reading), [Kind.SHEET_REVIEWED])


def main(folder: Path, run: int) -> None:
    story = Story(world_in(folder), run)
    form_of(BOOK, workbook(BOOK))  # the slow part, which is not what is to be cut off
    for login in ("admin", "leader", "clerk1", "clerk2", "judge1", "quality"):
        story.world.desk(login)
    print("ready", flush=True)
    for number in count():
        story.batch(number)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
