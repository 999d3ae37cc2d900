"""The log at the central store: who may add and read what in a database, and what a shared file cannot keep off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import psycopg
import pytest

from desktop.models.audit import AuditAction, Deed, Dossier, Head, Link
from desktop.models.base import new_id
from desktop.models.kinds import Role
from desktop.rules.audit_chain import Stamp, body_of, linked, message_of
from desktop.security.signing import new_secret, public_of, sign
from desktop.services.auditing import audit_log, log_lines
from desktop.store.database import Store
from desktop.store.migrate import vacuum_into
from desktop.sync.audit_log import NotWitnessed, exchange
from desktop.sync.centrals import log_of
from desktop.sync.postgres.audit import PostgresLog
from desktop.sync.shared_file import SharedFile
from tests.helpers.attackers import case_of, changed, seen
from tests.helpers.audit import STAMP, lines, opened, with_a_case
from tests.helpers.meetings import POSTGRES, central_of
from tests.helpers.stores import KEY

if TYPE_CHECKING:
    from tests.helpers.laptops import Laptop
    from tests.helpers.offices import Office


def line(actor: str, case: str = "", *, chain: str = "", device: str = "", resident: str = "") -> Link:
    """The first line of a chain."""
    chain = chain or public_of(new_secret())
    deed = Deed(AuditAction.OPEN, Dossier("case_file", case or new_id(), resident))
    stamp = Stamp(actor, device or f"laptop of {actor}", STAMP.at)
    return linked(chain, 1, "", body_of(chain, 1, stamp, deed))


def refusal(office: Office, name: str, link: Link, head: Head | None = None) -> str:
    """Why the database does not take a line from this person; empty when it does."""
    try:
        PostgresLog(office.store_of(name)).take([link], head)
    except NotWitnessed as why:
        return why.code
    return ""


def test_a_line_is_read_by_its_laptop_the_lead_of_the_team_and_who_reads_the_log(staffed: Office) -> None:
    """Bram, who covers for her, reaches the case and not its log."""
    case, lead = case_of(staffed, "Anna"), staffed.store_of("Lies")
    lied = line("Anna", case, resident="of nobody")
    assert refusal(staffed, "Anna", lied) == ""
    (now,) = lead.rows([("case_file", case)])
    lead.push([changed("case_file", case, "Lies", now.seq, consultant=("Anna", "Bram"), covers_for=("", "Anna"))])
    assert seen(staffed.store_of("Bram"), ("case_file", case))
    read = {name for name in staffed.logins if PostgresLog(staffed.store_of(name)).links(lied.chain, 0, 9)}
    assert read == {"Anna", "Lies", "Ad"}


def test_nobody_adds_a_line_for_another(staffed: Office) -> None:
    first = line("Anna")
    assert refusal(staffed, "Bram", line("Anna")) == "actor-of-another"
    assert refusal(staffed, "Anna", first) == ""
    assert refusal(staffed, "Bram", line("Bram", device="laptop of Anna")) == "device-of-another"
    assert refusal(staffed, "Bram", line("Bram", chain=first.chain)) == "chain-of-another"


@pytest.mark.parametrize(
    "body",
    [
        '{"at":"never",TOLD}',
        '{"at":"2026-11-23T09:00:00+00:00","what":[[1]],TOLD}',
        f'{{"what":"{"x" * 9000}",TOLD}}',
        f'{{"what":{"[" * 3000}{"]" * 3000},TOLD}}',
    ],
    ids=["no moment", "depth", "length", "more depth than can be read"],
)
def test_a_line_that_no_laptop_writes_is_not_taken(staffed: Office, body: str) -> None:
    """It would keep the others from being read, when a resident asks who looked."""
    staffed.store_of("Anna")
    told = '"actor":"Anna","chain":"c","device":"laptop of Anna","number":1'
    assert refusal(staffed, "Anna", linked("c", 1, "", body.replace("TOLD", told))) == "misfiled"


def test_a_line_is_taken_whole_and_in_its_place_only(staffed: Office) -> None:
    first = line("Anna")
    assert refusal(staffed, "Anna", replace(first, hash="0" * 64)) == "hash-wrong"
    assert refusal(staffed, "Anna", replace(first, number=2)) == "misfiled"
    assert refusal(staffed, "Anna", first) == ""
    deed = Deed(AuditAction.OPEN, Dossier("case_file", new_id()))
    for device, number, why in (("laptop of Anna", 3, "not-next"), ("another", 2, "device-of-another")):
        stamp = Stamp("Anna", device, STAMP.at)
        later = linked(first.chain, number, first.hash, body_of(first.chain, number, stamp, deed))
        assert refusal(staffed, "Anna", later) == why


def test_a_head_is_of_a_line_that_is_there_and_who_is_shut_out_reads_neither(staffed: Office) -> None:
    secret = new_secret()
    first = line("Bram", chain=public_of(secret))
    for number, why in ((2, "head-unknown"), (1, "")):
        head = Head(first.chain, number, first.hash, "laptop of Bram", STAMP.at, "")
        signed = replace(head, signature=sign(secret, message_of(head)))
        assert refusal(staffed, "Bram", first, signed) == why
    staffed.founder.revoke("Bram")
    with staffed.sql("Bram") as db:
        for table in ("audit_line", "audit_head"):
            assert db.execute(f"TABLE naober.{table}").fetchall() == []


@pytest.mark.parametrize("name", ["Anna", "Lies", "Ad", "the administrator of the database"])
def test_nobody_changes_or_takes_out_a_line_with_sql(staffed: Office, name: str) -> None:
    secret = new_secret()
    first = line("Anna", chain=public_of(secret))
    head = Head(first.chain, 1, first.hash, "laptop of Anna", STAMP.at, "")
    signed = replace(head, signature=sign(secret, message_of(head)))
    assert refusal(staffed, "Anna", first, signed) == ""
    founder = staffed.founder
    reached = (
        staffed.sql(name)
        if name in staffed.logins
        else psycopg.connect(founder.address.conninfo(founder.password), autocommit=True)
    )
    with reached as db:
        for verb in (
            "UPDATE naober.audit_line SET body = ''",
            "DELETE FROM naober.audit_line",
            "UPDATE naober.audit_head SET hash = ''",
            "DELETE FROM naober.audit_head",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                db.execute(verb)


def test_a_stolen_copy_cannot_go_on_under_the_name_of_another(staffed: Office) -> None:
    first = line("Anna")
    assert refusal(staffed, "Anna", first) == ""
    deed = Deed(AuditAction.OPEN, Dossier("case_file", new_id()))
    stamp = Stamp("Anna", "laptop of Anna", STAMP.at)
    second = linked(first.chain, 2, first.hash, body_of(first.chain, 2, stamp, deed))
    assert refusal(staffed, "Bram", second) == "actor-of-another"
    assert refusal(staffed, "Anna", second) == ""


@pytest.mark.parametrize("meeting", [POSTGRES], indirect=True)
def test_a_stolen_store_under_another_login_is_not_witnessed_and_the_sync_goes_on(anna: Laptop, bram: Laptop) -> None:
    with_a_case(anna.store)
    path = anna.store.path.with_name("stolen.db")
    vacuum_into(anna.store.engine, path)
    with Store.open(path, KEY) as stolen:
        assert exchange(stolen, log_of(central_of(bram))).refused == "actor-of-another"


def as_reader_of_the_log(laptop: Laptop) -> Laptop:
    """The same laptop, where an administrator works."""
    person = laptop.workplace.colleague.model_copy(update={"role": Role.ADMINISTRATOR.value})
    return replace(laptop, workplace=replace(laptop.workplace, colleague=person))


def test_whoever_reads_the_log_looks_over_every_laptop(anna: Laptop, bram: Laptop) -> None:
    _resident, case = with_a_case(bram.store)
    opened(bram.store, case)
    bram.sync()
    reader = as_reader_of_the_log(anna)
    report = audit_log(reader.workplace)
    assert (report.ok, report.others) == (True, 1)
    assert set(lines(bram.store)) <= set(log_lines(reader.workplace))


def test_a_tail_cut_out_of_the_shared_file_is_missed_by_who_saw_its_head(anna: Laptop, bram: Laptop) -> None:
    _resident, case = with_a_case(bram.store)
    opened(bram.store, case)
    bram.sync()
    anna.sync()
    file = cast("SharedFile", central_of(anna))
    with file.book(writing=True) as db:
        for table in ("audit_line", "audit_head"):
            db.execute(f"DROP TRIGGER {table}_no_delete")
        db.execute("DELETE FROM audit_line WHERE number > 3")
        db.execute("DELETE FROM audit_head")
    found = audit_log(anna.workplace).first_broken
    assert found is not None
    assert (found.code, found.number, found.device) == ("tail-cut", 4, bram.store.identity.device_id)


@pytest.mark.parametrize("meeting", [POSTGRES], indirect=True)
def test_a_head_that_is_gone_from_the_database_is_missed_by_a_colleague_who_saw_it(
    anna: Laptop, bram: Laptop, office: Office
) -> None:
    with_a_case(bram.store)
    bram.sync()
    anna.sync()
    assert audit_log(anna.workplace).ok
    founder = office.founder
    with psycopg.connect(founder.address.conninfo(founder.password), autocommit=True) as db:
        db.execute("TRUNCATE naober.audit_head, naober.audit_line")
    found = audit_log(anna.workplace).first_broken
    assert found is not None
    assert (found.code, found.number) == ("witness-gone", 1)
    for laptop in (anna, bram):
        laptop.sync()
    assert audit_log(anna.workplace).ok, "the laptops bring it all again"


def test_the_shared_file_itself_refuses_to_change_a_line(anna: Laptop) -> None:
    with_a_case(anna.store)
    anna.sync()
    file = cast("SharedFile", central_of(anna))
    with pytest.raises(Exception, match="append-only"), file.book(writing=True) as db:
        db.execute("UPDATE audit_line SET body = ''")
