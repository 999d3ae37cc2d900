"""What two people do together: meet in a shared file, approve, and decide where two edits met."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel

from desktop.language import _
from desktop.services.dashboards.definitions import PAGES, Page
from desktop.views.dashboards.screen import DashboardsScreen
from desktop.views.tour.acts import plain
from desktop.views.tour.hand import Hand, Lost


def begin_team_file(hand: Hand, path: Path) -> str:
    """Begins the team's file, and reads the team code from the screen."""
    hand.press(_("Synchronise"))
    hand.press(_("Begin a file for the team …"))
    hand.write("fileNameEdit", str(path))
    hand.enter("fileNameEdit")
    hand.wait_for(path.exists, "the team's file")
    hand.look("team-begonnen")
    return _code(hand)


def join_team(hand: Hand, path: Path, code: str) -> None:
    """Joins the team's file with the code a colleague gave."""
    hand.press(_("Synchronise"))
    hand.write(plain(_("&File of the team")), str(path))
    hand.write(plain(_("&Team code or invitation")), code)
    hand.look("aansluiten")
    hand.press(_("Join the team"))


def synchronise(hand: Hand) -> None:
    """Sends and fetches, now."""
    hand.press(_("Synchronise"))
    hand.press(_("Synchronise now"))


def ask_otherwise(hand: Hand, question: str) -> None:
    """Rewords the question of the open case, and leaves the case so that it is kept."""
    hand.show_tab(_("Overview"))
    hand.write("case-question", question)
    hand.press(_("Today"))


def look_at_the_team(hand: Hand) -> None:
    """Sees how much lies with whom, and what is seen over all."""
    hand.press(_("Team"))
    hand.look("team")
    hand.press(_("Dashboards"))
    screen = hand.find("dashboards", DashboardsScreen)
    for page in Page:
        hand.press(_(PAGES[page]))
        hand.wait_for(screen.is_whole, "the figures")
        hand.look(f"dashboard-{page}")


def decide(hand: Hand, choice: str) -> None:
    """Decides the conflict that is shown, by the text of a button."""
    hand.press(_("Synchronise"))
    hand.look("samenloop")
    hand.press(choice)


def _code(hand: Hand) -> str:
    for label in hand.window.findChildren(QLabel):
        if label.isVisible() and label.property("look") == "code":
            return label.text()
    raise Lost("the team code")
