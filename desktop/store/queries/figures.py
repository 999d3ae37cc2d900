"""Who is helped: residents and indications in a period, counted by the store in one pass over the help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import text

from desktop.store.reader import Reader

GIVEN = "i.status IN ('approved', 'ended')"
"""Help that was decided on; of a draft nobody is helped."""


ALWAYS = "9999-12-31"
"""Later than any day that is asked for."""


def last_day(of: str) -> str:
    """The last day of help, of an indication by its name in a statement: `ALWAYS` while it has no end.

    Help that has ended was there until it really stopped: who died or moved away keeps the end that was decided on.
    """
    stopped = (
        f"SELECT max(t.ended_on) FROM trajectory AS t INDEXED BY ix_trajectory_days WHERE t.indication_id = {of}.id"  # noqa: S608 - ours
    )
    decided = f"coalesce({of}.\"end\", '{ALWAYS}')"
    return f"CASE {of}.status WHEN 'ended' THEN min({decided}, coalesce(({stopped}), '{ALWAYS}')) ELSE {decided} END"


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


_MINE = f"""
    SELECT c.municipality AS town, c.resident_id AS whose, i.law AS law, i.lot AS lot,
        coalesce(nullif(i.product, ''), nullif(i.segment, ''), i.lot) AS help
    FROM indication AS i {BY_CASE} CROSS JOIN case_file AS c {OF_CASE} ON c.id = i.case_id
    WHERE {GIVEN} AND i.start <= :last AND (i."end" IS NULL OR i."end" >= :first) AND (:law = '' OR i.law = :law)
        AND {last_day("i")} >= :first
"""  # noqa: S608 - a text of this module

PARTS = {
    "lot": "SELECT 'lot', town, lot, count(DISTINCT whose), count(*) FROM mine GROUP BY town, lot",
    "help": "SELECT 'help', town, help, count(DISTINCT whose), count(*) FROM mine GROUP BY town, help",
    "law": "SELECT 'law', town, law, count(DISTINCT whose), count(*) FROM mine GROUP BY town, law",
    "other-lot": """SELECT 'other-lot', town, law, count(DISTINCT whose), count(*) FROM mine
        WHERE lot NOT IN (SELECT value FROM json_each(:lots)) GROUP BY town, law""",
    "all": "SELECT 'all', town, '', count(DISTINCT whose), count(*) FROM mine GROUP BY town",
}
"""What can be counted. Somebody who moves to another municipality in the period counts in both."""

_AGED = text(f"""
SELECT town, substr(:last, 1, 4) - substr(r.birth_date, 1, 4) - (substr(:last, 6) < substr(r.birth_date, 6)) AS years,
    min(n, 3) AS times, count(*)
FROM (SELECT town, whose, count(*) AS n FROM ({_MINE}) GROUP BY town, whose)
    CROSS JOIN resident AS r INDEXED BY ix_resident_birth ON r.id = whose
GROUP BY town, years, times
""")  # noqa: S608 - idem


def helped(reader: Reader, asked: Asked, parts: Iterable[str], lots: str = "[]") -> list[Helped]:
    """Residents with help on a day of the period, and the indications of which a day lies in it, by each of `parts`.

    With ``other-lot`` by act what lies under none of the `lots`, ids as a JSON list.
    """
    statement = text(f"WITH mine AS MATERIALIZED ({_MINE}) " + " UNION ALL ".join(PARTS[part] for part in parts))
    return [Helped(*row) for row in reader.connection.execute(statement, asked.binds() | {"lots": lots})]


def helps_in_lots(reader: Reader, asked: Asked) -> list[HelpInLot]:
    """Which help is given under which lot, of the same help as `helped` counts."""
    rows = reader.connection.execute(text(f"SELECT DISTINCT help, lot, law FROM ({_MINE})"), asked.binds())  # noqa: S608 - idem
    return [HelpInLot(*row) for row in rows]


def aged(reader: Reader, asked: Asked) -> list[Aged]:
    """The same residents, by age and by number of indications."""
    return [Aged(*row) for row in reader.connection.execute(_AGED, asked.binds())]
