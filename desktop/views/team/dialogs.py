"""What is asked before cases go to a colleague, for good or for an absence, and how much someone can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.services.cases import hand_over
from desktop.services.covering import cover
from desktop.services.team_page import ConsultantLine, set_capacity
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.inputs import Choice, DayField, LongText, Number
from desktop.views.desk import Desk

_MOST = 500


class HandOverDialog(FormDialog):
    """To whom, when it is talked through, and what goes with it."""

    form = "team-handover"

    def __init__(self, desk: Desk, cases: tuple[str, ...], receivers: Mapping[str, str], parent: QWidget) -> None:
        about = ngettext("1 case goes to a colleague.", "{n} cases go to a colleague.", len(cases))
        said = ngettext("1 case was handed over.", "{n} cases were handed over.", len(cases))
        super().__init__(desk, Asking(_("Hand over"), _("Hand over"), about, said), parent, thing=cases[0])
        self._cases = cases
        self._to, self._day, self._what = Choice(receivers), DayField(today=desk.workplace.today), LongText(lines=3)
        self._day.put(desk.workplace.today)
        self.add("to", _("&To whom"), self._to)
        self.add("on_day", _("&Day of the talk"), self._day, help_text=_("Each case gets a warm handover on this day."))
        self.add("what", _("&What goes with it"), self._what)

    @override
    def job(self) -> Callable[[], object]:
        what = self._what.toPlainText().strip()
        return partial(hand_over, self.desk.workplace, self._cases, self._to.key(), what, self._day.day())


class CoverDialog(FormDialog):
    """Who covers, and until when."""

    form = "cover"

    def __init__(self, desk: Desk, cases: tuple[str, ...], receivers: Mapping[str, str], parent: QWidget) -> None:
        about = ngettext(
            "1 case goes to a colleague for a while. Whose it is stays known.",
            "{n} cases go to a colleague for a while. Whose they are stays known.",
            len(cases),
        )
        said = ngettext("1 case is covered.", "{n} cases are covered.", len(cases))
        super().__init__(desk, Asking(_("Cover an absence"), _("Cover"), about, said), parent, thing=cases[0])
        self._cases = cases
        self._by, self._until = Choice(receivers), DayField(today=desk.workplace.today)
        self.add("by", _("&Who covers"), self._by)
        self.add("until", _("&Until and with"), self._until)

    @override
    def job(self) -> Callable[[], object]:
        return partial(cover, self.desk.workplace, self._cases, self._by.key(), self._until.day())


class CapacityDialog(FormDialog):
    """How much work a consultant can have."""

    form = "capacity"

    def __init__(self, desk: Desk, line: ConsultantLine, usual: int, parent: QWidget) -> None:
        about = _("For everyone it is {n} usual cases. Someone who works less or is new has less.", n=usual)
        asking = Asking(_("Capacity of {name}", name=line.name), _("Set"), about, _("The capacity is set."))
        super().__init__(desk, asking, parent, thing=line.colleague_id)
        self.puts_right = True
        self._line, self._usual = line, usual
        self._cases = Number(largest=_MOST)
        self._cases.put(line.load.capacity if line.load else usual)
        self.add("value", _("&Usual cases"), self._cases)

    @override
    def job(self) -> Callable[[], object]:
        chosen = self._cases.number()
        cases = None if chosen == self._usual else chosen
        return partial(set_capacity, self.desk.workplace, self._line.colleague_id, cases)
