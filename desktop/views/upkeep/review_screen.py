"""Te controleren: the entries nobody looked at for longest, gone over one by one with a key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QListView, QProgressBar, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.kinds import CheckOutcome
from desktop.services.reviewing import Review, ReviewFilter, ReviewLine, note_check, review, review_sources
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button
from desktop.views.design.dress import column
from desktop.views.design.inputs import Choice
from desktop.views.design.pages import PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState, Text
from desktop.views.desk import Desk, Place
from desktop.views.imports.words import source_name
from desktop.views.screen import Screen
from desktop.views.upkeep.review_card import DEEDS, ReviewCard, deeds_for
from desktop.views.upkeep.review_model import ReviewModel
from desktop.views.upkeep.wrong_dialog import WrongDialog

_EQUAL = 10_000
_TWO_COLUMNS = 84
"""Letters the screen must hold to show the entry beside the list; else it stands under it."""

_OUTCOMES = {
    "right": CheckOutcome.STILL_RIGHT,
    "not-reached": CheckOutcome.NOT_REACHED,
    "gone": CheckOutcome.GONE,
}


class ReviewScreen(Screen):
    """The queue on the left, the entry on the right; what one found goes on to the next."""

    kinds = ("community_service", "provider", "entry_check", "plan_service", "indication", "waiting_list_entry")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._next_row = 0
        """Where the list goes on after what was found took an entry out of it."""
        self._divided = False
        page = column(gap=Space.M, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("To check"))
        back = Button(_("Back"), icon="back")
        back.clicked.connect(desk.navigator.back)
        self.head.buttons.addWidget(back)
        page.addWidget(self.head)
        page.addWidget(self._make_filters())
        self._bar = QProgressBar()
        self._bar.setAccessibleName(_("How far you are today"))
        self._bar.setTextVisible(False)
        page.addWidget(self._bar)
        self._norm = Text("", "small")
        page.addWidget(self._norm)
        page.addWidget(self._make_queue(), 1)
        self._make_keys()

    @override
    def reload(self) -> None:
        self.ask(partial(review_sources, self.desk.workplace), self._on_sources, key="sources")
        self.ask(partial(review, self.desk.workplace, self._filter()), self._on_review, key="review")

    @override
    def take_focus(self) -> None:
        self._list.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        way = Qt.Orientation.Vertical if letters < _TWO_COLUMNS else Qt.Orientation.Horizontal
        if self._split.orientation() is not way or not self._divided:
            self._divided = True
            self._split.setOrientation(way)
            self._split.setSizes([_EQUAL, _EQUAL])

    def chosen(self) -> ReviewLine | None:
        """The entry that is looked at now."""
        return self._model.line(self._list.currentIndex().row())

    def _make_filters(self) -> QWidget:
        holder = QWidget()
        line = Beside(holder, gap=Space.S)
        towns = [one.name for one in self.desk.workplace.profile.municipalities]
        self._municipality = self._choice(
            _("Municipality"), {"": _("all municipalities")} | {name: name for name in towns}
        )
        kinds = {"community_service": _("Community services"), "provider": _("Providers")}
        self._kind = self._choice(_("Kind"), {"": _("services and providers")} | kinds)
        self._source = self._choice(_("Source"), {"": _("all sources")})
        for choice in (self._municipality, self._kind, self._source):
            line.put(choice, letters=20)
        return holder

    def _choice(self, name: str, choices: dict[str, str]) -> Choice:
        made = Choice(choices)
        made.setAccessibleName(name)
        made.chosen.connect(self._on_filtered)
        return made

    def _make_queue(self) -> QStackedWidget:
        self._model = ReviewModel(self)
        self._list = QListView()
        self._list.setObjectName("review-queue")
        self._list.setAccessibleName(_("To check"))
        self._list.setModel(self._model)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self.card = ReviewCard()
        self.card.done.connect(self._on_deed)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        for widget in (self._list, self.card):
            self._split.addWidget(widget)
            self._split.setStretchFactor(self._split.count() - 1, 1)
        self._nothing = EmptyState(
            icon="check",
            title=_("Nothing to check"),
            text=_("Every entry was looked at, or someone tried a short while ago. Choose other filters, or go back."),
            action=_("To the social map"),
        )
        if self._nothing.button is not None:
            self._nothing.button.clicked.connect(self._on_map)
        self._no_map = EmptyState(
            icon="map",
            title=_("The social map is still empty"),
            text=_("There is nothing to check yet. Add services and providers, or read in a list of them in Settings."),
            action=_("To the social map"),
        )
        if self._no_map.button is not None:
            self._no_map.button.clicked.connect(self._on_map)
        self._stack = QStackedWidget()
        for page in (self._split, self._nothing, self._no_map):
            self._stack.addWidget(page)
        return self._stack

    def _make_keys(self) -> None:
        for deed, (text, key, _icon) in DEEDS.items():
            action = QAction(_(text), self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(self._on_deed, deed))
            self.addAction(action)

    def _filter(self) -> ReviewFilter:
        return ReviewFilter(self._municipality.key(), self._kind.key(), self._source.key())

    def _on_filtered(self, _key: str) -> None:
        self._next_row = 0
        self.mark_stale()

    def _on_sources(self, sources: tuple[str, ...]) -> None:
        self._source.offer({"": _("all sources")} | {source: source_name(source) for source in sources})

    def _on_review(self, found: Review) -> None:
        before = self.chosen()
        self._model.show_lines(found.lines)
        self._tell(found)
        empty = self._nothing if found.known or self._filter() != ReviewFilter() else self._no_map
        self._stack.setCurrentWidget(self._split if found.lines else empty)
        stays = self._model.row_of(before.entry.id) if before else -1
        row = stays if stays >= 0 else min(self._next_row, len(found.lines) - 1)
        self._list.setCurrentIndex(self._model.index(row, 0) if row >= 0 else QModelIndex())
        if row < 0:
            self.card.show_line(None)

    def _tell(self, found: Review) -> None:
        left = ngettext("1 entry to check", "{n} entries to check", found.due)
        seen = found.done_today
        done = ngettext("you looked at 1 today", "you looked at {n} today", seen) if seen else ""
        tried = ngettext("1 waits for another try", "{n} wait for another try", found.tried) if found.tried else ""
        self.head.say(_("To check"), " · ".join(filter(None, (left, done, tried))))
        self._bar.setRange(0, max(1, found.done_today + found.due))
        self._bar.setValue(found.done_today)
        norm = {"days": found.stale_after_days, "source": found.source}
        self._norm.setText(_("An entry is due when nobody looked at it for {days} days. Source: {source}.", **norm))

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.row() >= 0:
            self._next_row = now.row()
        self.card.show_line(self._model.line(now.row()))

    def _on_deed(self, deed: str) -> None:
        line = self.chosen()
        if line is None or deed not in deeds_for(line):
            return
        if deed == "wrong":
            WrongDialog(self, line.entry.id, line.entry.name).begin()
        elif deed == "correct":
            self.desk.navigator.open_place(Place.ENTRY_FORM, line.entry.id)
        elif deed == "open":
            self.desk.navigator.open_entry(line.entry.id)
        else:
            job = partial(note_check, self.desk.workplace, line.entry.id, _OUTCOMES[deed])
            self.act(job, said=f"{line.entry.name}: {_(DEEDS[deed][0]).lower()}.")

    def _on_map(self) -> None:
        self.desk.navigator.open_place(Place.SOCIAL_MAP)
