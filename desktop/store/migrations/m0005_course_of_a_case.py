"""The course of a case, changes inside an indication, allocations and the messages about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

NUMBER = 5
NAME = "course of a case"

_WIDER = (
    "ALTER TABLE case_file ADD COLUMN identity_checked_on TEXT",
    "ALTER TABLE case_file ADD COLUMN identity_checked_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE need_report ADD COLUMN client_support_told_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE need_report ADD COLUMN confirmed_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE referral ADD COLUMN product TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE referral ADD COLUMN provider_id TEXT REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE referral ADD COLUMN followed_on TEXT",
    "ALTER TABLE referral ADD COLUMN outcome TEXT NOT NULL DEFAULT ''",
    # Before this, a referral was noted by whoever looked at it.
    "UPDATE referral SET followed_on = referred_on",
    "ALTER TABLE conversation ADD COLUMN report_given_on TEXT",
    "ALTER TABLE conversation ADD COLUMN report_given_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE warm_handover ADD COLUMN organisation TEXT NOT NULL DEFAULT ''",
    """ALTER TABLE warm_handover ADD COLUMN "to" TEXT NOT NULL DEFAULT 'colleague'""",
    "ALTER TABLE warm_handover ADD COLUMN held_on TEXT",
    # Before this, handing over was noted on the day it took place.
    "UPDATE warm_handover SET held_on = on_day",
    "ALTER TABLE indication ADD COLUMN agreement TEXT NOT NULL DEFAULT 'framework'",
    "ALTER TABLE indication ADD COLUMN agreement_reason TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE indication ADD COLUMN transport INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE indication ADD COLUMN transport_reason TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE indication ADD COLUMN pgb_reason TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE indication ADD COLUMN pgb_manager TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE indication ADD COLUMN pgb_quality TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE indication ADD COLUMN draft_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE indication ADD COLUMN follows_id TEXT REFERENCES indication (id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE indication ADD COLUMN change TEXT",
    "ALTER TABLE indication ADD COLUMN change_reason TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE indication ADD COLUMN contribution_told_on TEXT",
    "ALTER TABLE indication ADD COLUMN contribution_note TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE indication ADD COLUMN judged_unseen INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE indication ADD COLUMN version INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE indication ADD COLUMN field_remarks TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE indication ADD COLUMN returned_text TEXT NOT NULL DEFAULT '{}'",
    "CREATE INDEX ix_indication_follows_id ON indication (follows_id)",
    # How long help lasted is asked at every change of a draft: these answer it without a look at the rows themselves.
    "CREATE INDEX ix_indication_help ON indication (law, product, segment, lot, case_id, id)",
    "CREATE INDEX ix_trajectory_days ON trajectory (indication_id, started_on, ended_on)",
    "ALTER TABLE decision ADD COLUMN ground TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE decision ADD COLUMN announced_on TEXT",
    "ALTER TABLE evaluation ADD COLUMN goal_results TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE evaluation ADD COLUMN delivered_volume INTEGER",
    "ALTER TABLE evaluation ADD COLUMN present TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE evaluation ADD COLUMN next TEXT",
    # Hardly any entry is merged, and every list asks which ones are.
    "DROP INDEX ix_provider_merged_into",
    "DROP INDEX ix_community_service_merged_into",
    "CREATE INDEX ix_provider_merged_into ON provider (merged_into) WHERE merged_into IS NOT NULL",
    "CREATE INDEX ix_community_service_merged_into ON community_service (merged_into) WHERE merged_into IS NOT NULL",
)

_TABLES = """
CREATE TABLE volume_change (
    id TEXT PRIMARY KEY NOT NULL,
    indication_id TEXT NOT NULL REFERENCES indication (id) DEFERRABLE INITIALLY DEFERRED,
    from_on TEXT NOT NULL,
    volume INTEGER NOT NULL,
    reason TEXT NOT NULL,
    agreed_by TEXT NOT NULL,
    agreed_on TEXT NOT NULL
) STRICT;
CREATE INDEX ix_volume_change_indication_id ON volume_change (indication_id);

CREATE TABLE contribution_amount (
    id TEXT PRIMARY KEY NOT NULL,
    municipality TEXT NOT NULL,
    year INTEGER NOT NULL,
    cents_per_month INTEGER,
    document TEXT NOT NULL,
    paragraph TEXT NOT NULL
) STRICT;

CREATE TABLE term_change (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    term TEXT NOT NULL,
    kind TEXT NOT NULL,
    basis TEXT,
    from_on TEXT NOT NULL,
    until_on TEXT,
    days INTEGER,
    ground TEXT NOT NULL,
    told_on TEXT
) STRICT;
CREATE INDEX ix_term_change_case_id ON term_change (case_id);

CREATE TABLE term_setting (
    id TEXT PRIMARY KEY NOT NULL,
    term TEXT NOT NULL,
    municipality TEXT NOT NULL,
    days INTEGER,
    document TEXT NOT NULL,
    paragraph TEXT NOT NULL
) STRICT;

CREATE TABLE consent (
    id TEXT PRIMARY KEY NOT NULL,
    resident_id TEXT NOT NULL REFERENCES resident (id) DEFERRABLE INITIALLY DEFERRED,
    purpose TEXT NOT NULL,
    given INTEGER NOT NULL,
    asked_on TEXT NOT NULL,
    "by" TEXT NOT NULL,
    how TEXT NOT NULL,
    withdrawn_on TEXT,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX ix_consent_resident_id ON consent (resident_id);

CREATE TABLE step_answer (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    step TEXT NOT NULL,
    answer TEXT NOT NULL
) STRICT;
CREATE INDEX ix_step_answer_case_id ON step_answer (case_id);

CREATE TABLE carer (
    id TEXT PRIMARY KEY NOT NULL,
    household_id TEXT NOT NULL REFERENCES household (id) DEFERRABLE INITIALLY DEFERRED,
    name TEXT NOT NULL,
    helps_with TEXT NOT NULL,
    law TEXT,
    start TEXT,
    "end" TEXT,
    phone TEXT NOT NULL
) STRICT;
CREATE INDEX ix_carer_household_id ON carer (household_id);

CREATE TABLE allocation (
    id TEXT PRIMARY KEY NOT NULL,
    indication_id TEXT NOT NULL REFERENCES indication (id) DEFERRABLE INITIALLY DEFERRED,
    provider_id TEXT NOT NULL REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    municipality_code TEXT NOT NULL,
    reference TEXT NOT NULL,
    allocated_at TEXT NOT NULL,
    start TEXT NOT NULL,
    "end" TEXT,
    change_reason TEXT NOT NULL,
    told TEXT NOT NULL
) STRICT;
CREATE INDEX ix_allocation_indication_id ON allocation (indication_id);
CREATE INDEX ix_allocation_number ON allocation (number);
CREATE INDEX ix_allocation_provider_id ON allocation (provider_id);

CREATE TABLE care_message (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT,
    law TEXT,
    identification TEXT NOT NULL,
    dated TEXT,
    sender TEXT NOT NULL,
    receiver TEXT NOT NULL,
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    handled_at TEXT NOT NULL
) STRICT;
CREATE INDEX ix_care_message_digest ON care_message (digest);

CREATE TABLE care_message_line (
    id TEXT PRIMARY KEY NOT NULL,
    message_id TEXT NOT NULL REFERENCES care_message (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    allocation_number INTEGER,
    allocation_id TEXT REFERENCES allocation (id) DEFERRABLE INITIALLY DEFERRED,
    case_id TEXT REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    content TEXT NOT NULL,
    answered_on TEXT
) STRICT;
CREATE INDEX ix_care_message_line_allocation_id ON care_message_line (allocation_id);
CREATE INDEX ix_care_message_line_case_id ON care_message_line (case_id);
CREATE INDEX ix_care_message_line_message_id ON care_message_line (message_id);
"""


def apply(connection: Connection) -> None:
    """Widens what stands and makes what is new."""
    for statement in (*_WIDER, *filter(None, map(str.strip, _TABLES.split(";")))):
        connection.exec_driver_sql(statement)
