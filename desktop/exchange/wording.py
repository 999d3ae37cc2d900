"""Sentences about rows: what is the matter, and what a person can do."""

from __future__ import annotations

from desktop.language import N_, _

ROWS: dict[str, str] = {
    "required": N_("This is not filled in, and an entry cannot do without it."),
    "double": N_("Row {first} is about the same. Only that row counts."),
    "maybe-double": N_("Looks like “{name}” in row {first}: {why}. Check whether it is the same."),
    "maybe-double-stored": N_("Looks like “{name}” from {source}: {why}. Check whether it is the same."),
    "maybe-double-number": N_("“{name}” from {source} has the same number. Check whether it is the same."),
    "left-out": N_("Left out, as was chosen."),
    "left-out-with": N_("Left out, because it belongs to a row that was left out by choice."),
    "linked-by-name": N_("Linked to “{name}”, which came from {source}. Its own details were left as they are."),
    "row-shifted": N_("There are more filled cells than the header has names. The row seems to have shifted."),
    "text-too-long": N_("This text has {length} characters; {limit} fit."),
    "text-garbled": N_("Letters look damaged, like “{value}”. Export the file again as UTF-8."),
    "not-a-text": N_("Here stands a table within a table; a text was expected."),
    "not-a-number": N_("“{value}” is not a whole number."),
    "not-a-coordinate": N_("“{value}” is not a coordinate in degrees."),
    "coordinate-out-of-range": N_("{value} lies outside the globe."),
    "coordinate-half": N_("Latitude and longitude belong together; one is missing. Both were left out."),
    "coordinate-zero": N_("0, 0 lies in the ocean. The coordinates were left out."),
    "coordinate-abroad": N_("{value} lies outside the Netherlands. Check whether latitude and longitude are swapped."),
    "coordinate-nowhere": N_("No place in the Netherlands lies within {km} km of {value}. Check the coordinates."),
    "coordinate-far": N_("{value} lies more than {km} km from {place}. Check both the place and the coordinates."),
    "municipality-elsewhere": N_(
        "“{value}” is no municipality of this region. The entry was taken; check whether it is meant so."
    ),
    "municipality-misspelt": N_("“{value}” is no municipality of this region. Did you mean {meant}?"),
    "hours-reversed": N_("“{value}” ends before it begins. Check the opening hours."),
    "period-reversed": N_("“{value}” ends before it begins. These opening hours were left out."),
    "time-not-understood": N_("“{value}” is no time of the day. These opening hours were left out."),
    "above-header": N_("This row stands above the names of the columns and was not read: “{value}”."),
    "header-two-rows": N_(
        "The names of the columns take more rows, with merged cells. The names of row {row} were taken, "
        "not these: “{value}”."
    ),
    "header-goes-on": N_(
        "The names of the columns seem to go on in this row: “{value}”. Only row {row} was read as names. "
        "Put each name whole in one row."
    ),
    "column-without-name": N_(
        "Column {column} has no name and was not read, though something stands in it ({rows} rows). Give it a name."
    ),
    "merged-down": N_(
        "In column {column} cells are merged over several rows ({times} times). "
        "What stands there was read for each row."
    ),
    "merged-across": N_(
        "From column {column} on cells are merged over several columns ({times} times). "
        "Only column {column} got the text."
    ),
    "formula-without-value": N_(
        "{cells}: a formula stands here, and its outcome is not in the file. Nothing was read for it. "
        "Open the file in Excel, save it and import it again."
    ),
    "table-not-read": N_("This table was not read: it has no columns {value}."),
    "header-again": N_("This row repeats the names of the columns."),
    "link-circular": N_("“{value}” belongs to itself, directly or by a detour. The link was left out."),
    "age-out-of-range": N_("{value} is no age."),
    "age-no-limit": N_("{value} was read as: no age limit."),
    "ages-reversed": N_("The lowest age ({low}) is above the highest ({high})."),
    "count-out-of-range": N_("{value} cannot be right as a number of places or people."),
    "date-not-understood": N_("“{value}” is not a date. Write it as 2026-05-31 or 31-5-2026."),
    "date-month-only": N_(
        "“{value}” names no day. The first day of that month was taken, so that it looks no fresher."
    ),
    "date-year-only": N_("“{value}” is only a year. Write it as 2026-05-31 or 31-5-2026."),
    "date-in-future": N_("{value} has not been yet."),
    "date-too-old": N_("{value} is too long ago to be right."),
    "truth-not-understood": N_("“{value}” is neither yes nor no. It was left out."),
    "value-not-known": N_("“{value}” is not in the mapping's list. It was left out."),
    "value-not-allowed": N_("“{value}” cannot stand here."),
    "value-says-nothing": N_("“{value}” says nothing about this entry. It was left out."),
    "wanted": N_("This is not filled in. The entry was taken without it."),
    "wait-not-understood": N_("“{value}” is not understood as weeks. It was kept as text; the wait stays unknown."),
    "wait-text-beside-number": N_("“{value}” is not understood; the number of weeks beside it was taken: {weeks}."),
    "wait-and-number-differ": N_("“{value}” and the number of weeks beside it ({weeks}) differ. The text was taken."),
    "wait-zero-doubtful": N_("A wait of 0 weeks for “{value}”: check whether there really is room."),
    "wait-out-of-range": N_("A wait of “{value}” is longer than ten years, or negative."),
    "wait-reversed": N_("“{value}” ends before it begins."),
    "wait-doubtful-number": N_("“{value}” can be ten or ten thousand. Write it without the point."),
    "link-missing": N_("It belongs to “{value}”, which is not in the file and not in the store."),
    "table-missing": N_("The table “{value}” is not in this import. The link to it was left out."),
    "not-valid": N_("“{value}” cannot stand here."),
}
"""By code."""


def reason(code: str, **values: object) -> str:
    """The sentence about a row, in the language in force."""
    return _(ROWS[code], **values)
