"""What one line of a provider's message comes to: matched to its allocation, taken over, or refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import CasePhase, MessageState
from desktop.models.messages import Allocation, CareMessage
from desktop.models.people import Resident
from desktop.models.social_map import Provider
from desktop.rules.messages.allotting import allocation_id
from desktop.rules.messages.granted import Size
from desktop.rules.messages.kinds import DELETED, END_REASONS, MESSAGES, REMOVED, REQUESTS, UNCHANGED
from desktop.services.approved_help import let_help_run
from desktop.services.requests import listed
from desktop.services.told_handovers import asks_who_receives
from desktop.services.workplace import Workplace
from desktop.store.merged import family
from desktop.store.unit_of_work import UnitOfWork

LONGEST_CHAIN = 50
"""Indications that one allocation was stretched over."""


class Effect(StrEnum):
    """What a line did."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Settled:
    """How far a line came.

    Attributes:
        state: Of the line.
        reason: Code of why it was refused, with the element and its text behind it; empty otherwise.
        case_id: Case it belongs to.
        allocation_id: Allocation it is about.
        effect: What it did.
    """

    state: MessageState
    reason: str = ""
    case_id: str | None = None
    allocation_id: str | None = None
    effect: Effect = Effect.SAME

    def fields(self) -> dict[str, Any]:
        """Of the stored line."""
        return {
            "state": self.state,
            "reason": self.reason,
            "case_id": self.case_id,
            "allocation_id": self.allocation_id,
        }


def settle(workplace: Workplace, work: UnitOfWork, message: CareMessage, content: dict[str, Any]) -> Settled:
    """Matches a line whose form is right, and takes over what it tells.

    Args:
        workplace: Where one works.
        work: The act it is part of.
        message: Its header.
        content: Its elements by name, with ``Bsn``.
    """
    line = _Line(workplace, work, message, content)
    try:
        if message.kind in REQUESTS:
            return line.request()
        return line.start() if message.kind and MESSAGES[message.kind].number == "305" else line.stop()
    except RuleBroken as refused:
        return Settled(MessageState.REFUSED, reason=f"{refused.code} {refused.field}".strip())


@dataclass(frozen=True)
class _Line:
    workplace: Workplace
    work: UnitOfWork
    message: CareMessage
    content: dict[str, Any]

    def start(self) -> Settled:
        """305: the day on which the help began (OP271)."""
        allocation, indication = self._matched()
        began = self._day("Begindatum")
        self._allocated_on(allocation, began)
        runs = self._runs(indication)
        mine = next((run for run in reversed(runs) if run.started_on == began), None)
        meant = next((run for run in runs if run.ended_on is None or began <= run.ended_on), None)
        status = self.content["StatusAanlevering"]
        if status == REMOVED:
            return self._begin_removed(allocation, indication, mine)
        if mine is not None or status == UNCHANGED or (meant and self._goes_on_from(allocation, meant)):
            return self._done(allocation, indication, Effect.SAME)
        if self.work.get(Case, indication.case_id).phase is CasePhase.CLOSED:
            raise RuleBroken("line-case-closed", "Bsn")
        if meant is not None and (meant.indication_id == indication.id or meant.started_on >= allocation.start):
            # Also of help that stopped since: a second one would run beside it for ever.
            self.work.change(Trajectory, meant.id, started_on=began)
            return self._begun(allocation, indication, began, Effect.CHANGED)
        let_help_run(self.work, indication, began)
        return self._begun(allocation, indication, began, Effect.NEW)

    def stop(self) -> Settled:
        """307: the last day of the help, and why (OP272)."""
        allocation, indication = self._matched()
        began, ended = self._day("Begindatum"), self._day("Einddatum")
        if ended < began:
            raise RuleBroken("line-ends-before-begin", "Einddatum")
        self._allocated_on(allocation, began)
        runs = self._runs(indication)
        run = next((one for one in reversed(runs) if one.started_on == began), None)
        run = run or next((one for one in reversed(runs) if _overlap(one, began, ended)), None)
        status = self.content["StatusAanlevering"]
        if status == REMOVED:
            return self._stop_removed(allocation, indication, run)
        if status == UNCHANGED or self._goes_on_after(allocation, ended):
            return self._done(allocation, indication, Effect.SAME)
        effect = Effect.CHANGED if run is not None and run.ended_on is not None else Effect.NEW
        if run is None:
            let_help_run(self.work, indication, began)
            run = next(one for one in self._runs(indication) if one.started_on == began)
        reason = END_REASONS[indication.law][self.content["RedenBeeindiging"]]
        told = {"ended_on": ended, "end_reason": reason}
        same = all(getattr(run, name) == value for name, value in told.items())
        self.work.change(Trajectory, run.id, **told)
        return self._done(allocation, indication, Effect.SAME if same else effect)

    def request(self) -> Settled:
        """315 and 317: a person answers at the case."""
        allocation = self._of_request()
        if allocation is not None:
            indication = self._indication(allocation)
            return Settled(MessageState.TO_DO, "", indication.case_id, allocation.id, Effect.NEW)
        residents = self.work.find(Resident, bsn=self.content["Bsn"])
        if not residents:
            raise RuleBroken("line-client-unknown", "Bsn")
        cases = self.work.find(Case, resident_id=[r.id for r in residents], law=self.message.law)
        if not cases:
            raise RuleBroken("line-no-case", "Bsn")
        latest = max(cases, key=lambda case: (case.phase is not CasePhase.CLOSED, case.opened_on, case.id))
        return Settled(MessageState.TO_DO, "", latest.id, None, Effect.NEW)

    def _matched(self) -> tuple[Allocation, Indication]:
        allocation = self._by_number() or self._by_product()
        if allocation is None:
            if not self.work.count(Resident, bsn=self.content["Bsn"]):
                raise RuleBroken("line-client-unknown", "Bsn")
            raise RuleBroken("line-allocation-unknown", "ToewijzingNummer")
        indication = self._indication(allocation)
        if allocation.change_reason == DELETED and self.content["StatusAanlevering"] != REMOVED:
            raise RuleBroken("line-allocation-deleted", "ToewijzingNummer")
        return allocation, indication

    def _indication(self, allocation: Allocation) -> Indication:
        """What the allocation stands for, when client, provider and act are those of the message."""
        indication = self.work.get(Indication, allocation.indication_id)
        resident = self.work.get(Resident, self.work.get(Case, indication.case_id).resident_id)
        if resident.bsn != self.content["Bsn"]:
            raise RuleBroken("line-other-client", "Bsn")
        born = self.content.get("Geboortedatum", "")
        if born and resident.birth_date is not None and born != resident.birth_date.isoformat():
            raise RuleBroken("line-other-birth-date", "Geboortedatum")
        if indication.law is not self.message.law:
            raise RuleBroken("line-other-law", "ToewijzingNummer")
        if not self._is_of_sender(allocation):
            raise RuleBroken("line-other-provider", "Afzender")
        return indication

    def _by_number(self, number: str = "") -> Allocation | None:
        number = number or str(self.content.get("ToewijzingNummer", ""))
        if not number:
            return None
        return self.work.maybe(Allocation, allocation_id(self.message.receiver, int(number)))

    def _allocated_on(self, allocation: Allocation, began: date) -> None:
        """Help outside its allocation would stand as years of help that nobody indicated; what is taken back may go."""
        if self.content["StatusAanlevering"] == REMOVED:
            return
        if began < allocation.start:
            raise RuleBroken("line-before-allocation", "Begindatum")
        if allocation.end is not None and began > allocation.end:
            raise RuleBroken("line-after-allocation", "Begindatum")

    def _by_product(self) -> Allocation | None:
        """For a line that names no number: what this client was allocated of this help from the sender, from that day.

        Raises:
            RuleBroken: ``line-allocation-unclear`` when more than one fits, ``line-help-unknown`` when none does.
        """
        if self.content.get("ToewijzingNummer"):
            return None
        residents = self.work.find(Resident, bsn=self.content["Bsn"])
        cases = self.work.find(Case, resident_id=[r.id for r in residents], law=self.message.law)
        indications = self.work.find(Indication, case_id=[case.id for case in cases])
        found = self.work.find(Allocation, indication_id=[one.id for one in indications])
        fitting = [one for one in found if self._fits(one) and self._is_of_sender(one)]
        # One that was taken away counts only when nothing else can be meant.
        standing = [one for one in fitting if one.change_reason != DELETED] or fitting
        if residents and len(standing) != 1:
            raise RuleBroken("line-allocation-unclear" if standing else "line-help-unknown", "Product")
        return standing[0] if standing else None

    def _is_of_sender(self, one: Allocation) -> bool:
        """A provider that was merged may have been told under any of its codes, and answers under that one."""
        whole = self.work.find(Provider, id=family(self.work.connection, one.provider_id))
        return self.message.sender in {provider.agb_code for provider in whole}

    def _fits(self, one: Allocation) -> bool:
        product, size = self.content.get("Product", {}), Size.of(one.told)
        begins = self.content.get("ToewijzingIngangsdatum", one.start.isoformat())
        same = product.get("Categorie", "") == size.category and product.get("Code", size.code) == size.code
        return same and begins == one.start.isoformat() and one.municipality_code == self.message.receiver

    def _of_request(self) -> Allocation | None:
        """The first allocation that a 317 names; a 315 names none."""
        named = [
            *listed(self.content, "TeWijzigenProducten", "TeWijzigenProduct"),
            *listed(self.content, "OngewijzigdeProducten", "OngewijzigdProduct"),
        ]
        found = [self._by_number(str(one["ToewijzingNummer"])) for one in named]
        if named and not any(found):
            raise RuleBroken("line-allocation-unknown", "ToewijzingNummer")
        return next((one for one in found if one is not None), None)

    def _runs(self, indication: Indication) -> list[Trajectory]:
        """The help as it ran under this indication and those it was stretched from, the earliest first.

        What another provider gave before is no part of it: a begin that is told here is no other begin there.
        """
        ids, follows = [indication.id], indication.follows_id
        here = family(self.work.connection, indication.provider_id) if indication.provider_id else ()
        while follows and follows not in ids and len(ids) < LONGEST_CHAIN:
            before = self.work.maybe(Indication, follows)
            if before is None or (here and before.provider_id not in here):
                break
            ids.append(follows)
            follows = before.follows_id
        return sorted(self.work.find(Trajectory, indication_id=ids), key=lambda run: (run.started_on, run.id))

    def _goes_on_from(self, allocation: Allocation, running: Trajectory) -> bool:
        """True for a later part of help that runs already: its start is that of another volume."""
        return running.started_on < allocation.start and bool(self._parts_beside(allocation))

    def _goes_on_after(self, allocation: Allocation, ended: date) -> bool:
        """True when only this volume stopped, as was told, and the same indication goes on with another or pauses."""
        later = [one for one in self._parts_beside(allocation) if one.start > ended]
        return bool(later) and allocation.end is not None and ended >= allocation.end

    def _parts_beside(self, allocation: Allocation) -> list[Allocation]:
        found = self.work.find(Allocation, indication_id=allocation.indication_id, provider_id=allocation.provider_id)
        return [one for one in found if one.id != allocation.id and one.change_reason != DELETED]

    def _begin_removed(self, allocation: Allocation, indication: Indication, run: Trajectory | None) -> Settled:
        if run is None:
            return self._done(allocation, indication, Effect.SAME)
        self.work.remove(Trajectory, run.id)
        return self._done(allocation, indication, Effect.CHANGED)

    def _stop_removed(self, allocation: Allocation, indication: Indication, run: Trajectory | None) -> Settled:
        if run is None or run.ended_on is None:
            return self._done(allocation, indication, Effect.SAME)
        self.work.change(Trajectory, run.id, ended_on=None, end_reason=None)
        return self._done(allocation, indication, Effect.CHANGED)

    def _begun(self, allocation: Allocation, indication: Indication, began: date, effect: Effect) -> Settled:
        """A person is asked who received help that was given elsewhere before, and when."""
        done = self._done(allocation, indication, effect)
        asked = asks_who_receives(self.work, self.workplace.profile, indication, began)
        return done if asked is None else replace(done, state=MessageState.TO_DO)

    def _day(self, name: str) -> date:
        """A day of something that has happened."""
        day = date.fromisoformat(self.content[name])
        if day > self.workplace.today:
            raise RuleBroken("line-in-future", name)
        return day

    @staticmethod
    def _done(allocation: Allocation, indication: Indication, effect: Effect) -> Settled:
        return Settled(MessageState.MATCHED, "", indication.case_id, allocation.id, effect)


def _overlap(run: Trajectory, first: date, last: date) -> bool:
    return run.started_on <= last and (run.ended_on is None or run.ended_on >= first)
