"""Who is helped: residents and indications in a period, counted by the store in one pass over the help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import text

from desktop.store.reader import Reader


def months_after(day: str, months: str) -> str:
    """A day so many months later as `desktop.rules.dates.add_months` counts; texts of a statement.

    The store's own counting runs over into the month after: 31 August and six months would be 3 March.
    """
    return f"min(date({day}, {months}), date({day}, 'start of month', {months}, '+1 month', '-1 day'))"


BY_CASE = "INDEXED BY ix_indication_figures"
OF_CASE = "INDEXED BY ix_case_file_figures"
"""Named, for the store keeps no statistics to choose by, and a wrong choice reads every word of every case."""


@dataclass(frozen=True)
class Asked:
    """Over which days, both inclusive, and under which act; an empty act means any."""

    first: date
    last: date
    law: str = ""

    def binds(self) -> dict[str, str]:
        """For a statement."""
        return {"first": self.first.isoformat(), "last": self.last.isoformat(), "law": self.law}


class Helped(NamedTuple):
    """How many residents are helped, and with how many indications.

    Attributes:
        by: What it is counted by: one of the keys of `PARTS`.
        key: Lot, help or act.
    """

    by: str
    municipality: str
    key: str
    residents: int
    indications: int


class HelpInLot(NamedTuple):
    """A kind of help that somebody has under a lot, as `Helped.key` names them, and the act it is given under."""

    help: str
    lot: str
    law: str


class Aged(NamedTuple):
    """Residents of one age with so many indications.

    Attributes:
        years: Age on the last day; None when not known.
        times: Indications, where 3 stands for three or more.
    """

    municipality: str
    years: int | None
    times: int
    residents: int


MINE = """
    SELECT municipality AS town, resident_id AS whose, law, lot, help FROM given_help
    WHERE start <= :last AND last >= :first AND (:law = '' OR law = :law)
"""
"""Help of which a day lies in the period; of one person together, see `desktop.store.counting`."""

PARTS = {
    "lot": "SELECT 'lot', town, lot, count(DISTINCT whose), count(*) FROM mine GROUP BY lot, town",
    "help": "SELECT 'help', town, help, count(DISTINCT whose), count(*) FROM mine GROUP BY help, town",
    "law": "SELECT 'law', town, law, count(DISTINCT whose), count(*) FROM mine GROUP BY town, law",
    "other-lot": """SELECT 'other-lot', town, law, count(DISTINCT whose), count(*) FROM mine
        WHERE lot NOT IN (SELECT value FROM json_each(:lots)) GROUP BY town, law""",
    "all": "SELECT 'all', town, '', count(DISTINCT whose), count(*) FROM mine GROUP BY town",
}
"""What can be counted. Somebody who moves to another municipality in the period counts in both."""

_AGED = text(f"""
SELECT town, substr(:last, 1, 4) - substr(r.birth_date, 1, 4) - (substr(:last, 6) < substr(r.birth_date, 6)) AS years,
    min(n, 3) AS times, count(*)
FROM (SELECT town, whose, count(*) AS n FROM ({MINE}) GROUP BY whose, town)
    CROSS JOIN resident AS r INDEXED BY ix_resident_birth ON r.id = whose
GROUP BY years, times, town
""")  # noqa: S608 - a text of this module


def helped(reader: Reader, asked: Asked, parts: Iterable[str], lots: str = "[]") -> list[Helped]:
    """Residents with help on a day of the period, and the indications of which a day lies in it, by each of `parts`.

    With ``other-lot`` by act what lies under none of the `lots`, ids as a JSON list.
    """
    statement = text(f"WITH mine AS MATERIALIZED ({MINE}) " + " UNION ALL ".join(PARTS[part] for part in parts))
    return [Helped(*row) for row in reader.connection.execute(statement, asked.binds() | {"lots": lots})]


def helps_in_lots(reader: Reader, asked: Asked) -> list[HelpInLot]:
    """Which help is given under which lot, of the same help as `helped` counts."""
    rows = reader.connection.execute(text(f"SELECT DISTINCT help, lot, law FROM ({MINE})"), asked.binds())  # noqa: S608 - idem
    return [HelpInLot(*row) for row in rows]


def aged(reader: Reader, asked: Asked) -> list[Aged]:
    """The same residents, by age and by number of indications."""
    return [Aged(*row) for row in reader.connection.execute(_AGED, asked.binds())]
