"""The tour: a demonstration store, the main job through the real screens, and a picture of each in both themes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QTableView

from desktop.language import N_, _
from desktop.models.kinds import Role
from desktop.services.demo import make_demo
from desktop.services.regions import show_region
from desktop.services.start import NewStore, create_store
from desktop.settings import SettingsFile, Theme
from desktop.views.app import Program
from desktop.views.desk import Place
from desktop.views.leaving.watch import LeavingWatch
from desktop.views.paper.screen import PaperScreen
from desktop.views.preferences import Preferences
from desktop.views.tour import (
    acts,
    care_acts,
    central_acts,
    contract_acts,
    eighteen_acts,
    map_acts,
    post_acts,
    settings_acts,
    signal_acts,
    team_acts,
    upkeep_acts,
)
from desktop.views.tour.acts import Newcomer
from desktop.views.tour.hand import Hand
from desktop.views.tour.post_acts import DRAWING_MS
from desktop.views.tour.script import Script, read_script

_TEAM_FILE = "team.naober"
_SEEN_DARK = (
    N_("Today"),
    N_("Social map"),
    N_("Availability"),
    N_("Coverage"),
    N_("Cases"),
    N_("Residents who wait"),
    N_("18-/18+"),
    N_("Messages"),
    N_("Synchronise"),
    N_("Settings"),
)
_CONSULTANT, _LEAD, _MANAGER, _ADMIN = "consulent", "teamleider", "contractmanager", "beheerder"
_FEW = 20
"""Residents of the contract manager's own demonstration; the supply of help is whole without them."""

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Tour:
    """Where everything is."""

    pictures: tuple[Path, ...]
    papers: tuple[Path, ...]


@dataclass(frozen=True)
class _Place:
    """Where the tour is taken, and by which clock."""

    app: QApplication
    folder: Path
    clock: Clock


def take(folder: Path, *, clock: Clock) -> Tour:
    """Takes the tour; stores, pictures and papers stand in `folder` afterwards.

    Raises:
        Lost: When a screen is not as the hand expects; the picture before it shows where.
    """
    script = read_script()
    qInstallMessageHandler(_tell)
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(["naober"])
    assert isinstance(app, QApplication)  # noqa: S101 - there is no other kind here
    new = NewStore(script.region, script.consultant.name, Role.CONSULTANT, script.consultant.passphrase)
    _fill(folder / f"{_CONSULTANT}.store", new, script.residents, clock)
    mine = _program(app, folder, _CONSULTANT, clock)
    hand = Hand(mine, folder)
    papers = _main_job(hand, folder, script)
    code = _begin_team(hand, folder)
    theirs = _program(app, folder, _LEAD, clock)
    lead = Hand(theirs, folder, begin_at=len(hand.pictures))
    _together(hand, lead, script, code)
    admin, kept = _look_after(_Place(app, folder, clock), (hand, lead), script, code)
    hand.begin_at = len(lead.pictures) + len(admin.pictures)
    # One window less to dress anew with each change of looks.
    theirs.lock()
    theirs.end()
    _in_the_dark(hand, mine, script)
    mine.end()
    manager = _manage(app, folder, script, clock, begin_at=hand.begin_at + len(hand.pictures))
    return Tour((*hand.pictures, *lead.pictures, *admin.pictures, *manager.pictures), (*papers, *kept))


def _tell(_kind: object, _context: object, message: str | None) -> None:
    """Qt's remarks, but for those of a platform without a screen about what it has not."""
    if message and not message.startswith("This plugin does not support"):
        sys.stderr.write(f"{message}\n")


def _program(app: QApplication, folder: Path, who: str, clock: Clock) -> Program:
    settings = folder / f"{who}.settings.json"
    settings.unlink(missing_ok=True)
    preferences = Preferences(SettingsFile(settings))
    # Each waits while the others are at work: on a slow machine longer than until it locks by itself, and so long that
    # the clock seems to leap as after a sleep. So what watches for that is there, and nobody listens to it.
    preferences.change("lock", after_minutes=60)
    program = Program(app, folder / f"{who}.store", clock=clock, preferences=preferences)
    program.leaving = LeavingWatch(app, program)
    program.begin()
    return program


def _fill(store: Path, new: NewStore, residents: int, clock: Clock) -> None:
    """A demonstration store that is small enough to be shared whole within the tour."""
    _clean(store)
    created = create_store(store, new, clock=clock)
    make_demo(created.workplace, residents=residents)
    created.workplace.store.close()


def _clean(file: Path) -> None:
    for old in file.parent.glob(f"{file.name}*"):
        old.unlink()


def _main_job(hand: Hand, folder: Path, script: Script) -> tuple[Path, ...]:
    hand.look("ontgrendelen")
    acts.unlock(hand, script.consultant.passphrase)
    hand.look("vandaag")
    for number, text in enumerate(script.searches, start=1):
        acts.search_map(hand, text)
        hand.look(f"sociale-kaart-{number}")
    map_acts.compare(hand)
    map_acts.availability(hand, script.heard.intake, script.heard.start)
    map_acts.supply(hand)
    _keep_right(hand, folder, script)
    map_acts.longest_wait(hand)
    eighteen_acts.board(hand)
    hand.press(_("Cases"))
    hand.look("dossiers")
    acts.open_case(hand, script.resident, script.municipality, script.question)
    hand.look("dossier")
    acts.add_network(hand, script.helper.name, script.helper.helps_with)
    hand.look("netwerk")
    acts.hold_conversation(hand, script.said, {})
    acts.put_first_service_on_plan(hand, script.near_home)
    acts.open_first_case(hand, script.resident["last_name"])
    acts.answer(hand, script.answers, script.goals)
    hand.look("doelen-en-plan")
    acts.draft(hand, script.draft, {})
    hand.look("indicatie-vragen")
    acts.through_draft(hand)
    acts.show_durations(hand, script.often_given)
    hand.look("duur-van-hulp")
    hand.press("duration-close")
    acts.look_back(hand)
    acts.hold_evaluation(hand, script.held)
    post_acts.messages(hand, script.damaged, folder)
    return (_paper(hand, folder, script),)


def _keep_right(hand: Hand, folder: Path, script: Script) -> None:
    """What a colleague does for the social map: a list goes in, a double is made one, and both are taken back."""
    upkeep_acts.import_guide(hand, script.guide, folder)
    upkeep_acts.add_double(hand, script.twice)
    upkeep_acts.merge(hand)
    upkeep_acts.undo(hand)
    upkeep_acts.take_back(hand)
    upkeep_acts.export_map(hand, folder)


def _paper(hand: Hand, folder: Path, script: Script) -> Path:
    acts.open_first_case(hand, script.resident["last_name"])
    post_acts.wait_and_write(hand, script.draft["product"])
    post_acts.papers(hand)
    hand.press("case-paper")
    hand.rest(DRAWING_MS)
    hand.look("ondersteuningsplan")
    file = folder / "ondersteuningsplan.pdf"
    window = hand.program.window
    screen = window.screen_of(Place.PAPER) if window else None
    if isinstance(screen, PaperScreen):
        screen.save_to(file)
    return file


def _begin_team(hand: Hand, folder: Path) -> tuple[Path, str]:
    file = folder / _TEAM_FILE
    _clean(file)
    _clean(folder / f"{_LEAD}.store")
    code = team_acts.begin_team_file(hand, file)
    team_acts.synchronise(hand)
    hand.look("gesynchroniseerd")
    return file, code


def _together(hand: Hand, lead: Hand, script: Script, invitation: tuple[Path, str]) -> None:
    empty = _("Begin with an empty store")
    region = show_region(script.region).name
    acts.first_run(lead, Newcomer(region, script.lead.name, Role.TEAM_LEAD, script.lead.passphrase, empty))
    lead.wait_for(lambda: lead.program.window is not None, "the team lead's window")
    team_acts.join_team(lead, *invitation)
    team_acts.synchronise(lead)
    lead.press(_("Today"))
    lead.look("teamleider-vandaag")
    settings_acts.set_own(lead, script.setting)
    settings_acts.synonyms(lead, script.setting)
    for one, question in ((hand, script.consultant.asks_otherwise), (lead, script.lead.asks_otherwise)):
        acts.open_first_case(one, script.resident["last_name"])
        team_acts.ask_otherwise(one, question)
    team_acts.synchronise(hand)
    team_acts.synchronise(lead)
    team_acts.decide(lead, _("Keep theirs"))
    team_acts.synchronise(lead)
    lead.look("samenloop-beslist")
    team_acts.look_at_the_team(lead)


def _look_after(
    place: _Place, hands: tuple[Hand, Hand], script: Script, invitation: tuple[Path, str]
) -> tuple[Hand, tuple[Path, ...]]:
    """What is seldom done: destroying by two persons, who looked, work left behind, and a store that is put back."""
    (hand, lead), folder = hands, place.folder
    acts.open_first_case(lead, script.resident["last_name"])
    looked = care_acts.who_looked(lead, folder)
    care_acts.propose_destruction(lead, script)
    team_acts.synchronise(lead)
    admin = _admin(place, script, begin_at=lead.begin_at + len(lead.pictures))
    team_acts.join_team(admin, *invitation)
    team_acts.synchronise(admin)
    certificate = care_acts.destroy(admin, folder)
    copy = central_acts.shared_file(admin, folder)
    central_acts.database(admin, script.database)
    admin.program.end()
    hand.begin_at = len(lead.pictures) + len(admin.pictures)
    team_acts.synchronise(hand)
    acts.open_first_case(hand, script.resident["last_name"])
    team_acts.ask_otherwise(hand, script.asked_since)
    team_acts.synchronise(hand)
    central_acts.put_back(hand, *invitation, copy)
    care_acts.copies(hand)
    lead.begin_at = len(hand.pictures) + len(admin.pictures)
    care_acts.look_at_left_behind(lead, script.left_behind)
    return admin, (looked, certificate)


def _admin(place: _Place, script: Script, *, begin_at: int) -> Hand:
    _clean(place.folder / f"{_ADMIN}.store")
    admin = Hand(_program(place.app, place.folder, _ADMIN, place.clock), place.folder, begin_at=begin_at)
    empty, region = _("Begin with an empty store"), show_region(script.region).name
    newcomer = Newcomer(region, script.admin.name, Role.ADMINISTRATOR, script.admin.passphrase, empty)
    acts.first_run(admin, newcomer, seen=False)
    admin.wait_for(lambda: admin.program.window is not None, "the administrator's window")
    return admin


def _rescue(place: _Place, script: Script, manager: Hand) -> None:
    """The disk of a laptop fails, and its last copy is put back."""
    care_acts.copies(manager)
    manager.program.end()
    care_acts.spoil(place.folder / f"{_MANAGER}.store")
    manager.program = _program(place.app, place.folder, _MANAGER, place.clock)
    care_acts.rescue(manager, script.manager.passphrase)
    manager.program.end()


def _manage(app: QApplication, folder: Path, script: Script, clock: Clock, *, begin_at: int) -> Hand:
    """A contract manager, who works in the dark: the same for the map, and what a colleague said in confidence."""
    new = NewStore(script.region, script.manager.name, Role.CONTRACT_MANAGER, script.manager.passphrase)
    _fill(folder / f"{_MANAGER}.store", new, _FEW, clock)
    program = _program(app, folder, _MANAGER, clock)
    program.preferences.change("appearance", theme=Theme.DARK)
    hand = Hand(program, folder, begin_at=begin_at)
    acts.unlock(hand, script.manager.passphrase)
    hand.look("contractmanager-vandaag")
    _keep_right(hand, folder, script)
    contract_acts.measures(hand, script.measure)
    map_acts.coverage(hand)
    contract_acts.stop(hand)
    signal_acts.record(hand, script.signal)
    signal_acts.follow_up(hand, script.signal)
    program.preferences.change("appearance", theme=Theme.LIGHT)
    hand.begins = "licht-"
    hand.look("signalen")
    hand.press(_("Contracts"))
    hand.show_tab(_("Running out"))
    hand.look("contracten")
    hand.show_tab(_("Number of providers"))
    hand.look("inkoopmaatregelen")
    _rescue(_Place(app, folder, clock), script, hand)
    return hand


def _in_the_dark(hand: Hand, program: Program, script: Script) -> None:
    program.preferences.change("appearance", theme=Theme.DARK)
    hand.begins = "donker-"
    for title in _SEEN_DARK:
        place = _(title)
        hand.press(place)
        # A name with a stroke in it would be a folder, and the picture would be nowhere.
        hand.look(place.lower().replace(" ", "-").replace("/", ""))
    settings_acts.look_round(hand)
    settings_acts.synonyms(hand, script.setting)
    hand.press(_("Availability"))
    hand.show_tab(_("Overview"))
    map_acts.history(hand)
    acts.look_back(hand)
    hand.press(_("Close"))
    acts.open_first_indication(hand, script.resident["last_name"])
    acts.through_draft(hand)
    hand.press(_("Cases"))
    cases = hand.find("cases", QTableView)
    cases.activated.emit(cases.model().index(0, 0))
    hand.settle()
    hand.show_tab(_("Overview"))
    hand.look("dossier")
    hand.begins = ""
    program.preferences.change("appearance", theme=Theme.LIGHT, text_size=150)
    hand.look("groot-dossier")
    program.lock()
    hand.wait_for(lambda: program.gate is not None, "the lock")
    program.preferences.change("appearance", text_size=100)
    hand.look("vergrendeld")
