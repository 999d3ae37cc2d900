"""What stands around the plan: the talk with the Wmo consultant, consent that is asked again, and who can help on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal

from desktop.language import _
from desktop.language.forms import long_day, short_day
from desktop.models.casework import WarmHandover
from desktop.rules.eighteen.consent_again import AskedAgain
from desktop.services.eighteen_page import AfterProvider, YouthPage
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import QuietButton, RowButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text

_LEFT = Qt.AlignmentFlag.AlignLeft


class HandoverCard(Card):
    """Who hands on and who receives, with both names.

    Signals:
        asked: A new one is to be agreed.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Warm handover"))
        self._lines = column(gap=Space.S)
        self.body.addLayout(self._lines)
        self._agree = QuietButton(_("Agree on a warm handover …"), icon="team")
        self._agree.setObjectName("eighteen-handover")
        self._agree.clicked.connect(self.asked)
        self.body.addWidget(self._agree, alignment=_LEFT)

    def show_page(self, page: YouthPage) -> None:
        """Of one young person."""
        clear(self._lines)
        for one in page.handovers:
            self._lines.addLayout(_handover(one, page.today))
        if not page.handovers:
            text = _("Nobody is agreed on yet who takes over from the youth consultant.")
            self._lines.addWidget(Text(text, "muted"))
        self._agree.setVisible(not page.line.is_closed)


class ConsentCard(Card):
    """At sixteen and at eighteen consent is asked again.

    Signals:
        asked: The case is to be opened, where consent is written down.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Consent asked again"))
        self._lines = column(gap=Space.S)
        self.body.addLayout(self._lines)
        go = QuietButton(_("Write down consent in the case"), icon="forward")
        go.setObjectName("eighteen-consent")
        go.clicked.connect(self.asked)
        self.body.addWidget(go, alignment=_LEFT)

    def show_page(self, page: YouthPage) -> None:
        """Of one young person."""
        clear(self._lines)
        for one in page.consents:
            self._lines.addLayout(_moment(one, page.today))


class ProvidersCard(Card):
    """Who could give the help after eighteen; who does both stands first.

    Signals:
        opened: Provider's id.
        map_asked: The social map, for others.
    """

    opened = Signal(str)
    map_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Who can help after eighteen"))
        self._shown: tuple[AfterProvider, ...] | None = None
        self._lines = column(gap=Space.S)
        self.body.addLayout(self._lines)
        more = QuietButton(_("Search in the social map"), icon="map")
        more.setObjectName("eighteen-map")
        more.clicked.connect(self.map_asked)
        self.body.addWidget(more, alignment=_LEFT)

    def show_page(self, page: YouthPage) -> None:
        """Of one young person."""
        if page.providers == self._shown:
            return
        self._shown = page.providers
        clear(self._lines)
        for one in page.providers:
            self._lines.addWidget(self._line(one))
        if not page.providers:
            self._lines.addWidget(Text(_("Nobody is contracted for the Wmo in this municipality."), "muted"))

    def _line(self, one: AfterProvider) -> RowButton:
        made = RowButton(title=one.name, icon="provider", key=one.provider_id)
        if one.offers_both:
            made.add_badge(Badge(_("youth help and Wmo"), tone=Tone.GOOD))
        if one.helps_now:
            made.add_badge(Badge(_("helps now"), tone=Tone.ACCENT, icon="person"))
        made.opened.connect(self._on_opened)
        return made

    def _on_opened(self, provider_id: object) -> None:
        self.opened.emit(str(provider_id))


def _handover(one: WarmHandover, today: date) -> Beside:
    names = _("{who} hands on to {whom}", who=one.handed_by, whom=one.received_by)
    if one.held_on:
        badge = Badge(_("held on {day}", day=short_day(one.held_on)), tone=Tone.GOOD)
    else:
        late = one.on_day < today
        told = _("agreed: {day}", day=short_day(one.on_day))
        badge = Badge(told, tone=Tone.BAD if late else Tone.MUTED, icon="clock")
    block = Beside(gap=Space.M)
    block.put(Text(" · ".join(filter(None, (names, one.organisation)))), letters=30)
    block.put(badge, share=0)
    return block


def _moment(one: AskedAgain, today: date) -> Beside:
    what = _("From {age}: {source}", age=one.age, source=f"{one.source.document}, {one.source.paragraph}")
    if one.asked_on:
        badge = Badge(_("asked on {day}", day=short_day(one.asked_on)), tone=Tone.GOOD)
    elif one.is_late(today):
        badge = Badge(_("not asked yet"), tone=Tone.BAD, icon="caution")
    else:
        badge = Badge(_("from {day}", day=long_day(one.due)), icon="calendar")
    block = Beside(gap=Space.M)
    block.put(Text(what), letters=30)
    block.put(badge, share=0)
    return block
