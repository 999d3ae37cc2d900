"""No screen dresses itself: looks come from the one stylesheet, colours and spaces from the tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

VIEWS = Path(__file__).parents[2] / "desktop" / "views"
DRESSING = re.compile(
    r"setStyleSheet|QColor\(\s*[\"'0-9]|QFont\(\s*[\"']|Qt\.GlobalColor|#[0-9a-fA-F]{6}\b|setPointSizeF?\(\s*[0-9]|setPixelSize"
)


def screens() -> Iterator[Path]:
    return (path for path in sorted(VIEWS.rglob("*.py")) if "design" not in path.parts)


def test_no_screen_chooses_a_colour_a_font_or_a_style_of_its_own() -> None:
    found = [
        f"{path.relative_to(VIEWS)}: {line.strip()}"
        for path in screens()
        for line in path.read_text(encoding="utf-8").splitlines()
        if DRESSING.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("line", ['label.setStyleSheet("x")', 'QColor("red")', "QColor(1, 2, 3)", 'ink = "#a6271f"'])
def test_such_a_choice_is_seen(line: str) -> None:
    assert DRESSING.search(line)
