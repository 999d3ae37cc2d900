"""Papers: everything about a case that can be printed, each a line that opens its preview."""

from __future__ import annotations

from collections.abc import Iterator

from typing_extensions import override

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.kinds import Role
from desktop.rules.permissions import Act, may
from desktop.services.case_reading import CasePage, IndicationOnPage
from desktop.services.papers import TITLES, PaperKind
from desktop.services.request_words import OUTCOMES
from desktop.views.cases.panel import Panel, refilled
from desktop.views.design.buttons import RowButton
from desktop.views.design.dress import column
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.screen import Screen

ICONS = {
    PaperKind.SUPPORT_PLAN: "document",
    PaperKind.DECISION: "indication",
    PaperKind.EVALUATION: "eye",
    PaperKind.WAITING_LETTER: "waiting",
    PaperKind.WITHDRAWAL_LETTER: "mail",
    PaperKind.REQUEST_LETTER: "mail",
    PaperKind.TRANSITION_PLAN: "person",
    PaperKind.WHO_LOOKED: "eye",
}

Line = tuple[PaperKind, str, str]
"""Kind, id of what it is about, and what tells it from others of its kind."""


class Papers(Panel):
    """The plan first, then what belongs to each indication, then letters: about what was withdrawn, and about waits."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        body = self.card(_("Papers for the resident"))
        body.addWidget(Text(_("See it first; then print it, keep it or send it."), "muted"))
        self._lines = column(gap=Space.S)
        body.addLayout(self._lines)
        self.body.addStretch(1)

    @override
    def draw(self, page: CasePage) -> None:
        with refilled(self._lines) as lines:
            role = self.owner.desk.workplace.role
            for kind, subject, detail in (*lines_of(page), *_who_looked(page, role)):
                line = RowButton(title=_(TITLES[kind]), detail=detail, icon=ICONS[kind], key=f"{kind}:{subject}")
                line.opened.connect(self._on_opened)
                lines.addWidget(line)

    def _on_opened(self, paper: str) -> None:
        self.owner.flush()
        self.owner.desk.navigator.open_paper(paper)


def lines_of(page: CasePage) -> Iterator[Line]:
    """Every paper that can be made of a case."""
    made = _("version of {day}", day=long_day(page.plan.made_on)) if page.plan else _("draft")
    yield PaperKind.SUPPORT_PLAN, page.case.id, made
    if page.eighteen:
        yield PaperKind.TRANSITION_PLAN, page.case.id, _("begun on {day}", day=long_day(page.eighteen.opened_on))
    for item in page.indications:
        yield from _of_indication(item)
    for one in page.applications:
        if one.withdrawn_on is not None:
            came, off = long_day(one.applied_on), long_day(one.withdrawn_on)
            yield PaperKind.WITHDRAWAL_LETTER, one.id, _("came in on {day}, withdrawn on {off}", day=came, off=off)
    for asked in page.requests:
        told = _("came in on {day}", day=long_day(asked.request.received_on))
        yield PaperKind.REQUEST_LETTER, asked.request.id, f"{told} · {_(OUTCOMES[asked.request.outcome])}"
    for wait in page.waiting:
        if wait.entry.placed_on is None:
            detail = " · ".join(filter(None, (wait.product, wait.provider)))
            yield PaperKind.WAITING_LETTER, wait.entry.id, detail


def _who_looked(page: CasePage, role: Role) -> Iterator[Line]:
    """For who answers a resident that asks."""
    if may(role, Act.TELL_WHO_LOOKED):
        yield PaperKind.WHO_LOOKED, page.case.id, _("when the resident asks for it")


def _of_indication(item: IndicationOnPage) -> Iterator[Line]:
    name = item.product or _("Nothing chosen yet")
    decided = _("of {day}", day=long_day(item.decision.decided_on)) if item.decision else _("draft")
    if item.decision or not item.is_past_deciding:
        yield PaperKind.DECISION, item.indication.id, f"{name} · {decided}"
    for held in item.evaluations:
        day = (
            _("held on {day}", day=long_day(held.held_on))
            if held.held_on
            else _("at the latest {day}", day=long_day(held.due_on))
        )
        yield PaperKind.EVALUATION, held.id, f"{name} · {day}"
