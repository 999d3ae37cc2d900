"""Who is shut out of the team hands in what was not shared, and holds no case any more; a lost laptop is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.models.base import new_id
from desktop.models.casework import Goal
from desktop.models.faults import WorldFault
from desktop.models.purchasing import PurchaseMeasure
from desktop.services import forms
from desktop.services.health import verify_store
from desktop.services.syncing import state_of_work
from desktop.sync import books, contact, outbox
from desktop.sync.books import Refusal
from desktop.sync.postgres.store import PostgresStore
from desktop.sync.protocol import Result
from tests.helpers.handed_over import SAID, dossier, everyone_meets, joined, late_texts
from tests.helpers.laptops import BEGIN, Laptop, provider
from tests.helpers.pages import dump, everything_in
from tests.helpers.stores import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.helpers.offices import Office


@pytest.fixture
def team(office: Office, tmp_path: Path) -> Iterator[dict[str, Laptop]]:
    """Where nothing happened yet, and whose logins may be closed."""
    laptops = joined(tmp_path, office)
    yield laptops
    for laptop in laptops.values():
        laptop.close()


def test_who_is_shut_out_hands_in_what_was_not_shared_and_the_laptop_is_emptied(
    team: dict[str, Laptop], office: Office
) -> None:
    anna, _bram, lies = team.values()
    case, goal = dossier(anna)
    anna.add(known := provider(name="De Bascule"))
    everyone_meets(team)
    anna.change(Goal, goal.id, text="Nog niet gedeeld")
    forms.save(anna.workplace, "new-case", "", {"last_name": "Nieuweling"})
    forms.save(anna.workplace, "signal", known.id, {"text": "In vertrouwen"})
    refused = Refusal(new_id(), new_id(), "provider", known.id, "not-allowed", {"why": "Om iemand"}, "2026-11-27")
    anna.do(lambda work: books.refuse(work, refused))
    assert office.founder.revoke(anna.workplace.colleague.id)
    result = anna.sync()
    assert result.shut_out
    assert not state_of_work(anna.workplace).is_joined
    assert anna.there(type(known), known.id).name == "De Bascule"
    assert verify_store(anna.workplace).ok
    anna.close()
    raw = everything_in(anna.store.path, KEY)
    for text in (*SAID, "Nog niet gedeeld", "Nieuweling", "Om iemand"):
        assert text.encode() not in raw, text
    # The log of who looked keeps the number of a dossier, without a name.
    assert case.id not in dump(anna.store.path, KEY, but=("audit_line",))
    lies.sync()
    assert all(text in late_texts(lies) for text in ("Nog niet gedeeld", "Nieuweling", "Half getypt"))
    assert "In vertrouwen" not in late_texts(lies), "a signal is for the contract manager alone"


def test_a_laptop_that_was_lost_is_shut_and_keeps_what_it_holds(team: dict[str, Laptop], office: Office) -> None:
    anna = team["Anna"]
    dossier(anna)
    everyone_meets(team)
    office.founder.revoke(anna.workplace.colleague.id, lost=True)
    with pytest.raises(WorldFault, match="central-not-a-member"):
        anna.sync()
    with anna.store.read() as reader:
        assert contact.overdue(reader, anna.clock()) is not None
    assert office.founder.admit(anna.workplace.colleague)


def test_what_was_taken_before_the_answer_was_heard_is_not_handed_in(team: dict[str, Laptop], office: Office) -> None:
    anna, _bram, lies = team.values()
    _case, goal = dossier(anna)
    everyone_meets(team)
    anna.change(Goal, goal.id, text="Gedeeld, en niet gehoord")
    anna.add(PurchaseMeasure(start=BEGIN.date(), reason="Geweigerd, en niet gehoord"))
    address, password = office.logins[anna.workplace.colleague.id]
    with anna.store.read() as reader:
        _count, before, last = outbox.waiting(reader)
        batch = outbox.next_batch(reader, before, last, least=last)
    assert batch is not None
    answers = PostgresStore(address, password).push(batch.ops)
    assert [answer.result for answer in answers] == [Result.APPLIED, Result.REFUSED]
    anna.change(Goal, goal.id, domain="Nog niet gedeeld")
    office.founder.revoke(anna.workplace.colleague.id)
    assert anna.sync().shut_out
    lies.sync()
    assert lies.there(Goal, goal.id).text == "Gedeeld, en niet gehoord"
    assert all(text in late_texts(lies) for text in ("Nog niet gedeeld", "Geweigerd, en niet gehoord"))
    assert "Gedeeld, en niet gehoord" not in late_texts(lies)
