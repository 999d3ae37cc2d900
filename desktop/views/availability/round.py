"""The round of calls: the list, the question before one, and how far one is. Each answer is written as it is given."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QProgressBar, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.models.faults import RuleBroken, WorldFault
from desktop.services.availability import Report, WaitEntry, check_wait
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
from desktop.views.availability.round_card import BACK_KEY, CONFIRM_KEY, NOT_REACHED_KEY, PASS_KEY, RoundCard
from desktop.views.availability.round_pages import SOURCES, RoundList, RoundOver, no_round
from desktop.views.design.announce import announce
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import QuietButton
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space
from desktop.views.design.words import SectionTitle
from desktop.views.screen import Screen

_BESIDE, _ABOVE, _UNDER = 10_000, 15_000, 5_000
"""Shares of question and list: beside each other they are equal, above each other the question is what counts."""
_TWO_COLUMNS = 100
"""Letters the panel must hold to show the list beside the question; else it stands under it."""
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
        self._over = RoundOver()
        self._over.again.clicked.connect(self._on_again)
        self._over.close_it.clicked.connect(self._on_close)
        self._over.back.clicked.connect(self._on_take_back)
        for page in (none, self._make_asking(), self._over):
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

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        way = Qt.Orientation.Horizontal if letters >= _TWO_COLUMNS else Qt.Orientation.Vertical
        self._split.setOrientation(way)
        self._split.setSizes([_BESIDE, _BESIDE] if way is Qt.Orientation.Horizontal else [_ABOVE, _UNDER])

    def _make_asking(self) -> QWidget:
        page = QWidget()
        layout = column(page, gap=Space.M)
        layout.setContentsMargins(0, Space.M, 0, 0)
        self._far = SectionTitle("")
        self._far.setObjectName("round-progress")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("How far the round is"))
        self._source = Choice({key: _(text) for key, text in SOURCES.items()}, fitting=True)
        self._source.setObjectName("round-source")
        self._source.setAccessibleName(_("Where the answers come from"))
        self._source.chosen.connect(self._on_source)
        close = QuietButton(_("Close the round"), icon="close")
        close.setObjectName("round-close")
        close.clicked.connect(self._on_close)
        head = Beside(gap=Space.L)
        head.put(self._far, letters=14, down=0.5)
        head.put(FieldRow("", self._source), share=0, down=0.5)
        head.put(close, share=0, down=0.5)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addWidget(self._make_split(), 1)
        return page

    def _make_split(self) -> QSplitter:
        self._list = RoundList(self._owner.desk.workplace.today)
        self._list.gone_to.connect(self._on_row)
        self._list.activated.connect(self._on_activated)
        self.card = RoundCard()
        self.card.answered.connect(self._on_answered)
        self.card.confirmed.connect(self._on_confirm)
        self.card.not_reached.connect(self._on_not_reached)
        self.card.passed.connect(self._on_passed)
        self.card.taken_back.connect(self._on_take_back)
        self.card.typing.connect(self._on_typing)
        holder = Column(width=0, edge=0)
        holder.body.addWidget(self.card)
        holder.body.addStretch(1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        for widget in (holder, self._list):
            self._split.addWidget(widget)
        return self._split

    def _on_round(self, found: Round | None) -> None:
        if self._round is None:
            self._take(found)

    def _on_begun(self, made: Round) -> None:
        if made.items:
            self._take(made)
            self.card.begin()
            return
        self._take(None)
        self._owner.desk.navigator.say(_("Nothing is out of date here: there is nobody to call."))

    def _take(self, round_: Round | None) -> None:
        self._round = round_
        if round_ is not None:
            self._source.put(round_.place.source or next(iter(SOURCES)))
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
        far = _("{done} of {all}", done=round_.done, all=len(round_.items))
        self._far.setText(far)
        self._bar.setMaximum(len(round_.items))
        self._bar.setValue(round_.done)
        self._list.show_round(round_)
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
        self.card.show_item(item, round_.place.typed.get(at, ("", "")))
        self.card.can_take_back(bool(round_.place.outcomes) and not self._pending)
        self._list.stand_at(at)
        self._owner.ask(partial(last_word, self._owner.desk.workplace, item), self._on_last, key="last")

    def _on_last(self, reports: tuple[Report, ...]) -> None:
        self.card.show_last(reports)

    def _on_typing(self, intake: str, start: str) -> None:
        if self._round is not None:
            self._round = round_state.typed(self._round, self._round.place.at, (intake, start))
            self._kept.put("waits", (intake, start))

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
        try:
            check_wait(intake, start)
        except RuleBroken as fault:
            self._say(fault)
            return
        item = round_.items[round_.place.at]
        entry = WaitEntry(item.provider_id, intake=intake.strip(), start=start.strip(), source=self._source_text())
        self._round = round_state.typed(round_, round_.place.at, (intake, start))
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
        return _(SOURCES.get(self._source.key(), ""))

    def _on_again(self) -> None:
        if self._round is not None:
            self._move(round_state.again(self._round))
            self.card.begin()

    def _on_close(self) -> None:
        self._round = None
        self._draw()
        self._owner.desk.tasks.store(partial(close_round, self._owner.desk.workplace), self._on_kept)
