"""What is no draft, or not one of this region: a fault named by its key and exit code 2; the world's faults give 3."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop.models.draft import (
    Draft,
    DraftAlternative,
    DraftHistory,
    DraftPart,
    DraftPgb,
    DraftPlus,
    DraftProvider,
    DraftResident,
)
from tests.helpers.contract import Said, Terminal
from tests.helpers.region_drafts import in_order

GOOD = in_order("oldambt-stadskanaal") | {
    "lot": None,
    "result": None,
    "provision": "in-kind",
    "director": "Consulent",
    "history": [{"product": "begeleiding-plus", "start": "2025-01-01", "end": "2025-02-01", "ended": "early"}],
    "plus": {"unsafe_or_crisis": False, "little_control": False, "leads_back_to": ""},
    "stops_when": "Als de post drie maanden bij is.",
    "pgb": {"reason": "", "manager": "", "quality": ""},
    "agreement_reason": "",
    "transport_reason": "",
    "contribution_told": True,
    "change_reason": "",
    "care_form": "other",
    "extended": False,
    "carers_in_household": 1,
    "reasons": {"van-niemand": "tekst"},
}
PARTS: Mapping[str, type[DraftPart]] = {
    "": Draft,
    "resident": DraftResident,
    "provider": DraftProvider,
    "plus": DraftPlus,
    "pgb": DraftPgb,
    "alternatives.0": DraftAlternative,
    "history.0": DraftHistory,
}
KEYS = [f"{part}.{key}".lstrip(".") for part, kind in PARTS.items() for key in kind.model_fields]
MAY_BE_NULL = {
    *("lot", "segment", "product", "start", "end", "volume", "unit", "frequency", "result", "director"),
    *(
        "stops_when",
        "pgb",
        "agreement_reason",
        "transport_reason",
        "contribution_told",
        "change",
        "change_reason",
        "unlooked",
    ),
    *("resident.birth_date", "provider.id", "provider.contract_end", "provider.contracted"),
    *("history.0.end", "history.0.segment", "history.0.lot"),
}
FREE_TEXT = {
    *("result", "director", "id", "answer", "leads_back_to", "stops_when", "reason", "manager", "quality"),
    *("agreement_reason", "transport_reason", "change_reason"),
}
HUGE = b"9" * 5000


def put(key: str, value: object) -> dict[str, object]:
    """The good draft with a value at a key, at any depth."""
    changed = json.loads(json.dumps(GOOD))
    at, *rest = changed, *key.split(".")
    for name in rest[:-1]:
        at = at[int(name)] if name.isdigit() else at[name]
    at[rest[-1]] = value
    return dict(changed)


def raw(key: str, value: bytes) -> bytes:
    """The good draft with bytes as they are in the place of a key's value."""
    return json.dumps(GOOD | {key: "HERE"}).encode().replace(b'"HERE"', value)


def refused(said: Said) -> set[str]:
    """The keys of a draft that was refused; nothing else is said of it."""
    assert said.code == 2
    assert (said.document["prompts"], said.document["cost"]) == ([], None)
    for fault in said.document["faults"]:
        assert f"{fault['key']}: {fault['text']}" in said.errors
        assert fault["text"][-1] in ".?"
    return said.faults


def test_the_good_draft_is_good(terminal: Terminal) -> None:
    assert terminal.check(GOOD).code == 0


@pytest.mark.parametrize("key", KEYS)
def test_null_is_a_fault_only_where_something_must_stand(terminal: Terminal, key: str) -> None:
    said = terminal.check(put(key, None))
    if key in MAY_BE_NULL:
        assert said.code in {0, 1}
    else:
        assert refused(said) == {key}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", [1.5, [[]], {"nergens": {}}, "\u2603"], ids=["fraction", "list", "group", "text"])
def test_a_value_of_the_wrong_kind_is_a_fault_at_its_key(terminal: Terminal, key: str, value: object) -> None:
    said = terminal.check(put(key, value))
    if said.code != 2:  # free text may be anything
        assert value == "\u2603"
        assert key.rsplit(".", maxsplit=1)[-1] in FREE_TEXT or "history" in key
        return
    assert all(fault == key or fault.startswith(f"{key}.") for fault in refused(said))


@pytest.mark.parametrize("part", PARTS)
def test_a_key_nobody_declared_is_a_fault_at_every_depth(terminal: Terminal, part: str) -> None:
    key = f"{part}.kleur".lstrip(".")
    assert refused(terminal.check(put(key, "rood"))) == {key}


@pytest.mark.parametrize("key", ["region", "today"])
def test_what_a_draft_cannot_do_without_is_named(terminal: Terminal, key: str) -> None:
    assert refused(terminal.check({name: value for name, value in GOOD.items() if name != key})) == {key}


@pytest.mark.parametrize(
    ("changes", "keys"),
    [
        ({"region": "Oldambt-Stadskanaal"}, {"region"}),
        ({"region": "/etc/passwd"}, {"region"}),
        ({"region": "//server/share/gebied.toml"}, {"region"}),
        ({"region": "\\\\server\\share\\gebied.toml"}, {"region"}),
        ({"municipality": "Zaltbommel"}, {"municipality"}),
        ({"lot": "jeugd-ggz"}, {"lot"}),
        ({"segment": "dyslexiezorg"}, {"segment"}),
        ({"product": "huishoudelijke-hulp"}, {"product"}),
        ({"product": "begeleiding-individueel-basis"}, {"product"}),
        ({"law": "JEUGDWET"}, {"law"}),
        ({"end": "2026-12-31"}, {"end"}),
        ({"start": "2027-02-29"}, {"start"}),
        ({"start": "2027-01-01T00:00:00"}, {"start"}),
        ({"start": "01-01-2027"}, {"start"}),
        ({"start": 20270101}, {"start"}),
        ({"resident": {"birth_date": "2026-12-02"}}, {"resident.birth_date"}),
        ({"resident": {"birth_date": "1906-12-01"}}, {"resident.birth_date"}),
        ({"history": [{"start": "2026-02-01", "end": "2026-01-31"}]}, {"history.0.end"}),
        ({"volume": 0}, {"volume"}),
        ({"volume": 10**8}, {"volume"}),
        ({"volume": 4.0}, {"volume"}),
        ({"volume": True}, {"volume"}),
        ({"carers_in_household": -1}, {"carers_in_household"}),
        ({"extended": 1}, {"extended"}),
        ({"goals": "één doel"}, {"goals"}),
        ({"kleur": 1, "start": "ooit", "goals": [1, "x", None]}, {"kleur", "start", "goals.0", "goals.2"}),
    ],
)
def test_each_fault_is_named_by_its_key(terminal: Terminal, changes: Mapping[str, object], keys: set[str]) -> None:
    assert refused(terminal.check({**GOOD, **changes})) == keys


@pytest.mark.parametrize(
    ("region", "changes", "keys"),
    [
        ("bommelerwaard", {"lot": "jeugd-ggz"}, {"product"}),
        ("achterhoek", {"lot": "wmo-begeleiding"}, {"segment", "law"}),
        ("hart-van-brabant", {"product": "jeugdhulp-ambulant"}, {"law"}),
        ("midden-ijssel-oost-veluwe", {"segment": "1A"}, {"segment"}),
    ],
)
def test_what_does_not_belong_together_is_a_fault(
    terminal: Terminal, region: str, changes: Mapping[str, object], keys: set[str]
) -> None:
    assert refused(terminal.check({**in_order(region), **changes})) == keys


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (raw("volume", HUGE), "volume"),
        (raw("volume", b"1e999"), "volume"),
        (raw("volume", b"NaN"), "volume"),
        (raw("goals", b"[" * 900 + b"]" * 900), "goals"),
        (raw("result", b'"\\ud800"'), "result"),
        (json.dumps(GOOD | {"k" * 900_000: 1}).encode(), "k" * 60 + "…"),
        (json.dumps(GOOD | {"product": "x" * 900_000}).encode(), "product"),
        (json.dumps(GOOD | {"\x1b[2J": 1}).encode(), "�[2J"),
    ],
    ids=["digits", "infinite", "not-a-number", "nested", "half-a-character", "long-key", "long-value", "control-signs"],
)
def test_a_hostile_value_is_named_in_few_words(terminal: Terminal, content: bytes, key: str) -> None:
    said = terminal.check(content)
    assert refused(said) == {key}
    assert len(said.errors) < 500
    assert "\x1b" not in said.errors


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_draft_is_read_in_the_encodings_of_json(terminal: Terminal, encoding: str) -> None:
    content = json.dumps({**GOOD, "director": "Zoë"}, ensure_ascii=False).encode(encoding)
    assert terminal.check(content).code == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "draft-not-json"),
        (b"null", "draft-not-json"),
        (b"[]", "draft-not-json"),
        (b"3", "draft-not-json"),
        (b"{'region': 1}", "draft-not-json"),
        (json.dumps(GOOD).encode() * 2, "draft-not-json"),
        (b"[" * 100_000 + b"]" * 100_000, "draft-not-json"),
        ('{"director": "Zoë"}'.encode("cp1252"), "draft-not-utf8"),
        (b'{"region": "a", "region": "b", "today": "2026-12-01"}', "draft-key-twice"),
        (b'{"plus": {"leads_back_to": "a", "leads_back_to": "b"}}', "draft-key-twice"),
        (json.dumps({"goals": ["x" * 1_100_000]}).encode(), "draft-too-large"),
    ],
)
def test_a_file_that_is_no_draft_is_wrong_use(terminal: Terminal, content: bytes, code: str) -> None:
    said = terminal.check(content)
    assert (said.code, said.document["fault"]["code"]) == (2, code)
    assert said.errors.strip() == said.document["fault"]["text"]


def test_a_very_long_text_is_read(terminal: Terminal) -> None:
    assert terminal.check({**GOOD, "goals": ["x" * 900_000]}).code == 0


@pytest.mark.parametrize("name", ["nergens.json", "", "x" * 5000, "\udcff.json"])
def test_a_file_that_cannot_be_read_is_a_fault_of_the_world(terminal: Terminal, name: str) -> None:
    said = terminal.say("draft", "check", str(terminal.folder / name))
    assert said.code == 3
    assert said.document["fault"]["text"] == said.errors.strip()


def test_a_profile_with_mistakes_is_a_fault_of_the_world(terminal: Terminal, tmp_path: Path) -> None:
    broken = tmp_path / "kapot.toml"
    broken.write_text("id = 3", encoding="utf-8")
    said = terminal.check({**GOOD, "region": str(broken)})
    assert (said.code, said.document["fault"]["code"]) == (3, "profile-faulty")


@pytest.mark.parametrize("words", [[], ["a.json", "b.json"], ["a.json", "--wat"]])
def test_wrong_words_are_wrong_use(terminal: Terminal, words: list[str]) -> None:
    said = terminal.say("draft", "check", *words)
    assert (said.code, said.document["fault"]["code"]) == (2, "wrong-use")
    assert said.errors


def test_days_at_the_ends_of_the_calendar_are_judged(terminal: Terminal) -> None:
    last = {"today": "9999-12-31", "resident": {}, "start": "9999-12-31", "end": "9999-12-31"}
    first = {"today": "0001-01-01", "resident": {}, "start": "0001-01-01", "end": "0001-01-01"}
    history = [{"product": "begeleiding-regulier", "start": "0001-01-01"}]
    for days in (last, first):
        assert terminal.check({**GOOD, **days, "history": history, "evaluations": [days["start"]]}).code in {0, 1}
