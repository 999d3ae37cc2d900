"""What all papers about a case share: whose paper it is, whom it is about, and which help."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from desktop.models.casework import Case
from desktop.models.indications import Indication, VolumeChange
from desktop.models.papers import PaperHead, PaperHelp, PaperResident
from desktop.models.people import Colleague, Household, Resident
from desktop.models.social_map import Provider
from desktop.rules.volumes import in_order
from desktop.services.draft_facts import evaluation_days
from desktop.services.names import ProfileNames, address_lines, formal_name
from desktop.services.paper_records import case_records
from desktop.services.workplace import Workplace
from desktop.store.queries.unsynced import unsynced
from desktop.store.reader import Reader

MARKS = "marks"
"""Folder beside the store with a picture per municipality, named after it, as ``.png`` or ``.jpg``."""

LARGEST_MARK = 1_000_000
"""Bytes: a larger picture is left out, it would make every paper as large."""


def paper_head(workplace: Workplace, reader: Reader, case: Case, shown: Collection[str], made_on: date) -> PaperHead:
    """The head of a paper about a case; `shown` are the ids of what it prints besides what all of them do."""
    consultant = reader.maybe(Colleague, case.consultant)
    municipality = case.municipality or reader.get(Resident, case.resident_id).municipality
    return PaperHead(
        municipality=municipality,
        region=workplace.profile.name,
        made_on=made_on,
        consultant=consultant.name if consultant else "",
        unsynced=unsynced(reader, case_records(reader, case) | set(shown)),
        mark=mark_of(workplace, municipality),
    )


def mark_of(workplace: Workplace, municipality: str) -> bytes:
    """The picture of a municipality's mark; empty where nobody put one beside the store, or it cannot be read."""
    if not municipality or Path(municipality).name != municipality:
        return b""
    for ending in (".png", ".jpg", ".jpeg"):
        file = workplace.store.path.parent / MARKS / f"{municipality}{ending}"
        try:
            if file.is_file() and file.stat().st_size <= LARGEST_MARK:
                return file.read_bytes()
        except OSError:
            continue
    return b""


def paper_resident(reader: Reader, case: Case) -> PaperResident:
    """The resident as papers name this person."""
    resident = reader.get(Resident, case.resident_id)
    household = reader.maybe(Household, resident.household_id) if resident.household_id else None
    name = household.name if household else ""
    return PaperResident(formal_name(resident), resident.birth_date, address_lines(resident), name)


def paper_help(workplace: Workplace, reader: Reader, indication: Indication) -> PaperHelp:
    """An indication as papers print it."""
    names = ProfileNames.of(workplace.profile)
    provider = reader.maybe(Provider, indication.provider_id) if indication.provider_id else None
    changes = in_order(reader.find(VolumeChange, indication_id=indication.id))
    return PaperHelp(
        product=names.help(indication.product, indication.segment, indication.lot),
        result=indication.result,
        provider=provider.name if provider else "",
        provision=indication.provision,
        law=indication.law,
        status=indication.status,
        start=indication.start,
        end=indication.end,
        volume=indication.volume,
        unit=indication.unit,
        frequency=indication.frequency,
        evaluations=tuple(sorted(evaluation_days(indication))),
        stops_when=indication.stops_when,
        leads_back_to=names.leads_to(indication.leads_back_to) if indication.leads_back_to else "",
        limited_choice=indication.limited_choice,
        volume_from=tuple((change.from_on, change.volume) for change in changes),
    )
