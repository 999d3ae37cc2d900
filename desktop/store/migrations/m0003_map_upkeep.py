"""Upkeep of the social map, what is around contracts, signals, norms, and more of a wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 3
NAME = "map upkeep"

_WIDER = (
    "ALTER TABLE provider ADD COLUMN merged_into TEXT",
    "ALTER TABLE community_service ADD COLUMN merged_into TEXT",
    "CREATE INDEX ix_provider_merged_into ON provider (merged_into)",
    "CREATE INDEX ix_community_service_merged_into ON community_service (merged_into)",
    "ALTER TABLE contract ADD COLUMN options_until TEXT",
    "ALTER TABLE contracted_product ADD COLUMN stop_permitted_on TEXT",
    "ALTER TABLE contracted_product ADD COLUMN stop_from TEXT",
    "ALTER TABLE availability_report ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0",
    # The act that read a file in, so that it can be taken back as a whole.
    "ALTER TABLE import_run ADD COLUMN act_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE import_run ADD COLUMN undone_at TEXT",
    "ALTER TABLE waiting_list_entry ADD COLUMN ended_because TEXT",
    "ALTER TABLE waiting_list_entry ADD COLUMN need TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE waiting_list_entry ADD COLUMN limited_choice TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE interim_measure ADD COLUMN kind TEXT NOT NULL DEFAULT 'other'",
)

_TABLES = """
CREATE TABLE provider_contact (
    id TEXT PRIMARY KEY NOT NULL,
    provider_id TEXT NOT NULL REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX ix_provider_contact_provider_id ON provider_contact (provider_id);

CREATE TABLE cooperation (
    id TEXT PRIMARY KEY NOT NULL,
    provider_id TEXT NOT NULL REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    partner_id TEXT NOT NULL REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    products TEXT NOT NULL,
    start TEXT,
    "end" TEXT,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX ix_cooperation_partner_id ON cooperation (partner_id);
CREATE INDEX ix_cooperation_provider_id ON cooperation (provider_id);

CREATE TABLE purchase_measure (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    municipality TEXT NOT NULL,
    lot TEXT NOT NULL,
    segment TEXT NOT NULL,
    product TEXT NOT NULL,
    number INTEGER,
    start TEXT NOT NULL,
    "end" TEXT,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE entry_check (
    id TEXT PRIMARY KEY NOT NULL,
    entry_id TEXT NOT NULL,
    checked_on TEXT NOT NULL,
    checked_by TEXT NOT NULL,
    outcome TEXT NOT NULL,
    fields TEXT NOT NULL,
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    takes_back TEXT
) STRICT;
CREATE INDEX ix_entry_check_entry_id ON entry_check (entry_id);

CREATE TABLE import_mapping (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    "columns" TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;

CREATE TABLE signal (
    id TEXT PRIMARY KEY NOT NULL,
    provider_id TEXT NOT NULL REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    seen_on TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_on TEXT NOT NULL,
    status TEXT NOT NULL
) STRICT;
CREATE INDEX ix_signal_provider_id ON signal (provider_id);

CREATE TABLE signal_follow_up (
    id TEXT PRIMARY KEY NOT NULL,
    signal_id TEXT NOT NULL REFERENCES signal (id) DEFERRABLE INITIALLY DEFERRED,
    done_on TEXT NOT NULL,
    done_by TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL
) STRICT;
CREATE INDEX ix_signal_follow_up_signal_id ON signal_follow_up (signal_id);

CREATE TABLE wait_norm (
    id TEXT PRIMARY KEY NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    law TEXT,
    products TEXT NOT NULL,
    phase TEXT NOT NULL,
    weeks REAL,
    document TEXT NOT NULL,
    paragraph TEXT NOT NULL
) STRICT;
"""


def apply(connection: Connection) -> None:
    """Adds the tables, and widens those that were there with fields that say nothing yet."""
    for statement in (*_WIDER, *filter(str.strip, _TABLES.split(";\n"))):
        connection.exec_driver_sql(statement)
