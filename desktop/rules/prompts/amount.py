"""What the decision states: an amount where the region pays by amount, only a result where it buys results."""

from __future__ import annotations

from desktop.language import _
from desktop.models.kinds import FundingModel
from desktop.models.region import RuleSetting
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.prompts.phrases import listed
from desktop.rules.said import is_said


def volume_not_allowed(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks to leave out product and amount where the region states only WHAT; the provider says HOW."""
    draft = case.draft
    if not case.states_result_only:
        return None
    stated = _named(
        product=bool(draft.product),
        volume=draft.volume is not None,
        unit=draft.unit is not None,
        frequency=draft.frequency is not None,
    )
    if not stated:
        return None
    text = _(
        "In this region the decision states only which result is needed; the provider decides how. Leave out: {what}.",
        what=listed([_WORDS[name]() for name in stated]),
    )
    return Asked(text, stated[0], {"fields": stated})


def result_missing(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks for the result where the region states WHAT."""
    if not case.states_result_only or is_said(case.draft.result):
        return None
    return Asked(_("Write down which result is needed. The provider decides how to reach it."))


def volume_missing(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks for volume, unit and frequency where the region pays amount times price (P×Q)."""
    draft = case.draft
    if case.states_result_only or case.funding is not FundingModel.EFFORT:
        return None
    missing = _named(volume=draft.volume is None, unit=draft.unit is None, frequency=draft.frequency is None)
    if not missing:
        return None
    text = _(
        "Still to fill in: {what}. In this region help is paid by amount and price.",
        what=listed([_WORDS[name]() for name in missing]),
    )
    return Asked(text, missing[0], {"fields": missing})


def _named(**wanted: bool) -> tuple[str, ...]:
    return tuple(name for name, is_wanted in wanted.items() if is_wanted)


_WORDS = {
    "product": lambda: _("the product"),
    "volume": lambda: _("how much"),
    "unit": lambda: _("of what (the unit)"),
    "frequency": lambda: _("how often"),
}
