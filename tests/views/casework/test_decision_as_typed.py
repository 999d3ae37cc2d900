"""The form of the decision: what does not fit is told at its field, and not a letter of it is cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop.models.indications import Decision
from desktop.services.indications import approve, hand_in
from desktop.services.workplace import Workplace
from desktop.views.desk import Place
from desktop.views.indication.screen import IndicationScreen
from desktop.views.window.main import MainWindow
from tests.helpers import town
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one


@pytest.fixture
def approved(workplace: Workplace, ready: str) -> str:
    draft = town.drafted(workplace, ready)
    hand_in(workplace, draft)
    approve(replace(workplace, colleague=town.TEAM_LEAD), draft)
    return draft


@pytest.mark.parametrize(
    ("name", "kind", "most"),
    [("number", QLineEdit, 40), ("ground", QLineEdit, 300), ("motivation", QPlainTextEdit, 20_000)],
)
def test_a_text_that_is_too_long_stays_in_its_field_with_what_is_wrong(
    window: MainWindow,
    approved: str,
    settle: Callable[[], None],
    stored: Callable[..., list[Decision]],
    name: str,
    kind: type[QLineEdit | QPlainTextEdit],
    most: int,
) -> None:
    window.open_indication(approved)
    settle()
    screen = window.screen_of(Place.INDICATION)
    assert isinstance(screen, IndicationScreen)
    fingers, holder = Fingers(window, settle), screen.rows[name].field
    field = holder if isinstance(holder, kind) else one(holder, kind)
    put = field.setPlainText if isinstance(field, QPlainTextEdit) else field.setText
    put("x" * (most + 1))
    fingers.press("decide")
    assert stored(Decision) == []
    assert str(most) in screen.rows[name].problem_text().replace(".", "")
    text = field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
    assert len(text) == most + 1
    put("x" * most)
    fingers.press("decide")
    assert len(getattr(stored(Decision)[0], name)) == most


def test_a_day_that_is_none_is_told_at_its_field(
    window: MainWindow, approved: str, settle: Callable[[], None], stored: Callable[..., list[Decision]]
) -> None:
    window.open_indication(approved)
    settle()
    screen = window.screen_of(Place.INDICATION)
    assert isinstance(screen, IndicationScreen)
    fingers = Fingers(window, settle)
    for name, field, button in (
        ("decided_on", "decision-decided_on", "decide"),
        ("started_on", "started_on", "start-help"),
    ):
        fingers.write(field, "31-2-2026")
        fingers.press(button)
        assert "24-11-2026" in screen.rows[name].problem_text()
    assert stored(Decision) == []
