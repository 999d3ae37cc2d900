"""The main job, act by act, as a consultant and a team lead do it with their own hands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QListView, QTableView

from desktop.language import _
from desktop.models.kinds import NextStep, Role
from desktop.services.today import TodayKind, TodayLine
from desktop.views.design.buttons import RowButton
from desktop.views.design.inputs import Choice
from desktop.views.indication.progress import STEPS
from desktop.views.tour.hand import Hand, Lost

_MARK = 8
"""The resident's, from 1 to 10."""


@dataclass(frozen=True)
class Newcomer:
    """Who starts the program for the first time, and how."""

    region: str
    """Name of the region, as the page shows it."""
    name: str
    role: Role
    passphrase: str
    beginning: str
    """Msgid of the choice on the last page."""


def first_run(hand: Hand, newcomer: Newcomer, *, seen: bool = True) -> None:
    """Through the pages of the first run, to an open window; with pictures where it must be `seen`."""
    look: Callable[[str], object] = hand.look if seen else _pass_by
    look("welkom")
    hand.press(_("Next"))
    look("team-of-niet")
    hand.press(_("Next"))
    hand.press(newcomer.region)
    look("regio")
    hand.press(_("Next"))
    hand.write(plain(_("&Name")), newcomer.name)
    hand.choose(plain(_("&Role")), newcomer.role.value)
    hand.press(_("Next"))
    hand.write(plain(_("&Passphrase")), newcomer.passphrase)
    hand.write(plain(_("The same &again")), newcomer.passphrase)
    look("wachtwoordzin")
    hand.press(_("Next"))
    hand.press(_("I wrote it down or printed it"))
    look("herstelcode")
    hand.press(_("Next"))
    hand.press(newcomer.beginning)
    look("begin")
    hand.press(_("Begin"))


def unlock(hand: Hand, passphrase: str) -> None:
    """Opens the store, to an open window."""
    hand.write(plain(_("&Passphrase")), passphrase)
    hand.press(_("Open"))
    hand.wait_for(lambda: hand.program.window is not None, "the window")


def search_map(hand: Hand, text: str) -> int:
    """Types into the one search box; returns how many rows are shown, headings too."""
    hand.press(_("Social map"))
    hand.write("search-map", text)
    hand.enter("search-map")
    return hand.find("map-hits", QListView).model().rowCount() if hand.has("map-hits") else 0


def open_case(hand: Hand, fields: dict[str, str], municipality: str, question: str) -> None:
    """Opens a case with what is known; `fields` by the name of the model's field."""
    hand.press(_("Cases"))
    hand.press("new-case")
    for name, text in fields.items():
        hand.write(f"new-{name}", text)
    hand.choose("new-municipality", municipality)
    hand.write("new-question", question)
    hand.press("new-client_support_told")
    hand.look("nieuw-dossier")
    hand.press("open-the-case")


def add_network(hand: Hand, name: str, helps: str) -> None:
    """Writes down someone near."""
    hand.show_tab(_("Household and network"))
    hand.write("network-name", name)
    hand.write(plain(_("&Helps with")), helps)
    hand.press("network-add")


def hold_conversation(hand: Hand, said: dict[str, str], domains: dict[str, str]) -> None:
    """Writes down the talk: `said` by field, `domains` by life domain, and finishes it."""
    hand.press("case-talk")
    for name, text in said.items():
        hand.write(f"talk-{name}", text)
    for domain, text in domains.items():
        hand.write(f"{domain}-situation", text)
    hand.look("gesprek")
    hand.press("finish-conversation")


def answer(hand: Hand, answers: dict[str, str], goals: tuple[str, ...]) -> None:
    """Answers what was looked at before custom care, by kind, and sets goals."""
    hand.show_tab(_("Goals and plan"))
    for goal in goals:
        hand.write("goal-text", goal)
        hand.press("goal-add")
    for kind, text in answers.items():
        hand.write(f"answer-{kind}", text)


def put_first_service_on_plan(hand: Hand, text: str, *, anywhere: bool = False) -> None:
    """Finds help near home for the open case, or `anywhere`, and puts the first that is found on the plan."""
    hand.press("case-find")
    if anywhere:
        hand.press("map-clear")
    hand.write("search-map", text)
    hand.enter("search-map")
    hand.look("hulp-dichtbij")
    hand.press("put-on-plan")


def draft(hand: Hand, choices: dict[str, str], texts: dict[str, str]) -> None:
    """Begins a draft from the open case and fills it in: `choices` by key of a list, `texts` as typed."""
    hand.show_tab(_("Indications"))
    hand.press("begin-draft")
    hand.look("indicatie-begin")
    for name, key in choices.items():
        hand.choose(f"draft-{name}", key)
    for name, text in texts.items():
        hand.write(f"draft-{name}", text)
    hand.settle()


def show_durations(hand: Hand, product: str) -> None:
    """Shows beside the draft how long help of a product lasted that is given often enough to tell."""
    hand.press("durations")
    hand.choose("duration-help", product)


def open_late_evaluation(hand: Hand) -> None:
    """From Today to the evaluations of a case.

    Raises:
        Lost: When no evaluation is due.
    """
    hand.press(_("Today"))
    due = next((row for row in hand.window.findChildren(RowButton) if row.isVisible() and _is_evaluation(row)), None)
    if due is None:
        raise Lost("an evaluation on Today")
    due.click()
    hand.acts += 1
    hand.settle()


def look_back(hand: Hand) -> None:
    """From Today to the evaluations of a case, and to the form of the one that is late."""
    open_late_evaluation(hand)
    hand.look("evaluaties")
    names = [row.objectName() for row in hand.window.findChildren(RowButton) if row.isVisible()]
    hand.press(next(name for name in names if name.startswith("hold-")))
    hand.look("evaluatie-vastleggen")


def hold_evaluation(hand: Hand, held: dict[str, str]) -> None:
    """Fills in the form that is open, how far each goal came among it, and keeps it."""
    for choice in hand.window.findChildren(Choice):
        if choice.isVisible() and choice.objectName().startswith("form-goal:"):
            hand.choose(choice.objectName(), str(choice.itemData(2)))
    hand.choose("form-next", NextStep.THE_SAME.value)
    for name, text in held.items():
        hand.write(f"form-{name}", text)
    hand.count("form-satisfaction", _MARK)
    hand.press("form-go")
    hand.look("evaluatie-gehouden")


def through_draft(hand: Hand) -> None:
    """Reads the parts of the open draft, one by one."""
    for step in STEPS:
        hand.press(_(step))
        hand.look(f"indicatie-{_(step).lower().replace(' ', '-')}")


def open_first_case(hand: Hand, text: str) -> None:
    """Searches the caseload and opens the first that is found."""
    hand.press(_("Cases"))
    hand.write("search-cases", text)
    hand.enter("search-cases")
    table = hand.find("cases", QTableView)
    table.activated.emit(table.model().index(0, 0))
    hand.acts += 1
    hand.settle()


def plain(label: str) -> str:
    """A label without the mark of its letter."""
    return label.replace("&", "")


def import_file(hand: Hand, kind: str, path: Path) -> None:
    """Imports a file, or a folder of tables, through the settings: the dry run first, then exactly that."""
    hand.press(_("Settings"))
    hand.show_tab(_("Import"))
    if hand.sees(_("Import another file")):
        hand.press(_("Import another file"))
    hand.choose(plain(_("&What is in it")), kind)
    hand.press(_("Choose a folder …") if path.is_dir() else _("Choose a file …"))
    hand.write("fileNameEdit", str(path))
    hand.enter("fileNameEdit")
    hand.wait_for(lambda: hand.sees(_("Import")), "the dry run")
    hand.look(f"inlezen-{kind}")
    hand.press(_("Import"))


def open_first_indication(hand: Hand, text: str) -> None:
    """Opens the newest indication of the first case that is found."""
    open_first_case(hand, text)
    hand.show_tab(_("Indications"))
    lines = [line for line in hand.window.findChildren(RowButton) if line.isVisible()]
    lines[0].click()
    hand.acts += 1
    hand.settle()


def _pass_by(_name: str) -> None:
    """Where a picture was taken before."""


def _is_evaluation(row: RowButton) -> bool:
    return isinstance(row.key, TodayLine) and row.key.kind is TodayKind.EVALUATION
