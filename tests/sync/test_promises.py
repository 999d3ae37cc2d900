"""The promises of sync, each by its name; `docs/promises.md` points here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from desktop.models.faults import WorldFault
from desktop.models.social_map import Contract, Provider
from desktop.services import syncing
from desktop.services.conflicts import Take, list_conflicts, resolve, share_again
from desktop.services.syncing import state_of_work
from desktop.store import undo
from desktop.sync import books, digest, kept_digests, outbox
from desktop.sync.session import run
from tests.helpers.laptops import day, provider
from tests.helpers.meetings import BOTH, central_of
from tests.helpers.sync_world import Mishaps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.sync.vocabulary import Kind
    from tests.helpers.laptops import Laptop

pytestmark = pytest.mark.parametrize("meeting", BOTH, indirect=True)

RARE = "Zonnebloemenkwekerij Wouda-Terpstra"


def met(anna: Laptop, bram: Laptop, *, base: str = "0597 1") -> Provider:
    """A provider both laptops hold."""
    shared = provider(phone=base)
    anna.add(shared)
    anna.sync()
    bram.sync()
    assert bram.see(Provider, shared.id) == shared
    return shared


def both_type(anna: Laptop, bram: Laptop) -> Provider:
    """Two edits of one field that meet; Bram's arrives later."""
    shared = met(anna, bram)
    anna.change(Provider, shared.id, phone="0597 2")
    bram.change(Provider, shared.id, phone="0597 3")
    anna.sync()
    bram.sync()
    return shared


def test_no_edit_is_lost_silently(anna: Laptop, bram: Laptop) -> None:
    shared = both_type(anna, bram)
    (conflict,) = list_conflicts(bram.workplace)
    assert (conflict.table, conflict.row, conflict.field) == ("provider", shared.id, "phone")
    assert (conflict.then, conflict.mine, conflict.theirs) == ("0597 1", "0597 3", "0597 2")
    assert (conflict.mine_by, conflict.by) == ("Bram", "Anna")
    assert bram.there(Provider, shared.id).phone == "0597 2"
    resolve(bram.workplace, conflict.id, take=Take.MINE)
    bram.sync()
    anna.sync()
    for laptop in (anna, bram):
        assert laptop.there(Provider, shared.id).phone == "0597 3"
        assert list_conflicts(laptop.workplace) == ()


def test_the_same_edit_is_never_applied_twice(anna: Laptop, bram: Laptop) -> None:
    shared = provider()
    anna.add(shared)
    central = central_of(anna)
    with pytest.raises(WorldFault):
        run(anna.store, Mishaps(central, lost_after={1}))
    assert state_of_work(anna.workplace).waiting, "the answer was lost, so the edit still waits"
    run(anna.store, Mishaps(central, twice=True))
    assert not state_of_work(anna.workplace).waiting
    told = Counter(change.op_id for change in central.pull(0, 1000).changes)
    assert set(told.values()) == {1}
    bram.sync()
    assert bram.ask(lambda reader: reader.count(Provider)) == 1


@pytest.mark.parametrize("before", range(6))
@pytest.mark.parametrize("lost", ["lost_before", "lost_after"])
def test_an_interrupted_sync_can_be_repeated_at_any_point(anna: Laptop, bram: Laptop, before: int, lost: str) -> None:
    shared = met(anna, bram)
    anna.change(Provider, shared.id, phone="0597 2")
    anna.sync()
    bram.change(Provider, shared.id, phone="0597 3", email="bascule@example.org")
    bram.add(*(extra := [provider(name=f"New {n}") for n in range(3)]))
    stopped = Mishaps(central_of(bram), **{lost: {before}})  # type: ignore[arg-type]  # both are sets of calls
    with pytest.raises(WorldFault):
        run(bram.store, stopped, at_once=2)
    bram.sync()
    anna.sync()
    row = anna.there(Provider, shared.id)
    assert (row.phone, row.email) == ("0597 2", "bascule@example.org")
    assert all(anna.see(Provider, one.id) == one for one in extra)
    assert [conflict.mine for conflict in list_conflicts(bram.workplace)] == ["0597 3"]


def test_a_sync_without_news_writes_once_that_the_team_was_met(anna: Laptop, bram: Laptop) -> None:
    met(anna, bram)
    bram.sync()
    begun: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(("BEGIN IMMEDIATE", "INSERT", "UPDATE", "DELETE")):
            begun.append(statement)

    event.listen(bram.store.engine, "before_cursor_execute", note)
    bram.clock.jump(minutes=5)
    result = bram.sync()
    event.remove(bram.store.engine, "before_cursor_execute", note)
    assert (result.pushed, result.pulled) == (0, 0)
    assert [statement for statement in begun if statement.startswith("BEGIN")] == ["BEGIN IMMEDIATE"]
    assert not [statement for statement in begun if "sync_digest" in statement or "sync_hash" in statement]


class Stopped(Exception):  # noqa: N818 - a person's wish
    pass


@pytest.mark.parametrize("step", ["send", "read", "compare"])
def test_a_sync_that_a_person_stops_keeps_what_was_done(anna: Laptop, bram: Laptop, step: str) -> None:
    def stop(told: str, _done: int, _of: int) -> None:
        if told == step:
            raise Stopped

    shared = met(anna, bram)
    bram.change(Provider, shared.id, phone="0597 2")
    with pytest.raises(Stopped):
        syncing.sync_now(bram.workplace, progress=stop)
    bram.sync()
    anna.sync()
    assert anna.there(Provider, shared.id).phone == "0597 2"


@pytest.mark.parametrize("years", [-30, 0, 30])
def test_clocks_never_decide_a_winner(anna: Laptop, bram: Laptop, years: int) -> None:
    bram.clock.jump(days=365 * years)
    shared = both_type(anna, bram)
    (conflict,) = list_conflicts(bram.workplace)
    assert (conflict.mine, conflict.theirs) == ("0597 3", "0597 2")
    assert bram.there(Provider, shared.id).phone == "0597 2"


def test_delete_against_edit_is_always_asked(anna: Laptop, bram: Laptop) -> None:
    shared = met(anna, bram)
    anna.remove(Provider, shared.id)
    bram.change(Provider, shared.id, phone="0597 9")
    anna.sync()
    bram.sync()
    assert bram.see(Provider, shared.id) is None
    (conflict,) = list_conflicts(bram.workplace)
    assert (conflict.field, conflict.theirs, conflict.mine["phone"]) == ("*", None, "0597 9")
    resolve(bram.workplace, conflict.id, take=Take.MINE)
    bram.sync()
    anna.sync()
    assert anna.see(Provider, shared.id) == bram.see(Provider, shared.id)
    assert anna.there(Provider, shared.id).phone == "0597 9"


def test_edit_against_delete_is_always_asked_too(anna: Laptop, bram: Laptop) -> None:
    shared = met(anna, bram)
    anna.change(Provider, shared.id, phone="0597 9")
    bram.remove(Provider, shared.id)
    anna.sync()
    bram.sync()
    assert bram.there(Provider, shared.id).phone == "0597 9", "it stands until a person says otherwise"
    (conflict,) = list_conflicts(bram.workplace)
    assert (conflict.field, conflict.mine, conflict.theirs["phone"]) == ("*", None, "0597 9")
    resolve(bram.workplace, conflict.id, take=Take.MINE)
    bram.sync()
    anna.sync()
    assert anna.see(Provider, shared.id) is None


def test_a_deletion_of_what_a_colleague_began_to_use_is_asked(anna: Laptop, bram: Laptop) -> None:
    shared = met(anna, bram)
    contract = Contract(provider_id=shared.id, start=day("2026-01-01"))
    anna.add(contract)
    bram.remove(Provider, shared.id)
    anna.sync()
    bram.sync()
    assert bram.see(Provider, shared.id) == shared
    assert bram.see(Contract, contract.id) == contract
    assert [conflict.field for conflict in list_conflicts(bram.workplace)] == ["*"]


def test_one_refused_item_never_holds_up_the_others(anna: Laptop, bram: Laptop) -> None:
    shared = met(anna, bram)
    anna.remove(Provider, shared.id)
    anna.sync()
    contract = Contract(provider_id=shared.id, start=day("2026-01-01"), note=RARE)
    bram.add(contract)
    bram.add(other := provider(name="After the refused one"))
    result = bram.sync()
    anna.sync()
    assert anna.see(Provider, other.id) == other
    assert (result.refused, result.pushed) == (1, 1)
    (refusal,) = state_of_work(bram.workplace).refused
    assert (refusal.code, refusal.tbl, refusal.row_id) == ("refers-to-missing", "contract", contract.id)
    assert RARE in str(refusal.detail), "all that was typed is still there"
    assert bram.see(Contract, contract.id) is None


def test_what_was_refused_can_be_shared_once_its_reason_is_gone(anna: Laptop, bram: Laptop) -> None:
    shared = met(anna, bram)
    anna.remove(Provider, shared.id)
    anna.sync()
    contract = Contract(provider_id=shared.id, start=day("2026-01-01"), note=RARE)
    bram.add(contract)
    bram.sync()
    anna.add(shared)
    anna.sync()
    bram.sync()
    (refusal,) = state_of_work(bram.workplace).refused
    share_again(bram.workplace, refusal.act_id)
    bram.sync()
    anna.sync()
    assert anna.see(Contract, contract.id) == contract
    assert state_of_work(bram.workplace).refused == ()


def test_a_line_of_the_journal_that_cannot_be_understood_holds_nobody_up(anna: Laptop, bram: Laptop) -> None:
    anna.do(
        lambda work: work.connection.exec_driver_sql(
            "INSERT INTO journal (op_id, act_id, act, tbl, row_id, kind, changes, base, actor, device, made_at, origin,"
            " schema_version) VALUES ('x', 'y', 'Poison', 'provider', 'p', 'update', 'not json', 0, 'a', 'd', 'm',"
            " 'local', 1)"
        )
    )
    anna.add(good := provider())
    assert anna.sync().refused == 1
    bram.sync()
    assert bram.see(Provider, good.id) == good
    assert [refusal.code for refusal in state_of_work(anna.workplace).refused] == ["op-unreadable"]
    assert anna.sync().pushed == 0


def test_a_field_with_an_own_edit_that_waits_keeps_the_own_value(anna: Laptop, bram: Laptop) -> None:
    shared = met(anna, bram)
    anna.change(Provider, shared.id, phone="0597 2", email="anna@example.org")
    anna.sync()
    central = typed_on(bram, shared, phone="0597 3")
    run(bram.store, central)
    row = bram.there(Provider, shared.id)
    assert (row.phone, row.email) == ("0597 3", "anna@example.org")
    assert central.fetched == [], "a table in which an own edit waits is not compared"
    bram.sync()
    assert [conflict.mine for conflict in list_conflicts(bram.workplace)] == ["0597 3"]


def typed_on(laptop: Laptop, shared: Provider, **fields: object) -> Mishaps:
    """The laptop's central store, where its colleague types while a page of the history is on its way."""
    central = Mishaps(central_of(laptop))

    def type_on() -> None:
        if central.calls == 2:  # the answer to the second call
            laptop.change(Provider, shared.id, **fields)

    central.meanwhile = type_on
    return central


def test_a_set_with_an_own_member_that_waits_keeps_it(anna: Laptop, bram: Laptop) -> None:
    shared = met(anna, bram)
    anna.change(Provider, shared.id, laws=("WMO",))
    anna.sync()
    run(bram.store, typed_on(bram, shared, laws=("JEUGDWET",)))
    assert set(bram.there(Provider, shared.id).laws) == {"WMO", "JEUGDWET"}


def test_a_row_that_a_colleague_deleted_stays_while_an_own_edit_of_it_waits(anna: Laptop, bram: Laptop) -> None:
    shared = met(anna, bram)
    anna.remove(Provider, shared.id)
    anna.sync()
    run(bram.store, typed_on(bram, shared, phone="0597 3"))
    assert bram.there(Provider, shared.id).phone == "0597 3"
    bram.sync()
    assert bram.see(Provider, shared.id) is None
    assert [conflict.mine["phone"] for conflict in list_conflicts(bram.workplace)] == ["0597 3"]


def test_who_edits_after_an_answer_that_was_not_read_yet_does_not_overwrite_unseen(anna: Laptop, bram: Laptop) -> None:
    shared = met(anna, bram)
    anna.change(Provider, shared.id, email="anna@example.org")
    anna.sync()
    bram.change(Provider, shared.id, phone="0597 3")
    with pytest.raises(WorldFault):
        run(bram.store, Mishaps(central_of(bram), lost_after={1}))
    bram.change(Provider, shared.id, email="bram@example.org")
    bram.sync()
    (conflict,) = list_conflicts(bram.workplace)
    assert (conflict.field, conflict.mine, conflict.theirs) == ("email", "bram@example.org", "anna@example.org")


def test_rows_that_differ_without_a_reason_are_fetched_again_and_that_is_told(anna: Laptop, bram: Laptop) -> None:
    shared = met(anna, bram)
    bram.do(
        lambda work: [
            work.connection.exec_driver_sql("DROP TRIGGER journal_provider_update"),
            work.connection.exec_driver_sql("UPDATE provider SET phone = 'rotten'"),
        ]
    )
    # The journal knows nothing of it, so it is noticed when all is reckoned anew: at the first sync of a day.
    bram.clock.jump(days=1)
    result = bram.sync()
    assert result.mended == {"provider": 1}
    assert bram.there(Provider, shared.id).phone == shared.phone
    (refusal,) = state_of_work(bram.workplace).refused
    assert (refusal.code, refusal.detail["values"]["phone"]) == ("row-mended", "rotten")
    assert bram.sync().mended == {}


def test_what_is_typed_while_a_table_is_fetched_again_is_no_difference(anna: Laptop, bram: Laptop) -> None:
    shared, lost = met(anna, bram), provider(name=RARE)
    bram.add(lost)
    said = "UPDATE journal SET pushed = 1 WHERE row_id = ?"
    bram.do(lambda work: work.connection.exec_driver_sql(said, (lost.id,)))
    central = Mishaps(central_of(bram))

    def type_on() -> None:
        if central.fetched == ["provider"]:
            bram.change(Provider, shared.id, phone="0597 3")

    central.meanwhile = type_on
    assert run(bram.store, central).mended == {"provider": 1}
    assert state_of_work(bram.workplace).refused == ()
    assert bram.there(Provider, shared.id).phone == "0597 3"


def test_a_sync_reckons_only_rows_that_were_touched(
    anna: Laptop, bram: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = met(anna, bram)
    anna.add(*(provider(name=f"Provider {n}") for n in range(20)))
    anna.sync()
    bram.sync()
    bram.change(Provider, shared.id, phone="0597 9")
    reckoned: list[str] = []

    def row_hash(kind: Kind, row_id: str, values: Mapping[str, Any]) -> int:
        reckoned.append(row_id)
        return digest.row_hash(kind, row_id, values)

    monkeypatch.setattr(kept_digests, "row_hash", row_hash)
    assert bram.sync().mended == {}
    assert set(reckoned) == {shared.id}


def test_a_row_that_the_central_store_turns_out_not_to_have_is_offered_to_it(anna: Laptop, bram: Laptop) -> None:
    met(anna, bram)
    lost = provider(name=RARE)
    bram.add(lost)
    said = "UPDATE journal SET pushed = 1 WHERE row_id = ?"
    bram.do(lambda work: work.connection.exec_driver_sql(said, (lost.id,)))
    assert bram.sync().mended == {"provider": 1}
    assert bram.see(Provider, lost.id) == lost
    last = bram.ask(lambda reader: undo.last_act(reader, bram.workplace.colleague.id))
    assert last is not None
    assert last.act == "Test", "undoing the sync would take the row away"
    bram.sync()
    anna.sync()
    assert anna.see(Provider, lost.id) == lost


def test_a_sync_that_would_make_a_large_share_of_the_rows_vanish_asks_first(anna: Laptop, bram: Laptop) -> None:
    many = [provider(name=f"Provider {n}") for n in range(40)]
    anna.add(*many)
    anna.sync()
    bram.sync()
    for one in many:
        anna.remove(Provider, one.id)
    anna.sync()
    with pytest.raises(WorldFault, match="sync-would-wipe") as fault:
        bram.sync()
    assert (fault.value.values["rows"], bram.ask(lambda reader: reader.count(Provider))) == (40, 40)
    syncing.sync_now(bram.workplace, may_wipe=True)
    assert bram.ask(lambda reader: reader.count(Provider)) == 0


def test_acts_of_colleagues_stand_in_the_journal_under_their_own_name_and_never_go_out_again(
    anna: Laptop, bram: Laptop
) -> None:
    shared = met(anna, bram)
    query = "SELECT actor, origin, pushed FROM journal WHERE row_id = ?"
    line = bram.ask(lambda reader: reader.connection.exec_driver_sql(query, (shared.id,)).one())
    assert tuple(line) == (anna.workplace.colleague.id, "sync", 1)
    assert bram.ask(outbox.waiting)[0] == 0
    assert bram.ask(books.held) == set()
