"""A first sync and a small one, beside the bare copying of the very same rows.

    python -m benchmarks.sync [--rows 100000] [--stores file,postgres]

One laptop sends an invented social map, another fetches it; then a hundred rows are changed, sent and fetched, the
comparing of all tables included. What came is then taken up in the laptop's search index, a few entries at a time: that
is no part of a sync, and has its own figures.

What it is held against is measured in the same run: COPY into a temporary table with an upsert, SELECT with
`executemany`, and `INSERT ... SELECT` between attached files. Bare rows have no journal, no search index and no
history; the second floor of fetching has the laptop's journal too, that of sending the books of the central store
(`benchmarks.sync_books`). Every measurement is a process of its own. The ratios are what counts; seconds and megabytes
are of this machine.

PouchDB 9.0.0 with express-pouchdb 4.2.0 on the loopback took 41 ms to send and 48 ms to fetch a hundred changed
documents among 100,000, and 45 s and 21 s for all (measured once, on two cores, in November 2026).
"""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.invented_map import Inventor
from benchmarks.lines import Line, tell
from benchmarks.sync_books import file_books, postgres_books
from benchmarks.sync_floors import Floors, file_floors, postgres_floors
from benchmarks.sync_spent import Spent, apart, spent_threaded
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.services.taking_up import AT_ONCE
from desktop.store.database import Store
from desktop.store.identity import Identity
from desktop.store.mapping import TABLES
from desktop.sync import books
from desktop.sync.books import State
from desktop.sync.centrals import Central
from desktop.sync.postgres.address import read_address
from desktop.sync.postgres.founding import Founder
from desktop.sync.postgres.store import PostgresStore
from desktop.sync.session import run
from desktop.sync.shared_file import SharedFile
from tests.helpers.postgres import Server, running

ROWS = 100_000
CHANGED = 100
KEY = bytes(range(32))
REGION = "oldambt-stadskanaal"
_AN_ACT = 50
_TIMES = 7
_TOUCHED = {"community_service": "description", "provider": "description", "contract": "note"}
_PUSH_WITHIN, _PULL_WITHIN, _POUCH_PUSH_MS, _POUCH_PULL_MS, _LATE_MS = 3.0, 2.0, 41.0, 48.0, 16.0


@dataclass(frozen=True)
class Place:
    """A central store, as two colleagues see it."""

    url: str
    centrals: tuple[Central, Central]
    floors: Callable[[Path], Floors]
    """What bare copying takes of the rows of a store."""
    books: Callable[[Path], Spent]
    """What it takes to write them in the central books unjudged."""


class Deltas(NamedTuple):
    """What every sync with changed rows took.

    Attributes:
        sent: Of who sends them.
        fetched: Of who fetches them.
        taken_up: By who fetched them, in the search index.
    """

    sent: list[Spent]
    fetched: list[Spent]
    taken_up: list[Spent]


def main(rows: int, stores: list[str]) -> int:
    """Measures, prints, and gives 1 when anything takes more than it may."""
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        sender = Path(name) / "sender.db"
        apart(fill, sender, rows)
        for kind in stores:
            folder = Path(name) / kind
            folder.mkdir()
            with CENTRALS[kind](folder) as place:
                failed += _measure(folder, sender, place, rows)
    return int(failed > 0)


def _measure(folder: Path, sender: Path, place: Place, rows: int) -> bool:
    first, second = folder / "first.db", folder / "second.db"
    first.write_bytes(sender.read_bytes())
    apart(make, second)
    for store, central in zip((first, second), place.centrals, strict=True):
        apart(join, store, central, place.url)
    bare, books = place.floors(sender), place.books(sender)
    pushed = apart(first_sync, first, place.centrals[0])
    pulled = apart(first_sync, second, place.centrals[1])
    taken_up = apart(take_up, second)
    sent, fetched, searched = apart(_deltas, (first, second), place.centrals)
    stood = apart(_deltas, (first, second), place.centrals, "line stands")
    kind = place.url.split(":", maxsplit=1)[0]
    for name, mine, floor, within in (
        ("first push", pushed, bare.push, _PUSH_WITHIN),
        ("first pull", pulled, bare.pull, _PULL_WITHIN),
    ):
        tell(Line(f"{name} of {rows} rows, {kind}", mine.cpu, "s", "bare copying", floor.cpu, within, is_ratio=True))
    tell(Line(f"100 changed rows among {rows} sent, {kind}", _ms(sent), wanted=_POUCH_PUSH_MS))
    tell(Line(f"100 changed rows among {rows} fetched, {kind}", _ms(fetched), wanted=_POUCH_PULL_MS))
    lines = (
        f"{place.url.split(':', maxsplit=1)[0]}, {rows} rows",
        _line("first push", pushed, rows, bare.push, _PUSH_WITHIN),
        _line("  beside unjudged books", pushed, rows, books, _PUSH_WITHIN),
        _line("first pull", pulled, rows, bare.pull, _PULL_WITHIN),
        _line("  with journal", pulled, rows, bare.pull_whole, _PULL_WITHIN),
        f"  taken up by search        {taken_up.wall:7.1f} s wall {taken_up.cpu:7.1f} s processor",
        _few("sent", sent, _POUCH_PUSH_MS),
        _few("fetched", fetched, _POUCH_PULL_MS),
        _few("sent, line stands", stood.sent, _POUCH_PUSH_MS),
        _few("fetched, line stands", stood.fetched, _POUCH_PULL_MS),
        f"  taken up by search        {median(one.wall * 1000 for one in searched):7.1f} ms wall"
        f" {_ms(searched):7.1f} ms processor",
        f"  held up the main thread: {_late('sending', pushed)}, {_late('fetching', pulled)},"
        f" {_late('taking up', taken_up)} (may be {_LATE_MS:.0f})",
    )
    sys.stdout.write("\n".join((*lines, "")))
    return _ms(sent) > _POUCH_PUSH_MS or _ms(fetched) > _POUCH_PULL_MS


def _late(name: str, took: Spent) -> str:
    return f"{name} {took.late:.1f} ms at the most, of which the sync itself had the processor for {took.kept:.1f}"


def _ms(took: list[Spent]) -> float:
    """Of the processor: the wall's are those of whatever else the machine does."""
    return median(one.cpu * 1000 for one in took)


def _few(name: str, took: list[Spent], pouch: float) -> str:
    wall, cpu = median(one.wall * 1000 for one in took), _ms(took)
    what = f"{CHANGED} changed rows {name}"
    return f"  {what:37} {wall:7.1f} ms wall {cpu:7.1f} ms processor: {cpu / pouch:5.2f} of PouchDB's wall"


def _line(name: str, took: Spent, rows: int, bare: Spent, within: float) -> str:
    return (
        f"  {name:25} {took.wall:7.1f} s wall {took.cpu:7.1f} s processor {rows / took.cpu:8.0f} rows/s"
        f" {took.held:4} MB  bare {bare.wall:5.2f} s wall {bare.cpu:5.2f} s processor:"
        f" ratio {took.wall / bare.wall:6.2f} wall {took.cpu / bare.cpu:6.2f} processor (may be {within:.0f})"
    )


def make(path: Path) -> None:
    """An empty store."""
    Store.create(path, KEY, Identity(region=REGION, colleague_id=path.stem)).close()


def fill(path: Path, rows: int) -> None:
    """Puts the rows in a store as acts of its colleague, without a search index: it takes no part in sending."""
    make(path)
    invented = islice(Inventor().rows(rows), rows)
    with Store.open(path, KEY) as store:
        while some := list(islice(invented, _AN_ACT)):
            with store.work("Import") as work:
                for table, row in some:
                    work.connection.execute(TABLES[table].insert(), row)
                work.connection.exec_driver_sql("DELETE FROM act_context")
                work.connection.commit()


def join(path: Path, central: Central, url: str) -> None:
    """Has a store belong to a central store."""
    with Store.open(path, KEY) as store:
        hello = central.hello(0, store.identity.device_id)
        with store.work("Join") as work:
            books.write_state(work, State(url, hello.store_id, str(hello.epoch)))
            work.commit()


def first_sync(path: Path, central: Central) -> Spent:
    """What a store's first sync takes."""
    with Store.open(path, KEY) as store:
        return spent_threaded(lambda: _sync(store, central))


def take_up(path: Path) -> Spent:
    """What it takes to have what came searched."""
    with Store.open(path, KEY) as store:
        return spent_threaded(lambda: _take_up(store))


def _take_up(store: Store) -> None:
    while store.renew_index(AT_ONCE).left:
        pass


def _sync(store: Store, central: Central) -> None:
    with central.staying() as line:
        run(store, line)


@contextmanager
def _standing(central: Central) -> Iterator[Central]:
    with central.staying() as line:
        yield line


def _deltas(paths: tuple[Path, Path], centrals: tuple[Central, Central], stands: str = "") -> Deltas:
    """Whether coming in is part of it, as it is of a sync in the program, or a line stands, as PouchDB has one."""
    taken = Deltas([], [], [])
    with ExitStack() as open_:
        stores = [open_.enter_context(Store.open(path, KEY)) for path in paths]
        if stands:
            centrals = (open_.enter_context(_standing(centrals[0])), open_.enter_context(_standing(centrals[1])))
        for store, central in zip(stores, centrals, strict=True):
            _sync(store, central)
        for time in range(_TIMES):
            _change(stores[0], time + (_TIMES if stands else 0))
            for store, central, told in zip(stores, centrals, taken[:2], strict=True):
                told.append(spent_threaded(partial(run if stands else _sync, store, central)))
            taken.taken_up.append(spent_threaded(lambda: _take_up(stores[1])))
    return taken


def _change(store: Store, time: int) -> None:
    with store.work("Correct") as work:
        for table, field in _TOUCHED.items():
            ids = work.connection.exec_driver_sql(f"SELECT id FROM {table} ORDER BY id").scalars().all()  # noqa: S608
            share = CHANGED // len(_TOUCHED) + (table == "community_service")
            some = ids[:: max(1, len(ids) // share)][:share]
            query = f"UPDATE {table} SET {field} = ? WHERE id = ?"  # noqa: S608 - names of our own
            work.connection.exec_driver_sql(query, [(f"Bijgewerkt {time}", id_) for id_ in some])
        work.commit()


@contextmanager
def _in_a_file(folder: Path) -> Iterator[Place]:
    file = SharedFile(folder / "team.naober", KEY)
    file.create(region=REGION)
    yield Place(
        f"sqlite:///{file.path}",
        (file, file),
        lambda sender: file_floors(sender, folder),
        lambda sender: file_books(sender, folder),
    )


@contextmanager
def _in_postgres(folder: Path) -> Iterator[Place]:
    with running() as server:
        founder = Founder(server.database("naober_bench"), server.password)
        founder.create(region=REGION)
        centrals = _let_in(founder, "first"), _let_in(founder, "second")
        bare, books = _floor(server, "naober_floor"), _floor(server, "naober_books")
        yield Place(
            centrals[0].address.url,
            centrals,
            lambda sender: postgres_floors(sender, folder, bare),
            lambda sender: postgres_books(sender, folder, books),
        )


def _let_in(founder: Founder, name: str) -> PostgresStore:
    """Under a login of one's own, by the socket: encryption on the way is part of neither side."""
    login, password = founder.admit(Colleague(id=name, name=name, role=Role.TEAM_LEAD))
    address = replace(founder.address, login=login)
    return PostgresStore(read_address(address.url), password)


def _floor(server: Server, name: str) -> str:
    return server.database(name).conninfo(server.password)


CENTRALS = {"file": _in_a_file, "postgres": _in_postgres}


def _asked() -> tuple[int, list[str]]:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--stores", default=",".join(CENTRALS))
    told = parser.parse_args()
    return told.rows, told.stores.split(",")


if __name__ == "__main__":
    sys.exit(main(*_asked()))
