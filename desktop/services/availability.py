"""Writing down how long people wait at a provider, and reading what was last observed. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.language import N_
from desktop.models.base import new_id
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.models.kinds import AvailabilityStatus, Role
from desktop.models.social_map import AvailabilityReport, Provider
from desktop.rules.availability import is_out_of_date
from desktop.rules.permissions import Act, require
from desktop.rules.waiting import LONGEST_TEXT, Wait, read_wait, status_of
from desktop.services.figure_age import stale_after
from desktop.services.guards import not_later
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.merged import family, kept_id
from desktop.store.reader import Reader
from desktop.store.search.waits import is_disputed, latest_observations

OFFER = ("provider_id", "product", "expertise", "location", "target_group", "municipality")
"""Fields that say what was measured: two observations with the same ones are about the same offer."""


@dataclass(frozen=True)
class WaitEntry:
    """What a colleague heard or read, as typed."""

    provider_id: str
    intake: str = ""
    """The wait to the first talk, like "6-8 wk", "3 mnd" or "Aanmeldstop"; a bare number counts weeks."""
    start: str = ""
    """The wait to the first help."""
    product: str = ""
    """Product's id, or the offer as published."""
    expertise: str = ""
    location: str = ""
    target_group: str = ""
    municipality: str = ""
    free_places: int | None = None
    waiting_count: int | None = None
    status: AvailabilityStatus | None = None
    """None: as the two waits tell."""
    measured_on: date | None = None
    """None: today."""
    source: str = ""
    note: str = ""
    corrects: str | None = None
    """Id of the observation that this one puts right."""


@dataclass(frozen=True)
class Report:
    """An observation and how old it is."""

    report: AvailabilityReport
    age_days: int
    disputed: bool
    """True: another observation of the same offer and day says otherwise."""
    is_stale: bool = False
    """True: it is out of date, see `desktop.services.figure_age`."""


def record_wait(workplace: Workplace, entry: WaitEntry) -> ChangeSet:
    """Adds an observation; what was observed before stays.

    Who says something else on the same day about the same offer puts their own word right: that is a correction, and no
    dispute with oneself.

    Raises:
        RuleBroken: ``not-allowed``; ``gone`` (no such provider); ``required`` (intake) when nothing at all was told;
            ``in-future`` (measured_on); ``wait-not-understood``, ``wait-reversed``, ``wait-out-of-range``,
            ``wait-doubtful-number`` or ``text-too-long`` (intake or start), or a field's limit.
    """
    require(Role(workplace.colleague.role), Act.REPORT_AVAILABILITY)
    not_later("measured_on", entry.measured_on, workplace.today)
    report = _report(workplace, entry, wait_typed(entry.intake, "intake"), wait_typed(entry.start, "start"))
    with workplace.work(N_("Record waiting time")) as uow:
        uow.get(Provider, entry.provider_id)
        if entry.corrects:
            uow.get(AvailabilityReport, entry.corrects)
        uow.add(_after_own(uow, report))
        return uow.commit()


def check_wait(intake: str, start: str) -> None:
    """Reads two waits as typed, and writes nothing.

    Raises:
        RuleBroken: As `record_wait` would, at the field it is wrong in; ``required`` (intake) when both are empty.
    """
    check_wait_texts(intake, start)
    if not intake.strip() and not start.strip():
        raise RuleBroken("required", "intake")


def check_wait_texts(intake: str, start: str) -> None:
    """As `check_wait`, where both may be empty since something else was told."""
    wait_typed(intake, "intake")
    wait_typed(start, "start")


def confirm_wait(workplace: Workplace, report_id: str, source: str = "") -> ChangeSet:
    """Says that an observation still holds: the same figures, observed today by this colleague.

    `source` is where it was heard now; without one the earlier source stands.

    Raises:
        RuleBroken: ``gone``, ``not-allowed``.
    """
    require(Role(workplace.colleague.role), Act.REPORT_AVAILABILITY)
    with workplace.work(N_("Still right")) as uow:
        earlier = uow.get(AvailabilityReport, report_id)
        again = {"id": new_id(), "measured_on": workplace.today, "checked_by": workplace.colleague.name}
        told = {"corrects": None, "source": source or earlier.source}
        report = validated(AvailabilityReport, {**earlier.model_dump(), **again, **told})
        uow.add(_after_own(uow, report))
        return uow.commit()


def latest(workplace: Workplace, provider_id: str) -> tuple[Report, ...]:
    """Of every offer of a provider the observations of its latest day; the newest first."""
    with workplace.store.read() as reader:
        return reports_of(workplace, reader, provider_id)


def history(workplace: Workplace, provider_id: str) -> tuple[AvailabilityReport, ...]:
    """All observations of a provider and its doubles, corrected ones too, by the day they were true."""
    with workplace.store.read() as reader:
        return tuple(
            sorted(
                reader.find(AvailabilityReport, provider_id=family(reader.connection, provider_id)),
                key=lambda r: (r.measured_on, r.id),
            )
        )


def reports_of(workplace: Workplace, reader: Reader, provider_id: str) -> tuple[Report, ...]:
    """What `latest` gives, for who reads already."""
    today, oldest = workplace.today, stale_after(reader, workplace.profile)
    kept = kept_id(reader.connection, provider_id)
    observations = latest_observations(reader.connection, [kept]).get(kept, [])
    reports = {report.id: report for report in reader.find(AvailabilityReport, id=[one.id for one in observations])}
    found = [
        Report(reports[one.id], age, is_disputed(one, observations), is_out_of_date(age, oldest))
        for one in observations
        for age in [(today - one.measured_on).days]
    ]
    return tuple(sorted(found, key=lambda one: (one.age_days, one.report.product, one.report.id)))


def _after_own(reader: Reader, report: AvailabilityReport) -> AvailabilityReport:
    """The report, correcting what this colleague said of the same offer on the same day, unless it corrects already."""
    if report.corrects:
        return report
    whose = family(reader.connection, report.provider_id)
    offer = {**{name: getattr(report, name) for name in OFFER}, "provider_id": whose}
    same = reader.find(
        AvailabilityReport, **offer, measured_on=report.measured_on, checked_by=report.checked_by, withdrawn=False
    )
    gone = {one.corrects for one in reader.find(AvailabilityReport, provider_id=whose)}
    standing = [one.id for one in same if one.id not in gone]
    return report.model_copy(update={"corrects": standing[-1]}) if standing else report


def wait_typed(text: str, field: str) -> Wait:
    """A wait as typed; an empty text is one that is not known.

    Raises:
        RuleBroken: What is wrong with it, at the field.
    """
    found = read_wait(text, field)
    if isinstance(found, Wait):
        return found
    problem = found[0]
    raise RuleBroken(problem.code, problem.field, value=problem.text, most=LONGEST_TEXT)


def _report(workplace: Workplace, entry: WaitEntry, intake: Wait, start: Wait) -> AvailabilityReport:
    """The entry as an observation.

    Raises:
        RuleBroken: ``required`` when nothing was told, or the limit a field is outside of.
    """
    told = (intake.text, start.text, entry.status, entry.free_places, entry.waiting_count, entry.note)
    if not any(part is not None and part != "" for part in told):
        raise RuleBroken("required", "intake")
    same = (*OFFER, "source", "note", "free_places", "waiting_count", "corrects")
    fields: Mapping[str, object] = {
        **{name: getattr(entry, name) for name in same},
        **wait_columns("intake", intake),
        **wait_columns("start", start),
        "status": entry.status or status_of((intake, start)),
        "measured_on": entry.measured_on or workplace.today,
        "checked_by": workplace.colleague.name,
    }
    return validated(AvailabilityReport, fields)


def wait_columns(name: str, wait: Wait) -> dict[str, object]:
    """A wait in the fields of an observation; `name` is ``intake`` or ``start``."""
    return {f"{name}_min": wait.min_weeks, f"{name}_max": wait.max_weeks, f"{name}_text": wait.text}
