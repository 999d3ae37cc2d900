"""Lines of the history that tell the database one thing and laptops another, and more that no program ever writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from psycopg import errors

from desktop.models.base import new_id
from desktop.models.faults import WorldFault
from desktop.models.kinds import Role
from desktop.sync.protocol import Result
from tests.helpers.attackers import REFUSED, case_of, changed, row, seen, tell, tell_body
from tests.helpers.edits import added

if TYPE_CHECKING:
    from tests.helpers.offices import Office


def drafted(office: Office, author: str, status: str = "handed-in") -> str:
    """An indication in a case of its author."""
    case, indication = case_of(office, author), new_id()
    told = {"case_id": case, "author": author, "volume": 4, "status": status}
    (answer,) = office.store_of(author).push([row("indication", indication, author, **told)])
    assert answer.result is Result.APPLIED
    return indication


def status(office: Office, name: str, indication: str) -> dict[str, Any]:
    (found,) = office.store_of(name).rows([("indication", indication)])
    return dict(found.values)


LIES: tuple[dict[str, Any], ...] = (
    {"tbl": "goal", "row_id": "of another"},
    {"row_id": "of another"},
    {"author": "Lies"},
    {"device": "laptop of Lies"},
    {"op_id": "00000000-0000-7000-8000-000000000000"},
    {"effect": "delete"},
    {"closes": "a conflict of another"},
    {"clashes": [{"id": "x", "tbl": "goal", "row_id": "of another"}]},
    {"clashes": [{"id": "x", "mine_by": "Lies"}]},
    {"fields": ["a"]},
    {"fields": "a"},
    {"sets": ["a"]},
    {"clashes": {"a": 1}},
    {"note": "x" * 5_000_000},
)


def test_laptops_are_told_what_the_database_was_told(staffed: Office) -> None:
    """What a laptop reads stands in the body; rights were looked at by the columns beside it."""
    for lie in LIES:
        with staffed.sql("Anna") as db, pytest.raises((*REFUSED, errors.DataError)):
            tell_body(db, "provider", "of Lies", "Anna", "update", {"fields": {"name": "Anders"}, **lie})
    assert staffed.store_of("Lies").rows([("provider", "of Lies")])[0].values["name"] == "De Bascule"


@pytest.mark.parametrize("effect", ["none", "delete"])
def test_a_line_that_changes_no_field_carries_none(staffed: Office, effect: str) -> None:
    """By such a line an approval was forged in a colleague's name, and an approved text rewritten."""
    mine = drafted(staffed, "Anna")
    forged = {"fields": {"status": "approved", "judged_by": "Lies"}}
    with staffed.sql("Anna") as db, pytest.raises(REFUSED):
        tell_body(db, "indication", mine, "Anna", effect, forged)
    assert status(staffed, "Anna", mine)["status"] == "handed-in"


def test_an_approved_text_is_not_rewritten_by_a_line_without_effect(staffed: Office) -> None:
    mine, lead = drafted(staffed, "Anna"), staffed.store_of("Lies")
    base = lead.rows([("indication", mine)])[0].seq
    judged = changed("indication", mine, "Lies", base, status=("handed-in", "approved"), judged_by=("", "Lies"))
    assert lead.push([judged])[0].result is Result.APPLIED
    with staffed.sql("Anna") as db, pytest.raises(REFUSED):
        tell(db, "indication", mine, "Anna", "none", volume=40)
    assert status(staffed, "Lies", mine)["volume"] == 4


def test_a_hash_that_is_none_does_not_get_in_the_sums(staffed: Office) -> None:
    for told in (-1, 2**64, None):
        with staffed.sql("Anna") as db, pytest.raises(errors.IntegrityError):
            tell_body(db, "provider", "p", "Anna", "insert", {"fields": {"name": "a"}}, hash_after=told)


def test_nobody_locks_the_team_out_by_a_version_that_is_not_there_yet(staffed: Office) -> None:
    anna = staffed.store_of("Anna")
    before = anna.hello(0, "x").schema_version
    with staffed.sql("Bram") as db, pytest.raises(errors.ObjectNotInPrerequisiteState):
        db.execute("SELECT naober.begin_push('{x}', 2000000000)")
    assert anna.hello(0, "x").schema_version == before
    with pytest.raises(WorldFault, match="central-older"):
        anna.push([added("p", author="Anna", device="x").model_copy(update={"schema_version": before + 1})])


def test_own_text_is_not_approved_by_putting_it_in_anothers_name(office: Office) -> None:
    """Also when one device only has written so far, and nothing says yet where the founding ended."""
    office.store_of("Anna", team="Noord").push([row("provider", "p", "Anna", name="a")])
    office.store_of("Lies", Role.TEAM_LEAD, team="Noord")
    case, mine = case_of(office, "Anna"), new_id()
    body = {"fields": {"case_id": case, "author": "Anna", "status": "handed-in"}}
    forged = {"fields": {"status": "approved", "judged_by": "Lies"}}
    with office.sql("Lies") as db:
        tell_body(db, "indication", mine, "Lies", "insert", body, begins=False)
        with pytest.raises(REFUSED, match="own-work"):
            tell_body(db, "indication", mine, "Lies", "update", forged, begins=False)


def test_what_was_written_where_one_no_longer_comes_still_counts_as_written(staffed: Office) -> None:
    """A text moved to another case is judged by nobody who wrote it in the first."""
    lies, other = staffed.store_of("Lies"), staffed.store_of("Mo", Role.TEAM_LEAD, team="Noord")
    first, second = case_of(staffed, "Lies"), case_of(staffed, "Anna")
    text = new_id()
    told = {"case_id": first, "author": "Lies", "volume": 4}
    base = lies.push([row("indication", text, "Lies", **told)])[0].seq
    base = other.push([changed("indication", text, "Mo", base, case_id=(first, second))])[0].seq
    seq = lies.rows([("case_file", first)])[0].seq
    assert (
        lies.push([changed("case_file", first, "Lies", seq, consultant=("Lies", "Ruud"))])[0].result is Result.APPLIED
    )
    anna = staffed.store_of("Anna")
    took = changed("indication", text, "Anna", base, status=("draft", "handed-in"), author=("Lies", "Anna"))
    assert anna.push([took])[0].result is Result.APPLIED
    with staffed.sql("Lies") as db, pytest.raises(REFUSED, match="own-work"):
        tell(db, "indication", text, "Lies", "update", status="approved", judged_by="Lies")


@pytest.mark.parametrize("field", ["status", "author"])
def test_a_field_that_says_nothing_opens_no_door(staffed: Office, field: str) -> None:
    mine = drafted(staffed, "Anna", "draft")
    with staffed.sql("Lies") as db:
        for told in ({field: None}, {field: None, "status": "approved", "judged_by": "Lies"}):
            with pytest.raises(REFUSED):
                tell(db, "indication", mine, "Lies", "update", **told)


def test_a_name_that_is_not_there_yet_is_no_door_to_who_gets_it(staffed: Office) -> None:
    later = new_id()
    with staffed.sql("Ruud") as db, pytest.raises(REFUSED, match="refers-to-missing"):
        tell(db, "case_file", new_id(), "Ruud", "insert", resident_id=later, consultant="Ruud", opened_on="2026-11-23")
    assert staffed.store_of("Anna").push([row("resident", later, "Anna", last_name="Z", consultant="Anna")])
    assert not seen(staffed.store_of("Ruud"), ("resident", later))


def test_what_hangs_on_a_row_goes_where_that_row_goes(staffed: Office) -> None:
    """Also when it came before that row, and when that row is moved to another case."""
    lies, anna = staffed.store_of("Lies"), staffed.store_of("Anna")
    case, text, decision = case_of(staffed, "Anna"), new_id(), new_id()
    ops = [
        row("decision", decision, "Anna", indication_id=text, decided_on="2026-11-23"),
        row("indication", text, "Anna", case_id=case, author="Anna"),
    ]
    answers = anna.push([op.model_copy(update={"act_id": "both"}) for op in ops])
    assert [answer.result for answer in answers] == [Result.APPLIED] * 2
    assert {n for n in staffed.logins if seen(staffed.store_of(n), ("decision", decision))} == {"Anna", "Lies"}
    assert not [c for c in staffed.store_of("Bram").pull(0, 99).changes if c.row_id == decision]
    seq = answers[0].seq
    days = [("2026-11-23", day) for day in ("2026-11-24", "2026-11-25")]  # the second did not see the first
    told = anna.push([changed("decision", decision, "Anna", seq, decided_on=day) for day in days])
    assert [answer.result for answer in told] == [Result.APPLIED, Result.CONFLICT]
    other = case_of(staffed, "Bram")
    seq = lies.rows([("indication", text)])[0].seq
    assert lies.push([changed("indication", text, "Lies", seq, case_id=(case, other))])[0].result is Result.APPLIED
    keys = (("decision", decision), ("indication", text))
    assert {n for n in staffed.logins if len(seen(staffed.store_of(n), *keys)) == 2} == {"Bram", "Lies"}
    assert not seen(anna, *keys)
    for name in ("Anna", "Bram"):
        store = staffed.store_of(name)
        page = store.pull(0, 999)
        digests = page.digests
        assert (digests["decision"].rows if "decision" in digests else 0) == (name == "Bram")
        assert len(store.conflicts_of(sorted(page.reach or ()))) == (name == "Bram"), (
            "what is to be decided goes with it"
        )


def test_who_leads_no_team_leads_nobody(staffed: Office) -> None:
    staffed.store_of("Zus", Role.CONSULTANT)
    lead = staffed.store_of("Kees", Role.TEAM_LEAD)
    case = case_of(staffed, "Zus")
    assert not seen(lead, ("case_file", case))
    assert not [scope for scope in lead.pull(0, 10_000).reach or () if scope.startswith("resident:")]


def test_deletes_in_the_name_of_anothers_laptop_are_counted_as_anothers(staffed: Office) -> None:
    """Else the guard against a wiped map would not see them."""
    bram = staffed.store_of("Bram")
    cursor = bram.hello(0, "laptop of Bram").head
    with staffed.sql("Anna") as db:
        tell_body(db, "provider", "of Lies", "Anna", "delete", {}, device="laptop of Bram", hash_after=None)
    assert bram.hello(cursor, "laptop of Bram").deletes_ahead == 1


@pytest.mark.parametrize("value", ["[" * 3000 + "]" * 3000, "9" * 5000, "1e999"])
def test_a_row_that_no_laptop_can_read_stops_no_laptop(staffed: Office, value: str) -> None:
    with staffed.sql("Anna") as db:
        tell(db, "provider", "spoilt", "Anna", "insert", name="a")
        db.execute("SELECT naober.begin_push('{attacker}', 0)")
        op_id = new_id()
        body = (
            f'{{"op_id": "{op_id}", "act": "", "device": "attacker", "author": "Anna", "tbl": "provider",'
            f' "row_id": "spoilt", "effect": "update", "made_at": "", "fields": {{"remarks": {value}}}}}'
        )
        db.execute(
            "INSERT INTO naober.change (op_id, device, author, tbl, row_id, effect, made_at, whole, hash_after, body)"
            " VALUES (%s, 'attacker', 'Anna', 'provider', 'spoilt', 'update', '', false, 1, %s)",
            (op_id, body),
        )
    store = staffed.store_of("Bram")
    assert store.pull(0, 99).changes
    assert store.rows([("provider", "spoilt")])
    assert store.table("provider", "", 99)
    assert store.rows_of(["map"], ("", ""), 10)
    store.push([changed("provider", "spoilt", "Bram", 0, name=("a", "b"))])
