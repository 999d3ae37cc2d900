"""On which day a referral can have been made."""

from datetime import date
from functools import partial

import pytest

from desktop.models.kinds import Law, ReferrerKind
from desktop.services.referrals import referrals_page, register
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, refused

GP = ReferrerKind.GENERAL_PRACTITIONER


@pytest.mark.parametrize("typed", [date(206, 11, 20), date(2014, 12, 31)])
def test_a_referral_of_before_the_act_is_a_typing_error(desk: Workplace, typed: date) -> None:
    """It would stand as looked at centuries too late, in a year of its own."""
    case_id = a_case(desk, law=Law.JEUGDWET)
    refused("done-before", partial(register, desk, case_id, kind=GP, referred_on=typed))
    assert referrals_page(desk).years == (2026,)
