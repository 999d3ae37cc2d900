"""Which columns a table shows, in which order and how wide: as a person wants it, and kept by the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QMenu, QTableView, QWidget
from typing_extensions import override

from desktop.language import _
from desktop.settings import TableLayout
from desktop.views.design.beside import Flowing
from desktop.views.design.buttons import Button, PrimaryButton, QuietButton
from desktop.views.design.copying import CopiedRows
from desktop.views.design.dress import column, row
from desktop.views.design.tokens import Space
from desktop.views.design.words import PageTitle, Text

LEAST, MOST = 4, 80
"""Letters of a column whose width a person chose."""
_STEP = 4
"""Letters that a column gets wider or narrower at once."""
_DIALOG = QSize(480, 560)


@runtime_checkable
class Keeper(Protocol):
    """Keeps how tables are laid out, and lets rows of them leave the program."""

    def layout_of(self, table: str) -> TableLayout | None:
        """As it was kept under that name; None when it never was."""

    def keep_layout(self, table: str, layout: TableLayout | None) -> None:
        """Keeps it; None forgets it."""

    def copy(self, rows: CopiedRows) -> None:
        """Puts rows on the clipboard; of residents with the reason, which is asked first."""


def keeper_of(widget: QWidget) -> Keeper | None:
    """Whoever does so for what a table stands in: a screen or the window; None for a table that stands by itself."""
    around: QWidget | None = widget
    while around is not None:
        keeper = getattr(around, "tables", None)
        if isinstance(keeper, Keeper):
            return keeper
        around = around.parentWidget()
    return None


class Columns(QObject):
    """The columns of one table. The first always shows, at the left: it says what the row is about.

    Signals:
        changed: A person wants other columns, another order or other widths.

    Attributes:
        is_sizable: False for a table that shares its whole width out over its columns.
    """

    changed = Signal()

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.is_sizable = True
        self._usual: tuple[int, ...] = ()
        self._letters: dict[int, int] = {}
        self._is_held, self._dragged = False, -1
        self._is_recalled = False
        head = table.horizontalHeader()
        head.setSectionsMovable(True)
        head.setFirstSectionMovable(False)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._on_asked)
        head.sectionMoved.connect(self._on_moved)
        head.sectionResized.connect(self._on_resized)
        head.sectionHandleDoubleClicked.connect(self._on_fitted)
        head.viewport().installEventFilter(self)

    def begin(self, hidden: Sequence[int]) -> None:
        """Columns that stay hidden until a person asks for them."""
        self._usual = tuple(hidden)
        for at in range(1, self._count()):
            self._table.setColumnHidden(at, at in self._usual)

    def recall(self) -> None:
        """As the person left it the last time; asked once, when the table is first looked at."""
        if self._is_recalled:
            return
        self._is_recalled = True
        keeper = keeper_of(self._table)
        layout = keeper.layout_of(self._table.objectName()) if keeper and self._table.objectName() else None
        if layout is not None and layout.fits(self._count()):
            self._put(layout)

    def heads(self) -> list[tuple[int, str]]:
        """Place in the program and heading of every column, from left to right."""
        head, model = self._table.horizontalHeader(), self._table.model()
        order = [head.logicalIndex(at) for at in range(head.count())]
        return [(at, str(model.headerData(at, Qt.Orientation.Horizontal) or "")) for at in order]

    def shown(self) -> list[int]:
        """Places of the columns that show, from left to right."""
        return [at for at, _head in self.heads() if not self._table.isColumnHidden(at)]

    def width(self, at: int) -> int:
        """Pixels that a person gave a column; 0 for one that is as wide as the table finds right."""
        return self._letters.get(at, 0) * self._table.fontMetrics().averageCharWidth()

    def show(self, at: int, *, shown: bool) -> None:
        """Shows a column or hides it."""
        self._table.setColumnHidden(at, not shown)
        self._tell()

    def move(self, at: int, by: int) -> None:
        """Moves a column to the right by so many places, to the left when less than 0; the first stays where it is."""
        head = self._table.horizontalHeader()
        place = head.visualIndex(at)
        if place > 0 and 0 < place + by < head.count():
            head.moveSection(place, place + by)

    def widen(self, at: int, steps: int) -> None:
        """Makes a column wider by so many steps, narrower when less than 0."""
        letters = self._table.columnWidth(at) // max(1, self._table.fontMetrics().averageCharWidth())
        self._letters[at] = min(MOST, max(LEAST, letters + steps * _STEP))
        self._table.setColumnWidth(at, self.width(at))
        self._tell()

    def as_usual(self) -> None:
        """As the program has them."""
        self._put(TableLayout(order=tuple(range(self._count())), hidden=self._usual, letters=(0,) * self._count()))
        self.changed.emit()
        self._keep(None)

    def menu(self, parent: QWidget) -> QMenu:
        """Every column with a tick, and the way to their order and widths."""
        menu = QMenu(parent)
        menu.setAccessibleName(_("Columns"))
        for at, head in self.heads():
            choice = menu.addAction(head.replace("&", "&&"))
            choice.setCheckable(True)
            choice.setChecked(not self._table.isColumnHidden(at))
            choice.setEnabled(at != 0)
            choice.toggled.connect(partial(self._on_toggled, at))
        menu.addSeparator()
        menu.addAction(_("Order and widths …")).triggered.connect(self._on_order)
        menu.addAction(_("As usual")).triggered.connect(self.as_usual)
        return menu

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only what a person drags counts as their width: a table also sizes its columns by itself."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self._is_held, self._dragged = True, -1
        elif event.type() is QEvent.Type.MouseButtonRelease:
            self._is_held = False
            if self._dragged >= 0:
                self._tell()
        return super().eventFilter(watched, event)

    def _count(self) -> int:
        return self._table.model().columnCount()

    def _put(self, layout: TableLayout) -> None:
        head = self._table.horizontalHeader()
        head.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        for place, at in enumerate(layout.order):
            head.moveSection(head.visualIndex(at), place)
        head.blockSignals(False)  # noqa: FBT003
        for at in range(1, self._count()):
            self._table.setColumnHidden(at, at in layout.hidden)
        self._letters = {at: min(MOST, max(LEAST, wide)) for at, wide in enumerate(layout.letters) if wide}
        for at in self._letters:
            self._table.setColumnWidth(at, self.width(at))
        self._arrange()

    def _arrange(self) -> None:
        arrange = getattr(self._table, "arrange", None)
        if arrange is not None:
            arrange()
        self._table.viewport().update()

    def _tell(self) -> None:
        self._arrange()
        self.changed.emit()
        order = tuple(at for at, _head in self.heads())
        hidden = tuple(at for at in order if self._table.isColumnHidden(at))
        letters = tuple(self._letters.get(at, 0) for at in range(self._count()))
        self._keep(TableLayout(order=order, hidden=hidden, letters=letters))

    def _keep(self, layout: TableLayout | None) -> None:
        keeper = keeper_of(self._table)
        if keeper is not None and self._table.objectName():
            keeper.keep_layout(self._table.objectName(), layout)

    def _on_asked(self) -> None:
        head = self._table.horizontalHeader()
        pop_up(self.menu(self._table), head.mapToGlobal(head.rect().bottomLeft()))

    def _on_toggled(self, at: int, shown: bool) -> None:  # noqa: FBT001 - Qt's signal carries it so
        self.show(at, shown=shown)

    def _on_order(self) -> None:
        ColumnsDialog(self, self._table).open()

    def _on_moved(self, _at: int, _before: int, _after: int) -> None:
        self._tell()

    def _on_resized(self, at: int, _before: int, after: int) -> None:
        # The columns beside it that give way follow upon the one that is dragged.
        if self._is_held and self._dragged in {-1, at} and after > 0:
            self._dragged = at
            self._take_width(at, after)

    def _on_fitted(self, at: int) -> None:
        self._take_width(at, self._table.columnWidth(at))
        self._tell()

    def _take_width(self, at: int, pixels: int) -> None:
        letters = round(pixels / max(1, self._table.fontMetrics().averageCharWidth()))
        self._letters[at] = min(MOST, max(LEAST, letters))


class ColumnsButton(QuietButton):
    """The columns of a table, beside its filters."""

    def __init__(self, columns: Columns) -> None:
        super().__init__(_("Columns"), icon="list")
        self._columns = columns
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        pop_up(self._columns.menu(self), self.mapToGlobal(self.rect().bottomLeft()))


class ColumnsDialog(QDialog):
    """Which columns, in which order and how wide, with the keyboard alone; each change shows at once."""

    def __init__(self, columns: Columns, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Columns"))
        self._columns = columns
        layout = column(self, gap=Space.L, edge=Space.XL)
        layout.addWidget(PageTitle(_("Columns")))
        layout.addWidget(
            Text(_("The first column always shows, at the left. Tick what else you want to see."), "muted")
        )
        self.list = QListWidget()
        self.list.setObjectName("columns")
        self.list.setAccessibleName(_("Columns, from left to right"))
        self.list.itemChanged.connect(self._on_ticked)
        self.list.currentRowChanged.connect(self._on_row)
        layout.addWidget(self.list, 1)
        self._deeds = [
            self._button(_("To the left"), "back", "column-left", lambda at: columns.move(at, -1)),
            self._button(_("To the right"), "forward", "column-right", lambda at: columns.move(at, 1)),
            self._button(_("Wider"), "", "column-wider", lambda at: columns.widen(at, 1)),
            self._button(_("Narrower"), "", "column-narrower", lambda at: columns.widen(at, -1)),
        ]
        layout.addWidget(Flowing(*self._deeds))
        foot = row()
        usual = QuietButton(_("As usual"), icon="undo")
        usual.setObjectName("columns-usual")
        usual.clicked.connect(self._on_usual)
        close = PrimaryButton(_("Close"))
        close.clicked.connect(self.accept)
        foot.addWidget(usual)
        foot.addStretch(1)
        foot.addWidget(close)
        layout.addLayout(foot)
        self._fill(0)
        self.resize(_DIALOG)

    def _button(self, text: str, icon: str, name: str, does: Callable[[int], None]) -> Button:
        made = Button(text, icon=icon)
        made.setObjectName(name)
        made.clicked.connect(partial(self._on_deed, does))
        return made

    def _fill(self, chosen: int) -> None:
        """All of them as they stand now, with that column chosen."""
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.list.clear()
        shown = self._columns.shown()
        for at, head in self._columns.heads():
            item = QListWidgetItem(head)
            item.setData(Qt.ItemDataRole.UserRole, at)
            ways = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(ways if at else ways & ~Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if at in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
            if at == chosen:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)  # noqa: FBT003
        self._on_row(self.list.currentRow())

    def _on_row(self, place: int) -> None:
        left, right, *widths = self._deeds
        left.setEnabled(place > 1)
        right.setEnabled(0 < place < self.list.count() - 1)
        for button in widths:
            button.setEnabled(place >= 0 and self._columns.is_sizable)

    def _on_ticked(self, item: QListWidgetItem) -> None:
        self._columns.show(item.data(Qt.ItemDataRole.UserRole), shown=item.checkState() is Qt.CheckState.Checked)

    def _on_deed(self, does: Callable[[int], None], _checked: object = None) -> None:
        item = self.list.currentItem()
        if item is not None:
            at = item.data(Qt.ItemDataRole.UserRole)
            does(at)
            self._fill(at)

    def _on_usual(self) -> None:
        self._columns.as_usual()
        self._fill(0)


def pop_up(menu: QMenu, at: QPoint) -> None:
    """Shows a menu that goes when it is closed. No loop of its own: the program goes on under it."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)
