"""Sociale kaart: who or what can help this resident? One search, the neighbourhood first, the entry beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from urllib.parse import parse_qs

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QStackedWidget, QVBoxLayout
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.search import Facet, Hit, SearchAnswer, SearchQuestion
from desktop.services.case_reading import CasePage, case_page
from desktop.services.plans import put_on_plan
from desktop.services.social_map import search
from desktop.services.wording import explain
from desktop.views.design.announce import announce
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import Chip
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow, SearchField
from desktop.views.design.pages import PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState, Hint
from desktop.views.desk import Desk, Place
from desktop.views.screen import Screen
from desktop.views.social_map.asking import Asked
from desktop.views.social_map.beside_results import BesideResults
from desktop.views.social_map.comparing import CompareChoice
from desktop.views.social_map.detail import EntryDetail
from desktop.views.social_map.facet_words import FacetWords
from desktop.views.social_map.filters import ChosenFilters, FilterPanel
from desktop.views.social_map.for_whom import NOBODY, ForWhom
from desktop.views.social_map.places_map import PlacesMap
from desktop.views.social_map.results import ResultDelegate, ResultModel
from desktop.views.upkeep.tools import MapTools


class SocialMapScreen(Screen):
    """Search field and what is chosen above; filters, hits, places and the chosen entry beside each other.

    Opened as ``?case=ID&text=…`` it searches near that resident, and what is found can be put on the plan in one act.
    Opened again for the same it is as it was left.
    """

    kinds = (
        "community_service", "provider", "contracted_product", "availability_report", "place", "plan_service",
        "location", "contract", "organisation",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._case_id = ""
        self._whom = NOBODY
        self._case_stale = False
        self._asked = Asked()
        self._asked_anew = True
        """Then the best hit is chosen; when the map only changed, the choice stays."""
        self._far = self._told = ""
        self._words = FacetWords(desk.workplace.profile)
        page = column(gap=Space.M, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("Social map"))
        self.compared = CompareChoice(desk.navigator)
        for button in self.compared.buttons:
            self.head.buttons.addWidget(button)
        self.head.buttons.addWidget(MapTools(desk))
        page.addWidget(self.head)
        self._for_whom = Hint("", icon="person")
        self._for_whom.hide()
        page.addWidget(self._for_whom)
        page.addLayout(self._make_question())
        page.addWidget(self._make_results(), 1)
        self._show_parts()

    @override
    def open_thing(self, thing: str) -> None:
        if thing == self.thing and self._case_id:
            # Someone comes back from an entry: words and filters stay.
            self.mark_stale()
            return
        asked = {key: values[0] for key, values in parse_qs(thing.removeprefix("?")).items()}
        self._case_id, self._case_stale = asked.get("case", ""), True
        self._whom = NOBODY
        self._put_asked(Asked())
        self._say_for_whom()
        self.compared.begin(self._case_id)
        self.detail.for_whom(NOBODY)
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
        if self._case_id and self._case_stale:
            self.ask(partial(case_page, self.desk.workplace, self._case_id), self._on_case, key="case")
            if self._whom is NOBODY:
                return
        self.ask(partial(search, self.desk.workplace, self.question()), self._on_answer, key="search")

    @override
    def show_fault(self, fault: RuleBroken | WorldFault) -> None:
        """Where nobody knows the place, that stands at its field, and it is searched without distances."""
        if fault.code == "place-unknown" and self._far != self._asked.near:
            self._far = self._asked.near
            self.rows["near"].problem(explain(fault))
            self.mark_stale()
            return
        super().show_fault(fault)
        if self._case_id and self._whom is NOBODY:
            # A case that cannot be read: then it is searched for nobody.
            self._case_id = ""
            self.mark_stale()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._split.instead:
            self._on_back()
        else:
            super().keyPressEvent(event)

    def question(self) -> SearchQuestion:
        """What the fields and filters ask."""
        return self._asked.question(self.search_field.text().strip(), nowhere=self._far)

    def chosen(self) -> Hit | None:
        """The hit that is shown on the right."""
        return self._model.hit(self._list.currentIndex().row())

    def _make_question(self) -> QVBoxLayout:
        self.search_field = SearchField(_("Search the social map"), placeholder=_("What is needed? In any words."))
        self.search_field.setObjectName("search-map")
        self.search_field.searched.connect(self._on_text)
        self.search_field.left_down.connect(self._on_down)
        self._near = SearchField(_("Near a place or postal code"), placeholder=_("Near which place or postal code?"))
        self._near.setObjectName("search-near")
        self._near.searched.connect(self._on_near)
        self._near.editingFinished.connect(self._on_near_done)
        self._near.left_down.connect(self._on_down)
        self.rows["near"] = FieldRow("", self._near)
        self._parts = {"filters": Chip(_("Filters"), key="filters"), "places": Chip(_("Map"), key="places")}
        line = Beside(gap=Space.S)
        line.put(self.search_field, share=3, letters=40)
        line.put(self.rows["near"], share=2, letters=26)
        for part, chip in self._parts.items():
            chip.setObjectName(f"map-show-{part}")
            chip.clicked.connect(self._on_part)
        line.put(Flowing(*self._parts.values()), share=0, down=0.5)
        self._chosen = ChosenFilters(self._words)
        self._chosen.taken_off.connect(self._on_taken_off)
        self._chosen.cleared.connect(self._on_cleared)
        both = column(gap=Space.S)
        both.addLayout(line)
        both.addWidget(self._chosen)
        return both

    def _make_results(self) -> QStackedWidget:
        self._filters = FilterPanel(self._words)
        self._filters.turned.connect(self._on_turned)
        self._filters.weeks_chosen.connect(self._on_weeks)
        self._filters.resting_given.connect(self._on_resting)
        self._filters.left.connect(self._on_back)
        self._places = PlacesMap()
        self._places.turned.connect(self._on_place)
        self._make_list()
        self.detail = EntryDetail(self)
        self.detail.put_asked.connect(self._on_put)
        self._split = BesideResults(self._filters, self._found, self._places, self.detail)
        shown = self.desk.settings.now.social_map
        self._split.want(filters=shown.show_filters, places=shown.show_places)
        self._split.divided.connect(self._show_parts)
        self._empty = EmptyState(
            icon="map",
            title=_("The social map is still empty"),
            text=_("Import the services and providers of the region first."),
            action=_("Import"),
        )
        self._stack = QStackedWidget()
        for page in (self._split, self._empty):
            self._stack.addWidget(page)
        if self._empty.button:
            self._empty.button.clicked.connect(self._on_import)
        return self._stack

    def _make_list(self) -> None:
        self._model = ResultModel(self)
        self._model.ticked.connect(self.compared.turn)
        self.compared.changed.connect(self._model.show_compared)
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
        self._nothing = EmptyState(
            icon="search",
            title=_("Nothing found"),
            text=_("Try another word, or fewer filters."),
            action=_("Without words and filters"),
        )
        if self._nothing.button:
            self._nothing.button.clicked.connect(self._on_wider)
        self._found = QStackedWidget()
        for page in (self._list, self._nothing):
            self._found.addWidget(page)

    def _ask_anew(self, asked: Asked) -> None:
        self._asked, self._asked_anew = asked, True
        self.mark_stale()

    def _put_asked(self, asked: Asked) -> None:
        """Other filters, and where it is near in its field."""
        self._asked, self._asked_anew = asked, True
        self.rows["near"].problem("")
        self._near.setText(asked.near)

    def _on_text(self, _text: str) -> None:
        self._ask_anew(self._asked)

    def _on_turned(self, facet: str, value: str) -> None:
        self._ask_anew(self._asked.turned(Facet(facet), value))

    def _on_place(self, name: str) -> None:
        self._on_turned(Facet.PLACE, name)

    def _on_weeks(self, weeks: str) -> None:
        self._ask_anew(replace(self._asked, max_weeks=int(weeks) if weeks else None))

    def _on_resting(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal carries it so
        self._ask_anew(replace(self._asked, resting=shown))

    def _on_taken_off(self, key: str) -> None:
        self._ask_anew(self._asked.without(key))

    def _on_cleared(self) -> None:
        self._ask_anew(self._asked.cleared())
        self.search_here()

    def _on_near(self, place: str) -> None:
        if place != self._asked.near:
            self.rows["near"].problem("")
            self._ask_anew(replace(self._asked, near=place, near_if_known=True))
            self._say_for_whom()

    def _on_near_done(self) -> None:
        """Only now a place that nobody knows is told: while one types, no name is a name yet."""
        place = self._near.text().strip()
        if place and self._near.isModified():
            self._near.setModified(False)
            self._far = ""
            self._ask_anew(replace(self._asked, near=place, near_if_known=False))
            self._say_for_whom()

    def _on_part(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            shown = self._split.turn(chip.key)
            if self._split.wide:
                self._remember(**{f"show_{chip.key}": shown})
            self._show_parts()

    def _on_back(self) -> None:
        self._split.back()
        self._show_parts()
        self._list.setFocus()

    def _remember(self, **shown: bool) -> None:
        try:
            self.desk.settings.change("social_map", **shown)
        except WorldFault as fault:
            self.show_fault(fault)

    def _show_parts(self) -> None:
        for part, chip in self._parts.items():
            chip.setChecked(self._split.shows(part))
        self._filters.stand_alone(alone=not self._split.wide)

    def _say_for_whom(self) -> None:
        name, place = self._whom.name, self._whom.place
        at_home = self._asked.near == self._whom.near
        self._for_whom.say(
            _("For {name}, near {place}", name=name, place=place) if at_home else _("For {name}", name=name)
        )
        self._for_whom.setVisible(self._whom is not NOBODY)

    def _on_case(self, page: CasePage) -> None:
        if page.case.id != self._case_id:
            return
        begins, self._case_stale = self._whom is NOBODY, False
        self._whom = ForWhom.of(page, self.desk.workplace.today)
        self.detail.for_whom(self._whom)
        if begins:
            self._put_asked(self._whom.asked())
            self._say_for_whom()
            self.mark_stale()

    @override
    def _on_changed(self, changes: ChangeSet) -> None:
        self._case_stale = self._case_stale or changes.touches("plan_service", "indication", "resident")
        super()._on_changed(changes)

    def _on_answer(self, answer: SearchAnswer) -> None:
        before = None if self._asked_anew else self.chosen()
        self._asked_anew = False
        self._model.show_answer(answer)
        narrowed = bool(self._asked.filters() or self.search_field.text().strip())
        self._stack.setCurrentWidget(self._split if answer.hits or narrowed else self._empty)
        self._found.setCurrentWidget(self._list if answer.hits else self._nothing)
        self._filters.show_answer(answer, self._asked)
        self._places.show_places(answer.places, self._asked.narrowed.get(Facet.PLACE, ()))
        self._chosen.show_asked(self._asked)
        count = len(self._asked.filters())
        self._parts["filters"].setText(_("Filters ({n})", n=count) if count else _("Filters"))
        self.compared.near(self._asked.near)
        self._tell(answer)
        at = self._model.row_of(before.id) if before else -1
        self._choose(at if at >= 0 else self._model.first())

    def _tell(self, answer: SearchAnswer) -> None:
        found = ngettext("1 found", "{n} found", answer.total) if answer.hits else ""
        if answer.corrected:
            found += " · " + _("searched for {text}", text=", ".join(read for _typed, read in answer.corrected))
        if answer.widened:
            found += " · " + _("nothing has all your words, so some of them are enough")
        self.head.say(_("Social map"), found)
        if found != self._told:
            self._told = found
            announce(self._list, found or _("Nothing found"))

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
            case = f"?case={self._whom.case_id}" if self._whom.case_id else ""
            self.desk.navigator.open_entry(f"{hit.id}{case}")

    def _on_down(self) -> None:
        self._list.setFocus()

    def _on_wider(self) -> None:
        self.search_field.clear()
        self._on_cleared()

    def _on_import(self) -> None:
        self.desk.navigator.open_place(Place.SETTINGS, "import")

    def _on_put(self, service_id: str) -> None:
        if self._whom.case_id:
            job = partial(put_on_plan, self.desk.workplace, self._whom.case_id, service_id)
            self.act(job, said=_("It is on the plan."))
