"""What a draft knows of earlier help: what may be used of another act, and what really ended."""

from datetime import date

import pytest

from desktop.models.casework import Case
from desktop.models.course import Consent
from desktop.models.draft import DraftHistory
from desktop.models.faults import RuleBroken
from desktop.models.indications import Indication, Trajectory
from desktop.models.kinds import ConsentBy, ConsentPurpose, EndReason, IndicationStatus, Law
from desktop.services.cases import NewCase, open_case
from desktop.services.consents import Asked, record_consent
from desktop.services.indications import begin_draft, change_draft, check
from desktop.services.workplace import Workplace
from tests.helpers.casework import LOT, MUNICIPALITY, PRODUCT, SEGMENT, a_case
from tests.helpers.granted import store

BORN = date(2008, 9, 1)
"""Eighteen since this autumn."""


def resident_of(desk: Workplace, case_id: str) -> str:
    with desk.store.read() as reader:
        return reader.get(Case, case_id).resident_id


def helped(desk: Workplace, case_id: str, law: Law, *runs: Trajectory, **fields: object) -> None:
    """Help that was given in a case, as it ran."""
    given = Indication.model_validate({"case_id": case_id, "law": law, "status": IndicationStatus.APPROVED, **fields})
    store(desk, given, *(run.model_copy(update={"indication_id": given.id}) for run in runs))


def run(first: date, last: date | None = None) -> Trajectory:
    reason = EndReason.AS_PLANNED if last else None
    return Trajectory(indication_id="", started_on=first, ended_on=last, end_reason=reason)


def drafted(desk: Workplace, case_id: str) -> tuple[tuple[DraftHistory, ...], set[str]]:
    """The history and the prompts of a new draft of guidance from 7 December on."""
    draft, _changes = begin_draft(desk, case_id)
    days = {"start": date(2026, 12, 7), "end": date(2027, 6, 1)}
    change_draft(desk, draft, lot=LOT, segment=SEGMENT, product=PRODUCT, **days)
    found = check(desk, draft)
    return found.draft.history, {prompt.code for prompt in found.prompts}


@pytest.mark.parametrize(
    ("purpose", "given", "is_used"),
    [
        (None, False, False),
        (ConsentPurpose.FROM_YOUTH_HELP, True, True),
        (ConsentPurpose.TO_WMO, True, True),
        (ConsentPurpose.FROM_YOUTH_HELP, False, False),
        (ConsentPurpose.TO_PROVIDER, True, False),
    ],
)
def test_help_under_another_act_is_looked_at_only_with_consent(
    desk: Workplace, purpose: ConsentPurpose | None, given: bool, is_used: bool
) -> None:
    """Wmo 2015 art. 5.1.1 lid 4."""
    youth = a_case(desk, law=Law.JEUGDWET, birth_date=BORN)
    who = resident_of(desk, youth)
    days = {"start": date(2025, 1, 1), "end": date(2026, 9, 30)}
    helped(desk, youth, Law.JEUGDWET, run(days["start"], days["end"]), product="jeugd-ggz", **days)
    if purpose is not None:
        record_consent(desk, who, Asked(purpose, given, ConsentBy.RESIDENT, desk.today))
    adult, _changes = open_case(desk, NewCase(resident_id=who, law=Law.WMO, municipality=MUNICIPALITY))
    history, codes = drafted(desk, adult)
    assert bool(history) is is_used
    assert ("returned-soon" in codes) is is_used


def test_help_that_runs_again_after_a_stop_has_not_ended(desk: Workplace) -> None:
    case_id = a_case(desk)
    runs = run(date(2026, 2, 1), date(2026, 8, 31)), run(date(2026, 10, 1))
    helped(desk, case_id, Law.WMO, *runs, product=PRODUCT, start=date(2026, 2, 1), end=date(2026, 12, 6))
    (before,), codes = drafted(desk, case_id)
    assert (before.end, before.ended) == (date(2026, 12, 6), EndReason.OTHER)
    assert "returned-soon" not in codes
    assert "repeat-indication" in codes


def test_what_a_parent_allowed_opens_no_earlier_help_once_the_young_person_says_it_alone(desk: Workplace) -> None:
    """Jeugdwet art. 7.3.4 and 7.3.5: the yes of before the birthday is asked anew, and nothing is used until then."""
    youth = a_case(desk, birth_date=BORN, law=Law.JEUGDWET)
    who = resident_of(desk, youth)
    helped(desk, youth, Law.JEUGDWET, start=date(2025, 1, 1), end=date(2026, 8, 31))
    given = {"resident_id": who, "purpose": ConsentPurpose.FROM_YOUTH_HELP, "given": True}
    store(desk, Consent.model_validate(given | {"by": ConsentBy.BOTH, "asked_on": date(2023, 5, 1)}))
    grown, _changes = open_case(desk, NewCase(resident_id=who, law=Law.WMO, municipality=MUNICIPALITY))
    assert drafted(desk, grown)[0] == ()
    store(desk, Consent.model_validate(given | {"by": ConsentBy.RESIDENT, "asked_on": date(2026, 10, 1)}))
    assert len(drafted(desk, grown)[0]) == 1


def test_nobody_consented_before_being_born(desk: Workplace) -> None:
    who = resident_of(desk, a_case(desk, birth_date=BORN, law=Law.JEUGDWET))
    asked = Asked(ConsentPurpose.TO_WMO, True, ConsentBy.PARENT, date(206, 5, 1))
    with pytest.raises(RuleBroken, match="done-before"):
        record_consent(desk, who, asked)
