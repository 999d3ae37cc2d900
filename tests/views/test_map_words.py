"""How the social map is told in words."""

from __future__ import annotations

import pytest

from desktop.language import speak
from desktop.models.search import Hit, HitKind
from desktop.views.imports.words import source_name
from desktop.views.social_map.words import stands_in_row, stands_text


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("demo", "demonstratie"),
        ("own-services", "eigen bestand"),
        ("own-dorpsgids-oost", "eigen bestand: dorpsgids oost"),
        ("Telefonisch nagevraagd", "Telefonisch nagevraagd"),
        ("", ""),
    ],
)
def test_the_names_the_program_gives_a_source_are_told_in_words(source: str, told: str) -> None:
    speak("nl")
    assert source_name(source) == told


def test_a_row_begins_with_what_sets_it_apart_and_the_rest_is_in_its_tip() -> None:
    hit = Hit(
        id="1",
        kind=HitKind.COMMUNITY,
        name="Inloop",
        place="",
        distance_km=None,
        wait=None,
        matched=(),
        stands=("geen indicatie nodig", "3 km ver"),
    )
    assert stands_in_row(hit) == "3 km ver"
    assert stands_text(hit) == "geen indicatie nodig · 3 km ver"
