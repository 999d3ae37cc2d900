"""Confidential signals about a provider: recorded by who sees it, read and followed up by the contract manager alone.

A signal itself is never changed: where it stands is what its latest follow-up says. So two contract managers never
meet in one field, and no conflict ever shows a signal to who may not read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.kinds import SignalKind, SignalStatus
from desktop.models.people import Colleague
from desktop.models.social_map import Provider
from desktop.models.upkeep import Signal, SignalFollowUp
from desktop.rules.permissions import Act, may, require
from desktop.rules.satisfaction import Satisfaction, TooFewResidents, least_residents, satisfaction
from desktop.rules.telling import holds_bsn, names_in
from desktop.services.guards import filled, not_later
from desktop.services.names import colleague_names
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.merged import family, of_kept
from desktop.store.queries.voices import last_names, marks_of
from desktop.store.reader import Reader


@dataclass(frozen=True)
class NewSignal:
    """What a colleague saw or heard, as typed."""

    provider_id: str
    text: str
    kind: SignalKind = SignalKind.QUALITY
    seen_on: date | None = None
    """None: today."""


@dataclass(frozen=True)
class Doubts:
    """What in a text seems to point to a resident.

    Attributes:
        bsn: True when a number passes for a BSN.
        names: Last names of residents of this store.
    """

    bsn: bool
    names: tuple[str, ...]

    def __bool__(self) -> bool:
        """True when there is any doubt."""
        return self.bsn or bool(self.names)


@dataclass(frozen=True)
class SignalPage:
    """A signal with its follow-up, for the contract manager.

    Attributes:
        status: As the latest follow-up says.
        follow_ups: The oldest first.
    """

    signal: Signal
    provider: str
    recorded_by: str
    status: SignalStatus
    follow_ups: tuple[SignalFollowUp, ...]

    @property
    def is_open(self) -> bool:
        """True until it is closed."""
        return self.status is not SignalStatus.CLOSED


def doubts_in(workplace: Workplace, provider_id: str, text: str) -> Doubts:
    """Looks whether the text seems to name a resident; a signal must not.

    Who may not see cases is not told which names are known here: that would itself tell of a resident.
    """
    require(workplace.role, Act.RECORD_SIGNAL)
    if not may(workplace.role, Act.SEE_CASES):
        return Doubts(holds_bsn(text), ())
    with workplace.store.read() as reader:
        provider = reader.maybe(Provider, provider_id)
        names = names_in(text, last_names(reader), provider.name if provider else "")
    return Doubts(holds_bsn(text), names)


def record_signal(workplace: Workplace, new: NewSignal) -> tuple[str, ChangeSet]:
    """Records a signal; from then on its text is for the contract manager alone. Returns its id.

    Raises:
        RuleBroken: ``not-allowed``, ``required`` (text), ``in-future`` (seen_on), ``gone`` (no such provider), or the
            limit that a field is outside of.
    """
    require(workplace.role, Act.RECORD_SIGNAL)
    filled("text", new.text)
    not_later("seen_on", new.seen_on, workplace.today)
    signal = validated(
        Signal,
        {
            "provider_id": new.provider_id,
            "kind": new.kind,
            "text": new.text.strip(),
            "seen_on": new.seen_on or workplace.today,
            "recorded_by": workplace.colleague.id,
            "recorded_on": workplace.today,
        },
    )
    with workplace.work(N_("Record signal")) as work:
        work.get(Provider, new.provider_id)
        work.add(signal)
        return signal.id, work.commit()


def follow_up(workplace: Workplace, signal_id: str, text: str, status: SignalStatus) -> ChangeSet:
    """Writes down what was done with a signal and where it stands now; what was written before stays.

    Raises:
        RuleBroken: ``not-allowed``, ``required`` (text), ``gone``, or the limit that the text is outside of.
    """
    require(workplace.role, Act.SEE_SIGNALS)
    filled("text", text)
    done = validated(
        SignalFollowUp,
        {
            "signal_id": signal_id,
            "done_on": workplace.today,
            "done_by": workplace.colleague.name,
            "text": text.strip(),
            "status": status,
        },
    )
    with workplace.work(N_("Follow up signal")) as work:
        work.get(Signal, signal_id)
        work.add(done)
        return work.commit()


def signals_of(workplace: Workplace, provider_id: str) -> tuple[SignalPage, ...]:
    """All signals about a provider: the open ones first, then the latest.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.SEE_SIGNALS)
    with workplace.store.read() as reader:
        return _pages(reader, reader.find(Signal, provider_id=family(reader.connection, provider_id)))


def every_signal(workplace: Workplace) -> tuple[SignalPage, ...]:
    """The signals about all providers: the open ones first, the longest waiting above.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.SEE_SIGNALS)
    with workplace.store.read() as reader:
        return _pages(reader, reader.find(Signal))


def open_signals(workplace: Workplace) -> tuple[SignalPage, ...]:
    """What waits for follow-up, the longest waiting first.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    return tuple(page for page in every_signal(workplace) if page.is_open)


def received(workplace: Workplace, provider_id: str) -> tuple[date, ...]:
    """The days on which this colleague recorded a signal about the provider, the latest first; no more than that."""
    with workplace.store.read() as reader:
        about = family(reader.connection, provider_id)
        mine = reader.find(Signal, provider_id=about, recorded_by=workplace.colleague.id)
    return tuple(sorted((signal.recorded_on for signal in mine), reverse=True))


def satisfaction_with(workplace: Workplace, provider_id: str) -> Satisfaction | TooFewResidents:
    """What residents think of a provider, over enough of them to point at nobody.

    Raises:
        RuleBroken: ``not-allowed``.
    """
    require(workplace.role, Act.SEE_DASHBOARDS)
    with workplace.store.read() as reader:
        marks = marks_of(reader, provider_id)
    return satisfaction(marks, workplace.today, least_residents(workplace.profile))


def _pages(reader: Reader, signals: Iterable[Signal]) -> tuple[SignalPage, ...]:
    found = of_kept(reader.connection, signals)
    names = colleague_names(reader.find(Colleague))
    providers = {one.id: one.name for one in reader.find(Provider, id={signal.provider_id for signal in found})}
    done: dict[str, list[SignalFollowUp]] = {}
    for one in reader.find(SignalFollowUp, signal_id={signal.id for signal in found}):
        done.setdefault(one.signal_id, []).append(one)
    pages = [
        _page(signal, providers, names, sorted(done.get(signal.id, ()), key=lambda one: (one.done_on, one.id)))
        for signal in found
    ]
    return tuple(sorted(pages, key=lambda page: (not page.is_open, _turn(page), page.signal.id)))


def _page(signal: Signal, providers: dict[str, str], names: dict[str, str], done: list[SignalFollowUp]) -> SignalPage:
    return SignalPage(
        signal,
        providers.get(signal.provider_id, ""),
        names.get(signal.recorded_by, ""),
        done[-1].status if done else signal.status,
        tuple(done),
    )


def _turn(page: SignalPage) -> int:
    """Open ones by how long they wait, closed ones the latest first."""
    day = page.signal.recorded_on.toordinal()
    return day if page.is_open else -day
