"""Keeping the counts of referrals as a file for a spreadsheet, for the talk with policy and with referrers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop.exchange.table_files import Plain, write_table
from desktop.language import _
from desktop.models.kinds import Law, ReferrerKind
from desktop.models.labels import label
from desktop.rules.permissions import Act, require
from desktop.rules.referral_figures import door_figures
from desktop.services.referrals import referrals_page
from desktop.services.small_numbers import small_numbers_here
from desktop.services.workplace import Workplace

LEAST = "referrals-least-cases"
"""Id of the number under which a count is not told."""


def export_referrals(workplace: Workplace, path: Path, year: int) -> Path:
    """Writes a line for every act and door, never of all acts together: from that, one act could be worked out.

    ``.xlsx`` as a workbook, else CSV. Returns the file written. Nobody's name goes along, and no small number.

    Raises:
        RuleBroken: ``not-allowed``.
        WorldFault: ``cannot-write``.
    """
    require(workplace.role, Act.EXPORT_FIGURES)
    file = path if path.suffix else path.with_suffix(".csv")
    write_table(file, _lines(workplace, year))
    return file


def _lines(workplace: Workplace, year: int) -> Iterator[tuple[Plain, ...]]:
    least = small_numbers_here(workplace.profile)[LEAST]
    quarters = tuple(_("Q{n}", n=quarter) for quarter in (1, 2, 3, 4))
    yield (_("Year"), _("Act"), _("Who referred"), *quarters, _("In the year"), _("Looked at"))
    few = _("fewer than {n}", n=least)
    for law in _laws(workplace):
        for door in referrals_page(workplace, year, law).doors:
            found = door_figures(door.quarters, door.followed, least)
            name = label(door.kind or ReferrerKind.MUNICIPALITY)
            shown = [few if count is None else count for count in found.quarters]
            seen = found.followed if door.kind else None
            yield (year, label(law), name, *shown, found.total, seen)
    yield ()
    yield (_("A number under {n} is not told, nor a sum from which it could be worked out.", n=least),)


def _laws(workplace: Workplace) -> list[Law]:
    """Those that the region buys help under."""
    return list(dict.fromkeys(lot.law for lot in workplace.profile.lots))
