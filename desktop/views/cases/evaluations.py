"""Evaluations: what must be held, the form to hold it, and how it went over time."""

from __future__ import annotations

from datetime import date
from functools import partial

from typing_extensions import override

from desktop.language import _, ngettext
from desktop.language.forms import long_day
from desktop.models.indications import Evaluation
from desktop.models.kinds import CasePhase, IndicationStatus
from desktop.rules.evaluations import EvaluationState, state_of
from desktop.services.case_reading import CasePage, IndicationOnPage
from desktop.services.evaluations import remove_evaluation
from desktop.services.holding import ToHold, to_hold
from desktop.services.papers import PaperKind
from desktop.views.cases.evaluation_dialogs import HoldDialog, PlanDialog
from desktop.views.cases.evaluation_table import EvaluationModel, EvaluationTable, Held, held_in
from desktop.views.cases.evaluation_words import STATES, next_text
from desktop.views.cases.panel import Panel, refilled
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, QuietButton, RowButton
from desktop.views.design.dress import column, row
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.screen import Screen

_SHOWN_AT_FIRST, _BESIDE_AT_FIRST = 4, 8
"""Of those that were held: lines, and columns beside each other."""


class Evaluations(Panel):
    """What is planned above, what was held beside each other under it."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._all = False
        ahead = self.card(_("To look back on"))
        self._ahead = column(gap=Space.S)
        ahead.addLayout(self._ahead)
        buttons = row(gap=Space.S)
        self._plan = Button(_("Plan an evaluation"), icon="add")
        self._plan.setObjectName("plan-evaluation")
        self._plan.clicked.connect(self._on_plan)
        buttons.addWidget(self._plan)
        buttons.addStretch(1)
        ahead.addLayout(buttons)
        self._behind = self.card(_("How it went"))
        self._none = Text(_("No evaluation was held yet."), "muted")
        self._behind.addWidget(self._none)
        self._model = EvaluationModel()
        self._table = EvaluationTable(self._model)
        self._behind.addWidget(self._table)
        self._lines = column(gap=Space.S)
        self._behind.addLayout(self._lines)
        self._more = QuietButton("", icon="down")
        self._more.setObjectName("all-evaluations")
        self._more.clicked.connect(self._on_more)
        self._behind.addWidget(self._more)
        self.body.addStretch(1)

    @override
    def draw(self, page: CasePage) -> None:
        self._draw_ahead(page)
        held = held_in(page)
        self._none.setVisible(not held)
        self._table.setVisible(bool(held))
        self._draw_behind(page, held)
        self._plan.setVisible(bool(_running(page)))

    @override
    def forget(self) -> None:
        super().forget()
        self._all = False

    def _draw_ahead(self, page: CasePage) -> None:
        planned = [(one, item) for item in page.indications for one in item.evaluations if one.held_on is None]
        with refilled(self._ahead) as lines:
            for one, item in sorted(planned, key=lambda pair: (pair[0].due_on, pair[0].id)):
                lines.addLayout(self._ahead_line(one, item, closed=page.case.phase is CasePhase.CLOSED))
            if not planned:
                none = (
                    _("No evaluation is planned.") if page.indications else _("There is no help to look back on yet.")
                )
                lines.addWidget(Text(none, "muted"))

    def _draw_behind(self, page: CasePage, held: tuple[Held, ...]) -> None:
        self._model.show_held(page.goals, held if self._all else held[-_BESIDE_AT_FIRST:])
        newest = held[::-1]
        with refilled(self._lines) as lines:
            for one in newest if self._all else newest[:_SHOWN_AT_FIRST]:
                lines.addLayout(self._behind_line(one))
        rest = len(held) - _SHOWN_AT_FIRST
        self._more.setText(ngettext("Show 1 earlier evaluation", "Show {n} earlier evaluations", max(1, rest)))
        self._more.setVisible(rest > 0 and not self._all)

    def _ahead_line(self, one: Evaluation, item: IndicationOnPage, *, closed: bool) -> Beside:
        title = _("At the latest on {day}", day=long_day(one.due_on))
        off = QuietButton(_("Take off"))
        off.setAccessibleName(_("Take off the evaluation of {day}", day=long_day(one.due_on)))
        off.clicked.connect(partial(self._on_take_off, one.id))
        return self._line(one, title, _of(item), *(() if closed else (off,)))

    def _behind_line(self, held: Held) -> Beside:
        one = held.evaluation
        mark = _("mark {mark}", mark=one.satisfaction) if one.satisfaction is not None else ""
        detail = " · ".join(filter(None, (_of(held.item), mark, next_text(one.next))))
        return self._line(one, _("Held on {day}", day=long_day(one.held_on)), detail)

    def _line(self, one: Evaluation, title: str, detail: str, *more: QuietButton) -> Beside:
        line = Beside(gap=Space.S)
        way = RowButton(title=title, detail=detail, icon="eye", key=one.id)
        way.setObjectName(f"hold-{one.id}")
        word, tone, icon = STATES[state_of(one, self._today)]
        way.add_badge(Badge(_(word), tone=tone, icon=icon))
        way.opened.connect(self._on_opened)
        line.put(way, letters=40, down=0.5)
        paper = QuietButton(_("Paper"), icon="document")
        paper.setAccessibleName(_("Paper of the evaluation of {day}", day=long_day(one.held_on or one.due_on)))
        paper.clicked.connect(partial(self._on_paper, one.id))
        for button in (paper, *more):
            line.put(button, share=0, down=0.5)
        return line

    @property
    def _today(self) -> date:
        return self.workplace.today

    def _on_opened(self, evaluation_id: str) -> None:
        self.owner.ask(partial(to_hold, self.workplace, evaluation_id), self._on_to_hold, key="to-hold")

    def _on_to_hold(self, found: ToHold) -> None:
        if self.page is not None and found.indication.case_id == self.page.case.id:
            HoldDialog(self.owner, found).begin()

    def _on_plan(self) -> None:
        if self.page is not None and (helps := _running(self.page)):
            PlanDialog(self.owner, self.page, helps).begin()

    def _on_take_off(self, evaluation_id: str) -> None:
        self.act(remove_evaluation, evaluation_id, said=_("The evaluation is taken off."))

    def _on_paper(self, evaluation_id: str) -> None:
        self.owner.desk.navigator.open_paper(f"{PaperKind.EVALUATION}:{evaluation_id}")

    def _on_more(self) -> None:
        self._all = True
        if self.page is not None:
            self._draw_behind(self.page, held_in(self.page))


def overdue_in(page: CasePage, today: date) -> int:
    """How many should have been held."""
    ones = (one for item in page.indications for one in item.evaluations)
    return sum(state_of(one, today) is EvaluationState.OVERDUE for one in ones)


def _running(page: CasePage) -> tuple[IndicationOnPage, ...]:
    """Help of which an evaluation can be planned."""
    return tuple(item for item in page.indications if item.indication.status is IndicationStatus.APPROVED)


def _of(item: IndicationOnPage) -> str:
    return " · ".join(filter(None, (item.product or _("Help"), item.provider)))
