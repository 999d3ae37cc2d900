"""A case from the report of need to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.models.kinds import EndReason, Gender, Law

if TYPE_CHECKING:
    from desktop.models.casework import Referral
    from desktop.models.changes import ChangeSet
    from desktop.models.people import Resident
    from desktop.services.workplace import Workplace


@dataclass(frozen=True)
class NewCase:
    """What is known when someone reports a need. Only the last name is compulsory, or the id of a known resident."""

    last_name: str = ""
    resident_id: str = ""
    """Of a resident who is known already; the person's fields here are then left alone."""
    first_names: str = ""
    initials: str = ""
    prefix: str = ""
    birth_date: date | None = None
    gender: Gender = Gender.UNKNOWN
    bsn: str = ""
    address: str = ""
    postal_code: str = ""
    place: str = ""
    municipality: str = ""
    phone: str = ""
    email: str = ""
    law: Law = Law.WMO
    question: str = ""
    report: str = ""
    """What was reported, in words."""
    channel: str = ""
    reported_by: str = ""
    received_on: date | None = None
    """Day the report came in; None means today."""
    client_support_told: bool = False
    """True when free client support was pointed out in this contact."""


@dataclass(frozen=True)
class CaseEnding:
    """How a case ends."""

    reason: EndReason
    note: str = ""


def open_case(workplace: Workplace, new: NewCase) -> tuple[str, ChangeSet]:
    """Opens a case with its report of need, and writes the resident down when not known yet.

    Returns:
        The case's id and what was touched.

    Raises:
        RuleBroken: ``required`` (last_name), ``bsn-wrong`` (bsn), ``bsn-known`` (bsn; ``values['resident_id']``),
            ``in-future`` (received_on, birth_date), ``not-in-region`` (municipality), or what the model says.
    """
    raise NotImplementedError


def known_residents(workplace: Workplace, text: str, limit: int = 10) -> tuple[Resident, ...]:
    """Residents whose bsn is the text, or whose last name begins with it: nothing is asked twice of a person."""
    raise NotImplementedError


def change_resident(workplace: Workplace, resident_id: str, **fields: object) -> ChangeSet:
    """Corrects what is known of a resident.

    Raises:
        RuleBroken: As `open_case`, or ``gone``.
    """
    raise NotImplementedError


def change_case(workplace: Workplace, case_id: str, **fields: object) -> ChangeSet:
    """Corrects the question, the law, the municipality or who holds the direction; not the phase.

    Raises:
        RuleBroken: ``case-closed``, ``not-a-field``, or what the model says.
    """
    raise NotImplementedError


def change_report(workplace: Workplace, case_id: str, **fields: object) -> ChangeSet:
    """Corrects the report of need, like the day receipt was confirmed or client support was pointed out."""
    raise NotImplementedError


def hand_in_application(
    workplace: Workplace, case_id: str, text: str = "", applied_on: date | None = None
) -> ChangeSet:
    """Writes the application down: the term to a decision counts from here.

    Raises:
        RuleBroken: ``case-closed``, ``in-future`` (applied_on), ``too-early`` (applied_on) before the report of need.
    """
    raise NotImplementedError


def hand_in_personal_plan(workplace: Workplace, case_id: str, text: str) -> ChangeSet:
    """Keeps the resident's own plan."""
    raise NotImplementedError


def register_referral(workplace: Workplace, case_id: str, referral: Referral) -> ChangeSet:
    """Writes down that help came in by another door than the own access desk."""
    raise NotImplementedError


def close_case(workplace: Workplace, case_id: str, ending: CaseEnding) -> ChangeSet:
    """Ends a case; what still ran under it ends on the same day.

    Raises:
        RuleBroken: ``case-closed``, ``draft-open`` while an indication waits for a decision.
    """
    raise NotImplementedError


def reopen_case(workplace: Workplace, case_id: str) -> ChangeSet:
    """Takes a closed case up again, in the phase that its contents show."""
    raise NotImplementedError


def hand_over(workplace: Workplace, case_ids: tuple[str, ...], to: str, what: str = "") -> ChangeSet:
    """Hands cases to a colleague (by id), with a warm handover written in each.

    Raises:
        RuleBroken: ``gone`` (to), ``not-active`` (to) for a colleague who left.
    """
    raise NotImplementedError
