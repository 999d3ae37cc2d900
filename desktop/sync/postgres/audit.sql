-- The log of who looked in a dossier and who changed it. A colleague adds lines of the own laptop, one after the other;
-- nobody changes or deletes any, the owner of the books neither. The administrator reads all; a team lead what is about
-- the residents within reach, to answer one who asks; everyone the own lines, and the heads, which tell of nobody.

CREATE FUNCTION naober.take_audit_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me naober.member;
    told jsonb;
    stood naober.audit_line;
    gone naober.audit_release;
    lives text;
BEGIN
    SELECT * INTO me FROM naober.member WHERE login = session_user AND revoked_at IS NULL;
    IF NOT FOUND THEN RAISE 'not-a-member'; END IF;
    -- What a laptop writes is some hundreds of letters, without depth, and tells of a moment.
    IF length(NEW.body) > 8000 OR length(NEW.chain) > 200 THEN RAISE 'misfiled'; END IF;
    BEGIN
        told := NEW.body::jsonb;
        IF told ->> 'at' IS NOT NULL THEN PERFORM (told ->> 'at')::timestamptz; END IF;
    EXCEPTION WHEN data_exception THEN RAISE 'misfiled';
    END;
    IF jsonb_path_exists(told, 'strict $.* ? (@.type() == "object" || @.type() == "array")', silent => true)
    THEN RAISE 'misfiled'; END IF;
    -- Of two connections of one laptop that find the same last line, one meets the key of the table. A lock would be anyone's
    -- to take, and to hold up another's log with.
    IF told ->> 'chain' IS DISTINCT FROM NEW.chain OR told ->> 'number' IS DISTINCT FROM NEW.number::text
        OR coalesce(told ->> 'device', '') = '' THEN RAISE 'misfiled';
    END IF;
    IF told ->> 'actor' IS DISTINCT FROM me.colleague_id THEN RAISE 'actor-of-another'; END IF;
    IF NEW.hash <> encode(sha256(convert_to(NEW.previous || chr(10) || NEW.body, 'UTF8')), 'hex') THEN
        RAISE 'hash-wrong';
    END IF;
    -- Of lines that were let go the heads still tell whose they were.
    IF EXISTS (SELECT FROM naober.audit_line WHERE device = told ->> 'device' AND login <> session_user)
        OR EXISTS (SELECT FROM naober.audit_head WHERE device = told ->> 'device' AND login <> session_user) THEN
        RAISE 'device-of-another';
    END IF;
    IF EXISTS (SELECT FROM naober.audit_head WHERE chain = NEW.chain AND login <> session_user) THEN
        RAISE 'chain-of-another';
    END IF;
    SELECT * INTO gone FROM naober.audit_release WHERE chain = NEW.chain ORDER BY number DESC LIMIT 1;
    SELECT * INTO stood FROM naober.audit_line WHERE chain = NEW.chain ORDER BY number DESC LIMIT 1;
    IF FOUND AND stood.login <> session_user THEN RAISE 'chain-of-another'; END IF;
    IF FOUND AND stood.device <> told ->> 'device' THEN RAISE 'device-of-another'; END IF;
    IF NEW.number <> coalesce(stood.number, gone.number, 0) + 1
        OR NEW.previous <> coalesce(stood.hash, gone.hash, '') THEN
        RAISE 'not-next';
    END IF;
    -- Whose case it is, the books know better than a laptop that would rather not be seen in it.
    IF told ->> 'kind' = 'case_file' THEN
        SELECT resident_id INTO lives FROM naober.case_access WHERE case_id = told ->> 'object';
    ELSIF told ->> 'kind' = 'resident' THEN
        lives := told ->> 'object';
    END IF;
    lives := coalesce(lives, nullif(told ->> 'resident', ''));
    NEW.device := told ->> 'device';
    NEW.scope := CASE WHEN lives IS NULL THEN concat(told ->> 'kind', ':', told ->> 'object') ELSE 'resident:' || lives END;
    NEW.login := session_user;
    NEW.taken_at := now();
    RETURN NEW;
END
$$;
CREATE TRIGGER take_audit_line BEFORE INSERT ON naober.audit_line
    FOR EACH ROW EXECUTE FUNCTION naober.take_audit_line();

CREATE FUNCTION naober.take_audit_head() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM naober.audit_line AS l WHERE l.chain = NEW.chain AND l.number = NEW.number
        AND l.hash = NEW.hash AND l.device = NEW.device AND l.login = session_user) OR NOT naober.is_member() THEN
        RAISE 'head-unknown';
    END IF;
    IF length(NEW.signature) > 400 OR length(NEW.signed_at) > 80 THEN RAISE 'head-unknown'; END IF;
    NEW.login := session_user;
    NEW.witnessed_at := now();
    RETURN NEW;
END
$$;
CREATE TRIGGER take_audit_head BEFORE INSERT ON naober.audit_head
    FOR EACH ROW EXECUTE FUNCTION naober.take_audit_head();

CREATE FUNCTION naober.audit_stays() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- What is past its term is the one exception; only log_term.sql writes down that it is.
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'audit_line' AND EXISTS (
        SELECT FROM naober.audit_release AS r WHERE r.chain = OLD.chain AND r.number >= OLD.number) THEN
        RETURN OLD;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'append-only';
END
$$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON naober.audit_line
    FOR EACH ROW EXECUTE FUNCTION naober.audit_stays();
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON naober.audit_head
    FOR EACH ROW EXECUTE FUNCTION naober.audit_stays();

CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON naober.audit_release
    FOR EACH ROW EXECUTE FUNCTION naober.audit_stays();

CREATE FUNCTION naober.reads_log() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM naober.member
        WHERE login = session_user AND revoked_at IS NULL AND role = 'administrator')
$$;

CREATE FUNCTION naober.led_scopes() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT scope FROM naober.my_scopes() AS scope
    WHERE EXISTS (SELECT FROM naober.member
        WHERE login = session_user AND revoked_at IS NULL AND role = 'team-lead')
$$;
