"""What the tour does besides the main job, on a store of one's own: it leaves behind what a person would see there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from desktop.language import speak
from desktop.models.kinds import MessageState, Role, SignalStatus
from desktop.models.messages import CareMessageLine
from desktop.models.purchasing import PurchaseMeasure
from desktop.models.reach import MunicipalityContact
from desktop.models.social_map import CommunityService, Provider
from desktop.models.transition import TransitionTask
from desktop.models.upkeep import Signal, SignalFollowUp
from desktop.models.waiting import WaitingListEntry
from desktop.services.dashboards.definitions import Page
from desktop.services.eighteen_plan import begin_plan
from desktop.services.imports import imports_done
from desktop.services.retention import destructions
from desktop.services.syncing import state_of_work
from desktop.store.search.own_words import own_path
from desktop.views.central.screen import CentralScreen
from desktop.views.dashboards.screen import DashboardsScreen
from desktop.views.desk import Place
from desktop.views.paper.screen import PaperScreen
from desktop.views.tour import (
    acts,
    care_acts,
    central_acts,
    contract_acts,
    eighteen_acts,
    post_acts,
    settings_acts,
    signal_acts,
    team_acts,
    upkeep_acts,
)
from desktop.views.tour.acts import Newcomer
from desktop.views.tour.script import Script, read_script
from tests.helpers import town
from tests.helpers.accessibility import cut_off
from tests.helpers.eighteen import a_youth
from tests.helpers.programs import Laptop

REGION = "Oldambt & Stadskanaal"
PROVIDER = Provider(name="Zorghoeve Morgenrood", laws=("WMO",))


@pytest.fixture(scope="module")
def script() -> Script:
    return read_script()


@pytest.fixture
def consultant(qapp: QApplication, tmp_path: Path, script: Script) -> Iterator[Laptop]:
    speak("nl")
    who = Newcomer(REGION, script.consultant.name, Role.CONSULTANT, script.consultant.passphrase, "")
    made = Laptop(qapp, tmp_path / "consultant", who)
    yield made
    made.go()


@pytest.fixture
def manager(qapp: QApplication, tmp_path: Path, script: Script) -> Iterator[Laptop]:
    speak("nl")
    who = Newcomer(REGION, script.manager.name, Role.CONTRACT_MANAGER, script.manager.passphrase, "")
    made = Laptop(qapp, tmp_path / "manager", who)
    yield made
    made.go()


@pytest.fixture
def lead(qapp: QApplication, tmp_path: Path, script: Script) -> Iterator[Laptop]:
    speak("nl")
    who = Newcomer(REGION, script.lead.name, Role.TEAM_LEAD, script.lead.passphrase, "")
    made = Laptop(qapp, tmp_path / "lead", who)
    yield made
    made.go()


def test_a_team_lead_looks_at_the_team_and_at_every_dashboard(lead: Laptop) -> None:
    before = lead.hand.acts
    team_acts.look_at_the_team(lead.hand)
    assert lead.hand.acts == before + 6
    screen = lead.hand.find("dashboards", DashboardsScreen)
    assert screen.page() is Page.BACK_OFFICE
    assert [card.objectName() for card in screen.cards] == ["figure-lot-residents", "figure-spent", "figure-budget"]


def services(laptop: Laptop) -> list[CommunityService]:
    with laptop.workplace.store.read() as reader:
        return reader.find(CommunityService)


def test_a_list_goes_in_a_double_is_made_one_and_both_are_taken_back(
    consultant: Laptop, script: Script, tmp_path: Path
) -> None:
    hand = consultant.hand
    upkeep_acts.import_guide(hand, script.guide, tmp_path)
    assert sorted(one.name for one in services(consultant)) == ["Eetcafé De Ronde Tafel", "Klusdienst Hand en Spand"]
    upkeep_acts.add_double(hand, script.twice)
    upkeep_acts.merge(hand)
    (typed,) = [one for one in services(consultant) if one.name == script.twice["name"]]
    assert [one.merged_into for one in services(consultant) if one.merged_into] == [typed.id]
    upkeep_acts.undo(hand)
    assert not any(one.merged_into for one in services(consultant))
    upkeep_acts.take_back(hand)
    assert [one.id for one in services(consultant)] == [typed.id]
    assert imports_done(consultant.workplace)[0].undone_at is not None
    book = load_workbook(upkeep_acts.export_map(hand, tmp_path))
    assert script.twice["name"] in {cell.value for row in book.worksheets[0].iter_rows() for cell in row}


def test_a_damaged_message_stands_there_and_who_waits_gets_a_letter(
    consultant: Laptop, script: Script, tmp_path: Path
) -> None:
    hand = consultant.hand
    post_acts.messages(hand, script.damaged, tmp_path)
    acts.open_case(hand, script.resident, script.municipality, script.question)
    post_acts.wait_and_write(hand, script.draft["product"])
    post_acts.papers(hand)
    with consultant.workplace.store.read() as reader:
        assert [one.state for one in reader.find(CareMessageLine)] == [MessageState.REFUSED]
        assert [one.product for one in reader.find(WaitingListEntry)] == [script.draft["product"]]
    window = consultant.program.window
    assert window is not None
    paper = window.screen_of(Place.PAPER)
    assert isinstance(paper, PaperScreen)
    assert paper.pages() > 0


def test_a_step_towards_eighteen_is_ticked_and_the_plan_looked_at(consultant: Laptop) -> None:
    a_youth(consultant.workplace, "Eerst", days=20)
    young = a_youth(consultant.workplace, days=200)
    begin_plan(consultant.workplace, young.case_id)
    eighteen_acts.board(consultant.hand)
    with consultant.workplace.store.read() as reader:
        assert [task.done_on for task in reader.find(TransitionTask) if task.done_on] == [consultant.workplace.today]
    window = consultant.program.window
    assert window is not None
    paper = window.screen_of(Place.PAPER)
    assert isinstance(paper, PaperScreen)
    assert paper.pages() > 1


def test_a_signal_is_recorded_and_followed_up(manager: Laptop, script: Script) -> None:
    town.settle(manager.workplace, PROVIDER)
    window = manager.program.window
    assert window is not None
    window.open_place(Place.PROVIDER_CONTRACTS, PROVIDER.id)
    manager.hand.settle()
    signal_acts.record(manager.hand, script.signal)
    signal_acts.follow_up(manager.hand, script.signal)
    with manager.workplace.store.read() as reader:
        (signal,), (followed,) = reader.find(Signal), reader.find(SignalFollowUp)
    assert (signal.provider_id, signal.text) == (PROVIDER.id, script.signal.seen)
    assert (followed.text, followed.status) == (script.signal.done, SignalStatus.IN_HAND)


def test_what_a_municipality_sets_is_kept_and_the_laptops_own_words_are_left_alone(
    manager: Laptop, script: Script
) -> None:
    settings_acts.look_round(manager.hand)
    settings_acts.set_own(manager.hand, script.setting)
    settings_acts.synonyms(manager.hand, script.setting)
    contract_acts.measures(manager.hand, script.measure)
    with manager.workplace.store.read() as reader:
        (contact,), (measure,) = reader.find(MunicipalityContact), reader.find(PurchaseMeasure)
    assert (contact.municipality, contact.phone) == (script.setting.municipality, script.setting.phone)
    assert contact.address.splitlines() == script.setting.address.strip().splitlines()
    assert (measure.kind, measure.number) == (script.measure.kind, script.measure.number)
    assert not own_path().exists(), "a tour on someone's laptop changes nothing of theirs"


def test_a_team_lead_proposes_destruction_and_reads_what_was_left_behind(lead: Laptop, script: Script) -> None:
    care_acts.propose_destruction(lead.hand, script)
    made = destructions(lead.workplace)
    assert sum(one.dossiers for one in made) == len(script.past)
    assert {one.law for one in made} == {past.law for past in script.past}
    care_acts.look_at_left_behind(lead.hand, script.left_behind)
    assert [one.code for one in state_of_work(lead.workplace).refused] == ["late-work"]


def test_an_administrator_sees_an_invented_team_in_a_database(
    qapp: QApplication, tmp_path: Path, script: Script
) -> None:
    speak("nl")
    who = Newcomer(REGION, script.admin.name, Role.ADMINISTRATOR, script.admin.passphrase, "")
    admin = Laptop(qapp, tmp_path / "admin", who)
    admin.hand.press("Centrale opslag")
    central_acts.database(admin.hand, script.database)
    screen = admin.hand.find("central", CentralScreen)
    assert screen.members.code.code() == script.database.invitation
    assert screen.members.model.rowCount() == len(script.database.members)
    assert not cut_off(screen)
    admin.go()
