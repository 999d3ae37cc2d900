"""The tour: a demonstration store, the main job through the real screens, and a picture of each in both themes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QTableView

from desktop.language import _
from desktop.models.kinds import Role
from desktop.services.demo import make_demo
from desktop.services.start import NewStore, create_store
from desktop.settings import SettingsFile, Theme
from desktop.views.app import Program
from desktop.views.desk import Place
from desktop.views.paper.screen import PaperScreen
from desktop.views.preferences import Preferences
from desktop.views.tour import acts, team_acts
from desktop.views.tour.acts import Newcomer
from desktop.views.tour.hand import Hand

REGION = "Oldambt & Stadskanaal"
REGION_ID = "oldambt-stadskanaal"
"""The demonstration's region, as the first run shows it, and its id."""

TEAM_FILE = "team.naober"

DRAWING_MS = 1500
"""In which the pages of a paper are drawn; Qt draws them on a thread of its own and tells nobody when it is done."""

RESIDENTS = 160
"""Of the demonstration."""

CONSULTANT = Newcomer(REGION, "Marijke Veenstra", Role.CONSULTANT, "zonnige tuin met appelbomen", "")
LEAD = Newcomer(REGION, "Jelle Hofstra", Role.TEAM_LEAD, "wandelen langs het kanaal", "")

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Tour:
    """Where everything is."""

    pictures: tuple[Path, ...]
    papers: tuple[Path, ...]


def take(folder: Path, *, clock: Clock) -> Tour:
    """Takes the tour; stores, pictures and papers stand in `folder` afterwards.

    Raises:
        Lost: When a screen is not as the hand expects; the picture before it shows where.
    """
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(["naober"])
    assert isinstance(app, QApplication)  # noqa: S101 - there is no other kind here
    _fill(folder / "consulent.store", clock)
    mine = _program(app, folder, "consulent", clock)
    hand = Hand(mine, folder)
    papers = _main_job(hand, folder)
    code = _begin_team(hand, folder)
    theirs = _program(app, folder, "teamleider", clock)
    lead = Hand(theirs, folder, begin_at=len(hand.pictures))
    _together(hand, lead, folder / TEAM_FILE, code)
    hand.begin_at = len(lead.pictures)
    _in_the_dark(hand, mine)
    for program in (mine, theirs):
        program.end()
    return Tour((*hand.pictures, *lead.pictures), papers)


def _program(app: QApplication, folder: Path, who: str, clock: Clock) -> Program:
    settings = folder / f"{who}.settings.json"
    store = folder / f"{who}.store"
    settings.unlink(missing_ok=True)
    program = Program(app, store, clock=clock, preferences=Preferences(SettingsFile(settings)))
    program.begin()
    return program


def _fill(store: Path, clock: Clock) -> None:
    """A demonstration store that is small enough to be shared whole within the tour."""
    _clean(store)
    new = NewStore(REGION_ID, CONSULTANT.name, CONSULTANT.role, CONSULTANT.passphrase)
    created = create_store(store, new, clock=clock)
    make_demo(created.workplace, residents=RESIDENTS)
    created.workplace.store.close()


def _main_job(hand: Hand, folder: Path) -> tuple[Path, ...]:
    hand.look("ontgrendelen")
    hand.write(acts.plain(_("&Passphrase")), CONSULTANT.passphrase)
    hand.press(_("Open"))
    hand.wait_for(lambda: hand.program.window is not None, "the window")
    hand.look("vandaag")
    acts.search_map(hand, "eenzaam")
    hand.look("sociale-kaart")
    acts.search_map(hand, "huishoudeljke hulp")
    hand.look("sociale-kaart-typefout")
    hand.press(_("Cases"))
    hand.look("dossiers")
    acts.open_case(hand, RESIDENT, "Stadskanaal", QUESTION)
    hand.look("dossier")
    acts.add_network(hand, "Anneke", "boodschappen, elke dag bellen")
    hand.look("netwerk")
    acts.hold_conversation(hand, SAID, {})
    acts.put_first_service_on_plan(hand, "mantelzorg")
    acts.open_first_case(hand, "Testhuis")
    acts.answer(hand, ANSWERS, GOALS)
    hand.look("doelen-en-plan")
    acts.draft(hand, {"segment": "3", "product": "groep-belevingsgericht"}, {})
    hand.look("indicatie-vragen")
    return (_paper(hand, folder),)


def _paper(hand: Hand, folder: Path) -> Path:
    acts.open_first_case(hand, "Testhuis")
    hand.press("case-paper")
    hand.rest(DRAWING_MS)
    hand.look("ondersteuningsplan")
    file = folder / "ondersteuningsplan.pdf"
    window = hand.program.window
    screen = window.screen_of(Place.PAPER) if window else None
    if isinstance(screen, PaperScreen):
        screen.save_to(file)
    return file


def _begin_team(hand: Hand, folder: Path) -> str:
    _clean(folder / TEAM_FILE)
    _clean(folder / "teamleider.store")
    code = team_acts.begin_team_file(hand, folder / TEAM_FILE)
    team_acts.synchronise(hand)
    hand.look("gesynchroniseerd")
    return code


def _clean(file: Path) -> None:
    for old in file.parent.glob(f"{file.name}*"):
        old.unlink()


def _together(hand: Hand, lead: Hand, file: Path, code: str) -> None:
    empty = _("Begin with an empty store")
    acts.first_run(lead, Newcomer(REGION, LEAD.name, LEAD.role, LEAD.passphrase, empty))
    lead.wait_for(lambda: lead.program.window is not None, "the team lead's window")
    team_acts.join_team(lead, file, code)
    team_acts.synchronise(lead)
    lead.press(_("Today"))
    lead.look("teamleider-vandaag")
    for one, question in ((hand, "Ik wil weer naar het koor."), (lead, "Mijn man alleen laten kan niet meer.")):
        acts.open_first_case(one, "Testhuis")
        team_acts.ask_otherwise(one, question)
    team_acts.synchronise(hand)
    team_acts.synchronise(lead)
    team_acts.decide(lead, _("Keep theirs"))
    team_acts.synchronise(lead)
    lead.look("samenloop-beslist")


def _in_the_dark(hand: Hand, program: Program) -> None:
    program.preferences.change("appearance", theme=Theme.DARK)
    for place in (_("Today"), _("Social map"), _("Cases"), _("Synchronise"), _("Settings")):
        hand.press(place)
        hand.look(f"donker-{place.lower().replace(' ', '-')}")
    hand.press(_("Cases"))
    cases = hand.find("cases", QTableView)
    cases.activated.emit(cases.model().index(0, 0))
    hand.settle()
    hand.look("donker-dossier")
    program.preferences.change("appearance", theme=Theme.LIGHT, text_size=150)
    hand.look("groot-dossier")
    program.preferences.change("appearance", text_size=100)
    program.lock()
    hand.wait_for(lambda: program.gate is not None, "the lock")
    hand.look("vergrendeld")


RESIDENT = {
    "first_names": "Wiebrecht",
    "last_name": "Testhuis",
    "birth_date": "29-02-1956",
    "address": "Dideldom 12",
    "postal_code": "9501 XX",
    "place": "Stadskanaal",
}
"""An invented resident."""

QUESTION = "Mijn man vergeet steeds meer. Ik kan hem niet meer alleen laten."

SAID = {
    "question": "Ik wil graag weer één middag in de week naar het koor.",
    "going_well": "Een fijne buurt. Mijn dochter belt elke dag.",
    "notes": "Mevrouw zorgt al drie jaar voor haar man. Het wordt te zwaar.",
}

ANSWERS = {
    "own-strength": "Mevrouw doet zelf het huishouden en kookt.",
    "usual-help": "Haar man kan thuis niets meer overnemen.",
    "informal-care": "Mevrouw is zelf mantelzorger; dat is nu te zwaar.",
    "network": "De dochter doet op zaterdag de boodschappen.",
    "community-service": "Het odensehuis helpt op dinsdag; de andere dagen niet.",
    "other-law": "Voor de Wlz is het nog te vroeg.",
}

GOALS = ("Ik ga elke donderdagmiddag naar het koor.", "Mijn man heeft twee dagen in de week iets te doen.")
