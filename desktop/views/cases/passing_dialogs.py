"""What is asked when a referral comes in or is looked at, and when something is handed on to someone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.casework import Referral, WarmHandover
from desktop.models.kinds import HandoverTo
from desktop.models.labels import label
from desktop.services.cases import hand_over
from desktop.services.handovers import NewHandover, hold_handover, move_handover, plan_handover
from desktop.services.referrals import ReferralChoices, follow_referral, register
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.desk import Desk

_NONE = {"": "—"}


class ReferralDialog(FormDialog):
    """Who referred, when, and what was asked."""

    form = "referral"

    def __init__(self, desk: Desk, case_id: str, choices: ReferralChoices, parent: QWidget) -> None:
        about = _("Someone outside the own access referred this resident.")
        asking = Asking(_("Register a referral"), _("Register"), about, _("The referral is registered."))
        super().__init__(desk, asking, parent, thing=case_id)
        self._case_id = case_id
        self._kind = Choice({kind.value: label(kind) for kind in choices.kinds})
        self._referrer, self._day, self._note = QLineEdit(), DayField(today=desk.workplace.today), LongText(lines=2)
        self._day.put(desk.workplace.today)
        self._product = Choice(_NONE | choices.products)
        self._provider = Choice(_NONE | choices.providers)
        self.add("kind", _("&Who referred"), self._kind)
        self.add("referrer", _("&Name of the practice or institution"), self._referrer)
        self.add("referred_on", _("&Day of the referral"), self._day)
        self.add("note", _("What was &asked"), self._note)
        self.add("product", _("&Help that was named"), self._product)
        self.add("provider_id", _("&Provider that was named"), self._provider)

    @override
    def job(self) -> Callable[[], object]:
        return partial(
            register,
            self.desk.workplace,
            self._case_id,
            kind=self._kind.key(),
            referrer=self._referrer.text().strip(),
            referred_on=self._day.day(),
            note=self._note.toPlainText().strip(),
            product=self._product.key(),
            provider_id=self._provider.key() or None,
        )


class FollowDialog(FormDialog):
    """What became of a referral."""

    form = "referral-followed"

    def __init__(self, desk: Desk, referral: Referral, parent: QWidget) -> None:
        who = " · ".join(filter(None, (label(referral.kind), referral.referrer, long_day(referral.referred_on))))
        asking = Asking(_("What became of the referral?"), _("Write down"), who, _("It is written down."))
        super().__init__(desk, asking, parent, thing=referral.id)
        self._referral = referral.id
        self._outcome, self._day = LongText(lines=3), DayField(today=desk.workplace.today)
        self._day.put(desk.workplace.today)
        self.add("outcome", _("&What became of it"), self._outcome)
        self.add("followed_on", _("Looked at &on"), self._day)

    @override
    def job(self) -> Callable[[], object]:
        outcome = self._outcome.toPlainText()
        return partial(follow_referral, self.desk.workplace, self._referral, outcome, self._day.day())


class HandoverDialog(FormDialog):
    """Who receives it, when, and what goes with it; at which organisation where that is known."""

    form = "handover"

    def __init__(
        self,
        desk: Desk,
        case_id: str,
        parent: QWidget,
        *,
        to: HandoverTo = HandoverTo.PROVIDER,
        organisation: str = "",
    ) -> None:
        about = _("Nothing is handed on without a person who receives it and a date.")
        asking = Asking(_("Agree on a warm handover"), _("Agree"), about, _("The handover is agreed."))
        super().__init__(desk, asking, parent, thing=case_id)
        self._case_id = case_id
        outside = (HandoverTo.PROVIDER, HandoverTo.OTHER_LAW, HandoverTo.COLLEAGUE)
        self._to = Choice({one.value: label(one) for one in outside})
        self._to.put(to.value)
        self._person, self._organisation = QLineEdit(), QLineEdit()
        self._day, self._what = DayField(today=desk.workplace.today), LongText(lines=2)
        self._organisation.setText(organisation)
        self.add("to", _("&To"), self._to)
        self.add("received_by", _("&Person who receives it"), self._person)
        self.add("organisation", _("&Organisation"), self._organisation)
        self.add("on_day", _("&Day of the talk together"), self._day)
        self.add("what", _("What &goes with it"), self._what)

    @override
    def job(self) -> Callable[[], object]:
        new = NewHandover(
            received_by=self._person.text(),
            on_day=self._day.day(),
            to=HandoverTo(self._to.key()),
            organisation=self._organisation.text(),
            what=self._what.toPlainText(),
        )
        return partial(plan_handover, self.desk.workplace, self._case_id, new)


class DayOfHandoverDialog(FormDialog):
    """The day on which the talk took place, or the other day it was moved to."""

    form = "handover-day"

    def __init__(self, desk: Desk, handover: WarmHandover, parent: QWidget, *, held: bool) -> None:
        who = ", ".join(filter(None, (handover.received_by, handover.organisation)))
        said = _("The handover is written down.") if held else _("The handover is moved.")
        title = _("The handover took place") if held else _("Move the handover")
        about_this = f"{handover.id}:{'held' if held else 'moved'}"
        super().__init__(desk, Asking(title, _("Write down"), who, said), parent, thing=about_this)
        self._handover, self._held = handover.id, held
        self._day = DayField(today=desk.workplace.today)
        self._day.put(desk.workplace.today if held else handover.on_day)
        self.add("held_on" if held else "on_day", _("&Day of the talk together"), self._day)

    @override
    def job(self) -> Callable[[], object]:
        act = hold_handover if self._held else move_handover
        return partial(act, self.desk.workplace, self._handover, self._day.day())


class ToColleagueDialog(FormDialog):
    """To which colleague a case goes, when you speak to each other, and what goes with it."""

    form = "to-colleague"

    def __init__(self, desk: Desk, case_id: str, others: dict[str, str], parent: QWidget) -> None:
        about = _("The case goes over now. The talk stands on your colleague's list until it is held.")
        asking = Asking(_("Hand over to a colleague"), _("Hand over"), about, _("The case is handed over."))
        super().__init__(desk, asking, parent, thing=case_id)
        self._case_id = case_id
        self._to, self._day, self._what = Choice(others), DayField(today=desk.workplace.today), LongText(lines=3)
        self._day.put(desk.workplace.today)
        self.add("to", _("&Who receives it"), self._to)
        self.add("on_day", _("&Day of the talk together"), self._day)
        self.add("what", _("What &goes with it"), self._what)

    @override
    def job(self) -> Callable[[], object]:
        what = self._what.toPlainText().strip()
        return partial(hand_over, self.desk.workplace, (self._case_id,), self._to.key(), what, self._day.day())
