"""What a resident pays: by act, kind of help, year and municipality."""

import pytest

from desktop.models.indications import ContributionAmount
from desktop.models.kinds import Law
from desktop.rules.contribution import Contribution, Paid, Pays, contribution

SHIPPED = (
    ContributionAmount(year=2024, cents_per_month=2060, document="Landelijk", paragraph="2"),
    ContributionAmount(year=2025, cents_per_month=2100, document="Landelijk"),
)
SOURCE = "Landelijk, 2"


def paid(law: Law = Law.WMO, category: str = "02", municipality: str = "Oldambt", year: int = 2024) -> Paid:
    return Paid(law, category, municipality, year)


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
    assert contribution(help_, (*SHIPPED, *set_here), {"15"}) == found
