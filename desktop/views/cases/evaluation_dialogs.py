"""Planning an evaluation and holding it: one column of questions, by keyboard alone, kept as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.kinds import NextStep
from desktop.rules.evaluations import next_day
from desktop.services.case_reading import CasePage, IndicationOnPage
from desktop.services.evaluations import hold_evaluation, plan_evaluation
from desktop.services.holding import ToHold
from desktop.views.cases.evaluation_words import (
    GOAL_RESULTS,
    NEXT_STEPS,
    delivery_text,
    next_text,
    unit_text,
    volume_text,
)
from desktop.views.contracts.form import FormDialog
from desktop.views.design.inputs import Choice, DayField, LongText, Number
from desktop.views.design.words import Hint, Text
from desktop.views.screen import Screen

_GOAL = "goal:"
"""Before a goal's id: the name of its field."""

_MOST_MARK = 10


class HoldDialog(FormDialog):
    """What was looked back on with the resident, and what comes after."""

    form = "evaluation"

    def __init__(self, owner: Screen, held: ToHold) -> None:
        evaluation = held.evaluation
        title = _("Evaluation of {help}", help=held.help) if held.help else _("Evaluation")
        super().__init__(owner, title, _("Keep the evaluation"), said=_("The evaluation is kept."), about=evaluation.id)
        self._held = held
        self.puts_right = evaluation.held_on is not None
        today = owner.desk.workplace.today
        self._held_on, self._then_on = DayField(today=today), DayField(today=today)
        self._present = QLineEdit(evaluation.present)
        self._goals = {goal.id: _goal_choice(evaluation.goal_results.get(goal.id, "")) for goal in held.goals}
        self._effect = LongText(lines=3)
        self._volume = Number(largest=99_999_999, suffix=unit_text(held.indication))
        self._delivered, self._less = LongText(lines=1), LongText(lines=1)
        self._mark = Number(largest=_MOST_MARK)
        self._next = Choice({"": _("Choose …")} | {step.value: _(text) for step, text in NEXT_STEPS.items()})
        self._why = LongText(lines=2)
        self._fill()
        self._build()
        self._next.chosen.connect(self._on_next)
        self._on_next(self._next.key())

    @override
    def job(self) -> Callable[[], object] | None:
        for name, field in (("held_on", self._held_on), ("effect", self._effect)):
            if not (field.day() if isinstance(field, DayField) else field.toPlainText().strip()):
                self.refuse(name, _("Fill this in first."))
                return None
        for goal, choice in self._goals.items():
            if not choice.key():
                self.refuse(f"{_GOAL}{goal}", _("Choose how far this goal came."))
                return None
        if not self._next.key():
            self.refuse("next", _("Choose what comes next."))
            return None
        goes_on = self._next.key() != NextStep.STOP.value
        fields: dict[str, Any] = {
            "held_on": self._held_on.day(),
            "present": self._present.text().strip(),
            "goal_results": {goal: choice.key() for goal, choice in self._goals.items()},
            "effect": self._effect.toPlainText().strip(),
            "delivered_volume": self._volume.number(),
            "delivered": self._delivered.toPlainText().strip(),
            "satisfaction": self._mark.number(),
            "downscaling": self._less.toPlainText().strip(),
            "next": NextStep(self._next.key()),
            "next_step": self._why.toPlainText().strip(),
            "then_on": self._then_on.day() if goes_on else None,
        }
        return partial(hold_evaluation, self.owner.desk.workplace, self._held.evaluation.id, **fields)

    @override
    def taken_up(self) -> None:
        self._on_next(self._next.key())

    def _fill(self) -> None:
        evaluation, today = self._held.evaluation, self.owner.desk.workplace.today
        self._held_on.put(evaluation.held_on or today)
        self._then_on.put(self._held.wanted_by)
        self._effect.put(evaluation.effect)
        self._volume.put(evaluation.delivered_volume)
        self._delivered.put(evaluation.delivered)
        self._less.put(evaluation.downscaling)
        self._mark.put(evaluation.satisfaction)
        self._next.put(evaluation.next.value if evaluation.next else "")
        self._why.put(evaluation.next_step)

    def _build(self) -> None:
        held, body = self._held, self.body
        for line in _told(held):
            body.addWidget(line)
        self.beside(
            self.field("held_on", _("&Held on"), self._held_on),
            self.field("present", _("Who were &there"), self._present),
            letters=24,
        )
        for goal in held.goals:
            body.addWidget(
                self.field(
                    f"{_GOAL}{goal.id}", _("Goal: {goal}", goal=goal.text.replace("&", "&&")), self._goals[goal.id]
                )
            )
        body.addWidget(self.field("effect", _("What the help &brought"), self._effect))
        agreed = volume_text(held.indication, held.indicated) or held.indication.result
        given = _("Agreed: {agreed}", agreed=agreed) if agreed else ""
        volume = self.field("delivered_volume", _("How much was really &given"), self._volume, help_text=given)
        body.addWidget(volume)
        volume.setVisible(bool(unit_text(held.indication)))
        body.addWidget(self.field("delivered", _("What was otherwise than &agreed"), self._delivered))
        body.addWidget(self.field("satisfaction", _("The resident's &mark, from 1 to 10"), self._mark))
        body.addWidget(self.field("downscaling", _("Would &less help do?"), self._less))
        body.addWidget(self.field("next", _("What comes &next"), self._next))
        body.addWidget(self.field("next_step", _("&Why, and what we agree"), self._why))
        self.field("then_on", _("We look back again &on, at the latest"), self._then_on)
        body.addWidget(self.rows["then_on"])

    def _on_next(self, step: str) -> None:
        self.rows["then_on"].setVisible(step != NextStep.STOP.value)


class PlanDialog(FormDialog):
    """One more evaluation of help that was approved."""

    form = "plan-evaluation"

    def __init__(self, owner: Screen, page: CasePage, helps: Sequence[IndicationOnPage]) -> None:
        super().__init__(
            owner, _("Plan an evaluation"), _("Plan it"), said=_("The evaluation is planned."), about=page.case.id
        )
        self._page, self._helps = page, {item.indication.id: item for item in helps}
        self._help = Choice({key: _name(item) for key, item in self._helps.items()})
        self._due = DayField(today=owner.desk.workplace.today)
        self._due.put(self._proposed())
        self._help.chosen.connect(self._on_help)
        self.body.addWidget(self.field("help", _("Of &which help"), self._help))
        self.body.addWidget(self.field("due_on", _("At the &latest on"), self._due))

    @override
    def job(self) -> Callable[[], object] | None:
        due = self._due.day()
        if due is None:
            self.refuse("due_on", _("Fill this in first."))
            return None
        return partial(plan_evaluation, self.owner.desk.workplace, self._help.key(), due)

    def _on_help(self, _key: str) -> None:
        """Another help, another term; a day that was typed stays."""
        if not self.is_touched("due_on"):
            self._due.put(self._proposed())

    def _proposed(self) -> date | None:
        here, item = self.owner.desk.workplace, self._helps[self._help.key()]
        return next_day(here.profile, item.indication, self._page.case.municipality, here.today, here.today)


def _goal_choice(result: str) -> Choice:
    made = Choice({"": _("Choose …")} | {key: _(text) for key, text in GOAL_RESULTS.items()})
    made.put(result)
    return made


def _name(item: IndicationOnPage) -> str:
    return " · ".join(filter(None, (item.product or _("Help"), item.provider)))


def _told(held: ToHold) -> list[Text | Hint]:
    """What is known before one begins: whose help, what messages told, and what was agreed the time before."""
    period = _("planned for {day} at the latest", day=long_day(held.evaluation.due_on))
    lines: list[Text | Hint] = [Text(" · ".join(filter(None, (held.provider, period))), "muted")]
    lines += [Text(delivery_text(told), "small") for told in held.delivery]
    before = held.before
    if before is not None:
        agreed = ". ".join(filter(None, (next_text(before.next), before.next_step)))
        lines.append(Hint(_("On {day} was agreed: {what}", day=long_day(before.held_on), what=agreed or "—")))
    return lines
