"""The administrator looks whether the books are in order, and brings them up to the program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop.models.faults import WorldFault
from desktop.services.central_findings import MEANINGS, detail_text
from desktop.store.migrate import newest
from desktop.sync.postgres.checking import Found, Wrong, check_books, check_within
from desktop.sync.postgres.purging import TABLES, write_tables_anew
from desktop.sync.protocol import Result
from tests.helpers.attackers import REFUSED, case_of, row, seen, tell
from tests.helpers.offices import Office, spoil

if TYPE_CHECKING:
    from desktop.sync.postgres.founding import Founder


def wrong(founder: Founder) -> dict[str, Found]:
    return {name: found for name, found in check_books(founder) if found}


def test_books_in_order_have_nothing_wrong(staffed: Office) -> None:
    case_of(staffed, "Anna")
    staffed.founder.revoke("Bram")
    assert wrong(staffed.founder) == {}


ENGLISH = {"not", "of", "on", "in", "off", "owner", "has", "everyone", "someone", "public:", "large"}
"""Words that an administrator who reads Dutch need not know."""

SPOILT = (
    ("security", "ALTER TABLE naober.change NO FORCE ROW LEVEL SECURITY"),
    ("security", "DROP POLICY reached ON naober.conflict"),
    ("security", "CREATE POLICY open ON naober.change FOR SELECT USING (true)"),
    ("rights", "GRANT UPDATE ON naober.change TO naober_members_naober_care"),
    ("rights", "GRANT SELECT ON naober.member TO public"),
    ("rights", "GRANT SELECT ON naober.member TO naober_members_naober_care"),
    ("rights", "ALTER TABLE naober.pen OWNER TO admin"),
    ("rights", "GRANT TEMP ON DATABASE naober_care TO public"),
    ("functions", "ALTER FUNCTION naober.head() SET search_path = public"),
    ("functions", "GRANT EXECUTE ON FUNCTION naober.scope_of TO public"),
    ("functions", "CREATE OR REPLACE FUNCTION naober.is_member() RETURNS boolean LANGUAGE sql AS 'SELECT true'"),
    ("functions", "CREATE FUNCTION naober.more() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    ("functions", "ALTER TABLE naober.change DISABLE TRIGGER b_number_change"),
    ("functions", "DROP TRIGGER has_come ON naober.awaited"),
    ("format", "ALTER TABLE naober.change DROP CONSTRAINT told_in_form"),
    ("roles", "ALTER ROLE naober_owner_naober_care LOGIN"),
    ("kinds", "UPDATE naober.kind SET written_by = '{consultant}' WHERE tbl = 'purchase_measure'"),
    ("kinds", "DELETE FROM naober.reference WHERE tbl = 'goal'"),
    ("sums", "INSERT INTO naober.digest VALUES ('provider', 'map', 1, 1)"),
    ("schema", "UPDATE naober.meta SET value = '3' WHERE name = 'schema_version'"),
)


def test_what_is_not_in_order_is_named_and_brought_up_where_the_program_can(spare: Founder) -> None:
    assert wrong(spare) == {}
    for name, statement in SPOILT:
        with spare.session() as db:
            db.execute(statement)
            found = dict(check_within(db, spare))[name]
            assert found, statement
            told = detail_text(name, found)
            assert told
            assert not ENGLISH & {*told.split()}, told
            db.rollback()
    spoil(spare, *(statement for name, statement in SPOILT if name in {"functions", "kinds", "schema"}))
    spoil(spare, SPOILT[1][1], SPOILT[2][1])
    assert wrong(spare).keys() == {"functions", "kinds", "schema", "security"}
    spare.upgrade()
    assert wrong(spare) == {}


def test_books_of_the_first_format_are_brought_up_with_all_that_stands_in_them(spare: Founder) -> None:
    office = Office(spare)
    anna = office.store_of("Anna")
    case = case_of(office, "Anna")
    names = ("told_alike", "told_in_form", "clashes_alike", "told_in_measure", "hash_is_one")
    dropped = [f"ALTER TABLE naober.change DROP CONSTRAINT {name}" for name in names]
    older = [
        "UPDATE naober.meta SET value = '1' WHERE name = 'format'",
        "DROP TABLE naober.awaited, naober.late, naober.keep_for, naober.purged, naober.destroyed CASCADE",
        "DROP TABLE naober.audit_line, naober.audit_head CASCADE",
    ]
    older += ["DROP SEQUENCE naober.number", "ALTER TABLE naober.change ALTER scope DROP DEFAULT"]
    spoil(spare, *dropped, *older)
    with pytest.raises(WorldFault, match="central-older"):
        anna.hello(0, "x")
    with pytest.raises(WorldFault, match="central-older"):
        spare.members()
    assert wrong(spare).keys() == {"format"}, "what it takes to bring them up is told, and no more"
    spare.upgrade()
    assert wrong(spare) == {}
    assert seen(anna, ("case_file", case)) == {case}
    with office.sql("Anna") as db, pytest.raises(REFUSED):
        tell(db, "goal", f"goal of {case}", "Anna", "none", text="Anders")
    assert anna.push([row("provider", "p", "Anna", name="a")])[0].result is Result.APPLIED


def test_books_that_a_later_program_raised_are_left_alone(spare: Founder) -> None:
    spoil(spare, "UPDATE naober.meta SET value = value::int + 1 WHERE name = 'schema_version'")
    with pytest.raises(WorldFault, match="central-newer"):
        spare.upgrade()
    assert wrong(spare) == {"schema": [Wrong("version", (str(newest() + 1), str(newest())))]}


def test_what_was_destroyed_before_files_were_marked_counts_as_not_written_anew(spare: Founder) -> None:
    destroyed = "INSERT INTO naober.destroyed VALUES ('d', 'Lies', 'Ad', now(), '{}')"
    spoil(spare, destroyed)
    assert wrong(spare) == {"bytes": sorted(TABLES)}, "nobody can tell that it was"
    spare.upgrade()
    assert wrong(spare) == {"bytes": sorted(TABLES)}
    assert write_tables_anew(spare.address, spare.password)
    assert wrong(spare) == {}
    spare.upgrade()
    assert wrong(spare) == {}, "bringing up again marks nothing anew"


def test_the_function_marks_the_tables_that_are_written_anew(spare: Founder) -> None:
    with spare.session() as db:
        db.execute("SELECT naober.mark_files()")
        found = db.execute("SELECT value FROM naober.meta WHERE name = 'files_at_purge'").fetchone()
    assert found is not None
    assert json.loads(found[0]).keys() == {*TABLES}


def test_each_look_is_told_and_can_be_stopped(spare: Founder) -> None:
    told: list[tuple[int, int]] = []
    looked = check_books(spare, told=lambda done, total: told.append((done, total)))
    assert told == [(n, len(looked)) for n in range(len(looked))]
    assert {name for name, _found in looked} <= MEANINGS.keys()
    assert all(MEANINGS[name].wrong and MEANINGS[name].advice for name, _found in looked)
