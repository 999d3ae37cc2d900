"""One line each of what must be told, what waits for an answer, and what was not taken over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.language import _, ngettext
from desktop.language.forms import long_day, short_day
from desktop.models.labels import label
from desktop.rules.next_steps import stopped
from desktop.services.case_page import IndicationOnPage
from desktop.services.messages_page import NotTaken, ToAnswer, ToHandOn, Told, ToTell
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.dress import column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text

_LETTERS = 34

SOON = 2
"""Days before the last one, from which on an answer is urgent."""


def to_tell(one: ToTell, to_case: Callable[[], None] | None) -> QWidget:
    """Client, provider and how much is new; what keeps it from being written stands under it."""
    told = ngettext("1 allocation", "{n} allocations", one.count) if one.count else _("nothing allocated yet")
    about = " · ".join(filter(None, (one.provider, label(one.law), told)))
    badge = (
        Badge(_("something is missing"), tone=Tone.CAUTION)
        if one.problem
        else Badge(_("ready"), tone=Tone.GOOD, icon="check")
    )
    return _line(one.client, (about, one.problem), badge, *_way(one.client, to_case))


def to_answer(one: ToAnswer, today: date, to_case: Callable[[], None] | None, done: Callable[[], None]) -> QWidget:
    """Who asks what for whom, and until when."""
    kind = _("asks to change the help") if "17" in str(one.kind) else _("asks for help")
    about = " · ".join(filter(None, (f"{one.provider} {kind}", one.about, str(one.kind or ""))))
    days = (one.due - today).days
    tone = Tone.BAD if days < 0 else Tone.CAUTION if days <= SOON else Tone.MUTED
    badge = Badge(_("answer by {day}", day=short_day(one.due)), tone=tone, icon="clock")
    answered = Button(_("Answered"), icon="check")
    answered.setAccessibleName(_("The request about {name} is answered", name=one.client))
    answered.setObjectName("request-answered")
    answered.clicked.connect(done)
    return _line(one.client or _("Nobody here"), (about,), badge, *_way(one.client, to_case), answered)


def to_hand_on(one: ToHandOn, to_case: Callable[[], None] | None, done: Callable[[], None], *more: Button) -> QWidget:
    """Who began with help that another gave, with the question who received it."""
    about = _("{provider} began on {day}: who received it, and when?", provider=one.provider, day=long_day(one.began))
    aside = QuietButton(_("Nothing was handed on"), icon="check")
    aside.setAccessibleName(_("Nothing was handed on: {name}", name=one.client))
    aside.setObjectName("handover-not-needed")
    aside.clicked.connect(done)
    badge = Badge(_("no warm handover"), tone=Tone.CAUTION, icon="caution")
    return _line(one.client, (about,), badge, *more, *_way(one.client, to_case), aside)


def help_stopped(one: IndicationOnPage, end: Button) -> QWidget:
    """Help that a provider stopped before its last day, with the question whether its indication ends too."""
    run = stopped(one.indication, one.trajectories)
    last = long_day(run.ended_on) if run and run.ended_on else ""
    about = _("stopped on {day}; the indication still stands: does it end too?", day=last)
    badge = Badge(_("stopped"), tone=Tone.CAUTION, icon="stop")
    return _line(" · ".join(filter(None, (one.product, one.provider))), (about,), badge, end)


def told(one: Told, withdraw: Callable[[], None], again: Callable[[], None]) -> QWidget:
    """What a provider knows, with the ways to tell it again and to take it away as if it had never been."""
    first = short_day(one.start)
    when = _("{start} until {end}", start=first, end=short_day(one.end)) if one.end else _("from {day}", day=first)
    number = _("allocation {number}", number=one.number)
    since = _("told on {day}", day=long_day(one.told_on))
    about = " · ".join(filter(None, (one.provider, one.amount, when, number, since)))
    more = (_once_more(one, again),) if one.is_told else ()
    if one.is_withdrawn or one.has_begun:
        state = _("taken away") if one.is_withdrawn else _("has begun")
        return _line(one.help, (about,), Badge(state, tone=Tone.MUTED), *more)
    away = QuietButton(_("Take away"), icon="remove")
    away.setAccessibleName(_("Take allocation {number} away", number=one.number))
    away.setToolTip(_("For help that was allocated by mistake and never began. What began ends by a stop message."))
    away.setObjectName("allocation-away")
    away.clicked.connect(withdraw)
    return _line(one.help, (about,), None, *more, away)


def _once_more(one: Told, again: Callable[[], None]) -> QuietButton:
    made = QuietButton(_("Did not arrive"), icon="sync")
    made.setAccessibleName(_("The message about allocation {number} did not arrive", number=one.number))
    made.setToolTip(_("For a message that was refused or got lost. It is written again, with what is right now."))
    made.setObjectName("allocation-again")
    made.clicked.connect(again)
    return made


def not_taken(one: NotTaken, again: Callable[[], None], aside: Callable[[], None]) -> QWidget:
    """Which line of which file, and why."""
    where = _("line {n}", n=one.row) if one.row else _("the whole file")
    about = " · ".join(filter(None, (str(one.kind or ""), where, _("read on {day}", day=long_day(one.read_on)))))
    buttons: list[Button] = []
    if one.may_try:
        buttons.append(Button(_("Try again"), icon="sync"))
        buttons[-1].setAccessibleName(_("Try {file}, {where} again", file=one.file, where=where))
        buttons[-1].setObjectName("line-again")
        buttons[-1].clicked.connect(again)
    put = QuietButton(_("Put aside"), icon="check")
    put.setAccessibleName(_("Put {file}, {where} aside", file=one.file, where=where))
    put.setObjectName("line-aside")
    put.clicked.connect(aside)
    return _line(one.file, (one.reason, about), None, *buttons, put)


def _line(title: str, texts: tuple[str, ...], badge: Badge | None, *buttons: Button) -> QWidget:
    holder = QWidget()
    line = Beside(holder, gap=Space.M)
    told = QWidget()
    words = column(told, gap=0)
    words.addWidget(Text(title, "strong"))
    for text in filter(None, texts):
        words.addWidget(Text(text, "muted"))
    line.put(told, letters=_LETTERS)
    if badge is not None:
        line.put(badge, share=0, down=0.5)
    if buttons:
        line.put(Flowing(*buttons), share=0)
    return holder


def _way(client: str, to_case: Callable[[], None] | None) -> tuple[QuietButton, ...]:
    """The way to the case; none where one is there already."""
    if to_case is None:
        return ()
    way = QuietButton(_("Open the case"), icon="forward")
    way.setAccessibleName(_("Open the case of {name}", name=client))
    way.clicked.connect(to_case)
    return (way,)
