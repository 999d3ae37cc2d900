"""What the acts ask along the way of a case."""

from datetime import date, timedelta

import pytest

from desktop.models.casework import Case, Conversation, NeedReport
from desktop.models.indications import Decision
from desktop.models.kinds import CourseCheck, Law
from desktop.rules.course import checks
from desktop.rules.next_steps import CaseView

TODAY = date(2026, 11, 23)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def view(law: Law = Law.WMO, told: int | None = None, talks: tuple[Conversation, ...] = (), **more: object) -> CaseView:
    case = Case(id="case", resident_id="resident", law=law, opened_on=day(-30))
    told_on = day(told) if told is not None else None
    report = NeedReport(id="report", case_id="case", received_on=day(-30), client_support_told_on=told_on)
    return CaseView(case, need_reports=(report,), conversations=talks, **more)  # type: ignore[arg-type]  # the test's own


def talk(offset: int, name: str = "talk", *, done: bool = True, given: int | None = None) -> Conversation:
    given_on = day(given) if given is not None else None
    return Conversation(id=name, case_id="case", held_on=day(offset), done=done, report_given_on=given_on)


def sources(seen: CaseView) -> dict[str, str]:
    return {one.check.value: f"{one.source.document} {one.source.paragraph}" for one in checks(seen, TODAY)}


def test_each_is_asked_on_the_word_of_an_act_and_only_when_the_case_has_come_so_far() -> None:
    assert sources(view()) == {
        "receipt-confirmed": "Wmo 2015 art. 2.3.2 lid 1",
        "client-support": "Wmo 2015 art. 2.3.2 lid 3 en 2.2.4",
        "identity-checked": "Wmo 2015 art. 2.3.4",
    }
    assert sources(view(Law.JEUGDWET)) == {
        "client-support": "Wmo 2015 art. 2.2.4",
        "identity-checked": "Jeugdwet art. 7.2.1 tot en met 7.2.4",
    }
    later = view(talks=(talk(-9),), decisions=(Decision(id="decided", indication_id="help", decided_on=day(-3)),))
    assert sources(later) | sources(view()) == sources(later)
    assert sources(later)["report-given"] == "Wmo 2015 art. 2.3.2 lid 8"
    assert sources(later)["decision-sent"] == "Algemene wet bestuursrecht art. 3:41 en 6:8"
    assert "report-given" not in sources(view(talks=(talk(-9, done=False),)))


@pytest.mark.parametrize(
    ("told", "talks", "late"),
    [
        (None, (), False),
        (None, (talk(3, done=False),), False),
        (None, (talk(0, done=False),), False),
        (None, (talk(-1, done=False),), True),
        (None, (talk(0),), True),
        (-9, (talk(-9),), False),
        (-8, (talk(-9),), True),
        (-9, (talk(-4), talk(-10, "first")), True),
    ],
)
def test_client_support_is_pointed_out_before_the_first_talk(
    told: int | None, talks: tuple[Conversation, ...], late: bool
) -> None:
    """Wmo 2015 art. 2.3.2 lid 3: before the investigation."""
    found = next(one for one in checks(view(told=told, talks=talks), TODAY) if one.check is CourseCheck.CLIENT_SUPPORT)
    assert (found.is_late, found.on) == (late, day(told) if told is not None else None)


def test_the_report_is_that_of_the_latest_talk_and_the_decision_the_oldest_unsent_one() -> None:
    decided = tuple(Decision(id=f"d{n}", indication_id="help", decided_on=day(n)) for n in (-3, -9))
    seen = view(talks=(talk(-9, "first", given=-8), talk(-4, "second")), decisions=decided)
    found = {one.check: (one.about, one.on, one.not_before) for one in checks(seen, TODAY)}
    assert found[CourseCheck.REPORT_GIVEN] == ("second", None, day(-4))
    assert found[CourseCheck.ANNOUNCED] == ("d-9", None, day(-9))
    sent = tuple(one.model_copy(update={"announced_on": day(-1)}) for one in decided)
    seen = view(talks=(talk(-9, "first", given=-8), talk(-4, "second")), decisions=sent)
    found = {one.check: (one.about, one.on, one.not_before) for one in checks(seen, TODAY)}
    assert found[CourseCheck.ANNOUNCED] == ("d-3", day(-1), day(-3))
