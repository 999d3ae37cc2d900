"""The terms a municipality holds to."""

import pytest

from desktop.models.course import TermSetting
from desktop.models.faults import RuleBroken
from desktop.models.region import Term
from desktop.rules.term_settings import check_setting, in_force
from tests.helpers.drafts import SOURCE
from tests.helpers.region_drafts import PROFILES

REGION = next(one for one in PROFILES.values() if any(term.id == "youth-decision" for term in one.terms))
TERMS = {term.id: term for term in REGION.terms}
OWN = Term(id="call-back", name="Terugbellen", days=2, counts_from="need-report", by_act=False, source=SOURCE)


def own(term: str, days: int | None, municipality: str = "", document: str = "Verordening") -> TermSetting:
    return TermSetting(term=term, days=days, municipality=municipality, document=document, paragraph="art. 3")


def days(*settings: TermSetting, municipality: str = "Lochem") -> dict[str, int]:
    return {term.id: term.days for term in in_force((*REGION.terms, OWN), settings, municipality)}


def test_without_settings_the_act_holds() -> None:
    assert in_force(REGION.terms, (), "Lochem") == REGION.terms


def test_what_a_municipality_set_goes_before_what_holds_in_the_whole_region() -> None:
    found = own("investigation", 28, "Lochem"), own("investigation", 35), own("decision", 7, "Epe")
    assert days(*found)["investigation"] == 28
    assert days(*reversed(found))["investigation"] == 28
    assert days(*found, municipality="Epe") | {"investigation": 35, "decision": 7} == days(*found, municipality="Epe")


def test_a_shorter_term_is_a_promise_and_no_weekend_lengthens_it_but_a_by_law_is_lengthened() -> None:
    """Algemene termijnenwet art. 1; Gemeentewet art. 145."""
    settings = own("investigation", 28), own("youth-decision", 70)
    found = {term.id: term for term in in_force(REGION.terms, settings, "Lochem")}
    assert (found["investigation"].by_act, found["youth-decision"].by_act) == (False, True)
    assert found["investigation"].source.document == "Verordening"


def test_only_a_term_of_the_regions_own_can_be_switched_off() -> None:
    assert "call-back" not in days(own("call-back", None))
    assert days(own("decision", None))["decision"] == 14


@pytest.mark.parametrize(
    ("paragraph", "term", "setting", "code", "field"),
    [
        ("Wmo 2015 art. 2.3.2 lid 1", "investigation", own("investigation", 43), "term-longer-than-act", "days"),
        ("Wmo 2015 art. 2.3.5 lid 2", "decision", own("decision", 15), "term-longer-than-act", "days"),
        ("Wmo 2015 art. 2.3.5 lid 2", "decision", own("decision", None), "term-cannot-go", "days"),
        ("Wmo 2015 art. 2.3.2 lid 2", "personal-plan", own("personal-plan", 3), "term-fixed", "days"),
        ("Awb art. 6:7", "objection", own("objection", 28), "term-fixed", "days"),
        ("Awb art. 6:7", "objection", own("objection", 56), "term-fixed", "days"),
        ("Awb art. 4:13 lid 1", "youth-decision", own("youth-decision", 70, document=" "), "required", "document"),
    ],
)
def test_what_the_act_leaves_no_room_for_is_refused(
    paragraph: str, term: str, setting: TermSetting, code: str, field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_setting(TERMS[term], setting)
    assert (refused.value.code, refused.value.field) == (code, field), paragraph


def test_what_it_leaves_room_for_is_taken() -> None:
    for setting in (own("investigation", 28), own("decision", 14), own("youth-decision", 70), own("objection", 42)):
        check_setting(TERMS[setting.term], setting)
    for choice in (None, 1, 90):
        check_setting(OWN, own("call-back", choice))
