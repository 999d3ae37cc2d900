"""Synchroniseren: one sentence on how safe the work is, one button, and what a person must decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.central import is_database, place_of, short_name_of
from desktop.services.conflicts import (
    Conflict,
    LateWork,
    OwnWork,
    Take,
    late_work,
    list_conflicts,
    own_work,
    put_aside,
    resolve,
    share_again,
)
from desktop.services.subjects import Key, Subject, applications_named, subjects, subjects_of_new
from desktop.services.syncing import SyncResult, leave, team_code
from desktop.services.wording import explain
from desktop.services.workplace import Workplace
from desktop.views.design.announce import announce
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.days import near_moment
from desktop.views.design.dress import clear, column, row
from desktop.views.design.pages import Page
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState, Hint, Text
from desktop.views.desk import Desk
from desktop.views.screen import Screen
from desktop.views.sync.join_card import JoinCard
from desktop.views.sync.lists import RefusedCard, WaitingCard
from desktop.views.sync.met import MetList
from desktop.views.sync.put_back_card import PutBackCard
from desktop.views.sync.question import may_leave, may_wipe
from desktop.views.sync.standing import Standing, in_words, standing
from desktop.views.sync.strip import MeetingStrip


@dataclass(frozen=True)
class Picture:
    """All that the screen shows."""

    standing: Standing
    conflicts: tuple[Conflict, ...]
    about: Mapping[Key, Subject]
    late: Mapping[str, LateWork]
    own: Mapping[str, OwnWork]


def picture(workplace: Workplace) -> Picture:
    """Reads it; to be called off the main thread."""
    now, conflicts = standing(workplace), list_conflicts(workplace)
    keys = {(c.table, c.row) for c in conflicts} | {(r.tbl, r.row_id) for r in now.work.refused}
    about, late = subjects(workplace, keys), late_work(workplace)
    # Who judges late work must see whose case it would come into, also where it makes a new record.
    told = {(r.tbl, r.row_id): late[r.op_id].given for r in now.work.refused if r.op_id in late}
    new = {key: fields for key, fields in told.items() if not about[key].name}
    about = {**about, **subjects_of_new(workplace, new)}
    return Picture(now, applications_named(workplace, conflicts), about, late, own_work(workplace))


class SyncScreen(Screen):
    """Is my work safe? Its thing is the id of a conflict to show first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        page = Page(_("Synchronise"))
        self._head = page.head
        self._now = PrimaryButton(_("Synchronise now"), icon="sync")
        self._now.clicked.connect(self._on_now)
        page.head.buttons.addWidget(self._now)
        self._progress = MeetingStrip(desk.meeting)
        self._trouble = Hint("", icon="caution")
        self._trouble.hide()
        self._put_back = PutBackCard()
        self._put_back.hide()
        self._put_back.go_on.connect(self._on_go_on)
        self._code_card = _CodeCard()
        self._code_card.hide()
        self._met = MetList(desk)
        self._met.decided.connect(self._on_decided)
        self._met.opened.connect(self._on_case)
        self._parts = column(gap=Space.L)
        for widget in (self._progress, self._trouble, self._put_back, self._code_card, self._met):
            page.body.addWidget(widget)
        page.body.addLayout(self._parts)
        page.body.addStretch(1)
        self._column = page.column
        self.outer.addWidget(page)
        desk.meeting.begun.connect(self._on_begun)
        desk.meeting.ended.connect(self._on_synced)
        desk.meeting.refused.connect(self._on_refused)
        self._deciding = ""
        self._file = ""

    @override
    def reload(self) -> None:
        self.ask(partial(picture, self.desk.workplace), self._on_picture, key="picture")

    @override
    def flush(self) -> None:
        self._met.flush()

    def sync(self, *, may_wipe: bool = False) -> None:
        """Meets the team now."""
        self._trouble.hide()
        self.desk.meeting.begin(self.desk.workplace, may_wipe=may_wipe)

    def _on_picture(self, seen: Picture) -> None:
        now = seen.standing
        is_put_back = _is_put_back(self.desk.meeting.trouble)
        lead = _("Your work waits until you go on.") if is_put_back else in_words(now, self.desk.workplace.today)
        self._head.say(_("Synchronise"), lead)
        self._now.setVisible(now.work.is_joined and not is_put_back)
        if self.desk.meeting.is_under_way and not self._progress.isVisibleTo(self):
            self._progress.show_begun()
            self._on_begun()
        self._show_trouble(self.desk.meeting.trouble)
        clear(self._parts)
        self._met.say(sorted(seen.conflicts, key=lambda c: c.id != self.thing), seen.about)
        if now.work.refused:
            refused = RefusedCard(now.work.refused, seen.about, seen.late, seen.own, self.desk.workplace.today)
            refused.again.connect(self._on_again)
            refused.aside.connect(self._on_aside)
            self._parts.addWidget(refused)
        if now.work.waiting:
            self._parts.addWidget(WaitingCard(now.work.waiting, self.desk.workplace.today))
        if now.work.is_joined:
            self._show_joined(now)
        else:
            self._show_alone()

    def _show_trouble(self, trouble: RuleBroken | WorldFault | None) -> None:
        is_put_back = _is_put_back(trouble)
        if is_put_back and self._put_back.isHidden():
            self._put_back.look(self.desk.workplace, self.desk.tasks)
        self._put_back.setVisible(is_put_back)
        self._put_back.set_ready(ready=not self.desk.meeting.is_under_way)
        if trouble is not None and not is_put_back:
            self._trouble.say(explain(trouble))
            self._trouble.show()

    def _code_button(self, now: Standing) -> list[QuietButton]:
        """A shared file has one code for all; into a database the administrator lets people in one by one."""
        if is_database(now.work.url):
            return []
        show = QuietButton(_("Show the team code"), icon="key")
        show.clicked.connect(self._on_show_code)
        return [show]

    def _show_joined(self, now: Standing) -> None:
        if not now.must_act and not now.work.waiting and not _is_put_back(self.desk.meeting.trouble):
            self._parts.addWidget(
                EmptyState(icon="check", title=_("Everything is shared"), text=_("Your team has all you wrote."))
            )
        card = Card(_("Central store"))
        last = now.work.synced_at
        self._file = short_name_of(now.work.url)
        card.body.addWidget(
            KeyValueList(
                {
                    _("Place"): place_of(now.work.url),
                    _("In reach"): _("yes") if now.in_reach else _("no, your work waits safely on this laptop"),
                    _("Last met"): near_moment(last, self.desk.workplace.today) if last else _("not yet"),
                }
            )
        )
        go = QuietButton(_("The central store is lost for good …"), icon="offline")
        go.clicked.connect(self._on_lost)
        card.body.addWidget(self._by_itself())
        card.body.addWidget(Flowing(*self._code_button(now), go))
        self._parts.addWidget(card)

    def _by_itself(self) -> QCheckBox:
        choice = QCheckBox(_("Synchronise by itself when the central store is in reach"))
        choice.setChecked(self.desk.settings.now.central.by_itself)
        choice.clicked.connect(self._on_by_itself)
        return choice

    def _on_by_itself(self, wanted: bool) -> None:  # noqa: FBT001 - as Qt gives it
        try:
            self.desk.settings.change("central", by_itself=wanted)
        except WorldFault as fault:
            self.show_fault(fault)

    def _show_alone(self) -> None:
        card = JoinCard(self.desk)
        card.met.connect(self._on_met)
        card.code_made.connect(self._on_code)
        self._parts.addWidget(card)

    def _on_now(self) -> None:
        self.sync()

    def _on_go_on(self) -> None:
        self._trouble.hide()
        self.desk.meeting.begin(self.desk.workplace, put_back=True)

    def _on_begun(self) -> None:
        self._now.setEnabled(False)
        self._put_back.set_ready(ready=False)

    def _on_synced(self, result: SyncResult | None) -> None:
        self._done()
        self._trouble.hide()
        if not self.desk.meeting.is_asked or (result is not None and result.trouble):
            return
        if result is None:
            self.desk.navigator.say(_("Stopped. What was shared stays shared; the rest waits."), icon="info")
            return
        text = _("Sent: {sent}. Received: {received}.", sent=result.pushed, received=result.pulled)
        if result.conflicts:
            text += " " + ngettext("1 thing waits for you.", "{n} things wait for you.", result.conflicts)
        self.desk.navigator.say(text, icon="sync")
        announce(self, text)

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._done()
        if not self.desk.meeting.is_asked:
            return
        if fault.code == "sync-would-wipe":
            question = may_wipe(fault, self)
            question.accepted.connect(self._on_may_wipe)
            question.open()
            return
        if not _is_put_back(fault):
            self._trouble.say(explain(fault))
            self._trouble.show()

    def _done(self) -> None:
        self._now.setEnabled(True)
        self.mark_stale()

    def _on_may_wipe(self) -> None:
        self.sync(may_wipe=True)

    def _on_decided(self, conflict_id: str, take: Take | None, text: str | None) -> None:
        self._deciding = conflict_id
        job = self._met.cards[conflict_id].finish(
            partial(resolve, self.desk.workplace, conflict_id, take=take, text=text)
        )
        self.desk.writer.write(job, self._on_decision, failed=self._on_not_decided)

    def _on_decision(self, _changes: object) -> None:
        self.desk.navigator.say(_("Decided. Your team gets it at the next synchronisation."))
        self.desk.notifier.synced.emit()
        self.mark_stale()

    def _on_not_decided(self, fault: RuleBroken | WorldFault) -> None:
        card = self._met.cards.get(self._deciding)
        if card is not None and fault.code == "not-valid":
            card.refuse(explain(fault))
        else:
            self.show_fault(fault)
            self.mark_stale()

    def _on_again(self, act_id: str) -> None:
        self.act(partial(share_again, self.desk.workplace, act_id), self._on_moved)

    def _on_aside(self, op_id: str) -> None:
        self.act(partial(put_aside, self.desk.workplace, op_id), self._on_moved)

    def _on_moved(self, _changes: object) -> None:
        self.desk.notifier.synced.emit()
        self.mark_stale()

    def _on_case(self, case_id: str) -> None:
        self.desk.navigator.open_case(case_id)

    def _on_met(self) -> None:
        self.sync()

    def _on_lost(self) -> None:
        question = may_leave(self._file, self)
        question.accepted.connect(self._on_leave)
        question.open()

    def _on_leave(self) -> None:
        self._trouble.hide()
        self.act(partial(leave, self.desk.workplace), self._on_left)

    def _on_left(self, _changes: object) -> None:
        self.desk.navigator.say(_("This laptop works alone now. Nothing of it is lost."), icon="info")
        self._code_card.hide()
        self.desk.notifier.synced.emit()
        self.mark_stale()

    def _on_show_code(self) -> None:
        self.ask(partial(team_code, self.desk.workplace), self._on_code)

    def _on_code(self, code: str) -> None:
        self._code_card.show_code(code)
        self._code_card.show()


def _is_put_back(trouble: RuleBroken | WorldFault | None) -> bool:
    return trouble is not None and trouble.code == "central-put-back"


class _CodeCard(Card):
    """The team code, to hand on."""

    def __init__(self) -> None:
        super().__init__(_("Team code"))
        self._code = Text("", "code")
        self.body.addWidget(self._code)
        self.body.addWidget(Text(_("Give it to a colleague in person or by phone."), "muted"))
        buttons = row(gap=Space.S)
        copy, hide = QuietButton(_("Copy"), icon="copy"), QuietButton(_("Hide"), icon="close")
        copy.clicked.connect(self._on_copy)
        hide.clicked.connect(self._on_hide)
        buttons.addWidget(copy)
        buttons.addWidget(hide)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def show_code(self, code: str) -> None:
        """Shows it."""
        self._code.setText(code)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code.text())

    def _on_hide(self) -> None:
        self._code.clear()
        self.hide()
