"""Goals and plan: what was looked at first, help in the neighbourhood, goals, and what is agreed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.language import N_, _
from desktop.language.forms import long_day
from desktop.models.casework import Alternative, Goal
from desktop.models.kinds import AlternativeKind
from desktop.models.labels import label
from desktop.services.case_reading import CasePage, PlannedService
from desktop.services.plans import (
    Agreement,
    add_goal,
    agree_plan,
    answer_alternative,
    change_goal,
    remove_goal,
    take_off_plan,
)
from desktop.views.autosave import Autosave
from desktop.views.cases.panel import Panel, fresh
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.dress import column, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, LongText
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.screen import Screen

QUESTIONS = {
    AlternativeKind.OWN_STRENGTH: N_("What can the resident do, with a little help or by learning it?"),
    AlternativeKind.USUAL_HELP: N_("What may be expected of the people in the house?"),
    AlternativeKind.INFORMAL_CARE: N_("Who gives informal care, and can that person go on?"),
    AlternativeKind.NETWORK: N_("What can family, friends and neighbours do?"),
    AlternativeKind.GENERALLY_USUAL: N_("Can something be bought that anyone would buy?"),
    AlternativeKind.COMMUNITY_SERVICE: N_("Which service in the neighbourhood helps, and what is missing then?"),
    AlternativeKind.OTHER_LAW: N_("Does help under another act come first?"),
}
REACHED = {
    "open": N_("not reached yet"),
    "partly": N_("partly reached"),
    "reached": N_("reached"),
    "dropped": N_("no longer wanted"),
}


class Plan(Panel):
    """The neighbourhood first, then the answers, the goals and the agreement."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        services = self.card(_("Help in the neighbourhood"))
        self._services = column(gap=Space.S)
        services.addLayout(self._services)
        find = Button(_("Find help near home"), icon="search")
        find.setObjectName("plan-find")
        find.clicked.connect(self._on_find)
        services.addWidget(find)
        self._goals_card = self.card(_("Goals"))
        self._goals = column(gap=Space.S)
        self._goals_card.addLayout(self._goals)
        self._goals_card.addLayout(self._make_goal_form())
        self._alternatives = self.card(_("Before custom care"))
        self._alternatives.addWidget(Text(_("Answer each with what you found, not with a tick."), "muted"))
        self._answers: dict[AlternativeKind, _Answer] = {}
        self._agreement = _Agreement(self)
        self.body.addStretch(1)

    @override
    def draw(self, page: CasePage) -> None:
        services = fresh(self._services)
        for service in page.services:
            services.addLayout(self._service(service))
        if not page.services:
            services.addWidget(Text(_("No service of the neighbourhood is on the plan yet."), "muted"))
        goals = fresh(self._goals)
        for goal in page.goals:
            goals.addLayout(self._goal(goal))
        for alternative in page.alternatives:
            self._answer_for(alternative.kind).draw(alternative)
        self._agreement.show(page)

    @override
    def flush(self) -> None:
        for answer in self._answers.values():
            answer.typed.flush()

    def _answer_for(self, kind: AlternativeKind) -> _Answer:
        if kind not in self._answers:
            self._answers[kind] = _Answer(self, kind)
            self._alternatives.addWidget(self._answers[kind])
        return self._answers[kind]

    def _make_goal_form(self) -> QHBoxLayout:
        form = row(gap=Space.M)
        self._goal_text = QLineEdit()
        self._goal_text.setObjectName("goal-text")
        self._goal_text.setPlaceholderText(_("In the resident's words: I …"))
        self._goal_text.returnPressed.connect(self._on_add_goal)
        add = Button(_("Add goal"), icon="add")
        add.setObjectName("goal-add")
        add.clicked.connect(self._on_add_goal)
        form.addWidget(FieldRow(_("New &goal"), self._goal_text), 1)
        form.addWidget(add)
        return form

    def _service(self, service: PlannedService) -> QHBoxLayout:
        line = row(gap=Space.M)
        words = column(gap=0)
        words.addWidget(Text(service.name, "strong"))
        words.addWidget(Text(" · ".join(filter(None, (service.place, service.phone, service.why))), "muted"))
        line.addLayout(words, 1)
        look = QuietButton(_("Show"), icon="eye")
        look.setAccessibleName(_("Show {name}", name=service.name))
        look.clicked.connect(partial(self.owner.desk.navigator.open_entry, service.service_id))
        off = QuietButton(_("Take off the plan"))
        off.setAccessibleName(_("Take {name} off the plan", name=service.name))
        off.clicked.connect(partial(self._on_take_off, service.id))
        line.addWidget(look)
        line.addWidget(off)
        return line

    def _goal(self, goal: Goal) -> QHBoxLayout:
        line = row(gap=Space.M)
        by = f" ({_('by {day}', day=long_day(goal.by_when))})" if goal.by_when else ""
        line.addWidget(Text(goal.text + by, "quote"), 1)
        reached = Choice({key: _(text) for key, text in REACHED.items()})
        reached.put(goal.reached)
        reached.setAccessibleName(_("How far: {goal}", goal=goal.text))
        reached.setMaximumWidth(190)
        reached.chosen.connect(partial(self._on_reached, goal.id))
        off = QuietButton(_("Remove"))
        off.setAccessibleName(_("Remove the goal {goal}", goal=goal.text))
        off.clicked.connect(partial(self._on_remove_goal, goal.id))
        line.addWidget(reached)
        line.addWidget(off)
        return line

    def _on_find(self) -> None:
        if self.page is not None:
            self.owner.desk.navigator.find_help("", case_id=self.page.case.id)

    def _on_add_goal(self) -> None:
        text = self._goal_text.text().strip()
        if self.page is not None and text:
            self.act(add_goal, self.page.case.id, text)
            self._goal_text.clear()
        self._goal_text.setFocus()

    def _on_reached(self, goal_id: str, reached: str) -> None:
        self.act(change_goal, goal_id, reached=reached)

    def _on_remove_goal(self, goal_id: str) -> None:
        self.act(remove_goal, goal_id, said=_("The goal is removed."))

    def _on_take_off(self, plan_service_id: str) -> None:
        self.act(take_off_plan, plan_service_id, said=_("Taken off the plan."))


class _Answer(QWidget):
    """One possibility: the question, what was found, and whether it is enough."""

    def __init__(self, panel: Plan, kind: AlternativeKind) -> None:
        super().__init__()
        self._panel = panel
        self._kind = kind
        self.typed = Autosave(self, self._keep)
        layout = column(self, gap=Space.XS)
        self._text = LongText(lines=2)
        self._text.setObjectName(f"answer-{kind.value}")
        self._text.typed.connect(self._on_text)
        self._enough = QCheckBox(_("This alone answers the question: no custom care is needed"))
        self._enough.setAccessibleName(_("{what} is enough", what=label(kind)))
        self._enough.clicked.connect(self._on_enough)
        layout.addWidget(FieldRow(label(kind), self._text, help_text=_(QUESTIONS[kind])))
        layout.addWidget(self._enough)

    def draw(self, alternative: Alternative) -> None:
        """Shows what was found, unless it is being typed."""
        if not self.typed.waits_for("answer"):
            self._text.put(alternative.answer)
            self._enough.setChecked(alternative.sufficient)

    def _on_text(self, text: str) -> None:
        self.typed.put("answer", text)

    def _on_enough(self) -> None:
        self.typed.put("answer", self._text.toPlainText())
        self.typed.flush()

    def _keep(self, typed: dict[str, object]) -> None:
        page = self._panel.page
        if page is not None:
            answer = str(typed["answer"]).strip()
            self._panel.act(answer_alternative, page.case.id, self._kind, answer, sufficient=self._enough.isChecked())


class _Agreement:
    """The last card: summary, agreements, and agreeing."""

    def __init__(self, panel: Plan) -> None:
        self._panel = panel
        body: QVBoxLayout = panel.card(_("What we agree"))
        self._summary, self._agreements = LongText(lines=3), LongText(lines=3)
        self._summary.setObjectName("plan-summary")
        self._agreements.setObjectName("plan-agreements")
        self._state = Text("", "muted")
        self._agrees = Choice({"": _("not asked yet"), "yes": _("agrees"), "no": _("does not agree")})
        agree = Button(_("Keep this version of the plan"), icon="check")
        agree.setObjectName("plan-agree")
        agree.clicked.connect(self._on_agree)
        body.addWidget(FieldRow(_("For the resident, in plain &words"), self._summary))
        body.addWidget(FieldRow(_("Who &does what"), self._agreements))
        body.addWidget(FieldRow(_("The &resident"), self._agrees))
        body.addWidget(self._state)
        body.addWidget(agree)

    def show(self, page: CasePage) -> None:
        """Shows the newest version, unless another is being written."""
        plan = page.plan
        if plan is None:
            self._state.setText(_("No version of the plan was kept yet."))
            return
        self._state.setText(_("Kept on {day}.", day=long_day(plan.made_on)))
        if not self._summary.toPlainText() and not self._agreements.toPlainText():
            self._summary.put(plan.summary)
            self._agreements.put(plan.agreements)
            self._agrees.put({True: "yes", False: "no", None: ""}[plan.resident_agrees])

    def _on_agree(self) -> None:
        page = self._panel.page
        if page is None:
            return
        agrees = {"yes": True, "no": False}.get(self._agrees.key())
        agreement = Agreement(self._summary.toPlainText().strip(), self._agreements.toPlainText().strip(), agrees)
        self._panel.act(agree_plan, page.case.id, agreement, said=_("This version of the plan is kept."))
