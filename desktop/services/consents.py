"""Consent to use data beyond the act it was told under: asked, answered, withdrawn. Nothing of it is ever deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.language import N_
from desktop.models.changes import ChangeSet
from desktop.models.course import Consent
from desktop.models.faults import RuleBroken
from desktop.models.kinds import ConsentBy, ConsentPurpose
from desktop.models.people import Resident
from desktop.models.region_settings import Source
from desktop.rules.consent import SOURCES, Answer, answer, check_consent
from desktop.services.guards import not_before, not_later
from desktop.services.told_steps import tick_told
from desktop.services.workplace import Workplace
from desktop.store.mapping import validated
from desktop.store.reader import Reader


@dataclass(frozen=True)
class Asked:
    """An answer as a person fills it in.

    Attributes:
        purpose: For what it was asked.
        given: False when it was refused.
        by: Who answered.
        asked_on: Day of the answer.
        how: Like in writing, or spoken at the kitchen table.
        note: What exactly, and what not.
    """

    purpose: ConsentPurpose | None
    given: bool | None
    by: ConsentBy
    asked_on: date | None
    how: str = ""
    note: str = ""


@dataclass(frozen=True)
class ConsentLine:
    """How one person's consent for one purpose stands."""

    resident_id: str
    purpose: ConsentPurpose
    source: Source
    answer: Answer


def record_consent(workplace: Workplace, resident_id: str, asked: Asked) -> ChangeSet:
    """Writes down what someone answered; an earlier answer for the same purpose stays where it is.

    A step of the plan for eighteen that asks for it is done with that.

    Raises:
        RuleBroken: ``required`` (purpose, given, asked_on); ``in-future`` or ``done-before`` (asked_on, before the
            resident was born); ``gone``; what `desktop.rules.consent.check_consent` says; or the limit a field is
            outside of.
    """
    for field in ("purpose", "given", "asked_on"):
        if getattr(asked, field) is None:
            raise RuleBroken("required", field)
    not_later("asked_on", asked.asked_on, workplace.today)
    with workplace.casework(N_("Record consent")) as work:
        resident = work.get(Resident, resident_id)
        not_before("asked_on", asked.asked_on, resident.birth_date or date.min)
        consent = validated(Consent, {**vars(asked), "resident_id": resident_id})
        check_consent(consent, resident.birth_date)
        work.add(consent)
        tick_told(work, resident_id)
        return work.commit()


def withdraw_consent(workplace: Workplace, consent_id: str, on: date | None) -> ChangeSet:
    """From a day on a consent no longer holds; what was done with it before stays allowed.

    Raises:
        RuleBroken: ``required``, ``in-future`` or ``withdrawn-before-asked`` (withdrawn_on); ``withdrawn-already`` for
            one that was refused or withdrawn; ``gone``.
    """
    if on is None:
        raise RuleBroken("required", "withdrawn_on")
    not_later("withdrawn_on", on, workplace.today)
    with workplace.casework(N_("Withdraw consent")) as work:
        consent = work.get(Consent, consent_id)
        if not consent.given or consent.withdrawn_on is not None:
            raise RuleBroken("withdrawn-already")
        if on < consent.asked_on:
            raise RuleBroken("withdrawn-before-asked", "withdrawn_on", day=consent.asked_on)
        work.change(Consent, consent_id, withdrawn_on=on)
        return work.commit()


def consent_lines(reader: Reader, who: Resident, today: date) -> tuple[ConsentLine, ...]:
    """How someone's consent stands for every purpose that was ever asked for."""
    consents = reader.find(Consent, resident_id=who.id)
    lines = (ConsentLine(who.id, p, SOURCES[p], answer(consents, p, today, who.birth_date)) for p in ConsentPurpose)
    return tuple(line for line in lines if line.answer.consent is not None)
