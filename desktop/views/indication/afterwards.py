"""After the approval: the decision the resident can object to, and the first day of help."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.indications import Decision, Trajectory
from desktop.models.kinds import EndReason, IndicationStatus
from desktop.rules.next_steps import stopped
from desktop.services.answers import told_answer
from desktop.services.approved_help import DECIDABLE
from desktop.services.case_reading import IndicationOnPage
from desktop.services.ending_words import REASONS
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.indication.answered import AnswerPart


class Afterwards(Card):
    """What was decided and when help began; forms for what is still to be written down.

    Signals:
        decided: Fields of a decision as typed, and the id of the one that it takes the place of; empty for a first one.
        started: First day of help.
        answer_told: Ids of the applications that the decision answers.
        let_go: It is not needed any more, as its application was withdrawn.
        stop_kept: The help stopped, and the indication ends with it.

    Attributes:
        rows: Its fields by name.
    """

    decided = Signal(object, str)
    started = Signal(object)
    answer_told = Signal(object)
    let_go = Signal()
    stop_kept = Signal()

    def __init__(self, today: date) -> None:
        super().__init__(_("After the approval"))
        self._today = today
        self._indication_id = self._stands = ""
        self._replacing, self._can = False, True
        self.rows: dict[str, FieldRow] = {}
        self._facts = KeyValueList()
        self._decide, self._start = QWidget(), QWidget()
        self._again = QuietButton(_("Another decision takes its place"), icon="edit")
        self._again.setObjectName("decide-again")
        self._again.clicked.connect(self._on_again)
        self._answer = AnswerPart()
        self._answer.told.connect(self.answer_told)
        self.rows["answers"] = self._answer.row
        self._make_decision()
        self._make_start()
        self.body.addWidget(self._facts)
        self._undecided = Text("", "muted")
        self._aside = Button(_("Let this indication go"), icon="stop")
        self._aside.setObjectName("let-go")
        self._aside.clicked.connect(self.let_go)
        self.body.addWidget(self._undecided)
        self._ended = Button(_("End the indication too"), icon="stop")
        self._ended.setObjectName("end-stopped")
        self._ended.clicked.connect(self.stop_kept)
        self.body.addWidget(Flowing(self._again, self._answer.correct, self._aside, self._ended))
        for widget in (self._answer, self._decide, self._start):
            self.body.addWidget(widget)

    def words(self) -> dict[str, QLineEdit | LongText]:
        """The fields of the decision in which a person writes, by name."""
        return {"number": self._number, "motivation": self._why, "ground": self._ground}

    def draw(self, on_page: IndicationOnPage, *, closed: bool = False) -> None:
        """Shows what is known, and asks for what is not; not for what would be refused since the case is closed."""
        if on_page.indication.id != self._indication_id:
            self._indication_id = on_page.indication.id
            self._empty()
        decision = on_page.decision
        if self._stands != (decision.id if decision else ""):
            self._stands, self._replacing = decision.id if decision else "", False
            self._answer.close_again()
        begun = next(iter(on_page.trajectories), None)
        last = next((run for run in reversed(on_page.trajectories) if run.ended_on), None)
        granted = (_("granted") if decision.granted else _("refused")) if decision else ""
        self._facts.show_pairs(
            {
                _("Decision"): f"{long_day(decision.decided_on)}, {granted}" if decision else "",
                _("Number"): decision.number if decision else "",
                _("Motivation"): decision.motivation if decision else "",
                _("Answers"): _told(on_page) if decision else "",
                _("Rests on"): decision.ground if decision else "",
                _("Sent on"): _sent(decision, closed=closed) if decision else "",
                _("Help began"): long_day(begun.started_on) if begun else "",
                _("Help stopped"): _stopped(last),
            }
        )
        self._facts.setVisible(bool(decision or begun))
        self._can = not closed and _can_be_decided(on_page)
        again = self._can and not self._asks()
        self._again.setVisible(again and on_page.indication.status is IndicationStatus.APPROVED)
        self._decide.setVisible(self._asks())
        self._undecided.setText("" if decision or self._can else _why_not(on_page))
        self._undecided.setVisible(not (decision or self._can))
        self._aside.setVisible(not closed and on_page.is_undecided and on_page.answering.left is not None)
        self._answer.draw(on_page.answering, asks=self._asks(), closed=closed)
        self._ended.setVisible(not closed and stopped(on_page.indication, on_page.trajectories) is not None)
        may_begin = on_page.indication.status is IndicationStatus.APPROVED and begun is None
        self._start.setVisible(not closed and may_begin and not (decision and not decision.granted))

    def _asks(self) -> bool:
        return self._can and (self._replacing or not self._stands)

    def _on_again(self) -> None:
        self._replacing = True
        self._empty()
        self._again.hide()
        self._decide.show()
        self._answer.ask()
        self._day.setFocus()

    def _make_decision(self) -> None:
        layout = column(self._decide, gap=Space.M)
        self._day, self._number = DayField(today=self._today), QLineEdit()
        self._granted = Choice({"yes": _("granted"), "no": _("refused")})
        self._why, self._ground = LongText(lines=2), QLineEdit()
        beside = Beside()
        for name, text, field in (
            ("decided_on", _("De&cision on"), self._day),
            ("number", _("&Number"), self._number),
            ("granted", _("Decision"), self._granted),
        ):
            field.setObjectName(f"decision-{name}")
            self.rows[name] = FieldRow(text, field)
            beside.put(self.rows[name], letters=16)
        self.rows["motivation"] = FieldRow(_("Why, in plain words"), self._why)
        self._why.setObjectName("decision-motivation")
        self._ground.setObjectName("decision-ground")
        self.rows["ground"] = FieldRow(
            _("Article it &rests on"), self._ground, help_text=_("Empty: the articles of the act that Naober knows.")
        )
        button = Button(_("Write the decision down"), icon="check")
        button.setObjectName("decide")
        button.clicked.connect(self._on_decided)
        layout.addLayout(beside)
        layout.addWidget(self.rows["motivation"])
        layout.addWidget(self.rows["ground"])
        layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)

    def _make_start(self) -> None:
        beside = Beside(self._start, gap=Space.M)
        self._first_day = DayField(today=self._today)
        self._first_day.setObjectName("started_on")
        self.rows["started_on"] = FieldRow(_("First day of help"), self._first_day)
        button = Button(_("Help began"), icon="provider")
        button.setObjectName("start-help")
        button.clicked.connect(self._on_started)
        beside.put(self.rows["started_on"], share=0, letters=18)
        beside.put(button, share=0, low=True)

    def _empty(self) -> None:
        self._day.put(self._today)
        self._first_day.put(self._today)
        self._number.clear()
        self._why.put("")
        self._ground.clear()
        self._granted.put("yes")
        self._answer.choose_usual()

    def _on_decided(self) -> None:
        day = self._day.day()
        if day is None:
            self.rows["decided_on"].problem(_("This is no day. Type it like 24-11-2026."))
            self._day.setFocus()
            return
        typed = {
            "indication_id": self._indication_id,
            "number": self._number.text().strip(),
            "decided_on": day,
            "granted": self._granted.key() == "yes",
            "motivation": self._why.toPlainText().strip(),
            "ground": self._ground.text().strip(),
            "answers": self._answer.chosen(),
        }
        self.decided.emit(typed, self._stands)

    def _on_started(self) -> None:
        day = self._first_day.day()
        if day is None:
            self.rows["started_on"].problem(_("This is no day. Type it like 24-11-2026."))
            self._first_day.setFocus()
        else:
            self.started.emit(day)


def _can_be_decided(on_page: IndicationOnPage) -> bool:
    """As `desktop.services.approved_help.decide` would take it."""
    return on_page.indication.status in DECIDABLE and not (on_page.decision is None and on_page.answering.is_left)


def _why_not(on_page: IndicationOnPage) -> str:
    if on_page.answering.is_left or on_page.indication.status is IndicationStatus.LAPSED:
        return _("There is nothing to decide on: the application was withdrawn.")
    return _("It ended before a decision was written down.")


def _told(on_page: IndicationOnPage) -> str:
    """Only told where it can be one of several."""
    found = on_page.answering
    return told_answer(found) if found.is_choice else ""


def _stopped(run: Trajectory | None) -> str:
    """On which day, and why; a day alone where the reason says nothing."""
    if run is None or run.ended_on is None:
        return ""
    why = _(REASONS[run.end_reason]) if run.end_reason and run.end_reason is not EndReason.OTHER else ""
    return " · ".join(filter(None, (long_day(run.ended_on), why)))


def _sent(decision: Decision, *, closed: bool) -> str:
    """Of a closed case nobody is asked to note it: that would be refused."""
    if decision.announced_on:
        return long_day(decision.announced_on)
    return _("not written down") if closed else _("not yet; note the day at the case")
