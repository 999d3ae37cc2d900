"""Who lives with the resident, and who is near."""

from __future__ import annotations

from desktop.language import N_
from desktop.models.base import id_within
from desktop.models.changes import ChangeSet
from desktop.models.course import Carer
from desktop.models.faults import RuleBroken
from desktop.models.people import Household, NetworkMember, Resident
from desktop.services.guards import filled, only
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.unit_of_work import UnitOfWork

MEMBER = ("name", "relation", "helps_with", "informal_carer", "overburdened", "phone")
"""Fields of someone near that a person fills in."""

CARER = ("name", "helps_with", "law", "start", "end", "phone")
"""Fields of a professional who comes that a person fills in."""


def add_network_member(workplace: Workplace, resident_id: str, name: str, **fields: object) -> tuple[str, ChangeSet]:
    """Writes down someone near; `fields` as in the model: relation, helps_with, informal_carer, overburdened, phone.

    Raises:
        RuleBroken: ``required`` (name), ``gone``, or the limit that a field is outside of.
    """
    filled("name", name)
    only(fields, MEMBER)
    with workplace.casework(N_("Add network member")) as work:
        work.get(Resident, resident_id)
        member = validated(NetworkMember, {**fields, "resident_id": resident_id, "name": name.strip()})
        work.add(member)
        return member.id, work.commit()


def change_network_member(workplace: Workplace, member_id: str, **fields: object) -> ChangeSet:
    """Corrects what is known of someone near.

    Raises:
        RuleBroken: ``required`` (name), ``gone``, or the limit that a field is outside of.
    """
    only(fields, MEMBER)
    if "name" in fields:
        filled("name", fields["name"])
    with workplace.casework(N_("Change network member")) as work:
        work.change(NetworkMember, member_id, **fields)
        return work.commit()


def remove_network_member(workplace: Workplace, member_id: str) -> ChangeSet:
    """Takes someone off the list; can be undone.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.casework(N_("Remove network member")) as work:
        work.remove(NetworkMember, member_id)
        return work.commit()


def put_in_household(workplace: Workplace, resident_id: str, with_resident_id: str) -> ChangeSet:
    """Brings two residents into one household: that of the second, or a new one.

    Raises:
        RuleBroken: ``gone``, ``same-resident`` (with_resident_id).
    """
    if resident_id == with_resident_id:
        raise RuleBroken("same-resident", "with_resident_id")
    with workplace.casework(N_("Put in household")) as work:
        household = _household_of(work, with_resident_id)
        work.change(Resident, resident_id, household_id=household.id)
        return work.commit()


def leave_household(workplace: Workplace, resident_id: str) -> ChangeSet:
    """A resident lives there no longer; the household stays as it is for who still does.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.casework(N_("Leave household")) as work:
        work.change(Resident, resident_id, household_id=None)
        return work.commit()


def add_carer(workplace: Workplace, resident_id: str, **fields: object) -> tuple[str, ChangeSet]:
    """Writes down a professional who comes to the resident's household, whoever sent or pays them.

    Raises:
        RuleBroken: ``required`` (name), ``gone``, ``end-before-start`` (end), or the limit a field is outside of.
    """
    only(fields, CARER)
    filled("name", fields.get("name"))
    with workplace.casework(N_("Add carer")) as work:
        household = _household_of(work, resident_id)
        carer = validated(Carer, {**fields, "household_id": household.id})
        _in_order(carer)
        work.add(carer)
        return carer.id, work.commit()


def change_carer(workplace: Workplace, carer_id: str, **fields: object) -> ChangeSet:
    """Corrects what is known of a professional who comes to a household, like the last day.

    Raises:
        RuleBroken: ``required`` (name), ``gone``, ``end-before-start`` (end), or the limit a field is outside of.
    """
    only(fields, CARER)
    if "name" in fields:
        filled("name", fields["name"])
    with workplace.casework(N_("Change carer")) as work:
        _in_order(work.change(Carer, carer_id, **fields))
        return work.commit()


def remove_carer(workplace: Workplace, carer_id: str) -> ChangeSet:
    """Takes a professional off who never came; one who stopped gets a last day instead.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.casework(N_("Remove carer")) as work:
        work.remove(Carer, carer_id)
        return work.commit()


def change_household(workplace: Workplace, household_id: str, **fields: object) -> ChangeSet:
    """Names the household or who directs all help in it: one household, one plan, one director.

    Raises:
        RuleBroken: ``gone``, or the limit that a field is outside of.
    """
    only(fields, ("name", "director", "note"))
    with workplace.casework(N_("Change household")) as work:
        work.change(Household, household_id, **fields)
        return work.commit()


def network(workplace: Workplace, resident_id: str) -> tuple[NetworkMember, ...]:
    """Who is near, in the order in which they were written down."""
    with workplace.store.read() as reader:
        return tuple(reader.find(NetworkMember, resident_id=resident_id))


def _household_of(work: UnitOfWork, resident_id: str) -> Household:
    """A resident's household, made when there is none yet: on whatever laptop that happens, it is the same one."""
    resident = work.get(Resident, resident_id)
    if resident.household_id is not None:
        return work.get(Household, resident.household_id)
    own_id = id_within(resident.id, "household")
    household = work.maybe(Household, own_id)
    if household is None:
        household = Household(id=own_id, name=resident.last_name)
        work.add(household)
    work.change(Resident, resident.id, household_id=household.id)
    return household


def _in_order(carer: Carer) -> None:
    if carer.start and carer.end and carer.end < carer.start:
        raise RuleBroken("end-before-start", "end")
