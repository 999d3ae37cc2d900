"""One wait on the case's tab: how long, against which norm, who calls when, what bridges it, and what else there is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop.language import _
from desktop.language.forms import long_day, short_day
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.kinds import InterimKind
from desktop.models.labels import label
from desktop.models.waiting import InterimMeasure
from desktop.services.case_reading import WaitOnPage
from desktop.services.wait_prospects import WaitProspect
from desktop.views.cases.wait_lines import WaitLines
from desktop.views.cases.wait_ways import Reported, Ways
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.keeping import Keeping
from desktop.views.screen import Screen
from desktop.views.waiting.words import (
    URGENCIES,
    contact_line,
    contact_text,
    contact_tone,
    norm_text,
    source_text,
    weeks_waited,
)


class WaitCard(Card):
    """One wait that runs. It stays while its case is shown, so that what is being typed in it stays too.

    Signals:
        heard: What was said, and the next day, as `Heard`.
        bridged: (kind, what) bridges the wait.
        bridge_stopped: Id of a measure that ends.
        changed: Fields that the person changed, by name.
        placed: Help begins, today.
        ended: The wait ends in another way; it is asked how.
        letter_asked: The letter to the resident is wanted.
    """

    heard = Signal(object)
    bridged = Signal(str, str)
    bridge_stopped = Signal(str)
    changed = Signal(object)
    placed = Signal()
    ended = Signal()
    letter_asked = Signal()

    def __init__(self, wait: WaitOnPage, screen: Screen) -> None:
        super().__init__(wait.product or _("Help"))
        self._screen, self._today = screen, screen.desk.workplace.today
        self._typed = Keeping(self, self.changed.emit)
        self.lines = WaitLines(screen, wait.entry.id)
        self.lines.heard.connect(self.heard)
        self.lines.bridged.connect(self.bridged)
        self.lines.left_found.connect(self._on_left)
        self._wait = wait
        self._looked = False
        self._contact, self._norm = Badge(""), Badge("")
        badges = Beside(gap=Space.S, below=Space.XS, sharing=False)
        badges.addWidget(self._contact)
        badges.addWidget(self._norm)
        self.body.addLayout(badges)
        self._lines = column(gap=Space.XS)
        self.body.addLayout(self._lines)
        self.reported, self.ways = Reported(), Ways()
        self._make_forms(self.body, wait.entry.id)
        self.ways.hide()
        self.draw(wait)
        self.lines.look()

    def draw(self, wait: WaitOnPage) -> None:
        """Shows the wait as it is now; what is being typed is left alone."""
        self._wait = wait
        entry = wait.entry
        clear(self._lines)
        for line in self._told(wait):
            self._lines.addWidget(line)
        for measure in wait.measures:
            self._lines.addLayout(self._measure(measure, stoppable=measure.end is None))
        for contact in wait.contacts:
            if contact.held_on and contact.note:
                words = _("Contact on {day}: {what}", day=short_day(contact.held_on), what=contact.note)
                self._lines.addWidget(Text(words))
        self._say(wait)
        if not self._typed.leaves_alone("urgency"):
            self._urgency.put(str(entry.urgency))
        alone = self._typed.leaves_alone("review_on") or not self._review.is_readable()
        if not alone and not self._review.hasFocus():
            self._review.put(entry.review_on)
        if not self._typed.leaves_alone("limited_choice") and not self._limited.hasFocus():
            self._limited.put(entry.limited_choice)

    def show_prospect(self, prospect: WaitProspect) -> None:
        """Shows what is known and what else there is; of a late wait at once, else when it is asked for."""
        self.reported.draw(prospect)
        used = frozenset(m.service_id for m in self._wait.measures if m.service_id and m.end is None)
        self.ways.draw(prospect, used)
        if prospect.is_late and not self._look.isChecked() and not self._looked:
            self._look.setChecked(True)
        self._looked = True

    def flush(self) -> None:
        """Keeps what is being typed, now."""
        self.lines.flush()
        self._typed.flush()

    def on_written(self, answer: object) -> None:
        """Says at its field what of the changes could not be kept."""
        for fault in self._typed.tell_refused(answer, self._rows):
            self._screen.show_fault(fault)

    def on_failed(self, fault: RuleBroken | WorldFault) -> None:
        """Nothing of the changes could be kept: they go along with what is typed next."""
        self._typed.failed(fault)
        self._screen.show_fault(fault)

    def _told(self, wait: WaitOnPage) -> list[Text]:
        entry = wait.entry
        since = _("since {day}, {weeks}", day=long_day(entry.since), weeks=weeks_waited(wait.weeks))
        urgency = _(URGENCIES[entry.urgency])
        lines = [Text(" · ".join(filter(None, (wait.provider or _("no provider yet"), since, urgency))), "muted")]
        if wait.contact_due and (
            asked := contact_line(wait.contact_due, self._today, agreed=wait.next_contact is not None)
        ):
            lines.append(Text(asked))
        if wait.need_since:
            lines.append(Text(_("The wait for this help began on {day}.", day=long_day(wait.need_since))))
        if norm := norm_text(wait.breach):
            lines.append(Text(f"{norm[0].upper()}{norm[1:]}.", "strong" if _is_over(wait) else "body"))
            lines.append(Text(_("Source: {source}", source=source_text(wait.breach)), "small"))
        return lines + [Text(text) for text in (entry.note,) if text]

    def _say(self, wait: WaitOnPage) -> None:
        self._norm.setVisible(_is_over(wait))
        self._norm.say(_("over the norm"), tone=Tone.BAD, icon="clock")
        if wait.contact_due is not None:
            agreed = wait.next_contact is not None
            words = contact_text(wait.contact_due, self._today, agreed=agreed)
            tone = contact_tone(wait.contact_due, self._today, agreed=agreed)
            self._contact.say(words, tone=tone, icon="phone")

    def _measure(self, measure: InterimMeasure, *, stoppable: bool) -> Beside:
        line = Beside(gap=Space.S)
        until = _("until {day}", day=short_day(measure.end)) if measure.end else ""
        kind = "" if measure.kind is InterimKind.OTHER else label(measure.kind)
        what = " · ".join(filter(None, (measure.what, kind, until)))
        line.put(Text(_("In the meantime: {what}", what=what)), letters=30, down=0.5)
        if stoppable:
            stop = QuietButton(_("Stop"), icon="close")
            stop.setAccessibleName(_("Stop {what}", what=measure.what))
            stop.clicked.connect(partial(self.bridge_stopped.emit, measure.id))
            line.put(stop, share=0, down=0.5)
        return line

    def _make_forms(self, layout: QVBoxLayout, entry_id: str) -> None:
        layout.addWidget(self.reported)
        layout.addWidget(self.lines)
        layout.addLayout(self._make_details(entry_id))
        layout.addLayout(self._make_acts(entry_id))
        layout.addWidget(self.ways)

    def _make_details(self, entry_id: str) -> QVBoxLayout:
        self._urgency = Choice({str(at): _(text) for at, text in URGENCIES.items()})
        self._urgency.setObjectName(f"urgency-{entry_id}")
        self._urgency.chosen.connect(self._on_urgency)
        self._review = DayField(today=self._today)
        self._review.setObjectName(f"review-{entry_id}")
        self._review.given.connect(partial(self._on_given, "review_on"))
        self._review.textEdited.connect(self._on_review)
        self._limited = LongText(lines=1)
        self._limited.setObjectName(f"limited-{entry_id}")
        self._limited.typed.connect(partial(self._on_given, "limited_choice"))
        line = Beside(gap=Space.M)
        self._rows = {
            "urgency": FieldRow(_("Urgency"), self._urgency),
            "review_on": FieldRow(_("Looked at again on"), self._review),
            "limited_choice": FieldRow(_("Was the choice limited? Why?"), self._limited),
        }
        line.put(self._rows["urgency"], letters=18)
        line.put(self._rows["review_on"], letters=16)
        under = column(gap=Space.M)
        under.addLayout(line)
        under.addWidget(self._rows["limited_choice"])
        return under

    def _make_acts(self, entry_id: str) -> Beside:
        line = Beside(gap=Space.S, sharing=False)
        placed = Button(_("Help begins here"), icon="check")
        placed.setObjectName(f"placed-{entry_id}")
        placed.clicked.connect(self.placed)
        letter = Button(_("Letter to the resident"), icon="document")
        letter.setObjectName(f"letter-{entry_id}")
        letter.clicked.connect(self.letter_asked)
        self._look = QuietButton(_("What else there is"), icon="search")
        self._look.setObjectName(f"look-{entry_id}")
        self._look.setCheckable(True)
        self._look.toggled.connect(self.ways.setVisible)
        ended = QuietButton(_("The wait ends otherwise …"), icon="close")
        ended.setObjectName(f"ended-{entry_id}")
        ended.clicked.connect(self.ended)
        for button in (placed, letter, self._look, ended):
            line.addWidget(button)
        return line

    def _on_left(self, texts: Mapping[str, str]) -> None:
        """What was refused is typed again, so that it is told what is wrong; a day that is none yet stands there."""
        if "limited_choice" in texts and not self._typed.leaves_alone("limited_choice"):
            self._limited.put(texts["limited_choice"])
            self._typed.put("limited_choice", texts["limited_choice"])
        if "review_on" in texts and not self._typed.leaves_alone("review_on"):
            self._review.take_up(texts["review_on"])
            if self._review.is_readable():
                self._typed.put("review_on", self._review.day())

    def _on_review(self, _text: str) -> None:
        self.lines.keep_day("review_on", self._review)

    def _on_urgency(self, key: str) -> None:
        self._on_given("urgency", int(key))
        self._typed.flush()

    def _on_given(self, name: str, value: object) -> None:
        self._rows[name].problem("")
        self._typed.put(name, value)


def _is_over(wait: WaitOnPage) -> bool:
    return wait.breach is not None and wait.breach.is_over
