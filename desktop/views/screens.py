"""Which screens there are, in the order of the navigation. A new screen is one line here."""

from __future__ import annotations

from desktop.language import N_
from desktop.views.desk import Place
from desktop.views.screen_plan import ScreenPlan
from desktop.views.settings.screen import SettingsScreen
from desktop.views.today.screen import TodayScreen


def plans() -> tuple[ScreenPlan, ...]:
    """The table the window is given."""
    return (
        ScreenPlan(Place.TODAY, N_("Today"), "today", TodayScreen),
        ScreenPlan(Place.SETTINGS, N_("Settings"), "settings", SettingsScreen),
    )
