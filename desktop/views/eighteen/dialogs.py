"""What is asked when a step or the plan itself changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.kinds import TaskArea
from desktop.models.labels import label
from desktop.services.eighteen_page import Step, YouthPage
from desktop.services.eighteen_plan import NewTask, add_task, change_plan, change_task
from desktop.services.eighteen_words import owner_text
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.desk import Desk


class StepDialog(FormDialog):
    """A step: what, in which area, by when and by whom. Without a step it adds one."""

    form = "transition-step"

    def __init__(self, desk: Desk, plan_id: str, step: Step | None, parent: QWidget) -> None:
        title, act = (_("Change the step"), _("Keep")) if step else (_("A step of your own"), _("Add"))
        said = _("The step is changed.") if step else _("The step is on the plan.")
        about = " · ".join((step.source.document, step.source.paragraph)) if step and step.source else ""
        super().__init__(desk, Asking(title, act, about, said), parent, thing=step.task.id if step else plan_id)
        self.puts_right = step is not None
        self._plan, self._step = plan_id, step
        self._text, self._due = LongText(lines=2), DayField(today=desk.workplace.today)
        self._area, self._owner = Choice({area.value: label(area) for area in TaskArea}), QLineEdit()
        if step:
            self._text.put(step.text)
            self._due.put(step.task.due)
            self._area.put(step.task.area)
            self._owner.setText(step.owner)
        else:
            self._owner.setText(owner_text("young-person"))
        self.add("text", _("&What must be done"), self._text)
        self.add("area", _("&Area"), self._area)
        self.add("due", _("&At the latest on"), self._due)
        self.add("owner", _("Who &does it"), self._owner)

    @override
    def job(self) -> Callable[[], object]:
        area, text = TaskArea(self._area.key()), self._text.toPlainText().strip()
        due, owner = self._due.day(), self._owner.text().strip()
        if self._step is None:
            return partial(add_task, self.desk.workplace, self._plan, NewTask(area, text, due, owner))
        # What the rules say and nobody reworded stays theirs, so that it is told in every language.
        kept = self._step.task.text if text == self._step.text else text
        job = partial(change_task, self.desk.workplace, self._step.task.id)
        return partial(job, text=kept, area=area, due=due, owner=owner)


class PlanDialog(FormDialog):
    """Who holds the plan, the one adult who stays, and what the young person says of it."""

    form = "transition-plan"

    def __init__(self, desk: Desk, page: YouthPage, parent: QWidget) -> None:
        assert page.plan is not None  # noqa: S101 - it is opened from a plan
        asking = Asking(_("Change the plan"), _("Keep"), page.line.name, _("The plan is changed."))
        super().__init__(desk, asking, parent, thing=page.plan.id)
        self.puts_right = True
        self._plan = page.plan
        self._adult, self._summary = QLineEdit(page.plan.adult_who_stays), LongText(lines=4)
        self._summary.put(page.plan.summary)
        self._owner = Choice({"": "—"} | dict(page.colleagues))
        self._owner.put(page.plan.owner)
        self.add("adult_who_stays", _("The one &adult who stays"), self._adult,
                 help_text=_("Someone near who is there, also when the help stops."))  # fmt: skip
        self.add("summary", _("In the young person's own &words"), self._summary)
        self.add("owner", _("&Who holds the plan"), self._owner)

    @override
    def job(self) -> Callable[[], object]:
        return partial(
            change_plan,
            self.desk.workplace,
            self._plan.id,
            {"summary": self._plan.summary, "adult_who_stays": self._plan.adult_who_stays},
            adult_who_stays=self._adult.text().strip(),
            summary=self._summary.toPlainText().strip(),
            owner=self._owner.key(),
        )
