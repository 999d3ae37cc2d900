"""What stands around an indication while it is drafted or after: its other lines, what came before, what it costs."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.casework import Case
from desktop.models.indications import Indication, VolumeChange
from desktop.models.kinds import IndicationStatus
from desktop.rules.contribution import Contribution
from desktop.rules.evaluations import GoingOn, Hindrance
from desktop.rules.manners import has_room, transport_of
from desktop.rules.prompts.drafted import Drafted
from desktop.rules.prompts.history import Earlier, earlier_help
from desktop.rules.volumes import volume_on
from desktop.services.contributions import contribution_for
from desktop.services.draft_history import hindrance_of
from desktop.services.draft_lines import OPEN, Line, lines_of
from desktop.services.indications import DraftCheck, check
from desktop.services.names import ProfileNames
from desktop.services.workplace import Workplace
from desktop.store.reader import Reader


@dataclass(frozen=True)
class Former:
    """The indication that this one changes or goes on from."""

    indication: Indication
    help: str
    """The product's name, or the segment's or lot's."""


@dataclass(frozen=True)
class Around:
    """All of it.

    Attributes:
        lines: The lines of its draft, itself among them.
        others_ready: True when every other line that would be handed in with it may be.
        cost_cents: Of all lines together; None with one line, or while it cannot be told of one of them.
        contribution: What the resident pays.
        earlier: The same help before.
        former: What it changes or goes on from; None for a first one.
        has_room: True where help goes up and down inside this indication.
        volume_now: What holds today.
        changes: Ups and downs so far, in order.
        transports: Products that can be drafted beside it to bring the resident there: id and name.
        hindrance: Why approved help may not simply go on now.
        transport_inside: True where bringing the resident there can be a part of the help itself.
    """

    lines: tuple[Line, ...]
    others_ready: bool
    cost_cents: int | None
    contribution: Contribution
    earlier: Earlier
    former: Former | None
    has_room: bool
    volume_now: int | None
    changes: tuple[VolumeChange, ...]
    transports: tuple[tuple[str, str], ...]
    transport_inside: bool
    hindrance: Hindrance | None = None


def around(workplace: Workplace, indication_id: str, own: DraftCheck) -> Around:
    """What stands around an indication, of which the rules have judged the draft itself already.

    Raises:
        RuleBroken: ``gone``.
    """
    with workplace.store.read() as reader:
        indication = reader.get(Indication, indication_id)
        lines = lines_of(workplace, reader, indication)
    others = [one.indication for one in lines if one.indication.id != indication_id]
    judged = [check(workplace, one.id) for one in others]
    with workplace.store.read() as reader:
        found = _Found(workplace, reader, indication)
        transport = transport_of(workplace.profile, _lot(own), indication.product)
        changes = found.changes()
        return Around(
            lines=lines,
            others_ready=all(said.may_hand_in for one, said in zip(others, judged, strict=True) if one.status in OPEN),
            cost_cents=_together([own, *judged]),
            contribution=found.contribution(),
            earlier=earlier_help(Drafted(workplace.profile, own.draft)),
            former=found.former(),
            has_room=indication.volume is not None and has_room(workplace.profile, indication.segment),
            volume_now=volume_on(indication, changes, workplace.today),
            changes=changes,
            transports=found.transports(transport.lines if transport else (), lines),
            transport_inside=transport is not None and not transport.lines,
            hindrance=hindrance_of(reader, workplace.profile, indication, GoingOn(workplace.today))
            if indication.status is IndicationStatus.APPROVED
            else None,
        )


class _Found:
    """What is read of one indication."""

    def __init__(self, workplace: Workplace, reader: Reader, indication: Indication) -> None:
        self.workplace = workplace
        self.reader = reader
        self.indication = indication
        self.names = ProfileNames.of(workplace.profile)

    def changes(self) -> tuple[VolumeChange, ...]:
        """The ups and downs by their first day."""
        found = self.reader.find(VolumeChange, indication_id=self.indication.id)
        return tuple(sorted(found, key=lambda change: (change.from_on, change.id)))

    def contribution(self) -> Contribution:
        """In the year in which the help begins."""
        town = self.reader.get(Case, self.indication.case_id).municipality
        return contribution_for(self.reader, self.workplace.profile, self.indication, town, self.workplace.today)

    def former(self) -> Former | None:
        """The one before."""
        before = self.reader.maybe(Indication, self.indication.follows_id) if self.indication.follows_id else None
        return Former(before, self.names.help(before.product, before.segment, before.lot)) if before else None

    def transports(self, products: tuple[str, ...], lines: tuple[Line, ...]) -> tuple[tuple[str, str], ...]:
        """None of them once one is a line already."""
        if {line.indication.product for line in lines} & set(products):
            return ()
        return tuple((product, self.names.products.get(product, product)) for product in products)


def _lot(own: DraftCheck) -> str:
    return own.draft.lot or ""


def _together(checks: list[DraftCheck]) -> int | None:
    costs = [said.cost_cents for said in checks]
    return sum(cents for cents in costs if cents is not None) if len(costs) > 1 and None not in costs else None
