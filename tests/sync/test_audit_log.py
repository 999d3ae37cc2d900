"""What the central store keeps of the log cannot be told otherwise afterwards, by a laptop or by who holds the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.models.audit import AuditAction, Deed, Dossier, Link
from desktop.models.base import new_id
from desktop.rules.audit_chain import Stamp, body_of, line_of, linked, message_of
from desktop.security.signing import new_secret, sign
from desktop.services.auditing import audit_log
from desktop.store import audit
from desktop.sync.audit_log import NotWitnessed
from desktop.sync.centrals import log_of
from tests.helpers.audit import STAMP, broken, lines, opened, rewrite, tamper, with_a_case
from tests.helpers.meetings import BOTH, central_of

if TYPE_CHECKING:
    from tests.helpers.laptops import Laptop

pytestmark = pytest.mark.parametrize("meeting", BOTH, indirect=True)


@pytest.fixture
def logged(anna: Laptop) -> Laptop:
    """Anna, whose lines have all been brought to the central store."""
    _resident, case = with_a_case(anna.store)
    opened(anna.store, case, 3)
    assert anna.sync().log.sent == len(lines(anna.store))
    return anna


def first_broken(laptop: Laptop) -> tuple[str, int] | None:
    found = audit_log(laptop.workplace).first_broken
    return None if found is None else (found.code, found.number)


def test_lines_are_sent_once_and_a_head_is_seen_by_colleagues(logged: Laptop, bram: Laptop) -> None:
    assert logged.sync().log.sent == 0
    bram.sync()
    with bram.store.read() as reader:
        seen = audit.seen(reader.connection)
    assert (lines(logged.store)[-1].number, lines(logged.store)[-1].hash) in {(h.number, h.hash) for h in seen}
    assert first_broken(logged) is None
    assert audit_log(logged.workplace).witnessed == len(lines(logged.store))


def test_many_lines_go_in_pieces(anna: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.sync.audit_log.AT_ONCE", 7)
    _resident, case = with_a_case(anna.store)
    opened(anna.store, case, 20)
    assert anna.sync().log.sent == len(lines(anna.store)) > 20
    assert anna.sync().log.sent == 0
    assert first_broken(anna) is None


def test_a_tail_that_is_cut_with_its_heads_is_missed(logged: Laptop) -> None:
    cut = ("DELETE FROM audit_line WHERE number > 5", "DELETE FROM audit_head", "DELETE FROM audit_seen")
    tamper(logged.store, *cut)
    assert broken(logged.store) is None, "it could be seen without the central store"
    assert first_broken(logged) == ("behind", 6)


def test_a_line_that_is_written_anew_with_all_after_it_differs(logged: Laptop) -> None:
    rewrite(logged.store, 5, AuditAction.OPEN, AuditAction.MAIL)
    tamper(logged.store, "DELETE FROM audit_head", "DELETE FROM audit_seen")
    assert first_broken(logged) == ("line-differs", 5)


def test_a_log_that_begins_anew_under_another_key_is_missed(logged: Laptop) -> None:
    wiped = ("DELETE FROM audit_line", "DELETE FROM audit_head", "DELETE FROM audit_seen", "DELETE FROM audit_chain")
    tamper(logged.store, *wiped, "UPDATE audit_since SET journal_seq = 1000000")
    with_a_case(logged.store)
    assert broken(logged.store) is None
    assert first_broken(logged) == ("chain-gone", 1)


def test_a_laptop_put_back_from_a_copy_gets_its_lines_back(logged: Laptop) -> None:
    was = lines(logged.store)
    tamper(logged.store, "DELETE FROM audit_line WHERE number > 3", "DELETE FROM audit_head WHERE number > 3")
    tamper(logged.store, "DELETE FROM audit_seen")
    assert logged.sync().log.fetched == len(was) - 3
    assert lines(logged.store) == was


def test_one_that_went_on_after_it_was_put_back_begins_anew_and_no_line_is_lost(logged: Laptop) -> None:
    _resident, case = with_a_case(logged.store)
    logged.sync()
    was = len(lines(logged.store))
    cut = f"DELETE FROM audit_line WHERE number > {was - 2}"  # noqa: S608 - a test
    tamper(logged.store, cut, "DELETE FROM audit_seen")
    tamper(logged.store, "DELETE FROM audit_head")
    opened(logged.store, case, 4)
    brought = logged.sync().log
    assert (brought.forked_at, brought.refused) == (was - 1, "")
    chains = {one.chain: one.number for one in log_of(central_of(logged)).chains()}
    assert sorted(chains.values()) == sorted([was, 1 + 4]), (
        "the new chain tells where it began, and the lines from there"
    )
    assert {line_of(link.body).action for link in lines(logged.store)} >= {"chain", "open"}
    assert first_broken(logged) == ("line-differs", was - 1), "it stays an incident that someone must explain"
    assert logged.sync().log.forked_at == 0


def test_a_clock_that_jumps_breaks_nothing(logged: Laptop) -> None:
    _resident, case = with_a_case(logged.store)
    logged.clock.jump(days=-400)
    opened(logged.store, case)
    logged.sync()
    logged.clock.jump(days=900)
    opened(logged.store, case)
    logged.sync()
    assert first_broken(logged) is None


def put(laptop: Laptop, *links: Link) -> str:
    """Why the central store does not take these from this laptop; empty when it does."""
    try:
        log_of(central_of(laptop)).take(links, None)
    except NotWitnessed as why:
        return why.code
    return ""


def test_the_central_store_takes_no_line_that_does_not_follow_on_the_last(logged: Laptop) -> None:
    last = lines(logged.store)[-1]
    stamp = replace(STAMP, actor=logged.workplace.colleague.id, device=logged.store.identity.device_id)
    deed = Deed(AuditAction.OPEN, Dossier("case_file", new_id()))

    def made(number: int, previous: str, stamp: Stamp = stamp) -> Link:
        return linked(last.chain, number, previous, body_of(last.chain, number, stamp, deed))

    good = made(last.number + 1, last.hash)
    assert put(logged, last) == "not-next"
    assert put(logged, made(last.number + 2, last.hash)) == "not-next"
    assert put(logged, made(last.number + 1, "")) == "not-next"
    assert put(logged, replace(good, hash="0" * 64)) == "hash-wrong"
    assert put(logged, replace(good, number=last.number + 2)) in {"misfiled", "not-next"}
    assert put(logged, made(last.number + 1, last.hash, replace(stamp, device="another"))) == "device-of-another"
    assert put(logged, replace(good, body="{}")) in {"misfiled", "hash-wrong", "device-of-another"}
    assert put(logged, good) == ""


def test_a_head_that_another_signed_is_not_taken(logged: Laptop) -> None:
    last = lines(logged.store)[-1]
    stamp = Stamp(logged.workplace.colleague.id, logged.store.identity.device_id, STAMP.at)
    link = linked(
        last.chain,
        last.number + 1,
        last.hash,
        body_of(last.chain, last.number + 1, stamp, Deed(AuditAction.OPEN, Dossier("case_file", new_id()))),
    )
    with logged.store.read() as reader:
        head = replace(audit.heads(reader.connection)[-1], number=link.number, hash=link.hash)
    forged = replace(head, signature=sign(new_secret(), message_of(head)))
    with pytest.raises(NotWitnessed, match="head-unknown"):
        log_of(central_of(logged)).take([link], forged)
    with pytest.raises(NotWitnessed, match="head-unknown"):
        log_of(central_of(logged)).take([link], replace(forged, hash=last.hash))
