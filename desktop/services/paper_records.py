"""Which records a paper prints: its foot tells how many of them colleagues have not seen as they are.

A record that would be printed if it said something counts too: an answer that was just taken off is a change as well,
and so is a goal that is not there any more.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.models.base import Record, Value
from desktop.models.casework import (
    Alternative,
    Application,
    Case,
    Conversation,
    DomainNote,
    Goal,
    NeedReport,
    PlanService,
    SupportPlan,
    WarmHandover,
)
from desktop.models.course import Carer, Consent, StepAnswer, TermSetting
from desktop.models.indications import ContributionAmount, Decision, Evaluation, Indication, Trajectory, VolumeChange
from desktop.models.people import NetworkMember, Resident
from desktop.models.reach import MunicipalityContact
from desktop.models.social_map import AvailabilityReport, CommunityService, Location
from desktop.models.transition import TransitionPlan, TransitionTask
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.store.merged import kept_id
from desktop.store.queries.unsynced import removed
from desktop.store.reader import Reader

_CaseRecord = Goal | Alternative | StepAnswer | NeedReport | WarmHandover | PlanService | Application


def case_records(reader: Reader, case: Case) -> set[str]:
    """Of every paper about a case: the case, the resident, the household, who has the case and how to reach them."""
    resident = reader.get(Resident, case.resident_id)
    municipality = case.municipality or resident.municipality
    contacts = _those(reader, MunicipalityContact, municipality=municipality)
    return {case.id, resident.id, resident.household_id or "", case.consultant, *contacts}


def plan_records(reader: Reader, case: Case, shown: Iterable[Indication]) -> set[str]:
    """Of a support plan that shows these indications, with what the household's other help says on it."""
    found = _of_case(reader, case, Goal, Alternative, StepAnswer, NeedReport, WarmHandover, PlanService)
    found |= _ids(reader.find(SupportPlan, case_id=case.id)[-1:]) | removed(reader, SupportPlan, case_id=case.id)
    found |= removed(reader, Conversation, case_id=case.id, done=True) | removed(reader, Indication, case_id=case.id)
    for talk in reader.find(Conversation, case_id=case.id, done=True)[-1:]:
        found |= {talk.id} | _those(reader, DomainNote, conversation_id=talk.id)
    found |= _entries(reader, (one.service_id for one in reader.find(PlanService, case_id=case.id)))
    for one in shown:
        found |= help_records(reader, one)
    everything = [one.id for one in reader.find(Indication, case_id=case.id)]
    found |= _those(reader, Evaluation, indication_id=everything)
    found -= _those(reader, Evaluation, indication_id=everything, held_on=None)
    waits = [*_those(reader, WaitingListEntry, case_id=case.id)]
    found |= _those(reader, InterimMeasure, entry_id=waits)
    return found | _household_records(reader, case)


def decision_records(reader: Reader, case: Case, indication: Indication, objection: str) -> set[str]:
    """Of a decision; `objection` is the id of the term for objecting."""
    found = help_records(reader, indication)
    found |= _of_case(reader, case, Goal, Alternative, Application)
    found |= _those(reader, Decision, indication_id=indication.id)
    municipality = case.municipality or reader.get(Resident, case.resident_id).municipality
    found |= _those(reader, TermSetting, term=objection, municipality=("", municipality))
    return found | _those(reader, ContributionAmount, municipality=("", municipality))


def evaluation_records(reader: Reader, case: Case, indication: Indication) -> set[str]:
    """Of an evaluation; the others of the same help tell when the next one is."""
    found = help_records(reader, indication) | _those(reader, Goal, case_id=case.id)
    return found | _those(reader, Evaluation, indication_id=indication.id)


def withdrawal_records(reader: Reader, case: Case) -> set[str]:
    """Of the letter about a withdrawn application, which tells of the others and whether help runs."""
    helps = [one.id for one in reader.find(Indication, case_id=case.id)]
    found = _of_case(reader, case, Application) | _those(reader, Decision, indication_id=helps)
    return found | _those(reader, Trajectory, indication_id=helps)


def transition_records(reader: Reader, case: Case, plan: TransitionPlan, helps: Iterable[Indication]) -> set[str]:
    """Of the plan for eighteen, with the help that it tells of."""
    found = {plan.id} | _those(reader, TransitionTask, plan_id=plan.id) | _of_case(reader, case, WarmHandover)
    for one in helps:
        found |= help_records(reader, one)
    mine = {"resident_id": case.resident_id}
    return found | _those(reader, NetworkMember, **mine) | _those(reader, Consent, **mine)


def help_records(reader: Reader, indication: Indication) -> set[str]:
    """Of one indication as papers print it."""
    changes = _those(reader, VolumeChange, indication_id=indication.id)
    return {indication.id} | changes | _entries(reader, [indication.provider_id])


def wait_records(reader: Reader, entries: Iterable[WaitingListEntry], told: Iterable[AvailabilityReport]) -> set[str]:
    """Of the letter about these waits, with what their providers told."""
    waits = list(entries)
    ids = [one.id for one in waits]
    measures = reader.find(InterimMeasure, entry_id=ids)
    gone = removed(reader, InterimMeasure, entry_id=ids)
    for needed in {(one.case_id, one.need) for one in waits if one.need}:
        gone |= removed(reader, WaitingListEntry, case_id=needed[0], need=needed[1])
    found = {*ids} | _those(reader, ContactMoment, entry_id=ids) | _ids(measures) | _ids(told) | gone
    return found | _entries(reader, [*(one.provider_id for one in waits), *(one.service_id for one in measures)])


def entry_records(reader: Reader, entry_id: str) -> set[str]:
    """Of a page from the social map: the entry, who runs it, its locations and what it told of its wait."""
    found = _entries(reader, [entry_id])
    service = reader.maybe(CommunityService, entry_id)
    runs = service.organisation_id if service else None
    for owner in ({"provider_id": entry_id}, {"service_id": entry_id}, {"organisation_id": runs} if runs else {}):
        found |= _those(reader, Location, **owner) if owner else set()
    return found | _those(reader, AvailabilityReport, provider_id=entry_id) | ({runs} if runs else set())


def _household_records(reader: Reader, case: Case) -> set[str]:
    """Who lives there, who cares, who comes, what help the others have, and what they consented to."""
    resident = reader.get(Resident, case.resident_id)
    known = resident.household_id
    people = [one.id for one in reader.find(Resident, household_id=known)] if known else [resident.id]
    others = [one.id for one in reader.find(Case, resident_id=people) if one.id != case.id]
    found = {*people, *others} | _those(reader, NetworkMember, resident_id=resident.id)
    found |= _those(reader, Consent, resident_id=people) | _those(reader, Goal, case_id=others)
    found |= removed(reader, Indication, case_id=others)
    for one in reader.find(Indication, case_id=others):
        found |= help_records(reader, one)
    return found | (_those(reader, Carer, household_id=known) if known else set())


def _of_case(reader: Reader, case: Case, *kinds: type[_CaseRecord]) -> set[str]:
    return {one for kind in kinds for one in _those(reader, kind, case_id=case.id)}


def _those(reader: Reader, kind: type[Value], /, **equals: object) -> set[str]:
    """What `Reader.find` gives, and what colleagues would still find."""
    return {str(vars(one)["id"]) for one in reader.find(kind, **equals)} | removed(reader, kind, **equals)


def _entries(reader: Reader, ids: Iterable[str | None]) -> set[str]:
    """Entries of the social map, each with the one that stands for it since they were merged."""
    known = {one for one in ids if one}
    return known | {kept_id(reader.connection, one) for one in known}


def _ids(values: Iterable[Record]) -> set[str]:
    return {one.id for one in values}
