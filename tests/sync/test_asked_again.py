"""Questions that went with a central store that was put back, or left, are asked again: everyone sees the same list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from desktop.models.casework import Goal
from desktop.models.social_map import Provider
from desktop.services import conflicts, syncing
from desktop.services.conflicts import Take
from desktop.sync import books
from desktop.sync.postgres.copying import copy_out, put_back
from tests.helpers.handed_over import dossier, joined
from tests.helpers.judging import refusals, rest
from tests.helpers.laptops import Laptop, provider
from tests.helpers.meetings import BOTH
from tests.sync.test_put_back import KEY, copied, restored

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.sync.books import Noticed
    from tests.helpers.offices import Office

both = pytest.mark.parametrize("meeting", BOTH, indirect=True)


def asked(laptop: Laptop) -> list[tuple[str, str, object, object]]:
    return [(one.id, one.field, one.mine, one.theirs) for one in laptop.ask(books.open_conflicts)]


def both_typed(anna: Laptop, bram: Laptop, known: Provider) -> Noticed:
    """Anna's number stands, and Bram's is asked about."""
    for laptop, phone in ((anna, "0597 111111"), (bram, "0597 222222")):
        laptop.change(Provider, known.id, phone=phone)
    rest(anna, bram)
    (one,) = bram.ask(books.open_conflicts)
    return one


@pytest.fixture
def known(anna: Laptop, bram: Laptop) -> Provider:
    anna.add(known := provider())
    rest(anna, bram)
    return known


def meet_again(*laptops: Laptop) -> None:
    for laptop in laptops:
        syncing.meet_again(laptop.workplace)
    rest(*laptops)


@both
def test_what_met_since_the_copy_is_asked_once_and_of_everyone(
    anna: Laptop, bram: Laptop, known: Provider, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    copied(anna, tmp_path, request)
    lost = both_typed(anna, bram, known)
    restored(anna, tmp_path, request)
    meet_again(anna, bram)
    (one,) = asked(anna)
    assert asked(bram) == [one]
    assert one[1:] == ("phone", "0597 222222", "0597 111111")
    assert one[0] != lost.id
    conflicts.resolve(anna.workplace, one[0], take=Take.MINE)
    rest(anna, bram)
    assert [asked(laptop) for laptop in (anna, bram)] == [[], []]
    assert bram.there(Provider, known.id).phone == "0597 222222"


@both
def test_what_was_decided_since_the_copy_is_not_forgotten(
    anna: Laptop, bram: Laptop, known: Provider, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    one = both_typed(anna, bram, known)
    copied(anna, tmp_path, request)
    conflicts.resolve(bram.workplace, one.id, take=Take.MINE)
    rest(bram, anna)
    restored(anna, tmp_path, request)
    meet_again(anna, bram)
    assert [asked(laptop) for laptop in (anna, bram)] == [[], []]
    assert anna.there(Provider, known.id).phone == "0597 222222"


@both
def test_who_leaves_and_joins_again_takes_the_questions_along(anna: Laptop, bram: Laptop, known: Provider) -> None:
    lost = both_typed(anna, bram, known)
    url, code = syncing.state_of_work(anna.workplace).url, syncing.team_code(anna.workplace)
    syncing.leave(anna.workplace)
    anna.change(Provider, known.id, email="anna@example.org")
    syncing.join(anna.workplace, url, code)
    rest(anna, bram)
    assert lost.id in {one[0] for one in asked(anna)}
    assert asked(anna) == asked(bram)


@both
def test_a_deletion_that_met_an_edit_is_kept_where_it_cannot_be_asked_again(
    anna: Laptop, bram: Laptop, known: Provider, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    copied(anna, tmp_path, request)
    anna.change(Provider, known.id, phone="0597 111111")
    bram.remove(Provider, known.id)
    rest(anna, bram)
    (lost,) = bram.ask(books.open_conflicts)
    restored(anna, tmp_path, request)
    meet_again(anna, bram)
    assert [asked(laptop) for laptop in (anna, bram)] == [[], []]
    assert "question-gone" in refusals(bram)
    (kept,) = [one for one in bram.ask(books.refusals) if one.code == "question-gone"]
    assert (kept.row_id, kept.detail["kind"]) == (lost.row_id, "delete")
    conflicts.share_again(bram.workplace, kept.act_id)
    rest(bram, anna)
    assert anna.see(Provider, known.id) is None


def test_what_was_handed_in_since_the_copy_stays_on_the_list_of_who_leads(office: Office, tmp_path: Path) -> None:
    anna, bram, lies = joined(tmp_path, office).values()
    _case, goal = dossier(anna)
    for laptop in (anna, bram, lies):
        laptop.sync()
    copy = tmp_path / "copy of the office"
    copy_out(office.founder, copy, KEY)
    anna.change(Goal, goal.id, text="Nog niet gedeeld")
    office.founder.revoke(anna.workplace.colleague.id)
    assert anna.sync().shut_out
    lies.sync()
    with psycopg.connect(office.founder.address.conninfo(office.founder.password)) as db:
        db.execute("DROP SCHEMA naober CASCADE")
    put_back(office.founder, copy, KEY)
    syncing.meet_again(lies.workplace)
    rest(lies)
    (kept,) = [one for one in lies.ask(books.refusals) if one.row_id == goal.id]
    assert (kept.code, kept.detail["given"]["text"]) == ("late-work-gone", "Nog niet gedeeld")
    conflicts.share_again(lies.workplace, kept.act_id)
    lies.sync()
    assert lies.there(Goal, goal.id).text == "Nog niet gedeeld"
    for laptop in (anna, bram, lies):
        laptop.close()
