"""Household and network: who lives there, who helps, and for whom it weighs too heavily."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit
from typing_extensions import override

from desktop.language import _
from desktop.models.people import NetworkMember
from desktop.services.case_reading import CasePage
from desktop.services.households import add_network_member, remove_network_member
from desktop.views.cases.panel import Panel, fresh
from desktop.views.design.badges import Badge
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.dress import column, row
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
        names = ", ".join(filter(None, (_full(r.first_names, r.prefix, r.last_name) for r in page.housemates)))
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

    def _make_form(self) -> QHBoxLayout:
        form = row(gap=Space.M)
        self._name, self._relation, self._helps = QLineEdit(), QLineEdit(), QLineEdit()
        self._name.setObjectName("network-name")
        self._carer = QCheckBox(_("gives informal care"))
        for text, field, share in (
            (_("Na&me"), self._name, 2),
            (_("&Who is it"), self._relation, 2),
            (_("&Helps with"), self._helps, 3),
        ):
            form.addWidget(FieldRow(text, field), share)
        add = Button(_("Add"), icon="add")
        add.setObjectName("network-add")
        add.clicked.connect(self._on_add)
        self._name.returnPressed.connect(self._on_add)
        self._helps.returnPressed.connect(self._on_add)
        form.addWidget(self._carer)
        form.addWidget(add)
        return form

    def _member(self, member: NetworkMember) -> QHBoxLayout:
        line = row(gap=Space.M)
        relation = f" ({member.relation})" if member.relation else ""
        line.addWidget(Text(member.name + relation, "strong"))
        line.addWidget(Text(member.helps_with, "muted"), 1)
        if member.informal_carer:
            line.addWidget(Badge(_("informal carer"), tone=Tone.ACCENT, icon="person"))
        if member.overburdened:
            line.addWidget(Badge(_("overburdened"), tone=Tone.CAUTION))
        off = QuietButton(_("Remove"))
        off.setAccessibleName(_("Remove {name}", name=member.name))
        off.clicked.connect(partial(self._on_remove, member.id))
        line.addWidget(off)
        return line

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
        for field in (self._name, self._relation, self._helps):
            field.clear()
        self._carer.setChecked(False)
        self._name.setFocus()

    def _on_remove(self, member_id: str) -> None:
        self.act(remove_network_member, member_id, said=_("Removed from the people near the resident."))


def _full(first: str, prefix: str, last: str) -> str:
    return " ".join(filter(None, (first, prefix, last)))
