"""What makes a draft unreadable, or name what the region does not have."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.language import speaking
from desktop.rules.draft_faults import DraftUnreadable, faults, read_draft
from tests.helpers.drafts import QUIET, region

PROFILE = region()


def found(changes: Mapping[str, object]) -> dict[str, str]:
    return {fault.key: fault.text for fault in faults(PROFILE, {**QUIET, **changes})}


def test_a_draft_in_order_has_no_faults() -> None:
    assert found({}) == {}


@pytest.mark.parametrize(
    ("changes", "key", "text"),
    [
        ({"kleur": "rood"}, "kleur", "Een indicatie heeft deze sleutel niet."),
        ({"evaluation": []}, "evaluation", "Een indicatie heeft deze sleutel niet. Is evaluations bedoeld?"),
        ({"start": "2026-02-31"}, "start", "Hier hoort een bestaande datum, zoals 2026-12-31."),
        ({"start": 1_700_000_000}, "start", "Hier hoort een bestaande datum, zoals 2026-12-31."),
        ({"today": None}, "today", "Hier hoort een bestaande datum, zoals 2026-12-31."),
        ({"volume": "4"}, "volume", "Hier hoort een geheel getal."),
        ({"volume": 4.5}, "volume", "Hier hoort een geheel getal."),
        ({"volume": True}, "volume", "Hier hoort een geheel getal."),
        ({"volume": 0}, "volume", "Het getal is 1 of meer."),
        ({"volume": 10**9}, "volume", "Het getal is 99999999 of minder."),
        ({"volume": 10**400}, "volume", None),
        ({"volume": float("nan")}, "volume", "Hier hoort een geheel getal."),
        ({"extended": "ja"}, "extended", "Hier hoort waar of niet waar (true of false)."),
        ({"goals": "één doel"}, "goals", "Hier hoort een lijst."),
        ({"goals": [1]}, "goals.0", "Hier hoort tekst."),
        ({"resident": "Jansen"}, "resident", "Hier hoort een groep van sleutels met waarden."),
        ({"resident": {"birthdate": "1990-01-01"}}, "resident.birthdate", None),
        ({"unit": "uur"}, "unit", "Kies uit: minute, hour, day-part, etmaal, piece, euro."),
        ({"alternatives": [{"answer": "ja"}]}, "alternatives.0.kind", "Dit moet worden ingevuld."),
        ({"alternatives": [{"kind": "voorliggend"}]}, "alternatives.0.kind", None),
        (
            {"history": [{"start": "2026-13-01"}]},
            "history.0.start",
            "Hier hoort een bestaande datum, zoals 2026-12-31.",
        ),
        ({"reasons": {"goal-missing": 3}}, "reasons.goal-missing", "Hier hoort tekst."),
        ({"result": "\ud800"}, "result", None),
        ({"\ud800": "x"}, "�", None),
        ({"\x1b[2J": 1}, "�[2J", None),
        ({"k" * 900: 1}, "k" * 60 + "…", None),
        ({"region": "elders"}, "region", "Deze indicatie is voor een andere regio: elders."),
        ({"municipality": "Pekela"}, "municipality", "Pekela is hier niet bekend. Wel bekend: Oostdorp, Westdorp."),
        ({"lot": "x"}, "lot", None),
        ({"segment": "x"}, "segment", None),
        ({"product": "x"}, "product", None),
        ({"lot": "resultaat"}, "segment", "Segment herstel hoort bij een ander perceel: begeleiding."),
        ({"lot": "resultaat"}, "product", "Gewoon hoort bij een ander perceel: begeleiding."),
        ({"product": "jeugd-ambulant", "segment": None}, "law", "Deze hulp valt onder een andere wet: Jeugdwet."),
        ({"law": "JEUGDWET"}, "law", "Deze hulp valt onder een andere wet: Wmo 2015."),
        ({"product": "oud"}, "product", "Oud kon tot en met 31 mei 2022 worden geïndiceerd."),
        ({"end": "2026-12-31"}, "end", "Het einde ligt vóór de start (1 januari 2027)."),
        ({"history": [{"start": "2026-01-02", "end": "2026-01-01"}]}, "history.0.end", None),
        (
            {"resident": {"birth_date": "2026-12-02"}},
            "resident.birth_date",
            "Een geboortedatum kan niet in de toekomst liggen.",
        ),
        (
            {"resident": {"birth_date": "1906-12-01"}},
            "resident.birth_date",
            "Deze geboortedatum is meer dan 120 jaar geleden.",
        ),
    ],
)
def test_each_fault_is_named_by_its_key_in_a_sentence(
    changes: Mapping[str, object], key: str, text: str | None
) -> None:
    sentences = found(changes)
    assert key in sentences
    assert sentences[key].endswith((".", "?"))
    if text is not None:
        assert sentences[key] == text


def test_where_only_results_are_stated_a_product_is_for_a_prompt_not_a_fault() -> None:
    assert found({"lot": "resultaat", "segment": None, "product": "begeleiding-oud"}) == {}


def test_a_missing_key_is_named() -> None:
    assert found({}) == {}
    without = {name: value for name, value in QUIET.items() if name != "today"}
    assert [(f.key, f.text) for f in faults(PROFILE, without)] == [("today", "Dit moet worden ingevuld.")]


def test_all_faults_are_named_at_once() -> None:
    assert set(found({"x": 1, "start": "morgen", "unit": "uur"})) == {"x", "start", "unit"}
    assert set(found({"segment": "x", "product": "y", "end": "2020-01-01"})) == {"segment", "product", "end"}


def test_the_sentences_speak_the_language_in_force() -> None:
    with speaking("en"):
        assert found({"volume": "4"}) == {"volume": "A whole number belongs here."}


def test_a_municipality_is_known_whatever_its_capitals() -> None:
    assert found({"municipality": " oostDORP "}) == {}


def test_unreadable_carries_its_faults_and_names_the_first_field() -> None:
    with pytest.raises(DraftUnreadable) as raised:
        read_draft({**QUIET, "start": "morgen"})
    assert (raised.value.code, raised.value.field) == ("draft-unreadable", "start")
    assert [fault.key for fault in raised.value.faults] == ["start"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(QUIET)) | st.text(max_size=5), JSON, max_size=5))
def test_whatever_is_handed_over_gets_an_answer(changes: dict[str, object]) -> None:
    for data in (changes, {**QUIET, **changes}):
        assert all(fault.text for fault in faults(PROFILE, data))


def test_a_draft_nested_too_deep_is_refused() -> None:
    deep: object = "bodem"
    for _level in range(100_000):
        deep = [deep]
    assert set(found({"goals": deep})) == {"goals"}
