"""Consent to use data beyond the act it was told under."""

from datetime import date

import pytest

from desktop.models.course import Consent
from desktop.models.faults import RuleBroken
from desktop.models.kinds import ConsentBy, ConsentPurpose, Law
from desktop.rules.consent import (
    SOURCES,
    Said,
    Standing,
    answer,
    check_consent,
    holds,
    purpose_of_reuse,
    reuses,
    who_may_consent,
)

TODAY = date(2026, 11, 23)
PURPOSE = ConsentPurpose.FROM_YOUTH_HELP


def said(
    day: int, *, given: bool = True, withdrawn: int | None = None, by: ConsentBy = ConsentBy.RESIDENT, name: str = "a"
) -> Consent:
    until = date(2026, 11, withdrawn) if withdrawn else None
    return Consent(
        id=name, resident_id="r", purpose=PURPOSE, given=given, asked_on=date(2026, 11, day), by=by, withdrawn_on=until
    )


@pytest.mark.parametrize(
    ("why", "consents", "standing"),
    [
        ("Wmo 2015 art. 5.1.1 lid 4: not without asking", (), Standing.NOT_ASKED),
        ("given", (said(3),), Standing.GIVEN),
        ("refused", (said(3, given=False),), Standing.REFUSED),
        ("withdrawn today", (said(3, withdrawn=23),), Standing.WITHDRAWN),
        ("holds until the day on which it is withdrawn", (said(3, withdrawn=24),), Standing.GIVEN),
        ("the latest answer counts", (said(9, given=False, name="b"), said(3)), Standing.REFUSED),
        ("and may be yes again", (said(3, given=False), said(9, name="b")), Standing.GIVEN),
        ("also after it was withdrawn", (said(3, withdrawn=5), said(9, name="b")), Standing.GIVEN),
        ("two answers on one day: the one written last", (said(9, name="b", given=False), said(9)), Standing.REFUSED),
        ("an answer of tomorrow is none yet", (said(24),), Standing.NOT_ASKED),
    ],
)
def test_how_consent_stands(why: str, consents: tuple[Consent, ...], standing: Standing) -> None:
    found = answer(consents, PURPOSE, TODAY)
    assert found.standing is standing, why
    assert found.holds is (standing is Standing.GIVEN)
    few = [Said(one.id, one.purpose, one.given, one.asked_on, one.by, one.withdrawn_on) for one in consents]
    assert holds(few, PURPOSE, TODAY) is found.holds, why
    assert answer(consents, ConsentPurpose.TO_WMO, TODAY).standing is Standing.NOT_ASKED


@pytest.mark.parametrize(
    ("born", "by", "standing"),
    [
        (date(2010, 11, 24), ConsentBy.BOTH, Standing.GIVEN),
        (date(2010, 11, 23), ConsentBy.BOTH, Standing.LAPSED),
        (date(2010, 11, 23), ConsentBy.PARENT, Standing.LAPSED),
        (date(2014, 11, 24), ConsentBy.PARENT, Standing.GIVEN),
        (date(2014, 11, 23), ConsentBy.PARENT, Standing.LAPSED),
        (date(2014, 11, 23), ConsentBy.BOTH, Standing.GIVEN),
        (date(2010, 11, 23), ConsentBy.RESIDENT, Standing.GIVEN),
        (date(2010, 11, 23), ConsentBy.REPRESENTATIVE, Standing.GIVEN),
        (date(2008, 11, 23), ConsentBy.REPRESENTATIVE, Standing.LAPSED),
        (date(2008, 11, 1), ConsentBy.REPRESENTATIVE, Standing.GIVEN),
        (None, ConsentBy.PARENT, Standing.GIVEN),
    ],
)
def test_the_yes_of_another_holds_until_the_young_person_has_the_say(
    born: date | None, by: ConsentBy, standing: Standing
) -> None:
    """Jeugdwet art. 7.3.4 and 7.3.5: from twelve together, from sixteen alone; a representative's until eighteen."""
    assert answer([said(3, by=by)], PURPOSE, TODAY, born).standing is standing
    assert holds([said(3, by=by)], PURPOSE, TODAY, born) is (standing is Standing.GIVEN)
    refusal = answer([said(3, by=by, given=False)], PURPOSE, TODAY, born)
    assert refusal.standing is Standing.REFUSED


@pytest.mark.parametrize(
    ("under", "told", "purpose"),
    [
        (Law.WMO, Law.JEUGDWET, ConsentPurpose.FROM_YOUTH_HELP),
        (Law.WMO, Law.PARTICIPATIEWET, ConsentPurpose.FROM_PARTICIPATION),
        (Law.JEUGDWET, Law.WMO, ConsentPurpose.FROM_WMO),
        (Law.WMO, Law.WMO, None),
    ],
)
def test_between_two_acts_there_is_a_purpose_to_ask_for(under: Law, told: Law, purpose: ConsentPurpose | None) -> None:
    assert purpose_of_reuse(under, told) is purpose


def test_between_acts_that_nobody_provided_for_nothing_is_reused() -> None:
    assert not reuses(Law.WMO, Law.WLZ)
    assert all(reuses(law, law) for law in Law)


def test_every_purpose_says_on_whose_word_it_is_asked() -> None:
    assert set(SOURCES) == set(ConsentPurpose)


@pytest.mark.parametrize(
    ("born", "who"),
    [
        (date(2014, 11, 24), {"parent"}),
        (date(2014, 11, 23), {"resident-and-parent"}),
        (date(2010, 11, 24), {"resident-and-parent"}),
        (date(2010, 11, 23), {"resident"}),
        (date(1950, 1, 1), {"resident"}),
        (None, {"parent", "resident", "resident-and-parent"}),
    ],
)
def test_who_answers_goes_by_age(born: date | None, who: set[str]) -> None:
    """Jeugdwet art. 7.3.4 and 7.3.5."""
    assert {by.value for by in who_may_consent(born, TODAY)} == who | {"representative"}


@pytest.mark.parametrize("purpose", [ConsentPurpose.TO_PROVIDER, ConsentPurpose.TO_NETWORK])
def test_to_telling_others_who_is_twelve_says_yes_alone(purpose: ConsentPurpose) -> None:
    """Wmo 2015 art. 5.3.3 lid 2; Jeugdwet art. 7.3.11 lid 1 and 7.3.15 lid 1."""
    twelve, eleven = date(2014, 11, 23), date(2014, 11, 24)
    assert ConsentBy.RESIDENT in who_may_consent(twelve, TODAY, purpose)
    assert ConsentBy.RESIDENT not in who_may_consent(eleven, TODAY, purpose)
    assert ConsentBy.RESIDENT not in who_may_consent(twelve, TODAY, ConsentPurpose.FROM_YOUTH_HELP)
    check_consent(Consent(resident_id="kind", purpose=purpose, asked_on=TODAY), twelve)


def test_a_yes_by_someone_who_cannot_give_it_is_refused_and_a_no_is_always_taken() -> None:
    child = date(2018, 1, 1)
    with pytest.raises(RuleBroken) as refused:
        check_consent(said(9), child)
    assert (refused.value.code, refused.value.field, refused.value.values) == ("consent-not-by", "by", {"years": 8})
    check_consent(said(9, by=ConsentBy.PARENT), child)
    check_consent(said(9, given=False), child)
    check_consent(said(9), None)


def test_nothing_is_withdrawn_before_it_was_given() -> None:
    with pytest.raises(RuleBroken, match="withdrawn-before-asked"):
        check_consent(said(9, withdrawn=8), None)
