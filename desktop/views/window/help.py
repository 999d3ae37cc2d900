"""F1: the page for where one is, beside the work; with the contents of all pages, and a field to search them."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QUrl
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QTextBrowser, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.language import LANGUAGES, _, ngettext
from desktop.language.places import resource
from desktop.services.help_pages import HelpPages
from desktop.views.design.announce import announce
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.dress import column, row
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text
from desktop.views.window.help_lines import HelpLine, HelpLines, HelpLinesDelegate

SIDE = 300
"""Width of search and contents, device-independent pixels."""

PICTURE = 560
"""Width of a picture, device-independent pixels: it stands whole beside the contents."""

_ARROWS = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


class HelpPage(QDialog):
    """Help that stays beside the work: it does not stop anything."""

    def __init__(self, pages: HelpPages, page: str, parent: QWidget, *, heading: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Help"))
        self._pages = pages
        self._before: list[str] = []
        self._shown = ""
        across = row(self, gap=Space.L, edge=Space.XL)
        across.addLayout(self._make_side())
        across.addLayout(self._make_page(), 1)
        self._show_contents()
        self._show(page, heading)
        self._page.setFocus()
        QShortcut(QKeySequence.StandardKey.Find, self, self._field.setFocus)

    @override
    def sizeHint(self) -> QSize:
        return QSize(1000, 680)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _ARROWS:
            self._list.keyPressEvent(event)
            announce(self._field, str(self._list.currentIndex().data() or ""))
            return True
        return super().eventFilter(watched, event)

    def turn_to(self, page: str, heading: str = "") -> None:
        """Another page in the help that is open, with the way back; it comes to the front."""
        self._go(page, heading)
        self.raise_()
        self.activateWindow()
        self._page.setFocus()

    def _make_side(self) -> QVBoxLayout:
        side = column(gap=Space.S)
        self._field = QLineEdit()
        self._field.setPlaceholderText(_("Search the help"))
        self._field.setAccessibleName(_("Search the help"))
        self._field.setClearButtonEnabled(True)
        self._field.setFixedWidth(SIDE)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._on_typed)
        self._field.returnPressed.connect(self._on_chosen)
        self._lines = HelpLines(self)
        self._list = QListView()
        self._list.setAccessibleName(_("Pages of the help"))
        self._list.setModel(self._lines)
        self._list.setItemDelegate(HelpLinesDelegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFixedWidth(SIDE)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.clicked.connect(self._on_chosen)
        self._list.activated.connect(self._on_chosen)
        self._told = Text("", "small")
        self._told.setFixedWidth(SIDE)
        for widget in (self._field, self._told):
            side.addWidget(widget)
        side.addWidget(self._list, 1)
        return side

    def _make_page(self) -> QVBoxLayout:
        beside = column(gap=Space.L)
        self._page = _Pages()
        self._page.setAccessibleName(_("Help"))
        self._page.setOpenLinks(False)
        self._page.anchorClicked.connect(self._on_link)
        beside.addWidget(self._page, 1)
        foot = row(gap=Space.S)
        self._back = QuietButton(_("Back"), icon="back")
        self._back.setObjectName("help-back")
        self._back.clicked.connect(self._on_back)
        close = PrimaryButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(close)
        beside.addLayout(foot)
        return beside

    def _show_contents(self) -> None:
        lines = []
        for title, pages in self._pages.chapters():
            lines.append(HelpLine(_(title)))
            lines += [HelpLine(self._pages.title(page), page=page) for page in pages]
        self._lines.show_lines(lines)
        self._told.hide()
        self._light()

    def _on_typed(self, typed: str) -> None:
        if not typed.strip():
            self._show_contents()
            return
        found = self._pages.find(typed)
        self._lines.show_lines([
            HelpLine(one.section.heading, _under(one.section.title, one.section.heading, one.around),
                     page=one.section.page, heading=one.section.heading)
            for one in found
        ])  # fmt: skip
        self._told.setText(
            ngettext("1 place in the help", "{n} places in the help", len(found))
            if found
            else _("No page of the help holds these words. Try another word.")
        )
        self._told.show()
        announce(self._field, self._told.text())
        if found:
            self._list.setCurrentIndex(self._lines.index(0, 0))

    def _on_chosen(self) -> None:
        at = self._list.currentIndex()
        line = self._lines.line(at.row()) if at.isValid() else None
        if line is not None and line.page:
            self._go(line.page, line.heading)

    def _go(self, page: str, heading: str = "") -> None:
        if page != self._shown:
            self._before.append(self._shown)
        self._show(page, heading)

    def _show(self, page: str, heading: str = "") -> None:
        if page != self._shown:
            self._shown = page
            self._page.setMarkdown(self._pages.text(page))
        self._back.setVisible(bool(self._before))
        if not self._field.text().strip():
            self._light()
        self._scroll_to(heading)

    def _light(self) -> None:
        """In the contents, the line of the page that is shown."""
        at = self._lines.row_of(self._shown)
        if at is not None:
            self._list.setCurrentIndex(self._lines.index(at, 0))

    def _scroll_to(self, heading: str) -> None:
        """To a heading, or the top of the page."""
        block, top = self._page.document().begin(), 0.0
        while block.isValid():
            if heading and block.blockFormat().headingLevel() and block.text() == heading:
                top = self._page.document().documentLayout().blockBoundingRect(block).top()
                self._page.setTextCursor(QTextCursor(block))
                break
            block = block.next()
        self._page.verticalScrollBar().setValue(round(top))

    def _on_link(self, url: QUrl) -> None:
        """Another page of the help; nothing outside it is opened."""
        name = PurePath(url.path()).stem
        if not url.scheme() and self._pages.text(name):
            self._go(name)

    def _on_back(self) -> None:
        self._show(self._before.pop())


class _Pages(QTextBrowser):
    """A page with its pictures at the width of the text."""

    def __init__(self) -> None:
        super().__init__()
        # Pictures are named from where the pages lie; both languages show the same.
        self.setSearchPaths([str(resource("help", LANGUAGES[0]))])

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value or not isinstance(found, QByteArray):
            return found
        # By as many real pixels as the screen has: drawn smaller by the page itself the letters in it would fray.
        sharp = self.devicePixelRatioF()
        picture = QImage.fromData(found).scaledToWidth(
            round(PICTURE * sharp), Qt.TransformationMode.SmoothTransformation
        )
        picture.setDevicePixelRatio(sharp)
        return picture


def _under(title: str, heading: str, around: str) -> str:
    return around if title == heading else f"{title} · {around}"
