"""How steps and those who take them are called: the rules' own in the language in force, others as typed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from desktop.language import LANGUAGES, N_, _, spoken
from desktop.language.forms import long_day
from desktop.language.kept import in_dutch
from desktop.models.transition import TransitionTask
from desktop.rules.eighteen.becoming import Becoming
from desktop.rules.eighteen.tasks import Owner, TaskRule
from desktop.services.eighteen import shipped_tasks

OWNERS: Mapping[Owner, str] = {
    Owner.YOUNG_PERSON: N_("the young person"),
    Owner.PARENTS: N_("the parents"),
    Owner.YOUTH_CONSULTANT: N_("the youth consultant"),
    Owner.WMO_CONSULTANT: N_("the Wmo consultant"),
    Owner.PROVIDER: N_("the provider"),
}
"""Msgid by who the rules name."""

TOLD_OWNERS: Mapping[Owner, str] = {
    Owner.YOUNG_PERSON: N_("you"),
    Owner.PARENTS: N_("your parents"),
    Owner.YOUTH_CONSULTANT: N_("your consultant for youth help"),
    Owner.WMO_CONSULTANT: N_("your new consultant"),
    Owner.PROVIDER: N_("your helper"),
}
"""The same, told to the young person."""


def owner_text(stored: str) -> str:
    """Who does it, as the screen names them."""
    return _named(stored, OWNERS)


def told_owner(stored: str) -> str:
    """Who does it, told to the young person."""
    return _named(stored, TOLD_OWNERS)


def owner_key(typed: str) -> str:
    """What is stored of what was typed: the rules' name for who they know, else the text itself."""
    wanted = typed.strip()
    return next((owner.value for owner in OWNERS if owner_text(owner).casefold() == wanted.casefold()), wanted)


def without_ground(one: Becoming) -> str:
    """That help goes on after eighteen on none of the three grounds of the act, as far as is known."""
    return _(
        "{help}: why it goes on after eighteen is not known. It must have begun before 18, be decided before 18, or be "
        "taken up again within half a year ({source}).",
        help=one.help.name,
        source=f"{one.source.document}, {one.source.paragraph}",
    )


def runs_unsaid(one: Becoming) -> str:
    """That the decision runs on, though nobody wrote down that the help may go on after eighteen."""
    if one.help.end is None:
        told = _("{help}: the indication has no end, but nobody wrote down that it goes on after eighteen.",
                 help=one.help.name)  # fmt: skip
    else:
        told = _("{help}: the indication runs until {day}, but nobody wrote down that it goes on after eighteen.",
                 help=one.help.name, day=long_day(one.help.end))  # fmt: skip
    return f"{told} {_('Let it be decided, or end the help.')}"


def rule_of(code: str) -> TaskRule | None:
    """The step of the rules, in the language in force; None for one's own."""
    return _by_code(spoken()).get(code)


def task_text(task: TransitionTask) -> str:
    """What must be done: a step of the rules that nobody reworded is told in the language in force."""
    rule = rule_of(task.code)
    return rule.name if rule and task.text in _shipped_texts() else task.text


def told_text(task: TransitionTask) -> str:
    """The same in plain words for the young person; a step that was reworded is told as it was."""
    rule = rule_of(task.code)
    return rule.told if rule and task.text in _shipped_texts() else in_dutch(task.text)


@cache
def _by_code(language: str) -> Mapping[str, TaskRule]:
    return {rule.code: rule for rule in shipped_tasks(language)}


@cache
def _shipped_texts() -> frozenset[str]:
    return frozenset(rule.name for language in LANGUAGES for rule in shipped_tasks(language))


def _named(stored: str, words: Mapping[Owner, str]) -> str:
    return _(words[Owner(stored)]) if stored in {*Owner} else stored
