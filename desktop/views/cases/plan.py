"""Goals and plan: help in the neighbourhood, goals, what was looked at first, and what is agreed."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from desktop.language import N_, _
from desktop.language.forms import age_text, long_day
from desktop.models.casework import Goal
from desktop.models.kinds import AlternativeKind
from desktop.services.case_reading import CasePage, PlannedService
from desktop.services.forms import Beside, write_what_can_be
from desktop.services.names import domain_shown
from desktop.services.plans import answer_alternative, change_goal, remove_goal, take_off_plan
from desktop.views.cases.agreement import AgreementForm
from desktop.views.cases.alternatives import Alternatives, answer_name
from desktop.views.cases.panel import Panel, fresh
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.dress import column, row
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.half_typed import HalfTyped
from desktop.views.new_goal import NewGoal
from desktop.views.screen import Screen

REACHED = {
    "open": N_("not reached yet"),
    "partly": N_("partly reached"),
    "reached": N_("reached"),
    "dropped": N_("no longer wanted"),
}


class Plan(Panel):
    """The neighbourhood first, then the goals, the answers and the agreement."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        services = self.card(_("Help in the neighbourhood"))
        self._services = column(gap=Space.S)
        services.addLayout(self._services)
        find = Button(_("Find help near home"), icon="search")
        find.setObjectName("plan-find")
        find.clicked.connect(self._on_find)
        services.addWidget(find, alignment=Qt.AlignmentFlag.AlignLeft)
        goals = self.card(_("Goals"))
        self._goals = column(gap=Space.S)
        goals.addLayout(self._goals)
        self._half = HalfTyped(self, screen.desk, "plan-lines")
        self._new_goal = NewGoal(screen.desk, self._half, "goal-text", letters=30)
        self._half.found.connect(self._on_found)
        screen.rows["text"] = self._new_goal.row
        goals.addLayout(self._new_goal)
        before = self.card(_("Before custom care"))
        before.addWidget(Text(_("Answer each with what you found, not with a tick."), "muted"))
        self.alternatives = Alternatives()
        self.alternatives.answered.connect(self._on_answered)
        before.addWidget(self.alternatives)
        self.agreement = AgreementForm(screen)
        self.card(_("What we agree")).addWidget(self.agreement)
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
        self.alternatives.draw(page.alternatives)
        self.agreement.draw(page)
        self._new_goal.case_id = page.case.id
        self._half.look(page.case.id)

    @override
    def flush(self) -> None:
        self._half.flush()
        self.alternatives.flush()
        self.agreement.flush()

    @override
    def forget(self) -> None:
        super().forget()
        self._half.leave()
        self._new_goal.forget()
        self.alternatives.forget()
        self.agreement.forget()

    def _on_found(self, texts: dict[str, object]) -> None:
        self._new_goal.take_up(texts)
        self.alternatives.take_up(texts)

    def _service(self, service: PlannedService) -> QHBoxLayout:
        line = row(gap=Space.M)
        words = column(gap=0)
        words.addWidget(Text(service.name, "strong"))
        days = service.checked_days
        seen = _("never checked") if days is None else _("checked {age}", age=age_text(days))
        words.addWidget(Text(" · ".join(filter(None, (service.place, service.phone, service.why, seen))), "muted"))
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
        words = column(gap=0)
        words.addWidget(Text(goal.text, "quote"))
        domain = next((domain_shown(d) for d in self.workplace.profile.life_domains if d.id == goal.domain), "")
        until = _("at the latest {day}", day=long_day(goal.by_when)) if goal.by_when else ""
        if domain or until:
            words.addWidget(Text(" · ".join(filter(None, (domain, until))), "small"))
        line.addLayout(words, 1)
        reached = Choice({key: _(text) for key, text in REACHED.items()}, fitting=True)
        reached.put(goal.reached)
        reached.setAccessibleName(_("How far: {goal}", goal=goal.text))
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

    def _on_answered(self, kind: AlternativeKind, saw: dict[str, object], found: dict[str, Any]) -> None:
        """What was found and whether it is enough belong together: a text that is refused leaves both as they were."""
        if self.page is not None:
            case_id, sufficient = self.page.case.id, found["sufficient"]
            answer = partial(answer_alternative, self.workplace, case_id, kind, saw, sufficient=sufficient)
            beside = Beside(self._half.form, case_id, answer_name(kind))
            typed = {"answer": found["answer"]}
            self.owner.act(
                partial(write_what_can_be, self.workplace, beside, answer, typed), self.alternatives.on_written
            )

    def _on_reached(self, goal_id: str, reached: str) -> None:
        self.act(change_goal, goal_id, reached=reached)

    def _on_remove_goal(self, goal_id: str) -> None:
        self.act(remove_goal, goal_id, said=_("The goal is removed."))

    def _on_take_off(self, plan_service_id: str) -> None:
        self.act(take_off_plan, plan_service_id, said=_("Taken off the plan."))
