"""The letter that confirms that an application was withdrawn: what that means, and what to do when it is not right."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.language import _, speaking
from desktop.language.forms import long_day
from desktop.language.kept import in_dutch
from desktop.models.kinds import ConsentBy
from desktop.models.labels import label
from desktop.models.withdrawal_paper import WithdrawalPage
from desktop.reports.content import Block, Heading, Lines, Paper, Title, Words, items
from desktop.reports.letters import closing, reached_by, whom_to_call
from desktop.reports.words import greeting, written_to


def withdrawal_letter(page: WithdrawalPage, language: str = "nl") -> Paper:
    """What the letter says."""
    with speaking(language):
        title = f"{_('Your application is withdrawn')} {page.resident.name}"
        return Paper(page.head, title, language, tuple(_story(page)))


def _story(page: WithdrawalPage) -> Iterator[Block]:
    yield Lines((written_to(page.resident, page.head.made_on), *page.resident.address))
    yield Title(_("Your application is withdrawn"), _("of {day}", day=long_day(page.applied_on)))
    yield Words(greeting(page.resident, page.head.made_on))
    yield Words(_told(page))
    if page.asked.strip():
        yield Words(_("This was your application: {text}", text=in_dutch(" ".join(page.asked.split()))))
    yield Heading(_("What this means"))
    yield items(*_means(page))
    yield Heading(_("Is this not right?"))
    yield Words(_("Did you not want this? Then call us as soon as possible. We then go on with your application."))
    yield Words(f"{whom_to_call(page.head)} {reached_by(page.contact)}")
    yield closing(page.head, page.contact)


def _told(page: WithdrawalPage) -> str:
    day = long_day(page.withdrawn_on)
    who = label(page.by) if page.by and page.by is not ConsentBy.RESIDENT else ""
    told = (
        _("On {day} we heard from {who} that your application is withdrawn.", day=day, who=who)
        if who
        else _("On {day} you told us that you withdraw your application.", day=day)
    )
    return f"{told} {_('How we heard this: {how}.', how=in_dutch(page.how.rstrip('.')))}" if page.how else told


def _means(page: WithdrawalPage) -> Iterator[str]:
    yield _("We stop with this application. You do not get a decision on it.")
    for day in page.others:
        yield _("We go on with your other application, of {day}.", day=long_day(day))
    if page.runs:
        yield _("The help that you have now goes on.")
    yield _("You can always ask for help again. Then you make a new application.")
