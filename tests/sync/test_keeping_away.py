"""A laptop that kept away from its team too long is locked, loses nothing, and opens by meeting the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.models.social_map import Provider
from desktop.services import syncing
from desktop.services.keeping_away import kept_away, settle_days_apart
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from tests.helpers.laptops import Laptop, make_laptop, provider
from tests.helpers.meetings import BOTH, Meeting

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.parametrize("meeting", BOTH, indirect=True)


def at(laptop: Laptop, **colleague: object) -> Workplace:
    """Where the laptop's colleague works, as the laptop's store has the colleague now."""
    told = laptop.there(Colleague, laptop.workplace.colleague.id).model_copy(update=colleague)
    return Workplace(laptop.store, laptop.workplace.profile, told, laptop.clock)


def test_who_keeps_away_too_long_is_locked_until_the_team_is_met(anna: Laptop) -> None:
    anna.add(known := provider())
    anna.clock.jump(days=14)
    assert kept_away(anna.workplace) is None
    anna.clock.jump(minutes=1)
    why = kept_away(anna.workplace)
    assert why is not None
    assert (why.code, why.values["days"]) == ("kept-away", 14)
    assert "14" in explain(why)
    assert anna.sync().pushed == 1, "all that was typed is still there, and goes out"
    assert kept_away(anna.workplace) is None
    assert anna.see(Provider, known.id) == known


def test_putting_the_clock_back_gives_no_more_days(anna: Laptop) -> None:
    anna.clock.jump(days=10)
    assert kept_away(anna.workplace) is None
    anna.clock.jump(days=-9)
    assert kept_away(anna.workplace) is None
    anna.clock.jump(days=4)
    assert kept_away(anna.workplace) is None, "ten days were seen, five are shown, fourteen may be"
    anna.clock.jump(days=10)
    assert kept_away(anna.workplace) is not None
    anna.clock.jump(days=-12)
    assert kept_away(anna.workplace) is not None, "fifteen were seen"


def test_a_clock_that_ran_ahead_is_put_right_by_meeting_the_team(anna: Laptop) -> None:
    anna.clock.jump(days=4000)
    assert kept_away(anna.workplace) is not None
    anna.sync()
    anna.clock.jump(days=-4000)
    assert kept_away(anna.workplace) is not None, "what the store saw it does not forget"
    anna.sync()
    assert kept_away(anna.workplace) is None


def test_the_administrator_says_how_many_days_and_every_laptop_hears_it(
    tmp_path: Path, meeting: Meeting, anna: Laptop
) -> None:
    ad = make_laptop(tmp_path, "Ad")
    ad.change(Colleague, ad.workplace.colleague.id, role=Role.ADMINISTRATOR.value)
    told = ad.there(Colleague, ad.workplace.colleague.id)
    meeting.let_in(told)
    meeting.join(Laptop(at(ad), ad.clock))
    for days in (0, 91):
        with pytest.raises(RuleBroken, match="days-apart"):
            settle_days_apart(at(ad), days)
    with pytest.raises(RuleBroken, match="not-allowed"):
        settle_days_apart(anna.workplace, 3)
    settle_days_apart(at(ad), 3)
    ad.close()
    anna.sync()
    anna.clock.jump(days=3, minutes=1)
    why = kept_away(anna.workplace)
    assert why is not None
    assert why.values["days"] == 3


def test_a_laptop_that_works_alone_is_never_locked(anna: Laptop, tmp_path: Path) -> None:
    alone = make_laptop(tmp_path, "Cees")
    alone.clock.jump(days=4000)
    assert kept_away(alone.workplace) is None
    alone.close()
    syncing.leave(anna.workplace)
    anna.clock.jump(days=4000)
    assert kept_away(anna.workplace) is None
