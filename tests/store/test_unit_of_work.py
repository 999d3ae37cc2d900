from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from desktop.models.base import Value, new_id
from desktop.models.casework import Case
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.indications import Indication
from desktop.models.kinds import Law, MapStatus
from desktop.models.people import Resident
from desktop.models.social_map import AvailabilityReport, Provider

if TYPE_CHECKING:
    from desktop.store.database import Store


def add_provider(store: Store, **fields: object) -> Provider:
    provider = Provider.model_validate({"name": "Stichting Noorderlicht", **fields})
    with store.work("Add provider") as work:
        work.add(provider)
        work.commit()
    return provider


def test_what_was_committed_is_read_back_equal(store: Store) -> None:
    provider = add_provider(
        store, municipalities=("Stadskanaal", "Oldambt"), latitude=52.98947, minimum_age=18, strategic_partner=True
    )
    with store.read() as reader:
        assert reader.get(Provider, provider.id) == provider


def test_an_instant_and_a_mapping_come_back_as_they_went_in(store: Store) -> None:
    resident = Resident(last_name="Wouda")
    case = Case(resident_id=resident.id, opened_on=date(2026, 3, 2))
    indication = Indication(
        case_id=case.id, handed_in_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC), reasons={"goal-missing": "komt nog"}
    )
    with store.work("Hand in") as work:
        work.add(resident, case, indication)
        work.commit()
    with store.read() as reader:
        assert reader.get(Indication, indication.id) == indication


def test_nothing_stays_without_a_commit(store: Store) -> None:
    with store.work("Add provider") as work:
        work.add(Provider(name="Zorggroep Kanaal"))
    with store.read() as reader:
        assert reader.count(Provider) == 0


def test_nothing_stays_when_the_block_fails(store: Store) -> None:
    def fails_halfway() -> None:
        with store.work("Add provider") as work:
            work.add(Provider(name="Zorggroep Kanaal"))
            work.get(Provider, new_id())

    with pytest.raises(RuleBroken, match="gone"):
        fails_halfway()
    with store.read() as reader:
        assert reader.count(Provider) == 0


def test_a_unit_of_work_reads_what_it_wrote(store: Store) -> None:
    with store.work("Add provider") as work:
        work.add(Provider(name="Zorggroep Kanaal"))
        assert [p.name for p in work.find(Provider)] == ["Zorggroep Kanaal"]


def test_a_reader_keeps_the_moment_it_began_at(store: Store) -> None:
    with store.read() as reader:
        assert reader.count(Provider) == 0
        add_provider(store)
        assert reader.count(Provider) == 0


def test_a_change_gives_the_whole_new_value_and_touches_only_that_record(store: Store) -> None:
    provider = add_provider(store)
    other = add_provider(store, name="De Brink")
    with store.work("Change provider") as work:
        changed = work.change(Provider, provider.id, status=MapStatus.INACTIVE, target_groups=["jeugd"])
        changes = work.commit()
    assert (changed.status, changed.target_groups, changed.name) == (MapStatus.INACTIVE, ("jeugd",), provider.name)
    assert changes.ids == {"provider": frozenset({provider.id})}
    with store.read() as reader:
        assert reader.get(Provider, provider.id) == changed
        assert reader.get(Provider, other.id) == other


def test_a_change_to_the_same_values_is_no_change(store: Store) -> None:
    provider = add_provider(store)
    with store.work("Change provider") as work:
        work.change(Provider, provider.id, name=provider.name)
        changes = work.commit()
    assert changes.ids == {}
    assert changes.act == ""


@pytest.mark.parametrize(
    ("fields", "code", "values"),
    [
        ({"name": ""}, "missing", {}),
        ({"name": "x" * 201}, "too-long", {"most": 200}),
        ({"minimum_age": -1}, "too-small", {"least": 0}),
        ({"minimum_age": 999}, "too-large", {"most": 130}),
    ],
)
def test_a_field_outside_its_limit_is_refused_by_name(
    store: Store, fields: dict[str, object], code: str, values: dict[str, int]
) -> None:
    provider = add_provider(store)
    with store.work("Change provider") as work, pytest.raises(RuleBroken) as broken:
        work.change(Provider, provider.id, **fields)
    assert (broken.value.code, broken.value.field) == (code, next(iter(fields)))
    assert broken.value.values == values


def test_a_value_that_is_no_value_of_the_field_is_refused(store: Store) -> None:
    provider = add_provider(store)
    with store.work("Change provider") as work, pytest.raises(RuleBroken, match="not-valid status"):
        work.change(Provider, provider.id, status="perhaps")


def test_a_field_that_does_not_exist_is_a_bug_and_not_a_rule(store: Store) -> None:
    provider = add_provider(store)
    with store.work("Change provider") as work, pytest.raises(ValueError, match="has no field naam"):
        work.change(Provider, provider.id, naam="De Brink")


def test_a_kind_that_is_not_stored_is_a_bug(store: Store) -> None:
    with store.read() as reader, pytest.raises(TypeError):
        reader.find(Value)


def test_what_is_gone_is_said_to_be_gone(store: Store) -> None:
    with store.work("Change provider") as work:
        for attempt in (
            lambda: work.get(Provider, new_id()),
            lambda: work.change(Provider, new_id(), name="x"),
            lambda: work.remove(Provider, new_id()),
        ):
            with pytest.raises(RuleBroken, match="gone"):
                attempt()
        assert work.maybe(Provider, new_id()) is None


def test_the_same_id_twice_is_refused(store: Store) -> None:
    provider = add_provider(store)
    with store.work("Add provider") as work, pytest.raises(RuleBroken, match="already-there"):
        work.add(provider)


def test_children_may_be_added_before_their_parents(store: Store) -> None:
    resident = Resident(last_name="Wouda")
    case = Case(resident_id=resident.id, opened_on=date(2026, 3, 2))
    with store.work("Open case") as work:
        work.add(case, resident)
        changes = work.commit()
    assert changes.touches("case_file")
    assert changes.touches("resident")


def test_a_child_without_a_parent_does_not_get_in(store: Store) -> None:
    with store.work("Open case") as work:
        work.add(Case(resident_id=new_id(), opened_on=date(2026, 3, 2)))
        with pytest.raises(RuleBroken, match="reference-broken"):
            work.commit()
    with store.read() as reader:
        assert reader.count(Case) == 0


def test_a_parent_with_children_does_not_get_out(store: Store) -> None:
    resident = Resident(last_name="Wouda")
    with store.work("Open case") as work:
        work.add(resident, Case(resident_id=resident.id, opened_on=date(2026, 3, 2)))
        work.commit()
    with store.work("Remove resident") as work:
        work.remove(Resident, resident.id)
        with pytest.raises(RuleBroken, match="reference-broken"):
            work.commit()
    with store.read() as reader:
        assert reader.count(Resident) == 1


def test_values_are_found_by_equality_by_emptiness_and_by_being_one_of(store: Store) -> None:
    resident = Resident(last_name="Wouda")
    wmo, youth, ended = (
        Case(resident_id=resident.id, law=law, opened_on=date(2026, 1, 1), closed_on=closed)
        for law, closed in ((Law.WMO, None), (Law.JEUGDWET, None), (Law.ZVW, date(2026, 2, 1)))
    )
    with store.work("Open case") as work:
        work.add(resident, wmo, youth, ended)
        work.commit()
    with store.read() as reader:
        assert reader.find(Case, law=Law.WMO) == [wmo]
        assert reader.find(Case, closed_on=None) == [wmo, youth]
        assert reader.find(Case, closed_on=date(2026, 2, 1)) == [ended]
        assert reader.find(Case, law=(Law.WMO, Law.ZVW)) == [wmo, ended]
        assert reader.find(Case, law=()) == []
        assert reader.count(Case, closed_on=None) == 2


def test_an_observation_is_added_and_never_changed(store: Store) -> None:
    provider = add_provider(store)
    report = AvailabilityReport(provider_id=provider.id, intake_min=14, measured_on=date(2026, 3, 2))
    with store.work("Record wait") as work:
        work.add(report)
        work.commit()
    with store.work("Record wait") as work:
        with pytest.raises(RuleBroken, match="append-only"):
            work.change(AvailabilityReport, report.id, intake_min=2)
        with pytest.raises(RuleBroken, match="append-only"):
            work.remove(AvailabilityReport, report.id)


def test_the_last_act_names_its_change_set(store: Store) -> None:
    with store.work("Add provider") as work:
        work.add(Provider(name="De Brink"))
        changes = work.commit()
    assert changes.act == work.act_id


def test_what_stands_outside_the_journal_can_be_noted(store: Store) -> None:
    with store.work("Decide") as work:
        work.note("conflict", "c1", "c2")
        changes = work.commit()
    assert changes.ids == {"conflict": frozenset({"c1", "c2"})}


@pytest.mark.parametrize("text", ["a\x00b", "half a sign \ud800"])
def test_a_text_with_signs_that_are_no_text_is_refused(store: Store, text: str) -> None:
    provider = add_provider(store)
    with store.work("Change provider") as work, pytest.raises(RuleBroken, match="not-valid description"):
        work.change(Provider, provider.id, description=text)


def test_a_new_value_whose_text_has_a_zero_in_it_is_refused(store: Store) -> None:
    with store.work("Add provider") as work, pytest.raises(RuleBroken, match="not-valid name"):
        work.add(Provider(name="a\x00b"))


def test_a_unit_of_work_is_committed_once(store: Store) -> None:
    with store.work("Add provider") as work:
        work.add(Provider(name="De Brink"))
        work.commit()
        with pytest.raises(RuntimeError, match="has ended"):
            work.commit()
    with store.read() as reader:
        assert reader.count(Provider) == 1


def test_a_closed_store_is_not_opened_again_by_a_late_reader(store: Store) -> None:
    store.close()
    with pytest.raises(WorldFault, match="store-closed"), store.read():
        pass
    with pytest.raises(WorldFault, match="store-closed"), store.work("Add provider"):
        pass
    assert not store.key, "and whoever still holds it holds no key"
