"""One provider and one product, whole: what was last observed, how fresh it is, against which norm, and who says so."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.social_map import AvailabilityReport
from desktop.rules.norms import Breach, NormOutcome
from desktop.services.availability import WaitEntry, confirm_wait, record_wait
from desktop.services.availability_columns import OTHER, ColumnPlan, OfferColumn
from desktop.services.availability_corrections import About, Correction, correct_wait, withdraw_wait
from desktop.services.availability_page import OfferPage, Weighed, offer_page
from desktop.services.expected_waits import ExpectedWait
from desktop.services.weeks import weeks_text
from desktop.views.availability.wait_form import Typed, WaitForm
from desktop.views.availability.words import SHAPES, norm_source, norm_words, state_name
from desktop.views.contracts.stops import stop_words
from desktop.views.design.ages import AgeLabel
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.dress import clear, column, row
from desktop.views.design.focus import kept_focus
from desktop.views.design.icons import Icon, IconSize
from desktop.views.design.pages import Column
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import EmptyState, Hint, SectionTitle, Text
from desktop.views.screen import Screen
from desktop.views.waiting.expected import ExpectedWaitView

_TONES = {NormOutcome.OVER: (Tone.BAD, "caution"), NormOutcome.MAYBE_OVER: (Tone.CAUTION, "question")}


class OfferDetail(Column):
    """The chosen cell, with what one can do with it.

    Signals:
        history_asked: An `OfferPage`, of which the person wants to see everything that was ever observed.
    """

    history_asked = Signal(object)

    def __init__(self, owner: Screen) -> None:
        super().__init__(width=0, edge=Space.L)
        self._owner = owner
        self.municipality = ""
        self._asked: tuple[str, OfferColumn, ColumnPlan] | None = None
        self._page: OfferPage | None = None
        self._form: WaitForm | None = None
        self._content: QVBoxLayout = column(gap=Space.L)
        self.body.addLayout(self._content)
        self.body.addStretch(1)
        self._draw()

    def page(self) -> OfferPage | None:
        """What it shows."""
        return self._page

    def show_offer(self, provider_id: str, shown: OfferColumn, plan: ColumnPlan) -> None:
        """Shows a cell; what is being typed about it stays."""
        same = self._asked is not None and (self._asked[0], self._asked[1].key) == (provider_id, shown.key)
        if not same:
            self._close_form()
            self.verticalScrollBar().setValue(0)
        self._asked = (provider_id, shown, plan)
        self._owner.ask(partial(offer_page, self._owner.desk.workplace, *self._asked), self._on_page, key="offer")

    def take_focus(self) -> None:
        """Puts the keyboard on the first thing one can do."""
        button = self.findChild(QPushButton)
        if button is not None:
            button.setFocus()

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._asked = self._page = None
        self._close_form()
        self._draw()

    def _on_page(self, page: OfferPage) -> None:
        if self._asked and (page.provider.id, page.column.key) == (self._asked[0], self._asked[1].key):
            self._page = page
            if self._form is None:
                self._draw()

    def _draw(self) -> None:
        with kept_focus(self):
            clear(self._content)
            page = self._page
            if page is None:
                text = _("Choose a field of the table, and it is told here.")
                self._content.addWidget(EmptyState(icon="waiting", title=_("Nothing chosen"), text=text))
                return
            self._content.addWidget(self._head(page))
            for stop in page.stops:
                self._content.addWidget(Hint(_("In the contract: {stop}", stop=stop_words(stop)), icon="stop"))
            if page.for_all_help:
                self._content.addWidget(Hint(_("The provider gave one waiting time for all its help.")))
            if any(one.found.disputed for one in page.now):
                disputed = _("Colleagues wrote different figures on one day. Put right the one that does not hold.")
                self._content.addWidget(Hint(disputed, icon="compare"))
            for one in page.now:
                self._content.addWidget(self._report_card(one))
            if not page.now:
                self._content.addWidget(
                    Text(_("Nobody has measured this yet: how long one waits is not known."), "muted")
                )
            if page.expected is not None:
                self._content.addWidget(_expected_card(page.expected))
            self._content.addWidget(self._buttons(page))

    def _head(self, page: OfferPage) -> QWidget:
        words = QWidget()
        inside = column(words, gap=Space.XS)
        inside.addWidget(SectionTitle(page.provider.name))
        inside.addWidget(Text(page.column.title, "lead"))
        for text in filter(None, (page.provider.phone, page.provider.email)):
            reach = Text(text, "muted")
            reach.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(reach)
        return words

    def _report_card(self, one: Weighed) -> Card:
        report = one.found.report
        card = Card(_offer_words(report))
        shape, tone = SHAPES[report.status]
        badges = Flowing(Badge(state_name(report.status), tone=tone, icon=shape))
        if one.found.disputed:
            badges.add(Badge(_("disputed"), tone=Tone.CAUTION, icon="compare"))
        badges.add(AgeLabel(one.found.age_days, stale=one.found.is_stale))
        card.body.addWidget(badges)
        card.body.addWidget(KeyValueList(_facts(report)))
        for part, breach in _norms_to_tell(one):
            _put_norm(card, part, breach)
        right = QuietButton(_("Still right"), icon="check")
        right.setObjectName("wait-right")
        right.clicked.connect(partial(self._on_right, report.id))
        wrong = QuietButton(_("This is not right"), icon="edit")
        wrong.setObjectName("wait-wrong")
        wrong.clicked.connect(partial(self._on_wrong, report))
        card.body.addWidget(Flowing(right, wrong))
        return card

    def _buttons(self, page: OfferPage) -> Flowing:
        line = Flowing()
        if page.column.key != OTHER:
            new = Button(_("New waiting time"), icon="add")
            new.setObjectName("wait-new")
            new.clicked.connect(self._on_new)
            line.add(new)
        history = Button(_("All figures over time"), icon="clock")
        history.setObjectName("wait-history")
        history.setEnabled(bool(page.history))
        history.clicked.connect(self._on_history)
        entry = QuietButton(_("In the social map"), icon="map")
        entry.clicked.connect(self._on_entry)
        meanwhile = QuietButton(_("What helps meanwhile"), icon="community")
        meanwhile.clicked.connect(self._on_meanwhile)
        for button in (history, entry, meanwhile):
            line.add(button)
        return line

    def _open_form(self, report: AvailabilityReport | None) -> None:
        self._close_form()
        self._form = form = WaitForm(report, today=self._owner.desk.workplace.today)
        form.kept.connect(self._on_kept)
        form.withdrawn.connect(self._on_withdrawn)
        form.left.connect(self._on_left)
        self._owner.rows |= form.rows
        self._content.insertWidget(1, form)
        self.verticalScrollBar().setValue(0)
        form.begin()

    def _close_form(self) -> None:
        if self._form is not None:
            for name in self._form.rows:
                self._owner.rows.pop(name, None)
            self._form = None

    def _on_right(self, report_id: str) -> None:
        said = _("Noted: it is still right today.")
        self._owner.act(partial(confirm_wait, self._owner.desk.workplace, report_id), said=said)

    def _on_wrong(self, report: AvailabilityReport) -> None:
        self._open_form(report)

    def _on_new(self) -> None:
        self._open_form(None)

    def _on_left(self) -> None:
        self._close_form()
        self._draw()

    def _on_kept(self, typed: Typed) -> None:
        here = self._owner.desk.workplace
        if typed.report_id:
            right = Correction(
                typed.intake,
                typed.start,
                typed.source,
                typed.note,
                counts=(typed.free_places, typed.waiting_count),
                status=typed.status,
                measured_on=typed.measured_on,
                about=About(typed.expertise, typed.location, typed.target_group),
            )
            self._owner.act(partial(correct_wait, here, typed.report_id, right), self._on_written, said=_("Put right."))
        elif self._page is not None:
            entry = WaitEntry(
                provider_id=self._page.provider.id,
                product=self._page.column.key,
                municipality=self.municipality,
                intake=typed.intake,
                start=typed.start,
                free_places=typed.free_places,
                waiting_count=typed.waiting_count,
                measured_on=typed.measured_on,
                expertise=typed.expertise,
                location=typed.location,
                target_group=typed.target_group,
                source=typed.source,
                note=typed.note,
            )
            self._owner.act(partial(record_wait, here, entry), self._on_written, said=_("The waiting time is kept."))

    def _on_withdrawn(self, typed: Typed) -> None:
        job = partial(withdraw_wait, self._owner.desk.workplace, typed.report_id, typed.note)
        self._owner.act(job, self._on_written, said=_("Withdrawn. What was measured before counts again."))

    def _on_written(self, _changes: object) -> None:
        self._close_form()
        if self._asked is not None:
            self.show_offer(*self._asked)

    def _on_history(self) -> None:
        if self._page is not None:
            self.history_asked.emit(self._page)

    def _on_entry(self) -> None:
        if self._page is not None:
            self._owner.desk.navigator.open_entry(self._page.provider.id)

    def _on_meanwhile(self) -> None:
        if self._page is not None:
            self._owner.desk.navigator.find_help(self._page.column.title)


def _expected_card(expected: ExpectedWait) -> Card:
    card = Card(_("What we expect for who joins today"))
    view = ExpectedWaitView()
    card.body.addWidget(view)
    view.show_expected(expected)
    return card


def _offer_words(report: AvailabilityReport) -> str:
    parts = (report.expertise, report.location, report.target_group, report.municipality)
    return " · ".join(part for part in parts if part)


def _facts(report: AvailabilityReport) -> dict[str, str]:
    intake = weeks_text(report.intake_min, report.intake_max, report.intake_text)
    start = weeks_text(report.start_min, report.start_max, report.start_text)
    return {
        _("First talk"): _as_given(intake, report.intake_text) or _("unknown"),
        _("First help"): _as_given(start, report.start_text) or _("unknown"),
        _("Free places"): "" if report.free_places is None else str(report.free_places),
        _("Number waiting"): "" if report.waiting_count is None else str(report.waiting_count),
        _("Measured on"): short_day(report.measured_on),
        _("Source"): report.source or _("not told"),
        _("Checked by"): report.checked_by or _("not told"),
        _("Note"): report.note,
    }


def _as_given(weeks: str, text: str) -> str:
    """The weeks, with the text they were read from where that says it otherwise."""
    return weeks if not text or text == weeks else f"{weeks} ({text})"


def _norms_to_tell(one: Weighed) -> list[tuple[str, Breach]]:
    """Each norm once: where both waits fall under the same, the intake is told only when it breaks it."""
    both = [(_("First talk"), one.intake_norm), (_("First help"), one.start_norm)]
    if one.intake_norm.norm == one.start_norm.norm and not one.intake_norm.is_over:
        both = both[1:]
    return [(part, breach) for part, breach in both if breach.norm is not None]


def _put_norm(card: Card, part: str, breach: Breach) -> None:
    tone, icon = _TONES.get(breach.outcome, (Tone.MUTED, "info"))
    words = QWidget()
    inside = column(words, gap=0)
    line = row(gap=Space.XS)
    line.addWidget(Icon(icon, tone=tone, size=IconSize.SMALL))
    line.addWidget(Text(f"{part}: {norm_words(breach)}", "problem" if tone is Tone.BAD else "body"), 1)
    inside.addLayout(line)
    inside.addWidget(Text(_("Source: {source}", source=norm_source(breach)), "small"))
    card.body.addWidget(words)
