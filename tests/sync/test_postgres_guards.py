"""Each guard of a database by itself: the others around it would hide that it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import errors

from desktop.models.base import new_id
from desktop.models.kinds import Role
from desktop.sync.postgres.address import scram
from desktop.sync.protocol import Result
from tests.helpers.attackers import REFUSED, case_of, changed, row, seen, tell, tell_body

if TYPE_CHECKING:
    from tests.helpers.offices import Office

CLOSED_ON = "2005-06-01"


def as_owner(office: Office) -> psycopg.Connection[tuple[object, ...]]:
    """Under the login of who made the books."""
    founder = office.founder
    return psycopg.connect(founder.address.conninfo(founder.password), autocommit=True)


def handed_over(office: Office, case: str, whom: str) -> None:
    """By the team lead, with its resident."""
    lead = office.store_of("Lies")
    (now,) = lead.rows([("case_file", case)])
    resident = str(now.values["resident_id"])
    for tbl, row_id in (("case_file", case), ("resident", resident)):
        (answer,) = lead.push([changed(tbl, row_id, "Lies", now.seq, consultant=("Anna", whom))])
        assert answer.result is Result.APPLIED


@pytest.mark.parametrize("name", ["Ad", "Carla"])
def test_a_case_is_for_a_role_that_works_on_cases_whomever_it_names(staffed: Office, name: str) -> None:
    case = case_of(staffed, "Anna")
    (now,) = staffed.store_of("Anna").rows([("case_file", case)])
    handed_over(staffed, case, name)
    keys = (("case_file", case), ("resident", str(now.values["resident_id"])))
    assert not seen(staffed.store_of(name), *keys)


def test_what_is_of_all_casework_is_for_who_works_on_cases(staffed: Office) -> None:
    told = {}
    for name in staffed.logins:
        with staffed.sql(name) as db:
            told[name] = {scope for (scope,) in db.execute("SELECT naober.my_scopes()").fetchall()}
    assert {name for name, scopes in told.items() if "casework" in scopes} == {"Anna", "Bram", "Lies", "Ruud"}


def test_a_household_is_of_who_lives_there_and_not_of_who_wrote_it_down(staffed: Office) -> None:
    anna, household, resident = staffed.store_of("Anna"), new_id(), new_id()
    told = {"last_name": "Zonderland", "consultant": "Anna", "household_id": household, "municipality": "Oldambt"}
    anna.push([row("household", household, "Anna", name="Zonderland"), row("resident", resident, "Anna", **told)])
    assert seen(anna, ("household", household))
    lead = staffed.store_of("Lies")
    (now,) = lead.rows([("resident", resident)])
    lead.push([changed("resident", resident, "Lies", now.seq, consultant=("Anna", "Bram"))])
    assert not seen(anna, ("household", household), ("resident", resident))


def test_founding_ends_with_the_second_device(office: Office) -> None:
    for name in ("Anna", "Bram"):
        office.store_of(name, Role.CONSULTANT).push([row("provider", name, name, name="De Bascule")])
    with office.sql("Anna") as db, pytest.raises(REFUSED, match="author-of-another"):
        tell_body(db, "provider", "q", "Bram", "insert", {}, device="laptop of Anna")


@pytest.mark.parametrize(
    ("status", "judge", "why"), [("draft", "Lies", "not-handed-in"), ("handed-in", "Ruud", "approved-for-another")]
)
def test_a_judgement_is_of_what_was_handed_in_and_in_the_own_name(
    staffed: Office, status: str, judge: str, why: str
) -> None:
    indication, case = new_id(), case_of(staffed, "Anna")
    told = {"case_id": case, "author": "Anna", "volume": 4, "status": status}
    assert staffed.store_of("Anna").push([row("indication", indication, "Anna", **told)])[0].result is Result.APPLIED
    with staffed.sql("Lies") as db, pytest.raises(REFUSED, match=why):
        tell(db, "indication", indication, "Lies", "update", status="approved", judged_by=judge)


def test_work_is_not_put_in_anothers_name_and_who_judges_is_a_team_lead(staffed: Office) -> None:
    indication, case = new_id(), case_of(staffed, "Anna")
    told = {"case_id": case, "author": "Anna", "volume": 4, "status": "handed-in"}
    assert staffed.store_of("Anna").push([row("indication", indication, "Anna", **told)])[0].result is Result.APPLIED
    lead = staffed.store_of("Lies")
    (now,) = lead.rows([("case_file", case)])
    lead.push([changed("case_file", case, "Lies", now.seq, consultant=("Anna", "Bram"), covers_for=("", "Anna"))])
    with staffed.sql("Bram") as db:
        for fields, why in (
            ({"author": "Lies"}, "author-of-another"),
            ({"status": "approved", "judged_by": "Bram"}, "judge-not-allowed"),
        ):
            with pytest.raises(REFUSED, match=why):
                tell(db, "indication", indication, "Bram", "update", **fields)


def test_who_drafted_a_line_beside_it_is_among_its_writers(staffed: Office) -> None:
    case, mine, beside = case_of(staffed, "Anna"), new_id(), new_id()
    for name, id_, status in (("Anna", mine, "handed-in"), ("Lies", beside, "draft")):
        told = {"case_id": case, "author": name, "volume": 4, "status": status, "draft_id": "together"}
        assert staffed.store_of(name).push([row("indication", id_, name, **told)])[0].result is Result.APPLIED
    with staffed.sql("Lies") as db, pytest.raises(REFUSED, match="own-work"):
        tell(db, "indication", mine, "Lies", "update", status="approved", judged_by="Lies")


def test_an_observation_is_corrected_and_never_changed(staffed: Office) -> None:
    told = {"provider_id": "of Lies", "intake_min": 2, "measured_on": "2026-11-23"}
    (answer,) = staffed.store_of("Anna").push([row("availability_report", "seen", "Anna", **told)])
    assert answer.result is Result.APPLIED
    for effect in ("update", "delete"):
        with staffed.sql("Anna") as db, pytest.raises(REFUSED, match="op-append-only"):
            tell(db, "availability_report", "seen", "Anna", effect)


@pytest.mark.parametrize(
    ("row_id", "effect"), [("of Lies", "insert"), ("never was", "update"), ("never was", "delete")]
)
def test_a_row_is_put_there_once_and_changed_while_it_is_there(staffed: Office, row_id: str, effect: str) -> None:
    with staffed.sql("Carla") as db, pytest.raises(REFUSED, match="row-unknown"):
        tell(db, "provider", row_id, "Carla", effect)


def test_a_conflict_is_told_by_whose_edit_met(staffed: Office) -> None:
    op_id = new_id()
    met = {"tbl": "provider", "row_id": "of Lies", "op_id": op_id, "mine_by": "Carla"}
    for wrong in ({"op_id": new_id()}, {"mine_by": "Lies"}):
        body = {"clashes": [{"id": new_id(), **met, **wrong}]}
        with staffed.sql("Carla") as db, pytest.raises(errors.CheckViolation, match="clashes_alike"):
            tell_body(db, "provider", "of Lies", "Carla", "update", body, op_id=op_id)


def test_a_line_has_a_measure(staffed: Office) -> None:
    with staffed.sql("Carla") as db, pytest.raises(errors.CheckViolation, match="told_in_measure"):
        tell(db, "provider", "large", "Carla", "insert", name="x" * 4_000_000)


def test_late_work_comes_from_who_was_a_member_and_has_a_measure(staffed: Office) -> None:
    told = "'act_id', 'a', 'tbl', 'provider', 'row_id', 'x', 'code', 'unsent', 'made_at', ''"
    many = (
        f"SELECT naober.hand_in((SELECT jsonb_agg(jsonb_build_object('id', gen_random_uuid(), {told}))"  # noqa: S608
        " FROM generate_series(1, 20001)))"
    )
    with staffed.sql("Bram") as db:
        with pytest.raises(errors.ProgramLimitExceeded):
            db.execute(many)
        with as_owner(staffed) as owner:
            owner.execute("DELETE FROM naober.member WHERE colleague_id = 'Bram'")
        with pytest.raises(errors.InsufficientPrivilege, match="not-a-member"):
            db.execute("SELECT naober.hand_in('[]')")
    with as_owner(staffed) as owner:
        owner.execute(f'DROP ROLE "{staffed.logins.pop("Bram")[0].login}"')


def test_how_long_a_laptop_may_keep_away_is_settled_by_an_administrator(staffed: Office) -> None:
    for name in ("Anna", "Lies", "Carla"):
        with staffed.sql(name) as db, pytest.raises(errors.InsufficientPrivilege, match="not-allowed"):
            db.execute("SELECT naober.settle_days_apart(90)")


def proposal(office: Office) -> str:
    """To destroy a dossier whose term is over long ago; the id of the proposal."""
    case = case_of(office, "Anna")
    anna, id_ = office.store_of("Anna"), new_id()
    (now,) = anna.rows([("case_file", case)])
    anna.push([changed("case_file", case, "Anna", now.seq, closed_on=(None, CLOSED_ON))])
    fields = {"law": "WMO", "dossiers": 1, "first_on": CLOSED_ON, "last_on": CLOSED_ON, "years": 15, "cases": [case]}
    told = {"proposed_by": "Lies", "proposed_on": "2026-11-27", "municipality": "Oldambt"}
    (answer,) = office.store_of("Lies").push([row("destruction", id_, "Lies", **fields, **told)])
    assert answer.result is Result.APPLIED
    return id_


def test_what_is_destroyed_was_proposed_by_a_team_lead_and_is_decided_once(staffed: Office) -> None:
    staffed.store_of("Adje", Role.ADMINISTRATOR)
    by_admin, declined = proposal(staffed), proposal(staffed)
    with as_owner(staffed) as owner:  # as an older program left them: neither gets in any more
        owner.execute("UPDATE naober.row_state SET made_by = 'Adje' WHERE row_id = %s", (by_admin,))
        status = 'UPDATE naober.row_state SET body = body || \'{"status": "declined"}\' WHERE row_id = %s'
        owner.execute(status, (declined,))
    for id_, why in ((by_admin, "not-due"), (declined, "proposal-decided")):
        with staffed.sql("Ad") as db, pytest.raises(errors.InsufficientPrivilege, match=why):
            db.execute("SELECT naober.purge(%s)", (id_,))


def test_what_another_row_still_names_is_not_destroyed(staffed: Office) -> None:
    id_ = proposal(staffed)
    named = (
        "INSERT INTO naober.refers SELECT 'case_file', body -> 'cases' ->> 0, 'provider', 'of Lies', 'x', 'map'"
        " FROM naober.row_state WHERE row_id = %s"
    )
    with as_owner(staffed) as owner:
        owner.execute(named, (id_,))
    with staffed.sql("Ad") as db:
        with pytest.raises(errors.InsufficientPrivilege, match="still-named"):
            db.execute("SELECT naober.purge(%s)", (id_,))
        with as_owner(staffed) as owner:
            owner.execute("DELETE FROM naober.refers WHERE tbl = 'provider'")
        assert db.execute("SELECT naober.purge(%s) ->> 'case_file'", (id_,)).fetchone() == ("1",)


def test_a_farewell_lasts_thirty_days(staffed: Office) -> None:
    assert staffed.founder.revoke("Bram")
    left = "SELECT extract(day FROM rolvaliduntil - now())::int FROM pg_roles WHERE rolname = %s"
    with as_owner(staffed) as owner:
        assert owner.execute(left, (staffed.logins["Bram"][0].login,)).fetchone() == (29,)


def test_a_stranger_of_the_server_does_not_come_in(staffed: Office) -> None:
    with as_owner(staffed) as owner:
        owner.execute("DROP ROLE IF EXISTS stranger")
        owner.execute("CREATE ROLE stranger")
        asked = "SELECT has_database_privilege('stranger', current_database(), 'CONNECT')"
        assert owner.execute(asked).fetchone() == (False,)
        owner.execute("DROP ROLE stranger")


def test_a_password_is_sent_to_the_server_as_it_keeps_it(staffed: Office) -> None:
    with as_owner(staffed) as owner:
        assert scram(owner, "a word", "naober_x").startswith("SCRAM-SHA-256$")
