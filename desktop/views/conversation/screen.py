"""Gesprek: what is said at the kitchen table, kept as it is typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget
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
)
from desktop.services.plans import add_goal
from desktop.views.autosave import Autosave
from desktop.views.conversation.domain_card import DomainCard
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import DayField, LongText
from desktop.views.design.pages import Column, PageHead
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.screen import Screen

_FLOW_WIDTH = 760
"""Narrower than other screens: one reads along at the table."""


class ConversationScreen(Screen):
    """One column: the question, what goes well, the life domains, notes, goals."""

    kinds = ("conversation", "domain_note", "goal", "network_member", "resident")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._resident = ""
        self._page: ConversationPage | None = None
        self._kept = Autosave(self, self._keep)
        self._cards: dict[str, DomainCard] = {}
        self._column = Column(width=_FLOW_WIDTH, edge=Space.XL)
        self.outer.addWidget(self._column)
        self._build()

    @override
    def open_thing(self, thing: str) -> None:
        if thing != self.thing:
            self.flush()
            self._page = None
            self._column.verticalScrollBar().setValue(0)
        super().open_thing(thing)

    @override
    def reload(self) -> None:
        if self.thing:
            self.ask(partial(conversation_page, self.desk.workplace, self.thing), self._on_page, key="page")

    @override
    def flush(self) -> None:
        self._kept.flush()
        for card in self._cards.values():
            card.flush()

    @override
    def crumb(self) -> str:
        return self._resident

    def _build(self) -> None:
        body = self._column.body
        self.head = PageHead(_("Conversation"))
        self._to_case = Button(_("To the case"), icon="cases")
        self._to_case.clicked.connect(self._on_to_case)
        self._finish = PrimaryButton(_("Finish"), icon="check")
        self._finish.setObjectName("finish-conversation")
        self._finish.clicked.connect(self._on_finish)
        self.head.buttons.addWidget(self._to_case)
        self.head.buttons.addWidget(self._finish)
        body.addWidget(self.head)
        body.addWidget(self._make_talk())
        self._domains = column(gap=Space.L)
        body.addLayout(self._domains)
        body.addWidget(self._make_end())
        body.addStretch(1)

    def _make_talk(self) -> Card:
        card = Card()
        beside = row(gap=Space.L)
        self._day = DayField(today=self.desk.workplace.today)
        self._day.given.connect(self._on_day)
        for name, label, field in (
            ("held_on", _("&Day"), self._day),
            ("where", _("&Where"), self._line("where")),
            ("present", _("Who are the&re"), self._line("present")),
        ):
            self._field(name, label, field)
            beside.addWidget(self.rows[name])
        card.body.addLayout(beside)
        for name, label, help_text in (
            ("question", _("What is the &question, in the resident's own words?"), ""),
            ("going_well", _("What goes w&ell?"), _("Begin here: it gives rest, and shows own strength.")),
        ):
            self._field(name, label, self._text(name, large=True), help_text)
            card.body.addWidget(self.rows[name])
        return card

    def _make_end(self) -> Card:
        card = Card(_("To end with"))
        self._field("notes", _("N&otes"), self._text("notes", lines=4))
        card.body.addWidget(self.rows["notes"])
        self._goals = column(gap=Space.XS)
        card.body.addLayout(self._goals)
        self._goal = QLineEdit()
        self._goal.setObjectName("talk-goal")
        self._goal.setPlaceholderText(_("In the resident's words: I …"))
        self._goal.returnPressed.connect(self._on_goal)
        card.body.addWidget(FieldRow(_("A &goal; Enter adds it"), self._goal))
        return card

    def _field(self, name: str, label: str, field: QWidget, help_text: str = "") -> None:
        field.setObjectName(f"talk-{name}")
        self.rows[name] = FieldRow(label, field, help_text=help_text)

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
        self._page = page
        resident = page.resident
        self._resident = " ".join(
            filter(None, (resident.first_names or resident.initials, resident.prefix, resident.last_name))
        )
        done = page.conversation.done
        lead = _("finished") if done else long_day(page.conversation.held_on)
        self.head.say(_("In conversation with {name}", name=self._resident), lead)
        self._finish.setText(_("Take up again") if done else _("Finish"))
        self._show_fields(page)
        self._show_cards(page)
        clear(self._goals)
        for goal in page.goals:
            self._goals.addWidget(Text(goal.text, "quote"))

    def _show_fields(self, page: ConversationPage) -> None:
        for name, field_row in self.rows.items():
            field = field_row.field
            if self._kept.waits_for(name) or field.hasFocus():
                continue
            value = getattr(page.conversation, name)
            if isinstance(field, LongText | DayField):
                field.put(value)
            elif isinstance(field, QLineEdit):
                field.setText(value)
            field.setEnabled(not page.conversation.done)

    def _show_cards(self, page: ConversationPage) -> None:
        for shown in page.cards:
            card = self._cards.get(shown.domain.id)
            if card is None:
                card = self._cards[shown.domain.id] = DomainCard(shown.domain)
                card.typed.connect(self._on_domain)
                self._domains.addWidget(card)
            card.draw(shown.note)
            card.setEnabled(not page.conversation.done)

    def _keep(self, typed: dict[str, object]) -> None:
        if self.thing:
            self.act(partial(write, self.desk.workplace, self.thing, **typed))

    def _on_day(self, day: object) -> None:
        if day is not None:
            self._kept.put("held_on", day)

    def _on_domain(self, domain: str, typed: dict[str, object]) -> None:
        if self.thing:
            self.act(partial(write_domain, self.desk.workplace, self.thing, domain, **typed))

    def _on_goal(self) -> None:
        text = self._goal.text().strip()
        if self._page is not None and text:
            self.act(partial(add_goal, self.desk.workplace, self._page.case.id, text))
            self._goal.clear()

    def _on_finish(self) -> None:
        self.flush()
        if self._page is not None and self._page.conversation.done:
            self.act(partial(take_up_again, self.desk.workplace, self.thing))
        else:
            self.act(partial(finish, self.desk.workplace, self.thing), self._on_finished)

    def _on_finished(self, _changes: object) -> None:
        self.desk.navigator.say(_("The report of the conversation is finished."))
        self._on_to_case()

    def _on_to_case(self) -> None:
        if self._page is not None:
            self.desk.navigator.open_case(self._page.case.id)
