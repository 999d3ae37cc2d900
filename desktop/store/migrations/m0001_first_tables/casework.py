"""Cases from the report of need to the plan."""

TABLES = """
CREATE TABLE case_file (
    id TEXT PRIMARY KEY NOT NULL,
    resident_id TEXT NOT NULL REFERENCES resident (id) DEFERRABLE INITIALLY DEFERRED,
    law TEXT NOT NULL,
    municipality TEXT NOT NULL,
    question TEXT NOT NULL,
    phase TEXT NOT NULL,
    consultant TEXT NOT NULL,
    director TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    closed_on TEXT,
    close_reason TEXT NOT NULL
) STRICT;
CREATE INDEX ix_case_file_consultant ON case_file (consultant);
CREATE INDEX ix_case_file_resident_id ON case_file (resident_id);

CREATE TABLE need_report (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    received_on TEXT NOT NULL,
    channel TEXT NOT NULL,
    text TEXT NOT NULL,
    reported_by TEXT NOT NULL,
    client_support_told_on TEXT,
    confirmed_on TEXT
) STRICT;
CREATE INDEX ix_need_report_case_id ON need_report (case_id);

CREATE TABLE referral (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    referrer TEXT NOT NULL,
    referred_on TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX ix_referral_case_id ON referral (case_id);

CREATE TABLE conversation (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    held_on TEXT NOT NULL,
    "where" TEXT NOT NULL,
    present TEXT NOT NULL,
    question TEXT NOT NULL,
    going_well TEXT NOT NULL,
    notes TEXT NOT NULL,
    done INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_conversation_case_id ON conversation (case_id);

CREATE TABLE domain_note (
    id TEXT PRIMARY KEY NOT NULL,
    conversation_id TEXT NOT NULL REFERENCES conversation (id) DEFERRABLE INITIALLY DEFERRED,
    domain TEXT NOT NULL,
    situation TEXT NOT NULL,
    own_words TEXT NOT NULL,
    who_can_do_what TEXT NOT NULL,
    score INTEGER
) STRICT;
CREATE INDEX ix_domain_note_conversation_id ON domain_note (conversation_id);

CREATE TABLE personal_plan (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    received_on TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX ix_personal_plan_case_id ON personal_plan (case_id);

CREATE TABLE alternative (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    answer TEXT NOT NULL,
    sufficient INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_alternative_case_id ON alternative (case_id);

CREATE TABLE goal (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL,
    domain TEXT NOT NULL,
    by_when TEXT,
    reached TEXT NOT NULL
) STRICT;
CREATE INDEX ix_goal_case_id ON goal (case_id);

CREATE TABLE plan_service (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    service_id TEXT NOT NULL REFERENCES community_service (id) DEFERRABLE INITIALLY DEFERRED,
    why TEXT NOT NULL,
    added_on TEXT NOT NULL
) STRICT;
CREATE INDEX ix_plan_service_case_id ON plan_service (case_id);
CREATE INDEX ix_plan_service_service_id ON plan_service (service_id);

CREATE TABLE application (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    applied_on TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX ix_application_case_id ON application (case_id);

CREATE TABLE support_plan (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    made_on TEXT NOT NULL,
    summary TEXT NOT NULL,
    agreements TEXT NOT NULL,
    resident_agrees INTEGER
) STRICT;
CREATE INDEX ix_support_plan_case_id ON support_plan (case_id);

CREATE TABLE warm_handover (
    id TEXT PRIMARY KEY NOT NULL,
    case_id TEXT NOT NULL REFERENCES case_file (id) DEFERRABLE INITIALLY DEFERRED,
    handed_by TEXT NOT NULL,
    received_by TEXT NOT NULL,
    on_day TEXT NOT NULL,
    what TEXT NOT NULL
) STRICT;
CREATE INDEX ix_warm_handover_case_id ON warm_handover (case_id);
"""
