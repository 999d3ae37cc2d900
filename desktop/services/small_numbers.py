"""From which number on figures about people are told here: what ships, the region's profile, and what was set here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.language import N_, _
from desktop.models.changes import ChangeSet
from desktop.models.course import TermSetting
from desktop.models.faults import RuleBroken
from desktop.models.region import RegionProfile
from desktop.models.region_settings import SmallNumber, Source
from desktop.regions.small_numbers import shipped_numbers
from desktop.rules.permissions import Act, require
from desktop.rules.small_numbers import BLOCK_MONTHS, BLOCKS, Holds, Least, SmallNumbers, small_numbers
from desktop.services.guards import filled
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader

_BEGINS = "told:"
"""Under which a number is kept among the terms, with its id behind it: both are a number with where it stands."""

NAMES: dict[str, str] = {
    "people": N_("A count that leaves the team: from so many people on"),
    "block-months": N_("Figures leave by blocks of so many months: 3, 6 or 12"),
    "block-rests": N_("A block leaves so many days after its last day"),
    "departures-least-indications": N_("Departures from prompts: over so many indications at least"),
    "departures-least-times": N_("Departures from prompts: from so many departures on"),
    "departures-least-colleagues": N_("Departures from prompts: of so many colleagues at least"),
    "departures-months": N_("Departures from prompts: over so many months"),
}
"""How the settings call each, msgid by id."""


@dataclass(frozen=True)
class SmallNumberLine:
    """A number as the settings show it.

    Attributes:
        holds: What holds now, for the strictest municipality, and where it stands.
        own: What was set here, by municipality; an empty one is the whole region.
    """

    least: Least
    name: str
    holds: Holds
    own: tuple[SmallNumber, ...]


def small_numbers_here(reader: Reader, profile: RegionProfile) -> SmallNumbers:
    """As they hold in this region."""
    return small_numbers(shipped_numbers(), profile.small_numbers, _set_here(reader))


def small_number_lines(workplace: Workplace) -> tuple[SmallNumberLine, ...]:
    """Each of them, in the order of the file that ships."""
    with workplace.store.read() as reader:
        own = tuple({(one.id, one.municipality): one for one in _set_here(reader)}.values())
        here = small_numbers_here(reader, workplace.profile)
    return tuple(
        SmallNumberLine(one, _(NAMES[one.id]), here.values[one.id], tuple(o for o in own if o.id == one.id))
        for one in shipped_numbers()
    )


def keep_small_number(workplace: Workplace, id_: str, value: int | None, where: Source, town: str = "") -> ChangeSet:
    """Sets a number for a municipality, or for the whole region, with where it stands.

    Raises:
        RuleBroken: ``not-allowed``; ``gone`` for an id that is none; ``required`` (value or document);
            ``not-in-region`` (municipality); ``outside-limits`` or ``block-not-whole`` (value).
    """
    require(workplace.role, Act.CHANGE_TERMS)
    least = next((one for one in shipped_numbers() if one.id == id_), None)
    if least is None:
        raise RuleBroken("gone", kind="term_setting")
    if value is None:
        raise RuleBroken("required", "value")
    if value != least.within(value):
        raise RuleBroken("outside-limits", "value", first=least.floor, last=least.most)
    if id_ == BLOCK_MONTHS and value not in BLOCKS:
        raise RuleBroken("block-not-whole", "value")
    filled("document", where.document)
    if town not in {"", *(one.name for one in workplace.profile.municipalities)}:
        raise RuleBroken("not-in-region", "municipality")
    fields = {"days": value, "document": where.document.strip(), "paragraph": where.paragraph.strip()}
    with workplace.work(N_("Change from which number on people are told of")) as work:
        there = work.find(TermSetting, term=f"{_BEGINS}{id_}", municipality=town)
        if there:
            work.change(TermSetting, there[-1].id, **fields)
        else:
            work.add(validated(TermSetting, {"term": f"{_BEGINS}{id_}", "municipality": town, **fields}))
        return work.commit()


def drop_small_number(workplace: Workplace, id_: str, town: str = "") -> ChangeSet:
    """What the region's profile says holds again, or what ships.

    Raises:
        RuleBroken: ``not-allowed``; ``gone`` when nothing else was set.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    with workplace.work(N_("Change from which number on people are told of")) as work:
        there = work.find(TermSetting, term=f"{_BEGINS}{id_}", municipality=town)
        if not there:
            raise RuleBroken("gone", kind="term_setting")
        for one in there:
            work.remove(TermSetting, one.id)
        return work.commit()


def _set_here(reader: Reader) -> Iterable[SmallNumber]:
    """Oldest first: two colleagues may have set one on two laptops; the newest id holds."""
    for one in reader.find(TermSetting):
        if one.term.startswith(_BEGINS) and one.days is not None:
            yield SmallNumber(
                id=one.term.removeprefix(_BEGINS),
                municipality=one.municipality,
                value=one.days,
                source=Source(document=one.document, paragraph=one.paragraph),
            )
