"""The main job from a fresh laptop to a decided conflict: real widgets, two stores and a shared file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.language import _, speak
from desktop.models.casework import Alternative, Case, Conversation, Goal, PlanService
from desktop.models.indications import Indication
from desktop.models.kinds import AlternativeKind, Frequency, IndicationStatus, Role, Unit
from desktop.models.people import Resident
from desktop.models.social_map import AvailabilityReport, CommunityService, Provider
from desktop.services.conflicts import list_conflicts
from desktop.views.desk import Place
from desktop.views.indication.screen import IndicationScreen
from desktop.views.paper.screen import PaperScreen
from desktop.views.tour import acts, team_acts
from desktop.views.tour.acts import Newcomer
from tests.helpers.programs import Laptop
from tests.helpers.shared import shared

REGION = "Oldambt & Stadskanaal"
CONSULTANT = Newcomer(REGION, "Marijke Veenstra", Role.CONSULTANT, "zonnige tuin met appelbomen", "")
LEAD = Newcomer(REGION, "Jelle Hofstra", Role.TEAM_LEAD, "wandelen langs het kanaal", "")


@pytest.fixture
def consultant(qapp: QApplication, tmp_path: Path) -> Iterator[Laptop]:
    speak("nl")
    made = Laptop(qapp, tmp_path / "consultant", CONSULTANT)
    yield made
    made.go()


@pytest.fixture
def lead(qapp: QApplication, tmp_path: Path) -> Iterator[Laptop]:
    speak("nl")
    made = Laptop(qapp, tmp_path / "lead", LEAD)
    yield made
    made.go()


@pytest.mark.timeout(400)  # the whole job of a day, on a machine that may do other things besides
def test_the_main_job_from_a_fresh_laptop_to_a_decided_conflict(
    consultant: Laptop, lead: Laptop, tmp_path: Path
) -> None:
    import_the_real_files(consultant)
    find_help_in_the_neighbourhood_first(consultant)
    work_on_a_case(consultant)
    draft_an_indication(consultant)
    print_the_support_plan(consultant, tmp_path)
    team = tmp_path / "team.naober"
    code = team_acts.begin_team_file(consultant.hand, team)
    team_acts.synchronise(consultant.hand)
    approve_as_the_team_lead(consultant, lead, team, code)
    decide_where_two_edits_met(consultant, lead)


def import_the_real_files(laptop: Laptop) -> None:
    acts.import_file(laptop.hand, "services", shared("amsterdam", "voorzieningen.json"))
    acts.import_file(laptop.hand, "waiting-times", shared("twente", "wachtlijsten_data.json"))
    acts.import_file(laptop.hand, "hsds", shared("hsds", "florida-legal-aid"))
    with laptop.workplace.store.read() as reader:
        assert reader.count(AvailabilityReport) == 151
        assert reader.count(Provider) >= 73
        assert reader.count(CommunityService) > 209


def find_help_in_the_neighbourhood_first(laptop: Laptop) -> None:
    assert acts.search_map(laptop.hand, "eenzaamheid") > 1
    assert acts.search_map(laptop.hand, "xyzzyqwrt") == 0
    assert acts.search_map(laptop.hand, "eenzamheid") > 1, "a typing error is forgiven"


def work_on_a_case(laptop: Laptop) -> None:
    hand = laptop.hand
    known = {"first_names": "Wiebrecht", "last_name": "Testhuis", "birth_date": "29-02-1956", "place": "Stadskanaal"}
    acts.open_case(hand, known, "Stadskanaal", "Het wordt me te veel.")
    acts.add_network(hand, "Anneke", "boodschappen")
    acts.hold_conversation(hand, {"question": "Ik wil weer naar het koor.", "going_well": "Een fijne buurt."}, {})
    acts.put_first_service_on_plan(hand, "ouderen", anywhere=True)
    acts.open_first_case(hand, "Testhuis")
    hand.show_tab(_("Goals and plan"))
    shown = [kind.value for kind in AlternativeKind if hand.has(f"answer-{kind.value}")]
    acts.answer(hand, dict.fromkeys(shown, "Dit hebben we samen besproken."), ("Ik ga elke week naar het koor.",))
    hand.press(_("Today"))
    with laptop.workplace.store.read() as reader:
        (case,) = reader.find(Case)
        assert reader.find(Resident)[0].birth_date is not None
        assert reader.find(Conversation)[0].done
        assert [goal.text for goal in reader.find(Goal)] == ["Ik ga elke week naar het koor."]
        assert len(reader.find(PlanService, case_id=case.id)) == 1
        assert {a.kind.value for a in reader.find(Alternative) if a.answer} == set(shown)


def draft_an_indication(laptop: Laptop) -> None:
    hand = laptop.hand
    acts.open_first_case(hand, "Testhuis")
    acts.draft(hand, {"lot": "wmo-begeleiding", "segment": "3", "product": "groep-belevingsgericht"}, {})
    assert not hand.sees("hand-in"), "without volume, days and evaluation it cannot be handed in"
    prompts = advice(laptop)
    assert {"volume-missing", "evaluation-missing"} <= set(prompts)
    hand.count("draft-volume", 4)
    for name, key in (("unit", "day-part"), ("frequency", "week"), ("provision", "pgb")):
        hand.choose(f"draft-{name}", key)
    for name, day in (("start", "15-12-2026"), ("end", "14-06-2027"), ("evaluations", "01-04-2027")):
        hand.write(f"draft-{name}", day)
        hand.enter(f"draft-{name}")
    hand.write("draft-result", "Mevrouw heeft twee dagdelen voor zichzelf.")
    hand.write("draft-stops_when", "Haar man gaat naar een verpleeghuis.")
    for name in ("reason", "manager", "quality"):
        hand.write(f"draft-pgb_{name}", "Besproken: haar zus regelt het en kent de hulp.")
    hand.press("told-today")
    hand.press(_("Today"))
    hand.press(_("Cases"))
    acts.open_first_indication(hand, "Testhuis")
    answer_what_is_asked(laptop)
    assert hand.sees("hand-in"), advice(laptop)
    hand.press("hand-in")
    with laptop.workplace.store.read() as reader:
        (indication,) = reader.find(Indication)
    assert indication.status is IndicationStatus.HANDED_IN
    assert (indication.volume, indication.unit, indication.frequency) == (4, Unit.DAY_PART, Frequency.WEEK)


def answer_what_is_asked(laptop: Laptop) -> None:
    for code in advice(laptop):
        if laptop.hand.has(f"reason-{code}"):
            laptop.hand.write(f"reason-{code}", "Dit past bij deze situatie; samen besproken.")
            laptop.hand.enter(f"reason-{code}")


def advice(laptop: Laptop) -> tuple[str, ...]:
    window = laptop.program.window
    assert window is not None
    screen = window.screen_of(Place.INDICATION)
    assert isinstance(screen, IndicationScreen)
    laptop.hand.settle()
    return screen.advice.codes()


def print_the_support_plan(laptop: Laptop, folder: Path) -> None:
    acts.open_first_case(laptop.hand, "Testhuis")
    laptop.hand.press("case-paper")
    window = laptop.program.window
    assert window is not None
    screen = window.screen_of(Place.PAPER)
    assert isinstance(screen, PaperScreen)
    laptop.hand.wait_for(lambda: screen.pages() > 0, "the paper")
    screen.save_to(folder / "plan.pdf")
    assert (folder / "plan.pdf").read_bytes().startswith(b"%PDF")


def approve_as_the_team_lead(consultant: Laptop, lead: Laptop, team: Path, code: str) -> None:
    team_acts.join_team(lead.hand, team, code)
    team_acts.synchronise(lead.hand)
    with consultant.workplace.store.read() as mine, lead.workplace.store.read() as theirs:
        assert mine.find(Case) == theirs.find(Case)
        assert mine.find(Indication) == theirs.find(Indication)
    acts.open_first_indication(lead.hand, "Testhuis")
    lead.hand.press("approve")
    team_acts.synchronise(lead.hand)
    team_acts.synchronise(consultant.hand)
    with consultant.workplace.store.read() as mine:
        (approved,) = mine.find(Indication)
    assert approved.status is IndicationStatus.APPROVED
    assert approved.seal
    acts.open_first_indication(consultant.hand, "Testhuis")
    assert not consultant.hand.sees("hand-in"), "an approved text is sealed"


def decide_where_two_edits_met(consultant: Laptop, lead: Laptop) -> None:
    for laptop, question in ((consultant, "Ik wil weer zingen."), (lead, "Mijn man kan niet alleen zijn.")):
        acts.open_first_case(laptop.hand, "Testhuis")
        team_acts.ask_otherwise(laptop.hand, question)
    team_acts.synchronise(consultant.hand)
    team_acts.synchronise(lead.hand)
    (conflict,) = list_conflicts(lead.workplace)
    assert {conflict.mine, conflict.theirs} == {"Ik wil weer zingen.", "Mijn man kan niet alleen zijn."}
    team_acts.decide(lead.hand, _("Keep theirs"))
    team_acts.synchronise(lead.hand)
    team_acts.synchronise(consultant.hand)
    for laptop in (consultant, lead):
        assert list_conflicts(laptop.workplace) == ()
        with laptop.workplace.store.read() as reader:
            assert reader.find(Case)[0].question == "Ik wil weer zingen."
