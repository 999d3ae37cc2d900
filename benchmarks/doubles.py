"""A keystroke in the name to the warning that the entry may be there already, on an encrypted social map.

    python -m benchmarks.doubles [entries …]

Beside it, in the same run, what comparing with every entry takes; the ratio is what counts, the milliseconds of the
processor are of this machine. Also told: of names that were written down otherwise, as people do, how many are found
among all entries.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import thread_time

from desktop.models.social_map import Provider
from desktop.rules.double_index import DoubleIndex, Known
from desktop.rules.doubles import LIKELY, Traits, compare
from desktop.store.database import Store
from desktop.store.identity import Identity
from desktop.store.queries.traits import entry_traits

COUNTS = (5_000, 50_000)
ASKED = 200
"""Entries that are written down otherwise; each is typed letter by letter."""
SORTS = [
    "Zorg",
    "Thuiszorg",
    "Begeleiding",
    "Zorggroep",
    "Buurthuis",
    "Welzijn",
    "Praktijk",
    "Jeugdhulp",
    "Dagbesteding",
    "Ontmoeting",
    "Taalhuis",
    "Zorgboerderij",
    "Maatjes",
    "Kringloop",
    "Voedselbank",
    "Inloop",
]
FORMS = ("Stichting {}", "{} B.V.", "Vereniging {}", "{}", "{}", "{} en Co", "De {}")
HAVE_KVK, HAVE_PHONE = 0.5, 0.7
"""Shares of the entries that tell it."""
STREETS = ["Markt", "Brink", "Kerkstraat", "Langeweg", "Stationsplein", "Dorpsstraat", "Molenweg"]
SYLLABLES = [
    "bo", "ka", "ver", "lin", "lo", "mer", "hof", "ster", "wij", "dal", "gro", "ning", "el", "ra", "zuy", "den",
    "maat", "schap", "kwar", "tier",
]  # fmt: skip


def invented(number: int, dice: random.Random, words: list[str]) -> Provider:
    """An entry as such entries are called: a common word, one or two rare ones, a legal form."""
    core = " ".join([dice.choice(SORTS), *dice.choices(words, k=dice.randint(1, 2))])
    return Provider(
        name=dice.choice(FORMS).format(core),
        kvk_number=f"{10_000_000 + number}" if dice.random() < HAVE_KVK else "",
        phone=f"0599 {dice.randint(100_000, 999_999)}" if dice.random() < HAVE_PHONE else "",
        address=f"{dice.choice(STREETS)} {dice.randint(1, 200)}",
        postal_code=f"{dice.randint(1000, 9999)} {dice.choice('ABDEG')}{dice.choice('HJKLN')}",
        place=dice.choice(words).title(),
    )


def otherwise(name: str, dice: random.Random) -> str:
    """The name as somebody else writes it: another form, another order, a letter wrong, a sound spelt otherwise."""
    words = name.replace("Stichting ", "").replace(" B.V.", "").split()
    way = dice.randrange(4)
    if way == 0:
        return f"Stg. {' '.join(words)} BV".replace("Stg.", "Stichting")
    if way == 1:
        return " ".join(reversed(words))
    at = max(range(len(words)), key=lambda n: len(words[n]))
    word = words[at]
    if way == 2 and len(word) > 4:  # noqa: PLR2004 - a shorter word would be another one
        cut = dice.randrange(1, len(word) - 1)
        words[at] = word[:cut] + word[cut + 1 :]
    else:
        words[at] = word.replace("ij", "y").replace("k", "c", 1) if "ke" not in word and "ki" not in word else word
    return " ".join(words)


def timed(questions: list[Traits], ask: Callable[[Traits], object]) -> tuple[float, float]:
    """Milliseconds: median and 95th percentile."""
    took = []
    for question in questions:
        began = thread_time()
        ask(question)
        took.append((thread_time() - began) * 1000)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def every(known: list[Known], wanted: Traits) -> list[str]:
    """What narrowing is held against: comparing with all of them."""
    return [one.id for one in known if compare(wanted, one.traits).score >= LIKELY]


def main(entries: int) -> None:
    """Measures one size, and prints its lines."""
    dice = random.Random(7)  # noqa: S311 - an invented map, the same every time
    words = ["".join(dice.choices(SYLLABLES, k=dice.choice((2, 3, 3, 4)))).title() for _ in range(entries // 2)]
    numbers = count()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "map.naober", bytes(range(32)), Identity("region", "colleague"))
        with store.work("Fill") as uow:
            uow.add(*(invented(next(numbers), dice, words) for _ in range(entries)))
            uow.commit()
        began = thread_time()
        with store.read() as reader:
            known = entry_traits(reader, "provider")
        read = thread_time()
        index = DoubleIndex(known)
        made = thread_time()
        store.close()
    told = f"{entries} entries: read in {(read - began) * 1000:.0f} ms, made ready in {(made - read) * 1000:.0f} ms"
    sys.stdout.write(f"{told}, once when the form opens\n")
    report(index, known, dice)


def report(index: DoubleIndex, known: list[Known], dice: random.Random) -> None:
    """Times and what was found."""
    asked = [(one, otherwise(one.traits.name, dice)) for one in dice.sample(known, ASKED)]
    typed = [Traits(name[:length]) for _one, name in asked for length in range(3, len(name) + 1, 3)]
    index.like(typed[0])
    mine = timed(typed, index.like)
    theirs = timed(typed[:30], lambda wanted: every(known, wanted))
    for name, (middle, high) in (("a keystroke, narrowed", mine), ("compared with all", theirs)):
        sys.stdout.write(f"  {name:<24}p50 {middle:8.2f} ms   p95 {high:8.2f} ms\n")
    sys.stdout.write(f"  ratio of p95: {theirs[1] / mine[1]:.0f}\n")
    found = sum(one.id in {double.known.id for double in index.like(Traits(name))} for one, name in asked)
    alike = [(one, name) for one, name in asked if compare(Traits(name), replace(one.traits)).score >= LIKELY]
    kept = sum(one.id in {double.known.id for double in index.like(Traits(name))} for one, name in alike)
    of = f"of those the rule calls alike {kept} of {len(alike)}"
    sys.stdout.write(f"  written otherwise: {found} of {ASKED} found; {of}\n")


if __name__ == "__main__":
    for size in [int(text) for text in sys.argv[1:]] or COUNTS:
        main(size)
