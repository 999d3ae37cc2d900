"""How residents reach each municipality, as its letters say it; who may, fills it in here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import _
from desktop.models.region import Contact
from desktop.rules.permissions import Act, may
from desktop.services.reach import ReachLine, drop_reach, keep_reach, reach_lines
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.cards import Card
from desktop.views.design.inputs import LongText
from desktop.views.design.tokens import Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.settings.own_data import OwnDataPanel, act_button
from desktop.views.settings.own_form import OwnForm


class ReachPanel(OwnDataPanel[ReachLine]):
    """Every municipality with its telephone and address."""

    kind = "municipality_contact"

    def __init__(self, desk: Desk) -> None:
        told = _(
            "Letters to residents bear this: the letter to who waits, and the decision. Where it is not filled in, the "
            "letter to who waits points to the website. What you fill in here goes to your whole team."
        )
        may_change = may(desk.workplace.role, Act.CHANGE_TERMS)
        super().__init__(desk, _("How residents reach the municipality"), told, may_change=may_change)

    @override
    def reads(self) -> Callable[[], tuple[ReachLine, ...]]:
        return partial(reach_lines, self.desk.workplace)

    @override
    def card(self, line: ReachLine) -> Card:
        card = Card(line.municipality)
        if line.is_own:
            card.head.addWidget(Badge(_("filled in here"), tone=Tone.GOOD))
        card.body.addWidget(Text(in_words(line.contact)))
        if self.may_change:
            name = line.municipality
            made = Flowing(act_button(_("Change"), "edit", name, partial(self._change, line)))
            if line.is_own:
                made.add(act_button(_("As in the profile"), "undo", name, partial(self._drop, name)))
            card.body.addWidget(made)
        return card

    @override
    def on_kept(self, filled_in: object) -> None:
        fields = cast("dict[str, object]", filled_in)
        said = _("Letters of {name} bear this from now on.", name=fields["municipality"])
        self.keep(partial(keep_reach, self.desk.workplace, fields), said)

    def _change(self, line: ReachLine) -> None:
        self.open_form(ReachForm(line))

    def _drop(self, municipality: str) -> None:
        said = _("What the region's profile says holds again.")
        self.write(partial(drop_reach, self.desk.workplace, municipality), said)


class ReachForm(OwnForm):
    """Telephone, when it is answered, and the address."""

    def __init__(self, line: ReachLine) -> None:
        super().__init__("reach", _("How residents reach {name}", name=line.municipality))
        self._municipality = line.municipality
        self._phone, self._hours, self._address = QLineEdit(), QLineEdit(), LongText(lines=3, most_lines=4)
        self._phone.setMaxLength(40)
        self._hours.setMaxLength(120)
        self._hours.setPlaceholderText(_("like on working days from 9 to 12"))
        self.lay(
            (("phone", _("&Telephone"), self._phone), ("hours", _("When it is &answered"), self._hours)),
            (("address", _("A&ddress, as on an envelope"), self._address),),
        )
        self._phone.setText(line.contact.phone)
        self._hours.setText(line.contact.hours)
        self._address.put("\n".join(line.contact.address))

    @override
    def filled_in(self) -> dict[str, object]:
        return {
            "municipality": self._municipality,
            "phone": self._phone.text().strip(),
            "hours": self._hours.text().strip(),
            "address": self._address.toPlainText(),
        }


def in_words(contact: Contact) -> str:
    """What is known of it on one line."""
    phone = f"{contact.phone} ({contact.hours})" if contact.phone and contact.hours else contact.phone
    return " · ".join(filter(None, (phone, ", ".join(contact.address)))) or _("not filled in yet")
