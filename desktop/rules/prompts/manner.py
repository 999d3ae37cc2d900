"""In which manner help is given: as a budget, under which agreement, with transport, and what the resident pays."""

from __future__ import annotations

from desktop.language import _
from desktop.models.kinds import ContractKind, Law, Provision
from desktop.models.labels import label
from desktop.models.region import RuleSetting
from desktop.rules.manners import agreements_of
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.prompts.phrases import listed
from desktop.rules.said import is_said


def pgb_motivation_missing(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks for what must be shown before a budget can be given, where part of it is still open.

    That the resident says why, that someone can manage it, and that the help is good (Wmo 2015 art. 2.3.6 lid 2;
    Jeugdwet art. 8.1.1 lid 2).
    """
    pgb = case.draft.pgb
    if case.draft.provision is not Provision.PGB or pgb is None:
        return None
    missing = [name for name in _PGB_WORDS if not is_said(getattr(pgb, name))]
    if not missing:
        return None
    text = _(
        "A personal budget can be given only when this is clear: {what}. Write it down.",
        what=listed([_PGB_WORDS[name]() for name in missing]),
    )
    return Asked(text, f"pgb.{missing[0]}", {"fields": tuple(missing)})


def agreement_unsettled(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks why another agreement than the usual one, or for one that is known for this help."""
    agreement, lot = case.draft.agreement, case.lot
    if agreement is ContractKind.FRAMEWORK or case.draft.provision is Provision.PGB:
        return None
    if lot is not None and agreement not in agreements_of(lot):
        text = _(
            "The region does not buy this help under a {agreement}. Choose another kind of agreement.",
            agreement=label(agreement),
        )
        return Asked(text)
    if is_said(case.draft.agreement_reason):
        return None
    return Asked(_("Explain why this is needed here: {agreement}.", agreement=label(agreement)), "agreement_reason")


def transport_reason_missing(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks why nobody near can bring the resident, where transport is a part of the help."""
    if not case.draft.transport or is_said(case.draft.transport_reason):
        return None
    return Asked(_("Transport is a part of this help. Explain why the resident and the network cannot arrange it."))


def contribution_not_told(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks to tell the resident what it costs them, and to write down the day; youth help costs them nothing."""
    if case.draft.law is not Law.WMO or case.draft.contribution_told is not False:
        return None
    return Asked(
        _("Tell the resident now what they pay themselves, and write down the day. Not told yet? Then explain why.")
    )


_PGB_WORDS = {
    "reason": lambda: _("why the resident wants a budget, and for what"),
    "manager": lambda: _("who manages it, and that this person can"),
    "quality": lambda: _("that the help is good and safe"),
}
