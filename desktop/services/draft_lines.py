"""One draft of several products: each product a line of its own, drafted beside the others and handed in with them."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication
from desktop.models.kinds import IndicationStatus
from desktop.models.region import Product
from desktop.rules.permissions import may_change_draft
from desktop.services.guards import open_case_of
from desktop.services.names import ProfileNames
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader

SHARED = (
    "law",
    "lot",
    "segment",
    "start",
    "end",
    "provision",
    "stops_when",
    "evaluations",
    "care_form",
    "extended",
    "contribution_told_on",
    "contribution_note",
    "follows_id",
    "change",
    "change_reason",
)
"""What a further line takes over from the one it is drafted beside; what it is for, how much and by whom is its own."""

OPEN = (IndicationStatus.DRAFT, IndicationStatus.RETURNED)
"""Lines that can still be changed, and are handed in together."""


@dataclass(frozen=True)
class Line:
    """One product of a draft, as it stands among the others."""

    indication: Indication
    product: str
    """The product's name; the segment's or lot's where only a result is stated; empty while nothing is chosen."""


def add_line(workplace: Workplace, indication_id: str, product_id: str = "") -> tuple[str, ChangeSet]:
    """Begins a further line beside a draft: of a product, or one to be chosen.

    Transport goes with whoever gives the help it leads to, so a product of transport takes the provider over too.

    Raises:
        RuleBroken: ``gone``, ``case-closed``, ``not-a-draft`` once it was handed in, ``not-allowed`` for another than
            who drafts it or a team lead.
    """
    with workplace.casework(N_("Add a product to the draft")) as work:
        beside = work.get(Indication, indication_id)
        open_case_of(work, beside.case_id)
        if beside.status not in OPEN:
            raise RuleBroken("not-a-draft")
        if not may_change_draft(workplace.role, workplace.colleague.id, authors_of(work, beside), beside.status):
            raise RuleBroken("not-allowed")
        draft_id = beside.draft_id or beside.id
        if not beside.draft_id:
            work.change(Indication, beside.id, draft_id=draft_id)
        fields = {name: getattr(beside, name) for name in SHARED} | _of_product(workplace, beside, product_id)
        line = validated(
            Indication,
            {**fields, "case_id": beside.case_id, "draft_id": draft_id, "author": workplace.colleague.id},
        )
        work.add(line)
        return line.id, work.commit()


def lines_of(workplace: Workplace, reader: Reader, indication: Indication) -> tuple[Line, ...]:
    """All lines of the draft that an indication is of, in the order in which they were begun."""
    lines = reader.find(Indication, draft_id=indication.draft_id) if indication.draft_id else [indication]
    names = ProfileNames.of(workplace.profile)
    results = {lot.id for lot in workplace.profile.lots if lot.states_result_only}
    return tuple(
        Line(one, names.help(one.product, one.segment, one.lot) if one.product or one.lot in results else "")
        for one in lines
    )


def authors_of(reader: Reader, indication: Indication) -> frozenset[str]:
    """Who began a line of the draft that an indication is of (colleagues' ids): each goes on with all of it."""
    if not indication.draft_id:
        return frozenset({indication.author})
    lines = reader.find(Indication, case_id=indication.case_id, draft_id=indication.draft_id)
    return frozenset(line.author for line in lines)


def open_lines(reader: Reader, indication: Indication) -> list[Indication]:
    """The lines that are handed in when this one is, itself among them."""
    if not indication.draft_id:
        return [indication]
    return reader.find(Indication, draft_id=indication.draft_id, status=OPEN)


def _of_product(workplace: Workplace, beside: Indication, product_id: str) -> dict[str, object]:
    product = next((p for p in workplace.profile.products if p.id == product_id), None)
    if product is None:
        return {}
    transport = product_id in {line for one in workplace.profile.transports for line in one.lines}
    return {
        "product": product.id,
        "lot": product.lot,
        "unit": _only(product),
        "provider_id": beside.provider_id if transport else None,
    }


def _only(product: Product) -> object:
    return product.units[0] if len(product.units) == 1 else None
