"""Keystroke to ranked result on an encrypted social map, beside plain full-text search and tantivy.

    python -m benchmarks.search [entries] [--in FOLDER]

All search the same invented entries with the same questions, for as many hits as a keystroke brings, in one run; the
ratio is what counts, the milliseconds are of this machine. The peers tell no reasons, waits or meanings. With ``--in``
the store is kept in a folder, and used again the next time.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time, thread_time
from typing import NamedTuple

from benchmarks.invented_map import MUNICIPALITIES, PRODUCTS, THEMES, TODAY, fill, make_index
from benchmarks.lines import Line, tell
from benchmarks.search_peers import Plain, tantivy
from desktop.bootstrap import keep_loaded
from desktop.models.search import FIRST_HITS, Facet, SearchQuestion
from desktop.models.social_map import CommunityService
from desktop.store.database import Store
from desktop.store.identity import Identity
from desktop.store.reader import Reader
from desktop.store.search.facets import Bought
from desktop.store.search.searching import search

ENTRIES = 5_000
KEY = bytes(range(32))
WITHIN_MS = {ENTRIES: 5.0, 200_000: 16.0}
"""What the 95th percentile should stay within, by the number of entries."""

TYPED = (
    "huishoudelijke hulp",
    "maatje",
    "schulden",
    "eenzaam",
    "koffie",
    "autisme",
    "begeleiding",
    "dagbesteding",
    "taalles",
    "mantelzorg",
    "vervoer",
    "diagnostiek",
    "wijkverpleging",
    "onderwijs",
    "rolstoel",
    "financiën",
    "zwemmen",
    "gezin",
    "jeugd",
    "kleding",
    "lotgenoten",
    "buurthuis",
    "psycholoog",
    "urgent",
)
UPDATES = 50

_COMING = Bought(coming=frozenset(PRODUCTS[:5]))
"""Where help comes to the resident, what is near is also what is contracted for it."""

Ask = Callable[[Reader, SearchQuestion], object]


class Took(NamedTuple):
    """Milliseconds of every question, by the wall's clock and by the processor's."""

    wall: list[float]
    processor: list[float]


def keystrokes() -> list[str]:
    """Every beginning of what is typed, from one letter on."""
    return [typed[:length] for typed in TYPED for length in range(1, len(typed) + 1)]


def cases() -> dict[str, list[SearchQuestion]]:
    """What is asked, by a name for the table."""
    typed = [SearchQuestion(text, limit=FIRST_HITS) for text in keystrokes()]
    here = [replace(question, municipality=MUNICIPALITIES[0]) for question in typed]
    return {
        "no filter": typed,
        "one letter": [question for question in typed if len(question.text) == 1],
        "two letters": [question for question in typed if len(question.text) == 2],  # noqa: PLR2004 - as it says
        "municipality": here,
        "municipality + product": [replace(question, product=PRODUCTS[0]) for question in here],
    }


def own_cases() -> dict[str, list[SearchQuestion]]:
    """What only Naober can be asked."""
    typed = [SearchQuestion(text, limit=FIRST_HITS) for text in keystrokes()]
    return {
        "near a place": [replace(question, near="Winschoten") for question in typed],
        "near, providers alone": [
            replace(question, near="Assen", narrowed={Facet.KIND: ("provider",)}) for question in typed
        ],
        "within 10 km": [replace(question, near="Winschoten", within_km=10) for question in typed],
        "within 25 km": [replace(question, near="Assen", within_km=25) for question in typed],
        "by theme, age and wait": [
            replace(question, age=70, max_weeks=8, narrowed={Facet.THEME: (THEMES[0], THEMES[1])}) for question in typed
        ],
        "nothing typed": [SearchQuestion(municipality=name) for name in MUNICIPALITIES],
    }


def counted_cases() -> dict[str, list[SearchQuestion]]:
    """The second question, which the first hits do not wait for: the rest of the page, counts by facet and by place."""
    few = [SearchQuestion(text, with_counts=True) for text in TYPED]
    return {
        "a whole page": [SearchQuestion(text) for text in keystrokes()],
        "with counts": few,
        "with counts, narrowed": [replace(q, narrowed={Facet.THEME: (THEMES[0],)}) for q in few],
        "with counts, within 10 km": [replace(q, near="Winschoten", within_km=10) for q in few],
        "with counts, all entries": [SearchQuestion(with_counts=True)],
    }


def ours(reader: Reader, question: SearchQuestion) -> object:
    """Naober's own search."""
    return search(reader, question, today=TODAY, bought=_COMING)


def measure(reader: Reader, questions: list[SearchQuestion], ask: Ask) -> Took:
    """Asks every question once, after some to warm up."""
    for question in questions[:20]:
        ask(reader, question)
    took = Took([], [])
    for question in questions:
        began, worked = perf_counter(), thread_time()
        ask(reader, question)
        took.processor.append((thread_time() - worked) * 1000)
        took.wall.append((perf_counter() - began) * 1000)
    return took


def three(values: list[float]) -> tuple[float, float, float]:
    """Median, 95th percentile and longest."""
    high = statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
    return statistics.median(values), high, max(values)


def line(*cells: str) -> None:
    """A row of the table."""
    widths = (25, 19, 24, 24, 12)
    sys.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=False)) + "\n")


def told(took: Took) -> list[str]:
    """Both clocks in text."""
    return [" / ".join(f"{ms:.2f}" for ms in three(values)) for values in (took.processor, took.wall)]


def verdict(bound: float, most: float | None) -> str:
    """Whether a keystroke's answer comes in time; empty for a number of entries of which nothing was asked."""
    return "" if most is None else f"{'within' if bound <= most else 'OVER'} {most:g} ms"


def report(reader: Reader, peers: dict[str, Ask], most: float | None) -> None:
    """The tables; of the peers also how their 95th percentile relates to ours, by the processor's clock."""
    line("ms: p50 / p95 / longest", "who", "processor", "wall", "ratio p95")
    for name, questions in cases().items():
        mine = measure(reader, questions, ours)
        bound = three(mine.processor)[1]
        line(name, "Naober", *told(mine), verdict(bound, most))
        for peer, ask in peers.items():
            theirs = measure(reader, questions, ask)
            tell(Line(f"search, {name}, p95", bound, "ms", peer, three(theirs.processor)[1], most))
            line("", peer, *told(theirs), f"{three(theirs.processor)[1] / bound:.2f} ×")
    for name, questions in own_cases().items():
        mine = measure(reader, questions, ours)
        line(name, "Naober", *told(mine), verdict(three(mine.processor)[1], most))
    for name, questions in counted_cases().items():
        line(name, "Naober", *told(measure(reader, questions, ours)))


def update(store: Store) -> None:
    """One entry changed, with its place in the index, as an act of one person."""
    with store.read() as reader:
        rows = reader.connection.exec_driver_sql("SELECT id FROM community_service LIMIT ?", (UPDATES,))
        ids = [id_ for (id_,) in rows]
    took = Took([], [])
    for number, id_ in enumerate(ids):
        began, worked = perf_counter(), thread_time()
        with store.work("Change") as uow:
            uow.change(CommunityService, id_, phone=f"0597 {number:06}")
            uow.commit()
        took.processor.append((thread_time() - worked) * 1000)
        took.wall.append((perf_counter() - began) * 1000)
    line("one entry changed", "Naober", *told(took))


def opened(folder: Path, count: int) -> Store:
    """The store of before, or a new one, filled and indexed."""
    path = folder / f"map-{count}.naober"
    if path.exists():
        return Store.open(path, KEY, clock=clock)
    store = Store.create(path, KEY, Identity("region", "colleague"), clock=clock)
    for said, step in (("stored", lambda: fill(store, count)), ("indexed", lambda: make_index(store))):
        began, worked = perf_counter(), process_time()
        step()
        spent = process_time() - worked
        sys.stdout.write(f"{count} entries {said} in {spent:.1f} s of processor, {perf_counter() - began:.1f} s\n")
    return store


def clock() -> datetime:
    """Noon of the day on which is searched."""
    return datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


def main() -> None:
    """Measures, and prints tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("entries", nargs="?", type=int, default=ENTRIES)
    asked.add_argument("--in", dest="folder", type=Path, help="where the store is kept")
    given = asked.parse_args()
    keep_loaded()
    with tempfile.TemporaryDirectory() as scratch:
        store = opened(given.folder or Path(scratch), given.entries)
        try:
            plain = Plain(store, MUNICIPALITIES)
            peers: dict[str, Ask] = {plain.name: plain.search}
            peers |= {peer.name: peer.search for peer in tantivy(store, Path(scratch) / "tantivy")}
            sys.stdout.write(f"{given.entries} entries, encrypted; {len(keystrokes())} keystrokes\n")
            with store.read() as reader:
                report(reader, peers, WITHIN_MS.get(given.entries))
            update(store)
        finally:
            store.close()


if __name__ == "__main__":
    main()
