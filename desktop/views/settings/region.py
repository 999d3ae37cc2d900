"""What the region's profile says, shown to who wants to know on whose word the program speaks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.dress import column
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.settings.reach import ReachPanel
from desktop.views.settings.small_numbers import SmallNumbersPanel


class RegionPanel(QWidget):
    """The region, its municipalities and lots, and the document they were read from."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        profile = desk.workplace.profile
        layout = column(self, gap=Space.L)
        layout.addWidget(_about(profile))
        layout.addWidget(ReachPanel(desk))
        layout.addWidget(SmallNumbersPanel(desk))
        layout.addWidget(_lots(profile))
        layout.addStretch(1)


def _about(profile: RegionProfile) -> Card:
    card = Card(profile.name)
    card.body.addWidget(
        KeyValueList(
            {
                _("Municipalities"): ", ".join(town.name for town in profile.municipalities),
                _("Case direction"): profile.direction,
                _("Source"): f"{profile.document}, {long_day(profile.dated)}",
            }
        )
    )
    return card


def _lots(profile: RegionProfile) -> Card:
    card = Card(_("What is bought"))
    names = {
        lot.name: ", ".join((label(lot.law), *(p.name for p in profile.products if p.lot == lot.id)))
        for lot in profile.lots
    }
    card.body.addWidget(KeyValueList(names))
    card.body.addWidget(Text(_("The profile is a file; your administrator changes it."), "small"))
    return card
