"""The round of calls: the list, the question before one, and how far one is. Each answer is written as it is given."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.availability import Report, WaitEntry, check_wait, check_wait_texts
from desktop.services.availability_corrections import take_back_wait
from desktop.services.availability_matrix import MatrixQuestion
from desktop.services.phone_round import (
    Outcome,
    Round,
    begin_round,
    close_round,
    confirm_answer,
    keep_place,
    last_word,
    note_not_reached,
    open_round,
    write_answer,
)
from desktop.services.wording import explain
from desktop.views.autosave import Autosave
from desktop.views.availability import round_state
from desktop.views.availability.round_board import RoundBoard
from desktop.views.availability.round_card import BACK_KEY, CONFIRM_KEY, NOT_REACHED_KEY, PASS_KEY
from desktop.views.availability.round_pages import SOURCES, RoundOver, no_round
from desktop.views.design.announce import announce
from desktop.views.design.dress import column
from desktop.views.screen import Screen

_NONE, _ASKING, _OVER = range(3)


class RoundPanel(QWidget):
    """A round, or the way to begin one.

    Signals:
        begin_asked: The person wants to begin one, with the filters of the overview.
    """

    begin_asked = Signal()

    def __init__(self, owner: Screen) -> None:
        super().__init__()
        self._owner = owner
        self._round: Round | None = None
        self._pending: deque[int] = deque()
        self._kept = Autosave(self, self._keep_typed)
        self._stack = QStackedWidget()
        none = no_round()
        if none.button is not None:
            none.button.clicked.connect(self.begin_asked)
        self.board = board = RoundBoard(owner.desk.workplace.today)
        self.card = board.card
        board.source.chosen.connect(self._on_source)
        board.close_it.clicked.connect(self._on_close)
        board.list.gone_to.connect(self._on_row)
        board.list.activated.connect(self._on_activated)
        for said, slot in (
            (self.card.answered, self._on_answered),
            (self.card.confirmed, self._on_confirm),
            (self.card.not_reached, self._on_not_reached),
            (self.card.passed, self._on_passed),
            (self.card.taken_back, self._on_take_back),
            (self.card.typing, self._on_typing),
        ):
            said.connect(slot)
        self._over = RoundOver()
        self._over.again.clicked.connect(self._on_again)
        self._over.close_it.clicked.connect(self._on_close)
        self._over.back.clicked.connect(self._on_take_back)
        for page in (none, self.board, self._over):
            self._stack.addWidget(page)
        column(self).addWidget(self._stack)
        for keys, slot in (
            (CONFIRM_KEY, self._on_confirm),
            (NOT_REACHED_KEY, self._on_not_reached),
            (PASS_KEY, self._on_passed),
            (BACK_KEY, self._on_take_back),
        ):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def reload(self) -> None:
        """Takes up the round where it was left; one that is under way stays as it is."""
        if self._round is None:
            self._owner.ask(partial(open_round, self._owner.desk.workplace), self._on_round, key="round")

    def begin(self, question: MatrixQuestion) -> None:
        """Makes a new list from the filters."""
        self._owner.ask(partial(begin_round, self._owner.desk.workplace, question), self._on_begun, key="round")

    def flush(self) -> None:
        """Keeps what is typed, now."""
        self._kept.flush()

    def round(self) -> Round | None:
        """The round as it stands."""
        return self._round

    def _on_round(self, found: Round | None) -> None:
        if self._round is None:
            self._take(found)
            if found is not None and self.isVisible():
                self.card.begin()

    def _on_begun(self, made: Round) -> None:
        if made.items:
            self._take(made)
            self.card.begin()
            return
        self._take(None)
        why = _("There is nobody to call: every figure here is up to date, or no provider is on the map yet.")
        self._owner.desk.navigator.say(why, icon="info")

    def _take(self, round_: Round | None) -> None:
        self._round = round_
        if round_ is not None:
            self.board.source.put(round_.place.source or next(iter(SOURCES)))
        self._draw()

    def _move(self, round_: Round) -> None:
        """The round as it is now: on the screen, and in the store."""
        self._round = round_
        self._draw()
        self._keep()

    def _draw(self) -> None:
        round_ = self._round
        if round_ is None:
            self._stack.setCurrentIndex(_NONE)
            return
        self.board.show_round(round_)
        if round_.is_over:
            self._over.show_round(round_)
            self._stack.setCurrentIndex(_OVER)
            announce(self, _("The round is done"))
            return
        self._stack.setCurrentIndex(_ASKING)
        self._show_question(round_)

    def _show_question(self, round_: Round) -> None:
        at = round_.place.at
        item = round_.items[at]
        self.card.show_item(item, round_.place.typed.get(at, ()))
        self.card.can_take_back(bool(round_.place.outcomes) and not self._pending)
        self.board.list.stand_at(at)
        self._owner.ask(partial(last_word, self._owner.desk.workplace, item), self._on_last, key="last")

    def _on_last(self, reports: tuple[Report, ...]) -> None:
        self.card.show_last(reports)

    def _on_typing(self, typed: tuple[str, ...]) -> None:
        if self._round is not None:
            self._round = round_state.typed(self._round, self._round.place.at, typed)
            self._kept.put("waits", typed)

    def _keep_typed(self, _fields: dict[str, object]) -> None:
        self._keep()

    def _keep(self) -> None:
        if self._round is not None:
            job = partial(keep_place, self._owner.desk.workplace, self._round.place)
            self._owner.desk.tasks.store(job, self._on_kept)

    def _on_kept(self, _nothing: None) -> None:
        """It stands in the store."""

    def _answer(self, outcome: Outcome, job: Callable[[], object] | None) -> None:
        """Goes on at once; what cannot be written comes back with the question."""
        round_ = self._round
        if round_ is None or round_.is_over:
            return
        at = round_.place.at
        if job is not None:
            self._pending.append(at)
            self._owner.desk.writer.write(job, self._on_done, failed=self._on_failed)
        self._move(round_state.answered(round_, at, outcome))
        self.card.begin()

    def _on_answered(self) -> None:
        round_ = self._round
        if round_ is None:
            return
        intake, start = self.card.waits()
        free, waiting = self.card.counts()
        try:
            if free is None and waiting is None:
                check_wait(intake, start)
            else:
                check_wait_texts(intake, start)
        except RuleBroken as fault:
            self._say(fault)
            return
        item = round_.items[round_.place.at]
        entry = WaitEntry(
            item.provider_id,
            intake=intake.strip(),
            start=start.strip(),
            free_places=free,
            waiting_count=waiting,
            source=self._source_text(),
        )
        self._round = round_state.typed(round_, round_.place.at, self.card.typed())
        self._answer(Outcome.WRITTEN, partial(write_answer, self._owner.desk.workplace, item, entry))

    def _on_confirm(self) -> None:
        if self._round is not None and not self._round.is_over:
            item = self._round.items[self._round.place.at]
            job = partial(confirm_answer, self._owner.desk.workplace, item, self._source_text())
            self._answer(Outcome.CONFIRMED, job)

    def _on_not_reached(self) -> None:
        if self._round is not None and not self._round.is_over:
            item = self._round.items[self._round.place.at]
            job = partial(note_not_reached, self._owner.desk.workplace, item, self._source_text())
            self._answer(Outcome.NOT_REACHED, job)

    def _on_passed(self) -> None:
        self._answer(Outcome.PASSED, None)

    def _on_done(self, answer: object) -> None:
        at = self._pending.popleft()
        if isinstance(answer, tuple) and self._round is not None:
            self._round = round_state.written(self._round, at, str(answer[0]))
            self._keep()
        self.card.can_take_back(not self._pending)

    def _on_failed(self, fault: RuleBroken | WorldFault) -> None:
        at = self._pending.popleft()
        if self._round is not None:
            self._move(round_state.reopened(self._round, at))
            self._say(fault)

    def _say(self, fault: RuleBroken | WorldFault) -> None:
        field = fault.field if isinstance(fault, RuleBroken) else ""
        if field not in self.card.rows:
            self._owner.desk.navigator.say(explain(fault), icon="caution")
            return
        self.card.say_problem(field, explain(fault))

    def _on_take_back(self) -> None:
        round_ = self._round
        at = round_state.last_answered(round_) if round_ else None
        if round_ is None or at is None or self._pending:
            return
        report = round_.place.reports.get(at)
        if report:
            said = _("Taken back: {name}", name=round_.items[at].name)
            self._owner.act(partial(take_back_wait, self._owner.desk.workplace, report))
            self._owner.desk.navigator.say(said, icon="undo")
        self._move(round_state.reopened(round_, at))
        self.card.begin()

    def _on_row(self, row: int) -> None:
        if self._round is not None and row != self._round.place.at:
            self._move(round_state.at(self._round, row))

    def _on_activated(self, _index: QModelIndex) -> None:
        self.card.begin()

    def _on_source(self, key: str) -> None:
        if self._round is not None:
            self._round = round_state.from_source(self._round, key)
            self._keep()

    def _source_text(self) -> str:
        return _(SOURCES.get(self.board.source.key(), ""))

    def _on_again(self) -> None:
        if self._round is not None:
            self._move(round_state.again(self._round))
            self.card.begin()

    def _on_close(self) -> None:
        self._round = None
        self._draw()
        self._owner.desk.tasks.store(partial(close_round, self._owner.desk.workplace), self._on_kept)
