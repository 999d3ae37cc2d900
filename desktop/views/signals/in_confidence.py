"""Under a provider: a way to record a signal, and for who may see it what was recorded and how residents judge."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.language import _, ngettext
from desktop.language.forms import long_day, number
from desktop.models.changes import ChangeSet
from desktop.models.social_map import Provider
from desktop.rules.permissions import Act, may
from desktop.rules.satisfaction import Satisfaction, TooFewResidents
from desktop.services.signals import SignalPage, received, satisfaction_with, signals_of
from desktop.services.workplace import Workplace
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import QuietButton
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.signals.record_dialog import RecordDialog
from desktop.views.signals.signal_card import SignalCard

KINDS = ("signal", "signal_follow_up", "evaluation")
"""Changes of these are shown at once."""


@dataclass(frozen=True)
class Seen:
    """What this colleague may see; None for what the role does not give."""

    received: tuple[str, ...]
    signals: tuple[SignalPage, ...] | None
    satisfaction: Satisfaction | TooFewResidents | None


class InConfidence(QWidget):
    """Asks for what the colleague may see, and shows that alone.

    Args:
        desk: Where it works.
        provider: Whom it is about.
    """

    def __init__(self, desk: Desk, provider: Provider) -> None:
        super().__init__()
        self._desk = desk
        self._provider = provider
        self._content = column(self, gap=Space.L)
        desk.notifier.changed.connect(self._on_changed)
        self._ask()

    def _ask(self) -> None:
        job = partial(seen, self._desk.workplace, self._provider.id)
        self._desk.tasks.store(job, self._on_seen, key="in-confidence")

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches(*KINDS):
            self._ask()

    def _on_seen(self, found: Seen) -> None:
        clear(self._content)
        if found.satisfaction is not None:
            card = Card(_("What residents think of it"))
            card.body.addWidget(_satisfaction(found.satisfaction))
            self._content.addWidget(card)
        self._content.addWidget(self._line(found.signals))
        if found.signals is None:
            for day in found.received:
                self._content.addWidget(Text(_("You recorded a signal on {day}. It was received.", day=day), "muted"))
        for page in found.signals or ():
            self._content.addWidget(SignalCard(self._desk, page, named=False))

    def _line(self, signals: tuple[SignalPage, ...] | None) -> Flowing:
        """How many wait, for who may see that, and the way to record one."""
        line = Flowing()
        if signals is not None:
            line.add(_count(signals))
        if may(self._desk.workplace.role, Act.RECORD_SIGNAL):
            record = QuietButton(_("Record a signal …"), icon="flag")
            record.setObjectName("record-signal-open")
            record.clicked.connect(self._on_record)
            line.add(record)
        return line

    def _on_record(self) -> None:
        RecordDialog(self._desk, self._provider, self.window()).begin()


def seen(workplace: Workplace, provider_id: str) -> Seen:
    """Reads it; to be called off the main thread."""
    role = workplace.role
    return Seen(
        tuple(dict.fromkeys(map(long_day, received(workplace, provider_id)))),
        signals_of(workplace, provider_id) if may(role, Act.SEE_SIGNALS) else None,
        satisfaction_with(workplace, provider_id) if may(role, Act.SEE_DASHBOARDS) else None,
    )


def _count(signals: tuple[SignalPage, ...]) -> Badge:
    waiting = sum(page.is_open for page in signals)
    if waiting:
        return Badge(ngettext("1 open signal", "{n} open signals", waiting), tone=Tone.CAUTION, icon="flag")
    return Badge(_("no open signals"), tone=Tone.GOOD)


def _satisfaction(found: Satisfaction | TooFewResidents) -> QWidget:
    if isinstance(found, TooFewResidents):
        return Text(
            _("Too few to show: fewer than {least} residents gave a mark. So nobody is pointed at.", least=found.least),
            "muted",
        )
    return KeyValueList(
        {
            _("Mean mark"): number(found.mean),
            _("Over how many"): _("at least {n} residents, each counted once", n=found.residents),
            _("Since"): long_day(found.since),
        }
    )
