"""What is known of a provider in figures stands with the entry and in the comparison."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.models.kinds import ContractKind, PurchasingLevel
from desktop.models.social_map import CommunityService, Contract, ContractedProduct, Provider
from desktop.services.comparing import compare
from desktop.services.social_map import ProviderPage, entry
from desktop.services.workplace import Workplace
from desktop.views.social_map.compare_rows import rows
from desktop.views.social_map.facts import agreement_card, running, waits_card
from tests.helpers.waits import PLUS, REGULAR, a_provider, measured

GROUP = "groep-arbeidsmatig"


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def contract_of(workplace: Workplace, provider: str) -> Contract:
    """It runs, with a product that ended, one that began later than the contract, and one that is still to begin."""
    today, year = workplace.today, timedelta(days=365)
    contract = Contract(
        provider_id=provider,
        kind=ContractKind.BRIDGING,
        level=PurchasingLevel.SUPRA_REGIONAL,
        start=today - 2 * year,
        end=today + year,
    )
    days = {REGULAR: (contract.start, today - timedelta(days=1)), PLUS: (today - year, today + timedelta(days=30))}
    days[GROUP] = (today + timedelta(days=1), contract.end or today)
    held = [
        ContractedProduct(contract_id=contract.id, provider_id=provider, product=product, start=start, end=end)
        for product, (start, end) in days.items()
    ]
    with workplace.work("Settle") as work:
        work.add(contract, *held)
        work.commit()
    return contract


@pytest.fixture
def provider(workplace: Workplace) -> str:
    made = a_provider(workplace, "De Brug", specialisms=("autisme", "NAH"))
    measured(workplace, made, days=5, start=(6, 6), free_places=0, waiting_count=14)
    return made


def page_of(workplace: Workplace, provider: str) -> ProviderPage:
    found = entry(workplace, provider)
    assert isinstance(found, ProviderPage)
    return found


def test_the_entry_tells_free_places_and_number_waiting_and_0_is_told(workplace: Workplace, provider: str) -> None:
    told = words(waits_card(page_of(workplace, provider).reports, workplace.profile))
    assert "vrije plekken: 0 · aantal wachtenden: 14" in told


def test_a_count_that_nobody_told_is_not_mentioned(workplace: Workplace) -> None:
    other = a_provider(workplace, "Kompas")
    measured(workplace, other, start=(6, 6), waiting_count=3)
    told = "\n".join(words(waits_card(page_of(workplace, other).reports, workplace.profile)))
    assert "aantal wachtenden: 3" in told
    assert "vrije plekken" not in told


def test_a_contract_tells_its_kind_its_level_and_only_what_is_delivered_today_with_its_own_days(
    workplace: Workplace, provider: str
) -> None:
    contract = contract_of(workplace, provider)
    [agreement] = [one for one in page_of(workplace, provider).agreements if one.contract.id == contract.id]
    told = words(agreement_card(agreement, workplace.profile, workplace.today))
    assert "overbruggingsovereenkomst" in told
    assert "bovenregionaal" in told
    assert "Begeleiding plus" in told
    assert not {"Begeleiding regulier", "Begeleiding groep arbeidsmatig"} & set(told)
    assert "de hele regio · vanaf 23-11-2025 tot en met 23-12-2026" in told


def test_a_contract_that_has_yet_to_begin_says_from_when_and_not_that_it_has_ended(
    workplace: Workplace, provider: str
) -> None:
    later = Contract(provider_id=provider, start=date(2027, 3, 1), end=date(2030, 2, 28))
    over = Contract(provider_id=provider, start=date(2020, 1, 1), end=date(2021, 12, 31))
    with workplace.work("Settle") as work:
        work.add(later, over)
        work.commit()
    agreements = page_of(workplace, provider).agreements
    cards = {one.contract.id: words(agreement_card(one, workplace.profile, workplace.today)) for one in agreements}
    assert "begint op 1 maart 2027" in cards[later.id]
    assert "beëindigd" not in cards[later.id]
    assert "beëindigd" in cards[over.id]


def test_who_gives_help_is_who_delivers_it_today(workplace: Workplace, provider: str) -> None:
    contract_of(workplace, provider)
    assert [one.product for one in running(page_of(workplace, provider).agreements)] == [PLUS]


def test_a_comparison_tells_specialisms_counts_with_their_age_and_until_when_the_contract_runs(
    workplace: Workplace, provider: str
) -> None:
    contract_of(workplace, provider)
    told = {row.name: row.answers[0] for row in rows(compare(workplace, [provider]), workplace.profile)}
    around = "(Begeleiding regulier · 5 dagen geleden gemeten · telefoon)"
    assert told["Specialismen"] == "autisme, NAH"
    assert told["Vrije plekken"] == f"0 {around}"
    assert told["Aantal wachtenden"] == f"14 {around}"
    assert sorted(told["Contract tot en met"].splitlines()) == ["23 november 2027", "zonder einddatum"]


def test_without_a_contract_that_runs_the_comparison_says_so(workplace: Workplace) -> None:
    gone = Provider(name="Voorheen")
    ended = Contract(provider_id=gone.id, start=date(2020, 1, 1), end=date(2024, 12, 31))
    with workplace.work("Settle") as work:
        work.add(gone, ended)
        work.commit()
    told = {row.name: row.answers[0] for row in rows(compare(workplace, [gone.id]), workplace.profile)}
    assert told["Contract tot en met"] == "geen lopend contract"


def test_what_applies_to_none_of_them_is_not_asked(workplace: Workplace) -> None:
    service = CommunityService(name="Inloop De Kern", organisation="De Kern", place="Winschoten")
    with workplace.work("Settle") as work:
        work.add(service)
        work.commit()
    told = {row.name for row in rows(compare(workplace, [service.id]), workplace.profile)}
    assert "Waar" in told
    assert not {"Specialismen", "Vrije plekken", "Aantal wachtenden", "Contract tot en met"} & told
