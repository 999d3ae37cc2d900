"""Indicatie: what is needed, how much, how long; the prompts beside it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import N_, _
from desktop.models.kinds import IndicationStatus
from desktop.models.labels import label
from desktop.services.choices import Choices, provider_choices
from desktop.services.indications import (
    DraftCheck,
    DraftPage,
    answer_prompt,
    approve,
    change_draft,
    check,
    draft_page,
    hand_in,
    return_with_remarks,
    take_back,
)
from desktop.services.workplace import Workplace
from desktop.views.autosave import Autosave
from desktop.views.cases.helps import TONES
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import Button, PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import dress, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.pages import Column, PageHead
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Hint
from desktop.views.desk import Desk
from desktop.views.indication.advice import Advice
from desktop.views.indication.form import DraftForm
from desktop.views.indication.providers import NearHome, Providers, first_choices
from desktop.views.screen import Screen

STEPS = (
    N_("Near home"),
    N_("What is needed"),
    N_("How much and how long"),
    N_("Who does it"),
    N_("Look back together"),
)


class IndicationScreen(Screen):
    """Steps on the left, the form in the middle, prompts on the right."""

    kinds = (
        "indication",
        "alternative",
        "goal",
        "plan_service",
        "availability_report",
        "contracted_product",
        "provider",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._page: DraftPage | None = None
        self._kept = Autosave(self, self._keep)
        self.form = DraftForm(desk.workplace.profile, desk.workplace.today)
        self.form.given.connect(self._on_given)
        self.rows = self.form.rows
        self.near_home, self.providers, self.advice = NearHome(), Providers(), Advice()
        self._build()
        self.near_home.opened.connect(desk.navigator.open_entry)
        self.near_home.search_asked.connect(self._on_search)
        self.providers.chosen.connect(self._on_provider)
        self.providers.reason_given.connect(partial(self._kept.put, "limited_choice"))
        self.advice.reason_given.connect(self._on_reason)

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
            self.ask(partial(_fetch, self.desk.workplace, self.thing), self._on_all, key="all")

    @override
    def flush(self) -> None:
        self._kept.flush()

    @override
    def crumb(self) -> str:
        return self.head_name

    head_name = ""

    def _build(self) -> None:
        self.outer.addWidget(self._make_head())
        across = row(gap=0)
        self.outer.addLayout(across, 1)
        self._column = Column(width=720, edge=Space.XL)
        self._sections: list[Card] = [
            self.near_home,
            self.form.what,
            self.form.how_much,
            self.providers,
            self.form.evaluate,
        ]
        across.addWidget(self._make_steps())
        across.addWidget(self._column, 1)
        across.addWidget(self.advice)
        body = self._column.body
        self._remarks = Hint("", icon="flag")
        body.addWidget(self._remarks)
        for card in (
            self.near_home,
            self.form.what,
            self.form.heavy,
            self.form.how_much,
            self.providers,
            self.form.evaluate,
        ):
            body.addWidget(card)
        body.addWidget(self._make_judging())
        body.addStretch(1)

    def _make_head(self) -> Card:
        bar = Card(look="bar")
        self.head = PageHead(_("Indication"))
        self._status = Badge("")
        self.head.buttons.addWidget(self._status)
        self._to_case = Button(_("To the case"), icon="cases")
        self._to_case.clicked.connect(self._on_to_case)
        self._take_back = Button(_("Take back"), icon="undo")
        self._take_back.clicked.connect(self._on_take_back)
        self._hand_in = PrimaryButton(_("Hand in"), icon="check")
        self._hand_in.setObjectName("hand-in")
        self._hand_in.clicked.connect(self._on_hand_in)
        for button in (self._to_case, self._take_back, self._hand_in):
            self.head.buttons.addWidget(button)
        bar.body.addWidget(self.head)
        return bar

    def _make_steps(self) -> Card:
        steps = Card(look="steps", gap=Space.XS)
        dress(steps, "steps")
        for at, text in enumerate(STEPS):
            button = QuietButton(f"{at + 1}  {_(text)}")
            button.clicked.connect(partial(self._on_step, at))
            steps.body.addWidget(button)
        steps.body.addStretch(1)
        steps.setMaximumWidth(230)
        return steps

    def _make_judging(self) -> Card:
        self._judging = Card(_("Second pair of eyes"))
        self._remark = QLineEdit()
        self._remark.setObjectName("remark")
        self._judging.body.addWidget(FieldRow(_("Re&marks for the consultant"), self._remark))
        buttons = row(gap=Space.S)
        self._return = Button(_("Return with remarks"), icon="back")
        self._return.setObjectName("return")
        self._return.clicked.connect(self._on_return)
        self._approve = PrimaryButton(_("Approve"), icon="check")
        self._approve.setObjectName("approve")
        self._approve.clicked.connect(self._on_approve)
        buttons.addWidget(self._return)
        buttons.addWidget(self._approve)
        buttons.addStretch(1)
        self._judging.body.addLayout(buttons)
        return self._judging

    def _on_all(self, found: tuple[DraftPage, DraftCheck, Choices]) -> None:
        page, checked, choices = found
        if page.indication.id != self.thing:
            return
        self._page = page
        self._draw_head(page, checked)
        typing = frozenset(n for n, r in self.rows.items() if self._kept.waits_for(n) or _has_focus(r))
        self.form.draw(page.indication, typing)
        self.form.enable(may_change=page.may_change)
        self.near_home.draw(first_choices(choices))
        self.providers.draw(choices.providers, page.indication.provider_id or "", may_change=page.may_change)
        self.providers.setEnabled(page.may_change)
        if not self._kept.waits_for("limited_choice") and not self.providers.reason.hasFocus():
            self.providers.reason.put(page.indication.limited_choice)
        self.advice.draw(checked, dict(page.indication.reasons))

    def _draw_head(self, page: DraftPage, checked: DraftCheck) -> None:
        resident = page.resident
        self.head_name = " ".join(
            filter(None, (resident.first_names or resident.initials, resident.prefix, resident.last_name))
        )
        self.head.say(_("Indication for {name}", name=self.head_name), page.case.question)
        status = page.indication.status
        self._status.say(label(status), tone=TONES.get(status, Tone.MUTED))
        self._hand_in.setVisible(page.may_change)
        self._hand_in.setEnabled(checked.may_hand_in)
        self._take_back.setVisible(status is IndicationStatus.HANDED_IN and not page.may_judge)
        self._judging.setVisible(page.may_judge)
        self._remarks.setVisible(status is IndicationStatus.RETURNED and bool(page.indication.remarks))
        self._remarks.say(_("Returned with: {remarks}", remarks=page.indication.remarks))

    def _on_given(self, name: str, value: object) -> None:
        self._kept.put(name, value)
        if name in ("law", "lot", "segment", "product"):
            self._kept.flush()

    def _on_provider(self, provider_id: str) -> None:
        self._kept.put("provider_id", provider_id)
        self._kept.flush()

    def _on_reason(self, code: str, reason: str) -> None:
        self.act(partial(answer_prompt, self.desk.workplace, self.thing, code, reason))

    def _keep(self, typed: dict[str, object]) -> None:
        values: dict[str, Any] = typed
        if self.thing:
            self.act(partial(change_draft, self.desk.workplace, self.thing, **values))

    def _on_step(self, at: int) -> None:
        self._column.ensureWidgetVisible(self._sections[at], 0, Space.XXL)
        first = next(iter(self._sections[at].findChildren(QLineEdit)), None)
        (first or self._sections[at]).setFocus()

    def _on_search(self) -> None:
        if self._page is not None:
            self.desk.navigator.find_help("", case_id=self._page.case.id)

    def _on_to_case(self) -> None:
        if self._page is not None:
            self.desk.navigator.open_case(self._page.case.id)

    def _on_hand_in(self) -> None:
        self.flush()
        self.act(partial(hand_in, self.desk.workplace, self.thing), said=_("Handed in; your team lead looks at it."))

    def _on_take_back(self) -> None:
        self.act(partial(take_back, self.desk.workplace, self.thing), said=_("Taken back; it is a draft again."))

    def _on_return(self) -> None:
        remarks = self._remark.text().strip()
        if not remarks:
            self._remark.setFocus()
            self.desk.navigator.say(_("Write what must be changed first."), icon="caution")
            return
        self.act(
            partial(return_with_remarks, self.desk.workplace, self.thing, remarks),
            said=_("Returned to the consultant."),
        )

    def _on_approve(self) -> None:
        self.act(partial(approve, self.desk.workplace, self.thing), self._on_approved)

    def _on_approved(self, _changes: object) -> None:
        self.desk.navigator.say(_("Approved. The text is sealed."))


def _fetch(workplace: Workplace, indication_id: str) -> tuple[DraftPage, DraftCheck, Choices]:
    return (
        draft_page(workplace, indication_id),
        check(workplace, indication_id),
        provider_choices(workplace, indication_id),
    )


def _has_focus(field_row: FieldRow) -> bool:
    return field_row.field.hasFocus()
