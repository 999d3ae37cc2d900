"""Centrale opslag: for the administrator. One thing is done at a time, off the event loop, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import number
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services import central_desk
from desktop.services.central import place_of
from desktop.services.central_care import Looked
from desktop.services.central_desk import Access, MemberLine, NewMember, Told
from desktop.services.keeping_away import days_apart
from desktop.services.syncing import state_of_work
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.views.central import questions
from desktop.views.central.access_card import AccessCard
from desktop.views.central.apart_card import ApartCard
from desktop.views.central.by_command_card import ByCommandCard
from desktop.views.central.check_card import CheckCard
from desktop.views.central.copy_card import CopyCard
from desktop.views.central.deeds import Deeds, Refused
from desktop.views.central.members_card import MembersCard, name_of
from desktop.views.design.dress import column
from desktop.views.design.pages import Page
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint
from desktop.views.desk import Desk
from desktop.views.screen import Screen

Found = TypeVar("Found")


class CentralScreen(Screen):
    """Is it in order, is there a copy, and who is in?

    Attributes:
        access: The way in; None before the administrator came in. It goes when Naober locks.
    """

    kinds: ClassVar[tuple[str, ...]] = ("colleague",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setObjectName("central")
        self.access: Access | None = None
        self._asked_member = NewMember("", desk.workplace.role)
        self._asked_line: MemberLine | None = None
        self._days, self._is_joined = 0, False
        page = Page(_("Central store"))
        self._head = page.head
        self._told = Hint("", icon="caution")
        self._told.hide()
        self.entry, self.check, self.by_command = AccessCard(), CheckCard(), ByCommandCard()
        self.copies = CopyCard(desk.settings.now.central.copy_days)
        municipalities = tuple(one.name for one in desk.workplace.profile.municipalities)
        self.members = MembersCard(municipalities, desk.workplace.today)
        self.apart = ApartCard(desk)
        self._open_to_all = Hint(_("A shared file has no members: whoever has the team code is in."), icon="team")
        self._inside = (self.copies, self.check, self.members, self._open_to_all, self.apart, self.by_command)
        ground = QWidget()
        self._deeds = Deeds(desk.tasks, ground)
        cards = column(ground, gap=Space.L)
        for card in (self.entry, *self._inside):
            card.hide()
            cards.addWidget(card)
        for widget in (self._deeds.strip, self._told, ground):
            page.body.addWidget(widget)
        page.body.addStretch(1)
        self.outer.addWidget(page)
        self._listen()

    @override
    def reload(self) -> None:
        if self.access is None:
            self.ask(partial(_seen_here, self.desk.workplace), self._on_seen_here, key="access")
        else:
            self._read_members()

    def come_in(self, url: str, password: str) -> None:
        """Tries the administrator's login at a database."""
        job = partial(central_desk.begin_access, self.desk.workplace, url, password)
        self._do(_("Coming in …"), job, self._on_in, failed=self._on_not_in)

    def make_copy(self, folder: Path) -> None:
        """Makes a copy in a folder."""
        if self.access is not None:
            job = partial(central_desk.make_copy, self.desk.workplace, self.access, folder)
            self._do_told(_("Making a copy, and opening it …"), job, self._on_copied)

    def days_apart(self) -> int:
        """After how many days a laptop locks that keeps away, as this one heard it last."""
        return self._days

    def show_entry(self) -> None:
        """What stands there for an administrator who did not come in yet."""
        self.access = None
        self._head.say(_("Central store"), _("Come in first."))
        self.entry.put_url(self.desk.settings.now.central.login_url)
        for card in self._inside:
            card.hide()
        self.entry.show()

    def show_in(self, access: Access) -> None:
        """All there is to do for who came in."""
        self.access = access
        self._head.say(_("Central store"), place_of(access.url))
        self.entry.hide()
        for card in self._inside:
            card.show()
        self.members.setVisible(access.is_database)
        self._open_to_all.setVisible(not access.is_database)
        self.apart.setVisible(self._is_joined)
        self.by_command.show_for(access)

    def _listen(self) -> None:
        self.entry.asked.connect(self.come_in)
        self.copies.asked.connect(self.make_copy)
        self.copies.days_chosen.connect(self._on_copy_days)
        self.check.asked.connect(self._on_check)
        self.check.bring_up_asked.connect(self._on_bring_up)
        self.check.anew_asked.connect(self._on_anew)
        self.members.let_in_asked.connect(self._on_let_in)
        self.members.shut_out_asked.connect(self._on_shut_out)

    def _do(
        self, words: str, job: Callable[[], Found], then: Callable[[Found], None], failed: Refused | None = None
    ) -> None:
        self._told.hide()
        self._deeds.do(words, job, then, failed or self._on_refused)

    def _do_told(self, words: str, job: Callable[[Told], Found], then: Callable[[Found | None], None]) -> None:
        self._told.hide()
        self._deeds.do_told(words, job, then, self._on_refused)

    def _on_seen_here(self, seen: tuple[Access | None, int, bool]) -> None:
        access, self._days, self._is_joined = seen
        self.apart.show_days(self._days)
        if access is None:
            self.show_entry()
            return
        self.show_in(access)
        job = partial(central_desk.last_copy, self.desk.workplace, access)
        self.desk.tasks.other(job, self._on_last_copy, failed=self._on_refused, key="last-copy")

    def _on_in(self, answer: tuple[Access, datetime | None]) -> None:
        access, copied_at = answer
        self._deeds.done()
        self.entry.forget()
        try:
            self.desk.settings.change("central", login_url=access.shown)
        except WorldFault as fault:
            self.show_fault(fault)
        self.show_in(access)
        self._on_last_copy(copied_at)
        self._read_members()

    def _on_not_in(self, fault: RuleBroken | WorldFault) -> None:
        self._deeds.done()
        self.entry.refuse(fault)

    def _on_last_copy(self, copied_at: datetime | None) -> None:
        self.copies.show_last(copied_at, self.desk.workplace.now)

    def _on_copy_days(self, days: int) -> None:
        try:
            self.desk.settings.change("central", copy_days=days)
        except WorldFault as fault:
            self.show_fault(fault)
        self.copies.show_again(self.desk.workplace.now)

    def _on_copied(self, made: tuple[Path, str, object] | None) -> None:
        self._deeds.done()
        if made is None:
            self.desk.navigator.say(_("Stopped. Nothing of the copy was left."), icon="info")
            return
        file, code, counts = made
        told = counts if isinstance(counts, dict) else {}
        changes, rows = (number(told.get(name, 0)) for name in ("change", "row_state"))
        shown = code if self.access is not None and self.access.is_database else ""
        self._on_last_copy(self.desk.workplace.now)
        self.copies.show_made(file, shown, changes=changes, rows=rows)

    def _on_check(self) -> None:
        if self.access is not None:
            job = partial(central_desk.look_over, self.desk.workplace, self.access)
            self._do_told(_("Looking whether all is in order …"), job, self._on_looked)

    def _on_looked(self, looked: tuple[Looked, ...] | None) -> None:
        self._deeds.done()
        if looked is not None:
            self.check.show_looked(looked)

    def _on_bring_up(self) -> None:
        question = questions.may_bring_up(self.window())
        question.accepted.connect(self._on_brought_up)
        question.open()

    def _on_brought_up(self) -> None:
        if self.access is not None:
            job = partial(central_desk.bring_up, self.desk.workplace, self.access)
            self._do(_("Bringing the database up …"), job, self._on_looked)

    def _on_anew(self) -> None:
        question = questions.may_write_anew(self.window())
        question.accepted.connect(self._on_write_anew)
        question.open()

    def _on_write_anew(self) -> None:
        if self.access is not None:
            job = partial(central_desk.write_anew, self.desk.workplace, self.access)
            self._do(_("The database writes its tables anew …"), job, self._on_looked)

    def _read_members(self) -> None:
        if self.access is not None and self.access.is_database:
            job = partial(central_desk.list_members, self.desk.workplace, self.access)
            self.desk.tasks.other(job, self.members.show_lines, failed=self._on_refused, key="members")

    def _on_let_in(self, who: NewMember) -> None:
        if self.access is not None:
            self._asked_member = who
            job = partial(central_desk.let_in, self.desk.workplace, self.access, who)
            self._do(_("Making an invitation …"), job, self._on_invited, failed=self._on_not_invited)

    def _on_invited(self, code: str) -> None:
        self._deeds.done()
        self.members.show_invitation(self._asked_member.name, code)
        self._read_members()

    def _on_not_invited(self, fault: RuleBroken | WorldFault) -> None:
        self._deeds.done()
        form = self.members.form
        if form is None or not form.refuse(fault):
            self._say(explain(fault))

    def _on_shut_out(self, line: MemberLine, lost: bool) -> None:  # noqa: FBT001 - a signal
        self._asked_line = line
        name = name_of(line)
        question = (
            questions.may_close(name, self._days, self.window())
            if lost
            else questions.may_shut_out(name, self.window())
        )
        question.accepted.connect(self._on_close if lost else self._on_withdraw)
        question.open()

    def _on_close(self) -> None:
        self._shut_out(lost=True)

    def _on_withdraw(self) -> None:
        self._shut_out(lost=False)

    def _shut_out(self, *, lost: bool) -> None:
        if self.access is None or self._asked_line is None:
            return
        who = self._asked_line.member.colleague_id
        job = partial(central_desk.shut_out, self.desk.workplace, self.access, who, lost=lost)
        self._do(_("Closing the way in …"), job, self._on_out)

    def _on_out(self, _nothing: None) -> None:
        self._deeds.done()
        self.desk.navigator.say(_("The way in is closed."), icon="check")
        self._read_members()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._deeds.done()
        self._say(explain(fault))

    def _say(self, text: str) -> None:
        self._told.say(text)
        self._told.show()


def _seen_here(workplace: Workplace) -> tuple[Access | None, int, bool]:
    """Reads what the laptop itself knows: the way into a shared file, how long laptops may keep away, and its team."""
    return (
        central_desk.shared_file_access(workplace),
        days_apart(workplace),
        state_of_work(workplace).is_joined,
    )
