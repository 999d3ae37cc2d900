"""Contracts without clients: after how long, on whose word, and from when it is counted."""

from datetime import date, timedelta

from desktop.models.region import ContractTerms, RegionProfile, Threshold
from desktop.models.region_settings import Source
from desktop.rules.sleeping import USUAL_DAYS, Served, period_of, sleeping
from tests.helpers.invented_region import SOURCE, region

TODAY = date(2026, 12, 1)


def served(days: int, last: int | None = None) -> Served:
    """A contract that began so many days ago, with a last client so many days ago."""
    began = TODAY - timedelta(days=days)
    return Served("c", "p", "hulp", began, None if last is None else TODAY - timedelta(days=last))


def with_terms(days: int) -> RegionProfile:
    terms = ContractTerms(end_without_clients_days=days, source=Source(document="Contract", paragraph="9"))
    return region(lots=tuple(lot.model_copy(update={"contract": terms}) for lot in region().lots))


def test_the_period_stands_in_the_contract_terms_else_in_a_threshold_else_it_is_a_year_of_our_own() -> None:
    assert (period_of(with_terms(90), "hulp").days, period_of(with_terms(90), "hulp").source.paragraph) == (90, "9")
    threshold = Threshold(kind="end-without-clients", number=200, text="…", source=SOURCE)
    assert period_of(region(thresholds=(threshold,)), "hulp").days == 200
    usual = period_of(region(), "hulp")
    assert (usual.days, usual.source.document) == (USUAL_DAYS, "Naober, standaardinstelling")


def test_a_contract_sleeps_from_the_day_the_period_is_full() -> None:
    assert sleeping(with_terms(90), [served(400, last=89)], TODAY) == ()
    [found] = sleeping(with_terms(90), [served(400, last=90)], TODAY)
    assert (found.days, found.period.days) == (90, 90)


def test_one_that_never_began_counts_from_its_first_day() -> None:
    [found] = sleeping(with_terms(90), [served(120)], TODAY)
    assert (found.days, found.last_client_on) == (120, None)
    assert sleeping(with_terms(90), [served(30)], TODAY) == ()


def test_a_client_of_an_earlier_contract_does_not_make_a_young_one_sleep() -> None:
    assert sleeping(with_terms(90), [served(30, last=400)], TODAY) == ()


def test_the_longest_asleep_stands_first() -> None:
    found = sleeping(with_terms(90), [served(100), served(500), served(300, last=200)], TODAY)
    assert [one.days for one in found] == [500, 200, 100]
