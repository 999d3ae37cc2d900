"""What may stand in the fields of the social map, and which entries are looked at first."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.kinds import CheckOutcome
from desktop.models.region_settings import OWN_UPKEEP
from desktop.rules.freshness import is_due, order, waits_for_retry
from desktop.rules.map_entries import faults, tidy

TODAY = date(2026, 11, 23)
NORM = OWN_UPKEEP


def codes(**fields: object) -> list[tuple[str, str]]:
    return [(fault.code, fault.field) for fault in faults(tidy(fields))]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"name": "  "}, ("required", "name")),
        ({"postal_code": "9501"}, None),
        ({"postal_code": "9501ab"}, None),
        ({"postal_code": "0501 AB"}, ("postal-code-form", "postal_code")),
        ({"postal_code": "9501 A"}, ("postal-code-form", "postal_code")),
        ({"email": "info@soos.nl"}, None),
        ({"email": "info@soos"}, ("email-form", "email")),
        ({"email": "info soos.nl"}, ("email-form", "email")),
        ({"url": "soos.nl"}, None),
        ({"url": "https://www.soos.nl/wat?x=1#y"}, None),
        ({"url": "www soos nl"}, ("url-form", "url")),
        ({"url": "info@soos.nl"}, ("url-form", "url")),
        ({"phone": "112"}, None),
        ({"phone": "0599 - 12 34 56 (ma t/m vr)"}, None),
        ({"phone": "bel ons"}, ("phone-form", "phone")),
        ({"kvk_number": "1234567"}, ("eight-digits", "kvk_number")),
        ({"agb_code": "1234567a"}, ("eight-digits", "agb_code")),
        ({"agb_code": "01234567", "kvk_number": "12345678"}, None),
        ({"minimum_age": 18, "maximum_age": 12}, ("ages-reversed", "maximum_age")),
        ({"minimum_age": 18, "maximum_age": 18}, None),
        ({"latitude": 52.9, "longitude": 6.9}, None),
        ({"latitude": 52.9}, ("coordinates-half", "longitude")),
        ({"longitude": 6.9, "latitude": None}, ("coordinates-half", "latitude")),
        ({"latitude": 6.9, "longitude": 52.9}, ("outside-netherlands", "latitude")),
        ({"latitude": 52.9, "longitude": 0.0}, ("outside-netherlands", "longitude")),
    ],
)
def test_what_is_wrong_is_said_at_its_field(fields: dict[str, object], wrong: tuple[str, str] | None) -> None:
    assert codes(**fields) == ([wrong] if wrong else [])


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert codes(name="", email="x", postal_code="x", kvk_number="x") == [
        ("required", "name"),
        ("email-form", "email"),
        ("postal-code-form", "postal_code"),
        ("eight-digits", "kvk_number"),
    ]


def test_a_postal_code_gets_its_form_and_empty_members_fall_away() -> None:
    found = tidy({"postal_code": " 9501ab ", "themes": [" geld ", "", "geld"], "name": " Soos ", "minimum_age": 0})
    assert found == {"postal_code": "9501 AB", "themes": ("geld",), "name": "Soos", "minimum_age": 0}


@given(st.dictionaries(st.sampled_from(["name", "email", "url", "phone", "postal_code", "kvk_number"]), st.text()))
def test_whatever_is_typed_is_judged_and_tidying_twice_changes_nothing(fields: dict[str, str]) -> None:
    once = tidy(fields)
    assert tidy(once) == once
    assert {fault.field for fault in faults(once)} <= set(fields)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_who_was_never_looked_at_comes_first_and_uses_make_older() -> None:
    entries = {
        "never": (None, 0),
        "never-used": (None, 3),
        "old": (days_ago(400), 0),
        "used": (days_ago(350), 2),
        "fresh": (days_ago(10), 0),
        "much-used": (days_ago(10), 500),
    }
    by_order = sorted(entries, key=lambda name: order(*entries[name], TODAY, NORM))
    assert by_order == ["never-used", "never", "used", "old", "much-used", "fresh"]


def test_an_entry_is_due_when_nobody_looked_for_longer_than_the_norm() -> None:
    assert is_due(None, TODAY, NORM)
    assert not is_due(days_ago(180), TODAY, NORM)
    assert is_due(days_ago(181), TODAY, NORM)
    assert is_due(days_ago(31), TODAY, NORM.model_copy(update={"stale_after_days": 30}))


def test_who_did_not_answer_is_tried_again_after_a_while() -> None:
    assert waits_for_retry(CheckOutcome.NOT_REACHED, days_ago(13), TODAY, NORM)
    assert not waits_for_retry(CheckOutcome.NOT_REACHED, days_ago(14), TODAY, NORM)
    assert not waits_for_retry(CheckOutcome.STILL_RIGHT, days_ago(1), TODAY, NORM)
    assert not waits_for_retry(None, None, TODAY, NORM)


def test_the_numbers_of_a_region_that_says_nothing_are_said_to_be_the_programs_own() -> None:
    assert (NORM.stale_after_days, NORM.source.document, NORM.source.paragraph) == (
        180,
        "Naober",
        "standaardinstelling",
    )
