"""Every paper with every part filled in, about an invented resident."""

from __future__ import annotations

import dataclasses
from datetime import date

from desktop.models.destruction_request import DestructionRequest, RefusalGround, RequestOutcome
from desktop.models.kinds import (
    AlternativeKind,
    ConsentBy,
    Frequency,
    IndicationStatus,
    Law,
    NextStep,
    Provision,
    TaskArea,
    Unit,
)
from desktop.models.papers import (
    DecisionPage,
    EvaluationPage,
    MapPage,
    PaperAlternative,
    PaperCarer,
    PaperContact,
    PaperContribution,
    PaperConversation,
    PaperDomain,
    PaperGoal,
    PaperHead,
    PaperHelp,
    PaperHelper,
    PaperOther,
    PaperPart,
    PaperResident,
    PaperService,
    SupportPlanPage,
)
from desktop.models.request_paper import RequestPage
from desktop.models.transition_paper import PaperRun, PaperTalk, PaperToDo, TransitionPlanPage
from desktop.models.waiting_paper import PaperExpectedWait, PaperWaitNorm, PaperWaitPlace, WaitingLetterPage
from desktop.models.withdrawal_paper import WithdrawalPage
from desktop.reports.content import Paper
from desktop.reports.decision import decision
from desktop.reports.evaluation import evaluation
from desktop.reports.map_page import map_page
from desktop.reports.request_letter import request_letter
from desktop.reports.support_plan import support_plan
from desktop.reports.transition_plan import transition_plan
from desktop.reports.waiting_letter import waiting_letter
from desktop.reports.withdrawal_letter import withdrawal_letter
from desktop.rules.destruction_requests import NORMS

DAY = date(2026, 11, 23)
HEAD = PaperHead("Stadskanaal", "Oldambt en Stadskanaal", DAY, "M. Veenstra")
RESIDENT = PaperResident("W. Çelik-Ørsted", date(1948, 2, 29), ("Hoofdstraat 12", "9501 AB Stadskanaal"))
HELP = PaperHelp(
    "Dagbesteding", "Tijd voor uzelf.", "De Wilgenhoeve", Provision.IN_KIND, Law.WMO, IndicationStatus.APPROVED,
    date(2026, 12, 15), date(2027, 12, 14), 4, Unit.DAY_PART, Frequency.WEEK, (date(2027, 6, 1),),
    "Uw man gaat graag.", "", "In de buurt is er één aanbieder.", ((date(2027, 2, 1), 2), (date(2027, 7, 1), 0)),
)  # fmt: skip
GOALS = (PaperGoal("Ik ga op donderdag naar het koor.", "", date(2027, 3, 1), "partly"), PaperGoal("Ik slaap door."))
ALTERNATIVES = (
    PaperAlternative(AlternativeKind.OWN_STRENGTH, "U kookt zelf.", sufficient=False),
    PaperAlternative(AlternativeKind.NETWORK, "Uw dochter doet de boodschappen.", sufficient=False),
)
SERVICE = PaperService("Odensehuis De Brug", "Binnenlopen op dinsdag.", "Stadskanaal", "dinsdag")

PLAN = SupportPlanPage(
    head=HEAD, resident=RESIDENT, law=Law.WMO, question="Ik kan mijn man niet meer alleen laten.",
    director="M. Veenstra", summary="U zorgt voor uw man.", agreements="U meldt uw man deze week aan.",
    conversation=PaperConversation(
        date(2026, 11, 16), "bij u thuis", "u en uw dochter", "Naar het koor.", "Een fijne buurt.",
        (PaperDomain("Huishouden", "Het huis is schoon.", "Ik durf niet weg.", "Uw dochter helpt.", 3),),
    ),
    network=(PaperHelper("Anneke", "dochter", "boodschappen", informal_carer=True, overburdened=True),),
    who_come=(PaperCarer("Wijkverpleging", "wondzorg"),),
    alternatives=ALTERNATIVES, services=(SERVICE,), goals=GOALS, help=(HELP,),
    client_support_told_on=date(2026, 11, 3),
    parts=(
        PaperPart("goals", "De doelen"),
        PaperPart("result-check", "Waaraan u ziet of het resultaat bereikt is", ("Het kan stoppen als: u slaapt.",)),
        PaperPart("after", "Hoe het verder gaat als de indicatie stopt"),
    ),
    others=(
        PaperOther("", Law.JEUGDWET, (), (), "S. Bouzid"),
        PaperOther("H. Çelik", Law.WMO, ("Begeleiding groep",), ("Ik ben drie dagen onder de mensen.",), "M. Veenstra"),
    ),
    other_directors=("J. Mulder",),
)  # fmt: skip

DECISION = DecisionPage(
    head=HEAD, resident=RESIDENT, law=Law.WMO, help=HELP, granted=True, number="2026-10023",
    grounds=("Wmo 2015, art. 2.3.5",), motivation="U zorgt dag en nacht voor uw man.",
    question="Ik kan mijn man niet meer alleen laten.", applied_on=date(2026, 11, 10), decided_on=DAY,
    announced_on=date(2026, 11, 24), objection_until=date(2027, 1, 5), objection_weeks=6, goals=GOALS,
    alternatives=ALTERNATIVES, contribution=PaperContribution(2100, 2026, "Verordening 2026, art. 4", "Besproken."),
)  # fmt: skip

REFUSED = dataclasses.replace(
    DECISION, granted=False, number="2026-10024", contribution=None,
    help=dataclasses.replace(
        HELP, start=None, end=None, volume=None, unit=None, frequency=None, evaluations=(), limited_choice="",
        volume_from=(),
    ),
    motivation="Uw dochter en de buurvrouw zijn er op de dagen dat u weg wilt. Daarmee redt u het voorlopig.",
)  # fmt: skip

BUDGET = dataclasses.replace(
    DECISION, number="2026-10025", grounds=("Wmo 2015, art. 2.3.5", "Wmo 2015, art. 2.3.6"),
    help=dataclasses.replace(HELP, provision=Provision.PGB, provider="", limited_choice="", volume_from=()),
    pgb_reason="Uw buurvrouw kent uw man al jaren. Uw zoon doet de administratie.",
)  # fmt: skip

YOUTH = dataclasses.replace(
    DECISION, law=Law.JEUGDWET, number="2026-10026", grounds=("Jeugdwet, art. 2.3",), contribution=None,
    resident=PaperResident("S. van Dijk", date(2014, 5, 6), ("Kerkstraat 3", "9501 AB Stadskanaal")),
    help=dataclasses.replace(
        HELP, product="Ambulante begeleiding jeugd", result="Sem gaat elke dag naar school.", law=Law.JEUGDWET,
        provider="De Ruimte", volume=3, unit=Unit.HOUR, limited_choice="", volume_from=(),
    ),
    question="Ik wil weer met mijn vrienden in de klas.", goals=(PaperGoal("Ik ga elke dag naar school."),),
    motivation="Op school lukt het niet zonder iemand die met Sem oefent.",
    alternatives=(PaperAlternative(AlternativeKind.NETWORK, "Oma brengt Sem naar school.", sufficient=False),),
)  # fmt: skip

EVALUATION = EvaluationPage(
    head=HEAD, resident=RESIDENT, law=Law.WMO, help=HELP, due_on=date(2027, 6, 1), held_on=date(2027, 5, 28),
    present="u, uw dochter en Inge van De Wilgenhoeve", goals=GOALS, effect="U slaapt beter.",
    delivered="In mei was de groep een week dicht.", delivered_volume=3, satisfaction=8,
    downscaling="Over een half jaar kijken we of drie dagdelen genoeg zijn.", next=NextStep.THE_SAME,
    next_step="Uw man went nog.", next_on=date(2027, 12, 1),
)  # fmt: skip

LETTER = WaitingLetterPage(
    head=HEAD, resident=RESIDENT, product="Dagbesteding", since=date(2026, 9, 21), weeks=9,
    places=(
        PaperWaitPlace("De Wilgenhoeve", date(2026, 9, 21), "8–10 weken tot de hulp begint", date(2026, 11, 3), "tel."),
        PaperWaitPlace("De Eik", date(2026, 11, 2)),
    ),
    expected=(PaperExpectedWait("De Wilgenhoeve", 4, 2, 9, 8, 24),),
    norm=PaperWaitNorm(6, "Treeknormen", "Dagbesteding", 3),
    bridges=(SERVICE,), calls_on=date(2026, 11, 30), limited_choice="In de buurt is er één aanbieder.",
    contact=PaperContact("0599 00 00 00", "elke werkdag van 9 tot 12 uur", ("Plein 1", "9501 AA Stadskanaal")),
)  # fmt: skip

WITHDRAWN = WithdrawalPage(
    head=HEAD, resident=RESIDENT, applied_on=date(2026, 11, 9), withdrawn_on=date(2026, 11, 20),
    asked="Dagbesteding voor mijn man, twee dagen in de week.", by=ConsentBy.REPRESENTATIVE,
    how="telefonisch, door uw dochter", others=(date(2026, 11, 16),), runs=True,
    contact=PaperContact("0599 00 00 00", "elke werkdag van 9 tot 12 uur", ("Plein 1", "9501 AA Stadskanaal")),
)  # fmt: skip

ASKED = DestructionRequest(
    case_id="c", received_on=date(2026, 11, 9), how="brief", recorded_by="m", outcome=RequestOutcome.REFUSED,
    ground=RefusalGround.LAW_FORBIDS, provision="Archiefwet 1995, artikel 3", decided_on=date(2026, 11, 20),
    motivation="Wij moeten laten zien waaraan wij het geld uitgaven. Dat kan tot 1 januari 2034.",
)  # fmt: skip

REQUEST = RequestPage(
    head=HEAD, resident=RESIDENT, law=Law.WMO, request=ASKED, right=NORMS[Law.WMO].right, ground=NORMS[Law.WMO].but,
    decide_by=date(2026, 12, 9), decide_source=NORMS[Law.WMO].decide_source, destroy_by=date(2027, 2, 9),
    objection_weeks=6,
    contact=PaperContact("0599 00 00 00", "elke werkdag van 9 tot 12 uur", ("Plein 1", "9501 AA Stadskanaal")),
)  # fmt: skip

MAP = MapPage(
    head=HEAD, name="Inloop De Kern", organisation="Stichting Dorpshuis", about="Elke werkdag koffie.",
    address=("Hoofdstraat 12", "9501 AB Stadskanaal"), phone="0599 12 34 56", email="inloop@dekern.example",
    url="https://dekern.example/inloop/", when="Elke werkdag van 9.30 tot 12.00 uur",
    for_whom="iedereen", cost="Gratis",
    how_to_join="Loop gewoon binnen.", places=("De Kern, Hoofdstraat 12", "De Kerk, Kerkplein 1"),
    checked_on=date(2026, 11, 3),
)  # fmt: skip


EIGHTEEN = TransitionPlanPage(
    head=HEAD, resident=PaperResident("S. Dekker", date(2009, 2, 28)), adult_on=date(2027, 2, 28),
    summary="Ik wil kok worden en op mezelf wonen.", adult_who_stays="Oma Truus",
    network=(PaperHelper("Oma Truus", "oma", "Ik eet daar op zondag."), PaperHelper("Bilal", "vriend", "sport")),
    helps=(
        PaperRun("Begeleiding", "De Wilgenhoeve", date(2025, 9, 1), date(2027, 2, 27)),
        PaperRun("Behandeling", "", date(2025, 9, 1), date(2027, 2, 27), date(2032, 2, 27)),
        PaperRun("Wmo-begeleiding", "De Wilgenhoeve", date(2027, 3, 15), date(2028, 3, 14), after=True),
    ),
    gap=(date(2027, 2, 28), date(2027, 3, 14)),
    steps=(
        PaperToDo(TaskArea.SUPPORT, "Je maakt een plan.", "jij", date(2026, 2, 28), date(2026, 3, 3)),
        PaperToDo(TaskArea.HOUSING, "Je schrijft je in voor een woning.", "jij", date(2027, 1, 1)),
        PaperToDo(TaskArea.INCOME, "Je opent een eigen bankrekening.", "je ouders", date(2026, 11, 28)),
    ),
    talk=PaperTalk("M. Veenstra", "F. Haddad", "Wmo-loket Stadskanaal", date(2026, 12, 2)),
    resume_by=date(2027, 8, 27), consent_from=date(2027, 2, 28),
)  # fmt: skip


def papers(language: str = "nl") -> dict[str, Paper]:
    """All of them, by kind."""
    return {
        "support-plan": support_plan(PLAN, language),
        "decision": decision(DECISION, language),
        "decision-refused": decision(REFUSED, language),
        "decision-budget": decision(BUDGET, language),
        "decision-youth": decision(YOUTH, language),
        "evaluation": evaluation(EVALUATION, language),
        "waiting-letter": waiting_letter(LETTER, language),
        "withdrawal-letter": withdrawal_letter(WITHDRAWN, language),
        "request-letter": request_letter(REQUEST, language),
        "request-letter-youth": request_letter(
            dataclasses.replace(REQUEST, law=Law.JEUGDWET, ground=NORMS[Law.JEUGDWET].but), language
        ),
        "request-letter-granted": request_letter(
            dataclasses.replace(REQUEST, request=ASKED.model_copy(update={"outcome": RequestOutcome.GRANTED})), language
        ),
        "request-letter-waits": request_letter(
            dataclasses.replace(REQUEST, request=ASKED.model_copy(update={"outcome": RequestOutcome.OPEN})), language
        ),
        "map-page": map_page(MAP, language),
        "transition-plan": transition_plan(EIGHTEEN, language),
    }
