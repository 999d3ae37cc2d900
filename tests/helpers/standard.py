"""Messages for tests: what a provider sends, and the official schemas where they are at hand."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from desktop.exchange.istandaarden.writing import to_xml
from desktop.models.kinds import MessageKind
from desktop.rules.messages.kinds import MESSAGES, STANDARD
from desktop.rules.messages.tree import Element, branch, leaf
from tests.helpers.checkout import ROOT

AGB = "42420001"
MUNICIPALITY = "1895"
BSN = "999900006"


@cache
def schema(kind: MessageKind) -> etree.XMLSchema:
    """The official schema of a message; skips the test when the schemas are not there."""
    base = Path(os.environ.get("NAOBER_XSD_DIR", ROOT.parent / "shared" / "istandaarden" / "xsd"))
    if not base.is_dir():
        pytest.skip(f"the official schemas are not here: {base}")
    return etree.XMLSchema(etree.parse(base / f"{STANDARD[MESSAGES[kind].law]}-3.2" / f"{kind.lower()}.xsd"))


def faults_by_schema(kind: MessageKind, raw: bytes) -> list[str]:
    """What the official schema has against a message."""
    judge = schema(kind)
    return [] if judge.validate(etree.fromstring(raw)) else str(judge.error_log).splitlines()


def started(number: int | None, begins: str, **fields: object) -> Element:
    """One StartProduct."""
    return Element("StartProduct", children=(*_begun(number, begins, fields), *_status(fields)))


def stopped(number: int | None, begins: str, ends: str, **fields: object) -> Element:
    """One StopProduct; ``reason`` is "as planned" of the Wmo unless said otherwise."""
    reason = leaf("RedenBeeindiging", fields.get("reason", "19"))
    return Element(
        "StopProduct", children=(*_begun(number, begins, fields), *reason, *leaf("Einddatum", ends), *_status(fields))
    )


def asked(reference: str = "VOT-1", **fields: object) -> Element:
    """One AangevraagdProduct."""
    return Element(
        "AangevraagdProduct",
        children=(
            *leaf("ReferentieAanbieder", reference),
            *branch(
                "Product", leaf("Categorie", fields.get("category", "02")), leaf("Code", fields.get("code", "02A03"))
            ),
            *leaf("ToewijzingIngangsdatum", fields.get("begins", "2026-12-07")),
            *branch("Verwijzer", leaf("Type", "01")),
        ),
    )


def changed(number: int, reference: str = "VOW-1") -> tuple[Element, ...]:
    """The Verzoek of a 317."""
    return branch(
        "Verzoek",
        leaf("ReferentieAanbieder", reference),
        leaf("RedenVerzoek", "1"),
        branch(
            "TeWijzigenProducten",
            branch("TeWijzigenProduct", leaf("ToewijzingNummer", number), leaf("GewensteIngangsdatum", "2026-12-14")),
        ),
    )


def message(kind: MessageKind, *lines: Element, **fields: object) -> bytes:
    """A provider's message; ``header`` and ``client`` change single texts, ``sender`` and ``bsn`` too."""
    number = MESSAGES[kind].number
    holder = {"305": "StartProducten", "307": "StopProducten", "315": "AangevraagdeProducten"}.get(number)
    header = branch(
        "Header",
        leaf("BerichtCode", fields.get("code", MESSAGES[kind].code)),
        leaf("BerichtVersie", 3),
        leaf("BerichtSubversie", 2),
        leaf("Afzender", fields.get("sender", AGB)),
        leaf("Ontvanger", fields.get("receiver", MUNICIPALITY)),
        branch(
            "BerichtIdentificatie",
            leaf("Identificatie", fields.get("identification", "A1")),
            leaf("Dagtekening", "2026-11-20"),
        ),
        branch("XsdVersie", leaf("BasisschemaXsdVersie", "1.0.0"), leaf("BerichtXsdVersie", "1.0.0")),
    )
    who = leaf("Bsn", fields.get("bsn", BSN))
    if holder:
        who += (
            *branch("Geboortedatum", leaf("Datum", fields.get("born", "1990-05-01"))),
            *leaf("Geslacht", "1"),
            *branch("Naam", branch("Geslachtsnaam", leaf("Achternaam", "Voorbeeld"))),
        )
    client = branch("Client", who, branch(holder, lines) if holder else lines)
    return to_xml(Element("Bericht", children=(*header, *client)), MESSAGES[kind].law, number)


def _begun(number: int | None, begins: str, fields: dict[str, object]) -> tuple[Element, ...]:
    product = branch("Product", leaf("Categorie", fields.get("category", "")), leaf("Code", fields.get("product", "")))
    since = leaf("ToewijzingIngangsdatum", fields.get("since", ""))
    return (*leaf("ToewijzingNummer", number), *product, *since, *leaf("Begindatum", begins))


def _status(fields: dict[str, object]) -> tuple[Element, ...]:
    return leaf("StatusAanlevering", fields.get("status", "1"))
