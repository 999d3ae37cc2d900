"""How a region arranged its help: the profile that makes the same program fit five regions, and a sixth.

A profile is data in TOML, read and checked by the room `regions`. Every part that states a rule or a figure carries
the `Source` it was read from, by the document's own title and paragraph.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from desktop.models.kinds import (
    AlternativeKind,
    AvailabilityStatus,
    ContractKind,
    Frequency,
    FundingModel,
    Law,
    PromptLevel,
    PurchasingLevel,
    SegmentDuration,
    Unit,
)
from desktop.models.region_settings import (
    OWN_LOG_TERM,
    OWN_UPKEEP,
    AgeBands,
    Approval,
    CaseloadRule,
    CoverageRule,
    Figure,
    FigureAge,
    ForecastRule,
    FromYouth,
    HandoverAround,
    LogTerm,
    MapUpkeep,
    Monitoring,
    Part,
    ReferralFollow,
    SmallNumber,
    Source,
)


class FrontDoor(Part):
    """How a municipality receives its residents."""

    name: str = Field(description="Like outreach team, or desk")
    description: str = Field(default="", description="In a sentence")
    source: Source


class Contact(Part):
    """How residents reach the municipality about their help; what is empty is not known, and never guessed."""

    phone: str = Field(default="", max_length=40)
    hours: str = Field(default="", max_length=120, description="When it is answered, like on working days from 9 to 12")
    address: tuple[str, ...] = Field(default=(), max_length=4, description="Lines of the address, as on an envelope")


class Municipality(Part):
    """A municipality of the region."""

    name: str
    cbs_code: str = Field(pattern=r"^[0-9]{4}$", description="CBS municipality code, four digits")
    province: str = ""
    front_door: FrontDoor | None = None
    contact: Contact = Contact()


class Arrangement(Part):
    """What is bought on one scale, and by whom."""

    level: PurchasingLevel
    name: str = Field(description="Like the larger region's name")
    covers: tuple[str, ...] = Field(description="Kinds of care, in words or product ids")
    without: tuple[str, ...] = Field(default=(), description="Municipalities of the region that stay outside")
    source: Source


class ContractTerms(Part):
    """What the region agreed for contracts of a lot."""

    start: date | None = None
    end: date | None = None
    years: int | None = Field(default=None, description="Length of the first period, years")
    extensions: tuple[int, ...] = Field(default=(), description="Options to extend, years each")
    interim_evaluation: int | None = Field(default=None, description="Calendar year")
    standards: tuple[str, ...] = Field(default=(), description="Clauses that hold, like indexation, acceptance")
    procedure: str = Field(default="", description="How providers are chosen, like open house or tender")
    kinds: tuple[ContractKind, ...] = Field(default=(), description="Kinds of agreement the region works with")
    entry: str = Field(default="", description="When a new provider may come in")
    end_without_clients_days: int | None = Field(
        default=None, description="A contract without clients for so long may end"
    )
    source: Source


class Lot(Part):
    """A part of the purchase with its own agreement."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    name: str
    law: Law
    funding: FundingModel
    category: str = Field(
        default="", description="iWmo/iJw productCategorie, where neither product nor segment names one"
    )
    states_result_only: bool = Field(
        default=False, description="True: the decision states WHAT result, no product and no volume"
    )
    share_of_money: int | None = Field(
        default=None, ge=0, le=100, description="Per cent of the law's money in the year of the source"
    )
    share_of_clients: int | None = Field(default=None, ge=0, le=100, description="Per cent of the law's clients")
    ambitions: tuple[str, ...] = ()
    not_bought_by: tuple[str, ...] = Field(
        default=(), description="Municipalities that stay outside the joint purchase"
    )
    contract: ContractTerms | None = None
    source: Source


class Segment(Part):
    """A kind of care or target group inside a lot."""

    id: str
    name: str
    lot: str
    category: str = Field(default="", description="iWmo/iJw productCategorie, where the lot has no products of its own")
    parent: str | None = Field(default=None, description="Segment it is a subsegment of")
    duration: SegmentDuration = SegmentDuration.FREE
    funding: FundingModel | None = Field(default=None, description="Where it differs from the lot's")
    age_from: int | None = None
    age_to: int | None = Field(default=None, description="Years, inclusive")
    long_from_months: int | None = Field(
        default=None, description="Shorter than this counts as short where indications should be long"
    )
    room_in_volume: bool = Field(
        default=False,
        description="True: the volume is the most there may be, within which help goes up and down without a new draft",
    )
    flows_to: tuple[str, ...] = Field(default=(), description="Segments or values of Destination people move on to")
    description: str = ""
    source: Source


class Criterion(Part):
    """A condition that must hold for a product; `field` names the draft's answer."""

    field: str
    text: str


class Product(Part):
    """What may be indicated."""

    id: str
    name: str
    lot: str
    law: Law
    segments: tuple[str, ...] = Field(default=(), description="Empty means: all segments of the lot")
    category: str = Field(default="", description="iWmo/iJw productCategorie")
    code: str = Field(default="", max_length=5, description="iWmo/iJw productCode, where the region uses one")
    units: tuple[Unit, ...] = ()
    frequencies: tuple[Frequency, ...] = ()
    level: PurchasingLevel = PurchasingLevel.REGIONAL
    temporary: bool = Field(default=False, description="True: meant for a short, bounded time")
    max_days: int | None = Field(default=None, description="Longest time of a temporary product, days")
    heavy_form_of: str | None = Field(
        default=None, description="Product id of the usual form, when this is the heavy one"
    )
    criteria: tuple[Criterion, ...] = ()
    steps_down_to: tuple[str, ...] = Field(default=(), description="Products or values of Destination it leads back to")
    max_providers: int | None = None
    comes_to_resident: bool = Field(
        default=False,
        description="True: given at the resident's home, however far the office is",
    )
    rate_cents: int | None = Field(default=None, description="Euro cents per unit, for cost; a municipality changes it")
    rate_unit: Unit | None = None
    description: str = ""
    ended_on: date | None = Field(
        default=None, description="Last day it could be indicated, for products of an earlier purchase"
    )
    follows: tuple[str, ...] = Field(
        default=(), description="Products of an earlier purchase; their published figures are shown under this one"
    )
    synonyms: tuple[str, ...] = Field(default=(), description="What people in the field also call it")
    source: Source


class Transport(Part):
    """How a resident gets to help that is given elsewhere, when nobody near can bring them."""

    products: tuple[str, ...] = Field(default=(), description="Help it is for; empty means all of the lots")
    lots: tuple[str, ...] = Field(default=(), description="Lots it is for; empty means all")
    lines: tuple[str, ...] = Field(
        default=(), description="Products to draft beside it, as a line of their own; empty: it is a part of the help"
    )
    source: Source


class Purchase(Part):
    """A municipality that buys a product otherwise than the region does."""

    product: str
    municipality: str
    by: str = Field(description="itself, or the name of who buys it")
    source: Source


class Threshold(Part):
    """A municipality's way to keep the number of providers in hand."""

    kind: str = Field(description="Like closed-product-group, minimum-clients, entry-once-a-year, entry-at-scarcity")
    municipality: str = Field(default="", description="Empty means: a municipality may choose it")
    product: str = ""
    number: int | None = None
    text: str
    source: Source


class RuleSetting(Part):
    """One prompt of the region: on, how strongly, with which numbers, on whose word."""

    code: str = Field(pattern=r"^[a-z0-9-]+$")
    on: bool = True
    level: PromptLevel
    numbers: dict[str, int] = Field(
        default_factory=dict, description="Limits by name, unit in the name: days, weeks, months, percent, count"
    )
    kinds: tuple[AlternativeKind, ...] = Field(
        default=(), description="For alternatives-unanswered: which must be answered"
    )
    products: tuple[str, ...] = Field(default=(), description="Only for these products; empty means all")
    segments: tuple[str, ...] = Field(default=(), description="Only for these segments; empty means all")
    municipalities: tuple[str, ...] = Field(default=(), description="Only for these; empty means all")
    text: str = Field(
        default="", description="Dutch text; needed for a region's own prompt, else the usual text stands"
    )
    source: Source


class OwnPrompt(RuleSetting):
    """A prompt of the region's own: shown when all its conditions hold."""

    field: str = Field(default="", description="Field of the draft it belongs to")
    laws: tuple[Law, ...] = ()
    lots: tuple[str, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    while_empty: bool = Field(
        default=False, description="Only as long as its field is not filled in: it helps to fill it in, then is silent"
    )
    statuses: tuple[AvailabilityStatus, ...] = Field(
        default=(), description="Only for a provider in one of these states; empty means any"
    )


class Boundary(Part):
    """Where another law goes first: the sign in the draft that points to it."""

    law: Law
    when: str = Field(description="Alternative kind or product id that raises the question")
    text: str
    products: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    source: Source


class LifeDomain(Part):
    """One card of the conversation."""

    id: str
    name: str
    name_en: str = Field(default="", description="Name in English; empty for one that has none")
    area: str = Field(default="", description="TaskArea it belongs to for eighteen and after")
    help: str = Field(default="", description="Questions that help the talk on, own words")
    help_en: str = Field(default="", description="The same in English; empty where nobody put them so")


class Term(Part):
    """A legal or local term, which a municipality may change."""

    id: str
    name: str
    law: Law | None = None
    days: int
    counts_from: str = Field(description="Event it counts from, like need-report, application")
    by_act: bool = Field(default=True, description="False for a term of the region's own, which no weekend lengthens")
    may_pause: bool = Field(default=False, description="True where days may be left out of the count (Awb art. 4:15)")
    extensions: int = Field(default=0, ge=0, description="How many times it may be extended (Awb art. 4:14)")
    may_be_longer: bool = Field(
        default=False, description="True where a municipality's by-law may set a longer one than the act"
    )
    ground: Source | None = Field(default=None, description="Where pausing and extending stand")
    source: Source


class PlanPart(Part):
    """Something a support plan must at least hold in this region."""

    id: str
    name: str
    source: Source


class Measure(Part):
    """What the region measures the result of help by."""

    id: str
    name: str
    source: Source


class RegionProfile(Part):
    """Everything the program must know of a region."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    name: str
    document: str = Field(description="Title of the document the profile was read from")
    dated: date | None = Field(default=None, description="Date of that document; empty when it bears none")
    direction: str = Field(default="", description="Who holds case direction, in a sentence")
    municipalities: tuple[Municipality, ...]
    arrangements: tuple[Arrangement, ...] = ()
    lots: tuple[Lot, ...]
    segments: tuple[Segment, ...] = ()
    products: tuple[Product, ...] = ()
    transports: tuple[Transport, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    rules: tuple[RuleSetting, ...] = ()
    own_prompts: tuple[OwnPrompt, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    life_domains: tuple[LifeDomain, ...] = ()
    terms: tuple[Term, ...] = ()
    plan_parts: tuple[PlanPart, ...] = ()
    measures: tuple[Measure, ...] = ()
    monitoring: tuple[Monitoring, ...] = ()
    coverage: CoverageRule | None = None
    forecast: ForecastRule = ForecastRule()
    figure_age: FigureAge = FigureAge()
    log_term: LogTerm = OWN_LOG_TERM
    age_bands: AgeBands = AgeBands()
    map_upkeep: MapUpkeep = OWN_UPKEEP
    approval: Approval | None = Field(
        default=None, description="Empty means: a second person looks at every indication"
    )
    referral_follow: ReferralFollow = ReferralFollow()
    handover_around: HandoverAround = HandoverAround()
    small_numbers: tuple[SmallNumber, ...] = ()
    caseload: CaseloadRule = CaseloadRule()
    from_youth: FromYouth = FromYouth()
    figures: tuple[Figure, ...] = ()
    referrers: tuple[str, ...] = Field(default=(), description="Values of ReferrerKind that open the way to youth help")
