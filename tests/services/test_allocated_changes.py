"""More and less help inside an indication is told to the provider, as another volume from a day on."""

from datetime import date
from pathlib import Path

from desktop.models.indications import VolumeChange
from desktop.models.kinds import MessageKind
from desktop.services.workplace import Workplace
from tests.helpers.granted import END, START, someone, store
from tests.helpers.standard import faults_by_schema
from tests.services.test_allocation_messages import allocations, products, written


def less(desk: Workplace, indication_id: str, volume: int, from_on: date) -> None:
    store(
        desk,
        VolumeChange(
            indication_id=indication_id, from_on=from_on, volume=volume, reason="Het gaat beter.", agreed_on=desk.today
        ),
    )


def test_less_help_inside_the_indication_is_told_as_another_volume(desk: Workplace, tmp_path: Path) -> None:
    given = someone(desk)
    written(desk, tmp_path)
    less(desk, given.indication_id, 1, date(2026, 12, 7))
    (path,) = written(desk, tmp_path).written
    assert faults_by_schema(MessageKind.WMO301, path.read_bytes()) == []
    told = [(one["Volume"], one["Ingangsdatum"], one["Einddatum"], one.get("RedenWijziging")) for one in products(path)]
    assert sorted(told, key=lambda one: one[1]) == [
        ("2", START.isoformat(), "2026-12-06", "05"),
        ("1", "2026-12-07", END.isoformat(), None),
    ]
    assert written(desk, tmp_path).written == ()


def test_a_pause_inside_the_indication_leaves_days_in_which_nothing_is_allocated(
    desk: Workplace, tmp_path: Path
) -> None:
    given = someone(desk)
    less(desk, given.indication_id, 0, date(2026, 12, 7))
    less(desk, given.indication_id, 2, date(2027, 1, 4))
    written(desk, tmp_path)
    assert [(one.start, one.end) for one in allocations(desk)] == [
        (START, date(2026, 12, 6)),
        (date(2027, 1, 4), END),
    ]
