"""What the tour does and types: data in `resources/demo/tour.toml`, so that no code names a region."""

from __future__ import annotations

import tomllib

from pydantic import BaseModel, ConfigDict

from desktop.language.places import resource


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Player(_Part):
    """Someone who works with the program in the tour."""

    name: str
    passphrase: str
    asks_otherwise: str
    """The question as this person rewords it, to meet the other's wording."""


class Near(_Part):
    """Someone near the resident."""

    name: str
    helps_with: str


class Heard(_Part):
    """What a provider says of its waits on the telephone, as typed."""

    intake: str
    start: str


class Script(_Part):
    """The whole of it; texts stand for fields by their names in the models."""

    region: str
    municipality: str
    residents: int
    searches: tuple[str, ...]
    question: str
    near_home: str
    often_given: str
    """Id of a product of which the demonstration has enough trajectories to draw how long it lasted."""
    goals: tuple[str, ...]
    consultant: Player
    lead: Player
    resident: dict[str, str]
    helper: Near
    heard: Heard
    said: dict[str, str]
    answers: dict[str, str]
    draft: dict[str, str]


def read_script() -> Script:
    """The script that ships with the program."""
    return Script.model_validate(tomllib.loads(resource("demo", "tour.toml").read_text(encoding="utf-8")))
