"""F1: a page of help beside the work, its contents, and searching all pages."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.services.help_pages import CHAPTERS, HelpPages
from desktop.services.regions import show_region
from desktop.views.desk import Place
from desktop.views.window.help import PICTURE, HelpPage
from tests.helpers.accessibility import nameless, unreached
from tests.helpers.widgets import enter, one, press, write

SEARCH = "Zoek in de uitleg"


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def page(over: QWidget) -> Iterator[HelpPage]:
    made = opened(over, Place.CENTRAL)
    yield made
    if isValid(made):
        made.close()


def opened(over: QWidget, page: str, heading: str = "") -> HelpPage:
    made = HelpPage(HelpPages(show_region("oldambt-stadskanaal")), page, over, heading=heading)
    made.open()
    return made


def shown(page: HelpPage) -> str:
    return one(page, QTextBrowser).toPlainText()


def listed(page: HelpPage) -> list[str]:
    model = one(page, QListView).model()
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def test_every_screen_has_its_page() -> None:
    listed_pages = {name for chapter in CHAPTERS for name in chapter.pages}
    assert set(Place) <= listed_pages


def test_help_stays_beside_the_work_and_goes_when_closed(qtbot: QtBot, page: HelpPage) -> None:
    with qtbot.waitSignal(page.destroyed):
        press(page, "Sluiten")


def test_help_leads_to_other_pages_and_back_and_nowhere_else(page: HelpPage) -> None:
    text = one(page, QTextBrowser)
    assert not page.findChild(QWidget, "help-back").isVisible()  # type: ignore[union-attr]
    text.anchorClicked.emit(QUrl("privacy.md"))
    assert "Voor de privacy officer" in shown(page)
    for elsewhere in ("https://example.org/today.md", "no-page.md"):
        text.anchorClicked.emit(QUrl(elsewhere))
        assert "Voor de privacy officer" in shown(page)
    press(page, "Terug")
    assert shown(page).startswith("Centrale opslag")


def test_the_contents_light_the_page_that_is_shown_and_lead_to_each(page: HelpPage) -> None:
    contents = one(page, QListView)
    assert str(contents.currentIndex().data()) == "Centrale opslag"
    contents.setCurrentIndex(contents.model().index(listed(page).index("Zorgdekking"), 0))
    QTest.keyClick(contents, Qt.Key.Key_Return)
    assert shown(page).startswith("Zorgdekking")
    chapter = contents.model().index(listed(page).index("De schermen"), 0)
    assert not chapter.flags() & Qt.ItemFlag.ItemIsSelectable


def test_all_pages_are_searched_by_keyboard_and_the_heading_comes_into_view(page: HelpPage) -> None:
    field = write(page, SEARCH, "belronde")
    assert listed(page)[0].startswith("Belronde, Beschikbaarheid · ")
    enter(field)
    assert shown(page).startswith("Beschikbaarheid")
    assert one(page, QTextBrowser).textCursor().block().text() == "Belronde"
    assert one(page, QTextBrowser).verticalScrollBar().value() > 0
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert one(page, QListView).currentIndex().row() == 1
    write(page, SEARCH, "")
    assert "De schermen" in listed(page)


def test_words_that_stand_nowhere_are_told(page: HelpPage) -> None:
    field = write(page, SEARCH, "zonnebloemolie")
    assert listed(page) == []
    enter(field)
    assert shown(page).startswith("Centrale opslag")
    assert one(page, QWidget, "Zoek in de uitleg").isVisible()


def test_a_page_opens_at_a_heading(over: QWidget) -> None:
    page = opened(over, "settings", "Kopieën")
    assert one(page, QTextBrowser).textCursor().block().text() == "Kopieën"
    page.close()


def test_a_picture_of_the_manual_is_as_wide_as_the_text(over: QWidget) -> None:
    page = opened(over, "manual-indication")
    text = one(page, QTextBrowser)
    picture = text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("../pictures/dossier.png"))
    assert isinstance(picture, QImage)
    assert picture.deviceIndependentSize().width() == PICTURE
    page.close()


def test_a_screen_reader_and_the_keyboard_reach_all_of_it(over: QWidget) -> None:
    page = opened(over, Place.WAITING)  # without links: Tab first goes along those
    assert nameless(page) == []
    assert unreached(page) == []
    page.close()
