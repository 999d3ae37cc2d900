"""One provider and one offer: what was last observed against its norm, and everything that was ever observed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.models.kinds import Law, WaitPhase
from desktop.models.social_map import AvailabilityReport, ContractedProduct, Provider
from desktop.models.waiting import WaitNorm
from desktop.rules.forms_of_help import acts_of_bought
from desktop.rules.intake_stops import IntakeStop, stops_running
from desktop.rules.norms import Breach, breach_of_range, norm_for
from desktop.services.availability import Report, reports_of
from desktop.services.availability_columns import EVERYTHING, OTHER, ColumnPlan, OfferColumn
from desktop.services.availability_matrix import law_of
from desktop.services.expected_waits import ExpectedWait, forecast_for
from desktop.services.norms import norms_of
from desktop.services.workplace import Workplace
from desktop.store.merged import family
from desktop.store.queries.standing import contracted_anywhere
from desktop.store.reader import Reader


class Fate(StrEnum):
    """Whether an observation holds."""

    STANDS = "stands"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Observed:
    """An observation of the past.

    Attributes:
        age_days: Since the day it was true.
        reason: Why it does not hold, in a colleague's words; empty when it does or nobody said.
        against: Who said that it does not hold.
    """

    report: AvailabilityReport
    age_days: int
    fate: Fate
    reason: str = ""
    against: str = ""


@dataclass(frozen=True)
class Weighed:
    """A latest observation, against the norms."""

    found: Report
    intake_norm: Breach
    start_norm: Breach


@dataclass(frozen=True)
class OfferPage:
    """What a person sees of one cell.

    Attributes:
        now: The latest of every offer in it; two of one day that differ are both there.
        for_all_help: True when `now` was given for all the provider's help.
        history: By the day it was true, the oldest first; a withdrawal is told as the fate of what it names.
        stops: Intake stops in what is contracted today.
        expected: What who joins today may expect; None where the cell is not about one product.
    """

    provider: Provider
    column: OfferColumn
    now: tuple[Weighed, ...]
    for_all_help: bool
    history: tuple[Observed, ...]
    stops: tuple[IntakeStop, ...] = ()
    expected: ExpectedWait | None = None


def offer_page(workplace: Workplace, provider_id: str, column: OfferColumn, plan: ColumnPlan) -> OfferPage:
    """The cell of a provider and a column, whole.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.store.read() as reader:
        kept = family(reader.connection, provider_id)
        provider = reader.get(Provider, kept[0])
        latest = reports_of(workplace, reader, provider.id)
        every = reader.find(AvailabilityReport, provider_id=kept)
        norms = norms_of(reader, workplace.profile)
        agreed = reader.find(ContractedProduct, provider_id=kept, intake_stop=True)
        one_product = column.key not in {EVERYTHING, OTHER}
        laws = _laws(workplace, reader, provider) if column.law is None else ()
        expected = forecast_for(workplace, reader, provider.id, column.key) if one_product else None
    own = [one for one in latest if plan.key(one.report.product) == column.key]
    shown = own or [one for one in latest if one.report.product == EVERYTHING]
    key = column.key if own else EVERYTHING
    law = column.law or law_of(laws)
    return OfferPage(
        provider=provider,
        column=column,
        now=tuple(_weighed(one, norms, law, column.key) for one in shown),
        for_all_help=bool(shown) and not own and column.key != EVERYTHING,
        history=_history([one for one in every if plan.key(one.product) == key], every, workplace.today),
        stops=stops_running([one for one in agreed if plan.key(one.product) == column.key], workplace.today),
        expected=expected,
    )


def _laws(workplace: Workplace, reader: Reader, provider: Provider) -> tuple[str, ...]:
    bought = contracted_anywhere(reader, workplace.today).get(provider.id, ())
    return acts_of_bought(workplace.profile, provider.laws, bought)


def _weighed(one: Report, norms: Sequence[WaitNorm], law: Law | None, product: str) -> Weighed:
    report = one.report
    intake = norm_for(norms, law=law, product=product, phase=WaitPhase.INTAKE)
    start = norm_for(norms, law=law, product=product, phase=WaitPhase.START)
    return Weighed(
        one,
        breach_of_range(intake, report.intake_min, report.intake_max),
        breach_of_range(start, report.start_min, report.start_max),
    )


def _history(
    shown: Sequence[AvailabilityReport], every: Sequence[AvailabilityReport], today: date
) -> tuple[Observed, ...]:
    against = {one.corrects: one for one in every if one.corrects}
    found = [_observed(one, against.get(one.id), today) for one in shown if not one.withdrawn]
    return tuple(sorted(found, key=lambda one: (one.report.measured_on, one.report.id)))


def _observed(report: AvailabilityReport, against: AvailabilityReport | None, today: date) -> Observed:
    age = (today - report.measured_on).days
    if against is None:
        return Observed(report, age, Fate.STANDS)
    fate = Fate.WITHDRAWN if against.withdrawn else Fate.CORRECTED
    return Observed(report, age, fate, against.note, against.checked_by)
