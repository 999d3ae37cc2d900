"""The same residents in two tables: by help and by lot. Who has both beside each other subtracts across them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from desktop.rules.suppression import Sum
from desktop.services.dashboards.asking import OTHER_LOT, Desk
from desktop.services.dashboards.figure import Figure, Key
from desktop.store.queries.figures import helps_in_lots

_HELP, _LOT = "help-residents", "lot"


def with_help_in_lots(desk: Desk, figures: Sequence[Figure]) -> list[Figure]:
    """The figures with one more kind of sum: what is given under a lot adds up to the lot, in every municipality.

    Which help belongs to which lot is no secret. Where one kind is given under several lots, those lots are taken
    together. Who has two kinds of help counts in both, as in every table of people.
    """
    found = list(figures)
    at = next(n for n, one in enumerate(found) if one.id == "lot-residents")
    known = {key: value for one in found for key, value in one.counts.items()}
    counts, sums = dict(found[at].counts), list(found[at].sums)
    lots = {lot for lot, _name in desk.lots}
    told = [
        (one.help, one.lot if one.lot in lots else f"{OTHER_LOT} {one.law}")
        for one in helps_in_lots(desk.reader, desk.asked)
    ]
    for helps, under in _together(told):
        for place in {place for what, row, place in known if what == _LOT and row in under}:
            parts = tuple((_HELP, one, place) for one in helps if (_HELP, one, place) in known)
            wholes = tuple((_LOT, one, place) for one in under if (_LOT, one, place) in known)
            sums += _same(parts, wholes, counts, known)
    found[at] = replace(found[at], counts=counts, sums=tuple(sums))
    return found


def _same(
    parts: tuple[Key, ...], wholes: tuple[Key, ...], counts: dict[Key, int], known: Mapping[Key, int]
) -> Iterator[Sum[Key]]:
    if len(wholes) == 1:
        yield Sum(wholes[0], parts)
    elif len(parts) == 1:
        yield Sum(parts[0], wholes)
    elif parts and wholes:
        both: Key = ("together", " ".join(row for _what, row, _place in wholes), wholes[0][2])
        counts[both] = sum(known[one] for one in wholes)
        yield Sum(both, wholes)
        yield Sum(both, parts)


def _together(told: Iterable[tuple[str, str]]) -> Iterator[tuple[Collection[str], Collection[str]]]:
    """Kinds of help and lots in groups that share nothing with another group, in a fixed order."""
    groups: list[tuple[set[str], set[str]]] = []
    for help_, lot in sorted(told):
        near = [one for one in groups if help_ in one[0] or lot in one[1]]
        groups = [one for one in groups if one not in near]
        groups.append(({help_}.union(*(one[0] for one in near)), {lot}.union(*(one[1] for one in near))))
    for helps, lots in groups:
        yield sorted(helps), sorted(lots)
