-- What lay open to all casework before 'untied' was: lines of messages that fit no case.

WITH moved AS (
    UPDATE naober.row_state SET scope = 'untied:' || made_by
        WHERE tbl = 'care_message_line' AND scope = 'casework' AND body ->> 'case_id' IS NULL
        RETURNING tbl, row_id, scope, gone, coalesce(hash, 0) AS hash
), told AS (
    UPDATE naober.change AS t SET scope = m.scope FROM moved AS m WHERE t.tbl = m.tbl AND t.row_id = m.row_id
), cells AS (
    UPDATE naober.field_version AS t SET scope = m.scope FROM moved AS m WHERE t.tbl = m.tbl AND t.row_id = m.row_id
), named AS (
    UPDATE naober.refers AS t SET scope = m.scope FROM moved AS m WHERE t.tbl = m.tbl AND t.row_id = m.row_id
), met AS (
    UPDATE naober.conflict AS t SET scope = m.scope FROM moved AS m WHERE t.tbl = m.tbl AND t.row_id = m.row_id
)
INSERT INTO naober.digest AS d (tbl, scope, rows, total)
    SELECT tbl, scope, sum(step), mod(mod(sum(step * hash), 18446744073709551616) + 18446744073709551616, 18446744073709551616)
    FROM (
        SELECT tbl, 'casework' AS scope, -1 AS step, hash FROM moved WHERE NOT gone
        UNION ALL SELECT tbl, scope, 1, hash FROM moved WHERE NOT gone
    ) AS steps GROUP BY tbl, scope
    ON CONFLICT (tbl, scope) DO UPDATE SET rows = d.rows + excluded.rows,
        total = mod(d.total + excluded.total, 18446744073709551616);
