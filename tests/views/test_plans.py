"""Which colleague has which screens, and which of them stand in the navigation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.views.desk import Place
from desktop.views.screens import plans
from desktop.views.window.navigation import Navigation
from desktop.views.window.shortcuts import NUMBERED, place_keys

OF_CASES = {
    Place.CASES, Place.CASE, Place.CONVERSATION, Place.INDICATION, Place.WAITING, Place.REFERRALS, Place.EIGHTEEN,
}  # fmt: skip


def places(role: Role) -> dict[Place, bool]:
    """What there is for a role, and whether it stands in the navigation."""
    mine = (plan.for_role(role) for plan in plans())
    return {plan.place: plan.in_navigation for plan in mine if plan is not None}


@pytest.mark.parametrize("role", [Role.CONTRACT_MANAGER, Role.ADMINISTRATOR])
def test_who_may_see_no_cases_has_no_screen_that_would_refuse(role: Role) -> None:
    assert OF_CASES.isdisjoint(places(role))


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.TEAM_LEAD])
def test_who_works_on_cases_reads_contracts_from_a_provider_and_not_in_the_navigation(role: Role) -> None:
    found = places(role)
    assert found.keys() >= OF_CASES
    assert not found[Place.CONTRACTS]
    assert Place.PROVIDER_CONTRACTS in found


@pytest.mark.parametrize("role", list(Role))
def test_every_line_of_the_navigation_has_a_key(role: Role) -> None:
    assert sum(places(role).values()) <= NUMBERED


@pytest.mark.parametrize("role", list(Role))
def test_a_screen_without_a_line_of_its_own_lights_the_one_that_leads_to_it(role: Role) -> None:
    mine = {plan.place: plan for plan in (one.for_role(role) for one in plans()) if plan is not None}
    for plan in mine.values():
        if plan.beside and not plan.in_navigation:
            lit = plan.lit("")
            assert lit is not None
            assert mine[lit].in_navigation
            assert plan.is_named, "the palette opens it too"


def test_for_a_team_lead_all_lines_stand_in_view_on_a_small_screen(qtbot: QtBot, settle: Callable[[], None]) -> None:
    lead = [plan for plan in (one.for_role(Role.TEAM_LEAD) for one in plans()) if plan is not None]
    side = Navigation(lead, Colleague(name="Jelle", role=Role.TEAM_LEAD), "Oldambt & Stadskanaal")
    qtbot.addWidget(side)
    side.show_sync("Offline · 3 wijzigingen wachten · laatst 14:05", "cloud")
    side.resize(232, 800)
    side.show()
    settle()
    area = side.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() == 0


def test_no_two_lines_share_a_key() -> None:
    keys = [place_keys(at) for at in range(1, NUMBERED + 2)]
    assert (keys[0], keys[8], keys[9], keys[10]) == ("Ctrl+1", "Ctrl+9", "Ctrl+0", "")
    assert len({*keys}) == NUMBERED + 1


def test_the_line_where_one_is_stands_in_view_also_when_there_is_no_room_for_all(
    qtbot: QtBot, settle: Callable[[], None]
) -> None:
    lead = [plan for plan in (one.for_role(Role.TEAM_LEAD) for one in plans()) if plan is not None]
    side = Navigation(lead, Colleague(name="Jelle", role=Role.TEAM_LEAD), "Oldambt")
    qtbot.addWidget(side)
    side.resize(232, 560)
    side.show()
    settle()
    for place in (Place.SETTINGS, Place.TODAY):
        side.light(place)
        button, area = side.buttons[place], side.findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        top = button.mapTo(area, QPoint(0, 0)).y()
        assert top >= 0
        assert top + button.height() <= area.height()
