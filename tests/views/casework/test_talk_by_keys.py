"""Gesprek without a mouse: a whole talk is held, marked, ended and taken up again with keys only."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from desktop.models.casework import Conversation, DomainNote, Goal
from desktop.models.course import StepAnswer
from desktop.views.window.history import Spot
from desktop.views.window.main import MainWindow
from tests.helpers.keys import Keys
from tests.helpers.widgets import one

ALT = Qt.KeyboardModifier.AltModifier


def test_a_whole_talk_is_held_with_keys_only(
    window: MainWindow,
    case_id: str,
    settle: Callable[[], None],
    stored: Callable[..., Sequence[Conversation | DomainNote | Goal | StepAnswer]],
) -> None:
    window.open_case(case_id)
    settle()
    keys = Keys(window, settle)
    keys.tab_to("case-talk")
    keys.press(Qt.Key.Key_Space)
    (talk,) = stored(Conversation)
    assert window.here() == Spot(window.here().place, talk.id)
    keys.tab_to("talk-where")
    keys.write("Thuis")
    keys.press(Qt.Key.Key_Tab)
    keys.write("Mevrouw en haar dochter")
    keys.press(Qt.Key.Key_Tab)
    assert keys.name() == "talk-question"
    keys.write("Ik wil weer overzicht")
    keys.press(Qt.Key.Key_Tab)
    keys.write("Zij kookt elke dag")
    keys.tab_to("geld-situation")
    keys.write("De post ligt in een la")
    keys.press(Qt.Key.Key_Tab)
    keys.write("Ik durf het niet")
    keys.press(Qt.Key.Key_Tab)
    keys.write("Mijn dochter kijkt mee")
    keys.tab_to("3 het lukt net")
    keys.press(Qt.Key.Key_Space)
    keys.tab_to("2 moeilijk", back=True)
    keys.press(Qt.Key.Key_Space)
    keys.tab_to("step-needed")
    keys.write("Twee keer per week een uur")
    keys.tab_to("talk-notes")
    keys.write("Rustig gesprek")
    keys.tab_to("talk-goal")
    keys.write("Ik maak elke week mijn post open.")
    keys.press(Qt.Key.Key_Return)
    assert keys.name() == "talk-goal", "one goes on with the next"
    keys.tab_to("finish-conversation")
    keys.press(Qt.Key.Key_Space)
    (held,) = stored(Conversation)
    assert isinstance(held, Conversation)
    assert (held.where, held.present, held.question) == ("Thuis", "Mevrouw en haar dochter", "Ik wil weer overzicht")
    assert (held.going_well, held.notes, held.done) == ("Zij kookt elke dag", "Rustig gesprek", True)
    (note,) = stored(DomainNote)
    assert isinstance(note, DomainNote)
    assert (note.domain, note.score) == ("geld", 2)
    said = (note.situation, note.own_words, note.who_can_do_what)
    assert said == ("De post ligt in een la", "Ik durf het niet", "Mijn dochter kijkt mee")
    assert [one_.answer for one_ in stored(StepAnswer) if isinstance(one_, StepAnswer)] == [
        "Twee keer per week een uur"
    ]
    assert [goal.text for goal in stored(Goal) if isinstance(goal, Goal)] == ["Ik maak elke week mijn post open."]
    assert one(window, QTabWidget, "case-tabs").isVisible(), "one is back at the case"


def test_tab_comes_to_each_part_in_the_order_it_is_read(
    window: MainWindow, case_id: str, settle: Callable[[], None]
) -> None:
    window.open_case(case_id)
    settle()
    keys = Keys(window, settle)
    keys.tab_to("case-talk")
    keys.press(Qt.Key.Key_Space)
    keys.tab_to("talk-question")
    order = ["talk-question"]
    while len(order) < 120 and order[-1] != "goal-add":
        keys.press(Qt.Key.Key_Tab)
        order.append(keys.name())
    wanted = ["talk-going_well", "wonen-situation", "veiligheid-situation", "step-problems", "step-rest", "talk-notes"]
    assert [name for name in order if name in wanted] == wanted


def test_letters_and_steps_bring_one_to_a_part_at_once(
    window: MainWindow, case_id: str, settle: Callable[[], None], stored: Callable[..., Sequence[Conversation]]
) -> None:
    window.open_case(case_id)
    settle()
    keys = Keys(window, settle)
    keys.tab_to("case-talk")
    keys.press(Qt.Key.Key_Space)
    for letter, field in (
        (Qt.Key.Key_V, "talk-question"),
        (Qt.Key.Key_G, "talk-going_well"),
        (Qt.Key.Key_D, "talk-held_on"),
        (Qt.Key.Key_O, "talk-notes"),
        (Qt.Key.Key_U, "talk-goal"),
    ):
        keys.press(letter, ALT)
        assert keys.name() == field
    keys.press(Qt.Key.Key_D, ALT)
    keys.tab_to("Geld", back=True)
    keys.press(Qt.Key.Key_Space)
    assert keys.name() == "geld-situation"
    keys.write("Schulden")
    keys.press(Qt.Key.Key_Left, ALT)
    assert stored(Conversation)
    assert one(window, QTabWidget, "case-tabs").isVisible(), "Alt and the arrow lead back"
