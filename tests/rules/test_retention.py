"""How long a dossier is kept, from when that is counted, and who may destroy it."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, Role
from desktop.models.people import Colleague
from desktop.models.retention import Destruction, DestructionStatus, KeepGround, KeepLonger, RetentionSetting
from desktop.rules.retention import (
    BY_ACT,
    check_setting,
    due_on,
    kept_for,
    kept_until,
    last_change,
    require_second_decider,
)

TODAY = date(2026, 11, 27)


def a_case(closed_on: date | None) -> Case:
    return Case(resident_id="r", opened_on=date(2000, 1, 1), closed_on=closed_on)


def setting(
    years: int, municipality: str = "", law: Law = Law.WMO, document: str = "Selectielijst"
) -> RetentionSetting:
    return RetentionSetting(law=law, municipality=municipality, years=years, document=document)


def test_the_acts_ask_for_twenty_years_and_fifteen() -> None:
    """Jeugdwet art. 7.3.8 lid 3; Wmo 2015 art. 5.3.4."""
    assert (BY_ACT[Law.JEUGDWET].years, BY_ACT[Law.WMO].years) == (20, 15)
    assert set(BY_ACT) == set(Law)
    assert all(kept.document and kept.paragraph for kept in BY_ACT.values())


def test_a_municipality_keeps_longer_and_never_shorter() -> None:
    own = [setting(25, "Oldambt"), setting(18), setting(3, "Pekela")]
    assert [kept_for(Law.WMO, where, own).years for where in ("Oldambt", "Pekela", "Veendam")] == [25, 18, 18]
    assert kept_for(Law.JEUGDWET, "Oldambt", own).years == 20
    with pytest.raises(RuleBroken, match="kept-shorter-than-act"):
        check_setting(setting(14))
    with pytest.raises(RuleBroken, match="required"):
        check_setting(setting(16, document=" "))
    check_setting(setting(15, document=""))
    check_setting(setting(16))


def test_it_is_counted_from_the_last_change_once_the_case_is_closed() -> None:
    assert last_change(a_case(None), [date(2001, 1, 1)], TODAY) is None
    assert last_change(a_case(date(2005, 5, 5)), [], TODAY) == date(2005, 5, 5)
    assert last_change(a_case(date(2005, 5, 5)), [date(2006, 1, 1)], TODAY) == date(2006, 1, 1)
    assert last_change(a_case(date(2005, 5, 5)), [date(2030, 1, 1)], TODAY) == date(2005, 5, 5), "a plan is no change"


@pytest.mark.parametrize(
    ("last", "years", "due"),
    [
        (date(2006, 11, 27), 20, date(2026, 11, 27)),
        (date(2008, 2, 29), 15, date(2023, 3, 1)),
        (date(2008, 2, 29), 20, date(2028, 2, 29)),
    ],
)
def test_the_years_are_whole_years(last: date, years: int, due: date) -> None:
    assert due_on(last, years) == due


def test_a_ground_holds_until_its_day() -> None:
    def ground(until: date) -> KeepLonger:
        return KeepLonger(case_id="c", ground=KeepGround.DISPUTE, until_on=until, why="Beroep loopt")

    assert kept_until([ground(date(2027, 1, 1)), ground(date(2026, 12, 1))], TODAY) == date(2027, 1, 1)
    assert kept_until([ground(TODAY)], TODAY) == TODAY
    assert kept_until([ground(date(2026, 11, 26))], TODAY) is None


def test_nobody_decides_on_what_they_proposed_and_only_who_may() -> None:
    proposal = Destruction(
        law=Law.WMO, cases=("c",), dossiers=1, first_on=TODAY, last_on=TODAY, years=15, proposed_by="lies",
        proposed_on=TODAY, municipality="Oldambt",
    )  # fmt: skip
    ad, lies = (Colleague(id=name, name=name, role=Role.ADMINISTRATOR.value) for name in ("ad", "lies"))
    require_second_decider(Role.ADMINISTRATOR, ad, proposal)
    require_second_decider(Role.ADMINISTRATOR, ad.model_copy(update={"municipality": "Oldambt"}), proposal)
    with pytest.raises(RuleBroken, match="not-allowed"):
        require_second_decider(Role.ADMINISTRATOR, ad.model_copy(update={"municipality": "Pekela"}), proposal)
    with pytest.raises(RuleBroken, match="own-proposal"):
        require_second_decider(Role.ADMINISTRATOR, lies, proposal)
    for role in set(Role) - {Role.ADMINISTRATOR}:
        with pytest.raises(RuleBroken, match="not-allowed"):
            require_second_decider(role, ad, proposal)
    done = proposal.model_copy(update={"status": DestructionStatus.DONE})
    with pytest.raises(RuleBroken, match="proposal-decided"):
        require_second_decider(Role.ADMINISTRATOR, ad, done)
