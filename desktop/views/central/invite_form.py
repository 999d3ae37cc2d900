"""Letting a colleague in, or giving one who has a store already a new invitation."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.labels import label
from desktop.services.central_desk import MemberLine, NewMember
from desktop.views.design.inputs import Choice
from desktop.views.design.words import Text
from desktop.views.settings.own_form import OwnForm


class InviteForm(OwnForm):
    """Name, role, and for whom the colleague works."""

    def __init__(self, municipalities: tuple[str, ...], line: MemberLine | None) -> None:
        """With a `line` that colleague is invited anew: an invitation of before opens nothing more."""
        super().__init__(
            "invite", _("New invitation") if line else _("Invite a colleague"), act=_("Make the invitation")
        )
        self._id = line.member.colleague_id if line else ""
        self._name, self._team = QLineEdit(), QLineEdit()
        self._role = Choice({role.value: label(role) for role in Role})
        self._municipality = Choice({"": _("the whole region")} | {name: name for name in municipalities})
        self.lay(
            (("user", _("&Name"), self._name), ("role", _("&Role"), self._role)),
            (("municipality", _("&Works for"), self._municipality), ("team", _("&Team"), self._team)),
        )
        if line is not None:
            self._name.setText(line.name)
            self._role.put(line.member.role.value)
            self._municipality.put(line.member.municipality)
            self._team.setText(line.member.team)
            self.body.insertWidget(
                0,
                Text(
                    _(
                        "For another laptop, or when the first invitation came to nothing. An earlier invitation and "
                        "an earlier laptop open nothing any more."
                    ),
                    "muted",
                ),
            )

    @override
    def filled_in(self) -> NewMember:
        name = self._name.text().strip()
        if not name:
            raise RuleBroken("required", "user")
        return NewMember(name, Role(self._role.key()), self._municipality.key(), self._team.text().strip(), self._id)
