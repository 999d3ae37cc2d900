"""What a first sync takes of memory, for several numbers of rows: it may not grow with them.

    python -m benchmarks.sync_memory [--rows 10000,100000] [--stores file,postgres]

A million rows take the better part of an hour: mostly to invent them, as acts of fifty, and to judge each act. Every
measurement is a process of its own; what is told is the most that it had beyond what it had before the sync.
"""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from benchmarks.sync import CENTRALS, fill, first_sync, join, make
from benchmarks.sync_spent import Spent, apart

_MAY_GROW_MB = 96
"""Of which 64 are the cache of pages that SQLite may fill, and does as soon as the store is larger than that."""


def main(sizes: list[int], stores: list[str]) -> int:
    """Measures, prints, and gives 1 when the most rows take more than the fewest by more than they may."""
    failed = False
    for kind in stores:
        taken = [_measure(kind, rows) for rows in sizes]
        for sent, fetched in taken:
            failed |= max(sent.held - taken[0][0].held, fetched.held - taken[0][1].held) > _MAY_GROW_MB
    return int(failed)


def _measure(kind: str, rows: int) -> tuple[Spent, Spent]:
    with tempfile.TemporaryDirectory() as name, CENTRALS[kind](Path(name)) as place:
        first, second = Path(name) / "first.db", Path(name) / "second.db"
        apart(fill, first, rows)
        apart(make, second)
        for store, central in zip((first, second), place.centrals, strict=True):
            apart(join, store, central, place.url)
        sent = apart(first_sync, first, place.centrals[0])
        fetched = apart(first_sync, second, place.centrals[1])
    told = f"{kind}, {rows} rows: sent with {sent.held} MB in {sent.wall:.0f} s, fetched with {fetched.held} MB in"
    sys.stdout.write(f"{told} {fetched.wall:.0f} s\n")
    sys.stdout.flush()
    return sent, fetched


def _asked() -> tuple[list[int], list[str]]:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="10000,100000")
    parser.add_argument("--stores", default=",".join(CENTRALS))
    told = parser.parse_args()
    return [int(size) for size in told.rows.split(",")], told.stores.split(",")


if __name__ == "__main__":
    sys.exit(main(*_asked()))
