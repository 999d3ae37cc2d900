"""Vandaag: one list, grouped, every line of which opens the thing it is about."""

from __future__ import annotations

from functools import partial

from typing_extensions import override

from desktop.language import N_, _, ngettext
from desktop.rules.permissions import Act, may
from desktop.rules.term_changes import LOOK_AGAIN_DAYS
from desktop.services.social_map import is_empty
from desktop.services.today import Today, TodayGroup, TodayKind, TodayLine, today
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import PrimaryButton, QuietButton, RowButton
from desktop.views.design.cards import Card
from desktop.views.design.days import near_day, week_day
from desktop.views.design.dress import clear, column
from desktop.views.design.pages import Page
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import EmptyState
from desktop.views.desk import Desk, Navigator, Place
from desktop.views.screen import Screen
from desktop.views.today.calendar_button import CalendarButton
from desktop.views.upkeep.tools import ReviewButton

_SOON_DAYS = 7
_SHOWN_AT_FIRST = 6
_SHOWN_MORE = 20
"""So many a press shows; a group may hold thousands."""

_LINES_A_TURN = 3
"""So many are drawn within a frame, also where everything is slow."""

GROUPS = {
    TodayKind.VISIT: (N_("Visits and conversations"), "conversation"),
    TodayKind.TERM: (N_("Terms that run out"), "clock"),
    TodayKind.REQUEST: (N_("Requests to destroy a dossier"), "remove"),
    TodayKind.PAUSE: (N_("Terms that are paused long: does it still hold?"), "clock"),
    TodayKind.STOPPED: (N_("Help that stopped"), "stop"),
    TodayKind.UNSENT: (N_("Decisions that were not sent yet"), "document"),
    TodayKind.RETURNED: (N_("Came back with remarks"), "undo"),
    TodayKind.TO_APPROVE: (N_("Waits for your approval"), "indication"),
    TodayKind.WAITING: (N_("Waits without contact"), "waiting"),
    TodayKind.EVALUATION: (N_("Evaluations"), "goal"),
    TodayKind.ENDING: (N_("Help that ends"), "calendar"),
    TodayKind.REFERRAL: (N_("Referrals to look at"), "forward"),
    TodayKind.HANDOVER: (N_("Warm handovers"), "team"),
    TodayKind.TURNS_18: (N_("Turns eighteen"), "person"),
    TodayKind.COVER: (N_("Covers that are over"), "team"),
    TodayKind.SIGNAL: (N_("New signals"), "flag"),
    TodayKind.CONTRACT: (N_("Contracts that end"), "document"),
    TodayKind.OVER_NORM: (N_("Waits longer than the norm"), "clock"),
    TodayKind.CHECK: (N_("To check on the map"), "check"),
    TodayKind.DRAFT: (N_("Drafts"), "edit"),
    TodayKind.CONFLICT: (N_("Two versions met"), "sync"),
    TodayKind.MORE: (N_("More cases"), "cases"),
}
"""Title and icon by kind."""


_MAP_PLACES = {
    TodayKind.SIGNAL: Place.SIGNALS,
    TodayKind.CONTRACT: Place.PROVIDER_CONTRACTS,
    TodayKind.OVER_NORM: Place.AVAILABILITY,
    TodayKind.CHECK: Place.REVIEW,
    TodayKind.MORE: Place.CASES,
}
_FOR_ONE = frozenset({Place.PROVIDER_CONTRACTS, Place.AVAILABILITY})
"""They open at the provider of the line; the others show all of their kind."""


class TodayScreen(Screen):
    """What must I do today?"""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        page = Page(self._greeting())
        self._head = page.head
        search = QuietButton(_("Find help"), icon="search")
        search.clicked.connect(self._on_find)
        page.head.buttons.addWidget(ReviewButton(desk))
        page.head.buttons.addWidget(search)
        if may(desk.workplace.role, Act.SEE_CASES):
            page.head.buttons.addWidget(CalendarButton(self))
        self._may_begin = may(desk.workplace.role, Act.CHANGE_CASES)
        if self._may_begin:
            new = PrimaryButton(_("New case"), icon="add")
            new.clicked.connect(self._on_new)
            page.head.buttons.addWidget(new)
        self._groups = column(gap=Space.L)
        self._found: Today | None = None
        page.body.addLayout(self._groups)
        page.body.addStretch(1)
        self.outer.addWidget(page)

    @override
    def reload(self) -> None:
        """Asks what waits."""
        self.ask(partial(today, self.desk.workplace), self.show_today, key="today")

    @override
    def search_here(self) -> None:
        """There is nothing to search here but the social map."""
        self._on_find()

    def show_today(self, found: Today) -> None:
        """Shows what was read."""
        count = sum(len(group.lines) for group in found.groups)
        told = ngettext("1 thing asks for your attention", "{n} things ask for your attention", count)
        if 0 < found.pressing < count:
            told = _("{all}, {n} of them today or late", all=told, n=found.pressing)
        day = week_day(found.day)
        self._head.say(
            self._greeting(), f"{day[0].upper()}{day[1:]} · {told}" if count else f"{day[0].upper()}{day[1:]}"
        )
        self._found = found
        if found.groups:
            self._go_on(found, 0)
        if not found.groups:
            clear(self._groups)
            self.ask(partial(is_empty, self.desk.workplace), self._on_nothing, key="empty")

    def _go_on(self, found: Today, at: int, card: TodayCard | None = None) -> None:
        """A piece of a card a frame: no key that is typed meanwhile waits for a whole one, let alone for all."""
        self.desk.tasks.afterwards(self._on_piece, (found, at, card), key="piece")

    def _on_piece(self, shown: tuple[Today, int, TodayCard | None]) -> None:
        found, at, card = shown
        if found is not self._found:
            return
        if card is None:
            self._go_on(found, at, TodayCard(found.groups[at], self.desk))
        elif not card.is_whole():
            card.draw_some()
            self._go_on(found, at, card)
        else:
            self._put(at, card, is_last=at + 1 == len(found.groups))
            if at + 1 < len(found.groups):
                self._go_on(found, at + 1)

    def _put(self, at: int, card: TodayCard, *, is_last: bool) -> None:
        """Whole, in the place of what stood there; after the last one what stood under them goes."""
        self._groups.insertWidget(at, card)
        if not is_last:
            self._drop(at + 1)
            return
        while self._groups.count() > at + 1:
            self._drop(at + 1)

    def _drop(self, at: int) -> None:
        item = self._groups.takeAt(at)
        gone = item.widget() if item is not None else None
        if gone is not None:
            gone.hide()
            gone.deleteLater()

    def _on_nothing(self, map_is_empty: bool) -> None:  # noqa: FBT001 - an answer carries it so
        """On a laptop where nothing was read in yet that comes before all else."""
        if not self._groups.count():
            self._groups.addWidget(self._first() if map_is_empty else self._empty())

    def _greeting(self) -> str:
        hour = self.desk.workplace.now.astimezone().hour
        name = self.desk.workplace.colleague.name.split()[0]
        word = N_("Good morning, {name}") if hour < 12 else N_("Good afternoon, {name}")  # noqa: PLR2004 - noon
        return _(word if hour < 18 else N_("Good evening, {name}"), name=name)  # noqa: PLR2004 - evening begins

    def _first(self) -> EmptyState:
        empty = EmptyState(
            icon="map",
            title=_("The social map is still empty"),
            text=_("Import the services and providers of the region, or join your team under Synchronise."),
            action=_("Import"),
        )
        if empty.button is not None:
            empty.button.clicked.connect(self._on_import)
        return empty

    def _empty(self) -> EmptyState:
        if self._may_begin:
            told = _("Open a case when a resident reports a need, or look for help in the social map.")
            action, slot = _("New case"), self._on_new
        else:
            told = _("Look in the social map, or at what must be checked there.")
            action, slot = _("To the social map"), self._on_find
        empty = EmptyState(icon="check", title=_("Nothing waits for you today"), text=told, action=action)
        if empty.button is not None:
            empty.button.clicked.connect(slot)
        return empty

    def _on_new(self) -> None:
        self.desk.navigator.new_case()

    def _on_import(self) -> None:
        self.desk.navigator.open_place(Place.SETTINGS, "import")

    def _on_find(self) -> None:
        self.desk.navigator.open_place(Place.SOCIAL_MAP)


class TodayCard(Card):
    """One group; a long one shows its first lines and a button for what follows."""

    def __init__(self, group: TodayGroup, desk: Desk) -> None:
        title, self._icon = GROUPS[group.kind]
        super().__init__(_(title), gap=0)
        self._desk = desk
        self._rest = group.lines
        self._asked = min(_SHOWN_AT_FIRST, len(group.lines))
        self._all = len(group.lines)
        self.head.addWidget(Badge(str(len(group.lines))))
        self._more = QuietButton("", icon="down")
        self._more.clicked.connect(self._on_more)

    def is_whole(self) -> bool:
        """True when all lines stand there that are to be seen."""
        return not self._asked

    def draw_some(self) -> None:
        """Draws a few of the lines that are to be seen, and after the last of those the button for more."""
        now = min(self._asked, _LINES_A_TURN)
        for line in self._rest[:now]:
            self._add(line)
        self._rest, self._asked = self._rest[now:], self._asked - now
        if self.is_whole():
            self._offer_more()

    def _add(self, line: TodayLine) -> None:
        """Above the button for more, once that stands there."""
        row = RowButton(title=line.who or line.what, detail=line.what if line.who else "", icon=self._icon, key=line)
        if line.due is not None:
            row.add_badge(self._due(line))
        row.opened.connect(self._on_opened)
        self.body.insertWidget(self.body.indexOf(self._more), row)

    def _due(self, line: TodayLine) -> Badge:
        days = line.days_left
        if days is None or line.due is None:
            return Badge("")
        if line.kind is TodayKind.PAUSE:
            paused = LOOK_AGAIN_DAYS - days
            return Badge(ngettext("paused for 1 day", "paused for {n} days", paused), tone=Tone.CAUTION, icon="clock")
        if days < 0:
            return Badge(ngettext("1 day late", "{n} days late", -days), tone=Tone.BAD)
        if days <= _SOON_DAYS:
            word = near_day(line.due, self._desk.workplace.today)
            return Badge(word if days <= 1 else _("{n} days left", n=days), tone=Tone.CAUTION, icon="clock")
        return Badge(near_day(line.due, self._desk.workplace.today), icon="calendar")

    def _on_more(self) -> None:
        self._asked = min(self._asked + _SHOWN_MORE, len(self._rest))
        self._on_turn(None)

    def _on_turn(self, _nothing: None) -> None:
        self.draw_some()
        if not self.is_whole():
            self._desk.tasks.afterwards(self._on_turn, None, key="lines")

    def _offer_more(self) -> None:
        """Under the last line: put there after the first lines, so that the Tab key comes to it after them."""
        whole = len(self._rest) <= _SHOWN_MORE
        self._more.setText(_("Show all {n}", n=self._all) if whole else _("Show {n} more", n=_SHOWN_MORE))
        if self.body.indexOf(self._more) < 0:
            self.body.addWidget(self._more)
        self._more.setVisible(bool(self._rest))

    def _on_opened(self, line: TodayLine) -> None:
        leads = may(self._desk.workplace.role, Act.HAND_OVER_CASES)
        open_line(self._desk.navigator, line, leads=leads)


_PARTS = {TodayKind.EVALUATION: "#evaluations", TodayKind.WAITING: "#waiting", TodayKind.UNSENT: ""}
"""Part of a case that a line of such a kind opens."""


def open_line(to: Navigator, line: TodayLine, *, leads: bool = False) -> None:
    """Opens what a line is about, the nearest thing first; who leads the team gives covered cases back there."""
    if line.conflict_id:
        to.open_conflict(line.conflict_id)
    elif line.conversation_id:
        to.open_conversation(line.conversation_id)
    elif line.kind in _PARTS:
        to.open_place(Place.CASE, f"{line.case_id}{_PARTS[line.kind]}")
    elif line.indication_id:
        to.open_indication(line.indication_id)
    elif line.kind in _MAP_PLACES:
        place = _MAP_PLACES[line.kind]
        to.open_place(place, line.entry_id if place in _FOR_ONE else "")
    elif line.kind is TodayKind.TURNS_18:
        to.open_place(Place.EIGHTEEN, line.case_id)
    elif line.kind is TodayKind.COVER:
        to.open_place(Place.TEAM if leads else Place.CASES)
    else:
        to.open_case(line.case_id)
