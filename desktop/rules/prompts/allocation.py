"""Whether the amount can be sent to a provider as an allocation."""

from __future__ import annotations

from desktop.language import _
from desktop.models.kinds import Provision
from desktop.models.labels import label
from desktop.models.region import RuleSetting
from desktop.rules.allocations import amounts
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.prompts.phrases import either


def combination_not_allowed(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks for another unit, frequency or end date where the three form none of the allowed allocations.

    It keeps silent while unit or frequency is still open, and about a personal budget, which is not allocated.
    """
    unit, frequency = case.draft.unit, case.draft.frequency
    if unit is None or frequency is None or case.draft.provision is Provision.PGB:
        return None
    known = amounts(unit, case.funding)
    fitting = [a for a in known if a.frequency is frequency]
    if any(case.draft.end is not None or not a.end_required for a in fitting):
        return None
    what = {"unit": label(unit), "frequency": label(frequency)}
    if fitting:
        return Asked(_("The unit {unit} can be allocated {frequency} only with an end date.", **what), "end")
    if not known:
        return Asked(
            _("The unit {unit} does not fit how this help is paid. Choose another unit.", unit=what["unit"]), "unit"
        )
    ways = either(list(dict.fromkeys(label(a.frequency) for a in known if a.frequency)))
    return Asked(_("The unit {unit} cannot be allocated {frequency}. Possible: {ways}.", **what, ways=ways))
