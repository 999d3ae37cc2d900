"""A laptop in a process of its own, for tests that kill it.

``python -m tests.helpers.sync_process STORE URL SECRET N``
It makes N acts and syncs after each, and says on standard output what it has done and what it is about to do.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.models.social_map import Provider
from desktop.store.database import Store
from desktop.sync import shared_file
from desktop.sync.centrals import Central, central_at
from desktop.sync.postgres import lines
from desktop.sync.postgres import store as database
from desktop.sync.postgres.ledger import PostgresLedger
from desktop.sync.session import run
from desktop.sync.shared_ledger import SharedLedger
from tests.helpers.stores import KEY

if TYPE_CHECKING:
    from desktop.sync.judge import Verdict
    from desktop.sync.ops import Op
    from desktop.sync.protocol import Answer

ROWS_AN_ACT = 20


def say(*words: str) -> None:
    """Whole lines only: a process that is killed leaves none half said."""
    os.write(1, (" ".join(words) + "\n").encode())


class SayingLedger(SharedLedger):
    """Says of every edit that the central file is being written."""

    def record(self, op: Op, verdict: Verdict) -> Answer:
        """See `Ledger`."""
        say("write")
        return super().record(op, verdict)

    def flush(self) -> None:
        """See `SharedLedger`."""
        say("write")
        super().flush()
        say("write")


class SayingBooks(PostgresLedger):
    """The same of a database."""

    def record(self, op: Op, verdict: Verdict) -> Answer:
        """See `Ledger`."""
        say("write")
        return super().record(op, verdict)


def saying_write(*what: Any) -> None:  # noqa: ANN401 - passed on as it came
    """As `lines.write`."""
    say("write")
    lines.write(*what)
    say("write")


def work(store: Store, central: Central, acts: int) -> None:
    """Acts and syncs, in turn."""
    for number in range(acts):
        made = [Provider(name=f"{store.path.stem} {number} {row}") for row in range(ROWS_AN_ACT)]
        with store.work("Test") as unit:
            unit.add(*made)
            unit.commit()
        for one in made:
            say("made", one.id)
        run(store, central, progress=lambda step, _done, _of: say(step), may_wipe=True)
        say("synced")


def main(path: str, url: str, secret: str, acts: str) -> None:
    """Opens the store and works."""
    store = Store.open(Path(path), KEY)
    say("open")
    work(store, central_at(url, secret), int(acts))
    store.close()


if __name__ == "__main__":
    setattr(shared_file, "SharedLedger", SayingLedger)  # noqa: B010 - to say what goes on inside
    setattr(database, "PostgresLedger", SayingBooks)  # noqa: B010 - idem
    setattr(database, "write", saying_write)  # noqa: B010 - idem
    main(*sys.argv[1:])
