"""What the parts of an import are called, and what belongs in a column."""

from __future__ import annotations

from desktop.exchange.plan import Candidate, Verdict
from desktop.language import N_, _

KINDS = {
    "services": N_("Community services"),
    "providers": N_("Contracted providers"),
    "waiting-times": N_("Waiting times"),
    "hsds": N_("Open Referral (HSDS)"),
    "places": N_("Postal codes and places"),
}
"""Kinds of file by their id at the service."""

COUNTS = {
    "read": N_("read"),
    "new": N_("new"),
    "changed": N_("changed"),
    "same": N_("the same"),
    "rejected": N_("left out"),
    "warnings": N_("to look at"),
}
"""Figures of a plan and their words."""

VERDICTS = {
    Verdict.SAME: N_("the same one"),
    Verdict.NEW: N_("another one"),
    Verdict.SKIP: N_("leave out"),
}
"""What can be said of a row that looks like something."""

GOALS: dict[str, tuple[str, str]] = {
    "naam": (N_("name"), N_("What people call it.")),
    "omschrijving": (N_("description"), N_("What it offers, in a few sentences.")),
    "organisatie": (N_("organisation"), N_("Who runs it.")),
    "telefoon": (N_("phone"), N_("As published.")),
    "e-mail": (N_("e-mail"), N_("As published.")),
    "website": (N_("website"), N_("As published.")),
    "adres": (N_("address"), N_("Street and number.")),
    "postcode": (N_("postal code"), N_("Four digits, with or without letters.")),
    "plaats": (N_("place"), N_("Town, village or quarter.")),
    "gemeente": (N_("municipality"), N_("Empty means: everywhere.")),
    "gemeenten": (N_("municipalities"), N_("Several with a comma between them.")),
    "doelgroep": (N_("target group"), N_("For whom.")),
    "doelgroepen": (N_("target groups"), N_("Several with a comma between them.")),
    "minimumleeftijd": (N_("lowest age"), N_("A whole number of years.")),
    "maximumleeftijd": (N_("highest age"), N_("A whole number of years.")),
    "thema's": (N_("themes"), N_("Several with a comma between them.")),
    "openingstijden": (N_("opening hours"), N_("As published.")),
    "aanmelden": (N_("how to join"), N_("What a resident does to take part.")),
    "kosten": (N_("costs"), N_("As published. Empty is not known, never free.")),
    "gratis": (N_("free of charge"), N_("Yes or no.")),
    "lichte toets": (N_("light check"), N_("The small test it asks.")),
    "breedtegraad": (N_("latitude"), N_("Degrees, like 53.14.")),
    "lengtegraad": (N_("longitude"), N_("Degrees, like 7.03.")),
    "gecontroleerd op": (N_("checked on"), N_("A day, like 31-5-2026.")),
    "gecontroleerd door": (N_("checked by"), N_("Who looked.")),
    "wetten": (N_("acts"), N_("Wmo, Jeugdwet, Wlz: several with a comma.")),
    "specialismen": (N_("specialisms"), N_("Several with a comma between them.")),
    "agb-code": (N_("AGB code"), N_("Eight digits.")),
    "kvk-nummer": (N_("KvK number"), N_("Eight digits.")),
    "aanbieder": (N_("provider"), N_("The name, as the social map has it.")),
    "product": (N_("product"), N_("Product or offer the wait is for.")),
    "expertise": (N_("expertise"), N_("Within the product.")),
    "wachttijd tot gesprek": (N_("wait to the first talk"), N_("Weeks, like 8, 6–8 wk or Aanmeldstop.")),
    "wachttijd tot hulp": (N_("wait to the first help"), N_("Weeks, like 8, 6–8 wk or Aanmeldstop.")),
    "locatie": (N_("location"), N_("Where it is offered.")),
    "status": (N_("state"), N_("Open, beperkt, intakestop, eerst onderzoek, in overleg or onbekend.")),
    "vrije plaatsen": (N_("free places"), N_("A whole number.")),
    "wachtenden": (N_("number waiting"), N_("A whole number of residents.")),
    "peildatum": (N_("day measured"), N_("The day on which the figure was true.")),
    "bron": (N_("source"), N_("Where the figure came from.")),
    "toelichting": (N_("remark"), N_("In words.")),
}
"""By what a column can be: its name, and what belongs in it."""

_OWN = "own-"
"""What the source of a file begins with of which a person told the columns."""


def candidate_text(one: Candidate) -> str:
    """What a row may be the same as: its name, and where it is or came from."""
    if one.row:
        return _("{name}, in row {row}", name=one.name, row=one.row)
    return ", ".join(filter(None, (one.name, one.place, source_name(one.source))))


def source_name(source: str) -> str:
    """Where an entry came from, in words where the program itself gave the source its name."""
    if source == "demo":
        return _("demonstration")
    if source.startswith(_OWN):
        name = source.removeprefix(_OWN)
        return _("own file") if name in KINDS else _("own file: {name}", name=name.replace("-", " "))
    return source
