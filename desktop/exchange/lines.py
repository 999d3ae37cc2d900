"""From the lines of a sheet or of separated text to a table: the names of its columns, and the rows below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from openpyxl.utils.cell import get_column_letter

from desktop.exchange.heading import LOOKED_AT, Heading, Line, find, names_of
from desktop.exchange.merged_cells import Merged
from desktop.exchange.tables import MOST_COLUMNS, MOST_ROWS, Cell, Note, Row, Table, is_blank
from desktop.models.faults import WorldFault

_SHOWN = 12
"""Lines among which a person chooses the one that names the columns."""
_SHOWN_CELLS = 6
_SHOWN_LETTERS = 40


def table_of_lines(
    name: str,
    lines: Iterable[Sequence[Cell]],
    heading: Heading | None = None,
    merged: Sequence[Merged] = (),
    file: str = "",
) -> Table:
    """A table whose columns are named by the line that `heading` tells, else by the one that looks it.

    Empty lines are passed over; what stands above the names is noted. `file` is what a person calls it all by; else
    the table's own name.

    Raises:
        WorldFault: ``columns-double`` when two columns have one name; ``columns-many`` above `MOST_COLUMNS`;
            ``file-empty`` without a line; ``header-row-empty`` when nothing stands in the row that was told;
            ``file-too-large`` above `MOST_ROWS`.
    """
    heading = heading or Heading()
    numbered = iter(enumerate(lines, start=1))
    told = heading.rows.get(name, heading.rows.get("", 0))
    first = list(islice(numbered, max(LOOKED_AT, told)))
    if not any(_is_filled(line) for _number, line in first):
        first += _up_to_filled(name, numbered)
    at = told - 1 if told else find(first, heading.known, merged)
    if at >= len(first) or not _is_filled(first[at][1]):
        raise WorldFault("header-row-empty", file=name, row=told)
    number = first[at][0]
    names = _sound(name, names_of(first[at][1], _from_above(number, first, merged)))
    body = _Body(names, merged, file or name)
    rows = tuple(body.rows(chain(first[at + 1 :], numbered)))
    notes = (*_above(first[:at], number, merged), *_below(names, first[at : at + 2]), *body.notes(number))
    return Table(name, frozenset(filter(None, names)), rows, number, tuple(_shown(first)), notes)


def _up_to_filled(name: str, numbered: Iterator[Line]) -> list[Line]:
    """The lines up to the first filled one: a sheet may begin far down."""
    found = next((line for line in numbered if _is_filled(line[1])), None)
    if found is None:
        raise WorldFault("file-empty", file=name)
    return [found, *islice(numbered, LOOKED_AT)]


def _sound(table: str, names: tuple[str, ...]) -> tuple[str, ...]:
    if len(names) > MOST_COLUMNS:
        raise WorldFault("columns-many", file=table, most=MOST_COLUMNS)
    double = sorted(column for column, times in Counter(names).items() if column and times > 1)
    if double:
        raise WorldFault("columns-double", file=table, columns=tuple(double))
    return names


class _Body:
    """The rows below the names, and what is odd about them as a whole.

    A value that is merged downwards holds for every row it covers: that is what the sheet shows. One that is merged
    sideways is taken for its first column only.
    """

    def __init__(self, names: Sequence[str], merged: Sequence[Merged], file: str) -> None:
        self._names = names
        self._width = max((at for at, name in enumerate(names, start=1) if name), default=0)
        self._nameless = [at for at, name in enumerate(names[: self._width]) if not name]
        self._merged = merged
        self._file = file
        self._unnamed: Counter[int] = Counter()
        self._down: Counter[int] = Counter()
        self._across: Counter[int] = Counter()

    def rows(self, lines: Iterable[Line]) -> Iterator[Row]:
        """The filled ones."""
        starting: dict[int, list[Merged]] = {}
        for one in self._merged:
            starting.setdefault(one.top, []).append(one)
        covering: list[tuple[Merged, Cell]] = []
        for number, line in lines:
            if number > MOST_ROWS:
                raise WorldFault("file-too-large", file=self._file)
            if self._merged:
                covering = [pair for pair in covering if pair[0].bottom >= number]
                covering += self._begun(starting.get(number, ()), line)
            if not _is_filled(line):
                continue
            yield self._row(number, _covered(line, number, covering))

    def notes(self, header: int) -> Iterator[Note]:
        """What was noticed."""
        for at, rows in sorted(self._unnamed.items()):
            yield Note(header, "column-without-name", {"column": get_column_letter(at + 1), "rows": rows})
        for at, times in sorted(self._down.items()):
            yield Note(header, "merged-down", {"column": get_column_letter(at), "times": times})
        for at, times in sorted(self._across.items()):
            yield Note(header, "merged-across", {"column": get_column_letter(at), "times": times})

    def _begun(self, begun: Iterable[Merged], line: Sequence[Cell]) -> Iterator[tuple[Merged, Cell]]:
        for one in begun:
            value = line[one.left - 1] if one.left <= len(line) else None
            if is_blank(value):
                continue
            if one.right > one.left:
                self._across[one.left] += 1
            if one.bottom > one.top:
                self._down[one.left] += 1
            yield one, value

    def _row(self, number: int, line: Sequence[Cell]) -> Row:
        for at in self._nameless:
            if at < len(line) and not is_blank(line[at]):
                self._unnamed[at] += 1
        cells = {column: cell for column, cell in zip(self._names, line, strict=False) if column}
        return Row(number, cells, beyond=any(not is_blank(cell) for cell in line[self._width :]))


def _covered(line: Sequence[Cell], number: int, covering: Iterable[tuple[Merged, Cell]]) -> Sequence[Cell]:
    """The line with what is merged down into it from a line above."""
    below = {one.left - 1: value for one, value in covering if one.top < number}
    if not below:
        return line
    cells = [*line, *[None] * (max(below) + 1 - len(line))]
    return [below.get(at) if is_blank(cell) else cell for at, cell in enumerate(cells)]


def _from_above(header: int, lines: Sequence[Line], merged: Sequence[Merged]) -> Mapping[int, Cell]:
    """By column the value of a cell that is merged down into the line of the names."""
    by_number = dict(lines)
    found: dict[int, Cell] = {}
    for one in merged:
        top = by_number.get(one.top, ())
        if one.top < header <= one.bottom and one.left == one.right <= len(top):
            found[one.left - 1] = top[one.left - 1]
    return found


def _above(lines: Sequence[Line], header: int, merged: Sequence[Merged]) -> Iterator[Note]:
    """Every filled line above the names; those that belong to the names are told to do so."""
    top = min((one.top for one in merged if one.top < header <= one.bottom and one.left == one.right), default=header)
    for number, line in lines:
        if _is_filled(line):
            code = "header-two-rows" if number >= top else "above-header"
            yield Note(number, code, {"value": _text(line), "row": header})


def _below(names: Sequence[str], lines: Sequence[Line]) -> Iterator[Note]:
    """That the names seem to go on in the next line: it fills what has no name, and little else."""
    if len(lines) > 1 and "" in names:
        number, line = lines[1]
        filled = [not is_blank(cell) for cell in line[: len(names)]]
        fills = sum(is_filled and not name for is_filled, name in zip(filled, names, strict=False))
        others = sum(is_filled and bool(name) for is_filled, name in zip(filled, names, strict=False))
        if fills and others * 2 <= sum(map(bool, names)) and all(map(_is_word, line)):
            yield Note(number, "header-goes-on", {"value": _text(line), "row": lines[0][0]})


def _shown(lines: Iterable[Line]) -> Iterator[tuple[int, tuple[str, ...]]]:
    filled = ((number, line) for number, line in lines if _is_filled(line))
    return (
        (number, tuple(cell[:_SHOWN_LETTERS] for cell in islice(_cells(line), _SHOWN_CELLS)))
        for number, line in islice(filled, _SHOWN)
    )


def _cells(line: Sequence[Cell]) -> Iterator[str]:
    return (" ".join(str(cell).split()) for cell in line if not is_blank(cell))


def _text(line: Sequence[Cell]) -> str:
    return " · ".join(_cells(line))


def _is_word(cell: Cell) -> bool:
    return is_blank(cell) or (isinstance(cell, str) and not any(letter.isdigit() for letter in cell))


def _is_filled(line: Sequence[Cell]) -> bool:
    return any(not is_blank(cell) for cell in line)
