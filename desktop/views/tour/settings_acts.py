"""What a municipality sets for itself, act by act: seen by all, filled in by who may."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView

from desktop.language import N_, _
from desktop.views.design.inputs import LongText
from desktop.views.tour.hand import Hand
from desktop.views.tour.script import Setting

_TABS = (
    (N_("Region"), "instellingen-regio"),
    (N_("Norms"), "instellingen-normen"),
    (N_("Terms"), "instellingen-termijnen"),
    (N_("Contribution"), "instellingen-bijdrage"),
    (N_("Synonyms"), "instellingen-synoniemen"),
)
_DRAWN_MS = 400
"""In which the lines of a page are drawn, each in a frame of its own."""


def look_round(hand: Hand) -> None:
    """Reads every page of what a municipality sets."""
    hand.press(_("Settings"))
    for title, name in _TABS:
        hand.show_tab(_(title))
        hand.rest(_DRAWN_MS)
        hand.look(name)


def set_own(hand: Hand, setting: Setting) -> None:
    """Fills in how residents reach a municipality, and opens the forms for a norm and a term."""
    hand.press(_("Settings"))
    hand.show_tab(_("Region"))
    hand.press(f"{_('Change')}: {setting.municipality}")
    hand.write("reach-phone", setting.phone)
    hand.write("reach-hours", setting.hours)
    hand.write("reach-address", setting.address)
    hand.look("bereikbaarheid-invullen")
    hand.press("reach-keep")
    hand.look("bereikbaarheid-bewaard")
    hand.show_tab(_("Norms"))
    hand.press("norm-new")
    hand.look("norm-toevoegen")
    hand.press("norm-cancel")
    hand.show_tab(_("Terms"))
    hand.press(f"term-new-{setting.term}")
    hand.look("termijn-toevoegen")
    hand.press("term-cancel")


def synonyms(hand: Hand, setting: Setting) -> None:
    """Looks a word up, and types words of one's own with it.

    They are not kept: the list is the laptop's own, also that of whoever takes this tour.
    """
    hand.press(_("Settings"))
    hand.show_tab(_("Synonyms"))
    hand.write("synonym-search", setting.looked_up)
    hand.enter("synonym-search")
    hand.look("synoniemen-gezocht")
    hand.find("synonyms", QTableView).selectRow(0)
    hand.press("synonym-change")
    hand.find("synonym-own", LongText).put("")
    hand.write("synonym-own", setting.own_words)
    hand.look("synoniemen-wijzigen")
    hand.press("synonym-cancel")
