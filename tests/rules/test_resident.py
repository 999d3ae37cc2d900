"""What may be wrong with a resident's particulars."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.people import Resident
from desktop.rules.resident import postal_code, problems

TODAY = date(2026, 12, 1)
GOOD = {"last_name": "de Vries", "bsn": "999990019", "birth_date": date(1990, 5, 1), "postal_code": "9501 AB"}


def found(changes: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(problem.code, problem.field) for problem in problems({**GOOD, **changes}, TODAY)]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"bsn": "", "birth_date": None, "postal_code": "", "first_names": "", "address": ""},
        {"last_name": "A" * 200},
        {"birth_date": TODAY},
        {"birth_date": date(1906, 12, 2)},
        {"postal_code": "9501ab"},
        {"last_name": " 't Hooft "},
    ],
)
def test_these_can_be_kept(changes: Mapping[str, object]) -> None:
    assert found(changes) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"last_name": ""}, ("last-name-missing", "last_name")),
        ({"last_name": "  "}, ("last-name-missing", "last_name")),
        ({"last_name": "A" * 201}, ("too-long", "last_name")),
        ({"bsn": "99999001"}, ("bsn-not-nine-digits", "bsn")),
        ({"bsn": "99999001X"}, ("bsn-not-nine-digits", "bsn")),
        ({"bsn": "999990018"}, ("bsn-fails-elfproef", "bsn")),
        ({"birth_date": date(2026, 12, 2)}, ("birth-date-in-future", "birth_date")),
        ({"birth_date": date(1906, 12, 1)}, ("birth-date-too-long-ago", "birth_date")),
        ({"postal_code": "0501 AB"}, ("postal-code-form", "postal_code")),
        ({"postal_code": "9501 SS"}, ("postal-code-form", "postal_code")),
        ({"postal_code": "950 AB"}, ("postal-code-form", "postal_code")),
        ({"email": "geenadres"}, ("email-form", "email")),
        ({"email": "jan@thuis"}, ("email-form", "email")),
        ({"email": "jan de boer@thuis.nl"}, ("email-form", "email")),
    ],
)
def test_each_problem_stands_at_its_field(changes: Mapping[str, object], problem: tuple[str, str]) -> None:
    assert problem in found(changes)


def test_all_problems_are_named_at_once() -> None:
    bad = {"last_name": "", "bsn": "1", "birth_date": date(2030, 1, 1), "postal_code": "X"}
    assert {field for _code, field in found(bad)} == set(GOOD)


def test_a_postal_code_gets_its_usual_writing_and_anything_else_stays_as_it_was() -> None:
    assert postal_code(" 9501ab") == "9501 AB"
    assert postal_code("Dorpsstraat 1") == "Dorpsstraat 1"


@given(
    st.fixed_dictionaries(
        {
            "last_name": st.text(max_size=220),
            "bsn": st.text(max_size=12),
            "birth_date": st.none() | st.dates(),
            "postal_code": st.text(max_size=9),
        }
    )
)
def test_what_has_no_problem_is_a_resident_and_nothing_makes_it_stumble(fields: dict[str, object]) -> None:
    if problems(fields, TODAY):
        return
    kept = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    assert Resident.model_validate(kept).last_name
