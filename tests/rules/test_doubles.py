"""When two entries of the social map are one and the same."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.double_index import DoubleIndex, Known
from desktop.rules.doubles import LIKELY, Reason, Traits, address_key, compare, keys, phone_key, site_key
from desktop.rules.dutch_names import name_words, sound

ALIKE = [
    ("Stichting Het Kruispunt", "Het Kruispunt", Reason.SAME_NAME),
    ("Zorg Meijer B.V.", "Meyer Zorg", Reason.SAME_NAME),
    ("Café Zélie", "cafe zelie", Reason.SAME_NAME),
    ("Thuiszorg Dichtbij", "Thuis zorg Dichtbij", Reason.SAME_NAME),
    ("Maatjesproject", "Maatjes project", Reason.SAME_NAME),
    ("Ĳsselheem", "IJsselheem", Reason.SAME_NAME),
    ("Vereniging Buurt & Co U.A.", "Buurt en Co", Reason.SAME_NAME),
    ("Coöperatie De Zonnewijzer", "De Zonnewijzer", Reason.SAME_NAME),
    ("'t Trefpunt", "Het Trefpunt", Reason.SAME_NAME),
    ("Begeleiding Janssen", "Begeleiding Jansen", Reason.SAME_SOUND),
    ("Bosch en Duin", "Bos en Duin", Reason.SAME_SOUND),
    ("Kwadrant Zorg", "Quadrant Zorg", Reason.SAME_SOUND),
    ("Meier Wonen", "Meijer Wonen", Reason.SAME_SOUND),
    ("Bouwman Jeugdhulp", "Bauman Jeugdhulp", Reason.SAME_SOUND),
    ("Centrum Zuyderhuijs", "Sentrum Zuyderhuys", Reason.SAME_SOUND),
    ("Praktijk Brandt", "Praktijk Brand", Reason.SAME_SOUND),
    ("Tandem Begeleiding", "Tandem Begeliding", Reason.ALIKE_NAME),
    ("De Zonnebloem", "De Zonneblome", Reason.ALIKE_NAME),
    ("Ontmoetingscentrum Parkzicht", "Ontmoetingcentrum Parkzicht", Reason.SAME_SOUND),
    ("Taalhuis Oldambt", "Het Taalhuis", Reason.PART_OF_NAME),
]
APART = [
    ("Buurthuis De Boei", "Buurthuis De Bron"),
    ("Zorggroep Noord", "Zorggroep Oost"),
    ("De Haven", "De Raven"),
    ("De Kamer", "De Hamer"),
    ("Voedselbank Almelo", "Voedselbank Almere"),
    ("Welzijn Oldenzaal", "Welzijn Losser"),
    ("Taalhuis", "Taalpunt"),
    ("Lotgenotengroep 1", "Lotgenotengroep 2"),
    ("Repair Café", "Eetcafé"),
    ("Thuiszorg Jansen", "Thuiszorg Pietersen"),
    ("Jeugdhulp Zuid", "Ouderenhulp Zuid"),
    ("Sociaal Raadslieden", "Sociaal Werk"),
    ("Stichting", "Vereniging"),
    ("Zorg", "Zorgboerderij De Lindenhoeve"),
]


@pytest.mark.parametrize(("one", "other", "why"), ALIKE)
def test_names_that_people_mix_up_are_seen(one: str, other: str, why: Reason) -> None:
    found = compare(Traits(one), Traits(other))
    assert found.score >= LIKELY
    assert found.reasons == (why,)
    assert keys(Traits(one)) & keys(Traits(other))


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_only_share_a_word_are_kept_apart(one: str, other: str) -> None:
    assert compare(Traits(one), Traits(other)).score < LIKELY


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("meijer", "meier"),
        ("meijer", "mijer"),
        ("janssen", "jansen"),
        ("bosch", "bos"),
        ("ghijsen", "gijsen"),
        ("centrum", "sentrum"),
        ("cultuur", "kultuur"),
        ("bouwman", "bauman"),
        ("aerts", "arts"),
        ("brandt", "brand"),
        ("zorg", "sorg"),
        ("vermeer", "fermer"),
        ("thuis", "tuis"),
        ("photo", "foto"),
        ("max", "maks"),
    ],
)
def test_spellings_that_sound_the_same_are_one(first: str, second: str) -> None:
    assert sound(first) == sound(second)


@pytest.mark.parametrize(
    ("first", "second"), [("boei", "bron"), ("haven", "raven"), ("huis", "hoes"), ("kern", "kroon")]
)
def test_words_that_sound_different_stay_two(first: str, second: str) -> None:
    assert sound(first) != sound(second)


def test_a_name_is_told_apart_without_legal_forms_and_small_words() -> None:
    assert name_words("Stichting Het Kruispunt, B.V.") == ("kruispunt",)
    assert name_words("St. De Yoga-hoek & Co") == ("ijoga", "hoek", "co")
    assert name_words("De Stichting") == ("de", "stichting")
    assert name_words("") == ()


def test_a_number_of_the_chamber_of_commerce_says_it_although_the_name_changed() -> None:
    found = compare(Traits("De Bascule", kvk_number="12345678"), Traits("Levvel", kvk_number="12345678"))
    assert found.score > 0.85
    assert found.reasons == (Reason.SAME_KVK,)
    found = compare(Traits("De Bascule", agb_code="98765432"), Traits("Levvel", agb_code="98765432"))
    assert (found.score > 0.9, found.reasons) == (True, (Reason.SAME_AGB,))


def test_a_like_name_says_less_elsewhere_or_under_another_number() -> None:
    same = compare(Traits("Repair Café", place="Almelo"), Traits("Repair Café", place="Almelo", phone="1")).score
    elsewhere = compare(Traits("Repair Café", place="Almelo"), Traits("Repair Café", place="Borne")).score
    other = compare(Traits("Zorg Oost", kvk_number="11111111"), Traits("Zorg Oost BV", kvk_number="22222222")).score
    assert same == 1
    assert LIKELY <= elsewhere < other < same


def test_a_shared_telephone_alone_proves_nothing_and_with_the_house_it_is_worth_a_look() -> None:
    one = Traits("Soos", address="Markt 1", postal_code="9501 AB", phone="0599-123456")
    other = Traits("Taalles", address="Markt 1", postal_code="9501ab", phone="+31 (0)599 123 456")
    assert compare(one, Traits("Taalles", phone="0599 123456")).score < LIKELY
    found = compare(one, other)
    assert found.score == pytest.approx(LIKELY)
    assert found.reasons == (Reason.SAME_PHONE, Reason.SAME_ADDRESS)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("0599 - 12 34 56", "599123456"),
        ("+31 (0)599 123456", "599123456"),
        ("0031599123456", "599123456"),
        ("06-12345678 of 0599 123456", "612345678"),
        ("112", ""),
        ("bellen na 9 uur", ""),
        ("", ""),
    ],
)
def test_a_telephone_number_is_known_however_it_is_written(text: str, key: str) -> None:
    assert phone_key(text) == key


@pytest.mark.parametrize(
    ("url", "email", "key"),
    [
        ("https://www.Soos.nl/over-ons?x=1", "", "soos.nl"),
        ("soos.nl", "info@ander.nl", "soos.nl"),
        ("", "Info@Soos.nl", "soos.nl"),
        ("https://www.facebook.com/soos", "", ""),
        ("", "soos@gmail.com", ""),
        ("geen", "", ""),
    ],
)
def test_a_website_is_its_host_unless_many_share_it(url: str, email: str, key: str) -> None:
    assert site_key(url, email) == key


def test_a_house_is_its_postal_code_and_number() -> None:
    assert address_key(Traits("x", address="Markt 1-a", postal_code="9501 ab")) == "9501AB 1a"
    assert address_key(Traits("x", address="Markt 1", place="Almelo")) == "markt 1 almelo"
    assert address_key(Traits("x", address="Markt", postal_code="9501 AB")) == ""
    assert address_key(Traits("x", address="Markt 1")) == ""


TEXTS = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(["Stichting", "Zorg", "Meijer", "de", "Boei", "Café", "Oost", "16+", "B.V.", "Ĳssel", "huis"]),
        max_size=5,
    ).map(" ".join),
)
TRAITS = st.builds(
    Traits,
    name=TEXTS,
    kvk_number=st.sampled_from(["", "12345678", "87654321"]),
    agb_code=st.sampled_from(["", "11112222", "33334444"]),
    address=st.sampled_from(["", "Markt 1", "Markt 2b", "Markt"]),
    postal_code=st.sampled_from(["", "9501 AB", "9501AB", "7600"]),
    place=st.sampled_from(["", "Almelo", "Borne"]),
    phone=st.sampled_from(["", "0599123456", "112"]) | st.text(max_size=20),
    email=st.sampled_from(["", "info@soos.nl"]) | st.text(max_size=20),
    url=st.sampled_from(["", "https://soos.nl"]) | st.text(max_size=20),
)


@given(TRAITS, TRAITS)
def test_it_does_not_matter_which_of_two_comes_first(one: Traits, other: Traits) -> None:
    assert compare(one, other) == compare(other, one)


@given(TRAITS)
def test_an_entry_is_wholly_like_itself(one: Traits) -> None:
    assert compare(one, one).score == 1


@given(TRAITS, TRAITS)
def test_a_score_lies_between_nothing_and_the_same_and_has_its_reasons(one: Traits, other: Traits) -> None:
    found = compare(one, other)
    assert 0 <= found.score <= 1
    assert bool(found.score) == bool(found.reasons)
    assert len(set(found.reasons)) == len(found.reasons)


@given(TRAITS, TRAITS)
def test_whoever_is_likely_the_same_is_found_by_a_shared_mark(one: Traits, other: Traits) -> None:
    if compare(one, other).score >= LIKELY and name_words(one.name) and name_words(other.name):
        assert keys(one) & keys(other)


@given(st.text(alphabet="aeionrtlmdpk", min_size=6, max_size=14), st.data())
def test_one_letter_wrong_still_shares_a_mark(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    letter = data.draw(st.sampled_from(string.ascii_lowercase[:12]))
    mistyped = data.draw(st.sampled_from([word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :]]))
    if compare(Traits(word), Traits(mistyped)).score >= LIKELY and sound(word) == word and sound(mistyped) == mistyped:
        assert keys(Traits(word)) & keys(Traits(mistyped))


@given(st.lists(TRAITS, max_size=20), TRAITS)
def test_the_index_finds_what_comparing_with_all_of_them_finds(many: list[Traits], wanted: Traits) -> None:
    known = [Known(str(at), "provider", traits) for at, traits in enumerate(many) if name_words(traits.name)]
    if not name_words(wanted.name):
        return
    found = DoubleIndex(known).like(wanted)
    assert {one.known.id for one in found} == {k.id for k in known if compare(wanted, k.traits).score >= LIKELY}
    assert [one.likeness.score for one in found] == sorted((one.likeness.score for one in found), reverse=True)


def test_the_index_passes_over_the_entry_itself_and_learns_while_a_file_is_read() -> None:
    index = DoubleIndex([Known("a", "provider", Traits("Zorg Oost"))])
    assert index.like(Traits("Zorg Oost"), but="a") == []
    index.add(Known("b", "provider", Traits("Zorg Oost BV")))
    assert [one.known.id for one in index.like(Traits("Zorg Oost"), but="a")] == ["b"]
    assert len(index) == 2


def test_among_very_many_of_one_common_word_the_rare_mark_still_finds_its_own() -> None:
    many = [Known(str(n), "provider", Traits(f"Zorg groep nummer{n}x")) for n in range(2000)]
    index = DoubleIndex([*many, Known("it", "provider", Traits("Zorg groep Zevenster", phone="0599 123456"))])
    assert index.like(Traits("Zorg groep Sevenster"))[0].known.id == "it"
