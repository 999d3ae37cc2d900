"""Judging while typing says what the store would say once it is kept."""

from datetime import timedelta

import pytest

from desktop.models.kinds import ContractKind, Frequency, IndicationChange, Provision, Unit
from desktop.services.draft_live import as_typed
from desktop.services.indications import change_draft, check
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_draft


@pytest.mark.parametrize(
    "typed",
    [
        {"volume": 5},
        {"volume": None},
        {"unit": Unit.MINUTE},
        {"unit": None, "frequency": None},
        {"frequency": Frequency.MONTH},
        {"end": None},
        {"stops_when": ""},
        {"contribution_told_on": None},
        {"result": ""},
        {"provision": Provision.PGB},
        {"provision": Provision.PGB, "pgb_reason": "Zij wil het.", "pgb_manager": "Haar zus.", "pgb_quality": "Goed."},
        {"agreement": ContractKind.BESPOKE, "agreement_reason": "Eenmalig."},
        {"transport": True},
        {"transport": True, "transport_reason": "Niemand rijdt."},
        {"change": IndicationChange.MORE},
        {"evaluations": ()},
        {"product": ""},
        {"product": "begeleiding-plus", "unsafe_or_crisis": True},
        {"limited_choice": "Alleen hier plek."},
    ],
)
def test_it_says_the_same(desk: Workplace, typed: dict[str, object]) -> None:
    drafted = a_draft(desk)
    before = check(desk, drafted.indication_id)
    live = as_typed(desk.profile, before, typed)
    change_draft(desk, drafted.indication_id, **typed)
    kept = check(desk, drafted.indication_id)
    from_the_store = {"provider-not-contracted", "beyond-contract", "longer-than-comparable"}
    assert [p for p in live.prompts if p.code not in from_the_store] == [
        p for p in kept.prompts if p.code not in from_the_store
    ]
    if "product" not in typed:
        assert live == kept


def test_days_are_judged_as_they_are_typed(desk: Workplace) -> None:
    drafted = a_draft(desk)
    before = check(desk, drafted.indication_id)
    start = before.draft.start
    assert start
    early = as_typed(desk.profile, before, {"end": start - timedelta(days=1)})
    assert early.end_fault
    assert not early.may_hand_in
    assert as_typed(desk.profile, early, {"end": before.draft.end}) == before


@pytest.mark.parametrize("volume", [0, -1, 10**9])
def test_what_no_draft_can_hold_changes_nothing(desk: Workplace, volume: int) -> None:
    before = check(desk, a_draft(desk).indication_id)
    assert as_typed(desk.profile, before, {"volume": volume}) == before
