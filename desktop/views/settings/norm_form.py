"""The form for one norm for waiting."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from desktop.language import _
from desktop.models.base import new_id
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, WaitPhase
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.models.waiting import WaitNorm
from desktop.services.norms import NormLine, read_weeks, write_weeks
from desktop.services.wording import explain
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import ChipRow, PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space

_LETTERS = 20


class NormForm(Card):
    """Name, weeks, for what, and where it stands.

    Signals:
        kept: A `WaitNorm`, to be written.
        left: The person wants nothing after all.

    Attributes:
        rows: Its fields by the field's name in the model.
    """

    kept = Signal(object)
    left = Signal()

    def __init__(self, profile: RegionProfile, line: NormLine | None) -> None:
        """With a line it changes that norm."""
        super().__init__(_("Change the norm") if line else _("A norm of your own"), look="sunken")
        self._profile = profile
        self._key = line.norm.key if line else ""
        self._name, self._weeks, self._document, self._paragraph = (QLineEdit() for _field in range(4))
        self._weeks.setPlaceholderText(_("like 6 wk or 1 dag"))
        self._law = Choice({"": _("all acts")} | {law.value: label(law) for law in _laws(profile)})
        self._law.chosen.connect(self._on_law)
        self._phase = Choice({phase.value: label(phase) for phase in WaitPhase})
        self._products = ChipRow(_("Only for these products; none means all"))
        self.rows = {
            "name": FieldRow(_("&Name"), self._name),
            "weeks": FieldRow(_("At &most"), self._weeks),
            "phase": FieldRow(_("Which &wait"), self._phase),
            "law": FieldRow(_("&Act"), self._law),
            "products": FieldRow(_("Only for these &products; none means all"), self._products),
            "document": FieldRow(_("&Document it stands in"), self._document),
            "paragraph": FieldRow(_("Para&graph"), self._paragraph),
        }
        self._lay_out()
        self._fill(line)

    def begin(self) -> None:
        """Puts the keyboard where one begins."""
        (self._weeks if self._key else self._name).setFocus(Qt.FocusReason.OtherFocusReason)

    def norm(self) -> WaitNorm:
        """As it stands.

        Raises:
            RuleBroken: When the weeks cannot be read, or a text is too long for its field.
        """
        for name, field, most in (("name", self._name, 200), ("document", self._document, 300)):
            if len(field.text()) > most:
                raise RuleBroken("too-long", name, most=most)
        law = self._law.key()
        own = new_id()
        return WaitNorm(
            id=own,
            key=self._key or own,
            name=self._name.text().strip(),
            law=Law(law) if law else None,
            products=self._products.on(),
            phase=WaitPhase(self._phase.key()),
            weeks=read_weeks(self._weeks.text()),
            document=self._document.text().strip(),
            paragraph=self._paragraph.text().strip()[:200],
        )

    def _lay_out(self) -> None:
        for names in (("name", "weeks"), ("phase", "law")):
            line = Beside(gap=Space.M)
            for name in names:
                line.put(self.rows[name], letters=_LETTERS)
            self.body.addLayout(line)
        for name in ("products", "document", "paragraph"):
            self.body.addWidget(self.rows[name])
        for name, row in self.rows.items():
            row.field.setObjectName(f"norm-{name}")
        keep = PrimaryButton(_("Keep"), icon="check")
        keep.setObjectName("norm-keep")
        keep.clicked.connect(self._on_keep)
        cancel = QuietButton(_("Cancel"))
        cancel.setObjectName("norm-cancel")
        cancel.clicked.connect(self.left)
        self.body.addWidget(Flowing(keep, cancel))

    def _fill(self, line: NormLine | None) -> None:
        if line is not None:
            norm = line.norm
            self._name.setText(norm.name)
            weeks = norm.weeks if norm.weeks is not None else line.usual_weeks
            self._weeks.setText("" if weeks is None else write_weeks(weeks))
            self._law.put(norm.law.value if norm.law else "")
            self._phase.put(norm.phase.value)
            self._document.setText(norm.document)
            self._paragraph.setText(norm.paragraph)
        self._on_law()
        if line is not None:
            self._products.put_on(*line.norm.products)

    def _on_law(self) -> None:
        law = self._law.key()
        fitting = [one for one in self._profile.products if law in {"", one.law.value} and not one.ended_on]
        self._products.offer({one.id: one.name for one in fitting})

    def _on_keep(self) -> None:
        for row in self.rows.values():
            row.problem("")
        try:
            self.kept.emit(self.norm())
        except RuleBroken as fault:
            self.rows[fault.field].problem(explain(fault))
            self.rows[fault.field].field.setFocus()


def _laws(profile: RegionProfile) -> tuple[Law, ...]:
    return tuple(dict.fromkeys(lot.law for lot in profile.lots))
