"""What goes out and comes in, act by act: messages with providers, the papers of a case, and the letter of a wait."""

from __future__ import annotations

from pathlib import Path

from desktop.language import _
from desktop.views.tour.hand import Hand
from desktop.views.tour.script import Damaged

DRAWING_MS = 1500
"""In which the pages of a paper are drawn; Qt draws them on a thread of its own and tells nobody when it is done."""


def messages(hand: Hand, damaged: Damaged, folder: Path) -> None:
    """Looks at what providers must be told, writes what is ready, and reads a message that is not whole."""
    folder = folder / "berichten"
    folder.mkdir(exist_ok=True)
    hand.press(_("Messages"))
    hand.look("berichten")
    if hand.sees("write-wmo"):
        hand.press("write-wmo")
        _choose(hand, folder)
        hand.look("berichten-geschreven")
    path = folder / damaged.file
    path.write_text(damaged.text, encoding="utf-8")
    hand.press("messages-read")
    _choose(hand, path)
    hand.look("berichten-gelezen")


def wait_and_write(hand: Hand, product: str) -> None:
    """Puts the resident of the open case on the list for a product, and looks at the letter about it."""
    hand.show_tab(_("Waiting"))
    hand.choose("wait-product", product)
    hand.look("wachtlijstplaats")
    hand.press("wait-add")
    hand.look("op-de-wachtlijst")
    hand.press(_("Letter to the resident"))
    hand.rest(DRAWING_MS)
    hand.look("wachtbrief")
    hand.press("paper-back")


def papers(hand: Hand) -> None:
    """Looks at all that can be printed of the open case."""
    hand.show_tab(_("Papers"))
    hand.look("papieren")


def _choose(hand: Hand, path: Path) -> None:
    hand.write("fileNameEdit", str(path))
    hand.enter("fileNameEdit")
