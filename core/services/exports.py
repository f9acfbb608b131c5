"""Files that leave the house: written whole, and told to the journal by their hashes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from core.people import Post, Session
from core.ports.files import Files
from core.ports.ledger import Ledger
from core.workflow.bodies import packed, report_exported

PASSES = (Post.PASS1.value, Post.PASS2.value)
_UNFIT = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Leaving:
    """What is to be written, and what the journal says of it."""

    files: Mapping[str, bytes]
    """Name -> content."""
    head: str
    """Of the journal, as the files print it."""
    batches: Sequence[str] = ()
    provisional: bool = False


class Exports:
    """The one way out."""

    def __init__(self, ledger: Ledger, files: Files) -> None:
        self._ledger, self._files = ledger, files

    def write(
        self, session: Session, acting: str, leaving: Leaving, folder: PurePath
    ) -> tuple[PurePath, ...]:
        """Write the files into a folder and journal them. Raises EnvError CANNOT_WRITE, DISK_FULL."""
        paths = self._files.export(folder, leaving.files)
        hashes = {n: hashlib.sha256(data).hexdigest() for n, data in leaving.files.items()}
        said = report_exported(
            {
                "batches": [*leaving.batches],
                "provisional": leaving.provisional,
                "files_json": packed(hashes),
                "head": leaving.head,
            }
        )
        self._ledger.append(session, acting, [said])
        return paths


def stem(*parts: str) -> str:
    """The beginning of a file's name: what no system takes is left out of the parts."""
    return "_".join(_UNFIT.sub("-", part).strip("-.") for part in parts)


def keys_now(ledger: Ledger, session: Session) -> bool:
    """Whether the person keys a pass of a batch of which any part is still keyed.

    To such a person numbers, hashes and counts of the journal would tell that somebody else has
    written meanwhile.
    """
    posts = ledger.rows(session, "post", {"person": session.person, "post": PASSES})
    batches = tuple(row["batch"] for row in posts)
    where = {"id": batches, "open": 1, "is_visit": 0}
    return bool(batches) and bool(ledger.rows(session, "batch", where))
