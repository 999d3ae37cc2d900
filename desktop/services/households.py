"""Who lives with the resident, and who is near."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.models.changes import ChangeSet
    from desktop.models.people import NetworkMember
    from desktop.services.workplace import Workplace


def add_network_member(workplace: Workplace, resident_id: str, name: str, **fields: object) -> tuple[str, ChangeSet]:
    """Writes down someone near; `fields` as in the model: relation, helps_with, informal_carer, overburdened, phone.

    Raises:
        RuleBroken: ``required`` (name), ``not-a-field``.
    """
    raise NotImplementedError


def change_network_member(workplace: Workplace, member_id: str, **fields: object) -> ChangeSet:
    """Corrects what is known of someone near."""
    raise NotImplementedError


def remove_network_member(workplace: Workplace, member_id: str) -> ChangeSet:
    """Takes someone off the list; can be undone."""
    raise NotImplementedError


def put_in_household(workplace: Workplace, resident_id: str, with_resident_id: str) -> ChangeSet:
    """Brings two residents into one household: that of the second, or a new one."""
    raise NotImplementedError


def change_household(workplace: Workplace, household_id: str, **fields: object) -> ChangeSet:
    """Names the household or who directs all help in it: one household, one plan, one director."""
    raise NotImplementedError


def network(workplace: Workplace, resident_id: str) -> tuple[NetworkMember, ...]:
    """Who is near, in the order in which they were written down."""
    raise NotImplementedError
