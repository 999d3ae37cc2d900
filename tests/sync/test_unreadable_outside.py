"""What stands on a shared folder can be read by nobody without the team's key."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from desktop.services import syncing
from desktop.sync.arrival import receive
from desktop.sync.shared_ledger import SharedLedger
from desktop.sync.shared_place import path_of
from tests.helpers.edits import added
from tests.helpers.laptops import provider

if TYPE_CHECKING:
    from desktop.sync.shared_file import SharedFile
    from tests.helpers.laptops import Laptop

RARE = "Zonnebloemenkwekerij Wouda-Terpstra"


def test_nothing_leaves_the_laptop_unencrypted(anna: Laptop, bram: Laptop) -> None:
    shared = provider(name=RARE)
    anna.add(shared)
    anna.sync()
    bram.sync()
    file = path_of(syncing.state_of_work(anna.workplace).url)
    data = file.read_bytes()
    for piece in (RARE, shared.id, "provider", "SQLite format 3", "CREATE TABLE", "Anna"):
        assert piece.encode() not in data
    counts = Counter(data)
    entropy = -sum(n / len(data) * math.log2(n / len(data)) for n in counts.values())
    assert entropy > 7.99
    beside = {path.name for path in file.parent.iterdir()}
    assert beside == {file.name}, "no journal, lease or copy is left beside it"


def test_nothing_readable_stands_beside_the_shared_file_while_it_is_written(central: SharedFile) -> None:
    with central._open(writing=True) as (db, lease):  # noqa: SLF001 - to see it in the act
        ledger = SharedLedger(db, lease.renew)
        receive(ledger, [added(f"p{n}", name=f"{RARE} {n}") for n in range(50)])
        ledger.flush()
        db.execute("PRAGMA cache_spill = ON")
        files = {path.name: path.read_bytes() for path in central.path.parent.iterdir()}
    assert {"team.naober", "team.naober.lease", "team.naober-journal"} <= files.keys()
    for data in files.values():
        assert RARE.encode() not in data
        assert b"provider" not in data
