"""What the five documents say, each row with the paragraph it was read from."""

from __future__ import annotations

from collections.abc import Callable

from desktop.models.kinds import ContractKind, FundingModel, Law, PromptLevel, PurchasingLevel, SegmentDuration
from desktop.models.region import ContractTerms, Lot, Product, RegionProfile, RuleSetting, Segment

Fact = Callable[[RegionProfile], object]


def lot(profile: RegionProfile, lot_id: str) -> Lot:
    return next(found for found in profile.lots if found.id == lot_id)


def segment(profile: RegionProfile, segment_id: str) -> Segment:
    return next(found for found in profile.segments if found.id == segment_id)


def product(profile: RegionProfile, product_id: str) -> Product:
    return next(found for found in profile.products if found.id == product_id)


def rule(profile: RegionProfile, code: str) -> RuleSetting:
    return next(found for found in profile.rules if found.code == code)


def figures(profile: RegionProfile, figure_id: str, municipality: str = "") -> dict[str, int]:
    return {f.key: f.value for f in profile.figures if f.id == figure_id and f.municipality == municipality}


def shares(profile: RegionProfile) -> dict[str, tuple[int | None, int | None]]:
    return {found.id: (found.share_of_money, found.share_of_clients) for found in profile.lots}


def towns(profile: RegionProfile) -> set[str]:
    return {town.name for town in profile.municipalities}


def running(profile: RegionProfile) -> set[str]:
    return {found.id for found in profile.products if found.ended_on is None}


def contracts(profile: RegionProfile) -> list[ContractTerms]:
    return [found.contract for found in profile.lots if found.contract]


EARLIER = (
    "begeleiding-individueel-basis",
    "begeleiding-individueel-speciaal",
    "begeleiding-groep-basis",
    "begeleiding-groep-speciaal",
)

FACTS: list[tuple[str, str, Fact, object]] = [
    ("bommelerwaard", "Titel", towns, {"Maasdriel", "Zaltbommel"}),
    (
        "bommelerwaard",
        "4.2 and 4.3, shares of money and clients in 2024",
        shares,
        {
            "wmo-huishoudelijke-hulp": (53, 62),
            "wmo-algemeen": (47, 38),
            "jeugd-algemeen": (54, 31),
            "jeugd-ggz": (41, 62),
            "jeugd-dyslexie": (5, 7),
        },
    ),
    ("bommelerwaard", "4.2 and 4.3, spend", lambda p: figures(p, "spend"), {"WMO": 9_746_050, "JEUGDWET": 8_349_854}),
    ("bommelerwaard", "4.2 and 4.3, clients", lambda p: figures(p, "clients"), {"WMO": 2_904, "JEUGDWET": 2_472}),
    ("bommelerwaard", "5.3, size", lambda p: figures(p, "inhabitants"), {"": 57_000}),
    ("bommelerwaard", "5.2", lambda p: {found.funding for found in p.lots}, {FundingModel.EFFORT}),
    ("bommelerwaard", "Scope", lambda p: {a.level for a in p.arrangements}, set(PurchasingLevel)),
    ("bommelerwaard", "Scope", lambda p: {found.level for found in p.products}, {PurchasingLevel.LOCAL}),
    (
        "bommelerwaard",
        "2 and 5.4: the mechanism stands, the number is not published",
        lambda p: {(t.kind, t.number) for t in p.thresholds},
        {
            ("maximum-providers", None),
            ("end-without-clients", None),
            ("entry-at-scarcity", None),
            ("specific-requirements", None),
        },
    ),
    (
        "bommelerwaard",
        "2 Inkoopmethodiek; 5.3 Misstanden",
        lambda p: {kind for found in p.lots if found.contract for kind in found.contract.kinds},
        {ContractKind.FRAMEWORK, ContractKind.BESPOKE},
    ),
    (
        "bommelerwaard",
        "5.1, two front doors",
        lambda p: {t.name: t.front_door.name for t in p.municipalities if t.front_door},
        {"Maasdriel": "Loket van de gemeente", "Zaltbommel": "Buurteam en Buurtzorg Jong"},
    ),
    (
        "bommelerwaard",
        "5.1 and Jeugdwet 2.6",
        lambda p: set(p.referrers),
        {
            "municipality",
            "certified-institution",
            "general-practitioner",
            "youth-doctor",
            "medical-specialist",
            "court",
        },
    ),
    ("bommelerwaard", "no date on the document", lambda p: p.dated, None),
    (
        "achterhoek",
        "Inleiding, eight municipalities",
        towns,
        {
            "Aalten",
            "Berkelland",
            "Bronckhorst",
            "Doetinchem",
            "Montferland",
            "Oost Gelre",
            "Oude IJsselstreek",
            "Winterswijk",
        },
    ),
    (
        "achterhoek",
        "5, three lots",
        lambda p: [found.id for found in p.lots],
        ["jeugdhulp", "wmo-begeleiding", "beschermd-wonen"],
    ),
    ("achterhoek", "2, WHAT and not HOW", lambda p: all(found.states_result_only for found in p.lots), True),
    ("achterhoek", "2, no products", lambda p: p.products, ()),
    (
        "achterhoek",
        "8, five segments with their funding",
        lambda p: {s.id: s.funding for s in p.segments if s.parent is None},
        {
            "integrale-ambulante-jeugdhulp": FundingModel.LUMP_SUM,
            "gezins-en-woonvormen": FundingModel.LUMP_SUM,
            "hoogspecialistische-jeugdzorg": FundingModel.LUMP_SUM,
            "dyslexiezorg": FundingModel.POPULATION,
            "ziekenhuiszorg": None,
        },
    ),
    (
        "achterhoek",
        "8, crisis inside the first three segments",
        lambda p: {s.parent for s in p.segments if s.id.startswith("crisis-")},
        {"integrale-ambulante-jeugdhulp", "gezins-en-woonvormen", "hoogspecialistische-jeugdzorg"},
    ),
    ("achterhoek", "5, 3+2+2 years", lambda p: {(c.years, c.extensions) for c in contracts(p)}, {(3, (2, 2))}),
    ("achterhoek", "5, evaluation halfway", lambda p: {c.interim_evaluation for c in contracts(p)}, {2024}),
    (
        "achterhoek",
        "4, results",
        lambda p: {m.id for m in p.measures},
        {"downscaling", "goal-realisation", "durability", "duration"},
    ),
    (
        "achterhoek",
        "4, four levels",
        lambda p: [m.id for m in p.monitoring],
        ["client", "target-group", "organisation-and-chain", "system"],
    ),
    (
        "achterhoek",
        "5, coverage matrix",
        lambda p: p.coverage and p.coverage.dimensions,
        ("dienstverlening", "specialisme", "gemeente"),
    ),
    ("achterhoek", "2, products of before", lambda p: figures(p, "products"), {"JEUGDWET": 58, "WMO": 22}),
    (
        "midden-ijssel-oost-veluwe",
        "1",
        towns,
        {"Apeldoorn", "Brummen", "Epe", "Hattem", "Heerde", "Lochem", "Voorst", "Zutphen"},
    ),
    (
        "midden-ijssel-oost-veluwe",
        "7, ten products, one of them in two forms",
        running,
        {
            "huishoudelijke-hulp",
            "persoonlijke-verzorging",
            "begeleiding-individueel",
            "begeleiding-individueel-complex",
            "begeleiding-groep",
            "vervoer",
            "vervoer-plus",
            "werkt-mee",
            "time-out",
            "zorgcoordinatie",
            "respijtzorg",
        },
    ),
    (
        "midden-ijssel-oost-veluwe",
        "7, bought apart",
        lambda p: {(b.product, b.municipality) for b in p.purchases},
        {
            ("huishoudelijke-hulp", "Apeldoorn"),
            ("huishoudelijke-hulp", "Zutphen"),
            ("huishoudelijke-hulp", "Heerde"),
            ("respijtzorg", "Apeldoorn"),
        },
    ),
    (
        "midden-ijssel-oost-veluwe",
        "7, the tender goes without two municipalities",
        lambda p: {a.without for a in p.arrangements if a.without},
        {("Zutphen", "Lochem")},
    ),
    (
        "midden-ijssel-oost-veluwe",
        "6, thresholds",
        lambda p: {t.kind for t in p.thresholds},
        {
            "closed-product-group",
            "minimum-clients",
            "entry-once-a-year",
            "entry-at-scarcity",
            "stricter-quality",
            "admission-requirements",
            "several-products",
            "rate-differentiation",
        },
    ),
    (
        "midden-ijssel-oost-veluwe",
        "6, step down at the same provider",
        lambda p: product(p, "begeleiding-individueel-complex").heavy_form_of,
        "begeleiding-individueel",
    ),
    (
        "midden-ijssel-oost-veluwe",
        "12, bridging agreements",
        lambda p: ContractKind.BRIDGING in contracts(p)[0].kinds,
        True,
    ),
    ("midden-ijssel-oost-veluwe", "Bijlage 2", lambda p: figures(p, "spend"), {"WMO": 67_266_794}),
    ("midden-ijssel-oost-veluwe", "4.1", lambda p: figures(p, "providers"), {"": 300}),
    (
        "hart-van-brabant",
        "footnote 1, outside the joint purchase",
        lambda p: set(lot(p, "wmo-begeleiding").not_bought_by),
        {"Waalwijk", "Loon op Zand"},
    ),
    ("hart-van-brabant", "footnote 1, only guidance", lambda p: lot(p, "jeugd").not_bought_by, ()),
    ("hart-van-brabant", "principle 1, task-based", lambda p: {x.funding for x in p.lots}, {FundingModel.TASK}),
    (
        "hart-van-brabant",
        "principles 3 to 5, own prompts",
        lambda p: {"practical-help-first", "work-first", "warm-handover"} <= {o.code for o in p.own_prompts},
        True,
    ),
    (
        "hart-van-brabant",
        "Overwegingen, need that returns",
        lambda p: (rule(p, "returned-soon").on, rule(p, "returned-soon").level),
        (True, PromptLevel.ASK),
    ),
    (
        "hart-van-brabant",
        "Overwegingen, medical route",
        lambda p: figures(p, "indications-by-medical-route"),
        {"JEUGDWET": 67},
    ),
    ("oldambt-stadskanaal", "1", towns, {"Oldambt", "Stadskanaal"}),
    (
        "oldambt-stadskanaal",
        "1, contract",
        lambda p: {(str(c.start), c.years, c.extensions) for c in contracts(p)},
        {("2022-06-01", 4, (1, 1))},
    ),
    (
        "oldambt-stadskanaal",
        "5, segments and what they expect of the length",
        lambda p: {s.id: s.duration for s in p.segments},
        {
            "1A": SegmentDuration.BOUNDED,
            "1B": SegmentDuration.BOUNDED,
            "2": SegmentDuration.LONG,
            "3": SegmentDuration.FREE,
        },
    ),
    (
        "oldambt-stadskanaal",
        "5, ages",
        lambda p: (segment(p, "1B").age_from, segment(p, "1B").age_to, segment(p, "3").age_from),
        (18, 23, 75),
    ),
    (
        "oldambt-stadskanaal",
        "7, products",
        running,
        {
            "begeleiding-regulier",
            "begeleiding-plus",
            "groep-arbeidsmatig",
            "groep-belevingsgericht",
            "kortdurend-verblijf",
            "vervoer",
        },
    ),
    (
        "oldambt-stadskanaal",
        "3 and 7, each product of the earlier purchase is followed by one of now",
        lambda p: sorted(old for found in p.products for old in found.follows),
        sorted(EARLIER),
    ),
    (
        "oldambt-stadskanaal",
        "7, guidance plus is temporary",
        lambda p: product(p, "begeleiding-plus").temporary,
        True,
    ),
    (
        "oldambt-stadskanaal",
        "7, both criteria",
        lambda p: [c.field for c in product(p, "begeleiding-plus").criteria],
        ["plus.unsafe_or_crisis", "plus.little_control"],
    ),
    (
        "oldambt-stadskanaal",
        "7, where plus leads back to",
        lambda p: set(product(p, "begeleiding-plus").steps_down_to),
        {"begeleiding-regulier", "community-service", "sheltered-housing", "wlz", "zvw"},
    ),
    (
        "oldambt-stadskanaal",
        "4, 5 and 7, other acts",
        lambda p: {b.law for b in p.boundaries},
        {Law.ZVW, Law.WLZ, Law.PARTICIPATIEWET},
    ),
    ("oldambt-stadskanaal", "8, plan", lambda p: len(p.plan_parts), 9),
    (
        "oldambt-stadskanaal",
        "3, clients by age, Oldambt",
        lambda p: figures(p, "clients-by-age", "Oldambt"),
        {"18-23": 91, "24-54": 338, "55-75": 171, "75+": 65},
    ),
    (
        "oldambt-stadskanaal",
        "3, clients by age, Stadskanaal",
        lambda p: figures(p, "clients-by-age", "Stadskanaal"),
        {"18-23": 41, "24-54": 302, "55-75": 159, "75+": 100},
    ),
    (
        "oldambt-stadskanaal",
        "3, indications per product, Oldambt",
        lambda p: list(figures(p, "indications-by-product", "Oldambt").values()),
        [681, 210, 189, 32, 3],
    ),
    (
        "oldambt-stadskanaal",
        "3, indications per product, Stadskanaal",
        lambda p: list(figures(p, "indications-by-product", "Stadskanaal").values()),
        [404, 268, 223, 42, 2],
    ),
    (
        "oldambt-stadskanaal",
        "3, clients per product, Oldambt",
        lambda p: list(figures(p, "clients-by-product", "Oldambt").values()),
        [463, 137, 141, 25, 2],
    ),
    (
        "oldambt-stadskanaal",
        "3, clients per product, Stadskanaal",
        lambda p: list(figures(p, "clients-by-product", "Stadskanaal").values()),
        [284, 173, 166, 37, 2],
    ),
    (
        "oldambt-stadskanaal",
        "3, clients with more than one indication",
        lambda p: [figures(p, "clients-by-indications", town) for town in ("Oldambt", "Stadskanaal")],
        [{"2": 221, "3": 97}, {"2": 202, "3": 57}],
    ),
    (
        "oldambt-stadskanaal",
        "3, from youth help to Wmo",
        lambda p: [(f.municipality, f.year, f.value) for f in p.figures if f.id == "inflow-from-youth"],
        [("Oldambt", 2019, 9), ("Oldambt", 2020, 13), ("Stadskanaal", 2019, 4), ("Stadskanaal", 2020, 6)],
    ),
    (
        "oldambt-stadskanaal",
        "4, sheltered housing",
        lambda p: (figures(p, "share-of-money"), figures(p, "share-of-clients")),
        ({"beschermd-wonen": 45}, {"beschermd-wonen": 5}),
    ),
]
