"""When a wait is long, and who can start sooner."""

import pytest

from desktop.models.kinds import AvailabilityStatus as Status
from desktop.models.kinds import Law, WaitPhase
from desktop.models.waiting import WaitNorm
from desktop.rules.sooner import LONG_WEEKS, Start, is_long, is_sooner, longest

UNKNOWN = Start(Status.UNKNOWN)
STOP = Start(Status.INTAKE_STOP, start=(2, 2))


def weeks(least: float | None, most: float | None) -> Start:
    return Start(Status.OPEN, start=(least, most))


def norm(number: float | None, *, law: Law | None = None, phase: WaitPhase = WaitPhase.WHOLE, on: str = "") -> WaitNorm:
    return WaitNorm(key="n", law=law, phase=phase, weeks=number, products=(on,) if on else ())


def test_help_starts_when_both_waits_are_over() -> None:
    assert Start(Status.OPEN, intake=(8, 10), start=(4, 6)).weeks == 10
    assert Start(Status.OPEN, intake=(2, 2), start=(20, None)).weeks == 20
    assert UNKNOWN.weeks is None


def test_an_intake_stop_is_long_whatever_the_figures_say() -> None:
    assert is_long(STOP, 100)
    assert STOP.weeks is None


def test_what_nobody_knows_is_not_called_long() -> None:
    assert not is_long(UNKNOWN, 1)


@pytest.mark.parametrize(("most", "long"), [(6, False), (6.5, True)])
def test_as_long_as_the_norm_is_not_longer_than_it(most: float, long: bool) -> None:
    assert is_long(weeks(1, most), LONG_WEEKS) is long


def test_the_most_specific_norm_that_applies_counts() -> None:
    norms = [norm(9), norm(4, law=Law.WMO), norm(2, law=Law.JEUGDWET), norm(1, phase=WaitPhase.INTAKE), norm(3, on="x")]
    assert longest(norms, Law.WMO, "y") == 4
    assert longest(norms, Law.WMO, "x") == 3
    assert longest(norms, None, "y") == 9


def test_a_norm_that_is_off_leaves_the_usual_one() -> None:
    assert longest([norm(None)], Law.WMO, "") == LONG_WEEKS
    assert longest([], Law.WMO, "") == LONG_WEEKS


def test_only_who_is_known_to_start_sooner_is_sooner() -> None:
    assert is_sooner(weeks(1, 3), than=weeks(8, 8))
    assert is_sooner(weeks(1, 30), than=STOP)
    assert not is_sooner(weeks(8, 8), than=weeks(8, 8))
    assert not is_sooner(UNKNOWN, than=STOP)
    assert not is_sooner(STOP, than=weeks(50, 50))
    assert not is_sooner(Start(Status.ON_CONSULTATION, start=(1, 1)), than=weeks(50, 50))
