from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.kinds import PromptLevel
from desktop.views.design.ages import AgeLabel
from desktop.views.design.badges import Badge
from desktop.views.design.beside import Beside
from desktop.views.design.buttons import ChipRow, ChoiceButton, PrimaryButton, RowButton
from desktop.views.design.cards import KeyValueList, PromptCard
from desktop.views.design.dress import column
from desktop.views.design.fields import FieldRow, PassphraseField, SearchField
from desktop.views.design.inputs import Choice, DayField, LongText, Number
from desktop.views.design.messages import ProgressStrip, Toast
from desktop.views.design.pages import PageHead
from desktop.views.design.steps import Steps
from desktop.views.design.tokens import Tone
from desktop.views.design.words import EmptyState, PageTitle
from tests.helpers.accessibility import cut_off
from tests.helpers.widgets import one, press

TODAY = date(2026, 11, 23)


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(600, 400)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_badge_says_in_a_word_what_its_colour_repeats(qtbot: QtBot) -> None:
    badge = Badge("open", tone=Tone.GOOD)
    qtbot.addWidget(badge)
    assert badge.word() == badge.accessibleName() == "open"
    badge.say("cliëntenstop", tone=Tone.BAD)
    assert badge.accessibleName() == "cliëntenstop"


@pytest.mark.parametrize(
    ("days", "word"),
    [
        (None, "nooit gemeten"),
        (0, "vandaag gemeten"),
        (1, "gisteren gemeten"),
        (12, "12 dagen geleden gemeten"),
        (31, "verouderd: 31 dagen geleden"),
    ],
)
def test_a_figure_that_can_age_says_its_age(qtbot: QtBot, days: int | None, word: str) -> None:
    age = AgeLabel(days, stale=word.startswith("verouderd"))
    qtbot.addWidget(age)
    assert age.word() == word


def test_a_problem_stands_at_its_field_and_in_its_description(qtbot: QtBot) -> None:
    field = QLineEdit()
    row = FieldRow("&Naam", field, help_text="Zoals collega’s u kennen.")
    qtbot.addWidget(row)
    assert field.accessibleName() == "Naam"
    assert field.accessibleDescription() == "Zoals collega’s u kennen."
    row.problem("Vul een naam in.")
    assert row.problem_text() == "Vul een naam in."
    assert field.accessibleDescription() == "Vul een naam in."
    row.problem("")
    assert field.accessibleDescription() == "Zoals collega’s u kennen."


def test_the_label_of_a_field_is_its_buddy(qtbot: QtBot) -> None:
    field = PassphraseField()
    row = FieldRow("&Wachtwoordzin", field)
    qtbot.addWidget(row)
    assert one(row, QLabel).buddy() is field.line


def test_a_secret_is_hidden_until_one_asks_to_see_it(qtbot: QtBot) -> None:
    field = PassphraseField()
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, "koffie fiets")
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    press(field, "Laat zien wat ik typ")
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    field.forget()
    assert field.text() == ""
    assert field.line.echoMode() is QLineEdit.EchoMode.Password


def test_a_search_waits_until_typing_stops_and_asks_once(qtbot: QtBot) -> None:
    field = SearchField("Zoeken")
    qtbot.addWidget(field)
    asked: list[str] = []
    field.searched.connect(asked.append)
    with qtbot.waitSignal(field.searched):
        QTest.keyClicks(field, " hulp ")
    assert asked == ["hulp"]


def test_enter_searches_at_once_and_escape_empties(qtbot: QtBot) -> None:
    field = SearchField("Zoeken")
    qtbot.addWidget(field)
    field.setText("hulp")
    with qtbot.waitSignal(field.searched) as told:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["hulp"]
    with qtbot.waitSignal(field.searched) as told:
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert told.args == [""]


def test_a_row_opens_what_it_names_and_reads_as_one_sentence(qtbot: QtBot) -> None:
    row = RowButton(title="Hendrik Bos", detail="Onderzoek", key="case-1")
    qtbot.addWidget(row)
    row.add_badge(Badge("3 dagen te laat", tone=Tone.BAD))
    assert row.accessibleName() == "Hendrik Bos, Onderzoek, 3 dagen te laat"
    row.show()
    with qtbot.waitSignal(row.opened) as told:
        QTest.keyClick(row, Qt.Key.Key_Space)
    assert told.args == ["case-1"]


def test_a_row_grows_when_its_words_do_not_fit(qtbot: QtBot) -> None:
    row = RowButton(title="Hendrik Bos", detail="een lange regel " * 20)
    qtbot.addWidget(row)
    assert row.heightForWidth(300) > row.heightForWidth(2000)


def test_the_chosen_one_of_a_few_bears_a_tick_beside_its_colour(qtbot: QtBot) -> None:
    choice = ChoiceButton(title="Oldambt")
    qtbot.addWidget(choice)
    choice.resize(300, 60)
    before = choice.grab().toImage()
    choice.setChecked(True)
    assert choice.grab().toImage() != before


def test_filters_keep_what_was_on_when_they_are_offered_anew(qtbot: QtBot) -> None:
    chips = ChipRow("Filters")
    qtbot.addWidget(chips)
    chips.offer({"a": "A", "b": "B"})
    chips.put_on("b")
    chips.offer({"b": "B", "c": "C"})
    assert chips.on() == ("b",)


def test_a_single_choice_of_filters_puts_the_others_off(qtbot: QtBot) -> None:
    chips = ChipRow("Grootte", single=True)
    qtbot.addWidget(chips)
    chips.offer({"100": "100 %", "150": "150 %"})
    chips.put_on("100")
    with qtbot.waitSignal(chips.chosen) as told:
        press(chips, "150 %")
    assert told.args == [("150",)]


def test_words_flow_on_to_the_next_line(ground: QWidget) -> None:
    flow = Beside(ground, sharing=False)
    for at in range(12):
        button = PrimaryButton(f"Knop {at}")
        flow.addWidget(button)
        button.show()
    assert flow.heightForWidth(300) > flow.heightForWidth(2000)
    assert flow.takeAt(99) is None


def test_buttons_stand_beside_the_title_again_once_the_widest_of_them_goes(qtbot: QtBot) -> None:
    head = PageHead("Indicatie voor Wiebrecht Testhuis")
    qtbot.addWidget(head)
    few, wide = PrimaryButton("Indienen"), PrimaryButton("Terugnemen uit de beoordeling van de teamleider")
    head.buttons.addWidget(few)
    head.buttons.addWidget(wide)
    title = one(head, PageTitle)
    head.resize(title.fontMetrics().horizontalAdvance(title.text()) + few.sizeHint().width() + 60, 120)
    head.show()
    qtbot.waitUntil(lambda: few.y() > 0)
    wide.hide()
    qtbot.waitUntil(lambda: few.y() == 0)
    assert few.x() > head.width() // 2


def test_a_choice_is_kept_by_key_and_told_only_when_a_person_makes_it(qtbot: QtBot) -> None:
    choice = Choice({"nl": "Nederlands", "en": "English"})
    qtbot.addWidget(choice)
    with qtbot.assertNotEmitted(choice.chosen):
        choice.put("en")
        choice.offer({"en": "English", "fy": "Frysk"})
    assert choice.key() == "en"
    choice.show()
    with qtbot.waitSignal(choice.chosen) as told:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert told.args == ["fy"]


@pytest.mark.parametrize("made", [Choice, Number])
def test_scrolling_over_a_field_changes_nothing(qtbot: QtBot, made: type[Choice] | type[Number]) -> None:
    field = made()
    qtbot.addWidget(field)
    if isinstance(field, Choice):
        field.offer({"a": "A", "b": "B"})
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, turn)
    assert (field.key() == "a") if isinstance(field, Choice) else (field.number() is None)


def test_a_number_may_be_left_empty(qtbot: QtBot) -> None:
    number = Number(suffix="uur")
    qtbot.addWidget(number)
    assert number.number() is None
    with qtbot.waitSignal(number.given) as told:
        number.setValue(4)
    assert told.args == [4]
    with qtbot.assertNotEmitted(number.given):
        number.put(None)
    assert number.number() is None


def test_a_day_is_written_out_when_the_field_is_left(qtbot: QtBot) -> None:
    field = DayField(today=TODAY)
    qtbot.addWidget(field)
    days: list[object] = []
    field.given.connect(days.append)
    QTest.keyClicks(field, "24 nov")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "24-11-2026"
    assert field.day() == date(2026, 11, 24)
    assert days[-1] == date(2026, 11, 24)


def test_what_is_no_day_stays_as_typed_and_is_known_as_unreadable(qtbot: QtBot) -> None:
    field = DayField(today=TODAY)
    qtbot.addWidget(field)
    QTest.keyClicks(field, "morgen of zo")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "morgen of zo"
    assert not field.is_readable()


def test_tab_leaves_a_long_text_and_it_grows_with_what_is_typed(qtbot: QtBot, ground: QWidget) -> None:
    text = LongText()
    text.setParent(ground)
    text.show()
    before = text.height()
    text.put("regel\n" * 8)
    assert text.height() > before
    assert text.tabChangesFocus()
    with qtbot.waitSignal(text.typed):
        QTest.keyClicks(text, "x")


def test_what_is_known_is_shown_without_lines_that_are_empty(qtbot: QtBot) -> None:
    known = KeyValueList({"Telefoon": "", "Adres": "Hoofdstraat 1"})
    qtbot.addWidget(known)
    assert [label.text() for label in known.findChildren(QLabel)] == ["Adres", "Hoofdstraat 1"]


def test_a_prompt_that_asks_takes_a_reason_and_stands_answered(qtbot: QtBot) -> None:
    card = PromptCard(code="repeat-indication", level=PromptLevel.ASK, text="Nog eens hetzelfde.", source="Doc, 3.4")
    qtbot.addWidget(card)
    field = card.reason_field()
    assert field is not None
    typed: list[tuple[str, str]] = []
    card.reason_typed.connect(lambda code, reason: typed.append((code, reason)))
    QTest.keyClicks(field, "Een ander doel.")
    assert typed[-1] == ("repeat-indication", "Een ander doel.")
    card.show_reason("Het gaat om een ander doel.")
    assert one(card, Badge).word() == "Beantwoord"


def test_a_prompt_that_blocks_takes_no_reason(qtbot: QtBot) -> None:
    card = PromptCard(code="goal-missing", level=PromptLevel.BLOCK, text="Geen doel.", source="Doc")
    qtbot.addWidget(card)
    assert card.reason_field() is None
    assert card.accessibleName().startswith("Moet opgelost")


class Undo:
    def __init__(self) -> None:
        self.times = 0

    def do(self) -> None:
        self.times += 1


def test_a_message_offers_its_way_back_once(ground: QWidget) -> None:
    toast, undo = beneath(ground), Undo()
    toast.say("Dossier gesloten", action="Ongedaan maken", act=undo.do)
    assert toast.isVisible()
    press(toast, "Ongedaan maken")
    assert undo.times == 1
    assert not toast.isVisible()


def test_a_message_makes_room_for_itself_and_covers_nothing(ground: QWidget) -> None:
    toast = beneath(ground)
    screen = ground.findChild(QWidget, "screen")
    assert screen is not None
    toast.say("Dossier gesloten. " * 12, action="Ongedaan maken")
    for size in ((900, 300), (600, 400)):
        ground.resize(*size)
        QTest.qWait(20)
        assert ground.rect().contains(toast.geometry())
        assert not toast.geometry().intersects(screen.geometry())
        assert cut_off(toast) == []
    ground.hide()
    assert not toast.isVisible()


def beneath(ground: QWidget) -> Toast:
    """A message under something else, as in the window."""
    screen, toast = QWidget(), Toast()
    screen.setObjectName("screen")
    layout = column(ground, gap=0)
    layout.addWidget(screen, 1)
    layout.addWidget(toast)
    return toast


def test_long_work_can_be_stopped_and_says_so(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.begin("Bezig met inlezen …", total=10)
    with qtbot.waitSignal(strip.cancelled):
        press(strip, "Annuleren")
    strip.end()
    assert not strip.isVisible()


def test_an_empty_screen_says_what_to_do_first(qtbot: QtBot) -> None:
    empty = EmptyState(
        icon="cases", title="Nog geen dossiers", text="Begin met een nieuw dossier.", action="Nieuw dossier"
    )
    qtbot.addWidget(empty)
    assert empty.button is not None
    assert empty.button.text() == "Nieuw dossier"


def test_a_screen_reader_hears_name_and_role(qtbot: QtBot) -> None:
    QAccessible.setActive(True)
    row = RowButton(title="Hendrik Bos")
    qtbot.addWidget(row)
    seen = QAccessible.queryAccessibleInterface(row)
    assert seen.text(QAccessible.Text.Name) == "Hendrik Bos"
    assert seen.role() is QAccessible.Role.Button
    QAccessible.setActive(False)


def test_parts_that_are_not_offered_leave_no_gap_in_the_numbers(qtbot: QtBot) -> None:
    steps = Steps("Onderdelen", ["Vraag", "Wonen", "School", "Slot"])
    qtbot.addWidget(steps)
    steps.offer(True, True, False, True)
    assert [step.number for step in steps.buttons if not step.isHidden()] == [1, 2, 3]
    steps.offer(True, True, True, True)
    assert [step.number for step in steps.buttons] == [1, 2, 3, 4]


def test_the_lead_of_a_screen_does_not_break_beside_its_buttons(ground: QWidget) -> None:
    head = PageHead("Goedemiddag, Jelle", "Donderdag 26 november 2026 · 3 dingen vragen uw aandacht")
    for word in ("Kaart controleren", "Hulp zoeken"):
        head.buttons.addWidget(PrimaryButton(word))
    column(ground).addWidget(head)
    head.setFixedWidth(620)
    ground.resize(640, 200)
    QApplication.processEvents()
    lead = next(label for label in head.findChildren(QLabel) if "dingen" in label.text())
    assert head.buttons.geometry().left() > head.findChildren(PageTitle)[0].geometry().left(), "they stand beside it"
    assert lead.heightForWidth(lead.width()) < 2 * lead.fontMetrics().height(), "on one line"


def test_a_choice_that_does_not_fit_ends_in_an_ellipsis_and_tells_all_of_it_in_its_tip(qtbot: QtBot) -> None:
    long = "Jongeren van 18 tot ongeveer 23 jaar met perspectief op zelfstandigheid"
    choice = Choice({"1b": long, "2": "Kort"})
    qtbot.addWidget(choice)
    choice.resize(260, 38)
    choice.show()
    choice.grab()
    assert choice.toolTip() == long
    choice.put("2")
    choice.grab()
    assert choice.toolTip() == ""
    choice.put("1b")
    choice.resize(900, 38)
    choice.grab()
    assert choice.toolTip() == ""
    choice.setToolTip("Waarbinnen")
    choice.resize(260, 38)
    choice.grab()
    assert choice.toolTip() == "Waarbinnen"
