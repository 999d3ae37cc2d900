"""Who may have cases, and under which act a case goes on."""

from functools import partial

import pytest

from desktop.models.casework import Case
from desktop.models.kinds import Law, Role
from desktop.services.cases import change_case, hand_over
from desktop.services.covering import cover
from desktop.services.indications import remove_draft
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case, a_draft, colleague, refused


@pytest.mark.parametrize("role", [Role.CONTRACT_MANAGER, Role.ADMINISTRATOR])
def test_who_may_not_see_cases_receives_none(desk: Workplace, lead: Workplace, role: Role) -> None:
    """Nobody who may see it would have the case any more."""
    case_id = a_case(desk)
    other = colleague(desk, "Carla Contract", role)
    refused(
        "no-casework",
        partial(hand_over, lead, (case_id,), other.colleague.id),
        partial(cover, lead, (case_id,), other.colleague.id, desk.today),
    )
    with desk.store.read() as reader:
        assert reader.get(Case, case_id).consultant == desk.colleague.id


def test_the_act_of_a_case_stays_once_help_was_drafted_under_it(desk: Workplace) -> None:
    """Its terms, the consent that is asked and the message to the provider would each go by another act."""
    drafted = a_draft(desk)
    refused("law-drafted", partial(change_case, desk, drafted.case_id, law=Law.JEUGDWET))
    change_case(desk, drafted.case_id, law=Law.WMO, question="Iets anders")
    remove_draft(desk, drafted.indication_id)
    change_case(desk, drafted.case_id, law=Law.JEUGDWET)
    with desk.store.read() as reader:
        assert reader.get(Case, drafted.case_id).law is Law.JEUGDWET
