"""Whether the chosen provider can give this help: its contract, how long that runs, and its intake stop."""

from __future__ import annotations

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.kinds import AvailabilityStatus, ContractKind, Provision
from desktop.models.region import RuleSetting
from desktop.rules.dates import add_days
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.prompts.phrases import length_text


def provider_not_contracted(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks for another provider where this one has no contract for the help in kind.

    A personal budget needs none, and an agreement for one resident or one that bridges is made because there is none.
    """
    provider, start = case.draft.provider, case.draft.start
    if case.draft.provision is not Provision.IN_KIND or case.draft.agreement is not ContractKind.FRAMEWORK:
        return None
    if provider.contracted is False:
        place = case.municipality.strip() or case.profile.name
        return Asked(
            _(
                "This provider has no contract for this help in {place}. "
                "Choose another one, or a personal budget if the resident wants that.",
                place=place,
            )
        )
    if provider.contract_end and start and provider.contract_end < start:
        return Asked(
            _(
                "The contract of this provider ended on {end}, before the help starts. Choose another provider.",
                end=long_day(provider.contract_end),
            )
        )
    return None


def beyond_contract(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks how the help goes on past the provider's contract; without an end date it runs past it too."""
    ends, end = case.draft.provider.contract_end, case.draft.end
    if ends is None or case.draft.provision is not Provision.IN_KIND or (end is not None and end <= ends):
        return None
    if end is None:
        text = _(
            "The contract of this provider runs until {contract_end}. This indication has no end date. "
            "Explain how the help goes on after that day.",
            contract_end=long_day(ends),
        )
    else:
        text = _(
            "The contract of this provider runs until {contract_end}. This indication runs on {length} after that. "
            "Explain how the help goes on.",
            contract_end=long_day(ends),
            length=length_text(max(add_days(ends, 1), case.draft.start or ends), end),
        )
    return Asked(text, values={"contract_end": ends})


def intake_stop(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks why this provider, who takes no new residents now."""
    if case.draft.provider.status is not AvailabilityStatus.INTAKE_STOP:
        return None
    return Asked(
        _(
            "This provider takes no new residents now (intake stop). "
            "Explain why this one all the same, or choose another."
        )
    )
