-- Who may do what with the log; row security itself is put on all tables by rights.sql.

GRANT SELECT, INSERT (chain, number, body, previous, hash) ON naober.audit_line TO {members};
GRANT SELECT, INSERT (chain, number, hash, device, signed_at, signature) ON naober.audit_head TO {members};
GRANT SELECT ON naober.audit_release TO {members};
GRANT EXECUTE ON FUNCTION naober.reads_log, naober.led_scopes, naober.let_log_go TO {members};

CREATE POLICY own ON naober.audit_line FOR INSERT TO {members} WITH CHECK (login = session_user);
CREATE POLICY told ON naober.audit_line FOR SELECT TO {members} USING (
    (login = session_user AND (SELECT naober.is_member()))
    OR (SELECT naober.reads_log())
    OR scope IN (SELECT naober.led_scopes())
);
CREATE POLICY own ON naober.audit_head FOR INSERT TO {members} WITH CHECK (login = session_user);
CREATE POLICY told ON naober.audit_head FOR SELECT TO {members} USING ((SELECT naober.is_member()));
CREATE POLICY told ON naober.audit_release FOR SELECT TO {members} USING ((SELECT naober.is_member()));
