"""How long help lasted: the drawing falls where help ended, and words and table say the same; never on too few."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.models.kinds import Law
from desktop.rules.comparable import AgeBand, Group
from desktop.rules.durations import Durations, Spell, durations
from desktop.services.workplace import Workplace
from desktop.settings import Theme
from desktop.views.design.theme import apply, colours
from desktop.views.desk import Desk
from desktop.views.durations.curve import DurationCurve
from desktop.views.durations.dialog import DurationDialog
from desktop.views.durations.words import DraftedLength, readings, told
from desktop.views.indication.screen import IndicationScreen
from tests.helpers.accessibility import cut_off, nameless, unreached
from tests.helpers.casework import LOT, PRODUCT, SEGMENT, a_draft
from tests.helpers.fingers import Fingers
from tests.helpers.lasted import let_help_last
from tests.helpers.widgets import one

GROUP = Group(Law.WMO, LOT, PRODUCT, SEGMENT, AgeBand(23, 64))


def found_of(*spells: Spell) -> Durations:
    found = durations(spells, 1)
    assert isinstance(found, Durations)
    return found


YEAR = DraftedLength(365)
HALF = found_of(
    *(Spell(days, ended=True) for days in (100, 200, 300, 400, 500)),
    *(Spell(days, ended=False) for days in (250, 450, 600, 700, 800)),
)
"""Half ended within 500 days by what is known; five still run."""


@pytest.fixture
def curve(qtbot: QtBot) -> DurationCurve:
    made = DurationCurve()
    qtbot.addWidget(made)
    made.resize(640, made.sizeHint().height())
    made.show()
    return made


def ink(image: QImage, colour: str) -> dict[int, list[int]]:
    """The rows that bear exactly a colour, by column, from the top."""
    wanted = QColor(colour).rgb()
    columns = {x: [y for y in range(image.height()) if image.pixel(x, y) == wanted] for x in range(image.width())}
    return {x: rows for x, rows in columns.items() if rows}


def test_the_line_only_falls_from_left_to_right_and_falls_where_help_ended(curve: DurationCurve) -> None:
    curve.show_found(HALF)
    rows = ink(curve.grab().toImage(), colours().accent)
    tops = [rows[x][0] for x in sorted(rows)]
    assert len(tops) > 300
    assert tops == sorted(tops)
    assert len(set(tops)) >= len(HALF.curve)


def test_the_draft_is_a_line_of_its_own_and_running_help_has_its_marks(curve: DurationCurve) -> None:
    curve.show_found(HALF)
    without = curve.grab().toImage()
    assert not ink(without, colours().caution)
    curve.show_found(HALF, YEAR)
    line = ink(curve.grab().toImage(), colours().caution)
    assert max(map(len, line.values())) > curve.height() / 3
    curve.show_found(found_of(*(Spell(days, ended=True) for days in (100, 200, 300, 400, 500))))
    assert not ink(curve.grab().toImage(), colours().accent_strong)


def test_it_follows_the_theme_and_the_size_of_the_text(curve: DurationCurve, dressed: QApplication) -> None:
    curve.show_found(HALF)
    before, light = curve.sizeHint().height(), colours().accent
    try:
        apply(dressed, Theme.DARK, 1.5)
        assert colours().accent != light
        assert ink(curve.grab().toImage(), colours().accent)
        assert curve.sizeHint().height() > before
    finally:
        apply(dressed, Theme.LIGHT)


def test_a_screen_reader_is_told_what_is_drawn(curve: DurationCurve) -> None:
    curve.show_found(HALF, YEAR)
    spoken = curve.accessibleDescription()
    assert spoken == told(HALF, YEAR)
    assert "Dit berust op 10 trajecten; 5 daarvan zijn geëindigd" in spoken
    assert "De helft was klaar binnen 16 maanden." in spoken
    assert "Na een jaar liep nog 69 % (tussen 30 % en 89 %)." in spoken
    assert "Dit concept duurt 12 maanden. Van vergelijkbare hulp duurde 69 % langer." in spoken
    assert "Met de hulp direct ervoor wordt het 12 maanden." in told(HALF, DraftedLength(365, goes_on=True))
    all_ended = found_of(*(Spell(100, ended=True) for _n in range(9)))
    assert "Dit berust op 9 trajecten; alle zijn geëindigd." in told(all_ended)
    assert "Geen van deze trajecten is zo lang gevolgd." in told(HALF, DraftedLength(900))
    assert "Minder dan de helft is tot nu toe klaar." in told(found_of(*(Spell(900, ended=False) for _n in range(9))))


def test_the_table_reads_the_curve_off_at_whole_months() -> None:
    first, *_rest, last = readings(HALF)
    assert (first.months, first.at_risk, round(first.surviving, 2)) == (3, 10, 1.0)
    assert (last.months, last.at_risk) == (24, 1)
    for reading in readings(HALF):
        assert (reading.surviving, reading.low, reading.high) == HALF.surviving(reading.days)


@pytest.fixture
def opened(curve: DurationCurve, desk: Desk, settle: Callable[[], None]) -> Callable[[Group], DurationDialog]:
    """Opens the dialog over a store."""
    curve.resize(1000, 800)

    def make(group: Group) -> DurationDialog:
        dialog = DurationDialog(desk, group, curve, drafted=YEAR)
        dialog.open()
        settle()
        return dialog

    return make


def words(dialog: DurationDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_on_too_few_it_says_so_and_shows_nothing_else(
    workplace: Workplace, opened: Callable[[Group], DurationDialog]
) -> None:
    let_help_last(workplace, 9)
    dialog = opened(GROUP)
    assert "Te weinig trajecten om iets te zeggen; het moeten er minstens 10 zijn." in words(dialog)
    assert not dialog.panel.curve.isVisible()
    assert not dialog.panel.table.isVisible()
    assert "9" not in words(dialog)
    dialog.reject()


def test_another_group_is_chosen_and_the_drawing_follows(
    workplace: Workplace, opened: Callable[[Group], DurationDialog], settle: Callable[[], None]
) -> None:
    let_help_last(workplace, 12)
    let_help_last(workplace, 3, age=80)
    dialog = opened(GROUP)
    choose = Fingers(dialog, settle)
    assert "Dit berust op 12 trajecten" in words(dialog)
    choose.choose("duration-ages", "")
    assert "Dit berust op 15 trajecten" in words(dialog)
    choose.choose("duration-ages", "75")
    assert "Van 75 jaar en ouder zijn er te weinig. Dit is van alle leeftijden." in words(dialog)
    assert "Dit berust op 15 trajecten" in words(dialog)
    choose.choose("duration-segment", "2")
    assert "Te weinig trajecten" in words(dialog)
    assert "alle leeftijden." not in words(dialog), "too few of all ages as well: there is nothing to widen to"
    choose.choose("duration-segment", "")
    assert "Dit berust op 15 trajecten" in words(dialog)
    choose.choose("duration-help", "begeleiding-plus")
    assert "Te weinig trajecten" in words(dialog)
    dialog.reject()


def test_few_that_are_left_are_not_counted_out(workplace: Workplace, opened: Callable[[Group], DurationDialog]) -> None:
    let_help_last(workplace, 12)
    dialog = opened(GROUP)
    model = dialog.panel.table.model()
    at_risk = [model.index(row, 3).data() for row in range(model.rowCount())]
    assert at_risk[0].isdigit()
    assert at_risk[-1] == "< 5"
    assert not {"0", "1", "2", "3", "4"} & set(at_risk)
    dialog.reject()


def test_it_opens_beside_the_prompt_with_what_is_drafted_and_closes_with_escape(
    qtbot: QtBot, workplace: Workplace, desk: Desk, settle: Callable[[], None]
) -> None:
    drafted = a_draft(workplace)
    let_help_last(workplace, 12, age=36)
    screen = IndicationScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1200, 800)
    screen.open_thing(drafted.indication_id)
    screen.show()
    settle()
    one(screen, QPushButton, "durations").click()
    settle()
    [dialog] = [found for found in screen.findChildren(DurationDialog) if found.isVisible()]
    assert "Dit berust op 12 trajecten" in words(dialog)
    assert "Dit concept duurt 6 maanden" in words(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_screen_reader_names_and_the_keyboard_reaches_all_of_it_also_in_large_letters(
    workplace: Workplace,
    opened: Callable[[Group], DurationDialog],
    dressed: QApplication,
    settle: Callable[[], None],
    scale: float,
) -> None:
    let_help_last(workplace, 12)
    QAccessible.setActive(True)
    apply(dressed, Theme.LIGHT, scale)
    try:
        dialog = opened(GROUP)
        assert (nameless(dialog), unreached(dialog), cut_off(dialog)) == ([], [], [])
        dialog.reject()
        settle()
    finally:
        apply(dressed, Theme.LIGHT)
        QAccessible.setActive(False)
