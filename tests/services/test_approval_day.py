"""Nobody decides on a text that was not there; who approved earlier, outside Naober, says when and why."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from desktop.models.casework import Case
from desktop.models.indications import Decision, Indication
from desktop.models.kinds import Role
from desktop.services.approved_help import decide
from desktop.services.case_reading import MomentKind, case_page
from desktop.services.indications import approve
from desktop.services.seals import is_sealed
from desktop.services.team_page import team_page
from desktop.services.team_words import late_text
from desktop.services.workplace import Workplace
from tests.helpers.casework import Drafted, a_handed_in_draft, refused


@pytest.fixture
def drafted(desk: Workplace) -> Drafted:
    """Handed in, in a case of sixty days ago."""
    made = a_handed_in_draft(desk)
    with desk.store.work("Of before") as work:
        work.change(Case, made.case_id, opened_on=ago(desk, 60))
        work.commit()
    return made


def ago(desk: Workplace, days: int) -> date:
    return desk.today - timedelta(days=days)


def on(drafted: Drafted, day: date, *, granted: bool = True) -> Decision:
    return Decision(indication_id=drafted.indication_id, decided_on=day, granted=granted, motivation="Daarom.")


@pytest.mark.parametrize("granted", [True, False])
def test_a_decision_is_not_of_before_the_approval_of_its_text(
    desk: Workplace, lead: Workplace, drafted: Drafted, *, granted: bool
) -> None:
    """Awb art. 4:13 and 4:17: otherwise a term that was missed reads as met."""
    approve(lead, drafted.indication_id)
    for days in (50, 1):
        decision = on(drafted, ago(desk, days), granted=granted)
        refused("decided-unapproved decided_on", partial(decide, desk, decision))
    decide(desk, on(drafted, desk.today, granted=granted))


def test_who_approved_earlier_says_when_and_why_and_that_day_counts(
    desk: Workplace, lead: Workplace, drafted: Drafted
) -> None:
    approve(lead, drafted.indication_id, ago(desk, 20), " De laptop was in reparatie. ")
    refused("decided-unapproved", partial(decide, desk, on(drafted, ago(desk, 21))))
    decide(desk, on(drafted, ago(desk, 20)))
    (told,) = (m for m in case_page(desk, drafted.case_id).timeline if m.kind is MomentKind.INDICATION)
    assert told.on == ago(desk, 20)
    assert told.text.endswith("De laptop was in reparatie.")
    shown = late_text(team_page(lead).late)
    assert "Jan de Boer" in shown
    assert shown.endswith("De laptop was in reparatie.")


def test_what_was_told_of_it_lies_under_the_seal(desk: Workplace, lead: Workplace, drafted: Drafted) -> None:
    approve(lead, drafted.indication_id, ago(desk, 20), "De laptop was in reparatie.")
    with desk.store.read() as reader:
        sealed = reader.get(Indication, drafted.indication_id)
    other = sealed.rests_on | {"approved_on": sealed.rests_on["approved_on"].replace("in reparatie", "kwijt")}
    assert is_sealed(sealed)
    assert not is_sealed(sealed.model_copy(update={"rests_on": other}))


def test_an_earlier_approval_is_told_with_a_possible_day_and_a_reason(
    desk: Workplace, lead: Workplace, drafted: Drafted
) -> None:
    one = partial(approve, lead, drafted.indication_id)
    refused("in-future approved_on", partial(one, ago(desk, -1), "Later."))
    refused("done-before approved_on", partial(one, ago(desk, 61), "Eerder."))
    refused("required approved_why", partial(one, ago(desk, 3)), partial(one, ago(desk, 3), "  "))
    refused("too-long approved_why", partial(one, ago(desk, 3), "x" * 2001))
    refused("not-valid approved_why", partial(one, ago(desk, 3), "\ud800"))
    one(desk.today, "Vandaag.")
    assert team_page(lead).late == ()


def test_the_page_of_the_team_tells_of_the_past_quarter(desk: Workplace, lead: Workplace, drafted: Drafted) -> None:
    approve(lead, drafted.indication_id, ago(desk, 20), "De laptop was in reparatie.")
    assert len(team_page(lead).late) == 1
    with desk.store.work("Of before") as work:
        work.change(Indication, drafted.indication_id, judged_at=lead.now - timedelta(days=93))
        work.commit()
    assert team_page(lead).late == ()
    assert lead.role is Role.TEAM_LEAD
