"""A form that is open while a colleague's edit comes in: nothing changes under the typist, and nothing is lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.models.casework import Case, Conversation
from desktop.models.people import Resident
from desktop.services import syncing
from desktop.services.conflicts import list_conflicts
from desktop.services.conversations import write
from desktop.sync.shared_place import url_of
from desktop.views.conversation.screen import ConversationScreen
from desktop.views.design.inputs import LongText
from desktop.views.desk import Desk
from tests.helpers.laptops import BEGIN, Laptop, make_laptop

Laptops = tuple[Laptop, Laptop]


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[Laptops]:
    """Marijke's, on whose screen we look, and Piet's; they share a file."""
    mine, theirs = make_laptop(tmp_path, "Marijke"), make_laptop(tmp_path, "Piet")
    url = url_of(tmp_path / "team.naober")
    code = syncing.start_central(mine.workplace, url)
    syncing.join(theirs.workplace, url, code)
    yield mine, theirs
    mine.close()
    theirs.close()


@pytest.fixture
def talk(laptops: Laptops) -> Conversation:
    """A talk that both laptops know."""
    mine, theirs = laptops
    resident = Resident(last_name="Mulder")
    case = Case(resident_id=resident.id, opened_on=BEGIN.date())
    made = Conversation(case_id=case.id, held_on=BEGIN.date(), question="Hulp in huis")
    mine.add(resident, case, made)
    mine.sync()
    theirs.sync()
    return made


def test_a_text_that_a_colleague_changed_under_an_open_form_is_asked_about_and_not_overwritten(
    qtbot: QtBot, desk: Desk, laptops: Laptops, talk: Conversation, settle: Callable[[], None]
) -> None:
    mine, theirs = laptops
    screen = ConversationScreen(replace(desk, workplace=mine.workplace))
    qtbot.addWidget(screen)
    screen.open_thing(talk.id)
    screen.show()
    screen.activateWindow()
    settle()
    field = screen.rows["question"].field
    assert isinstance(field, LongText)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    write(theirs.workplace, talk.id, question="Hulp bij de administratie")
    theirs.sync()
    screen.desk.notifier.tell(mine.sync().changes)
    settle()
    assert field.toPlainText() == "Hulp in huis", "nothing changes under the typist"
    QTest.keyClicks(field, ", elke week")
    screen.flush()
    settle()
    mine.sync()
    theirs.sync()
    (conflict,) = list_conflicts(mine.workplace)
    assert {conflict.mine, conflict.theirs} == {field.toPlainText(), "Hulp bij de administratie"}
    for laptop in laptops:
        assert laptop.there(Conversation, talk.id).question == "Hulp bij de administratie"
