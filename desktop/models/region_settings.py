"""What a region sets for its whole team, and where each rule and figure of a profile stands."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A part of a profile: frozen, and a key nobody declared is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Part):
    """Where a rule or figure stands."""

    document: str = Field(description="The document's own title, or the act")
    paragraph: str = Field(description="Chapter, paragraph or article")


class Monitoring(Part):
    """A level on which results are followed, and by whom."""

    id: str
    name: str
    by: str = Field(description="Who looks, in words")
    source: Source


class CoverageRule(Part):
    """How the region tells whether its contracted care is complete."""

    dimensions: tuple[str, ...] = Field(description="What the coverage matrix is made of, in words")
    whole_region: bool = Field(default=True, description="A provider serves every municipality unless it gives grounds")
    text: str = ""
    source: Source


class ForecastRule(Part):
    """From how many residents on who got a place, the program says how long a wait is likely to be."""

    minimum_cases: int = Field(default=12, ge=1)
    source: Source = Source(document="Naober, standaardinstelling", paragraph="verwachte wachttijd: aantal plaatsingen")


class FigureAge(Part):
    """From which age on what was heard of a provider is out of date: one number for every screen and every count.

    What is out of date is shown so, is asked again in a round of calls, and says no longer whether people are taken.
    Thirty days is the program's own: four weeks and a bit, the rhythm in which providers publish.
    """

    stale_after_days: int = Field(default=30, ge=1, le=3650, description="Days; older than this is out of date")
    source: Source = Source(document="Naober, standaardinstelling", paragraph="wachttijden: verouderd na aantal dagen")


class LogTerm(Part):
    """For how long a line of the log of who looked is kept.

    Five years is what care providers keep (Stcrt. 2019, 38007); NEN 7513 asks for two at least, and BIO2 8.15.04 has
    it weighed by risk.
    """

    years: int = Field(default=5, ge=2, le=30, description="Years; older lines are let go")
    source: Source


OWN_LOG_TERM = LogTerm(source=Source(document="Naober", paragraph="logboek: termijn (Stcrt. 2019, 38007)"))
"""Where a region says nothing."""


class AgeBands(Part):
    """Which ages are compared with each other when it is told how long help lasts."""

    from_ages: tuple[int, ...] = Field(default=(0, 12, 18, 23, 65, 75), description="First age of each band, years")
    source: Source = Source(document="Naober, standaardinstelling", paragraph="duur van hulp: leeftijdsgroepen")


class MapUpkeep(Part):
    """How often the social map is gone over. The numbers are the program's own until a region gives its."""

    stale_after_days: int = Field(
        default=180, ge=1, le=3650, description="Nobody looked for longer: it must be checked"
    )
    retry_after_days: int = Field(default=14, ge=0, le=365, description="Not reached: it comes up again after so long")
    use_counts_days: int = Field(default=30, ge=0, le=365, description="How much older each use makes an entry count")
    source: Source


OWN_UPKEEP = MapUpkeep(source=Source(document="Naober", paragraph="standaardinstelling"))
"""Of a region that says nothing of it."""


class Approval(Part):
    """Which indications a second person looks at, where a region does not ask one for all of them."""

    all_from_cents: int | None = Field(
        default=None, ge=0, description="From this cost over the whole period a second person looks at every one"
    )
    share_percent: int = Field(
        ge=1, le=100, description="Of all others, so many of a hundred are looked at too: nobody can count on none"
    )
    source: Source


class ReferralFollow(Part):
    """Within how many days someone looks at help that came in by another door."""

    within_days: int = Field(default=14, ge=1, le=365)
    source: Source = Source(document="Naober, standaardinstelling", paragraph="verwijzingen opvolgen: aantal dagen")


class HandoverAround(Part):
    """Within how many days before or after help goes elsewhere it was handed on warmly."""

    within_days: int = Field(default=90, ge=1, le=365)
    source: Source = Source(document="Naober, standaardinstelling", paragraph="warme overdracht: aantal dagen")


class SmallNumber(Part):
    """A number from which on people are told of, in the place of what ships; see `desktop.rules.small_numbers`."""

    id: str = Field(default="people", description="Which one, as in resources/small_numbers.toml")
    municipality: str = Field(default="", description="Empty means: the whole region")
    value: int = Field(ge=1, description="Not under the floor of the one that ships")
    source: Source


class CaseloadRule(Part):
    """How the work of a case weighs in each phase, and when a consultant has enough of it."""

    weights: dict[str, int] = Field(
        default={"reported": 150, "conversation": 200, "application": 150, "decided": 100, "running": 40},
        description="Per cent of a usual case, by phase; a closed case weighs nothing",
    )
    capacity: int = Field(default=50, ge=1, le=1000, description="Usual cases that one consultant can have")
    no_contact_days: int = Field(default=90, ge=1, le=3650, description="Nothing was written down for longer")
    source: Source = Source(document="Naober, standaardinstelling", paragraph="caseload: zwaarte per fase en grens")


class FromYouth(Part):
    """Until how long after youth help a first case under the Wmo counts as going on from it.

    The document that counts this inflow tells it by calendar year and names no term.
    """

    within_months: int = Field(default=6, ge=1, le=60)
    source: Source = Source(
        document="Naober, standaardinstelling",
        paragraph=(
            "instroom vanuit jeugd: per jaar, als in het Koersdocument inkoop Wmo-Begeleiding 2022 - 2026, 3, dat geen "
            "termijn noemt; het halve jaar is dat van hervatting (Jeugdwet art. 1.1, jeugdige)"
        ),
    )


class Figure(Part):
    """A number the region's document publishes; the demonstration shows the same."""

    id: str = Field(description="What is counted, like clients-by-age, indications-by-product, spend")
    municipality: str = Field(default="", description="Empty means: the whole region")
    key: str = Field(default="", description="Row of the table, like 18-23 or a product id")
    year: int
    value: int
    unit: str = Field(description="clients, indications, euro, per cent")
    estimate: bool = False
    source: Source
