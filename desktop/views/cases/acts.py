"""What one does now and then with a whole case: an application, the resident's own plan, handing over, closing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.kinds import CasePhase, EndReason
from desktop.rules.permissions import Act, may, works_on_cases
from desktop.services import forms
from desktop.services.case_reading import CasePage
from desktop.services.cases import (
    CaseEnding,
    close_case,
    reopen_case,
)
from desktop.services.ending_words import REASONS
from desktop.services.left_open import left_open
from desktop.services.referrals import ReferralChoices, referral_choices
from desktop.views.cases.application_dialogs import ApplicationDialog, OwnPlanDialog, ReportDayDialog
from desktop.views.cases.passing_dialogs import HandoverDialog, ReferralDialog, ToColleagueDialog
from desktop.views.cases.request_dialogs import AskedDialog
from desktop.views.cases.withdrawal_dialogs import TakeBackDialog, WithdrawDialog, withdrawn_of
from desktop.views.design.buttons import Button, PrimaryButton
from desktop.views.design.dress import column, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import focus_first
from desktop.views.design.inputs import Choice, LongText
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, PageTitle, Text
from desktop.views.desk import Desk
from desktop.views.kept_form import KeptForm
from desktop.views.screen import Screen

_NARROWEST, _WIDTH = 480, 560
"""Of a dialog, in pixels."""

_MOST_LINES = 6
"""Of a warning, so that the fields stay in view."""

_CLOSE = "close-case"
"""Under these names the words before an act are kept."""


class AskDialog(QDialog):
    """A few words before an act, and the act itself. What is typed is kept until the act was done.

    Whoever does the act ends it with `forms.finish`, so that words that come with a refused act are not lost.

    Signals:
        answered: (what was chosen, what was written).
    """

    answered = Signal(str, str)

    def __init__(self, title: str, act: str, parent: QWidget, *, about: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("ask")
        self.setWindowTitle(title)
        self.setMinimumWidth(_NARROWEST)
        layout = column(self, gap=Space.L, edge=Space.XL)
        layout.addWidget(PageTitle(title))
        if about:
            layout.addWidget(Text(about, "muted"))
        self._rows = column(gap=Space.M)
        layout.addLayout(self._rows)
        self._buttons = row(gap=Space.S)
        layout.addLayout(self._buttons)
        self._act = act
        self._choice: Choice | None = None
        self._text: LongText | None = None
        self._kept_rows: dict[str, FieldRow] = {}
        self._kept: KeptForm | None = None

    def warn(self, about: str, lines: tuple[str, ...]) -> None:
        """What to think of before the act, a line each; of many the first ones."""
        if lines:
            more = [_("and {n} more", n=len(lines) - _MOST_LINES)] if len(lines) > _MOST_LINES else []
            self._rows.addWidget(Hint("\n• ".join([about, *lines[:_MOST_LINES], *more]), icon="caution"))

    def offer(self, label: str, choices: dict[str, str]) -> None:
        """Something to choose."""
        self._choice = Choice(choices)
        self._choice.setObjectName("ask-choice")
        self._kept_rows["choice"] = FieldRow(label, self._choice)
        self._rows.addWidget(self._kept_rows["choice"])

    def ask(self, label: str) -> None:
        """Something to write; it may stay empty."""
        self._text = LongText(lines=3)
        self._text.setObjectName("ask-text")
        self._kept_rows["text"] = FieldRow(label, self._text)
        self._rows.addWidget(self._kept_rows["text"])

    def begin(self, desk: Desk, form: str, thing: str) -> None:
        """Shows it, with the keyboard on the first field; what it asks was said before.

        What is typed is kept under the form's name and the id of what it is about.
        """
        self._kept = KeptForm(self, desk, form, thing, self._kept_rows)
        self._rows.addWidget(self._kept.told)
        self._buttons.addWidget(self._kept.throw_away)
        stop, go = Button(_("Cancel")), PrimaryButton(self._act, icon="check")
        go.setObjectName("ask-go")
        stop.clicked.connect(self.reject)
        go.clicked.connect(self._on_go)
        self._buttons.addStretch(1)
        for button in (stop, go):
            self._buttons.addWidget(button)
        self._kept.begin(puts_right=False)
        self._fit()
        self.open()
        focus_first(self)

    def _fit(self) -> None:
        """High enough for all that is asked and told; a dialog by itself reckons with lines that do not wrap."""
        self.ensurePolished()
        layout = self.layout()
        if layout is not None:
            self.resize(_WIDTH, max(layout.totalHeightForWidth(_WIDTH), layout.sizeHint().height()))

    @override
    def done(self, result: int) -> None:
        if self._kept is not None:
            self._kept.flush()
        super().done(result)

    def _on_go(self) -> None:
        written = self._text.toPlainText().strip() if self._text else ""
        if self._kept is not None:
            self._kept.flush()
        self.answered.emit(self._choice.key() if self._choice else "", written)
        self.accept()


class CaseActs(Button):
    """A button with the acts that fit where the case stands."""

    def __init__(self, owner: Screen) -> None:
        super().__init__(_("More"), icon="down")
        self.setObjectName("case-more")
        self.setAccessibleName(_("More to do with this case"))
        self._owner = owner
        self._page: CasePage | None = None
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._reported = self._act(_("Correct the day of the report of need …"), self._on_reported)
        self._applied = self._act(_("An application came in …"), self._on_applied)
        self._mended = self._act(_("Correct the application …"), self._on_mended)
        self._off = self._act(_("The application is withdrawn …"), self._on_off)
        self._off_back = self._act(_("The application was not withdrawn …"), self._on_off_back)
        self._plan = self._act(_("The resident's own plan came in …"), self._on_plan)
        self._replan = self._act(_("Correct the resident's own plan …"), self._on_plan)
        self._referral = self._act(_("A referral came in …"), self._on_referral)
        self._handover = self._act(_("Agree on a warm handover …"), self._on_handover)
        self._over = self._act(_("Hand over to a colleague …"), self._on_over)
        self._close = self._act(_("Close the case …"), self._on_close)
        self._reopen = self._act(_("Take the case up again"), self._on_reopen)
        self._destroy = self._act(_("A request to destroy the dossier came in …"), self._on_destroy)

    def draw(self, page: CasePage) -> None:
        """Offers what fits."""
        self._page = page
        closed = page.case.phase is CasePhase.CLOSED
        self._reported.setVisible(not closed and page.report is not None)
        self._applied.setVisible(not closed)
        self._mended.setVisible(not closed and bool(page.applications))
        self._off.setVisible(not closed and bool(page.waits_for_decision))
        self._off_back.setVisible(not closed and bool(withdrawn_of(page)))
        self._plan.setVisible(not closed and page.personal_plan is None)
        self._replan.setVisible(not closed and page.personal_plan is not None)
        allowed = may(self._owner.desk.workplace.role, Act.HAND_OVER_CASES)
        self._over.setVisible(not closed and allowed and bool(self._others(page)))
        for act in (self._referral, self._handover, self._close):
            act.setVisible(not closed)
        self._reopen.setVisible(closed)
        self._destroy.setVisible(all(line.until is None for line in page.requests))

    def _act(self, text: str, slot: object) -> QAction:
        action = QAction(text, self._menu)
        action.triggered.connect(slot)
        self._menu.addAction(action)
        return action

    def _others(self, page: CasePage) -> dict[str, str]:
        others = (c for c in page.colleagues if c.id != page.case.consultant and works_on_cases(c.role))
        return {c.id: c.name for c in others}

    def _dialog(self, title: str, act: str, about: str = "") -> AskDialog:
        return AskDialog(title, act, self.window(), about=about)

    def _begin(self, dialog: AskDialog, form: str) -> None:
        if self._page is not None:
            dialog.begin(self._owner.desk, form, self._page.case.id)

    def _finish(self, form: str, job: Callable[[], object], said: str) -> None:
        if self._page is not None:
            done = partial(forms.finish, self._owner.desk.workplace, form, self._page.case.id, job)
            self._owner.act(done, said=said)

    def _on_reported(self) -> None:
        if self._page is not None and self._page.report is not None:
            ReportDayDialog(self._owner.desk, self._page, self._page.report, self.window()).begin()

    def _on_applied(self) -> None:
        if self._page is not None:
            ApplicationDialog(self._owner.desk, self._page, self.window()).begin()

    def _on_mended(self) -> None:
        if self._page is not None:
            ApplicationDialog(self._owner.desk, self._page, self.window(), correct=True).begin()

    def _on_off(self) -> None:
        if self._page is not None:
            WithdrawDialog(self._owner.desk, self._page, self.window()).begin()

    def _on_off_back(self) -> None:
        if self._page is not None:
            TakeBackDialog(self._owner.desk, self._page, self.window()).begin()

    def _on_plan(self) -> None:
        if self._page is not None:
            OwnPlanDialog(self._owner.desk, self._page, self.window()).begin()

    def _on_over(self) -> None:
        if self._page is not None:
            others = self._others(self._page)
            ToColleagueDialog(self._owner.desk, self._page.case.id, others, self.window()).begin()

    def _on_handover(self) -> None:
        if self._page is not None:
            HandoverDialog(self._owner.desk, self._page.case.id, self.window()).begin()

    def _on_referral(self) -> None:
        if self._page is not None:
            job = partial(referral_choices, self._owner.desk.workplace, self._page.case.id)
            self._owner.ask(job, self._on_choices, key="referral-choices")

    def _on_choices(self, choices: ReferralChoices) -> None:
        if self._page is not None:
            ReferralDialog(self._owner.desk, self._page.case.id, choices, self.window()).begin()

    def _on_destroy(self) -> None:
        if self._page is not None:
            AskedDialog(self._owner.desk, self._page, self.window()).begin()

    def _on_close(self) -> None:
        if self._page is None:
            return
        about = _("Help that runs under this case ends today, and so does waiting. You can undo this.")
        dialog = self._dialog(_("Close the case"), _("Close the case"), about)
        dialog.warn(_("Still open; once the case is closed nothing reminds of it:"), self._left_open(self._page))
        dialog.offer(_("Why it ends"), {reason.value: _(text) for reason, text in REASONS.items()})
        dialog.ask(_("In a few words"))
        dialog.answered.connect(self._on_closed)
        self._begin(dialog, _CLOSE)

    def _left_open(self, page: CasePage) -> tuple[str, ...]:
        return left_open(page, self._owner.desk.workplace.today)

    def _on_closed(self, reason: str, note: str) -> None:
        if self._page is not None:
            ending = CaseEnding(EndReason(reason), note)
            job = partial(close_case, self._owner.desk.workplace, self._page.case.id, ending)
            self._finish(_CLOSE, job, _("The case is closed."))

    def _on_reopen(self) -> None:
        if self._page is not None:
            job = partial(reopen_case, self._owner.desk.workplace, self._page.case.id)
            self._owner.act(job, said=_("The case is open again."))
