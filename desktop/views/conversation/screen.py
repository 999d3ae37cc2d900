"""Gesprek: what is said at the kitchen table, kept as it is typed."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import long_day
from desktop.services.conversations import (
    ConversationPage,
    conversation_page,
    finish,
    take_up_again,
    write,
    write_domain,
    write_step,
)
from desktop.services.names import full_name
from desktop.services.plans import add_goal
from desktop.views.autosave import Autosave
from desktop.views.conversation.domain_card import DomainCard, is_written
from desktop.views.conversation.marks_card import MarksCard
from desktop.views.conversation.steps_card import StepsCard
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.cards import Card
from desktop.views.design.days import clock_time
from desktop.views.design.dress import clear, column, dress, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import DayField, LongText
from desktop.views.design.pages import Column, PageHead
from desktop.views.design.steps import Steps
from desktop.views.design.tokens import Space
from desktop.views.design.walk import Walk
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.screen import Screen

_FLOW_WIDTH = 760
"""Narrower than other screens: one reads along at the table."""
_ROOM_FOR_STEPS = 620
"""Device-independent pixels the column must keep beside the steps; else the steps go away."""


class ConversationScreen(Screen):
    """One column: the question, what goes well, the life domains, notes, goals."""

    kinds = ("conversation", "domain_note", "step_answer", "goal", "network_member", "resident")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._resident = ""
        self._page: ConversationPage | None = None
        self._kept = Autosave(self, self._keep)
        self._cards = {domain.id: DomainCard(domain) for domain in desk.workplace.profile.life_domains}
        for card in self._cards.values():
            card.typed.connect(self._on_domain)
        self._questions = StepsCard()
        self._questions.typed.connect(self._on_step)
        self._marks = MarksCard()
        self._marks.hide()
        self._column = Column(width=_FLOW_WIDTH, edge=Space.XL)
        self.outer.addWidget(self._make_head())
        names = [domain.name for domain in desk.workplace.profile.life_domains]
        titles = [_("The question"), *names, _("Then and now"), _("Step by step"), _("To end with")]
        self._steps = Steps(_("Parts of the conversation"), titles)
        across = row(gap=0)
        across.addWidget(self._make_side())
        across.addWidget(self._column, 1)
        self.outer.addLayout(across, 1)
        parts: list[Card] = [self._make_talk(), *self._cards.values(), self._marks, self._questions, self._make_end()]
        for part in parts:
            self._column.body.addWidget(part)
        self._column.body.addStretch(1)
        self._walk = Walk(self._steps, self._column, parts)

    @override
    def open_thing(self, thing: str) -> None:
        if thing != self.thing:
            self.flush()
            self._page = None
            self._kept.forget()
            self._questions.forget()
            self._goal.clear()
            self._state.hide()
            self._column.verticalScrollBar().setValue(0)
        super().open_thing(thing)

    @override
    def reload(self) -> None:
        if self.thing:
            self.ask(partial(conversation_page, self.desk.workplace, self.thing), self._on_page, key="page")

    @override
    def flush(self) -> None:
        self._kept.flush()
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

    def _make_talk(self) -> Card:
        card = Card()
        beside = Beside()
        self._day = DayField(today=self.desk.workplace.today)
        self._day.given.connect(self._on_day)
        for name, label, field, share in (
            ("held_on", _("&Day"), self._day, 2),
            ("where", _("&Where"), self._line("where"), 3),
            ("present", _("Who are the&re"), self._line("present"), 4),
        ):
            beside.put(self._field(name, label, field), share=share, letters=14)
        card.body.addLayout(beside)
        for name, label, help_text in (
            ("question", _("What is the &question, in the resident's own words?"), ""),
            ("going_well", _("What goes w&ell?"), _("Begin here: it gives rest, and shows own strength.")),
        ):
            card.body.addWidget(self._field(name, label, self._text(name, large=True), help_text))
        return card

    def _make_end(self) -> Card:
        card = Card(_("To end with"))
        card.body.addWidget(self._field("notes", _("N&otes"), self._text("notes", lines=3)))
        self._goals = column(gap=Space.XS)
        card.body.addWidget(Text(_("Goals"), "label"))
        card.body.addLayout(self._goals)
        self._goal = QLineEdit()
        self._goal.setObjectName("talk-goal")
        self._goal.setPlaceholderText(_("In the resident's words: I …"))
        self._goal.returnPressed.connect(self._on_goal)
        add = Button(_("Add goal"), icon="add")
        add.clicked.connect(self._on_goal)
        self.rows["text"] = FieldRow(_("New &goal"), self._goal)
        beside = Beside(gap=Space.M)
        beside.put(self.rows["text"], letters=26)
        beside.put(add, share=0, low=True)
        card.body.addLayout(beside)
        return card

    def _field(self, name: str, label: str, field: QWidget, help_text: str = "") -> FieldRow:
        field.setObjectName(f"talk-{name}")
        self.rows[name] = FieldRow(label, field, help_text=help_text)
        return self.rows[name]

    def _line(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.textEdited.connect(partial(self._kept.put, name))
        return field

    def _text(self, name: str, *, lines: int = 2, large: bool = False) -> LongText:
        field = LongText(lines=lines, large=large)
        field.typed.connect(partial(self._kept.put, name))
        return field

    def _on_page(self, page: ConversationPage) -> None:
        if page.conversation.id != self.thing:
            return
        first, self._page = self._page is None, page
        self._resident = full_name(page.resident)
        done = page.conversation.done
        day = long_day(page.conversation.held_on)
        self.head.say(
            _("In conversation with {name}", name=self._resident), _("{day}, finished", day=day) if done else day
        )
        self._finish.setText(_("Take up again") if done else _("Finish"))
        self._finish.show_icon("edit" if done else "check")
        self._show_fields(page, first=first)
        for shown in page.cards:
            self._cards[shown.domain.id].draw(shown.note, first=first, done=done)
        self._questions.draw(page.case.law, page.steps, first=first, done=done)
        self._marks.draw(page.marks, {shown.domain.id: shown.domain.name for shown in page.cards})
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

    def _show_fields(self, page: ConversationPage, *, first: bool) -> None:
        done = page.conversation.done
        for name in ("held_on", "where", "present", "question", "going_well", "notes"):
            field = self.rows[name].field
            value = getattr(page.conversation, name)
            if first or not (self._kept.waits_for(name) or field.hasFocus()):
                _put(field, value)
                self._kept.showed(name, value)
            if isinstance(field, LongText):
                field.lock(done)
            elif isinstance(field, QLineEdit) and field.isReadOnly() is not done:
                field.setReadOnly(done)
                dress(field, "report" if done else "field")
            self.rows[name].setVisible(not done or bool(value))

    def _keep(self, typed: dict[str, object]) -> None:
        if self.thing:
            saw = self._kept.saw(typed)
            self.act(partial(write, self.desk.workplace, self.thing, saw, **typed), self._on_kept)

    def _on_kept(self, _changes: object) -> None:
        self._state.setText(_("Kept at {time}", time=clock_time(self.desk.workplace.now)))
        self._state.show()

    def _on_day(self, day: object) -> None:
        if day is not None:
            self._kept.put("held_on", day)

    def _on_domain(self, domain: str, saw: dict[str, object], typed: dict[str, object]) -> None:
        if self.thing:
            job = partial(write_domain, self.desk.workplace, self.thing, domain, saw, **typed)
            self.desk.writer.write(job, self._on_kept, failed=self._cards[domain].show_fault)

    def _on_step(self, step: str, saw: dict[str, object], answer: str) -> None:
        if self.thing:
            job = partial(write_step, self.desk.workplace, self.thing, step, answer, saw)
            self.desk.writer.write(job, self._on_kept, failed=self._questions.parts[step].show_fault)

    def _on_goal(self) -> None:
        text = self._goal.text().strip()
        if self._page is not None and text:
            self.act(partial(add_goal, self.desk.workplace, self._page.case.id, text), self._on_kept)
            self._goal.clear()
        self._goal.setFocus()

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


def _put(field: QWidget, value: object) -> None:
    if isinstance(field, LongText):
        field.put(str(value))
    elif isinstance(field, DayField):
        field.put(value if isinstance(value, date) else None)
    elif isinstance(field, QLineEdit):
        field.setText(str(value))
        field.setCursorPosition(0)
