"""Indicatie: what is needed, how much, how long; the prompts beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.draft import Draft
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.indications import Decision
from desktop.models.kinds import IndicationStatus
from desktop.rules.comparable import group_of
from desktop.rules.prompts.drafted import Drafted
from desktop.rules.prompts.duration import whole_length
from desktop.services.case_reading import IndicationOnPage, case_page
from desktop.services.choices import Choices, provider_choices
from desktop.services.indications import (
    DraftCheck,
    DraftPage,
    answer_prompt,
    approve,
    begin_draft,
    change_draft,
    check,
    decide,
    draft_page,
    hand_in,
    remove_draft,
    return_with_remarks,
    start_help,
    take_back,
)
from desktop.services.names import full_name
from desktop.services.plans import put_on_plan
from desktop.services.workplace import Workplace
from desktop.views.autosave import Autosave
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import bring_into_view, focus_first, kept_focus
from desktop.views.design.pages import Column
from desktop.views.design.steps import Steps
from desktop.views.design.tokens import Space
from desktop.views.design.walk import Walk
from desktop.views.design.words import Hint
from desktop.views.desk import Desk, Place
from desktop.views.durations.dialog import DurationDialog
from desktop.views.durations.words import DraftedLength
from desktop.views.indication.advice import LETTERS, Advice
from desktop.views.indication.afterwards import Afterwards
from desktop.views.indication.form import DraftForm
from desktop.views.indication.head import IndicationHead
from desktop.views.indication.judging import Judging
from desktop.views.indication.layout import Workbench
from desktop.views.indication.progress import STEPS, steps_done
from desktop.views.indication.providers import NearHome, Providers
from desktop.views.indication.summary import Summary
from desktop.views.screen import Screen

AT_ONCE = frozenset({"law", "lot", "segment", "product", "provider_id"})
"""Choices on which the rest of the form waits: written without a pause."""

_ROW_OF = {"plus": "unsafe_or_crisis"}
"""Fields of a draft that are called otherwise on the form."""


@dataclass(frozen=True)
class Shown:
    """All that the screen shows, of one moment."""

    page: DraftPage
    check: DraftCheck
    choices: Choices
    on_case: IndicationOnPage | None
    """What came after the approval; None before it."""


class IndicationScreen(Screen):
    """Steps on the left, the form in the middle, prompts on the right."""

    kinds = (
        "indication", "alternative", "goal", "plan_service", "availability_report", "contracted_product", "provider",
        "decision", "trajectory", "case_file",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._page: DraftPage | None = None
        self._draft: Draft | None = None
        self._removed = ""
        self._kept = Autosave(self, self._keep)
        here = desk.workplace
        self.form = DraftForm(here.profile, here.today)
        self.near_home, self.providers, self.advice = NearHome(), Providers(), Advice()
        self.judging, self.summary, self.afterwards = Judging(), Summary(here.profile), Afterwards(here.today)
        self.head = IndicationHead()
        self.rows = self.form.rows | self.afterwards.rows | {"remarks": self.judging.row}
        self._build()
        self._connect()

    @override
    def open_thing(self, thing: str) -> None:
        self._removed = ""
        if thing != self.thing:
            self.flush()
            self._page = None
            self.advice.forget()
            self.providers.forget()
            self.judging.forget()
            self.head.say_kept(None)
            self._column.verticalScrollBar().setValue(0)
        super().open_thing(thing)

    @override
    def reload(self) -> None:
        if self.thing and self.thing != self._removed:
            self.ask(partial(_fetch, self.desk.workplace, self.thing), self._on_shown, key="all")

    @override
    def flush(self) -> None:
        self._kept.flush()
        self.advice.flush()

    @override
    def crumb(self) -> str:
        return full_name(self._page.resident) if self._page else ""

    def _build(self) -> None:
        self.outer.addWidget(self.head)
        self._column = Column(width=760, edge=Space.XL)
        self._steps = Steps(_("Parts of the indication"), [_(text) for text in STEPS])
        self._remarks = Hint("", icon="flag")
        form = self.form
        self._drafting: list[QWidget] = [self.near_home, form.what, form.how_much, self.providers, form.evaluate]
        whole = [self._remarks, self.judging, self.summary, self.afterwards]
        whole += [self.near_home, form.what, form.heavy, form.how_much, self.providers, form.evaluate]
        for card in whole:
            self._column.body.addWidget(card)
        self._column.body.addStretch(1)
        self._walk = Walk(self._steps, self._column, self._drafting)
        self._bench = Workbench(self._steps, self._column, self.advice, advice_letters=LETTERS)
        self.outer.addWidget(self._bench, 1)

    def _connect(self) -> None:
        self._bench.narrowed.connect(self.head.narrow)
        self.form.given.connect(self._on_given)
        self.near_home.opened.connect(self._on_entry)
        self.near_home.put_asked.connect(self._on_put)
        self.near_home.search_asked.connect(self._on_search)
        self.providers.chosen.connect(self._on_provider)
        self.providers.reason_given.connect(partial(self._kept.put, "limited_choice"))
        self.advice.reason_given.connect(self._on_reason)
        self.advice.field_asked.connect(self._on_field)
        self.advice.tab_asked.connect(self._on_tab)
        self.advice.durations_asked.connect(self._on_durations)
        self.judging.approved.connect(self._on_approve)
        self.judging.returned.connect(self._on_return)
        self.afterwards.decided.connect(self._on_decided)
        self.afterwards.started.connect(self._on_started)
        self.afterwards.follow_asked.connect(self._on_follow)
        self.head.case_asked.connect(self._on_to_case)
        self.head.remove_asked.connect(self._on_remove)
        self.head.take_back_asked.connect(self._on_take_back)
        self.head.hand_in_asked.connect(self._on_hand_in)

    def _on_shown(self, shown: Shown) -> None:
        page = shown.page
        if page.indication.id != self.thing:
            return
        first, self._page, self._draft = self._page is None, page, shown.check.draft
        self.head.draw(page, may_hand_in=shown.check.may_hand_in)
        self._show_parts(page, shown.on_case)
        with kept_focus(self._column):
            self._draw_form(shown, first=first)
        self.summary.draw(page)
        self.advice.draw(shown.check, dict(page.indication.reasons), locked=not page.may_change)
        self._steps.show_done(*steps_done(page.indication, shown.check))

    def _show_parts(self, page: DraftPage, on_case: IndicationOnPage | None) -> None:
        """Who may change it sees the form; for others it reads as a report."""
        for part in (*self._drafting, self.form.heavy):
            part.setVisible(page.may_change)
        self._bench.show_steps(shown=page.may_change)
        self.summary.setVisible(not page.may_change)
        self.judging.setVisible(page.may_judge)
        self.afterwards.setVisible(on_case is not None)
        if on_case is not None:
            self.afterwards.draw(on_case)
        returned = page.indication.status is IndicationStatus.RETURNED and bool(page.indication.remarks)
        self._remarks.setVisible(returned and page.may_change)
        self._remarks.say(_("Returned with: {remarks}", remarks=page.indication.remarks))

    def _draw_form(self, shown: Shown, *, first: bool) -> None:
        page = shown.page
        if not page.may_change:
            return
        busy = {name for name, row in self.form.rows.items() if self._kept.waits_for(name) or _has_focus(row)}
        self.form.draw(page.indication, frozenset() if first else frozenset(busy))
        self.form.say_end(shown.check.end_fault)
        self.near_home.draw(shown.choices.services)
        needed = all(prompt.code != "help-missing" for prompt in shown.check.prompts)
        self.providers.tell_closed(shown.choices.closed)
        self.providers.draw(shown.choices.providers, page.indication.provider_id or "", needed=needed)
        reason = self.providers.reason
        if first or not (self._kept.waits_for("limited_choice") or reason.hasFocus()):
            reason.put(page.indication.limited_choice)

    def _on_given(self, values: dict[str, object]) -> None:
        for name, value in values.items():
            self._kept.put(name, value)
        if AT_ONCE & values.keys():
            self._kept.flush()

    def _on_provider(self, provider_id: str) -> None:
        self._on_given({"provider_id": provider_id})

    def _on_reason(self, code: str, reason: str) -> None:
        self.act(partial(answer_prompt, self.desk.workplace, self.thing, code, reason), self._on_written)

    def _keep(self, typed: dict[str, object]) -> None:
        values: dict[str, Any] = typed
        if self.thing:
            self.act(partial(change_draft, self.desk.workplace, self.thing, **values), self._on_written)

    def _on_written(self, _changes: object) -> None:
        self.head.say_kept(self.desk.workplace.now)

    def _on_field(self, name: str) -> None:
        row = self.rows.get(_ROW_OF.get(name, name.rpartition(".")[2]))
        target: QWidget = self.providers if row is None else row
        bring_into_view(target)
        focus_first(target)

    def _on_tab(self, tab: str) -> None:
        if self._page is not None:
            self.desk.navigator.open_place(Place.CASE, f"{self._page.case.id}#{tab}")

    def _on_durations(self) -> None:
        case = Drafted(self.desk.workplace.profile, self._draft) if self._draft else None
        if case is not None and (group := group_of(case)) is not None:
            days = whole_length(case)
            drafted = None if days is None else DraftedLength(days, goes_on=days != case.length)
            DurationDialog(self.desk, group, self.window(), drafted=drafted).open()

    def _on_entry(self, entry_id: str) -> None:
        if self._page is not None:
            self.desk.navigator.open_place(Place.ENTRY, f"{entry_id}?case={self._page.case.id}")

    def _on_put(self, service_id: str) -> None:
        if self._page is not None:
            job = partial(put_on_plan, self.desk.workplace, self._page.case.id, service_id)
            self.act(job, said=_("It is on the plan."))

    def _on_search(self) -> None:
        if self._page is not None:
            self.desk.navigator.find_help("", case_id=self._page.case.id)

    def _on_to_case(self) -> None:
        if self._page is not None:
            self.desk.navigator.open_place(Place.CASE, f"{self._page.case.id}#indications")

    @override
    def show_fault(self, fault: RuleBroken | WorldFault) -> None:
        self._removed = ""
        super().show_fault(fault)

    def _on_remove(self) -> None:
        self._removed = self.thing
        job = partial(remove_draft, self.desk.workplace, self.thing)
        self.act(job, self._on_removed, said=_("The draft is removed."))

    def _on_removed(self, _changes: object) -> None:
        self._on_to_case()

    def _on_hand_in(self) -> None:
        self.flush()
        self.act(partial(hand_in, self.desk.workplace, self.thing), said=_("Handed in; your team lead looks at it."))

    def _on_take_back(self) -> None:
        self.act(partial(take_back, self.desk.workplace, self.thing), said=_("Taken back; it is a draft again."))

    def _on_return(self, remarks: str) -> None:
        job = partial(return_with_remarks, self.desk.workplace, self.thing, remarks)
        self.act(job, self._on_returned, said=_("Returned to the consultant."))

    def _on_returned(self, _changes: object) -> None:
        """It is the consultant's turn: whoever judged it is not left with the form in their hands."""
        self.judging.forget()
        self._on_to_case()

    def _on_approve(self) -> None:
        self.act(partial(approve, self.desk.workplace, self.thing), self._on_approved)

    def _on_approved(self, _changes: object) -> None:
        self.desk.navigator.say(_("Approved. The text is sealed."))

    def _on_decided(self, decision: Decision) -> None:
        self.act(partial(decide, self.desk.workplace, decision), said=_("The decision is written down."))

    def _on_started(self, day: date) -> None:
        self.act(partial(start_help, self.desk.workplace, self.thing, day), said=_("Help began."))

    def _on_follow(self) -> None:
        if self._page is not None:
            job = partial(begin_draft, self.desk.workplace, self._page.case.id, self.thing)
            self.act(job, self._on_followed)

    def _on_followed(self, answer: object) -> None:
        if isinstance(answer, tuple):
            self.desk.navigator.open_indication(str(answer[0]))


def _fetch(workplace: Workplace, indication_id: str) -> Shown:
    page = draft_page(workplace, indication_id)
    after = None
    if page.indication.status in {IndicationStatus.APPROVED, IndicationStatus.ENDED}:
        indications = case_page(workplace, page.case.id).indications
        after = next((one for one in indications if one.indication.id == indication_id), None)
    return Shown(page, check(workplace, indication_id), provider_choices(workplace, indication_id), after)


def _has_focus(row: FieldRow) -> bool:
    return (row.field.focusProxy() or row.field).hasFocus()
