"""The case at a glance: the question, the terms that run, and what happened."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from desktop.language import N_, _
from desktop.language.forms import long_day, short_day
from desktop.services.case_reading import CasePage, Moment, MomentKind, TermLine, TermState
from desktop.services.cases import change_case
from desktop.views.autosave import Autosave
from desktop.views.cases.model import days_left_text
from desktop.views.cases.panel import Panel, fresh
from desktop.views.design.badges import Badge
from desktop.views.design.cards import KeyValueList
from desktop.views.design.dress import column, row
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import LongText
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.screen import Screen

MOMENTS = {
    MomentKind.REPORT: (N_("Report of need"), "flag"),
    MomentKind.REFERRAL: (N_("Referral"), "forward"),
    MomentKind.PERSONAL_PLAN: (N_("Personal plan handed in"), "document"),
    MomentKind.CONVERSATION: (N_("Conversation"), "conversation"),
    MomentKind.APPLICATION: (N_("Application"), "document"),
    MomentKind.PLAN: (N_("Support plan agreed"), "document"),
    MomentKind.INDICATION: (N_("Indication"), "indication"),
    MomentKind.DECISION: (N_("Decision"), "check"),
    MomentKind.START: (N_("Help began"), "provider"),
    MomentKind.END: (N_("Help ended"), "stop"),
    MomentKind.EVALUATION: (N_("Evaluation"), "eye"),
    MomentKind.WAITING: (N_("On the waiting list"), "waiting"),
    MomentKind.CONTACT: (N_("Contact while waiting"), "phone"),
    MomentKind.HANDOVER: (N_("Warm handover"), "team"),
    MomentKind.OPENED: (N_("Case opened"), "cases"),
    MomentKind.CLOSED: (N_("Case closed"), "check"),
}
_TONES = {
    TermState.LATE: Tone.BAD,
    TermState.SOON: Tone.CAUTION,
    TermState.MET: Tone.GOOD,
    TermState.MISSED: Tone.CAUTION,
}


class Overview(Panel):
    """Question and facts above, terms and timeline under them."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._typed = Autosave(self, self._keep)
        question = self.card(_("The question"))
        self._question = LongText(lines=2, large=True)
        self._question.setObjectName("case-question")
        self._question.typed.connect(self._on_question)
        question.addWidget(FieldRow(_("What the resident asks"), self._question))
        self._facts = KeyValueList()
        question.addWidget(self._facts)
        self._terms = self.card(_("Terms"))
        self._timeline = self.card(_("What happened"))
        self.body.addStretch(1)

    @override
    def draw(self, page: CasePage) -> None:
        if not self._typed.waits_for("question"):
            self._question.put(page.case.question)
        self._facts.show_pairs(_facts(page))
        terms = fresh(self._terms)
        for term in page.terms:
            terms.addLayout(_term(term))
        if not page.terms:
            terms.addWidget(Text(_("No terms run for this case."), "muted"))
        timeline = fresh(self._timeline)
        for moment in page.timeline:
            timeline.addLayout(_moment(moment))

    @override
    def flush(self) -> None:
        self._typed.flush()

    def _on_question(self, text: str) -> None:
        self._typed.put("question", text)

    def _keep(self, typed: dict[str, object]) -> None:
        if self.page is not None:
            self.act(change_case, self.page.case.id, question=typed["question"])


def _facts(page: CasePage) -> dict[str, str]:
    resident = page.resident
    told = page.report.client_support_told_on if page.report else None
    return {
        _("Date of birth"): long_day(resident.birth_date) if resident.birth_date else "",
        _("Address"): ", ".join(filter(None, (resident.address, resident.postal_code, resident.place))),
        _("Phone"): resident.phone,
        _("Consultant"): page.consultant,
        _("Who holds the direction"): page.case.director,
        _("Report of need"): page.report.text if page.report else "",
        _("Client support pointed out"): long_day(told) if told else _("not yet"),
    }


def _term(term: TermLine) -> QHBoxLayout:
    line = row(gap=Space.M)
    words = column(gap=0)
    words.addWidget(Text(term.name, "strong"))
    words.addWidget(Text(f"{term.source.document}, {term.source.paragraph}", "small"))
    line.addLayout(words, 1)
    state = _("met on {day}", day=short_day(term.met_on)) if term.met_on else days_left_text(term.days_left)
    line.addWidget(Text(_("by {day}", day=long_day(term.due)), "muted"))
    line.addWidget(Badge(state, tone=_TONES.get(term.state, Tone.MUTED), icon="clock"))
    return line


def _moment(moment: Moment) -> QHBoxLayout:
    name, icon = MOMENTS[moment.kind]
    line = row(gap=Space.M)
    day = Text(short_day(moment.on), "muted")
    day.setMinimumWidth(92)
    line.addWidget(day)
    line.addWidget(Badge(_(name), icon=icon))
    line.addWidget(Text(moment.text), 1)
    return line
