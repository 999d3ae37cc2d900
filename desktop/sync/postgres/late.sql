-- Late work: what a colleague wrote of a case that had left the laptop, or of anything when shut out. It is handed in whole,
-- for the team lead. Nobody reads or writes the table itself: these functions are the only doors.

-- 'in', 'out' for who was a member, or nothing for who never was.
CREATE FUNCTION naober.standing() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN revoked_at IS NULL THEN 'in' ELSE 'out' END FROM naober.member WHERE login = session_user
$$;

-- The scope of a row, by the books where they have it, else by what was handed in.
CREATE FUNCTION naober.late_scope(tbl text, row_id text, given jsonb, author text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kind naober.kind;
    by_books text;
BEGIN
    SELECT r.scope INTO by_books FROM naober.row_state AS r
        WHERE r.tbl = late_scope.tbl AND r.row_id = late_scope.row_id;
    IF FOUND THEN RETURN by_books; END IF;
    IF late_scope.tbl = '' AND late_scope.row_id <> '' THEN  -- a form about what left the laptop: of which kind, the books know
        SELECT r.scope INTO by_books FROM naober.row_state AS r WHERE r.row_id = late_scope.row_id;
        IF FOUND THEN RETURN by_books; END IF;
    END IF;
    SELECT * INTO kind FROM naober.kind AS k WHERE k.tbl = late_scope.tbl;
    IF NOT FOUND THEN RETURN ''; END IF;
    RETURN naober.scope_of(kind, late_scope.row_id, late_scope.given, late_scope.author);
END
$$;

-- One thing as laptops hand it in. A lead's laptop reads it whole: what it could not read would keep it from all others.
CREATE FUNCTION naober.is_late(item jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN jsonb_typeof(item) = 'object' THEN
        length(item ->> 'id') = 36 AND item ->> 'id' !~ '[^0-9a-f-]'
        AND (SELECT bool_and(jsonb_typeof(item -> name) = 'string' AND length(item ->> name) <= 200) IS TRUE
            FROM unnest(ARRAY['id', 'act_id', 'tbl', 'row_id', 'code', 'made_at']) AS name)
        AND (SELECT bool_and(coalesce(jsonb_typeof(item -> name), 'object') = 'object')
            FROM unnest(ARRAY['values', 'detail']) AS name)
        -- No form and no edit goes deeper; who reads it would fall over thousands of levels.
        AND NOT jsonb_path_exists(item, concat('$.**', chr(123), '20', chr(125))::jsonpath)
        ELSE false END
$$;

-- Also for who was shut out: it is all that such a login can still do, and how much of it is bounded. Nothing is locked for
-- that, or who hands in could keep an administrator from shutting them out: each of their few connections may come to the
-- bound by itself.
CREATE FUNCTION naober.hand_in(items jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me naober.member;
BEGIN
    SELECT * INTO me FROM naober.member WHERE login = session_user;
    -- The password ends after as many days; a connection that stood does not.
    IF NOT FOUND OR me.revoked_at < now() - make_interval(days => 30) THEN RAISE insufficient_privilege USING MESSAGE = 'not-a-member'; END IF;
    IF EXISTS (SELECT FROM jsonb_array_elements(items) AS i WHERE naober.is_late(i) IS NOT TRUE) THEN
        RAISE invalid_parameter_value USING MESSAGE = 'misfiled';
    END IF;
    -- As text: what is packed small here is unpacked whole on a lead's laptop.
    IF (SELECT count(*) + jsonb_array_length(items) > 20000
            OR coalesce(sum(octet_length(l.body::text)), 0) + octet_length(items::text) > 64000000
        FROM naober.late AS l WHERE l.login = session_user AND l.settled_at IS NULL)
    THEN RAISE program_limit_exceeded USING MESSAGE = 'too-much-handed-in'; END IF;
    INSERT INTO naober.late (id, login, author, team, scope, tbl, row_id, body)
        SELECT (i ->> 'id')::uuid, session_user, me.colleague_id, me.team,
            naober.late_scope(i ->> 'tbl', i ->> 'row_id', coalesce(i -> 'values', jsonb_build_object()), me.colleague_id),
            i ->> 'tbl', i ->> 'row_id', i || jsonb_build_object('author', me.colleague_id)
        FROM jsonb_array_elements(items) AS i
        -- Taken already, of which the laptop did not hear before it was shut out: there is nothing left to judge.
        WHERE i ->> 'code' <> 'unsent' OR NOT EXISTS (SELECT FROM naober.op_result AS r
            WHERE r.op_id = (i ->> 'id')::uuid AND r.login = session_user AND r.result <> 'refused')
        ON CONFLICT (id) DO NOTHING;
END
$$;

-- For a team lead who reaches what it is about; where that is nobody's in particular, for who leads its author's team. A signal
-- is for the contract manager alone, also when it was never sent.
CREATE FUNCTION naober.my_late() RETURNS SETOF naober.late
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH me AS (
        SELECT *, role = 'contract-manager' AS reads_signals FROM naober.member
        WHERE login = session_user AND revoked_at IS NULL AND role IN ('team-lead', 'contract-manager')
    ), mine AS (SELECT array_agg(scope) AS scopes FROM naober.my_scopes() AS scope)
    SELECT l.* FROM me, mine, naober.late AS l
    WHERE l.settled_at IS NULL AND me.reads_signals = (l.tbl IN ('signal', 'signal_follow_up')) AND CASE
        WHEN me.reads_signals THEN true
        WHEN EXISTS (SELECT FROM naober.case_access AS c WHERE l.scope = 'case_file:' || c.case_id)
            OR EXISTS (SELECT FROM naober.resident_access AS r
                WHERE l.scope IN ('resident:' || r.resident_id, 'household:' || r.household_id))
        THEN l.scope = ANY (mine.scopes)
        ELSE l.team = me.team AND (me.municipality = '' OR EXISTS (SELECT FROM naober.member AS m
            WHERE m.login = l.login AND m.municipality IN ('', me.municipality)))
    END
$$;

CREATE FUNCTION naober.late_work(done uuid[]) RETURNS SETOF jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Every team lead asks at every sync, and mostly there is nothing.
    IF NOT EXISTS (SELECT FROM naober.late AS l WHERE l.settled_at IS NULL) THEN RETURN; END IF;
    IF cardinality(done) > 0 THEN
        UPDATE naober.late SET settled_at = now(),
                settled_by = (SELECT colleague_id FROM naober.member WHERE login = session_user)
            WHERE id = ANY (done) AND id IN (SELECT l.id FROM naober.my_late() AS l);
    END IF;
    RETURN QUERY SELECT l.body FROM naober.my_late() AS l ORDER BY l.handed_in_at, l.id;
END
$$;

-- How many days a laptop may go without meeting the store.
CREATE FUNCTION naober.settle_days_apart(days int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM naober.member
        WHERE login = session_user AND revoked_at IS NULL AND role = 'administrator') THEN
        RAISE insufficient_privilege USING MESSAGE = 'not-allowed';
    END IF;
    INSERT INTO naober.meta VALUES ('days_apart', greatest(1, least(90, days))::text)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value;
END
$$;

GRANT EXECUTE ON FUNCTION naober.standing, naober.hand_in, naober.late_work, naober.settle_days_apart TO {members};
