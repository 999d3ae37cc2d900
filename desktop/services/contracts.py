"""Writing down what was agreed with a provider: contracts, the products in them, their end and their extension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.social_map import Contract, ContractedProduct, Provider
from desktop.rules.contracts import bought_without_region, check_contract, check_overlap, check_product
from desktop.rules.permissions import Act, require
from desktop.services.guards import not_later, only
from desktop.services.workplace import Workplace
from desktop.store.mapping import to_row, validated
from desktop.store.merged import family
from desktop.store.unit_of_work import UnitOfWork

CONTRACT_FIELDS = ("kind", "lot", "level", "start", "end", "extension", "options_until", "note")
PRODUCT_FIELDS = (
    "lot",
    "segment",
    "product",
    "municipalities",
    "start",
    "end",
    "rate_cents",
    "rate_unit",
    "intake_stop",
    "stop_permitted_on",
    "stop_from",
    "stop_until",
)
_STOP_DAYS = ("stop_permitted_on", "stop_from", "stop_until")


@dataclass(frozen=True)
class Meant:
    """What a person said on purpose, after being asked."""

    elsewhere: bool = False
    """The region contracts this though a municipality in it buys it itself or elsewhere."""


def add_contract(workplace: Workplace, provider_id: str, **fields: object) -> tuple[str, ChangeSet]:
    """Writes a contract down; returns its id.

    Raises:
        RuleBroken: ``not-allowed``, ``gone`` (no such provider), what `check_contract` refuses, or a field's limit.
    """
    require(workplace.role, Act.CHANGE_CONTRACTS)
    only(fields, CONTRACT_FIELDS)
    contract = validated(Contract, {"provider_id": provider_id, **fields})
    check_contract(workplace.profile, contract)
    with workplace.work(N_("Add contract")) as work:
        work.get(Provider, provider_id)
        work.add(contract)
        return contract.id, work.commit()


def change_contract(workplace: Workplace, contract_id: str, **fields: object) -> ChangeSet:
    """Puts a contract right. Products that ran as long as the contract go along with its first or last day.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``, what `check_contract` refuses, ``products-in-lot`` (lot) when it still
            holds products of another lot, ``contract-overlaps`` (end), or a field's limit.
    """
    require(workplace.role, Act.CHANGE_CONTRACTS)
    only(fields, CONTRACT_FIELDS)
    with workplace.work(N_("Change contract")) as work:
        before = work.get(Contract, contract_id)
        after = work.change(Contract, contract_id, **fields)
        check_contract(workplace.profile, after)
        products = work.find(ContractedProduct, contract_id=contract_id)
        if any(product.lot != after.lot for product in products):
            raise RuleBroken("products-in-lot", "lot")
        for product in products:
            _go_along(work, product, before, after)
        return work.commit()


def end_contract(workplace: Workplace, contract_id: str, last_day: date, reason: str) -> ChangeSet:
    """Ends a contract, and all products in it, on a day at the latest; the reason is kept with it.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``; ``ends-before-start`` (end); ``already-ends`` (end) when it ends before
            that day by itself; ``required`` (reason).
    """
    require(workplace.role, Act.CHANGE_CONTRACTS)
    if not reason.strip():
        raise RuleBroken("required", "reason")
    with workplace.work(N_("End contract")) as work:
        contract = work.get(Contract, contract_id)
        if contract.end is not None and contract.end < last_day:
            raise RuleBroken("already-ends", "end", day=contract.end.strftime("%d-%m-%Y"))
        note = "\n".join(filter(None, (contract.note, reason.strip())))
        after = work.change(Contract, contract_id, end=last_day, options_until=None, extension="", note=note)
        check_contract(workplace.profile, after)
        for product in work.find(ContractedProduct, contract_id=contract_id):
            _end_product(work, product, last_day)
        return work.commit()


def extend_contract(workplace: Workplace, contract_id: str, last_day: date) -> ChangeSet:
    """Uses an option to extend; products that ended with the contract go on with it.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``; ``not-later`` (end) when it is no extension; ``beyond-options`` (end)
            past the day until which it may be extended; ``contract-overlaps`` (end).
    """
    require(workplace.role, Act.CHANGE_CONTRACTS)
    with workplace.work(N_("Extend contract")) as work:
        before = work.get(Contract, contract_id)
        if before.end is None or last_day <= before.end:
            raise RuleBroken("not-later", "end")
        if before.options_until is not None and last_day > before.options_until:
            raise RuleBroken("beyond-options", "end", day=before.options_until.strftime("%d-%m-%Y"))
        after = work.change(Contract, contract_id, end=last_day)
        for product in work.find(ContractedProduct, contract_id=contract_id):
            _go_along(work, product, before, after)
        return work.commit()


def add_product(
    workplace: Workplace, contract_id: str, meant: Meant = Meant(), **fields: object
) -> tuple[str, ChangeSet]:
    """Puts a product in a contract; the days of the contract where none are given. Returns its id.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``, what `check_product` refuses, ``contract-overlaps`` (product),
            ``bought-elsewhere`` (municipalities) unless it is meant so, ``in-future`` (stop_permitted_on), or a field's
            limit.
    """
    require(workplace.role, Act.CHANGE_CONTRACTS)
    only(fields, PRODUCT_FIELDS)
    with workplace.work(N_("Add contracted product")) as work:
        contract = work.get(Contract, contract_id)
        usual = {"lot": contract.lot, "start": contract.start, "end": contract.end}
        whose = {"contract_id": contract_id, "provider_id": contract.provider_id}
        product = validated(ContractedProduct, {**usual, **fields, **_no_stop(fields), **whose})
        _check(workplace, work, product, meant)
        work.add(product)
        return product.id, work.commit()


def change_product(workplace: Workplace, product_id: str, meant: Meant = Meant(), **fields: object) -> ChangeSet:
    """Puts a product in a contract right, its rate or its intake stop among them.

    Raises:
        RuleBroken: As `add_product`.
    """
    require(workplace.role, Act.CHANGE_CONTRACTS)
    only(fields, PRODUCT_FIELDS)
    with workplace.work(N_("Change contracted product")) as work:
        product = work.get(ContractedProduct, product_id)
        after = validated(ContractedProduct, {**to_row(product), **fields, **_no_stop({**to_row(product), **fields})})
        same_places = after.municipalities == product.municipalities and after.product == product.product
        _check(workplace, work, after, Meant(elsewhere=True) if same_places else meant)
        work.change(ContractedProduct, product_id, **to_row(after))
        return work.commit()


def remove_product(workplace: Workplace, product_id: str) -> ChangeSet:
    """Takes a product that was written down by mistake out of a contract; what was agreed and ended is ended instead.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``.
    """
    require(workplace.role, Act.CHANGE_CONTRACTS)
    with workplace.work(N_("Remove contracted product")) as work:
        work.remove(ContractedProduct, product_id)
        return work.commit()


def _check(workplace: Workplace, work: UnitOfWork, product: ContractedProduct, meant: Meant) -> None:
    check_product(workplace.profile, work.get(Contract, product.contract_id), product)
    check_overlap(product, work.find(ContractedProduct, provider_id=family(work.connection, product.provider_id)))
    not_later("stop_permitted_on", product.stop_permitted_on, workplace.today)
    outside = bought_without_region(workplace.profile, product)
    if outside and not meant.elsewhere:
        raise RuleBroken("bought-elsewhere", "municipalities", municipalities=outside)


def _no_stop(fields: Mapping[str, object]) -> dict[str, object]:
    """Where there is no stop, there is no leave for one, and no day on which it begins or ends."""
    return {} if fields.get("intake_stop") else dict.fromkeys(_STOP_DAYS)


def _go_along(work: UnitOfWork, product: ContractedProduct, before: Contract, after: Contract) -> None:
    """A product that ran from the first day, or until the last, still does; none runs outside its contract."""
    start = after.start if product.start == before.start else max(product.start, after.start)
    end = after.end if product.end == before.end else product.end
    if after.end is not None:
        end = min(end or after.end, after.end)
    changed = work.change(ContractedProduct, product.id, start=min(start, end) if end else start, end=end)
    try:
        check_overlap(changed, work.find(ContractedProduct, provider_id=family(work.connection, product.provider_id)))
    except RuleBroken as fault:
        raise RuleBroken(fault.code, "end", **fault.values) from fault


def _end_product(work: UnitOfWork, product: ContractedProduct, last_day: date) -> None:
    """One that had yet to begin never does."""
    if product.start > last_day:
        work.remove(ContractedProduct, product.id)
    elif product.end is None or product.end > last_day:
        work.change(ContractedProduct, product.id, end=last_day)
