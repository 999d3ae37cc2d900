"""The coverage matrix, held against counting every provider of every cell by hand."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.kinds import AvailabilityStatus as Status
from desktop.models.kinds import MeasureKind
from desktop.models.purchasing import PurchaseMeasure
from desktop.rules.coverage import Cell, Offered, Told, Word, matrix
from desktop.rules.coverage_lines import Line, in_force, lines_of
from tests.helpers.invented_region import TODAY, TOWNS, region

FRESH_DAYS = 45
"""As old as a word may be here."""


def offer(provider: str = "p", product: str = "dag", *towns: str, **fields: object) -> Offered:
    """A contract for a product in the first lot."""
    known = {"lot": "hulp", "segment": "", "stopped": False}
    return Offered(provider_id=provider, product=product, municipalities=frozenset(towns), **(known | fields))  # type: ignore[arg-type]  # idem


def word(provider: str = "p", about: str = "dag", status: Status = Status.OPEN, days: int = 3, town: str = "") -> Word:
    """What a provider told so many days ago."""
    return Word(provider, about, town, TODAY - timedelta(days=days), (status.value,))


def cells(
    offers: list[Offered], words: list[Word] | None = None, *measures: PurchaseMeasure
) -> dict[tuple[str, str], Cell]:
    """By line and municipality."""
    where = region()
    found = matrix(
        where, lines_of(where, TODAY), offers, Told(words or [], TODAY, FRESH_DAYS), in_force(measures, TODAY)
    )
    return {(cell.line.id, cell.municipality): cell for cell in found}


providers = st.sampled_from(["a", "b", "c", "d"])
towns = st.frozensets(st.sampled_from(TOWNS), max_size=3)
contracted = st.builds(
    lambda provider, where, line, stopped: Offered(provider, line[0], line[1], line[2], where, stopped),
    providers,
    towns,
    st.sampled_from(
        [("hulp", "", "dag"), ("hulp", "", "thuis"), ("zorg", "", ""), ("zorg", "wonen", ""), ("zorg", "gezin", "")]
    ),
    st.booleans(),
)
heard = st.builds(
    lambda provider, about, town, days, told: Word(provider, about, town, TODAY - timedelta(days=days), tuple(told)),
    providers,
    st.sampled_from(["", "dag", "thuis", "wonen", "gezin"]),
    st.sampled_from(["", *TOWNS]),
    st.integers(0, FRESH_DAYS * 2),
    st.lists(st.sampled_from([s.value for s in Status]), min_size=1, max_size=2, unique=True),
)


def counted_by_hand(offers: list[Offered], words: list[Word], line: Line, town: str) -> tuple[int, int, int]:
    """Providers, accepting and not known: every contract and every word looked at one by one."""
    best: dict[str, int] = {}
    for one in offers:
        if line.is_product:
            fits = one.product == line.id
        else:
            fits = not one.product and one.lot == line.lot and (one.segment == "" or one.segment in line.within)
        if not fits or (one.municipalities and town not in one.municipalities):
            continue
        best[one.provider_id] = max(best.get(one.provider_id, 0), 0 if one.stopped else said(one, words, line, town))
    takes = list(best.values())
    return len(takes), takes.count(2), takes.count(1)


def said(one: Offered, words: list[Word], line: Line, town: str) -> int:
    """2 takes people, 1 is not known, 0 does not."""
    about = [
        w
        for w in words
        if w.provider_id == one.provider_id and w.about in {line.id, ""} and w.municipality in {"", town}
    ]
    if not about:
        return 1
    first = sorted(about, key=lambda w: (w.measured_on, w.about != "", w.municipality != ""))[-1]
    equal = [
        w
        for w in about
        if (w.measured_on, w.about != "", w.municipality != "")
        == (first.measured_on, first.about != "", first.municipality != "")
    ]
    return max(meant(w) for w in equal)


def meant(w: Word) -> int:
    """Of one word."""
    if (TODAY - w.measured_on).days > FRESH_DAYS:
        return 1
    takes = {"open": 2, "limited": 2, "assessment-first": 2, "intake-stop": 0, "on-consultation": 1, "unknown": 1}
    told = {takes[status] for status in w.statuses}
    return told.pop() if len(told) == 1 else 1


@given(st.lists(contracted, max_size=14), st.lists(heard, max_size=10))
def test_every_cell_counts_what_counting_by_hand_counts(offers: list[Offered], words: list[Word]) -> None:
    profile = region()
    lines = lines_of(profile, TODAY)
    for cell in matrix(profile, lines, offers, Told(words, TODAY, FRESH_DAYS), ()):
        by_hand = counted_by_hand(offers, words, cell.line, cell.municipality)
        assert (cell.providers, cell.accepting, cell.unknown) == by_hand
        assert bool(cell.only) == (cell.providers == 1 or cell.accepting + cell.unknown == 1)


@given(st.lists(contracted, max_size=10), st.lists(heard, max_size=8), st.randoms())
def test_the_order_of_contracts_and_words_changes_nothing(
    offers: list[Offered], words: list[Word], chance: Random
) -> None:
    before = cells(offers, words)
    mixed, said_otherwise = list(offers), list(words)
    chance.shuffle(mixed)
    chance.shuffle(said_otherwise)
    assert cells(mixed, said_otherwise) == before


def test_lines_are_products_else_segments_with_what_lies_under_them() -> None:
    lines = lines_of(region(), TODAY)
    assert [(line.id, line.depth) for line in lines] == [
        ("dag", 0), ("thuis", 0), ("wonen", 0), ("gezin", 1), ("groep", 1),
    ]  # fmt: skip
    assert [line.id for line in lines_of(region(), TODAY, "zorg")] == ["wonen", "gezin", "groep"]
    assert [line.id for line in lines_of(region(segments=()), TODAY, "zorg")] == ["zorg"]


def test_a_contract_for_a_segment_holds_for_what_lies_under_it_and_not_for_what_lies_above() -> None:
    found = cells([offer("a", "", lot="zorg", segment="wonen"), offer("b", "", lot="zorg", segment="gezin")])
    assert [found[line, "Kleindorp"].providers for line in ("wonen", "gezin", "groep")] == [1, 2, 1]


def test_nobody_who_takes_people_is_a_gap_also_when_it_is_only_not_known() -> None:
    found = cells([offer("a"), offer("b", "thuis")], [word("b", "thuis")])
    assert (found["dag", "Kleindorp"].gap, found["dag", "Kleindorp"].unknown) == (True, 1)
    assert not found["thuis", "Kleindorp"].gap
    assert cells([])["thuis", "Kleindorp"].gap


def test_what_the_municipality_buys_itself_is_no_gap() -> None:
    cell = cells([])["dag", "Verweg"]
    assert (cell.gap, cell.bought_by) == (False, "itself")


@pytest.mark.parametrize(
    ("words", "takes"),
    [
        ([word(status=Status.LIMITED)], (1, 0)),
        ([word(status=Status.ASSESSMENT_FIRST)], (1, 0)),
        ([word(status=Status.ON_CONSULTATION)], (0, 1)),
        ([word(status=Status.INTAKE_STOP)], (0, 0)),
        ([word(days=FRESH_DAYS)], (1, 0)),
        ([word(days=FRESH_DAYS + 1)], (0, 1)),
        ([word(days=9), word(about="", status=Status.INTAKE_STOP, days=2)], (0, 0)),
        ([word(days=2), word(about="", status=Status.INTAKE_STOP, days=2)], (1, 0)),
        ([word(days=2, town="Grootstad")], (0, 1)),
        ([Word("p", "dag", "", TODAY, ("open", "intake-stop"))], (0, 1)),
        ([Word("p", "dag", "", TODAY, ("open", "limited"))], (1, 0)),
    ],
)
def test_the_newest_word_tells_and_an_old_or_disputed_one_tells_nothing(
    words: list[Word], takes: tuple[int, int]
) -> None:
    cell = cells([offer()], words)["dag", "Kleindorp"]
    assert (cell.accepting, cell.unknown) == takes


def test_a_stop_in_the_contract_goes_before_what_was_heard_but_another_contract_may_take_people() -> None:
    assert cells([offer(stopped=True)], [word()])["dag", "Kleindorp"].accepting == 0
    both = cells([offer(stopped=True), offer()], [word()])["dag", "Kleindorp"]
    assert (both.providers, both.accepting) == (1, 1)


def measure(kind: MeasureKind, number: int | None = None, **fields: object) -> PurchaseMeasure:
    """In force since the summer."""
    return PurchaseMeasure(kind=kind, number=number, start=date(2026, 7, 1), **fields)  # type: ignore[arg-type]  # a test names the fields


def test_the_maximum_is_the_municipalitys_own_else_the_regions_else_the_profiles() -> None:
    offers = [offer(name, "thuis") for name in "abcd"]
    whole = measure(MeasureKind.MAXIMUM, 2, lot="hulp")
    own = measure(MeasureKind.MAXIMUM, 5, municipality="Grootstad", product="thuis")
    found = cells(offers, [], whole, own)
    assert (found["thuis", "Kleindorp"].most, found["thuis", "Kleindorp"].surplus) == (2, 2)
    assert (found["thuis", "Grootstad"].most, found["thuis", "Grootstad"].surplus) == (5, 0)
    assert (cells(offers)["thuis", "Kleindorp"].most, cells(offers)["thuis", "Kleindorp"].surplus) == (3, 1)


def test_fewer_that_take_people_than_the_minimum_is_a_gap() -> None:
    offers, words = [offer("a"), offer("b")], [word("a"), word("b")]
    assert not cells(offers, words)["dag", "Kleindorp"].gap
    assert cells(offers, words, measure(MeasureKind.MINIMUM, 3, product="dag"))["dag", "Kleindorp"].gap


def test_a_closed_group_is_told_and_a_measure_that_ended_is_not() -> None:
    closed = measure(MeasureKind.CLOSED, municipality="Grootstad", segment="wonen", lot="zorg")
    over = measure(MeasureKind.CLOSED, municipality="Grootstad", product="dag", end=TODAY - timedelta(days=1))
    found = cells([], [], closed, over)
    assert found["gezin", "Grootstad"].closed == closed
    assert found["gezin", "Kleindorp"].closed is None
    assert found["dag", "Grootstad"].closed is None


def test_help_hangs_on_the_one_that_is_left_when_the_others_turn_people_away() -> None:
    offers = [offer("a"), offer("b"), offer("c")]
    stops = {name: word(name, status=Status.INTAKE_STOP) for name in "abc"}
    assert cells(offers, [stops["a"], word("b"), stops["c"]])["dag", "Kleindorp"].only == "b"
    assert cells(offers, [stops["a"], word("b")])["dag", "Kleindorp"].only == ""
    assert cells(offers, list(stops.values()))["dag", "Kleindorp"].only == ""


def test_help_that_hangs_on_one_provider_names_it() -> None:
    found = cells([offer("a", "dag", "Kleindorp"), offer("b", "dag", "Grootstad"), offer("c", "dag", "Grootstad")])
    assert [found["dag", town].only for town in ("Kleindorp", "Grootstad")] == ["a", ""]
