"""The terms: what the acts and the region say, and what a municipality holds to in their place."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.changes import ChangeSet
from desktop.models.course import TermSetting
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.labels import label
from desktop.rules.permissions import Act, may
from desktop.services.term_settings import OwnTerm, TermOfRegion, drop_term, keep_term, terms_of_region
from desktop.services.wording import explain
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.settings.term_form import TermForm


class TermsPanel(QWidget):
    """Every term with its source and what holds in its place; who may, changes them here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._may = may(desk.workplace.role, Act.CHANGE_TERMS)
        self._form: TermForm | None = None
        layout = column(self, gap=Space.L)
        head = Card(_("Terms of a case"))
        told = _(
            "An act gives the resident a right to an answer in time. A municipality may promise fewer days; more only "
            "where a by-law may say so. What the resident may do within a term, nobody shortens."
        )
        head.body.addWidget(Text(told, "muted"))
        if not self._may:
            who = _("Only a team lead, contract manager or administrator changes them.")
            head.body.addWidget(Text(who, "small"))
        layout.addWidget(head)
        self._forms = column(gap=Space.L)
        self._cards = column(gap=Space.M)
        layout.addLayout(self._forms)
        layout.addLayout(self._cards)
        layout.addStretch(1)
        desk.notifier.changed.connect(self._on_changed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fetch()

    def _fetch(self) -> None:
        self._desk.tasks.store(partial(terms_of_region, self._desk.workplace), self._on_lines, key="term-settings")

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("term_setting") and self.isVisible():
            self._fetch()

    def _on_lines(self, lines: tuple[TermOfRegion, ...]) -> None:
        clear(self._cards)
        for line in lines:
            self._cards.addWidget(self._card(line))

    def _card(self, line: TermOfRegion) -> Card:
        term = line.term
        card = Card(term.name)
        badge = Badge(_("holds, changed"), tone=Tone.GOOD) if line.settings else Badge(_("as the act says"))
        card.head.addWidget(badge)
        law = label(term.law) if term.law else _("all acts")
        card.body.addWidget(Text(" · ".join((in_days(term.days), law, *_allowed(line)))))
        source = f"{term.source.document}, {term.source.paragraph}"
        card.body.addWidget(Text(_("Source: {source}", source=source), "small"))
        for setting in line.settings:
            card.body.addLayout(self._own(line, setting))
        if self._may and not line.is_fixed:
            new = QuietButton(_("Another term for a municipality …"), icon="add")
            new.setObjectName(f"term-new-{term.id}")
            new.setAccessibleName(_("Another term for a municipality: {name}", name=term.name))
            new.clicked.connect(partial(self._open, line, None))
            card.body.addWidget(Flowing(new))
        return card

    def _own(self, line: TermOfRegion, setting: TermSetting) -> Beside:
        made = Beside(gap=Space.S)
        where = setting.municipality or _("the whole region")
        source = ", ".join(filter(None, (setting.document, setting.paragraph)))
        days = in_days(setting.days) if setting.days is not None else _("does not hold here")
        made.put(Text(" · ".join(filter(None, (f"{where}: {days}", source)))), letters=30, down=0.5)
        if self._may:
            for text, icon, does in (
                (_("Change"), "edit", partial(self._open, line, setting)),
                (_("Remove"), "remove", partial(self._drop, setting.id)),
            ):
                button = QuietButton(text, icon=icon)
                button.setAccessibleName(f"{text}: {line.term.name}, {where}")
                button.clicked.connect(does)
                made.put(button, share=0, down=0.5)
        return made

    def _open(self, line: TermOfRegion, setting: TermSetting | None, _checked: object = None) -> None:
        self._close()
        self._form = form = TermForm(self._desk.workplace.profile, line.term, setting)
        form.kept.connect(self._on_kept)
        form.left.connect(self._close)
        self._forms.addWidget(form)
        form.begin()

    def _close(self) -> None:
        self._form = None
        clear(self._forms)

    def _drop(self, setting_id: str, _checked: object = None) -> None:
        job = partial(drop_term, self._desk.workplace, setting_id)
        self._desk.writer.write(job, failed=self._on_refused, said=_("The term of the act holds again."))

    def _on_kept(self, own: OwnTerm) -> None:
        job = partial(keep_term, self._desk.workplace, own)
        self._desk.writer.write(job, self._on_written, failed=self._on_refused, said=_("The term is kept."))

    def _on_written(self, _changes: object) -> None:
        self._close()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        row = self._form.rows.get(fault.field) if self._form and isinstance(fault, RuleBroken) else None
        if row is None:
            self._desk.navigator.say(explain(fault), icon="caution")
            return
        row.problem(explain(fault))
        row.field.setFocus()


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
