-- The books of a central store. Everything belongs to a role that nobody logs in with; a colleague may add lines to two
-- tables (`change`, `op_result`) and read what row security shows. All other tables follow from `change` by a trigger,
-- so that no one can make a row say what its history does not.

CREATE TABLE naober.meta (name text PRIMARY KEY, value text NOT NULL);

-- The number of the last change. Who writes holds this one row until the commit, so numbers follow the order of commits
-- and a reader never passes over a change that was committed late.
CREATE TABLE naober.pen (is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only), seq bigint NOT NULL);
INSERT INTO naober.pen (seq) VALUES (0);

CREATE TABLE naober.member (
    login name PRIMARY KEY,
    colleague_id text NOT NULL UNIQUE,
    role text NOT NULL,
    municipality text NOT NULL DEFAULT '',  -- empty: all of the region
    team text NOT NULL DEFAULT '',
    revoked_at timestamptz
);

-- What the program's models say of the kinds of rows; see kinds_here.py.
CREATE TABLE naober.kind (
    tbl text PRIMARY KEY,
    append_only boolean NOT NULL,
    home text NOT NULL,          -- map, own, parent, author or casework
    home_field text NOT NULL DEFAULT '',
    home_tbl text NOT NULL DEFAULT '',
    written_by text[] NOT NULL,  -- roles
    usual jsonb NOT NULL         -- the values in force where a row says nothing
);
CREATE TABLE naober.reference (
    tbl text NOT NULL, field text NOT NULL, target_tbl text NOT NULL, PRIMARY KEY (tbl, field)
);
CREATE TABLE naober.text_field (name text PRIMARY KEY);     -- whoever gives one a value wrote the text of an indication
CREATE TABLE naober.sealed_status (name text PRIMARY KEY);  -- an indication in one of these lies under its seal

CREATE TABLE naober.change (
    seq bigint PRIMARY KEY,
    op_id uuid NOT NULL UNIQUE,
    login name NOT NULL,
    device text NOT NULL,
    author text NOT NULL,
    tbl text NOT NULL,
    row_id text NOT NULL,
    effect text NOT NULL CHECK (effect IN ('insert', 'update', 'delete', 'none')),
    made_at text NOT NULL,
    whole boolean NOT NULL,      -- true when the row's being there was said anew
    closes text,
    hash_after numeric(20),      -- of the row once it is written; null where it is gone
    scope text NOT NULL,
    body jsonb NOT NULL
);
CREATE INDEX ix_change_row ON naober.change (tbl, row_id, seq);
CREATE INDEX ix_change_scope ON naober.change (scope, seq);

CREATE TABLE naober.row_state (
    tbl text NOT NULL,
    row_id text NOT NULL,
    seq bigint NOT NULL,
    born bigint NOT NULL,
    gone boolean NOT NULL,
    made_by text NOT NULL,       -- colleague who put it there
    scope text NOT NULL,
    hash numeric(20),
    body jsonb NOT NULL,
    PRIMARY KEY (tbl, row_id)
);
CREATE INDEX ix_row_scope ON naober.row_state (scope);

-- Only cells that changed since the row was put there: the others have the row's `born`.
CREATE TABLE naober.field_version (
    tbl text NOT NULL, row_id text NOT NULL, field text NOT NULL, seq bigint NOT NULL, scope text NOT NULL,
    PRIMARY KEY (tbl, row_id, field)
);

CREATE TABLE naober.refers (
    target_tbl text NOT NULL, target_id text NOT NULL, tbl text NOT NULL, row_id text NOT NULL, field text NOT NULL,
    scope text NOT NULL, PRIMARY KEY (tbl, row_id, field)
);
CREATE INDEX ix_refers_target ON naober.refers (target_tbl, target_id);

CREATE TABLE naober.op_result (
    op_id uuid PRIMARY KEY,
    login name NOT NULL DEFAULT session_user,
    result text NOT NULL CHECK (result IN ('applied', 'same', 'conflict', 'refused')),
    seq bigint NOT NULL,
    fingerprint text NOT NULL,
    detail jsonb NOT NULL
);

CREATE TABLE naober.conflict (
    id text PRIMARY KEY, is_open boolean NOT NULL, tbl text NOT NULL, row_id text NOT NULL, scope text NOT NULL,
    body jsonb NOT NULL
);

-- Counts and sums of hashes by kind and scope: what one person may see is a sum over that person's scopes.
CREATE TABLE naober.digest (
    tbl text NOT NULL, scope text NOT NULL, rows bigint NOT NULL, total numeric(20) NOT NULL,
    PRIMARY KEY (tbl, scope)
);

-- Who is near to a case or a resident; kept by the trigger from the rows themselves.
CREATE TABLE naober.case_access (
    case_id text PRIMARY KEY, resident_id text NOT NULL, consultant text NOT NULL, covers_for text NOT NULL,
    municipality text NOT NULL, made_by text NOT NULL
);
CREATE INDEX ix_case_resident ON naober.case_access (resident_id);
CREATE INDEX ix_case_consultant ON naober.case_access (consultant);
CREATE TABLE naober.resident_access (
    resident_id text PRIMARY KEY, household_id text, consultant text NOT NULL, municipality text NOT NULL,
    made_by text NOT NULL
);
CREATE INDEX ix_resident_household ON naober.resident_access (household_id);

-- Four eyes: nobody judges a text that they wrote in, also not by a slip in the functions around it.
CREATE TABLE naober.judgement (
    seq bigint PRIMARY KEY, indication_id text NOT NULL, judge text NOT NULL, writers text[] NOT NULL,
    CONSTRAINT four_eyes CHECK (NOT judge = ANY (writers))
);
