"""A resident asks that the dossier be destroyed: how that came in, needing longer, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.destruction_request import AskedBy, RefusalGround, RequestOutcome
from desktop.models.faults import RuleBroken
from desktop.rules.destruction_requests import NORMS, NOT_ENTITLED, RequestNorm
from desktop.services.case_page import CasePage
from desktop.services.destruction_requests import grant_request, need_longer, record_request, refuse_request
from desktop.services.request_lines import RequestLine
from desktop.services.request_words import ASKED_BY, REFUSALS
from desktop.views.cases.form_dialog import Asking, FormDialog
from desktop.views.design.inputs import Choice, DayField, LongText
from desktop.views.design.tick import Tick
from desktop.views.design.words import Hint
from desktop.views.desk import Desk


class AskedDialog(FormDialog):
    """When it came in, who asked, and how. Who could not ask is written down too: that is answered with a refusal."""

    form = "destruction-request"

    def __init__(self, desk: Desk, page: CasePage, parent: QWidget) -> None:
        norm = NORMS[page.case.law]
        about = _(
            "The resident has a right to this ({source}). It is about the whole dossier of this case. A team lead "
            "decides; an administrator then destroys it. Look first whether it really is the resident who asks.",
            source=f"{norm.right.document}, {norm.right.paragraph}",
        )
        said = _("The request is written down. You find the letter that confirms it under Papers.")
        asking = Asking(_("Request to destroy the dossier"), _("Write down"), about, said)
        super().__init__(desk, asking, parent, thing=page.case.id)
        self._case = page.case.id
        self._day = DayField(today=desk.workplace.today)
        self._how, self._asker, self._address = QLineEdit(), QLineEdit(), QLineEdit()
        self._by = Choice({one.value: _(text) for one, text in ASKED_BY.items()})
        self._unable = Tick(_("The resident is twelve or older and cannot weigh what is at stake"))
        self._how.setPlaceholderText(_("Like a letter or an e-mail of that day"))
        self._how.setMaxLength(200)
        self._asker.setMaxLength(200)
        self._address.setMaxLength(300)
        self._address.setPlaceholderText(_("Street and number, postal code and place"))
        self._day.put(desk.workplace.today)
        self.add("received_on", _("&Day it came in"), self._day)
        self.add("asked_by", _("&Who asks"), self._by, help_text=_("From twelve on the resident asks alone."))
        self.add("asker", _("&Name of who asks"), self._asker)
        self.add("asker_address", _("A&ddress of who asks, for the answer"), self._address)
        self.add("unable", "", self._unable)
        written = _(
            "The Wmo 2015 asks for a request in writing. Was it told to you? Then ask for a letter or an e-mail."
        )
        self.add("how", _("&How it came in"), self._how, help_text=written)
        self._by.chosen.connect(self._show)
        self._show()

    @override
    def taken_up(self) -> None:
        self._show()

    @override
    def job(self) -> Callable[[], object]:
        is_other = self._by.key() != AskedBy.RESIDENT
        fields = {
            "received_on": self._day.day(),
            "asked_by": AskedBy(self._by.key()),
            "asker": self._asker.text().strip() if is_other else "",
            "asker_address": self._address.text().strip() if is_other else "",
            "unable": self._unable.is_on() if is_other else False,
            "how": self._how.text().strip(),
        }
        return partial(record_request, self.desk.workplace, self._case, fields)

    def _show(self, _key: object = None) -> None:
        for name in ("asker", "asker_address", "unable"):
            self.rows[name].setVisible(self._by.key() != AskedBy.RESIDENT)
        self.make_room()


class LongerDialog(FormDialog):
    """Why the decision takes two months more."""

    form = "destruction-request-longer"

    def __init__(self, desk: Desk, line: RequestLine, parent: QWidget) -> None:
        about = _(
            "You may take two months more, once, when the request is not simple (AVG, art. 12 lid 3). The resident is "
            "told so, with the reason, before the first term is over: the letter stands under Papers."
        )
        asking = Asking(_("Take longer"), _("Take longer"), about, _("The term is extended. Send the letter now."))
        super().__init__(desk, asking, parent, thing=line.request.id)
        self._id, self._why = line.request.id, LongText(lines=3)
        self.add("extended_why", _("&Why, as the resident reads it"), self._why)

    @override
    def job(self) -> Callable[[], object]:
        return partial(need_longer, self.desk.workplace, self._id, self._why.toPlainText())


class DecideDialog(FormDialog):
    """Granted or refused; of a refusal the ground of the act, and the reasons as the resident reads them."""

    form = "destruction-request-decision"

    def __init__(self, desk: Desk, line: RequestLine, parent: QWidget) -> None:
        about = _(
            "The resident has a right to it, unless keeping the dossier is of considerable importance to someone else, "
            "or an act is opposed ({source}).",
            source=f"{line.norm.but.document}, {line.norm.but.paragraph}",
        )
        said = _("The decision is written down. You find the letter to the resident under Papers.")
        asking = Asking(_("Decide on the request to destroy"), _("Decide"), about, said)
        super().__init__(desk, asking, parent, thing=line.request.id)
        self._id = line.request.id
        for told in what_is_in_the_way(line):
            self.fields.addWidget(Hint(told, icon="caution"))
        grant, refuse = _("Grant: the dossier is destroyed"), _("Refuse: the dossier stays")
        self._what = Choice({"": "", RequestOutcome.GRANTED.value: grant, RequestOutcome.REFUSED.value: refuse})
        self._ground = Choice({"": "", **_grounds(line)})
        self._provision, self._why = QLineEdit(), LongText(lines=4)
        self._provision.setMaxLength(300)
        self._provision.setPlaceholderText(_("Like Archiefwet 1995, article 3"))
        self.add("outcome", _("&Decision"), self._what)
        self.add("ground", _("On which &ground"), self._ground)
        self.add("provision", _("Which &rule is opposed"), self._provision)
        why = _("Write what you weighed: who has which interest, and for how long. Write it to the resident.")
        self.add("motivation", _("&Why, as the resident reads it"), self._why, help_text=why)
        self._what.chosen.connect(self._show)
        self._ground.chosen.connect(self._show)
        self._show()

    @override
    def taken_up(self) -> None:
        self._show()

    @override
    def job(self) -> Callable[[], object]:
        here, why = self.desk.workplace, self._why.toPlainText()
        if self._what.key() == RequestOutcome.GRANTED:
            return partial(grant_request, here, self._id, why)
        if self._what.key() == RequestOutcome.REFUSED:
            ground = RefusalGround(self._ground.key()) if self._ground.key() else None
            return partial(refuse_request, here, self._id, ground, self._provision.text(), why)
        return _nothing_chosen

    def _show(self, _key: object = None) -> None:
        refuses = self._what.key() == RequestOutcome.REFUSED
        self.rows["ground"].setVisible(refuses)
        self.rows["provision"].setVisible(refuses and self._ground.key() == RefusalGround.LAW_FORBIDS)
        self.make_room()


def what_is_in_the_way(line: RequestLine) -> tuple[str, ...]:
    """What keeps a request from being granted now, in words."""
    found = []
    if line.case.closed_on is None:
        found.append(
            _("Help runs in this case: end it and close the case first, or refuse the request for as long as it runs.")
            if line.runs
            else _("The case is open. Close it first; an open case is not destroyed.")
        )
    if not line.is_entitled:
        found.append(_("Whoever asked could not ask for this. Refuse on that ground."))
    if line.kept_until is not None:
        found.append(_("A ground keeps this dossier until {day}.", day=long_day(line.kept_until)))
    return tuple(found)


def _grounds(line: RequestLine) -> dict[str, str]:
    norm: RequestNorm = line.norm
    sources = dict.fromkeys(RefusalGround, norm.but)
    sources[RefusalGround.NOT_ENTITLED] = NOT_ENTITLED.get(line.case.law, norm.right)
    return {
        one.value: f"{_(text)} ({sources[one].document}, {sources[one].paragraph})" for one, text in REFUSALS.items()
    }


def _nothing_chosen() -> object:
    raise RuleBroken("required", "outcome")
