"""What a household pays for Wmo help, year by year: what ships, and what the municipality set."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import euros
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.indications import ContributionAmount
from desktop.rules.money import read_cents
from desktop.rules.permissions import Act, may
from desktop.services.contributions import AmountLine, amount_lines, exempt_lines, keep_amount, remove_amount
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, Number
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.problems import clear_problems, tell_problem


class ContributionsPanel(QWidget):
    """Every year with its amount and source; who may, sets one here.

    Attributes:
        rows: The fields of the form by the field's name in the model.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._may = may(desk.workplace.role, Act.CHANGE_TERMS)
        self.rows: dict[str, FieldRow] = {}
        layout = column(self, gap=Space.L)
        head = Card(_("What the resident pays"))
        told = _(
            "The own contribution for help under the Wmo: one amount a month for the whole household, by year. "
            "Youth help costs the resident nothing. Whoever drafts an indication sees the amount and tells it."
        )
        head.body.addWidget(Text(told, "muted"))
        cak = _("The CAK knows who pays nothing because of the household, such as who pays for the Wlz already.")
        for line in (*exempt_lines(), cak):
            head.body.addWidget(Text(line, "small"))
        if self._may:
            self._make_form(head)
        else:
            who = _("Only a team lead, contract manager or administrator changes them.")
            head.body.addWidget(Text(who, "small"))
        layout.addWidget(head)
        self._cards = column(gap=Space.M)
        layout.addLayout(self._cards)
        layout.addStretch(1)
        desk.notifier.changed.connect(self._on_changed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fetch()

    def _make_form(self, card: Card) -> None:
        towns = {town.name: town.name for town in self._desk.workplace.profile.municipalities}
        self._year, self._town = Number(largest=9999), Choice({"": _("the whole region")} | towns)
        self._amount, self._document, self._paragraph = (QLineEdit() for _field in range(3))
        self._amount.setPlaceholderText(_("like 21,00"))
        first, second = Beside(), Beside()
        for line, name, text, field, letters in (
            (first, "year", _("&Year"), self._year, 10),
            (first, "municipality", _("&Municipality"), self._town, 20),
            (first, "cents_per_month", _("&Euros a month; empty: depends on income"), self._amount, 20),
            (second, "document", _("&Document it stands in"), self._document, 26),
            (second, "paragraph", _("Para&graph"), self._paragraph, 14),
        ):
            field.setObjectName(f"contribution-{name}")
            self.rows[name] = FieldRow(text, field)
            line.put(self.rows[name], letters=letters)
        self._year.put(self._desk.workplace.today.year)
        keep = PrimaryButton(_("Set this year"), icon="check")
        keep.setObjectName("contribution-keep")
        keep.clicked.connect(self._on_keep)
        card.body.addLayout(first)
        card.body.addLayout(second)
        card.body.addWidget(Flowing(keep))

    def _fetch(self) -> None:
        self._desk.tasks.store(partial(amount_lines, self._desk.workplace), self._on_lines, key="contributions")

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.touches("contribution_amount") and self.isVisible():
            self._fetch()

    def _on_lines(self, lines: tuple[AmountLine, ...]) -> None:
        clear(self._cards)
        for line in lines:
            self._cards.addWidget(self._card(line))

    def _card(self, line: AmountLine) -> Card:
        amount = line.amount
        where = f" · {amount.municipality}" if amount.municipality else ""
        card = Card(f"{amount.year}{where}")
        if line.is_own:
            card.head.addWidget(Badge(_("of your own"), tone=Tone.GOOD))
        card.body.addWidget(Text(_sum(amount)))
        source = ", ".join(filter(None, (amount.document, amount.paragraph)))
        card.body.addWidget(Text(_("Source: {source}", source=source), "small"))
        if line.is_own and self._may:
            remove = QuietButton(_("Remove"), icon="remove")
            remove.setAccessibleName(_("Remove: {name}", name=f"{amount.year}{where}"))
            remove.clicked.connect(partial(self._on_remove, amount.id))
            card.body.addWidget(Flowing(remove))
        return card

    def _on_keep(self) -> None:
        typed = self._amount.text().strip()
        cents = read_cents(typed) if typed else None
        if typed and cents is None:
            self.rows["cents_per_month"].problem(_("This is no amount. Type it like 21,00."))
            self._amount.setFocus()
            return
        fields = {
            "year": self._year.number() or 0,
            "municipality": self._town.key(),
            "cents_per_month": cents,
            "document": self._document.text().strip(),
            "paragraph": self._paragraph.text().strip(),
        }
        clear_problems(self.rows)
        job = partial(keep_amount, self._desk.workplace, fields)
        self._desk.writer.write(job, failed=self._on_refused, said=_("The own contribution is set."))

    def _on_remove(self, amount_id: str, _checked: object = None) -> None:
        job = partial(remove_amount, self._desk.workplace, amount_id)
        self._desk.writer.write(job, failed=self._on_refused, said=_("Removed; what ships holds again."))

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        tell_problem(fault, self.rows, self._desk.navigator)


def _sum(amount: ContributionAmount) -> str:
    if amount.cents_per_month is None:
        return _("depends on income")
    return _("{amount} a month for the household", amount=euros(amount.cents_per_month))
