"""Whether the amount can be sent to a provider as an allocation."""

from __future__ import annotations

from desktop.language import _
from desktop.models.kinds import Frequency, Provision, Unit
from desktop.models.labels import amount, label
from desktop.models.region import RuleSetting
from desktop.models.region_settings import Source
from desktop.rules.allocations import amounts
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.prompts.phrases import either

_A_DAY = {Unit.MINUTE: 2 * 24 * 60, Unit.HOUR: 2 * 24, Unit.DAY_PART: 2 * 6, Unit.ETMAAL: 1}
"""The most that fits in a day: two carers at once, day and night, and one etmaal; pieces and euros have no most."""

_DAYS = {Frequency.DAY: 1, Frequency.WEEK: 7, Frequency.MONTH: 31}

OWN_SOURCE = Source(document="Naober", paragraph="wat er in een etmaal past, met twee hulpverleners tegelijk")


def combination_not_allowed(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks for another unit, frequency or end date where the three form none of the allowed allocations.

    It keeps silent while unit or frequency is still open, and about a personal budget, which is not allocated. An
    amount that no day holds, like a digit too many, is asked about whoever gives the help.
    """
    return _not_allocated(case) or _more_than_a_day_holds(case)


def _not_allocated(case: Drafted) -> Asked | None:
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


def _more_than_a_day_holds(case: Drafted) -> Asked | None:
    volume, unit, frequency = case.draft.volume, case.draft.unit, case.draft.frequency
    if volume is None or unit is None or frequency is None:
        return None
    days = case.length if frequency is Frequency.WHOLE_PERIOD else _DAYS[frequency]
    if unit not in _A_DAY or days is None or volume <= _A_DAY[unit] * days:
        return None
    most = _A_DAY[unit] * days
    told = {"much": amount(volume, unit, frequency), "most": amount(most, unit, frequency)}
    text = _("{much} is more than there is: no more fits than {most}. Is the number right?", **told)
    return Asked(text, "volume", {"most": most}, OWN_SOURCE)
