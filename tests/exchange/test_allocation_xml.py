"""The XML of an allocation message: as the official schemas have it, and as the golden files keep it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from desktop.exchange.istandaarden.checking import flaws
from desktop.exchange.istandaarden.layouts import data_types, layout, namespaces
from desktop.exchange.istandaarden.writing import to_xml
from desktop.models.kinds import Frequency, FundingModel, Gender, Law, MessageKind, Unit
from desktop.models.messages import Allocation
from desktop.models.people import Resident
from desktop.rules.allocations import ALLOWED, Naming
from desktop.rules.messages.allocation_message import Envelope, allocation_message, lacking
from desktop.rules.messages.allotting import Desk, allocated
from desktop.rules.messages.granted import Granted, Size, Step
from desktop.rules.messages.kinds import ALLOCATION, FREQUENCY_CODES, MESSAGES, unit_code
from desktop.rules.messages.person import house_of
from desktop.rules.messages.tree import Element
from tests.helpers.bsns import made_up_bsns
from tests.helpers.standard import faults_by_schema

GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 23)
LAWS = (Law.WMO, Law.JEUGDWET)
CATEGORY = {Law.WMO: ("02", "02A03"), Law.JEUGDWET: ("45", "45A04")}


def envelope(law: Law) -> Envelope:
    return Envelope(law, "1895", "42420001", "261123ABCDEF", TODAY, UTC)


def allocation(told: Size, **fields: object) -> Allocation:
    usual: dict[str, object] = {
        "id": "01900000-0000-7000-8000-0000000000aa",
        "indication_id": "01900000-0000-7000-8000-0000000000bb",
        "provider_id": "01900000-0000-7000-8000-0000000000cc",
        "number": 100_000_001,
        "municipality_code": "1895",
        "allocated_at": datetime(2026, 11, 23, 9, 30, 5, tzinfo=UTC),
        "start": date(2026, 12, 7),
        "end": date(2027, 6, 6),
        "told": told.told(),
    }
    return Allocation.model_validate(usual | fields)


def somebody(**fields: object) -> Resident:
    usual: dict[str, object] = {
        "bsn": "999900006",
        "first_names": "Jan Pieter",
        "initials": "J.P.",
        "prefix": "van der",
        "last_name": "Voorbeeld",
        "birth_date": date(1990, 5, 1),
        "gender": Gender.MALE,
        "address": "Burgemeester van der Heijdenlaan 12 A-2",
        "postal_code": "9671 AB",
        "place": "Winschoten",
        "phone": "0597-12 34 56 / +31 6 12345678",
        "email": "jan@example.org",
    }
    return Resident.model_validate(usual | fields)


def raw(law: Law, resident: Resident, *told: Allocation) -> bytes:
    root = allocation_message(envelope(law), resident, told)
    assert flaws(root, layout(law, "301")) == ()
    return to_xml(root, law, "301")


@pytest.mark.parametrize("law", LAWS)
def test_golden_message(law: Law) -> None:
    category, code = CATEGORY[law]
    made = raw(
        law,
        somebody(),
        allocation(Size(category, code, 4, "04", "2")),
        allocation(Size(category), number=100_000_002, end=date(2026, 12, 7), change_reason="13", reference="VOW-7"),
    )
    golden = GOLDEN / f"{ALLOCATION[law].lower()}.xml"
    assert made.decode() == golden.read_text("utf-8")
    assert faults_by_schema(ALLOCATION[law], made) == []


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("one", ALLOWED, ids=lambda one: f"{one.funding}-{one.naming}-{one.unit}-{one.frequency}")
def test_every_allowed_combination_is_a_valid_message(law: Law, one: object) -> None:
    assert isinstance(one, type(ALLOWED[0]))
    category, code = CATEGORY[law]
    told = Size("" if one.naming is Naming.GENERIC else category)
    if one.unit is not None and one.frequency is not None:
        told = Size(category, code, 5, unit_code(one.unit, one.funding), FREQUENCY_CODES[one.frequency])
    end = date(2027, 6, 6) if one.end_required else None
    assert faults_by_schema(ALLOCATION[law], raw(law, somebody(), allocation(told, end=end))) == []


def test_pieces_are_counted_by_how_they_are_paid() -> None:
    assert unit_code(Unit.PIECE, FundingModel.EFFORT) == "84"
    assert unit_code(Unit.PIECE, FundingModel.OUTPUT) == "82"
    assert {unit_code(unit, FundingModel.EFFORT) for unit in Unit} <= data_types(Law.WMO)["Eenheid"].codes.keys()
    assert {FREQUENCY_CODES[one] for one in Frequency} == data_types(Law.WMO)["Frequentie"].codes.keys()


TEXT = st.text(max_size=60)
RESIDENTS = st.builds(
    Resident,
    bsn=st.sampled_from(made_up_bsns(50)),
    first_names=TEXT,
    initials=st.text(max_size=20),
    prefix=st.text(max_size=20),
    last_name=st.text(min_size=1, max_size=200).filter(lambda text: text.strip() and text.isprintable()),
    birth_date=st.dates(date(1906, 1, 1), TODAY),
    gender=st.sampled_from(list(Gender)),
    address=TEXT | st.sampled_from(["Dorpsstraat 1", "Plein 1940 7-II", "Kade 99999 z", "Weg 0"]),
    postal_code=st.sampled_from(["", "9671 AB", "9671ab"]),
    place=st.text(max_size=80),
    phone=st.text(max_size=60) | st.from_regex(r"\+?[0-9 -]{5,40}", fullmatch=True),
    email=st.text(max_size=120) | st.emails().filter(lambda mail: len(mail) <= 200),
)
SIZES = st.tuples(
    st.integers(1, 99_999_999), st.sampled_from(["01", "04", "14", "16", "82", "83", "84"]), st.sampled_from("1246")
)


@pytest.mark.parametrize("law", LAWS)
@given(
    resident=RESIDENTS,
    size=st.none() | SIZES,
    number=st.integers(1, 999_999_999),
    days=st.none() | st.integers(0, 4000),
    reason=st.sampled_from(["", "02", "04", "05", "08", "09", "13"]),
)
def test_whatever_is_typed_becomes_a_valid_message_or_is_held_back(
    law: Law,
    resident: Resident,
    size: tuple[int, str, str] | None,
    number: int,
    days: int | None,
    reason: str,
) -> None:
    category, code = CATEGORY[law]
    told = Size(category, code, *size) if size else Size(category)
    end = None if days is None else date(2026, 12, 7) + timedelta(days=days)
    one = allocation(told, number=number, end=end, change_reason=reason)
    held_back = lacking(resident, "42420001")
    assert all((fault.field == "address") <= (house_of(resident.address) is None) for fault in held_back)
    root = allocation_message(envelope(law), resident, [one])
    if held_back or flaws(root, layout(law, "301")):
        return
    assert faults_by_schema(ALLOCATION[law], to_xml(root, law, "301")) == []


CHANGES = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 99_999_999)), max_size=4)


@pytest.mark.parametrize("law", LAWS)
@given(changes=CHANGES, again=CHANGES, open_ended=st.booleans())
def test_help_that_goes_up_and_down_stays_a_valid_message(
    law: Law, changes: list[tuple[int, int]], again: list[tuple[int, int]], open_ended: bool
) -> None:
    """Each time it is told: what runs, what was ended, and what was taken away because a change was taken back."""
    category, code = CATEGORY[law]
    told: tuple[Allocation, ...] = ()
    desk = Desk("1895", datetime(2026, 11, 23, 9, tzinfo=UTC), TODAY, lambda _id: False)
    for round_, made in enumerate((changes, again)):
        steps = tuple(Step(f"{round_}-{n}", TODAY + timedelta(days=d), volume) for n, (d, volume) in enumerate(made))
        end = None if open_ended else TODAY + timedelta(days=400)
        size = Size(category, code, 5, "04", "4")
        told = allocated([Granted("i1", "p1", size, TODAY, end, steps=steps)], told, desk)
        if told:
            assert faults_by_schema(ALLOCATION[law], raw(law, somebody(), *told)) == []


@given(resident=RESIDENTS)
def test_only_a_text_of_marks_is_held_back(resident: Resident) -> None:
    """The own check is no stricter than it must be: what it refuses, the schema refuses too."""
    root = allocation_message(envelope(Law.WMO), resident, [allocation(Size("02"))])
    if flaws(root, layout(Law.WMO, "301")):
        assert faults_by_schema(MessageKind.WMO301, to_xml(root, Law.WMO, "301"))


def leaves(root: Element) -> list[tuple[Element, ...]]:
    """Every path from the root to an element with text."""
    found: list[tuple[Element, ...]] = []

    def walk(path: tuple[Element, ...]) -> None:
        if not path[-1].children:
            found.append(path)
        for child in path[-1].children:
            walk((*path, child))

    walk((root,))
    return found


def changed(path: tuple[Element, ...], new: Element | None) -> Element:
    """The root with the last element of a path replaced, or taken away."""
    for parent, child in reversed(list(pairwise(path))):
        kept = tuple(element for one in parent.children if (element := new if one is child else one) is not None)
        new = Element(parent.name, parent.text, kept)
    assert new is not None
    return new


WHOLE = allocation_message(
    envelope(Law.WMO), somebody(), [allocation(Size("02", "02A03", 4, "04", "2"), change_reason="04", reference="V1")]
)
BAD = ("", " ", "x" * 201, "31-02-2026", "2026-02-31", "99", "-1", "1000000000", "é")


SAID_BY_KIND = {"BerichtCode", "BerichtVersie", "BerichtSubversie"}
"""Must be what the message's namespace says; looked at apart when a message is read."""


@pytest.mark.parametrize(
    "path",
    [p for p in leaves(WHOLE) if p[-1].name not in SAID_BY_KIND],
    ids=lambda path: "/".join(e.name for e in path[1:]),
)
def test_own_check_and_official_schema_agree_on_every_element(path: tuple[Element, ...]) -> None:
    """Each element taken away, doubled or given a wrong text: both refuse it, or both take it."""
    place, own = layout(Law.WMO, "301"), []
    one = path[-1]
    variants = [changed(path, None), *(changed(path, Element(one.name, text)) for text in BAD)]
    twice = Element(path[-2].name, children=(*path[-2].children, one))
    variants.append(changed(path[:-1], twice))
    for root in variants:
        mine = bool(flaws(root, place))
        theirs = bool(faults_by_schema(MessageKind.WMO301, to_xml(root, Law.WMO, "301")))
        # The schema knows no elfproef: there the own check is stricter.
        own.append(mine == theirs or (mine and one.name == "Bsn"))
    assert all(own), [BAD[n - 1] if 0 < n <= len(BAD) else n for n, good in enumerate(own) if not good]


def test_every_structure_is_known_and_names_its_own_namespace() -> None:
    for message in MESSAGES.values():
        assert layout(message.law, message.number).children
        assert namespaces(message.law, message.number)[0].endswith(f"{message.number}/schema")


def test_the_code_lists_differ_by_act() -> None:
    assert "19" in data_types(Law.WMO)["RedenBeeindiging"].codes
    assert "19" not in data_types(Law.JEUGDWET)["RedenBeeindiging"].codes


def test_what_is_written_is_read_back_the_same() -> None:
    root = etree.fromstring(raw(Law.WMO, somebody(), allocation(Size("02", "02A03", 4, "04", "2"))))
    own, shared = namespaces(Law.WMO, "301")
    assert root.findtext(f".//{{{own}}}Bsn") == "999900006"
    assert root.findtext(f".//{{{shared}}}Achternaam") == "Voorbeeld"
    assert root.findtext(f".//{{{shared}}}Straatnaam") == "Burg van der Heijdenlaan"
    assert [e.text for e in root.iter(f"{{{shared}}}Telefoonnummer")] == ["0597123456", "0612345678"]
