"""Eighteen and after: what ends, goes on, must be asked for and done, from a file or from a case."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desktop.language import spoken
from desktop.language.places import resource
from desktop.models.casework import Case
from desktop.models.course import Consent
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import CareForm, IndicationStatus, Law, Provision, TaskArea
from desktop.models.labels import label
from desktop.models.people import Resident
from desktop.models.region import RegionProfile, Term
from desktop.models.region_settings import Source
from desktop.regions import profile
from desktop.rules.consent import SOURCES, Standing, answer_to_reuse, purpose_of_reuse, reuses
from desktop.rules.dates import age_on, birthday
from desktop.rules.eighteen.becoming import Becoming, Help, Outcome, becomings
from desktop.rules.eighteen.gaps import Gap, gaps
from desktop.rules.eighteen.tasks import Owner, Task, TaskDay, TaskRule, tasks
from desktop.rules.permissions import Act, require
from desktop.rules.prompts.youth import ADULT, LAST_AGE
from desktop.rules.resident import problems
from desktop.services.names import ProfileNames
from desktop.services.shown import tell_opened
from desktop.services.workplace import Workplace
from desktop.store.queries.eighteen import helps_of
from desktop.store.reader import Reader

_GRANTED = (IndicationStatus.APPROVED, IndicationStatus.ENDED)


class ShippedTask(BaseModel):
    """A task of ``resources/eighteen.toml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(min_length=1, max_length=60)
    area: TaskArea
    name: str = Field(min_length=1, max_length=300)
    name_en: str = Field(min_length=1, max_length=300)
    months: int | None = Field(default=None, ge=-60, le=60)
    day: TaskDay | None = None
    owner: Owner
    at: str = ""
    law: str
    only: tuple[str, ...] = ()
    told: str = Field(min_length=1, max_length=300)
    told_en: str = Field(min_length=1, max_length=300)
    proposal: bool = False
    keeps: bool = False
    document: str = Field(min_length=1, max_length=300)
    paragraph: str = Field(min_length=1, max_length=300)

    def rule(self, language: str) -> TaskRule:
        """As the rules know it, in a language."""
        return TaskRule(
            code=self.code,
            area=self.area,
            name=self.name_en if language == "en" else self.name,
            owner=self.owner,
            law=self.law,
            source=Source(document=self.document, paragraph=self.paragraph),
            months=self.months,
            day=self.day,
            only=self.only,
            at=self.at,
            is_proposal=self.proposal,
            keeps=self.keeps,
            told=self.told_en if language == "en" else self.told,
        )


class GivenHelp(BaseModel):
    """Help as a file tells it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    law: Law = Law.JEUGDWET
    product: str = ""
    care_form: CareForm | None = None
    start: date
    end: date | None = None
    extended: bool = False
    provision: Provision = Provision.IN_KIND
    decided_on: date | None = None


class Given(BaseModel):
    """A young person as a file tells it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    birth_date: date
    region: str
    today: date | None = None
    help: tuple[GivenHelp, ...] = ()


@dataclass(frozen=True)
class AskFor:
    """Help that ends and what may follow it, with the last day to ask."""

    help: str
    at: str
    by: date
    source: Source


@dataclass(frozen=True)
class LeftOut:
    """Help under another act that nobody may use here, as long as there is no yes.

    Attributes:
        law: Act under which it was told; not which help, nor how much.
        standing: How consent to use it stands.
        source: Why it must be asked; None for an act of which nothing may be used here, asked or not.
    """

    law: Law
    standing: Standing
    source: Source | None


@dataclass(frozen=True)
class Transition:
    """What the eighteenth birthday changes for one young person.

    Attributes:
        adult_on: The birthday.
        ends: Help that is over by then, or can go on only by a decision.
        continues: Help that goes on.
        ask: What must be asked for, the first day first.
        tasks: All there is to arrange, the first day first.
        gaps: Days without help, as far as is known: what was left out may fill them.
        left_out: What is not in it for want of consent, by act.
    """

    adult_on: date
    ends: tuple[Becoming, ...]
    continues: tuple[Becoming, ...]
    ask: tuple[AskFor, ...]
    tasks: tuple[Task, ...]
    gaps: tuple[Gap, ...]
    left_out: tuple[LeftOut, ...] = ()


def shipped_tasks(language: str = "") -> tuple[TaskRule, ...]:
    """The tasks that come with the program, in a language; without one in the language in force."""
    return tuple(task.rule(language or spoken()) for task in _shipped())


def transition_of_file(data: Mapping[str, Any], today: date) -> Transition:
    """What the birthday changes for whom a file tells of.

    Args:
        data: ``birth_date``, ``region``, and ``help``: a list of law, product, care_form, start, end, extended,
            provision and decided_on.
        today: The day it is, where the file names none.

    Raises:
        RuleBroken: ``transition-file`` naming the key that is wrong; ``birth-date-in-future``,
            ``birth-date-too-long-ago``; ``unknown-region``.
    """
    try:
        given = Given.model_validate(dict(data))
    except ValidationError as fault:
        key = ".".join(map(str, fault.errors()[0]["loc"]))
        raise RuleBroken("transition-file", key, key=key) from fault
    day = given.today or today
    for problem in problems({"last_name": "-", "birth_date": given.birth_date}, day):
        raise problem
    helps = [
        Help(
            str(at),
            one.law,
            one.product or label(one.law),
            one.start,
            one.end,
            one.care_form,
            one.extended,
            one.provision,
            one.decided_on,
        )
        for at, one in enumerate(given.help, 1)
    ]
    return _transition(helps, given.birth_date, profile(given.region).terms, day)


def transition_of_case(workplace: Workplace, case_id: str) -> Transition:
    """What the birthday changes for the young person of a case, by what was granted under its act and as it really ran.

    Help under another act is looked at only when the young person, or who decides for them, said yes to that (Wmo 2015
    art. 5.1.1 lid 4; for youth help AVG art. 9); without a yes it is told that there is something, and no more.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``, ``birth-date-missing``, ``no-youth`` for who has been 23 or older.
    """
    require(workplace.role, Act.SEE_CASES)
    tell_opened(workplace, "case_file", case_id)
    with workplace.store.read() as reader:
        case = reader.get(Case, case_id)
        resident = reader.get(Resident, case.resident_id)
        birth = resident.birth_date
        if birth is None:
            raise RuleBroken("birth-date-missing", "birth_date")
        if age_on(birth, workplace.today) >= LAST_AGE:
            raise RuleBroken("no-youth", "birth_date", age=LAST_AGE)
        granted = _granted(reader, resident)
        left_out = _left_out(reader, case.law, resident, {one.law for one in granted}, workplace.today)
        kept = [one for one in granted if one.law not in {out.law for out in left_out}]
        decided = {
            one.indication_id: one.decided_on for one in reader.find(Decision, indication_id=[i.id for i in kept])
        }
        stops = {one.id: one.stopped_on for one in helps_of(reader, [resident.id])}
        helps = [as_it_ran(one, stops.get(one.id)) for one in _helps(workplace.profile, kept, decided)]
        found = _transition(helps, birth, workplace.profile.terms, workplace.today)
        return replace(found, left_out=left_out)


def as_it_ran(help_: Help, stopped_on: date | None) -> Help:
    """With the day on which it really stopped as its last one, where that was before the day in the decision."""
    if stopped_on is None or (help_.end is not None and help_.end <= stopped_on):
        return help_
    return help_._replace(end=stopped_on)


def _granted(reader: Reader, resident: Resident) -> list[Indication]:
    cases = [case.id for case in reader.find(Case, resident_id=resident.id)]
    return [one for one in reader.find(Indication, case_id=cases, status=_GRANTED) if one.start is not None]


def _left_out(
    reader: Reader, used_under: Law, resident: Resident, told_under: Iterable[Law], today: date
) -> tuple[LeftOut, ...]:
    consents = reader.find(Consent, resident_id=resident.id)
    found = []
    for law in sorted(set(told_under) - {used_under}):
        if not reuses(used_under, law):
            found.append(LeftOut(law, Standing.NOT_ASKED, None))
            continue
        said = answer_to_reuse(consents, used_under, law, today, resident.birth_date)
        if not said.holds:
            purpose = purpose_of_reuse(used_under, law)
            found.append(LeftOut(law, said.standing, SOURCES[purpose] if purpose else None))
    return tuple(found)


def _helps(profile: RegionProfile, granted: Iterable[Indication], decided: Mapping[str, date]) -> list[Help]:
    names = ProfileNames.of(profile)
    return [
        Help(
            one.id,
            one.law,
            names.help(one.product, one.segment, one.lot),
            one.start,
            one.end,
            one.care_form,
            one.extended,
            one.provision,
            decided.get(one.id),
        )
        for one in granted
        if one.start is not None
    ]


def _transition(helps: list[Help], birth: date, terms: Iterable[Term], today: date) -> Transition:
    found = sorted(becomings(helps, birth), key=lambda one: (one.help.start, one.help.id))
    adult, known = birthday(birth, ADULT), tuple(terms)
    youth = [one for one in found if one.help.law is Law.JEUGDWET]
    arranged = tasks(shipped_tasks(), helps, birth, known, today)
    return Transition(
        adult_on=adult,
        ends=tuple(one for one in youth if one.outcome is not Outcome.GOES_ON),
        continues=tuple(one for one in found if one.outcome is Outcome.GOES_ON),
        ask=tuple(
            AskFor(task.rule.name, task.rule.at, task.due, task.rule.source) for task in arranged if task.rule.at
        ),
        tasks=arranged,
        gaps=gaps(helps, birth),
    )


@cache
def _shipped() -> tuple[ShippedTask, ...]:
    content = tomllib.loads(resource("eighteen.toml").read_text("utf-8"))
    return tuple(ShippedTask.model_validate(task) for task in content["tasks"])
