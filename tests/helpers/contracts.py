"""Contracts for tests: a contract manager at a region that buys by product, and a provider to agree with."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop import regions
from desktop.models.kinds import Role
from desktop.models.people import Colleague
from desktop.models.social_map import Provider
from desktop.services.workplace import Workplace
from tests.helpers.desks import at_noon
from tests.helpers.stores import COLLEAGUE, make_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BY_PRODUCT, BY_SEGMENT = "midden-ijssel-oost-veluwe", "achterhoek"
LOT, HOUSEHOLD, GUIDANCE = "wmo-maatwerk", "huishoudelijke-hulp", "begeleiding-individueel"


@contextmanager
def contract_desk(folder: Path, region: str = BY_PRODUCT) -> Iterator[Workplace]:
    """A contract manager at an empty store of a region."""
    store = make_store(folder, region=region)
    manager = Colleague(id=COLLEAGUE, name="Roel Hofstra", role=Role.CONTRACT_MANAGER)
    with store.work("Begin") as work:
        work.add(manager)
        work.commit()
    yield Workplace(store, regions.profile(region), manager, clock=at_noon)
    store.close()


def as_consultant(desk: Workplace) -> Workplace:
    """The same store, read by a consultant."""
    return replace(desk, colleague=Colleague(name="Noor Hagedoorn", role=Role.CONSULTANT))


def a_partner(desk: Workplace, name: str = "De Kwikstaart", **fields: object) -> str:
    """A provider without contracts; returns its id."""
    provider = Provider(name=name, **fields)  # type: ignore[arg-type]  # a test names the fields it needs
    with desk.store.work("Add") as work:
        work.add(provider)
        work.commit()
    return provider.id
