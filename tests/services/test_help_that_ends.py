"""Help that ends asks for attention until something goes on from it or it was stopped, in Today and in the list."""

from datetime import date, timedelta

import pytest

from desktop.models.indications import Decision, Indication, Trajectory
from desktop.models.kinds import IndicationStatus, Law
from desktop.services.case_reading import case_list
from desktop.services.today import TodayKind, today
from desktop.services.workplace import Workplace
from tests.helpers.casework import LOT, PRODUCT, SEGMENT, a_case
from tests.helpers.granted import store

SOON = 20
"""Days until the help ends."""


def ending(desk: Workplace) -> list[date | None]:
    """Last days of help that Today asks attention for; the list of cases tells the same."""
    asked = [line.due for line in today(desk).lines(TodayKind.ENDING)]
    told = [line.deadline for line in case_list(desk) if line.deadline_kind == "ends"]
    assert told == asked
    return asked


def help_until(desk: Workplace, days: int, **fields: object) -> Indication:
    """Help in a case of its own that was approved until so many days from now."""
    usual: dict[str, object] = {
        "case_id": a_case(desk, received_on=date(2026, 1, 5)),
        "law": Law.WMO,
        "lot": LOT,
        "segment": SEGMENT,
        "product": PRODUCT,
        "status": IndicationStatus.APPROVED,
        "start": date(2026, 1, 12),
        "end": desk.today + timedelta(days=days),
    }
    made = Indication.model_validate(usual | fields)
    decided = date(2026, 1, 9)
    store(desk, made, Decision(indication_id=made.id, decided_on=decided, announced_on=decided))
    return made


@pytest.mark.parametrize(
    "later",
    [
        {"product": "vervoer"},
        {"status": IndicationStatus.REFUSED},
        {"status": IndicationStatus.ENDED},
        {"product": "", "segment": "2"},
    ],
)
def test_other_help_and_help_that_was_refused_follow_nothing_up(desk: Workplace, later: dict[str, object]) -> None:
    help_ = help_until(desk, SOON)
    next_day = desk.today + timedelta(days=SOON + 1)
    after = help_.model_copy(update={"id": f"{help_.id[:-1]}x", "start": next_day, "end": None, **later})
    store(desk, after)
    assert ending(desk) == [help_.end]


def test_the_same_help_from_a_later_day_and_what_says_that_it_goes_on_follow_it_up(desk: Workplace) -> None:
    first, second = help_until(desk, SOON), help_until(desk, SOON + 1)
    assert ending(desk) == [first.end, second.end]
    draft = {"status": IndicationStatus.DRAFT, "start": None, "end": None}
    store(desk, first.model_copy(update={"id": f"{first.id[:-1]}x", **draft, "start": second.end}))
    assert ending(desk) == [second.end]
    store(desk, second.model_copy(update={"id": f"{second.id[:-1]}x", **draft, "follows_id": second.id}))
    assert ending(desk) == []


def test_help_that_runs_past_its_last_day_stays_in_view_until_it_is_stopped(desk: Workplace) -> None:
    help_ = help_until(desk, -3)
    assert ending(desk) == []
    run = Trajectory(indication_id=help_.id, started_on=date(2026, 1, 12))
    store(desk, run)
    assert ending(desk) == [help_.end]
    assert [line.is_late for line in today(desk).lines(TodayKind.ENDING)] == [True]
    with desk.store.work("Stop") as work:
        work.change(Trajectory, run.id, ended_on=help_.end)
        work.commit()
    assert ending(desk) == []


def test_help_that_ran_on_in_its_prolongation_stays_in_view_past_the_last_day_of_that(desk: Workplace) -> None:
    first = help_until(desk, -40)
    store(desk, Trajectory(indication_id=first.id, started_on=date(2026, 1, 12)))
    days = {"start": desk.today - timedelta(days=39), "end": desk.today - timedelta(days=2)}
    longer = first.model_copy(update={"id": f"{first.id[:-1]}x", "follows_id": first.id, **days})
    store(desk, longer)
    assert ending(desk) == [longer.end]
