"""Gathering what the letter to someone who waits prints: only what is known, with its day and its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, floor

from desktop.language import _
from desktop.models.casework import Case
from desktop.models.faults import RuleBroken
from desktop.models.kinds import AvailabilityStatus
from desktop.models.labels import label
from desktop.models.papers import PaperHead, PaperService
from desktop.models.people import Resident
from desktop.models.social_map import AvailabilityReport, CommunityService, Provider
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.models.waiting_paper import PaperExpectedWait, PaperWaitNorm, PaperWaitPlace, WaitingLetterPage
from desktop.rules.forecast import Forecast
from desktop.rules.next_steps import contact_due_of
from desktop.rules.norms import breach, norm_of_wait
from desktop.rules.permissions import Act, require
from desktop.services.expected_waits import forecast_of
from desktop.services.names import ProfileNames, join_name
from desktop.services.norms import norms_of
from desktop.services.paper_heads import paper_head, paper_resident
from desktop.services.paper_records import wait_records
from desktop.services.reach import reach_of
from desktop.services.wait_prospects import told_of
from desktop.services.weeks import weeks_text
from desktop.services.workplace import Workplace
from desktop.store.merged import kept_id
from desktop.store.reader import Reader

WEEK = 7
"""Days."""


def gather(workplace: Workplace, entry_id: str) -> WaitingLetterPage:
    """Everything the letter about a wait prints; all places where the resident waits for this need stand in it.

    Raises:
        RuleBroken: ``gone``, ``wait-over``, or ``not-allowed`` for who may not see cases.
    """
    require(workplace.role, Act.SEE_CASES)
    with workplace.store.read() as reader:
        entry = reader.get(WaitingListEntry, entry_id)
        if entry.placed_on is not None:
            raise RuleBroken("wait-over")
        return _Gathering(workplace, reader, entry).page()


class _Gathering:
    """One need while its letter is gathered."""

    def __init__(self, workplace: Workplace, reader: Reader, entry: WaitingListEntry) -> None:
        self.workplace, self.reader = workplace, reader
        self.case = reader.get(Case, entry.case_id)
        same = reader.find(WaitingListEntry, case_id=entry.case_id, need=entry.need, placed_on=None)
        self.entries = sorted(same if entry.need else [entry], key=lambda one: (one.since, one.id))
        self.product = entry.product
        self.ids = [one.id for one in self.entries]
        self.contacts = reader.find(ContactMoment, entry_id=self.ids)

    def page(self) -> WaitingLetterPage:
        today = self.workplace.today
        since = self.entries[0].since
        agreed = [c.agreed_on for c in self.contacts if c.held_on is None and c.agreed_on >= today]
        due = min(contact_due_of(one, self._contacts_of(one)) for one in self.entries)
        return WaitingLetterPage(
            head=self._head(),
            resident=paper_resident(self.reader, self.case),
            product=ProfileNames.of(self.workplace.profile).help(self.product, "", ""),
            since=since,
            weeks=max(0, (today - since).days) // WEEK,
            places=tuple(self._places()),
            expected=tuple(self._expected()),
            norm=self._norm(max(0, (today - since).days) / WEEK),
            bridges=tuple(self._bridges()),
            calls_on=min(agreed, default=None),
            hears_by=due if due >= today else None,
            contact=reach_of(self.reader, self.workplace.profile, self._municipality()),
            limited_choice="\n".join(dict.fromkeys(one.limited_choice for one in self.entries if one.limited_choice)),
        )

    def _municipality(self) -> str:
        return self.case.municipality or self.reader.get(Resident, self.case.resident_id).municipality

    def _contacts_of(self, entry: WaitingListEntry) -> list[ContactMoment]:
        return [contact for contact in self.contacts if contact.entry_id == entry.id]

    def _head(self) -> PaperHead:
        told = (self._told(entry) for entry in self.entries)
        shown = wait_records(self.reader, self.entries, filter(None, told))
        return paper_head(self.workplace, self.reader, self.case, shown, self.workplace.today)

    def _places(self) -> Iterator[PaperWaitPlace]:
        for entry in self.entries:
            place = PaperWaitPlace(self._provider(entry), entry.since)
            told = self._told(entry)
            words = told_text(told) if told else ""
            yield replace(place, told=words, told_on=told.measured_on, told_by=told.source) if told and words else place

    def _told(self, entry: WaitingListEntry) -> AvailabilityReport | None:
        """None where colleagues wrote down different things on one day: a resident is not told what may be untrue."""
        found = told_of(self.reader, self.workplace, entry)
        return found.report if found and not found.disputed else None

    def _expected(self) -> Iterator[PaperExpectedWait]:
        for entry in self.entries:
            expected = forecast_of(self.workplace, self.reader, entry)
            if expected is not None and isinstance(found := expected.found, Forecast):
                yield PaperExpectedWait(
                    provider=self._provider(entry),
                    weeks=round(found.weeks),
                    low=floor(found.low),
                    high=ceil(found.high),
                    share=round(expected.share / 10),
                    based_on=found.based_on,
                )

    def _norm(self, weeks: float) -> PaperWaitNorm | None:
        norms = norms_of(self.reader, self.workplace.profile)
        held = breach(norm_of_wait(norms, self.case.law, self.product), weeks)
        if held.norm is None or held.norm.weeks is None:
            return None
        return PaperWaitNorm(held.norm.weeks, held.norm.document, held.norm.paragraph, held.over or 0)

    def _bridges(self) -> Iterator[PaperService]:
        today = self.workplace.today
        seen: set[str] = set()
        for measure in self.reader.find(InterimMeasure, entry_id=self.ids):
            if measure.start > today or (measure.end and measure.end < today) or measure.what in seen:
                continue
            seen.add(measure.what)
            service = self.reader.maybe(CommunityService, self._kept(measure.service_id))
            yield _service(measure, service) if service else PaperService(measure.what, "")

    def _provider(self, entry: WaitingListEntry) -> str:
        provider = self.reader.maybe(Provider, self._kept(entry.provider_id))
        return provider.name if provider else ""

    def _kept(self, entry_id: str | None) -> str:
        return kept_id(self.reader.connection, entry_id) if entry_id else ""


def told_text(report: AvailabilityReport) -> str:
    """The wait to the first help as the provider gave it; the status where no figure was given, if that says enough."""
    weeks = weeks_text(report.start_min, report.start_max, report.start_text)
    if weeks:
        return _("{weeks} until the help begins", weeks=weeks)
    speaks = report.status in {AvailabilityStatus.INTAKE_STOP, AvailabilityStatus.ON_CONSULTATION}
    return label(report.status) if speaks else ""


def _service(measure: InterimMeasure, service: CommunityService) -> PaperService:
    return PaperService(
        name=measure.what,
        why="",
        place=", ".join(filter(None, (service.address, join_name(service.postal_code, service.place)))),
        when=service.opening_hours,
        contact=", ".join(filter(None, (service.phone, service.email))),
        cost=service.cost,
    )
