"""A desk for a screen under test: a real store, a real lane, and a navigator that remembers where one was sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.regions import profile
from desktop.services.workplace import Workplace
from tests.helpers.stores import COLLEAGUE, REGION, make_store

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.database import Store
    from desktop.views.desk import Place

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
"""When it is in every test of a view: a Monday."""


def at_noon() -> datetime:
    """The clock of every test of a view."""
    return NOON


def make_workplace(folder: Path, role: Role = Role.CONSULTANT) -> Workplace:
    """An open, empty store with its colleague in it. Whoever makes it closes the store."""
    store = make_store(folder)
    with store.work("Begin") as uow:
        uow.add(Colleague(id=COLLEAGUE, name="Marijke Veenstra", role=role))
        uow.commit()
    return opened_workplace(store)


def opened_workplace(store: Store) -> Workplace:
    """The same on a store that was made before, in this process or in another."""
    with store.read() as reader:
        colleague = reader.get(Colleague, COLLEAGUE)
    return Workplace(store=store, profile=profile(REGION), colleague=colleague, clock=at_noon)


@dataclass
class Ways:
    """A `Navigator` that goes nowhere and remembers everything.

    Attributes:
        went: Where to, as (verb, id).
        told: What was said, as (text, act that can be undone).
    """

    went: list[tuple[str, str]] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)

    def open_place(self, place: Place, thing: str = "") -> None:
        self.went.append((f"place:{place}", thing))

    def open_case(self, case_id: str) -> None:
        self.went.append(("case", case_id))

    def open_conversation(self, conversation_id: str) -> None:
        self.went.append(("conversation", conversation_id))

    def open_indication(self, indication_id: str) -> None:
        self.went.append(("indication", indication_id))

    def open_entry(self, entry_id: str) -> None:
        self.went.append(("entry", entry_id))

    def open_conflict(self, conflict_id: str) -> None:
        self.went.append(("conflict", conflict_id))

    def open_paper(self, paper: str) -> None:
        self.went.append(("paper", paper))

    def new_case(self) -> None:
        self.went.append(("new-case", ""))

    def find_help(self, text: str = "", *, case_id: str = "") -> None:
        self.went.append(("find-help", f"{case_id}:{text}"))

    def show_help(self, page: str, heading: str = "") -> None:
        self.went.append(("help", f"{page}#{heading}"))

    def back(self) -> None:
        self.went.append(("back", ""))

    def say(self, text: str, *, undo: str = "", icon: str = "check") -> None:  # noqa: ARG002
        self.told.append((text, undo))
