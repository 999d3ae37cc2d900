"""The terms: what the acts and the region say, and what a municipality holds to in their place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.course import TermSetting
from desktop.models.labels import label
from desktop.rules.permissions import Act, may
from desktop.services.term_settings import OwnTerm, TermOfRegion, drop_term, keep_term, terms_of_region
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.settings.own_data import OwnDataPanel, act_button, source_line
from desktop.views.settings.term_form import TermForm


class TermsPanel(OwnDataPanel[TermOfRegion]):
    """Every term with its source and what holds in its place; who may, changes them here."""

    kind = "term_setting"

    def __init__(self, desk: Desk) -> None:
        told = _(
            "An act gives the resident a right to an answer in time. A municipality may promise fewer days; more only "
            "where a by-law may say so. What the resident may do within a term, nobody shortens."
        )
        super().__init__(desk, _("Terms of a case"), told, may_change=may(desk.workplace.role, Act.CHANGE_TERMS))

    @override
    def reads(self) -> Callable[[], tuple[TermOfRegion, ...]]:
        return partial(terms_of_region, self.desk.workplace)

    @override
    def card(self, line: TermOfRegion) -> Card:
        term = line.term
        card = Card(term.name)
        badge = Badge(_("holds, changed"), tone=Tone.GOOD) if line.settings else Badge(_("as the act says"))
        card.head.addWidget(badge)
        law = label(term.law) if term.law else _("all acts")
        card.body.addWidget(Text(" · ".join((in_days(term.days), law, *_allowed(line)))))
        card.body.addWidget(source_line(term.source.document, term.source.paragraph))
        for setting in line.settings:
            card.body.addLayout(self._own(line, setting))
        if self.may_change and not line.is_fixed:
            new = QuietButton(_("Another term for a municipality …"), icon="add")
            new.setObjectName(f"term-new-{term.id}")
            new.setAccessibleName(_("Another term for a municipality: {name}", name=term.name))
            new.clicked.connect(partial(self._open, line, None))
            card.body.addWidget(Flowing(new))
        return card

    @override
    def on_kept(self, filled_in: object) -> None:
        own = cast("OwnTerm", filled_in)
        self.keep(partial(keep_term, self.desk.workplace, own), _("The term is kept."))

    def _own(self, line: TermOfRegion, setting: TermSetting) -> Beside:
        made = Beside(gap=Space.S)
        where = setting.municipality or _("the whole region")
        source = ", ".join(filter(None, (setting.document, setting.paragraph)))
        days = in_days(setting.days) if setting.days is not None else _("does not hold here")
        made.put(Text(" · ".join(filter(None, (f"{where}: {days}", source)))), letters=30, down=0.5)
        if self.may_change:
            name = f"{line.term.name}, {where}"
            made.put(act_button(_("Change"), "edit", name, partial(self._open, line, setting)), share=0, down=0.5)
            made.put(act_button(_("Remove"), "remove", name, partial(self._drop, setting.id)), share=0, down=0.5)
        return made

    def _open(self, line: TermOfRegion, setting: TermSetting | None, _checked: object = None) -> None:
        self.open_form(TermForm(self.desk.workplace.profile, line.term, setting))

    def _drop(self, setting_id: str) -> None:
        self.write(partial(drop_term, self.desk.workplace, setting_id), _("The term of the act holds again."))


def in_days(days: int) -> str:
    """Like 14 days."""
    return ngettext("1 day", "{n} days", days)


def _allowed(line: TermOfRegion) -> tuple[str, ...]:
    """What the act allows, in words."""
    term = line.term
    told = (
        (_("may be paused"), term.may_pause),
        (_("may be extended once"), term.extensions == 1),
        (_("may be extended {n} times", n=term.extensions), term.extensions > 1),
        (_("a by-law may set more days"), term.may_be_longer),
        (_("is fixed"), line.is_fixed),
    )
    return tuple(text for text, holds in told if holds)
