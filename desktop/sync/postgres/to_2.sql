-- What the second format adds: lines are taken by whole statements, and those written from now on tell the same in their
-- columns and in their body.

CREATE SEQUENCE naober.number MINVALUE 0;  -- counts within a statement, from the pen's number on
ALTER TABLE naober.change ALTER scope SET DEFAULT 'map';  -- where it is another, the trigger says so in the same statement

-- Laptops read the body; what was allowed was looked at by the columns. A line that changes no field carries none, a
-- conflict is the teller's own and about this row, and the largest text of a model has some ten thousands of letters.
ALTER TABLE naober.change
    ADD CONSTRAINT told_alike CHECK (scope = 'purged' OR
        (body ->> 'op_id', body ->> 'device', body ->> 'author', body ->> 'tbl', body ->> 'row_id', body ->> 'effect')
        IS NOT DISTINCT FROM (op_id::text, device, author, tbl, row_id, effect)
        AND body ->> 'closes' IS NOT DISTINCT FROM closes
    ) NOT VALID,
    ADD CONSTRAINT told_in_form CHECK (
        coalesce(jsonb_typeof(body -> 'fields'), 'object') = 'object'
        AND coalesce(jsonb_typeof(body -> 'sets'), 'object') = 'object'
        AND coalesce(jsonb_typeof(body -> 'clashes'), 'array') = 'array'
        AND (whole OR effect NOT IN ('insert', 'delete'))
        AND (effect IN ('insert', 'update') OR coalesce(body -> 'fields', '{}') = '{}')
        -- Of a row that comes, laptops take the fields and nothing else.
        AND (coalesce(body -> 'sets', '{}') = '{}' OR effect = 'update'
            AND jsonb_path_exists(body, 'strict $.sets.* ? (@.type() != "array")', silent => true) IS NOT TRUE)
    ) NOT VALID,
    ADD CONSTRAINT clashes_alike CHECK (coalesce(body -> 'clashes', '[]') = '[]' OR NOT jsonb_path_exists(
        body, '$.clashes[*] ? (@.tbl != $tbl || @.row_id != $row || @.op_id != $op || @.mine_by != $author)',
        jsonb_build_object('tbl', tbl, 'row', row_id, 'op', op_id::text, 'author', author)
    )) NOT VALID,
    ADD CONSTRAINT told_in_measure CHECK (scope = 'purged' OR
        pg_column_size(body) <= 4000000 AND length(row_id) BETWEEN 1 AND 120 AND length(device) BETWEEN 1 AND 120
        AND length(made_at) <= 40
    ) NOT VALID,
    ADD CONSTRAINT hash_is_one CHECK (
        coalesce(hash_after >= 0 AND hash_after < 18446744073709551616, effect NOT IN ('insert', 'update'))
    ) NOT VALID;

-- Rows that were named before they came. They must have come, within reach, when the transaction ends: a name that is
-- nobody's yet would become a door to whoever gets it.
CREATE TABLE naober.awaited (
    tbl text NOT NULL, row_id text NOT NULL, field text NOT NULL, target_tbl text NOT NULL, target_id text NOT NULL,
    PRIMARY KEY (tbl, row_id, field, target_id)
);

-- What a colleague wrote of what had left the laptop, see late.sql; what was destroyed, see purge.sql; and the log of who
-- looked, see audit.sql.
CREATE TABLE naober.late (
    id uuid PRIMARY KEY,
    login name NOT NULL,
    author text NOT NULL,
    team text NOT NULL,
    scope text NOT NULL,         -- whose it is; read anew when someone looks, for a row may come to be another's
    tbl text NOT NULL,
    row_id text NOT NULL,
    handed_in_at timestamptz NOT NULL DEFAULT now(),
    settled_by text,
    settled_at timestamptz,
    body jsonb NOT NULL
);

CREATE INDEX ix_late_open ON naober.late (scope) WHERE settled_at IS NULL;

CREATE TABLE naober.keep_for (law text PRIMARY KEY, years int NOT NULL);  -- the least that the acts ask

CREATE TABLE naober.purged (
    tbl text NOT NULL, row_id text NOT NULL, destruction_id text NOT NULL, PRIMARY KEY (tbl, row_id)
);

CREATE TABLE naober.destroyed (
    destruction_id text PRIMARY KEY,
    proposed_by text NOT NULL,
    decided_by text NOT NULL,
    destroyed_at timestamptz NOT NULL DEFAULT now(),
    rows jsonb NOT NULL,
    CONSTRAINT two_persons CHECK (proposed_by <> decided_by)
);

CREATE TABLE naober.audit_line (
    chain text NOT NULL,         -- public key of the laptop's log
    number bigint NOT NULL,      -- from 1 without gaps
    body text NOT NULL,          -- the very text that the hash is of
    previous text NOT NULL,
    hash text NOT NULL,
    device text NOT NULL,
    scope text NOT NULL,         -- resident:ID, or household:ID and the like where it is nobody's in particular
    login name NOT NULL,
    taken_at timestamptz NOT NULL DEFAULT now(),  -- by this server's clock, whatever the laptop's says
    PRIMARY KEY (chain, number)
);

CREATE INDEX ix_audit_scope ON naober.audit_line (scope);

CREATE INDEX ix_audit_device ON naober.audit_line (device, login);

CREATE TABLE naober.audit_head (
    chain text NOT NULL,
    number bigint NOT NULL,
    hash text NOT NULL,
    device text NOT NULL,
    signed_at text NOT NULL,
    signature text NOT NULL,
    login name NOT NULL,
    witnessed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (chain, number)
);
