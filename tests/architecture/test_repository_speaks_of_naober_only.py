"""Nothing in the repository names the machine or the account it was written on, or where packages were fetched."""

import re

import pytest

from tests.helpers.checkout import name_of, written_files

FOREIGN = {
    "a folder of one machine": re.compile(r"(?<![\w.$}])/(?:home|Users|root|work)/\w|[A-Z]:\\+Users"),
    "the address of a registry": re.compile(r"index[-_]url|://(?:pypi|registry|deb|files)\.|file:///[a-z]"),
}


def foreign_in(text: str) -> list[str]:
    lines = enumerate(text.split("\n"), 1)
    return [f"line {n}: {what}" for n, line in lines for what, mark in FOREIGN.items() if mark.search(line)]


def test_every_file_speaks_of_naober_only() -> None:
    faults = [f"{name_of(p)}, {f}" for p in written_files() for f in foreign_in(p.read_text(encoding="utf-8"))]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "line", ["cd " + "/".join(["", "home", "someone"]), "C:" + "\\Users\\someone", "--index" + "-url here"]
)
def test_a_foreign_place_is_named(line: str) -> None:
    assert foreign_in(line)


def test_an_ordinary_path_is_not_foreign() -> None:
    assert foreign_in("resources/work/index, ../shared, /usr/share/fonts, school/work/income") == []
