"""Attributes of HSDS: which terms hold for a service or an organisation, in taxonomies of our own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.exchange.export.hsds_book import derived

if TYPE_CHECKING:
    from desktop.exchange.export.hsds_book import Book


class Taxonomy(StrEnum):
    """What a term is about; the value is the taxonomy's name in the files, and the kind of link."""

    KIND = "kind-of-help"
    LAW = "law"
    LOT = "lot"
    SEGMENT = "segment"
    PRODUCT = "product"
    CATEGORY = "iwmo-ijw-productcategorie"
    CODE = "iwmo-ijw-productcode"
    TARGET_GROUP = "target-group"
    SPECIALISM = "specialism"
    THEME = "theme"
    LIGHT_CHECK = "light-check"
    STATUS = "referral-status"
    PROVIDER = "provider"
    AVAILABILITY = "availability"


_ABOUT = {
    Taxonomy.KIND: "Whether an indication is needed: a community service needs none",
    Taxonomy.LAW: "The Dutch act that help is given under",
    Taxonomy.LOT: "Part of the region's purchase",
    Taxonomy.SEGMENT: "Kind of care or target group inside a lot",
    Taxonomy.PRODUCT: "What the region indicates",
    Taxonomy.CATEGORY: "productCategorie of the Dutch standards iWmo and iJw",
    Taxonomy.CODE: "productCode of the Dutch standards iWmo and iJw",
    Taxonomy.TARGET_GROUP: "For whom, in the field's words",
    Taxonomy.SPECIALISM: "What a provider knows well, in the field's words",
    Taxonomy.THEME: "What a community service is about",
    Taxonomy.LIGHT_CHECK: "The small test a community service asks; the value says which",
    Taxonomy.STATUS: "Whether residents may be sent there",
    Taxonomy.PROVIDER: "What the region says of a provider",
    Taxonomy.AVAILABILITY: "Waits in weeks and intake, as last observed; the label says of what and on which day",
}
"""Descriptions are data for other programs, so in English in every export."""


_OURS = frozenset({Taxonomy.KIND, Taxonomy.LAW, Taxonomy.STATUS, Taxonomy.PROVIDER, Taxonomy.AVAILABILITY})
"""Taxonomies with codes of a closed list, none of which stands in another."""


@dataclass(frozen=True)
class Term:
    """A term of a taxonomy; without a code, the name tells it from others."""

    taxonomy: Taxonomy
    name: str
    code: str = ""
    description: str = ""


@dataclass(frozen=True)
class Target:
    """The row that terms hold for."""

    entity: str
    id: str


def tag(book: Book, target: Target, term: Term, value: object = "", label: str = "") -> None:
    """Says that a term holds for a row; the taxonomy and the term are written the first time."""
    if not term.name:
        return
    written = str(value)
    book.add(
        "attribute",
        derived("attribute", target.id, _id(term), written, label),
        link_id=target.id,
        taxonomy_term_id=_written(book, term),
        link_type=term.taxonomy.value,
        link_entity=target.entity,
        value=written or term.code or term.name,
        label=label or term.name,
    )


def tag_all(book: Book, target: Target, taxonomy: Taxonomy, names: Iterable[str]) -> None:
    """Idem, for each of the names."""
    for name in names:
        tag(book, target, Term(taxonomy, name))


def _written(book: Book, term: Term) -> str:
    if book.has("taxonomy_term", _id(term)):
        return _id(term)
    taxonomy = book.add(
        "taxonomy",
        derived("taxonomy", term.taxonomy),
        name=term.taxonomy.value,
        description=_ABOUT[term.taxonomy],
    )
    return book.add(
        "taxonomy_term",
        _id(term),
        code=_code(term),
        name=term.name,
        description=term.description or term.name,
        taxonomy=term.taxonomy.value,
        taxonomy_id=taxonomy,
    )


def _code(term: Term) -> str:
    """The specification wants codes to be unique over all taxonomies: ours are, those of a region need not be."""
    plain = term.code or term.name
    return plain if term.code and term.taxonomy in _OURS else f"{term.taxonomy}:{plain}"


def code_in(taxonomy: str, code: str) -> str:
    """The code of a term as it was before it was made unique over all taxonomies."""
    return code.removeprefix(f"{taxonomy}:")


@lru_cache(maxsize=4096)
def _id(term: Term) -> str:
    return derived("term", term.taxonomy, term.code or term.name)
