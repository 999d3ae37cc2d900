"""On which day the resident handed something in: the terms count from there, not from when it was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.casework import Application, NeedReport
from desktop.rules.applications import FirstDay
from desktop.services.applications import change_application, change_personal_plan
from desktop.services.case_page import CasePage
from desktop.services.cases import hand_in_application, hand_in_personal_plan
from desktop.services.need_reports import correct_report_day
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.desk import Desk


class ApplicationDialog(FormDialog):
    """When the application came in, and for what. It says so when that is before the investigation."""

    form = "application"

    def __init__(self, desk: Desk, page: CasePage, parent: QWidget, *, correct: bool = False) -> None:
        thing = page.applications[-1].id if correct else page.case.id
        super().__init__(desk, _asking(correct=correct), parent, thing=thing)
        self.puts_right = correct
        self._case_id, self._from = page.case.id, page.applies_from
        self._known = {one.id: one for one in page.applications} if correct else {}
        self._day, self._text = DayField(today=desk.workplace.today), LongText(lines=3)
        self._which = Choice({one.id: long_day(one.applied_on) for one in self._known.values()})
        if len(self._known) > 1:
            self.add("which", _("Which appli&cation"), self._which)
            self._which.put(page.applications[-1].id)
            self._which.chosen.connect(self._show)
        self.add("applied_on", _("&Day it came in"), self._day)
        self.add("text", _("&What is applied for"), self._text)
        self._day.given.connect(self._warn)
        self._show()

    @override
    def taken_up(self) -> None:
        self._warn(self._day.day())

    @override
    def job(self) -> Callable[[], object]:
        text, day = self._text.toPlainText().strip(), self._day.day()
        if self._known:
            return partial(change_application, self.desk.workplace, self._which.key(), day, text)
        return partial(hand_in_application, self.desk.workplace, self._case_id, text, day)

    def _show(self, _key: object = None) -> None:
        known: Application | None = self._known.get(self._which.key())
        self._day.put(known.applied_on if known else self.desk.workplace.today)
        self._text.put(known.text if known else "")
        self._warn(self._day.day())

    def _warn(self, day: date | None) -> None:
        early = day is not None and self._from is not None and day < self._from.day
        self.rows["applied_on"].remark(_too_soon(self._from) if early and self._from else "")


class ReportDayDialog(FormDialog):
    """On which day the report of need really came in, and why it stood there otherwise."""

    form = "report-day"

    def __init__(self, desk: Desk, page: CasePage, report: NeedReport, parent: QWidget) -> None:
        about = _("The terms count from the day on which it came in, and are counted anew.")
        said = _("The day of the report is corrected; the terms count from there.")
        asking = Asking(_("Correct the day of the report of need"), _("Keep"), about, said)
        super().__init__(desk, asking, parent, thing=report.id)
        self.puts_right = True
        self._case_id = page.case.id
        self._day, self._why = DayField(today=desk.workplace.today), LongText(lines=2)
        self._day.put(report.received_on)
        self.add("received_on", _("&Day it came in"), self._day)
        self.add("why", _("&Why the day is corrected"), self._why, help_text=_("It is kept with the report of need."))

    @override
    def job(self) -> Callable[[], object]:
        why = self._why.toPlainText().strip()
        return partial(correct_report_day, self.desk.workplace, self._case_id, self._day.day(), why)


class OwnPlanDialog(FormDialog):
    """The resident's own plan and the day it came in."""

    form = "own-plan"

    def __init__(self, desk: Desk, page: CasePage, parent: QWidget) -> None:
        known = page.personal_plan
        act, said = (_("Keep the plan"), _("The resident's own plan is kept."))
        asking = Asking(_("The resident's own plan"), act, said=said)
        super().__init__(desk, asking, parent, thing=known.id if known else page.case.id)
        self.puts_right = known is not None
        self._case_id, self._plan = page.case.id, known
        self._day, self._text = DayField(today=desk.workplace.today), LongText(lines=4)
        self._day.put(known.received_on if known else desk.workplace.today)
        self._text.put(known.text if known else "")
        self.add("received_on", _("&Day it came in"), self._day)
        self.add("text", _("The &plan, or a summary of it"), self._text)

    @override
    def job(self) -> Callable[[], object]:
        text, day = self._text.toPlainText().strip(), self._day.day()
        if self._plan is not None:
            return partial(change_personal_plan, self.desk.workplace, self._plan.id, day, text)
        return partial(hand_in_personal_plan, self.desk.workplace, self._case_id, text, day)


def _asking(*, correct: bool) -> Asking:
    about = _("The term to a decision counts from the day on which it came in.")
    if correct:
        return Asking(_("Correct the application"), _("Keep"), about, _("The application is corrected."))
    said = _("The application is written down; the term to a decision runs.")
    return Asking(_("An application came in"), _("Write down"), about, said)


def _too_soon(first: FirstDay) -> str:
    """It is no refusal: who applies has applied."""
    source = f"{first.source.document}, {first.source.paragraph}"
    if first.talked:
        return _(
            "By then nobody had talked with the resident. An application comes after the investigation: here from "
            "{day} ({source}). You can write it down all the same; the term runs.",
            day=long_day(first.day),
            source=source,
        )
    return _(
        "There is no finished report of a talk yet. An application comes after the investigation, or once its time has "
        "passed: here from {day} ({source}). You can write it down all the same; the term runs.",
        day=long_day(first.day),
        source=source,
    )
