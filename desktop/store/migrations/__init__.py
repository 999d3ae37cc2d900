"""The numbered steps from an empty file to the tables of this version.

A step is written in table terms and, once released, never changed: it must mean the same in ten years, whatever the
models say then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from desktop.store.migrations import (
    m0001_first_tables,
    m0002_sync_books,
    m0003_map_upkeep,
    m0004_unseen_edits,
    m0005_course_of_a_case,
    m0006_reach_and_stops,
    m0007_kept_basis,
    m0008_figures,
    m0009_answers_and_goals,
    m0010_released_figures,
    m0011_withdrawn_applications,
    m0012_audit_log,
    m0013_wiping,
    m0014_log_term,
    m0015_destruction_requests,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Migration(Protocol):
    """A module with one step."""

    NUMBER: int
    NAME: str

    def apply(self, connection: Connection) -> None:
        """Does the step inside the transaction it is called in; raising undoes all of it."""


MIGRATIONS: tuple[Migration, ...] = (
    m0001_first_tables,
    m0002_sync_books,
    m0003_map_upkeep,
    m0004_unseen_edits,
    m0005_course_of_a_case,
    m0006_reach_and_stops,
    m0007_kept_basis,
    m0008_figures,
    m0009_answers_and_goals,
    m0010_released_figures,
    m0011_withdrawn_applications,
    m0012_audit_log,
    m0013_wiping,
    m0014_log_term,
    m0015_destruction_requests,
)
"""All steps, in order, numbered from 1 without a gap."""
