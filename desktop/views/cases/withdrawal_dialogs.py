"""A resident withdraws an application: who, when, how that was told, and what becomes of what was drafted for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.casework import Application
from desktop.models.kinds import ConsentBy
from desktop.models.labels import label
from desktop.services.case_page import CasePage
from desktop.services.withdrawals import Drafted, Withdrawal, take_withdrawal_back, withdraw_application
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.desk import Desk
from desktop.views.indication.answered import application_text


class WithdrawDialog(FormDialog):
    """Which application, and how it was withdrawn. While a draft hangs on it, it asks what becomes of that."""

    form = "withdraw-application"

    def __init__(self, desk: Desk, page: CasePage, parent: QWidget) -> None:
        about = _(
            "The term ends on that day, and no decision is asked for. Without an application none is owed (Algemene "
            "wet bestuursrecht, art. 4:13). Help that runs already goes on."
        )
        said = _("The application is withdrawn. You find the letter to the resident under Papers.")
        asking = Asking(_("The application is withdrawn"), _("Write down"), about, said)
        super().__init__(desk, asking, parent, thing=page.case.id)
        self._page, self._known = page, page.waits_for_decision
        self._which = _which(self._known)
        self._day, self._how, self._why = DayField(today=desk.workplace.today), QLineEdit(), LongText(lines=2)
        self._by = Choice({one.value: label(one) for one in ConsentBy})
        self._drafted = Choice({"": "", **{one.value: _drafted(one) for one in Drafted}})
        self._day.put(desk.workplace.today)
        self._how.setPlaceholderText(_("Like by phone, in a talk, in a letter or by e-mail"))
        self._how.setMaxLength(200)
        if len(self._known) > 1:
            self.add("which", _("Which appli&cation"), self._which)
            self._which.chosen.connect(self._show)
        self.add("withdrawn_on", _("&Day it was withdrawn"), self._day)
        self.add("withdrawn_by", _("&Who withdrew it"), self._by)
        self.add("withdrawn_how", _("&How it was told"), self._how)
        self.add("withdrawn_why", _("Wh&y, if it was said"), self._why, help_text=_("It need not be said."))
        waits = _("Nobody can decide on it any more without another application.")
        self.add("drafted", _("What becomes of the &indication that was drafted"), self._drafted, help_text=waits)
        self._show()

    @override
    def taken_up(self) -> None:
        self._show()

    @override
    def job(self) -> Callable[[], object]:
        drafted = Drafted(self._drafted.key()) if self._drafted.key() else None
        how, why = self._how.text().strip(), self._why.toPlainText().strip()
        told = Withdrawal(self._day.day(), ConsentBy(self._by.key()), how, why, drafted if self._hangs() else None)
        return partial(withdraw_application, self.desk.workplace, self._which.key(), told)

    def _hangs(self) -> bool:
        asked = self._which.key()
        return any(one.is_undecided and one.answering.may_be_about(asked) for one in self._page.indications)

    def _show(self, _key: object = None) -> None:
        self.rows["drafted"].setVisible(self._hangs())


class TakeBackDialog(FormDialog):
    """An application turns out to stand."""

    form = "take-withdrawal-back"

    def __init__(self, desk: Desk, page: CasePage, parent: QWidget) -> None:
        about = _(
            "The application waits for a decision again, and its term counts from the day on which it came in. A draft "
            "that was thrown away does not come back."
        )
        asking = Asking(
            _("The application was not withdrawn"), _("Let it stand"), about, _("The application stands again.")
        )
        super().__init__(desk, asking, parent, thing=page.case.id)
        self.puts_right = True
        self._which = _which(withdrawn_of(page))
        self.add("which", _("Which appli&cation"), self._which)

    @override
    def job(self) -> Callable[[], object]:
        return partial(take_withdrawal_back, self.desk.workplace, self._which.key())


def withdrawn_of(page: CasePage) -> tuple[Application, ...]:
    """The applications of a case that were withdrawn, the oldest first."""
    return tuple(one for one in page.applications if one.withdrawn_on is not None)


def _which(known: tuple[Application, ...]) -> Choice:
    choice = Choice({one.id: application_text(one) for one in known})
    if known:
        choice.put(known[-1].id)
    return choice


def _drafted(fate: Drafted) -> str:
    if fate is Drafted.STAYS:
        return _("It stays, for another application")
    return _("It goes: a draft is thrown away, what was approved ends")
