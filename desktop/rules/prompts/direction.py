"""What the help is for and who holds it together: goals, the director, and the number of carers in a household."""

from __future__ import annotations

from desktop.language import _, ngettext
from desktop.models.region import RuleSetting
from desktop.rules.household import directors
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.prompts.numbers import count
from desktop.rules.prompts.phrases import listed
from desktop.rules.said import is_said

SEVERAL = 2
"""From so many carers or laws someone must direct, when the profile does not say."""

MANY_CARERS = 3
"""More carers than this are many, when the profile does not say."""


def goal_missing(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks for at least one goal; it decides when the help can stop."""
    if any(map(is_said, case.draft.goals)):
        return None
    return Asked(_("Write down at least one goal, in the resident's own words."))


def director_missing(case: Drafted, setting: RuleSetting) -> Asked | None:
    """Asks who directs where several carers or several acts meet in one household, and where more than one directs."""
    carers, laws = case.draft.carers_in_household, case.draft.laws_in_household
    named = directors(case.draft.director or "", case.draft.directors)
    if len(named) > 1:
        return _one_of(named)
    if is_said(case.draft.director):
        return None
    several = []
    if carers >= setting.numbers.get("carers", SEVERAL):
        several.append(ngettext("1 carer", "{n} carers", carers))
    if laws >= setting.numbers.get("laws", SEVERAL):
        several.append(ngettext("help under 1 act", "help under {n} acts", laws))
    if not several:
        return None
    text = _("In this household: {what}. Agree on who directs, or explain why nobody needs to.", what=listed(several))
    return Asked(text, values={"carers": carers, "laws": laws})


def _one_of(named: tuple[str, ...]) -> Asked:
    text = _(
        "In this household more than one directs: {names}. One household, one plan, one director: agree on one, or "
        "explain why that cannot be.",
        names=listed(named),
    )
    return Asked(text, values={"directors": named})


def too_many_carers(case: Drafted, setting: RuleSetting) -> Asked | None:
    """Says that more carers come into the household than the region wishes."""
    carers, most = case.draft.carers_in_household, count(setting, "carers", MANY_CARERS)
    if carers <= most:
        return None
    text = _(
        "{n} carers come into this household. The region would rather have no more than {most}. "
        "Could one of them take over tasks of another?",
        n=carers,
        most=most,
    )
    return Asked(text, values={"carers": carers, "most": most})
