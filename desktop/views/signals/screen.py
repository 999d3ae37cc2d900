"""All signals, for the contract manager: what waits stands above."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from typing_extensions import override

from desktop.language import _, ngettext
from desktop.services.signals import SignalPage, every_signal
from desktop.views.design.buttons import ChipRow
from desktop.views.design.dress import clear, column
from desktop.views.design.focus import kept_focus
from desktop.views.design.pages import Page
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState
from desktop.views.desk import Desk
from desktop.views.screen import Screen
from desktop.views.signals.signal_card import SignalCard

_OPEN, _ALL = "open", "all"


class SignalsScreen(Screen):
    """Signals about all providers, the longest waiting first."""

    kinds: ClassVar[tuple[str, ...]] = ("signal", "signal_follow_up", "provider")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._pages: tuple[SignalPage, ...] = ()
        page = Page(_("Signals"), _("Only contract managers read them."))
        self._head, self._column = page.head, page.column
        self._which = ChipRow(_("Which signals"), single=True)
        self._which.offer({_OPEN: _("Still open"), _ALL: _("All")})
        self._which.put_on(_OPEN)
        self._which.chosen.connect(self._on_which)
        page.body.addWidget(self._which)
        self._list = column(gap=Space.L)
        page.body.addLayout(self._list)
        page.body.addStretch(1)
        self.outer.addWidget(page)

    @override
    def reload(self) -> None:
        self.ask(partial(every_signal, self.desk.workplace), self._on_pages, key="signals")

    def _on_pages(self, pages: tuple[SignalPage, ...]) -> None:
        self._pages = pages
        self._draw()

    def _on_which(self, which: tuple[str, ...]) -> None:
        if which:
            self._draw()
        else:
            self._which.put_on(_OPEN)

    def _draw(self) -> None:
        waiting = sum(page.is_open for page in self._pages)
        said = ngettext("1 signal waits for you.", "{n} signals wait for you.", waiting)
        self._head.say(_("Signals"), f"{said} {_('Only contract managers read them.')}")
        shown = [page for page in self._pages if page.is_open or _ALL in self._which.on()]
        with kept_focus(self._column):
            clear(self._list)
            for page in shown:
                self._list.addWidget(SignalCard(self.desk, page, named=True))
            if not shown:
                self._list.addWidget(
                    _nothing(_("No signals yet") if _ALL in self._which.on() else _("No open signals"))
                )


def _nothing(title: str) -> EmptyState:
    return EmptyState(
        icon="flag",
        title=title,
        text=_("A colleague records one under a provider in the social map. It then stands here."),
    )
