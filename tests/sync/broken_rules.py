"""Breaks each rule of sync and security in a copy of the program, and sees whether the tests notice.

`python -m tests.sync.broken_rules` tries them all; a number, a range like 5-9 or a part of a name tries those alone. A
rule that can be broken without a test that fails is a rule that nothing keeps. `broken_rules.toml` names them; where a
place changes its words, `test_broken_rules.py` tells.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from time import monotonic
from typing import Any

from tests.helpers.broken_copies import ROOT, BrokenCopy


@dataclass(frozen=True)
class Cut:
    """One place that is changed."""

    file: str
    """From the root of the project."""
    stands: str
    """What the file says, once."""
    instead: str


@dataclass(frozen=True)
class Broken:
    """One rule, and how to break it."""

    rule: str
    cuts: tuple[Cut, ...]
    """Several where the same is held in more than one place: with one of them gone the rule still stands."""
    tests: tuple[str, ...]
    """Of `tests/sync`, or with their room before them; ``::name`` behind it for one alone, and ``[central store]``
    behind that for one of both. One of them must fail."""


def _read(told: dict[str, Any]) -> Broken:
    first = Cut(told["file"], told["stands"], told["instead"])
    also = (Cut(**{"file": first.file, **cut}) for cut in told.get("also", ()))
    return Broken(told["rule"], (first, *also), tuple(told["tests"]))


RULES = tuple(map(_read, tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["rule"]))
"""Every rule once."""


def broken_texts(broken: Broken) -> dict[str, str]:
    """The files with the rule broken, by name.

    Raises:
        ValueError: A file does not say what it should.
    """
    texts: dict[str, str] = {}
    for cut in broken.cuts:
        text = texts.get(cut.file) or (ROOT / cut.file).read_text(encoding="utf-8")
        if text.count(cut.stands) != 1:
            raise ValueError(f"{broken.rule}: {cut.file} says it {text.count(cut.stands)} times: {cut.stands}")
        texts[cut.file] = text.replace(cut.stands, cut.instead)
    return texts


def path_of(test: str) -> str:
    """A test as pytest is asked for it."""
    return f"tests/{test}" if "/" in test else f"tests/sync/{test}"


def main(words: list[str]) -> int:
    """Tries all rules, or those that are asked; 1 when one can be broken unnoticed."""
    reader = argparse.ArgumentParser(prog="python -m tests.sync.broken_rules", description=main.__doc__)
    reader.add_argument("asked", nargs="*", help="number, a range like 5-9, or a part of a name")
    reader.add_argument("-n", type=int, default=os.cpu_count() or 1, help="how many at once")
    given = reader.parse_args(words)
    chosen = [(number, broken) for number, broken in enumerate(RULES, 1) if _is_asked(given.asked, number, broken)]
    began, copies = monotonic(), SimpleQueue[BrokenCopy]()

    def attempt(one: tuple[int, Broken]) -> bool:
        number, broken = one
        begun, copy = monotonic(), copies.get()
        try:
            by, why = copy.notices(broken_texts(broken), [path_of(test) for test in broken.tests])
        finally:
            copies.put(copy)
        _say(f"{number:3} {monotonic() - begun:5.0f} s  {broken.rule}  [{by or why}]")
        return bool(by)

    with ExitStack() as stack:
        made = [stack.enter_context(BrokenCopy()) for _one in range(given.n)]
        # Threads begin once the copies have forked.
        pool = stack.enter_context(ThreadPoolExecutor(given.n))
        tests = sorted({path_of(test) for broken in RULES for test in broken.tests}) if not given.asked else []
        failing = list(filter(None, pool.map(lambda at: made[at].passes(tests[at :: given.n]), range(given.n))))
        if failing:
            _say("\n".join(["These fail while every rule stands:", *failing]))
            return 1
        for copy in made:
            copies.put(copy)
        unnoticed = list(pool.map(attempt, chosen)).count(False)
    told = f"{unnoticed} of them unnoticed" if unnoticed else "every one is noticed"
    _say(f"\n{len(chosen)} rules broken in {monotonic() - began:.0f} seconds, {told}")
    return bool(unnoticed)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _is_asked(asked: list[str], number: int, broken: Broken) -> bool:
    return not asked or any(_fits(word, number, broken) for word in asked)


def _fits(word: str, number: int, broken: Broken) -> bool:
    first, dash, last = word.partition("-")
    if first.isdecimal() and (not dash or last.isdecimal()):
        return int(first) <= number <= int(last or first)
    return word in broken.rule


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
