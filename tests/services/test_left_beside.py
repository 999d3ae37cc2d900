"""Texts that cannot stand in their own place yet are kept beside it, in the same turn as what could be written."""

from functools import partial

import pytest

from desktop.models.casework import Conversation
from desktop.models.changes import ChangeSet
from desktop.models.faults import RuleBroken
from desktop.services.conversations import begin, conversation_page, finish, write, write_domain
from desktop.services.forms import Beside, finish_beside, keep_beside, load, write_what_can_be
from desktop.services.workplace import Workplace
from tests.helpers.casework import a_case

TOO_LONG = "x" * 201


@pytest.fixture
def talk(desk: Workplace) -> str:
    return begin(desk, a_case(desk))[0]


def written(desk: Workplace, talk: str) -> Conversation:
    return conversation_page(desk, talk).conversation


def left(desk: Workplace, talk: str) -> dict[str, object]:
    kept = load(desk, "talk", talk)
    return dict(kept.fields) if kept else {}


def test_what_is_refused_is_kept_beside_and_all_else_is_written(desk: Workplace, talk: str) -> None:
    typed = {"where": TOO_LONG, "question": "Wie helpt mij?", "present": "p" * 5000, "notes": "Rustig"}
    answer, changes = write_what_can_be(desk, Beside("talk", talk), partial(write, desk, talk), typed)
    assert {fault.field for fault in answer.refused} == {"where", "present"}
    now = written(desk, talk)
    assert (now.question, now.notes, now.where, now.present) == ("Wie helpt mij?", "Rustig", "", "")
    assert changes.touches("conversation")
    assert left(desk, talk) == {"where": TOO_LONG, "present": "p" * 5000}


def test_what_is_shortened_is_written_and_no_longer_kept_beside(desk: Workplace, talk: str) -> None:
    beside, keep = Beside("talk", talk), partial(write, desk, talk)
    write_what_can_be(desk, beside, keep, {"where": TOO_LONG})
    keep_beside(desk, beside, {"goal": "Ik wil"})
    write_what_can_be(desk, beside, keep, {"where": "Thuis"})
    assert written(desk, talk).where == "Thuis"
    assert left(desk, talk) == {"goal": "Ik wil"}


def test_a_field_is_called_after_its_part(desk: Workplace, talk: str) -> None:
    keep = partial(write_domain, desk, talk, "geld")
    write_what_can_be(desk, Beside("talk", talk, "geld-{}"), keep, {"situation": "y" * 10_001, "score": 2})
    assert left(desk, talk) == {"geld-situation": "y" * 10_001}
    cards = conversation_page(desk, talk).cards
    assert [card.note.score for card in cards if card.domain.id == "geld"] == [2]


def test_all_texts_are_kept_beside_when_the_whole_is_refused(desk: Workplace, talk: str) -> None:
    write(desk, talk, question="Overzicht")
    finish(desk, talk)
    with pytest.raises(RuleBroken) as refused:
        write_what_can_be(desk, Beside("talk", talk), partial(write, desk, talk), {"notes": "Nog iets"})
    assert refused.value.code == "conversation-done"
    assert left(desk, talk) == {"notes": "Nog iets"}


def test_texts_go_once_what_they_were_typed_for_is_done_and_stay_when_it_is_refused(desk: Workplace, talk: str) -> None:
    beside = Beside("talk", talk)
    keep_beside(desk, beside, {"goal": "Ik kook", "where": TOO_LONG})
    with pytest.raises(RuleBroken):
        finish_beside(desk, beside, ["goal"], partial(write, desk, talk, where=TOO_LONG))
    assert left(desk, talk)["goal"] == "Ik kook"
    finish_beside(desk, beside, ["goal"], partial(write, desk, talk, where="Thuis"))
    assert left(desk, talk) == {"where": TOO_LONG}


def test_a_day_that_was_refused_is_kept_as_text(desk: Workplace, talk: str) -> None:
    def refuse(**_typed: object) -> ChangeSet:
        raise RuleBroken("in-future", "review_on")

    beside = Beside("wait", talk)
    write_what_can_be(
        desk, beside, lambda **typed: refuse(**typed) if typed else ChangeSet(), {"review_on": desk.today}
    )
    kept = load(desk, beside.form, beside.about)
    assert kept is not None
    assert kept.fields == {"review_on": desk.today.isoformat()}
