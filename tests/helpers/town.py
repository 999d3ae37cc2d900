"""An invented town: neighbourhood services, contracted providers, two colleagues and one resident with a full case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from desktop import regions
from desktop.models.casework import Alternative, Case
from desktop.models.indications import Decision, Trajectory
from desktop.models.kinds import AlternativeKind, AvailabilityStatus, Frequency, Law, Role, Unit
from desktop.models.people import Colleague, NetworkMember
from desktop.models.social_map import (
    AvailabilityReport,
    CommunityService,
    Contract,
    ContractedProduct,
    Location,
    Place,
    Provider,
)
from desktop.models.waiting import ContactMoment, InterimMeasure, WaitingListEntry
from desktop.services.cases import NewCase, open_case
from desktop.services.conversations import begin, finish, write, write_domain
from desktop.services.indications import approve, begin_draft, change_draft, hand_in
from desktop.services.plans import Agreement, add_goal, agree_plan, put_on_plan
from desktop.services.workplace import Workplace
from tests.helpers.stores import COLLEAGUE

if TYPE_CHECKING:
    from desktop.store.database import Store

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LEAD = "01900000-0000-7000-8000-000000000002"

ME = Colleague(id=COLLEAGUE, name="Noor Hagedoorn", role=Role.CONSULTANT)
TEAM_LEAD = Colleague(id=LEAD, name="Tamara Postema", role=Role.TEAM_LEAD)


def days_ago(days: int) -> date:
    """So many days before the day the town stands still."""
    return TODAY - timedelta(days=days)


def workplace_of(store: Store, colleague: Colleague = ME) -> Workplace:
    """Where a colleague works, on the day the town stands still."""
    profile = regions.read_profile(regions.shipped()[store.identity.region])
    return Workplace(store, profile, colleague, clock=_now)


def _now() -> datetime:
    return NOW


def settle(workplace: Workplace, *values: object) -> None:
    """Stores values as they are."""
    with workplace.store.work("Settle") as work:
        for value in values:
            work.add(value)  # type: ignore[arg-type]  # the town only gives values of the models
        work.commit()


DOMAINS = (
    "wonen",
    "geld",
    "werk-en-leren",
    "huishouden",
    "lichaam",
    "geest",
    "middelen",
    "gezin",
    "meedoen",
    "veiligheid",
)
"""Life domains of the region the town lies in."""

PLACES = (
    Place(name="Stadskanaal", municipality="Stadskanaal", postal_code4="9501", latitude=52.9895, longitude=6.9504),
    Place(name="Musselkanaal", municipality="Stadskanaal", postal_code4="9581", latitude=52.9310, longitude=7.0144),
    Place(name="Winschoten", municipality="Oldambt", postal_code4="9671", latitude=53.1442, longitude=7.0347),
)


def move_in(workplace: Workplace) -> None:
    """Colleagues and places."""
    settle(workplace, ME, TEAM_LEAD, *PLACES)


COFFEE = CommunityService(
    name="Inloop De Kern",
    description=(
        "Elke werkdag koffie en thee aan de grote tafel, met een spel of een krant. Vrijwilligers letten op wie er "
        "nieuw is. Na een paar keer vraagt iemand of u mee wilt helpen."
    ),
    organisation="Stichting Dorpshuis Stadskanaal",
    themes=("ontmoeten", "meedoen"),
    opening_hours="Maandag tot en met vrijdag van 9.30 tot 12.00 uur",
    how_to_join="Loop gewoon binnen. Wie liever niet alleen komt, wordt de eerste keer opgehaald.",
    cost="Gratis, koffie € 1,00",
    free_of_charge=True,
    phone="0599 12 34 56",
    email="inloop@dekern.example",
    url="https://dekern.example/inloop",
    address="Hoofdstraat 12",
    postal_code="9501 AB",
    place="Stadskanaal",
    latitude=52.9890,
    longitude=6.9510,
    municipalities=("Stadskanaal",),
    target_groups=("iedereen",),
    checked_on=TODAY - timedelta(days=20),
    checked_by="Tamara Postema",
)
BUDDY = CommunityService(
    name="Buurtmaatjes",
    description="Een vrijwilliger komt elke week langs om te praten, te wandelen of samen iets te ondernemen.",
    organisation="Welzijn Dichtbij",
    themes=("maatje", "eenzaamheid"),
    opening_hours="In overleg",
    how_to_join="Een kennismakingsgesprek, daarna wordt er een maatje gezocht.",
    cost="Gratis",
    free_of_charge=True,
    light_check="Een kort gesprek over wat u zoekt",
    phone="0599 65 43 21",
    place="Musselkanaal",
    postal_code="9581 CD",
    latitude=52.9310,
    longitude=7.0144,
    municipalities=("Stadskanaal", "Oldambt"),
    minimum_age=18,
    checked_on=TODAY - timedelta(days=400),
)
LETTERS = CommunityService(
    name="Formulierenhulp bibliotheek",
    description="Hulp bij brieven van de overheid, toeslagen en DigiD.",
    organisation="Bibliotheek Oost-Groningen",
    themes=("geld", "brieven", "post"),
    opening_hours="Dinsdag van 13.30 tot 16.00 uur",
    cost="",
    place="Stadskanaal",
    postal_code="9501 EF",
    latitude=52.9880,
    longitude=6.9490,
    municipalities=("Stadskanaal",),
)
SERVICES = (COFFEE, BUDDY, LETTERS)


def provider(
    name: str, *, product: str, status: AvailabilityStatus, weeks: tuple[float, float] | None, days: int
) -> tuple[object, ...]:
    """A contracted provider with its latest observation; `weeks` to the first talk, `days` since it was measured."""
    made = Provider(
        name=name,
        description=f"{name} begeleidt inwoners thuis, met vaste gezichten en duidelijke afspraken.",
        phone="0597 11 22 33",
        email="aanmelden@zorg.example",
        url="https://zorg.example",
        address="Langestraat 3",
        postal_code="9671 AA",
        place="Winschoten",
        latitude=53.1442,
        longitude=7.0347,
        municipalities=("Oldambt", "Stadskanaal"),
        target_groups=("volwassenen", "jongvolwassenen"),
        laws=(Law.WMO.value,),
        specialisms=("autisme", "psychische kwetsbaarheid"),
        size="middel",
        checked_on=TODAY - timedelta(days=60),
    )
    contract = Contract(
        provider_id=made.id,
        lot="wmo-begeleiding",
        start=date(2022, 6, 1),
        end=date(2027, 12, 31),
        extension="tweemaal een jaar",
    )
    products = tuple(
        ContractedProduct(
            contract_id=contract.id,
            provider_id=made.id,
            lot="wmo-begeleiding",
            product=one,
            municipalities=("Stadskanaal",) if one == "begeleiding-plus" else (),
            start=contract.start,
            end=contract.end,
            rate_cents=6240,
            rate_unit=Unit.HOUR,
        )
        for one in (product, "begeleiding-plus")
    )
    report = AvailabilityReport(
        provider_id=made.id,
        product=product,
        intake_min=weeks[0] if weeks else None,
        intake_max=weeks[0] if weeks else None,
        start_min=weeks[1] if weeks else None,
        start_max=weeks[1] + 2 if weeks else None,
        status=status,
        measured_on=TODAY - timedelta(days=days),
        source="Maandopgave van de aanbieder",
    )
    where = Location(
        provider_id=made.id, name="De Werkplaats", address="Spoorlaan 8", postal_code="9501 ZZ", place="Stadskanaal"
    )
    return (made, contract, *products, report, where)


REGULAR = "begeleiding-regulier"
OPEN_PROVIDER = provider("De Lange Adem", product=REGULAR, status=AvailabilityStatus.OPEN, weeks=(2, 4), days=9)
LIMITED_PROVIDER = provider(
    "Kompas en Koers", product=REGULAR, status=AvailabilityStatus.LIMITED, weeks=(6, 10), days=75
)
STOPPED_PROVIDER = provider(
    "Stap voor Stap Thuis", product=REGULAR, status=AvailabilityStatus.INTAKE_STOP, weeks=None, days=3
)
PROVIDERS = (OPEN_PROVIDER, LIMITED_PROVIDER, STOPPED_PROVIDER)


def fill_map(workplace: Workplace) -> None:
    """Services of the neighbourhood and contracted providers."""
    settle(workplace, *SERVICES, *(value for values in PROVIDERS for value in values))


NEW_CASE = NewCase(
    first_names="Annie",
    prefix="van der",
    last_name="Veen-Huizing",
    birth_date=date(1948, 3, 14),
    bsn="999990019",
    address="Oosterstraat 9",
    postal_code="9501 AB",
    place="Stadskanaal",
    municipality="Stadskanaal",
    phone="06 12 34 56 78",
    question="Sinds haar man overleed lukt het mevrouw niet meer om de dagen en de post op orde te houden.",
    report="De dochter belde: er ligt een stapel ongeopende brieven en moeder komt de deur niet meer uit.",
    received_on=TODAY - timedelta(days=37),
    client_support_told=True,
)


def open_her_case(workplace: Workplace, new: NewCase = NEW_CASE) -> str:
    """A case with nothing in it yet; returns its id."""
    return open_case(workplace, new)[0]


ANSWERS = {
    AlternativeKind.OWN_STRENGTH: "Mevrouw kookt zelf en doet haar boodschappen. Zij wil leren de post bij te houden.",
    AlternativeKind.USUAL_HELP: "Mevrouw woont alleen; er is niemand in huis die kan helpen.",
    AlternativeKind.INFORMAL_CARE: "De dochter komt op zaterdag. Meer lukt haar niet naast werk en gezin.",
    AlternativeKind.NETWORK: "De buurman zet de vuilnis buiten. Met hem over geld praten wil mevrouw niet.",
    AlternativeKind.COMMUNITY_SERVICE: "De inloop helpt tegen de eenzaamheid, maar niet bij de rekeningen.",
    AlternativeKind.OTHER_LAW: "Er is geen blijvende behoefte aan toezicht: de Wlz is niet aan de orde.",
}


def answer_all(workplace: Workplace, case_id: str) -> None:
    """Every possibility before custom care is answered."""
    settle(workplace, *(Alternative(case_id=case_id, kind=kind, answer=text) for kind, text in ANSWERS.items()))


def talk_with_her(workplace: Workplace, case_id: str, *, done: bool = True) -> str:
    """The home visit; returns its id."""
    talk, _changes = begin(workplace, case_id, TODAY - timedelta(days=30))
    write(
        workplace,
        talk,
        where="Bij mevrouw thuis",
        present="Mevrouw Van der Veen, haar dochter Ineke",
        question="Ik wil weer overzicht, zodat ik niet wakker lig van de brieven.",
        going_well="Mevrouw kookt elke dag en houdt haar huis netjes.",
        notes="Mevrouw is helder en hartelijk. Haar man deed altijd de administratie.",
    )
    write_domain(
        workplace,
        talk,
        "geld",
        situation="De post ligt ongeopend in een la. Er zijn twee aanmaningen.",
        own_words="Ik durf de enveloppen niet open te maken.",
        who_can_do_what="De dochter kan op zaterdag meekijken.",
        score=2,
    )
    write_domain(workplace, talk, "wonen", situation="Een eigen woning, gelijkvloers.", score=5)
    if done:
        finish(workplace, talk)
    return talk


def drafted(workplace: Workplace, case_id: str) -> str:
    """A draft about which there is nothing to ask; returns its id."""
    draft, _changes = begin_draft(workplace, case_id)
    change_draft(
        workplace,
        draft,
        lot="wmo-begeleiding",
        segment="1A",
        product=REGULAR,
        volume=4,
        unit=Unit.HOUR,
        frequency=Frequency.WEEK,
        start=TODAY + timedelta(days=14),
        end=TODAY + timedelta(days=194),
        result="Mevrouw houdt haar post en geld zelf bij.",
        stops_when="Mevrouw opent de post zelf, drie maanden achter elkaar.",
        contribution_told_on=TODAY,
        evaluations=((TODAY + timedelta(days=100)).isoformat(),),
        provider_id=OPEN_PROVIDER[0].id,  # type: ignore[attr-defined]  # the first is the provider itself
    )
    return draft


def led(workplace: Workplace) -> Workplace:
    """The same store, with the team lead at work."""
    return replace(workplace, colleague=TEAM_LEAD)


def approved_by_lead(workplace: Workplace, indication_id: str) -> None:
    """The second person approved what was handed in."""
    approve(led(workplace), indication_id)


def live_her_life(workplace: Workplace, case_id: str) -> None:
    """Everything that may hang on a case: people, talk, plan, help that runs, and a wait."""
    with workplace.store.read() as reader:
        case = reader.get(Case, case_id)
    settle(
        workplace,
        NetworkMember(
            resident_id=case.resident_id,
            name="Ineke",
            relation="dochter",
            helps_with="Boodschappen op zaterdag en mee naar de huisarts",
            informal_carer=True,
            overburdened=True,
        ),
        NetworkMember(
            resident_id=case.resident_id, name="Meneer Drent", relation="buurman", helps_with="De vuilnis buiten"
        ),
    )
    talk_with_her(workplace, case_id)
    answer_all(workplace, case_id)
    add_goal(workplace, case_id, "Ik maak elke week mijn post open.", domain="geld", by_when=TODAY + timedelta(90))
    add_goal(workplace, case_id, "Ik drink weer eens koffie met anderen.", domain="meedoen")
    put_on_plan(workplace, case_id, COFFEE.id, "Een vaste ochtend onder de mensen")
    agree_plan(
        workplace,
        case_id,
        Agreement(
            "U krijgt een half jaar hulp bij de post en het geld. Daarnaast gaat u op woensdag naar de inloop.",
            "Ineke kijkt op zaterdag mee. De begeleider komt op dinsdag.",
            resident_agrees=True,
        ),
    )
    _let_help_run(workplace, case_id)
    _let_her_wait(workplace, case_id)


def _let_help_run(workplace: Workplace, case_id: str) -> None:
    approved = drafted(workplace, case_id)
    hand_in(workplace, approved)
    approved_by_lead(workplace, approved)
    settle(
        workplace,
        Decision(
            indication_id=approved,
            number="2026-0412",
            decided_on=TODAY - timedelta(days=5),
            announced_on=TODAY - timedelta(days=5),
            motivation="Het netwerk en de buurt helpen, maar het overzicht over geld lukt nog niet zonder begeleiding.",
        ),
        Trajectory(indication_id=approved, started_on=TODAY - timedelta(days=2)),
    )
    begin_draft(workplace, case_id)


def _let_her_wait(workplace: Workplace, case_id: str) -> None:
    wait = WaitingListEntry(
        case_id=case_id,
        provider_id=LIMITED_PROVIDER[0].id,  # type: ignore[attr-defined]  # idem
        product="groep-belevingsgericht",
        since=TODAY - timedelta(days=21),
    )
    settle(
        workplace,
        wait,
        InterimMeasure(entry_id=wait.id, what="Twee ochtenden naar Inloop De Kern", start=TODAY - timedelta(days=14)),
        ContactMoment(entry_id=wait.id, agreed_on=TODAY - timedelta(days=3)),
    )
