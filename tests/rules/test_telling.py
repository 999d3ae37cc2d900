"""What points to a resident in a text that must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.telling import holds_bsn, names_in
from tests.helpers.bsns import made_up_bsns

BSN = made_up_bsns(1)[0]


@pytest.mark.parametrize(
    "text",
    [BSN, f"Het gaat om {BSN}.", f"{BSN[:3]} {BSN[3:6]} {BSN[6:]}", f"{BSN[:4]}.{BSN[4:6]}.{BSN[6:]}", f"bsn:{BSN}x"],
)
def test_a_bsn_is_seen_however_it_is_written(text: str) -> None:
    assert holds_bsn(text)


@pytest.mark.parametrize("text", ["", "0597-555 0101", f"{BSN}0", "123456789", "op 23-11-2026 om 10.30 uur", "8 uur"])
def test_other_numbers_are_no_bsn(text: str) -> None:
    assert not holds_bsn(text)


@given(st.sampled_from(made_up_bsns(50)), st.text(max_size=20), st.text(max_size=20))
def test_no_text_around_it_hides_a_bsn(bsn: str, before: str, after: str) -> None:
    assert holds_bsn(f"{before} | {bsn} | {after}")


def test_a_last_name_is_seen_as_a_word_with_its_capital() -> None:
    names = ["Veenstra", "Boer", "Jansen op de Haar"]
    assert names_in("Mevrouw Veenstra belde.", names) == ("Veenstra",)
    assert names_in("De heer Jansen op de Haar en Boer", names) == ("Boer", "Jansen op de Haar")
    assert names_in("de boer op het erf, Veenstraat", names) == ()


def test_the_provider_s_own_name_and_very_short_names_are_no_sign() -> None:
    assert names_in("Huize Boer deed niets", ["Boer"], apart="Huize Boer") == ()
    assert names_in("Op Om Al", ["Op", "Om"]) == ()
    assert names_in("", ["Boer", ""]) == ()
