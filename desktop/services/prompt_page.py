"""The page of help about the prompts, made from the rules and the region's profile, so that it never lags behind them.

Markdown, in the language in force. What a region wrote itself (its own prompts, its sources) stays as it wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from desktop.language import N_, _, ngettext
from desktop.language.forms import days_text
from desktop.models.kinds import PromptLevel
from desktop.models.labels import label
from desktop.models.region import OwnPrompt, RegionProfile, RuleSetting
from desktop.models.region_settings import Source
from desktop.rules.prompts import CODES
from desktop.rules.prompts.allocation import OWN_SOURCE
from desktop.rules.prompts.phrases import either
from desktop.services.names import ProfileNames
from desktop.services.prompt_words import MEANINGS

_LEVELS = {
    PromptLevel.BLOCK: (N_("Must be solved"), N_("Until this is solved you cannot hand the draft in.")),
    PromptLevel.ASK: (N_("Asks for a reason"), N_("You may differ. Write down why; the reason is kept.")),
    PromptLevel.INFORM: (N_("Good to know"), N_("Only for your information. Nothing is asked of you.")),
}

_NUMBERS: Mapping[str, Callable[[int], str]] = {
    "days": days_text,
    "weeks": lambda n: ngettext("1 week", "{n} weeks", n),
    "months": lambda n: ngettext("1 month", "{n} months", n),
    "carers": lambda n: ngettext("1 carer", "{n} carers", n),
    "laws": lambda n: ngettext("1 act", "{n} acts", n),
    "cases": lambda n: ngettext("1 comparable case", "{n} comparable cases", n),
}
"""What a number of a profile counts, by the last word of its name."""


def prompt_page(profile: RegionProfile) -> str:
    """Every prompt: code, level, what it means, what the region set, and document and paragraph of its source."""
    told = [*_intro(profile)]
    for level, (title, meant) in _LEVELS.items():
        of_level = [rule for rule in (*profile.rules, *profile.own_prompts) if rule.on and rule.level is level]
        if of_level:
            told += [f"## {_(title)}", _(meant)]
            told += [paragraph for rule in of_level for paragraph in _prompt(rule, profile)]
    told += _unused(profile)
    return "\n\n".join(told) + "\n"


def prompt_heading(profile: RegionProfile, code: str) -> str:
    """What stands above a prompt on the page; empty for a code that the region does not ask."""
    rules = (rule for rule in (*profile.rules, *profile.own_prompts) if rule.on and rule.code == code)
    return next(map(_heading, rules), "")


def _heading(rule: RuleSetting) -> str:
    if isinstance(rule, OwnPrompt):
        return _first_sentence(rule.text).removesuffix(".")
    return _(MEANINGS[rule.code].title)


def _intro(profile: RegionProfile) -> Iterator[str]:
    yield "# " + _("What Naober asks, and why")
    yield _(
        "While you draft an indication, Naober asks questions. This page holds all of them, as they are set for your "
        "region: {region}. With each question stands its source: the document and the paragraph it comes from.",
        region=profile.name,
    )
    yield _("The code under each is for who writes the settings of a region.")
    yield _(
        "Naober advises; you decide. The settings of your region were read from: {document}.", document=profile.document
    )


def _prompt(rule: RuleSetting, profile: RegionProfile) -> Iterator[str]:
    yield f"### {_heading(rule)}"
    if isinstance(rule, OwnPrompt):
        if _first_sentence(rule.text) != rule.text:
            yield _quoted(rule.text)
    else:
        yield _(MEANINGS[rule.code].why)
        if rule.text:
            yield _quoted(rule.text)
    yield "\n".join(f"- {line}" for line in _details(rule, profile))


def _details(rule: RuleSetting, profile: RegionProfile) -> Iterator[str]:
    if isinstance(rule, OwnPrompt):
        yield _("A question of your region itself")
    limits = [either(group) for group in _limits(rule, profile) if group]
    if limits:
        yield _("Only for: {what}", what="; ".join(limits))
    numbers = [_number(name, number) for name, number in rule.numbers.items()]
    if numbers:
        yield _("Your region goes by: {numbers}", numbers=", ".join(numbers))
    if rule.kinds:
        yield _("To be answered: {kinds}", kinds=", ".join(label(kind) for kind in rule.kinds))
    yield _source(rule.source)
    if rule.code == "other-law-first":
        for boundary in profile.boundaries:
            yield f"{label(boundary.law)}: {boundary.text} ({_source(boundary.source)})"
    if rule.code == "combination-not-allowed":
        yield _("What fits in a day: {source}", source=_cited(OWN_SOURCE))
    yield _("Code: {code}", code=f"`{rule.code}`")


def _source(source: Source) -> str:
    return _("Source: {source}", source=_cited(source))


def _cited(source: Source) -> str:
    return f"{source.document}, {source.paragraph}"


def _limits(rule: RuleSetting, profile: RegionProfile) -> Iterator[list[str]]:
    """What must hold for the prompt to be asked: something of each group that is not empty."""
    names = ProfileNames.of(profile)
    yield [names.products.get(one, one) for one in rule.products]
    yield [names.segments.get(one, one) for one in rule.segments]
    yield list(rule.municipalities)
    if isinstance(rule, OwnPrompt):
        yield [label(law) for law in rule.laws]
        yield [names.lots.get(one, one) for one in rule.lots]
        yield [label(status) for status in rule.statuses]
        yield [] if rule.min_age is None else [_("from {n} years", n=rule.min_age)]
        yield [] if rule.max_age is None else [_("up to and with {n} years", n=rule.max_age)]


def _number(name: str, number: int) -> str:
    counted = _NUMBERS.get(name.rsplit("_", maxsplit=1)[-1])
    return counted(number) if counted else f"{number}"


def _unused(profile: RegionProfile) -> Iterable[str]:
    """Prompts that the region does not use: whoever hears of one elsewhere finds why it does not come here."""
    used = {rule.code for rule in profile.rules if rule.on}
    codes = [code for code in CODES if code not in used]
    if not codes:
        return []
    lines = "\n".join(f"- **{_(MEANINGS[code].title)}**: {_(MEANINGS[code].why)} (`{code}`)" for code in codes)
    return [
        "## " + _("Not asked in your region"),
        _("Naober knows these questions too. Your region does not use them."),
        lines,
    ]


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())


def _first_sentence(text: str) -> str:
    end = min((at for at in (text.find(". "), text.find("? ")) if at > 0), default=len(text) - 1)
    return text[: end + 1]
