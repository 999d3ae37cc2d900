"""A program and the books of a database, of different age: which of the two is behind is told, and nothing is lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from desktop.models.faults import WorldFault
from desktop.models.social_map import Provider
from desktop.services.syncing import state_of_work
from desktop.services.wording import explain
from desktop.sync.session import run
from tests.helpers.judging import rest
from tests.helpers.laptops import Laptop, provider
from tests.helpers.meetings import Meeting, central_of, meet_in_office
from tests.helpers.offices import Office, spoil
from tests.helpers.sync_world import Mishaps
from tests.helpers.turns_of_fate import by_an_older_program

if TYPE_CHECKING:
    from desktop.sync.postgres.founding import Founder


@pytest.fixture
def meeting(spare: Founder) -> Meeting:
    return meet_in_office(Office(spare))


def fails_with(code: str, laptop: Laptop, founder: Founder) -> None:
    """It says so in a sentence, and all is here and at the central store as it was."""
    before, waiting = history(founder), state_of_work(laptop.workplace).waiting
    with pytest.raises(WorldFault) as fault:
        laptop.sync()
    assert fault.value.code == code
    assert len(explain(fault.value)) > 20
    assert (history(founder), state_of_work(laptop.workplace).waiting) == (before, waiting)


def history(founder: Founder) -> list[tuple[object, ...]]:
    with founder.session() as db:
        return db.execute("SELECT (SELECT count(*) FROM naober.op_result), seq, row_id FROM naober.change").fetchall()


def names(laptop: Laptop) -> list[str]:
    return sorted(laptop.ask(lambda reader: [one.name for one in reader.find(Provider)]))


def test_a_program_that_is_ahead_waits_until_the_books_are_brought_up_and_one_that_is_behind_is_told(
    anna: Laptop, bram: Laptop, spare: Founder
) -> None:
    spoil(spare, "UPDATE naober.meta SET value = value::int - 1 WHERE name = 'schema_version'")
    by_an_older_program(lambda: bram.add(provider(name="Van ervoor")))
    by_an_older_program(partial(rest, bram))
    anna.add(provider(name="Van erna"))
    fails_with("central-older", anna, spare)
    by_an_older_program(lambda: bram.add(provider(name="Ook van ervoor")))
    spare.upgrade()
    anna.sync()
    by_an_older_program(lambda: fails_with("central-newer", bram, spare))
    bram.sync()
    anna.sync()
    for laptop in (anna, bram):
        assert names(laptop) == ["Ook van ervoor", "Van erna", "Van ervoor"]
        assert laptop.sync().mended == {}


CALLED = ("begin_push", "my_scopes", "op_at", "head", "user_of", "is_founding", "ids_of_others")
"""Functions that a laptop asks for, in all of which a later program may have one that older books do not."""


def test_books_that_do_not_have_what_a_program_asks_for_are_told_to_be_older(anna: Laptop, spare: Founder) -> None:
    anna.add(known := provider(name="Gaat weg"))
    anna.sync()
    anna.remove(Provider, known.id)
    anna.add(provider(name="Wacht"))
    for name in CALLED:
        spoil(spare, f"ALTER FUNCTION naober.{name} RENAME TO not_there_yet")
        fails_with("central-older", anna, spare)
        spoil(spare, f"ALTER FUNCTION naober.not_there_yet RENAME TO {name}")
    anna.sync()
    assert (names(anna), anna.sync().mended) == (["Wacht"], {})


def test_books_that_are_brought_up_in_the_middle_of_a_sync_hold_it_up_no_further(
    anna: Laptop, bram: Laptop, spare: Founder
) -> None:
    for calls in (1, 2, 3):
        bram.add(provider(name="Van Bram"), provider(name="Van Bram"))
        bram.sync()
        anna.add(provider(name="Van Anna"))

        def bring_up(way: Mishaps, now: int = calls) -> None:
            if way.calls == now:
                spare.upgrade()

        with central_of(anna).staying() as met:
            way = Mishaps(met)
            way.meanwhile = partial(bring_up, way)
            outcome = run(anna.store, way, at_once=1)
        assert way.calls > calls
        assert (outcome.pushed, outcome.pulled, outcome.mended) == (1, 2, {})
    rest(anna, bram)
    assert names(bram) == names(anna) == ["Van Anna"] * 3 + ["Van Bram"] * 6
