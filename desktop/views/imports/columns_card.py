"""Which column is which field: every column with examples, and a choice beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from desktop.language import _
from desktop.models.faults import RuleBroken
from desktop.services.mappings import ColumnSeen, FileSeen
from desktop.services.wording import explain
from desktop.views.design.beside import Beside, Flowing
from desktop.views.design.buttons import PrimaryButton, QuietButton
from desktop.views.design.cards import Card
from desktop.views.design.dress import clear, column, line
from desktop.views.design.fields import FieldRow
from desktop.views.design.focus import bring_into_view
from desktop.views.design.inputs import Choice
from desktop.views.design.tokens import Space
from desktop.views.design.words import Hint, Text
from desktop.views.imports.words import GOALS


class ColumnsCard(Card):
    """Asks what the columns of a file are.

    Signals:
        told: Name of the source, and goal by column.
        header_chosen: Name of the table, and the row that names its columns, when the person chose another.
        dropped: The person does not want it.
    """

    told = Signal(str, object)
    header_chosen = Signal(str, int)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__(_("Which column is what"), gap=Space.L)
        self._rows: list[_ColumnRow] = []
        self._required: tuple[str, ...] = ()
        self._table = ""
        self.body.addWidget(
            Text(
                _("Choose for each column what it holds. Naober remembers it for the next file of this source."),
                "muted",
            )
        )
        self._name = QLineEdit()
        self._name.setMaxLength(120)
        self._name_row = FieldRow(
            _("&Name of this source"), self._name, help_text=_("As you call it, like Village guide 2026.")
        )
        self.body.addWidget(self._name_row)
        self._header = Choice()
        self._header.chosen.connect(self._on_header)
        self._header_row = FieldRow(
            _("&Row with the names of the columns"),
            self._header,
            help_text=_("What stands above it is not read. Choose another row when this is not the right one."),
        )
        self.body.addWidget(self._header_row)
        self._missing = Hint("", icon="caution")
        self.body.addWidget(self._missing)
        self._list = column(gap=Space.M)
        self.body.addLayout(self._list)
        go, leave = PrimaryButton(_("Check the file"), icon="forward"), QuietButton(_("Do not import"))
        go.clicked.connect(self._on_go)
        leave.clicked.connect(self.dropped)
        self.body.addWidget(Flowing(go, leave))

    def show_file(self, seen: FileSeen, name: str) -> None:
        """Shows the columns of a file; what their names say is chosen already."""
        clear(self._list)
        self._name.setText(name)
        self._name_row.problem("")
        self._show_header(seen)
        choices = {"": _("do not read")} | {goal.name: _choice_text(goal.name, goal.required) for goal in seen.goals}
        self._required = tuple(goal.name for goal in seen.goals if goal.required)
        self._rows = []
        for told in seen.columns:
            self._list.addWidget(line())
            one = _ColumnRow(told, choices)
            one.choice.chosen.connect(self._on_chosen)
            self._rows.append(one)
            self._list.addWidget(one)
        self._on_chosen()

    def _show_header(self, seen: FileSeen) -> None:
        """A file without lines, as JSON, has no such row."""
        self._table = seen.table
        self._header.offer({str(row): _line_text(row, cells) for row, cells in _with_taken(seen)})
        self._header.put(str(seen.header))
        self._header_row.setVisible(bool(seen.header))

    def _on_header(self, row: str) -> None:
        self.header_chosen.emit(self._table, int(row))

    def refuse(self, fault: RuleBroken) -> None:
        """Says what must be mended first."""
        if fault.field == "name":
            self._name_row.problem(explain(fault))
            self._name.setFocus()
        else:
            self._say(_in_words(fault))

    def _on_chosen(self, _key: str = "") -> None:
        chosen = {one.choice.key() for one in self._rows}
        missing = [_(GOALS[goal][0]) for goal in self._required if goal not in chosen]
        self._say(_("Still to choose: {goals}.", goals=", ".join(missing)) if missing else "")

    def _say(self, text: str) -> None:
        self._missing.say(text)
        self._missing.setVisible(bool(text))
        if text:
            bring_into_view(self._missing)

    def _on_go(self) -> None:
        self._name_row.problem("")
        self.told.emit(self._name.text(), {one.name: one.choice.key() for one in self._rows if one.choice.key()})


class _ColumnRow(QWidget):
    """One column: its name, examples, and what it is."""

    def __init__(self, told: ColumnSeen, choices: dict[str, str]) -> None:
        super().__init__()
        self.name = told.name
        fits = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        fits.setHeightForWidth(True)
        self.setSizePolicy(fits)
        beside = Beside(self, gap=Space.L)
        words = QWidget()
        layout = column(words, gap=Space.XS)
        layout.addWidget(Text(told.name, "strong"))
        layout.addWidget(Text(" · ".join(told.examples) or _("empty"), "small"))
        self.choice = Choice(choices)
        self.choice.setAccessibleName(_("What {column} is", column=told.name))
        self.choice.put(told.goal)
        self.choice.chosen.connect(self._on_chosen)
        self._help = Text("", "small")
        chosen = QWidget()
        layout = column(chosen, gap=Space.XS)
        layout.addWidget(self.choice)
        layout.addWidget(self._help)
        beside.put(words, share=1, letters=24)
        beside.put(chosen, share=1, letters=24)
        self._on_chosen(self.choice.key())

    def _on_chosen(self, key: str) -> None:
        self._help.setText(_(GOALS[key][1]) if key else "")
        self.choice.setAccessibleDescription(self._help.text())


def _with_taken(seen: FileSeen) -> list[tuple[int, tuple[str, ...]]]:
    """The first lines, and the one that was taken when it stands further down."""
    names = tuple(column.name for column in seen.columns)
    lines = dict(seen.first_lines)
    return sorted({seen.header: names, **lines}.items()) if seen.header else []


def _line_text(row: int, cells: tuple[str, ...]) -> str:
    return _("row {row}: {text}", row=row, text=" · ".join(cells))


def _choice_text(goal: str, required: bool) -> str:  # noqa: FBT001 - of one place
    name = _(GOALS[goal][0])
    return _("{name} (needed)", name=name) if required else name


def _in_words(fault: RuleBroken) -> str:
    """The refusal with the goals as the person sees them."""
    if fault.code not in ("column-chosen-twice", "column-not-chosen"):
        return explain(fault)
    told = fault.values.get("goals") or (fault.values.get("goal"),)
    names = ", ".join(_(GOALS[str(goal)][0]) for goal in told) if isinstance(told, tuple) else ""
    if fault.code == "column-chosen-twice":
        return _("Two columns are chosen for {goal}. Choose one of them.", goal=names)
    return _("Choose also which column holds: {goals}.", goals=names)
