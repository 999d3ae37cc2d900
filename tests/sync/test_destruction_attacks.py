"""Who would destroy alone, with a login and a tool for SQL, needs another still."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, LiteralString

import pytest
from psycopg import errors

from desktop.models.base import new_id
from desktop.models.kinds import Role
from desktop.sync.protocol import Late
from tests.helpers.attackers import REFUSED, case_of, changed, row, tell, tell_body

if TYPE_CHECKING:
    import psycopg

    from tests.helpers.offices import Office

TOLD = {
    "law": "WMO", "dossiers": 1, "first_on": "2005-06-01", "last_on": "2005-06-01", "years": 15,
    "proposed_on": "2026-11-27", "municipality": "Oldambt",
}  # fmt: skip


@pytest.fixture
def cases(staffed: Office) -> tuple[str, str]:
    """Two that may go, of Anna's."""
    found = case_of(staffed, "Anna"), case_of(staffed, "Anna")
    store = staffed.store_of("Anna")
    for case in found:
        base = store.rows([("case_file", case)])[0].seq
        store.push([changed("case_file", case, "Anna", base, closed_on=(None, "2005-06-01"))])
    return found


def propose(office: Office, by: str, *cases: str, **other: object) -> str:
    id_ = new_id()
    with office.sql(by) as db:
        fields = {**TOLD, "cases": list(cases), "proposed_by": by, **other}
        tell(db, "destruction", id_, by, "insert", **fields)
    return id_


def purge(office: Office, by: str, destruction_id: str) -> None:
    with office.sql(by) as db:
        db.execute("SELECT naober.purge(%s)", (destruction_id,))


def is_there(office: Office, case: str) -> bool:
    return bool(office.store_of("Anna").rows([("case_file", case)]))


def test_no_book_tells_of_what_was_destroyed(staffed: Office, cases: tuple[str, str]) -> None:
    """Also not of two edits that met, of a judgement, and of what was handed in late."""
    case, text = cases[0], new_id()
    anna = staffed.store_of("Anna")
    anna.push([row("indication", text, "Anna", case_id=case, status="draft", author="Anna")])
    late = Late(id=new_id(), act_id="a", tbl="goal", row_id="g", code="unsent", made_at="", values={"case_id": case})
    anna.hand_in([late])
    with staffed.founder.session() as db:
        db.execute("INSERT INTO naober.judgement VALUES (7, %s, 'Lies', '{Anna}')", (text,))
        db.execute("INSERT INTO naober.conflict VALUES ('x', true, 'goal', 'g', %s, '{}')", (f"case_file:{case}",))
        assert [told_of(db, table) for table in ("late", "conflict", "judgement")] == [1, 1, 1]
    purge(staffed, "Ad", propose(staffed, "Lies", case))
    with staffed.founder.session() as db:
        assert [told_of(db, table) for table in ("late", "conflict", "judgement")] == [0, 0, 0]


def told_of(db: psycopg.Connection[Any], table: LiteralString) -> int:
    found = db.execute(f"SELECT count(*) FROM naober.{table}").fetchone()  # noqa: S608 - our own tables
    return int(found[0]) if found else -1


def test_who_decides_puts_no_case_in_anothers_proposal(staffed: Office, cases: tuple[str, str]) -> None:
    one, other = cases
    proposal = propose(staffed, "Lies", one)
    for told in ({"fields": {"dossiers": 2}, "sets": {"cases": [one, other]}}, {"sets": {"cases": [other]}}):
        for by in ("Ad", "Lies"):
            with staffed.sql(by) as db, pytest.raises(REFUSED, match="decided-by-two"):
                tell_body(db, "destruction", proposal, by, "update", told)
    purge(staffed, "Ad", proposal)
    assert [is_there(staffed, case) for case in cases] == [False, True]


AS_AD = {
    "named a case": (
        "INSERT INTO naober.change SELECT 9999, gen_random_uuid(), login, device, 'Ad', tbl, row_id, 'update', '',"
        " false, NULL, 1, 'purged', '{\"sets\": {\"cases\": []}}' FROM naober.change WHERE row_id = %s"
    ),
    "proposed it": 'UPDATE naober.row_state SET body = body || \'{"proposed_by": "Ad"}\' WHERE row_id = %s',
    "made it": "UPDATE naober.row_state SET made_by = 'Ad' WHERE row_id = %s",
}
"""How a proposal came to be Ad's, in books that an older program filled: each line is looked at before it stands."""


@pytest.mark.parametrize("how", AS_AD)
def test_who_proposed_or_named_a_case_does_not_decide_also_where_that_stands_already(
    staffed: Office, cases: tuple[str, str], how: str
) -> None:
    proposal = propose(staffed, "Lies", cases[0])
    with staffed.founder.session() as db:
        for trigger in ("DISABLE", "ENABLE"):
            db.execute(f"ALTER TABLE naober.change {trigger} TRIGGER USER")
            if trigger == "DISABLE":
                db.execute(AS_AD[how], (proposal,))
    with pytest.raises(errors.InsufficientPrivilege, match="own-proposal"):
        purge(staffed, "Ad", proposal)


def test_a_lead_proposes_only_what_is_within_reach(staffed: Office, cases: tuple[str, str]) -> None:
    for by in ("Ruud", "Ad"):
        with pytest.raises(REFUSED, match="out-of-reach"):
            propose(staffed, by, cases[0])
    with pytest.raises(REFUSED, match="decided-by-two"):
        propose(staffed, "Lies", cases[0], proposed_by="Ruud")
    with pytest.raises(REFUSED, match="decided-by-two"):
        propose(staffed, "Lies", cases[0], status="done", decided_by="Ad")


def test_the_second_person_is_not_of_another_municipality(staffed: Office, cases: tuple[str, str]) -> None:
    staffed.store_of("Mo", Role.ADMINISTRATOR, municipality="Pekela")
    staffed.store_of("Al", Role.ADMINISTRATOR, municipality="Oldambt")
    proposal = propose(staffed, "Lies", cases[0])
    with pytest.raises(errors.InsufficientPrivilege, match="not-allowed"):
        purge(staffed, "Mo", proposal)
    purge(staffed, "Al", proposal)
    assert not is_there(staffed, cases[0])


def test_a_certificate_says_what_went_and_is_nobodys_to_change(staffed: Office, cases: tuple[str, str]) -> None:
    proposal = propose(staffed, "Lies", cases[0])
    done = {"status": "done", "decided_by": "Ad", "decided_on": "2026-11-27", "destroyed": {"case_file": "1"}}
    with staffed.sql("Ad") as db:
        for told in (done, {**done, "destroyed": {}}, {"status": "declined", "decided_by": "Lies"}):
            with pytest.raises(REFUSED, match="decided-by-two"):
                tell_body(db, "destruction", proposal, "Ad", "update", {"fields": told, "sets": {"cases": []}})
        purge(staffed, "Ad", proposal)
        with pytest.raises(REFUSED, match="decided-by-two"):
            tell_body(db, "destruction", proposal, "Ad", "update", {"fields": done, "sets": {"cases": []}})
        with pytest.raises(REFUSED, match="decided-by-two"):
            tell(db, "destruction", proposal, "Ad", "update", status="declined", decided_by="Ad")
        whole = {**done, "destroyed": {"case_file": "1", "resident": "1", "goal": "1"}}
        tell_body(db, "destruction", proposal, "Ad", "update", {"fields": whole, "sets": {"cases": []}})
        with pytest.raises(REFUSED, match="decided-by-two"):
            tell(db, "destruction", proposal, "Ad", "update", reason="Toch niet")
    with staffed.sql("Lies") as db, pytest.raises(REFUSED, match="decided-by-two"):
        tell(db, "destruction", proposal, "Lies", "delete")


def ask(office: Office, by: str, case: str, **other: object) -> str:
    """A request to destroy a case, put there with SQL."""
    id_ = new_id()
    with office.sql(by) as db:
        fields = {"case_id": case, "received_on": "2026-11-20", "how": "brief", "recorded_by": by, **other}
        tell(db, "destruction_request", id_, by, "insert", **fields)
    return id_


def decide(office: Office, by: str, request: str, **told: object) -> None:
    with office.sql(by) as db:
        tell(db, "destruction_request", request, by, "update", **told)


def test_nobody_makes_up_that_a_resident_asked(staffed: Office) -> None:
    """A lead who writes it down does not grant it, whatever the row says; nor does who may not decide."""
    case, grant = case_of(staffed, "Anna"), {"outcome": "granted", "decided_on": "2026-11-27"}
    base = staffed.store_of("Anna").rows([("case_file", case)])[0].seq
    staffed.store_of("Anna").push([changed("case_file", case, "Anna", base, closed_on=(None, "2026-11-26"))])
    for other in ({"recorded_by": "Anna"}, {**grant, "decided_by": "Lies"}):
        with pytest.raises(REFUSED, match="asked-and-decided"):
            ask(staffed, "Lies", case, **other)
    with pytest.raises(REFUSED, match="not-allowed"):
        ask(staffed, "Ad", case)
    own = ask(staffed, "Lies", case)
    for told in ({**grant, "decided_by": "Lies"}, {**grant, "decided_by": "Anna"}, {"recorded_by": "Anna"}):
        with pytest.raises(REFUSED, match="asked-and-decided"):
            decide(staffed, "Lies", own, **told)
    with pytest.raises(errors.InsufficientPrivilege, match="not-due"):
        purge(staffed, "Ad", propose(staffed, "Lies", case, basis="request"))
    asked = ask(staffed, "Anna", case)
    with pytest.raises(REFUSED, match="asked-and-decided"):
        decide(staffed, "Anna", asked, **grant, decided_by="Anna")
    with pytest.raises(REFUSED, match="row-unknown"):
        decide(staffed, "Ruud", asked, **grant, decided_by="Ruud")
    decide(staffed, "Lies", asked, extended_on="2026-11-27", extended_why="Druk")
    decide(staffed, "Lies", asked, **grant, decided_by="Lies")
    with pytest.raises(errors.InsufficientPrivilege, match="not-due"):
        purge(staffed, "Ad", propose(staffed, "Lies", case))
    staffed.founder.give_role("Anna", "administrator")
    with pytest.raises(errors.InsufficientPrivilege, match="not-due"):
        purge(staffed, "Anna", propose(staffed, "Lies", case, basis="request"))
    purge(staffed, "Ad", propose(staffed, "Lies", case, basis="request"))
    assert not is_there(staffed, case)
