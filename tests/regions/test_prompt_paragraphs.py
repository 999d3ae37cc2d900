"""Each prompt that fires names the paragraph that was read in the region's document or the act, and it stands there.

What was read stands in the files of `read`, written from the documents and not from the profiles.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from desktop.models.region_settings import Source
from desktop.rules.draft_faults import read_draft
from tests.helpers.checkout import ROOT
from tests.helpers.drafts import asked
from tests.helpers.region_drafts import ENOUGH_OTHERS, PROFILES, complete, departing, shown_for

REGIONS = sorted(PROFILES)
DEFAULT = "Naober, standaardinstelling"
READ: Mapping[str, Mapping[str, Any]] = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in (Path(__file__).parent / "read").glob("*.toml")
}


def told(row: Mapping[str, Any]) -> str:
    """The paragraph, with what Naober made a number of."""
    return f"{row['paragraph']}; {row['number']}: {DEFAULT}" if "number" in row else str(row["paragraph"])


def read_in(region: str) -> Iterator[tuple[str, str, str]]:
    """Code, document and paragraph, of every prompt of a region."""
    for row in READ[region]["read"]:
        for code in row["codes"]:
            yield code, READ[region]["document"], told(row)
    for row in READ["acts"]["read"]:
        if region in row["regions"]:
            yield row["code"], row["document"], row["paragraph"]


EXPECTED = {(region, code): (document, told) for region in REGIONS for code, document, told in read_in(region)}
BY_BOUNDARY = "other-law-first"
"""Where it fires it speaks for the boundary that points to the other act; that has a test of its own."""


def fired(region: str, code: str) -> Source:
    """What the prompt says of itself where it fires."""
    profile = PROFILES[region]
    own = next((one for one in profile.own_prompts if one.code == code), None)
    if own is not None:
        return asked(read_draft(shown_for(profile, own)), profile)[code].source
    setting = next(one for one in profile.rules if one.code == code)
    if code == BY_BOUNDARY:
        return setting.source
    draft = read_draft(departing(region, code))
    return asked(draft, complete(profile, setting), ENOUGH_OTHERS)[code].source


@pytest.mark.parametrize("region", REGIONS)
def test_every_prompt_that_is_on_was_looked_up_once(region: str) -> None:
    profile = PROFILES[region]
    on = {one.code for one in (*profile.rules, *profile.own_prompts) if one.on}
    assert sorted(code for code, _document, _told in read_in(region)) == sorted(on)


@pytest.mark.parametrize(("region", "code"), sorted(EXPECTED))
def test_a_prompt_that_fires_names_what_was_read(region: str, code: str) -> None:
    source = fired(region, code)
    assert (source.document, source.paragraph) == EXPECTED[region, code]


@cache
def document(region: str) -> tuple[str, ...]:
    """Its lines without the signs of their layout; skips the test where the texts are not here."""
    path = Path(os.environ.get("NAOBER_SHARED", ROOT.parent / "shared")) / "seeds" / str(READ[region]["file"])
    if not path.exists():
        pytest.skip("the regions' documents are not here")
    return tuple(line.strip().removeprefix("- **").lstrip("#* ") for line in path.read_text("utf-8").splitlines())


def headings_over(region: str, words: str) -> set[str]:
    """The nearest of the headings that the table names, over each line in which the words stand."""
    known = {heading for row in READ[region]["read"] for heading, _words in row["found"]}
    found: set[str] = set()
    over = ""
    for line in document(region):
        over = next((one for one in known if line.casefold().startswith(one.casefold())), over)
        if words.casefold() in line.casefold():
            found.add(over)
    return found


ROWS = [
    pytest.param(region, row, id=f"{region}: {' '.join(row['codes'])}")
    for region in REGIONS
    for row in READ[region]["read"]
]


@pytest.mark.parametrize(("region", "row"), ROWS)
def test_what_was_read_stands_under_its_heading(region: str, row: Mapping[str, Any]) -> None:
    for heading, words in row["found"]:
        assert heading in headings_over(region, words), words
