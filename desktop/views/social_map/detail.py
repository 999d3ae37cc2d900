"""An entry of the social map, whole: what it offers, for whom, how to reach it, and how fresh that is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.language import _
from desktop.models.kinds import MapStatus
from desktop.models.labels import label
from desktop.models.social_map import EntryFields
from desktop.services.choices import Seeker
from desktop.services.indications import change_draft
from desktop.services.instead import ANY, Help, Instead, instead_of
from desktop.services.reviewing import Remark
from desktop.services.social_map import ProviderPage, ServicePage, confirm, entry, laws_of
from desktop.services.workplace import Workplace
from desktop.views.contracts.way import WayToContracts
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import Button, FittingButton, QuietButton
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.dress import clear, column
from desktop.views.design.focus import kept_focus
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import SectionTitle, Text
from desktop.views.screen import Screen
from desktop.views.signals.in_confidence import InConfidence
from desktop.views.social_map.facts import (
    agreement_card,
    checked_badge,
    checked_text,
    law_names,
    provider_facts,
    running,
    service_facts,
    waits_card,
    where_card,
)
from desktop.views.social_map.for_whom import NOBODY, ForWhom
from desktop.views.social_map.instead_cards import meantime_card, sooner_card
from desktop.views.upkeep.checks_card import UpkeepCard
from desktop.views.upkeep.remarks import remark_hints

Entry = ServicePage | ProviderPage
NOT_LONG = Instead()


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
        self._whom = NOBODY
        self._entry: Entry | None = None
        self._instead = NOT_LONG
        self._why = ""
        self._drawing: Iterator[bool] = iter(())
        self._content: QVBoxLayout = column(gap=Space.L)
        self.body.addLayout(self._content)
        self.body.addStretch(1)

    def for_whom(self, whom: ForWhom) -> None:
        """For whom is searched: what can be put on a plan or chosen in a draft, and where it is near."""
        if whom != self._whom:
            self._whom = whom
            self.show_entry(self._entry_id, self._why)

    def shows(self, entry_id: str, why: str) -> bool:
        """True when it is that entry, for that reason, that stands there."""
        return self._entry is not None and (entry_id, why) == (self._entry_id, self._why)

    def show_entry(self, entry_id: str, why: str = "") -> None:
        """Shows an entry; an empty id shows nothing. `why` it stands where it stands among what was found."""
        if entry_id != self._entry_id:
            self.verticalScrollBar().setValue(0)
        self._why = why
        self._entry_id = entry_id
        if entry_id:
            job = partial(_fetch, self.owner.desk.workplace, entry_id, self._whom)
            self.owner.ask(job, self._on_entry, key="entry")
        else:
            self._entry = None
            self._draw()

    def _on_entry(self, found: tuple[Entry, Instead]) -> None:
        if self._entry_id:
            # Of a double the entry that was kept comes home.
            self._entry_id = _id(found[0])
            self._entry, self._instead = found
            self._draw()

    def _draw(self) -> None:
        """Part by part, each in a frame of its own: one may be typing. At once where that would move what one is at."""
        self._drawing = self._parts()
        focused = self.focusWidget()
        with kept_focus(self):
            clear(self._content)
            if self.verticalScrollBar().value() or (focused is not None and focused.hasFocus()):
                list(self._drawing)
            else:
                self._go_on(self._drawing)

    def _go_on(self, drawing: Iterator[bool]) -> None:
        if drawing is self._drawing and next(drawing, False):
            self.owner.desk.tasks.afterwards(self._go_on, drawing, key="entry-parts")

    def _parts(self) -> Iterator[bool]:
        """Draws; true after every part that is not the last."""
        if isinstance(self._entry, ServicePage):
            yield from self._draw_service(self._entry)
            self._upkeep("community_service", self._entry.service)
        elif self._entry is not None:
            yield from self._draw_provider(self._entry)
            self._upkeep("provider", self._entry.provider)

    def _draw_service(self, page: ServicePage) -> Iterator[bool]:
        service = page.service
        runs = page.organisation.name if page.organisation else service.organisation
        self._head(service, runs if runs != service.name else "")
        if self._whom.case_id:
            self._put(service.id, allowed=service.status is MapStatus.ACTIVE)
        yield True
        self._fresh(service, page.checked_days, page.remarks)
        yield True
        self._facts(service.description, service_facts(page))
        yield True
        if page.locations:
            self._content.addWidget(where_card(page.locations))
            yield True

    def _draw_provider(self, page: ProviderPage) -> Iterator[bool]:
        profile = self.owner.desk.workplace.profile
        self._head(page.provider, law_names(laws_of(self.owner.desk.workplace, page)))
        if self._whom.can_choose(running(page.agreements)):
            self._content.addWidget(self._choose(page.provider.name), alignment=Qt.AlignmentFlag.AlignLeft)
        yield True
        self._fresh(page.provider, page.checked_days, page.remarks)
        yield True
        self._content.addWidget(WayToContracts(self.owner, page.provider))
        yield True
        self._content.addWidget(waits_card(page.reports, profile))
        yield True
        if self._instead.helps:
            self._look_further()
            yield True
        self._facts(page.provider.description, provider_facts(page))
        yield True
        for agreement in page.agreements:
            self._content.addWidget(agreement_card(agreement, profile, self.owner.desk.workplace.today))
            yield True
        if page.locations:
            self._content.addWidget(where_card(page.locations))
        self._content.addWidget(InConfidence(self.owner.desk, page.provider))
        yield True

    def _head(self, entry: EntryFields, under: str) -> None:
        self.shown.emit(entry.name, under)
        if not self._named:
            return
        words = QWidget()
        inside = column(words, gap=Space.XS)
        inside.addWidget(SectionTitle(entry.name))
        for text, look in ((under, "muted"), (self._why, "small")):
            if text:
                inside.addWidget(Text(text, look))
        self._content.addWidget(words)

    def _fresh(self, entry: EntryFields, days: int | None, remarks: tuple[Remark, ...]) -> None:
        for hint in remark_hints(remarks):
            self._content.addWidget(hint)
        line = Beside(gap=Space.S, below=Space.XS)
        if entry.status is not MapStatus.ACTIVE:
            line.put(Badge(label(entry.status), tone=Tone.BAD), share=0, down=0.5)
        line.put(checked_badge(days, self.owner.desk.workplace.profile.map_upkeep), share=0, down=0.5)
        if days is not None:
            line.put(Text(checked_text(entry, days), "muted"), letters=26, down=0.5)
        acts = Flowing()
        for text, name, icon, slot in (
            (_("Still right"), "still-right", "check", self._on_right),
            (_("Print this page"), "print-entry", "print", self._on_print),
        ):
            button = QuietButton(text, icon=icon)
            button.setObjectName(name)
            button.clicked.connect(slot)
            acts.add(button)
        line.put(acts, share=0, down=0.5)
        self._content.addLayout(line)

    def _choose(self, name: str) -> Button:
        made = Button(_("Choose in indication"), icon="indication")
        made.setObjectName("choose-provider")
        made.setAccessibleName(_("Choose {name} in the indication", name=name))
        made.clicked.connect(partial(self._on_choose, self._entry_id))
        return made

    def _look_further(self) -> None:
        opens = self._on_open
        chooses = self._on_choose if self._whom.draft else None
        puts = self.put_asked.emit if self._whom.case_id else None
        self._content.addWidget(sooner_card(self._instead, opens, chooses))
        self._content.addWidget(meantime_card(self._instead, opens, puts))

    def _put(self, service_id: str, *, allowed: bool) -> None:
        if service_id in self._whom.on_plan:
            self._content.addWidget(Badge(_("on the plan"), tone=Tone.GOOD))
            return
        put = FittingButton(
            _("Put on the plan of {name}", name=self._whom.name), shorter=_("Put on the plan"), icon="add"
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

    def _upkeep(self, kind: str, entry: EntryFields) -> None:
        self._content.addWidget(UpkeepCard(self.owner, self._entry_id, kind, entry.name))

    def _on_put(self) -> None:
        self.put_asked.emit(self._entry_id)

    def _on_open(self, entry_id: str) -> None:
        case = f"?case={self._whom.case_id}" if self._whom.case_id else ""
        self.owner.desk.navigator.open_entry(f"{entry_id}{case}")

    def _on_choose(self, provider_id: str) -> None:
        if self._whom.draft is not None:
            job = partial(change_draft, self.owner.desk.workplace, self._whom.draft.id, provider_id=provider_id)
            self.owner.act(job, self._on_chosen, said=_("Chosen in the draft."))

    def _on_chosen(self, _changes: object) -> None:
        if self._whom.draft is not None:
            self.owner.desk.navigator.open_indication(self._whom.draft.id)

    def _on_print(self) -> None:
        self.owner.desk.navigator.open_paper(f"map-page:{self._entry_id}")

    def _on_right(self) -> None:
        said = _("Noted: it is still right today.")
        self.owner.act(partial(confirm, self.owner.desk.workplace, self._entry_id), self._on_confirmed, said=said)

    def _on_confirmed(self, _changes: object) -> None:
        self.show_entry(self._entry_id, self._why)


def _fetch(workplace: Workplace, entry_id: str, whom: ForWhom) -> tuple[Entry, Instead]:
    page = entry(workplace, entry_id)
    if isinstance(page, ServicePage):
        return page, NOT_LONG
    seeker = Seeker(whom.municipality, whom.age, whom.texts, whom.on_plan)
    wanted = Help(whom.draft.product, whom.draft.segment, whom.draft.lot) if whom.draft else ANY
    return page, instead_of(workplace, entry_id, seeker, near=whom.near, wanted=wanted)


def _id(page: Entry) -> str:
    return page.service.id if isinstance(page, ServicePage) else page.provider.id
