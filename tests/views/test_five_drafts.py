"""The draft's screen in the model of each of the five regions: what it asks for, and what it leaves out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Role
from desktop.services.demo import make_demo
from desktop.services.draft_around import around
from desktop.services.indications import check
from desktop.services.start import NewStore, create_store
from desktop.views.desk import Desk
from desktop.views.indication.screen import IndicationScreen
from installer.five_drafts import DRAFTS, clock, drafted
from tests.helpers.widgets import one

TOLD = {told["region"]: told for told in tomllib.loads(DRAFTS.read_text(encoding="utf-8"))["drafts"]}
PARTS = {
    "volume": "draft-volume",
    "product": "draft-product",
    "segment": "draft-segment",
    "heavy form": "draft-leads_back_to",
    "agreement": "draft-agreement",
    "budget": "draft-pgb_reason",
    "transport inside": "draft-transport",
    "transport beside": "line-vervoer",
    "contribution": "draft-contribution_told_on",
    "youth": "draft-care_form",
}
"""What may be on the screen, by a field or line of it."""

ON_SCREEN = {
    "bommelerwaard": {"volume", "product", "agreement", "contribution"},
    "achterhoek": {"segment", "transport inside", "youth"},
    "midden-ijssel-oost-veluwe": {"volume", "product", "agreement", "transport beside", "contribution"},
    "hart-van-brabant": {"volume", "product", "budget", "transport inside", "contribution"},
    "oldambt-stadskanaal": {"volume", "product", "segment", "heavy form", "contribution"},
}
STILL_ASKED = {
    "bommelerwaard": set(),
    "achterhoek": {"beyond-contract"},
    "midden-ijssel-oost-veluwe": set(),
    "hart-van-brabant": {"pgb-motivation-missing", "practical-help-first", "work-first"},
    "oldambt-stadskanaal": {"contribution-not-told"},
}
"""What the picture's drafts leave open; whatever depends on the demonstration's figures is not counted."""


@pytest.mark.parametrize("region", sorted(TOLD))
def test_the_screen_asks_what_the_region_asks(
    qtbot: QtBot, tmp_path: Path, desk: Desk, settle: Callable[[], None], region: str
) -> None:
    told: dict[str, Any] = TOLD[region]
    new = NewStore(region, "Marijke Veenstra", Role.CONSULTANT, "een lange zin om te bewaren")
    workplace = create_store(tmp_path / "region.store", new, clock=clock).workplace
    make_demo(workplace, residents=60)
    draft = drafted(workplace, told)
    judged = check(workplace, draft)
    asked = {prompt.code for prompt in (*judged.blocks, *judged.questions)} - {"longer-than-comparable", "intake-stop"}
    screen = IndicationScreen(replace(desk, workplace=workplace))
    qtbot.addWidget(screen)
    screen.resize(1200, 800)
    screen.show()
    screen.open_thing(draft)
    settle()
    assert {part for part, name in PARTS.items() if _is_shown(screen, name)} == ON_SCREEN[region]
    assert asked == STILL_ASKED[region]
    # Whether the chosen provider drives too, the demonstration decides.
    ready = judged.may_hand_in and around(workplace, draft, judged).others_ready
    assert one(screen, QWidget, "hand-in").isEnabled() == ready
    workplace.store.close()


def _is_shown(screen: IndicationScreen, name: str) -> bool:
    return any(widget.isVisibleTo(screen) for widget in screen.findChildren(QWidget, name))
