"""A seal holds over the years: a field that came later and is not filled in leaves it as it was."""

import hashlib
import json

import pytest

from desktop.models.indications import Indication
from desktop.models.kinds import ContractKind, IndicationChange
from desktop.models.sealed_text import LATER
from desktop.services.seals import SEALED, seal_of

ONE = Indication(case_id="een", product="begeleiding-regulier", volume=2, author="anna", judged_by="bea")


def as_first_sealed(indication: Indication) -> str:
    """As seals were made before there were more fields."""
    first = set(SEALED) - set(LATER) - {"follows_id", "rests_on"}
    told = indication.model_dump(mode="json", include=first)
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_text_that_was_sealed_before_the_field_was_there_still_is() -> None:
    assert seal_of(ONE) == as_first_sealed(ONE)


@pytest.mark.parametrize("name", [*LATER, "follows_id", "rests_on"])
def test_filling_such_a_field_in_changes_the_seal(name: str) -> None:
    values: dict[str, object] = {
        "agreement": ContractKind.BESPOKE,
        "transport": True,
        "change": IndicationChange.LESS,
        "contribution_told_on": "2026-11-01",
        "rests_on": {"question": '"Wie helpt mij?"'},
    }
    changed = Indication.model_validate(ONE.model_dump() | {name: values.get(name, "anders")})
    assert seal_of(changed) != seal_of(ONE)
