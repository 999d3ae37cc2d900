"""Household and network: who lives there, who helps, and for whom it weighs too heavily."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.people import NetworkMember
from desktop.services.case_reading import CasePage
from desktop.services.households import add_network_member, change_network_member, remove_network_member
from desktop.services.names import full_name
from desktop.views.cases.panel import Panel, fresh
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.screen import Screen


class People(Panel):
    """The household above, the network under it, and a line to add someone."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._household = self.card(_("Household"))
        network = self.card(_("People near the resident"))
        self._network = column(gap=Space.S)
        network.addLayout(self._network)
        network.addLayout(self._make_form())
        self.body.addStretch(1)

    @override
    def draw(self, page: CasePage) -> None:
        household = fresh(self._household)
        names = ", ".join(filter(None, map(full_name, page.housemates)))
        household.addWidget(
            Text(names or _("As far as we know the resident lives alone."), "body" if names else "muted")
        )
        if page.carers:
            household.addWidget(Text(_("Providers in this household: {names}", names=", ".join(page.carers)), "muted"))
        network = fresh(self._network)
        for member in page.network:
            network.addLayout(self._member(member))
        if not page.network:
            network.addWidget(Text(_("Nobody has been written down yet. Who is near, and who helps?"), "muted"))

    @override
    def forget(self) -> None:
        super().forget()
        self._empty_form()

    def _make_form(self) -> Beside:
        form = Beside(gap=Space.M)
        self._name, self._relation, self._helps = QLineEdit(), QLineEdit(), QLineEdit()
        for text, field, name, share in (
            (_("Na&me"), self._name, "name", 2),
            (_("&Who is it"), self._relation, "relation", 2),
            (_("&Helps with"), self._helps, "helps_with", 3),
        ):
            field.setObjectName(f"network-{name.partition('_')[0]}")
            field.returnPressed.connect(self._on_add)
            self.owner.rows[name] = FieldRow(text, field)
            form.put(self.owner.rows[name], share=share, letters=18)
        self._carer = QCheckBox(_("gives informal care"))
        self._carer.setObjectName("network-carer")
        add = Button(_("Add"), icon="add")
        add.setObjectName("network-add")
        add.setAccessibleName(_("Add this person"))
        add.clicked.connect(self._on_add)
        form.put(self._carer, share=0, low=True)
        form.put(add, share=0, low=True)
        return form

    def _member(self, member: NetworkMember) -> Beside:
        line = Beside(gap=Space.M)
        holder = QWidget()
        words = column(holder, gap=0)
        relation = f" ({member.relation})" if member.relation else ""
        words.addWidget(Text(member.name + relation, "strong"))
        if member.helps_with:
            words.addWidget(Text(member.helps_with, "muted"))
        line.put(holder, letters=20)
        if member.informal_carer:
            line.put(Badge(_("informal carer"), tone=Tone.ACCENT, icon="person"), share=0, down=0.5)
        if member.overburdened:
            line.put(Badge(_("overburdened"), tone=Tone.CAUTION), share=0, down=0.5)
        line.put(self._burden(member), share=0, down=0.5)
        off = QuietButton(_("Remove"))
        off.setAccessibleName(_("Remove {name}", name=member.name))
        off.clicked.connect(partial(self._on_remove, member.id))
        line.put(off, share=0, down=0.5)
        return line

    def _burden(self, member: NetworkMember) -> QuietButton:
        eased = member.overburdened
        button = QuietButton(_("No longer overburdened") if eased else _("Report as overburdened"))
        button.setAccessibleName(
            _("{name} is no longer overburdened", name=member.name)
            if eased
            else _("{name} is overburdened", name=member.name)
        )
        button.clicked.connect(partial(self.act, change_network_member, member.id, overburdened=not eased))
        return button

    def _on_add(self) -> None:
        if self.page is None or not self._name.text().strip():
            self._name.setFocus()
            return
        self.act(
            add_network_member,
            self.page.resident.id,
            self._name.text().strip(),
            relation=self._relation.text().strip(),
            helps_with=self._helps.text().strip(),
            informal_carer=self._carer.isChecked(),
        )
        self._empty_form()
        self._name.setFocus()

    def _on_remove(self, member_id: str) -> None:
        self.act(remove_network_member, member_id, said=_("Removed from the people near the resident."))

    def _empty_form(self) -> None:
        for field in (self._name, self._relation, self._helps):
            field.clear()
        self._carer.setChecked(False)
