"""Contracts that nobody is helped under, and on whose word that is too long."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.language import _, ngettext
from desktop.language.forms import days_text, long_day, span_text
from desktop.rules.sleeping import Period
from desktop.services.coverage import CoveragePage, SleepingContract
from desktop.services.names import ProfileNames
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import RowButton
from desktop.views.design.dress import clear, column
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import EmptyState, Text


class SleepingList(Column):
    """The longest asleep first.

    Signals:
        opened: Provider's id.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(edge=0)
        self._content = column(gap=Space.S)
        self.body.setContentsMargins(0, Space.L, Space.S, Space.L)
        self.body.addLayout(self._content)
        self.body.addStretch(1)

    def show_page(self, page: CoveragePage, names: ProfileNames) -> None:
        """Replaces the list."""
        clear(self._content)
        if not page.indications:
            text = _("No indications are kept here, so it is not known under which contracts people are helped.")
            self._content.addWidget(EmptyState(icon="question", title=_("Not known here"), text=text))
            return
        based = ngettext(
            "Counted over 1 decided indication in this store.", "Counted over {n} decided indications in this store.",
            page.indications,
        )  # fmt: skip
        if not page.sleeping:
            self._content.addWidget(EmptyState(icon="check", title=_("No contract sleeps"), text=based))
            return
        self._content.addWidget(Text(based, "muted"))
        for period in dict.fromkeys(one.found.period for one in page.sleeping):
            self._content.addWidget(Text(_limit(period), "muted"))
            for one in page.sleeping:
                if one.found.period == period:
                    self._content.addWidget(self._line(one, names))

    def _line(self, one: SleepingContract, names: ProfileNames) -> RowButton:
        found = one.found
        since = (
            _("last client on {day}", day=long_day(found.last_client_on))
            if found.last_client_on
            else _("never had a client; contract since {day}", day=long_day(found.start))
        )
        detail = f"{names.lots.get(found.lot, found.lot)} · {since}"
        made = RowButton(title=one.name, detail=detail, icon="provider", key=found.provider_id)
        made.add_badge(Badge(_("{days} without clients", days=span_text(found.days)), tone=Tone.CAUTION, icon="clock"))
        made.opened.connect(self.opened)
        return made


def _limit(period: Period) -> str:
    """Said once above the contracts it holds for."""
    return _(
        "Limit: {days} without clients. Source: {document} ({paragraph}).",
        days=days_text(period.days),
        document=period.source.document,
        paragraph=period.source.paragraph,
    )
