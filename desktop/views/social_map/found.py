"""What was found: the list, or that nothing was."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QStackedWidget
from typing_extensions import override

from desktop.language import _, ngettext
from desktop.models.search import Hit, SearchAnswer
from desktop.views.design.announce import announce
from desktop.views.design.words import EmptyState
from desktop.views.social_map.results import ResultDelegate, ResultModel


class Found(QStackedWidget):
    """Hits to walk through, tick and open.

    Signals:
        chosen: The hit one stands on, or None.
        gone_to: The person went to a hit, or pressed the one that was chosen already.
        opened: A hit to be opened.
        wider: The person wants to search without words and filters.

    Attributes:
        model: The hits; it tells which were ticked.
    """

    chosen = Signal(object)
    gone_to = Signal()
    opened = Signal(object)
    wider = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model = ResultModel(self)
        self._list = QListView()
        self._list.setObjectName("map-hits")
        self._list.setAccessibleName(_("What was found"))
        self._list.setModel(self.model)
        self._list.setItemDelegate(ResultDelegate(self._list))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._list.clicked.connect(self.gone_to)
        self._list.activated.connect(self._on_opened)
        self._nothing = EmptyState(
            icon="search",
            title=_("Nothing found"),
            text=_("Try another word, or fewer filters."),
            action=_("Without words and filters"),
        )
        if self._nothing.button:
            self._nothing.button.clicked.connect(self.wider)
        for page in (self._list, self._nothing):
            self.addWidget(page)
        self._told = ""

    def current(self) -> Hit | None:
        """The hit one stands on."""
        return self.model.hit(self._list.currentIndex().row())

    def show_answer(self, answer: SearchAnswer, *, anew: bool) -> str:
        """Other hits, and how many there are in words. Unless it was asked anew, one stays at the same entry."""
        before = None if anew else self.current()
        self.model.show_answer(answer)
        self.setCurrentWidget(self._list if answer.hits else self._nothing)
        self.updateGeometry()
        told = self.tell(answer)
        at = self.model.row_of(before.id) if before else -1
        self._stand(at if at >= 0 else self.model.first())
        return told

    def show_more(self, answer: SearchAnswer) -> None:
        """The hits of a fuller answer to the same question that are not there yet, behind those that are."""
        self.model.show_more(answer)

    def tell(self, answer: SearchAnswer) -> str:
        """How many there are in words, said aloud when that is something else than before."""
        told = _told(answer)
        if told != self._told:
            self._told = told
            announce(self._list, told or _("Nothing found"))
        return told

    @override
    def minimumSizeHint(self) -> QSize:
        """Of the page that is shown: the list may be lower than the words that nothing was found."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown else QSize()

    def to_list(self) -> None:
        """Puts the keyboard in the list."""
        self._list.setFocus()

    def _stand(self, at: int) -> None:
        if at < 0:
            self.chosen.emit(None)
            return
        self._list.setCurrentIndex(self.model.index(at))
        if at == self.model.first():
            self._list.scrollToTop()

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.model.hit(index.row()))
        if self._list.hasFocus():
            self.gone_to.emit()

    def _on_opened(self, index: QModelIndex) -> None:
        hit = self.model.hit(index.row())
        if hit is not None:
            self.opened.emit(hit)


def _told(answer: SearchAnswer) -> str:
    """How many, and how the words were read; empty when nothing was found."""
    count = _("more than {n} found", n=answer.total) if answer.total_is_least else ""
    found = [count or ngettext("1 found", "{n} found", answer.total)] if answer.hits else []
    if answer.corrected:
        found.append(_("searched for {text}", text=", ".join(read for _typed, read in answer.corrected)))
    if answer.is_nowhere and answer.hits:
        found.append(_("the place is not known, so distances do not count"))
    if answer.widened:
        found.append(_("nothing has all your words, so some of them are enough"))
    if answer.put_off:
        found.append(
            ngettext(
                "1 entry that colleagues shared is not searched yet",
                "{n} entries that colleagues shared are not searched yet",
                answer.put_off,
            )
        )
    return " · ".join(found)
