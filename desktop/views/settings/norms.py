"""Norms for waiting: what ships and on whose word, and what the team made of it."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.labels import label
from desktop.models.waiting import WaitNorm
from desktop.rules.permissions import Act, may
from desktop.services.names import ProfileNames
from desktop.services.norms import NormLine, keep_norm, norm_lines, switch_off_norm, switch_on_norm
from desktop.services.wording import explain
from desktop.views.availability.words import in_weeks
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.settings.figure_age import FigureAgeCard
from desktop.views.settings.norm_form import NormForm


class NormsPanel(QWidget):
    """Every norm with its source; who may, changes them here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._may = may(desk.workplace.role, Act.CHANGE_TERMS)
        self._names = ProfileNames.of(desk.workplace.profile)
        self._lines: tuple[NormLine, ...] = ()
        self._form: NormForm | None = None
        layout = column(self, gap=Space.L)
        head = Card(_("How long one may wait"))
        told = _(
            "Waiting times are held against these norms. A norm is what a document says, and no act. "
            "The most specific one counts: for the product before the act, for the part of the wait before the whole."
        )
        head.body.addWidget(Text(told, "muted"))
        if self._may:
            new = Button(_("Add a norm"), icon="add")
            new.setObjectName("norm-new")
            new.clicked.connect(partial(self._open, None))
            head.body.addWidget(Flowing(new))
        else:
            who = _("Only a team lead, contract manager or administrator changes them.")
            head.body.addWidget(Text(who, "small"))
        self._age = FigureAgeCard(desk)
        layout.addWidget(self._age)
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
        self._age.fetch()
        self._desk.tasks.store(partial(norm_lines, self._desk.workplace), self._on_lines, key="norms")

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("wait_norm") and self.isVisible():
            self._fetch()

    def _on_lines(self, lines: tuple[NormLine, ...]) -> None:
        self._lines = lines
        clear(self._cards)
        for line in lines:
            self._cards.addWidget(self._card(line))

    def _card(self, line: NormLine) -> Card:
        norm = line.norm
        card = Card(norm.name)
        card.head.addWidget(_badge(line))
        products = ", ".join(self._names.products.get(one, one) for one in norm.products)
        weeks = norm.weeks if norm.weeks is not None else line.usual_weeks
        about = (
            _("at most {wait}", wait=in_weeks(weeks)) if weeks is not None else "",
            label(norm.phase),
            label(norm.law) if norm.law else _("all acts"),
            products,
        )
        card.body.addWidget(Text(" · ".join(filter(None, about))))
        source = ", ".join(filter(None, (norm.document, norm.paragraph)))
        card.body.addWidget(Text(_("Source: {source}", source=source), "small"))
        if line.concerns_nothing:
            card.body.addWidget(Text(_("This region buys no help of the kind that this norm is for."), "small"))
        elif self._may:
            card.body.addWidget(self._buttons(line))
        return card

    def _buttons(self, line: NormLine) -> Flowing:
        change = QuietButton(_("Change"), icon="edit")
        change.setAccessibleName(_("Change: {name}", name=line.norm.name))
        change.setObjectName(f"norm-change-{line.norm.key}")
        change.clicked.connect(partial(self._open, line))
        made = Flowing(change)
        if line.is_own:
            made.add(self._button(_("Remove"), "remove", line, partial(self._off, line)))
        else:
            if line.is_on:
                made.add(self._button(_("Switch off"), "stop", line, partial(self._off, line)))
            if line.is_changed or not line.is_on:
                made.add(self._button(_("As it ships"), "undo", line, partial(self._on, line)))
        return made

    def _button(self, text: str, icon: str, line: NormLine, does: partial[None]) -> QuietButton:
        button = QuietButton(text, icon=icon)
        button.setAccessibleName(f"{text}: {line.norm.name}")
        button.clicked.connect(does)
        return button

    def _open(self, line: NormLine | None, _checked: object = None) -> None:
        self._close()
        self._form = form = NormForm(self._desk.workplace.profile, line)
        form.kept.connect(self._on_kept)
        form.left.connect(self._close)
        self._forms.addWidget(form)
        form.begin()

    def _close(self) -> None:
        self._form = None
        clear(self._forms)

    def _off(self, line: NormLine, _checked: object = None) -> None:
        said = _("Switched off: {name}", name=line.norm.name)
        self._write(partial(switch_off_norm, self._desk.workplace, line.norm.key), said)

    def _on(self, line: NormLine, _checked: object = None) -> None:
        said = _("As it ships: {name}", name=line.norm.name)
        self._write(partial(switch_on_norm, self._desk.workplace, line.norm.key), said)

    def _write(self, job: partial[ChangeSet], said: str) -> None:
        self._desk.writer.write(job, failed=self._on_refused, said=said)

    def _on_kept(self, norm: WaitNorm) -> None:
        job = partial(keep_norm, self._desk.workplace, norm)
        self._desk.writer.write(job, self._on_written, failed=self._on_refused, said=_("The norm is kept."))

    def _on_written(self, _changes: object) -> None:
        self._close()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        row = self._form.rows.get(fault.field) if self._form and isinstance(fault, RuleBroken) else None
        if row is None:
            self._desk.navigator.say(explain(fault), icon="caution")
            return
        row.problem(explain(fault))
        row.field.setFocus()


def _badge(line: NormLine) -> Badge:
    if line.concerns_nothing or not line.is_on:
        return Badge(_("off"), icon="stop")
    if line.is_own:
        return Badge(_("holds, of your own"), tone=Tone.GOOD)
    if line.is_changed:
        return Badge(_("holds, changed"), tone=Tone.GOOD)
    return Badge(_("holds"), tone=Tone.GOOD)
