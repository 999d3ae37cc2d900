"""One entry of the social map on a screen of its own."""

from __future__ import annotations

from functools import partial
from urllib.parse import parse_qs

from PySide6.QtWidgets import QFrame
from typing_extensions import override

from desktop.language import _
from desktop.services.case_reading import CasePage, case_page
from desktop.services.plans import put_on_plan
from desktop.views.design.buttons import Button
from desktop.views.design.dress import column, dress
from desktop.views.design.pages import READING_WIDTH, PageHead
from desktop.views.design.tokens import Space
from desktop.views.desk import Desk
from desktop.views.screen import Screen
from desktop.views.social_map.detail import EntryDetail
from desktop.views.social_map.for_whom import NOBODY, ForWhom


class EntryScreen(Screen):
    """The entry, and the way back. Opened as ``ID?case=ID`` it can be put on that case's plan."""

    kinds = (
        "community_service", "provider", "contract", "contracted_product", "availability_report", "location",
        "plan_service", "indication", "entry_check", "term_setting",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._case_id = ""
        self._name = ""
        bar = QFrame()
        dress(bar, "bar")
        inside = column(bar)
        inside.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        self.head = PageHead(_("Social map"))
        back = Button(_("Back"), icon="back")
        back.clicked.connect(desk.navigator.back)
        self.head.buttons.addWidget(back)
        inside.addWidget(self.head)
        self.outer.addWidget(bar)
        self.detail = EntryDetail(self, width=READING_WIDTH, edge=Space.XL, named=False)
        self.detail.shown.connect(self._on_shown)
        self.detail.put_asked.connect(self._on_put)
        self.outer.addWidget(self.detail, 1)

    @override
    def open_thing(self, thing: str) -> None:
        entry_id, _mark, asked = thing.partition("?")
        case_id = parse_qs(asked).get("case", [""])[0]
        if (entry_id, case_id) != (self.thing, self._case_id):
            self._case_id = case_id
            self.detail.for_whom(NOBODY)
        super().open_thing(entry_id)

    @override
    def reload(self) -> None:
        if self.thing:
            self.detail.show_entry(self.thing)
        if self._case_id:
            self.ask(partial(case_page, self.desk.workplace, self._case_id), self._on_case, key="case")

    @override
    def crumb(self) -> str:
        return self._name

    def _on_shown(self, name: str, under: str) -> None:
        self._name = name
        self.head.say(name, under)

    def _on_case(self, page: CasePage) -> None:
        if page.case.id == self._case_id:
            self.detail.for_whom(ForWhom.of(page, self.desk.workplace.today))

    def _on_put(self, service_id: str) -> None:
        job = partial(put_on_plan, self.desk.workplace, self._case_id, service_id)
        self.act(job, said=_("It is on the plan."))
