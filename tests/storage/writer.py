"""A process that keys until it is killed, and says on its output what was acknowledged."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from core.event import Kind, NewEvent
from core.ports.drafts import DraftLine
from core.values import KeyingId
from tests.storage.projects import PASSWORD, gate_of


def main(folder: Path, run: int) -> None:
    opened = gate_of(folder).open("clerk1", PASSWORD)
    session, ports = opened.session, opened.ports
    opened.database.query("PRAGMA wal_autocheckpoint = 20")
    print("ready", flush=True)
    for number in count():
        sheet = f"run{run}/{number}"
        ports.drafts.append(session, KeyingId(f"{sheet}/1/1"), DraftLine(1, "sealed"))
        print("draft", f"{sheet}/1/1", flush=True)
        body = {"id": f"{sheet}/1/1", "pass": 1, "sealed": "sealed" * 50}
        ports.ledger.append(session, "clerk", [NewEvent(Kind.KEYING_SUBMITTED, sheet, body)])
        print("keyed", f"{sheet}/1/1", flush=True)
        ports.files.put(session, "photo.jpg", f"{sheet}".encode() * 100)
        print("file", sheet, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
