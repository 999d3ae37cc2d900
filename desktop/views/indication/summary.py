"""An indication that can no longer be changed, read as the decision it is about to be."""

from __future__ import annotations

from datetime import date

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.indications import Indication
from desktop.models.kinds import ContractKind, Law
from desktop.models.labels import amount, label
from desktop.models.region import RegionProfile
from desktop.services.approval_day import approval_of
from desktop.services.indications import DraftPage
from desktop.services.names import ProfileNames
from desktop.services.second_person import remarks_told
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
        profile, indication = self._profile, page.indication
        pairs = _what(profile, indication) | _how(profile, page) | _manner(indication) | _who(profile, page)
        self._pairs.show_pairs(pairs)


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


def _who(profile: RegionProfile, page: DraftPage) -> dict[str, str]:
    indication = page.indication
    return {
        _("Version"): str(page.version) if page.version > 1 else "",
        _("Drafted by"): page.author,
        _("Judged by"): _judged_by(profile, page),
        _("Remarks"): remarks_told(indication),
    }


def _judged_by(profile: RegionProfile, page: DraftPage) -> str:
    indication, rule = page.indication, profile.approval
    if indication.judged_at is None:
        return ""
    day = long_day(indication.judged_at.astimezone().date())
    if not indication.judged_unseen:
        return f"{page.judged_by}, {_approved(indication) or day}"
    source = f"{rule.source.document}, {rule.source.paragraph}" if rule else ""
    told = _("no second person: let through by the sample on {day}", day=day)
    return f"{told} ({source})" if source else told


def _approved(indication: Indication) -> str:
    """On an earlier day than that was entered, with why; empty when it was not."""
    approved = approval_of(indication)
    if approved is None or not approved.why or indication.judged_at is None:
        return ""
    entered = long_day(indication.judged_at.astimezone().date())
    told = _("entered on {day}: {why}", day=entered, why=approved.why)
    return f"{long_day(approved.on)} ({told})"
