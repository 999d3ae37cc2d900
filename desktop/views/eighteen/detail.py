"""One young person beside the board: the line of time in words, the plan with its steps, and what stands around it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import HandoverTo, TaskArea
from desktop.services.eighteen_board import YouthLine
from desktop.services.eighteen_page import Step, YouthPage, youth_page
from desktop.services.eighteen_plan import add_proposed, begin_plan, remove_task, tick_task
from desktop.services.eighteen_words import runs_unsaid, without_ground
from desktop.views.cases.passing_dialogs import HandoverDialog
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, PrimaryButton, QuietButton
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.dress import clear, column
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState, Hint, SectionTitle, Text
from desktop.views.desk import Place
from desktop.views.eighteen.around import ConsentCard, HandoverCard, ProvidersCard
from desktop.views.eighteen.dialogs import PlanDialog, StepDialog
from desktop.views.eighteen.steps import AreaCard
from desktop.views.eighteen.timeline import Timeline, legend
from desktop.views.eighteen.words import (
    PRESSES,
    birthday_text,
    gap_sentence,
    help_sentence,
    hidden_text,
    late_sentence,
    resume_text,
)
from desktop.views.screen import Screen


class YouthDetail(Column):
    """Everything of the young person that is chosen on the board.

    Signals:
        left: The person goes back to the board.
    """

    left = Signal()

    def __init__(self, owner: Screen, *, in_case: bool = False) -> None:
        """In a case there is no board to choose from, and no way to the case."""
        super().__init__(width=0, edge=Space.L)
        self._owner, self._in_case = owner, in_case
        self._case, self._turn = "", "in-case-" if in_case else ""
        self._page: YouthPage | None = None
        self._nobody = _nobody(in_case=in_case)
        self._all = QWidget()
        self._fill(column(self._all, gap=Space.L))
        self.body.addWidget(self._nobody)
        self.body.addWidget(self._all)
        self.body.addStretch(1)
        self._all.hide()

    def page(self) -> YouthPage | None:
        """What it shows."""
        return self._page

    def show_line(self, line: YouthLine | None) -> None:
        """Shows who was chosen once that was read; until then what stands there, buttons too, is of who was before."""
        self._nobody.setVisible(line is None)
        if line is None:
            self._all.hide()
            self._case, self._page = "", None
            return
        self.show_case(line.case_id)

    def show_case(self, case_id: str) -> None:
        """Shows whom a case is about, when the plan was read; who does not stand on the board has none."""
        if case_id != self._case:
            self.verticalScrollBar().setValue(0)
        self._case = case_id
        job = partial(youth_page, self._owner.desk.workplace, case_id)
        failed = self._on_none if self._in_case else self._owner.show_fault
        self._owner.desk.tasks.store(job, self._on_page, failed=failed, key=f"{self._turn}youth")

    def _on_none(self, _fault: object) -> None:
        """A case of who has no help that the board tells of."""
        self._page = None
        self._all.hide()
        self._nobody.show()

    def take_focus(self) -> None:
        """Puts the keyboard on the first step that can be ticked, else on the first button."""
        undone = self._page.to_tick() if self._page else None
        name = f"step-{undone.task.code or undone.task.id}" if undone else ""
        box = self.findChild(QAbstractButton, name) if name else None
        target = box or next((b for b in self.findChildren(QAbstractButton) if b.isVisible()), None)
        if target is not None:
            target.setFocus()
            self.ensureWidgetVisible(target)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _fill(self, inside: QVBoxLayout) -> None:
        self._name, self._when = SectionTitle(""), Text("", "lead")
        self._badges, self._timeline, self._said = Flowing(), Timeline(), column(gap=Space.XS)
        for widget in (self._name, self._when, self._badges, self._timeline, Text(legend(), "small")):
            inside.addWidget(widget)
        inside.addLayout(self._said)
        inside.addWidget(self._make_buttons())
        self._plan = Card(_("The plan"))
        self._facts = KeyValueList()
        self._plan.body.addWidget(self._facts)
        self._more = Hint("")
        self._plan.body.addWidget(self._more)
        self._plan.body.addWidget(self._make_plan_buttons())
        inside.addWidget(self._plan)
        self.areas = {area: AreaCard(area) for area in TaskArea}
        for card in self.areas.values():
            card.ticked.connect(self._on_ticked)
            card.edit_asked.connect(self._on_edit)
            card.drop_asked.connect(self._on_drop)
            inside.addWidget(card)
        self._handover, self._consent, self._providers = HandoverCard(), ConsentCard(), ProvidersCard()
        self._handover.asked.connect(self._on_handover)
        self._consent.asked.connect(self._on_case)
        self._providers.opened.connect(self._on_provider)
        self._providers.map_asked.connect(self._on_map)
        for around in (self._handover, self._consent, self._providers):
            inside.addWidget(around)

    def _make_buttons(self) -> Flowing:
        self._begin = PrimaryButton(_("Begin the plan"), icon="add")
        self._print = Button(_("Print the plan …"), icon="print")
        go = Button(_("Open the case"), icon="cases")
        for button, name, slot in (
            (self._begin, "begin-plan", self._on_begin),
            (self._print, "print-plan", self._on_print),
            (go, "open-case", self._on_case),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        go.setVisible(not self._in_case)
        return Flowing(self._begin, self._print) if self._in_case else Flowing(self._begin, self._print, go)

    def _make_plan_buttons(self) -> Flowing:
        self._propose = QuietButton(_("Add these steps"), icon="add")
        made = Flowing()
        for button, name, slot in (
            (QuietButton(_("Change the plan …"), icon="edit"), "change-plan", self._on_change),
            (QuietButton(_("A step of your own …"), icon="add"), "add-step", self._on_add),
            (self._propose, "add-proposed", self._on_propose),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
            made.add(button)
        return made

    def _on_page(self, page: YouthPage) -> None:
        if self._in_case and self._case:
            # The plan hangs on the latest case of the youth help, which may be another one.
            self._case = page.line.case_id
            self._nobody.hide()
            self._all.show()
        elif page == self._page or page.line.case_id != self._case:
            return  # to lay out all steps anew takes longer than a frame
        self._page = page
        self._all.show()
        self._show_head(page)
        self._show_plan(page)
        self._handover.show_page(page)
        self._consent.show_page(page)
        self._owner.desk.tasks.afterwards(self._on_providers, page, key=f"{self._turn}providers")
        for area in self.areas:
            # Each in a turn of its own: together they would hold a key that is typed meanwhile.
            self._owner.desk.tasks.afterwards(self._on_area, (page, area), key=f"{self._turn}area-{area}")

    def _on_providers(self, page: YouthPage) -> None:
        if page is self._page:
            self._providers.show_page(page)

    def _on_area(self, shown: tuple[YouthPage, TaskArea]) -> None:
        page, area = shown
        if page is self._page:
            self.areas[area].setVisible(page.plan is not None)
            if not self.areas[area].show_steps(page.of_area(area), page.today):
                self._owner.desk.tasks.afterwards(self._on_area, shown, key=f"{self._turn}area-{area}")

    def _show_head(self, page: YouthPage) -> None:
        line = page.line
        self._name.setText(line.name)
        self._when.setText(birthday_text(line))
        self._badges.empty()
        word, tone, icon = PRESSES[line.press]
        self._badges.add(Badge(_(word), tone=tone, icon=icon))
        self._timeline.show_line(line, page.today)
        clear(self._said)
        said = [help_sentence(one, page.today) for one in (*line.stands.youth, *line.stands.after)]
        said += [without_ground(one) for one in line.stands.youth if one.lacks_ground]
        said += [runs_unsaid(one) for one in line.stands.youth if one.runs_unsaid(page.today)]
        if line.stands.gap and not line.is_hidden:
            said += [gap_sentence(line.stands.gap), late_sentence(line.stands.late_since)]
        said.append(resume_text(line))
        for text in filter(None, said):
            self._said.addWidget(Text(text))
        if line.is_hidden:
            self._said.addWidget(Hint(hidden_text(), icon="lock"))
        self._begin.setVisible(page.plan is None and not line.is_closed)
        self._print.setVisible(page.plan is not None)

    def _show_plan(self, page: YouthPage) -> None:
        plan = page.plan
        self._plan.setVisible(plan is not None)
        if plan is None:
            for card in self.areas.values():
                card.hide()
            return
        self._facts.show_pairs(
            {
                _("Adult who stays"): plan.adult_who_stays or _("not agreed yet"),
                _("Own words"): plan.summary,
                _("Who holds it"): page.colleagues.get(plan.owner, ""),
            }
        )
        names = "; ".join(one.rule.name for one in page.to_propose)
        self._more.say(_("The rules ask for more with this help: {steps}", steps=names))
        self._more.setVisible(bool(names))
        self._propose.setVisible(bool(names) and not page.line.is_closed)

    def _shown_case(self) -> str:
        """Of who is in view: another may be chosen already and not be read yet."""
        return self._page.line.case_id if self._page else self._case

    def _on_begin(self) -> None:
        job = partial(begin_plan, self._owner.desk.workplace, self._shown_case())
        self._owner.act(job, said=_("The plan is begun with the steps of the rules."))

    def _on_propose(self) -> None:
        if self._page and self._page.plan:
            job = partial(add_proposed, self._owner.desk.workplace, self._page.plan.id)
            self._owner.act(job, said=_("The steps are on the plan."))

    def _on_ticked(self, step: Step, done: bool) -> None:  # noqa: FBT001 - Qt's signal carries it so
        workplace = self._owner.desk.workplace
        job = partial(tick_task, workplace, step.task.id, workplace.today if done else None)
        said = _("Done: {step}", step=step.text) if done else _("Open again: {step}", step=step.text)
        self._owner.desk.writer.write(job, failed=self._on_not_ticked, said=said)

    def _on_not_ticked(self, fault: RuleBroken | WorldFault) -> None:
        # The box goes back to what is written down.
        self._owner.show_fault(fault)
        case_id, self._page = self._shown_case(), None
        self.show_case(case_id)

    def _on_edit(self, step: Step) -> None:
        StepDialog(self._owner.desk, step.task.plan_id, step, self.window()).begin()

    def _on_drop(self, step: Step) -> None:
        job = partial(remove_task, self._owner.desk.workplace, step.task.id)
        self._owner.act(job, said=_("The step is taken off the plan."))

    def _on_add(self) -> None:
        if self._page and self._page.plan:
            StepDialog(self._owner.desk, self._page.plan.id, None, self.window()).begin()

    def _on_change(self) -> None:
        if self._page and self._page.plan:
            PlanDialog(self._owner.desk, self._page, self.window()).begin()

    def _on_handover(self) -> None:
        HandoverDialog(self._owner.desk, self._shown_case(), self.window(), to=HandoverTo.OTHER_LAW).begin()

    def _on_print(self) -> None:
        if self._page and self._page.plan:
            self._owner.desk.navigator.open_paper(f"transition-plan:{self._page.plan.case_id}")

    def _on_case(self) -> None:
        self._owner.desk.navigator.open_case(self._shown_case())

    def _on_provider(self, provider_id: str) -> None:
        self._owner.desk.navigator.open_entry(provider_id)

    def _on_map(self) -> None:
        self._owner.desk.navigator.open_place(Place.SOCIAL_MAP, f"?case={self._shown_case()}&offers=youth-and-wmo")


def _nobody(*, in_case: bool) -> EmptyState:
    if in_case:
        told = _("The plan stands here as soon as help is granted that eighteen changes something about.")
        return EmptyState(icon="person", title=_("No youth help to plan for"), text=told)
    told = _("Choose someone on the left, and the plan stands here.")
    return EmptyState(icon="person", title=_("Nobody chosen"), text=told)
