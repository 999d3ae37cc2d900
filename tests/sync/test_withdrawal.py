"""What leaves a laptop's reach leaves the laptop, from every book and every page; what was typed on it is handed in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pytest

from desktop.models.casework import Case, Goal
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.people import NetworkMember, Resident
from desktop.models.social_map import Provider
from desktop.services import conflicts, forms, syncing, undo
from desktop.services.auditing import audit_log
from desktop.services.health import verify_store
from desktop.services.households import add_network_member
from desktop.services.plans import add_goal, change_goal
from desktop.services.syncing import state_of_work
from desktop.store import journal
from desktop.store.database import Store
from desktop.store.mapping import TABLES
from desktop.sync import books
from desktop.sync.session import run
from tests.helpers.full_disks import FULL, NO_LIMIT, full_disk
from tests.helpers.handed_over import SAID, dossier, everyone_meets, hand_over, joined, late_texts
from tests.helpers.kept_teams import KeptTeam, keep, live
from tests.helpers.laptops import BEGIN, Laptop, provider
from tests.helpers.meetings import central_of
from tests.helpers.offices import found_office, sweep
from tests.helpers.pages import dump, everything_in
from tests.helpers.stores import KEY, REGION
from tests.helpers.sync_world import Mishaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.sync.protocol import Late
    from tests.helpers.postgres import Server


@dataclass(frozen=True)
class Handed:
    """A case of Anna's that everyone had seen, and that is Bram's since; Anna's laptop has not heard of it yet."""

    case: Case
    goal: Goal
    known: Provider


@pytest.fixture(scope="module")
def kept(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[KeptTeam, Handed]]:
    office, folder = found_office(postgres, REGION, "naober_withdrawal"), tmp_path_factory.mktemp("withdrawal")
    made = joined(live(folder), office)
    anna, bram, lies = made.values()
    case, goal = dossier(anna)
    anna.add(known := provider(name="De Brug"))
    everyone_meets(made)
    hand_over(lies, case, bram)
    yield keep(folder, made, office), Handed(case, goal, known)
    sweep(office)


@pytest.fixture
def team(kept: tuple[KeptTeam, Handed]) -> Iterator[dict[str, Laptop]]:
    """Two consultants and who leads them, each on an own laptop."""
    laptops = kept[0].back()
    yield laptops
    for laptop in laptops.values():
        laptop.close()


@pytest.fixture
def handed(kept: tuple[KeptTeam, Handed]) -> Handed:
    return kept[1]


def test_nothing_of_a_case_that_left_can_be_found_on_the_laptop_any_more(
    team: dict[str, Laptop], handed: Handed
) -> None:
    anna, _bram, _lies = team.values()
    case, goal = handed.case, handed.goal
    known = handed.known
    path = anna.store.path
    assert all(text.encode() in everything_in(path, KEY) for text in SAID), "it is there to be found at first"
    anna.sync()
    at_once = everything_in(path, KEY)
    anna.close()
    raw, read = everything_in(path, KEY), dump(path, KEY)
    for text in (*SAID, goal.id):
        assert text.encode() not in at_once, text
        assert text.encode() not in raw, text
        assert text not in read, text
    # The log of who looked keeps the number of a dossier, without a name, or it would tell nothing.
    beside_the_log = dump(path, KEY, but=("audit_line",))
    assert case.id not in beside_the_log
    assert case.resident_id not in beside_the_log
    assert b"De Brug" in raw
    assert known.id in read


def test_without_writing_the_file_anew_it_would_be_found(
    team: dict[str, Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look at the pages sees what a look at the tables does not."""
    anna, _bram, _lies = team.values()
    monkeypatch.setattr("desktop.services.syncing.write_anew", lambda _store: False)
    anna.sync()
    assert not [check for check in verify_store(anna.workplace).checks if check.name == "wiped" and check.ok]
    assert b"Zonderland" in everything_in(anna.store.path, KEY)
    anna.close()
    assert "Zonderland" not in dump(anna.store.path, KEY)


def test_a_laptop_from_which_a_case_left_is_whole_and_goes_on(team: dict[str, Laptop], handed: Handed) -> None:
    anna, _bram, _lies = team.values()
    known = handed.known
    result = anna.sync()
    assert (result.mended, result.refused, result.conflicts) == ({}, 0, 0)
    assert {"case_file", "resident"} <= result.changes.ids.keys(), "screens are told"
    assert verify_store(anna.workplace).ok
    offered = undo.last_act(anna.workplace)
    assert offered is not None
    assert {e.table for e in anna.ask(lambda reader: journal.of_act(reader, offered.act))} == {"provider"}
    anna.change(type(known), known.id, phone="0597 999999")
    assert anna.sync().pushed == 1


def test_a_case_that_comes_back_is_whole_again(team: dict[str, Laptop], handed: Handed) -> None:
    anna, bram, lies = team.values()
    case, goal = handed.case, handed.goal
    for laptop in (anna, bram, lies):
        laptop.sync()
    hand_over(lies, case, anna)
    assert anna.sync().mended == {}
    assert anna.there(Goal, goal.id).text == "Weer zelf koken"
    assert verify_store(anna.workplace).ok
    anna.change(Goal, goal.id, text="Weer zelf eten")
    assert anna.sync().pushed == 1


def test_what_could_not_be_shared_of_it_is_handed_in_for_the_team_lead_and_then_goes(
    team: dict[str, Laptop], handed: Handed
) -> None:
    anna, bram, lies = team.values()
    goal = handed.goal
    anna.change(Goal, goal.id, text="Weer samen koken met Alie")
    result = anna.sync()
    assert (result.refused, state_of_work(anna.workplace).refused) == (0, ())
    anna.close()
    assert b"samen koken" not in everything_in(anna.store.path, KEY)
    for laptop in (bram, lies):
        laptop.sync()
    assert "samen koken" not in str(state_of_work(bram.workplace).refused), "it is the lead's to judge"
    assert "Weer samen koken met Alie" in late_texts(lies)
    assert "Half getypt" in late_texts(lies), "also what was only half typed"


def test_what_is_typed_while_it_is_handed_in_is_handed_in_too(
    team: dict[str, Laptop], handed: Handed, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, _bram, lies = team.values()
    anna.change(Goal, handed.goal.id, text="Eerst getypt")
    central, typed = Mishaps(central_of(anna)), iter(["Intussen getypt"])
    hand_in = central.hand_in

    def type_on(late: Sequence[Late]) -> None:
        hand_in(late)
        for text in typed:
            forms.save(anna.workplace, "goal", handed.goal.id, {"notes": text})

    monkeypatch.setattr(central, "hand_in", type_on)
    run(anna.store, central)
    lies.sync()
    assert "Eerst getypt" in late_texts(lies)
    assert "Intussen getypt" in late_texts(lies)


def test_a_team_lead_shares_late_work_again_or_puts_it_aside(team: dict[str, Laptop], handed: Handed) -> None:
    anna, bram, lies = team.values()
    goal = handed.goal
    anna.change(Goal, goal.id, text="Weer samen koken")
    anna.sync()
    lies.sync()
    listed = state_of_work(lies.workplace).refused
    edit = next(r for r in listed if "samen koken" in str(r.detail))
    form = next(r for r in listed if "Half getypt" in str(r.detail))
    conflicts.share_again(lies.workplace, edit.act_id)
    conflicts.put_aside(lies.workplace, form.op_id)
    lies.sync()
    bram.sync()
    assert bram.there(Goal, goal.id).text == "Weer samen koken"
    lies.sync()
    assert state_of_work(lies.workplace).refused == ()


def test_what_never_was_with_the_team_stays_with_who_wrote_it(team: dict[str, Laptop], handed: Handed) -> None:
    """Only what was shared can leave a laptop: a case that was refused from the start is on no other.

    It goes to the team lead when the resident it is about is found to be another's, at the next change of reach.
    """
    anna, bram, lies = team.values()
    anna.sync()
    lies.add(strange := Resident(last_name="Van een ander", consultant=lies.workplace.colleague.id))
    lies.sync()
    own = Case(resident_id=strange.id, opened_on=BEGIN.date(), question="Alleen hier geschreven")
    with anna.store.work("Type") as work:
        work.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        work.add(strange)
        work.add(own)
        work.commit()
    anna.sync()
    anna.add(provider())
    anna.sync()
    assert "Alleen hier geschreven" in str(state_of_work(anna.workplace).refused)
    hand_over(lies, handed.case, anna)
    anna.sync()
    lies.sync()
    assert "Alleen hier geschreven" in str(state_of_work(anna.workplace).refused) + late_texts(lies)
    assert bram.see(Case, own.id) is None


def test_a_withdrawal_that_is_cut_off_anywhere_is_finished_later(
    team: dict[str, Laptop], handed: Handed, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, _bram, lies = team.values()
    case, goal = handed.case, handed.goal
    anna.change(Goal, goal.id, text="Weer samen koken")
    for place in ("desktop.sync.belonging.wiping.wipe", "desktop.sync.belonging.books.keep_reach"):
        with monkeypatch.context() as patched:
            patched.setattr(place, _pull_the_plug)
            with pytest.raises(_PlugPulled):
                anna.sync()
        assert anna.see(Case, case.id) is not None or "samen koken" in str(state_of_work(anna.workplace).refused)
    anna.sync()
    anna.close()
    assert b"koken" not in everything_in(anna.store.path, KEY)
    lies.sync()
    assert late_texts(lies).count("Weer samen koken") == late_texts(lies).count("'new': 'Weer samen koken'") + 1


@NO_LIMIT
def test_late_work_is_handed_in_once_whenever_the_disk_runs_full_and_nothing_of_it_is_lost(
    team: dict[str, Laptop], handed: Handed
) -> None:
    anna, _bram, lies = team.values()
    anna.change(Goal, handed.goal.id, text="Weer samen koken")
    faults = []
    for room in (0, 1 << 15, 1 << 16, 1 << 17, 1 << 18):
        with full_disk(room):
            faults += _fault_of(anna)
        assert anna.see(Case, handed.case.id) is None or "samen koken" in everything_waiting(anna)
        assert audit_log(anna.workplace).ok
    assert faults
    assert set(faults) <= FULL
    anna.sync()
    anna.close()
    assert b"koken" not in everything_in(anna.store.path, KEY)
    lies.sync()
    assert late_texts(lies).count("Weer samen koken") == late_texts(lies).count("'new': 'Weer samen koken'") + 1


def everything_waiting(laptop: Laptop) -> str:
    """What this laptop still holds of the edit: it waits, was refused, or stands in the row."""
    goals = laptop.ask(lambda reader: [one.text for one in reader.find(Goal)])
    return f"{goals} {state_of_work(laptop.workplace)}"


def _fault_of(laptop: Laptop) -> list[str]:
    try:
        laptop.sync()
    except WorldFault as fault:
        return [fault.code]
    return []


class _PlugPulled(Exception):  # noqa: N818 - it says what happened
    pass


def _pull_the_plug(*_args: object) -> None:
    raise _PlugPulled


def test_a_file_that_could_not_be_written_anew_is_when_it_can(
    team: dict[str, Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, _bram, _lies = team.values()
    with monkeypatch.context() as patched:
        patched.setattr("desktop.store.wiping._rewrite", _is_full)
        anna.sync()
    assert not verify_store(anna.workplace).ok
    anna.sync()
    assert verify_store(anna.workplace).ok
    anna.close()
    assert b"Zonderland" not in everything_in(anna.store.path, KEY)


def _is_full(_store: Store) -> bool:
    raise WorldFault("disk-full", file="naober.store")


def test_a_laptop_that_told_of_cases_from_before_this_was_wiped_forgets_them_too(team: dict[str, Laptop]) -> None:
    """As a store that is brought to these tables finds it: rows gone, and the journal full of them."""
    anna, _bram, _lies = team.values()
    with anna.store.work("As it was", origin="sync") as work:
        for table in ("goal", "conversation", "network_member", "case_file", "resident"):
            work.connection.execute(TABLES[table].delete())
        work.connection.exec_driver_sql("INSERT OR REPLACE INTO setting VALUES ('wipe.look', '1')")
        books.keep_reach(work, central_of(anna).pull(0, 10_000).reach or frozenset())
        work.commit()
    anna.sync()
    anna.close()
    assert b"Zonderland" not in everything_in(anna.store.path, KEY)


def test_when_a_large_share_of_the_rows_would_leave_a_person_is_asked_first(
    team: dict[str, Laptop], handed: Handed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a large share is, is told by the tests of `would_wipe`."""
    anna, goal = team["Anna"], handed.goal
    monkeypatch.setattr("desktop.sync.belonging.would_wipe", lambda *, vanishing, present: 0 < vanishing < present)
    with pytest.raises(WorldFault, match="sync-would-wipe"):
        anna.sync()
    assert anna.there(Goal, goal.id).text == "Weer zelf koken"
    syncing.sync_now(anna.workplace, may_wipe=True)
    assert anna.see(Goal, goal.id) is None


def test_what_is_typed_in_a_form_that_stood_open_while_the_case_left_is_handed_in_and_makes_no_row(
    team: dict[str, Laptop], handed: Handed
) -> None:
    """Also in a form about a part of the case, and also when its button is pressed."""
    anna, bram, lies = team.values()
    case, goal = handed.case, handed.goal
    anna.sync()
    assert anna.see(Case, case.id) is None
    for form, about in (("talk", case.id), ("goal", goal.id), ("pause-term", f"{case.id}:decide")):
        typed = {"notes": f"Na het vertrek getypt, {form}", forms.STOOD: {"notes": "Stond er eerst"}}
        forms.save(anna.workplace, form, about, typed)
    forms.save(anna.workplace, "new-case", "", {"last_name": "Blijft hier"})
    for job in (
        partial(add_goal, anna.workplace, case.id, "Na het vertrek"),
        partial(change_goal, anna.workplace, goal.id, text="Na het vertrek"),
        partial(add_network_member, anna.workplace, case.resident_id, "Na het vertrek"),
    ):
        with pytest.raises(RuleBroken):
            forms.finish(anna.workplace, "goal", goal.id, job)
    assert anna.ask(lambda reader: (reader.count(Goal), reader.count(NetworkMember))) == (0, 0)
    result = anna.sync()
    assert (result.pushed, result.refused) == (0, 0)
    assert [form.form for form in forms.unfinished(anna.workplace)] == ["new-case"]
    anna.close()
    assert b"Na het vertrek" not in everything_in(anna.store.path, KEY)
    bram.sync()
    lies.sync()
    assert all(f"Na het vertrek getypt, {form}" in late_texts(lies) for form in ("talk", "goal", "pause-term"))
    assert "Na het vertrek" not in str(state_of_work(bram.workplace).refused), "it is the lead's to judge"
    left = {r.op_id: r.tbl for r in state_of_work(lies.workplace).refused if "Na het vertrek" in str(r.detail)}
    assert set(left.values()) == {"case_file", "goal"}, "the lead sees what it is about"
    read = conflicts.late_work(lies.workplace)
    assert "Stond er eerst" not in str([read[op_id].given for op_id in left])
