"""What is compared: a row for each question, with an answer for each entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.language import N_, _
from desktop.language.forms import age_text, long_day, short_day
from desktop.models.kinds import AvailabilityStatus, Law, MapStatus
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.models.region_settings import MapUpkeep
from desktop.services.availability import Report
from desktop.services.comparing import Compared
from desktop.services.names import ProfileNames
from desktop.services.social_map import ProviderPage, ServicePage
from desktop.services.weeks import weeks_text
from desktop.views.indication.providers import away_text
from desktop.views.social_map.facts import ages, law_names
from desktop.views.social_map.words import measured_text

_LONGEST = 160
"""Characters of a description that are compared; the whole of it stands with the entry."""

_CONTRIBUTION = {Law.WMO: N_("own contribution (Wmo)"), Law.JEUGDWET: N_("no own contribution (Jeugdwet)")}
"""Wmo 2015 art. 2.1.4; for youth help the parents' contribution was ended on 1 January 2016."""


@dataclass(frozen=True)
class Row:
    """One question."""

    name: str
    answers: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """True when not every entry has the same answer."""
        return len(set(self.answers)) > 1


def rows(entries: Sequence[Compared], profile: RegionProfile) -> tuple[Row, ...]:
    """All questions that at least one of the entries answers, in the order in which a resident asks."""
    names = ProfileNames.of(profile)
    asked: tuple[tuple[str, Callable[[Compared], str]], ...] = (
        (N_("Indication"), _indication),
        (N_("What it is"), _what),
        (N_("For whom"), _for_whom),
        (N_("Products and acts"), lambda one: _products(one, names)),
        (N_("Specialisms"), _specialisms),
        (N_("Contract until"), lambda one: _contract_ends(one, names)),
        (N_("Light and heavy help"), lambda one: _forms(one, names)),
        (N_("Youth and Wmo"), _youth),
        (N_("Where"), _where),
        (N_("To the first talk"), lambda one: _waits(one, names, talk=True)),
        (N_("To the first help"), lambda one: _waits(one, names, talk=False)),
        (N_("Takes people"), _status),
        (N_("Free places"), lambda one: _counted(one, names, "free_places")),
        (N_("Number waiting"), lambda one: _counted(one, names, "waiting_count")),
        (N_("Cost"), _cost),
        (N_("Light check"), _check),
        (N_("When"), lambda one: _of_service(one, "opening_hours")),
        (N_("How to join"), lambda one: _of_service(one, "how_to_join")),
        (N_("Phone"), lambda one: one.entry.phone),
        (N_("Last checked"), lambda one: _checked(one, profile.map_upkeep)),
    )
    found = (Row(_(name), tuple(answer(one) for one in entries)) for name, answer in asked)
    unknown, nothing = _("not known"), {"", _("does not apply")}
    told = (row for row in found if not nothing.issuperset(row.answers))
    return tuple(Row(row.name, tuple(text or unknown for text in row.answers)) for row in told)


def _indication(one: Compared) -> str:
    return _("none needed") if isinstance(one.page, ServicePage) else _("needed")


def _what(one: Compared) -> str:
    text = " ".join(one.entry.description.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"


def _for_whom(one: Compared) -> str:
    return " · ".join(filter(None, (", ".join(one.entry.target_groups), ages(one.entry))))


def _products(one: Compared, names: ProfileNames) -> str:
    if isinstance(one.page, ServicePage):
        return _("no indication, so no product")
    offered = dict.fromkeys(names.help(p.product, p.segment, p.lot) for p in one.products)
    return "\n".join(filter(None, (law_names(one.laws), ", ".join(offered))))


def _specialisms(one: Compared) -> str:
    if isinstance(one.page, ServicePage):
        return _("does not apply")
    return ", ".join(one.page.provider.specialisms)


def _contract_ends(one: Compared, names: ProfileNames) -> str:
    if isinstance(one.page, ServicePage):
        return _("does not apply")
    running = [agreement.contract for agreement in one.page.agreements if agreement.is_running]
    ends = (
        (long_day(contract.end) if contract.end else _("without an end"), names.lots.get(contract.lot, contract.lot))
        for contract in running
    )
    told = dict.fromkeys(f"{end} ({lot})" if lot else end for end, lot in ends)
    return "\n".join(told) or _("no running contract")


def _forms(one: Compared, names: ProfileNames) -> str:
    if isinstance(one.page, ServicePage):
        return _("does not apply")
    pairs = ", ".join(names.products.get(product, product) for product in one.both_forms)
    return _("both: {products}", products=pairs) if pairs else _("not both")


def _youth(one: Compared) -> str:
    if isinstance(one.page, ServicePage):
        return _("does not apply")
    return _("both") if one.youth_and_wmo else _("not both")


def _where(one: Compared) -> str:
    places = dict.fromkeys(filter(None, (one.entry.place, *(spot.place for spot in one.page.locations))))
    away = away_text(one.distance_km)
    return "\n".join(filter(None, (", ".join(places), _("nearest: {distance}", distance=away) if away else "")))


def _waits(one: Compared, names: ProfileNames, *, talk: bool) -> str:
    if isinstance(one.page, ServicePage):
        return _("no waiting time known: call first")
    told = (_wait(found, names, talk=talk) for found in one.page.reports)
    return "\n".join(dict.fromkeys(filter(None, told)))


def _wait(found: Report, names: ProfileNames, *, talk: bool) -> str:
    report = found.report
    weeks = (
        weeks_text(report.intake_min, report.intake_max, report.intake_text)
        if talk
        else weeks_text(report.start_min, report.start_max, report.start_text)
    )
    return f"{weeks} ({_around(found, names)})" if weeks else ""


def _counted(one: Compared, names: ProfileNames, field: str) -> str:
    if isinstance(one.page, ServicePage):
        return _("does not apply")
    told = ((getattr(found.report, field), found) for found in one.page.reports)
    return "\n".join(dict.fromkeys(f"{n} ({_around(found, names)})" for n, found in told if n is not None))


def _around(found: Report, names: ProfileNames) -> str:
    """Of what a figure is, how old it is and where it comes from: none of them stands without."""
    offer = names.products.get(found.report.product, found.report.product)
    disputed = _("two figures of one day") if found.disputed else ""
    return " · ".join(
        filter(None, (offer, measured_text(found.age_days, stale=found.is_stale), disputed, found.report.source))
    )


def _status(one: Compared) -> str:
    if one.entry.status is not MapStatus.ACTIVE:
        return label(one.entry.status)
    if isinstance(one.page, ServicePage):
        return _("open to all it is for")
    statuses = dict.fromkeys(found.report.status for found in one.page.reports)
    return ", ".join(label(status) for status in statuses or (AvailabilityStatus.UNKNOWN,))


def _cost(one: Compared) -> str:
    if isinstance(one.page, ProviderPage):
        return "\n".join(_(said) for law, said in _CONTRIBUTION.items() if law.value in one.laws) or _("not known")
    service = one.page.service
    return service.cost or (_("free of charge") if service.free_of_charge else "")


def _check(one: Compared) -> str:
    if isinstance(one.page, ProviderPage):
        return _("does not apply")
    return one.page.service.light_check or _("none known")


def _of_service(one: Compared, field: str) -> str:
    return str(getattr(one.page.service, field)) if isinstance(one.page, ServicePage) else ""


def _checked(one: Compared, norm: MapUpkeep) -> str:
    days, entry = one.page.checked_days, one.entry
    if days is None:
        return _("never checked")
    stale = _("out of date") if days > norm.stale_after_days else ""
    who = _("by {name}", name=entry.checked_by) if entry.checked_by else ""
    return " · ".join(filter(None, (short_day(entry.checked_on), age_text(days), who, stale)))
