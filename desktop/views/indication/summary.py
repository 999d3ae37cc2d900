"""An indication that can no longer be changed, read as the decision it is about to be."""

from __future__ import annotations

from datetime import date

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.indications import Indication
from desktop.models.kinds import ContractKind, Law
from desktop.models.labels import amount, label
from desktop.models.region import RegionProfile
from desktop.services.indications import DraftPage
from desktop.services.names import ProfileNames
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.indication.form import chosen_of, segment_name


class Summary(Card):
    """Everything that is indicated, line by line."""

    def __init__(self, profile: RegionProfile) -> None:
        super().__init__(_("What is indicated"))
        self._profile = profile
        self._pairs = KeyValueList()
        self.body.addWidget(self._pairs)

    def draw(self, page: DraftPage) -> None:
        """Shows an indication."""
        self._pairs.show_pairs(
            _what(self._profile, page.indication) | _how(self._profile, page) | _manner(page.indication) | _who(page)
        )


def _what(profile: RegionProfile, indication: Indication) -> dict[str, str]:
    chosen = chosen_of(profile, indication)
    return {
        _("Act"): label(indication.law),
        _("Lot"): chosen.lot.name if chosen.lot else "",
        _("Segment"): segment_name(chosen.segment) if chosen.segment else "",
        _("Product"): chosen.product.name if chosen.product else "",
        _("Result"): indication.result,
    }


def _how(profile: RegionProfile, page: DraftPage) -> dict[str, str]:
    indication = page.indication
    volume, unit, frequency = indication.volume, indication.unit, indication.frequency
    days = [long_day(date.fromisoformat(day)) for day in sorted(indication.evaluations)]
    youth = indication.law is Law.JEUGDWET
    return {
        _("How much"): amount(volume, unit, frequency) if volume and unit and frequency else "",
        _("Period"): f"{long_day(indication.start)} – {long_day(indication.end)}" if indication.start else "",
        _("In kind or budget"): label(indication.provision),
        _("Form of youth help"): label(indication.care_form) if youth else "",
        _("Stops when"): indication.stops_when,
        _("Leads back to"): ProfileNames.of(profile).destination(indication.leads_back_to),
        _("Evaluation"): ", ".join(days),
        _("Provider"): page.provider,
        _("Why the choice was limited"): indication.limited_choice,
    }


def _manner(indication: Indication) -> dict[str, str]:
    special = indication.agreement is not ContractKind.FRAMEWORK
    told = indication.contribution_told_on
    return {
        _("What changes"): label(indication.change) if indication.change else "",
        _("Why it changes"): indication.change_reason,
        _("Agreement"): _colon(label(indication.agreement), indication.agreement_reason) if special else "",
        _("Transport"): indication.transport_reason,
        _("Why a personal budget"): indication.pgb_reason,
        _("Who manages it"): indication.pgb_manager,
        _("Quality of the help"): indication.pgb_quality,
        _("Own contribution"): _colon(_("told on {day}", day=long_day(told)), indication.contribution_note)
        if told
        else "",
    }


def _colon(what: str, why: str) -> str:
    return f"{what}: {why}" if why else what


def _who(page: DraftPage) -> dict[str, str]:
    indication = page.indication
    judged = indication.judged_at
    return {
        _("Drafted by"): page.author,
        _("Judged by"): f"{page.judged_by}, {long_day(judged.astimezone().date())}" if judged else "",
        _("Remarks"): indication.remarks,
    }
