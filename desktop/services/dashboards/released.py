"""What of the dashboards may leave the team: whole blocks of months that are over, counted once and kept.

Who compares two exports subtracts. So blocks do not overlap, all pages are of one moment, all acts stand together, and
what was told of a block once is told again as it was (docs/decisions/figures-leave-once.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from desktop.language import LANGUAGES, N_, speaking, spoken
from desktop.language.forms import long_day
from desktop.models.base import id_within
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.models.released import ReleasedFigures, ReleasedFiguresRow, ReleasedKind
from desktop.rules.blocks import last_block
from desktop.rules.permissions import Act, may
from desktop.rules.small_numbers import BLOCK_MONTHS, BLOCK_RESTS, PEOPLE
from desktop.services.dashboards.access import access
from desktop.services.dashboards.asking import Desk
from desktop.services.dashboards.back_office import back_office
from desktop.services.dashboards.contracts import contract_figures
from desktop.services.dashboards.definitions import Page
from desktop.services.dashboards.figure import Figure, without_small
from desktop.services.dashboards.frozen import frozen, thawed
from desktop.services.dashboards.policy import policy
from desktop.services.dashboards.same_people import with_help_in_lots
from desktop.services.small_numbers import small_numbers_here
from desktop.services.workplace import Workplace
from desktop.store.queries.figures import Asked
from desktop.store.reader import Reader
from desktop.sync import books, outbox

_MADE: Mapping[Page, Callable[[Desk], Iterator[Figure]]] = {
    Page.ACCESS: access,
    Page.POLICY: policy,
    Page.CONTRACTS: contract_figures,
    Page.BACK_OFFICE: back_office,
}

_ALL = "6f1f2d0e-8a53-5c0b-9d51-3a1d0b7c5e10"
"""What the ids of blocks are made within: two laptops that both count one make the same record."""


def block_here(reader: Reader, workplace: Workplace) -> tuple[date, date]:
    """First and last day of the block that may leave now."""
    numbers = small_numbers_here(reader, workplace.profile)
    return last_block(workplace.today, numbers[BLOCK_MONTHS], numbers[BLOCK_RESTS])


def released(workplace: Workplace) -> tuple[ReleasedFigures, tuple[Figure, ...]]:
    """The figures of every page over the latest block, in the language in force, as the first who asked got them.

    Whoever asks first sets them: they are counted then, and kept for the whole team.
    """
    with workplace.store.read() as reader:
        first, last = block_here(reader, workplace)
    kept = keep_once(workplace, ReleasedKind.DASHBOARDS, (first, last), figures_of_block)
    return kept, thawed(kept.content, spoken())


def keep_once(
    workplace: Workplace, kind: ReleasedKind, days: tuple[date, date],
    made: Callable[[Reader, Workplace, date, date], list[Figure]],
) -> ReleasedFigures:  # fmt: skip
    """What was kept of these days, or else these figures, counted now and kept without small counts.

    Two laptops that did not meet yet may both keep them, as one record: the central store stays with the first that
    comes, and until it answered they may not leave; see `require_met`.

    Raises:
        RuleBroken: ``block-told-otherwise`` when figures over a part of these days, or over more, left before;
            ``block-part-of-cases`` where they were not counted yet and not all cases stand here.
    """
    first, last = days
    with workplace.store.read() as reader:
        known = reader.find(ReleasedFigures, kind=kind)
        # Two laptops with blocks of another length may both have kept theirs before they met: then neither leaves.
        for one in known:
            if one.start <= last and first <= one.end and (one.start, one.end) != days:
                began, ended = long_day(one.start), long_day(one.end)
                raise RuleBroken("block-told-otherwise", "period", first=began, last=ended)
        there = [one for one in known if (one.start, one.end) == days]
        if there:
            return there[0]
        if not _has_all_cases(reader, workplace):
            raise RuleBroken("block-part-of-cases", "period")
        minimum = small_numbers_here(reader, workplace.profile)[PEOPLE]
        figures = {}
        for language in LANGUAGES:
            with speaking(language):
                figures[language] = without_small(made(reader, workplace, first, last), minimum)
    new = ReleasedFigures(
        id=id_within(_ALL, f"{kind} {first} {last}"),
        kind=kind, start=first, end=last, counted_on=workplace.today, minimum=minimum, content=frozen(figures),
    )  # fmt: skip
    with workplace.work(N_("Keep figures that leave the team")) as work:
        work.add(new)
        work.commit()
    return new


def require_met(workplace: Workplace) -> None:
    """Holds figures back until the central store knows of them: a colleague may have counted the same block before.

    Raises:
        RuleBroken: ``block-not-met``; a laptop that works alone waits for nobody.
    """
    with workplace.store.read() as reader:
        if books.read_state(reader) is None:
            return
        if any(table == ReleasedFiguresRow.__tablename__ for table, _id in outbox.rows_waiting(reader)):
            raise RuleBroken("block-not-met", "period")


def _has_all_cases(reader: Reader, workplace: Workplace) -> bool:
    """False where the central store gives each colleague only what is theirs, and that is not everything.

    A team lead reaches the cases of the own team and municipality (`desktop/sync/postgres/reach.sql`).
    """
    if books.reach(reader) is None:
        return True
    me = reader.maybe(Colleague, workplace.colleague.id) or workplace.colleague
    if not may(workplace.role, Act.SEE_TEAM_CASELOAD) or me.municipality:
        return False
    others = reader.find(Colleague)  # whose role nobody knows, may see cases
    return all(one.team == me.team for one in others if one.role not in set(Role) or may(Role(one.role), Act.SEE_CASES))


def figures_of_block(reader: Reader, workplace: Workplace, first: date, last: date) -> list[Figure]:
    """Of all pages and all acts, small counts and all; coverage tells of no residents and is no part of it."""
    desk = Desk(reader, workplace.profile, last, Asked(first, last, ""), to_share=True)
    return with_help_in_lots(desk, [figure for page in Page for figure in _MADE[page](desk)])
