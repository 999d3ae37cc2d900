"""How residents reach a municipality is data of the region, and may be left out."""

from pathlib import Path

from desktop.models.region import Contact
from desktop.regions import read_profile
from tests.regions.small import SMALL

REACHED = 'contact = { phone = "0599 00 00 00", hours = "elke werkdag", address = ["Plein 1", "9501 AA Kleindorp"] }'


def test_a_municipality_says_how_residents_reach_it_or_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "klein-gebied.toml"
    file.write_text(SMALL, encoding="utf-8")
    assert read_profile(file).municipalities[0].contact == Contact()
    written = SMALL.replace('province = "Verzonnen" }', f'province = "Verzonnen", {REACHED} }}')
    file.write_text(written, encoding="utf-8")
    contact = read_profile(file).municipalities[0].contact
    assert (contact.phone, contact.hours) == ("0599 00 00 00", "elke werkdag")
    assert contact.address == ("Plein 1", "9501 AA Kleindorp")
