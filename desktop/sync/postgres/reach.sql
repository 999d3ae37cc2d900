-- Who reaches what. A scope is 'map' (everyone of the region), 'casework', 'author:ID', 'case_file:ID', 'resident:ID',
-- 'household:ID', or 'untied:ID' for what its author put there and nobody has said yet of which case it is.
-- The person is the login (session_user): neither SET ROLE nor a setting makes another of it.
-- Every policy asks for the scopes, many times in one sync: plpgsql thinks once in a session how to find them, sql each time.

CREATE FUNCTION naober.my_cases() RETURNS SETOF naober.case_access
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT c.*
    FROM naober.member AS me
    JOIN naober.case_access AS c ON
        me.colleague_id IN (c.consultant, c.covers_for)
        OR (c.consultant = '' AND c.made_by = me.colleague_id)
        OR (me.role = 'team-lead' AND (me.municipality = '' OR c.municipality IN ('', me.municipality))
            AND (c.consultant = '' OR EXISTS (
                SELECT FROM naober.member AS other
                WHERE other.colleague_id = c.consultant AND other.team = me.team AND me.team <> '')))
    WHERE me.login = session_user AND me.revoked_at IS NULL AND me.role IN ('consultant', 'team-lead');
END
$$;

-- Also who lives in the household of one of them: one household, one plan.
CREATE FUNCTION naober.my_residents() RETURNS SETOF naober.resident_access
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH near AS (
        SELECT r.*
        FROM naober.member AS me
        JOIN naober.resident_access AS r ON
            me.colleague_id = r.consultant
            OR (r.consultant = '' AND r.made_by = me.colleague_id)
            OR (me.role = 'team-lead' AND (me.municipality = '' OR r.municipality IN ('', me.municipality))
                AND (r.consultant = '' OR EXISTS (
                    SELECT FROM naober.member AS other
                    WHERE other.colleague_id = r.consultant AND other.team = me.team AND me.team <> '')))
        WHERE me.login = session_user AND me.revoked_at IS NULL AND me.role IN ('consultant', 'team-lead')
        UNION
        SELECT r.* FROM naober.resident_access AS r
        WHERE r.resident_id IN (SELECT c.resident_id FROM naober.my_cases() AS c)
    )
    SELECT * FROM near
    UNION
    SELECT r.* FROM naober.resident_access AS r
    WHERE r.household_id IN (SELECT n.household_id FROM near AS n WHERE n.household_id IS NOT NULL);
END
$$;

CREATE FUNCTION naober.my_scopes() RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH me AS (SELECT * FROM naober.member WHERE login = session_user AND revoked_at IS NULL)
    SELECT 'map' FROM me
    UNION ALL SELECT 'casework' FROM me WHERE role IN ('consultant', 'team-lead')
    UNION ALL SELECT 'author:' || other.colleague_id FROM me, naober.member AS other
        WHERE me.role = 'contract-manager' OR other.login = me.login
    -- A line of a message that fits no case may name a resident of anyone: it is for who read it, and who leads them.
    UNION ALL SELECT 'untied:' || other.colleague_id FROM me, naober.member AS other
        WHERE me.role IN ('consultant', 'team-lead')
            AND (other.login = me.login OR (me.role = 'team-lead' AND other.team IN ('', me.team)))
    UNION ALL SELECT 'case_file:' || c.case_id FROM naober.my_cases() AS c
    UNION ALL SELECT 'resident:' || r.resident_id FROM naober.my_residents() AS r
    UNION ALL SELECT DISTINCT 'household:' || r.household_id FROM naober.my_residents() AS r
        WHERE r.household_id IS NOT NULL
    -- A household is written down before the first who lives there.
    UNION ALL SELECT 'household:' || h.row_id FROM me, naober.row_state AS h
        WHERE h.tbl = 'household' AND h.made_by = me.colleague_id
            AND NOT EXISTS (SELECT FROM naober.resident_access AS r WHERE r.household_id = h.row_id);
END
$$;

CREATE FUNCTION naober.is_member() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM naober.member WHERE login = session_user AND revoked_at IS NULL)
$$;

-- Volatile: it must see what the same statement has just written. Most of what is written is the map's.
CREATE FUNCTION naober.reaches(scope text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF reaches.scope = 'map' THEN RETURN naober.is_member(); END IF;
    RETURN reaches.scope IN (SELECT naober.my_scopes());
END
$$;

CREATE FUNCTION naober.scope_of(kind naober.kind, row_id text, body jsonb, made_by text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parent text := body ->> kind.home_field;
    found text;
BEGIN
    IF kind.home IN ('map', 'casework') THEN RETURN kind.home; END IF;
    IF kind.home = 'own' THEN RETURN kind.tbl || ':' || row_id; END IF;
    IF kind.home = 'author' THEN RETURN 'author:' || made_by; END IF;
    IF parent IS NULL THEN RETURN 'untied:' || made_by; END IF;
    IF kind.home_tbl IN ('case_file', 'resident', 'household') THEN RETURN kind.home_tbl || ':' || parent; END IF;
    SELECT r.scope INTO found FROM naober.row_state AS r WHERE r.tbl = kind.home_tbl AND r.row_id = parent;
    RETURN coalesce(found, 'casework');
END
$$;
