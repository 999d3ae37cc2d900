"""A laptop in a process of its own, for tests that kill it.

``python -m tests.helpers.sync_process STORE URL SECRET N``
It makes N acts and syncs after each, and says on standard output what it has done and what it is about to do.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.models.base import new_id
from desktop.models.faults import WorldFault
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
MET_AN_ACT = 3


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
        act(store, number)
        run(store, central, progress=lambda step, _done, _of: say(step), may_wipe=True)
        say("synced")


def act(store: Store, number: int) -> None:
    """New rows, and other values in a few that were there: the same few for everyone, so that people meet."""
    made = [Provider(name=f"{store.path.stem} {number} {row}") for row in range(ROWS_AN_ACT)]
    with store.work("Test") as unit:
        for one in sorted(unit.find(Provider), key=lambda one: one.id)[:MET_AN_ACT]:
            unit.change(Provider, one.id, phone=new_id())
        unit.add(*made)
        unit.commit()
    for one in made:
        say("made", one.id)


def work_on(store: Store, central: Central, acts: int) -> None:
    """The same for a laptop that may meet any fault of the world: it tells its code, and goes on."""
    for number in range(acts):
        for attempt in (partial(act, store, number), partial(run, store, central, may_wipe=True)):
            try:
                attempt()
            except WorldFault as fault:
                say("fault", fault.code)
            else:
                say("done")


def main(path: str, url: str, secret: str, acts: str, *, goes_on: bool = False) -> None:
    """Opens the store and works."""
    store = Store.open(Path(path), KEY)
    say("open")
    (work_on if goes_on else work)(store, central_at(url, secret), int(acts))
    store.close()


def speak_up() -> None:
    """Has the central stores say what goes on inside."""
    setattr(shared_file, "SharedLedger", SayingLedger)  # noqa: B010 - to say what goes on inside
    setattr(database, "PostgresLedger", SayingBooks)  # noqa: B010 - idem
    setattr(database, "write", saying_write)  # noqa: B010 - idem


if __name__ == "__main__":
    speak_up()
    main(*sys.argv[1:])
