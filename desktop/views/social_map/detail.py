"""An entry of the social map, whole: what it offers, for whom, how to reach it, and how fresh that is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.language import _
from desktop.models.faults import RuleBroken
from desktop.models.kinds import MapStatus
from desktop.models.labels import label
from desktop.models.social_map import EntryFields
from desktop.services.social_map import ProviderPage, ServicePage, community_service, confirm, provider
from desktop.services.workplace import Workplace
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import FittingButton, QuietButton
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.dress import clear, column
from desktop.views.design.focus import kept_focus
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import EmptyState, SectionTitle, Text
from desktop.views.screen import Screen
from desktop.views.signals.in_confidence import InConfidence
from desktop.views.social_map.facts import (
    agreement_card,
    checked_badge,
    law_names,
    provider_facts,
    service_facts,
    waits_card,
    where_card,
)

Entry = ServicePage | ProviderPage


class EntryDetail(Column):
    """The entry, with what one can do with it.

    Signals:
        put_asked: Id of the community service that must be put on the resident's plan.
        shown: Name of the entry and what stands under it, each time it is shown.
    """

    put_asked = Signal(str)
    shown = Signal(str, str)

    def __init__(self, owner: Screen, *, width: int = 0, edge: int = Space.L, named: bool = True) -> None:
        """`named` is false where the name stands above it already."""
        super().__init__(width=width, edge=edge)
        self.owner = owner
        self._named = named
        self._entry_id = ""
        self._resident = ""
        self._on_plan: frozenset[str] = frozenset()
        self._entry: Entry | None = None
        self._content: QVBoxLayout = column(gap=Space.L)
        self.body.addLayout(self._content)
        self.body.addStretch(1)

    def for_resident(self, name: str, on_plan: frozenset[str]) -> None:
        """For whom is searched, and which community services stand on the plan already; no name: for nobody yet."""
        self._resident, self._on_plan = name, on_plan
        self._draw()

    def show_entry(self, entry_id: str) -> None:
        """Shows an entry; an empty id shows nothing."""
        if entry_id != self._entry_id:
            self.verticalScrollBar().setValue(0)
        self._entry_id = entry_id
        if entry_id:
            self.owner.ask(partial(_fetch, self.owner.desk.workplace, entry_id), self._on_entry, key="entry")
        else:
            self._entry = None
            self._draw()

    def _on_entry(self, entry: Entry) -> None:
        if _id(entry) == self._entry_id:
            self._entry = entry
            self._draw()

    def _draw(self) -> None:
        with kept_focus(self):
            clear(self._content)
            if isinstance(self._entry, ServicePage):
                self._draw_service(self._entry)
            elif self._entry is not None:
                self._draw_provider(self._entry)
            else:
                text = _("Choose something on the left, and it is told here.")
                self._content.addWidget(EmptyState(icon="map", title=_("Nothing chosen"), text=text))

    def _draw_service(self, page: ServicePage) -> None:
        service = page.service
        runs = page.organisation.name if page.organisation else service.organisation
        self._head(service, runs if runs != service.name else "")
        self._fresh(service, page.checked_days)
        if self._resident:
            self._put(service.id, allowed=service.status is MapStatus.ACTIVE)
        self._facts(service.description, service_facts(page))
        if page.locations:
            self._content.addWidget(where_card(page.locations))

    def _draw_provider(self, page: ProviderPage) -> None:
        profile = self.owner.desk.workplace.profile
        self._head(page.provider, law_names(page.provider.laws))
        self._fresh(page.provider, page.checked_days)
        self._content.addWidget(waits_card(page.reports, profile))
        self._facts(page.provider.description, provider_facts(page))
        for agreement in page.agreements:
            self._content.addWidget(agreement_card(agreement, profile))
        if page.locations:
            self._content.addWidget(where_card(page.locations))
        self._content.addWidget(InConfidence(self.owner.desk, page.provider))

    def _head(self, entry: EntryFields, under: str) -> None:
        self.shown.emit(entry.name, under)
        if not self._named:
            return
        words = QWidget()
        inside = column(words, gap=Space.XS)
        inside.addWidget(SectionTitle(entry.name))
        if under:
            inside.addWidget(Text(under, "muted"))
        self._content.addWidget(words)

    def _fresh(self, entry: EntryFields, days: int | None) -> None:
        line = Beside(gap=Space.S)
        if entry.status is not MapStatus.ACTIVE:
            line.put(Badge(label(entry.status), tone=Tone.BAD), share=0, down=0.5)
        line.put(checked_badge(days), share=0, down=0.5)
        right = QuietButton(_("Still right"), icon="check")
        right.setObjectName("still-right")
        right.clicked.connect(self._on_right)
        line.put(right, share=0, down=0.5)
        self._content.addLayout(line)

    def _put(self, service_id: str, *, allowed: bool) -> None:
        if service_id in self._on_plan:
            self._content.addWidget(Badge(_("on the plan"), tone=Tone.GOOD))
            return
        put = FittingButton(
            _("Put on the plan of {name}", name=self._resident), shorter=_("Put on the plan"), icon="add"
        )
        put.setObjectName("put-on-plan")
        put.setEnabled(allowed)
        put.clicked.connect(self._on_put)
        self._content.addWidget(put)

    def _facts(self, about: str, pairs: dict[str, str]) -> None:
        card = Card()
        if about:
            card.body.addWidget(Text(about))
        card.body.addWidget(KeyValueList(pairs))
        self._content.addWidget(card)

    def _on_put(self) -> None:
        self.put_asked.emit(self._entry_id)

    def _on_right(self) -> None:
        said = _("Noted: it is still right today.")
        self.owner.act(partial(confirm, self.owner.desk.workplace, self._entry_id), self._on_confirmed, said=said)

    def _on_confirmed(self, _changes: object) -> None:
        self.show_entry(self._entry_id)


def _fetch(workplace: Workplace, entry_id: str) -> Entry:
    try:
        return community_service(workplace, entry_id)
    except RuleBroken:
        return provider(workplace, entry_id)


def _id(entry: Entry) -> str:
    return entry.service.id if isinstance(entry, ServicePage) else entry.provider.id
