"""The form for a term that a municipality holds to in the place of the act's."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import _
from desktop.models.course import TermSetting
from desktop.models.region import RegionProfile, Term
from desktop.services.term_settings import OwnTerm
from desktop.views.design.inputs import Choice, Number
from desktop.views.settings.own_form import OwnForm

_MOST_DAYS = 3650


class TermForm(OwnForm):
    """Where, how many days, and where that stands."""

    def __init__(self, profile: RegionProfile, term: Term, setting: TermSetting | None) -> None:
        """With a setting it changes that one."""
        super().__init__("term", _("Term of your own: {name}", name=term.name))
        self._term = term.id
        towns = {town.name: town.name for town in profile.municipalities}
        self._where = Choice({"": _("the whole region")} | towns)
        self._days = Number(largest=_MOST_DAYS)
        self._document, self._paragraph = QLineEdit(), QLineEdit()
        self._document.setMaxLength(300)
        self._paragraph.setMaxLength(200)
        self.lay(
            (("municipality", _("&Municipality"), self._where), ("days", _("&Days"), self._days)),
            (
                ("document", _("D&ocument it stands in"), self._document),
                ("paragraph", _("Para&graph"), self._paragraph),
            ),
        )
        if setting is not None:
            self._where.put(setting.municipality)
            self._where.setEnabled(False)
            self._days.put(setting.days)
            self._document.setText(setting.document)
            self._paragraph.setText(setting.paragraph)

    @override
    def filled_in(self) -> OwnTerm:
        return OwnTerm(
            self._term,
            self._where.key(),
            self._days.number(),
            self._document.text().strip(),
            self._paragraph.text().strip(),
        )
