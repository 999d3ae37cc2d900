"""Around the contracts of a provider: strategic partner, whom it works with, and whom one reaches."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.kinds import CooperationKind
from desktop.models.labels import label
from desktop.models.purchasing import ProviderContact
from desktop.services.contract_reading import ProviderContracts, Together
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, QuietButton, RowButton
from desktop.views.design.cards import Card
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text


class PartnersCard(Card):
    """Strategic partner or not, and the providers it works with.

    Signals:
        partner_named: True when the region names it a strategic partner from now on.
        opened: Id of the other provider.
        ended: Id of the cooperation that is over.
        add_asked: A cooperation must be written down.
    """

    partner_named = Signal(bool)
    opened = Signal(object)
    ended = Signal(str)
    add_asked = Signal()

    def __init__(self, page: ProviderContracts, *, may_change: bool, may_name: bool) -> None:
        super().__init__(_("Works together"), gap=Space.S)
        is_partner = page.provider.strategic_partner
        if is_partner:
            self.head.addWidget(Badge(_("strategic partner"), tone=Tone.ACCENT, icon="star"))
        for one in page.together:
            self.body.addLayout(self._line(one, may_change=may_change))
        if not page.together:
            self.body.addWidget(Text(_("No subcontractors or cooperations are known."), "muted"))
        buttons = Beside(gap=Space.S, sharing=False)
        if may_change:
            add = Button(_("Add a cooperation"), icon="add")
            add.setObjectName("add-cooperation")
            add.clicked.connect(self.add_asked)
            buttons.addWidget(add)
        if may_name:
            other = _("No strategic partner any more") if is_partner else _("Name strategic partner")
            name = QuietButton(other, icon="star")
            name.setObjectName("name-partner")
            name.clicked.connect(partial(self.partner_named.emit, not is_partner))
            buttons.addWidget(name)
        self.body.addLayout(buttons)

    def _line(self, one: Together, *, may_change: bool) -> Beside:
        line = Beside(gap=Space.S)
        detail = " · ".join(filter(None, (_how(one), _period(one), one.cooperation.note)))
        opens = RowButton(title=one.name, detail=detail, icon="network", key=one.other_id)
        opens.opened.connect(self.opened)
        line.put(opens, letters=34, down=0.5)
        if may_change and one.is_running:
            end = QuietButton(_("End"), icon="stop")
            end.setAccessibleName(_("End the cooperation with {name}", name=one.name))
            end.clicked.connect(partial(self.ended.emit, one.cooperation.id))
            line.put(end, share=0, down=0.5)
        return line


class ContactsCard(Card):
    """Whom one reaches.

    Signals:
        add_asked: A contact must be written down.
        change_asked: The `ProviderContact` to put right.
        removed: Id of a contact.
    """

    add_asked = Signal()
    change_asked = Signal(object)
    removed = Signal(str)

    def __init__(self, contacts: tuple[ProviderContact, ...], *, may_change: bool) -> None:
        super().__init__(_("Contacts"), gap=Space.S)
        for contact in contacts:
            self.body.addLayout(self._line(contact, may_change=may_change))
        if not contacts:
            self.body.addWidget(Text(_("Nobody is written down yet."), "muted"))
        if may_change:
            add = Button(_("Add a contact"), icon="add")
            add.setObjectName("add-contact")
            add.clicked.connect(self.add_asked)
            buttons = Beside(sharing=False)
            buttons.addWidget(add)
            self.body.addLayout(buttons)

    def _line(self, contact: ProviderContact, *, may_change: bool) -> Beside:
        line = Beside(gap=Space.S)
        parts = (contact.name, contact.role, contact.phone, contact.email, contact.note)
        line.put(Text(" · ".join(filter(None, parts))), letters=34, down=0.5)
        if may_change:
            for text, icon, slot in (
                (_("Change"), "edit", partial(self.change_asked.emit, contact)),
                (_("Remove"), "remove", partial(self.removed.emit, contact.id)),
            ):
                button = QuietButton(text, icon=icon)
                button.setAccessibleName(_("{act}: {contract}", act=text, contract=contact.name))
                button.clicked.connect(slot)
                line.put(button, share=0, down=0.5)
        return line


def _how(one: Together) -> str:
    if one.cooperation.kind is CooperationKind.COOPERATION:
        return label(one.cooperation.kind)
    return _("subcontractor of this provider") if one.leads else _("this provider is its subcontractor")


def _period(one: Together) -> str:
    start = _("since {day}", day=short_day(one.cooperation.start)) if one.cooperation.start else ""
    end = _("until {day}", day=short_day(one.cooperation.end)) if one.cooperation.end else ""
    return " ".join(filter(None, (start, end)))
