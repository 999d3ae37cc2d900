"""What is asked before a dossier is kept longer, or before a proposal is declined."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.language.forms import long_day
from desktop.models.faults import RuleBroken
from desktop.models.retention import KeepGround
from desktop.services.retention import decline, keep_longer
from desktop.services.retention_page import DestructionLine, DueLine
from desktop.services.retention_words import GROUND_SOURCES, GROUNDS
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.desk import Desk


class KeepLongerDialog(FormDialog):
    """On which ground, until when, and what is at stake."""

    form = "keep-longer"

    def __init__(self, desk: Desk, line: DueLine, parent: QWidget) -> None:
        about = _("{name}: the term was over on {day}.", name=line.dossier.resident, day=long_day(line.dossier.due_on))
        asking = Asking(_("Keep a dossier longer"), _("Keep longer"), about, _("The dossier is kept longer."))
        super().__init__(desk, asking, parent, thing=line.dossier.case_id)
        self._case = line.dossier.case_id
        self._ground = Choice({g.value: f"{_(text)} ({GROUND_SOURCES[g]})" for g, text in GROUNDS.items()})
        self._until, self._why = DayField(today=desk.workplace.today), LongText(lines=3)
        self.add("ground", _("&On which ground"), self._ground)
        self.add(
            "until_on", _("&Until and with"), self._until, help_text=_("After this day the dossier stands here again.")
        )
        self.add("why", _("&What is at stake"), self._why)

    @override
    def job(self) -> Callable[[], object]:
        ground, until, why = KeepGround(self._ground.key()), self._until.day(), self._why.toPlainText()

        def keep() -> object:
            if until is None:
                raise RuleBroken("required", "until_on")
            return keep_longer(self.desk.workplace, self._case, ground, until, why)

        return keep


class DeclineDialog(FormDialog):
    """Why it is not destroyed."""

    form = "decline-destruction"

    def __init__(self, desk: Desk, line: DestructionLine, parent: QWidget) -> None:
        about = ngettext("1 dossier stays.", "{n} dossiers stay.", line.destruction.dossiers)
        asking = Asking(_("Do not destroy"), _("Do not destroy"), about, _("The dossiers stay."))
        super().__init__(desk, asking, parent, thing=line.destruction.id)
        self._id, self._reason = line.destruction.id, LongText(lines=3)
        self.add("reason", _("&Why not"), self._reason, help_text=_("Whoever proposed it reads this. Write no names."))

    @override
    def job(self) -> Callable[[], object]:
        return partial(decline, self.desk.workplace, self._id, self._reason.toPlainText())
