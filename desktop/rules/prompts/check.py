"""All prompts for one draft: switched on, levelled, numbered and sourced by the region's profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from desktop.models.draft import Comparable, Draft, Prompt
from desktop.models.kinds import PromptLevel
from desktop.models.region import RegionProfile, RuleSetting
from desktop.rules.prompts.allocation import combination_not_allowed
from desktop.rules.prompts.alternatives import alternatives_unanswered, community_service_sufficient, other_law_first
from desktop.rules.prompts.amount import result_missing, volume_missing, volume_not_allowed
from desktop.rules.prompts.change import change_reason_missing, evaluation_unfinished
from desktop.rules.prompts.codes import CODES
from desktop.rules.prompts.direction import director_missing, goal_missing, too_many_carers
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.prompts.duration import (
    end_date_missing,
    evaluation_missing,
    long_term_expected,
    longer_than_comparable,
    stop_unanswered,
    temporary_too_long,
)
from desktop.rules.prompts.history import repeat_indication, returned_soon
from desktop.rules.prompts.manner import (
    agreement_unsettled,
    contribution_not_told,
    pgb_motivation_missing,
    transport_reason_missing,
)
from desktop.rules.prompts.own import applies, own_prompt
from desktop.rules.prompts.product import plus_criteria_missing, purchased_elsewhere, step_down_missing
from desktop.rules.prompts.provider import beyond_contract, intake_stop, provider_not_contracted
from desktop.rules.prompts.start import help_missing, start_missing
from desktop.rules.prompts.youth import beyond_18th_birthday, extended_not_possible
from desktop.rules.said import is_said

ASKED_BY: Mapping[str, Callable[[Drafted, RuleSetting], Asked | None]] = {
    "alternatives-unanswered": alternatives_unanswered,
    "community-service-sufficient": community_service_sufficient,
    "other-law-first": other_law_first,
    "goal-missing": goal_missing,
    "help-missing": help_missing,
    "result-missing": result_missing,
    "volume-not-allowed": volume_not_allowed,
    "volume-missing": volume_missing,
    "combination-not-allowed": combination_not_allowed,
    "purchased-elsewhere": purchased_elsewhere,
    "plus-criteria-missing": plus_criteria_missing,
    "step-down-missing": step_down_missing,
    "start-missing": start_missing,
    "end-date-missing": end_date_missing,
    "temporary-too-long": temporary_too_long,
    "long-term-expected": long_term_expected,
    "beyond-18th-birthday": beyond_18th_birthday,
    "extended-not-possible": extended_not_possible,
    "repeat-indication": repeat_indication,
    "returned-soon": returned_soon,
    "change-reason-missing": change_reason_missing,
    "evaluation-unfinished": evaluation_unfinished,
    "longer-than-comparable": longer_than_comparable,
    "stop-unanswered": stop_unanswered,
    "evaluation-missing": evaluation_missing,
    "pgb-motivation-missing": pgb_motivation_missing,
    "agreement-unsettled": agreement_unsettled,
    "transport-reason-missing": transport_reason_missing,
    "contribution-not-told": contribution_not_told,
    "provider-not-contracted": provider_not_contracted,
    "beyond-contract": beyond_contract,
    "intake-stop": intake_stop,
    "director-missing": director_missing,
    "too-many-carers": too_many_carers,
}
"""Which function asks which code, in the order in which a consultant thinks."""

_ORDER = (PromptLevel.BLOCK, PromptLevel.ASK, PromptLevel.INFORM)


def prompts(profile: RegionProfile, draft: Draft, comparable: Comparable | None = None) -> tuple[Prompt, ...]:
    """What there is to ask about a draft: first what keeps it back, then what asks for a reason, then what informs.

    A code without a setting in the profile is off. Where several settings of one code fit the draft, the strongest
    prompt stands. An ``ask`` that has a reason under its code comes back answered.
    """
    case = Drafted(profile, draft, comparable)
    found = sorted([*_usual(case), *_own(case)], key=lambda prompt: _ORDER.index(prompt.level))
    return tuple({prompt.code: prompt for prompt in reversed(found)}.values())[::-1]


def blocks(found: Iterable[Prompt]) -> bool:
    """True when a prompt keeps the draft from being handed in."""
    return any(prompt.level is PromptLevel.BLOCK for prompt in found)


def unanswered(found: Iterable[Prompt]) -> tuple[Prompt, ...]:
    """The prompts that still ask for a reason."""
    return tuple(prompt for prompt in found if prompt.level is PromptLevel.ASK and not prompt.answered)


def _usual(case: Drafted) -> Iterator[Prompt]:
    for code, ask in ASKED_BY.items():
        for setting in case.profile.rules:
            if setting.code != code or not applies(setting, case):
                continue
            asked = ask(case, setting)
            if asked is not None:
                yield _prompt(case, setting, asked, setting.text or asked.text)


def _own(case: Drafted) -> Iterator[Prompt]:
    for prompt in case.profile.own_prompts:
        asked = own_prompt(prompt, case) if applies(prompt, case) else None
        if asked is not None:
            yield _prompt(case, prompt, asked, asked.text)


def _prompt(case: Drafted, setting: RuleSetting, asked: Asked, text: str) -> Prompt:
    usual_field = CODES[setting.code].field if setting.code in CODES else ""
    has_reason = is_said(case.draft.reasons.get(setting.code))
    return Prompt(
        code=setting.code,
        level=setting.level,
        field=asked.field or usual_field,
        text=text,
        source=asked.source or setting.source,
        answered=setting.level is PromptLevel.ASK and has_reason,
        values=asked.values,
    )
