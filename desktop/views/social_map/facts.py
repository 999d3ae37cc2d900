"""What is known of an entry, in words and badges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.language import _
from desktop.language.forms import age_text, euros, long_day, short_day
from desktop.models.kinds import Law
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.models.region_settings import MapUpkeep
from desktop.models.social_map import Contract, ContractedProduct, EntryFields, Location
from desktop.rules.intake_stops import IntakeStop, stop_of
from desktop.services.availability import Report
from desktop.services.names import ProfileNames
from desktop.services.social_map import Agreement, ProviderPage, ServicePage
from desktop.services.weeks import weeks_text
from desktop.views.contracts.state import agreement_badge
from desktop.views.contracts.stops import stop_words
from desktop.views.design.ages import AgeLabel
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.dress import column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.imports.words import source_name
from desktop.views.indication.providers import STATUS_TONES


def service_facts(page: ServicePage) -> dict[str, str]:
    """A community service, in the order in which a resident asks."""
    service = page.service
    return {
        _("For whom"): ", ".join(service.target_groups),
        _("Age"): ages(service),
        _("When"): service.opening_hours,
        _("Cost"): service.cost or (_("free of charge") if service.free_of_charge else _("not known")),
        _("How to join"): service.how_to_join,
        _("Light check"): service.light_check,
        _("About"): ", ".join(service.themes),
    } | contact(service)


def provider_facts(page: ProviderPage) -> dict[str, str]:
    """A contracted provider."""
    provider = page.provider
    return {
        _("Specialisms"): ", ".join(provider.specialisms),
        _("For whom"): ", ".join(provider.target_groups),
        _("Age"): ages(provider),
        _("Size"): provider.size,
    } | contact(provider)


def contact(entry: EntryFields) -> dict[str, str]:
    """How to reach it, and where it says it is for."""
    return {
        _("Address"): ", ".join(filter(None, (entry.address, f"{entry.postal_code} {entry.place}".strip()))),
        _("Phone"): entry.phone,
        _("E-mail"): entry.email,
        _("Website"): entry.url,
        _("Municipalities"): ", ".join(entry.municipalities),
        _("Last checked"): " · ".join(filter(None, (short_day(entry.checked_on), entry.checked_by)))
        if entry.checked_on
        else "",
        _("Source"): source_name(entry.source),
    }


def ages(entry: EntryFields) -> str:
    """Like ``from 18 years``; empty when there is no limit."""
    low, high = entry.minimum_age, entry.maximum_age
    if low is not None and high is not None:
        return _("from {low} to {high} years", low=low, high=high)
    if low is not None:
        return _("from {low} years", low=low)
    return _("up to {high} years", high=high) if high is not None else ""


def checked_badge(days: int | None, norm: MapUpkeep) -> Badge:
    """Whether a person saw, within the region's norm, that it is right; `checked_text` tells when that was."""
    if days is None:
        return Badge(_("never checked"), tone=Tone.CAUTION, icon="question")
    if days > norm.stale_after_days:
        return Badge(_("out of date"), tone=Tone.CAUTION, icon="clock")
    return Badge(_("up to date"), tone=Tone.MUTED, icon="check")


def checked_text(entry: EntryFields, days: int | None) -> str:
    """How long ago someone saw that it is right, and who; empty when nobody did."""
    who = _("by {name}", name=entry.checked_by) if entry.checked_by else ""
    return " ".join(filter(None, (_("checked {age}", age=age_text(days)), who))) if days is not None else ""


def law_names(laws: tuple[str, ...]) -> str:
    """The acts as people call them."""
    return ", ".join(label(Law(law)) if law in set(Law) else law for law in laws)


def waits_card(reports: tuple[Report, ...], profile: RegionProfile) -> Card:
    """The latest observation of each offer, with its age and where it came from."""
    card = Card(_("Waiting times"), gap=Space.L)
    names = ProfileNames.of(profile)
    for found in reports:
        card.body.addLayout(_wait(found, names))
    if not reports:
        card.body.addWidget(Text(_("Nobody has reported a waiting time yet."), "muted"))
    return card


def agreement_card(agreement: Agreement, profile: RegionProfile, today: date) -> Card:
    """A contract with its products, where they hold and until when; of one that runs only what holds today."""
    contract, names = agreement.contract, ProfileNames.of(profile)
    card = Card(_("Contract"))
    card.head.addWidget(agreement_badge(agreement))
    end = long_day(contract.end) if contract.end else _("without an end")
    card.body.addWidget(
        KeyValueList(
            {
                _("Kind"): label(contract.kind),
                _("Purchasing level"): label(contract.level),
                _("Period"): _("{start} until {end}", start=long_day(contract.start), end=end),
                _("Lot"): names.lots.get(contract.lot, contract.lot),
                _("Extension"): contract.extension,
                _("Remarks"): contract.note,
            }
        )
    )
    for product in agreement.delivered if agreement.is_running else agreement.products:
        stop = stop_of(product, today)
        may_refuse = stop is not None and stop.has_begun(today)
        card.body.addLayout(_product((product, contract), names, stop, may_refuse=may_refuse))
    return card


def running(agreements: Iterable[Agreement]) -> Iterator[ContractedProduct]:
    """The products that hold now, in contracts that run now."""
    return (product for agreement in agreements for product in agreement.delivered)


def where_card(locations: tuple[Location, ...]) -> Card:
    """Every place where help is given."""
    card = Card(_("Where"), gap=Space.S)
    for place in locations:
        parts = (place.name, place.address, f"{place.postal_code} {place.place}".strip(), place.phone)
        card.body.addWidget(Text(" · ".join(filter(None, parts))))
    return card


def _product(
    agreed: tuple[ContractedProduct, Contract], names: ProfileNames, stop: IntakeStop | None, *, may_refuse: bool
) -> Beside:
    product, contract = agreed
    line = Beside(gap=Space.S)
    rate = (
        _("{rate} per {unit}", rate=euros(product.rate_cents), unit=label(product.rate_unit))
        if product.rate_cents and product.rate_unit
        else ""
    )
    where = ", ".join(product.municipalities) or _("the whole region")
    words = column(gap=0)
    words.addWidget(Text(names.help(product.product, product.segment, product.lot), "strong"))
    words.addWidget(Text(" · ".join(filter(None, (where, _own_days(product, contract), rate))), "muted"))
    if stop is not None:
        words.addWidget(Text(stop_words(stop), "small"))
    line.put(_held(words), letters=30)
    if may_refuse:
        line.put(Badge(_("may refuse"), tone=Tone.CAUTION), share=0, down=0.5)
    return line


def _own_days(product: ContractedProduct, contract: Contract) -> str:
    """From and until when, as far as that is not as in the contract."""
    begins = _("from {day}", day=short_day(product.start)) if product.start != contract.start else ""
    ends = _("until {day}", day=short_day(product.end)) if product.end and product.end != contract.end else ""
    return " ".join(filter(None, (begins, ends)))


def _wait(found: Report, names: ProfileNames) -> Beside:
    report = found.report
    words, holder = column(gap=0), Beside(gap=Space.S)
    offer = names.products.get(report.product, report.product) or _("All its help")
    title = " · ".join(filter(None, (offer, report.expertise, report.target_group, report.location)))
    intake = weeks_text(report.intake_min, report.intake_max, report.intake_text)
    start = weeks_text(report.start_min, report.start_max, report.start_text)
    known = (_("first talk: {wait}", wait=intake) if intake else "", _("help: {wait}", wait=start) if start else "")
    counted = (
        _("free places: {n}", n=report.free_places) if report.free_places is not None else "",
        _("number waiting: {n}", n=report.waiting_count) if report.waiting_count is not None else "",
    )
    source = (short_day(report.measured_on), report.source, report.checked_by, report.note)
    for text, look in (
        (title, "strong"),
        (" · ".join(filter(None, known)) or _("waiting time not known"), "body"),
        (" · ".join(filter(None, counted)), "body"),
        (" · ".join(filter(None, source)), "small"),
    ):
        if text:
            words.addWidget(Text(text, look))
    holder.put(_held(words), letters=30)
    holder.put(Badge(label(report.status), tone=STATUS_TONES[report.status]), share=0)
    holder.put(AgeLabel(found.age_days, stale=found.is_stale), share=0)
    if found.disputed:
        holder.put(Badge(_("two figures of one day"), tone=Tone.CAUTION), share=0)
    return holder


def _held(words: QVBoxLayout) -> QWidget:
    made = QWidget()
    made.setLayout(words)
    return made
