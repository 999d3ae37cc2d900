"""What errors, constraints, plans and statistics tell of rows that are another's: nothing that stands in them.

Whoever has an id in full can learn that it is used, for no id can be given twice. No constraint is over anything else.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import product
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import errors, sql

from desktop.models.base import new_id
from tests.helpers.attackers import REFUSED, case_of, changed, tell, tell_body

if TYPE_CHECKING:
    from psycopg.errors import Diagnostic

    from tests.helpers.offices import Office

UNIQUE = {
    "audit_head": [{"chain", "number"}],
    "audit_line": [{"chain", "number"}],
    "audit_release": [{"chain", "number"}],
    "awaited": [{"tbl", "row_id", "field", "target_id"}],
    "case_access": [{"case_id"}],
    "change": [{"op_id"}, {"seq"}],
    "conflict": [{"id"}],
    "destroyed": [{"destruction_id"}],
    "digest": [{"tbl", "scope"}],
    "field_version": [{"tbl", "row_id", "field"}],
    "judgement": [{"seq"}],
    "keep_for": [{"law"}],
    "kind": [{"tbl"}],
    "late": [{"id"}],
    "member": [{"colleague_id"}, {"login"}],
    "meta": [{"name"}],
    "op_result": [{"op_id"}],
    "pen": [{"is_only"}],
    "purged": [{"tbl", "row_id"}],
    "reference": [{"tbl", "field"}],
    "refers": [{"tbl", "row_id", "field"}],
    "resident_access": [{"resident_id"}],
    "row_state": [{"tbl", "row_id"}],
    "sealed_status": [{"name"}],
    "text_field": [{"name"}],
}
"""By table, what may stand there once: ids, numbers and names of the program's own, never what a person is called."""

SECRET = ("Zonderland", "Weer zelf koken", "999990019", "Zelf bakken")


def as_owner(office: Office) -> psycopg.Connection[tuple[Any, ...]]:
    founder = office.founder
    return psycopg.connect(founder.address.conninfo(founder.password), autocommit=True)


def hidden(office: Office) -> tuple[str, str]:
    """A case of Anna's with its resident, in which everything is told that nobody else may learn."""
    case, anna = case_of(office, "Anna"), office.store_of("Anna")
    (now,) = anna.rows([("case_file", case)])
    (goal,) = anna.rows([("goal", f"goal of {case}")])
    resident = str(now.values["resident_id"])
    anna.push([changed("resident", resident, "Anna", now.seq, bsn=("", "999990019"))])
    for text in ("Weer zelf eten", "Zelf bakken"):  # the second did not see the first
        anna.push([changed("goal", goal.row_id, "Anna", goal.seq, text=("Weer zelf koken", text))])
    return case, resident


def all_said(diag: Diagnostic) -> str:
    names = ("message_primary", "message_detail", "message_hint", "context", "internal_query", "constraint_name")
    return " ".join(str(getattr(diag, name)) for name in names)


def test_what_may_stand_there_once_is_an_id_and_no_constraint_looks_at_another_row(staffed: Office) -> None:
    once = (
        "SELECT c.relname, array_agg(a.attname ORDER BY a.attname) FROM pg_index AS i"
        " JOIN pg_class AS c ON c.oid = i.indrelid"
        " JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)"
        " WHERE c.relnamespace = 'naober'::regnamespace AND i.indisunique"
        " GROUP BY c.relname, i.indexrelid ORDER BY 1, 2"
    )
    others = (
        "SELECT conname FROM pg_constraint"
        " WHERE connamespace = 'naober'::regnamespace AND contype NOT IN ('c', 'p', 'u')"
    )
    found: dict[str, list[set[str]]] = {}
    with as_owner(staffed) as db:
        for table, columns in db.execute(once).fetchall():
            found.setdefault(table, []).append(set(columns))
        assert found == UNIQUE
        assert db.execute(others).fetchall() == [("has_come",)], "a foreign key would tell what it does not find"


def test_of_anothers_row_no_more_is_said_than_of_one_that_never_was(staffed: Office) -> None:
    """By the same words, at the same moment: neither the error nor the constraint's turn tells them apart."""
    case, resident = hidden(staffed)
    theirs = {"goal": f"goal of {case}", "case_file": case, "resident": resident, "availability_report": new_id()}
    with staffed.sql("Ruud") as db:
        for (tbl, row_id), effect in product(theirs.items(), ("update", "delete", "none")):
            body = {"fields": {"remarks": "x"} if effect == "update" else {}}
            said = []
            for id_ in (row_id, new_id()):
                with pytest.raises(REFUSED) as refused:
                    tell_body(db, tbl, id_, "Ruud", effect, body, op_id="00000000-0000-7000-8000-000000000001")
                said.append((refused.value.sqlstate, all_said(refused.value.diag)))
            assert said[0] == said[1]


HOSTILE = (
    "SELECT (body ->> 'last_name')::int FROM naober.row_state",
    "SELECT 1 FROM naober.row_state WHERE (body ->> 'text')::int = 1",
    "SELECT 1 FROM naober.change WHERE (body ->> 'fields')::int = 1",
    "SELECT 1 FROM naober.conflict WHERE (body ->> 'mine')::int = 1",
    "SELECT 1 / (seq - seq) FROM naober.row_state WHERE body ->> 'text' LIKE 'Weer%'",
    "SELECT body::int FROM naober.op_result, naober.row_state",
    "SELECT string_agg(body ->> 'last_name', ',') FROM naober.row_state",
    "SELECT * FROM pg_stats WHERE schemaname = 'naober'",
    "SELECT * FROM pg_stats_ext WHERE schemaname = 'naober'",
    "SELECT stavalues1 FROM pg_statistic",
    "SELECT last_value FROM naober.number",
    "SELECT query FROM pg_stat_activity",
    "EXPLAIN (ANALYZE, VERBOSE) SELECT body FROM naober.row_state WHERE body ->> 'last_name' = 'Z'",
    "EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM naober.change",
    "TABLE naober.op_result",
)


def test_neither_a_fault_that_is_made_on_purpose_nor_a_plan_shows_what_stands_in_a_row(staffed: Office) -> None:
    """A text that is no number would stand in the error; a condition must not be tried on rows that are another's."""
    hidden(staffed)
    with as_owner(staffed) as owner:
        owner.execute("ANALYZE naober.row_state, naober.change, naober.conflict")
    heard: list[str] = []
    with staffed.sql("Ruud") as db:
        db.add_notice_handler(lambda notice: heard.append(all_said(notice)))
        db.execute("SET client_min_messages = log")
        for statement in HOSTILE:
            try:
                heard += map(str, db.execute(statement).fetchall())
            except psycopg.Error as error:
                heard.append(f"{error} {all_said(error.diag)}")
    with staffed.sql("Ruud") as db, db.cursor() as cursor, cursor.copy("COPY naober.row_state TO STDOUT") as out:
        heard += [bytes(data).decode() for data in out]
    assert len(heard) > len(HOSTILE)
    assert not [one for one in heard if any(secret in one for secret in SECRET)]


def test_a_guess_at_what_a_row_says_is_counted_alike_whether_it_is_right_or_wrong(staffed: Office) -> None:
    hidden(staffed)
    counted = []
    for guess in ("Zonderland", "Anders"):
        with staffed.sql("Ruud") as db:
            asked = sql.SQL("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT 1 FROM naober.row_state"
                            " WHERE body ->> 'last_name' = {}")  # fmt: skip
            lines = db.execute(asked.format(sql.Literal(guess))).fetchall()
        counted.append([str(line).replace(guess, "?") for (line,) in lines])
    assert counted[0] == counted[1]


TURNS = (
    "SET session_replication_role = replica",
    "ALTER TABLE naober.change DISABLE TRIGGER ALL",
    "ALTER TABLE naober.awaited ALTER CONSTRAINT has_come NOT DEFERRABLE",
    "SET CONSTRAINTS naober.has_come DEFERRED",
    "SET CONSTRAINTS ALL DEFERRED",
)


def name_it(db: psycopg.Connection[Any], resident: str, when: str) -> None:
    """A case of Ruud's own of this resident."""
    told = {"resident_id": resident, "consultant": "Ruud", "opened_on": "2026-11-23"}
    with db.transaction():
        db.execute(f"SET CONSTRAINTS ALL {when}")
        tell(db, "case_file", new_id(), "Ruud", "insert", **told)


def test_who_puts_a_constraint_off_gets_nothing_by_it(staffed: Office) -> None:
    """What names another's row is refused at once; what names one that never was, at the end and no later."""
    _case, resident = hidden(staffed)
    refused = ((resident, "out-of-reach"), (new_id(), "refers-to-missing"))
    with staffed.sql("Ruud") as db:
        for turn, when, (named, why) in product(TURNS, ("DEFERRED", "IMMEDIATE"), refused):
            with suppress(errors.InsufficientPrivilege, errors.WrongObjectType):
                db.execute(turn)
            with pytest.raises(REFUSED, match=why):
                name_it(db, named, when)
            assert db.execute("SELECT 1 FROM naober.row_state WHERE tbl = 'case_file'").fetchall() == []


def test_who_waits_for_a_lock_learns_that_someone_writes_and_not_where(staffed: Office) -> None:
    case, _resident = hidden(staffed)
    with staffed.sql("Anna") as anna:
        anna.autocommit = False
        tell(anna, "goal", f"goal of {case}", "Anna", "update", domain="wonen")
        said = []
        for row_id in (f"goal of {case}", new_id()):
            with staffed.sql("Ruud") as db:
                db.execute("SET lock_timeout = '50ms'")
                with pytest.raises(errors.LockNotAvailable) as waited:
                    tell(db, "goal", row_id, "Ruud", "update", domain="werk")
                said.append(all_said(waited.value.diag))
        anna.rollback()
    assert said[0] == said[1]


def test_an_answer_that_is_anothers_is_met_without_a_word_of_it(staffed: Office) -> None:
    case, _resident = hidden(staffed)
    (line,) = [c for c in staffed.store_of("Anna").pull(0, 99).changes if c.row_id == case]
    put = "INSERT INTO naober.op_result (op_id, result, seq, fingerprint, detail) VALUES (%s, 'applied', 1, '', '{}')"
    with staffed.sql("Ruud") as db:
        with pytest.raises(errors.UniqueViolation) as met:
            db.execute(put, (line.op_id,))
        assert (met.value.diag.message_detail, met.value.diag.constraint_name) == (None, "op_result_pkey")
        for told in ("DO UPDATE SET detail = '{}'", "DO UPDATE SET detail = op_result.detail"):
            with pytest.raises(errors.InsufficientPrivilege):
                db.execute(f"{put} ON CONFLICT (op_id) {told}", (line.op_id,))
        assert db.execute(f"{put} ON CONFLICT DO NOTHING RETURNING *", (line.op_id,)).fetchall() == []
        for asked in ("SELECT naober.writers(%s)", "SELECT * FROM naober.op_result WHERE op_id::text = %s"):
            assert db.execute(asked, (line.op_id,)).fetchall() in ([], [([],)])
