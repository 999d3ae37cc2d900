"""The own contribution as data: what ships with its source, and what a municipality sets by year."""

from datetime import date, timedelta
from functools import partial

import pytest

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import Law, Role
from desktop.models.people import Resident
from desktop.rules.contribution import Pays
from desktop.services.contributions import (
    amount_lines,
    contribution_for,
    keep_amount,
    remove_amount,
    shipped_amounts,
    shipped_rules,
)
from desktop.services.decision_paper import decision_page
from desktop.services.draft_around import around
from desktop.services.indications import check
from desktop.services.workplace import Workplace
from tests.helpers.casework import MUNICIPALITY, PRODUCT, a_draft, colleague, refused

YEAR = 2027
BEGINS = date(YEAR, 1, 4)


def amount(cents: int | None, **fields: object) -> dict[str, object]:
    return {"year": YEAR, "cents_per_month": cents, "document": "Verordening", "paragraph": "art. 4"} | fields


def test_every_shipped_amount_names_where_it_stands_and_no_year_comes_twice() -> None:
    years = [one.year for one in shipped_amounts()]
    assert len(years) == len(set(years)) >= 6
    assert all(one.document and one.paragraph and one.cents_per_month for one in shipped_amounts())
    assert "15" in shipped_rules().apart
    assert all(one.source for one in shipped_rules().exempt)


def test_the_amount_of_2026_is_that_of_the_act() -> None:
    """Wmo 2015 art. 2.1.4a lid 4, as it stands since 1 January 2026."""
    assert {one.year: one.cents_per_month for one in shipped_amounts()}[2026] == 2180


def test_a_year_that_is_not_known_is_told_as_such_until_it_is_set(desk: Workplace, lead: Workplace) -> None:
    drafted = a_draft(desk, start=BEGINS, end=BEGINS + timedelta(days=90))
    shown = partial(around, desk, drafted.indication_id, check(desk, drafted.indication_id))
    assert (shown().contribution.pays, shown().contribution.year) == (Pays.NOT_KNOWN, YEAR)
    keep_amount(lead, amount(2160))
    assert (shown().contribution.cents, shown().contribution.source) == (2160, "Verordening, art. 4")
    keep_amount(lead, amount(1000, municipality=MUNICIPALITY))
    assert shown().contribution.cents == 1000


def test_youth_help_costs_the_resident_nothing(desk: Workplace) -> None:
    with desk.store.read() as reader:
        youth = Indication(case_id="een", law=Law.JEUGDWET, product=PRODUCT)
        assert contribution_for(reader, desk.profile, youth, MUNICIPALITY, desk.today).pays is Pays.NOTHING


def test_a_minor_pays_nothing_until_the_eighteenth_birthday(desk: Workplace) -> None:
    """Uitvoeringsbesluit Wmo 2015 art. 3.8."""
    drafted = a_draft(desk)
    with desk.store.work("Correct") as work:
        case = work.get(Case, drafted.case_id)
        work.change(Resident, case.resident_id, birth_date=date(2009, 2, 1))
        work.commit()
    told = around(desk, drafted.indication_id, check(desk, drafted.indication_id)).contribution
    assert (told.pays, told.under_age, told.from_on) == (Pays.NOTHING, 18, date(2027, 2, 1))
    page = decision_page(desk, drafted.indication_id)
    assert page.contribution is not None
    assert (page.contribution.cents_per_month, page.contribution.from_on) == (0, date(2027, 2, 1))


def test_setting_a_year_again_replaces_it_and_taking_it_back_brings_back_what_ships(lead: Workplace) -> None:
    keep_amount(lead, amount(1500, year=2025))
    keep_amount(lead, amount(1600, year=2025))
    (own,) = [line for line in amount_lines(lead) if line.is_own]
    assert (own.amount.cents_per_month, own.usual_cents) == (1600, 2100)
    assert [line.amount.year for line in amount_lines(lead)].count(2025) == 1
    remove_amount(lead, own.amount.id)
    (shipped,) = [line for line in amount_lines(lead) if line.amount.year == 2025]
    assert (shipped.is_own, shipped.amount.cents_per_month) == (False, 2100)


def test_what_is_wrong_is_told_at_its_field(lead: Workplace) -> None:
    with pytest.raises(RuleBroken, match="required document"):
        keep_amount(lead, amount(1500, document=" "))
    for field, value in (("year", 1900), ("cents_per_month", -1), ("cents_per_month", 10**9)):
        with pytest.raises(RuleBroken) as told:
            keep_amount(lead, amount(1500) | {field: value})
        assert told.value.field == field
    with pytest.raises(RuleBroken, match="not-in-region municipality"):
        keep_amount(lead, amount(1500, municipality="Amsterdam"))


def test_a_consultant_sets_nothing(desk: Workplace, lead: Workplace) -> None:
    keep_amount(lead, amount(1500))
    (own,) = [line for line in amount_lines(lead) if line.is_own]
    refused("not-allowed", partial(keep_amount, desk, amount(1)), partial(remove_amount, desk, own.amount.id))
    keep_amount(colleague(desk, "Carla", Role.CONTRACT_MANAGER), amount(1700))
