"""One entry of the social map on a screen of its own."""

from __future__ import annotations

from typing_extensions import override

from desktop.language import _
from desktop.views.design.buttons import Button
from desktop.views.design.dress import column
from desktop.views.design.pages import READING_WIDTH, PageHead
from desktop.views.design.tokens import Space
from desktop.views.desk import Desk
from desktop.views.screen import Screen
from desktop.views.social_map.detail import EntryDetail


class EntryScreen(Screen):
    """The entry, and the way back."""

    kinds = ("community_service", "provider", "contract", "contracted_product", "availability_report", "location")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        page = column(gap=Space.M, edge=Space.XL)
        self.outer.addLayout(page)
        head = PageHead(_("Social map"))
        back = Button(_("Back"), icon="back")
        back.clicked.connect(desk.navigator.back)
        head.buttons.addWidget(back)
        page.addWidget(head)
        self.detail = EntryDetail(self, width=READING_WIDTH)
        page.addWidget(self.detail, 1)

    @override
    def reload(self) -> None:
        if self.thing:
            self.detail.show_entry(self.thing)
