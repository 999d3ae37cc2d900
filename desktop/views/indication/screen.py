"""Indicatie: what is needed, how much, how long; the prompts beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import N_, _
from desktop.language.forms import long_day
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import CasePhase, IndicationStatus, Provision
from desktop.rules.comparable import group_of
from desktop.rules.prompts.drafted import Drafted
from desktop.rules.prompts.duration import whole_length
from desktop.services.case_reading import IndicationOnPage, case_page
from desktop.services.choices import Choices, provider_choices
from desktop.services.draft_around import Around, around
from desktop.services.draft_live import as_typed
from desktop.services.forms import Beside, write_what_can_be
from desktop.services.indications import (
    DraftCheck,
    DraftPage,
    change_draft,
    check,
    draft_page,
    remove_draft,
)
from desktop.services.names import full_name
from desktop.services.plans import put_on_plan
from desktop.services.seals import APPROVED
from desktop.services.second_person import remarks_told
from desktop.services.workplace import Workplace
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import bring_into_view, focus_first, kept_focus
from desktop.views.design.pages import Column
from desktop.views.design.steps import Steps
from desktop.views.design.tokens import Space
from desktop.views.design.walk import Walk
from desktop.views.design.words import Hint
from desktop.views.desk import Desk
from desktop.views.durations.dialog import DurationDialog
from desktop.views.durations.words import DraftedLength
from desktop.views.half_typed import HalfTyped
from desktop.views.indication.advice import LETTERS, Advice
from desktop.views.indication.afterwards import Afterwards
from desktop.views.indication.change import ChangeForm
from desktop.views.indication.changed import Changed
from desktop.views.indication.deeds import LEFT, Deeds
from desktop.views.indication.fields import DraftFields, put
from desktop.views.indication.form import DraftForm
from desktop.views.indication.head import IndicationHead
from desktop.views.indication.judging import Judging
from desktop.views.indication.kept_words import KeptWords
from desktop.views.indication.layout import Workbench
from desktop.views.indication.lines import Lines, OneMore
from desktop.views.indication.manner import MannerForm
from desktop.views.indication.onward import Onward
from desktop.views.indication.progress import STEPS, steps_done
from desktop.views.indication.providers import NearHome, Providers
from desktop.views.indication.summary import Summary
from desktop.views.indication.ways import Ways
from desktop.views.keeping import Keeping
from desktop.views.problems import clear_problems
from desktop.views.screen import Screen

AT_ONCE = frozenset(
    {"law", "lot", "segment", "product", "provider_id", "provision", "agreement", "transport", "contribution_told_on"}
)
"""Choices on which the rest of the form waits: written without a pause."""

CLOSED = N_("The case of this draft is closed. Take the case up again to go on with it.")

_ROW_OF = {
    "plus": "unsafe_or_crisis",
    "pgb.reason": "pgb_reason",
    "pgb.manager": "pgb_manager",
    "pgb.quality": "pgb_quality",
    "contribution_told": "contribution_told_on",
}
"""Fields of a draft that are called otherwise on the form."""

WROTE_IT = N_(
    "You wrote in this draft, in its goals or answers, or handed it in. That is why another team lead judges it."
)


BROKEN = N_("This text is not what was approved. Tell your administrator.")

WITHDRAWN = N_(
    "The application was withdrawn on {day}. Nobody can decide on this without another application: write down a new "
    "one at the case, or let this go."
)


@dataclass(frozen=True)
class Shown:
    """All that the screen shows, of one moment."""

    page: DraftPage
    check: DraftCheck
    choices: Choices
    around: Around
    on_case: IndicationOnPage | None
    """What came after the approval; None before it."""


class IndicationScreen(Screen):
    """Steps on the left, the form in the middle, prompts on the right."""

    kinds = (
        "indication", "alternative", "goal", "plan_service", "availability_report", "contracted_product", "provider",
        "decision", "application", "trajectory", "case_file", "evaluation", "volume_change", "contribution_amount",
        "term_setting",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._page: DraftPage | None = None
        self._judged: DraftCheck | None = None
        self._removed = ""
        self._kept = Keeping(self, self._keep)
        self._left = HalfTyped(self, desk, LEFT)
        self._left.found.connect(self._on_left_found)
        here = desk.workplace
        self.form = DraftForm(here.profile, here.today)
        self.near_home, self.providers, self.advice = NearHome(), Providers(), Advice(desk.navigator)
        self.judging, self.summary, self.afterwards = Judging(here.today), Summary(here.profile), Afterwards(here.today)
        self.manner, self.change = MannerForm(here.profile, here.today), ChangeForm(here.today)
        self.lines, self.more, self.onward = Lines(), OneMore(), Onward(here.today)
        self.head, self.changed = IndicationHead(), Changed()
        self._ways = Ways(self, desk, self._shown_page)
        self._words = KeptWords(self, desk, self.judging, self.afterwards.words())
        self._deeds = Deeds(self, self._ways, self._words)
        self._forms = (self.form, self.manner, self.change)
        self.rows = {name: row for form in self._forms for name, row in form.rows.items()}
        self.rows |= self.afterwards.rows | self.onward.rows | self.judging.rows
        self._build()
        self._connect()

    @override
    def open_thing(self, thing: str) -> None:
        self._removed = ""
        if thing != self.thing:
            self.flush()
            self._page = self._judged = None
            self._left.leave()
            self._words.leave()
            clear_problems(self.rows)
            for part in (self._kept, self.advice, self.providers, self.judging):
                part.forget()
            self.head.say_kept(None)
            self._column.verticalScrollBar().setValue(0)
        super().open_thing(thing)

    @override
    def reload(self) -> None:
        if self.thing and self.thing != self._removed:
            self.ask(partial(_fetch, self.desk.workplace, self.thing), self._on_shown, key="all")

    @override
    def flush(self) -> None:
        for part in (self._kept, self._words, self.advice):
            part.flush()

    @override
    def crumb(self) -> str:
        return full_name(self._page.resident) if self._page else ""

    def _build(self) -> None:
        self.outer.addWidget(self.head)
        self._column = Column(width=760, edge=Space.XL)
        self._steps = Steps(_("Parts of the indication"), [_(text) for text in STEPS])
        self._remarks, self._off = Hint("", icon="flag"), Hint("", icon="undo")
        self._wrote_it, self._broken = Hint(_(WROTE_IT), icon="team"), Hint(_(BROKEN), icon="caution")
        form, manner = self.form, self.manner
        self._drafting: list[QWidget] = [
            self.near_home, form.what, form.how_much, self.providers, manner.contribution, form.evaluate,
        ]  # fmt: skip
        whole = [self._remarks, self._broken, self._off, self._wrote_it, self.judging, self.changed, self.summary]
        whole += [self.afterwards, self.onward, self.change.card, self.lines]
        whole += [self.near_home, form.what, form.heavy, form.how_much, manner.transport, self.more, manner.budget]
        whole += [manner.agreement, self.providers, manner.contribution, form.evaluate]
        self._closed = Hint(_(CLOSED), icon="lock")
        for card in (self._closed, *whole):
            self._column.body.addWidget(card)
        self._column.body.addStretch(1)
        self._walk = Walk(self._steps, self._column, self._drafting)
        self._bench = Workbench(self._steps, self._column, self.advice, advice_letters=LETTERS)
        self.outer.addWidget(self._bench, 1)

    def _connect(self) -> None:
        ways, deeds = self._ways, self._deeds
        self._bench.narrowed.connect(self.head.narrow)
        for form in self._forms:
            form.given.connect(self._on_given)
        self.near_home.opened.connect(ways.to_entry)
        self.near_home.put_asked.connect(self._on_put)
        self.near_home.search_asked.connect(ways.to_search)
        self.change.former_asked.connect(ways.to_indication)
        self.lines.opened.connect(ways.to_indication)
        self.more.asked.connect(deeds.add_line)
        self.providers.chosen.connect(self._on_provider)
        self.providers.reason_given.connect(partial(self._kept.put, "limited_choice"))
        self.advice.reason_given.connect(deeds.give_reason)
        deeds.reason_written.connect(self.advice.on_written)
        deeds.reason_written.connect(self._on_written)
        self.advice.field_asked.connect(self._on_field)
        self.advice.tab_asked.connect(ways.to_tab)
        self.advice.durations_asked.connect(self._on_durations)
        deeds.follow(self.afterwards, self.judging, self.onward)
        self.head.case_asked.connect(ways.to_case)
        self.head.remove_asked.connect(self._on_remove)
        self.head.take_back_asked.connect(deeds.take_back)
        self.head.hand_in_asked.connect(deeds.hand_in)

    def _shown_page(self) -> DraftPage | None:
        return self._page

    def _on_shown(self, shown: Shown) -> None:
        page = shown.page
        if page.indication.id != self.thing:
            return
        first, self._page = self._page is None, page
        self._judged = as_typed(self.desk.workplace.profile, shown.check, self._kept.not_kept_yet())
        self.head.draw(page)
        self.head.tell_lines(shown.around)
        self.head.tell_ready(ready=self._judged.may_hand_in)
        with kept_focus(self._column):
            self._show_parts(page, shown)
            self._draw_form(shown, first=first)
        self.summary.draw(page)
        self.advice.draw(self._judged, dict(page.indication.reasons), locked=not page.may_change)
        self.advice.tell_around(shown.around)
        self._steps.show_done(*steps_done(page.indication, shown.check))
        if page.may_change:
            self._left.look(page.indication.id)
        self._words.look(page.indication.id)

    def _on_left_found(self, texts: dict[str, object]) -> None:
        """What could not be kept before is typed again, so that the rule says at the field what is wrong with it."""
        fields = {name: row.field for name, row in self.rows.items()} | {"limited_choice": self.providers.reason}
        self.advice.take_up(texts)
        for name in texts.keys() & fields.keys():
            put(fields[name], texts[name])
            self._kept.put(name, texts[name])

    def _show_parts(self, page: DraftPage, shown: Shown) -> None:
        """Who may change it sees the form; for others it reads as a report."""
        self._closed.setVisible(page.case.phase is CasePhase.CLOSED and page.indication.status not in APPROVED)
        for part in (*self._drafting, self.form.heavy, *self.manner.cards(), self.change.card, self.more):
            part.setVisible(page.may_change)
        # A draft and the help it became each have a field for the volume; one of the two is on the screen.
        self.rows["volume"] = (self.form if page.may_change else self.onward).rows["volume"]
        self._bench.show_steps(shown=page.may_change)
        self.summary.setVisible(not page.may_change)
        self.judging.setVisible(page.may_judge)
        self.lines.draw(page.indication, shown.around)
        for card in (self.afterwards, self.onward):
            card.setVisible(shown.on_case is not None)
        if shown.on_case is not None:
            self.afterwards.draw(shown.on_case, closed=page.case.phase is CasePhase.CLOSED)
            self.onward.draw(page.indication, shown.around)
        self._broken.setVisible(not page.is_intact)
        self._wrote_it.setVisible(page.wrote_it)
        self.changed.draw(None if page.may_change else page.changes)
        _show_remarks(page, self._remarks, self._off, self.rows)

    def _draw_form(self, shown: Shown, *, first: bool) -> None:
        page = shown.page
        if not page.may_change:
            return
        typing = frozenset() if first else _typed_in(self._forms, self._kept)
        self.form.draw(page.indication, typing)
        self.form.say_end(shown.check.end_fault)
        self.manner.draw(page.indication, shown.around, typing)
        self.change.draw(page.indication, shown.around, typing)
        self.more.draw(shown.around)
        self.near_home.draw(shown.choices.services)
        needed = all(prompt.code != "help-missing" for prompt in shown.check.prompts)
        self.providers.tell_closed(shown.choices.closed)
        self.providers.draw(shown.choices.providers, page.indication.provider_id or "", needed=needed)
        self.providers.leave_to_resident(budget=page.indication.provision is Provision.PGB)
        reason = self.providers.reason
        if first or not (self._kept.leaves_alone("limited_choice") or reason.hasFocus()):
            reason.put(page.indication.limited_choice)

    def _on_given(self, values: dict[str, object]) -> None:
        for name, value in values.items():
            self._kept.put(name, value)
        self._judge_typed(values)
        if AT_ONCE & values.keys():
            self._kept.flush()

    def _judge_typed(self, values: dict[str, object]) -> None:
        """The prompts follow what is typed at once; what only the store can tell comes when it is kept."""
        page = self._page
        if page is None or self._judged is None or not page.may_change:
            return
        self._judged = as_typed(self.desk.workplace.profile, self._judged, values)
        self.form.say_end(self._judged.end_fault)
        self.head.tell_ready(ready=self._judged.may_hand_in)
        self.advice.draw(self._judged, dict(page.indication.reasons), locked=False)

    def _on_provider(self, provider_id: str) -> None:
        self._on_given({"provider_id": provider_id})

    def _keep(self, typed: dict[str, object]) -> None:
        if self.thing:
            here, beside = self.desk.workplace, Beside(self._left.form, self.thing)
            keep = partial(change_draft, here, self.thing)
            self.act(partial(write_what_can_be, here, beside, keep, typed), self._on_typed_written)

    def _on_typed_written(self, answer: object) -> None:
        for fault in self._kept.tell_refused(answer, self.rows):
            super().show_fault(fault)
        self._on_written(answer)

    def _on_written(self, _answer: object) -> None:
        self.head.say_kept(self.desk.workplace.now)

    def _on_field(self, name: str) -> None:
        row = self.rows.get(_ROW_OF.get(name, name.rpartition(".")[2]))
        target: QWidget = self.providers if row is None else row
        bring_into_view(target)
        focus_first(target)

    def _on_durations(self) -> None:
        case = Drafted(self.desk.workplace.profile, self._judged.draft) if self._judged else None
        if case is not None and (group := group_of(case)) is not None:
            days = whole_length(case)
            drafted = None if days is None else DraftedLength(days, goes_on=days != case.length)
            DurationDialog(self.desk, group, self.window(), drafted=drafted).open()

    def _on_put(self, service_id: str) -> None:
        if self._page is not None:
            job = partial(put_on_plan, self.desk.workplace, self._page.case.id, service_id)
            self.act(job, said=_("It is on the plan."))

    @override
    def show_fault(self, fault: RuleBroken | WorldFault) -> None:
        self._removed = ""
        self._kept.failed(fault)
        self.advice.failed(fault)
        super().show_fault(fault)

    @override
    def _clear_problems(self) -> None:
        clear_problems({name: row for name, row in self.rows.items() if not self._kept.is_refused(name)})

    def _on_remove(self) -> None:
        self._removed = self.thing
        job = partial(remove_draft, self.desk.workplace, self.thing)
        self.act(job, self._on_removed, said=_("The draft is removed."))

    def _on_removed(self, _changes: object) -> None:
        self._ways.to_case()


def _fetch(workplace: Workplace, indication_id: str) -> Shown:
    page = draft_page(workplace, indication_id)
    after = None
    if page.indication.status in APPROVED:
        indications = case_page(workplace, page.case.id).indications
        after = next((one for one in indications if one.indication.id == indication_id), None)
    judged = check(workplace, indication_id)
    beside = around(workplace, indication_id, judged)
    return Shown(page, judged, provider_choices(workplace, indication_id), beside, after)


def _typed_in(forms: Iterable[DraftFields], kept: Keeping) -> frozenset[str]:
    """Fields that are left alone: what is typed there is newer than what is stored."""
    rows = [item for form in forms for item in form.rows.items()]
    return frozenset(name for name, row in rows if kept.leaves_alone(name) or _has_focus(row))


def _show_remarks(page: DraftPage, above: Hint, off: Hint, rows: Mapping[str, FieldRow]) -> None:
    """All of them above the form, and each at its field; and that nobody applies any more."""
    off.setVisible(page.withdrawn_on is not None)
    off.say(_(WITHDRAWN, day=long_day(page.withdrawn_on)))
    indication = page.indication
    returned = indication.status is IndicationStatus.RETURNED and page.may_change
    told = remarks_told(indication) if returned else ""
    above.setVisible(bool(told))
    above.say(_("Returned with: {remarks}", remarks=told))
    for name, row in rows.items():
        row.remark(indication.field_remarks.get(name, "") if returned else "")


def _has_focus(row: FieldRow) -> bool:
    return (row.field.focusProxy() or row.field).hasFocus()
