"""What the tour does and types: data in `resources/demo/tour.toml`, so that no code names a region."""

from __future__ import annotations

import tomllib

from pydantic import BaseModel, ConfigDict

from desktop.language.places import resource
from desktop.models.kinds import Role
from desktop.services.demo.looked_after import LeftBehind, Past


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


class Keeper(_Part):
    """Someone who looks after the supply, on a laptop of their own."""

    name: str
    passphrase: str


class Guide(_Part):
    """A list of services as someone hands it in, under columns of their own."""

    file: str
    kind: str
    """Kind of file, as the import names it."""
    text: str
    columns: dict[str, str]
    """By column what it holds, as the import names it."""


class Damaged(_Part):
    """A message that was cut off on its way."""

    file: str
    text: str


class Signalled(_Part):
    """What someone saw at a provider, and what was done about it."""

    seen: str
    done: str


class Setting(_Part):
    """What a municipality sets for itself."""

    municipality: str
    phone: str
    hours: str
    address: str
    term: str
    """Id of a term for which the form is opened."""
    looked_up: str
    own_words: str


class Measured(_Part):
    """A measure of purchase."""

    kind: str
    number: int
    reason: str


class Known(_Part):
    """Someone of an invented team in a database."""

    name: str
    login: str
    role: Role
    municipality: str = ""
    team: str = ""
    device: str = ""
    heard_days_ago: int | None = None
    out_days_ago: int | None = None
    closed: bool = False


class Example(_Part):
    """A central store in a database as the administrator sees it: the tour has no server."""

    url: str
    copied_days_ago: int
    invitation: str
    members: tuple[Known, ...]
    wrong: dict[str, str]
    """What is found, by what was looked at."""


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
    manager: Keeper
    resident: dict[str, str]
    helper: Near
    heard: Heard
    said: dict[str, str]
    answers: dict[str, str]
    draft: dict[str, str]
    guide: Guide
    twice: dict[str, str]
    """A service of the guide as a colleague types it by hand; by the names of the fields."""
    damaged: Damaged
    signal: Signalled
    held: dict[str, str]
    """What is told of an evaluation, by the names of the fields."""
    past: tuple[Past, ...]
    left_behind: LeftBehind
    asked_since: str
    """The question as it is reworded after a copy was made of the central store."""
    admin: Keeper
    database: Example
    setting: Setting
    measure: Measured


def read_script() -> Script:
    """The script that ships with the program."""
    return Script.model_validate(tomllib.loads(resource("demo", "tour.toml").read_text(encoding="utf-8")))
