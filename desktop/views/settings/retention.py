"""For how long dossiers are kept: what each act asks, and what a municipality set that is longer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.models.retention import RetentionSetting
from desktop.rules.permissions import Act, may
from desktop.services.retention_terms import KeptByAct, drop_years, keep_years, kept_by_act
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.inputs import Choice, Number
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.settings.log_term import LogTermCard
from desktop.views.settings.own_data import OwnDataPanel, act_button, source_line
from desktop.views.settings.own_form import OwnForm

_MOST_YEARS, _MOST_MONTHS = 120, 12


class RetentionPanel(OwnDataPanel[KeptByAct]):
    """Every act with its term and source; who may, sets a longer one for a municipality or the whole region."""

    kind = "retention_setting"

    def __init__(self, desk: Desk) -> None:
        told = _(
            "After its last change a dossier is kept for the years that the act asks. Then it must go. A municipality "
            "may keep longer where a document says so, never shorter. Who asks to have a dossier destroyed is answered "
            "within the months of the act; a municipality may be sooner, never later."
        )
        super().__init__(desk, _("Keeping dossiers"), told, may_change=may(desk.workplace.role, Act.CHANGE_TERMS))
        self._log = LogTermCard(desk)
        self.put_below(self._log)

    @override
    def fetch(self) -> None:
        self._log.fetch()
        super().fetch()

    @override
    def reads(self) -> Callable[[], tuple[KeptByAct, ...]]:
        return partial(kept_by_act, self.desk.workplace)

    @override
    def card(self, line: KeptByAct) -> Card:
        name = label(line.law)
        card = Card(name)
        own = Badge(_("holds, changed"), tone=Tone.GOOD) if line.settings else Badge(_("as the act says"))
        card.head.addWidget(own)
        card.body.addWidget(Text(_("{years} after the last change", years=in_years(line.least.years))))
        card.body.addWidget(source_line(line.least.document, line.least.paragraph))
        answers = line.answers
        decide, destroy = in_months(answers.decide_months), in_months(answers.destroy_months)
        card.body.addWidget(Text(_("On a request to destroy is decided within {months}", months=decide)))
        card.body.addWidget(source_line(answers.decide_source.document, answers.decide_source.paragraph))
        card.body.addWidget(Text(_("What was asked for is destroyed within {months}", months=destroy)))
        card.body.addWidget(source_line(answers.destroy_source.document, answers.destroy_source.paragraph))
        for setting in line.settings:
            card.body.addLayout(self._own(line, setting))
        if self.may_change:
            new = QuietButton(_("Own terms of a municipality …"), icon="add")
            new.setObjectName(f"retention-new-{line.law.value}")
            new.setAccessibleName(_("Own terms of a municipality: {name}", name=name))
            new.clicked.connect(partial(self._open, line, None))
            card.body.addWidget(Flowing(new))
        return card

    @override
    def on_kept(self, filled_in: object) -> None:
        fields = cast("dict[str, object]", filled_in)
        self.keep(partial(keep_years, self.desk.workplace, fields), _("The term is kept."))

    def _own(self, line: KeptByAct, setting: RetentionSetting) -> Beside:
        made = Beside(gap=Space.S)
        where = setting.municipality or _("the whole region")
        source = ", ".join(filter(None, (setting.document, setting.paragraph)))
        decide = _("decide within {months}", months=in_months(setting.decide_months)) if setting.decide_months else ""
        destroy = (
            _("destroy within {months}", months=in_months(setting.destroy_months)) if setting.destroy_months else ""
        )
        told = " · ".join(filter(None, (f"{where}: {in_years(setting.years)}", decide, destroy, source)))
        made.put(Text(told), letters=30, down=0.5)
        if self.may_change:
            name = f"{label(line.law)}, {where}"
            made.put(act_button(_("Change"), "edit", name, partial(self._open, line, setting)), share=0, down=0.5)
            made.put(act_button(_("Remove"), "remove", name, partial(self._drop, setting.id)), share=0, down=0.5)
        return made

    def _open(self, line: KeptByAct, setting: RetentionSetting | None, _checked: object = None) -> None:
        self.open_form(RetentionForm(self.desk.workplace.profile, line, setting))

    def _drop(self, setting_id: str) -> None:
        self.write(partial(drop_years, self.desk.workplace, setting_id), _("The term of the act holds again."))


class RetentionForm(OwnForm):
    """Where, for how many years, how soon a request is answered, and where that stands."""

    def __init__(self, profile: RegionProfile, line: KeptByAct, setting: RetentionSetting | None) -> None:
        """With a setting it changes that one; without, it begins with what the act asks."""
        law = line.law
        super().__init__("retention", _("Own terms: {name}", name=label(law)))
        self._law = law
        towns = {town.name: town.name for town in profile.municipalities}
        self._where, self._years = Choice({"": _("the whole region")} | towns), Number(largest=_MOST_YEARS)
        self._decide, self._destroy = Number(largest=_MOST_MONTHS), Number(largest=_MOST_MONTHS)
        self._years.put(line.least.years)
        self._document, self._paragraph = QLineEdit(), QLineEdit()
        self._document.setMaxLength(300)
        self._paragraph.setMaxLength(200)
        self.lay(
            (("municipality", _("&Municipality"), self._where), ("years", _("&Years"), self._years)),
            (
                ("decide_months", _("Months to decide on a &request"), self._decide),
                ("destroy_months", _("Months to d&estroy on request"), self._destroy),
            ),
            (
                ("document", _("D&ocument it stands in"), self._document),
                ("paragraph", _("Para&graph"), self._paragraph),
            ),
        )
        if setting is not None:
            self._where.put(setting.municipality)
            self._where.setEnabled(False)
            self._years.put(setting.years)
            self._decide.put(setting.decide_months)
            self._destroy.put(setting.destroy_months)
            self._document.setText(setting.document)
            self._paragraph.setText(setting.paragraph)

    @override
    def filled_in(self) -> dict[str, object]:
        return {
            "law": self._law,
            "municipality": self._where.key(),
            "years": self._years.number() or 0,
            "decide_months": self._decide.number(),
            "destroy_months": self._destroy.number(),
            "document": self._document.text().strip(),
            "paragraph": self._paragraph.text().strip(),
        }


def in_months(months: int) -> str:
    """Like 3 months."""
    return ngettext("1 month", "{n} months", months)


def in_years(years: int) -> str:
    """Like 15 years."""
    return ngettext("1 year", "{n} years", years)
