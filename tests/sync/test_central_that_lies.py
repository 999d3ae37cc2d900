"""A central store that answers what no central store would: it is told, the sync ends, and nothing here is touched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from desktop.models.faults import WorldFault
from desktop.models.people import Resident
from desktop.models.social_map import Provider
from desktop.sync.protocol import Digest, Page, RowNow
from desktop.sync.session import run
from tests.helpers.laptops import provider
from tests.helpers.meetings import central_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.helpers.laptops import Laptop


class Lying:
    """The team's own, but for one answer."""

    def __init__(self, honest: Any, **lies: Callable[..., Any]) -> None:  # noqa: ANN401 - stands in for any of them
        self._honest = honest
        self._lies = lies

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return self._lies.get(name, getattr(self._honest, name))


def ahead(page: Page) -> Page:
    return replace(page, changes=(), head=page.head + 1)


def back(page: Page) -> Page:
    return replace(page, changes=tuple(reversed(page.changes)))


def again(page: Page) -> Page:
    return replace(page, changes=page.changes[:1] * 2)


def beyond(page: Page) -> Page:
    far = page.changes[-1].model_copy(update={"seq": 2**70})
    return replace(page, changes=(*page.changes, far), head=2**70)


def test_a_store_in_which_its_member_reaches_nothing_takes_nothing_away(anna: Laptop) -> None:
    """Whoever is shut out is told so; reaching nothing at all is no answer."""
    anna.add(one := Resident(last_name="Zonderland"))
    anna.sync()
    honest = central_of(anna)
    lying = Lying(honest, pull=lambda *asked: replace(honest.pull(*asked), reach=frozenset()))
    with pytest.raises(WorldFault, match="central-damaged"):
        run(anna.store, lying, may_wipe=True)
    assert anna.see(Resident, one.id) == one


@pytest.mark.parametrize("lie", [ahead, back, again, beyond])
def test_a_history_that_does_not_go_on_is_not_read(anna: Laptop, bram: Laptop, lie: Callable[[Page], Page]) -> None:
    anna.add(*(provider(name=f"{n}") for n in range(3)))
    anna.sync()
    honest = central_of(bram)
    lying = Lying(honest, pull=lambda *asked: lie(honest.pull(*asked)))
    with pytest.raises(WorldFault, match="central-damaged"):
        run(bram.store, lying)
    assert not bram.ask(lambda reader: reader.find(Provider))
    bram.sync()
    assert len(bram.ask(lambda reader: reader.find(Provider))) == 3


@pytest.mark.parametrize("row", [RowNow("provider", "p", 1, False, {}), RowNow("sqlite_master", "z", 1, False, {})])
def test_a_table_that_never_ends_is_not_fetched_for_ever(anna: Laptop, row: RowNow) -> None:
    anna.add(known := provider())
    anna.sync()
    honest = central_of(anna)

    def wrong(*asked: int) -> Page:
        return replace(honest.pull(*asked), digests={"provider": Digest(7, 7)})

    lying = Lying(honest, pull=wrong, table=lambda _name, _after, limit: (row,) * limit)
    with pytest.raises(WorldFault, match="central-damaged"):
        run(anna.store, lying)
    assert anna.there(Provider, known.id) == known


def test_rows_of_tables_that_do_not_travel_are_passed_over(anna: Laptop) -> None:
    honest = central_of(anna)
    strange = tuple(RowNow(name, "x", 1, False, {"name": "y"}) for name in ("setting", "x; DROP TABLE setting", ""))
    for reach in ({"map"}, {"map", "x"}):  # what came within reach is fetched
        lying = Lying(
            honest,
            pull=lambda *asked, now=reach: replace(honest.pull(*asked), reach=frozenset(now)),
            rows_of=lambda *_asked: strange,
        )
        run(anna.store, lying)
    assert run(anna.store, honest).mended == {}
