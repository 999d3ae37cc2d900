"""Indications, decisions, the help that ran, the wait, and eighteen and after."""

TABLES = """
CREATE TABLE indication (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    status TEXT NOT NULL,
    law TEXT NOT NULL,
    lot TEXT NOT NULL,
    segment TEXT NOT NULL,
    product TEXT NOT NULL,
    start TEXT,
    "end" TEXT,
    volume INTEGER,
    unit TEXT,
    frequency TEXT,
    result TEXT NOT NULL,
    provision TEXT NOT NULL,
    provider_id TEXT REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    limited_choice TEXT NOT NULL,
    care_form TEXT NOT NULL,
    extended INTEGER NOT NULL,
    unsafe_or_crisis INTEGER NOT NULL,
    little_control INTEGER NOT NULL,
    leads_back_to TEXT NOT NULL,
    stops_when TEXT NOT NULL,
    evaluations TEXT NOT NULL,
    reasons TEXT NOT NULL,
    author TEXT NOT NULL,
    handed_in_at TEXT,
    remarks TEXT NOT NULL,
    judged_by TEXT NOT NULL,
    judged_at TEXT,
    seal TEXT NOT NULL
) STRICT;
CREATE INDEX ix_indication_case_id ON indication (case_id);
CREATE INDEX ix_indication_provider_id ON indication (provider_id);

CREATE TABLE decision (
    id TEXT PRIMARY KEY NOT NULL,
    indication_id TEXT NOT NULL REFERENCES indication (id) DEFERRABLE INITIALLY DEFERRED,
    number TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    granted INTEGER NOT NULL,
    motivation TEXT NOT NULL
) STRICT;
CREATE INDEX ix_decision_indication_id ON decision (indication_id);

CREATE TABLE trajectory (
    id TEXT PRIMARY KEY NOT NULL,
    indication_id TEXT NOT NULL REFERENCES indication (id) DEFERRABLE INITIALLY DEFERRED,
    started_on TEXT NOT NULL,
    ended_on TEXT,
    end_reason TEXT
) STRICT;
CREATE INDEX ix_trajectory_indication_id ON trajectory (indication_id);

CREATE TABLE evaluation (
    id TEXT PRIMARY KEY NOT NULL,
    indication_id TEXT NOT NULL REFERENCES indication (id) DEFERRABLE INITIALLY DEFERRED,
    due_on TEXT NOT NULL,
    held_on TEXT,
    effect TEXT NOT NULL,
    goals_reached TEXT NOT NULL,
    downscaling TEXT NOT NULL,
    satisfaction INTEGER,
    delivered TEXT NOT NULL,
    next_step TEXT NOT NULL
) STRICT;
CREATE INDEX ix_evaluation_indication_id ON evaluation (indication_id);

CREATE TABLE waiting_list_entry (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    provider_id TEXT REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    product TEXT NOT NULL,
    since TEXT NOT NULL,
    urgency INTEGER NOT NULL,
    review_on TEXT,
    placed_on TEXT,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX ix_waiting_list_entry_case_id ON waiting_list_entry (case_id);
CREATE INDEX ix_waiting_list_entry_provider_id ON waiting_list_entry (provider_id);

CREATE TABLE interim_measure (
    id TEXT PRIMARY KEY NOT NULL,
    entry_id TEXT NOT NULL REFERENCES waiting_list_entry (id) DEFERRABLE INITIALLY DEFERRED,
    what TEXT NOT NULL,
    service_id TEXT REFERENCES community_service (id) DEFERRABLE INITIALLY DEFERRED,
    start TEXT NOT NULL,
    "end" TEXT
) STRICT;
CREATE INDEX ix_interim_measure_entry_id ON interim_measure (entry_id);

CREATE TABLE contact_moment (
    id TEXT PRIMARY KEY NOT NULL,
    entry_id TEXT NOT NULL REFERENCES waiting_list_entry (id) DEFERRABLE INITIALLY DEFERRED,
    agreed_on TEXT NOT NULL,
    held_on TEXT,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX ix_contact_moment_entry_id ON contact_moment (entry_id);

CREATE TABLE transition_plan (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    opened_on TEXT NOT NULL,
    owner TEXT NOT NULL,
    adult_who_stays TEXT NOT NULL,
    summary TEXT NOT NULL
) STRICT;
CREATE INDEX ix_transition_plan_case_id ON transition_plan (case_id);

CREATE TABLE transition_task (
    id TEXT PRIMARY KEY NOT NULL,
    plan_id TEXT NOT NULL REFERENCES transition_plan (id) DEFERRABLE INITIALLY DEFERRED,
    code TEXT NOT NULL,
    area TEXT NOT NULL,
    text TEXT NOT NULL,
    due TEXT NOT NULL,
    owner TEXT NOT NULL,
    done_on TEXT
) STRICT;
CREATE INDEX ix_transition_task_plan_id ON transition_task (plan_id);
"""
