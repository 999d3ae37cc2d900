"""What is wrong with a draft as it was handed over: each fault named by its key, in a sentence.

A fault is not a prompt: a prompt advises on a draft that can be read, a fault says why it cannot be read, or that it
names something the region does not have.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError
from pydantic_core import from_json

from desktop.language import _
from desktop.language.forms import long_day
from desktop.models.draft import Draft
from desktop.models.faults import RuleBroken
from desktop.models.labels import label
from desktop.models.region import RegionProfile
from desktop.rules.dates import birthday
from desktop.rules.draft_sentences import sentence, shown
from desktop.rules.prompts.drafted import Drafted, same_name
from desktop.rules.resident import OLDEST


@dataclass(frozen=True)
class DraftFault:
    """One fault.

    Attributes:
        key: Path of the key, like ``alternatives.0.kind``; empty for the draft as a whole.
        text: What is wrong, in the language in force.
    """

    key: str
    text: str


class DraftUnreadable(RuleBroken):
    """A draft that cannot be read; carries every fault that was found.

    Attributes:
        faults: At least one.
    """

    def __init__(self, faults: tuple[DraftFault, ...]) -> None:
        text = " ".join(f"{fault.key}: {fault.text}" if fault.key else fault.text for fault in faults)
        super().__init__("draft-unreadable", faults[0].key, text=text)
        self.faults = faults


def read_draft(data: Mapping[str, object]) -> Draft:
    """The draft, as strict as its contract: no unknown keys, no number where a text belongs.

    Raises:
        DraftUnreadable: With every key that is at fault.
    """
    try:
        return Draft.model_validate_json(json.dumps(dict(data), default=str), strict=True)
    except RecursionError as wrong:
        raise DraftUnreadable(_no_json(data)) from wrong
    except ValidationError as wrong:
        found = {shown(".".join(map(str, error["loc"]))): sentence(error) for error in wrong.errors()}
        told = tuple(DraftFault(key, text) for key, text in found.items() if key) or _no_json(data)
        raise DraftUnreadable(told) from wrong


def _no_json(data: Mapping[str, object]) -> tuple[DraftFault, ...]:
    """The keys whose value is no JSON that can be read again: nested too deep, or half a character."""
    keys = [key for key, value in data.items() if not _is_json({key: value})] or [""]
    return tuple(DraftFault(shown(key), _("This value does not fit here.")) for key in keys)


def _is_json(value: object) -> bool:
    try:
        from_json(json.dumps(value, default=str))
    except (ValueError, RecursionError):
        return False
    return True


def faults(profile: RegionProfile, data: Mapping[str, object]) -> tuple[DraftFault, ...]:
    """Every fault of a draft for a region; empty when the rules can judge it."""
    try:
        draft = read_draft(data)
    except DraftUnreadable as unreadable:
        return unreadable.faults
    return tuple(DraftFault(key, text) for check in _CHECKS for key, text in check(profile, draft))


def _references(profile: RegionProfile, draft: Draft) -> Iterator[tuple[str, str]]:
    """Names that the region does not have."""
    known = {
        "lot": (draft.lot, [lot.id for lot in profile.lots]),
        "segment": (draft.segment, [segment.id for segment in profile.segments]),
        "product": (draft.product, [product.id for product in profile.products]),
    }
    if draft.region != profile.id:
        yield "region", _("This draft is for another region: {region}.", region=shown(draft.region))
    municipalities = {same_name(m.name) for m in profile.municipalities}
    if draft.municipality.strip() and same_name(draft.municipality) not in municipalities:
        yield "municipality", _unknown(draft.municipality, [m.name for m in profile.municipalities])
    if Drafted(profile, draft).states_result_only:
        del known["product"]  # a product is not wanted there at all, whatever its name; a prompt says so
    for key, (value, ids) in known.items():
        if value and value not in ids:
            yield key, _unknown(value, ids)


def _unknown(value: str, ids: list[str]) -> str:
    if not ids:
        return _("{value} is not known here; this region has none.", value=shown(value))
    return _("{value} is not known here. Known are: {known}.", value=shown(value), known=", ".join(ids))


def _agreement(profile: RegionProfile, draft: Draft) -> Iterator[tuple[str, str]]:
    """Parts that do not belong together."""
    lots = {lot.id: lot for lot in profile.lots}
    segment = next((s for s in profile.segments if s.id == draft.segment), None)
    product = next((p for p in profile.products if p.id == draft.product), None)
    for key, part in (("segment", segment), ("product", product)):
        if part and draft.lot in lots and part.lot != draft.lot:
            yield key, _("{value} belongs to another lot: {lot}.", value=part.name, lot=part.lot)
    lot = lots.get(draft.lot or (segment and segment.lot) or (product and product.lot) or "")
    law = product.law if product else lot.law if lot else draft.law
    if law != draft.law:
        yield "law", _("This is help under another act: {law}.", law=label(law))
    if product and product.ended_on and draft.start and draft.start > product.ended_on:
        day = long_day(product.ended_on)
        yield "product", _("{value} could be indicated until {day}.", value=product.name, day=day)


def end_fault(draft: Draft) -> str:
    """What is wrong with the last day, in a sentence; empty when it can be."""
    return _before_start(draft.start) if draft.start and draft.end and draft.end < draft.start else ""


def _days(_profile: RegionProfile, draft: Draft) -> Iterator[tuple[str, str]]:
    """Days in an order that cannot be."""
    birth = draft.resident.birth_date
    wrong_end = end_fault(draft)
    if wrong_end:
        yield "end", wrong_end
    for number, earlier in enumerate(draft.history):
        if earlier.end and earlier.end < earlier.start:
            yield f"history.{number}.end", _before_start(earlier.start)
    if birth and birth > draft.today:
        yield "resident.birth_date", _("A birth date cannot be in the future.")
    elif birth and draft.today >= birthday(birth, OLDEST):
        yield "resident.birth_date", _("This birth date is more than {years} years ago.", years=OLDEST)


def _before_start(start: date) -> str:
    return _("The end comes before the start ({start}).", start=long_day(start))


_CHECKS = (_references, _agreement, _days)
