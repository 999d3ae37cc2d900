"""The form for a term that a municipality holds to in the place of the act's."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from desktop.language import _
from desktop.models.course import TermSetting
from desktop.models.region import RegionProfile, Term
from desktop.services.term_settings import OwnTerm
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, Number
from desktop.views.design.tokens import Space

_LETTERS = 20
_MOST_DAYS = 3650


class TermForm(Card):
    """Where, how many days, and where that stands.

    Signals:
        kept: An `OwnTerm`, to be written.
        left: The person wants nothing after all.

    Attributes:
        rows: Its fields by the field's name in the model.
    """

    kept = Signal(object)
    left = Signal()

    def __init__(self, profile: RegionProfile, term: Term, setting: TermSetting | None) -> None:
        """With a setting it changes that one."""
        super().__init__(_("Term of your own: {name}", name=term.name), look="sunken")
        self._term = term.id
        whole = {"": _("the whole region")}
        self._where = Choice(whole | {one.name: one.name for one in profile.municipalities})
        self._days = Number(largest=_MOST_DAYS, suffix=_("days"))
        self._document, self._paragraph = QLineEdit(), QLineEdit()
        self._document.setMaxLength(300)
        self._paragraph.setMaxLength(200)
        self.rows = {
            "municipality": FieldRow(_("&Municipality"), self._where),
            "days": FieldRow(_("&Days"), self._days),
            "document": FieldRow(_("D&ocument it stands in"), self._document),
            "paragraph": FieldRow(_("Para&graph"), self._paragraph),
        }
        for names in (("municipality", "days"), ("document", "paragraph")):
            line = Beside(gap=Space.M)
            for name in names:
                line.put(self.rows[name], letters=_LETTERS)
            self.body.addLayout(line)
        for name, row in self.rows.items():
            row.field.setObjectName(f"term-{name}")
        keep, cancel = PrimaryButton(_("Keep"), icon="check"), QuietButton(_("Cancel"))
        keep.setObjectName("term-keep")
        keep.clicked.connect(self._on_keep)
        cancel.clicked.connect(self.left)
        self.body.addWidget(Flowing(keep, cancel))
        if setting is not None:
            self._where.put(setting.municipality)
            self._where.setEnabled(False)
            self._days.put(setting.days)
            self._document.setText(setting.document)
            self._paragraph.setText(setting.paragraph)

    def begin(self) -> None:
        """Puts the keyboard where one begins."""
        first = self._where if self._where.isEnabled() else self._days
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep(self) -> None:
        for row in self.rows.values():
            row.problem("")
        own = OwnTerm(
            self._term,
            self._where.key(),
            self._days.number(),
            self._document.text().strip(),
            self._paragraph.text().strip(),
        )
        self.kept.emit(own)
