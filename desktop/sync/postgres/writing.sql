-- What happens when a colleague tells of a change: it is held back, or its row follows from it.

-- The device alone would not do: its name stands in the history for everyone to read.
CREATE FUNCTION naober.is_founding(device text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM naober.meta WHERE name = 'founder' AND value = device)
        AND EXISTS (SELECT FROM naober.meta WHERE name = 'founder_login' AND value = session_user)
        AND NOT EXISTS (SELECT FROM naober.meta WHERE name = 'founded_to')
$$;

-- Takes the pen, and keeps which device wrote first and how far the history came before another did.
CREATE FUNCTION naober.begin_push(devices text[], schema_version int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM naober.member WHERE login = session_user AND revoked_at IS NULL) THEN
        RAISE insufficient_privilege USING MESSAGE = 'not-a-member';
    END IF;
    SELECT seq INTO head FROM naober.pen FOR UPDATE;
    IF cardinality(devices) > 0 THEN
        INSERT INTO naober.meta VALUES ('founder', devices[1]), ('founder_login', session_user) ON CONFLICT DO NOTHING;
        INSERT INTO naober.meta SELECT 'founded_to', head::text
            WHERE NOT naober.is_founding(devices[1]) OR cardinality(devices) > 1 ON CONFLICT DO NOTHING;
    END IF;
    UPDATE naober.meta SET value = begin_push.schema_version::text
        WHERE name = 'schema_version' AND value::int < begin_push.schema_version;
    RETURN head;
END
$$;

-- Of these ids of edits the ones that another person used; more is not told of them.
CREATE FUNCTION naober.ids_of_others(ids uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT op_id FROM naober.op_result WHERE op_id = ANY (ids) AND login <> session_user AND naober.is_member()
$$;

-- Everyone who wrote in a line of an indication's draft or handed it in, as the history tells.
CREATE FUNCTION naober.writers(indication_id text) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH lines AS (
        SELECT indication_id AS row_id
        UNION
        SELECT beside.row_id FROM naober.row_state AS own JOIN naober.row_state AS beside
            ON beside.tbl = 'indication' AND NOT beside.gone AND beside.body ->> 'draft_id' = own.body ->> 'draft_id'
        WHERE own.tbl = 'indication' AND own.row_id = indication_id AND own.body ->> 'draft_id' <> ''
    ), told AS (  -- for who reaches it; the same person's trigger asks it too
        SELECT c.*, c.body -> 'fields' AS fields, coalesce((c.body -> 'fields') || (c.body -> 'sets'), '{}') AS given
        FROM naober.change AS c JOIN lines USING (row_id)
        WHERE c.tbl = 'indication' AND c.scope IN (SELECT naober.my_scopes())
    ), wrote AS (
        SELECT fields ->> 'author' AS who FROM told WHERE effect = 'insert'
        UNION
        SELECT author FROM told WHERE effect = 'insert'
            AND seq > (SELECT value::bigint FROM naober.meta WHERE name = 'founded_to')
        UNION
        SELECT unnest(ARRAY[author, fields ->> 'author']) FROM told WHERE effect <> 'insert'
            AND (fields ->> 'status' = 'handed-in' OR given ?| (SELECT array_agg(name) FROM naober.text_field))
    )
    SELECT coalesce(array_agg(who), '{}') FROM wrote WHERE who <> ''
$$;

-- Of an indication: no change under the seal, no judgement by who wrote it, and none in another's name.
CREATE FUNCTION naober.hold_back(told naober.change, stood jsonb, stands jsonb, is_there boolean, existed boolean)
RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was_sealed boolean := existed AND stood ->> 'status' IN (SELECT name FROM naober.sealed_status);
    is_sealed boolean := stands ->> 'status' IN (SELECT name FROM naober.sealed_status);
    judge text := coalesce(stands ->> 'judged_by', '');
BEGIN
    IF was_sealed THEN
        RETURN CASE WHEN told.effect <> 'delete' AND is_sealed AND stood - 'status' = stands - 'status' THEN ''
            WHEN told.effect = 'none' THEN '' ELSE 'sealed' END;
    END IF;
    IF told.effect IN ('delete', 'none') THEN RETURN ''; END IF;
    IF NOT is_there THEN  -- it comes whole
        IF naober.is_founding(told.device) AND NOT existed THEN RETURN ''; END IF;
        IF is_sealed OR judge <> '' OR coalesce(stands ->> 'seal', '') <> '' OR coalesce(stands ->> 'judged_unseen', 'false') <> 'false'
        THEN RETURN CASE WHEN existed AND stood = stands THEN '' ELSE 'born-judged' END; END IF;
        RETURN '';
    END IF;
    IF stands ->> 'author' NOT IN (coalesce(stood ->> 'author', ''), told.author) THEN RETURN 'author-of-another'; END IF;
    IF stands ->> 'status' = stood ->> 'status' THEN RETURN ''; END IF;
    IF is_sealed AND stands ->> 'status' <> 'approved' THEN RETURN 'not-handed-in'; END IF;
    IF stands ->> 'status' NOT IN ('approved', 'returned') THEN RETURN ''; END IF;
    IF stood ->> 'status' <> 'handed-in' THEN RETURN 'not-handed-in'; END IF;
    IF judge = '' AND stands ->> 'status' = 'approved' THEN
        IF told.author <> stands ->> 'author' THEN RETURN 'approved-for-another'; END IF;
        RETURN CASE WHEN (stands ->> 'judged_unseen')::boolean
            AND EXISTS (SELECT FROM naober.meta WHERE name = 'sample' AND value = '1') THEN '' ELSE 'judged-by-nobody' END;
    END IF;
    IF judge = ANY (naober.writers(told.row_id) || ARRAY[stood ->> 'author', stands ->> 'author']) THEN RETURN 'own-work'; END IF;
    IF judge <> told.author THEN RETURN 'approved-for-another'; END IF;
    IF NOT EXISTS (SELECT FROM naober.member WHERE colleague_id = judge AND role = 'team-lead') THEN
        RETURN 'judge-not-allowed';
    END IF;
    RETURN '';
END
$$;

-- The lines of one statement, each with the row as it stood before the statement and as it stands after.
CREATE TYPE naober.line AS (
    seq bigint, op_id uuid, device text, author text, tbl text, row_id text, effect text, whole boolean, closes text,
    hash_after numeric, clashes jsonb, given jsonb, stands jsonb, usual jsonb,
    existed boolean, was_there boolean, was_scope text, was_hash numeric, was_body jsonb, made_by text, scope text,
    is_new boolean, is_gone boolean, moves boolean
);

-- Who writes holds the pen until the commit, also who did not ask for it first. The numbers begin where it stands.
CREATE FUNCTION naober.take_pen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head bigint;
BEGIN
    SELECT seq INTO head FROM naober.pen FOR UPDATE;
    PERFORM setval('naober.number', head);
    RETURN NULL;
END
$$;

CREATE FUNCTION naober.number_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.seq := nextval('naober.number');
    NEW.login := session_user;
    RETURN NEW;
END
$$;

-- A statement is taken whole or not at all. What someone reached when it began counts for all that was there by then; for
-- a row that it makes, what they reach when it ends. It may tell of a row once only.
CREATE FUNCTION naober.take_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me naober.member;
    lines naober.line[];
BEGIN
    SELECT * INTO me FROM naober.member WHERE login = session_user AND revoked_at IS NULL;
    IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'not-a-member'; END IF;
    IF EXISTS (SELECT FROM told GROUP BY tbl, row_id HAVING count(*) > 1) THEN
        RAISE insufficient_privilege USING MESSAGE = 'row-told-twice';
    END IF;
    SELECT array_agg(ROW(
            t.seq, t.op_id, t.device, t.author, t.tbl, t.row_id, t.effect, t.whole, t.closes, t.hash_after,
            t.body -> 'clashes', g.given, CASE WHEN t.effect = 'insert' THEN g.given ELSE coalesce(was.body, '{}') || g.given END,
            kind.usual, was.tbl IS NOT NULL, coalesce(NOT was.gone, false), was.scope, was.hash, was.body,
            coalesce(was.made_by, t.author), '', t.effect = 'insert',
            t.effect = 'delete' OR (coalesce(was.gone, false) AND t.effect <> 'insert'),
            t.effect = 'insert' OR (was.tbl IS NOT NULL AND (t.whole OR g.given <> '{}')))::naober.line ORDER BY t.seq)
        INTO lines
        FROM told AS t
        CROSS JOIN LATERAL (SELECT coalesce(t.body -> 'fields', '{}') || coalesce(t.body -> 'sets', '{}')) AS g (given)
        LEFT JOIN naober.kind ON kind.tbl = t.tbl
        LEFT JOIN naober.row_state AS was ON was.tbl = t.tbl AND was.row_id = t.row_id;
    IF lines IS NULL THEN RETURN NULL; END IF;
    PERFORM naober.hold_lines_back(me, lines);
    lines := naober.with_scopes(lines);
    UPDATE naober.change SET scope = l.scope FROM unnest(lines) AS l WHERE change.seq = l.seq AND l.scope <> 'map';
    INSERT INTO naober.judgement
        SELECT l.seq, l.row_id, l.given ->> 'judged_by', naober.writers(l.row_id) FROM unnest(lines) AS l
        WHERE l.tbl = 'indication' AND l.was_there AND l.given ->> 'judged_by' <> '';
    PERFORM naober.follow_in_books(lines);
    PERFORM naober.follow_in_rows(lines);
    IF EXISTS (SELECT FROM unnest(lines) AS l WHERE NOT l.existed AND l.scope <> 'map'
            AND l.scope NOT IN (SELECT naober.my_scopes())) THEN
        PERFORM naober.refuse((SELECT array_agg((l.op_id, 'out-of-reach')::naober.held ORDER BY l.seq)
            FROM unnest(lines) AS l WHERE NOT l.existed AND l.scope <> 'map'
            AND l.scope NOT IN (SELECT naober.my_scopes())));
    END IF;
    UPDATE naober.pen SET seq = (SELECT max(l.seq) FROM unnest(lines) AS l);
    RETURN NULL;
END
$$;

-- Says of all lines at once that are held back why, so that the others can be told again without them.
CREATE TYPE naober.held AS (op_id uuid, why text);
CREATE FUNCTION naober.refuse(held naober.held[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE insufficient_privilege USING MESSAGE = held[1].why,
        DETAIL = (SELECT jsonb_object_agg(h.op_id, h.why) FROM unnest(held) AS h);
END
$$;

CREATE FUNCTION naober.hold_lines_back(me naober.member, lines naober.line[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held naober.held[];
BEGIN
    SELECT array_agg((w.op_id, w.why)::naober.held ORDER BY w.seq) INTO held FROM (
        SELECT l.op_id, l.seq, CASE
            WHEN kind.tbl IS NULL THEN 'op-unknown-table'
            WHEN l.author <> me.colleague_id AND NOT naober.is_founding(l.device) THEN 'author-of-another'
            WHEN NOT me.role = ANY (kind.written_by) AND NOT (l.tbl = 'colleague' AND l.row_id = me.colleague_id)
                THEN 'not-allowed'
            WHEN l.existed AND l.was_scope <> 'map' AND l.was_scope NOT IN (SELECT naober.my_scopes()) THEN 'out-of-reach'
            WHEN kind.append_only AND l.effect IN ('update', 'delete') THEN 'op-append-only'
            WHEN l.was_there AND l.effect = 'insert' THEN 'row-unknown'
            WHEN NOT l.was_there AND l.effect IN ('update', 'delete') THEN 'row-unknown'
            -- Whoever could name another's resident in a case of their own would reach that resident by it.
            WHEN EXISTS (SELECT FROM naober.reference AS r JOIN naober.row_state AS target
                    ON target.tbl = r.target_tbl AND target.row_id = l.given ->> r.field
                    WHERE r.tbl = l.tbl AND target.scope <> 'map' AND target.scope NOT IN (SELECT naober.my_scopes()))
                THEN 'out-of-reach'
            WHEN l.tbl = 'indication' THEN (
                SELECT naober.hold_back(c, l.usual || coalesce(l.was_body, '{}'), l.usual || l.stands, l.was_there, l.existed)
                FROM naober.change AS c WHERE c.seq = l.seq)
            ELSE '' END AS why
        FROM unnest(lines) AS l LEFT JOIN naober.kind ON kind.tbl = l.tbl
    ) AS w WHERE w.why <> '';
    IF held IS NOT NULL THEN PERFORM naober.refuse(held); END IF;
END
$$;

-- Where a row leans on one that the same statement tells of, that line says whose it is.
CREATE FUNCTION naober.with_scopes(lines naober.line[]) RETURNS naober.line[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(ROW(
        l.seq, l.op_id, l.device, l.author, l.tbl, l.row_id, l.effect, l.whole, l.closes, l.hash_after, l.clashes, l.given,
        l.stands, l.usual, l.existed, l.was_there, l.was_scope, l.was_hash, l.was_body, l.made_by,
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

-- Conflicts, and the counts and sums by which a laptop sees that it has the same.
CREATE FUNCTION naober.follow_in_books(lines naober.line[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO naober.conflict (id, is_open, tbl, row_id, scope, body)
        SELECT DISTINCT ON (c ->> 'id') c ->> 'id', true, l.tbl, l.row_id, l.scope, c
        FROM unnest(lines) AS l, jsonb_array_elements(l.clashes) AS c ORDER BY c ->> 'id', l.seq DESC
        ON CONFLICT (id) DO UPDATE SET is_open = true, body = excluded.body
            WHERE conflict.tbl = excluded.tbl AND conflict.row_id = excluded.row_id;
    UPDATE naober.conflict SET is_open = false FROM unnest(lines) AS l
        WHERE conflict.id = l.closes AND conflict.tbl = l.tbl AND conflict.row_id = l.row_id;
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

-- The rows, the versions of their cells, their references, and who is near to them.
CREATE FUNCTION naober.follow_in_rows(lines naober.line[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM naober.field_version AS f USING unnest(lines) AS l
        WHERE l.is_new AND l.existed AND f.tbl = l.tbl AND f.row_id = l.row_id;
    INSERT INTO naober.field_version (tbl, row_id, field, seq, scope)
        SELECT l.tbl, l.row_id, cell, l.seq, l.scope FROM unnest(lines) AS l
        CROSS JOIN LATERAL (SELECT jsonb_object_keys(l.given) UNION SELECT '*' WHERE l.whole) AS cells (cell)
        WHERE l.moves AND NOT l.is_new
        ON CONFLICT (tbl, row_id, field) DO UPDATE SET seq = excluded.seq, scope = excluded.scope;

    DELETE FROM naober.refers AS r USING unnest(lines) AS l
        WHERE l.moves AND l.existed AND r.tbl = l.tbl AND r.row_id = l.row_id
            AND (l.is_gone OR l.stands ->> r.field IS NULL);
    INSERT INTO naober.refers AS known (target_tbl, target_id, tbl, row_id, field, scope)
        SELECT r.target_tbl, l.stands ->> r.field, l.tbl, l.row_id, r.field, l.scope
        FROM unnest(lines) AS l JOIN naober.reference AS r ON r.tbl = l.tbl
        WHERE l.moves AND NOT l.is_gone AND l.stands ->> r.field IS NOT NULL
        ON CONFLICT (tbl, row_id, field) DO UPDATE SET target_id = excluded.target_id, scope = excluded.scope
            WHERE (known.target_id, known.scope) <> (excluded.target_id, excluded.scope);

    INSERT INTO naober.row_state (tbl, row_id, seq, born, gone, made_by, scope, hash, body)
        SELECT l.tbl, l.row_id, l.seq, l.seq, l.is_gone, l.made_by, l.scope, l.hash_after, l.stands
        FROM unnest(lines) AS l WHERE l.moves
        ON CONFLICT (tbl, row_id) DO UPDATE SET seq = excluded.seq, gone = excluded.gone, scope = excluded.scope,
            hash = excluded.hash, body = excluded.body,
            born = CASE WHEN row_state.gone AND NOT excluded.gone THEN excluded.born ELSE row_state.born END;

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

CREATE TRIGGER a_take_pen BEFORE INSERT ON naober.change FOR EACH STATEMENT EXECUTE FUNCTION naober.take_pen();
CREATE TRIGGER b_number_change BEFORE INSERT ON naober.change FOR EACH ROW EXECUTE FUNCTION naober.number_change();
CREATE TRIGGER c_take_changes AFTER INSERT ON naober.change REFERENCING NEW TABLE AS told
    FOR EACH STATEMENT EXECUTE FUNCTION naober.take_changes();

-- The edit at a place in the history, whoever may see it: by it a laptop notices a store put back from a copy.
CREATE FUNCTION naober.op_at(place bigint) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT op_id FROM naober.change WHERE seq = place AND naober.reaches('map')
$$;
CREATE FUNCTION naober.head() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT seq FROM naober.pen WHERE naober.reaches('map')
$$;

-- A row that is there and refers to another, none of those beside; one out of reach is told without its name.
CREATE FUNCTION naober.user_of(tbl text, row_id text, beside_tbl text[] DEFAULT '{}', beside_id text[] DEFAULT '{}')
RETURNS TABLE (by_tbl text, by_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN r.scope IN (SELECT naober.my_scopes()) THEN r.tbl ELSE '' END,
        CASE WHEN r.scope IN (SELECT naober.my_scopes()) THEN r.row_id ELSE '' END
    FROM naober.refers AS r
    WHERE r.target_tbl = user_of.tbl AND r.target_id = user_of.row_id AND naober.reaches('map')
        AND (r.tbl, r.row_id) NOT IN (SELECT * FROM unnest(beside_tbl, beside_id))
    ORDER BY 1 DESC LIMIT 1
$$;

CREATE FUNCTION naober.role_of(colleague_id text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT role FROM naober.member WHERE member.colleague_id = role_of.colleague_id AND naober.reaches('map')
$$;

CREATE FUNCTION naober.settle_sample(samples boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM naober.member
        WHERE login = session_user AND revoked_at IS NULL AND role = 'administrator') THEN
        RAISE insufficient_privilege USING MESSAGE = 'not-allowed';
    END IF;
    INSERT INTO naober.meta VALUES ('sample', samples::int::text) ON CONFLICT (name) DO UPDATE SET value = excluded.value;
END
$$;
