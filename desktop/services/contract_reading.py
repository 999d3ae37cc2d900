"""Reading contracts: all of a provider with what is around them, and those that run out soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.models.purchasing import Cooperation, ProviderContact
from desktop.models.region import Lot, Threshold
from desktop.models.social_map import Contract, ContractedProduct, Provider
from desktop.rules.dates import add_months
from desktop.services.social_map import Agreement, laws_of, provider
from desktop.services.workplace import Workplace
from desktop.store.merged import family, kept_for, kept_ids, of_kept
from desktop.store.reader import Reader

USUAL_MONTHS = 9
"""So far ahead a contract that runs out is shown: a purchase takes about that long. A person chooses otherwise."""


@dataclass(frozen=True)
class Together:
    """A provider that works with another, seen from one of them."""

    cooperation: Cooperation
    other_id: str
    name: str
    leads: bool
    """True when the provider that is looked at leads."""
    is_running: bool


@dataclass(frozen=True)
class ProviderContracts:
    """A provider's contracts and what is around them."""

    provider: Provider
    agreements: tuple[Agreement, ...]
    contacts: tuple[ProviderContact, ...]
    together: tuple[Together, ...]
    lots: tuple[Lot, ...]
    """Of these contracts; with what the profile says of them. All lots while there is no contract."""
    thresholds: tuple[Threshold, ...]
    laws: tuple[str, ...] = ()
    """Values of Law it works under: as it says itself, and by what it is contracted for today."""


@dataclass(frozen=True)
class RunningOut:
    """A contract that ends soon."""

    contract: Contract
    name: str
    products: int
    days_left: int


def provider_contracts(workplace: Workplace, provider_id: str) -> ProviderContracts:
    """All there is to know of a provider's contracts.

    Raises:
        RuleBroken: ``gone``.
    """
    page = provider(workplace, provider_id)
    with workplace.store.read() as reader:
        kept = family(reader.connection, provider_id)
        contacts = reader.find(ProviderContact, provider_id=kept)
        together = _together(reader, kept, workplace.today)
    held = {agreement.contract.lot for agreement in page.agreements}
    lots = tuple(lot for lot in workplace.profile.lots if not held or lot.id in held)
    return ProviderContracts(
        page.provider,
        page.agreements,
        tuple(contacts),
        together,
        lots,
        workplace.profile.thresholds,
        laws_of(workplace, page),
    )


def has_contracts(workplace: Workplace) -> bool:
    """Whether any contract was written down or imported."""
    with workplace.store.read() as reader:
        return reader.count(Contract) > 0


def running_out(workplace: Workplace, months: int = USUAL_MONTHS) -> tuple[RunningOut, ...]:
    """Contracts that run today and end within so many months; the first to end first.

    Before them those that ended at most so many months ago while the provider has nothing in their place for that lot:
    their days left are below 0.
    """
    today = workplace.today
    since, until = add_months(today, -months), add_months(today, months)
    with workplace.store.read() as reader:
        names = {one.id: one.name for one in reader.find(Provider)}
        every = of_kept(reader.connection, reader.find(Contract))
        goes_on = {(c.provider_id, c.lot) for c in every if c.end is None or c.end >= today}
        ending = [
            c
            for c in every
            if c.end is not None
            and since <= c.end <= until
            and (c.start <= today <= c.end or (c.end < today and (c.provider_id, c.lot) not in goes_on))
        ]
        counts = _products(reader, ending)
    found = [
        RunningOut(c, names.get(c.provider_id, ""), counts.get(c.id, 0), (c.end - today).days) for c in ending if c.end
    ]
    return tuple(sorted(found, key=lambda one: (one.days_left, one.name)))


def providers_by_name(workplace: Workplace) -> dict[str, str]:
    """Names of all providers that are no doubles, by id, for who must choose one."""
    with workplace.store.read() as reader:
        found, hidden = reader.find(Provider), kept_for(reader.connection)
    return {one.id: one.name for one in sorted(found, key=lambda one: one.name.casefold()) if one.id not in hidden}


def _products(reader: Reader, contracts: list[Contract]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for product in reader.find(ContractedProduct, contract_id=[contract.id for contract in contracts]):
        counts[product.contract_id] = counts.get(product.contract_id, 0) + 1
    return counts


def _together(reader: Reader, providers: tuple[str, ...], today: date) -> tuple[Together, ...]:
    """Those that go on first."""
    led = reader.find(Cooperation, provider_id=providers)
    followed = reader.find(Cooperation, partner_id=providers)
    others = kept_ids(reader.connection, [*(one.partner_id for one in led), *(one.provider_id for one in followed)])
    names = {one.id: one.name for one in reader.find(Provider, id=sorted(others.values()))}
    found = [
        Together(one, other, names.get(other, ""), leads=leads, is_running=one.end is None or one.end >= today)
        for ones, leads in ((led, True), (followed, False))
        for one in ones
        for other in (others[one.partner_id if leads else one.provider_id],)
        if other not in providers
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_running, one.name)))
