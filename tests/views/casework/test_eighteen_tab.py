"""The plan for eighteen as a tab of the case, and the way from there to who offers both."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QLabel, QTabWidget, QWidget

from desktop.models.indications import Indication
from desktop.models.search import Facet
from desktop.services.eighteen_plan import begin_plan
from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.eighteen.case_tab import Eighteen
from desktop.views.social_map.screen import SocialMapScreen
from desktop.views.window.main import MainWindow
from tests.helpers.eighteen import a_youth
from tests.helpers.widgets import one, press

Settle = Callable[[], None]
AT = 5


def tabs(window: MainWindow) -> QTabWidget:
    return one(window, QTabWidget, "case-tabs")


def words(inside: QWidget) -> str:
    return "\n".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())


def test_only_a_case_of_who_turns_eighteen_has_the_tab(
    window: MainWindow, workplace: Workplace, case_id: str, settle: Settle
) -> None:
    window.open_case(case_id)
    settle()
    assert not tabs(window).isTabVisible(AT)
    window.open_case(a_youth(workplace).case_id)
    settle()
    assert tabs(window).isTabVisible(AT)
    window.open_case(a_youth(workplace, days=1500).case_id)
    settle()
    assert not tabs(window).isTabVisible(AT), "fourteen is too young"


def test_the_plan_is_begun_and_ticked_from_the_case(window: MainWindow, workplace: Workplace, settle: Settle) -> None:
    young = a_youth(workplace)
    window.open_place(Place.CASE, f"{young.case_id}#eighteen")
    settle()
    tab = one(window, Eighteen)
    assert "Sam Dekker" in words(tab)
    press(tab, "begin-plan")
    settle()
    page = tab.detail.page()
    assert page is not None
    assert page.plan is not None
    press(tab, "step-digid")
    settle()
    page = tab.detail.page()
    assert page is not None
    assert page.line.done[0] == 1


def test_another_case_shows_nothing_of_the_one_before(window: MainWindow, workplace: Workplace, settle: Settle) -> None:
    first, second = a_youth(workplace), a_youth(workplace, "Bos")
    begin_plan(workplace, first.case_id)
    for young, name in ((first, "Sam Dekker"), (second, "Sam Bos")):
        window.open_place(Place.CASE, f"{young.case_id}#eighteen")
        settle()
        assert name in words(one(window, Eighteen))
    assert "Dekker" not in words(one(window, Eighteen))


def test_without_help_to_plan_for_the_tab_says_when_there_will_be_one(
    window: MainWindow, workplace: Workplace, settle: Settle
) -> None:
    young = a_youth(workplace, end=workplace.today)
    with workplace.store.work("Drop") as work:
        [given] = work.find(Indication, case_id=young.case_id)
        work.remove(Indication, given.id)
        work.commit()
    window.open_place(Place.CASE, f"{young.case_id}#eighteen")
    settle()
    assert "Geen jeugdhulp om voor te plannen" in words(one(window, Eighteen))


def test_the_map_opens_with_who_offers_both(window: MainWindow, workplace: Workplace, settle: Settle) -> None:
    young = a_youth(workplace)
    window.open_place(Place.CASE, f"{young.case_id}#eighteen")
    settle()
    press(one(window, Eighteen), "eighteen-map")
    settle()
    screen = cast("SocialMapScreen", window.screen_of(Place.SOCIAL_MAP))
    assert screen.question().narrowed.get(Facet.OFFERS) == ("youth-and-wmo",)
