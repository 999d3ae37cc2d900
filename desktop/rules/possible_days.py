"""Days that cannot be: typing errors that would move a term of a resident by years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop.models.kinds import Law

_TOGETHER = date(2015, 1, 1)
"""The Wmo 2015, the Jeugdwet, the Wlz and the Participatiewet came into force on one day."""

IN_FORCE: Mapping[Law, date] = {
    Law.WMO: _TOGETHER,
    Law.JEUGDWET: _TOGETHER,
    Law.WLZ: _TOGETHER,
    Law.PARTICIPATIEWET: _TOGETHER,
    Law.ZVW: date(2006, 1, 1),
}
"""First day on which something could be reported under an act."""
