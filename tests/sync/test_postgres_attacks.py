"""What someone with a login and a tool for SQL can do past the program: nothing that the program would not let them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import errors

from desktop.models.base import new_id
from desktop.models.kinds import Role
from desktop.sync.protocol import Late, Result
from desktop.sync.vocabulary import kinds
from tests.helpers.attackers import REFUSED, case_of, changed, row, seen, tell
from tests.helpers.edits import added, typed

if TYPE_CHECKING:
    from tests.helpers.offices import Office

TABLES = (
    "meta", "pen", "member", "kind", "reference", "text_field", "sealed_status", "change", "row_state",
    "field_version", "refers", "op_result", "conflict", "digest", "case_access", "resident_access", "judgement",
    "audit_line", "audit_head", "audit_release", "late", "keep_for", "purged", "destroyed", "awaited",
)  # fmt: skip
CLOSED = sorted(
    {*TABLES}
    - {"meta", "change", "row_state", "field_version", "op_result", "conflict", "digest"}
    - {"audit_line", "audit_head", "audit_release"}
)


def test_a_case_is_for_its_consultant_the_lead_of_that_team_and_nobody_else(staffed: Office) -> None:
    case = case_of(staffed, "Anna")
    keys = (("case_file", case), ("goal", f"goal of {case}"))
    readers = {name for name in staffed.logins if seen(staffed.store_of(name), *keys)}
    assert readers == {"Anna", "Lies"}
    told = {
        name for name in staffed.logins if any(c.row_id == case for c in staffed.store_of(name).pull(0, 99).changes)
    }
    assert told == {"Anna", "Lies"}


def test_a_lead_of_one_municipality_reaches_no_case_of_another(staffed: Office) -> None:
    lead = staffed.store_of("Mo", Role.TEAM_LEAD, team="Noord", municipality="Pekela")
    here = case_of(staffed, "Anna")
    resident = staffed.store_of("Anna").rows([("case_file", here)])[0].values["resident_id"]
    assert not seen(lead, ("case_file", here), ("resident", str(resident)))
    assert seen(lead, ("case_file", case := case_of(staffed, "Anna", municipality="Pekela"))) == {case}


def test_who_covers_reaches_the_case_and_so_does_whose_it_is(staffed: Office) -> None:
    case = case_of(staffed, "Anna")
    lead = staffed.store_of("Lies")
    base = lead.rows([("case_file", case)])[0].seq
    cover = changed("case_file", case, "Lies", base, consultant=("Anna", "Bram"), covers_for=("", "Anna"))
    assert lead.push([cover])[0].result is Result.APPLIED
    assert {name for name in staffed.logins if seen(staffed.store_of(name), ("case_file", case))} == {
        "Anna",
        "Bram",
        "Lies",
    }


def test_a_case_that_is_handed_over_is_gone_for_who_had_it(staffed: Office) -> None:
    case, lead = case_of(staffed, "Anna"), staffed.store_of("Lies")
    base = lead.rows([("case_file", case)])[0].seq
    assert (
        lead.push([changed("case_file", case, "Lies", base, consultant=("Anna", "Bram"))])[0].result is Result.APPLIED
    )
    keys = (("case_file", case), ("goal", f"goal of {case}"))
    assert not seen(staffed.store_of("Anna"), *keys)
    assert len(seen(staffed.store_of("Bram"), *keys)) == 2
    late = changed("goal", f"goal of {case}", "Anna", base, text=("Weer zelf koken", "Anders"))
    assert staffed.store_of("Anna").push([late])[0].reason in {"row-unknown", "out-of-reach"}


@pytest.mark.parametrize("name", ["Anna", "Bram", "Ruud", "Carla", "Ad"])
def test_sql_under_a_login_reads_nothing_of_anothers_case(staffed: Office, name: str) -> None:
    case, lies = case_of(staffed, "Lies"), staffed.store_of("Lies")
    (goal,) = lies.rows([("goal", f"goal of {case}")])
    for text in (
        "Weer zelf eten",
        "Zelf bakken",
    ):  # the second did not see the first: there is a conflict to be read too
        lies.push([changed("goal", goal.row_id, "Lies", goal.seq, text=("Weer zelf koken", text))])
    secret = {case, goal.row_id, "Zonderland", "Weer zelf koken"}
    with staffed.sql(name) as db:
        for table in TABLES:
            try:
                question = f"SELECT t::text FROM naober.{table} AS t"  # noqa: S608 - our own names
                found = db.execute(question).fetchall()
            except errors.InsufficientPrivilege:
                continue
            assert not [line for (line,) in found for piece in secret if piece in str(line)], table


@pytest.mark.parametrize("table", CLOSED)
def test_what_deals_out_the_rights_is_read_by_no_login(staffed: Office, table: str) -> None:
    for name in staffed.logins:
        with staffed.sql(name) as db, pytest.raises(errors.InsufficientPrivilege):
            db.execute(f"SELECT * FROM naober.{table}")  # noqa: S608 - our own names


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "verb", ["DELETE FROM naober.{}", "TRUNCATE naober.{}", "DROP TABLE naober.{}", "UPDATE naober.{} SET {} = {}"]
)
def test_history_and_rows_cannot_be_rewritten(staffed: Office, table: str, verb: str) -> None:
    column = {"change": "author", "row_state": "body", "meta": "value"}.get(table, "ctid")
    for name in ("Lies", "Ad"):
        with (
            staffed.sql(name) as db,
            pytest.raises((errors.InsufficientPrivilege, errors.SyntaxError, errors.FeatureNotSupported)),
        ):
            db.execute(verb.format(table, column, column))


@pytest.mark.parametrize(
    "table", ["row_state", "field_version", "digest", "conflict", "member", "case_access", "judgement"]
)
def test_what_follows_from_the_history_takes_no_line_of_its_own(staffed: Office, table: str) -> None:
    with staffed.sql("Lies") as db, pytest.raises(errors.InsufficientPrivilege):
        db.execute(f"INSERT INTO naober.{table} DEFAULT VALUES")


def test_sql_under_a_login_writes_nothing_in_anothers_case(staffed: Office) -> None:
    case = case_of(staffed, "Anna")
    for name in ("Bram", "Ruud", "Carla", "Ad"):
        for effect in ("update", "delete", "insert", "none"):
            for named in ({"case_id": case}, {}):
                told = {"text": "Anders", **named} if effect in ("update", "insert") else {}
                with staffed.sql(name) as db, pytest.raises(REFUSED):
                    tell(db, "goal", f"goal of {case}", name, effect, **told)
    (goal,) = staffed.store_of("Anna").rows([("goal", f"goal of {case}")])
    assert goal.values["text"] == "Weer zelf koken"


def test_nobody_writes_in_anothers_name(staffed: Office) -> None:
    case = case_of(staffed, "Anna")
    with staffed.sql("Lies") as db:
        with pytest.raises(REFUSED, match="author-of-another"):
            tell(db, "goal", f"goal of {case}", "Anna", "update", text="Anders")
        whose = "INSERT INTO naober.change (login) SELECT login FROM naober.change LIMIT 1"
        with pytest.raises(errors.InsufficientPrivilege):
            db.execute(whose)


def test_naming_anothers_resident_in_a_case_of_ones_own_opens_no_door(staffed: Office) -> None:
    case = case_of(staffed, "Anna")
    resident = staffed.store_of("Anna").rows([("case_file", case)])[0].values["resident_id"]
    for tbl, told in (
        ("case_file", {"resident_id": resident, "consultant": "Ruud", "opened_on": "2026-11-23"}),
        ("network_member", {"resident_id": resident, "name": "Buurvrouw"}),
        ("consent", {"resident_id": resident}),
    ):
        with staffed.sql("Ruud") as db, pytest.raises(REFUSED, match="out-of-reach"):
            tell(db, tbl, new_id(), "Ruud", "insert", **told)
    assert not seen(staffed.store_of("Ruud"), ("resident", resident))


def test_an_unassigned_household_of_another_opens_no_door(staffed: Office) -> None:
    anna, household = staffed.store_of("Anna"), new_id()
    anna.push([row("household", household, "Anna", name="Zonderland")])
    told = {"last_name": "Nep", "consultant": "Ruud", "household_id": household}
    with staffed.sql("Ruud") as db, pytest.raises(REFUSED, match="out-of-reach"):
        tell(db, "resident", new_id(), "Ruud", "insert", **told)
    assert seen(anna, ("household", household)) == {household}


@pytest.mark.parametrize(
    ("name", "tbl", "told"),
    [
        ("Carla", "resident", {"last_name": "Nep"}),
        ("Ad", "case_file", {"resident_id": "x", "opened_on": "2026-11-23"}),
        ("Anna", "purchase_measure", {"provider_id": "of Lies"}),
        ("Anna", "colleague", {"name": "Nep", "role": "team-lead"}),
        ("Carla", "colleague", {"name": "Nep", "role": "administrator"}),
    ],
)
def test_a_role_writes_only_what_it_may(staffed: Office, name: str, tbl: str, told: dict[str, str]) -> None:
    with staffed.sql(name) as db, pytest.raises(REFUSED):
        tell(db, tbl, new_id(), name, "insert", **told)


def test_a_role_that_a_laptop_gives_itself_counts_for_nothing(staffed: Office) -> None:
    anna = staffed.store_of("Anna")
    assert (
        anna.push([row("colleague", "Anna", "Anna", name="Anna", role="team-lead", team="Noord")])[0].result
        is Result.APPLIED
    )
    assert not seen(anna, ("case_file", case_of(staffed, "Bram")))


def test_an_answer_cannot_be_put_in_anothers_mouth(staffed: Office) -> None:
    anna = staffed.store_of("Anna")
    op = row("provider", "p", "Anna", name="De Bascule")
    anna.push([op])
    with staffed.sql("Bram") as db:
        assert db.execute("SELECT * FROM naober.op_result WHERE op_id = %s", (op.op_id,)).fetchall() == []
        with pytest.raises(errors.InsufficientPrivilege):
            db.execute("INSERT INTO naober.op_result (op_id, login, result, seq, fingerprint, detail)"
                       " VALUES (%s, 'x', 'applied', 1, '', '{}')", (new_id(),))  # fmt: skip
    replayed = staffed.store_of("Bram").push([op.model_copy(update={"author": "Bram", "device": "laptop of Bram"})])
    assert (replayed[0].result, replayed[0].reason) == (Result.REFUSED, "op-id-reused")


def test_a_signal_is_for_who_wrote_it_and_for_who_sees_signals(staffed: Office) -> None:
    told = {
        "provider_id": "of Lies",
        "text": "Komt niet",
        "seen_on": "2026-11-23",
        "recorded_on": "2026-11-23",
        "recorded_by": "Anna",
    }
    assert staffed.store_of("Anna").push([row("signal", "s", "Anna", **told)])[0].result is Result.APPLIED
    assert {name for name in staffed.logins if seen(staffed.store_of(name), ("signal", "s"))} == {"Anna", "Carla"}


def test_functions_are_called_with_no_more_right_than_tables(staffed: Office) -> None:
    case = case_of(staffed, "Anna")
    with staffed.sql("Ruud") as db:
        open_to_all = {
            name for (name,) in db.execute(
                "SELECT p.proname FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace"
                " WHERE n.nspname = 'naober' AND has_function_privilege(p.oid, 'EXECUTE')"
            ).fetchall()
        }  # fmt: skip
        assert open_to_all == {
            "begin_push", "writers", "my_scopes", "op_at", "head", "user_of", "role_of", "is_founding", "settle_sample",
            "ids_of_others", "is_member", "reads_log", "led_scopes", "standing", "hand_in", "late_work",
            "settle_days_apart", "purge", "let_log_go",
        }  # fmt: skip
        assert not [s for (s,) in db.execute("SELECT naober.my_scopes()").fetchall() if case in str(s)]
        assert db.execute("SELECT * FROM naober.user_of('case_file', %s)", (case,)).fetchall() == [("", "")]
        for asked in ("SELECT naober.settle_sample(true)", "SELECT naober.let_log_go(5)"):
            with pytest.raises(errors.InsufficientPrivilege):
                db.execute(asked)


def test_every_function_pins_its_search_path_and_every_table_forces_its_security(staffed: Office) -> None:
    loose = (
        "SELECT proname FROM pg_proc WHERE pronamespace = 'naober'::regnamespace"
        " AND NOT coalesce(proconfig, '{}') @> '{\"search_path=pg_catalog, pg_temp\"}'"
    )
    unforced = (
        "SELECT relname FROM pg_class WHERE relnamespace = 'naober'::regnamespace"
        " AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    views = (
        "SELECT relname FROM pg_class WHERE relnamespace = 'naober'::regnamespace"
        " AND relkind = 'v' AND NOT coalesce(reloptions, '{}') @> '{security_invoker=true}'"
    )
    founder = staffed.founder
    with psycopg.connect(founder.address.conninfo(founder.password)) as db:
        assert [db.execute(question).fetchall() for question in (loose, unforced, views)] == [[], [], []]


def test_another_role_or_setting_makes_no_other_person(staffed: Office) -> None:
    case = case_of(staffed, "Anna")
    with staffed.sql("Bram") as db:
        for statement in ("SET ROLE naober_members_naober_test", "SET search_path = public", "SET row_security = off"):
            try:
                db.execute(statement)
            except psycopg.Error:
                continue
            try:
                found = db.execute("SELECT row_id FROM naober.row_state").fetchall()
            except errors.InsufficientPrivilege:
                continue
            assert (case,) not in found
        with pytest.raises(errors.InsufficientPrivilege):
            db.execute("SET ROLE naober_owner_naober_test")
        with pytest.raises(errors.InsufficientPrivilege):
            db.execute("SET SESSION AUTHORIZATION admin")


def test_who_is_shut_out_reads_and_writes_no_more(staffed: Office) -> None:
    standing = staffed.sql("Bram")
    assert staffed.founder.revoke("Bram")
    with pytest.raises(psycopg.OperationalError):
        standing.execute("SELECT 1")
    with staffed.sql("Bram") as again:
        for table in ("change", "row_state", "field_version", "conflict", "digest", "meta"):
            assert again.execute(f"TABLE naober.{table}").fetchall() == [], table
        assert again.execute("SELECT naober.my_scopes()").fetchall() == []
        for told in ("SELECT naober.begin_push('{x}', 0)", "SELECT naober.settle_days_apart(90)"):
            with pytest.raises(errors.InsufficientPrivilege):
                again.execute(told)
        with pytest.raises(errors.InsufficientPrivilege):
            tell(again, "provider", "late", "Bram", "insert", name="Te laat")
        with pytest.raises(errors.InsufficientPrivilege):
            again.execute("INSERT INTO naober.op_result (op_id, result, seq, fingerprint, detail)"
                          " VALUES (%s, 'applied', 1, '', '{}')", (new_id(),))  # fmt: skip
        assert again.execute("SELECT naober.late_work('{}')").fetchall() == []
        for told in ("SELECT * FROM naober.late", "DELETE FROM naober.late"):
            with pytest.raises(errors.InsufficientPrivilege):
                again.execute(told)
    assert staffed.founder.revoke("Bram", lost=True)
    with pytest.raises(psycopg.OperationalError):
        staffed.sql("Bram")


def test_late_work_is_read_by_who_leads_the_case_and_by_nobody_else(staffed: Office) -> None:
    case = case_of(staffed, "Anna")
    late = Late(
        id=new_id(), act_id="a", tbl="goal", row_id="g", code="out-of-reach", made_at="", values={"case_id": case}
    )
    strange = late.model_copy(update={"id": new_id(), "tbl": "case_file", "row_id": "unknown", "values": {}})
    staffed.store_of("Bram").hand_in([late, strange, late])
    read = {
        name: [one.id for one in staffed.store_of(name).late_work([])] for name in ("Anna", "Bram", "Ruud", "Carla")
    }
    assert read == {"Anna": [], "Bram": [], "Ruud": [], "Carla": []}
    told = staffed.store_of("Lies").late_work([])
    assert {one.id: one.author for one in told} == {late.id: "Bram", strange.id: "Bram"}
    staffed.store_of("Ruud").late_work([late.id])
    assert len(staffed.store_of("Lies").late_work([])) == 2, "another lead settles nothing of it"
    assert [one.id for one in staffed.store_of("Lies").late_work([late.id])] == [strange.id]
    staffed.store_of("Bram").hand_in([late])
    assert [one.id for one in staffed.store_of("Lies").late_work([])] == [strange.id], "settled is settled"


def test_late_signals_are_for_the_contract_manager_and_no_lead_of_another_municipality_reads_a_late_case(
    staffed: Office,
) -> None:
    staffed.store_of("Mo", Role.TEAM_LEAD, team="Noord", municipality="Pekela")
    staffed.store_of("Bo", Role.CONSULTANT, team="Noord", municipality="Oldambt")
    told = {"act_id": "a", "code": "unsent", "made_at": ""}
    kinds_of_work = (("signal", "s"), ("signal_follow_up", "f"), ("case_file", "c"))
    work = {tbl: Late(id=new_id(), tbl=tbl, row_id=row_id, **told) for tbl, row_id in kinds_of_work}
    staffed.store_of("Bo").hand_in([*work.values()])
    staffed.founder.revoke("Bo")
    read = {name: [one.tbl for one in staffed.store_of(name).late_work([])] for name in ("Lies", "Mo", "Carla", "Ad")}
    assert read == {"Lies": ["case_file"], "Mo": [], "Carla": ["signal", "signal_follow_up"], "Ad": []}
    assert not staffed.store_of("Carla").late_work([work["signal"].id, work["signal_follow_up"].id])


def test_a_number_is_given_in_the_order_of_commits(staffed: Office) -> None:
    """A reader never passes over a change that was committed late."""
    with staffed.sql("Anna") as first:
        first.autocommit = False
        tell(first, "provider", "first", "Anna", "insert", name="Eerst")
        with staffed.sql("Lies") as second:
            second.execute("SET lock_timeout = '200ms'")
            with pytest.raises(errors.LockNotAvailable):
                second.execute("SELECT naober.begin_push('{two}', 0)")
        first.commit()
    numbers = [change.seq for change in staffed.store_of("Lies").pull(0, 99).changes]
    assert numbers == sorted(numbers)
    assert len(numbers) == len(set(numbers))


def test_every_kind_that_travels_has_somebody_it_is_for(staffed: Office) -> None:
    founder = staffed.founder
    with psycopg.connect(founder.address.conninfo(founder.password)) as db:
        told: dict[str, str] = dict(db.execute("SELECT tbl, home FROM naober.kind").fetchall())
    assert told.keys() == kinds().keys()
    of_the_map = {name for name, home in told.items() if home == "map"}
    assert not [name for name in of_the_map if {"case_id", "resident_id", "household_id"} & kinds()[name].shapes.keys()]


def test_bytes_that_the_database_cannot_hold_are_one_refusal_and_hold_nobody_up(staffed: Office) -> None:
    anna = staffed.store_of("Anna")
    ops = [
        row("provider", "nul", "Anna", name="a\0b"),
        added("fine", author="Anna", device="x"),
    ]
    told = [answer.result for answer in anna.push(ops)]
    assert told == [Result.REFUSED, Result.APPLIED]
    assert anna.push([typed("fine", "", "1", author="Anna", device="x", base=99)])[0].result is Result.APPLIED
