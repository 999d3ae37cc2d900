"""Bewaren en vernietigen: what may go, what waits for a second person, and the certificates of what went."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.central_desk import SWEEP
from desktop.services.papers import PaperKind
from desktop.services.retention import Destroyed, destroy, propose
from desktop.services.retention_page import DestructionLine, DueLine, RetentionPage, retention_page
from desktop.services.wording import explain
from desktop.views.design.dress import clear, column
from desktop.views.design.focus import kept_focus
from desktop.views.design.messages import ProgressStrip
from desktop.views.design.pages import Page
from desktop.views.design.tokens import Space
from desktop.views.design.words import EmptyState, Hint, SectionTitle
from desktop.views.desk import Desk
from desktop.views.notifier import changes_in
from desktop.views.progress import StepRelay, unless_stopped
from desktop.views.retention.asked_card import AskedCard
from desktop.views.retention.destruction_card import DestructionCard, title_of
from desktop.views.retention.dialogs import DeclineDialog, KeepLongerDialog
from desktop.views.retention.due_card import DueCard
from desktop.views.screen import Screen
from desktop.views.sync.question import Question
from desktop.views.sync.strip import STEPS


class RetentionScreen(Screen):
    """For a team lead the dossiers and what was proposed; for an administrator numbers, and the decision."""

    kinds: ClassVar[tuple[str, ...]] = (
        "case_file", "resident", "keep_longer", "retention_setting", "destruction", "destruction_request", "colleague",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        page = Page(_("Keeping and destroying"))
        self._head, self._column = page.head, page.column
        self._progress = ProgressStrip()
        self._told = Hint("", icon="caution")
        self._told.hide()
        self.asked = AskedCard()
        self.asked.opened.connect(desk.navigator.open_case)
        self.due = DueCard()
        self.due.hide()
        self.due.propose_asked.connect(self._on_propose)
        self.due.keep_asked.connect(self._on_keep)
        self.due.opened.connect(desk.navigator.open_case)
        # The strip stands outside it: while dossiers are destroyed nothing else can be done, but it can be stopped.
        self._ground, self._list = QWidget(), column(gap=Space.L)
        ground = column(self._ground, gap=Space.L)
        ground.addWidget(self.asked)
        ground.addWidget(self.due)
        ground.addLayout(self._list)
        for widget in (self._progress, self._told, self._ground):
            page.body.addWidget(widget)
        page.body.addStretch(1)
        self.outer.addWidget(page)
        self._chosen: tuple[DueLine, ...] = ()
        self._deciding = ""

    @override
    def reload(self) -> None:
        self.ask(partial(retention_page, self.desk.workplace), self._on_page, key="retention")

    @override
    def take_focus(self) -> None:
        if self.due.isVisible():
            self.due.table.setFocus()
        else:
            super().take_focus()

    def _on_page(self, page: RetentionPage) -> None:
        self._head.say(_("Keeping and destroying"), _said(page))
        self.asked.show_lines(page.requests)
        self.due.setVisible(bool(page.due))
        self.due.show_lines(page.due)
        with kept_focus(self._column):
            clear(self._list)
            if page.may_propose and not page.due:
                self._list.addWidget(
                    EmptyState(
                        icon="check",
                        title=_("No dossier is over its term"),
                        text=_("A dossier stands here once its term is over, counted from its last change."),
                    )
                )
            if page.destructions:
                self._list.addWidget(SectionTitle(_("Proposals and certificates")))
            for line in sorted(page.destructions, key=lambda one: not one.may_decide):
                self._list.addWidget(self._card(line))
            if not page.destructions and not page.may_propose:
                self._list.addWidget(
                    EmptyState(
                        icon="check",
                        title=_("Nothing waits for you"),
                        text=_("A team lead proposes which dossiers may go. You then decide here."),
                    )
                )

    def _card(self, line: DestructionLine) -> DestructionCard:
        card = DestructionCard(line)
        card.destroy_asked.connect(self._on_destroy)
        card.decline_asked.connect(self._on_decline)
        card.print_asked.connect(self._on_print)
        return card

    def _on_keep(self, line: DueLine) -> None:
        KeepLongerDialog(self.desk, line, self.window()).begin()

    def _on_propose(self, lines: tuple[DueLine, ...]) -> None:
        self._chosen = lines
        title = ngettext("Propose to destroy 1 dossier?", "Propose to destroy {n} dossiers?", len(lines))
        text = _(
            "An administrator decides on it. Once destroyed, nobody can bring these dossiers back. Did you look "
            "whether an objection, complaint or claim is still open?"
        )
        question = Question(title, text, _("Yes, propose"), self.window())
        question.accepted.connect(self._on_proposed)
        question.open()

    def _on_proposed(self) -> None:
        ids = [line.dossier.case_id for line in self._chosen]
        said = ngettext("1 dossier is proposed.", "{n} dossiers are proposed.", len(ids))
        self.act(partial(propose, self.desk.workplace, ids), said=said)

    def _on_decline(self, line: DestructionLine) -> None:
        DeclineDialog(self.desk, line, self.window()).begin()

    def _on_destroy(self, line: DestructionLine) -> None:
        self._deciding = line.destruction.id
        text = _(
            "{what}. They go from the central store and from every laptop, with their history. Nobody can bring them "
            "back, and it cannot be undone. Copies that someone keeps elsewhere you destroy yourselves.",
            what=title_of(line.destruction),
        )
        question = Question(_("Destroy for good?"), text, _("Yes, destroy for good"), self.window())
        question.accepted.connect(self._on_destroying)
        question.open()

    def _on_destroying(self) -> None:
        self._told.hide()
        self._ground.setEnabled(False)
        self._progress.begin(_(STEPS["send"]))
        relay = StepRelay(self._progress, {step: _(text) for step, text in STEPS.items()})
        job = partial(destroy, self.desk.workplace, self._deciding, progress=relay)
        # Beside the store's lane: it waits for the central store, and a lock waits for that lane.
        self.desk.tasks.other(partial(unless_stopped, job), self._on_destroyed, failed=self._on_refused)

    def _on_destroyed(self, answer: object) -> None:
        self._done()
        self.desk.notifier.tell(changes_in(answer))
        done = answer[0] if isinstance(answer, tuple) else None
        if not isinstance(done, Destroyed):
            return
        self.desk.navigator.say(_("The dossiers are destroyed. Print the certificate and keep it."))
        if not done.is_written_anew:
            self._say(
                _(
                    "The dossiers are gone from the database, but its files still hold bytes of them. Have the tables "
                    "written anew: at “Central store”, choose “Look now”, or have whoever manages the database run: "
                    "{command} Older copies of the database are to be destroyed as well.",
                    command=SWEEP,
                )
            )
        self.mark_stale()

    def _on_refused(self, fault: RuleBroken | WorldFault) -> None:
        self._done()
        self._say(explain(fault))
        self.mark_stale()

    def _done(self) -> None:
        self._progress.end()
        self._ground.setEnabled(True)

    def _say(self, text: str) -> None:
        self._told.say(text)
        self._told.show()

    def _on_print(self, destruction_id: str) -> None:
        self.desk.navigator.open_paper(f"{PaperKind.DESTRUCTION}:{destruction_id}")


def _said(page: RetentionPage) -> str:
    """How many there are; nothing where the page itself says that there are none."""
    if page.may_propose:
        over = len(page.due)
        return ngettext("The term of 1 dossier is over.", "The term of {n} dossiers is over.", over) if over else ""
    waiting = page.waiting
    return ngettext("1 proposal waits for you.", "{n} proposals wait for you.", waiting) if waiting else ""
