"""From a provider in the social map to its contracts."""

from __future__ import annotations

from functools import partial

from desktop.language import _
from desktop.models.social_map import Provider
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import QuietButton
from desktop.views.design.tokens import Tone
from desktop.views.desk import Place
from desktop.views.screen import Screen


class WayToContracts(Flowing):
    """Whether it is a strategic partner, and the way to its contracts, whom it works with and whom one reaches."""

    def __init__(self, owner: Screen, provider: Provider) -> None:
        super().__init__()
        if provider.strategic_partner:
            self.add(Badge(_("strategic partner"), tone=Tone.ACCENT, icon="star"))
        way = QuietButton(_("Contracts and contacts"), icon="document")
        way.setObjectName("way-to-contracts")
        way.clicked.connect(partial(owner.desk.navigator.open_place, Place.PROVIDER_CONTRACTS, provider.id))
        self.add(way)
