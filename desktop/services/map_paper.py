"""Gathering what a page from the social map prints for a resident."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.papers import MapPage, PaperHead
from desktop.models.social_map import EntryFields, Location
from desktop.services.availability import Report
from desktop.services.names import ProfileNames, join_name
from desktop.services.paper_heads import mark_of
from desktop.services.paper_records import entry_records
from desktop.services.social_map import ProviderPage, ServicePage, entry, laws_of
from desktop.services.workplace import Workplace
from desktop.store.queries.unsynced import unsynced

MOST_WAITS = 4
"""So many waiting times stand on the page; the consultant has them all."""


def map_page_of(workplace: Workplace, entry_id: str) -> MapPage:
    """Everything the page prints; what is not known stays empty.

    Raises:
        RuleBroken: ``gone``.
    """
    page = entry(workplace, entry_id)
    with workplace.store.read() as reader:
        unseen = unsynced(reader, entry_records(reader, entry_id))
    return _service(workplace, page, unseen) if isinstance(page, ServicePage) else _provider(workplace, page, unseen)


def _service(workplace: Workplace, page: ServicePage, unseen: int) -> MapPage:
    service = page.service
    runs = page.organisation.name if page.organisation else service.organisation
    return MapPage(
        head=_head(workplace, service, unseen),
        name=service.name,
        organisation=runs if runs != service.name else "",
        about=service.description,
        address=_address(service),
        phone=service.phone or (page.organisation.phone if page.organisation else ""),
        email=service.email,
        url=service.url,
        when=service.opening_hours,
        for_whom=_for_whom(service),
        cost=service.cost or (_("free of charge") if service.free_of_charge else ""),
        how_to_join=service.how_to_join,
        light_check=service.light_check,
        places=_places(page.locations),
        checked_on=service.checked_on,
    )


def _provider(workplace: Workplace, page: ProviderPage, unseen: int) -> MapPage:
    provider, names = page.provider, ProfileNames.of(workplace.profile)
    return MapPage(
        head=_head(workplace, provider, unseen),
        name=provider.name,
        about=provider.description,
        address=_address(provider),
        phone=provider.phone,
        email=provider.email,
        url=provider.url,
        for_whom=_for_whom(provider),
        needs_indication=True,
        laws=laws_of(workplace, page),
        waits=tuple(filter(None, (_wait(found, names) for found in page.reports)))[:MOST_WAITS],
        places=_places(page.locations),
        checked_on=provider.checked_on,
    )


def _head(workplace: Workplace, about: EntryFields, unseen: int) -> PaperHead:
    """Bears the municipality's name where the entry is for one only; else the region's."""
    own = about.municipalities[0] if len(about.municipalities) == 1 else ""
    return PaperHead(
        municipality=own,
        region=workplace.profile.name,
        made_on=workplace.today,
        consultant=workplace.colleague.name,
        unsynced=unseen,
        mark=mark_of(workplace, own),
    )


def _address(spot: EntryFields | Location) -> tuple[str, ...]:
    return tuple(filter(None, (spot.address, join_name(spot.postal_code, spot.place))))


def _places(locations: Iterable[Location]) -> tuple[str, ...]:
    lines = (", ".join(filter(None, (spot.name, *_address(spot), spot.phone))) for spot in locations)
    return tuple(line for line in lines if line)


def _for_whom(about: EntryFields) -> str:
    low, high = about.minimum_age, about.maximum_age
    ages = ""
    if low is not None and high is not None:
        ages = _("from {low} to {high} years", low=low, high=high)
    elif low is not None:
        ages = _("from {low} years", low=low)
    elif high is not None:
        ages = _("up to {high} years", high=high)
    return " · ".join(filter(None, (", ".join(about.target_groups), ages)))


def _wait(found: Report, names: ProfileNames) -> str:
    """Like ``Guidance: first talk 2 weeks, help 4–6 weeks (measured on 14 November 2026)``; empty without figures."""
    report = found.report
    told = [
        _("{phase} {wait}", phase=phase, wait=weeks)
        for phase, weeks in (
            (_("first talk within"), _weeks(report.intake_min, report.intake_max, report.intake_text)),
            (_("help within"), _weeks(report.start_min, report.start_max, report.start_text)),
        )
        if weeks
    ]
    if not told:
        return ""
    offer = names.products.get(report.product, report.product) or _("All its help")
    measured = _("measured on {day}", day=long_day(report.measured_on))
    return f"{offer}: {', '.join(told)} ({measured})"


def _weeks(low: float | None, high: float | None, text: str) -> str:
    most = high if high is not None else low
    if most is None:
        return text
    return _("{n} weeks", n=f"{most:g}")
