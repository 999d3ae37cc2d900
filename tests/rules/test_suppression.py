"""Small counts, and what would give them away: an attacker subtracts, and finds nothing."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.rules.suppression import Sum, left_out
from tests.helpers.attacker import Shown, all_tables, bounds, worked_out

MINIMUM = 5
Table = dict[Hashable, int]


def table(values: list[list[int]], name: str = "") -> tuple[Table, list[Sum[Hashable]]]:
    """A table with the totals of its rows and columns, and of all."""
    rows, columns = range(len(values)), range(len(values[0]))
    counts: Table = {(name, r, c): values[r][c] for r, c in product(rows, columns)}
    counts |= {("row", r): sum(values[r]) for r in rows}
    counts |= {(name, "column", c): sum(values[r][c] for r in rows) for c in columns}
    counts["all"] = sum(map(sum, values))
    sums: list[Sum[Hashable]] = [Sum(("row", r), tuple((name, r, c) for c in columns)) for r in rows]
    sums += [Sum((name, "column", c), tuple((name, r, c) for r in rows)) for c in columns]
    sums += [Sum("all", tuple(("row", r) for r in rows)), Sum("all", tuple((name, "column", c) for c in columns))]
    return counts, sums


def shown(counts: Table, sums: list[Sum[Hashable]], minimum: int = MINIMUM) -> Shown[Hashable]:
    hidden = left_out(counts, sums, minimum)
    return {key: None if key in hidden else value for key, value in counts.items()}


def tables(rows: int, columns: int, most: int) -> st.SearchStrategy[list[list[int]]]:
    one = st.one_of(st.integers(0, 6), st.integers(0, most))
    return st.tuples(st.integers(1, rows), st.integers(1, columns)).flatmap(
        lambda size: st.lists(st.lists(one, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
    )


def safe(counts: Table, sums: list[Sum[Hashable]], found: Shown[Hashable]) -> None:
    assert not {key for key, value in found.items() if value is not None and 0 < value < MINIMUM}
    assert not worked_out(found, sums)
    for key, (low, high) in bounds(found, sums, counts).items():
        assert low < high, key
        assert low <= counts[key] <= high


@given(tables(6, 5, 60))
def test_nothing_that_is_left_out_can_be_subtracted_back(values: list[list[int]]) -> None:
    counts, sums = table(values)
    safe(counts, sums, shown(counts, sums))


@given(st.integers(1, 4), st.data())
def test_nor_from_two_tables_of_the_same_people(rows: int, data: st.DataObject) -> None:
    """Like clients by age and clients by product: both have the clients of each municipality as the row's total."""
    one = data.draw(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=rows, max_size=rows))
    cut = [data.draw(st.integers(0, sum(row))) for row in one]
    other = [[part, sum(row) - part] for part, row in zip(cut, one, strict=True)]
    first, second = table(one, "age"), table(other, "product")
    counts, sums = first[0] | second[0], first[1] + second[1]
    safe(counts, sums, shown(counts, sums))


@settings(max_examples=60)
@given(tables(2, 2, 9))
def test_of_the_smallest_tables_every_one_that_fits_is_counted(values: list[list[int]]) -> None:
    counts, sums = table(values)
    found = shown(counts, sums)
    hidden = [key for key, value in found.items() if value is None]
    if not 0 < len(hidden) <= 4:
        return
    most = max(counts.values()) + MINIMUM
    fitting = list(all_tables(found, sums, most))
    assert counts in fitting
    for key in hidden:
        assert len({one[key] for one in fitting}) > 1, key


def test_a_table_without_small_counts_is_shown_whole() -> None:
    counts, sums = table([[12, 5], [0, 40]])
    assert left_out(counts, sums, MINIMUM) == frozenset()


def test_beside_a_small_count_the_least_people_are_left_out() -> None:
    counts, sums = table([[3, 50, 20], [30, 60, 25], [90, 80, 70]])
    assert left_out(counts, sums, MINIMUM) == {("", 0, 0), ("", 0, 2), ("", 1, 0), ("", 1, 2)}


def test_zero_is_shown_and_helps_nobody_to_hide() -> None:
    counts, sums = table([[3, 0, 20], [30, 0, 25]])
    hidden = left_out(counts, sums, MINIMUM)
    assert not {key for key in hidden if counts[key] == 0}
    assert ("", 0, 0) in hidden


def test_a_small_count_whose_row_holds_nothing_else_takes_its_total_with_it() -> None:
    counts, sums = table([[3, 0], [30, 25], [12, 14]])
    hidden = left_out(counts, sums, MINIMUM)
    assert {("", 0, 0), ("row", 0)} <= hidden
    safe(counts, sums, shown(counts, sums))


def test_without_the_second_count_the_attacker_has_the_first() -> None:
    """The attacker is a real one: with only the small count left out it is worked out."""
    counts, sums = table([[3, 50], [30, 60]])
    naive = {key: None if 0 < value < MINIMUM else value for key, value in counts.items()}
    assert worked_out(naive, sums) == {("", 0, 0)}


def test_people_who_stand_in_two_parts_are_no_way_in() -> None:
    """Clients by product: who has two products counts in both and once in the total. The attacker knows how many."""
    counts: Table = {"a": 40, "b": 3, "c": 22, "all": 60}
    sums: list[Sum[Hashable]] = [Sum("all", ("a", "b", "c"))]
    hidden = left_out(counts, sums, MINIMUM)
    assert hidden == {"b", "c"}
    safe(counts, sums, shown(counts, sums))


def test_a_large_table_takes_no_long() -> None:
    values = [[(r * 7 + c * 13) % 41 for c in range(7)] for r in range(18)]
    counts, sums = table(values)
    safe(counts, sums, shown(counts, sums))
