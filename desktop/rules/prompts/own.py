"""The prompts that a region adds of its own: shown when all their conditions hold."""

from __future__ import annotations

from desktop.models.region import OwnPrompt, RuleSetting
from desktop.rules.prompts.drafted import Asked, Drafted


def applies(setting: RuleSetting, case: Drafted) -> bool:
    """True when the setting is on and the draft is among its products, segments and municipalities; empty means all."""
    if not setting.on or (setting.products and case.draft.product not in setting.products):
        return False
    if setting.segments and not {s.id for s in case.segments} & set(setting.segments):
        return False
    return not setting.municipalities or case.in_municipality(setting.municipalities)


def own_prompt(prompt: OwnPrompt, case: Drafted) -> Asked | None:
    """The region's own text, when law, lot and age fit too; without a birth date no age fits."""
    if prompt.laws and case.draft.law not in prompt.laws:
        return None
    if prompt.lots and (case.lot is None or case.lot.id not in prompt.lots):
        return None
    if not _fits_age(prompt, case.age):
        return None
    return Asked(prompt.text, prompt.field)


def _fits_age(prompt: OwnPrompt, age: int | None) -> bool:
    if prompt.min_age is None and prompt.max_age is None:
        return True
    if age is None:
        return False
    return (prompt.min_age is None or age >= prompt.min_age) and (prompt.max_age is None or age <= prompt.max_age)
