"""The terms of a case: from when, until when, how long still, on whose word, and what was paused or extended."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.language import N_, _, ngettext
from desktop.language.forms import long_day, short_day
from desktop.models.course import TermChange
from desktop.models.kinds import CasePhase
from desktop.models.labels import label
from desktop.rules.term_changes import is_long
from desktop.rules.terms import LATE
from desktop.services.case_reading import CasePage, TermLine, TermState
from desktop.services.term_changes import remove_term_change
from desktop.views.cases.model import days_left_text
from desktop.views.cases.term_dialogs import ExtendDialog, PauseDialog, ResumeDialog
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.screen import Screen

_TONES = {
    TermState.LATE: Tone.BAD,
    TermState.SOON: Tone.CAUTION,
    TermState.MET: Tone.GOOD,
    TermState.MISSED: Tone.CAUTION,
    TermState.PAUSED: Tone.ACCENT,
}


UNCLEAR = N_(
    "It is not written down which application the decision answers: this is told by its day. Say it at the indication."
)


class Terms(Card):
    """One block a term, with what one may do with it."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(_("Terms"), gap=Space.L)
        self._screen = screen
        self._case_id = ""

    def draw(self, page: CasePage) -> None:
        """Shows the terms of a case."""
        self._case_id = page.case.id
        clear(self.body)
        for term in page.terms:
            self.body.addLayout(self._term(term, closed=page.case.phase is CasePhase.CLOSED))
        if not page.terms:
            self.body.addWidget(Text(_("No terms run for this case."), "muted"))

    def _term(self, term: TermLine, *, closed: bool) -> QVBoxLayout:
        block = column(gap=Space.XS)
        block.addLayout(_head(term))
        if term.state is TermState.LATE and term.ground is not None and not closed:
            block.addWidget(Text(_(LATE), "small"))
        if term.unclear:
            block.addWidget(Text(_(UNCLEAR), "small"))
        for change in (*term.pauses, *term.extensions):
            block.addLayout(self._change(change, term, closed=closed or term.met_on is not None))
        if any(is_long(term.days, change.days or 0) for change in term.extensions):
            block.addWidget(Text(_long(term), "small"))
        if acts := self._acts(term, closed=closed):
            block.addWidget(Flowing(*acts))
        return block

    def _change(self, change: TermChange, term: TermLine, *, closed: bool) -> Beside:
        line = Beside(gap=Space.S)
        line.put(Text(_told(change)), letters=30, down=0.5)
        if closed:
            return line
        if change.until_on is None and change.days is None:
            line.put(
                self._button(_("Let run again …"), "undo", term, partial(self._on_resume, change, term.name)),
                share=0,
                down=0.5,
            )
        off = self._button(_("Remove"), "remove", term, partial(self._on_remove, change.id))
        off.setAccessibleName(f"{_('Remove')}: {_what(change)}")
        line.put(off, share=0, down=0.5)
        return line

    def _acts(self, term: TermLine, *, closed: bool) -> list[QWidget]:
        acts: list[QWidget] = []
        if term.may_pause and not closed:
            acts.append(self._button(_("Pause …"), "clock", term, partial(self._on_pause, term)))
        if term.may_extend and not closed:
            acts.append(self._button(_("Extend …"), "calendar", term, partial(self._on_extend, term)))
        return acts

    def _button(self, text: str, icon: str, term: TermLine, does: partial[None]) -> QuietButton:
        button = QuietButton(text, icon=icon)
        button.setAccessibleName(f"{text} {term.name}")
        button.clicked.connect(does)
        return button

    def _on_pause(self, term: TermLine, _checked: object = None) -> None:
        PauseDialog(self._screen.desk, self._case_id, term, self.window()).begin()

    def _on_extend(self, term: TermLine, _checked: object = None) -> None:
        ExtendDialog(self._screen.desk, self._case_id, term, self.window()).begin()

    def _on_resume(self, pause: TermChange, name: str, _checked: object = None) -> None:
        ResumeDialog(self._screen.desk, pause, name, self.window()).begin()

    def _on_remove(self, change_id: str, _checked: object = None) -> None:
        job = partial(remove_term_change, self._screen.desk.workplace, change_id)
        self._screen.act(job, said=_("The change of the term is removed."))


def _head(term: TermLine) -> Beside:
    line = Beside(gap=Space.M)
    holder = QWidget()
    words = column(holder, gap=0)
    words.addWidget(Text(term.name, "strong"))
    since = _("counts from {day}", day=short_day(term.from_day))
    words.addWidget(Text(f"{since} · {term.source.document}, {term.source.paragraph}", "small"))
    line.put(holder, letters=24)
    due = Text(_due(term), "muted")
    due.setWordWrap(False)
    due.setToolTip(_why(term))
    line.put(due, share=0, down=0.5)
    met = term.met_on is not None
    tone = Tone.CAUTION if term.unclear else _TONES.get(term.state, Tone.MUTED)
    badge = Badge(_state(term), tone=tone, icon="check" if met else "clock")
    line.put(badge, share=0, down=0.5)
    return line


def _due(term: TermLine) -> str:
    """While a pause has no end, there is no last day to tell."""
    if term.pause is not None and term.pause.until_on is None:
        return _("was at the latest {day}", day=long_day(term.first_due))
    return _("at the latest {day}", day=long_day(term.due))


def _why(term: TermLine) -> str:
    return "" if term.due == term.first_due else _("Without a change it was {day}.", day=long_day(term.first_due))


def _state(term: TermLine) -> str:
    if term.met_on and term.state is TermState.WITHDRAWN:
        late = term.met_on > term.due
        told = N_("withdrawn on {day}, after the last day") if late else N_("application withdrawn on {day}")
        return _(told, day=short_day(term.met_on))
    if term.met_on:
        return _("met on {day}", day=short_day(term.met_on))
    if term.pause is not None:
        return ngettext("paused, 1 day is left", "paused, {n} days are left", max(0, term.days_left))
    return days_left_text(term.days_left)


def _long(term: TermLine) -> str:
    source = f"{term.ground.document}, {term.ground.paragraph}" if term.ground else ""
    return _("Longer than the term itself; the act asks for a time as short as possible ({source}).", source=source)


def _told(change: TermChange) -> str:
    told = _("told on {day}", day=short_day(change.told_on)) if change.told_on else ""
    basis = label(change.basis) if change.basis else ""
    return " · ".join(filter(None, (_what(change), basis, change.ground, told)))


def _what(change: TermChange) -> str:
    if change.days is not None:
        return ngettext("Extended by 1 day", "Extended by {n} days", change.days)
    first = short_day(change.from_on)
    if change.until_on is None:
        return _("Paused since {first}", first=first)
    return _("Paused from {first} up to and including {last}", first=first, last=short_day(change.until_on))
