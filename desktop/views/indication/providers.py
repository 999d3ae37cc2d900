"""Who can do it: the neighbourhood first, then providers by availability and nearness."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from desktop.language import _
from desktop.language.forms import number, short_day
from desktop.models.kinds import AvailabilityStatus
from desktop.models.labels import label
from desktop.models.purchasing import PurchaseMeasure
from desktop.services.choices import ProviderChoice, ServiceChoice
from desktop.services.weeks import weeks_text
from desktop.views.contracts.stops import stop_words
from desktop.views.design.ages import AgeLabel
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, ChoiceButton, QuietButton, RowButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import LongText
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Hint, Text

STATUS_TONES = {
    AvailabilityStatus.OPEN: Tone.GOOD,
    AvailabilityStatus.LIMITED: Tone.CAUTION,
    AvailabilityStatus.INTAKE_STOP: Tone.BAD,
    AvailabilityStatus.ASSESSMENT_FIRST: Tone.CAUTION,
    AvailabilityStatus.ON_CONSULTATION: Tone.MUTED,
    AvailabilityStatus.UNKNOWN: Tone.MUTED,
}
_SHOWN = 5
"""So many providers at first; the rest at a press."""
_NEAREST = 3
"""So many services; further ones are a search away."""


def status_text(status: AvailabilityStatus, *, disputed: bool = False) -> str:
    """The status; with a word before it where a colleague wrote otherwise on the same day."""
    return _("disputed, {state}", state=label(status)) if disputed else label(status)


def status_tone(status: AvailabilityStatus, *, disputed: bool = False) -> Tone:
    """How the status is coloured; one that is disputed never looks good."""
    return Tone.CAUTION if disputed and status is not AvailabilityStatus.INTAKE_STOP else STATUS_TONES[status]


def away_text(distance_km: float | None) -> str:
    """How far it is; empty when that is not known."""
    if distance_km is None:
        return ""
    return _("{km} km", km=number(distance_km)) if distance_km >= 1 else _("less than 1 km")


class NearHome(Card):
    """Community services that may already answer the question.

    Signals:
        opened: Id of a service to look at.
        put_asked: Id of a service to put on the plan.
        search_asked: The person wants to search further.
    """

    opened = Signal(object)
    put_asked = Signal(str)
    search_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("First: near home, without an indication"))
        self._list = column(gap=Space.XS)
        self.body.addLayout(self._list)
        search = Button(_("Find help near home"), icon="search")
        search.setObjectName("draft-find")
        search.clicked.connect(self.search_asked)
        self.body.addWidget(search, alignment=Qt.AlignmentFlag.AlignLeft)

    def draw(self, services: tuple[ServiceChoice, ...]) -> None:
        """Shows the first few: those on the plan, then the nearest."""
        clear(self._list)
        for service in services[:_NEAREST]:
            self._list.addLayout(self._line(service))
        if not services:
            self._list.addWidget(
                Text(_("The social map knows no service for this yet. Search with other words."), "muted")
            )

    def _line(self, service: ServiceChoice) -> Beside:
        away = away_text(service.distance_km)
        free = _("free of charge") if service.free_of_charge else ""
        detail = " · ".join(filter(None, (service.where, away, free)))
        opens = RowButton(title=service.name, detail=detail, icon="community", key=service.service_id)
        opens.opened.connect(self.opened)
        line = Beside(gap=Space.S)
        line.put(opens, letters=30, down=0.5)
        if service.on_plan:
            opens.add_badge(Badge(_("on the plan"), tone=Tone.GOOD))
        else:
            put = Button(_("Put on the plan"), icon="add")
            put.setAccessibleName(_("Put {name} on the plan", name=service.name))
            put.clicked.connect(partial(self.put_asked.emit, service.service_id))
            line.put(put, share=0, down=0.5)
        return line


class Providers(Card):
    """Contracted providers of the product, whoever takes people soonest first.

    Signals:
        chosen: Provider's id.
        reason_given: Why the choice was limited.
    """

    chosen = Signal(str)
    reason_given = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Who does it"))
        self._closed = Hint("", icon="lock")
        self._closed.hide()
        self.body.addWidget(self._closed)
        self._budget = Text(_("With a personal budget the resident chooses who helps."), "muted")
        self._budget.hide()
        self.body.addWidget(self._budget)
        self._holder = QWidget()
        inside = column(self._holder, gap=Space.M)
        self._list = column(gap=Space.S)
        inside.addLayout(self._list)
        self.body.addWidget(self._holder)
        self._more = QuietButton("", icon="down")
        self._more.clicked.connect(self._on_more)
        inside.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)
        self.reason = LongText(lines=2)
        self.reason.setObjectName("draft-limited_choice")
        self.reason.typed.connect(self.reason_given)
        self._limited = FieldRow(_("Was the choice limited? Why?"), self.reason)
        self.body.addWidget(self._limited)
        self._group = QButtonGroup(self)
        self._providers: tuple[ProviderChoice, ...] = ()
        self._provider_id = ""
        self._all = self._needed = False

    def leave_to_resident(self, *, budget: bool) -> None:
        """With a personal budget it is the resident who chooses: no list is shown."""
        self._budget.setVisible(budget)
        for widget in (self._holder, self._limited):
            widget.setVisible(not budget)

    def draw(self, providers: tuple[ProviderChoice, ...], provider_id: str, *, needed: bool) -> None:
        """Shows them; the chosen one is marked and never hidden.

        `needed` is True once it is chosen which help it is: without providers that says nobody offers it here.
        """
        now = (providers, provider_id, needed)
        if now != (self._providers, self._provider_id, self._needed) or not self._list.count():
            self._providers, self._provider_id, self._needed = now
            self._fill()

    def tell_closed(self, measure: PurchaseMeasure | None) -> None:
        """Says that no new provider may be asked for this help here, and why; None says nothing."""
        self._closed.setVisible(measure is not None)
        if measure is not None:
            where = measure.municipality or _("the whole region")
            closed = _("Closed for new providers in {where}: choose one that has a contract.", where=where)
            self._closed.say(" ".join(filter(None, (closed, measure.reason))))

    def forget(self) -> None:
        """Another draft is opened."""
        self._all = False
        self.tell_closed(None)
        self.draw((), "", needed=False)

    def _fill(self) -> None:
        clear(self._list)
        shown = self._providers if self._all else self._providers[:_SHOWN]
        chosen = [p for p in self._providers if p.provider_id == self._provider_id and p not in shown]
        for provider in (*chosen, *shown):
            self._list.addWidget(self._line(provider))
        self._more.setText(_("Show all {n} providers", n=len(self._providers)))
        self._more.setVisible(len(self._providers) > len(shown))
        if not self._providers:
            none = _("No provider is known here that has a contract for this help.")
            self._list.addWidget(
                Text(
                    none if self._needed else _("Choose first what is needed, then the providers stand here."), "muted"
                )
            )

    def _line(self, provider: ProviderChoice) -> ChoiceButton:
        made = ChoiceButton(
            title=provider.name, detail=_provider_detail(provider), icon="provider", key=provider.provider_id
        )
        made.setObjectName(f"provider-{provider.provider_id}")
        status, disputed = provider.status, provider.disputed
        made.add_badge(Badge(status_text(status, disputed=disputed), tone=status_tone(status, disputed=disputed)))
        made.add_badge(AgeLabel(provider.age_days, stale=provider.is_stale))
        made.setChecked(provider.provider_id == self._provider_id)
        made.opened.connect(self._on_chosen)
        self._group.addButton(made)
        return made

    def _on_chosen(self, key: object) -> None:
        self.chosen.emit(str(key))

    def _on_more(self) -> None:
        self._all = True
        self._fill()


def _provider_detail(provider: ProviderChoice) -> str:
    intake = weeks_text(provider.intake_min, provider.intake_max, provider.intake_text)
    start = weeks_text(provider.start_min, provider.start_max, provider.start_text)
    return " · ".join(
        filter(
            None,
            (
                provider.where,
                away_text(provider.distance_km),
                _("first talk: {wait}", wait=intake) if intake else "",
                _("help: {wait}", wait=start) if start else "",
                _("contract until {day}", day=short_day(provider.contract_end)) if provider.contract_end else "",
                stop_words(provider.stop) if provider.stop else "",
                "" if provider.contracted else _("no contract for this help"),
                _("youth and adults") if provider.youth_and_adults else "",
                _("light and heavy") if provider.light_and_heavy else "",
            ),
        )
    )
