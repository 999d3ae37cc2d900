"""Help that a provider was told of by the program from before Naober: taken over under the number it has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from desktop.language import N_
from desktop.models.casework import Case
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import IndicationStatus, MessageState, Provision
from desktop.models.labels import amount
from desktop.models.messages import Allocation, CareMessage, CareMessageLine
from desktop.models.social_map import Provider
from desktop.rules.messages.allocation_message import product
from desktop.rules.messages.allotting import allocation_id
from desktop.rules.messages.kinds import ALLOCATION
from desktop.rules.messages.sizes import bought, size_of, unfit
from desktop.rules.permissions import Act, require
from desktop.services.allocating import line_content
from desktop.services.guards import filled, not_later, open_case_of
from desktop.services.names import ProfileNames
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader
from desktop.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Adoptable:
    """Granted help of which no provider was told from here.

    Attributes:
        about: The help, how much, and by whom.
        start: First day of the indication.
        end: Last day of the indication; None when open-ended.
    """

    indication_id: str
    about: str
    start: date
    end: date | None


@dataclass(frozen=True)
class ToldBefore:
    """What stands in the message of the earlier program.

    Attributes:
        number: ToewijzingNummer.
        told_on: Toewijzingsdatum.
        start: Ingangsdatum.
        end: Einddatum; None without one.
    """

    number: int | None
    told_on: date | None
    start: date | None
    end: date | None


def adoptable(workplace: Workplace, reader: Reader, case_id: str) -> tuple[Adoptable, ...]:
    """The help of a case that may have been told of before, by its first day."""
    found = reader.find(Indication, case_id=case_id, status=IndicationStatus.APPROVED, provision=Provision.IN_KIND)
    ids = [one.id for one in found if one.provider_id and one.start and one.law in ALLOCATION]
    known = {one.indication_id for one in reader.find(Allocation, indication_id=ids)}
    granted = {one.indication_id for one in reader.find(Decision, indication_id=ids, granted=True)}
    chosen = [one for one in found if one.id in granted - known]
    names = ProfileNames.of(workplace.profile)
    providers = {one.id: one.name for one in reader.find(Provider, id=[one.provider_id for one in chosen])}
    return tuple(
        Adoptable(one.id, _about(one, names, providers.get(one.provider_id or "", "")), one.start, one.end)
        for one in sorted(chosen, key=lambda one: (one.start or date.min, one.id))
        if one.start
    )


def adopt_allocation(workplace: Workplace, indication_id: str, before: ToldBefore) -> ChangeSet:
    """Takes over that a provider knows of this help already: the next message changes it, and gives no second number.

    What the provider was told must be the help and the amount of the indication. All current help of a client at a
    provider stands in each message (rule OP087), so what was told before Naober came belongs here too.

    Raises:
        RuleBroken: ``gone``, ``not-approved``, ``not-granted``, ``case-closed``, ``not-allowed``;
            ``allocated-already`` when a provider was told of it from here; ``number-taken`` (number), ``required``
            (number, told_on, start), ``in-future`` (told_on), ``told-start-later`` (start) when the indication begins
            before, ``end-before-start`` (end); what keeps the help from being allocated at all; or the limit that a
            field is outside of.
    """
    require(workplace.role, Act.EXPORT_MESSAGES)
    for name in ("number", "told_on", "start"):
        filled(name, getattr(before, name))
    not_later("told_on", before.told_on, workplace.today)
    with workplace.casework(N_("Take over an allocation")) as work:
        indication = work.get(Indication, indication_id)
        case = open_case_of(work, indication.case_id)
        _may_be(workplace, work, indication)
        if before.start and indication.start and before.start > indication.start:
            raise RuleBroken("told-start-later", "start", day=indication.start)
        if before.end and before.start and before.end < before.start:
            raise RuleBroken("end-before-start", "end")
        allocation = _allocation(workplace, indication, case, before)
        if work.maybe(Allocation, allocation.id) is not None:
            raise RuleBroken("number-taken", "number")
        work.add(allocation)
        _keep_as_told(workplace, work, indication, allocation)
        return work.commit()


def _may_be(workplace: Workplace, work: UnitOfWork, indication: Indication) -> None:
    """Only granted help in kind that a message could tell, and once."""
    if indication.status is not IndicationStatus.APPROVED:
        raise RuleBroken("not-approved")
    if not work.find(Decision, indication_id=indication.id, granted=True):
        raise RuleBroken("not-granted")
    if work.find(Allocation, indication_id=indication.id):
        raise RuleBroken("allocated-already")
    if indication.provision is not Provision.IN_KIND or not indication.provider_id or indication.law not in ALLOCATION:
        raise RuleBroken("message-needs-provider", "provider_id")
    fault = unfit(indication, bought(workplace.profile, indication))
    if fault is not None:
        raise fault


def _allocation(workplace: Workplace, indication: Indication, case: Case, before: ToldBefore) -> Allocation:
    codes = {town.name: town.cbs_code for town in workplace.profile.municipalities}
    code = codes.get(case.municipality, "")
    if not code:
        raise RuleBroken("message-needs-municipality", "municipality")
    day = before.told_on or workplace.today
    fields = {
        "indication_id": indication.id,
        "provider_id": indication.provider_id,
        "number": before.number,
        "municipality_code": code,
        # The hour is not asked for: noon is on the same day in every zone of the country.
        "allocated_at": datetime.combine(day, time(12), workplace.now.tzinfo),
        "start": before.start,
        "end": before.end,
        "told": size_of(indication, bought(workplace.profile, indication)).told(),
    }
    made = validated(Allocation, fields)
    return made.model_copy(update={"id": allocation_id(code, made.number)})


def _keep_as_told(workplace: Workplace, work: UnitOfWork, indication: Indication, allocation: Allocation) -> None:
    """As a message that was written elsewhere, so that only what changes is news."""
    content = line_content(product(allocation))
    message = CareMessage(
        kind=ALLOCATION[indication.law],
        law=indication.law,
        dated=allocation.allocated_at.date(),
        sender=allocation.municipality_code,
        receiver=work.get(Provider, allocation.provider_id).agb_code[:8],
        digest=hashlib.sha256(content.encode()).hexdigest(),
        handled_at=workplace.now,
    )
    line = CareMessageLine(
        message_id=message.id,
        position=1,
        allocation_number=allocation.number,
        allocation_id=allocation.id,
        case_id=indication.case_id,
        state=MessageState.WRITTEN,
        content=content,
    )
    work.add(message, line)


def _about(one: Indication, names: ProfileNames, provider: str) -> str:
    much = amount(one.volume, one.unit, one.frequency) if one.volume and one.unit and one.frequency else ""
    parts: Iterable[str] = (names.help(one.product, one.segment, one.lot), much, provider)
    return " · ".join(filter(None, parts))
