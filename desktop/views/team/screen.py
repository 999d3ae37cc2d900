"""Team: where it hurts, whose cases these are, and giving them to someone else."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QItemSelection, QModelIndex
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.audit import ShownList
from desktop.services.covering import give_back
from desktop.services.papers import PaperKind
from desktop.services.team_page import SIGN_NAMES, ConsultantLine, Sign, TeamCase, TeamPage, cases_of, team_page
from desktop.services.team_paper import TEAM
from desktop.services.team_words import in_closed_text, late_text, rule_text
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, ChipRow, PrimaryButton
from desktop.views.design.dress import column
from desktop.views.design.pages import Column, PageHead
from desktop.views.design.tables import ManyRows, RowsModel, Table
from desktop.views.design.tokens import Space
from desktop.views.design.words import SectionTitle, Text
from desktop.views.desk import Desk, Place
from desktop.views.screen import Screen
from desktop.views.team.dialogs import CapacityDialog, CoverDialog, HandOverDialog
from desktop.views.team.model import case_columns, team_columns

_TEAM_WIDTHS = (25, 11, 27, 9, 10, 11, 8, 8, 9, 10)
_WIDTHS = (28, 14, 16, 16)
"""Letters of the columns."""

_SHARES = (4, 5)
"""Of the height, for the team and for the cases of one of it."""

_LEAST_ROWS = 4
"""Of either table in view."""


class TeamScreen(Screen):
    """The team above, the cases of the one that is chosen under it."""

    kinds = (
        "case_file", "indication", "evaluation", "waiting_list_entry", "contact_moment", "conversation", "colleague",
        "amount", "warm_handover", "need_report", "application", "decision",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._page: TeamPage | None = None
        self._chosen = desk.workplace.colleague.id
        page = column(gap=Space.M, edge=Space.XL)
        self.outer.addLayout(page)
        self.head = PageHead(_("Team"))
        paper = Button(_("Print"), icon="print")
        paper.setObjectName("team-print")
        paper.clicked.connect(self._on_print)
        self.head.buttons.addWidget(self.way_to(Place.RETENTION, _("Keeping and destroying"), "list"))
        self.head.buttons.addWidget(paper)
        page.addWidget(self.head)
        self._rule = Text("", "small")
        # With large letters on a small window not all of it fits: then it scrolls, and nothing is cut off.
        whole = Column(width=0, edge=0)
        whole.body.setSpacing(Space.S)
        whole.body.addWidget(self._make_team(), _SHARES[0])
        self._add_cases(whole.body)
        self._late = Text("", "small")
        self._late.setObjectName("late-approvals")
        whole.body.addWidget(self._late)
        whole.body.addWidget(self._rule)
        page.addWidget(whole, 1)

    @override
    def reload(self) -> None:
        self.ask(partial(team_page, self.desk.workplace), self._on_team, key="team")

    @override
    def take_focus(self) -> None:
        self.team.setFocus()

    def line(self) -> ConsultantLine | None:
        """The one that is chosen."""
        at = self.team.currentIndex()
        return self.lines.row(at.row()) if at.isValid() else None

    def chosen_cases(self) -> tuple[str, ...]:
        """Ids of the cases that are chosen, in the order of the table."""
        rows = sorted(index.row() for index in self.cases.selectionModel().selectedRows())
        return tuple(self.case_model.row(row).case_id for row in rows)

    def _make_team(self) -> QWidget:
        self.lines: RowsModel[ConsultantLine] = RowsModel(team_columns(), self)
        self.team = Table(_("The team"), self.lines)
        self.team.setObjectName("team")
        self.team.wide(*_TEAM_WIDTHS)
        self.team.least(_LEAST_ROWS)
        self.team.selectionModel().currentRowChanged.connect(self._on_row)
        return self.team

    def _add_cases(self, layout: QVBoxLayout) -> None:
        self._title = SectionTitle("")
        layout.addWidget(self._title)
        self.signs = ChipRow(_("Only cases that ask attention for"), single=True)
        self.signs.offer({"": _("all cases")} | {sign.value: _(name) for sign, name in SIGN_NAMES.items()})
        self.signs.put_on("")
        self.signs.chosen.connect(self._on_sign)
        layout.addWidget(self.signs)
        self.case_model: RowsModel[TeamCase] = RowsModel(case_columns(), self)
        self.cases = ManyRows(_("Cases of the chosen colleague"), self.case_model)
        self.cases.setObjectName("team-cases")
        self.cases.tells_of(ShownList.TEAM, lambda row: self.case_model.row(row).case_id)
        self.cases.wide(*_WIDTHS)
        self.cases.doubleClicked.connect(self._on_case)
        self.cases.opened.connect(self._on_case)
        self.cases.selectionModel().selectionChanged.connect(self._on_selected)
        self.cases.least(_LEAST_ROWS)
        layout.addWidget(self.cases, _SHARES[1])
        layout.addLayout(self._make_deeds())

    def _make_deeds(self) -> Beside:
        line = Beside(gap=Space.S, sharing=False)
        self._all = Button(_("Choose all"), icon="check")
        self._over = PrimaryButton(_("Hand over …"), icon="forward")
        self._cover = Button(_("Cover …"), icon="calendar")
        self._back = Button(_("Give back"), icon="undo")
        self._capacity = Button(_("Capacity …"), icon="edit")
        for button, name, slot in (
            (self._all, "team-all", self._on_all),
            (self._over, "team-hand-over", self._on_hand_over),
            (self._cover, "team-cover", self._on_cover),
            (self._back, "team-back", self._on_back),
            (self._capacity, "team-capacity", self._on_capacity),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
            line.put(button, share=0)
        return line

    def _on_team(self, page: TeamPage) -> None:
        self._page = page
        chosen = self._chosen
        self.team.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.lines.show_rows(page.lines)
        rows = [n for n, line in enumerate(page.lines) if line.colleague_id == chosen]
        self.team.selectRow(rows[0] if rows else 0)
        self.team.selectionModel().blockSignals(False)  # noqa: FBT003 - idem
        told = [ngettext("1 case", "{n} cases", sum(line.cases for line in page.lines))]
        if page.unassigned:
            told.append(ngettext("1 of nobody yet", "{n} of nobody yet", page.unassigned))
        over = sum(line.load is not None and line.load.is_over for line in page.lines)
        if over:
            told.append(ngettext("1 colleague has too much", "{n} colleagues have too much", over))
        self.head.say(_("Team"), " · ".join(told))
        self._rule.setText(rule_text(page.rule))
        self._late.setText("\n".join(filter(None, (in_closed_text(page.in_closed), late_text(page.late)))))
        self._late.setVisible(bool(self._late.text()))
        self._ask_cases()

    def _ask_cases(self) -> None:
        line = self.line()
        if line is None:
            self._on_cases(())
            return
        self._chosen = line.colleague_id
        sign = next(iter(self.signs.on()), "")
        job = partial(cases_of, self.desk.workplace, line.colleague_id, Sign(sign) if sign else None)
        self.ask(job, self._on_cases, key="team-cases")

    def _on_cases(self, cases: tuple[TeamCase, ...]) -> None:
        line = self.line()
        name = (line.name if line else "") or _("Nobody yet")
        told = f"{name} · {ngettext('1 case', '{n} cases', len(cases))}"
        self._title.setText(told if line else _("No consultant works here yet."))
        self.case_model.show_rows(cases)
        self._back.setVisible(bool(line and line.covered))
        self._capacity.setVisible(bool(line and line.colleague_id))
        self._all.setEnabled(bool(cases))
        self._show_deeds()

    def _show_deeds(self) -> None:
        chosen = bool(self.chosen_cases())
        self._over.setEnabled(chosen)
        self._cover.setEnabled(chosen and bool(self._chosen))

    def _on_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._ask_cases()

    def _on_sign(self, _sign: object) -> None:
        self._ask_cases()

    def _on_selected(self, _on: QItemSelection, _off: QItemSelection) -> None:
        self._show_deeds()

    def _on_case(self, index: QModelIndex) -> None:
        self.desk.navigator.open_case(self.case_model.row(index.row()).case_id)

    def _on_all(self) -> None:
        self.cases.selectAll()
        self.cases.setFocus()

    def _receivers(self) -> dict[str, str]:
        """Everyone but who has them now."""
        known = self._page.receivers if self._page else {}
        return {key: name for key, name in known.items() if key != self._chosen}

    def _on_hand_over(self) -> None:
        HandOverDialog(self.desk, self.chosen_cases(), self._receivers(), self.window()).begin()

    def _on_cover(self) -> None:
        CoverDialog(self.desk, self.chosen_cases(), self._receivers(), self.window()).begin()

    def _on_back(self) -> None:
        self.act(
            partial(give_back, self.desk.workplace, self._chosen), said=_("The cases are back with whose they are.")
        )

    def _on_capacity(self) -> None:
        line = self.line()
        if line is not None and self._page is not None:
            CapacityDialog(self.desk, line, self._page.rule.capacity, self.window()).begin()

    def _on_print(self) -> None:
        self.desk.navigator.open_paper(f"{PaperKind.CASELOAD}:{TEAM}")
