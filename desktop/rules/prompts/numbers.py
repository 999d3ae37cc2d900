"""Reading the numbers of a rule setting: lengths of time by the unit in their name, and counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.models.region import RuleSetting
from desktop.rules.dates import add_days, add_months

WEEK = 7
"""Days."""


@dataclass(frozen=True)
class Span:
    """A length of time: whole months, or else days."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """The day on which so much time has gone by since a day."""
        return add_days(add_months(day, self.months), self.days)

    def last_day_from(self, first: date) -> date:
        """The last day of a period of this length that begins on a day."""
        return add_days(self.after(first), -1)


def span(setting: RuleSetting) -> Span | None:
    """The length of time that the profile gave, in the unit that ends the number's name; None without one."""
    for name, number in setting.numbers.items():
        unit = name.rsplit("_", maxsplit=1)[-1]
        if unit == "months":
            return Span(months=number)
        if unit in {"days", "weeks"}:
            return Span(days=number * WEEK if unit == "weeks" else number)
    return None


def count(setting: RuleSetting, name: str, otherwise: int) -> int:
    """The count under a name; ``count`` serves where the setting has only one."""
    return setting.numbers.get(name, setting.numbers.get("count", otherwise))
