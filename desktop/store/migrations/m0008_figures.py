"""Budgets, spending and agreements, cover of an absence, and what makes counting over all help quick."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 8
NAME = "figures"

_STEPS = (
    """
CREATE TABLE amount (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    municipality TEXT NOT NULL,
    lot TEXT NOT NULL,
    product TEXT NOT NULL,
    provider_id TEXT REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    colleague TEXT NOT NULL,
    year INTEGER NOT NULL,
    month INTEGER NOT NULL,
    value INTEGER NOT NULL,
    document TEXT NOT NULL,
    paragraph TEXT NOT NULL
) STRICT
""",
    "ALTER TABLE case_file ADD COLUMN covers_for TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE case_file ADD COLUMN covered_until TEXT",
    "CREATE INDEX ix_amount_provider_id ON amount (provider_id)",
    "CREATE INDEX ix_amount_kind ON amount (kind, year)",
    # A row of help holds pages of text; a count over all of them must not read those.
    'CREATE INDEX ix_indication_figures ON indication (case_id, status, start, "end", law, lot, segment, product,'
    " provider_id, volume, unit, frequency, change, id)",
    "CREATE INDEX ix_indication_offer ON indication (id, lot, provider_id, volume, case_id)",
    "CREATE INDEX ix_case_file_figures ON case_file (id, municipality, resident_id, law)",
    "CREATE INDEX ix_case_file_days ON case_file (law, municipality, opened_on, closed_on, resident_id, id)",
    "CREATE INDEX ix_case_file_people ON case_file (resident_id, law, id)",
    "CREATE INDEX ix_evaluation_figures ON evaluation (held_on, indication_id, goals_reached, next, delivered_volume)"
    " WHERE held_on IS NOT NULL",
    "CREATE INDEX ix_trajectory_ended ON trajectory (ended_on, indication_id) WHERE ended_on IS NOT NULL",
    "CREATE INDEX ix_waiting_list_entry_days ON waiting_list_entry (placed_on, since, product, case_id, ended_because)",
    "CREATE INDEX ix_referral_days ON referral (case_id, kind, referred_on)",
    "CREATE INDEX ix_resident_birth ON resident (id, birth_date)",
)


def apply(connection: Connection) -> None:
    """Makes the table and the indexes."""
    for statement in _STEPS:
        connection.exec_driver_sql(statement)
