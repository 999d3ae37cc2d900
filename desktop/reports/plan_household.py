"""The part of a plan about the other help in the household, with whom to ask about it."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.language import _
from desktop.language.kept import in_dutch
from desktop.models.labels import label
from desktop.models.papers import PaperOther, SupportPlanPage
from desktop.reports.content import Block, Heading, Item, Items, Together, Words


def other_help(page: SupportPlanPage) -> Iterator[Block]:
    """Nothing where there is no other help."""
    if not page.others and not page.other_directors:
        return
    yield Heading(_("Other help in your household"))
    if page.others:
        yield Items(tuple(map(_other, page.others)))
    if page.other_directors:
        names = ", ".join(page.other_directors)
        told = _("Also involved with your household, as who holds the direction: {names}.", names=names)
        why = _(
            "What it is about does not stand here, because nobody gave consent for that. "
            "Do you want to know more? Then ask your consultant."
        )
        yield Together((Words(told), Words(why)))


def _other(one: PaperOther) -> Item:
    runs = ", ".join(map(in_dutch, one.help)) or _("no help runs yet")
    goals = "; ".join(in_dutch(goal.rstrip(". ")) for goal in one.goals)
    aim = _("To reach: {goals}.", goals=goals) if goals else ""
    ask = _("Questions about it? Ask {name}.", name=one.ask) if one.ask else ""
    return Item(f" ({label(one.law)}): {runs}.", one.who or _("You"), " ".join(filter(None, (aim, ask))))
