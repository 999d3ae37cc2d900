"""The neighbourhood is the shorter way: counted by hand against drafting an indication, in every region."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import regions
from desktop.models.casework import Alternative, PlanService
from desktop.models.indications import Indication
from desktop.models.kinds import AlternativeKind, IndicationStatus, Law
from desktop.models.people import Colleague
from desktop.models.region import RegionProfile
from desktop.models.social_map import CommunityService
from desktop.services.cases import NewCase, open_case
from desktop.services.plans import add_goal
from desktop.services.workplace import Workplace
from desktop.views.design.inputs import Choice, LongText
from desktop.views.desk import Place
from desktop.views.social_map.screen import SocialMapScreen
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.desks import at_noon
from tests.helpers.fingers import Fingers
from tests.helpers.region_drafts import in_order
from tests.helpers.stores import COLLEAGUE, make_store
from tests.helpers.widgets import can_press, one

INDICATIONS = 3
REGIONS = sorted(regions.shipped())


@pytest.fixture(params=REGIONS)
def workplace(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workplace]:
    region: str = request.param
    store = make_store(tmp_path, region=region)
    me = Colleague(id=COLLEAGUE, name="Marijke Veenstra", role="consultant")
    made = Workplace(store, regions.profile(region), me, clock=at_noon)
    town.settle(made, me)
    town.fill_map(made)
    # The town lies in one region; its coffee is for everyone, so that it is found for a resident of each.
    with made.store.work("For all") as work:
        work.change(CommunityService, town.COFFEE.id, municipalities=())
        work.commit()
    yield made
    store.close()


@pytest.fixture
def wanted(workplace: Workplace) -> Mapping[str, object]:
    """A draft in order for the region."""
    return in_order(workplace.profile.id)


@pytest.fixture
def case_id(workplace: Workplace, wanted: Mapping[str, object]) -> str:
    """Talked over already: the count is of drafting alone, so that it is as short as it can be."""
    new = NewCase(
        first_names="Annie",
        last_name="Veen",
        law=Law(str(wanted["law"])),
        municipality=str(wanted["municipality"]),
        birth_date=birth_day(wanted),
        question="Overzicht",
    )
    case, _changes = open_case(workplace, new)
    town.settle(workplace, *(Alternative(case_id=case, kind=k, answer="Besproken.") for k in AlternativeKind))
    add_goal(workplace, case, "Ik maak mijn post open.")
    return case


def test_putting_a_service_on_the_plan_takes_fewer_acts_than_drafting_an_indication(
    qtbot: QtBot,
    window: MainWindow,
    workplace: Workplace,
    case_id: str,
    wanted: Mapping[str, object],
    settle: Callable[[], None],
    stored: Callable[..., list[PlanService | Indication]],
) -> None:
    window.open_case(case_id)
    settle()
    shorter = Fingers(window, settle)
    shorter.press("case-find")
    shorter.write("search-map", "koffie")
    screen = window.screen_of(Place.SOCIAL_MAP)
    assert isinstance(screen, SocialMapScreen)
    qtbot.waitUntil(lambda: is_chosen(screen, town.COFFEE.id))
    settle()
    shorter.press("put-on-plan")
    (planned,) = stored(PlanService)
    assert isinstance(planned, PlanService)
    assert planned.service_id == town.COFFEE.id

    window.open_case(case_id)
    settle()
    longer = Fingers(window, settle)
    longer.show_tab("case-tabs", INDICATIONS)
    longer.press("begin-draft")
    fill_in(window, longer, workplace.profile, wanted)
    window.flush()
    settle()
    give_reasons(window, longer)
    qtbot.waitUntil(lambda: can_press(window, "hand-in"))
    longer.press("hand-in")
    (draft,) = stored(Indication)
    assert isinstance(draft, Indication)
    assert draft.status is IndicationStatus.HANDED_IN

    assert shorter.acts == 3
    assert longer.acts >= 2 * shorter.acts


def birth_day(wanted: Mapping[str, object]) -> date:
    resident = wanted["resident"]
    assert isinstance(resident, Mapping)
    return date.fromisoformat(str(resident["birth_date"]))


def is_chosen(screen: SocialMapScreen, service_id: str) -> bool:
    chosen = screen.chosen()
    return chosen is not None and chosen.id == service_id


def fill_in(window: MainWindow, fingers: Fingers, profile: RegionProfile, wanted: Mapping[str, object]) -> None:
    """Only what the region asks: what is offered, chosen already or not asked is passed over."""
    segments = {segment.id: segment for segment in profile.segments}
    products = {product.id: product for product in profile.products}
    named = products.get(str(wanted.get("product"))) or segments.get(str(wanted.get("segment")))
    assert named is not None
    if one(window, Choice, "draft-lot").key() != named.lot:
        fingers.choose("draft-lot", named.lot)
    for name in ("segment", "product"):
        if wanted.get(name):
            fingers.choose(f"draft-{name}", str(wanted[name]))
    if wanted.get("result"):
        fingers.write("draft-result", str(wanted["result"]))
    if wanted.get("volume"):
        fingers.count("draft-volume", int(str(wanted["volume"])))
        fingers.choose("draft-unit", str(wanted["unit"]))
        fingers.choose("draft-frequency", str(wanted["frequency"]))
    fingers.write("draft-start", "1-1-2027")
    fingers.write("draft-end", "31-12-2027")
    fingers.write("draft-evaluations", "1-6-2027")


def give_reasons(window: MainWindow, fingers: Fingers) -> None:
    """Some regions always ask something more."""
    for field in window.findChildren(LongText):
        if field.isVisible() and field.objectName().startswith("reason-") and not field.toPlainText():
            fingers.write(field.objectName(), "Besproken.")
    window.flush()
