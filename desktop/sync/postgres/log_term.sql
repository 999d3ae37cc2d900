-- Letting go of lines of the log that are past their term. It is one person's act, the administrator's, by the clock of this
-- server, and never of what is younger than the least that NEN 7513 asks. Of each chain the lines go up to a head that was
-- signed and witnessed before the term began; that head stays, and the next line follows on its hash.

CREATE FUNCTION naober.let_log_go(years int) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me naober.member;
    began timestamptz := now() - make_interval(years => let_log_go.years);
    gone bigint;
BEGIN
    SELECT * INTO me FROM naober.member WHERE login = session_user AND revoked_at IS NULL;
    IF NOT FOUND OR me.role <> 'administrator' OR let_log_go.years < 2 THEN
        RAISE insufficient_privilege USING MESSAGE = 'not-allowed';
    END IF;
    WITH late AS (
        SELECT chain, min(number) AS number FROM (
            SELECT h.chain, h.number FROM naober.audit_head AS h
                WHERE h.witnessed_at >= began OR h.signed_at::timestamptz >= began
            UNION ALL
            SELECT l.chain, l.number FROM naober.audit_line AS l WHERE l.taken_at >= began
        ) AS young GROUP BY chain
    )
    INSERT INTO naober.audit_release (chain, number, hash, before, years, released_by)
        SELECT DISTINCT ON (h.chain) h.chain, h.number, h.hash, began, let_log_go.years, me.colleague_id
        FROM naober.audit_head AS h
        JOIN naober.audit_line AS l ON l.chain = h.chain AND l.number = h.number AND l.hash = h.hash
        LEFT JOIN late ON late.chain = h.chain
        WHERE h.number < coalesce(late.number, h.number + 1)
        ORDER BY h.chain, h.number DESC;
    DELETE FROM naober.audit_line AS l USING naober.audit_release AS r
        WHERE r.chain = l.chain AND l.number <= r.number AND r.released_at = now();
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END
$$;
