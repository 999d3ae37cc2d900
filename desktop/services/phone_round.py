"""A round of telephone calls along all providers whose figures are old: one question after the other, and no end lost.

A round is a list that was made once, so that it does not move under the hand, and where one is in it. Both are kept as
forms: who leaves, locks or crashes goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter

from desktop.language import N_
from desktop.models.availability import ProviderLine
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import CheckOutcome
from desktop.models.social_map import Provider
from desktop.models.upkeep import EntryCheck
from desktop.rules.availability import is_out_of_date
from desktop.rules.permissions import Act, require
from desktop.services import forms
from desktop.services.availability import OFFER, Report, WaitEntry, confirm_wait, record_wait, reports_of
from desktop.services.availability_columns import EVERYTHING, OTHER, ColumnPlan, plan_columns
from desktop.services.availability_matrix import MatrixQuestion
from desktop.services.figure_age import stale_after
from desktop.services.workplace import Workplace
from desktop.store.queries.availability import (
    Contracted,
    OfferFigures,
    contracted,
    offers,
    provider_lines,
)

MOST_ITEMS = 400
"""So many questions in a round: more than two days of calling. What is left out is the freshest."""

LIST_FORM, PLACE_FORM = "phone-round", "phone-round-place"


class Outcome(StrEnum):
    """What came of a question."""

    WRITTEN = "written"
    CONFIRMED = "confirmed"
    NOT_REACHED = "not-reached"
    PASSED = "passed"


@dataclass(frozen=True)
class RoundItem:
    """One question: one offer of a provider.

    Attributes:
        title: The offer in words.
        measured_on: Day of the latest figure when the round was made; None when nobody ever measured.
    """

    provider_id: str
    name: str
    phone: str
    email: str
    url: str
    title: str
    product: str
    expertise: str = ""
    location: str = ""
    target_group: str = ""
    municipality: str = ""
    measured_on: date | None = None


@dataclass(frozen=True)
class RoundPlace:
    """Where one is in a round.

    Attributes:
        at: Index of the question that is before one.
        source: Where the answers come from, kept for the whole round.
        outcomes: By index.
        reports: Id of the observation that was written, by index; for taking it back.
        typed: Intake, start, free places and number waiting as typed and not written yet, by index.
    """

    at: int = 0
    source: str = ""
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    reports: Mapping[int, str] = field(default_factory=dict)
    typed: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Round:
    """A round that is under way."""

    items: tuple[RoundItem, ...]
    place: RoundPlace

    @property
    def done(self) -> int:
        """How many questions have an answer, of whatever sort."""
        return len(self.place.outcomes)

    @property
    def is_over(self) -> bool:
        """True when nothing is left to ask."""
        return self.done >= len(self.items)


_ITEMS, _PLACE = TypeAdapter(tuple[RoundItem, ...]), TypeAdapter(RoundPlace)


def begin_round(workplace: Workplace, question: MatrixQuestion) -> Round:
    """Makes the list, the stalest provider first and all its offers together, and keeps it in the place of an earlier.

    What is asked: offers nobody ever measured, figures that are out of date, and disputed ones.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.REPORT_AVAILABILITY)
    with workplace.store.read() as reader:
        measured = offers(reader, question.municipality)
        may_deliver = contracted(reader, workplace.today, question.municipality)
        lines = provider_lines(reader)
        oldest = stale_after(reader, workplace.profile)
    pairs = ((one.provider_id, one.product) for one in measured)
    plan = plan_columns(workplace.profile, workplace.today, pairs, (one.product for one in may_deliver))
    listing = _Listing({line.id: line for line in lines}, plan, question, workplace.today, oldest)
    made = Round(listing.items(measured, may_deliver)[:MOST_ITEMS], RoundPlace())
    forms.save(workplace, LIST_FORM, "", {"items": _ITEMS.dump_python(made.items, mode="json")})
    keep_place(workplace, made.place)
    return made


def open_round(workplace: Workplace) -> Round | None:
    """The round that was begun and not closed, as it was left; None when there is none."""
    listed, placed = forms.load(workplace, LIST_FORM), forms.load(workplace, PLACE_FORM)
    if listed is None:
        return None
    place = _PLACE.validate_python(dict(placed.fields)) if placed else RoundPlace()
    return Round(_ITEMS.validate_python(listed.fields["items"]), place)


def keep_place(workplace: Workplace, place: RoundPlace) -> None:
    """Keeps where one is and what is typed."""
    forms.save(workplace, PLACE_FORM, "", _PLACE.dump_python(place, mode="json"))


def close_round(workplace: Workplace) -> None:
    """The round is over; what was written stays."""
    for form in (LIST_FORM, PLACE_FORM):
        forms.discard(workplace, form)


def last_word(workplace: Workplace, item: RoundItem) -> tuple[Report, ...]:
    """What was last observed of the offer, as it is now: more than one when disputed, none when never measured."""
    with workplace.store.read() as reader:
        found = reports_of(workplace, reader, item.provider_id)
    return tuple(one for one in found if all(getattr(one.report, name) == getattr(item, name) for name in OFFER))


def write_answer(workplace: Workplace, item: RoundItem, entry: WaitEntry) -> tuple[str, ChangeSet]:
    """Writes the two waits that were told of the offer; gives the id of the observation.

    Raises:
        RuleBroken: As `desktop.services.availability.record_wait` says.
    """
    offer = {name: getattr(item, name) for name in OFFER}
    return _written(record_wait(workplace, replace(entry, **offer)))


def confirm_answer(workplace: Workplace, item: RoundItem, source: str = "") -> tuple[str, ChangeSet]:
    """Says that the latest figure of the offer still holds today; gives the id of the new observation.

    Raises:
        RuleBroken: ``not-allowed``; ``nothing-to-confirm`` or ``confirm-disputed`` (intake); ``gone``.
    """
    latest = last_word(workplace, item)
    if not latest:
        raise RuleBroken("nothing-to-confirm", "intake")
    if any(one.disputed for one in latest):
        raise RuleBroken("confirm-disputed", "intake")
    return _written(confirm_wait(workplace, latest[-1].report.id, source))


def note_not_reached(workplace: Workplace, item: RoundItem, source: str = "") -> ChangeSet:
    """Writes down that someone tried: a colleague need not wonder whether anyone called.

    Raises:
        RuleBroken: ``not-allowed``; ``gone``.
    """
    require(workplace.role, Act.CHECK_MAP_ENTRY)
    with workplace.work(N_("Provider not reached")) as work:
        work.get(Provider, item.provider_id)
        work.add(
            EntryCheck(
                entry_id=item.provider_id,
                checked_on=workplace.today,
                checked_by=workplace.colleague.name,
                outcome=CheckOutcome.NOT_REACHED,
                source=source,
            )
        )
        return work.commit()


def _written(changes: ChangeSet) -> tuple[str, ChangeSet]:
    return next(iter(changes.ids["availability_report"])), changes


@dataclass(frozen=True)
class _Listing:
    lines: Mapping[str, ProviderLine]
    plan: ColumnPlan
    question: MatrixQuestion
    today: date
    stale_after: int

    def items(self, measured: Sequence[OfferFigures], may_deliver: Iterable[Contracted]) -> tuple[RoundItem, ...]:
        """Providers by the age of their stalest offer, never measured first; within one, offers likewise."""
        known = {(one.provider_id, self.plan.key(one.product)) for one in measured}
        told = {provider for provider, key in known if key == EVERYTHING}
        never = [
            self._item(one.provider_id, {"product": one.product}, None)
            for one in may_deliver
            if (one.provider_id, self.plan.key(one.product)) not in known and one.provider_id not in told
        ]
        old = [
            self._item(one.provider_id, {name: getattr(one, name) for name in OFFER[1:]}, one.measured_on)
            for one in measured
            if one.disputed or is_out_of_date((self.today - one.measured_on).days, self.stale_after)
        ]
        found = [item for item in (*never, *old) if item is not None and self._is_asked(item)]
        stalest: dict[str, date] = {}
        for item in found:
            stalest[item.provider_id] = min(_day(item), stalest.get(item.provider_id, date.max))
        return tuple(sorted(found, key=lambda item: (stalest[item.provider_id], item.name.casefold(), *_turn(item))))

    def _item(self, provider: str, offer: Mapping[str, str], measured_on: date | None) -> RoundItem | None:
        line = self.lines.get(provider)
        if line is None:
            return None
        key = self.plan.key(offer["product"])
        titles = {column.key: column.title for column in self.plan.columns}
        title = offer["product"] if key == OTHER else titles[key]
        return RoundItem(
            provider_id=provider,
            name=line.name,
            phone=line.phone,
            email=line.email,
            url=line.url,
            title=title,
            measured_on=measured_on,
            **offer,
        )

    def _is_asked(self, item: RoundItem) -> bool:
        key = self.plan.key(item.product)
        lots = {column.key: column.lot for column in self.plan.columns}
        words = self.question.text.casefold().split()
        place = self.lines[item.provider_id].place
        said = f"{item.name} {place} {item.title}".casefold()
        in_lot = not self.question.lot or lots.get(key) == self.question.lot
        in_column = not self.question.product or key == self.question.product
        return in_lot and in_column and all(word in said for word in words)


def _day(item: RoundItem) -> date:
    return item.measured_on or date.min


def _turn(item: RoundItem) -> tuple[object, ...]:
    return item.provider_id, _day(item), item.title, item.expertise, item.location, item.target_group, item.municipality
