"""One young person around eighteen, whole: what ends and follows, the plan, who helps on, and what was asked again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.models.casework import Case, WarmHandover
from desktop.models.course import Consent
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus, Law, Role, TaskArea
from desktop.models.people import Colleague
from desktop.models.region_settings import Source
from desktop.models.transition import TransitionPlan, TransitionTask
from desktop.rules.coverage import Offered
from desktop.rules.eighteen.consent_again import STEPS, AskedAgain, asked_again
from desktop.rules.eighteen.handing_on import to_adult_help
from desktop.rules.eighteen.tasks import Task
from desktop.rules.forms_of_help import acts_of, youth_and_wmo
from desktop.rules.permissions import Act, require
from desktop.services.eighteen_board import YouthLine, line_of
from desktop.services.eighteen_plan import proposed
from desktop.services.eighteen_words import owner_text, rule_of, task_text
from desktop.services.names import colleague_names
from desktop.services.shown import tell_opened
from desktop.services.workplace import Workplace
from desktop.store.merged import kept_id
from desktop.store.queries.coverage import known_providers, offered_on
from desktop.store.reader import Reader

MOST_PROVIDERS = 6
"""So many are proposed; the social map has all of them."""


@dataclass(frozen=True)
class Step:
    """A step of the plan as it is shown.

    Attributes:
        text: What must be done.
        owner: Who does it.
        at: With whom it is asked for; empty where nothing is asked.
        source: Of a step that the rules ask for; None for one's own.
        is_proposal: True when the source names no moment, so that the day is a proposal.
    """

    task: TransitionTask
    text: str
    owner: str
    at: str = ""
    source: Source | None = None
    is_proposal: bool = False

    @property
    def is_of_consent(self) -> bool:
        """True for a step that nobody ticks: writing down what was answered about consent does."""
        return self.task.code in STEPS.values()

    def is_late(self, today: date) -> bool:
        """True when its day has gone by undone."""
        return self.task.done_on is None and self.task.due < today


@dataclass(frozen=True)
class AfterProvider:
    """Who could give the help after eighteen.

    Attributes:
        offers_both: It works under the Jeugdwet and the Wmo, so nobody has to change.
        helps_now: It gives the youth help.
    """

    provider_id: str
    name: str
    offers_both: bool
    helps_now: bool


@dataclass(frozen=True)
class YouthPage:
    """Everything the detail shows.

    Attributes:
        plan: None while there is none.
        steps: Of the plan, by area and then by day.
        to_propose: Steps of the rules that are not on the plan, or all of them while there is none.
        handovers: To who helps under another act, the latest last.
        providers: Contracted for the Wmo in the municipality; who gives the help now and both first.
        colleagues: Names by id of those who can hold a plan.
    """

    line: YouthLine
    plan: TransitionPlan | None
    steps: tuple[Step, ...]
    to_propose: tuple[Task, ...]
    consents: tuple[AskedAgain, AskedAgain]
    handovers: tuple[WarmHandover, ...]
    providers: tuple[AfterProvider, ...]
    colleagues: Mapping[str, str]
    today: date

    def to_tick(self) -> Step | None:
        """The first step that is not done and that a person ticks; None when there is none."""
        return next((one for one in self.steps if one.task.done_on is None and not one.is_of_consent), None)

    def of_area(self, area: TaskArea) -> tuple[Step, ...]:
        """The steps of one area."""
        return tuple(step for step in self.steps if step.task.area is area)


def youth_page(workplace: Workplace, case_id: str) -> YouthPage:
    """One young person's page, by the case of the youth help.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``, ``not-on-board``.
    """
    require(workplace.role, Act.SEE_CASES)
    tell_opened(workplace, "case_file", case_id)
    with workplace.store.read() as reader:
        case = reader.get(Case, case_id)
        line = line_of(workplace, reader, case.resident_id)
        if line is None:
            raise RuleBroken("not-on-board")
        plan = reader.maybe(TransitionPlan, line.plan.id) if line.plan else None
        steps = steps_of(reader, plan)
        known = {step.task.code for step in steps}
        handovers = reader.find(WarmHandover, case_id=line.case_id)
        return YouthPage(
            line=line,
            plan=plan,
            steps=steps,
            to_propose=tuple(one for one in proposed(workplace, line) if one.rule.code not in known),
            consents=asked_again(reader.find(Consent, resident_id=line.resident_id), line.birth_date),
            handovers=tuple(to_adult_help(handovers)),
            providers=_providers(workplace, reader, line),
            colleagues=colleague_names(_who_hold_plans(reader)),
            today=workplace.today,
        )


def steps_of(reader: Reader, plan: TransitionPlan | None) -> tuple[Step, ...]:
    """The steps of a plan by area and then by day; none without a plan."""
    found = reader.find(TransitionTask, plan_id=plan.id) if plan else []
    turn = {area: at for at, area in enumerate(TaskArea)}
    return tuple(map(_step, sorted(found, key=lambda one: (turn[one.area], one.due, one.code, one.id))))


def _step(task: TransitionTask) -> Step:
    rule = rule_of(task.code)
    if rule is None:
        return Step(task, task.text, owner_text(task.owner))
    return Step(task, task_text(task), owner_text(task.owner), rule.at, rule.source, rule.is_proposal)


def _who_hold_plans(reader: Reader) -> Iterable[Colleague]:
    return (one for one in reader.find(Colleague, active=True) if one.role in {Role.CONSULTANT, Role.TEAM_LEAD})


def _providers(workplace: Workplace, reader: Reader, line: YouthLine) -> tuple[AfterProvider, ...]:
    """First who gives the help now and may go on, then others that do both, then the rest; by name."""
    known = known_providers(reader)
    by_provider: dict[str, list[Offered]] = {}
    for one in offered_on(reader, workplace.today, known):
        if not one.stopped:
            by_provider.setdefault(one.provider_id, []).append(one)
    helping = _helping(reader, line)
    found = [
        AfterProvider(provider_id, known[provider_id].name, youth_and_wmo(acts), provider_id in helping)
        for provider_id, offers in by_provider.items()
        if (acts := _acts(workplace, offers, line.municipality)) and Law.WMO in acts
    ]
    found.sort(key=lambda one: (not one.offers_both, not one.helps_now, one.name.casefold(), one.provider_id))
    return tuple(found[:MOST_PROVIDERS])


def _acts(workplace: Workplace, offers: Iterable[Offered], municipality: str) -> Collection[str]:
    """Acts it works under in this municipality."""
    here = [one for one in offers if not one.municipalities or municipality in one.municipalities]
    return acts_of(workplace.profile, (), {one.lot for one in here}, {one.product for one in here})


def _helping(reader: Reader, line: YouthLine) -> set[str]:
    given = reader.find(Indication, case_id=line.case_id, status=IndicationStatus.APPROVED)
    return {kept_id(reader.connection, one.provider_id) for one in given if one.provider_id}
