"""What a reader cannot see does not stand in the source: it could hide what the code does."""

import unicodedata

from tests.helpers.checkout import name_of, written_files

HIDDEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
"""Unicode categories: controls, format marks (also those that turn the reading direction), private use, separators."""


def is_hidden(character: str) -> bool:
    hard_space = "\u00a0"
    return character == hard_space or (character not in "\t\n" and unicodedata.category(character) in HIDDEN)


def hidden_in(text: str) -> list[str]:
    return [
        f"line {number}: {ord(character):#06x}"
        for number, line in enumerate(text.split("\n"), 1)
        for character in sorted(filter(is_hidden, set(line)))
    ]


def test_every_file_shows_all_it_holds() -> None:
    faults = [f"{name_of(p)}, {fault}" for p in written_files() for fault in hidden_in(p.read_bytes().decode("utf-8"))]
    assert not faults, "\n".join(faults)


def test_what_turns_the_reading_direction_or_ends_a_line_unseen_is_named() -> None:
    assert hidden_in("fine\nadmin = \u202etrue\u00a0\r") == ["line 2: 0x000d", "line 2: 0x00a0", "line 2: 0x202e"]
    assert hidden_in("één café – “ja”\t×") == []
