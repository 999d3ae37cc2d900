"""`naober draft check`: codes, levels and exit codes of drafts on and around every limit, in all five regions."""

import json
import os
import re
from pathlib import Path

import pytest

from desktop.models.kinds import AlternativeKind, Frequency, Unit
from desktop.models.region import Lot, Product, Segment
from desktop.rules.prompts import CODES
from tests.helpers.contract import Terminal
from tests.helpers.contract_drafts import REGIONS, ROWS, Row
from tests.helpers.region_drafts import PROFILES, in_order

SHARED = Path(os.environ.get("NAOBER_SHARED", Path(__file__).parents[2].parent / "shared"))
REASON = "Besproken met de inwoner en de teamleider."


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.region}: {dict(row.changes)}"[:90] for row in ROWS])
def test_a_draft_on_or_beside_a_limit_is_told_with_its_level(terminal: Terminal, row: Row) -> None:
    said = terminal.check({**in_order(REGIONS[row.region]), **row.changes})
    assert {code: said.prompts[code]["level"] for code in row.raised} == row.raised
    assert not set(row.silent.split()) & said.prompts.keys()
    assert said.code == (1 if said.blocks else 0)
    blocking = {code for code, level in row.raised.items() if level == "block"}
    assert bool(blocking) == bool(said.blocks)


def test_the_rows_raise_every_code_that_needs_no_store() -> None:
    assert {code for row in ROWS for code in row.raised} >= set(CODES) - {"longer-than-comparable"}
    assert len(ROWS) > 100


@pytest.mark.parametrize("region", sorted(PROFILES))
def test_a_prompt_has_the_keys_of_the_contract_and_a_dutch_sentence(terminal: Terminal, region: str) -> None:
    said = terminal.check({"region": region, "today": "2026-12-01"})
    assert said.code == 1
    assert {"prompts", "cost", "answered", "may_hand_in"} == set(said.document)
    assert said.document["may_hand_in"] is False
    for prompt in said.document["prompts"]:
        assert {"code", "level", "field", "text", "source"} == set(prompt)
        assert prompt["level"] in {"block", "ask", "inform"}
        assert {"document", "paragraph"} == set(prompt["source"])
        assert prompt["text"][-1] in ".?"
        assert not re.search(r"\b(the|this|help starts|must|choose|of the)\b|[{}]", prompt["text"])


@pytest.mark.parametrize("region", sorted(PROFILES))
def test_a_complete_draft_can_be_handed_in(terminal: Terminal, region: str) -> None:
    draft = in_order(region)
    first = terminal.check(draft)
    assert (first.code, first.blocks) == (0, set())
    asks = [code for code, prompt in first.prompts.items() if prompt["level"] == "ask"]
    second = terminal.check({**draft, "reasons": dict.fromkeys(asks, REASON)})
    assert second.code == 0
    assert second.document["may_hand_in"] is True
    assert {prompt["code"]: prompt["reason"] for prompt in second.document["answered"]} == dict.fromkeys(asks, REASON)


@pytest.mark.parametrize("region", sorted(PROFILES))
def test_a_complete_draft_is_told_little(terminal: Terminal, region: str) -> None:
    assert len(terminal.check(in_order(region)).prompts) <= 3


def bought() -> list[tuple[str, Lot, Segment | None, Product | None]]:
    """Everything the five regions let indicate."""
    found: list[tuple[str, Lot, Segment | None, Product | None]] = []
    for region, profile in PROFILES.items():
        for lot in profile.lots:
            segments: list[Segment | None] = [s for s in profile.segments if s.lot == lot.id] or [None]
            products: list[Product | None] = [
                p for p in profile.products if p.lot == lot.id and p.ended_on is None
            ] or [None]
            pairs = [
                (s, p) for s in segments for p in products if not (s and p and p.segments and s.id not in p.segments)
            ]
            found += [(region, lot, segment, product) for segment, product in pairs]
    return found


@pytest.mark.parametrize(("region", "lot", "segment", "product"), bought())
def test_whatever_a_region_buys_can_be_drafted_without_a_block(
    terminal: Terminal, region: str, lot: Lot, segment: Segment | None, product: Product | None
) -> None:
    said = terminal.check(complete(region, lot, segment, product))
    assert (said.code, said.blocks) == (0, set()), said.document
    assert "other-law-first" not in said.prompts or product is not None


def complete(region: str, lot: Lot, segment: Segment | None, product: Product | None) -> dict[str, object]:
    """A draft with everything that this help asks for; its lot follows from the product or the segment."""
    is_short = product is not None and product.temporary
    unit = ((product and product.units[:1]) or (Unit.HOUR,))[0]
    frequency = ((product and product.frequencies[:1]) or (Frequency.WEEK,))[0]
    birth = {"JEUGDWET": "2015-05-01"}.get(lot.law, "1940-05-01" if segment and segment.id == "3" else "1990-05-01")
    return in_order(region) | {
        "law": lot.law,
        "lot": lot.id if product is None and segment is None else None,
        "segment": segment and segment.id,
        "product": product and product.id,
        "resident": {"birth_date": birth},
        "end": "2027-03-31" if is_short else "2027-12-31",
        "evaluations": ["2027-02-15"],
        "volume": None if lot.states_result_only else 4,
        "unit": None if lot.states_result_only else unit,
        "frequency": None if lot.states_result_only else frequency,
        "result": "Zelf de week indelen.",
        "plus": {
            "unsafe_or_crisis": True,
            "little_control": True,
            "leads_back_to": product.steps_down_to[0] if product and product.steps_down_to else "",
        },
    }


@pytest.mark.parametrize("reason", ["", " ", "\u00a0\n", "\u200b"])
def test_blanks_lift_nothing(terminal: Terminal, reason: str) -> None:
    draft = in_order("oldambt-stadskanaal") | {"carers_in_household": 2, "reasons": {"director-missing": reason}}
    said = terminal.check(draft)
    assert "director-missing" in said.prompts
    assert said.document["answered"] == []


def test_a_reason_lifts_what_asks_and_never_what_blocks(terminal: Terminal) -> None:
    reasons = {"director-missing": REASON, "goal-missing": REASON, "too-many-carers": REASON, "van-niemand": REASON}
    changes: dict[str, object] = {"carers_in_household": 3, "goals": [], "reasons": reasons}
    said = terminal.check(in_order("oldambt-stadskanaal") | changes)
    assert said.code == 1
    assert {"goal-missing", "too-many-carers"} <= said.prompts.keys()
    assert [prompt["code"] for prompt in said.document["answered"]] == ["director-missing"]


def test_what_only_asks_is_no_failure_but_cannot_be_handed_in_yet(terminal: Terminal) -> None:
    said = terminal.check(in_order("oldambt-stadskanaal") | {"carers_in_household": 2})
    assert (said.code, said.document["may_hand_in"]) == (0, False)


def test_the_lot_follows_from_the_product(terminal: Terminal) -> None:
    draft = in_order("bommelerwaard") | {"lot": None, "law": "JEUGDWET", "product": "jeugd-ggz-ambulant"}
    draft |= {"resident": {"birth_date": "2015-05-01"}, "unit": "minute"}
    without_lot, with_lot = terminal.check(draft), terminal.check(draft | {"lot": "jeugd-ggz"})
    assert "who-referred" in without_lot.prompts
    assert without_lot.document == with_lot.document


def test_the_words_without_json_name_level_code_and_source(terminal: Terminal) -> None:
    draft = in_order("oldambt-stadskanaal") | {"goals": [], "carers_in_household": 3}
    terminal.check(draft | {"reasons": {"director-missing": REASON}})
    lines = terminal.plain("draft", "check", str(terminal.folder / "concept.json"))
    assert lines[0].startswith("[moet] goal-missing: Schrijf minstens één doel op")
    assert lines[0].endswith("(Koersdocument inkoop Wmo-Begeleiding 2022 - 2026, 8 Ondersteuningsplannen)")
    assert any(line.startswith("[ter informatie] too-many-carers:") for line in lines)
    assert lines[-1] == f"[beantwoord] director-missing: {REASON}"


@pytest.mark.skipif(not (SHARED / "cli.md").is_file(), reason="the team's folder with the contract is not here")
def test_the_contracts_own_example_is_read_and_gets_sensible_prompts(terminal: Terminal) -> None:
    block = re.search(r"```json\n(.*?)```", (SHARED / "cli.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block
    said = terminal.check(json.loads(block.group(1)))
    assert said.code == 1
    assert said.blocks == {"alternatives-unanswered"}
    assert {code for code, prompt in said.prompts.items() if prompt["level"] == "ask"} == {
        "other-law-first",
        "returned-soon",
    }


def test_answering_the_last_possibility_completes_the_answers(terminal: Terminal) -> None:
    answers: list[dict[str, str]] = []
    for kind in AlternativeKind:
        assert "alternatives-unanswered" in terminal.check(with_answers(answers)).prompts
        answers.append({"kind": kind.value, "answer": "Bekeken."})
    assert "alternatives-unanswered" not in terminal.check(with_answers(answers)).prompts


def with_answers(answers: list[dict[str, str]]) -> dict[str, object]:
    return {**in_order("oldambt-stadskanaal"), "alternatives": answers}
