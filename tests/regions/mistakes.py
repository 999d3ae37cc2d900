"""Mistakes to make in the small region, each with what must be told about it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.regions.small import SMALL

SEGMENT = SMALL[SMALL.index("[[segments]]") : SMALL.index("[[products]]")]
LOT = '[[lots]]\nid = "jeugd"\nname = "Jeugd"\nlaw = "JEUGDWET"\nfunding = "task"\nsource = { paragraph = "1" }\n\n'
RULE = '[[rules]]\ncode = "evaluation-missing"\nlevel = "ask"\nnumbers = { days = 1 }\nsource = { paragraph = "3" }\n\n'
TOWN = '{ name = "Anderdorp", cbs_code = "9998", province = "Verzonnen" }, '
FIGURE = '{ id = "clients", year = 2024, value = 4, unit = "clients", source = { paragraph = "2" } }, '
TERM = (
    'dated = 2025-02-03\nterms = [ {{ id = "besluit", name = "Besluit", days = 14, counts_from = "{event}", '
    '{may}source = {{ paragraph = "1" }} }} ]'
)
NOWHERE = '[[purchases]]\nproduct = "hulp"\nmunicipality = "Elders"\nby = "itself"\nsource = { paragraph = "1" }\n\n'
RIDE = '[[transports]]\n{key} = ["nergens"]\nsource = {{ paragraph = "1" }}\n\n'


@dataclass(frozen=True)
class Mistake:
    """One thing wrong.

    Attributes:
        code: Fault code it must get.
        old: What stands in the valid profile.
        new: What is put in its place.
        line: Where the fault must be told.
        told: What its sentence must hold.
    """

    code: str
    old: str
    new: str
    line: int
    told: str

    @property
    def text(self) -> str:
        """The whole profile with the mistake in it."""
        return SMALL.replace(self.old, self.new, 1)


MISTAKES = (
    Mistake("unknown-product", "[[rules]]", RIDE.format(key="products") + "[[rules]]", 47, "nergens"),
    Mistake("unknown-product", "[[rules]]", RIDE.format(key="lines") + "[[rules]]", 47, "nergens"),
    Mistake("unknown-lot", "[[rules]]", RIDE.format(key="lots") + "[[rules]]", 47, "nergens"),
    Mistake("syntax", 'id = "klein-gebied"', 'id = "klein-gebied', 1, "TOML"),
    Mistake("syntax", 'name = "Klein Gebied"', 'name = "Klein Gebied"\nname = "Nog eens"', 3, "TOML"),
    Mistake("syntax", 'source = { paragraph = "6" }\n', 'source = { paragraph = "6"', 70, "TOML"),
    Mistake("unknown-key", 'funding = "effort"', 'funding = "effort"\ncolour = "red"', 15, "colour"),
    Mistake("missing", 'name = "Iedereen"\n', "", 23, "name"),
    Mistake("missing", 'document = "Verzonnen inkoopplan"\n', "", 1, "document"),
    Mistake("source-missing", '\nsource = { paragraph = "6" }', "", 66, "bron"),
    Mistake("source-missing", 'source = { paragraph = "4" }', "source = {}", 21, "paragraaf"),
    Mistake("source-missing", 'source = { paragraph = "6" }', 'source = { paragraph = " " }', 70, "paragraaf"),
    Mistake("wrong-type", "share_of_money = 100", 'share_of_money = "100"', 15, "een heel getal"),
    Mistake("wrong-type", "temporary = true", "temporary = 1", 37, "true of false"),
    Mistake("wrong-type", 'segments = ["S"]', 'segments = "S"', 36, "een lijst"),
    Mistake("wrong-type", "dated = 2025-02-03", 'dated = "in februari"', 4, "een dag"),
    Mistake("wrong-type", "numbers = { days = 90 }", "numbers = 90", 49, "een tabel"),
    Mistake("wrong-value", 'funding = "effort"', 'funding = "per uur"', 14, "lump-sum"),
    Mistake("wrong-value", "share_of_money = 100", "share_of_money = 101", 15, "ten hoogste 100"),
    Mistake("wrong-value", "share_of_money = 100", "share_of_money = -1", 15, "ten minste 0"),
    Mistake("wrong-value", 'id = "wmo"\nname', 'id = "Wmo!"\nname', 11, "Wmo!"),
    Mistake("wrong-value", "max_days = 60", 'max_days = 60\ncode = "123456"', 39, "5 tekens"),
    Mistake("cbs-code", 'cbs_code = "9999"', 'cbs_code = "99"', 6, "99"),
    Mistake("cbs-code", 'cbs_code = "9999"', "cbs_code = 9999", 6, "9999"),
    Mistake("duplicate", "[[products]]", SEGMENT + "[[products]]", 32, "S staat hier"),
    Mistake("duplicate", "[[own_prompts]]", RULE + "[[own_prompts]]", 60, "evaluation-missing"),
    Mistake("duplicate", "[{ name", f"[{TOWN.replace('Ander', 'Klein')}{{ name", 6, "Kleindorp"),
    Mistake("duplicate", "[{ name", f"[{TOWN.replace('9998', '9999')}{{ name", 6, "9999"),
    Mistake("duplicate", '[{ id = "clients"', f'[{FIGURE}{{ id = "clients"', 8, "clients"),
    Mistake("unknown-lot", 'lot = "wmo"\nage_from', 'lot = "wno"\nage_from', 26, "wno"),
    Mistake("unknown-segment", 'segments = ["S"]', 'segments = ["T"]', 36, "T"),
    Mistake("unknown-segment", "age_from = 18", 'parent = "T"\nage_from = 18', 27, "T"),
    Mistake("unknown-product", 'products = ["hulp"]', 'products = ["hulp", "hulpje"]', 56, "hulpje"),
    Mistake("unknown-product", "max_days = 60", 'max_days = 60\nheavy_form_of = "gewoon"', 39, "gewoon"),
    Mistake("unknown-product", "max_days = 60", 'max_days = 60\nfollows = ["oud"]', 39, "oud"),
    Mistake("unknown-municipality", "share_of_money = 100", 'not_bought_by = ["Elders"]', 15, "Elders"),
    Mistake("unknown-municipality", "[[products]]", NOWHERE + "[[products]]", 33, "Elders"),
    Mistake("missing", 'field = "end"', "while_empty = true", 62, "field"),
    Mistake("unknown-prompt", 'code = "too-many-carers"', 'code = "too-many-careers"', 53, "too-many-careers"),
    Mistake("unknown-number", "numbers = { carers = 2 }", "numbers = { dagen = 3 }", 55, "dagen"),
    Mistake("unknown-field", 'field = "end"', 'field = "einde"', 62, "einde"),
    Mistake("unknown-field", '"plus.unsafe_or_crisis"', '"plus.unsafe"', 43, "plus.unsafe"),
    Mistake("unknown-event", "dated = 2025-02-03", TERM.format(event="decison", may=""), 5, "decison"),
    Mistake("missing", "dated = 2025-02-03", TERM.format(event="application", may="may_pause = true, "), 5, "ground"),
    Mistake("unknown-destination", '["community-service"]', '["buurthuis"]', 39, "buurthuis"),
    Mistake("unknown-referrer", 'referrers = ["court"]', 'referrers = ["judge"]', 5, "judge"),
    Mistake(
        "unknown-phase",
        "life_domains",
        'caseload = { weights = { asleep = 3 }, source = { paragraph = "1" } }\nlife_domains',
        7,
        "asleep",
    ),
    Mistake(
        "unknown-municipality",
        "life_domains",
        'small_numbers = [{ municipality = "Nergens", value = 15, source = { paragraph = "1" } }]\nlife_domains',
        7,
        "Nergens",
    ),
    Mistake(
        "small-number-outside",
        "life_domains",
        'small_numbers = [{ value = 3, source = { paragraph = "1" } }]\nlife_domains',
        7,
        "5",
    ),
    Mistake(
        "unknown-small-number",
        "life_domains",
        'small_numbers = [{ id = "mensen", value = 15, source = { paragraph = "1" } }]\nlife_domains',
        7,
        "mensen",
    ),
    Mistake("unknown-area", 'area = "housing"', 'area = "house"', 7, "house"),
    Mistake("unknown-trigger", 'when = "other-law"', 'when = "wet"', 68, "wet"),
    Mistake("taken", 'code = "praat-eerst"', 'code = "goal-missing"', 60, "goal-missing"),
    Mistake("number-missing", "max_days = 60\n", "", 31, "max_days"),
    Mistake("number-missing", "numbers = { days = 90 }\n", "", 46, "evaluation-missing"),
    Mistake("shares", "share_of_money = 100", "share_of_money = 90", 15, "90"),
    Mistake("order", "end = 2028-12-31", "end = 2024-12-31", 20, "end"),
    Mistake("order", "age_to = 99", "age_to = 17", 28, "age_to"),
    Mistake("order", 'field = "end"', 'field = "end"\nmin_age = 23\nmax_age = 18', 64, "max_age"),
    Mistake("circle", "age_from = 18", 'parent = "S"\nage_from = 18', 27, "S"),
    Mistake("circle", "max_days = 60", 'max_days = 60\nheavy_form_of = "hulp"', 39, "hulp"),
    Mistake("law-differs", 'law = "WMO"\nsegments', 'law = "JEUGDWET"\nsegments', 35, "JEUGDWET"),
    Mistake("segment-elsewhere", SEGMENT, LOT + SEGMENT.replace('"wmo"', '"jeugd"'), 43, "S"),
    Mistake("empty", 'text = "Praat eerst met de buren."', 'text = " "', 63, "text"),
    Mistake("empty", SMALL[SMALL.index("municipalities") : SMALL.index("life_")], "municipalities = []\n", 6, "munic"),
)
