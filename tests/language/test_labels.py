"""Every member of the closed lists has its own word, also where two lists use the same text."""

import ast
from enum import StrEnum
from pathlib import Path

import pytest

from desktop.language import speaking
from desktop.models import kinds, labels


def test_two_kinds_that_share_a_text_keep_their_own_words() -> None:
    with speaking("en"):
        assert labels.label(kinds.MeasureKind.CLOSED) == "closed for new providers"
        assert labels.label(kinds.CasePhase.CLOSED) == "closed"
        assert labels.label(kinds.AvailabilityStatus.UNKNOWN) == "not known"
        assert labels.label(kinds.Gender.UNKNOWN) == "unknown"
        assert labels.label(kinds.WaitEnd.OTHER) == "another reason"
        assert labels.label(kinds.CareForm.OTHER) == "other"


def test_no_word_is_written_down_that_another_list_takes_away() -> None:
    written: dict[str, set[str]] = {}
    tree = ast.parse(Path(labels.__file__).read_text(encoding="utf-8"))
    table = next(n for n in tree.body if isinstance(n, ast.AnnAssign) and ast.unparse(n.target) == "LABELS")
    assert isinstance(table.value, ast.Dict)
    for key, word in zip(table.value.keys, table.value.values, strict=True):
        assert key is not None
        _module, kind, member = ast.unparse(key).split(".")
        text = getattr(getattr(kinds, kind), member).value
        written.setdefault(text, set()).add(ast.unparse(word))
    assert {text: words for text, words in written.items() if len(words) > 1} == {}


@pytest.mark.parametrize("kind", [kinds.MeasureKind, kinds.CooperationKind, kinds.ContractKind, kinds.PurchasingLevel])
def test_every_member_that_a_contract_shows_has_a_word(kind: type[StrEnum]) -> None:
    with speaking("nl"):
        assert [member for member in kind if labels.label(member) == member.value] == []


def test_help_that_is_refused_is_not_called_as_a_message_that_was() -> None:
    with speaking("nl"):
        refused = labels.label(kinds.IndicationStatus.REFUSED)
        assert refused == "afgewezen"
        assert labels.label(kinds.MessageState.REFUSED) != refused
