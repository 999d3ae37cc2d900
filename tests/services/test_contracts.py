"""Contracts as the contract manager keeps them: every wrong input is told at its field, and nothing of it stays."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import ContractKind, CooperationKind, PurchasingLevel, Unit
from desktop.models.social_map import Contract, ContractedProduct
from desktop.rules.intake_stops import IntakeStop, Leave, stop_of, stops_running, weightiest
from desktop.services.contract_reading import provider_contracts, running_out
from desktop.services.contracts import (
    Meant,
    add_contract,
    add_product,
    change_contract,
    change_product,
    end_contract,
    extend_contract,
    remove_product,
)
from desktop.services.partners import (
    add_contact,
    add_cooperation,
    change_contact,
    end_cooperation,
    name_strategic_partner,
    remove_contact,
)
from desktop.services.undo import undo
from desktop.services.workplace import Workplace
from tests.helpers.contracts import BY_SEGMENT, GUIDANCE, HOUSEHOLD, LOT, a_partner, as_consultant, contract_desk

START, END = date(2026, 1, 1), date(2027, 12, 31)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workplace]:
    """Gives a contract manager's desk in Midden-IJssel/Oost-Veluwe."""
    with contract_desk(tmp_path) as made:
        yield made


@pytest.fixture
def provider(desk: Workplace) -> str:
    return a_partner(desk)


@pytest.fixture
def contract(desk: Workplace, provider: str) -> str:
    contract_id, _changes = add_contract(
        desk, provider, lot=LOT, start=START, end=END, options_until=date(2029, 12, 31)
    )
    return contract_id


def fault(*, code: str, field: str) -> "pytest.RaisesExc[RuleBroken]":
    return pytest.raises(RuleBroken, check=lambda broken: (broken.code, broken.field) == (code, field))


def kept(desk: Workplace, contract_id: str) -> tuple[Contract, list[ContractedProduct]]:
    with desk.store.read() as reader:
        return reader.get(Contract, contract_id), reader.find(ContractedProduct, contract_id=contract_id)


def test_a_contract_is_kept_with_all_that_was_agreed(desk: Workplace, provider: str) -> None:
    contract_id, changes = add_contract(
        desk,
        provider,
        kind=ContractKind.BRIDGING,
        lot=LOT,
        level=PurchasingLevel.LOCAL,
        start=START,
        end=END,
        extension="tweemaal een jaar",
        options_until=date(2029, 12, 31),
        note="Tot de nieuwe inkoop",
    )
    assert changes.touches("contract")
    found, _products = kept(desk, contract_id)
    assert (found.kind, found.level, found.options_until) == (
        ContractKind.BRIDGING, PurchasingLevel.LOCAL, date(2029, 12, 31),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"end": date(2025, 12, 31)}, "ends-before-start", "end"),
        ({"end": END, "options_until": date(2027, 6, 1)}, "options-before-end", "options_until"),
        ({"lot": ""}, "required", "lot"),
        ({"lot": "perceel-negen"}, "lot-unknown", "lot"),
        ({"note": "x" * 2001}, "too-long", "note"),
        ({"start": None}, "not-valid", "start"),
    ],
)
def test_a_contract_that_cannot_be_is_told_at_its_field_and_not_kept(
    desk: Workplace, provider: str, fields: dict[str, object], code: str, field: str
) -> None:
    with fault(code=code, field=field):
        add_contract(desk, provider, **({"lot": LOT, "start": START} | fields))
    assert provider_contracts(desk, provider).agreements == ()


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"product": "paardrijden"}, "product-unknown", "product"),
        ({"product": ""}, "required", "product"),
        ({"segment": "1A"}, "segment-unknown", "segment"),
        ({"municipalities": ("Epe", "Groningen")}, "not-in-region", "municipalities"),
        ({"start": date(2026, 5, 1), "end": date(2026, 4, 1)}, "ends-before-start", "end"),
        ({"start": date(2025, 12, 31)}, "outside-contract", "start"),
        ({"end": date(2028, 1, 1)}, "outside-contract", "end"),
        ({"end": None}, "outside-contract", "end"),
        ({"start": date(2028, 1, 1), "end": None}, "outside-contract", "start"),
        ({"rate_cents": -1, "rate_unit": Unit.HOUR}, "too-small", "rate_cents"),
        ({"rate_cents": 6000}, "required", "rate_unit"),
    ],
)
def test_a_product_that_cannot_be_is_told_at_its_field_and_not_kept(
    desk: Workplace, contract: str, fields: dict[str, object], code: str, field: str
) -> None:
    with fault(code=code, field=field):
        add_product(desk, contract, Meant(), **({"product": GUIDANCE} | fields))
    assert kept(desk, contract)[1] == []


def test_a_product_takes_the_days_and_the_lot_of_its_contract(desk: Workplace, contract: str) -> None:
    add_product(desk, contract, product=GUIDANCE, municipalities=("Epe",), rate_cents=6240, rate_unit=Unit.HOUR)
    [product] = kept(desk, contract)[1]
    assert (product.lot, product.start, product.end) == (LOT, START, END)


def test_what_a_municipality_buys_itself_is_asked_and_kept_when_it_is_meant(desk: Workplace, contract: str) -> None:
    where = ("Apeldoorn", "Epe")
    with fault(code="bought-elsewhere", field="municipalities") as caught:
        add_product(desk, contract, product=HOUSEHOLD, municipalities=where)
    assert caught.value.values["municipalities"] == ("Apeldoorn",)
    with fault(code="bought-elsewhere", field="municipalities"):
        add_product(desk, contract, product=HOUSEHOLD)
    added, _changes = add_product(desk, contract, Meant(elsewhere=True), product=HOUSEHOLD, municipalities=where)
    change_product(desk, added, intake_stop=True)
    assert kept(desk, contract)[1][0].intake_stop


def test_the_same_product_twice_in_one_time_and_place_is_refused(desk: Workplace, provider: str, contract: str) -> None:
    add_product(desk, contract, product=GUIDANCE, municipalities=("Epe", "Voorst"))
    bridge, _changes = add_contract(desk, provider, lot=LOT, start=date(2027, 6, 1))
    with fault(code="contract-overlaps", field="product"):
        add_product(desk, bridge, product=GUIDANCE, municipalities=("Voorst",))
    with fault(code="contract-overlaps", field="product"):
        add_product(desk, bridge, product=GUIDANCE)
    add_product(desk, bridge, product=GUIDANCE, municipalities=("Lochem",))
    add_product(desk, bridge, product=GUIDANCE, municipalities=("Voorst",), start=date(2028, 1, 1))


def test_an_intake_stop_keeps_its_leave_in_writing_until_the_stop_is_over(desk: Workplace, contract: str) -> None:
    added, _changes = add_product(desk, contract, product=GUIDANCE)
    with fault(code="in-future", field="stop_permitted_on"):
        change_product(desk, added, intake_stop=True, stop_permitted_on=date(2027, 1, 1))
    change_product(desk, added, intake_stop=True)
    assert stop_of(kept(desk, contract)[1][0], desk.today) == IntakeStop()
    change_product(desk, added, stop_permitted_on=date(2026, 11, 2), stop_from=date(2026, 11, 16))
    assert stop_of(kept(desk, contract)[1][0], desk.today) == IntakeStop(date(2026, 11, 2), date(2026, 11, 16))
    change_product(desk, added, stop_until=date(2027, 1, 31))
    change_product(desk, added, intake_stop=False)
    [product] = kept(desk, contract)[1]
    assert (product.stop_permitted_on, product.stop_from, product.stop_until) == (None, None, None)


def test_an_intake_stop_ends_after_its_last_day(desk: Workplace, contract: str) -> None:
    added, _changes = add_product(desk, contract, product=GUIDANCE, intake_stop=True, stop_from=date(2026, 11, 16))
    with fault(code="ends-before-start", field="stop_until"):
        change_product(desk, added, stop_until=date(2026, 11, 15))
    change_product(desk, added, stop_until=date(2026, 12, 31))
    [product] = kept(desk, contract)[1]
    held = IntakeStop(None, date(2026, 11, 16), date(2026, 12, 31))
    assert stop_of(product, date(2026, 12, 31)) == held
    assert stop_of(product, date(2027, 1, 1)) is None
    assert stops_running([product], date(2026, 12, 31)) == (held,)
    assert stops_running([product], date(2027, 1, 1)) == ()


def test_of_stops_with_the_same_leave_the_one_until_further_notice_asks_most() -> None:
    ends, lasts = IntakeStop(ends_on=date(2026, 12, 31)), IntakeStop()
    assert weightiest((ends, lasts)) == lasts
    assert weightiest((ends, IntakeStop(ends_on=date(2027, 1, 31)))) == IntakeStop(ends_on=date(2027, 1, 31))


@pytest.mark.parametrize(
    ("permitted_on", "starts_on", "leave"),
    [
        (None, date(2026, 11, 16), Leave.WITHOUT),
        (date(2026, 11, 3), date(2026, 11, 16), Leave.SHORT),
        (date(2026, 11, 2), date(2026, 11, 16), Leave.GIVEN),
        (date(2026, 11, 2), None, Leave.GIVEN),
    ],
)
def test_leave_for_a_stop_is_held_against_the_contract_standard(
    permitted_on: date | None, starts_on: date | None, leave: Leave
) -> None:
    assert IntakeStop(permitted_on, starts_on).leave is leave


def test_products_go_along_with_the_days_of_their_contract(desk: Workplace, contract: str) -> None:
    add_product(desk, contract, product=GUIDANCE)
    add_product(desk, contract, product="vervoer", end=date(2026, 12, 31))
    extend_contract(desk, contract, date(2028, 12, 31))
    assert {p.product: p.end for p in kept(desk, contract)[1]} == {
        GUIDANCE: date(2028, 12, 31), "vervoer": date(2026, 12, 31),
    }  # fmt: skip
    change_contract(desk, contract, end=date(2026, 6, 30), options_until=None)
    assert {p.end for p in kept(desk, contract)[1]} == {date(2026, 6, 30)}


def test_an_extension_goes_no_further_than_the_options(desk: Workplace, contract: str) -> None:
    with fault(code="not-later", field="end"):
        extend_contract(desk, contract, END)
    with fault(code="beyond-options", field="end"):
        extend_contract(desk, contract, date(2030, 1, 1))
    assert kept(desk, contract)[0].end == END


def test_an_extension_into_the_next_contract_is_refused(desk: Workplace, provider: str, contract: str) -> None:
    add_product(desk, contract, product=GUIDANCE)
    following, _changes = add_contract(desk, provider, lot=LOT, start=date(2028, 1, 1))
    add_product(desk, following, product=GUIDANCE)
    with fault(code="contract-overlaps", field="end"):
        extend_contract(desk, contract, date(2028, 6, 30))
    assert kept(desk, contract)[0].end == END


def test_a_contract_that_is_ended_ends_with_all_in_it_and_says_why(desk: Workplace, contract: str) -> None:
    add_product(desk, contract, product=GUIDANCE)
    add_product(desk, contract, product="vervoer", start=date(2027, 3, 1))
    with fault(code="required", field="reason"):
        end_contract(desk, contract, date(2026, 12, 31), "  ")
    with fault(code="ends-before-start", field="end"):
        end_contract(desk, contract, date(2025, 1, 1), "Geen cliënten")
    with fault(code="already-ends", field="end"):
        end_contract(desk, contract, date(2029, 1, 1), "Geen cliënten")
    changes = end_contract(desk, contract, date(2026, 12, 31), "Een jaar lang geen cliënten")
    found, products = kept(desk, contract)
    assert (found.end, found.options_until, found.note) == (date(2026, 12, 31), None, "Een jaar lang geen cliënten")
    assert [(p.product, p.end) for p in products] == [(GUIDANCE, date(2026, 12, 31))]
    undo(desk, changes.act)
    assert len(kept(desk, contract)[1]) == 2


def test_the_lot_of_a_contract_stays_that_of_its_products(desk: Workplace, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with contract_desk(tmp_path / "b", BY_SEGMENT) as other:
        provider = a_partner(other)
        contract, _changes = add_contract(other, provider, lot="jeugdhulp", start=START)
        add_product(other, contract, segment="pleegzorg")
        with fault(code="product-unknown", field="product"):
            add_product(other, contract, product=GUIDANCE)
        with fault(code="products-in-lot", field="lot"):
            change_contract(other, contract, lot="wmo-begeleiding")
    assert desk is not other


def test_a_product_written_down_by_mistake_is_taken_out(desk: Workplace, contract: str) -> None:
    added, _changes = add_product(desk, contract, product=GUIDANCE)
    remove_product(desk, added)
    assert kept(desk, contract)[1] == []


def test_a_consultant_reads_contracts_and_changes_nothing(desk: Workplace, provider: str, contract: str) -> None:
    reading = as_consultant(desk)
    assert [one.contract.id for one in provider_contracts(reading, provider).agreements] == [contract]
    for act in (
        lambda: add_contract(reading, provider, lot=LOT, start=START),
        lambda: end_contract(reading, contract, END, "Waarom"),
        lambda: add_contact(reading, provider, name="Balie"),
        lambda: name_strategic_partner(reading, provider, is_partner=True),
    ):
        with fault(code="not-allowed", field=""):
            act()


def test_what_runs_out_stands_by_its_last_day(desk: Workplace, provider: str) -> None:
    for end in (date(2027, 6, 1), date(2026, 12, 15), date(2028, 1, 1), None, date(2026, 11, 1)):
        add_contract(desk, provider, lot=LOT, start=START, end=end)
    assert [one.contract.end for one in running_out(desk, 9)] == [date(2026, 12, 15), date(2027, 6, 1)]
    assert [one.days_left for one in running_out(desk, 3)] == [22]


def test_contacts_are_kept_changed_and_taken_away(desk: Workplace, provider: str) -> None:
    with fault(code="required", field="name"):
        add_contact(desk, provider, name=" ")
    contact, _changes = add_contact(desk, provider, name="Aanmeldbalie", phone="0570 12 34 56")
    change_contact(desk, contact, role="aanmelden")
    [found] = provider_contracts(desk, provider).contacts
    assert (found.name, found.role, found.phone) == ("Aanmeldbalie", "aanmelden", "0570 12 34 56")
    remove_contact(desk, contact)
    assert provider_contracts(desk, provider).contacts == ()


def test_a_cooperation_is_seen_from_both_sides_until_it_ends(desk: Workplace, provider: str) -> None:
    other = a_partner(desk, "Anders Thuis")
    with fault(code="partner-is-self", field="partner_id"):
        add_cooperation(desk, provider, partner_id=provider)
    with fault(code="required", field="partner_id"):
        add_cooperation(desk, provider, partner_id="")
    with fault(code="product-unknown", field="products"):
        add_cooperation(desk, provider, partner_id=other, products=("paardrijden",))
    with fault(code="ends-before-start", field="end"):
        add_cooperation(desk, provider, partner_id=other, start=END, end=START)
    added, _changes = add_cooperation(desk, provider, partner_id=other, kind=CooperationKind.SUBCONTRACTOR, start=START)
    with fault(code="already-together", field="partner_id"):
        add_cooperation(desk, provider, partner_id=other, kind=CooperationKind.SUBCONTRACTOR)
    [leads] = provider_contracts(desk, provider).together
    [follows] = provider_contracts(desk, other).together
    assert (leads.name, leads.leads, follows.name, follows.leads) == ("Anders Thuis", True, "De Kwikstaart", False)
    end_cooperation(desk, added)
    assert provider_contracts(desk, provider).together[0].cooperation.end == desk.today


def test_the_region_names_its_strategic_partners(desk: Workplace, provider: str) -> None:
    name_strategic_partner(desk, provider, is_partner=True)
    assert provider_contracts(desk, provider).provider.strategic_partner


def test_beside_the_contracts_stands_what_the_region_says_of_them(desk: Workplace, provider: str) -> None:
    page = provider_contracts(desk, provider)
    assert [lot.id for lot in page.lots] == [LOT]
    assert page.lots[0].contract is not None
    assert page.thresholds == desk.profile.thresholds


def test_what_ended_with_nothing_in_its_place_comes_first(desk: Workplace, provider: str) -> None:
    ended, coming = date(2026, 11, 1), date(2026, 12, 15)
    add_contract(desk, provider, lot=LOT, start=START, end=ended)
    add_contract(desk, a_partner(desk, "Anders Kijken"), lot=LOT, start=START, end=coming)
    add_contract(desk, a_partner(desk, "Al lang weg"), lot=LOT, start=date(2023, 1, 1), end=date(2025, 1, 1))
    assert [one.contract.end for one in running_out(desk, 9)] == [ended, coming]
    assert [one.days_left for one in running_out(desk, 9)] == [-22, 22]
    add_contract(desk, provider, lot=LOT, start=date(2027, 1, 1))
    assert [one.contract.end for one in running_out(desk, 9)] == [coming], "another one takes its place"


def test_the_kind_of_a_contract_is_put_right_too(desk: Workplace, contract: str) -> None:
    change_contract(desk, contract, kind=ContractKind.BRIDGING)
    assert kept(desk, contract)[0].kind is ContractKind.BRIDGING
