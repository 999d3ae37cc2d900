-- What the second format adds: lines are taken by whole statements, and those written from now on tell the same in their
-- columns and in their body.

CREATE SEQUENCE naober.number MINVALUE 0;  -- counts within a statement, from the pen's number on
ALTER TABLE naober.change ALTER scope SET DEFAULT 'map';  -- where it is another, the trigger says so in the same statement

-- Laptops read the body; what was allowed was looked at by the columns. A line that changes no field carries none, a
-- conflict is the teller's own and about this row, and the largest text of a model has some ten thousands of letters.
ALTER TABLE naober.change
    ADD CONSTRAINT told_alike CHECK (
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
    ADD CONSTRAINT told_in_measure CHECK (
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
