"""The letter about a request to destroy a dossier: that it came in, that it takes longer, or what was decided.

Under the Wmo 2015 and the acts that leave it to the AVG the answer is a decision in the sense of the Awb
(Uitvoeringswet AVG art. 34), so one can object. Under the Jeugdwet it counts as that of a private body (art. 7.3.17):
not an objection but the district court is the way (Uitvoeringswet AVG art. 35). A complaint to the Autoriteit
Persoonsgegevens is open to all (AVG art. 12 lid 4 and art. 77).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.language import N_, _, ngettext, speaking
from desktop.language.forms import long_day
from desktop.language.kept import in_dutch
from desktop.models.destruction_request import AskedBy, RefusalGround, RequestOutcome
from desktop.models.kinds import Law
from desktop.models.region_settings import Source
from desktop.models.request_paper import RequestPage
from desktop.reports.content import Block, Heading, Lines, Look, Paper, Title, Together, Words, items
from desktop.reports.letters import closing, how_to_object, reached_by, whom_to_call
from desktop.reports.words import sender

COURT_WEEKS = 6
"""To go to court, from the day on which the answer came (Uitvoeringswet AVG art. 35 lid 2)."""

REASONS: Mapping[RefusalGround, str] = {
    RefusalGround.OTHERS_INTEREST: N_("Keeping the dossier is very important to someone else."),
    RefusalGround.LAW_FORBIDS: N_("An act does not let us destroy the dossier."),
    RefusalGround.NOT_ENTITLED: N_(
        "You cannot ask for this. From twelve years on someone asks it alone. For a child under twelve, or for who "
        "cannot decide about this, the representative by law asks it."
    ),
}
"""Msgid by ground."""


def request_letter(page: RequestPage, language: str = "nl") -> Paper:
    """What the letter says."""
    with speaking(language):
        title = f"{_('Your request to destroy a dossier')} {page.resident.name}"
        return Paper(page.head, title, language, tuple(_story(page)))


def _story(page: RequestPage) -> Iterator[Block]:
    yield Lines(_to(page))
    came = _("which we received on {day}", day=long_day(page.request.received_on))
    yield Title(_("Your request to destroy a dossier"), came)
    yield Words(_("Dear {name},", name=_to(page)[0]))
    yield Words(_asked(page))
    outcome = page.request.outcome
    if outcome is RequestOutcome.OPEN:
        yield from _waits(page)
    elif outcome is RequestOutcome.GRANTED:
        yield from _granted(page)
    elif outcome is RequestOutcome.REFUSED:
        yield from _refused(page)
    else:
        yield Words(_("You took this request back. The dossier stays. You can always ask again."))
    yield Heading(_("Do you have a question?"))
    call = Words(f"{whom_to_call(page.head)} {reached_by(page.contact)}")
    if page.request.ground is None and outcome is not RequestOutcome.GRANTED:
        yield call
        yield closing(page.head, page.contact)
        return
    signed = (_("Kind regards,"), _("on behalf of {body}", body=_body(page)), page.head.consultant, sender(page.head))
    yield Together((call, Lines(tuple(part for part in signed if part))))


def _to(page: RequestPage) -> tuple[str, ...]:
    """Whoever asked, and nobody else: a youth of twelve asks alone, and what stands here is told to no parent."""
    request = page.request
    if request.asked_by is AskedBy.RESIDENT:
        return (page.resident.name, *page.resident.address)
    return tuple(part for part in (request.asker, request.asker_address) if part)


def _asked(page: RequestPage) -> str:
    if page.request.asked_by is AskedBy.RESIDENT:
        return _("You asked us to destroy all that we keep about you in your dossier.")
    return _("You asked us to destroy the dossier of {name}.", name=page.resident.name)


def _waits(page: RequestPage) -> Iterator[Block]:
    request, source = page.request, _named(page.decide_source)
    if request.extended_on is not None:
        yield Words(_("We need more time to decide. This is why:"))
        yield Words(in_dutch(request.extended_why), Look.QUOTE)
    yield Words(_("You hear from us on {day} at the latest. ({source})", day=long_day(page.decide_by), source=source))
    yield Heading(_("What happens now?"))
    yield items(
        _("We look whether we may destroy the dossier. That is your right ({source}).", source=_named(page.right)),
        _("We may not if keeping it is very important to someone else, or if an act forbids it."),
        _("Do you still have help? Then we need the dossier for it. We talk with you about that first."),
        _("Do you want a copy of your dossier? Ask for it now. Once it is destroyed, that cannot be done any more."),
    )


def _granted(page: RequestPage) -> Iterator[Block]:
    yield Words(_("We do what you ask."))
    if page.request.motivation:
        yield Words(in_dutch(page.request.motivation))
    yield Heading(_("What happens now?"))
    yield items(
        _("We destroy the dossier on {day} at the latest.", day=long_day(page.destroy_by)),
        _("After that we do not know any more what help there was, or why. Nobody can bring it back."),
        _("We keep a paper that says that one dossier was destroyed. Your name does not stand on it."),
        _("Copies for emergencies that hold the dossier disappear later, when they are too old."),
        _("Whoever gave the help has a dossier of their own. Ask them yourself to destroy that."),
        _("Keep this letter. When the dossier is gone, we do not have it any more."),
    )
    yield Words(_("This stands in: {source}.", source=_named(page.right)), Look.SMALL)


def _refused(page: RequestPage) -> Iterator[Block]:
    yield Words(_("We do not do what you ask. We keep the dossier."))
    yield Heading(_("Why we decide this"))
    if page.request.ground is not None:
        yield Words(_(REASONS[page.request.ground]))
    if page.request.provision:
        yield Words(_("This is the rule: {rule}.", rule=in_dutch(page.request.provision.rstrip("."))))
    yield Words(in_dutch(page.request.motivation))
    if page.ground is not None:
        yield Words(_("This stands in: {source}.", source=_named(page.ground)), Look.SMALL)
    yield Heading(_("Do you not agree with this decision?"))
    yield from _to_court() if page.law is Law.JEUGDWET else _objection(page)
    yield Words(
        _(
            "You can also complain to the Autoriteit Persoonsgegevens. That costs nothing. "
            "See autoriteitpersoonsgegevens.nl."
        )
    )


def _objection(page: RequestPage) -> Iterator[Block]:
    to = ", ".join((_body(page), *page.contact.address))
    yield from how_to_object(page.objection_weeks, None, to)
    yield Words(_("Implementation act of the AVG, article 34; Awb, articles 3:45, 6:4, 6:5, 6:7 and 6:8"), Look.SMALL)


def _to_court() -> Iterator[Block]:
    """No objection: the Jeugdwet has such a decision count as that of a private body."""
    yield Words(
        ngettext(
            "You can ask the district court to decide. You do that within 1 week after you got this letter.",
            "You can ask the district court to decide. You do that within {n} weeks after you got this letter.",
            COURT_WEEKS,
        )
    )
    yield items(
        _("Write a letter to the court in which you say what you ask, and why. That is called a 'verzoekschrift'."),
        _("You need no lawyer for it. The court asks money for it ('griffierecht')."),
        _("Talk with us first if you like: then the term at the court still runs on."),
    )
    yield Words(_("Jeugdwet, article 7.3.17; implementation act of the AVG, article 35"), Look.SMALL)


def _body(page: RequestPage) -> str:
    name = page.head.municipality
    if not name:
        return _("the mayor and aldermen of your municipality")
    return _("the mayor and aldermen of the municipality of {name}", name=name)


def _named(source: Source) -> str:
    return ", ".join(filter(None, (source.document, source.paragraph)))
