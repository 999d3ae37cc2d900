"""Synonyms under Instellingen: seen, searched, added, switched off; what is wrong in the file is told by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desktop.models.social_map import CommunityService
from desktop.services.synonyms import AT_ONCE, word_list
from desktop.store.search import index
from desktop.store.search.own_words import own_path
from desktop.store.search.words import forget_lexicon
from desktop.views.design.buttons import Chip
from desktop.views.design.fields import SearchField
from desktop.views.design.inputs import LongText
from desktop.views.design.words import Text
from desktop.views.desk import Desk
from desktop.views.settings.synonym_form import SynonymForm
from desktop.views.settings.synonyms import SynonymsPanel
from tests.helpers.desks import Ways
from tests.helpers.fingers import Fingers
from tests.helpers.widgets import one

Settle = Callable[[], None]


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    forget_lexicon()
    yield
    forget_lexicon()


def shown(qtbot: QtBot, desk: Desk, settle: Settle) -> SynonymsPanel:
    made = SynonymsPanel(desk)
    qtbot.addWidget(made)
    made.resize(900, 1600)
    made.show()
    settle()
    return made


def words(panel: SynonymsPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel))


def search(panel: SynonymsPanel, text: str, settle: Settle) -> None:
    field = one(panel, SearchField, "synonym-search")
    field.setText(text)
    field.returnPressed.emit()
    settle()


def seen(panel: SynonymsPanel) -> list[str]:
    model = panel.listed.model
    return [model.row(at).key for at in range(model.rowCount())]


def choose(panel: SynonymsPanel, key: str) -> None:
    panel.listed.table.selectRow(seen(panel).index(key))


def test_every_list_stands_there_and_a_search_leaves_those_with_the_word(
    qtbot: QtBot, desk: Desk, settle: Settle
) -> None:
    panel = shown(qtbot, desk, settle)
    assert len(seen(panel)) == len(word_list().meanings)
    assert str(own_path()) in words(panel)
    assert "gaat niet mee met synchroniseren" in words(panel)
    search(panel, "rolst", settle)
    assert seen(panel) == ["hulpmiddel"]
    assert "1 lijst gevonden" in words(panel)
    search(panel, "", settle)
    assert len(seen(panel)) == len(word_list().meanings)


def test_words_are_added_to_a_list_that_ships_and_a_word_of_it_is_let_go(
    qtbot: QtBot, desk: Desk, settle: Settle, ways: Ways
) -> None:
    panel = shown(qtbot, desk, settle)
    fingers = Fingers(panel, settle)
    choose(panel, "klusjes")
    fingers.press("Wijzigen: Klusjes")
    one(panel, LongText, "synonym-own").setPlainText("Noaberklus, Handje Helpen")
    one(panel, Chip, "burenhulp").click()
    fingers.press("synonym-keep")
    settle()
    kept = next(one_ for one_ in word_list().meanings if one_.key == "klusjes")
    assert (kept.own, kept.off) == (("Noaberklus", "Handje Helpen"), ("burenhulp",))
    assert "Uitgezet: burenhulp" in words(panel)
    assert ways.told[-1][0] == "De woorden zijn bewaard. Zoeken gebruikt ze nu."
    assert panel.listed.chosen == kept, "the line that was changed stays chosen"
    fingers.press("Zoals meegeleverd: Klusjes")
    settle()
    assert "Noaberklus" not in words(panel)


def test_a_list_of_ones_own_is_added_and_removed(qtbot: QtBot, desk: Desk, settle: Settle) -> None:
    panel = shown(qtbot, desk, settle)
    fingers = Fingers(panel, settle)
    fingers.press("synonym-new")
    one(panel, LongText, "synonym-own").setPlainText("noaberhulp")
    fingers.press("synonym-keep")
    form = one(panel, SynonymForm)
    assert form.rows["own"].problem_text() == "Eén woord betekent hetzelfde als niets. Zet er minstens één bij."
    one(panel, LongText, "synonym-own").setPlainText("noaberhulp\nstille kracht")
    fingers.press("synonym-keep")
    settle()
    assert seen(panel)[0] == "noaberhulp"
    choose(panel, "noaberhulp")
    fingers.press("Verwijderen: Noaberhulp")
    settle()
    assert "noaberhulp" not in seen(panel)


def test_what_is_wrong_in_the_file_is_told_by_line_and_nothing_can_be_changed(
    qtbot: QtBot, desk: Desk, settle: Settle
) -> None:
    own_path().parent.mkdir(parents=True)
    own_path().write_text('[same]\nhier = [\n  ["noaberhulp"],\n]\nwonen = [["a1", "b1"]]', "utf-8")
    panel = shown(qtbot, desk, settle)
    fingers = Fingers(panel, settle)
    assert "Regel 3: Eén woord betekent hetzelfde als niets. Zet er minstens één bij." in words(panel)
    assert not one(panel, QPushButton, "synonym-new").isEnabled()
    assert not any(b.isVisibleTo(panel) for b in panel.listed.findChildren(QPushButton))
    own_path().write_text('[same]\nhier = [["noaberhulp", "buurthulp"]]', "utf-8")
    fingers.press("synonym-again")
    settle()
    assert "Regel 3" not in words(panel)
    assert seen(panel)[0] == "noaberhulp"
    assert one(panel, QPushButton, "synonym-new").isEnabled()
    choose(panel, "noaberhulp")
    fingers.press("Wijzigen: Noaberhulp")


def test_one_may_begin_with_an_empty_list_and_the_wrong_one_stays_beside_it(
    qtbot: QtBot, desk: Desk, settle: Settle
) -> None:
    own_path().parent.mkdir(parents=True)
    own_path().write_text("[same", "utf-8")
    panel = shown(qtbot, desk, settle)
    Fingers(panel, settle).press("synonym-anew")
    settle()
    assert not own_path().exists()
    assert [path.read_text("utf-8") for path in own_path().parent.iterdir()] == ["[same"]


def test_many_entries_are_taken_up_until_none_is_left_and_meanwhile_it_is_told_how_many_are(
    qtbot: QtBot, desk: Desk, settle: Settle
) -> None:
    with desk.workplace.work("Add") as work:
        work.add(*(CommunityService(name=f"Soos {number}") for number in range(3 * AT_ONCE)))
        work.commit()
    panel = shown(qtbot, desk, settle)
    left = panel.findChild(Text, "synonyms-left")
    assert left is not None
    assert left.isHidden()
    told: list[str] = []
    left.installEventFilter(seer := _Seer(left, told))
    fingers = Fingers(panel, settle)
    fingers.press("synonym-new")
    one(panel, LongText, "synonym-own").setPlainText("soos\nstille kracht")
    fingers.press("synonym-keep")
    settle()
    left.removeEventFilter(seer)
    assert told == ["Zoeken neemt de woorden over; nog 25 te gaan."]
    assert left.isHidden()
    with desk.workplace.store.read() as reader:
        assert index.check(reader.connection) == ()


class _Seer(QObject):
    """Notes what a line says whenever it comes into view."""

    def __init__(self, line: Text, told: list[str]) -> None:
        super().__init__()
        self._line, self._told = line, told

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self._told.append(self._line.text())
        return super().eventFilter(watched, event)
