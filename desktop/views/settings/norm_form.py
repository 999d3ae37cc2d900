"""The form for one norm for waiting."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import _
from desktop.models.base import new_id
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, WaitPhase
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.models.waiting import WaitNorm
from desktop.services.norms import NormLine, read_weeks, write_weeks
from desktop.views.design.buttons import ChipRow
from desktop.views.design.inputs import Choice
from desktop.views.settings.own_form import OwnForm


class NormForm(OwnForm):
    """Name, weeks, for what, and where it stands."""

    def __init__(self, profile: RegionProfile, line: NormLine | None) -> None:
        """With a line it changes that norm."""
        super().__init__("norm", _("Change the norm") if line else _("A norm of your own"))
        self._profile = profile
        self._key = line.norm.key if line else ""
        self._name, self._weeks, self._document, self._paragraph = (QLineEdit() for _field in range(4))
        self._weeks.setPlaceholderText(_("like 6 wk or 1 dag"))
        self._law = Choice({"": _("all acts")} | {law.value: label(law) for law in _laws(profile)})
        self._law.chosen.connect(self._on_law)
        self._phase = Choice({phase.value: label(phase) for phase in WaitPhase})
        self._products = ChipRow(_("Only for these products; none means all"))
        self.lay(
            (("name", _("&Name"), self._name), ("weeks", _("At &most"), self._weeks)),
            (("phase", _("Which &wait"), self._phase), ("law", _("&Act"), self._law)),
            (("products", _("Only for these &products; none means all"), self._products),),
            (("document", _("&Document it stands in"), self._document),),
            (("paragraph", _("Para&graph"), self._paragraph),),
        )
        self._fill(line)

    @override
    def begin(self) -> None:
        super().begin()
        if self._key:
            self._weeks.setFocus()

    @override
    def filled_in(self) -> WaitNorm:
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


def _laws(profile: RegionProfile) -> tuple[Law, ...]:
    return tuple(dict.fromkeys(lot.law for lot in profile.lots))
