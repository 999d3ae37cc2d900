"""Who is let in to a database: letting in, inviting anew, and shutting out."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QItemSelection, Signal

from desktop.language import _, ngettext
from desktop.language.forms import short_day
from desktop.models.labels import label
from desktop.services.central_desk import MemberLine
from desktop.services.inviting import Member
from desktop.views.central.code_card import ShownCode
from desktop.views.central.invite_form import InviteForm
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tables import RowsModel, TableColumn, WholeTable
from desktop.views.design.words import Text

_SHARES = (22, 17, 24, 30, 33)
_MOST_ROWS = 12
_LETTERS = 6
"""Of a laptop's id, by which two laptops of a team are told apart."""


class MembersCard(Card):
    """The list, and what may be done with the one that is chosen.

    Signals:
        let_in_asked: A `NewMember`.
        shut_out_asked: (`MemberLine`, whether the laptop is lost).
    """

    let_in_asked = Signal(object)
    shut_out_asked = Signal(object, bool)

    def __init__(self, municipalities: tuple[str, ...], today: date) -> None:
        super().__init__(_("Who is in"))
        self._municipalities = municipalities
        self._count = Badge("")
        self.head.addWidget(self._count)
        self.model: RowsModel[MemberLine] = RowsModel(_columns(today), self)
        self.table = WholeTable(_("Who is in"), self.model, _SHARES)
        self.table.setObjectName("members")
        self.table.hug(_MOST_ROWS)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self._none = Text(_("Nobody yet. Invite the first colleague."), "muted")
        self._forms = column()
        self.form: InviteForm | None = None
        self.code = ShownCode("member", look="strong")
        self._new = Button(_("Invite someone …"), icon="add")
        self._again = QuietButton(_("New invitation …"), icon="mail")
        self._out = QuietButton(_("Withdraw access …"), icon="close")
        self._lost = QuietButton(_("Laptop is lost …"), icon="caution")
        for button, name, slot in (
            (self._new, "member-new", self._on_new),
            (self._again, "member-again", self._on_again),
            (self._out, "member-out", self._on_out),
            (self._lost, "member-lost", self._on_lost),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        for widget in (self._none, self.table, Flowing(self._new, self._again, self._out, self._lost)):
            self.body.addWidget(widget)
        self.body.addLayout(self._forms)
        self.body.addWidget(self.code)
        self.body.addWidget(
            Text(
                _(
                    "“Last heard” is when a log of that laptop last came in, by the clock of the server. Who only "
                    "looks at the social map leaves no log."
                ),
                "small",
            )
        )
        self._show_deeds()

    def show_lines(self, lines: tuple[MemberLine, ...]) -> None:
        """Shows them; who was chosen stays chosen."""
        before = self.chosen()
        self.model.show_rows(lines)
        inside = sum(line.member.revoked_at is None for line in lines)
        self._count.say(ngettext("1 in", "{n} in", inside), icon="person")
        self._none.setVisible(not lines)
        self.table.setVisible(bool(lines))
        for at, line in enumerate(lines):
            if before is not None and line.member.colleague_id == before.member.colleague_id:
                self.table.selectRow(at)
        self._show_deeds()

    def chosen(self) -> MemberLine | None:
        """The one that is chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.row(rows[0].row()) if rows else None

    def close_form(self) -> None:
        """Takes the form away."""
        self.form = None
        clear(self._forms)

    def show_invitation(self, name: str, code: str) -> None:
        """To hand on."""
        self.close_form()
        about = _(
            "It works once, on one laptop. Give it in person, or by a way that only {name} reads. At the first start "
            "of Naober, or at “Synchronise”, it is filled in.",
            name=name,
        )
        self.code.show_code(_("Invitation for {name}", name=name), code, about)

    def _open(self, line: MemberLine | None) -> None:
        self.close_form()
        self.form = InviteForm(self._municipalities, line)
        self.form.kept.connect(self.let_in_asked)
        self.form.left.connect(self._on_left)
        self._forms.addWidget(self.form)
        self.form.begin()

    def _show_deeds(self) -> None:
        line = self.chosen()
        is_in = line is not None and line.member.revoked_at is None
        self._again.setEnabled(line is not None)
        self._out.setEnabled(is_in)
        self._lost.setEnabled(line is not None and not line.member.is_closed)

    def _on_selected(self, _on: QItemSelection, _off: QItemSelection) -> None:
        self._show_deeds()

    def _on_new(self) -> None:
        self._open(None)

    def _on_again(self) -> None:
        self._open(self.chosen())

    def _on_left(self) -> None:
        self.close_form()
        self._new.setFocus()

    def _on_out(self) -> None:
        self.shut_out_asked.emit(self.chosen(), False)  # noqa: FBT003 - a signal

    def _on_lost(self) -> None:
        self.shut_out_asked.emit(self.chosen(), True)  # noqa: FBT003 - a signal


def name_of(line: MemberLine) -> str:
    """The colleague's name, or how the database calls them where this laptop does not know it."""
    return line.name or _("not known here ({login})", login=line.member.login)


def state_of(member: Member, today: date) -> str:
    """Whether a colleague is in, and what can still come from who was shut out."""
    if member.revoked_at is None:
        return _("takes part") if member.heard_at else _("invited, nothing heard yet")
    day = short_day(member.revoked_at.date())
    if member.is_closed:
        return _("closed on {day}; hands nothing in", day=day)
    if member.heard_at is not None and member.heard_at > member.revoked_at:
        return _("out since {day}; handed in on {last}", day=day, last=short_day(member.heard_at.date()))
    until = member.hands_in_until
    if until is not None and until.date() >= today:
        return _("out since {day}; can hand in until {until}", day=day, until=short_day(until.date()))
    return _("out since {day}; handed nothing in", day=day)


def _columns(today: date) -> list[TableColumn[MemberLine]]:
    return [
        TableColumn(_("Colleague"), name_of),
        TableColumn(_("Role"), lambda line: label(line.member.role)),
        TableColumn(_("Works for"), _works_for),
        TableColumn(_("Last heard"), _heard),
        TableColumn(_("State"), lambda line: state_of(line.member, today)),
    ]


def _works_for(line: MemberLine) -> str:
    return " · ".join(filter(None, (line.member.municipality or _("the whole region"), line.member.team)))


def _heard(line: MemberLine) -> str:
    heard = line.member.heard_at
    if heard is None:
        return "—"
    laptop = _("laptop {id}", id=line.member.device[-_LETTERS:]) if line.member.device else ""
    return " · ".join(filter(None, (short_day(heard.astimezone().date()), laptop)))
