"""The central store was put back from a copy: what happened, what of one's work is offered again, and one way on."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal

from desktop.language import _, ngettext
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.record_labels import record_name
from desktop.services.put_back import OfferedAgain, offered_again
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import PrimaryButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text
from desktop.views.tasks import Tasks

_MOST_NAMES = 12


class PutBackCard(Card):
    """Never a dead end: the way on stands there from the first moment, also where nothing could be looked up.

    Signals:
        go_on: The person wants to.
    """

    go_on = Signal()

    def __init__(self) -> None:
        super().__init__(_("The central store was put back"), gap=Space.M)
        self.body.addWidget(
            Text(
                _(
                    "Your administrator put back an older copy of it. What you shared after that copy is not there any "
                    "more. It still stands on this laptop: nothing of yours is lost, and nothing was sent yet."
                )
            )
        )
        self._offered = column(gap=Space.XS)
        self.body.addLayout(self._offered)
        self.body.addWidget(
            Text(
                _(
                    "Did a colleague write something else in the same place meanwhile? Then you choose afterwards, as "
                    "always."
                ),
                "muted",
            )
        )
        self.body.addWidget(
            Hint(
                _("Did nobody tell you? Call your administrator first: another store in its place would look the same.")
            )
        )
        self._go = PrimaryButton(_("Offer it again and go on"), icon="sync")
        self._go.setObjectName("put-back-go")
        self._go.clicked.connect(self.go_on)
        self.body.addWidget(Flowing(self._go))

    def look(self, workplace: Workplace, tasks: Tasks) -> None:
        """Looks what is offered again, off the main thread, and shows it."""
        self._say(_("Looking what is offered again …"))
        tasks.other(partial(offered_again, workplace), self.show_offered, failed=self._on_unseen, key="offered")

    def show_offered(self, offered: OfferedAgain) -> None:
        """Names what goes along, resident by resident."""
        if not offered.records:
            self._say(_("Nothing of yours has to be offered again."))
        else:
            self._say(
                ngettext("This is offered again, 1 record:", "This is offered again, {n} records:", offered.records)
            )
            self._name(offered)
        if offered.waiting:
            waits = ngettext(
                "1 change that you had not shared yet goes along.",
                "{n} changes that you had not shared yet go along.",
                offered.waiting,
            )
            self._offered.addWidget(Text(waits))

    def set_ready(self, *, ready: bool) -> None:
        """Whether the way on can be taken now."""
        self._go.setEnabled(ready)

    def _name(self, offered: OfferedAgain) -> None:
        ordered = sorted(offered.lines.items(), key=lambda line: (not line[0][0], line[0]))
        people = [(name, list(lines)) for name, lines in groupby(ordered, key=lambda line: line[0][0])]
        for name, lines in people[:_MOST_NAMES]:
            what = ", ".join(f"{record_name(table)} ({n})" for (_name, table), n in lines)
            self._offered.addWidget(Text(f"• {name or _('About nobody in particular')}: {what}"))
        if len(people) > _MOST_NAMES:
            self._offered.addWidget(Text(_("and {n} more", n=len(people) - _MOST_NAMES), "small"))

    def _say(self, text: str) -> None:
        clear(self._offered)
        self._offered.addWidget(Text(text, "strong"))

    def _on_unseen(self, fault: RuleBroken | WorldFault) -> None:
        self._say(explain(fault))
