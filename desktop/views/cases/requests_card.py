"""Requests to destroy this dossier: how each stands, which term runs, and what may be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.destruction_request import AskedBy, RequestOutcome
from desktop.models.retention import DestructionStatus
from desktop.rules.terms import SOON_DAYS
from desktop.services.case_reading import CasePage
from desktop.services.destruction_requests import take_request_back
from desktop.services.papers import PaperKind
from desktop.services.request_lines import RequestLine, stands_text
from desktop.services.request_words import ASKED_BY, OUTCOMES, REFUSALS
from desktop.views.cases.model import days_left_text
from desktop.views.cases.request_dialogs import DecideDialog, LongerDialog, what_is_in_the_way
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.screen import Screen

_TONES = {
    RequestOutcome.OPEN: (Tone.CAUTION, "clock"),
    RequestOutcome.GRANTED: (Tone.GOOD, "check"),
    RequestOutcome.REFUSED: (Tone.MUTED, "close"),
    RequestOutcome.WITHDRAWN: (Tone.MUTED, "undo"),
}


class Requests(Card):
    """One block a request, the newest first; the card is there only when one was made."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(_("Request to destroy the dossier"), gap=Space.L)
        self._screen = screen
        self.hide()

    def draw(self, page: CasePage) -> None:
        """Shows those of a case."""
        self.setVisible(bool(page.requests))
        clear(self.body)
        for line in page.requests:
            self.body.addLayout(self._block(line))

    def _block(self, line: RequestLine) -> QVBoxLayout:
        block = column(gap=Space.XS)
        head = Beside(gap=Space.M)
        asked = _("Came in on {day}", day=long_day(line.request.received_on))
        head.put(Text(asked, "strong"), letters=30, down=0.5)
        for badge in badges_of(line):
            head.put(badge, share=0, down=0.5)
        block.addLayout(head)
        for told in (*_told(line), *(what_is_in_the_way(line) if line.may_decide else ())):
            block.addWidget(Text(told))
        block.addWidget(Text(_sources(line), "small"))
        block.addWidget(Flowing(*self._acts(line)))
        return block

    def _acts(self, line: RequestLine) -> list[QWidget]:
        acts: list[QWidget] = []
        if line.may_decide:
            acts.append(self._act(Button(_("Decide …"), icon="check"), "request-decide", DecideDialog, line))
        if line.may_be_longer:
            acts.append(
                self._act(QuietButton(_("Take longer …"), icon="calendar"), "request-longer", LongerDialog, line)
            )
        letter = QuietButton(_("Letter to the resident"), icon="mail")
        letter.setObjectName("request-letter")
        letter.clicked.connect(partial(self._on_letter, line.request.id))
        acts.append(letter)
        if line.until is not None:
            back = QuietButton(_("The resident takes it back"), icon="undo")
            back.setObjectName("request-back")
            back.clicked.connect(partial(self._on_back, line.request.id))
            acts.append(back)
        return acts

    def _act(self, button: Button, name: str, dialog: type[DecideDialog | LongerDialog], line: RequestLine) -> Button:
        button.setObjectName(name)
        button.clicked.connect(partial(self._on_dialog, dialog, line))
        return button

    def _on_dialog(self, dialog: type[DecideDialog | LongerDialog], line: RequestLine, _checked: object = None) -> None:
        dialog(self._screen.desk, line, self.window()).begin()

    def _on_letter(self, request_id: str, _checked: object = None) -> None:
        self._screen.desk.navigator.open_paper(f"{PaperKind.REQUEST_LETTER}:{request_id}")

    def _on_back(self, request_id: str, _checked: object = None) -> None:
        job = partial(take_request_back, self._screen.desk.workplace, request_id)
        self._screen.act(job, said=_("The request is taken back: the dossier stays."))


def badges_of(line: RequestLine) -> tuple[Badge, ...]:
    """How it stands, and how long its term still runs."""
    tone, icon = _TONES[line.request.outcome]
    stands = Badge(_(OUTCOMES[line.request.outcome]), tone=tone, icon=icon)
    if line.until is None or line.days_left is None:
        return (stands,)
    left = Tone.BAD if line.days_left < 0 else Tone.CAUTION if line.days_left <= SOON_DAYS else Tone.MUTED
    return stands, Badge(days_left_text(line.days_left), tone=left, icon="clock")


def _told(line: RequestLine) -> list[str]:
    request = line.request
    by = _(ASKED_BY[request.asked_by])
    who = by if request.asked_by is AskedBy.RESIDENT else f"{request.asker}: {by}"
    told = [_("Asked by {who}. How it came in: {how}.", who=who, how=request.how.rstrip("."))]
    if request.unable:
        told.append(_("The resident cannot weigh what is at stake."))
    if request.extended_on is not None:
        told.append(_("Extended on {day}: {why}", day=long_day(request.extended_on), why=request.extended_why))
    told.append(stands_text(line))
    if request.decided_on is not None:
        by_whom = line.decided_by or _("a colleague who is not known here")
        told.append(_("Decided on {day} by {who}.", day=long_day(request.decided_on), who=by_whom))
    if request.ground is not None:
        told.append(
            f"{_('Ground')}: {_(REFUSALS[request.ground])}{f' ({request.provision})' if request.provision else ''}"
        )
    if request.motivation:
        told.append(request.motivation)
    if line.proposal is not None and line.proposal.status is DestructionStatus.DECLINED:
        told.append(_("The administrator did not destroy it: {why}", why=line.proposal.reason))
    if line.is_own:
        told.append(_("You wrote this down, so another team lead decides."))
    return [text for text in told if text]


def _sources(line: RequestLine) -> str:
    norm = line.norm
    named = (norm.right, norm.decide_source, norm.destroy_source)
    return " · ".join(dict.fromkeys(f"{one.document}, {one.paragraph}" for one in named))
