"""Drafts as an access desk makes them, on and around every limit, and what is said of each.

A row is: the region by its initial, what differs from that region's draft in order, what is raised, what is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.helpers.region_drafts import ANSWERED

REGIONS = {
    "B": "bommelerwaard",
    "A": "achterhoek",
    "M": "midden-ijssel-oost-veluwe",
    "H": "hart-van-brabant",
    "O": "oldambt-stadskanaal",
}

BLOCK, ASK, INFORM = "block", "ask", "inform"


@dataclass(frozen=True)
class Row:
    """One draft and what is said of it.

    Attributes:
        region: Initial of the region.
        changes: What differs from the region's draft in order.
        raised: Level by code.
        silent: Codes that are not raised, separated by blanks.
    """

    region: str
    changes: Mapping[str, object]
    raised: Mapping[str, str]
    silent: str = ""


def without(kind: str) -> list[object]:
    """All possibilities answered but this one."""
    return [answer for answer in ANSWERED if answer["kind"] != kind]


def answered(kind: str, **changes: object) -> dict[str, object]:
    """All possibilities answered, this one differently."""
    return {"alternatives": [*without(kind), {"kind": kind, "answer": "Besproken.", **changes}]}


def days(start: str, end: str | None, evaluation: str = "") -> dict[str, object]:
    """First and last day, and an evaluation on the first day unless told otherwise."""
    return {"start": start, "end": end, "evaluations": [evaluation or start]}


def before(
    start: str, end: str | None, product: str = "begeleiding-regulier", ended: str = "other"
) -> Mapping[str, object]:
    """One earlier indication as the whole history."""
    return {"history": [{"product": product, "start": start, "end": end, "ended": ended}]}


PLUS_YES = {"unsafe_or_crisis": True, "little_control": True, "leads_back_to": "begeleiding-regulier"}
PLUS: Mapping[str, object] = {
    "product": "begeleiding-plus",
    "plus": PLUS_YES,
    **days("2026-12-15", "2027-03-15", "2027-01-31"),
}
MONTHLY = {"frequency": "month"}
TWO = {"segment": "2"}
YOUTH: Mapping[str, object] = {
    "law": "JEUGDWET",
    "product": "jeugd-ambulant",
    "resident": {"birth_date": "2009-05-12"},
    **days("2027-01-01", "2027-05-11"),
}
EXTENDED: Mapping[str, object] = {**YOUTH, "extended": True, "care_form": "treatment-help"}
LEAP = {**YOUTH, "resident": {"birth_date": "2012-02-29"}}
WMO_LOT: Mapping[str, object] = {
    "law": "WMO",
    "lot": "wmo-begeleiding",
    "segment": None,
    "resident": {"birth_date": "1990-05-01"},
}
HOUSEHOLD: Mapping[str, object] = {"product": "huishoudelijke-hulp"}
RESPITE: Mapping[str, object] = {"product": "respijtzorg", "unit": "etmaal"}


def lots_of(**changes: object) -> Mapping[str, object]:
    """A provider that is contracted and open, but for this."""
    return {"provider": {"contracted": True, "status": "open", **changes}}


LAW_AND_LIMITS = [
    Row("O", {"alternatives": without("network")}, {"alternatives-unanswered": BLOCK}, "other-law-first"),
    Row("O", answered("network", answer=" \t\u00a0"), {"alternatives-unanswered": BLOCK}),
    Row("O", answered("usual-help", answer="\u200b"), {"alternatives-unanswered": BLOCK}),
    Row("O", {"alternatives": without("generally-usual")}, {}, "alternatives-unanswered"),
    Row("B", answered("community-service", sufficient=True), {"community-service-sufficient": BLOCK}),
    Row("H", answered("own-strength", sufficient=True), {"community-service-sufficient": BLOCK}),
    Row("O", {"alternatives": without("other-law")}, {"other-law-first": ASK, "alternatives-unanswered": BLOCK}),
    Row("O", answered("other-law", sufficient=True), {"other-law-first": ASK, "community-service-sufficient": BLOCK}),
    Row("M", {"product": "persoonlijke-verzorging"}, {"other-law-first": ASK}),
    Row("O", {"goals": []}, {"goal-missing": BLOCK}),
    Row("A", {"goals": ["", " "]}, {"goal-missing": BLOCK}),
    Row("O", {"start": None}, {"start-missing": BLOCK}),
    Row("O", {"product": None}, {"help-missing": BLOCK}),
    Row("O", {"segment": None}, {"segment-not-chosen": ASK}),
    Row("M", {"law": "JEUGDWET", "product": None}, {"help-missing": BLOCK}),
]

DURATION = [
    Row("O", {"end": None, **MONTHLY}, {"end-date-missing": BLOCK}),
    Row("O", {"end": None, **MONTHLY, "segment": "1B"}, {"end-date-missing": BLOCK}),
    Row("O", {"end": None, **MONTHLY, **TWO}, {}, "end-date-missing long-term-expected combination-not-allowed"),
    Row("O", {"end": None, **MONTHLY, "segment": "3"}, {}, "end-date-missing"),
    Row("O", {"end": None, **TWO}, {"end-date-missing": BLOCK, "combination-not-allowed": BLOCK}),
    Row("O", {**PLUS, **TWO, **MONTHLY, "end": None}, {"end-date-missing": BLOCK}),
    Row("M", {"end": None, **MONTHLY}, {}, "end-date-missing"),
    Row("M", {"end": None}, {"end-date-missing": BLOCK}),
    Row("O", {**TWO, "end": "2027-12-30"}, {"long-term-expected": INFORM}),
    Row("O", TWO, {}, "long-term-expected"),
    Row("O", {**TWO, **days("2027-03-01", "2028-02-28")}, {"long-term-expected": INFORM}),
    Row("O", {**TWO, **days("2027-03-01", "2028-02-29")}, {}, "long-term-expected"),
    Row("O", {"end": "2027-03-31", "evaluations": ["2027-02-01"]}, {}, "long-term-expected"),
    Row("O", PLUS, {}, "temporary-too-long plus-criteria-missing step-down-missing"),
    Row("O", {**PLUS, "end": "2027-03-16"}, {}, "temporary-too-long"),
    Row("O", {**PLUS, "end": "2027-03-17"}, {"temporary-too-long": BLOCK}),
    Row("O", {**PLUS, **days("2028-01-01", "2028-04-01")}, {}, "temporary-too-long"),
    Row("O", {**PLUS, **days("2028-01-01", "2028-04-02")}, {"temporary-too-long": BLOCK}),
    Row("O", {**PLUS, "start": None}, {"start-missing": BLOCK}, "temporary-too-long"),
    Row("O", {**PLUS, "plus": {**PLUS_YES, "little_control": False}}, {"plus-criteria-missing": BLOCK}),
    Row("O", {**PLUS, "plus": {"leads_back_to": "wlz"}}, {"plus-criteria-missing": BLOCK}, "step-down-missing"),
    Row("O", {**PLUS, "plus": {**PLUS_YES, "leads_back_to": " "}}, {"step-down-missing": BLOCK}),
    Row("O", {**PLUS, "plus": {**PLUS_YES, "leads_back_to": "begeleiding-plus"}}, {"step-down-missing": BLOCK}),
    Row("O", {**PLUS, "plus": {**PLUS_YES, "leads_back_to": "beschermd wonen"}}, {}, "step-down-missing"),
    Row("M", {"product": "begeleiding-individueel-complex"}, {"step-down-missing": ASK}, "plus-criteria-missing"),
    Row("O", {"evaluations": []}, {"evaluation-missing": BLOCK}),
    Row("O", {"evaluations": ["2027-07-01"]}, {}, "evaluation-missing"),
    Row("O", {"evaluations": ["2027-07-02"]}, {"evaluation-missing": BLOCK}),
    Row("O", {"evaluations": ["2026-12-31"]}, {"evaluation-missing": BLOCK}),
    Row("O", {**PLUS, "evaluations": ["2027-03-16"]}, {"evaluation-missing": BLOCK}),
    Row("O", before("2025-01-01", "2026-12-31"), {"repeat-indication": ASK}, "returned-soon"),
    Row("O", before("2026-06-01", "2027-03-31"), {"repeat-indication": ASK}, "returned-soon"),
    Row("O", before("2025-01-01", None), {"repeat-indication": ASK}),
    Row("O", before("2025-01-01", "2026-11-30"), {"repeat-indication": ASK}),
    Row("O", before("2025-01-01", "2026-11-29"), {}, "repeat-indication"),
    Row("O", before("2025-01-01", "2026-12-31", "kortdurend-verblijf"), {}, "repeat-indication"),
    Row("O", before("2025-01-01", "2026-12-31", "begeleiding-individueel-basis"), {"repeat-indication": ASK}),
    Row("O", before("2025-01-01", "2026-07-01", ended="as-planned"), {"returned-soon": ASK}, "repeat-indication"),
    Row("O", before("2025-01-01", "2026-06-30", ended="as-planned"), {}, "returned-soon"),
    Row("O", before("2025-01-01", "2026-10-31", ended="early"), {}, "returned-soon"),
    Row("O", before("2025-01-01", "2026-12-31", "begeleiding-plus", "as-planned"), {}, "returned-soon"),
    Row("H", before("2026-01-01", "2026-10-01", "dagbesteding", "as-planned"), {"returned-soon": ASK}),
]

YOUTH_AND_MONEY = [
    Row("B", YOUTH, {}, "beyond-18th-birthday extended-not-possible"),
    Row("B", {**YOUTH, "end": "2027-05-12"}, {"beyond-18th-birthday": ASK}),
    Row("B", {**YOUTH, "end": None, **MONTHLY}, {"beyond-18th-birthday": ASK}),
    Row("B", {**LEAP, **days("2029-10-01", "2030-02-28")}, {}, "beyond-18th-birthday"),
    Row("B", {**LEAP, **days("2029-10-01", "2030-03-01")}, {"beyond-18th-birthday": ASK}),
    Row("B", {**EXTENDED, "end": "2032-05-11"}, {}, "beyond-18th-birthday extended-not-possible"),
    Row("B", {**EXTENDED, "end": "2032-05-12"}, {"extended-not-possible": BLOCK}),
    Row("B", {**EXTENDED, "end": "2027-12-31", "care_form": "guidance"}, {"extended-not-possible": BLOCK}),
    Row("B", {**EXTENDED, "end": "2027-12-31", "care_form": "personal-care"}, {"extended-not-possible": BLOCK}),
    Row("B", {**EXTENDED, "end": "2030-05-11", "care_form": "foster-care"}, {}, "extended-not-possible"),
    Row("B", {**EXTENDED, "end": "2030-05-12", "care_form": "family-home"}, {"extended-not-possible": BLOCK}),
    Row("H", {**YOUTH, "product": "jeugdhulp-ambulant", "end": "2027-12-31"}, {"beyond-18th-birthday": ASK}),
    Row("O", {"resident": {"birth_date": "2009-05-12"}}, {"not-yet-eighteen": ASK}, "beyond-18th-birthday"),
    Row("O", {"volume": None}, {"volume-missing": BLOCK}),
    Row("M", {"unit": None, "frequency": None}, {"volume-missing": BLOCK}, "combination-not-allowed"),
    Row("H", {"volume": None, "unit": None, "frequency": None}, {}, "volume-missing result-missing"),
    Row("O", {"unit": "day-part", "frequency": "day"}, {"combination-not-allowed": BLOCK}),
    Row("B", {"unit": "etmaal", "frequency": "day"}, {"combination-not-allowed": BLOCK}),
    Row("O", {"unit": "minute", "frequency": "day"}, {}, "combination-not-allowed"),
    Row("O", {"unit": "euro", **MONTHLY}, {"combination-not-allowed": BLOCK}),
    Row("O", {"unit": "euro", **MONTHLY, "provision": "pgb", "provider": {}}, {}, "combination-not-allowed"),
    Row("A", {"volume": 2}, {"volume-not-allowed": BLOCK}, "volume-missing"),
    Row("A", {"product": "begeleiding"}, {"volume-not-allowed": BLOCK}),
    Row("A", {"result": " "}, {"result-missing": BLOCK}),
    Row("A", {"segment": None}, {"help-missing": BLOCK}),
    Row("A", WMO_LOT, {}, "help-missing result-missing"),
    Row(
        "A",
        {**WMO_LOT, "history": [{"lot": "wmo-begeleiding", "start": "2026-01-01", "end": "2026-12-31"}]},
        {"repeat-indication": ASK},
    ),
    Row("A", {"segment": "woonvormen"}, {"family-form-first": ASK}),
    Row("A", {"segment": "verblijf-groep"}, {"family-form-first": ASK}),
    Row("M", {**HOUSEHOLD, "municipality": "Zutphen"}, {"purchased-elsewhere": ASK}),
    Row("M", {**HOUSEHOLD, "municipality": "Apeldoorn"}, {"purchased-elsewhere": ASK}),
    Row("M", {**HOUSEHOLD, "municipality": "heerde "}, {"purchased-elsewhere": ASK}),
    Row("M", {**HOUSEHOLD, "municipality": "Hattem"}, {}, "purchased-elsewhere"),
    Row("M", {**RESPITE, "municipality": "Apeldoorn"}, {"purchased-elsewhere": ASK}),
    Row("M", {**RESPITE, "municipality": "Zutphen"}, {}, "purchased-elsewhere"),
    Row("H", {"municipality": "Waalwijk"}, {"purchased-elsewhere": ASK}),
    Row("H", {"municipality": "Loon op Zand", "product": "dagbesteding"}, {"purchased-elsewhere": ASK}),
    Row("H", {**YOUTH, "product": "jeugdhulp-ambulant", "municipality": "Waalwijk"}, {}, "purchased-elsewhere"),
    Row("O", lots_of(contract_end="2027-12-31"), {}, "beyond-contract"),
    Row("O", lots_of(contract_end="2027-12-30"), {"beyond-contract": ASK}),
    Row("O", lots_of(contract_end="2026-12-31"), {"provider-not-contracted": BLOCK, "beyond-contract": ASK}),
    Row("O", {"provider": {"contracted": False}}, {"provider-not-contracted": BLOCK}),
    Row("O", {"provider": {"contracted": False}, "provision": "pgb"}, {}, "provider-not-contracted"),
    Row("O", {"provider": {"id": None, "contracted": None}}, {}, "provider-not-contracted intake-stop"),
    Row("O", lots_of(status="intake-stop"), {"intake-stop": ASK}),
    Row("O", lots_of(status="unknown"), {}, "intake-stop"),
    Row("O", {"carers_in_household": 2}, {"director-missing": ASK}, "too-many-carers"),
    Row("O", {"laws_in_household": 2}, {"director-missing": ASK}),
    Row("O", {"carers_in_household": 3, "director": "Consulent"}, {"too-many-carers": INFORM}, "director-missing"),
    Row("B", {"carers_in_household": 3, "director": "Buurteam"}, {}, "too-many-carers director-missing"),
    Row("O", {"product": "groep-belevingsgericht", "unit": "day-part"}, {"room-to-grow": ASK}),
    Row("O", {"segment": "3"}, {"segment-for-older-residents": ASK}),
    Row("O", {"segment": "1B"}, {"segment-for-young-adults": ASK}),
    Row("O", {"segment": "1B", "resident": {"birth_date": "2004-05-01"}}, {}, "segment-for-young-adults"),
    Row("B", lots_of(status="limited"), {"heard-and-seen": INFORM}),
    Row("B", {}, {}, "heard-and-seen local-provider-first community-beside-indication"),
]

PGB = {"provision": "pgb", "provider": {}}
PGB_YES = {"reason": "Zij kent haar hulp al jaren.", "manager": "Haar dochter.", "quality": "Een diploma en een VOG."}
SAID = {"change": "prolonged", "change_reason": "De doelen zijn nog niet bereikt."}
GROUP = {"product": "groep-arbeidsmatig", "unit": "day-part"}

MANNER_AND_CHANGE = [
    Row("O", {"stops_when": ""}, {"stop-unanswered": ASK}),
    Row("B", {"stops_when": " \u200b"}, {"stop-unanswered": ASK}),
    Row("O", {"stops_when": "De post is drie maanden bij."}, {}, "stop-unanswered"),
    Row("O", {}, {}, "stop-unanswered contribution-not-told pgb-motivation-missing change-reason-missing"),
    Row("O", {"contribution_told": False}, {"contribution-not-told": ASK}),
    Row("O", {"contribution_told": True}, {}, "contribution-not-told"),
    Row("B", {**YOUTH, "contribution_told": False}, {}, "contribution-not-told"),
    Row("A", {**WMO_LOT, "contribution_told": False}, {"contribution-not-told": ASK}),
    Row("O", PGB, {}, "pgb-motivation-missing"),
    Row("O", {**PGB, "pgb": {}}, {"pgb-motivation-missing": BLOCK}),
    Row("B", {**PGB, "pgb": {**PGB_YES, "manager": " "}}, {"pgb-motivation-missing": BLOCK}),
    Row("B", {**YOUTH, **PGB, "pgb": {**PGB_YES, "quality": ""}}, {"pgb-motivation-missing": BLOCK}),
    Row("H", {**PGB, "pgb": PGB_YES}, {}, "pgb-motivation-missing provider-not-contracted"),
    Row("H", {"pgb": {}}, {}, "pgb-motivation-missing"),
    Row("B", {"agreement": "bespoke", "agreement_reason": " "}, {"agreement-unsettled": BLOCK}),
    Row("B", {"agreement": "bespoke", "agreement_reason": "Alleen zij kan gebarentaal."}, {}, "agreement-unsettled"),
    Row("B", {"agreement": "bridging", "agreement_reason": "Nog even."}, {"agreement-unsettled": BLOCK}),
    Row("M", {"agreement": "bridging", "agreement_reason": "Haar aanbieder stopt."}, {}, "agreement-unsettled"),
    Row("M", {"agreement": "bespoke", "agreement_reason": "Eenmalig."}, {"agreement-unsettled": BLOCK}),
    Row("O", {"agreement": "bespoke", "agreement_reason": "Eenmalig."}, {"agreement-unsettled": BLOCK}),
    Row(
        "B",
        {"agreement": "bespoke", "agreement_reason": "Alleen zij.", "provider": {"contracted": False}},
        {},
        "provider-not-contracted agreement-unsettled",
    ),
    Row("B", {"product": "dagbesteding", "unit": "day-part", "transport": True}, {"transport-reason-missing": BLOCK}),
    Row("H", {"transport": True, "transport_reason": "Niemand rijdt."}, {}, "transport-reason-missing"),
    Row("O", {"product": "vervoer", "unit": "piece"}, {"own-transport-first": ASK}),
    Row("O", {"product": "vervoer", "unit": "piece", "transport_reason": "Niemand rijdt."}, {}, "own-transport-first"),
    Row("O", {"change": "less-help"}, {"change-reason-missing": BLOCK}),
    Row("M", {"change": "other-product", "change_reason": " "}, {"change-reason-missing": BLOCK}),
    Row("O", SAID, {}, "change-reason-missing evaluation-unfinished"),
    Row("O", {**SAID, "open_evaluations": ["2026-11-15"]}, {"evaluation-unfinished": BLOCK}),
    Row("A", {"open_evaluations": ["2026-10-01", "2026-11-15"]}, {"evaluation-unfinished": BLOCK}),
]

ROWS = [*LAW_AND_LIMITS, *DURATION, *YOUTH_AND_MONEY, *MANNER_AND_CHANGE]
