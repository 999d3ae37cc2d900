"""What is agreed: written at leisure, kept as it is typed, and made a version of the plan when it stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services import forms
from desktop.services.case_reading import CasePage
from desktop.services.forms import SavedForm
from desktop.services.plans import Agreement, agree_plan
from desktop.views.autosave import Autosave
from desktop.views.design.buttons import Button
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, LongText
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.screen import Screen

FORM = "support-plan"
"""Under this name the agreement is kept while it is being written."""

_YES_NO = {True: "yes", False: "no", None: ""}


class AgreementForm(QWidget):
    """Summary, who does what, and whether the resident agrees."""

    def __init__(self, owner: Screen) -> None:
        super().__init__()
        self._owner = owner
        self._page: CasePage | None = None
        self._typed = Autosave(self, self._keep)
        self._begun = False
        layout: QVBoxLayout = column(self, gap=Space.M)
        self.summary, self.agreements = LongText(lines=3), LongText(lines=3)
        self.agrees = Choice({"": _("not asked yet"), "yes": _("agrees"), "no": _("does not agree")}, fitting=True)
        for name, text, field in (
            ("summary", _("For the resident, in plain &words"), self.summary),
            ("agreements", _("Who &does what"), self.agreements),
            ("resident_agrees", _("What the &resident thinks of it"), self.agrees),
        ):
            field.setObjectName(f"plan-{name}")
            owner.rows[name] = FieldRow(text, field)
            layout.addWidget(owner.rows[name])
        self.summary.typed.connect(self._on_typed)
        self.agreements.typed.connect(self._on_typed)
        self.agrees.chosen.connect(self._on_typed)
        self._state = Text("", "muted")
        layout.addWidget(self._state)
        agree = Button(_("Keep this version of the plan"), icon="check")
        agree.setObjectName("plan-agree")
        agree.clicked.connect(self._on_agree)
        layout.addWidget(agree, alignment=Qt.AlignmentFlag.AlignLeft)

    def draw(self, page: CasePage) -> None:
        """Shows the newest version, unless another is being written."""
        first, self._page = self._page is None, page
        plan = page.plan
        self._state.setText(_stands(page))
        if first:
            load = partial(forms.load, self._owner.desk.workplace, FORM, page.case.id)
            self._owner.desk.tasks.store(load, self._on_loaded, key="agreement")
        if plan and not self._begun:
            self._fill(plan.summary, plan.agreements, _YES_NO[plan.resident_agrees])

    def flush(self) -> None:
        """Keeps what is being typed, now."""
        self._typed.flush()

    def forget(self) -> None:
        """Another case is opened."""
        self._page, self._begun = None, False
        self._fill("", "", "")

    def _fill(self, summary: str, agreements: str, agrees: str) -> None:
        self.summary.put(summary)
        self.agreements.put(agreements)
        self.agrees.put(agrees)

    def _on_typed(self) -> None:
        self._begun = True
        self._typed.put("form", None)

    def _on_loaded(self, saved: SavedForm | None) -> None:
        if saved is None or self._page is None or saved.about != self._page.case.id or self._begun:
            return
        self._begun = True
        self._fill(*(str(saved.fields.get(name, "")) for name in ("summary", "agreements", "agrees")))

    def _keep(self, _typed: dict[str, object]) -> None:
        if self._page is None:
            return
        typed = {
            "summary": self.summary.toPlainText(),
            "agreements": self.agreements.toPlainText(),
            "agrees": self.agrees.key(),
        }
        save = partial(forms.save, self._owner.desk.workplace, FORM, self._page.case.id, typed)
        self._owner.desk.tasks.store(save, self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        """Nothing to do: what was typed is kept."""

    def _on_agree(self) -> None:
        if self._page is None:
            return
        self._typed.flush()
        agrees = {"yes": True, "no": False}.get(self.agrees.key())
        agreement = Agreement(self.summary.toPlainText().strip(), self.agreements.toPlainText().strip(), agrees)
        self._owner.desk.writer.write(
            partial(agree_plan, self._owner.desk.workplace, self._page.case.id, agreement),
            self._on_agreed,
            failed=self._on_refused,
            said=_("This version of the plan is kept."),
        )

    def _on_agreed(self, _answer: object) -> None:
        self._begun = False
        if self._page is not None:
            discard = partial(forms.discard, self._owner.desk.workplace, FORM, self._page.case.id)
            self._owner.desk.tasks.store(discard, self._on_kept)

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._owner.show_fault(fault)


def _stands(page: CasePage) -> str:
    """Whether a version was kept, and what is not any more as it was agreed."""
    if page.plan is None:
        return _("No version of the plan was kept yet.")
    kept = _("The newest version was kept on {day}.", day=long_day(page.plan.made_on))
    if not page.plan_changed:
        return kept
    what = ", ".join(page.plan_changed)
    changed = _("Since then this changed: {what}. The plan prints as a draft until you keep a new version.", what=what)
    return f"{kept} {changed}"
