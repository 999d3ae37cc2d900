-- Row security on every table, for the owner too, and no right more than a laptop needs. {owner} and {members} are the
-- names of two roles nobody logs in with.

REVOKE ALL ON SCHEMA naober FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA naober FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA naober FROM PUBLIC;

DO $$
DECLARE
    one text;
BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'naober' LOOP
        EXECUTE format('ALTER TABLE naober.%I ENABLE ROW LEVEL SECURITY', one);
        EXECUTE format('ALTER TABLE naober.%I FORCE ROW LEVEL SECURITY', one);
        EXECUTE format('CREATE POLICY books ON naober.%I TO {owner} USING (true) WITH CHECK (true)', one);
    END LOOP;
END
$$;

GRANT USAGE ON SCHEMA naober TO {members};
GRANT SELECT ON naober.meta, naober.change, naober.row_state, naober.field_version, naober.op_result, naober.conflict,
    naober.digest TO {members};
GRANT INSERT (op_id, device, author, tbl, row_id, effect, made_at, whole, closes, hash_after, body)
    ON naober.change TO {members};
GRANT INSERT (op_id, result, seq, fingerprint, detail) ON naober.op_result TO {members};
GRANT EXECUTE ON FUNCTION naober.begin_push, naober.writers, naober.my_scopes, naober.op_at, naober.head,
    naober.user_of, naober.role_of, naober.is_founding, naober.settle_sample, naober.ids_of_others, naober.is_member TO {members};

CREATE POLICY told ON naober.meta FOR SELECT TO {members} USING (naober.is_member());
CREATE POLICY reached ON naober.change FOR SELECT TO {members} USING (scope IN (SELECT naober.my_scopes()));
CREATE POLICY own ON naober.change FOR INSERT TO {members} WITH CHECK (login = session_user);
CREATE POLICY reached ON naober.row_state FOR SELECT TO {members} USING (scope IN (SELECT naober.my_scopes()));
CREATE POLICY reached ON naober.field_version FOR SELECT TO {members} USING (scope IN (SELECT naober.my_scopes()));
CREATE POLICY reached ON naober.conflict FOR SELECT TO {members} USING (scope IN (SELECT naober.my_scopes()));
CREATE POLICY reached ON naober.digest FOR SELECT TO {members} USING (scope IN (SELECT naober.my_scopes()));
CREATE POLICY own ON naober.op_result FOR SELECT TO {members}
    USING (login = session_user AND (SELECT naober.is_member()));
CREATE POLICY answered ON naober.op_result FOR INSERT TO {members}
    WITH CHECK (login = session_user AND (SELECT naober.is_member())
        AND pg_column_size(detail) <= 1000000 AND length(fingerprint) <= 200);
