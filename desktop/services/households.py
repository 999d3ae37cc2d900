"""Who lives with the resident, and who is near."""

from __future__ import annotations

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.people import Household, NetworkMember, Resident
from desktop.services.guards import filled, only
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated

MEMBER = ("name", "relation", "helps_with", "informal_carer", "overburdened", "phone")
"""Fields of someone near that a person fills in."""


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
    with workplace.casework(N_("Put in household")) as work:
        other = work.get(Resident, with_resident_id)
        household_id = other.household_id
        if household_id is None:
            household = Household(name=other.last_name)
            work.add(household)
            household_id = household.id
            work.change(Resident, other.id, household_id=household_id)
        work.change(Resident, resident_id, household_id=household_id)
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
