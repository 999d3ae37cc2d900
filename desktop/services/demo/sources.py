"""Names, stories and organisations for the demonstration, as they stand in the resources."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from desktop.language.places import resource
from desktop.models.kinds import AlternativeKind, Gender, Law, NextStep


class Part(BaseModel):
    """A part of a source: frozen, and a key nobody declared is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FirstNames(Part):
    """First names of one time."""

    female: tuple[str, ...]
    male: tuple[str, ...]


class ColleagueNames(Part):
    """Names for colleagues."""

    names: tuple[str, ...]
    team_lead: str


class Names(Part):
    """Names to make people of."""

    first_names: Mapping[str, FirstNames] = Field(description="By time: before_1960, before_1990, later")
    last_names: Mapping[str, tuple[str, ...]] = Field(description="As prefix|last name")
    streets: Mapping[str, tuple[str, ...]]
    colleagues: ColleagueNames


class Story(Part):
    """Why someone asks for help, and how it went; ``{name}`` stands for the first name."""

    law: Law
    ages: tuple[int, int] = Field(description="Years, both inclusive")
    words: tuple[str, ...] = Field(default=(), description="Only for help with one of these in its id")
    question: str
    also: tuple[str, ...] = Field(default=(), description="Other words for the question")
    report: str
    situation: str
    going_well: str
    goals: tuple[str, ...]
    result: str
    stops_when: str
    effect: str


class DomainText(Part):
    """What was said about a life domain."""

    situation: str
    own_words: str
    who_can_do_what: str
    score: int


class NetworkTexts(Part):
    """Who is near and what they do."""

    young: tuple[str, ...] = Field(description="Relations of someone under thirty")
    middle: tuple[str, ...]
    older: tuple[str, ...] = Field(description="Relations of someone of sixty and over")
    helps_with: tuple[str, ...]
    women: frozenset[str] = Field(description="Relations that only a woman can have")
    men: frozenset[str] = Field(description="Relations that only a man can have")

    def of(self, gender: Gender, relations: tuple[str, ...]) -> tuple[str, ...]:
        """Those of these relations that someone can have."""
        others = self.men if gender is Gender.FEMALE else self.women
        return tuple(one for one in relations if one not in others)


class TalkTexts(Part):
    """What belongs to a conversation and a plan."""

    where: tuple[str, ...]
    channels: tuple[str, ...]
    agreements: str
    summary: str
    paused: str


class OutcomeTexts(Part):
    """What comes out of evaluations, waits and endings."""

    delivered: tuple[str, ...]
    delivered_per_cent: tuple[int, ...] = Field(description="Of what was indicated, for each of the texts")
    next_steps: tuple[str, ...]
    next: tuple[NextStep, ...] = Field(description="What each of the texts says")
    downscaling: tuple[str, ...]
    reason: str
    why_service: str
    motivation: str
    refused: str
    refused_by: str
    waiting: str
    bridge: str
    contact: str
    limited_choice: str
    remarks: str
    ended: tuple[str, ...]


class PassingTexts(Part):
    """A referral that came in, and to whom help is handed on."""

    referrer: str
    asked: str
    received_by: str
    organisation: str
    what: str


class TransitionText(Part):
    """A step of the plan for eighteen and after."""

    area: str
    text: str
    months_before: int = Field(description="Months before the eighteenth birthday on which it must be done")
    owner: str


class Stories(Part):
    """All stories, and the texts around them."""

    story: tuple[Story, ...]
    alternatives: Mapping[AlternativeKind, tuple[str, ...]]
    network: NetworkTexts
    talk: TalkTexts
    outcome: OutcomeTexts
    passing: PassingTexts
    transition: tuple[TransitionText, ...]
    stays: str = Field(description="The adult who stays near, whoever the young person is")
    neutral: tuple[DomainText, ...] = Field(description="Where nothing is asked")
    domains: Mapping[str, DomainText] = Field(description="By area of life")


class ProviderTexts(Part):
    """What providers are made of."""

    names: tuple[str, ...]
    specialisms: tuple[str, ...]
    target_groups: tuple[str, ...]
    sizes: tuple[str, ...]
    description: str
    sources: tuple[str, ...]
    stop_note: str


class PurchasingTexts(Part):
    """What is around contracts."""

    desk: str
    role: str
    answered: str = Field(description="When a municipality's telephone is answered")
    reasons: Mapping[str, str] = Field(description="Why, by value of MeasureKind")


class CommunityText(Part):
    """A community service: once per municipality, or in a share of the places."""

    name: str
    organisation: str
    themes: tuple[str, ...]
    description: str
    opening_hours: str
    how_to_join: str
    cost: str
    free: bool | None = None
    groups: tuple[str, ...]
    light_check: str = ""
    minimum_age: int | None = None
    maximum_age: int | None = None
    once: bool = False
    in_every_place: int = Field(default=0, ge=0, le=100, description="Per cent of the places that have it")


class Organisations(Part):
    """Providers and community services."""

    providers: ProviderTexts
    purchasing: PurchasingTexts
    community: tuple[CommunityText, ...]


@cache
def names() -> Names:
    """Names to make people of."""
    return Names.model_validate(_read("people"))


@cache
def stories() -> Stories:
    """All stories, and the texts around them."""
    return Stories.model_validate(_read("stories"))


@cache
def organisations() -> Organisations:
    """Providers and community services."""
    return Organisations.model_validate(_read("organisations"))


def _read(name: str) -> dict[str, object]:
    with resource("demo", f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
