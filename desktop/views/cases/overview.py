"""The case at a glance: the question, the terms that run, and what happened."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import long_day
from desktop.services.case_reading import CasePage
from desktop.services.cases import change_case
from desktop.services.forms import Beside, write_what_can_be
from desktop.views.cases.checks import Checks
from desktop.views.cases.messages import CaseMessages
from desktop.views.cases.moments import Moments
from desktop.views.cases.panel import Panel
from desktop.views.cases.particulars import ParticularsDialog
from desktop.views.cases.passing_cards import Handovers, Referrals
from desktop.views.cases.requests_card import Requests
from desktop.views.cases.terms import Terms
from desktop.views.design.beside import Beside as Line
from desktop.views.design.buttons import Button
from desktop.views.design.cards import KeyValueList
from desktop.views.design.fields import FieldRow
from desktop.views.design.inputs import LongText
from desktop.views.design.tokens import Space
from desktop.views.half_typed import HalfTyped
from desktop.views.keeping import Keeping
from desktop.views.screen import Screen


class Overview(Panel):
    """Question and facts above, terms and timeline under them."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._typed = Keeping(self, self._keep)
        self._left = HalfTyped(self, screen.desk, "case-overview")
        self._left.found.connect(self._on_found)
        self._requests = Requests(screen)
        self.body.addWidget(self._requests)
        question = self.card()
        self._question = LongText(lines=2, large=True)
        self._question.setObjectName("case-question")
        self._question.typed.connect(self._on_question)
        screen.rows["question"] = FieldRow(_("What the resident asks"), self._question)
        question.addWidget(screen.rows["question"])
        self._director = QLineEdit()
        self._director.setObjectName("case-director")
        self._director.setPlaceholderText(_("Name and organisation; leave empty while nobody needs to"))
        self._director.textEdited.connect(self._on_director)
        screen.rows["director"] = FieldRow(_("Who holds the direction"), self._director)
        question.addWidget(screen.rows["director"])
        facts = self.card(_("Resident and report of need"))
        self._facts = KeyValueList()
        facts.addWidget(self._facts)
        change = Button(_("Change the particulars"), icon="edit")
        change.setObjectName("change-resident")
        change.clicked.connect(self._on_change)
        acts = Line(gap=Space.S, sharing=False)
        acts.addWidget(change)
        facts.addLayout(acts)
        self._terms, self._checks = Terms(screen), Checks(screen)
        self.body.addWidget(self._terms)
        self.body.addWidget(self._checks)
        self._messages = CaseMessages(screen)
        self.body.addWidget(self._messages)
        self._passing = (Referrals(screen), Handovers(screen))
        for card in self._passing:
            self.body.addWidget(card)
        self._moments = Moments(screen)
        self.card(_("What happened")).addWidget(self._moments)
        self.body.addStretch(1)

    @override
    def draw(self, page: CasePage) -> None:
        for name, field in (("question", self._question), ("director", self._director)):
            if self._typed.leaves_alone(name) or (field.hasFocus() and self._typed.shows(name)):
                continue
            stored = str(getattr(page.case, name))
            if isinstance(field, LongText):
                field.put(stored)
            else:
                field.setText(stored)
            self._typed.showed(name, stored)
        self._facts.show_pairs(_facts(page))
        self._requests.draw(page)
        self._terms.draw(page)
        self._checks.draw(page)
        self._messages.show_case(page)
        for card in self._passing:
            card.draw(page)
        self._moments.show_moments(page.timeline, self.workplace.today)
        self._left.look(page.case.id)

    @override
    def flush(self) -> None:
        self._typed.flush()

    @override
    def forget(self) -> None:
        super().forget()
        self._typed.forget()
        self._left.leave()
        self._messages.hide()
        self._question.put("")
        self._director.clear()

    def _on_question(self, text: str) -> None:
        self._typed.put("question", text)

    def _on_director(self, text: str) -> None:
        self._typed.put("director", text)

    def _on_change(self) -> None:
        if self.page is not None:
            ParticularsDialog(self.owner.desk, self.page.resident, self.window()).open()

    def _keep(self, typed: dict[str, object]) -> None:
        if self.page is not None:
            here, case_id = self.workplace, self.page.case.id
            tidy = {name: str(text).strip() for name, text in typed.items()}
            keep = partial(change_case, here, case_id, self._typed.saw(typed))
            beside = Beside(self._left.form, case_id)
            self.owner.act(partial(write_what_can_be, here, beside, keep, tidy), self._on_written)

    def _on_written(self, answer: object) -> None:
        self._typed.tell_refused(answer, self.owner.rows)

    def _on_found(self, texts: dict[str, object]) -> None:
        """What could not be kept before is typed again, so that its field says what is wrong."""
        if "question" in texts:
            self._question.put(str(texts["question"]))
        if "director" in texts:
            self._director.setText(str(texts["director"]))
        for name in texts.keys() & {"question", "director"}:
            self._typed.put(name, texts[name])


def _facts(page: CasePage) -> dict[str, str]:
    resident, report = page.resident, page.report
    return {
        _("Date of birth"): long_day(resident.birth_date) if resident.birth_date else "",
        _("BSN"): resident.bsn,
        _("Address"): ", ".join(filter(None, (resident.address, f"{resident.postal_code} {resident.place}".strip()))),
        _("Phone"): resident.phone,
        _("Reported on"): long_day(report.received_on) if report else "",
        _("Report of need"): report.text if report and report.text != page.case.question else "",
        _("Consultant"): page.consultant,
    }
