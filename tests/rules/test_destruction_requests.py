"""Who can ask to have a dossier destroyed, until when it is answered, and who decides."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.destruction_request import AskedBy, DestructionRequest, RefusalGround, RequestOutcome
from desktop.models.faults import RuleBroken
from desktop.models.kinds import Law, Role
from desktop.models.retention import RetentionSetting
from desktop.rules.destruction_requests import (
    NORMS,
    check_asked,
    check_months,
    check_refusal,
    decide_by,
    destroy_by,
    is_entitled,
    norm_for,
    require_decider,
    runs_until,
)

CAME = date(2026, 11, 30)


def asked(**fields: object) -> DestructionRequest:
    told = {"case_id": "c", "received_on": CAME, "how": "brief", "recorded_by": "anna"}
    return DestructionRequest.model_validate(told | fields)


def setting(law: Law = Law.WMO, municipality: str = "", **fields: object) -> RetentionSetting:
    return RetentionSetting.model_validate({"law": law, "municipality": municipality, "years": 15, **fields})


def test_the_wmo_gives_three_months_to_destroy_and_the_avg_one_to_answer() -> None:
    """Wmo 2015 art. 5.3.5 lid 1; Jeugdwet art. 7.3.9 names no term; AVG art. 12 lid 3. Months end with the month."""
    assert set(NORMS) == set(Law)
    wmo, youth = NORMS[Law.WMO], NORMS[Law.JEUGDWET]
    assert (wmo.right.paragraph, wmo.but.paragraph) == ("art. 5.3.5 lid 1", "art. 5.3.5 lid 2")
    assert (youth.right.paragraph, youth.but.paragraph) == ("art. 7.3.9 lid 1", "art. 7.3.9 lid 2")
    assert (decide_by(asked(), wmo), destroy_by(asked(), wmo)) == (date(2026, 12, 30), date(2027, 2, 28))
    assert (decide_by(asked(), youth), destroy_by(asked(), youth)) == (date(2026, 12, 30), date(2026, 12, 30))


def test_taking_longer_gives_two_months_more_and_never_a_later_end_than_three() -> None:
    longer = asked(extended_on=CAME)
    for law in Law:
        assert decide_by(longer, NORMS[law]) == destroy_by(longer, NORMS[law]) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("outcome", "until"),
    [
        (RequestOutcome.OPEN, date(2026, 12, 30)),
        (RequestOutcome.GRANTED, date(2027, 2, 28)),
        (RequestOutcome.REFUSED, None),
        (RequestOutcome.WITHDRAWN, None),
    ],
)
def test_a_term_runs_until_it_is_decided_and_then_until_it_is_destroyed(
    outcome: RequestOutcome, until: date | None
) -> None:
    assert runs_until(asked(outcome=outcome), NORMS[Law.WMO]) == until


def test_a_municipality_is_sooner_and_never_later() -> None:
    own = [setting(destroy_months=2), setting(municipality="Oldambt", destroy_months=1, document="Privacybeleid")]
    assert [norm_for(Law.WMO, where, own).destroy_months for where in ("Oldambt", "Pekela")] == [1, 2]
    assert norm_for(Law.WMO, "Oldambt", own).destroy_source.document == "Privacybeleid"
    assert norm_for(Law.WMO, "Pekela", own).destroy_source == NORMS[Law.WMO].destroy_source
    assert norm_for(Law.WMO, "Pekela", [setting(destroy_months=9)]) == NORMS[Law.WMO], "of a laptop that let it pass"
    assert norm_for(Law.JEUGDWET, "Oldambt", own) == NORMS[Law.JEUGDWET]
    with pytest.raises(RuleBroken, match="answer-later-than-act"):
        check_months(setting(destroy_months=4))
    with pytest.raises(RuleBroken, match="answer-later-than-act"):
        check_months(setting(decide_months=2))
    check_months(setting(decide_months=1, destroy_months=3))


BORN = {11: date(2015, 1, 1), 12: date(2014, 11, 30), 15: date(2011, 1, 1), 40: date(1986, 1, 1)}


@pytest.mark.parametrize(
    ("age", "by", "unable", "may"),
    [
        (11, AskedBy.RESIDENT, False, False),
        (11, AskedBy.REPRESENTATIVE, False, True),
        (12, AskedBy.RESIDENT, False, True),
        (12, AskedBy.REPRESENTATIVE, False, False),
        (15, AskedBy.REPRESENTATIVE, True, True),
        (15, AskedBy.RESIDENT, True, False),
        (40, AskedBy.REPRESENTATIVE, False, False),
        (40, AskedBy.REPRESENTATIVE, True, True),
        (40, AskedBy.OTHER, True, False),
    ],
)
def test_from_twelve_on_the_resident_asks_alone(age: int, by: AskedBy, *, unable: bool, may: bool) -> None:
    """Wmo 2015 art. 5.3.5 lid 3 and 4; Jeugdwet art. 7.3.15."""
    assert is_entitled(asked(asked_by=by, unable=unable), BORN[age]) is may


def test_of_who_has_no_known_age_the_word_of_the_consultant_is_taken() -> None:
    assert is_entitled(asked(), None)
    assert is_entitled(asked(asked_by=AskedBy.REPRESENTATIVE), None)
    assert not is_entitled(asked(asked_by=AskedBy.OTHER), None)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"how": " "}, "required", "how"),
        ({"asked_by": AskedBy.OTHER}, "required", "asker"),
        ({"asked_by": AskedBy.REPRESENTATIVE, "asker": "Moeder", "unable": True}, "unable-under-twelve", "unable"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(fields: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(RuleBroken, match=code) as told:
        check_asked(asked(**fields), BORN[11])
    assert told.value.field == field
    check_asked(asked(), BORN[11])


@pytest.mark.parametrize(
    ("ground", "rule", "why", "field"),
    [
        (None, "", "Omdat", "ground"),
        (RefusalGround.LAW_FORBIDS, " ", "Omdat", "provision"),
        (RefusalGround.OTHERS_INTEREST, "", " ", "motivation"),
    ],
)
def test_a_refusal_names_its_ground_the_rule_and_why(
    ground: RefusalGround | None, rule: str, why: str, field: str
) -> None:
    with pytest.raises(RuleBroken, match="required") as told:
        check_refusal(ground, rule, why)
    assert told.value.field == field


def test_another_team_lead_than_who_wrote_it_down_decides() -> None:
    require_decider(Role.TEAM_LEAD, "lies", asked())
    require_decider(Role.TEAM_LEAD, "lies", asked(outcome=RequestOutcome.GRANTED))
    with pytest.raises(RuleBroken, match="own-request"):
        require_decider(Role.TEAM_LEAD, "anna", asked())
    for role in set(Role) - {Role.TEAM_LEAD}:
        with pytest.raises(RuleBroken, match="not-allowed"):
            require_decider(role, "lies", asked())
    for outcome in (RequestOutcome.REFUSED, RequestOutcome.WITHDRAWN):
        with pytest.raises(RuleBroken, match="request-decided"):
            require_decider(Role.TEAM_LEAD, "lies", asked(outcome=outcome))
