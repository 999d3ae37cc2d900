from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.entry_cost import Cost, cost_of


@pytest.mark.parametrize(
    ("text", "free", "cost"),
    [
        ("", None, Cost.UNKNOWN),
        ("", True, Cost.FREE),
        ("€ 2,50 per keer", True, Cost.FREE),
        ("Gratis", False, Cost.PAID),
        ("Gratis", None, Cost.FREE),
        ("geen kosten", None, Cost.FREE),
        ("Gratis, koffie € 1", None, Cost.PAID),
        ("€ 12 per jaar", None, Cost.PAID),
        ("Vraag het aan de balie", None, Cost.UNKNOWN),
        ("niet gratis", None, Cost.UNKNOWN),
    ],
)
def test_cost_is_free_only_when_it_was_published_so(text: str, free: bool | None, cost: Cost) -> None:
    assert cost_of(text, free=free) is cost


@given(st.text())
def test_an_amount_is_never_free_by_its_words(text: str) -> None:
    assert cost_of(f"gratis {text} 3", free=None) is not Cost.FREE
