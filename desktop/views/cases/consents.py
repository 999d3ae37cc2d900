"""Consent, purpose by purpose: who was asked, what the answer was, and whether it still holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import short_day
from desktop.models.course import Consent
from desktop.models.kinds import ConsentBy, ConsentPurpose
from desktop.models.labels import label
from desktop.models.people import Resident
from desktop.rules.consent import SOURCES, Answer, Standing, who_may_consent
from desktop.services.case_reading import CasePage
from desktop.services.consents import Asked, ConsentLine, record_consent, withdraw_consent
from desktop.services.names import full_name
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import Button, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.design.tokens import Space, Tone
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.screen import Screen


class Consents(Card):
    """One line for each purpose that was ever asked for, of everyone in the household."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(_("Consent"))
        self._screen = screen
        self._page: CasePage | None = None
        self.body.addWidget(
            Text(_("What was told for one purpose is used for another only when the resident says yes."), "muted")
        )
        self._lines = column(gap=Space.M)
        self.body.addLayout(self._lines)
        ask = Button(_("Write an answer down …"), icon="add")
        ask.setObjectName("consent-add")
        ask.clicked.connect(self._on_ask)
        self.body.addWidget(Flowing(ask))

    def draw(self, page: CasePage) -> None:
        """Shows what was asked in a case's household."""
        self._page = page
        clear(self._lines)
        for line in page.home.consents:
            self._lines.addLayout(self._line(line, page))
        if not page.home.consents:
            self._lines.addWidget(Text(_("Nothing was asked yet."), "muted"))

    def _line(self, line: ConsentLine, page: CasePage) -> Beside:
        made = Beside(gap=Space.M)
        holder = QWidget()
        words = column(holder, gap=0)
        who = page.home.who_is(line.resident_id, page.resident)
        words.addWidget(Text(f"{who}: {label(line.purpose)}", "strong"))
        words.addWidget(Text(_told(line.answer.consent), "body"))
        words.addWidget(Text(f"{line.source.document}, {line.source.paragraph}", "small"))
        made.put(holder, letters=30)
        made.put(standing_badge(line.answer), share=0, down=0.5)
        if line.answer.holds and line.answer.consent is not None:
            off = QuietButton(_("Withdraw …"))
            off.setAccessibleName(_("Withdraw: {what}", what=f"{who}, {label(line.purpose)}"))
            off.clicked.connect(partial(self._on_withdraw, line.answer.consent))
            made.put(off, share=0, down=0.5)
        return made

    def _on_ask(self) -> None:
        if self._page is not None:
            people = (self._page.resident, *self._page.home.mates)
            ConsentDialog(self._screen.desk, {one.id: one for one in people}, self.window()).begin()

    def _on_withdraw(self, consent: Consent, _checked: object = None) -> None:
        WithdrawDialog(self._screen.desk, consent, self.window()).begin()


class ConsentDialog(FormDialog):
    """Whom was asked, for what, the answer, who gave it, when and how."""

    form = "consent"

    def __init__(
        self, desk: Desk, people: Mapping[str, Resident], parent: QWidget, purpose: ConsentPurpose | None = None
    ) -> None:
        """With a purpose, and one person, only the answer is asked."""
        about = _(
            "Ask openly: no is an answer too, and changes nothing in the help. Under 12 a parent answers, "
            "from 12 to 16 parent and youth together, from 16 the youth."
        )
        asking = Asking(_("Consent"), _("Write down"), about, _("The answer is written down."))
        thing = f"{next(iter(people))}:{purpose.value if purpose else ''}"
        super().__init__(desk, asking, parent, thing=thing)
        self._people = people
        self._who = Choice({one.id: full_name(one) for one in people.values()})
        self._purpose = Choice(
            {"": ""} | {one.value: f"{label(one)} ({SOURCES[one].paragraph})" for one in ConsentPurpose}
        )
        self._given = Choice({"": "", "yes": _("yes"), "no": _("no")})
        self._by = Choice({one.value: label(one) for one in ConsentBy})
        self._asked_on = DayField(today=desk.workplace.today)
        self._asked_on.put(desk.workplace.today)
        self._how, self._note = QLineEdit(), LongText(lines=2)
        self._how.setPlaceholderText(_("like in writing, or at the kitchen table"))
        self.add("resident_id", _("Who&m it is about"), self._who)
        self.add("purpose", _("For &what"), self._purpose)
        self.add("given", _("The &answer"), self._given)
        self.add("by", _("Who a&nswered"), self._by)
        self.add("asked_on", _("&Day of the answer"), self._asked_on)
        self.add("how", _("&How it was asked and answered"), self._how)
        self.add("note", _("What &exactly, and what not"), self._note)
        self._who.chosen.connect(self._on_who)
        self._purpose.chosen.connect(self._on_purpose)
        if purpose is not None:
            self._purpose.put(purpose.value)
            self._purpose.setEnabled(False)
            self._who.setEnabled(len(people) > 1)
        self._on_who()

    @override
    def job(self) -> Callable[[], object]:
        purpose = self._purpose.key()
        asked = Asked(
            ConsentPurpose(purpose) if purpose else None,
            {"yes": True, "no": False}.get(self._given.key()),
            ConsentBy(self._by.key()),
            self._asked_on.day(),
            self._how.text().strip(),
            self._note.toPlainText().strip(),
        )
        return partial(record_consent, self.desk.workplace, self._who.key(), asked)

    @override
    def taken_up(self) -> None:
        if not self.is_touched("by"):
            self._on_who()

    def _on_who(self, _key: str = "") -> None:
        """Offers first who answers at that age; the rule says so where it is not."""
        allowed = self._allowed()
        self._by.put(next(one.value for one in ConsentBy if one in allowed))

    def _on_purpose(self, _key: str = "") -> None:
        """Leaves who answers as it was chosen, as long as that can be."""
        if self._by.key() not in self._allowed():
            self._on_who()

    def _allowed(self) -> frozenset[ConsentBy]:
        born = self._people[self._who.key()].birth_date
        chosen = ConsentPurpose(self._purpose.key()) if self._purpose.key() else None
        return who_may_consent(born, self.desk.workplace.today, chosen)


class WithdrawDialog(FormDialog):
    """From which day it no longer holds."""

    form = "consent-withdrawn"

    def __init__(self, desk: Desk, consent: Consent, parent: QWidget) -> None:
        asking = Asking(
            _("Withdraw: {what}", what=label(consent.purpose)),
            _("Withdraw"),
            _("What was shared before stays shared; from this day on nothing more is."),
            _("The consent is withdrawn."),
        )
        super().__init__(desk, asking, parent, thing=consent.id)
        self._id = consent.id
        self._on = DayField(today=desk.workplace.today)
        self._on.put(desk.workplace.today)
        self.add("withdrawn_on", _("&First day on which it no longer holds"), self._on)

    @override
    def job(self) -> Callable[[], object]:
        return partial(withdraw_consent, self.desk.workplace, self._id, self._on.day())


def standing_badge(answer: Answer) -> Badge:
    """How consent stands, in a word."""
    words = {
        Standing.NOT_ASKED: (_("not asked yet"), Tone.CAUTION),
        Standing.GIVEN: (_("said yes"), Tone.GOOD),
        Standing.REFUSED: (_("said no"), Tone.MUTED),
        Standing.WITHDRAWN: (_("withdrawn"), Tone.MUTED),
        Standing.LAPSED: (_("ask again"), Tone.CAUTION),
    }
    word, tone = words[answer.standing]
    return Badge(word, tone=tone)


def _told(consent: Consent | None) -> str:
    if consent is None:
        return ""
    off = _("withdrawn on {day}", day=short_day(consent.withdrawn_on)) if consent.withdrawn_on else ""
    said = _("on {day} by {who}", day=short_day(consent.asked_on), who=label(consent.by))
    return " · ".join(filter(None, (said, consent.how, consent.note, off)))
