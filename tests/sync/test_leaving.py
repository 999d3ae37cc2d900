"""A shared file that is lost for good, a team that goes on with another, and a laptop that is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.models.casework import Case
from desktop.models.faults import WorldFault
from desktop.models.people import Resident
from desktop.models.social_map import Provider
from desktop.services import syncing
from desktop.services.conflicts import list_conflicts
from desktop.services.syncing import state_of_work
from desktop.store.agreement import journal_differs
from desktop.store.undo import last_act
from desktop.sync.shared_place import path_of
from tests.helpers.laptops import Laptop, day, make_laptop, provider

if TYPE_CHECKING:
    from pathlib import Path


def test_a_team_goes_on_with_a_new_file_after_the_old_one_is_lost(
    anna: Laptop, bram: Laptop, url: str, tmp_path: Path
) -> None:
    resident = Resident(last_name="Wouda")
    case = Case(resident_id=resident.id, opened_on=day("2026-11-01"))
    same, other, gone = (provider(name=name) for name in ("Same", "Other", "Gone"))
    anna.add(resident, case, same, other, gone)
    anna.sync()
    bram.sync()
    anna.change(Provider, other.id, phone="Anna's")
    bram.change(Provider, other.id, phone="Bram's")
    bram.remove(Provider, gone.id)
    path_of(url).unlink()
    new = f"sqlite:///{tmp_path / 'share' / 'new.naober'}"
    for laptop in (anna, bram):
        syncing.leave(laptop.workplace)
        assert not state_of_work(laptop.workplace).is_joined
    code = syncing.start_central(anna.workplace, new)
    assert anna.sync().mended == {}
    syncing.join(bram.workplace, new, code)
    assert bram.sync().mended == {}
    anna.sync()
    for laptop in (anna, bram):
        assert laptop.there(Case, case.id) == case
        assert laptop.there(Provider, same.id) == same
        assert laptop.there(Provider, gone.id) == gone, "a deletion that was never shared is no longer known"
        (conflict,) = list_conflicts(laptop.workplace)
        assert {conflict.mine, conflict.theirs} == {"Anna's", "Bram's"}
        assert laptop.ask(journal_differs) == []


def test_leaving_and_joining_the_same_file_again_changes_nothing(anna: Laptop, bram: Laptop, url: str) -> None:
    kept, gone = provider(), provider()
    anna.add(kept, gone)
    anna.sync()
    bram.sync()
    bram.change(Provider, kept.id, phone="0597 2")
    bram.sync()
    code = syncing.team_code(anna.workplace)
    syncing.leave(anna.workplace)
    syncing.join(anna.workplace, url, code)
    result = anna.sync()
    (conflict,) = list_conflicts(anna.workplace)
    assert (conflict.field, conflict.theirs) == ("phone", "0597 2"), "she had not seen it when she left"
    assert result.mended == {}
    last = anna.ask(lambda reader: last_act(reader, anna.workplace.colleague.id))
    assert last is not None
    assert last.act == "Test", "undoing the leaving would take away all that was offered"
    assert bram.sync().pulled == 0


def test_who_works_alone_cannot_leave(anna: Laptop, tmp_path: Path) -> None:
    coby = make_laptop(tmp_path, "Coby")
    with pytest.raises(WorldFault, match="sync-not-joined"):
        syncing.leave(coby.workplace)
    coby.close()
    assert state_of_work(anna.workplace).is_joined


def test_a_laptop_that_joins_late_is_not_asked_about_rows_it_never_had(anna: Laptop, tmp_path: Path, url: str) -> None:
    many = [provider(name=f"Provider {n}") for n in range(30)]
    anna.add(*many)
    anna.sync()
    for one in many:
        anna.remove(Provider, one.id)
    anna.sync()
    coby = make_laptop(tmp_path, "Coby")
    syncing.join(coby.workplace, url, syncing.team_code(anna.workplace))
    assert coby.sync().pulled > 0
    assert coby.ask(lambda reader: reader.count(Provider)) == 0
    coby.close()


def test_no_central_store_is_spoken_to_once_the_laptop_is_being_closed(anna: Laptop) -> None:
    anna.add(provider("p"))
    anna.workplace.lines.end()
    with pytest.raises(WorldFault, match="store-closed"):
        syncing.sync_now(anna.workplace)
    assert len(state_of_work(anna.workplace).waiting) == 1, "nothing is lost by it"
