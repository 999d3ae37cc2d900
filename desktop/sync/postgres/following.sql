-- What follows from the lines of a statement: the rows and all that is kept of them.

-- The lines of one statement, each with the row as it stood before the statement and as it stands after.
CREATE TYPE naober.line AS (
    seq bigint, op_id uuid, device text, author text, tbl text, row_id text, effect text, whole boolean, closes text,
    hash_after numeric, clashes jsonb, given jsonb, stands jsonb,
    existed boolean, was_there boolean, was_scope text, was_hash numeric, was_body jsonb, made_by text, scope text,
    is_new boolean, is_gone boolean, moves boolean
);

-- Where a row leans on one that the same statement tells of, that line says whose it is.
CREATE FUNCTION naober.with_scopes(lines naober.line[]) RETURNS naober.line[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(ROW(
        l.seq, l.op_id, l.device, l.author, l.tbl, l.row_id, l.effect, l.whole, l.closes, l.hash_after, l.clashes, l.given,
        l.stands, l.existed, l.was_there, l.was_scope, l.was_hash, l.was_body, l.made_by,
        CASE WHEN kind.home IN ('map', 'casework') THEN kind.home
            WHEN up.seq IS NOT NULL THEN naober.scope_of(above, up.row_id, up.stands, up.made_by)
            ELSE naober.scope_of(kind, l.row_id, l.stands, l.made_by) END,
        l.is_new, l.is_gone, l.moves)::naober.line ORDER BY l.seq)
    FROM unnest(lines) AS l
    JOIN naober.kind ON kind.tbl = l.tbl
    LEFT JOIN unnest(lines) AS up ON kind.home = 'parent' AND kind.home_tbl NOT IN ('case_file', 'resident', 'household')
        AND up.tbl = kind.home_tbl AND up.row_id = l.stands ->> kind.home_field
    LEFT JOIN naober.kind AS above ON above.tbl = up.tbl
$$;

CREATE FUNCTION naober.follow_in_conflicts(lines naober.line[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO naober.conflict (id, is_open, tbl, row_id, scope, body)
        SELECT DISTINCT ON (c ->> 'id') c ->> 'id', true, l.tbl, l.row_id, l.scope, c
        FROM unnest(lines) AS l, jsonb_array_elements(l.clashes) AS c ORDER BY c ->> 'id', l.seq DESC
        ON CONFLICT (id) DO UPDATE SET is_open = true, body = excluded.body
            WHERE conflict.tbl = excluded.tbl AND conflict.row_id = excluded.row_id;
    UPDATE naober.conflict SET is_open = false FROM unnest(lines) AS l
        WHERE conflict.id = l.closes AND conflict.tbl = l.tbl AND conflict.row_id = l.row_id
$$;

-- The counts and sums by which a laptop sees that it has the same.
CREATE FUNCTION naober.follow_in_sums(lines naober.line[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO naober.digest AS d (tbl, scope, rows, total)
        SELECT tbl, scope, sum(step), mod(mod(sum(hash), 18446744073709551616) + 18446744073709551616, 18446744073709551616)
        FROM (
            SELECT l.tbl, l.was_scope AS scope, -1 AS step, -coalesce(l.was_hash, 0) AS hash
            FROM unnest(lines) AS l WHERE l.moves AND l.was_there
            UNION ALL
            SELECT l.tbl, l.scope, 1, coalesce(l.hash_after, 0) FROM unnest(lines) AS l WHERE l.moves AND NOT l.is_gone
        ) AS moved GROUP BY tbl, scope
        ON CONFLICT (tbl, scope) DO UPDATE SET rows = d.rows + excluded.rows,
            total = mod(d.total + excluded.total, 18446744073709551616)
$$;

-- The versions of the cells of rows that stood there.
CREATE FUNCTION naober.follow_in_cells(lines naober.line[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO naober.field_version (tbl, row_id, field, seq, scope)
        SELECT l.tbl, l.row_id, cell, l.seq, l.scope FROM unnest(lines) AS l
        CROSS JOIN LATERAL (SELECT jsonb_object_keys(l.given) UNION SELECT '*' WHERE l.whole) AS cells (cell)
        WHERE l.moves AND NOT l.is_new
        ON CONFLICT (tbl, row_id, field) DO UPDATE SET seq = excluded.seq, scope = excluded.scope
$$;

-- A row that is there again has the cells that it comes with now.
CREATE FUNCTION naober.begin_cells_anew(lines naober.line[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM naober.field_version AS f USING unnest(lines) AS l
        WHERE l.is_new AND l.existed AND f.tbl = l.tbl AND f.row_id = l.row_id
$$;

-- What the rows refer to, and what they refer to no more.
CREATE FUNCTION naober.follow_in_references(lines naober.line[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM naober.refers AS r USING unnest(lines) AS l
        WHERE l.moves AND l.existed AND r.tbl = l.tbl AND r.row_id = l.row_id
            AND (l.is_gone OR l.stands ->> r.field IS NULL);
    INSERT INTO naober.refers AS known (target_tbl, target_id, tbl, row_id, field, scope)
        SELECT r.target_tbl, l.stands ->> r.field, l.tbl, l.row_id, r.field, l.scope
        FROM unnest(lines) AS l JOIN naober.reference AS r ON r.tbl = l.tbl
        WHERE l.moves AND NOT l.is_gone AND l.stands ->> r.field IS NOT NULL
        ON CONFLICT (tbl, row_id, field) DO UPDATE SET target_id = excluded.target_id, scope = excluded.scope
            WHERE (known.target_id, known.scope) <> (excluded.target_id, excluded.scope)
$$;

CREATE FUNCTION naober.follow_in_rows(lines naober.line[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO naober.row_state (tbl, row_id, seq, born, gone, made_by, scope, hash, body)
        SELECT l.tbl, l.row_id, l.seq, l.seq, l.is_gone, l.made_by, l.scope, l.hash_after, l.stands
        FROM unnest(lines) AS l WHERE l.moves
        ON CONFLICT (tbl, row_id) DO UPDATE SET seq = excluded.seq, gone = excluded.gone, scope = excluded.scope,
            hash = excluded.hash, body = excluded.body,
            born = CASE WHEN row_state.gone AND NOT excluded.gone THEN excluded.born ELSE row_state.born END
$$;

-- Who is near to cases and residents.
CREATE FUNCTION naober.follow_in_access(lines naober.line[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO naober.case_access
        SELECT l.row_id, l.stands ->> 'resident_id', coalesce(l.stands ->> 'consultant', ''),
            coalesce(l.stands ->> 'covers_for', ''), coalesce(l.stands ->> 'municipality', ''), l.made_by
        FROM unnest(lines) AS l WHERE l.moves AND l.tbl = 'case_file'
        ON CONFLICT (case_id) DO UPDATE SET resident_id = excluded.resident_id, consultant = excluded.consultant,
            covers_for = excluded.covers_for, municipality = excluded.municipality;
    INSERT INTO naober.resident_access
        SELECT l.row_id, l.stands ->> 'household_id', coalesce(l.stands ->> 'consultant', ''),
            coalesce(l.stands ->> 'municipality', ''), l.made_by
        FROM unnest(lines) AS l WHERE l.moves AND l.tbl = 'resident'
        ON CONFLICT (resident_id) DO UPDATE SET household_id = excluded.household_id,
            consultant = excluded.consultant, municipality = excluded.municipality
$$;

-- What hangs on a row lies where that row lies, also when it came before it or the row was moved. Whose it is, is told by
-- the row that it hangs on in the end: two lines of one statement may both have moved.
CREATE FUNCTION naober.take_along(lines naober.line[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE leans AS (
        SELECT k.tbl, k.home_field, k.home_tbl FROM naober.kind AS k
        WHERE k.home = 'parent' AND k.home_tbl NOT IN ('case_file', 'resident', 'household')
    ), moved AS (
        SELECT l.tbl, l.row_id, l.scope FROM unnest(lines) AS l WHERE NOT l.existed OR l.was_scope <> l.scope
    ), along AS (
        SELECT r.tbl, r.row_id FROM moved AS m
            JOIN leans AS k ON k.home_tbl = m.tbl
            JOIN naober.refers AS r ON r.target_tbl = m.tbl AND r.target_id = m.row_id AND r.tbl = k.tbl AND r.field = k.home_field
        UNION
        SELECT r.tbl, r.row_id FROM along AS a
            JOIN leans AS k ON k.home_tbl = a.tbl
            JOIN naober.refers AS r ON r.target_tbl = a.tbl AND r.target_id = a.row_id AND r.tbl = k.tbl AND r.field = k.home_field
    ), up AS (
        SELECT a.tbl, a.row_id, a.tbl AS at_tbl, a.row_id AS at_id FROM along AS a
        UNION
        SELECT u.tbl, u.row_id, k.home_tbl, s.body ->> k.home_field FROM up AS u
            JOIN leans AS k ON k.tbl = u.at_tbl
            JOIN naober.row_state AS s ON s.tbl = u.at_tbl AND s.row_id = u.at_id
    ), belongs AS (
        SELECT a.tbl, a.row_id, now.scope AS was_scope, coalesce(l.was_scope, now.scope) AS lay_in,
            now.gone, coalesce(now.hash, 0) AS hash, coalesce((
                SELECT s.scope FROM up AS u JOIN naober.row_state AS s ON s.tbl = u.at_tbl AND s.row_id = u.at_id
                WHERE u.tbl = a.tbl AND u.row_id = a.row_id AND u.at_tbl NOT IN (SELECT k.tbl FROM leans AS k)
            ), 'casework') AS scope
        FROM along AS a
        JOIN naober.row_state AS now ON now.tbl = a.tbl AND now.row_id = a.row_id
        LEFT JOIN unnest(lines) AS l ON l.tbl = a.tbl AND l.row_id = a.row_id
    ), counted AS (
        INSERT INTO naober.digest AS d (tbl, scope, rows, total)
            SELECT tbl, scope, sum(step), mod(mod(sum(hash), 18446744073709551616) + 18446744073709551616, 18446744073709551616)
            FROM (
                SELECT b.tbl, b.was_scope AS scope, -1 AS step, -b.hash AS hash FROM belongs AS b
                    WHERE b.scope <> b.was_scope AND NOT b.gone
                UNION ALL
                SELECT b.tbl, b.scope, 1, b.hash FROM belongs AS b WHERE b.scope <> b.was_scope AND NOT b.gone
            ) AS steps GROUP BY tbl, scope
            ON CONFLICT (tbl, scope) DO UPDATE SET rows = d.rows + excluded.rows,
                total = mod(d.total + excluded.total, 18446744073709551616)
    ), rows AS (
        UPDATE naober.row_state AS s SET scope = b.scope FROM belongs AS b
            WHERE s.tbl = b.tbl AND s.row_id = b.row_id AND b.scope <> b.was_scope
    ), names AS (
        UPDATE naober.refers AS r SET scope = b.scope FROM belongs AS b
            WHERE r.tbl = b.tbl AND r.row_id = b.row_id AND r.scope <> b.scope
    ), told AS (
        UPDATE naober.change AS c SET scope = b.scope FROM belongs AS b
            WHERE c.tbl = b.tbl AND c.row_id = b.row_id AND c.scope <> b.scope AND (b.scope <> b.was_scope OR b.scope <> b.lay_in)
    ), lies AS (
        SELECT b.tbl, b.row_id, b.scope FROM belongs AS b
        UNION ALL
        SELECT m.tbl, m.row_id, m.scope FROM moved AS m WHERE (m.tbl, m.row_id) NOT IN (SELECT b.tbl, b.row_id FROM belongs AS b)
    ), cells AS (
        UPDATE naober.field_version AS v SET scope = t.scope FROM lies AS t
            WHERE v.tbl = t.tbl AND v.row_id = t.row_id AND v.scope <> t.scope
    )
    UPDATE naober.conflict AS c SET scope = t.scope FROM lies AS t
        WHERE c.tbl = t.tbl AND c.row_id = t.row_id AND c.scope <> t.scope
$$;
