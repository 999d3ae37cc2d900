"""The prompts that a region adds of its own: shown when all their conditions hold."""

from __future__ import annotations

from functools import reduce

from desktop.models.region import OwnPrompt, RuleSetting
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.said import is_filled


def applies(setting: RuleSetting, case: Drafted) -> bool:
    """True when the setting is on and the draft is among its products, segments and municipalities; empty means all."""
    if not setting.on or (setting.products and case.draft.product not in setting.products):
        return False
    if setting.segments and not {s.id for s in case.segments} & set(setting.segments):
        return False
    return not setting.municipalities or case.in_municipality(setting.municipalities)


def own_prompt(prompt: OwnPrompt, case: Drafted) -> Asked | None:
    """The region's own text, when its other conditions hold too; without a birth date no age fits."""
    if prompt.laws and case.draft.law not in prompt.laws:
        return None
    if prompt.lots and (case.lot is None or case.lot.id not in prompt.lots):
        return None
    if prompt.statuses and case.draft.provider.status not in prompt.statuses:
        return None
    if not _fits_age(prompt, case.age) or (prompt.while_empty and _is_filled(prompt.field, case)):
        return None
    return Asked(prompt.text, prompt.field)


def _is_filled(field: str, case: Drafted) -> bool:
    """Whether the draft's field, like ``plus.leads_back_to``, is filled in; a lot may follow from what is in it."""
    if field == "lot":
        return case.lot is not None
    value: object = reduce(getattr, field.split("."), case.draft)
    return is_filled(value)


def _fits_age(prompt: OwnPrompt, age: int | None) -> bool:
    if prompt.min_age is None and prompt.max_age is None:
        return True
    if age is None:
        return False
    return (prompt.min_age is None or age >= prompt.min_age) and (prompt.max_age is None or age <= prompt.max_age)
