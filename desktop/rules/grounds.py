"""On which articles a decision about help rests; the numbers are those of the acts as they stood on 1 January 2026."""

from __future__ import annotations

from desktop.models.kinds import Law, Provision
from desktop.models.region_settings import Source

WMO, YOUTH = "Wmo 2015", "Jeugdwet"

_GIVEN = {
    Law.WMO: Source(document=WMO, paragraph="art. 2.3.5"),
    Law.JEUGDWET: Source(document=YOUTH, paragraph="art. 2.3"),
}
"""Both ways: the same article says when help is given and when it is not."""

_BUDGET = {
    Law.WMO: Source(document=WMO, paragraph="art. 2.3.6"),
    Law.JEUGDWET: Source(document=YOUTH, paragraph="art. 8.1.1"),
}


def grounds(law: Law, provision: Provision, *, granted: bool, extended: bool = False) -> tuple[Source, ...]:
    """The articles in the order in which they are named; empty for an act that the access desk does not decide under.

    Extended youth help after eighteen rests on the definition of a young person as well (Jeugdwet art. 1.1).
    """
    found = [_GIVEN[law]] if law in _GIVEN else []
    if granted and provision is Provision.PGB and law in _BUDGET:
        found.append(_BUDGET[law])
    if extended and law is Law.JEUGDWET:
        found.append(Source(document=YOUTH, paragraph="art. 1.1"))
    return tuple(found)
