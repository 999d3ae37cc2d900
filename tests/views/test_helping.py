"""Progress, tables, and what is shown when something of ours goes wrong."""

import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.language import speaking
from desktop.language.places import resource
from desktop.models.field_labels import FIELD_LABELS, field_label
from desktop.models.record_labels import RECORDS, record_name
from desktop.models.tables import SYNCED
from desktop.views.app import Program
from desktop.views.design.messages import ProgressStrip
from desktop.views.design.tables import RowsModel, Table, TableColumn
from desktop.views.preferences import Preferences
from desktop.views.progress import Relay, StepRelay, Stopped, unless_stopped
from desktop.views.sync.words import said
from desktop.views.window.trouble import CrashPage
from tests.helpers.desks import at_noon
from tests.helpers.widgets import one, press


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_icon_is_drawn_in_the_colour_of_its_tone() -> None:
    for path in sorted(resource("icons").glob("*.svg")):
        drawing = path.read_text(encoding="utf-8")
        assert 'stroke="currentColor"' in drawing, path.name


def test_work_off_the_main_thread_tells_how_far_it_is(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.begin("Bezig met inlezen …")
    relay = Relay(strip)
    worker = threading.Thread(target=partial(relay, 3, 10))
    worker.start()
    worker.join()
    bar = one(strip, QProgressBar)
    qtbot.waitUntil(lambda: bar.value() == 3)
    assert bar.maximum() == 10


def test_cancel_stops_the_work_at_its_next_step_and_nothing_comes_of_it(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.begin("Bezig met inlezen …")
    relay = Relay(strip)
    relay(1, 10)
    press(strip, "Annuleren")
    with pytest.raises(Stopped):
        relay(2, 10)
    assert unless_stopped(partial(relay, 3, 10)) is None


def test_a_step_is_called_by_its_words(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.begin("Begin")
    StepRelay(strip, {"send": "Uw wijzigingen worden verstuurd …"})("send", 1, 2)
    qtbot.waitUntil(lambda: one(strip, QProgressBar).accessibleName() == "Uw wijzigingen worden verstuurd …")


def test_rows_of_any_value_are_a_proper_table(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model: RowsModel[str] = RowsModel((TableColumn("Woord", str), TableColumn("Letters", _letters)))
    model.show_rows(("kern", "wijk"))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt leaves it without types
    table = Table("Woorden", model)
    qtbot.addWidget(table)
    assert table.accessibleName() == "Woorden"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Letters"
    assert model.index(1, 1).data() == "4"
    assert model.row(0) == "kern"


def _letters(word: str) -> str:
    return str(len(word))


def test_a_fault_of_ours_on_the_main_thread_is_shown_without_its_message(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path, preferences: Preferences, over: QWidget
) -> None:
    program = Program(dressed, tmp_path / "naober.store", clock=at_noon, preferences=preferences)
    program.begin()
    gate = program.gate
    assert gate is not None
    qtbot.addWidget(gate)
    program.on_exception(ValueError, ValueError("Geesje Mulder"))
    page = one(gate, CrashPage)
    shown = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "ValueError" in shown
    assert "Mulder" not in shown
    press(page, "Verder werken")
    program.end()
    program.deleteLater()
    assert over.isVisible()


def test_every_stored_kind_and_field_has_a_name_a_person_knows() -> None:
    assert set(RECORDS) == {str(row.__tablename__) for row in SYNCED}
    links = {name for row in SYNCED for name in row.model_fields if name == "id" or name.endswith("_id")}
    fields = {name for row in SYNCED for name in row.model_fields} - links
    assert sorted(fields - set(FIELD_LABELS)) == []


@pytest.mark.parametrize(
    ("table", "field", "value", "shown"),
    [
        ("provider", "phone", "", "—"),
        ("provider", "phone", "0597 111111", "0597 111111"),
        ("case_file", "law", "JEUGDWET", "Jeugdwet"),
        ("case_file", "opened_on", "2026-11-23", "23 november 2026"),
        ("provider", "municipalities", ["Oldambt", "Stadskanaal"], "Oldambt, Stadskanaal"),
        ("community_service", "free_of_charge", True, "ja"),
        ("goal", "*", {"id": "1", "case_id": "2", "text": "Weer overzicht", "domain": ""}, "Tekst: Weer overzicht"),
    ],
)
def test_a_value_is_shown_as_a_person_reads_it(table: str, field: str, value: object, shown: str) -> None:
    assert said(table, field, value) == shown


def test_names_follow_the_language() -> None:
    assert record_name("case_file") == "Dossier"
    with speaking("en"):
        assert field_label("phone") == "phone"
    assert field_label("phone") == "telefoon"
