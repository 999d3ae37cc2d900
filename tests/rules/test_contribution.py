"""What a resident pays: by act, kind of help, year and municipality."""

from datetime import date

import pytest

from desktop.models.indications import ContributionAmount
from desktop.models.kinds import Law
from desktop.rules.contribution import Contribution, Exemption, Paid, Pays, Rules, contribution

SHIPPED = (
    ContributionAmount(year=2024, cents_per_month=2060, document="Landelijk", paragraph="2"),
    ContributionAmount(year=2025, cents_per_month=2100, document="Landelijk"),
)
SOURCE = "Landelijk, 2"


RULES = Rules(
    frozenset({"15"}),
    (
        Exemption("Besluit", under_age=18, besides=frozenset({"13"})),
        Exemption("Besluit", categories=frozenset({"11"})),
    ),
)


def paid(law: Law = Law.WMO, category: str = "02", municipality: str = "Oldambt", year: int = 2024) -> Paid:
    return Paid(law, category, municipality, date(year, 3, 1))


def own(year: int, cents: int | None, municipality: str = "") -> ContributionAmount:
    return ContributionAmount(year=year, cents_per_month=cents, municipality=municipality, document="Verordening")


@pytest.mark.parametrize(
    ("help_", "set_here", "found"),
    [
        (paid(), (), Contribution(Pays.AMOUNT, 2024, 2060, SOURCE)),
        (paid(year=2025), (), Contribution(Pays.AMOUNT, 2025, 2100, "Landelijk")),
        (paid(year=2026), (), Contribution(Pays.NOT_KNOWN, 2026)),
        (paid(Law.JEUGDWET, "45"), (), Contribution(Pays.NOTHING, 2024, 0)),
        (paid(category="15"), (), Contribution(Pays.OWN_RULES, 2024)),
        (paid(), (own(2024, 1500),), Contribution(Pays.AMOUNT, 2024, 1500, "Verordening")),
        (paid(), (own(2024, 1000, "Oldambt"), own(2024, 1500)), Contribution(Pays.AMOUNT, 2024, 1000, "Verordening")),
        (paid(), (own(2024, 1000, "Stadskanaal"),), Contribution(Pays.AMOUNT, 2024, 2060, SOURCE)),
        (paid(), (own(2024, 0),), Contribution(Pays.NOTHING, 2024, 0, "Verordening")),
        (paid(year=2027), (own(2027, None),), Contribution(Pays.OWN_RULES, 2027, None, "Verordening")),
    ],
)
def test_the_nearest_amount_of_the_year_holds(
    help_: Paid, set_here: tuple[ContributionAmount, ...], found: Contribution
) -> None:
    assert contribution(help_, (*SHIPPED, *set_here), RULES) == found


BORN = date(2006, 9, 1)


@pytest.mark.parametrize(
    ("category", "end", "birth_date", "pays", "from_on"),
    [
        ("02", date(2024, 8, 31), BORN, Pays.NOTHING, None),
        ("02", date(2024, 9, 1), BORN, Pays.NOTHING, date(2024, 9, 1)),
        ("02", None, BORN, Pays.NOTHING, date(2024, 9, 1)),
        ("02", None, date(2006, 3, 1), Pays.AMOUNT, None),
        ("02", None, None, Pays.AMOUNT, None),
        ("13", None, BORN, Pays.AMOUNT, None),
        ("11", None, date(1950, 1, 1), Pays.NOTHING, None),
        ("15", None, BORN, Pays.OWN_RULES, None),
    ],
)
def test_who_owes_nothing_by_law(
    category: str, end: date | None, birth_date: date | None, pays: Pays, from_on: date | None
) -> None:
    """Uitvoeringsbesluit Wmo 2015 art. 3.8: minors, except for a home adaptation (Wmo 2015 art. 2.1.5); wheelchairs."""
    help_ = Paid(Law.WMO, category, "Oldambt", date(2024, 3, 1), end, birth_date)
    found = contribution(help_, SHIPPED, RULES)
    assert (found.pays, found.from_on) == (pays, from_on)
    assert (found.source == "Besluit") == (pays is Pays.NOTHING)
