"""Departures of the team: only for the team lead, only in aggregate, without a word of what was written."""

from dataclasses import replace
from functools import partial

import pytest

from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus, Role
from desktop.models.region_settings import SmallNumber, Source
from desktop.rules.prompts import CODES
from desktop.services.departures import NAMES, team_departures
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, colleague, refused


def a_busy_year(desk: Workplace) -> None:
    """A team of four that departed from one prompt nine times, and one colleague who did from another six times."""
    case_id = a_case(desk)
    indications = [
        Indication(
            case_id=case_id,
            status=IndicationStatus.HANDED_IN,
            author=f"colleague-{at % 4}",
            handed_in_at=desk.now,
            reasons=_reasons(at),
        )
        for at in range(40)
    ]
    drafts = [Indication(case_id=case_id, author="colleague-1", reasons={"goal-missing": "x"}) for _at in range(9)]
    with desk.store.work("Fill") as work:
        work.add(*indications, *drafts)
        work.commit()


def _reasons(at: int) -> dict[str, str]:
    shared = {"intake-stop": "Haar zus werkt daar."} if at < 9 else {"repeat-indication": " "}
    return shared | ({"beyond-contract": "Mijn geheim."} if at % 4 == 2 and at > 12 else {})


def test_the_team_lead_sees_how_often_which_prompt_and_no_more(desk: Workplace, lead: Workplace) -> None:
    a_busy_year(desk)
    found = team_departures(lead)
    assert (found.indications, found.others) == (40, True)
    assert [(line.code, line.name, line.times) for line in found.lines] == [
        ("intake-stop", "Een aanbieder met een cliëntenstop", 5)
    ]
    assert "geheim" not in repr(found)
    assert "colleague-" not in repr(found)


def test_with_little_to_go_by_nothing_is_told(desk: Workplace, lead: Workplace) -> None:
    a_case(desk)
    found = team_departures(lead)
    assert (found.indications, found.lines, found.others) == (0, (), False)


def test_a_region_that_wants_more_before_something_is_told_says_so_in_its_profile(
    desk: Workplace, lead: Workplace
) -> None:
    a_busy_year(desk)
    source = Source(document="Privacybeleid", paragraph="3")
    more = SmallNumber(id="departures-least-indications", value=60, source=source)
    profile = lead.profile.model_copy(update={"small_numbers": (more,)})
    found = team_departures(replace(lead, profile=profile))
    assert (found.indications, found.lines, found.limits.indications) == (0, (), 60)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.TEAM_LEAD])
def test_nobody_else_sees_it(desk: Workplace, role: Role) -> None:
    refused("not-allowed", partial(team_departures, colleague(desk, "Ander", role)))


def test_every_usual_prompt_has_a_name() -> None:
    assert set(NAMES) == set(CODES)
