"""At a case: who outside the own access referred, and to whom something is handed on. Each only when there is one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.language import _
from desktop.language.forms import long_day, short_day
from desktop.models.casework import Referral, WarmHandover
from desktop.models.kinds import CasePhase, Law
from desktop.models.labels import label
from desktop.rules.passing_on import GROUNDS, follow_by, is_open
from desktop.services.case_reading import CasePage
from desktop.services.handovers import drop_handover
from desktop.services.names import ProfileNames
from desktop.views.cases.model import days_left_text
from desktop.views.cases.passing_dialogs import DayOfHandoverDialog, FollowDialog
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.screen import Screen


class Referrals(Card):
    """A block a referral: who, when, what was asked, and what became of it."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(_("Referrals"), gap=Space.L)
        self._screen = screen
        self._known: dict[str, Referral] = {}
        self._law = Law.JEUGDWET
        self.hide()

    def draw(self, page: CasePage) -> None:
        """Shows those of a case."""
        self._known = {one.id: one for one in page.referrals}
        self._law = page.case.law
        clear(self.body)
        for one in page.referrals:
            self.body.addLayout(self._block(one, closed=page.case.phase is CasePhase.CLOSED))
        self.setVisible(bool(page.referrals))

    def _block(self, one: Referral, *, closed: bool) -> Beside:
        workplace = self._screen.desk.workplace
        named = ProfileNames.of(workplace.profile).help(one.product, "", "")
        # The Wmo knows no referral that gives a right to help: there it is a report of need like any other.
        ground = GROUNDS.get(one.kind) if self._law is Law.JEUGDWET else None
        lines = [
            Text(" · ".join(filter(None, (label(one.kind), one.referrer, long_day(one.referred_on)))), "strong"),
            Text(" · ".join(filter(None, (named, one.note)))),
            Text(_("What became of it: {outcome}", outcome=one.outcome) if one.outcome else ""),
            Text(f"{ground.document}, {ground.paragraph}" if ground else "", "small"),
        ]
        due = None if closed else follow_by(one, workplace.profile.referral_follow)
        badge = Badge("")
        if one.followed_on:
            badge.say(_("looked at on {day}", day=short_day(one.followed_on)), tone=Tone.GOOD, icon="check")
        elif due:
            left = (due - workplace.today).days
            badge.say(days_left_text(left), tone=Tone.BAD if left < 0 else Tone.CAUTION, icon="clock")
        act = QuietButton(_("Write down what became of it"), icon="edit")
        act.setObjectName(f"follow-{one.id}")
        act.clicked.connect(partial(self._on_follow, one.id))
        return _block(lines, badge if one.followed_on or due else None, [act] if due else [])

    def _on_follow(self, referral_id: str) -> None:
        FollowDialog(self._screen.desk, self._known[referral_id], self.window()).begin()


HELD_SHOWN = 3
"""Handovers that were held, the latest ones; all of them stand in the line of time."""


class Handovers(Card):
    """A block a handover: who receives it, when, what goes with it, and whether it was held."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(_("Warm handover"), gap=Space.L)
        self._screen = screen
        self._known: dict[str, WarmHandover] = {}
        self.hide()

    def draw(self, page: CasePage) -> None:
        """Shows those of a case."""
        self._known = {one.id: one for one in page.handovers}
        clear(self.body)
        held = [one for one in page.handovers if one.held_on]
        past = {one.id for one in sorted(held, key=lambda one: (one.on_day, one.id))[:-HELD_SHOWN]}
        for one in page.handovers:
            if one.id not in past:
                self.body.addLayout(self._block(one, closed=page.case.phase is CasePhase.CLOSED))
        if past:
            self.body.addWidget(Text(_("Earlier ones stand under What happened."), "muted"))
        self.setVisible(bool(page.handovers))

    def _block(self, one: WarmHandover, *, closed: bool) -> Beside:
        lines = [
            Text(" · ".join(filter(None, (one.received_by, one.organisation, label(one.to)))), "strong"),
            Text(_("{who} hands on, on {day}", who=one.handed_by, day=long_day(one.on_day))),
            Text(one.what),
        ]
        left = (one.on_day - self._screen.desk.workplace.today).days
        badge = Badge("")
        if one.held_on:
            badge.say(_("held on {day}", day=short_day(one.held_on)), tone=Tone.GOOD, icon="check")
        else:
            badge.say(days_left_text(left), tone=Tone.BAD if left < 0 else Tone.CAUTION, icon="clock")
        return _block(lines, badge, self._acts(one) if is_open(one) and not closed else [])

    def _acts(self, one: WarmHandover) -> list[QuietButton]:
        acts = []
        for text, name, icon, slot in (
            (_("It took place …"), "held", "check", self._on_held),
            (_("Another day …"), "move", "calendar", self._on_move),
            (_("Take back"), "drop", "undo", self._on_drop),
        ):
            act = QuietButton(text, icon=icon)
            act.setObjectName(f"handover-{name}-{one.id}")
            act.setAccessibleName(f"{text.rstrip(' …')}: {one.received_by}")
            act.clicked.connect(partial(slot, one.id))
            acts.append(act)
        return acts

    def _on_held(self, handover_id: str) -> None:
        DayOfHandoverDialog(self._screen.desk, self._known[handover_id], self.window(), held=True).begin()

    def _on_move(self, handover_id: str) -> None:
        DayOfHandoverDialog(self._screen.desk, self._known[handover_id], self.window(), held=False).begin()

    def _on_drop(self, handover_id: str) -> None:
        job = partial(drop_handover, self._screen.desk.workplace, handover_id)
        self._screen.act(job, said=_("The handover is taken back."))


def _block(lines: list[Text], badge: Badge | None, acts: list[QuietButton]) -> Beside:
    block = Beside(gap=Space.M)
    holder = QWidget()
    words = column(holder, gap=Space.XS)
    for line in lines:
        if line.text():
            words.addWidget(line)
    if acts:
        words.addWidget(Flowing(*acts))
    block.put(holder, letters=30)
    if badge is not None:
        block.put(badge, share=0)
    return block
