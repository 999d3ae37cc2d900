"""Norms for waiting: what ships, and what a team makes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop import regions
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, Role, WaitPhase
from desktop.models.waiting import WaitNorm
from desktop.rules.norms import norm_for
from desktop.services.norms import (
    NormLine,
    keep_norm,
    norm_lines,
    norms,
    shipped_norms,
    switch_off_norm,
    switch_on_norm,
)
from desktop.services.undo import undo
from desktop.services.workplace import Workplace
from tests.helpers.casework import colleague

GUIDANCE, EXAMPLE, PROTECTED = "tree-begeleiding", "voorbeeld-jeugd-start", "tree-beschermd-wonen"
OWN = WaitNorm(key="eigen", name="Afspraak van de regio", law=Law.WMO, weeks=4, document="Beleidsregels 2026")


@pytest.fixture
def manager(desk: Workplace) -> Workplace:
    return colleague(desk, "Bram de Haan", Role.CONTRACT_MANAGER)


def in_force(desk: Workplace) -> dict[str, float | None]:
    return {norm.key: norm.weeks for norm in norms(desk)}


def line(desk: Workplace, key: str) -> NormLine:
    return next(one for one in norm_lines(desk) if one.norm.key == key)


def test_every_shipped_norm_names_its_document_and_paragraph_and_has_a_key_of_its_own() -> None:
    ships = shipped_norms()
    assert all(one.document and one.paragraph for one in ships)
    assert len({one.key for one in ships}) == len(ships)


@pytest.mark.parametrize("region", sorted(regions.shipped()))
def test_in_every_region_a_shipped_norm_of_a_kind_of_care_holds_only_for_its_products(
    desk: Workplace, region: str
) -> None:
    there = replace(desk, profile=regions.profile(region))
    products = {product.id: product for product in there.profile.products}
    categories = {one.key: one.categories for one in shipped_norms()}
    for norm in norms(there):
        assert norm.products or not categories[norm.key]
        assert {products[product].category for product in norm.products} <= set(categories[norm.key])
        assert {products[product].law for product in norm.products} <= {norm.law}
    found = norm_for(norms(there), law=Law.WMO, product="begeleiding-regulier", phase=WaitPhase.START)
    assert found is None or found.weeks == 6


def test_an_example_holds_only_where_someone_switches_it_on(lead: Workplace) -> None:
    assert EXAMPLE not in in_force(lead)
    assert not line(lead, EXAMPLE).is_on
    switch_on_norm(lead, EXAMPLE)
    assert in_force(lead)[EXAMPLE] == 6
    switch_off_norm(lead, EXAMPLE)
    assert EXAMPLE not in in_force(lead)


def test_a_shipped_norm_is_changed_switched_off_and_put_back(manager: Workplace) -> None:
    keep_norm(manager, line(manager, GUIDANCE).norm.model_copy(update={"weeks": 8.0, "document": "Verordening 2026"}))
    assert in_force(manager)[GUIDANCE] == 8
    changed = line(manager, GUIDANCE)
    assert (changed.is_changed, changed.usual_weeks, changed.norm.document) == (True, 6, "Verordening 2026")
    switch_off_norm(manager, GUIDANCE)
    assert GUIDANCE not in in_force(manager)
    switch_on_norm(manager, GUIDANCE)
    assert in_force(manager)[GUIDANCE] == 6
    assert not line(manager, GUIDANCE).is_changed


def test_a_norm_of_the_teams_own_is_added_changed_and_goes_away(lead: Workplace) -> None:
    keep_norm(lead, OWN)
    assert line(lead, "eigen").is_own
    keep_norm(lead, OWN.model_copy(update={"weeks": 3.0}))
    assert [one.norm.weeks for one in norm_lines(lead) if one.is_own] == [3]
    switch_off_norm(lead, "eigen")
    assert "eigen" not in {one.norm.key for one in norm_lines(lead)}


def test_a_change_of_a_norm_can_be_undone(lead: Workplace) -> None:
    changes = keep_norm(lead, OWN)
    undo(lead, changes.act)
    assert "eigen" not in in_force(lead)


@pytest.mark.parametrize(("field", "value"), [("name", " "), ("weeks", None), ("document", "")])
def test_a_norm_without_a_name_a_number_or_a_source_is_sent_back_at_that_field(
    lead: Workplace, field: str, value: object
) -> None:
    with pytest.raises(RuleBroken, match=f"required {field}"):
        keep_norm(lead, OWN.model_copy(update={field: value}))
    assert "eigen" not in in_force(lead)


def test_a_norm_of_two_hundred_years_is_refused_in_words(lead: Workplace) -> None:
    with pytest.raises(RuleBroken, match="too-large weeks"):
        keep_norm(lead, OWN.model_copy(update={"weeks": 10_000}))


def test_a_norm_for_care_the_region_does_not_have_concerns_nothing_and_is_not_switched_on(lead: Workplace) -> None:
    assert line(lead, PROTECTED).concerns_nothing
    assert PROTECTED not in in_force(lead)
    with pytest.raises(RuleBroken, match="norm-concerns-nothing"):
        switch_on_norm(lead, PROTECTED)


def test_a_key_that_nobody_knows_is_gone(lead: Workplace) -> None:
    for job in (switch_on_norm, switch_off_norm):
        with pytest.raises(RuleBroken, match="gone"):
            job(lead, "nergens")


def test_a_consultant_reads_norms_and_does_not_change_them(desk: Workplace) -> None:
    assert in_force(desk)
    with pytest.raises(RuleBroken, match="not-allowed"):
        keep_norm(desk, OWN)
    for job in (switch_off_norm, switch_on_norm):
        with pytest.raises(RuleBroken, match="not-allowed"):
            job(desk, GUIDANCE)
