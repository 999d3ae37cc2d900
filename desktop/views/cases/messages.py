"""At a case: what a provider asks about it, what a provider must still be told, and what providers know."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.models.kinds import CasePhase
from desktop.rules.next_steps import stopped
from desktop.services.adopting import Adoptable
from desktop.services.allocation_messages import tell_again, withdraw_allocation
from desktop.services.case_page import CasePage, IndicationOnPage
from desktop.services.evaluations import end_stopped_help
from desktop.services.incoming_messages import set_done
from desktop.services.messages_page import MessagesPage, ToHandOn, case_messages
from desktop.views.cases.adopting import AdoptDialog
from desktop.views.cases.passing_dialogs import HandoverDialog
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space
from desktop.views.desk import Place
from desktop.views.messages.lines import help_stopped, to_answer, to_hand_on, to_tell, told
from desktop.views.screen import Screen


class CaseMessages(Card):
    """A card that is only there when there is something to say."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(_("Messages"), gap=Space.L)
        self._screen = screen
        way = QuietButton(_("All messages"), icon="forward")
        way.setObjectName("all-messages")
        way.clicked.connect(self._on_all)
        self.head.addWidget(way)
        self._lines = column(gap=Space.L)
        self.body.addLayout(self._lines)
        self._stopped: tuple[IndicationOnPage, ...] = ()
        self._adoptable: tuple[Adoptable, ...] = ()
        self._adopt = QuietButton(_("The provider knew already"), icon="edit")
        self._adopt.setToolTip(_("For help that another program told the provider of, before Naober came."))
        self._adopt.setObjectName("adopt-allocation")
        self._adopt.clicked.connect(self._on_adopt)
        self.body.addWidget(self._adopt, alignment=Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_case(self, page: CasePage) -> None:
        """Reads what there is for this case."""
        is_open = page.case.phase is not CasePhase.CLOSED
        self._stopped = tuple(one for one in page.indications if is_open and stopped(one.indication, one.trajectories))
        self._screen.ask(
            partial(case_messages, self._screen.desk.workplace, page.case.id), self._on_page, key="messages"
        )

    def _on_page(self, page: MessagesPage) -> None:
        clear(self._lines)
        today = self._screen.desk.workplace.today
        for one in page.to_answer:
            self._lines.addWidget(to_answer(one, today, None, partial(self._on_answered, one.line_id)))
        for asked in page.to_hand_on:
            agree = Button(_("Who receives it, and when …"), icon="person")
            agree.setObjectName("agree-told")
            agree.clicked.connect(partial(self._on_agree, asked))
            self._lines.addWidget(to_hand_on(asked, None, partial(self._on_answered, asked.line_id), agree))
        for one_stopped in self._stopped:
            self._lines.addWidget(self._stopped_line(one_stopped))
        for due in page.to_tell:
            self._lines.addWidget(to_tell(due, None))
        for known in page.told:
            away, again = (partial(what, known.allocation_id) for what in (self._on_away, self._on_again))
            self._lines.addWidget(told(known, away, again))
        self._adoptable = page.adoptable
        self._adopt.setVisible(bool(page.adoptable))
        told_of = page.to_answer or page.to_hand_on or page.to_tell or page.told or page.adoptable
        self.setVisible(bool(told_of or self._stopped))

    def _stopped_line(self, one: IndicationOnPage) -> QWidget:
        end = Button(_("End the indication too"), icon="stop")
        end.setObjectName("end-told-stop")
        end.clicked.connect(partial(self._on_end, one.indication.id))
        return help_stopped(one, end)

    def _on_end(self, indication_id: str) -> None:
        job = partial(end_stopped_help, self._screen.desk.workplace, indication_id)
        self._screen.act(job, said=_("The indication is ended."))

    def _on_away(self, allocation_id: str) -> None:
        job = partial(withdraw_allocation, self._screen.desk.workplace, allocation_id)
        self._screen.act(job, said=_("Taken away; the next message tells the provider"))

    def _on_again(self, allocation_id: str) -> None:
        job = partial(tell_again, self._screen.desk.workplace, allocation_id)
        self._screen.act(job, said=_("The message stands ready to be written again"))

    def _on_answered(self, line_id: str) -> None:
        job = partial(set_done, self._screen.desk.workplace, line_id)
        self._screen.act(job, said=_("Put down as handled"))

    def _on_agree(self, asked: ToHandOn, _checked: object = None) -> None:
        HandoverDialog(self._screen.desk, asked.case_id, self.window(), organisation=asked.provider).begin()

    def _on_adopt(self) -> None:
        AdoptDialog(self._screen.desk, self._adoptable, self).begin()

    def _on_all(self) -> None:
        self._screen.desk.navigator.open_place(Place.MESSAGES)
