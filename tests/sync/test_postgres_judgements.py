"""Four eyes and the seal in a database: held whatever a program says, and past every program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import errors

from desktop.models.base import new_id
from desktop.models.kinds import Role
from desktop.models.sealed_text import BASIS
from desktop.sync.postgres.making import text_of
from desktop.sync.protocol import Result
from tests.helpers.attackers import REFUSED, case_of, changed, row, tell, tell_body

if TYPE_CHECKING:
    from tests.helpers.offices import Office


def handed_in(staffed: Office, author: str) -> str:
    case, indication = case_of(staffed, author), new_id()
    told = {"case_id": case, "author": author, "volume": 4, "status": "draft"}
    store = staffed.store_of(author)
    base = store.push([row("indication", indication, author, **told)])[0].seq
    store.push([changed("indication", indication, author, base, status=("draft", "handed-in"))])
    return indication


def test_a_second_person_approves(staffed: Office) -> None:
    indication, lead = handed_in(staffed, "Anna"), staffed.store_of("Lies")
    base = lead.rows([("indication", indication)])[0].seq
    approved = changed("indication", indication, "Lies", base, status=("handed-in", "approved"), judged_by=("", "Lies"))
    assert lead.push([approved])[0].result is Result.APPLIED


def test_own_work_is_approved_neither_by_a_program_nor_past_it(staffed: Office) -> None:
    own = handed_in(staffed, "Lies")
    with staffed.sql("Lies") as db:
        for told in (
            {"status": "approved", "judged_by": "Lies"},
            {"status": "approved", "judged_by": "Ruud"},
            {"status": "approved", "judged_unseen": True},
            {"status": "approved", "judged_by": "Lies", "author": "Anna"},
            {"judged_by": "Lies"},
        ):
            with pytest.raises(REFUSED):
                tell(db, "indication", own, "Lies", "update", **told)
    assert staffed.store_of("Lies").rows([("indication", own)])[0].values["status"] == "handed-in"


@pytest.mark.parametrize(
    ("tbl", "told"),
    [("goal", {"text": "Ik kook zelf."}), ("alternative", {"kind": "network", "answer": "De zus woont te ver weg."})],
)
def test_who_wrote_what_it_rests_on_approves_it_neither_by_a_program_nor_past_it(
    staffed: Office, tbl: str, told: dict[str, str]
) -> None:
    indication, lead = handed_in(staffed, "Anna"), staffed.store_of("Lies")
    now = lead.rows([("indication", indication)])[0]
    assert lead.push([row(tbl, new_id(), "Lies", case_id=now.values["case_id"], **told)])[0].result is Result.APPLIED
    verdict = {"status": ("handed-in", "approved"), "judged_by": ("", "Lies")}
    assert lead.push([changed("indication", indication, "Lies", now.seq, **verdict)])[0].reason == "own-work"
    with staffed.sql("Lies") as db, pytest.raises(REFUSED):
        tell(db, "indication", indication, "Lies", "update", status="approved", judged_by="Lies")
    assert lead.rows([("indication", indication)])[0].values["status"] == "handed-in"


def test_how_far_a_goal_came_and_an_answer_that_is_empty_are_nothing_that_it_rests_on(staffed: Office) -> None:
    indication, lead = handed_in(staffed, "Anna"), staffed.store_of("Lies")
    now, goal = lead.rows([("indication", indication)])[0], new_id()
    case = now.values["case_id"]
    base = staffed.store_of("Anna").push([row("goal", goal, "Anna", case_id=case, text="Ik kook zelf.")])[0].seq
    empty = row("alternative", new_id(), "Lies", case_id=case, kind="network")
    lead.push([changed("goal", goal, "Lies", base, reached=("open", "partly")), empty])
    verdict = {"status": ("handed-in", "approved"), "judged_by": ("", "Lies")}
    assert lead.push([changed("indication", indication, "Lies", now.seq, **verdict)])[0].result is Result.APPLIED


def test_the_database_holds_the_same_fields_for_what_a_text_rests_on() -> None:
    held = set(re.findall(r"'(\w+)'", text_of("writing.sql").split("?| ARRAY[")[1].split("]")[0]))
    assert held == {name for names in BASIS.values() for name in names} - {"kind"}


def test_a_consultant_approves_nothing(staffed: Office) -> None:
    indication = handed_in(staffed, "Anna")
    for name in ("Anna", "Bram"):
        with staffed.sql(name) as db, pytest.raises(REFUSED):
            tell(db, "indication", indication, name, "update", status="approved", judged_by=name)


def test_an_approved_text_is_changed_by_nobody(staffed: Office) -> None:
    indication, lead = handed_in(staffed, "Anna"), staffed.store_of("Lies")
    base = lead.rows([("indication", indication)])[0].seq
    lead.push(
        [changed("indication", indication, "Lies", base, status=("handed-in", "approved"), judged_by=("", "Lies"))]
    )
    for name in ("Anna", "Lies"):
        with staffed.sql(name) as db:
            for effect, told in (("update", {"volume": 40}), ("update", {"status": "draft"}), ("delete", {})):
                with pytest.raises(REFUSED, match="sealed"):
                    tell(db, "indication", indication, name, effect, **told)


def test_a_text_that_is_born_judged_is_refused(staffed: Office) -> None:
    case = case_of(staffed, "Anna")
    with staffed.sql("Anna") as db, pytest.raises(REFUSED, match="born-judged"):
        tell(
            db,
            "indication",
            new_id(),
            "Anna",
            "insert",
            case_id=case,
            author="Bram",
            status="approved",
            judged_by="Lies",
        )


def test_the_judgement_itself_is_under_a_constraint(staffed: Office) -> None:
    """Also a slip in the functions around it lets no one judge their own work."""
    founder = staffed.founder
    with psycopg.connect(founder.address.conninfo(founder.password)) as db, pytest.raises(errors.CheckViolation):
        db.execute("INSERT INTO naober.judgement VALUES (1, 'x', 'Lies', '{Anna,Lies}')")


def test_who_takes_the_name_of_the_founding_device_founds_nothing(office: Office) -> None:
    """What the first laptop brings may have been judged elsewhere; nobody else comes in by that door."""
    office.store_of("Anna", Role.CONSULTANT).push([row("provider", "p", "Anna", name="De Bascule")])
    office.store_of("Bram", Role.CONSULTANT)
    with office.sql("Bram") as db:
        db.execute("SELECT naober.begin_push('{laptop of Anna}', 0)")
        with pytest.raises(REFUSED, match="author-of-another"):
            tell_body(db, "provider", "q", "Anna", "insert", {}, device="laptop of Anna", begins=False)


def test_who_wrote_a_text_is_told_to_who_reaches_it(staffed: Office) -> None:
    indication = handed_in(staffed, "Anna")
    for name, told in (("Lies", ["Anna"]), ("Ruud", []), ("Carla", [])):
        with staffed.sql(name) as db:
            assert db.execute("SELECT naober.writers(%s)", (indication,)).fetchone() == (told,)
