"""What an export tells about itself: what is not in the files, and what a format made us fill in."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.language import N_, _

REASONS: dict[str, str] = {
    "merged": N_("“{name}” is a double of another entry, which is in the files."),
    "email-not-valid": N_("“{value}” is no e-mail address. It was left out."),
    "url-not-valid": N_("“{value}” is no web address. It was left out."),
    "places-of-all-products": N_(
        "{name} told {places} free places for all its help together. HSDS counts places for one service, so they were "
        "left out."
    ),
    "description-empty": N_("“{name}” has no description. HSDS asks for one, so “n/a” was written."),
    "organisation-not-known": N_(
        "Who runs “{name}” is not known. HSDS asks for an organisation, so one of the same name was written."
    ),
    "address-incomplete": N_("“{name}”: {fields} not known. HSDS asks for it, so “n/a” was written."),
    "text-cut": N_("The text in “{name}” is longer than a cell of Excel can hold. It was cut off."),
}
"""By code."""

_SHOWN = 80
"""Characters of a value that a sentence repeats."""


@dataclass(frozen=True)
class Remark:
    """One thing about one record.

    Attributes:
        id: The record's id.
        code: Which thing, lower case with hyphens.
        reason: The sentence about it, in the language in force when the files were made.
    """

    id: str
    code: str
    reason: str


@dataclass
class Told:
    """Collects while the files are made.

    Attributes:
        left_out: What is not in the files, or not whole.
        filled: Where a format asks for what is not known, and a text that says so was written.
    """

    left_out: list[Remark] = field(default_factory=list)
    filled: list[Remark] = field(default_factory=list)

    def leave_out(self, id: str, code: str, **values: object) -> None:  # noqa: A002 - the models' own word
        """Notes what is not in the files."""
        self.left_out.append(_remark(id, code, values))

    def fill(self, id: str, code: str, **values: object) -> None:  # noqa: A002 - idem
        """Notes what was filled in because the format asks for it."""
        self.filled.append(_remark(id, code, values))


def _remark(id: str, code: str, values: dict[str, object]) -> Remark:  # noqa: A002 - idem
    shown = {name: _short(str(value)) for name, value in values.items()}
    return Remark(id, code, _(REASONS[code], **shown))


def _short(text: str) -> str:
    return f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
