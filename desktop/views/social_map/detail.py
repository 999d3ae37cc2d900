"""An entry of the social map, whole: what it offers, for whom, how to reach it, and how fresh that is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.language import _
from desktop.language.forms import long_day, short_day
from desktop.models.faults import RuleBroken
from desktop.models.kinds import MapStatus
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.models.social_map import EntryFields, Location
from desktop.services.availability import Report
from desktop.services.social_map import Agreement, ProviderPage, ServicePage, community_service, confirm, provider
from desktop.services.workplace import Workplace
from desktop.views.design.badges import AgeLabel, Badge
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.dress import clear, column, row
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import EmptyState, SectionTitle, Text
from desktop.views.indication.providers import STATUS_TONES, weeks_text
from desktop.views.screen import Screen

Entry = ServicePage | ProviderPage


class EntryDetail(Column):
    """The entry, with what one can do with it.

    Signals:
        put_asked: Id of the community service that must be put on the resident's plan.
    """

    put_asked = Signal(str)

    def __init__(self, owner: Screen, *, width: int = 0, edge: int = Space.L) -> None:
        super().__init__(width=width, edge=edge)
        self.owner = owner
        self._entry_id = ""
        self._resident = ""
        self._on_plan: frozenset[str] = frozenset()
        self._entry: Entry | None = None
        self._content: QVBoxLayout = column(gap=Space.M)
        self.body.addLayout(self._content)
        self.body.addStretch(1)

    def for_resident(self, name: str, on_plan: frozenset[str]) -> None:
        """For whom is searched, and which community services stand on the plan already."""
        self._resident, self._on_plan = name, on_plan
        self._draw()

    def show_entry(self, entry_id: str) -> None:
        """Shows an entry; an empty id shows nothing."""
        self._entry_id = entry_id
        if not entry_id:
            self._entry = None
            self._draw()
            return
        self.owner.ask(partial(_fetch, self.owner.desk.workplace, entry_id), self._on_entry, key="entry")

    def _on_entry(self, entry: Entry) -> None:
        if _id(entry) == self._entry_id:
            self._entry = entry
            self._draw()

    def _draw(self) -> None:
        clear(self._content)
        entry = self._entry
        if entry is None:
            text = _("Choose something on the left, and it is told here.")
            self._content.addWidget(EmptyState(icon="map", title=_("Nothing chosen"), text=text))
        elif isinstance(entry, ServicePage):
            self._draw_service(entry)
        else:
            self._draw_provider(entry)

    def _draw_service(self, page: ServicePage) -> None:
        service = page.service
        runs = page.organisation.name if page.organisation else service.organisation
        self._head(service, runs if runs != service.name else "", page.checked_days)
        self._content.addLayout(self._acts(service.id, is_service=True, status=service.status))
        self._about(service.description)
        self._facts(
            {
                _("How to join"): service.how_to_join,
                _("When"): service.opening_hours,
                _("Cost"): _("free of charge") if service.free_of_charge else service.cost,
                _("Light check"): service.light_check,
                _("For whom"): ", ".join(service.target_groups),
                _("Age"): _ages(service),
                _("About"): ", ".join(service.themes),
            }
            | _contact(service)
        )
        self._where(page.locations)

    def _draw_provider(self, page: ProviderPage) -> None:
        provider_ = page.provider
        self._head(provider_, ", ".join(label_of_laws(provider_.laws)), page.checked_days)
        self._content.addLayout(self._acts(provider_.id, is_service=False, status=provider_.status))
        if page.reports:
            self._waits(page.reports)
        self._about(provider_.description)
        facts = {
            _("Specialisms"): ", ".join(provider_.specialisms),
            _("For whom"): ", ".join(provider_.target_groups),
            _("Age"): _ages(provider_),
            _("AGB code"): provider_.agb_code,
        }
        self._facts(facts | _contact(provider_))
        for agreement in page.agreements:
            self._agreement(agreement)
        self._where(page.locations)

    def _head(self, entry: EntryFields, under: str, checked_days: int | None) -> None:
        self._content.addWidget(SectionTitle(entry.name))
        if under:
            self._content.addWidget(Text(under, "muted"))
        badges = row(gap=Space.S)
        if entry.status is not MapStatus.ACTIVE:
            badges.addWidget(Badge(label(entry.status), tone=Tone.BAD))
        badges.addWidget(_checked_badge(checked_days))
        badges.addStretch(1)
        self._content.addLayout(badges)

    def _acts(self, entry_id: str, *, is_service: bool, status: MapStatus) -> QVBoxLayout:
        acts = column(gap=Space.S)
        if is_service and self._resident:
            if entry_id in self._on_plan:
                acts.addWidget(Badge(_("on the plan of {name}", name=self._resident), tone=Tone.GOOD))
            else:
                put = PrimaryButton(_("Put on the plan of {name}", name=self._resident), icon="add")
                put.setObjectName("put-on-plan")
                put.setEnabled(status is MapStatus.ACTIVE)
                put.clicked.connect(self._on_put)
                acts.addWidget(put)
        right = Button(_("Still right"), icon="check")
        right.setObjectName("still-right")
        right.clicked.connect(self._on_right)
        acts.addWidget(right)
        return acts

    def _about(self, words: str) -> None:
        if words:
            self._content.addWidget(Text(words))

    def _facts(self, pairs: dict[str, str]) -> None:
        if any(pairs.values()):
            card = Card()
            card.body.addWidget(KeyValueList(pairs))
            self._content.addWidget(card)

    def _waits(self, reports: tuple[Report, ...]) -> None:
        card = Card(_("Waiting times"), gap=Space.M)
        names = _product_names(self.owner.desk.workplace.profile)
        for found in reports:
            card.body.addLayout(_wait(found, names))
        self._content.addWidget(card)

    def _agreement(self, agreement: Agreement) -> None:
        contract = agreement.contract
        names = _product_names(self.owner.desk.workplace.profile)
        card = Card(_("Contract"))
        state = _("running") if agreement.is_running else _("ended")
        card.head.addWidget(Badge(state, tone=Tone.GOOD if agreement.is_running else Tone.MUTED))
        end = long_day(contract.end) if contract.end else _("without an end")
        lots = {lot.id: lot.name for lot in self.owner.desk.workplace.profile.lots}
        products = ", ".join(dict.fromkeys(names.get(p.product, p.product) for p in agreement.products if p.product))
        where = ", ".join(dict.fromkeys(name for p in agreement.products for name in p.municipalities))
        card.body.addWidget(
            KeyValueList(
                {
                    _("Period"): _("{start} until {end}", start=long_day(contract.start), end=end),
                    _("Lot"): lots.get(contract.lot, contract.lot),
                    _("Products"): products,
                    _("Municipalities"): where,
                    _("Extension"): contract.extension,
                }
            )
        )
        self._content.addWidget(card)

    def _where(self, locations: tuple[Location, ...]) -> None:
        if not locations:
            return
        card = Card(_("Where"))
        for location in locations:
            parts = (location.name, location.address, location.postal_code, location.place, location.phone)
            card.body.addWidget(Text(" · ".join(filter(None, parts))))
        self._content.addWidget(card)

    def _on_put(self) -> None:
        self.put_asked.emit(self._entry_id)

    def _on_right(self) -> None:
        said = _("Noted: it is still right today.")
        self.owner.act(partial(confirm, self.owner.desk.workplace, self._entry_id), self._on_confirmed, said=said)

    def _on_confirmed(self, _changes: object) -> None:
        self.show_entry(self._entry_id)


def label_of_laws(laws: tuple[str, ...]) -> list[str]:
    """The acts as people call them."""
    return [_(law) if law != "WMO" else _("Wmo 2015") for law in laws]


def _fetch(workplace: Workplace, entry_id: str) -> Entry:
    try:
        return community_service(workplace, entry_id)
    except RuleBroken:
        return provider(workplace, entry_id)


def _id(entry: Entry) -> str:
    return entry.service.id if isinstance(entry, ServicePage) else entry.provider.id


def _product_names(profile: RegionProfile) -> dict[str, str]:
    return {product.id: product.name for product in profile.products}


def _ages(entry: EntryFields) -> str:
    low, high = entry.minimum_age, entry.maximum_age
    if low is not None and high is not None:
        return _("from {low} to {high} years", low=low, high=high)
    if low is not None:
        return _("from {low} years", low=low)
    return _("up to {high} years", high=high) if high is not None else ""


def _contact(entry: EntryFields) -> dict[str, str]:
    address = ", ".join(filter(None, (entry.address, " ".join(filter(None, (entry.postal_code, entry.place))))))
    return {
        _("Address"): address,
        _("Phone"): entry.phone,
        _("E-mail"): entry.email,
        _("Website"): entry.url,
        _("Municipalities"): ", ".join(entry.municipalities),
        _("Source"): entry.source,
    }


def _checked_badge(days: int | None) -> AgeLabel | Badge:
    if days is None:
        return Badge(_("never checked"), icon="question")
    return Badge(_("checked {n} days ago", n=days) if days else _("checked today"), tone=Tone.MUTED, icon="check")


def _wait(found: Report, names: dict[str, str]) -> QVBoxLayout:
    report = found.report
    block = column(gap=Space.XS)
    offer = names.get(report.product, report.product)
    block.addWidget(Text(" · ".join(filter(None, (offer, report.target_group, report.location))), "strong"))
    intake = weeks_text(report.intake_min, report.intake_max, report.intake_text)
    start = weeks_text(report.start_min, report.start_max, report.start_text)
    known = (_("first talk: {wait}", wait=intake) if intake else "", _("help: {wait}", wait=start) if start else "")
    block.addWidget(Text(" · ".join(filter(None, known)) or _("waiting time not known"), "muted"))
    badges = row(gap=Space.S)
    badges.addWidget(Badge(label(report.status), tone=STATUS_TONES[report.status]))
    badges.addWidget(AgeLabel(found.age_days))
    if found.disputed:
        badges.addWidget(Badge(_("two figures of one day"), tone=Tone.CAUTION))
    badges.addStretch(1)
    block.addLayout(badges)
    source = " · ".join(filter(None, (short_day(report.measured_on), report.source, report.checked_by)))
    block.addWidget(Text(source, "small"))
    return block
