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
    -- What the books know of the kinds is an administrator's to bring up; a laptop that is ahead waits for that.
    IF begin_push.schema_version > (SELECT value::int FROM naober.meta WHERE name = 'schema_version') THEN
        RAISE object_not_in_prerequisite_state USING MESSAGE = 'central-older';
    END IF;
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
    ), told AS (  -- for who reaches the row, also what was written where that person does not come
        SELECT c.*, c.body -> 'fields' AS fields, coalesce(c.body -> 'fields', '{}') || coalesce(c.body -> 'sets', '{}') AS given
        FROM naober.change AS c JOIN lines USING (row_id)
        WHERE c.tbl = 'indication' AND (SELECT naober.reaches(own.scope) FROM naober.row_state AS own
            WHERE own.tbl = 'indication' AND own.row_id = indication_id)
    ), wrote AS (
        SELECT fields ->> 'author' AS who FROM told WHERE effect = 'insert'
        UNION
        -- The laptop that founded the store put there what others had written before.
        SELECT author FROM told WHERE effect = 'insert' AND NOT (
            device IS NOT DISTINCT FROM (SELECT value FROM naober.meta WHERE name = 'founder')
            AND login IS NOT DISTINCT FROM (SELECT value FROM naober.meta WHERE name = 'founder_login')
            AND seq <= coalesce((SELECT value::bigint FROM naober.meta WHERE name = 'founded_to'), seq))
        UNION
        SELECT unnest(ARRAY[author, fields ->> 'author']) FROM told WHERE effect <> 'insert'
            AND (fields ->> 'status' = 'handed-in' OR given ?| (SELECT array_agg(name) FROM naober.text_field))
        UNION
        -- And who wrote the goals and the answers that it rests on; an answer that is empty is none.
        SELECT c.author FROM naober.row_state AS own
            JOIN naober.row_state AS rest ON rest.scope = own.scope AND NOT rest.gone
                AND (rest.tbl = 'goal' OR rest.tbl = 'alternative' AND rest.body ->> 'answer' <> '')
            JOIN naober.change AS c ON c.tbl = rest.tbl AND c.row_id = rest.row_id
        WHERE own.tbl = 'indication' AND own.row_id = indication_id AND naober.reaches(own.scope)
            AND coalesce(c.body -> 'fields', '{}') ?| ARRAY['text', 'domain', 'by_when', 'answer', 'sufficient']
            AND (c.effect <> 'insert' OR NOT (
                c.device IS NOT DISTINCT FROM (SELECT value FROM naober.meta WHERE name = 'founder')
                AND c.login IS NOT DISTINCT FROM (SELECT value FROM naober.meta WHERE name = 'founder_login')
                AND c.seq <= coalesce((SELECT value::bigint FROM naober.meta WHERE name = 'founded_to'), c.seq)))
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
    IF stands ->> 'status' IS NULL OR stands ->> 'author' IS NULL THEN RETURN 'op-not-valid'; END IF;
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

-- Who writes holds the pen until the commit, also who did not ask for it first. The numbers begin where it stands.
CREATE FUNCTION naober.take_pen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head bigint;
BEGIN
    -- Before the pen is taken: a statement that will be held back could last for hours until it is.
    IF NOT naober.is_member() THEN RAISE insufficient_privilege USING MESSAGE = 'not-a-member'; END IF;
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

-- Says of all lines at once that are held back why, so that the others can be told again without them.
CREATE TYPE naober.held AS (op_id uuid, why text);
CREATE FUNCTION naober.refuse(held naober.held[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE insufficient_privilege USING MESSAGE = held[1].why,
        DETAIL = (SELECT jsonb_object_agg(h.op_id, h.why) FROM unnest(held) AS h);
END
$$;

-- What is wrong with lines; `naming` when some name another row in a field that they give, and by which devices some were
-- told in another's name.
CREATE FUNCTION naober.hold_lines_back(me naober.member, lines naober.line[], naming boolean, devices text[]) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held naober.held[];
    founding text[];
    far bigint[];
BEGIN
    IF devices IS NOT NULL THEN
        SELECT array_agg(one) INTO founding FROM unnest(devices) AS one WHERE naober.is_founding(one);
    END IF;
    -- Whoever could name another's resident in a case of their own would reach that resident by it. Here and below OFFSET 0
    -- has each row found by its key: of a table that was just filled the server knows no better than to read all of it.
    IF naming THEN
        SELECT array_agg(l.seq) INTO far FROM unnest(lines) AS l JOIN naober.reference AS r ON r.tbl = l.tbl,
            LATERAL (SELECT FROM naober.row_state AS target
                WHERE target.tbl = r.target_tbl AND target.row_id = l.given ->> r.field
                    AND target.scope <> 'map' AND target.scope NOT IN (SELECT naober.my_scopes()) OFFSET 0) AS target;
    END IF;
    SELECT array_agg((w.op_id, w.why)::naober.held ORDER BY w.seq) INTO held FROM (
        SELECT l.op_id, l.seq, coalesce(CASE
            WHEN EXISTS (SELECT FROM naober.purged AS p WHERE p.tbl = l.tbl AND p.row_id = l.row_id OFFSET 0) THEN 'purged'
            WHEN kind.tbl IS NULL THEN 'op-unknown-table'
            WHEN l.author <> me.colleague_id AND NOT coalesce(l.device = ANY (founding), false) THEN 'author-of-another'
            WHEN NOT me.role = ANY (kind.written_by) AND NOT (l.tbl = 'colleague' AND l.row_id = me.colleague_id)
                THEN 'not-allowed'
            WHEN kind.append_only AND l.effect IN ('update', 'delete') THEN 'op-append-only'
            -- Of a row that is another's no more is told than of one that never was; only an id cannot be given twice.
            WHEN l.existed AND l.was_scope <> 'map' AND l.was_scope NOT IN (SELECT naober.my_scopes())
                THEN CASE l.effect WHEN 'insert' THEN 'out-of-reach' ELSE 'row-unknown' END
            WHEN l.was_there AND l.effect = 'insert' THEN 'row-unknown'
            WHEN NOT l.was_there AND l.effect IN ('update', 'delete') THEN 'row-unknown'
            WHEN NOT l.existed AND l.effect = 'none' THEN 'row-unknown'
            WHEN l.seq = ANY (far) THEN 'out-of-reach'
            -- Laptops know a conflict by its id alone.
            WHEN (l.closes IS NOT NULL OR l.clashes <> '[]') AND EXISTS (SELECT FROM naober.conflict AS c
                    WHERE (c.tbl, c.row_id) <> (l.tbl, l.row_id) AND (c.id = l.closes OR c.id IN (
                        SELECT clash ->> 'id' FROM jsonb_array_elements(l.clashes) AS clash)))
                THEN 'out-of-reach'
            WHEN l.tbl = 'indication' THEN (
                SELECT naober.hold_back(c, kind.usual || coalesce(l.was_body, '{}'), kind.usual || l.stands, l.was_there, l.existed)
                FROM naober.change AS c WHERE c.seq = l.seq)
            WHEN l.tbl = 'destruction' THEN (
                SELECT naober.hold_destruction(c, kind.usual || coalesce(l.was_body, '{}'), kind.usual || l.stands, l.was_there)
                FROM naober.change AS c WHERE c.seq = l.seq)
            WHEN l.tbl = 'destruction_request' THEN (
                SELECT naober.hold_request(c, kind.usual || coalesce(l.was_body, '{}'), kind.usual || l.stands, l.was_there)
                FROM naober.change AS c WHERE c.seq = l.seq)
            ELSE '' END, 'not-allowed') AS why
        FROM unnest(lines) AS l LEFT JOIN naober.kind ON kind.tbl = l.tbl
    ) AS w WHERE w.why <> '';
    IF held IS NOT NULL THEN PERFORM naober.refuse(held); END IF;
END
$$;

-- A statement is taken whole or not at all. What someone reached when it began counts for all that was there by then; for
-- a row that it makes, what they reach when it ends. It may tell of a row once only. What a line names is there before the
-- statement, and looked at then; or another line makes it, and is looked at; or it is awaited. Of a first push most rows are
-- new and everyone's, and most edits are of a field that names nothing: what is only needed for others is left out of a
-- statement that tells of none.
CREATE FUNCTION naober.take_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me naober.member;
    lines naober.line[];
    held naober.held[];
    last bigint;
    stood boolean;    -- some of the rows
    again boolean;    -- some of them are put there anew
    naming boolean;   -- some of the lines name another row in a field that they give
    leaving boolean;  -- some of the rows go, with what they name
    devices text[];   -- of lines that are told in another's name
    clashed boolean;  -- some of the lines tell of a conflict, or end one
    apart boolean;    -- some of the rows are not everyone's, or were not; all of it is done for those statements alone
BEGIN
    SELECT * INTO me FROM naober.member WHERE login = session_user AND revoked_at IS NULL;
    IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'not-a-member'; END IF;
    IF EXISTS (SELECT FROM told GROUP BY tbl, row_id HAVING count(*) > 1) THEN
        RAISE insufficient_privilege USING MESSAGE = 'row-told-twice';
    END IF;
    SELECT array_agg(ROW(
            t.seq, t.op_id, t.device, t.author, t.tbl, t.row_id, t.effect, t.whole, t.closes, t.hash_after,
            t.body -> 'clashes', g.given, CASE WHEN t.effect = 'insert' THEN g.given ELSE coalesce(was.body, '{}') || g.given END,
            was.tbl IS NOT NULL, coalesce(NOT was.gone, false), was.scope, was.hash, was.body,
            coalesce(was.made_by, t.author), 'map', t.effect = 'insert',
            t.effect = 'delete' OR (coalesce(was.gone, false) AND t.effect <> 'insert'),
            t.effect = 'insert' OR (was.tbl IS NOT NULL AND (t.whole OR g.given <> '{}')))::naober.line ORDER BY t.seq),
            max(t.seq), bool_or(was.tbl IS NOT NULL), bool_or(was.tbl IS NOT NULL AND t.effect = 'insert'),
            bool_or(t.effect = 'delete'), array_agg(DISTINCT t.device) FILTER (WHERE t.author <> me.colleague_id),
            bool_or(t.closes IS NOT NULL OR coalesce(t.body -> 'clashes', '[]') <> '[]'),
            bool_or(kind.home <> 'map' OR was.scope <> 'map')
        INTO lines, last, stood, again, leaving, devices, clashed, apart
        FROM told AS t
        CROSS JOIN LATERAL (SELECT coalesce(t.body -> 'fields', '{}') || coalesce(t.body -> 'sets', '{}')) AS g (given)
        LEFT JOIN naober.kind ON kind.tbl = t.tbl
        LEFT JOIN LATERAL (SELECT * FROM naober.row_state AS s WHERE s.tbl = t.tbl AND s.row_id = t.row_id OFFSET 0) AS was ON true;
    IF lines IS NULL THEN RETURN NULL; END IF;
    naming := EXISTS (SELECT FROM unnest(lines) AS l JOIN naober.reference AS r ON r.tbl = l.tbl WHERE l.given ? r.field);
    PERFORM naober.hold_lines_back(me, lines, naming, devices);
    IF apart THEN
        lines := naober.with_scopes(lines);
        UPDATE naober.change SET scope = l.scope FROM unnest(lines) AS l WHERE change.seq = l.seq AND l.scope <> 'map';
        INSERT INTO naober.judgement
            SELECT l.seq, l.row_id, l.given ->> 'judged_by', naober.writers(l.row_id) FROM unnest(lines) AS l
            WHERE l.tbl = 'indication' AND l.was_there AND l.given ->> 'judged_by' <> '';
    END IF;
    IF clashed THEN PERFORM naober.follow_in_conflicts(lines); END IF;
    PERFORM naober.follow_in_sums(lines);
    IF again THEN PERFORM naober.begin_cells_anew(lines); END IF;
    IF stood THEN PERFORM naober.follow_in_cells(lines); END IF;
    IF naming OR leaving OR apart THEN PERFORM naober.follow_in_references(lines); END IF;
    PERFORM naober.follow_in_rows(lines);
    IF apart THEN
        PERFORM naober.follow_in_access(lines);
        PERFORM naober.take_along(lines);
        SELECT array_agg((l.op_id, 'out-of-reach')::naober.held ORDER BY l.seq) INTO held
            FROM unnest(lines) AS l, LATERAL (SELECT s.scope FROM naober.row_state AS s
                WHERE s.tbl = l.tbl AND s.row_id = l.row_id OFFSET 0) AS now
            WHERE NOT l.existed AND now.scope <> 'map' AND now.scope NOT IN (SELECT naober.my_scopes());
        IF held IS NOT NULL THEN PERFORM naober.refuse(held); END IF;
    END IF;
    IF naming THEN
        INSERT INTO naober.awaited
            SELECT l.tbl, l.row_id, r.field, r.target_tbl, l.given ->> r.field
            FROM unnest(lines) AS l JOIN naober.reference AS r ON r.tbl = l.tbl
            WHERE l.given ->> r.field IS NOT NULL AND NOT EXISTS (
                SELECT FROM naober.row_state AS target
                WHERE target.tbl = r.target_tbl AND target.row_id = l.given ->> r.field OFFSET 0)
            ON CONFLICT DO NOTHING;
    END IF;
    UPDATE naober.pen SET seq = last;
    RETURN NULL;
END
$$;

CREATE TRIGGER a_take_pen BEFORE INSERT ON naober.change FOR EACH STATEMENT EXECUTE FUNCTION naober.take_pen();
CREATE TRIGGER b_number_change BEFORE INSERT ON naober.change FOR EACH ROW EXECUTE FUNCTION naober.number_change();
CREATE TRIGGER c_take_changes AFTER INSERT ON naober.change REFERENCING NEW TABLE AS told
    FOR EACH STATEMENT EXECUTE FUNCTION naober.take_changes();

-- At the end of a transaction: whatever was named before it was there must have come, within reach. All of it is looked at
-- at once, for the first of the lines; for the others nothing is left.
CREATE FUNCTION naober.has_come() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM naober.awaited) THEN RETURN NULL; END IF;
    IF EXISTS (SELECT FROM naober.awaited AS a
        JOIN naober.row_state AS own ON own.tbl = a.tbl AND own.row_id = a.row_id AND own.body ->> a.field = a.target_id
        LEFT JOIN naober.row_state AS target ON target.tbl = a.target_tbl AND target.row_id = a.target_id
        WHERE target.tbl IS NULL OR (target.scope <> 'map' AND target.scope NOT IN (SELECT naober.my_scopes()))) THEN
        RAISE insufficient_privilege USING MESSAGE = 'refers-to-missing';
    END IF;
    DELETE FROM naober.awaited;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER has_come AFTER INSERT ON naober.awaited
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION naober.has_come();

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
