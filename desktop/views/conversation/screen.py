"""Gesprek: what is said at the kitchen table, kept as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.conversations import (
    ConversationPage,
    conversation_page,
    finish,
    take_up_again,
    write,
    write_domain,
    write_step,
)
from desktop.services.forms import Beside as KeptBeside
from desktop.services.forms import Written, write_what_can_be
from desktop.services.names import domain_shown, full_name
from desktop.views.conversation.domain_card import DomainCard, is_written
from desktop.views.conversation.marks_card import MarksCard
from desktop.views.conversation.steps_card import StepPart, StepsCard
from desktop.views.conversation.talk_fields import TalkFields
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.cards import Card
from desktop.views.design.days import clock_time
from desktop.views.design.dress import clear, column, dress, row
from desktop.views.design.pages import Column, PageHead
from desktop.views.design.steps import Steps
from desktop.views.design.tokens import Space
from desktop.views.design.walk import Walk
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.half_typed import HalfTyped
from desktop.views.new_goal import NewGoal
from desktop.views.screen import Screen

_FLOW_WIDTH = 760
"""Narrower than other screens: one reads along at the table."""
_ROOM_FOR_STEPS = 620
"""Device-independent pixels the column must keep beside the steps; else the steps go away."""
_OF_DOMAIN, _OF_STEP = "{}-{{}}", "step-{}"
"""Under which names the texts of a domain and of a step are kept that cannot stand in their own place yet."""


class ConversationScreen(Screen):
    """One column: the question, what goes well, the life domains, notes, goals."""

    kinds = ("conversation", "domain_note", "step_answer", "goal", "network_member", "resident")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._resident = ""
        self._page: ConversationPage | None = None
        self._talk = TalkFields(desk.workplace.today)
        self._talk.typed.connect(self._on_typed)
        self._half = HalfTyped(self, desk, "talk")
        self._half.found.connect(self._on_found)
        self._cards = {domain.id: DomainCard(domain) for domain in desk.workplace.profile.life_domains}
        for card in self._cards.values():
            card.typed.connect(self._on_domain)
        self._questions = StepsCard()
        self._questions.typed.connect(self._on_step)
        self._questions.made.connect(self._on_questions)
        self._marks = MarksCard()
        self._marks.hide()
        self._column = Column(width=_FLOW_WIDTH, edge=Space.XL)
        self.outer.addWidget(self._make_head())
        names = [domain_shown(domain) for domain in desk.workplace.profile.life_domains]
        titles = [_("The question"), *names, _("Then and now"), _("Step by step"), _("To end with")]
        self._steps = Steps(_("Parts of the conversation"), titles)
        across = row(gap=0)
        across.addWidget(self._make_side())
        across.addWidget(self._column, 1)
        self.outer.addLayout(across, 1)
        parts: list[Card] = [
            self._talk.make_card(),
            *self._cards.values(),
            self._marks,
            self._questions,
            self._make_end(),
        ]
        for part in parts:
            self._column.body.addWidget(part)
        self._column.body.addStretch(1)
        self._walk = Walk(self._steps, self._column, parts)

    @override
    def open_thing(self, thing: str) -> None:
        if thing != self.thing:
            self.flush()
            self._page = None
            self._half.leave()
            self._talk.forget()
            self._questions.forget()
            self._goal.forget()
            for card in self._cards.values():
                card.forget()
            self._state.hide()
            self._column.verticalScrollBar().setValue(0)
        super().open_thing(thing)

    @override
    def reload(self) -> None:
        if self.thing:
            self.ask(partial(conversation_page, self.desk.workplace, self.thing), self._on_page, key="page")

    @override
    def flush(self) -> None:
        self._talk.kept.flush()
        self._half.flush()
        self._questions.flush()
        for card in self._cards.values():
            card.flush()

    @override
    def crumb(self) -> str:
        return self._resident

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setVisible(self.width() - self._side.sizeHint().width() >= _ROOM_FOR_STEPS)

    def _make_head(self) -> QFrame:
        bar = QFrame()
        dress(bar, "bar")
        layout = column(bar, gap=Space.S)
        layout.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        self.head = PageHead(_("Conversation"))
        layout.addWidget(self.head)
        self._state = Text("", "small")
        self._state.setWordWrap(False)
        self._state.hide()
        self._to_case = Button(_("To the case"), icon="cases")
        self._to_case.setObjectName("talk-to-case")
        self._to_case.clicked.connect(self._on_to_case)
        self._finish = PrimaryButton(_("Finish"), icon="check")
        self._finish.setObjectName("finish-conversation")
        self._finish.clicked.connect(self._on_finish)
        for widget in (self._state, self._to_case, self._finish):
            self.head.buttons.put(widget, share=0, down=0.5)
        return bar

    def _make_side(self) -> QScrollArea:
        """As wide as the steps; it scrolls by itself to where one is: there are more steps than a laptop is high."""
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setSizeAdjustPolicy(QScrollArea.SizeAdjustPolicy.AdjustToContents)
        self._side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        ground = QWidget()
        dress(ground, "page")
        inside = column(ground)
        inside.setContentsMargins(Space.L, Space.XL, Space.M, Space.L)
        inside.addWidget(self._steps)
        inside.addStretch(1)
        self._side.setWidget(ground)
        self._side.viewport().setAutoFillBackground(False)
        self._steps.lit.connect(self._side.ensureWidgetVisible)
        return self._side

    def _make_end(self) -> Card:
        card = Card(_("To end with"))
        card.body.addWidget(self._talk.make_notes())
        self.rows |= self._talk.rows
        self._goals = column(gap=Space.XS)
        card.body.addWidget(Text(_("Goals"), "label"))
        card.body.addLayout(self._goals)
        self._goal = NewGoal(self.desk, self._half, "talk-goal", letters=26)
        self.rows["text"] = self._goal.row
        card.body.addLayout(self._goal)
        return card

    def _on_page(self, page: ConversationPage) -> None:
        if page.conversation.id != self.thing:
            return
        first, self._page = self._page is None, page
        self._goal.case_id = page.case.id
        self._resident = full_name(page.resident)
        done = page.conversation.done
        day = long_day(page.conversation.held_on)
        self.head.say(
            _("In conversation with {name}", name=self._resident), _("{day}, finished", day=day) if done else day
        )
        self._finish.setText(_("Take up again") if done else _("Finish"))
        self._finish.show_icon("edit" if done else "check")
        self._talk.draw(page.conversation, first=first)
        for shown in page.cards:
            self._cards[shown.domain.id].draw(shown.note, first=first, done=done)
        self._questions.draw(page.case.law, page.steps, first=first, done=done)
        self._marks.draw(page.marks, {shown.domain.id: domain_shown(shown.domain) for shown in page.cards})
        self._steps.show_done(
            bool(page.conversation.question),
            *(is_written(shown.note) for shown in page.cards),
            bool(page.marks.pairs),
            all(step.is_answered for step in page.steps),
            bool(page.goals),
        )
        self._steps.offer(*(not part.isHidden() for part in self._walk.parts))
        clear(self._goals)
        for goal in page.goals:
            self._goals.addWidget(Text(goal.text, "quote"))
        if not page.goals:
            self._goals.addWidget(Text(_("No goal yet."), "muted"))
        self._half.look(page.conversation.id, "done" if done else "")

    def _on_found(self, texts: dict[str, object]) -> None:
        """Puts back what was left: what was refused is typed again, so that its field says what is wrong."""
        self._goal.take_up(texts)
        if self._page is None or self._page.conversation.done:
            return
        self._talk.take_up(texts)
        for domain, card in self._cards.items():
            for name in card.fields:
                if f"{domain}-{name}" in texts:
                    card.take_up(name, str(texts[f"{domain}-{name}"]))
        for step, part in self._questions.parts.items():
            if f"step-{step}" in texts:
                part.take_up(str(texts[f"step-{step}"]))

    def _on_questions(self) -> None:
        """Tab comes to the questions where they are read: they were made after what stands under them."""
        for one, next_one in pairwise([*self._questions.fields(), self.rows["notes"].field, *self._goal.controls()]):
            self.setTabOrder(one, next_one)

    def _on_typed(self, saw: dict[str, object], typed: dict[str, object]) -> None:
        if self.thing:
            keep = partial(write, self.desk.workplace, self.thing, saw)
            self.act(self._what_can_be(keep, typed), self._on_written)

    def _what_can_be(
        self, keep: Callable[..., ChangeSet], typed: Mapping[str, object], name: str = "{}"
    ) -> Callable[[], object]:
        beside = KeptBeside(self._half.form, self.thing, name)
        return partial(write_what_can_be, self.desk.workplace, beside, keep, typed)

    def _on_written(self, answer: object) -> None:
        self._talk.kept.tell_refused(answer, self.rows)
        self._on_kept(answer)

    @override
    def show_fault(self, fault: RuleBroken | WorldFault) -> None:
        self._talk.kept.failed(fault)
        super().show_fault(fault)

    @override
    def _clear_problems(self) -> None:
        """The line for a goal tells of itself."""
        self._talk.clear_problems()

    def _on_kept(self, _changes: object) -> None:
        self._state.setText(_("Kept at {time}", time=clock_time(self.desk.workplace.now)))
        self._state.show()

    def _on_domain(self, domain: str, saw: dict[str, object], typed: dict[str, object]) -> None:
        if self.thing:
            keep = partial(write_domain, self.desk.workplace, self.thing, domain, saw)
            job = self._what_can_be(keep, typed, _OF_DOMAIN.format(domain))
            self.desk.writer.write(job, self._on_part_written, failed=self._cards[domain].show_fault)

    def _on_step(self, step: str, saw: dict[str, object], answer: str) -> None:
        if self.thing:
            keep = partial(write_step, self.desk.workplace, self.thing, step, saw=saw)
            job = self._what_can_be(keep, {"answer": answer}, _OF_STEP.format(step))
            self.desk.writer.write(job, self._on_part_written, failed=self._questions.parts[step].show_fault)

    def _on_part_written(self, answer: object) -> None:
        written = answer[0] if isinstance(answer, tuple) else None
        if isinstance(written, Written):
            self._part_named(written.beside.name).on_written(answer)
        self._on_kept(answer)

    def _part_named(self, name: str) -> DomainCard | StepPart:
        """The part whose texts are kept under a name; ids of domains and steps hold dashes themselves."""
        cards = {_OF_DOMAIN.format(domain): card for domain, card in self._cards.items()}
        steps = {_OF_STEP.format(step): part for step, part in self._questions.parts.items()}
        return (cards | steps)[name]

    def _on_finish(self) -> None:
        self.flush()
        if self._page is not None and self._page.conversation.done:
            self.act(partial(take_up_again, self.desk.workplace, self.thing))
        else:
            self.act(partial(finish, self.desk.workplace, self.thing), self._on_finished)

    def _on_finished(self, _changes: object) -> None:
        self.desk.navigator.say(_("The report is finished. Note in the case when the resident has it."))
        self._on_to_case()

    def _on_to_case(self) -> None:
        if self._page is not None:
            self.desk.navigator.open_case(self._page.case.id)
