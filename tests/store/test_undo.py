from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.people import Resident
from desktop.models.social_map import AvailabilityReport, Provider
from desktop.store.undo import last_act, undo
from tests.helpers.stores import COLLEAGUE, make_store

if TYPE_CHECKING:
    import pathlib

    from desktop.models.changes import ChangeSet
    from desktop.store.database import Store


def add(store: Store, *values: Provider | Resident | Case | AvailabilityReport, act: str = "Add") -> ChangeSet:
    with store.work(act) as work:
        work.add(*values)
        return work.commit()


def change(store: Store, provider: Provider, **fields: object) -> ChangeSet:
    with store.work("Change provider") as work:
        work.change(Provider, provider.id, **fields)
        return work.commit()


def take_back(store: Store, act: str) -> ChangeSet:
    with store.work("Undo") as work:
        undo(work, act)
        return work.commit()


def test_the_last_act_is_known_by_the_verb_of_who_did_it(store: Store) -> None:
    with store.read() as reader:
        assert last_act(reader, COLLEAGUE) is None
    add(store, Provider(name="De Brink"))
    changes = add(store, Provider(name="Noorderlicht"), act="Add provider")
    with store.read() as reader:
        found = last_act(reader, COLLEAGUE)
        assert last_act(reader, "somebody else") is None
    assert found is not None
    assert (found.act_id, found.act, found.actor) == (changes.act, "Add provider", COLLEAGUE)


def test_a_change_is_taken_back_and_the_act_before_it_becomes_the_last(store: Store) -> None:
    provider = Provider(name="De Brink", municipalities=("Oldambt",), minimum_age=18)
    added = add(store, provider)
    changed = change(store, provider, name="x", municipalities=("A", "B"), minimum_age=None, strategic_partner=True)
    taken = take_back(store, changed.act)
    assert taken.ids == changed.ids
    with store.read() as reader:
        assert reader.get(Provider, provider.id) == provider
        found = last_act(reader, COLLEAGUE)
    assert found is not None
    assert found.act_id == added.act


def test_what_was_added_is_gone_again(store: Store) -> None:
    resident = Resident(last_name="Wouda")
    added = add(store, resident, Case(resident_id=resident.id, opened_on=date(2026, 3, 2)))
    take_back(store, added.act)
    with store.read() as reader:
        assert (reader.count(Resident), reader.count(Case)) == (0, 0)


def test_what_was_removed_is_back_under_its_own_id(store: Store) -> None:
    provider = Provider(name="De Brink", target_groups=("jeugd",), latitude=52.98947)
    add(store, provider)
    with store.work("Remove") as work:
        work.remove(Provider, provider.id)
        removed = work.commit()
    take_back(store, removed.act)
    with store.read() as reader:
        assert reader.find(Provider) == [provider]


def test_several_changes_of_one_record_in_one_act_are_all_taken_back(store: Store) -> None:
    provider = Provider(name="De Brink")
    add(store, provider)
    with store.work("Change") as work:
        work.change(Provider, provider.id, name="a")
        work.change(Provider, provider.id, name="b", place="Winschoten")
        work.remove(Provider, provider.id)
        work.add(provider)
        work.change(Provider, provider.id, name="c")
        act = work.commit().act
    take_back(store, act)
    with store.read() as reader:
        assert reader.get(Provider, provider.id) == provider


def test_a_field_that_was_changed_since_is_not_overwritten(store: Store) -> None:
    provider = Provider(name="De Brink")
    add(store, provider)
    first = change(store, provider, name="first", place="Winschoten")
    change(store, provider, name="second")
    with pytest.raises(RuleBroken, match="changed-since name"):
        take_back(store, first.act)
    with store.read() as reader:
        now = reader.get(Provider, provider.id)
    assert (now.name, now.place) == ("second", "Winschoten")


def test_another_field_that_was_changed_since_does_not_matter(store: Store) -> None:
    provider = Provider(name="De Brink")
    add(store, provider)
    first = change(store, provider, name="first")
    change(store, provider, place="Winschoten")
    take_back(store, first.act)
    with store.read() as reader:
        now = reader.get(Provider, provider.id)
    assert (now.name, now.place) == ("De Brink", "Winschoten")


def test_what_was_added_and_changed_since_is_not_taken_away(store: Store) -> None:
    provider = Provider(name="De Brink")
    added = add(store, provider)
    change(store, provider, place="Winschoten")
    with pytest.raises(RuleBroken, match="changed-since place"):
        take_back(store, added.act)


def test_what_went_away_or_came_back_since_is_left_alone(store: Store) -> None:
    provider = Provider(name="De Brink")
    add(store, provider)
    changed = change(store, provider, name="first")
    with store.work("Remove") as work:
        work.remove(Provider, provider.id)
        removed = work.commit()
    with pytest.raises(RuleBroken, match="changed-since"):
        take_back(store, changed.act)
    add(store, provider)
    with pytest.raises(RuleBroken, match="changed-since"):
        take_back(store, removed.act)


def test_what_others_build_upon_is_not_taken_away(store: Store) -> None:
    resident = Resident(last_name="Wouda")
    added = add(store, resident)
    add(store, Case(resident_id=resident.id, opened_on=date(2026, 3, 2)))
    with pytest.raises(RuleBroken, match="reference-broken"):
        take_back(store, added.act)


def test_an_observation_is_corrected_and_never_taken_back(store: Store) -> None:
    provider = Provider(name="De Brink")
    add(store, provider)
    act = add(store, AvailabilityReport(provider_id=provider.id, measured_on=date(2026, 3, 2))).act
    with pytest.raises(RuleBroken, match="not-undoable"):
        take_back(store, act)


def test_an_act_is_undone_once_and_an_unknown_one_never(store: Store) -> None:
    provider = Provider(name="De Brink")
    add(store, provider)
    act = change(store, provider, name="first").act
    take_back(store, act)
    for hopeless in (act, "no such act"):
        with pytest.raises(RuleBroken, match="not-undoable"):
            take_back(store, hopeless)


def test_what_a_colleague_sent_or_an_import_brought_is_not_this_persons_last_act(store: Store) -> None:
    for origin in ("sync", "import"):
        with store.work("Pull", origin=origin) as work:
            work.add(Provider(name=origin))
            work.commit()
    with store.read() as reader:
        assert last_act(reader, COLLEAGUE) is None


TEXT = st.text(max_size=60).filter(lambda text: "\x00" not in text and text.isprintable())
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "name": TEXT.filter(bool),
        "description": TEXT,
        "municipalities": st.lists(TEXT, max_size=3),
        "latitude": st.none() | st.floats(-90, 90),
        "minimum_age": st.none() | st.integers(0, 130),
        "checked_on": st.none() | st.dates(),
        "strategic_partner": st.booleans(),
    },
)


def test_any_change_comes_back_exactly(tmp_path: pathlib.Path) -> None:
    with make_store(tmp_path) as store:

        @settings(max_examples=40)
        @given(before=FIELDS, after=FIELDS)
        def try_it(before: dict[str, object], after: dict[str, object]) -> None:
            provider = Provider.model_validate({"name": "De Brink", **before})
            add(store, provider)
            changed = change(store, provider, **after)
            if changed.act:
                take_back(store, changed.act)
            with store.read() as reader:
                assert reader.get(Provider, provider.id) == provider

        try_it()
