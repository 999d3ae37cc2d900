"""Sociale kaart: who or what can help this resident? One search, the neighbourhood first, the entry beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from urllib.parse import parse_qs

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.search import FIRST_HITS, Facet, Hit, SearchAnswer, SearchQuestion
from desktop.services.case_reading import CasePage, case_page
from desktop.services.plans import put_on_plan
from desktop.services.social_map import is_empty, search
from desktop.services.wording import explain
from desktop.views.design.dress import column
from desktop.views.design.pages import PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState, Hint
from desktop.views.desk import Desk, Place
from desktop.views.saved_filters import SavedFiltersButton
from desktop.views.screen import Screen
from desktop.views.social_map.asking import Asked
from desktop.views.social_map.beside_results import BesideResults
from desktop.views.social_map.comparing import CompareChoice
from desktop.views.social_map.detail import EntryDetail
from desktop.views.social_map.facet_words import FacetWords
from desktop.views.social_map.filters import FilterPanel
from desktop.views.social_map.for_whom import NOBODY, ForWhom
from desktop.views.social_map.found import Found
from desktop.views.social_map.kept_question import KeptQuestion
from desktop.views.social_map.places_map import PlacesMap
from desktop.views.social_map.question_bar import QuestionBar
from desktop.views.social_map.words import stands_text
from desktop.views.upkeep.tools import MapTools


class SocialMapScreen(Screen):
    """The question above; filters, hits, places and the chosen entry beside each other.

    Opened as ``?case=ID&text=…&offers=…`` it searches near that resident; what is found goes on the plan in one act.
    Opened again for the same it is as it was left.
    """

    kinds = (
        "community_service", "provider", "contracted_product", "availability_report", "place", "plan_service",
        "location", "contract", "organisation", "entry_check", "term_setting",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._case_id = ""
        self._whom = NOBODY
        self._case_stale = False
        self._asked_anew = True
        """Then the best hit is chosen; when the map only changed, the choice stays."""
        self._wanted: dict[Facet, tuple[str, ...]] = {}
        self._turn = 0
        """Number of the question that was asked last; counting for an earlier one stops."""
        words = FacetWords(desk.workplace.profile)
        page = column(gap=Space.M, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("Social map"))
        self._bar = QuestionBar(words)
        self.kept = KeptQuestion(self._bar, lambda: bool(self._case_id))
        self.compared = CompareChoice(desk.navigator)
        for tool in (SavedFiltersButton(desk, Place.SOCIAL_MAP, self.kept), *self.compared.buttons, MapTools(desk)):
            self.head.buttons.addWidget(tool)
        page.addWidget(self.head)
        self._for_whom = Hint("", icon="person")
        self._for_whom.hide()
        page.addWidget(self._for_whom)
        self._bar.asked_anew.connect(self._on_asked_anew)
        self._bar.part_pressed.connect(self._on_part)
        self.rows["near"] = self._bar.near
        page.addWidget(self._bar)
        page.addWidget(self._make_results(words), 1)
        self._show_parts()

    @override
    def open_thing(self, thing: str) -> None:
        if thing == self.thing and self._case_id:
            # Someone comes back from an entry: words and filters stay.
            self.mark_stale()
            return
        asked = {key: values[0] for key, values in parse_qs(thing.removeprefix("?")).items()}
        self._case_id, self._case_stale = asked.get("case", ""), True
        self._whom, self._asked_anew = NOBODY, True
        self._wanted = {Facet.OFFERS: (asked["offers"],)} if "offers" in asked else {}
        self._bar.begin(Asked(self._wanted))
        self._bar.search_field.setText(asked.get("text", ""))
        self._say_for_whom()
        self.compared.begin(self._case_id)
        self.detail.for_whom(NOBODY)
        super().open_thing(thing)

    @override
    def take_focus(self) -> None:
        self.search_here()

    @override
    def search_here(self) -> None:
        self._bar.to_words()

    @override
    def reload(self) -> None:
        if self._case_id and self._case_stale:
            self.ask(partial(case_page, self.desk.workplace, self._case_id), self._on_case, key="case")
            if self._whom is NOBODY:
                return
        self._turn += 1
        hits = replace(self.question(), with_counts=False, limit=FIRST_HITS)
        self.ask(partial(search, self.desk.workplace, hits), self._on_answer, key="search")

    @override
    def show_fault(self, fault: RuleBroken | WorldFault) -> None:
        """Where nobody knows the place, that stands at its field, and it is searched without distances."""
        if fault.code == "place-unknown" and self._bar.is_nowhere(explain(fault)):
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
        return self._bar.question()

    def chosen(self) -> Hit | None:
        """The hit that is shown on the right."""
        return self._found.current()

    def _make_results(self, words: FacetWords) -> QStackedWidget:
        self._filters = FilterPanel(words)
        self._filters.turned.connect(self._bar.turn)
        self._filters.weeks_chosen.connect(self._on_weeks)
        self._filters.resting_given.connect(self._on_resting)
        self._filters.left.connect(self._on_back)
        self._places = PlacesMap()
        self._places.turned.connect(partial(self._bar.turn, Facet.PLACE.value))
        self._found = Found()
        self._found.chosen.connect(self._on_chosen)
        self._found.gone_to.connect(self._on_gone_to)
        self._found.opened.connect(self._on_opened)
        self._found.wider.connect(self._bar.clear)
        self._found.model.ticked.connect(self.compared.turn)
        self.compared.changed.connect(self._found.model.show_compared)
        self._bar.left_down.connect(self._found.to_list)
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

    def _on_asked_anew(self) -> None:
        self._asked_anew = True
        self._say_for_whom()
        self.mark_stale()

    def _on_weeks(self, weeks: str) -> None:
        self._bar.ask(replace(self._bar.asked, max_weeks=int(weeks) if weeks else None))

    def _on_resting(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal carries it so
        self._bar.ask(replace(self._bar.asked, resting=shown))

    def _on_part(self, part: str) -> None:
        shown = self._split.turn(part)
        if self._split.wide:
            try:
                self.desk.settings.change("social_map", **{f"show_{part}": shown})
            except WorldFault as fault:
                self.show_fault(fault)
        self._show_parts()

    def _on_back(self) -> None:
        self._split.back()
        self._show_parts()
        self._found.to_list()

    def _show_parts(self) -> None:
        self._bar.show_parts(self._split.shows)
        self._filters.stand_alone(alone=self._split.covered)

    def _say_for_whom(self) -> None:
        name, place = self._whom.name, self._whom.place
        at_home = self._bar.asked.near == self._whom.near
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
            self._bar.begin(self._whom.asked(self._wanted))
            self._on_asked_anew()

    @override
    def _on_changed(self, changes: ChangeSet) -> None:
        self._case_stale = self._case_stale or changes.touches("plan_service", "indication", "resident")
        super()._on_changed(changes)

    def _on_answer(self, answer: SearchAnswer) -> None:
        any_there = answer.hits or answer.put_off or self._bar.is_narrowed()
        self._stack.setCurrentWidget(self._split if any_there else self._empty)
        self.head.say(_("Social map"), self._found.show_answer(answer, anew=self._asked_anew))
        self._asked_anew = False
        if not answer.hits and self._bar.is_narrowed():
            self.ask(partial(is_empty, self.desk.workplace), self._on_empty, key="empty")
        self._bar.show_asked()
        self.compared.near(self._bar.asked.near)
        self._count()

    def _on_empty(self, empty: bool) -> None:  # noqa: FBT001 - an answer carries it so
        """On a map without entries other words or filters do not help."""
        if empty:
            self._stack.setCurrentWidget(self._empty)

    def _count(self) -> None:
        """Asks for the counts and the rest of the page when the first hits are there: these never wait for those."""
        turn = self._turn
        job = partial(search, self.desk.workplace, self.question(), lambda: turn != self._turn)
        self.ask(job, self._on_counts, key="counts")

    def _on_counts(self, answer: SearchAnswer) -> None:
        if answer.counts:
            self.head.say(_("Social map"), self._found.tell(answer))
            self._found.show_more(answer)
            # One after the other, for all at once would hold up who is typing.
            for show in (self._show_filters, self._show_places):
                self.desk.tasks.afterwards(show, answer, key=show.__name__)

    def _show_filters(self, answer: SearchAnswer) -> None:
        self._filters.show_answer(answer, self._bar.asked)

    def _show_places(self, answer: SearchAnswer) -> None:
        self._places.show_places(answer.places, self._bar.asked.narrowed.get(Facet.PLACE, ()))

    def _on_chosen(self, hit: Hit | None) -> None:
        entry_id, why = (hit.id, stands_text(hit)) if hit else ("", "")
        # While one types the best hit is mostly the same; where the map changed it is fetched again.
        if not (self._asked_anew and self.detail.shows(entry_id, why)):
            self.detail.show_entry(entry_id, why)

    def _on_gone_to(self) -> None:
        """Who goes to a hit wants to read it: what stood in the entry's place gives it back."""
        if self._split.instead:
            self._split.back()
            self._show_parts()

    def _on_opened(self, hit: Hit) -> None:
        case = f"?case={self._whom.case_id}" if self._whom.case_id else ""
        self.desk.navigator.open_entry(f"{hit.id}{case}")

    def _on_import(self) -> None:
        self.desk.navigator.open_place(Place.SETTINGS, "import")

    def _on_put(self, service_id: str) -> None:
        if self._whom.case_id:
            job = partial(put_on_plan, self.desk.workplace, self._whom.case_id, service_id)
            self.act(job, said=_("It is on the plan."))
