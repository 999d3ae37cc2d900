-- Destroying dossiers whose term is over, or whose resident asked for it. One proposed it, in a row of the kind `destruction`; another decides, and only
-- then this function takes everything away: rows, history, versions, conflicts, late work. Of the history each line keeps
-- its number and edit, so that laptops which read up to it find their place; what it told is gone.

-- What was destroyed never comes back, whichever laptop still has it: `hold_lines_back` looks at that. Late work on it is
-- not kept either.
CREATE FUNCTION naober.drop_late() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM naober.purged AS p WHERE (p.row_id = NEW.row_id AND NEW.tbl IN (p.tbl, ''))
        OR p.tbl || ':' || p.row_id = NEW.scope) THEN RETURN NULL; END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER drop_late BEFORE INSERT ON naober.late FOR EACH ROW EXECUTE FUNCTION naober.drop_late();

-- Of a proposal or a certificate: who proposes names cases within reach, another decides, and after that nothing of it
-- changes. Between the two nothing does either: what is decided on is what was proposed.
CREATE FUNCTION naober.hold_destruction(told naober.change, stood jsonb, stands jsonb, is_there boolean) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    decides CONSTANT text[] := ARRAY['status', 'decided_by', 'decided_on', 'reason', 'destroyed', 'cases'];
    done naober.destroyed;
BEGIN
    IF told.effect = 'none' OR naober.is_founding(told.device) THEN RETURN ''; END IF;
    IF coalesce(jsonb_typeof(stands -> 'cases'), 'array') <> 'array' THEN RETURN 'op-not-valid'; END IF;
    IF NOT is_there THEN
        IF stands ->> 'status' <> 'proposed' OR stands ->> 'decided_by' <> ''
            OR stands ->> 'proposed_by' IS DISTINCT FROM told.author THEN RETURN 'decided-by-two'; END IF;
        RETURN CASE WHEN EXISTS (SELECT FROM jsonb_array_elements_text(stands -> 'cases') AS one
            WHERE 'case_file:' || one NOT IN (SELECT naober.my_scopes())) THEN 'out-of-reach' ELSE '' END;
    END IF;
    IF stood = stands AND told.effect = 'update' THEN RETURN ''; END IF;
    IF stood ->> 'status' <> 'proposed' THEN RETURN 'decided-by-two'; END IF;
    SELECT * INTO done FROM naober.destroyed WHERE destruction_id = told.row_id;
    IF told.effect = 'delete' THEN
        RETURN CASE WHEN told.author = stood ->> 'proposed_by' AND done.rows IS NULL THEN '' ELSE 'decided-by-two' END;
    END IF;
    IF stood - decides <> stands - decides OR told.author = stood ->> 'proposed_by'
        OR stands ->> 'decided_by' IS DISTINCT FROM told.author THEN RETURN 'decided-by-two'; END IF;
    -- The certificate says what went, no more and no less.
    IF stands ->> 'status' = 'done' AND done.decided_by = told.author
        AND stands -> 'cases' = jsonb_build_array() AND stands -> 'destroyed' = coalesce(
            (SELECT jsonb_object_agg(key, value) FROM jsonb_each_text(done.rows)), jsonb_build_object()) THEN RETURN '';
    END IF;
    RETURN CASE WHEN stands ->> 'status' = 'declined' AND done.rows IS NULL AND stands -> 'cases' = stood -> 'cases'
        THEN '' ELSE 'decided-by-two' END;
END
$$;

-- Of a request to destroy a dossier: who wrote it down does not decide on it, only a team lead grants, refuses or takes
-- longer, in their own name, and what was refused or taken back stands.
CREATE FUNCTION naober.hold_request(told naober.change, stood jsonb, stands jsonb, is_there boolean) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    longer CONSTANT text[] := ARRAY['extended_on', 'extended_why'];
    decision CONSTANT text[] := ARRAY['outcome', 'ground', 'provision', 'motivation', 'decided_by', 'decided_on'];
    decides boolean;
BEGIN
    IF told.effect = 'none' OR naober.is_founding(told.device) THEN RETURN ''; END IF;
    IF NOT is_there THEN
        RETURN CASE WHEN stands ->> 'outcome' = 'open' AND stands ->> 'decided_by' = ''
            AND stands ->> 'recorded_by' = told.author THEN '' ELSE 'asked-and-decided' END;
    END IF;
    IF told.effect = 'delete' THEN
        RETURN CASE WHEN stood ->> 'outcome' = 'open' AND stood ->> 'recorded_by' = told.author
            THEN '' ELSE 'asked-and-decided' END;
    END IF;
    IF stood = stands THEN RETURN ''; END IF;
    decides := EXISTS (SELECT FROM naober.member AS m WHERE m.colleague_id = told.author AND m.role = 'team-lead'
        AND m.revoked_at IS NULL);
    IF stood ->> 'outcome' = 'open' AND stood - longer = stands - longer THEN
        RETURN CASE WHEN decides THEN '' ELSE 'asked-and-decided' END;
    END IF;
    IF stood ->> 'outcome' NOT IN ('open', 'granted') OR stood - decision <> stands - decision
        OR stands ->> 'decided_by' IS DISTINCT FROM told.author
        OR stands ->> 'outcome' NOT IN ('granted', 'refused', 'withdrawn') THEN RETURN 'asked-and-decided'; END IF;
    RETURN CASE WHEN stands ->> 'outcome' = 'withdrawn' OR (decides AND stood ->> 'recorded_by' <> told.author)
        THEN '' ELSE 'asked-and-decided' END;
END
$$;

-- Whether a case may go: it is closed, and was for as long as its act has it kept; or it is closed, and who proposed it
-- granted what a third person wrote down that the resident asked. Of what is disputed nobody knows yet: a colleague may have
-- written down that the resident took it back.
CREATE FUNCTION naober.may_go(asked text, by_request boolean, proposer text, decider text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM naober.row_state AS c LEFT JOIN naober.keep_for AS k ON k.law = coalesce(c.body ->> 'law', 'WMO')
        WHERE c.tbl = 'case_file' AND c.row_id = asked AND c.body ->> 'closed_on' IS NOT NULL AND CASE WHEN by_request
            THEN EXISTS (SELECT FROM naober.row_state AS r WHERE r.tbl = 'destruction_request' AND NOT r.gone
                AND r.body ->> 'case_id' = asked AND r.body ->> 'outcome' = 'granted'
                AND r.body ->> 'decided_by' = proposer AND r.body ->> 'recorded_by' NOT IN (proposer, decider)
                AND NOT EXISTS (SELECT FROM naober.conflict AS met WHERE met.tbl = r.tbl AND met.row_id = r.row_id AND met.is_open))
            ELSE (c.body ->> 'closed_on')::date + make_interval(years => k.years) <= current_date END)
$$;

-- The scopes that go with these cases: a resident goes with the last of their cases, a household with its last resident. What
-- a person had taken away long before keeps nobody here, and goes with whom it was about.
CREATE FUNCTION naober.scopes_of(cases text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH gone AS (
        SELECT r.tbl, r.row_id FROM naober.row_state AS r WHERE r.tbl IN ('case_file', 'resident') AND r.gone
    ), going AS (
        SELECT DISTINCT c.resident_id FROM naober.case_access AS c WHERE c.case_id = ANY (cases)
            AND NOT EXISTS (SELECT FROM naober.case_access AS other
                WHERE other.resident_id = c.resident_id AND NOT other.case_id = ANY (cases)
                    AND ('case_file', other.case_id) NOT IN (SELECT * FROM gone))
    ), homes AS (
        SELECT DISTINCT r.household_id FROM naober.resident_access AS r JOIN going USING (resident_id)
        WHERE r.household_id IS NOT NULL AND NOT EXISTS (SELECT FROM naober.resident_access AS other
            WHERE other.household_id = r.household_id AND other.resident_id NOT IN (SELECT resident_id FROM going)
                AND ('resident', other.resident_id) NOT IN (SELECT * FROM gone))
    ), residents AS (
        SELECT resident_id FROM going
        UNION SELECT r.resident_id FROM naober.resident_access AS r JOIN homes USING (household_id)
    )
    SELECT 'case_file:' || one FROM unnest(cases) AS one
    UNION SELECT 'case_file:' || c.case_id FROM naober.case_access AS c JOIN residents USING (resident_id)
    UNION SELECT 'resident:' || resident_id FROM residents
    UNION SELECT 'household:' || household_id FROM homes
$$;

-- Takes away what the books tell of rows that were marked, beside the marks.
CREATE FUNCTION naober.forget_purged(destruction_id text, scopes text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one text;
BEGIN
    UPDATE naober.op_result AS r SET fingerprint = 'purged', detail = detail || jsonb_build_object('field', '')
        FROM naober.change AS c JOIN naober.purged AS g USING (tbl, row_id)
        WHERE g.destruction_id = forget_purged.destruction_id AND r.op_id = c.op_id;
    DELETE FROM naober.judgement AS j USING naober.purged AS g
        WHERE g.destruction_id = forget_purged.destruction_id AND g.tbl = 'indication' AND g.row_id = j.indication_id;
    UPDATE naober.change AS c SET tbl = '', row_id = '', author = '', device = '', login = '', effect = 'none',
            made_at = '', closes = NULL, hash_after = NULL, scope = 'purged', body = jsonb_build_object()
        WHERE c.scope = ANY (scopes) OR EXISTS (SELECT FROM naober.purged AS g
            WHERE g.destruction_id = forget_purged.destruction_id AND g.tbl = c.tbl AND g.row_id = c.row_id);
    FOREACH one IN ARRAY ARRAY['field_version', 'refers', 'conflict', 'late', 'row_state'] LOOP
        EXECUTE format('DELETE FROM naober.%I AS t WHERE t.scope = ANY ($1) OR EXISTS (SELECT FROM naober.purged AS g'
            ' WHERE g.destruction_id = $2 AND g.tbl = t.tbl AND g.row_id = t.row_id)', one)
            USING scopes, forget_purged.destruction_id;
    END LOOP;
    DELETE FROM naober.digest WHERE scope = ANY (scopes);
    DELETE FROM naober.case_access WHERE 'case_file:' || case_id = ANY (scopes);
    DELETE FROM naober.resident_access WHERE 'resident:' || resident_id = ANY (scopes);
END
$$;

-- A deleted row's bytes stay in its table's file until the table is written anew, and then that is another file. So a
-- table that still has the file of the last destruction still holds them. Nothing else by which the server tells of its
-- work (last_vacuum, frozen ids) tells this.
CREATE FUNCTION naober.mark_files() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO naober.meta SELECT 'files_at_purge', coalesce(jsonb_object_agg(relname, relfilenode::bigint), jsonb_build_object())::text
        FROM pg_class WHERE relnamespace = 'naober'::regnamespace AND relname IN ('change', 'row_state', 'field_version',
            'refers', 'conflict', 'op_result', 'late', 'digest', 'judgement')
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
$$;

-- Takes away all that the proposal names, and tells how many rows of each kind there were. Once done, it tells the same again.
CREATE FUNCTION naober.purge(destruction_id text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me naober.member;
    proposal naober.row_state;
    town text;
    named text[];
    scopes text[];
    counted jsonb;
BEGIN
    SELECT * INTO me FROM naober.member WHERE login = session_user AND revoked_at IS NULL;
    IF NOT FOUND OR me.role <> 'administrator' THEN
        RAISE insufficient_privilege USING MESSAGE = 'not-allowed';
    END IF;
    PERFORM FROM naober.pen FOR UPDATE;  -- nobody writes meanwhile
    SELECT d.rows INTO counted FROM naober.destroyed AS d WHERE d.destruction_id = purge.destruction_id;
    IF FOUND THEN RETURN counted; END IF;
    SELECT * INTO proposal FROM naober.row_state AS r
        WHERE r.tbl = 'destruction' AND r.row_id = purge.destruction_id AND NOT r.gone;
    IF NOT FOUND OR coalesce(proposal.body ->> 'status', 'proposed') <> 'proposed' THEN
        RAISE insufficient_privilege USING MESSAGE = 'proposal-decided';
    END IF;
    -- Who made the row proposed it, and so did who ever named a case in it, whatever the row says.
    IF me.colleague_id IN (proposal.made_by, proposal.body ->> 'proposed_by') OR EXISTS (
        SELECT FROM naober.change AS c WHERE c.tbl = 'destruction' AND c.row_id = purge.destruction_id
            AND c.author = me.colleague_id AND (c.body -> 'fields' ? 'cases' OR c.body -> 'sets' ? 'cases')) THEN
        RAISE insufficient_privilege USING MESSAGE = 'own-proposal';
    END IF;
    town := coalesce(proposal.body ->> 'municipality', '');
    IF town <> '' AND EXISTS (SELECT FROM naober.member AS m
        WHERE m.colleague_id IN (me.colleague_id, proposal.made_by) AND m.municipality NOT IN ('', town)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'not-allowed';
    END IF;
    SELECT array_agg(one) INTO named FROM jsonb_array_elements_text(coalesce(proposal.body -> 'cases', jsonb_build_array())) AS one;
    -- Who decides has read how many, under which act and of which municipality, and the certificate will say so.
    IF named IS NULL OR (proposal.body ->> 'dossiers') IS DISTINCT FROM (SELECT count(DISTINCT one)::text FROM unnest(named) AS one)
        OR EXISTS (SELECT FROM naober.row_state AS c WHERE c.tbl = 'case_file' AND c.row_id = ANY (named)
            AND (coalesce(c.body ->> 'law', 'WMO') IS DISTINCT FROM proposal.body ->> 'law'
                OR coalesce(c.body ->> 'municipality', '') <> town))
        OR EXISTS (
        SELECT FROM unnest(named) AS one
        WHERE naober.may_go(one, proposal.body ->> 'basis' = 'request', proposal.made_by, me.colleague_id) IS NOT TRUE
            OR NOT EXISTS (SELECT FROM naober.member AS m WHERE m.colleague_id = proposal.made_by AND m.role = 'team-lead')
    ) OR EXISTS (
        SELECT FROM naober.row_state AS k WHERE k.tbl = 'keep_longer' AND NOT k.gone AND k.body ->> 'case_id' = ANY (named)
            AND (k.body ->> 'until_on')::date >= current_date
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'not-due';
    END IF;

    SELECT array_agg(s) INTO scopes FROM naober.scopes_of(named) AS s;
    SELECT coalesce(jsonb_object_agg(tbl, n), jsonb_build_object()) INTO counted FROM (
        SELECT tbl, count(*) AS n FROM naober.row_state WHERE scope = ANY (scopes) AND NOT gone GROUP BY tbl) AS by_kind;
    IF EXISTS (SELECT FROM naober.refers AS f
        JOIN naober.row_state AS g ON g.tbl = f.target_tbl AND g.row_id = f.target_id AND g.scope = ANY (scopes)
        JOIN naober.row_state AS o ON o.tbl = f.tbl AND o.row_id = f.row_id AND NOT o.scope = ANY (scopes)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'still-named';
    END IF;

    INSERT INTO naober.destroyed VALUES (purge.destruction_id, proposal.made_by, me.colleague_id, now(), counted);
    INSERT INTO naober.purged SELECT r.tbl, r.row_id, purge.destruction_id FROM naober.row_state AS r
        WHERE r.scope = ANY (scopes);
    PERFORM naober.forget_purged(purge.destruction_id, scopes);
    PERFORM naober.mark_files();
    RETURN counted;
END
$$;

GRANT EXECUTE ON FUNCTION naober.purge TO {members};
