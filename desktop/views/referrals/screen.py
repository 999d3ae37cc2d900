"""Referrals of the team: what must still be looked at, and how many came in by which door, quarter by quarter."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from desktop.language import N_, _, ngettext
from desktop.language.forms import short_day
from desktop.models.kinds import Law
from desktop.models.labels import label
from desktop.rules.permissions import Act, may
from desktop.services.dashboards.keeping import export_figure
from desktop.services.referrals import ReferralLine, ReferralsPage, referrals_page
from desktop.views.cases.model import days_left_text
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, RowButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import kept_focus
from desktop.views.design.inputs import Choice
from desktop.views.design.pages import Page
from desktop.views.design.tokens import Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.referrals.doors import Doors
from desktop.views.screen import Screen


class ReferralsScreen(Screen):
    """What waits above, figures under it; a line opens its case."""

    kinds: ClassVar[tuple[str, ...]] = ("referral", "case_file", "resident")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        page = Page(_("Referrals"), _("Help that came in by another door than the own access."))
        self._column = page.column
        self._export = Button(_("Export …"), icon="export")
        self._export.setObjectName("referrals-export")
        self._export.setVisible(may(desk.workplace.role, Act.EXPORT_FIGURES))
        self._export.clicked.connect(self._on_export)
        self._open = Card(_("To be looked at"), gap=0)
        page.body.addWidget(self._open)
        figures = Card(_("Through which door"))
        self._year, self._law = Choice(), Choice(_laws(desk))
        for name, field in (("year", self._year), ("law", self._law)):
            field.setObjectName(f"referrals-{name}")
            field.chosen.connect(self._on_chosen)
        chosen = Beside()
        chosen.put(FieldRow(_("&Year"), self._year), letters=12)
        chosen.put(FieldRow(_("Ac&t"), self._law), letters=16)
        figures.head.addWidget(self._export)
        figures.body.addLayout(chosen)
        self._told = Text()
        self.doors = Doors()
        figures.body.addWidget(self._told)
        figures.body.addWidget(self.doors)
        page.body.addWidget(figures)
        page.body.addStretch(1)
        self.outer.addWidget(page)

    @override
    def reload(self) -> None:
        law = Law(self._law.key()) if self._law.key() else None
        job = partial(referrals_page, self.desk.workplace, int(self._year.key() or 0), law)
        self.ask(job, self._on_page, key="referrals")

    def save_to(self, path: Path) -> None:
        """Keeps the counts of the latest block that may leave the team as a file."""
        self.ask(partial(export_figure, self.desk.workplace, path, "routes"), self._on_exported, key="export")

    def _on_export(self) -> None:
        dialog = QFileDialog(self, _("Export the referrals"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Excel workbook (*.xlsx)"), _("CSV (*.csv)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(_("referrals.xlsx"))
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, name: str) -> None:
        self.save_to(Path(name))

    def _on_exported(self, file: Path) -> None:
        told = _("Kept as {file}: the last whole block of months, without small numbers.", file=file.name)
        self.desk.navigator.say(told)

    def _on_chosen(self, _key: str) -> None:
        self.mark_stale()

    def _on_page(self, page: ReferralsPage) -> None:
        self._year.offer({str(year): str(year) for year in page.years})
        self._year.put(str(page.year))
        self._told.setText(_told(page))
        self.doors.draw(page.doors)
        with kept_focus(self._column):
            self._show_open(page)

    def _show_open(self, page: ReferralsPage) -> None:
        clear(self._open.body)
        one, many = (
            N_("Within 1 day someone looks at it ({source})."),
            N_("Within {n} days someone looks at it ({source})."),
        )
        norm = ngettext(one, many, page.within_days, source=page.source)
        self._open.body.addWidget(Text(norm, "small"))
        for line in page.lines:
            self._open.body.addWidget(self._line(line))
        if not page.lines:
            self._open.body.addWidget(Text(_("Every referral was looked at."), "muted"))

    def _line(self, line: ReferralLine) -> RowButton:
        told = " · ".join(filter(None, (label(line.kind), line.referrer, short_day(line.referred_on))))
        button = RowButton(title=line.resident, detail=told, icon="person", key=line.case_id)
        left = (line.due - self.desk.workplace.today).days
        tone = Tone.BAD if left < 0 else Tone.MUTED
        button.add_badge(Badge(days_left_text(left), tone=tone, icon="clock"))
        button.opened.connect(self._on_opened)
        return button

    def _on_opened(self, case_id: object) -> None:
        self.desk.navigator.open_case(str(case_id))


def _laws(desk: Desk) -> dict[str, str]:
    laws = dict.fromkeys(lot.law for lot in desk.workplace.profile.lots)
    return {"": _("All acts")} | {law.value: label(law) for law in laws}


def _told(page: ReferralsPage) -> str:
    every = sum(door.total for door in page.doors)
    if not every:
        return _("In {year} nothing came in yet.", year=page.year)
    share = round(100 * page.outside / every)
    return _(
        "In {year} {n} of {all} came in by another door than the own access: {share} in a hundred.",
        year=page.year,
        n=page.outside,
        all=every,
        share=share,
    )
