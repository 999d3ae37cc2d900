"""Which allocation a message is about, and help that cannot be what was allocated."""

from datetime import date
from pathlib import Path

import pytest

from desktop.models.kinds import EndReason, IndicationChange, Law, MessageKind, MessageState
from desktop.models.messages import Allocation
from desktop.services.allocation_messages import write_messages
from desktop.services.cases import CaseEnding, close_case, reopen_case
from desktop.services.incoming_messages import try_again
from desktop.services.workplace import Workplace
from tests.helpers.answers import lines, number, read, refusals, runs
from tests.helpers.granted import Given, a_client, a_provider, granted, someone
from tests.helpers.standard import started, stopped

START, STOP = MessageKind.WMO305, MessageKind.WMO307


@pytest.fixture
def given(desk: Workplace, tmp_path: Path) -> Given:
    """Help that was allocated."""
    made = someone(desk)
    write_messages(desk, Law.WMO, tmp_path / "uit")
    return made


def test_a_line_without_a_number_is_of_the_sender_and_not_of_another_with_the_same_help(
    desk: Workplace, tmp_path: Path
) -> None:
    client, first, second = a_client(desk), a_provider(desk), a_provider(desk, "42420009", "Tweede")
    granted(desk, client, first)
    theirs = granted(desk, client, second, volume=3)
    write_messages(desk, Law.WMO, tmp_path / "uit")
    line = started(None, "2026-11-16", category="02", product="02A03", since="2026-11-09")
    assert read(desk, tmp_path, START, line, sender="42420009").new == 1
    assert [run.indication_id for run in runs(desk)] == [theirs]


@pytest.mark.usefixtures("given")
def test_help_outside_its_allocation_and_of_someone_born_on_another_day_is_refused(
    desk: Workplace, tmp_path: Path
) -> None:
    for ended in ("1900-02-01", "2026-11-20"):
        told = read(desk, tmp_path, STOP, stopped(number(desk), "1900-01-01", ended))
        assert refusals(told) == [(1, "Begindatum", "line-before-allocation")]
    told = read(desk, tmp_path, START, started(number(desk), "2026-11-16"), born="1920-01-01")
    assert refusals(told) == [(1, "Geboortedatum", "line-other-birth-date")]
    with desk.store.work("Cut short") as work:
        (allocation,) = work.find(Allocation)
        work.change(Allocation, allocation.id, end=date(2026, 11, 12))
        work.commit()
    told = read(desk, tmp_path, START, started(number(desk), "2026-11-20"))
    assert refusals(told) == [(1, "Begindatum", "line-after-allocation")]
    assert not runs(desk)


def test_help_does_not_begin_in_a_closed_case_and_may_once_it_is_open_again(
    desk: Workplace, given: Given, tmp_path: Path
) -> None:
    close_case(desk, given.case_id, CaseEnding(EndReason.AS_PLANNED))
    told = read(desk, tmp_path, START, started(number(desk), "2026-11-16"))
    assert refusals(told) == [(1, "Bsn", "line-case-closed")]
    assert not runs(desk)
    reopen_case(desk, given.case_id)
    (line,) = lines(desk, MessageState.REFUSED)
    assert try_again(desk, line.id)[0].state is MessageState.MATCHED
    assert len(runs(desk)) == 1


def days(desk: Workplace) -> list[tuple[int, int | None]]:
    """First and last day of November on which help ran."""
    return [(run.started_on.day, run.ended_on.day if run.ended_on else None) for run in runs(desk)]


@pytest.mark.usefixtures("given")
@pytest.mark.parametrize(("begins", "status"), [("2026-11-11", "1"), ("2026-11-09", "2")])
def test_a_start_that_comes_late_lets_no_second_help_run(
    desk: Workplace, tmp_path: Path, begins: str, status: str
) -> None:
    """The stop came first and named another first day: help that ended does not run again."""
    read(desk, tmp_path, STOP, stopped(number(desk), "2026-11-10", "2026-11-20"))
    done = read(desk, tmp_path, START, started(number(desk), begins, status=status))
    assert (done.new, done.changed) == (0, 1)
    assert days(desk) == [(int(begins[-2:]), 20)]


@pytest.mark.usefixtures("given")
def test_a_stop_is_of_the_help_that_ran_in_those_days(desk: Workplace, tmp_path: Path) -> None:
    read(desk, tmp_path, STOP, stopped(number(desk), "2026-11-10", "2026-11-14", reason="20"))
    read(desk, tmp_path, START, started(number(desk), "2026-11-18"))
    corrected = read(desk, tmp_path, STOP, stopped(number(desk), "2026-11-11", "2026-11-13", reason="20", status="2"))
    assert (corrected.new, corrected.changed) == (0, 1)
    assert days(desk) == [(10, 13), (18, None)], "what runs since is not stopped by it"
    late = read(desk, tmp_path, START, started(number(desk), "2026-11-11"))
    assert late.changed == 1
    assert days(desk) == [(11, 13), (18, None)]


@pytest.mark.usefixtures("given")
def test_help_that_stopped_before_the_known_start_was_another_time(desk: Workplace, tmp_path: Path) -> None:
    read(desk, tmp_path, START, started(number(desk), "2026-11-18"))
    assert read(desk, tmp_path, STOP, stopped(number(desk), "2026-11-10", "2026-11-14", reason="20")).new == 1
    assert days(desk) == [(10, 14), (18, None)]


@pytest.mark.parametrize("has_stopped", [False, True])
def test_the_start_of_what_takes_over_leaves_the_start_of_the_help_before(
    desk: Workplace, given: Given, tmp_path: Path, has_stopped: bool
) -> None:
    read(desk, tmp_path, START, started(number(desk), "2026-11-10"))
    if has_stopped:
        read(desk, tmp_path, STOP, stopped(number(desk), "2026-11-10", "2026-11-20", reason="37"))
    follows = {"follows_id": given.indication_id, "change": IndicationChange.MORE, "volume": 4}
    granted(desk, given.case_id, given.provider_id, start=date(2026, 11, 20), **follows)
    write_messages(desk, Law.WMO, tmp_path / "uit")
    with desk.store.read() as reader:
        more = max(reader.find(Allocation), key=lambda one: one.start)
    assert read(desk, tmp_path, START, started(more.number, "2026-11-20")).new == 1
    assert days(desk) == [(10, 20 if has_stopped else 19), (20, None)]
