"""The demonstration: the region's published tables to the unit, shown with people who do not exist."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.language.places import resource
from desktop.models.base import Value
from desktop.models.casework import Case, Goal, SupportPlan, WarmHandover
from desktop.models.course import Consent
from desktop.models.faults import RuleBroken, WorldFault
from desktop.models.indications import Evaluation, Indication
from desktop.models.kinds import CasePhase, IndicationStatus, Law, Role
from desktop.models.people import Colleague, NetworkMember, Resident
from desktop.models.social_map import CommunityService, ContractedProduct, Provider
from desktop.models.tables import SYNCED
from desktop.models.transition import TransitionPlan, TransitionTask
from desktop.regions import shipped
from desktop.rules.bsn import is_valid
from desktop.rules.dates import age_on
from desktop.rules.eighteen.consent_again import asked_again
from desktop.rules.eighteen.standing import Press
from desktop.rules.evaluations import goals_reached
from desktop.services.case_reading import CaseFilter, case_list, case_page
from desktop.services.demo import make_demo
from desktop.services.eighteen_board import board
from desktop.services.eighteen_page import youth_page
from desktop.services.health import verify_store
from desktop.services.indications import approve
from desktop.services.inflow import inflow_by_year
from desktop.services.kept_basis import basis_now, plan_now
from desktop.services.plans import plan_page
from desktop.services.reach import reach_lines
from desktop.services.seals import is_sealed
from desktop.services.start import NewStore, create_store
from desktop.services.team import to_approve
from desktop.services.today import TodayKind, today
from desktop.services.workplace import Workplace
from desktop.store.database import Store
from desktop.store.mapping import KINDS
from tests.helpers.full_disks import FULL, NO_LIMIT, full_disk

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
YEAR = timedelta(days=364)

# Koersdocument inkoop Wmo-Begeleiding 2022 - 2026 (Oldambt & Stadskanaal), 3. Its products stand under those that took
# their place: BI-B, BI-S, BG-B, BG-S and KV.
AGES = {
    "Oldambt": {(18, 23): 91, (24, 54): 338, (55, 75): 171, (76, 130): 65},
    "Stadskanaal": {(18, 23): 41, (24, 54): 302, (55, 75): 159, (76, 130): 100},
}
INDICATIONS_AND_CLIENTS = {
    "Oldambt": {
        "begeleiding-regulier": (681, 463),
        "begeleiding-plus": (210, 137),
        "groep-arbeidsmatig": (189, 141),
        "groep-belevingsgericht": (32, 25),
        "kortdurend-verblijf": (3, 2),
    },
    "Stadskanaal": {
        "begeleiding-regulier": (404, 284),
        "begeleiding-plus": (268, 173),
        "groep-arbeidsmatig": (223, 166),
        "groep-belevingsgericht": (42, 37),
        "kortdurend-verblijf": (2, 2),
    },
}
WITH_SEVERAL = {"Oldambt": {2: 221, 3: 97}, "Stadskanaal": {2: 202, 3: 57}}
FROM_YOUTH = {"Oldambt": {2019: 9, 2020: 13}, "Stadskanaal": {2019: 4, 2020: 6}}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    """Makes the whole demonstration of the two municipalities once."""
    workplace = made(tmp_path_factory.mktemp("demo"), "oldambt-stadskanaal")
    make_demo(workplace)
    yield workplace
    workplace.store.close()


def made(folder: Path, region: str, now: datetime = NOW) -> Workplace:
    new = NewStore(region, "Marijke Veenstra", Role.CONSULTANT, "vier gewone losse woorden")
    return create_store(folder / "naober.store", new, clock=lambda: now).workplace


def rows(store: Store) -> dict[str, list[Value]]:
    with store.read() as reader:
        return {name: reader.find(kind) for name, kind in KINDS.items()}


def counted(demo: Workplace) -> list[tuple[str, Resident, Indication]]:
    """Municipality, resident and indication of all approved guidance for adults that touched the last twelve months."""
    with demo.store.read() as reader:
        cases = {case.id: case for case in reader.find(Case)}
        residents = {resident.id: resident for resident in reader.find(Resident)}
        given = reader.find(Indication, status=(IndicationStatus.APPROVED, IndicationStatus.ENDED), law=Law.WMO)
    found = [(cases[i.case_id].municipality, residents[cases[i.case_id].resident_id], i) for i in given]
    return [(m, r, i) for m, r, i in found if i.start and i.end and i.start <= TODAY and i.end >= TODAY - YEAR]


@pytest.mark.parametrize("municipality", AGES)
def test_clients_by_age_are_those_of_the_document(demo: Workplace, municipality: str) -> None:
    clients = {r.id: r for m, r, _i in counted(demo) if m == municipality}
    ages = [age_on(r.birth_date, TODAY) for r in clients.values() if r.birth_date]
    shown = {(low, high): sum(low <= age <= high for age in ages) for low, high in AGES[municipality]}
    assert shown == AGES[municipality]
    assert len(ages) == len(clients) == sum(AGES[municipality].values())


@pytest.mark.parametrize("municipality", INDICATIONS_AND_CLIENTS)
def test_indications_and_clients_by_product_are_those_of_the_document(demo: Workplace, municipality: str) -> None:
    mine = [(r.id, i.product) for m, r, i in counted(demo) if m == municipality]
    indications, clients = Counter(product for _r, product in mine), Counter(product for _r, product in set(mine))
    assert {p: (indications[p], clients[p]) for p in indications} == INDICATIONS_AND_CLIENTS[municipality]


@pytest.mark.parametrize("municipality", WITH_SEVERAL)
def test_clients_with_several_indications_are_those_of_the_document(demo: Workplace, municipality: str) -> None:
    counts = Counter(r.id for m, r, _i in counted(demo) if m == municipality)
    shown = {2: sum(n == 2 for n in counts.values()), 3: sum(n >= 3 for n in counts.values())}
    assert shown == WITH_SEVERAL[municipality]


@pytest.mark.parametrize("municipality", WITH_SEVERAL)
def test_the_documents_three_can_only_be_three_or_more(municipality: str) -> None:
    clients = sum(AGES[municipality].values())
    several = WITH_SEVERAL[municipality]
    exactly_three = (clients - several[2] - several[3]) + 2 * several[2] + 3 * several[3]
    indications = sum(indicated for indicated, _clients in INDICATIONS_AND_CLIENTS[municipality].values())
    assert indications > exactly_three


@pytest.mark.parametrize("municipality", FROM_YOUTH)
def test_inflow_from_youth_help_is_that_of_the_document(demo: Workplace, municipality: str) -> None:
    with demo.store.read() as reader:
        cases = [case for case in reader.find(Case) if case.municipality == municipality]
    youth = {c.resident_id: c.closed_on for c in cases if c.law is Law.JEUGDWET and c.closed_on}
    began = [c.opened_on for c in cases if c.law is Law.WMO and youth.get(c.resident_id) == c.opened_on]
    by_year = Counter(2020 - (TODAY - day).days // 365 for day in began)
    assert dict(by_year) == FROM_YOUTH[municipality]
    assert len(began) == len(youth)


def test_the_counted_inflow_by_year_is_that_of_the_document(demo: Workplace) -> None:
    lead = replace(demo, colleague=demo.colleague.model_copy(update={"role": Role.TEAM_LEAD}))
    found = inflow_by_year(lead, TODAY, years=2)
    assert [(one.municipality, at, one.residents) for at, one in zip((2020, 2019) * 2, found, strict=True)] == [
        (town, year, FROM_YOUTH[town][year]) for town in ("Oldambt", "Stadskanaal") for year in (2020, 2019)
    ]


def test_nobody_in_it_exists(demo: Workplace) -> None:
    found = rows(demo.store)
    residents = [r for r in found["resident"] if isinstance(r, Resident)]
    numbers = [r.bsn for r in residents]
    assert all(is_valid(number) and number.startswith("9999") for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert {r.phone[:7] for r in residents} == {"055-555"}
    assert {r.email for r in residents} == {""}
    organisations = [o for name in ("provider", "community_service") for o in found[name]]
    for organisation in organisations:
        assert isinstance(organisation, Provider | CommunityService)
        assert organisation.email.endswith(".example")
        assert organisation.url.endswith(".example")
        assert organisation.phone.startswith("055-555")


def test_every_approved_text_and_every_plan_is_kept_with_what_it_rests_on(demo: Workplace) -> None:
    stored = rows(demo.store)
    given = [i for i in stored["indication"] if isinstance(i, Indication) and i.seal]
    plans = [one for one in stored["support_plan"] if isinstance(one, SupportPlan)]
    assert given
    assert plans
    with demo.store.read() as reader:
        cases = {case.id: case for case in reader.find(Case)}
        for text in given[:50]:
            assert text.rests_on == basis_now(reader, cases[text.case_id])
        for plan in plans[:50]:
            assert plan.rests_on == plan_now(reader, cases[plan.case_id])
    assert all(text.rests_on for text in given)
    assert all(plan.rests_on for plan in plans)
    held = [one for one in stored["evaluation"] if isinstance(one, Evaluation) and one.held_on]
    assert held
    assert all(one.rests_on for one in held)


def test_who_is_near_bears_a_name_that_goes_with_what_they_are(demo: Workplace) -> None:
    names = tomllib.loads(resource("demo", "people.toml").read_text("utf-8"))["first_names"]
    women = {name for time in names.values() for name in time["female"]}
    men = {name for time in names.values() for name in time["male"]}
    with demo.store.read() as reader:
        near = reader.find(NetworkMember)
    hers = {one.relation for one in near if one.name in women - men}
    his = {one.relation for one in near if one.name in men - women}
    assert hers & {"moeder", "buurvrouw", "zus"}
    assert his & {"broer", "buurman", "zoon"}
    assert not hers & {"vader", "broer", "vriend", "buurman", "zoon", "kleinzoon"}
    assert not his & {"moeder", "zus", "oma", "tante", "vriendin", "buurvrouw", "dochter", "nicht"}


def test_every_approved_text_is_sealed_by_a_second_person(demo: Workplace) -> None:
    given = [i for _m, _r, i in counted(demo)]
    assert len(given) == 2054
    assert all(is_sealed(i) and i.judged_by != i.author for i in given)


def test_help_of_a_short_product_is_short_and_nobody_is_helped_as_an_adult_before_eighteen(demo: Workplace) -> None:
    longest = {p.id: p.max_days for p in demo.profile.products if p.max_days}
    for _municipality, resident, indication in counted(demo):
        assert indication.start is not None
        assert indication.end is not None
        assert resident.birth_date is not None
        assert (indication.end - indication.start).days < longest.get(indication.product, 1095)
        assert age_on(resident.birth_date, indication.start) >= 18


def test_everything_bought_can_be_had_in_every_municipality(demo: Workplace) -> None:
    with demo.store.read() as reader:
        contracted = reader.find(ContractedProduct)
    now = [c for c in contracted if c.start <= TODAY and (c.end is None or c.end >= TODAY)]
    offered = {(c.product, name) for c in now for name in c.municipalities}
    bought = [p.id for p in demo.profile.products if p.ended_on is None]
    assert offered == {(product, m.name) for product in bought for m in demo.profile.municipalities}


def test_the_consultant_has_something_in_every_group_of_today(demo: Workplace) -> None:
    shown = {group.kind for group in today(demo).groups}
    of_others = {TodayKind.SIGNAL, TodayKind.CONTRACT, TodayKind.OVER_NORM, TodayKind.CHECK}
    assert shown == set(TodayKind) - {TodayKind.TO_APPROVE, TodayKind.CONFLICT, TodayKind.MORE, *of_others}


def test_the_consultant_has_a_case_in_every_phase(demo: Workplace) -> None:
    which = CaseFilter(consultant=demo.colleague.id, phases=tuple(CasePhase))
    mine = case_list(demo, which)
    assert {line.phase for line in mine} == set(CasePhase)
    assert {line.law for line in mine} == {Law.WMO, Law.JEUGDWET}
    assert 40 < len(mine) < 130
    for line in mine:
        assert case_page(demo, line.case_id).case.id == line.case_id


def test_a_case_that_was_talked_through_prints_a_plan(demo: Workplace) -> None:
    lines = case_list(demo, CaseFilter(consultant=demo.colleague.id, phases=(CasePhase.APPLICATION,)))
    papers = [plan_page(demo, line.case_id) for line in lines]
    assert all(paper.conversation and paper.conversation.domains and paper.goals for paper in papers)
    assert any(paper.services for paper in papers)
    assert {paper.head.concept for paper in papers} == {True}


def test_each_evaluation_that_was_held_tells_how_far_every_goal_came(demo: Workplace) -> None:
    with demo.store.read() as reader:
        goals: dict[str, dict[str, str]] = {}
        for goal in reader.find(Goal):
            goals.setdefault(goal.case_id, {})[goal.id] = goal.reached
        case_of = {one.id: one.case_id for one in reader.find(Indication)}
        held = [one for one in reader.find(Evaluation) if one.held_on]
    latest: dict[str, Evaluation] = {}
    for one in sorted(held, key=lambda one: (one.held_on or one.due_on, one.id)):
        assert one.goal_results.keys() == goals[case_of[one.indication_id]].keys()
        assert one.goals_reached == goals_reached(one.goal_results)
        latest[case_of[one.indication_id]] = one
    assert len(latest) > 100
    assert all(one.goal_results == goals[case] for case, one in latest.items())


def test_a_second_run_is_refused(demo: Workplace) -> None:
    with pytest.raises(RuleBroken, match="store-not-empty"):
        make_demo(demo)


@NO_LIMIT
def test_a_demonstration_that_fails_halfway_is_not_there_and_can_be_made_again(tmp_path: Path) -> None:
    workplace = made(tmp_path, "oldambt-stadskanaal")
    empty = rows(workplace.store)

    def stop_late(done: int, parts: int) -> None:
        if done > parts / 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        make_demo(workplace, residents=200, tell=stop_late)
    with full_disk(2_000_000), pytest.raises(WorldFault) as told:
        make_demo(workplace, residents=200)
    assert told.value.code in FULL
    assert rows(workplace.store) == empty
    assert not list(tmp_path.glob("*.new*"))
    make_demo(workplace, residents=20)
    assert verify_store(workplace).ok
    workplace.store.close()


@pytest.mark.parametrize("region", sorted(shipped()))
def test_every_region_has_its_demonstration(tmp_path: Path, region: str) -> None:
    workplace = made(tmp_path, region)
    counts = make_demo(workplace, residents=40)
    stored = {name: len(values) for name, values in rows(workplace.store).items()}
    outside = {"place": stored.pop("place"), "colleague": 1}
    assert stored == {name: counts.get(name, 0) + outside.get(name, 0) for name in stored}
    assert counts["resident"] == 40 + EXTRA
    with workplace.store.read() as reader:
        lead = next(c for c in reader.find(Colleague) if c.role == Role.TEAM_LEAD)
    at_lead = replace(workplace, colleague=lead)
    waiting = to_approve(at_lead)
    assert len(waiting) == 3
    approve(at_lead, waiting[0].indication_id)
    workplace.store.close()


EXTRA = 17
"""Residents of the open cases, who have no approved help for adults."""


def test_the_same_seed_gives_the_same_store_and_another_seed_another(tmp_path: Path) -> None:
    stores = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        workplace = made(tmp_path / name, "bommelerwaard")
        make_demo(workplace, residents=20, seed=seed)
        found = rows(workplace.store)
        del found["place"]
        told = str(found).replace(workplace.colleague.id, "the owner")
        stores.append(re.sub(r"seal='[0-9a-f]{64}'", "sealed", told))
        workplace.store.close()
    first, second, other = stores
    assert first == second
    assert first != other


def test_all_kinds_of_the_vocabulary_are_counted_by_table(demo: Workplace) -> None:
    assert set(KINDS) == {row.__tablename__ for row in SYNCED}
    assert rows(demo.store)["transition_plan"]


def test_one_municipality_has_filled_in_how_it_is_reached(demo: Workplace) -> None:
    told = [(line.is_own, bool(line.contact.phone)) for line in reach_lines(demo)]
    assert told[0] == (True, True)
    assert set(told[1:]) <= {(False, False)}


def test_around_eighteen_one_is_without_help_one_too_late_one_has_steps_to_do_and_one_no_plan(demo: Workplace) -> None:
    found = board(demo)
    assert [line.press for line in found.lines] == [
        Press.WITHOUT_HELP, Press.TOO_LATE, Press.TASKS_LATE, Press.NO_PLAN,
    ]  # fmt: skip
    planned = youth_page(demo, found.lines[2].case_id)
    assert planned.to_propose == ()
    assert {step.source is None for step in planned.steps} == {True, False}
    assert found.lines[3].stands.gap is None


def test_the_plan_for_eighteen_says_no_step_is_done_that_its_case_says_is_not(demo: Workplace) -> None:
    """On one paper stood that the talk was done and that it is held next week, and the same of consent."""
    with demo.store.read() as reader:
        plan = reader.find(TransitionPlan)[0]
        case = reader.get(Case, plan.case_id)
        done = {one.code for one in reader.find(TransitionTask, plan_id=plan.id) if one.done_on}
        birth = reader.get(Resident, case.resident_id).birth_date
        assert birth is not None
        first, _second = asked_again(reader.find(Consent, resident_id=case.resident_id), birth)
        held = [one for one in reader.find(WarmHandover, case_id=case.id) if one.held_on]
    assert ("consent-at-16" in done, first.asked_on is not None) == (True, True)
    assert ("handover" in done) == bool(held)
