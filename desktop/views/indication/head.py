"""The bar above an indication: for whom it is, where it stands, and what one can do with it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from desktop.language import _
from desktop.models.labels import label
from desktop.services.draft_around import Around
from desktop.services.draft_lines import OPEN
from desktop.services.indications import DraftPage
from desktop.services.names import full_name
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import Button, PrimaryButton, QuietButton
from desktop.views.design.days import clock_time
from desktop.views.design.dress import column, dress, row
from desktop.views.design.pages import PageHead
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.indication.states import ICONS, TONES


class IndicationHead(QFrame):
    """Title, state and buttons.

    Signals:
        case_asked, remove_asked, take_back_asked, hand_in_asked: What its buttons say.
    """

    case_asked = Signal()
    remove_asked = Signal()
    take_back_asked = Signal()
    hand_in_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, "bar")
        self._title, self._question, self._low, self._others_ready = _("Indication"), "", False, True
        layout = column(self, gap=Space.S)
        layout.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        self._head = PageHead(_("Indication"))
        layout.addWidget(self._head)
        under = row(gap=Space.S)
        self._status, self._kept = Badge(""), Text("", "small")
        under.addWidget(self._status)
        under.addWidget(self._kept, 1)
        layout.addLayout(under)
        self._remove = QuietButton(_("Remove"))
        self._remove.setAccessibleName(_("Remove this draft"))
        self._take_back = Button(_("Take back"), icon="undo")
        self._hand_in = PrimaryButton(_("Hand in"), icon="check")
        to_case = Button(_("To the case"), icon="cases")
        for button, name, signal in (
            (self._remove, "remove-draft", self.remove_asked),
            (to_case, "draft-to-case", self.case_asked),
            (self._take_back, "take-back", self.take_back_asked),
            (self._hand_in, "hand-in", self.hand_in_asked),
        ):
            button.setObjectName(name)
            button.clicked.connect(signal)
            self._head.buttons.addWidget(button)

    def draw(self, page: DraftPage) -> None:
        """Shows where it stands."""
        status = page.indication.status
        self._title = _("Indication for {name}", name=full_name(page.resident))
        self._question = page.case.question
        self._say()
        self._status.say(label(status), tone=TONES.get(status, Tone.MUTED), icon=ICONS[status])
        self._remove.setVisible(page.may_change)
        self._hand_in.setVisible(page.may_change)
        self._take_back.setVisible(page.may_take_back)

    def tell_lines(self, around: Around) -> None:
        """Says how many lines are handed in together, and that another of them is not ready."""
        open_ = [line for line in around.lines if line.indication.status in OPEN]
        several = len(open_) > 1
        self._hand_in.setText(_("Hand in all {n}", n=len(open_)) if several else _("Hand in"))
        self._others_ready = around.others_ready

    def tell_ready(self, *, ready: bool) -> None:
        """Lets it be handed in when it is ready, and every other line with it."""
        self._hand_in.setEnabled(ready and self._others_ready)
        why = (
            _("Another product in this draft is not ready yet.")
            if ready
            else _("First answer what stands beside the form.")
        )
        self._hand_in.setToolTip("" if self._hand_in.isEnabled() else why)

    def narrow(self, low: bool) -> None:  # noqa: FBT001 - Qt's signal carries it so
        """Leaves the question out where there is little room."""
        self._low = low
        self._say()

    def _say(self) -> None:
        self._head.say(self._title, "" if self._low else self._question)

    def say_kept(self, moment: datetime | None) -> None:
        """When what was typed was last kept; None says nothing."""
        self._kept.setText(_("Kept at {time}", time=clock_time(moment)) if moment else "")
