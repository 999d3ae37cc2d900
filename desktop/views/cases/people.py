"""Household and network: who lives there, which acts meet, who comes, who helps, and what they agreed may be shared."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.people import NetworkMember
from desktop.rules.prompts.phrases import listed
from desktop.services.case_reading import CasePage
from desktop.services.home import Near
from desktop.services.households import add_network_member, change_network_member, remove_network_member
from desktop.views.cases.consents import Consents
from desktop.views.cases.home import Household, ParallelCases, WhoCome
from desktop.views.cases.panel import Panel, fresh
from desktop.views.cases.people_dialogs import MemberDialog
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.half_typed import HalfTyped
from desktop.views.problems import clear_problems
from desktop.views.screen import Screen

_CARER = "informal_carer"


class People(Panel):
    """The household above, then who comes, the network with a line to add someone, and consent."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._adding = ""
        self._cards = (Household(screen), ParallelCases(screen), WhoCome(screen))
        for card in self._cards:
            self.body.addWidget(card)
        network = self.card(_("People near the resident"))
        self._load = Text("", "muted")
        network.addWidget(self._load)
        self._network = column(gap=Space.S)
        network.addLayout(self._network)
        network.addLayout(self._make_form())
        self._consents = Consents(screen)
        self.body.addWidget(self._consents)
        self.body.addStretch(1)

    @override
    def draw(self, page: CasePage) -> None:
        for card in (*self._cards, self._consents):
            card.draw(page)
        load = page.home.load
        heavy = listed(load.overburdened)
        told = (
            ngettext("1 informal carer", "{n} informal carers", len(load.informal)) if load.informal else "",
            _("it weighs too heavily for {names}", names=heavy) if heavy else "",
        )
        self._load.setText(" · ".join(filter(None, told)))
        self._load.setVisible(any(told))
        network = fresh(self._network)
        for near in page.home.near:
            network.addLayout(self._member(near, page))
        if not page.home.near:
            network.addWidget(Text(_("Nobody has been written down yet. Who is near, and who helps?"), "muted"))

        self._half.look(page.case.id)

    @override
    def flush(self) -> None:
        self._half.flush()

    @override
    def forget(self) -> None:
        super().forget()
        self._half.leave()
        self._empty_form()

    def _make_form(self) -> Beside:
        form = Beside(gap=Space.M)
        self._half = HalfTyped(self, self.owner.desk, "new-network-member")
        self._half.found.connect(self._on_found)
        self._name, self._relation, self._helps = QLineEdit(), QLineEdit(), QLineEdit()
        for text, field, name, share in (
            (_("Na&me"), self._name, "name", 2),
            (_("&Who is it"), self._relation, "relation", 2),
            (_("&Helps with"), self._helps, "helps_with", 3),
        ):
            field.setObjectName(f"network-{name.partition('_')[0]}")
            field.returnPressed.connect(self._on_add)
            field.textEdited.connect(partial(self._half.put, name))
            self.owner.rows[name] = FieldRow(text, field)
            form.put(self.owner.rows[name], share=share, letters=18)
        self._carer = QCheckBox(_("gives informal care"))
        self._carer.setObjectName("network-carer")
        self._carer.toggled.connect(partial(self._half.put, _CARER))
        add = Button(_("Add"), icon="add")
        add.setObjectName("network-add")
        add.setAccessibleName(_("Add this person"))
        add.clicked.connect(self._on_add)
        form.put(self._carer, share=0, low=True)
        form.put(add, share=0, low=True)
        return form

    def _member(self, near: Near, page: CasePage) -> Beside:
        member = near.member
        line = Beside(gap=Space.M)
        holder = QWidget()
        words = column(holder, gap=0)
        relation = f" ({member.relation})" if member.relation else ""
        words.addWidget(Text(member.name + relation, "strong"))
        whom = _("helps {name}", name=near.helps) if page.home.mates else ""
        about = " · ".join(filter(None, (whom, member.helps_with, member.phone)))
        if about:
            words.addWidget(Text(about, "muted"))
        line.put(holder, letters=20)
        if member.informal_carer:
            line.put(Badge(_("informal carer"), tone=Tone.ACCENT, icon="person"), share=0, down=0.5)
        if member.overburdened:
            line.put(Badge(_("overburdened"), tone=Tone.CAUTION), share=0, down=0.5)
        for button in self._member_acts(member):
            line.put(button, share=0, down=0.5)
        return line

    def _member_acts(self, member: NetworkMember) -> tuple[QuietButton, ...]:
        change = QuietButton(_("Change"), icon="edit")
        change.setAccessibleName(_("Change: {name}", name=member.name))
        change.clicked.connect(partial(self._on_change, member))
        off = QuietButton(_("Remove"))
        off.setAccessibleName(_("Remove {name}", name=member.name))
        off.clicked.connect(partial(self._on_remove, member.id))
        return self._burden(member), change, off

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

    def _line(self) -> dict[str, QLineEdit]:
        return {"name": self._name, "relation": self._relation, "helps_with": self._helps}

    def _on_found(self, left: dict[str, object]) -> None:
        """Puts back what was typed before, unless one has begun anew."""
        if not any(field.text() for field in self._line().values()):
            for name, field in self._line().items():
                field.setText(str(left.get(name, "")))
            self._tick(on=bool(left.get(_CARER)))

    def _on_add(self) -> None:
        if self.page is None or self._adding:
            return
        if not self._name.text().strip():
            self._name.setFocus()
            return
        self._adding = self.page.case.id
        add = partial(
            add_network_member,
            self.workplace,
            self.page.resident.id,
            self._name.text().strip(),
            relation=self._relation.text().strip(),
            helps_with=self._helps.text().strip(),
            informal_carer=self._carer.isChecked(),
        )
        job = self._half.finish((*self._line(), _CARER), add)
        clear_problems(self.owner.rows)
        self.owner.desk.writer.write(job, self._on_added, failed=self._on_refused)

    def _on_added(self, _answer: object) -> None:
        if self.page is not None and self.page.case.id == self._adding:
            self._empty_form()
            self._name.setFocus()
        self._adding = ""

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._adding = ""
        self.owner.show_fault(fault)

    def _on_change(self, member: NetworkMember, _checked: object = None) -> None:
        MemberDialog(self.owner.desk, member, self.window()).begin()

    def _on_remove(self, member_id: str) -> None:
        self.act(remove_network_member, member_id, said=_("Removed from the people near the resident."))

    def _empty_form(self) -> None:
        for field in self._line().values():
            field.clear()
        self._tick(on=False)

    def _tick(self, *, on: bool) -> None:
        self._carer.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._carer.setChecked(on)
        self._carer.blockSignals(False)  # noqa: FBT003 - idem
