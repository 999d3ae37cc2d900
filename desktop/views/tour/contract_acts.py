"""How a municipality keeps the number of providers in hand, act by act."""

from __future__ import annotations

from desktop.language import _
from desktop.views.design.buttons import QuietButton
from desktop.views.design.focus import bring_into_view
from desktop.views.design.inputs import DayField
from desktop.views.tour.hand import Hand
from desktop.views.tour.script import Measured


def measures(hand: Hand, measure: Measured) -> None:
    """Looks at what runs out, and writes a measure of purchase down."""
    hand.press(_("Contracts"))
    hand.look("contracten")
    hand.show_tab(_("Number of providers"))
    hand.look("inkoopmaatregelen")
    hand.press("new-measure")
    hand.choose("form-kind", measure.kind)
    hand.count("form-number", measure.number)
    hand.write("form-reason", measure.reason)
    hand.look("inkoopmaatregel-nieuw")
    hand.press("form-go")
    hand.look("inkoopmaatregel-bewaard")


def stop(hand: Hand) -> None:
    """Looks at the form of the first product that is contracted, where an intake stop begins and ends."""
    names = [one.accessibleName() for one in hand.window.findChildren(QuietButton) if one.isVisible()]
    hand.press(next(name for name in names if name.startswith(f"{_('Change')}: ")))
    bring_into_view(hand.find("form-stop_until", DayField))
    hand.look("clientenstop")
    hand.press(_("Close"))
