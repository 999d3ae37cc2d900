"""Sociale kaart: who or what can help this resident? One search, the neighbourhood first, the entry beside it."""

from __future__ import annotations

from functools import partial
from urllib.parse import parse_qs

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QListView, QSplitter, QStackedWidget, QVBoxLayout
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import Law
from desktop.models.labels import label
from desktop.models.search import Hit, SearchAnswer, SearchQuestion
from desktop.services.case_reading import CasePage, case_page
from desktop.services.names import full_name
from desktop.services.plans import put_on_plan
from desktop.services.social_map import search
from desktop.views.design.beside import Beside
from desktop.views.design.dress import column
from desktop.views.design.fields import SearchField
from desktop.views.design.inputs import Choice
from desktop.views.design.pages import PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState, Hint
from desktop.views.desk import Desk, Place
from desktop.views.screen import Screen
from desktop.views.social_map.detail import EntryDetail
from desktop.views.social_map.results import ResultDelegate, ResultModel
from desktop.views.upkeep.tools import MapTools

_EQUAL = 10_000
_TWO_COLUMNS = 84
"""Letters the screen must hold to show an entry beside the list; else it stands under it."""
_WAITS = ("", "4", "8", "13", "26")


class SocialMapScreen(Screen):
    """Search field and filters above; hits on the left, the chosen entry on the right.

    Opened as ``?case=ID&text=…`` it searches near that resident, and what is found can be put on the plan in one act.
    """

    kinds = (
        "community_service", "provider", "contracted_product", "availability_report", "place", "plan_service",
        "location",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._case: CasePage | None = None
        self._case_id = ""
        self._asked_anew = True
        """Then the best hit is chosen; when the map only changed, the choice stays."""
        self._far = ""
        self._divided = False
        page = column(gap=Space.M, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("Social map"))
        self.head.buttons.addWidget(MapTools(desk))
        page.addWidget(self.head)
        self._for_whom = Hint("", icon="person")
        self._for_whom.hide()
        page.addWidget(self._for_whom)
        page.addLayout(self._make_filters())
        page.addWidget(self._make_results(), 1)

    @override
    def open_thing(self, thing: str) -> None:
        asked = {key: values[0] for key, values in parse_qs(thing.removeprefix("?")).items()}
        self._case_id = asked.get("case", "")
        self._case = None
        self._for_whom.hide()
        self.detail.for_resident("", frozenset())
        self.search_field.setText(asked.get("text", ""))
        super().open_thing(thing)

    @override
    def take_focus(self) -> None:
        self.search_here()

    @override
    def search_here(self) -> None:
        self.search_field.setFocus()
        self.search_field.selectAll()

    @override
    def reload(self) -> None:
        if self._case_id and self._case is None:
            self.ask(partial(case_page, self.desk.workplace, self._case_id), self._on_case, key="case")
        self.ask(partial(search, self.desk.workplace, self.question()), self._on_answer, key="search")

    @override
    def show_fault(self, fault: RuleBroken | WorldFault) -> None:
        """Where nobody knows where the resident lives, it is searched without distances."""
        if fault.code == "place-unknown" and self._near() and self._far != self._near():
            self._far = self._near()
            self.mark_stale()
        else:
            super().show_fault(fault)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        way = Qt.Orientation.Vertical if letters < _TWO_COLUMNS else Qt.Orientation.Horizontal
        if self._split.orientation() is not way or not self._divided:
            self._divided = True
            self._split.setOrientation(way)
            self._split.setSizes([_EQUAL, _EQUAL])

    def question(self) -> SearchQuestion:
        """What the field and filters ask."""
        law = self._law.key()
        weeks = self._weeks.key()
        return SearchQuestion(
            text=self.search_field.text().strip(),
            municipality=self._municipality.key(),
            product=self._product.key(),
            law=Law(law) if law else None,
            near="" if self._near() == self._far else self._near(),
            near_if_known=True,
            max_weeks=int(weeks) if weeks else None,
            no_indication=self._community_only.isChecked(),
        )

    def chosen(self) -> Hit | None:
        """The hit that is shown on the right."""
        return self._model.hit(self._list.currentIndex().row())

    def _near(self) -> str:
        resident = self._case.resident if self._case else None
        return f"{resident.postal_code} {resident.place}".strip() if resident else ""

    def _make_filters(self) -> QVBoxLayout:
        self.search_field = SearchField(_("Search the social map"), placeholder=_("What is needed? In any words."))
        self.search_field.setObjectName("search-map")
        self.search_field.searched.connect(self._on_asked)
        self.search_field.left_down.connect(self._on_down)
        profile = self.desk.workplace.profile
        anywhere = {"": _("all municipalities")} | {m.name: m.name for m in profile.municipalities}
        self._municipality = self._filter(_("Municipality"), anywhere)
        laws = {"": _("all acts")} | {law.value: label(law) for law in dict.fromkeys(lot.law for lot in profile.lots)}
        self._law = self._filter(_("Act"), laws)
        today = self.desk.workplace.today
        current = [p for p in profile.products if not p.ended_on or p.ended_on >= today]
        self._product = self._filter(_("Product"), {"": _("all products")} | {p.id: p.name for p in current})
        waits = {w: _("help within {n} weeks", n=w) if w else _("any waiting time") for w in _WAITS}
        self._weeks = self._filter(_("Waiting time"), waits)
        self._community_only = QCheckBox(_("Without an indication"))
        self._community_only.toggled.connect(self._on_asked)
        filters = Beside(gap=Space.S)
        for choice in (self._municipality, self._law, self._product, self._weeks):
            filters.put(choice, letters=20)
        filters.put(self._community_only, share=0, down=0.5)
        both = column(gap=Space.S)
        both.addWidget(self.search_field)
        both.addLayout(filters)
        return both

    def _filter(self, name: str, choices: dict[str, str]) -> Choice:
        made = Choice(choices)
        made.setAccessibleName(name)
        made.chosen.connect(self._on_asked)
        return made

    def _make_results(self) -> QStackedWidget:
        self._model = ResultModel(self)
        self._list = QListView()
        self._list.setObjectName("map-hits")
        self._list.setAccessibleName(_("What was found"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(ResultDelegate(self._list))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._list.activated.connect(self._on_opened)
        self.detail = EntryDetail(self)
        self.detail.put_asked.connect(self._on_put)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        for widget in (self._list, self.detail):
            self._split.addWidget(widget)
            self._split.setStretchFactor(self._split.count() - 1, 1)
        self._nothing = EmptyState(
            icon="search",
            title=_("Nothing found"),
            text=_("Try another word, or fewer filters."),
            action=_("Without words and filters"),
        )
        self._empty = EmptyState(
            icon="map",
            title=_("The social map is still empty"),
            text=_("Import the services and providers of the region first."),
            action=_("Import"),
        )
        self._stack = QStackedWidget()
        for page in (self._split, self._nothing, self._empty):
            self._stack.addWidget(page)
        for state, slot in ((self._nothing, self._on_wider), (self._empty, self._on_import)):
            if state.button:
                state.button.clicked.connect(slot)
        return self._stack

    def _on_asked(self, _what: object = None) -> None:
        self._asked_anew = True
        self.mark_stale()

    def _on_case(self, page: CasePage) -> None:
        if page.case.id != self._case_id:
            return
        self._case = page
        resident, name = page.resident, full_name(page.resident)
        self._for_whom.say(_("For {name}, near {place}", name=name, place=resident.place or resident.municipality))
        self._for_whom.show()
        self.detail.for_resident(name, frozenset(service.service_id for service in page.services))
        self.mark_stale()

    def _on_answer(self, answer: SearchAnswer) -> None:
        before = None if self._asked_anew else self.chosen()
        self._asked_anew = False
        self._model.show_answer(answer)
        nothing = self._nothing if self._is_narrowed() else self._empty
        self._stack.setCurrentWidget(self._split if answer.hits else nothing)
        found = ngettext("1 found", "{n} found", answer.total) if answer.hits else ""
        if answer.corrected:
            found += " · " + _("searched for {text}", text=", ".join(read for _typed, read in answer.corrected))
        if answer.widened:
            found += " · " + _("nothing has all your words, so some of them are enough")
        self.head.say(_("Social map"), found)
        at = self._model.row_of(before.id) if before else -1
        self._choose(at if at >= 0 else self._model.first())

    def _choose(self, at: int) -> None:
        if at < 0:
            self.detail.show_entry("")
            return
        self._list.setCurrentIndex(self._model.index(at))
        if at == self._model.first():
            self._list.scrollToTop()

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        hit = self._model.hit(index.row())
        self.detail.show_entry(hit.id if hit else "")

    def _on_opened(self, index: QModelIndex) -> None:
        hit = self._model.hit(index.row())
        if hit is not None:
            self.desk.navigator.open_entry(hit.id)

    def _on_down(self) -> None:
        self._list.setFocus()

    def _is_narrowed(self) -> bool:
        choices = (self._municipality, self._law, self._product, self._weeks)
        return (
            bool(self.search_field.text().strip()) or any(c.key() for c in choices) or self._community_only.isChecked()
        )

    def _on_wider(self) -> None:
        self.search_field.clear()
        for choice in (self._municipality, self._law, self._product, self._weeks):
            choice.put("")
        self._community_only.setChecked(False)
        self.mark_stale()
        self.search_here()

    def _on_import(self) -> None:
        self.desk.navigator.open_place(Place.SETTINGS, "import")

    def _on_put(self, service_id: str) -> None:
        if self._case is not None:
            said = _("It is on the plan.")
            self.act(
                partial(put_on_plan, self.desk.workplace, self._case.case.id, service_id), self._on_is_put, said=said
            )

    def _on_is_put(self, _answer: object) -> None:
        self._case = None
        self.mark_stale()
