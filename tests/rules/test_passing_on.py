"""What came in by another door is looked at in time; what is handed on is received by someone, on a day."""

from datetime import date, timedelta

import pytest

from desktop.models.casework import Case, Referral, WarmHandover
from desktop.models.kinds import CasePhase, HandoverTo, Law, ReferrerKind
from desktop.models.region_settings import HandoverAround, ReferralFollow
from desktop.rules.next_steps import CaseView, StepKind
from desktop.rules.passing_on import GROUNDS, MovedOn, follow_by, handed_on_warmly, passing_on

TODAY = date(2026, 11, 23)
RULE = ReferralFollow(within_days=14)


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def view(phase: CasePhase = CasePhase.REPORTED, **parts: tuple[object, ...]) -> CaseView:
    case = Case(id="case", resident_id="r", law=Law.JEUGDWET, phase=phase, opened_on=day(-100))
    return CaseView(case=case, **parts)  # type: ignore[arg-type]  # a test names the parts


def referral(kind: ReferrerKind, referred: int, followed: int | None = None) -> Referral:
    looked = None if followed is None else day(followed)
    return Referral(id="ref", case_id="case", kind=kind, referred_on=day(referred), followed_on=looked)


def handover(on: int, held: int | None = None, name: str = "hand") -> WarmHandover:
    done = None if held is None else day(held)
    return WarmHandover(id=name, case_id="case", handed_by="Noor", received_by="Ton", on_day=day(on), held_on=done)


@pytest.mark.parametrize(
    ("kind", "article"),
    [
        (ReferrerKind.GENERAL_PRACTITIONER, "art. 2.6 lid 1 onder e"),
        (ReferrerKind.YOUTH_DOCTOR, "art. 2.6 lid 1 onder e"),
        (ReferrerKind.MEDICAL_SPECIALIST, "art. 2.6 lid 1 onder e"),
        (ReferrerKind.CERTIFIED_INSTITUTION, "art. 2.4 lid 2 onder b"),
        (ReferrerKind.COURT, "art. 2.4 lid 2 onder b"),
    ],
)
def test_who_opens_the_way_stands_in_the_act(kind: ReferrerKind, article: str) -> None:
    assert (GROUNDS[kind].document, GROUNDS[kind].paragraph) == ("Jeugdwet", article)


@pytest.mark.parametrize("kind", [ReferrerKind.MUNICIPALITY, ReferrerKind.SELF])
def test_the_own_door_is_not_followed(kind: ReferrerKind) -> None:
    assert follow_by(referral(kind, -60), RULE) is None
    assert passing_on([view(referrals=(referral(kind, -60),))], RULE, TODAY) == ()


@pytest.mark.parametrize(
    ("referred", "followed", "due"),
    [(0, None, None), (-6, None, None), (-7, None, 7), (-14, None, 0), (-60, None, -46), (-60, -1, None)],
)
def test_a_referral_that_nobody_noted_anything_of_asks_for_it(
    referred: int, followed: int | None, due: int | None
) -> None:
    one = referral(ReferrerKind.GENERAL_PRACTITIONER, referred, followed)
    steps = passing_on([view(referrals=(one,))], RULE, TODAY)
    assert [(step.kind, step.about, step.due) for step in steps] == (
        [] if due is None else [(StepKind.REFERRAL, "ref", day(due))]
    )


def test_a_region_may_want_it_sooner() -> None:
    one = referral(ReferrerKind.COURT, -5)
    [step] = passing_on([view(referrals=(one,))], ReferralFollow(within_days=3), TODAY)
    assert step.days_left(TODAY) == -2


@pytest.mark.parametrize(
    ("on", "held", "due"), [(15, None, None), (14, None, 14), (0, None, 0), (-3, None, -3), (-3, -3, None)]
)
def test_a_handover_that_was_agreed_stands_there_until_it_is_held(on: int, held: int | None, due: int | None) -> None:
    steps = passing_on([view(handovers=(handover(on, held),))], RULE, TODAY)
    assert [(step.kind, step.what, step.due) for step in steps] == (
        [] if due is None else [(StepKind.HANDOVER, "Ton", day(due))]
    )


def test_the_most_pressing_stands_first_and_a_closed_case_asks_nothing() -> None:
    came, goes = (referral(ReferrerKind.COURT, -20),), (handover(-9),)
    running, closed = (view(phase, referrals=came, handovers=goes) for phase in (CasePhase.RUNNING, CasePhase.CLOSED))
    assert [s.kind for s in passing_on([running], RULE, TODAY)] == [StepKind.HANDOVER, StepKind.REFERRAL]
    assert passing_on([closed], RULE, TODAY) == ()


MOVED = MovedOn(TODAY, day(-200))
AROUND = HandoverAround(within_days=60)
COLLEAGUE, OTHER_LAW = {"to": HandoverTo.COLLEAGUE}, {"to": HandoverTo.OTHER_LAW}


def held(on: int, **fields: object) -> WarmHandover:
    known = {"to": HandoverTo.PROVIDER, "organisation": "De Kwikstaart"}
    return handover(on, on).model_copy(update=known | fields)


@pytest.mark.parametrize(
    ("handovers", "warm"),
    [
        ((), False),
        ((held(-3),), True),
        ((handover(3),), False),
        ((held(-3), handover(3, name="other")), False),
        ((held(-60),), True),
        ((held(-61),), False),
        ((held(-3, **COLLEAGUE),), False),
        ((held(-3, **COLLEAGUE), held(-3)), True),
        ((held(-3, **OTHER_LAW),), True),
    ],
)
def test_something_was_handed_on_warmly_once_who_goes_on_received_it_around_that_day(
    handovers: tuple[WarmHandover, ...], warm: bool
) -> None:
    assert handed_on_warmly(handovers, MOVED, AROUND) is warm


def test_what_was_handed_on_before_the_help_began_was_something_else() -> None:
    assert handed_on_warmly([held(-10)], MovedOn(TODAY, day(-10)), AROUND)
    assert not handed_on_warmly([held(-10)], MovedOn(TODAY, day(-9)), AROUND)


@pytest.mark.parametrize(
    ("organisation", "to", "warm"),
    [
        ("De Kwikstaart", "De Kwikstaart", True),
        ("de kwikstaart", "De Kwikstaart B.V.", True),
        ("Stichting De Kwikstaart Zorg", "De Kwikstaart", True),
        ("De Grutto", "De Kwikstaart", False),
        ("", "De Kwikstaart", False),
        ("B.V.", "De Kwikstaart B.V.", False),
    ],
)
def test_it_is_the_provider_that_goes_on_who_receives_it(organisation: str, to: str, warm: bool) -> None:
    moved = MovedOn(TODAY, day(-200), to)
    assert handed_on_warmly([held(-3, organisation=organisation)], moved, AROUND) is warm
