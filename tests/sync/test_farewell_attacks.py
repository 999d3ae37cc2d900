"""Who was shut out can hand in late work with the login that stays open for it, and do nothing else."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import errors
from psycopg.types.json import Jsonb

from desktop.models.base import new_id
from desktop.models.kinds import Role
from desktop.sync.protocol import Late
from tests.helpers.attackers import case_of, row

if TYPE_CHECKING:
    from tests.helpers.offices import Office

_FOR_LONG = (
    "INSERT INTO naober.change (op_id, device, author, tbl, row_id, effect, made_at, whole, hash_after, body)"
    " SELECT gen_random_uuid(), 'x', '', '', '', 'none', '', false, 1, '{}' FROM pg_sleep(9)"
)
READ = ("meta", "change", "row_state", "field_version", "op_result", "conflict", "digest", "audit_line", "audit_head")


def late(text: str = "") -> Late:
    """One thing that is handed in."""
    told = {"act_id": "a", "tbl": "provider", "row_id": "x", "code": "unsent", "made_at": ""}
    return Late(id=new_id(), detail={"text": text}, **told)


def hand_in(db: psycopg.Connection[Any], item: object) -> None:
    """Past the program."""
    db.execute("SELECT naober.hand_in(%s)", (Jsonb([item]),))


def test_who_is_shut_out_stops_nobody_from_writing(staffed: Office) -> None:
    """A statement that takes an hour, or a transaction that stays open, holds nothing that a colleague needs."""
    staffed.store_of("Anna").push([])
    staffed.founder.revoke("Bram")
    with staffed.sql("Bram") as out:
        out.execute("SET statement_timeout = '3s'")
        with pytest.raises(errors.InsufficientPrivilege, match="not-a-member"):
            out.execute(_FOR_LONG)
        out.execute("BEGIN")
        out.execute("SELECT naober.hand_in('[]')")
        (answer,) = staffed.store_of("Anna").push([row("provider", new_id(), "Anna", name="De Brug")])
        assert answer.result == "applied"


def test_who_is_shut_out_reads_no_answers_of_before(staffed: Office) -> None:
    case_of(staffed, "Bram")
    staffed.founder.revoke("Bram")
    with staffed.sql("Bram") as out:
        left = {name: out.execute(f"TABLE naober.{name}").fetchall() for name in READ}
    assert not any(left.values())


def test_nobody_holds_up_the_log_of_another(staffed: Office) -> None:
    """What locks someone takes by themselves stand in nobody's way."""
    device = "laptop of Anna"
    with staffed.sql("Bram") as holder, staffed.sql("Anna") as anna:
        holder.execute("SELECT pg_advisory_lock(hashtextextended(%s, 4712))", (device,))
        anna.execute("SET lock_timeout = '1s'")
        with pytest.raises(errors.RaiseException, match="hash-wrong"):
            anna.execute(
                "INSERT INTO naober.audit_line (chain, number, body, previous, hash) VALUES ('c', 1, %s, '', 'x')",
                (f'{{"chain": "c", "number": 1, "device": "{device}", "actor": "Anna"}}',),
            )


def test_how_much_is_handed_in_is_bounded_by_its_size_as_well(staffed: Office) -> None:
    staffed.store_of("Bram")
    big = "a" * 32_500_000  # packed on the disk it is nearly nothing
    with staffed.sql("Bram") as out:
        hand_in(out, late(big).model_dump(mode="json"))
        with pytest.raises(errors.ProgramLimitExceeded):
            hand_in(out, late(big).model_dump(mode="json"))
    with staffed.sql("Bram") as out, pytest.raises(errors.InsufficientPrivilege):
        out.execute("SELECT lo_from_bytea(0, 'anything')")


def test_a_connection_that_stood_does_not_outlive_the_days_of_the_farewell(staffed: Office) -> None:
    staffed.store_of("Bram")
    staffed.founder.revoke("Bram")
    with staffed.sql("Bram") as out:
        out.execute("SELECT naober.hand_in('[]')")
        with staffed.founder.session() as db:
            db.execute(
                "UPDATE naober.member SET revoked_at = now() - interval '31 days' WHERE login = %s", (out.info.user,)
            )
        with pytest.raises(errors.InsufficientPrivilege, match="not-a-member"):
            out.execute("SELECT naober.hand_in('[]')")


def test_an_answer_holds_no_more_than_an_answer(staffed: Office) -> None:
    """Else it would be a place to fill the disk with, past the measure of a line."""
    staffed.store_of("Bram")
    answer = (
        "INSERT INTO naober.op_result (op_id, result, seq, fingerprint, detail)"
        " VALUES (gen_random_uuid(), 'same', 0, %s, %s)"
    )
    with staffed.sql("Bram") as db:
        for told in (("x" * 201, Jsonb({})), ("x", Jsonb({"a": "b" * 1_000_001}))):
            with pytest.raises(errors.InsufficientPrivilege):
                db.execute(answer, told)
        db.execute(answer, ("x", Jsonb({})))


POISON: tuple[dict[str, Any], ...] = (
    {"act_id": None},
    {"values": "x"},
    {"detail": []},
    {"made_at": 3},
    {"code": None},
    {"strange": 1},
    {"id": "{0190d3f2-5a1e-7c44-9b7e-6e616f626572}"},
)


def test_no_one_item_keeps_a_lead_from_all_others(staffed: Office) -> None:
    staffed.store_of("Bram")
    good, deep = late(), "[" * 5000 + "]" * 5000
    with staffed.sql("Bram") as out:
        for wrong in (*POISON, {"detail": {"deep": json.loads("[" * 500 + "]" * 500)}}):
            with suppress(psycopg.Error):
                hand_in(out, {**late().model_dump(mode="json"), **wrong})
        with suppress(psycopg.Error):
            body = late("DEEP").model_dump_json().replace('"DEEP"', deep)
            out.execute("SELECT naober.hand_in(%s::jsonb)", (f"[{body}]",))
    staffed.store_of("Bram").hand_in([good])
    assert good.id in {one.id for one in staffed.store_of("Lies", Role.TEAM_LEAD).late_work([])}
