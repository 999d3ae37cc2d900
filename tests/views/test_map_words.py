"""How the social map is told in words."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.language import speak
from desktop.models.kinds import AvailabilityStatus
from desktop.models.search import Hit, HitKind, HitStop, HitWait
from desktop.views.design.tokens import Tone
from desktop.views.imports.words import source_name
from desktop.views.social_map.words import badge_text, badge_tone, detail_text, stands_in_row, stands_text


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


@pytest.mark.parametrize(
    ("disputed", "stop", "badge", "tone"),
    [
        (False, None, "open", Tone.GOOD),
        (True, None, "betwist, open", Tone.CAUTION),
        (False, HitStop.PART, "deels cliëntenstop", Tone.CAUTION),
        (True, HitStop.ALL, "cliëntenstop", Tone.BAD),
    ],
)
def test_a_badge_looks_good_only_where_nobody_says_otherwise(
    disputed: bool, stop: HitStop | None, badge: str, tone: Tone
) -> None:
    speak("nl")
    told = HitWait(None, None, 2, 2, AvailabilityStatus.OPEN, date(2026, 11, 1), 3, disputed=disputed)
    hit = Hit(
        id="1", kind=HitKind.PROVIDER, name="De Brug", place="", distance_km=None, wait=told, matched=(), stop=stop
    )
    assert (badge_text(hit), badge_tone(hit)) == (badge, tone)
    assert ("betwist: start: 2 weken" in detail_text(hit)) is disputed
