"""The supply of help, act by act: comparing, a round of calls, who waits, the coverage, and what must be checked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QTableView

from desktop.language import _
from desktop.views.design.buttons import RowButton
from desktop.views.tour.hand import Hand

COMPARED = 3
"""As many hits are put side by side."""


DRAWN_MS = 600
"""In which the drawing of a history is made ready and drawn."""


def compare(hand: Hand) -> None:
    """Ticks the first hits of the social map and puts them side by side."""
    hits = hand.find("map-hits", QListView)
    hits.setFocus()
    for _number in range(COMPARED):
        hand.keys(Qt.Key.Key_Space)
        hand.keys(Qt.Key.Key_Down)
    hand.press("map-compare")
    hand.look("vergelijken")
    hand.keys(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)


def availability(hand: Hand, intake: str, start: str) -> None:
    """Looks at where people can begin, and calls the first provider of a round: what it says of intake and start."""
    hand.press(_("Availability"))
    hand.look("beschikbaarheid")
    history(hand)
    hand.show_tab(_("Round of calls"))
    hand.press("round-begin")
    hand.write("round-intake", intake)
    hand.write("round-start", start)
    hand.look("belronde")
    hand.enter("round-start")


def history(hand: Hand) -> None:
    """All figures of the chosen offer over time."""
    hand.press("wait-history")
    hand.rest(DRAWN_MS)
    hand.look("beschikbaarheid-over-tijd")
    hand.press("history-back")


def supply(hand: Hand) -> None:
    """Who waits, whether there is enough help everywhere, what runs out, and what nobody looked at for long."""
    hand.press(_("Residents who wait"))
    hand.look("wachtende-inwoners")
    coverage(hand)
    hand.press(_("Social map"))
    hand.press("to-review")
    hand.look("te-controleren")


def coverage(hand: Hand) -> None:
    """From a figure of the coverage to the providers behind it, and on to what is agreed with the first of them."""
    hand.press(_("Coverage"))
    hand.look("zorgdekking")
    hand.find("coverage-grid", QTableView).setFocus()
    hand.keys(Qt.Key.Key_Return)
    hand.look("zorgdekking-vak")
    next(line for line in hand.window.findChildren(RowButton) if line.isVisible()).click()
    hand.acts += 1
    hand.settle()
    hand.look("contracten-van-aanbieder")


def longest_wait(hand: Hand) -> None:
    """Opens the case of whoever stands first in the list of who waits."""
    hand.press(_("Residents who wait"))
    table = hand.find("waits", QTableView)
    table.setFocus()
    hand.keys(Qt.Key.Key_Return)
    hand.look("wachten-in-dossier")
