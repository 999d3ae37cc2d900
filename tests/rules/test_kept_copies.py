"""Which copies stay."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.kept_copies import kept_copies

TODAY = date(2026, 11, 27)


def at(day: str, hour: int = 9) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:00:00")


def test_the_last_of_each_day_and_then_the_last_of_each_week_stays() -> None:
    made = [at("2026-11-27", 8) - timedelta(days=n) for n in range(40)]
    stay = kept_copies(made, TODAY, days=3, weeks=3)
    assert stay == {
        at("2026-11-27", 8),
        at("2026-11-26", 8),
        at("2026-11-25", 8),
        at("2026-11-22", 8),
        at("2026-11-15", 8),
    }


def test_of_one_day_the_last_stays() -> None:
    assert kept_copies([at("2026-11-27", 8), at("2026-11-27", 12)], TODAY, days=5, weeks=1) == {at("2026-11-27", 12)}


def test_a_laptop_that_lay_still_for_months_keeps_its_copies() -> None:
    made = [at("2026-03-02"), at("2026-03-03")]
    assert kept_copies(made, TODAY, days=7, weeks=5) == set(made)


def test_a_copy_of_a_day_to_come_stays() -> None:
    made = [at("2027-01-01"), at("2026-11-27")]
    assert kept_copies(made, TODAY, days=1, weeks=0) == set(made)


@given(
    st.sets(st.datetimes(at("2026-01-01"), at("2026-11-27")), max_size=60),
    st.integers(1, 30),
    st.integers(0, 30),
)
def test_the_newest_always_stays_and_never_more_than_asked(made: set[datetime], days: int, weeks: int) -> None:
    stay = kept_copies(made, TODAY, days=days, weeks=weeks)
    assert stay <= made
    assert len(stay) <= days + weeks
    assert not made or max(made) in stay
    # Clearing up again takes nothing more away.
    assert kept_copies(stay, TODAY, days=days, weeks=weeks) == stay
