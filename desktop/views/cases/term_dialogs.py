"""Pausing a term, letting it run again, and extending it: what the act wants to know, asked in a few fields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.course import TermChange
from desktop.models.kinds import PauseGround
from desktop.models.labels import label
from desktop.rules.term_changes import is_long
from desktop.services.case_page import TermLine
from desktop.services.term_changes import Extension, Pause, extend_term, pause_term, resume_term
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.inputs import Choice, DayField, LongText, Number
from desktop.views.desk import Desk


class PauseDialog(FormDialog):
    """Why, from when, until when, and since when the resident knows."""

    form = "term-pause"

    def __init__(self, desk: Desk, case_id: str, term: TermLine, parent: QWidget) -> None:
        about = _("The days of a pause do not count. The act names five grounds ({source}).", source=source(term))
        asking = Asking(_("Pause: {term}", term=term.name), _("Pause"), about, _("The term is paused."))
        super().__init__(desk, asking, parent, thing=f"{case_id}:{term.term}")
        self._case_id, self._term = case_id, term.term
        today = desk.workplace.today
        self._basis = Choice({"": "", **{ground.value: label(ground) for ground in PauseGround}})
        self._told, self._from, self._until = (DayField(today=today) for _field in range(3))
        self._told.put(today)
        self._from.put(today + timedelta(days=1))
        self._ground = LongText(lines=2)
        self.add("basis", _("Legal &ground"), self._basis)
        self.add("ground", _("&Why, as told to the resident"), self._ground)
        self.add("told_on", _("The resident was &told on"), self._told)
        self.add(
            "from_on",
            _("&First day that does not count"),
            self._from,
            help_text=_("When you asked for something: the day after you asked."),
        )
        self.add("until_on", _("&Last day that does not count; leave empty while it lasts"), self._until)

    @override
    def job(self) -> Callable[[], object]:
        basis = self._basis.key()
        pause = Pause(
            PauseGround(basis) if basis else None,
            self._ground.toPlainText().strip(),
            self._from.day(),
            self._until.day(),
            self._told.day(),
        )
        return partial(pause_term, self.desk.workplace, self._case_id, self._term, pause)


class ResumeDialog(FormDialog):
    """From which day it counts again."""

    form = "term-resume"

    def __init__(self, desk: Desk, pause: TermChange, name: str, parent: QWidget) -> None:
        about = _("The day on which what was missing came in counts again.")
        asking = Asking(_("Let run again: {term}", term=name), _("Let run again"), about, _("The term runs again."))
        super().__init__(desk, asking, parent, thing=pause.id)
        self._pause = pause.id
        self._from = DayField(today=desk.workplace.today)
        self._from.put(desk.workplace.today)
        self.add("counts_from", _("&First day that counts again"), self._from)

    @override
    def job(self) -> Callable[[], object]:
        return partial(resume_term, self.desk.workplace, self._pause, self._from.day())


class ExtendDialog(FormDialog):
    """By how many days, why, and since when the resident knows."""

    form = "term-extend"

    def __init__(self, desk: Desk, case_id: str, term: TermLine, parent: QWidget) -> None:
        about = _(
            "The resident must know before the term ends, with the day on which the decision can be expected"
            " ({source}). Take no more days than you need.",
            source=source(term),
        )
        asking = Asking(_("Extend: {term}", term=term.name), _("Extend"), about, _("The term is extended."))
        super().__init__(desk, asking, parent, thing=f"{case_id}:{term.term}")
        self._case_id, self._term = case_id, term.term
        self._line = term
        self._days = Number(largest=365, suffix=_("days"))
        self._told = DayField(today=desk.workplace.today)
        self._told.put(desk.workplace.today)
        self._ground = LongText(lines=2)
        self.add("days", _("By how many &days"), self._days)
        self.add("ground", _("&Why, as told to the resident"), self._ground)
        self.add("told_on", _("The resident was &told on"), self._told)
        self._days.given.connect(self._warn)

    def _warn(self, days: int | None) -> None:
        """No refusal: the act asks for a time as short as possible and names no longest one."""
        long = is_long(self._line.days, days or 0)
        self.rows["days"].remark(
            _(
                "That is longer than the term itself ({days} days). The act asks for a time as short as possible "
                "({source}).",
                days=self._line.days,
                source=source(self._line),
            )
            if long
            else ""
        )

    @override
    def job(self) -> Callable[[], object]:
        extension = Extension(self._days.number(), self._ground.toPlainText().strip(), self._told.day())
        return partial(extend_term, self.desk.workplace, self._case_id, self._term, extension)


def source(term: TermLine) -> str:
    """Where pausing and extending stand."""
    return f"{term.ground.document}, {term.ground.paragraph}" if term.ground else ""
