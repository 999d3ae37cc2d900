"""Which help it is and from when, who buys it, and where it leads back to."""

from collections.abc import Mapping

import pytest

from desktop.models.kinds import FundingModel, Law
from desktop.models.region import Purchase
from tests.helpers.drafts import RESULT, SOURCE, asked, draft, lot, region, segment


@pytest.mark.parametrize(
    ("changes", "field", "text"),
    [
        ({"product": None}, "product", "Kies welk product dit is."),
        ({**RESULT, "lot": None, "law": "PARTICIPATIEWET"}, "lot", "Kies welk perceel dit is."),
        ({**RESULT, "lot": "open"}, "segment", "Kies welk segment dit is."),
        (
            {"law": "WLZ", "product": None, "segment": None},
            "law",
            "Deze regio koopt geen hulp in vanuit deze wet: Wlz. Kies een andere wet.",
        ),
    ],
)
def test_which_help_it_is_is_asked_at_the_first_choice_that_is_open(
    changes: Mapping[str, object], field: str, text: str
) -> None:
    results: dict[str, object] = {"funding": FundingModel.LUMP_SUM, "states_result_only": True}
    act = Law.PARTICIPATIEWET
    lots = (*region().lots, lot("open", act, **results), lot("leeg", act, **results))
    profile = region(lots=lots, segments=(*region().segments, segment("deel", lot="open")))
    law = {"law": "PARTICIPATIEWET"} if changes.get("lot") == "open" else {}
    found = asked(draft(**{**changes, **law}), profile)["help-missing"]
    assert (found.field, found.text) == (field, text)
    chosen = draft(**{**RESULT, "lot": "leeg", "law": "PARTICIPATIEWET"})
    assert "help-missing" not in asked(chosen, profile)


def test_a_personal_budget_is_not_held_to_the_allocations() -> None:
    budget = {"unit": "euro", "frequency": "month", "provider": {}}
    assert "combination-not-allowed" in asked(draft(**budget))
    assert "combination-not-allowed" not in asked(draft(**budget, provision="pgb"))


def test_without_a_start_only_the_start_is_asked_for() -> None:
    assert {"start-missing"} == set(asked(draft(start=None, evaluations=["2027-06-01"])))


def test_an_end_before_the_start_says_nothing_of_when_to_look_back() -> None:
    found = asked(draft(start="2027-01-04", end="2026-12-31", evaluations=["2027-03-01"]))
    assert "evaluation-missing" not in found


def test_the_only_lot_of_an_act_need_not_be_chosen() -> None:
    results: dict[str, object] = {"funding": FundingModel.LUMP_SUM, "states_result_only": True}
    profile = region(lots=(lot("enig", Law.PARTICIPATIEWET, **results),), segments=(segment("deel", lot="enig"),))
    found = asked(draft(**{**RESULT, "lot": None, "law": "PARTICIPATIEWET"}), profile)["help-missing"]
    assert found.field == "segment"


@pytest.mark.parametrize("place", ["voorliggend-veld", "Voorliggend veld", "community-service", "Community Service"])
def test_a_place_to_lead_back_to_is_understood_by_id_and_by_name(place: str) -> None:
    plus = {"unsafe_or_crisis": True, "little_control": True, "leads_back_to": place}
    assert "step-down-missing" not in asked(draft(product="zwaar", end="2027-03-31", plus=plus))


def test_a_lot_that_is_not_bought_jointly_is_named_when_nothing_else_is_chosen() -> None:
    bought = Purchase(product="resultaat", municipality="Oostdorp", by="itself", source=SOURCE)
    found = asked(draft(**RESULT), region(purchases=(bought,)))["purchased-elsewhere"]
    assert found.text.startswith("Oostdorp koopt resultaat zelf in.")
