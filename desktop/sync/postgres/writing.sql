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
        SELECT c.*, c.body -> 'fields' AS fields, coalesce((c.body -> 'fields') || (c.body -> 'sets'), '{}') AS given
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

CREATE FUNCTION naober.take_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me naober.member;
    kind naober.kind;
    was naober.row_state;
    existed boolean;
    is_there boolean;
    given jsonb := coalesce(NEW.body -> 'fields', '{}') || coalesce(NEW.body -> 'sets', '{}');
    stands jsonb;
    held text;
BEGIN
    SELECT * INTO me FROM naober.member WHERE login = session_user AND revoked_at IS NULL;
    IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'not-a-member'; END IF;
    SELECT * INTO kind FROM naober.kind WHERE tbl = NEW.tbl;
    IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'op-unknown-table'; END IF;
    SELECT * INTO was FROM naober.row_state WHERE tbl = NEW.tbl AND row_id = NEW.row_id;
    existed := FOUND;
    is_there := existed AND NOT was.gone;
    IF NEW.author <> me.colleague_id AND NOT naober.is_founding(NEW.device) THEN
        RAISE insufficient_privilege USING MESSAGE = 'author-of-another';
    ELSIF NOT me.role = ANY (kind.written_by) AND NOT (NEW.tbl = 'colleague' AND NEW.row_id = me.colleague_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'not-allowed';
    ELSIF existed AND NOT naober.reaches(was.scope) THEN
        RAISE insufficient_privilege USING MESSAGE = 'out-of-reach';
    ELSIF kind.append_only AND NEW.effect IN ('update', 'delete') THEN
        RAISE insufficient_privilege USING MESSAGE = 'op-append-only';
    ELSIF (NEW.effect = 'insert' AND is_there) OR (NEW.effect IN ('update', 'delete') AND NOT is_there)
        OR (NEW.effect = 'none' AND NOT existed) THEN
        RAISE insufficient_privilege USING MESSAGE = 'row-unknown';
    END IF;
    -- Whoever could name another's resident in a case of their own would reach that resident by it.
    IF EXISTS (SELECT FROM naober.reference AS r JOIN naober.row_state AS target
            ON target.tbl = r.target_tbl AND target.row_id = given ->> r.field
            WHERE r.tbl = NEW.tbl AND NOT naober.reaches(target.scope)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'out-of-reach';
    END IF;
    INSERT INTO naober.awaited SELECT NEW.tbl, NEW.row_id, r.field, r.target_tbl, given ->> r.field FROM naober.reference AS r
        WHERE r.tbl = NEW.tbl AND given ->> r.field IS NOT NULL AND NOT EXISTS (
            SELECT FROM naober.row_state AS target WHERE target.tbl = r.target_tbl AND target.row_id = given ->> r.field)
        ON CONFLICT DO NOTHING;
    stands := CASE WHEN NEW.effect = 'insert' THEN given ELSE coalesce(was.body, '{}') || given END;
    IF NEW.tbl = 'indication' THEN
        held := naober.hold_back(NEW, kind.usual || coalesce(was.body, '{}'), kind.usual || stands, is_there, existed);
        IF held <> '' THEN RAISE insufficient_privilege USING MESSAGE = held; END IF;
    END IF;
    UPDATE naober.pen SET seq = seq + 1 RETURNING seq INTO NEW.seq;
    NEW.login := session_user;
    NEW.scope := naober.scope_of(kind, NEW.row_id, stands, coalesce(was.made_by, NEW.author));
    IF NEW.tbl = 'indication' AND coalesce(given ->> 'judged_by', '') <> '' AND is_there THEN
        INSERT INTO naober.judgement VALUES (NEW.seq, NEW.row_id, given ->> 'judged_by', naober.writers(NEW.row_id));
    END IF;
    PERFORM naober.follow(NEW, kind, was, existed, given, stands);
    IF NOT existed OR was.scope <> NEW.scope THEN PERFORM naober.take_along(NEW.tbl, NEW.row_id, NEW.scope); END IF;
    IF NOT existed AND NOT naober.reaches(NEW.scope) THEN
        RAISE insufficient_privilege USING MESSAGE = 'out-of-reach';
    END IF;
    RETURN NEW;
END
$$;

-- Makes the row, its versions, its references, its place in the digests, and who is near to it, follow from a change.
CREATE FUNCTION naober.follow(
    told naober.change, kind naober.kind, was naober.row_state, existed boolean, given jsonb, stands jsonb
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    is_new boolean := told.effect = 'insert';
    stamped boolean := is_new OR told.whole OR given <> '{}';
    is_gone boolean := told.effect = 'delete' OR (existed AND was.gone AND NOT is_new);
BEGIN
    INSERT INTO naober.conflict (id, is_open, tbl, row_id, scope, body)
        SELECT c ->> 'id', true, told.tbl, told.row_id, told.scope, c
        FROM jsonb_array_elements(coalesce(told.body -> 'clashes', '[]')) AS c
        ON CONFLICT (id) DO UPDATE SET is_open = true, body = excluded.body
            WHERE conflict.tbl = excluded.tbl AND conflict.row_id = excluded.row_id;
    UPDATE naober.conflict SET is_open = false
        WHERE id = told.closes AND tbl = told.tbl AND row_id = told.row_id;
    IF NOT stamped OR (NOT existed AND NOT is_new) THEN RETURN; END IF;

    IF existed AND NOT was.gone THEN PERFORM naober.count_row(told.tbl, was.scope, -1, was.hash); END IF;
    IF NOT is_gone THEN PERFORM naober.count_row(told.tbl, told.scope, 1, told.hash_after); END IF;
    INSERT INTO naober.row_state (tbl, row_id, seq, born, gone, made_by, scope, hash, body)
        VALUES (told.tbl, told.row_id, told.seq, told.seq, is_gone, coalesce(was.made_by, told.author), told.scope,
            told.hash_after, stands)
        ON CONFLICT (tbl, row_id) DO UPDATE SET seq = excluded.seq, gone = excluded.gone, scope = excluded.scope,
            hash = excluded.hash, body = excluded.body, born = CASE WHEN is_new THEN excluded.born ELSE row_state.born END;

    IF is_new THEN
        DELETE FROM naober.field_version WHERE tbl = told.tbl AND row_id = told.row_id;
    ELSE
        INSERT INTO naober.field_version (tbl, row_id, field, seq, scope)
            SELECT told.tbl, told.row_id, cell, told.seq, told.scope
            FROM (SELECT jsonb_object_keys(given) UNION SELECT '*' WHERE told.whole) AS cells (cell)
            ON CONFLICT (tbl, row_id, field) DO UPDATE SET seq = excluded.seq, scope = excluded.scope;
    END IF;

    DELETE FROM naober.refers WHERE tbl = told.tbl AND row_id = told.row_id;
    IF NOT is_gone THEN
        INSERT INTO naober.refers (target_tbl, target_id, tbl, row_id, field, scope)
            SELECT r.target_tbl, stands ->> r.field, told.tbl, told.row_id, r.field, told.scope
            FROM naober.reference AS r WHERE r.tbl = told.tbl AND stands ->> r.field IS NOT NULL;
    END IF;

    IF told.tbl = 'case_file' THEN
        INSERT INTO naober.case_access
            VALUES (told.row_id, stands ->> 'resident_id', coalesce(stands ->> 'consultant', ''),
                coalesce(stands ->> 'covers_for', ''), coalesce(stands ->> 'municipality', ''),
                coalesce(was.made_by, told.author))
            ON CONFLICT (case_id) DO UPDATE SET resident_id = excluded.resident_id, consultant = excluded.consultant,
                covers_for = excluded.covers_for, municipality = excluded.municipality;
    ELSIF told.tbl = 'resident' THEN
        INSERT INTO naober.resident_access
            VALUES (told.row_id, stands ->> 'household_id', coalesce(stands ->> 'consultant', ''),
                coalesce(stands ->> 'municipality', ''), coalesce(was.made_by, told.author))
            ON CONFLICT (resident_id) DO UPDATE SET household_id = excluded.household_id,
                consultant = excluded.consultant, municipality = excluded.municipality;
    END IF;
END
$$;

-- What hangs on a row lies where that row lies, also when it came before it or the row was moved.
CREATE FUNCTION naober.take_along(tbl text, row_id text, scope text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    child naober.row_state;
BEGIN
    UPDATE naober.field_version AS v SET scope = take_along.scope
        WHERE v.tbl = take_along.tbl AND v.row_id = take_along.row_id AND v.scope <> take_along.scope;
    UPDATE naober.conflict AS c SET scope = take_along.scope
        WHERE c.tbl = take_along.tbl AND c.row_id = take_along.row_id AND c.scope <> take_along.scope;
    IF NOT EXISTS (SELECT FROM naober.kind AS k WHERE k.home_tbl = take_along.tbl) THEN RETURN; END IF;
    FOR child IN
        SELECT s.* FROM naober.refers AS r
        JOIN naober.kind AS k ON k.tbl = r.tbl AND k.home_field = r.field AND k.home_tbl = r.target_tbl
        JOIN naober.row_state AS s ON s.tbl = r.tbl AND s.row_id = r.row_id
        WHERE r.target_tbl = take_along.tbl AND r.target_id = take_along.row_id
            AND take_along.tbl NOT IN ('case_file', 'resident', 'household') AND s.scope <> take_along.scope
    LOOP
        PERFORM naober.count_row(child.tbl, child.scope, -1, child.hash);
        PERFORM naober.count_row(child.tbl, take_along.scope, 1, child.hash);
        UPDATE naober.row_state AS s SET scope = take_along.scope WHERE s.tbl = child.tbl AND s.row_id = child.row_id;
        UPDATE naober.refers AS r SET scope = take_along.scope WHERE r.tbl = child.tbl AND r.row_id = child.row_id;
        UPDATE naober.change AS c SET scope = take_along.scope WHERE c.tbl = child.tbl AND c.row_id = child.row_id;
        PERFORM naober.take_along(child.tbl, child.row_id, take_along.scope);
    END LOOP;
END
$$;

CREATE FUNCTION naober.has_come() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM naober.row_state AS s
        WHERE s.tbl = NEW.tbl AND s.row_id = NEW.row_id AND s.body ->> NEW.field = NEW.target_id)
        AND NOT EXISTS (SELECT FROM naober.row_state AS s
            WHERE s.tbl = NEW.target_tbl AND s.row_id = NEW.target_id AND naober.reaches(s.scope)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'refers-to-missing';
    END IF;
    DELETE FROM naober.awaited WHERE tbl = NEW.tbl AND row_id = NEW.row_id;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER has_come AFTER INSERT ON naober.awaited
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION naober.has_come();

CREATE FUNCTION naober.count_row(tbl text, scope text, step int, hash numeric) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO naober.digest AS d (tbl, scope, rows, total)
        VALUES (count_row.tbl, count_row.scope, step, mod(step * hash + 18446744073709551616, 18446744073709551616))
        ON CONFLICT ON CONSTRAINT digest_pkey DO UPDATE SET rows = d.rows + step,
            total = mod(d.total + step * hash + 18446744073709551616, 18446744073709551616)
$$;

CREATE TRIGGER take_change BEFORE INSERT ON naober.change FOR EACH ROW EXECUTE FUNCTION naober.take_change();

-- The edit at a place in the history, whoever may see it: by it a laptop notices a store put back from a copy.
CREATE FUNCTION naober.op_at(place bigint) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT op_id FROM naober.change WHERE seq = place AND naober.reaches('map')
$$;
CREATE FUNCTION naober.head() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT seq FROM naober.pen WHERE naober.reaches('map')
$$;

-- A row that is there and refers to another; one out of reach is told without its name.
CREATE FUNCTION naober.user_of(tbl text, row_id text) RETURNS TABLE (by_tbl text, by_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN r.scope IN (SELECT naober.my_scopes()) THEN r.tbl ELSE '' END,
        CASE WHEN r.scope IN (SELECT naober.my_scopes()) THEN r.row_id ELSE '' END
    FROM naober.refers AS r
    WHERE r.target_tbl = user_of.tbl AND r.target_id = user_of.row_id AND naober.reaches('map')
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
