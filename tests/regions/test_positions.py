"""Every key of a TOML text is found on its own line."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.regions.positions import Where, line_of, lines_of

TEXT = '''# a comment with [brackets] and = signs
id = "a"
list = [
  "one",  # the first
  { name = "x=y, [z]", deep = { inner = 1 } },
  [1, 2],
]
text = """
[[lots]]
not = "a key"
"" still text"""
literal = \'\'\'
id = 3\'\'\'
dotted.key."with space" = 2.5
when = 2022-06-01

[[lots]]
id = "first"
[lots.contract]
start = 2022-06-01
[[lots.parts]]
id = "p"
[[lots]]
id = "second"
[[lots.parts]]
id = "q"
[[lots.parts]]
id = "r"
'''

PLACES: list[tuple[Where, int]] = [
    ((), 1),
    (("id",), 2),
    (("list",), 3),
    (("list", 0), 4),
    (("list", 1, "name"), 5),
    (("list", 1, "deep", "inner"), 5),
    (("list", 2, 1), 6),
    (("text",), 8),
    (("literal",), 12),
    (("dotted", "key", "with space"), 14),
    (("when",), 15),
    (("lots", 0), 17),
    (("lots", 0, "id"), 18),
    (("lots", 0, "contract"), 19),
    (("lots", 0, "contract", "start"), 20),
    (("lots", 0, "parts", 0, "id"), 22),
    (("lots", 1, "id"), 24),
    (("lots", 1, "parts", 1, "id"), 28),
]


@pytest.mark.parametrize(("where", "line"), PLACES)
def test_a_key_stands_on_its_line(where: Where, line: int) -> None:
    assert lines_of(TEXT).get(where, 1) == line


def test_every_value_that_tomllib_reads_has_a_line() -> None:
    lines = lines_of(TEXT)
    assert [where for where in paths_in(tomllib.loads(TEXT)) if where not in lines and where != ("dotted",)] == []


@pytest.mark.parametrize(
    ("where", "line"),
    [(("lots", 0, "contract", "years"), 19), (("lots", 5, "id"), 17), (("nothing",), 1), (("list", 1, "deep", "x"), 5)],
)
def test_what_is_missing_stands_where_it_should_have_been(where: Where, line: int) -> None:
    assert line_of(lines_of(TEXT), where) == line


KEYS = st.from_regex(r"\A[a-z][a-z0-9_-]{0,6}\Z")
VALUES = st.recursive(
    st.one_of(
        st.integers(-999, 999).map(str),
        st.sampled_from(["true", "1.5", "2022-06-01", "07:30:00", '""', '"a # [b] = {c}"', "'x\"y'", '"""m\n=[\n"""']),
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[\n{', '.join(items)}\n]"),
    max_leaves=6,
)


@given(st.dictionaries(KEYS, VALUES, max_size=6), st.lists(st.dictionaries(KEYS, VALUES, max_size=3), max_size=3))
def test_a_written_key_is_found_where_it_was_written(top: dict[str, str], tables: list[dict[str, str]]) -> None:
    text = ""
    written: dict[Where, int] = {}
    for key, value in top.items():
        written[(key,)] = text.count("\n") + 1
        text += f"{key} = {value}\n"
    for index, table in enumerate(tables):
        text += "# between\n"
        written[("TABLES", index)] = text.count("\n") + 1
        text += "[[TABLES]]\n"
        for key, value in table.items():
            written[("TABLES", index, key)] = text.count("\n") + 1
            text += f"{key} = {value}\n"
    tomllib.loads(text)
    found = lines_of(text)
    assert {where: found.get(where) for where in written} == written


def paths_in(value: object, where: Where = ()) -> list[Where]:
    found: list[Where] = []
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        found += [(*where, key), *paths_in(inner, (*where, key))]
    return found
