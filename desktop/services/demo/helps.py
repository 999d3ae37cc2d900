"""Invented indications with their decisions, the help that ran, and how it was looked back on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from desktop.models.base import Value
from desktop.models.indications import Decision, Evaluation, Indication, Trajectory
from desktop.models.kinds import EndReason, Frequency, IndicationStatus, Law, SegmentDuration, Unit
from desktop.models.region import Product, RegionProfile
from desktop.services.demo.contracts import Market
from desktop.services.demo.demand import Offer
from desktop.services.demo.periods import Course, Period, periods
from desktop.services.demo.scene import Scene
from desktop.services.demo.sources import Story
from desktop.services.seals import seal_of

VOLUMES = {Unit.HOUR: (1, 5), Unit.MINUTE: (60, 240), Unit.DAY_PART: (2, 7), Unit.ETMAAL: (1, 3), Unit.PIECE: (2, 6)}
"""Per week, from and to."""

LONGEST = {SegmentDuration.BOUNDED: 365, SegmentDuration.LONG: 1095, SegmentDuration.FREE: 730}
"""Days of an indication, by what its segment expects."""

_NARROW = 85
"""Per cent of the clients who are in the segment made for their age, where there is one."""

_END_REASONS = {EndReason.AS_PLANNED: 70, EndReason.EARLY: 12, EndReason.MOVED_ON: 15, EndReason.OTHER: 3}
"""Per cent."""

_OVERDUE = 3
"""Per cent of the evaluations that were not held in time."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Helped:
    """For whom the help is, and who arranged it."""

    case_id: str
    law: Law
    municipality: str
    age: int
    name: str
    story: Story
    author: str
    lead: str


@dataclass(frozen=True)
class Chain:
    """Indications of one offer, one after the other."""

    offer: Offer
    segment: str
    provider_id: str | None
    periods: tuple[Period, ...]


def chain(scene: Scene, market: Market, helped: Helped, offer: Offer, course: Course) -> Chain:
    """Chooses segment, provider and days; `course.longest` is narrowed to what product and segment allow."""
    product = product_of(scene.profile, offer)
    segment = offer.segment or segment_of(scene, offer, product, helped.age)
    narrowed = Course(course.count, course.running, _longest(scene.profile, product, segment), course.earliest)
    providers = market.offering(offer, helped.municipality)
    provider = scene.one_of(providers) if providers else None
    return Chain(offer, segment, provider, periods(scene, narrowed))


def given(scene: Scene, helped: Helped, help_: Chain) -> Iterator[Value]:
    """Every indication of a chain, approved and decided, with the help and its evaluations; the oldest first."""
    volume = volume_of(scene, product_of(scene.profile, help_.offer))
    for n, (start, end) in enumerate(help_.periods):
        indication = _indication(scene, helped, help_, (start, end), volume)
        yield indication
        decision_id, number = scene.new_id(), f"{start.year}-{scene.between(10_000, 99_999)}"
        decided = start - timedelta(days=scene.between(2, 12))
        yield Decision(
            id=decision_id,
            indication_id=indication.id,
            number=number,
            decided_on=decided,
            announced_on=decided + timedelta(days=1),
            motivation=scene.stories.outcome.motivation,
        )
        began = start if n else min(start + timedelta(days=scene.between(0, 21)), end, scene.today)
        yield _trajectory(scene, indication.id, began, end)
        yield from _evaluations(scene, helped, indication)


def product_of(profile: RegionProfile, offer: Offer) -> Product | None:
    """The product of an offer; None where only a result is stated."""
    return next((product for product in profile.products if product.id == offer.product), None)


def approved(indication: Indication, lead: str, at: datetime) -> Indication:
    """The same indication, handed in, approved and sealed."""
    judged = indication.model_copy(update={"handed_in_at": at, "judged_by": lead, "judged_at": at})
    return judged.model_copy(update={"seal": seal_of(judged)})


def noon(day: date) -> datetime:
    """The middle of a day, in UTC."""
    return datetime.combine(day, time(12), UTC)


def _indication(
    scene: Scene, helped: Helped, help_: Chain, period: Period, volume: tuple[int, Unit] | None
) -> Indication:
    start, end = period
    product = product_of(scene.profile, help_.offer)
    heavy = product is not None and product.heavy_form_of is not None
    middle = start + (end - start) // 2
    drafted = Indication(
        id=scene.new_id(),
        case_id=helped.case_id,
        status=IndicationStatus.APPROVED if end >= scene.today else IndicationStatus.ENDED,
        law=helped.law,
        lot=help_.offer.lot,
        segment=help_.segment,
        product=help_.offer.product,
        start=start,
        end=end,
        volume=volume[0] if volume else None,
        unit=volume[1] if volume else None,
        frequency=Frequency.WEEK if volume else None,
        result=helped.story.result.format(name=helped.name),
        provider_id=help_.provider_id,
        unsafe_or_crisis=heavy,
        little_control=heavy,
        leads_back_to=(product.heavy_form_of or "") if product else "",
        contribution_told_on=start - timedelta(days=14) if helped.law is Law.WMO else None,
        stops_when=helped.story.stops_when.format(name=helped.name),
        evaluations=(middle.isoformat(),),
        author=helped.author,
    )
    return approved(drafted, helped.lead, noon(start - timedelta(days=14)))


def _trajectory(scene: Scene, indication_id: str, began: date, end: date) -> Trajectory:
    ended = end < scene.today
    reason = scene.chance.choices(tuple(_END_REASONS), weights=tuple(_END_REASONS.values()))[0]
    return Trajectory(
        id=scene.new_id(),
        indication_id=indication_id,
        started_on=began,
        ended_on=end if ended else None,
        end_reason=reason if ended else None,
    )


def _evaluations(scene: Scene, helped: Helped, indication: Indication) -> Iterator[Evaluation]:
    texts = scene.stories.outcome
    for text in indication.evaluations:
        due = date.fromisoformat(text)
        held = due < scene.today and (indication.status is IndicationStatus.ENDED or not scene.happens(_OVERDUE))
        if not held:
            yield Evaluation(id=scene.new_id(), indication_id=indication.id, due_on=due)
            continue
        held_on = min(due + timedelta(days=scene.between(0, 9)), scene.today - _DAY)
        reached, less = scene.one_of(("partly", "partly", "all", "none")), scene.one_of(texts.downscaling)
        mark = scene.between(5, 10)
        given, told = scene.one_of(tuple(zip(texts.delivered_per_cent, texts.delivered, strict=True)))
        step, why = scene.one_of(tuple(zip(texts.next, texts.next_steps, strict=True)))
        yield Evaluation(
            id=scene.new_id(),
            indication_id=indication.id,
            due_on=due,
            held_on=held_on,
            effect=helped.story.effect.format(name=helped.name),
            goals_reached=reached,
            downscaling=less,
            satisfaction=mark,
            delivered_volume=round(indication.volume * given / 100) if indication.volume else None,
            delivered=told,
            present=helped.name,
            next=step,
            next_step=why,
        )


def segment_of(scene: Scene, offer: Offer, product: Product | None, age: int) -> str:
    """The segment made for the age where there is one, else any that fits; some people are in a wider one."""
    of_product = set(product.segments) if product else set()
    fitting = [
        s
        for s in scene.profile.segments
        if s.lot == offer.lot
        and (not of_product or s.id in of_product)
        and (s.age_from is None or s.age_from <= age)
        and (s.age_to is None or age <= s.age_to)
    ]
    if not fitting:
        return next(iter(sorted(of_product)), "")
    narrow = [s for s in fitting if s.age_to is not None or (s.age_from or 0) > 18]  # noqa: PLR2004 - of age
    return scene.one_of(narrow if narrow and scene.happens(_NARROW) else fitting).id


def _longest(profile: RegionProfile, product: Product | None, segment: str) -> int:
    expects = next((s.duration for s in profile.segments if s.id == segment), SegmentDuration.FREE)
    return min(LONGEST[expects], (product.max_days if product else None) or LONGEST[expects])


def volume_of(scene: Scene, product: Product | None) -> tuple[int, Unit] | None:
    """How much per week; None where only a result is stated."""
    unit = next((unit for unit in product.units if unit in VOLUMES), None) if product else None
    return (scene.between(*VOLUMES[unit]), unit) if unit else None
