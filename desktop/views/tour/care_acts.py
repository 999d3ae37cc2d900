"""What is seldom done and must go well: destroying by two persons, work left behind, copies, and who looked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton

from desktop.language import _
from desktop.models.changes import ChangeSet
from desktop.services.demo.looked_after import LeftBehind, add_past_dossiers, leave_behind
from desktop.services.papers import PaperKind
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.views.desk import Place
from desktop.views.paper.screen import PaperScreen
from desktop.views.tour.hand import Hand, Lost
from desktop.views.tour.post_acts import DRAWING_MS
from desktop.views.tour.script import Script

_TALL = 1400
_PAGE = 4096
_EVERY = 60
"""Of the pages of a store that is spoilt, one in so many."""


def propose_destruction(hand: Hand, script: Script) -> None:
    """A team lead chooses what may go, and proposes it."""
    _tell(hand, add_past_dossiers(workplace_of(hand), script.past))
    hand.press(_("Team"))
    hand.press(f"way-to-{Place.RETENTION.value}")
    hand.look("bewaren-en-vernietigen")
    hand.press("retention-all")
    hand.press("retention-propose")
    hand.look("vernietigen-voorstellen")
    hand.press(_("Yes, propose"))
    hand.look("vernietigen-voorgesteld")


def destroy(hand: Hand, folder: Path) -> Path:
    """An administrator decides by numbers, and keeps the certificate."""
    hand.press(_("Keeping and destroying"))
    hand.look("vernietigen-beslissen")
    hand.press("destruction-go")
    hand.look("vernietigen-vraag")
    hand.press(_("Yes, destroy for good"))
    hand.wait_for(lambda: hand.sees("destruction-print"), "the certificate")
    hand.look("vernietigd")
    hand.press("destruction-print")
    return keep_paper(hand, folder, "verklaring-van-vernietiging")


def look_at_left_behind(hand: Hand, left: LeftBehind) -> None:
    """A team lead reads what a colleague handed in late, and what was refused; in both looks."""
    _tell(hand, leave_behind(workplace_of(hand), left))
    hand.press(_("Today"))
    hand.press(_("Synchronise"))
    in_both(hand, "niet-gedeeld")


def who_looked(hand: Hand, folder: Path) -> Path:
    """A team lead prints for a resident who asks who looked in the open case."""
    hand.show_tab(_("Papers"))
    hand.look("papieren-teamleider")
    prefix = f"{PaperKind.WHO_LOOKED}:"
    lines = [
        line for line in hand.window.findChildren(QAbstractButton) if str(getattr(line, "key", "")).startswith(prefix)
    ]
    if not lines:
        raise Lost("who looked")
    lines[0].click()
    hand.acts += 1
    return keep_paper(hand, folder, "wie-keek")


def copies(hand: Hand) -> None:
    """Looks at the copies of one's own store, and makes one."""
    hand.press(_("Settings"))
    hand.show_tab(_("Safety"))
    hand.press("make-copy")
    tall(hand, "instellingen-beveiliging")


def spoil(store: Path) -> None:
    """As a disk that fails does: a bit here and there is another one."""
    content = bytearray(store.read_bytes())
    middle = len(content) // _PAGE // 2 * _PAGE
    for place in range(middle + 40, len(content), _PAGE * _EVERY):
        content[place] ^= 16
    store.write_bytes(content)


def rescue(hand: Hand, passphrase: str) -> None:
    """At the gate: the store is damaged, its newest sound copy is put back, and the work goes on."""
    hand.write(_("&Passphrase").replace("&", ""), passphrase)
    hand.press(_("Open"))
    hand.wait_for(lambda: hand.sees("put-back"), "the offer of a copy")
    hand.look("opslag-beschadigd")
    hand.press("put-back")
    hand.wait_for(lambda: not hand.has("put-back"), "the copy")
    hand.look("opslag-hersteld")


def keep_paper(hand: Hand, folder: Path, name: str) -> Path:
    """Looks at the paper that is open, and keeps it as a file."""
    hand.settle()
    hand.rest(2 * DRAWING_MS)
    hand.look(name)
    window = hand.program.window
    screen = window.screen_of(Place.PAPER) if window else None
    file = folder / f"{name}.pdf"
    if isinstance(screen, PaperScreen):
        screen.save_to(file)
        hand.settle()
    return file


def in_both(hand: Hand, name: str, high: int = _TALL) -> None:
    """A tall picture in the light and one in the dark."""
    tall(hand, name, high)
    preferences = hand.program.preferences
    preferences.change("appearance", theme=Theme.DARK)
    tall(hand, f"donker-{name}", high)
    preferences.change("appearance", theme=Theme.LIGHT)


def tall(hand: Hand, name: str, high: int = _TALL) -> None:
    """A picture of a page that is longer than the window."""
    size = hand.window.size()
    hand.window.resize(size.width(), high)
    hand.settle()
    hand.look(name)
    hand.window.resize(size)
    hand.settle()


def _tell(hand: Hand, changes: ChangeSet) -> None:
    if hand.program.window is not None:
        hand.program.window.desk.notifier.tell(changes)
    hand.settle()


def workplace_of(hand: Hand) -> Workplace:
    """Where the hand's own colleague works.

    Raises:
        Lost: While it is locked.
    """
    if hand.program.window is None:
        raise Lost("an open window")
    return hand.program.window.desk.workplace
