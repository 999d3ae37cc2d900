"""Signals about a provider: who may record, who may read, and what is never shown to anyone else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import IndicationStatus, Role, SignalKind, SignalStatus
from desktop.models.upkeep import Signal, SignalFollowUp
from desktop.rules.satisfaction import Satisfaction, TooFewResidents
from desktop.services.exports import export_map
from desktop.services.signals import (
    NewSignal,
    doubts_in,
    every_signal,
    follow_up,
    open_signals,
    received,
    record_signal,
    satisfaction_with,
    signals_of,
)
from desktop.services.undo import last_act, undo
from desktop.services.workplace import Workplace
from tests.helpers.bsns import made_up_bsns
from tests.helpers.casework import a_case, a_provider, colleague, refused

TEXT = "Er kwam drie weken niemand langs."


@pytest.fixture
def manager(desk: Workplace) -> Workplace:
    return colleague(desk, "Ruben Wind", Role.CONTRACT_MANAGER)


@pytest.fixture
def administrator(desk: Workplace) -> Workplace:
    return colleague(desk, "Sem Admin", Role.ADMINISTRATOR)


@pytest.fixture
def provider(desk: Workplace) -> str:
    return a_provider(desk)


def test_a_consultant_records_and_the_contract_manager_reads(
    desk: Workplace, manager: Workplace, provider: str
) -> None:
    signal_id, changes = record_signal(desk, NewSignal(provider, f" {TEXT} ", SignalKind.LAWFULNESS))
    assert changes.touches("signal")
    (page,) = signals_of(manager, provider)
    assert (page.signal.id, page.signal.text, page.signal.kind) == (signal_id, TEXT, SignalKind.LAWFULNESS)
    assert (page.provider, page.recorded_by, page.status) == ("De Kwikstaart", "Marijke Veenstra", SignalStatus.NEW)
    assert (page.signal.seen_on, page.signal.recorded_on) == (desk.today, desk.today)


def test_who_recorded_it_sees_only_that_it_was_received(
    desk: Workplace, lead: Workplace, manager: Workplace, provider: str
) -> None:
    signal_id, _changes = record_signal(desk, NewSignal(provider, TEXT))
    follow_up(manager, signal_id, "Gebeld", SignalStatus.CLOSED)
    assert received(desk, provider) == (desk.today,)
    assert received(lead, provider) == ()


def test_nobody_but_the_contract_manager_reads_or_follows_up(
    desk: Workplace, lead: Workplace, administrator: Workplace, provider: str
) -> None:
    signal_id, _changes = record_signal(desk, NewSignal(provider, TEXT))
    for other in (desk, lead, administrator):
        acts: list[Callable[[], object]] = [
            lambda other=other: signals_of(other, provider),  # type: ignore[misc]  # a default binds it now
            lambda other=other: every_signal(other),  # type: ignore[misc]  # idem
            lambda other=other: open_signals(other),  # type: ignore[misc]  # idem
            lambda other=other: follow_up(other, signal_id, "Ik", SignalStatus.CLOSED),  # type: ignore[misc]  # idem
        ]
        refused("not-allowed", *acts)


def test_an_administrator_records_none(administrator: Workplace, provider: str) -> None:
    refused("not-allowed", lambda: record_signal(administrator, NewSignal(provider, TEXT)))
    refused("not-allowed", lambda: doubts_in(administrator, provider, TEXT))


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"text": "  "}, "required"), ({"seen_on": date(2026, 11, 24)}, "in-future"), ({"text": "x" * 5001}, "too-long")],
)
def test_what_cannot_be_is_refused_at_its_field(
    desk: Workplace, provider: str, fields: dict[str, object], code: str
) -> None:
    with pytest.raises(RuleBroken, match=code) as told:
        record_signal(desk, NewSignal(**({"provider_id": provider, "text": TEXT} | fields)))  # type: ignore[arg-type]  # a table of cases
    assert told.value.field == next(iter(fields))


def test_a_provider_that_is_gone_is_said(desk: Workplace) -> None:
    refused("gone", lambda: record_signal(desk, NewSignal("nergens", TEXT)))


def test_where_it_stands_is_what_the_latest_follow_up_says_and_the_signal_is_never_changed(
    desk: Workplace, manager: Workplace, provider: str
) -> None:
    signal_id, _changes = record_signal(desk, NewSignal(provider, TEXT))
    with desk.store.read() as reader:
        before = reader.get(Signal, signal_id)
    changes = follow_up(manager, signal_id, "Gebeld met de aanbieder", SignalStatus.IN_HAND)
    assert not changes.touches("signal")
    follow_up(manager, signal_id, "Afspraak gemaakt", SignalStatus.CLOSED)
    (page,) = signals_of(manager, provider)
    assert page.status is SignalStatus.CLOSED
    assert [one.text for one in page.follow_ups] == ["Gebeld met de aanbieder", "Afspraak gemaakt"]
    assert {(one.done_on, one.done_by) for one in page.follow_ups} == {(manager.today, "Ruben Wind")}
    with desk.store.read() as reader:
        assert reader.get(Signal, signal_id) == before
        assert reader.count(SignalFollowUp) == 2
    refused("required", lambda: follow_up(manager, signal_id, " ", SignalStatus.CLOSED))


def test_open_ones_stand_first_the_longest_waiting_above(desk: Workplace, manager: Workplace, provider: str) -> None:
    made = [
        Signal(
            provider_id=provider,
            text=f"Dag {n}",
            seen_on=desk.today,
            recorded_by=desk.colleague.id,
            recorded_on=desk.today - timedelta(days=n),
        )
        for n in (1, 30, 5, 60)
    ]
    with desk.store.work("Add", actor="test") as work:
        work.add(*made)
        work.commit()
    for signal in (made[0], made[3]):
        follow_up(manager, signal.id, "Klaar", SignalStatus.CLOSED)
    assert [page.signal.text for page in every_signal(manager)] == ["Dag 30", "Dag 5", "Dag 1", "Dag 60"]
    assert [page.signal.text for page in open_signals(manager)] == ["Dag 30", "Dag 5"]


def test_a_recorded_signal_is_not_taken_back_with_a_key(desk: Workplace, provider: str) -> None:
    _id, changes = record_signal(desk, NewSignal(provider, TEXT))
    assert last_act(desk) is None
    refused("not-undoable", lambda: undo(desk, changes.act))


def test_a_text_that_seems_to_name_a_resident_is_doubted(desk: Workplace, manager: Workplace, provider: str) -> None:
    a_case(desk, "Uitentuis")
    bsn = made_up_bsns(1)[0]
    assert not doubts_in(desk, provider, TEXT)
    assert doubts_in(desk, provider, "Mevrouw Uitentuis belde").names == ("Uitentuis",)
    assert doubts_in(desk, provider, f"Over {bsn}").bsn
    told = doubts_in(manager, provider, f"Mevrouw Uitentuis, {bsn}")
    assert (told.bsn, told.names) == (True, ()), "who may not see cases is not told who is known here"


def test_no_signal_is_ever_in_an_export(desk: Workplace, provider: str, tmp_path: Path) -> None:
    record_signal(desk, NewSignal(provider, TEXT))
    for kind in ("hsds", "csv"):
        for path in export_map(desk, kind, tmp_path / kind).written:
            assert TEXT not in path.read_text("utf-8")


def judged(desk: Workplace, provider: str, count: int, mark: int = 8) -> None:
    """So many residents gave a mark for help by this provider."""
    for n in range(count):
        case_id = a_case(desk, f"Naam{chr(97 + n)}")
        indication = Indication(case_id=case_id, provider_id=provider, status=IndicationStatus.APPROVED)
        held = Evaluation(
            indication_id=indication.id, due_on=desk.today, held_on=desk.today, effect="Goed", satisfaction=mark
        )
        planned = Evaluation(indication_id=indication.id, due_on=desk.today)
        with desk.store.work("Add", actor="test") as work:
            work.add(indication, held, planned)
            work.commit()


def test_satisfaction_is_told_over_ten_residents_and_not_over_nine(
    desk: Workplace, lead: Workplace, manager: Workplace, provider: str
) -> None:
    other = a_provider(desk, "De Ander")
    judged(desk, provider, 9)
    assert satisfaction_with(lead, provider) == TooFewResidents(10)
    judged(desk, provider, 1, mark=3)
    assert satisfaction_with(manager, provider) == Satisfaction(7.5, 10, date(2024, 11, 23))
    assert satisfaction_with(manager, other) == TooFewResidents(10)
    refused("not-allowed", lambda: satisfaction_with(desk, provider))
