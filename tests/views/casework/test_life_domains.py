"""The life domains in the language of the screen: their names, the questions that help the talk on, the drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop.language import speak
from desktop.services.conversations import begin, conversation_page, finish, write, write_domain
from desktop.services.plans import add_goal
from desktop.services.workplace import Workplace
from desktop.views.design.inputs import LongText
from desktop.views.window.main import MainWindow
from tests.helpers.widgets import one

Settle = Callable[[], None]
DUTCH = ("Wonen", "Geld", "Zelfzorg en huishouden", "Netwerk en meedoen", "Komt u rond?")
ENGLISH = ("Housing", "Money", "Self-care and household", "People around you and taking part", "make ends meet?")


@pytest.fixture
def english() -> Iterator[None]:
    speak("en")
    yield
    speak("nl")


def words(inside: QWidget) -> str:
    """What is read on it, and what a voice reads."""
    labels = [label.text() for label in inside.findChildren(QLabel) if label.isVisible()]
    buttons = [part for b in inside.findChildren(QAbstractButton) for part in (b.text(), b.accessibleName())]
    return "\n".join([*labels, *buttons, *(field.accessibleName() for field in inside.findChildren(LongText))])


@pytest.mark.usefixtures("english")
def test_on_an_english_screen_the_life_domains_are_english(
    workplace: Workplace, case_id: str, window: MainWindow, settle: Settle
) -> None:
    talk, _changes = begin(workplace, case_id)
    write(workplace, talk, question="Wie helpt mij?")
    for domain, score in (("geld", 2), ("wonen", 4), ("gezin", 3)):
        write_domain(workplace, talk, domain, score=score, who_can_do_what="Ineke kijkt mee.")
    window.open_conversation(talk)
    settle()
    said = words(window)
    assert [name for name in ENGLISH if name not in said] == []
    assert [name for name in DUTCH if name in said] == []
    assert one(window, LongText, "geld-situation").accessibleName() == "Money: How it is now"
    own = [text for step in conversation_page(workplace, talk).steps for text in step.beside]
    assert "Money: Ineke kijkt mee." in own
    finish(workplace, talk)
    settle()
    assert "Money" in words(window)


def test_on_a_dutch_screen_they_are_dutch(
    workplace: Workplace, case_id: str, window: MainWindow, settle: Settle
) -> None:
    talk, _changes = begin(workplace, case_id)
    window.open_conversation(talk)
    settle()
    said = words(window)
    assert [name for name in DUTCH if name not in said] == []
    assert [name for name in ENGLISH if name in said] == []


@pytest.mark.usefixtures("english")
def test_a_goal_tells_its_life_domain_in_the_language_of_the_screen(
    workplace: Workplace, case_id: str, window: MainWindow, settle: Settle
) -> None:
    add_goal(workplace, case_id, "Ik open mijn post.", domain="geld")
    window.open_case(f"{case_id}#plan")
    settle()
    said = words(window).splitlines()
    assert "Money" in said
    assert "Geld" not in said


@pytest.mark.usefixtures("english")
def test_what_a_region_did_not_put_in_english_stays_dutch_and_without_marks(workplace: Workplace, case_id: str) -> None:
    profile = workplace.profile
    own = tuple(one.model_copy(update={"name_en": "", "help_en": ""}) for one in profile.life_domains)
    there = replace(workplace, profile=profile.model_copy(update={"life_domains": own}))
    talk, _changes = begin(there, case_id)
    write_domain(there, talk, "geld", who_can_do_what="Ineke kijkt mee.")
    steps = conversation_page(there, talk).steps
    assert "Geld: Ineke kijkt mee." in [text for step in steps for text in step.beside]
