"""The form for help that a provider was told of by an earlier program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _
from desktop.services.adopting import Adoptable, ToldBefore, adopt_allocation
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.inputs import Choice, DayField, Number
from desktop.views.desk import Desk

_LARGEST = 999_999_999
"""A ToewijzingNummer has nine digits at most."""


class AdoptDialog(FormDialog):
    """Which help, and the number and days that the provider was told."""

    form = "told-before"

    def __init__(self, desk: Desk, found: Sequence[Adoptable], parent: QWidget) -> None:
        about = _(
            "Only for help of which the provider was told exactly this, by the program from before Naober. "
            "It keeps its number, and stands in each next message."
        )
        asking = Asking(_("Told before"), _("Take over"), about, _("The allocation is taken over."))
        super().__init__(desk, asking, parent, thing=found[0].indication_id if found else "")
        self._found = {one.indication_id: one for one in found}
        self._which = Choice({id_: one.about for id_, one in self._found.items()})
        self._which.chosen.connect(self._on_which)
        self._number = Number(largest=_LARGEST)
        self._told, self._start, self._end = (DayField(today=desk.workplace.today) for _field in range(3))
        self.add("indication_id", _("&Help"), self._which)
        self.add("number", _("&Number of the allocation"), self._number)
        self.add("told_on", _("&Day of the allocation"), self._told)
        self.add("start", _("&From, as told"), self._start)
        self.add("end", _("&Until, as told; empty without a last day"), self._end)
        self._on_which()

    @override
    def job(self) -> Callable[[], object]:
        before = ToldBefore(self._number.number(), self._told.day(), self._start.day(), self._end.day())
        return partial(adopt_allocation, self.desk.workplace, self._which.key(), before)

    @override
    def taken_up(self) -> None:
        one = self._found.get(self._which.key())
        if one is not None and not self.is_touched("start"):
            self._start.put(one.start)
        if one is not None and not self.is_touched("end"):
            self._end.put(one.end)

    def _on_which(self) -> None:
        one = self._found.get(self._which.key())
        if one is not None:
            self._start.put(one.start)
            self._end.put(one.end)
