"""How the closed lists are called on screen and paper."""

from __future__ import annotations

from enum import StrEnum

from desktop.language import N_, _
from desktop.models import kinds

LABELS: dict[StrEnum, str] = {
    kinds.Law.WMO: N_("Wmo 2015"),
    kinds.Law.JEUGDWET: N_("Jeugdwet"),
    kinds.Law.WLZ: N_("Wlz"),
    kinds.Law.ZVW: N_("Zvw"),
    kinds.Law.PARTICIPATIEWET: N_("Participatiewet"),
    kinds.Role.CONSULTANT: N_("consultant"),
    kinds.Role.TEAM_LEAD: N_("team lead"),
    kinds.Role.CONTRACT_MANAGER: N_("contract manager"),
    kinds.Role.ADMINISTRATOR: N_("administrator"),
    kinds.AlternativeKind.OWN_STRENGTH: N_("Own strength"),
    kinds.AlternativeKind.USUAL_HELP: N_("Usual help at home"),
    kinds.AlternativeKind.INFORMAL_CARE: N_("Informal care"),
    kinds.AlternativeKind.NETWORK: N_("Family, friends and neighbours"),
    kinds.AlternativeKind.GENERALLY_USUAL: N_("Things anyone can buy"),
    kinds.AlternativeKind.COMMUNITY_SERVICE: N_("Community services"),
    kinds.AlternativeKind.OTHER_LAW: N_("Help under another act"),
    kinds.AvailabilityStatus.OPEN: N_("open"),
    kinds.AvailabilityStatus.LIMITED: N_("limited"),
    kinds.AvailabilityStatus.INTAKE_STOP: N_("intake stop"),
    kinds.AvailabilityStatus.ASSESSMENT_FIRST: N_("assessment first"),
    kinds.AvailabilityStatus.ON_CONSULTATION: N_("on consultation"),
    kinds.Unit.MINUTE: N_("minute"),
    kinds.Unit.HOUR: N_("hour"),
    kinds.Unit.DAY_PART: N_("day part"),
    kinds.Unit.ETMAAL: N_("24 hours"),
    kinds.Unit.PIECE: N_("piece"),
    kinds.Unit.EURO: N_("euro"),
    kinds.Frequency.DAY: N_("per day"),
    kinds.Frequency.WEEK: N_("per week"),
    kinds.Frequency.MONTH: N_("per month"),
    kinds.Frequency.WHOLE_PERIOD: N_("for the whole period"),
    kinds.Provision.IN_KIND: N_("in kind"),
    kinds.Provision.PGB: N_("personal budget (pgb)"),
    kinds.CasePhase.REPORTED: N_("reported"),
    kinds.CasePhase.CONVERSATION: N_("in conversation"),
    kinds.CasePhase.APPLICATION: N_("applied for"),
    kinds.CasePhase.DECIDED: N_("decided"),
    kinds.CasePhase.RUNNING: N_("running"),
    kinds.CasePhase.CLOSED: N_("closed"),
    kinds.IndicationStatus.DRAFT: N_("draft"),
    kinds.IndicationStatus.HANDED_IN: N_("handed in"),
    kinds.IndicationStatus.RETURNED: N_("returned"),
    kinds.IndicationStatus.APPROVED: N_("approved"),
    kinds.IndicationStatus.ENDED: N_("ended"),
    kinds.CareForm.TREATMENT_HELP: N_("youth help with treatment"),
    kinds.CareForm.GUIDANCE: N_("guidance"),
    kinds.CareForm.PERSONAL_CARE: N_("personal care"),
    kinds.CareForm.FOSTER_CARE: N_("foster care"),
    kinds.CareForm.FAMILY_HOME: N_("family home"),
    kinds.CareForm.OTHER: N_("other"),
    kinds.Gender.UNKNOWN: N_("unknown"),
    kinds.Gender.MALE: N_("man"),
    kinds.Gender.FEMALE: N_("woman"),
    kinds.MapStatus.ACTIVE: N_("active"),
    kinds.MapStatus.DO_NOT_REFER: N_("active, but do not refer"),
    kinds.MapStatus.INACTIVE: N_("not active"),
    kinds.PurchasingLevel.LOCAL: N_("local"),
    kinds.PurchasingLevel.REGIONAL: N_("regional"),
    kinds.PurchasingLevel.SUPRA_REGIONAL: N_("supra-regional"),
    kinds.PurchasingLevel.NATIONAL: N_("national"),
    kinds.ContractKind.FRAMEWORK: N_("framework agreement"),
    kinds.ContractKind.BESPOKE: N_("bespoke agreement"),
    kinds.ContractKind.BRIDGING: N_("bridging agreement"),
    kinds.MeasureKind.MAXIMUM: N_("highest number of providers"),
    kinds.MeasureKind.MINIMUM: N_("lowest number of providers"),
    kinds.CooperationKind.SUBCONTRACTOR: N_("subcontractor"),
    kinds.CooperationKind.COOPERATION: N_("works together with"),
    kinds.CheckOutcome.STILL_RIGHT: N_("still right"),
    kinds.CheckOutcome.CORRECTED: N_("corrected"),
    kinds.CheckOutcome.NOT_REACHED: N_("not reached"),
    kinds.CheckOutcome.GONE: N_("does not exist any more"),
    kinds.SignalKind.QUALITY: N_("quality"),
    kinds.SignalKind.LAWFULNESS: N_("lawfulness"),
    kinds.SignalStatus.NEW: N_("new"),
    kinds.SignalStatus.IN_HAND: N_("in hand"),
    kinds.SignalStatus.CLOSED: N_("closed"),
    kinds.WaitPhase.INTAKE: N_("to the first talk"),
    kinds.WaitPhase.START: N_("to the first help"),
    kinds.WaitPhase.WHOLE: N_("the whole wait"),
    kinds.WaitEnd.PLACED: N_("help began here"),
    kinds.WaitEnd.PLACED_ELSEWHERE: N_("help began elsewhere"),
    kinds.WaitEnd.WITHDREW: N_("the resident no longer wants it"),
    kinds.InterimKind.TEMPORARY_CARE: N_("temporary care"),
    kinds.InterimKind.DIGITAL_GUIDANCE: N_("guidance by telephone or screen"),
    kinds.InterimKind.OTHER: N_("other"),
    kinds.Destination.COMMUNITY_SERVICE: N_("Community services"),
    kinds.Destination.SHELTERED_HOUSING: N_("sheltered housing"),
    kinds.Destination.WLZ: N_("Wlz"),
    kinds.Destination.ZVW: N_("Zvw"),
    kinds.Destination.PARTICIPATIEWET: N_("Participatiewet"),
    kinds.Destination.SCHOOL: N_("school"),
    kinds.Destination.WORK: N_("work"),
    kinds.Destination.SHELTERED_WORK: N_("sheltered work"),
    kinds.Destination.INDEPENDENCE: N_("living without help"),
}
"""Msgid by member. A member equals any other of the same text: what those are called otherwise stands in `_APART`."""

_APART: dict[tuple[type[StrEnum], str], str] = {
    (kinds.AvailabilityStatus, "unknown"): N_("not known"),
    (kinds.MeasureKind, "closed"): N_("closed for new providers"),
    (kinds.WaitEnd, "other"): N_("another reason"),
    (kinds.InterimKind, "community-service"): N_("community service"),
}

_MANY = {
    kinds.Unit.MINUTE: N_("minutes"),
    kinds.Unit.HOUR: N_("hours"),
    kinds.Unit.DAY_PART: N_("day parts"),
    kinds.Unit.ETMAAL: N_("times 24 hours"),
    kinds.Unit.PIECE: N_("pieces"),
    kinds.Unit.EURO: N_("euros"),
}


def label(member: StrEnum) -> str:
    """The member's name in the language in force; its value where it has none."""
    return _(_APART.get((type(member), member.value)) or LABELS.get(member, member.value))


def amount(volume: int, unit: kinds.Unit, frequency: kinds.Frequency) -> str:
    """Like ``4 hours per week``."""
    return f"{volume} {label(unit) if volume == 1 else _(_MANY[unit])} {label(frequency)}"
