"""While someone waits: what was reported and is expected, who can begin sooner, and what helps in the meantime."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.language import _
from desktop.models.labels import label
from desktop.rules.norms import NormOutcome
from desktop.services.choices import ServiceChoice
from desktop.services.wait_prospects import OtherProvider, WaitProspect
from desktop.services.waiting_letter import told_text
from desktop.views.contracts.stops import stop_words
from desktop.views.design.ages import AgeLabel
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, QuietButton, RowButton
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Hint, Text
from desktop.views.indication.providers import away_text, status_text, status_tone
from desktop.views.social_map.words import wait_text, where_text
from desktop.views.waiting.expected import ExpectedWaitView


class Reported(QWidget):
    """What the provider told last, with its age, and what the waits in this store lead to expect."""

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, gap=Space.S)
        line = Beside(gap=Space.S, sharing=False)
        self._told, self._age = Text(""), AgeLabel()
        line.put(self._told, share=1, letters=24, down=0.5)
        line.put(self._age, share=0, down=0.5)
        layout.addLayout(line)
        self._stop = Hint("", icon="stop")
        layout.addWidget(self._stop)
        self._expected = ExpectedWaitView()
        layout.addWidget(self._expected)
        self.hide()

    def draw(self, prospect: WaitProspect) -> None:
        """Shows what is known; nothing while no provider is chosen."""
        self.setVisible(prospect.expected is not None)
        words = told_text(prospect.told) if prospect.told else ""
        if prospect.told and prospect.told_is_disputed:
            words = words or label(prospect.told.status)
        self._told.setText(_told_words(words, disputed=prospect.told_is_disputed))
        self._age.setVisible(bool(words))
        self._age.show_age(prospect.told_days, stale=prospect.told_is_stale)
        self._stop.setVisible(prospect.stop is not None)
        self._stop.say(_("In the contract: {stop}", stop=stop_words(prospect.stop)) if prospect.stop else "")
        self._expected.show_expected(prospect.expected, waits_already=True)


def _told_words(words: str, *, disputed: bool) -> str:
    if disputed:
        return _("Colleagues wrote different figures on one day. The least hopeful: {wait}", wait=words)
    return _("The provider told: {wait}", wait=words) if words else _("The provider told no waiting time yet.")


class Ways(QWidget):
    """Others who do it, and the neighbourhood, each one act away.

    Signals:
        wait_asked: Id of a provider where the resident will wait too.
        bridge_asked: Id of a community service that bridges the wait from today.
        opened: Id of an entry of the social map.
        search_asked: The person wants to search further.
    """

    wait_asked = Signal(str)
    bridge_asked = Signal(str)
    opened = Signal(str)
    search_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        layout = column(self, gap=Space.M)
        self._why = Text("")
        layout.addWidget(self._why)
        self._others, self._services = column(gap=Space.XS), column(gap=Space.XS)
        for title, lines in ((_("Who may begin sooner"), self._others), (_("What helps meanwhile"), self._services)):
            layout.addWidget(Text(title, "strong"))
            layout.addLayout(lines)
        search = QuietButton(_("Find help near home"), icon="search")
        search.clicked.connect(self.search_asked)
        layout.addWidget(search, alignment=Qt.AlignmentFlag.AlignLeft)

    def draw(self, prospect: WaitProspect, used: frozenset[str]) -> None:
        """Shows them; `used` are ids of services that bridge the wait already."""
        late = _("This wait is longer than the norm, or is expected to be. Look together at what else there is.")
        self._why.setText(late)
        self._why.setVisible(prospect.is_late)
        self._fill(self._others, [self._other(one) for one in prospect.others])
        self._fill(self._services, [self._service(one, one.service_id in used) for one in prospect.services])

    def _fill(self, lines: QVBoxLayout, made: list[Beside]) -> None:
        clear(lines)
        for line in made:
            lines.addLayout(line)
        if not made:
            lines.addWidget(Text(_("The social map knows nobody else for this."), "muted"))

    def _other(self, one: OtherProvider) -> Beside:
        hit = one.hit
        detail = " · ".join(filter(None, (where_text(hit), wait_text(hit.wait))))
        opens = self._row(hit.name, detail, "provider", hit.id)
        if hit.wait:
            status, disputed = hit.wait.status, hit.wait.disputed
            opens.add_badge(Badge(status_text(status, disputed=disputed), tone=status_tone(status, disputed=disputed)))
            opens.add_badge(AgeLabel(hit.wait.age_days, stale=hit.wait.is_stale))
        if one.breach.outcome is NormOutcome.WITHIN:
            opens.add_badge(Badge(_("within the norm"), tone=Tone.GOOD))
        put = Button(_("Wait here too"), icon="add")
        put.setAccessibleName(_("Wait at {name} too", name=hit.name))
        put.clicked.connect(partial(self.wait_asked.emit, hit.id))
        return _line(opens, put)

    def _service(self, one: ServiceChoice, used: bool) -> Beside:  # noqa: FBT001 - it bridges the wait or not
        free = _("free of charge") if one.free_of_charge else ""
        detail = " · ".join(filter(None, (one.where, away_text(one.distance_km), free)))
        opens = self._row(one.name, detail, "community", one.service_id)
        if used:
            opens.add_badge(Badge(_("bridges the wait"), tone=Tone.GOOD))
            return _line(opens, None)
        put = Button(_("Bridge with this"), icon="add")
        put.setAccessibleName(_("Bridge the wait with {name}", name=one.name))
        put.clicked.connect(partial(self.bridge_asked.emit, one.service_id))
        return _line(opens, put)

    def _row(self, name: str, detail: str, icon: str, entry_id: str) -> RowButton:
        made = RowButton(title=name, detail=detail, icon=icon, key=entry_id)
        made.opened.connect(self._on_opened)
        return made

    def _on_opened(self, entry_id: object) -> None:
        self.opened.emit(str(entry_id))


def _line(opens: RowButton, put: Button | None) -> Beside:
    line = Beside(gap=Space.S)
    line.put(opens, letters=30, down=0.5)
    if put is not None:
        line.put(put, share=0, down=0.5)
    return line
