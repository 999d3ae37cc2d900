"""The way of a file on the screen: columns, check, doubles, import, and back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.models.social_map import CommunityService
from desktop.services.imports import imports_done
from desktop.services.mappings import mappings
from desktop.services.workplace import Workplace
from desktop.views.design.inputs import Choice
from desktop.views.design.tables import Table
from desktop.views.design.words import Hint, Text
from desktop.views.desk import Desk
from desktop.views.imports.columns_card import ColumnsCard
from desktop.views.imports.done_card import DoneCard
from desktop.views.imports.doubles_card import DoublesCard
from desktop.views.imports.mappings_card import MappingsCard
from desktop.views.imports.plan_card import PlanCard
from desktop.views.imports.runs_card import RunsCard
from desktop.views.settings.screen import SettingsScreen
from tests.helpers.files import csv_file
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one, press, write

STRANGE = [["Wat", "Dorp", "Code"], ["Eetcafé", "Winschoten", "17"], ["", "Scheemda", "18"]]
KNOWN = [["naam", "omschrijving", "plaats"], ["Eetcafé", "Samen eten", "Winschoten"]]


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> SettingsScreen:
    made = SettingsScreen(desk)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    made.open_thing("import")
    return made


def names(workplace: Workplace) -> list[str]:
    with workplace.store.read() as reader:
        return sorted(service.name for service in reader.find(CommunityService))


def figures(screen: SettingsScreen) -> list[str]:
    card = one(screen, PlanCard)
    return [text.text() for text in card.findChildren(Text) if text.property("look") == "figure"]


def hints(inside: ColumnsCard | RunsCard) -> str:
    shown = [hint for hint in inside.findChildren(Hint) if hint.isVisibleTo(inside)]
    return "\n".join(text.text() for hint in shown for text in hint.findChildren(Text))


def cells(table: Table, column: int) -> list[str]:
    model = table.model()
    return [str(model.index(at, column).data()) for at in range(model.rowCount())]


def test_columns_nobody_knows_are_asked_for_once_and_then_known(
    screen: SettingsScreen, workplace: Workplace, tmp_path: Path, settle: Callable[[], None]
) -> None:
    file = csv_file(tmp_path, STRANGE)
    screen.imports.take_file(file)
    settle()
    card = one(screen, ColumnsCard)
    assert "Eetcafé" in " ".join(text.text() for text in card.findChildren(Text))
    assert hints(card) == "Nog te kiezen: naam."
    hand = Fingers(screen, settle)
    hand.press("Bestand controleren")
    assert "naam" in hints(card)
    assert mappings(workplace) == ()
    hand.choose("Wat wat is", "naam")
    hand.choose("Wat dorp is", "plaats")
    hand.press("Bestand controleren")
    assert [mapping.name for mapping in mappings(workplace)] == ["lijst"]
    assert figures(screen) == ["2", "1", "0", "0", "1", "0"]
    hand.press("Inlezen")
    assert names(workplace) == ["Eetcafé"]
    told = [text.text() for text in one(screen, DoneCard).findChildren(Text)]
    assert "lijst.csv: 1 nieuw, 0 gewijzigd, 0 gelijk. 1 rij is weggelaten." in told
    screen.imports.take_file(file)
    settle()
    assert figures(screen) == ["2", "0", "0", "1", "1", "0"]


def test_an_import_is_taken_back_from_where_it_ended(
    screen: SettingsScreen, workplace: Workplace, tmp_path: Path, settle: Callable[[], None]
) -> None:
    screen.imports.take_file(csv_file(tmp_path, KNOWN))
    settle()
    press(screen, "Inlezen")
    settle()
    assert names(workplace) == ["Eetcafé"]
    press(one(screen, DoneCard), "Dit bestand terugdraaien …")
    runs = one(screen, RunsCard)
    assert "lijst.csv" in hints(runs)
    press(runs, "Ja, terugdraaien")
    settle()
    assert names(workplace) == []
    assert imports_done(workplace)[0].undone_at is not None
    assert cells(one(runs, Table), 1) == ["teruggedraaid"]
    assert cells(one(runs, Table), 3) == ["Marijke Veenstra"]


def test_the_question_before_taking_back_is_seen_with_its_answers(
    screen: SettingsScreen, tmp_path: Path, settle: Callable[[], None]
) -> None:
    screen.resize(1000, 420)
    screen.imports.take_file(csv_file(tmp_path, KNOWN))
    settle()
    press(screen, "Inlezen")
    settle()
    runs = one(screen, RunsCard)
    press(runs, "Terugdraaien …")
    settle()
    answer = next(button for button in runs.findChildren(QAbstractButton) if button.text() == "Ja, terugdraaien")
    ground = answer.window().rect()
    assert not answer.visibleRegion().isEmpty()
    assert ground.contains(answer.mapTo(answer.window(), answer.rect().bottomRight()))


def test_a_list_of_imports_is_as_high_as_its_rows(
    screen: SettingsScreen, tmp_path: Path, settle: Callable[[], None]
) -> None:
    heights = []
    for count in (1, 2):
        screen.imports.take_file(csv_file(tmp_path, [*KNOWN, ["Soos", "", f"Dorp {count}"]]))
        settle()
        press(screen, "Inlezen")
        settle()
        heights.append(one(one(screen, RunsCard), Table).height())
    one_row = one(one(screen, RunsCard), Table).verticalHeader().defaultSectionSize()
    assert heights[1] - heights[0] == one_row


def test_what_was_changed_since_is_named_on_the_screen_and_stays(
    screen: SettingsScreen, workplace: Workplace, tmp_path: Path, settle: Callable[[], None]
) -> None:
    screen.imports.take_file(csv_file(tmp_path, KNOWN))
    settle()
    press(screen, "Inlezen")
    settle()
    with workplace.work("Change") as uow:
        (service,) = uow.find(CommunityService)
        uow.change(CommunityService, service.id, phone="0597 41 00 00")
        uow.commit()
    runs = one(screen, RunsCard)
    press(runs, "Terugdraaien …")
    press(runs, "Ja, terugdraaien")
    settle()
    assert "Eetcafé: telefoon is gewijzigd" in hints(runs)
    assert names(workplace) == ["Eetcafé"]


def test_a_double_is_decided_with_both_sides_in_view(
    screen: SettingsScreen, workplace: Workplace, tmp_path: Path, settle: Callable[[], None]
) -> None:
    with workplace.work("Add") as uow:
        uow.add(CommunityService(name="Eetcafé", description="Elke dag", source="Marijke"))
        uow.commit()
    screen.imports.take_file(csv_file(tmp_path, KNOWN))
    settle()
    card = one(screen, DoublesCard)
    assert [cells(one(card, Table), at) for at in range(1, 5)] == [
        ["Eetcafé"],
        ["Eetcafé, Marijke"],
        ["zelfde naam"],
        ["nog niet gekozen"],
    ]
    both = one(card, Table, "Beide naast elkaar")
    assert cells(both, 1)[:2] == ["Eetcafé", "Samen eten"]
    assert cells(both, 2)[:2] == ["Eetcafé", "Elke dag"]
    assert figures(screen)[1:3] == ["1", "0"]
    press(card, "Dezelfde")
    settle()
    assert figures(screen)[1:3] == ["0", "1"]
    press(screen, "Inlezen")
    settle()
    assert names(workplace) == ["Eetcafé"]
    with workplace.store.read() as reader:
        (service,) = reader.find(CommunityService)
    assert (service.description, service.place) == ("Elke dag", "Winschoten")


def test_a_row_that_sounds_like_another_is_the_same_new_or_left_out(
    screen: SettingsScreen, workplace: Workplace, tmp_path: Path, settle: Callable[[], None]
) -> None:
    with workplace.work("Add") as uow:
        uow.add(*(CommunityService(name=name, source="Marijke") for name in ("Hof Meijer", "Hof Meier Oost")))
        uow.commit()
    rows = [*KNOWN[:1], ["Hof Meyers", "", ""], ["Hof Meyer", "Dieren", ""], ["Muziko", "", ""], ["Muzizo", "Zang", ""]]
    file = csv_file(tmp_path, rows)
    screen.imports.take_file(file)
    settle()
    # What is chosen is held against what was read: from here on the file is not opened again.
    file.unlink()
    card = one(screen, DoublesCard)
    table = one(card, Table)
    assert cells(table, 0) == ["2", "3", "5"]
    table.selectRow(1)
    which = one(card, Choice)
    offered = [which.itemText(at) for at in range(which.count())]
    assert offered == ["Hof Meijer, Marijke", "Hof Meyers, in rij 2", "Hof Meier Oost, Marijke"]
    press(card, "Dezelfde")
    press(card, "Weglaten")
    table.selectRow(0)
    press(card, "Een andere")
    settle()
    assert cells(table, 4) == ["een andere", "dezelfde", "weglaten"]
    assert figures(screen) == ["4", "2", "1", "0", "1", "0"]
    table.selectRow(1)
    which.setCurrentIndex(2)
    which.activated.emit(2)
    settle()
    assert cells(table, 2)[1] == "Hof Meier Oost, Marijke"
    press(screen, "Inlezen")
    settle()
    assert names(workplace) == ["Hof Meier Oost", "Hof Meijer", "Hof Meyers", "Muziko"]
    with workplace.store.read() as reader:
        told = {service.name: service.description for service in reader.find(CommunityService)}
    assert (told["Hof Meijer"], told["Hof Meier Oost"]) == ("", "Dieren")


def test_a_remembered_source_gets_another_name_and_is_forgotten(
    screen: SettingsScreen, workplace: Workplace, tmp_path: Path, settle: Callable[[], None]
) -> None:
    screen.imports.take_file(csv_file(tmp_path, STRANGE))
    settle()
    hand = Fingers(screen, settle)
    hand.choose("Wat wat is", "naam")
    hand.press("Bestand controleren")
    card = one(screen, MappingsCard)
    write(card, "Andere naam", "Dorpsgids")
    press(card, "Naam wijzigen")
    settle()
    assert [mapping.name for mapping in mappings(workplace)] == ["Dorpsgids"]
    press(card, "Vergeten")
    settle()
    assert mappings(workplace) == ()
    assert not card.isVisible()


def test_the_rows_to_look_at_are_saved_as_a_list_that_runs_nothing(
    screen: SettingsScreen, tmp_path: Path, settle: Callable[[], None]
) -> None:
    rows = [*KNOWN, ["", "Zonder naam", "=HYPERLINK(1)"]]
    screen.imports.take_file(csv_file(tmp_path, rows, "=lijst.csv"))
    settle()
    press(screen, "Deze lijst bewaren …")
    dialog = one(screen, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "nakijken.csv"))
    dialog.reject()
    settle()
    lines = (tmp_path / "nakijken.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "Tabel;Rij;Stand;Veld;Wat er aan de hand is"
    assert lines[1].startswith("'=lijst;3;weggelaten;naam;")


def test_a_column_that_is_not_read_is_told_before_anything_is_imported(
    screen: SettingsScreen, tmp_path: Path, settle: Callable[[], None]
) -> None:
    rows = [[*KNOWN[0], "wachtwoord", *(f"extra {n}" for n in range(1, 10))], [*KNOWN[1], *(["x"] * 10)]]
    screen.imports.take_file(csv_file(tmp_path, rows))
    settle()
    said = [text.text() for text in one(screen, PlanCard).findChildren(Text) if text.property("look") == "muted"]
    assert said == [
        "Alle rijen kunnen worden ingelezen.\nDe namen van de kolommen zijn gelezen uit rij 1.\n"
        "Kolommen die niet gelezen zijn: extra 1, extra 2, extra 3, extra 4, extra 5, extra 6, "
        "extra 7, extra 8, en nog 2"
    ]


def test_the_row_that_names_the_columns_is_seen_and_another_can_be_chosen(
    screen: SettingsScreen, workplace: Workplace, tmp_path: Path, settle: Callable[[], None]
) -> None:
    rows = [["Gids", "2026", "mei"], ["Wat", "Dorp", "Code"], ["Eetcafé", "Winschoten", "17"]]
    screen.imports.take_file(csv_file(tmp_path, rows))
    settle()
    card = one(screen, ColumnsCard)
    choice = card.findChildren(Choice)[0]
    assert [choice.itemText(at) for at in range(choice.count())] == [
        f"rij {number}: {' · '.join(row)}" for number, row in enumerate(rows, start=1)
    ]
    assert choice.currentText().startswith("rij 1:")
    hand = Fingers(screen, settle)
    hand.choose("Rij met de namen van de kolommen", "2")
    assert [text.text() for text in card.findChildren(Text) if text.property("look") == "strong"] == [
        "wat",
        "dorp",
        "code",
    ]
    hand.choose("Wat wat is", "naam")
    hand.press("Bestand controleren")
    told = "\n".join(text.text() for text in one(screen, PlanCard).findChildren(Text))
    assert "De namen van de kolommen zijn gelezen uit rij 2." in told
    assert "boven de namen" in "\n".join(cells(one(one(screen, PlanCard), Table), 3))
    hand.press("Inlezen")
    assert names(workplace) == ["Eetcafé"]
