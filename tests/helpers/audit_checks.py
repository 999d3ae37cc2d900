"""What must hold of the log of who looked, once nothing moves any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.services.auditing import audit_log
from desktop.store import audit
from desktop.store.audit_check import look_over
from desktop.sync.centrals import log_of
from tests.helpers.audit import lines

if TYPE_CHECKING:
    from desktop.sync.audit_log import CentralLog
    from tests.helpers.laptops import Laptop
    from tests.helpers.sync_world import World

TOLD_OF_A_COPY = {"line-differs", "head-differs", "tail-cut", "chain-gone"}
"""What a laptop is told that wrote on in a copy before it met the team: its log can be read in two ways."""


def check_logs(world: World) -> None:
    """Every chain closes, and what the central store keeps is what the laptops hold; a laptop that was put back from a
    copy, and wrote on before it met the team, is told so by name.
    """
    for number, laptop in enumerate(world.laptops):
        report = audit_log(laptop.workplace)
        here = laptop.ask(lambda reader: look_over(reader.connection))
        codes = {one.code for one in (report.first_broken, here) if one is not None}
        told = TOLD_OF_A_COPY if number in world.put_back else set()
        if not world.put_back or world.office is not None:
            assert codes <= told, f"the log of {laptop.workplace.colleague.name} does not hold: {codes}"
        else:  # who meets in a file looks over the lines of all
            assert codes <= TOLD_OF_A_COPY, codes
        _check_kept(log_of(world.central_of(laptop)), laptop, may_differ=number in world.put_back)


def _check_kept(log: CentralLog, laptop: Laptop, *, may_differ: bool) -> None:
    """The lines that the central store keeps of a laptop are its own, all of them; so are the heads."""
    own = laptop.ask(lambda reader: audit.chains(reader.connection))
    for chain, _device in own[-1:] if may_differ else own:
        kept = log.links(chain, 0, 10_000)
        assert [*kept] == [link for link in lines(laptop.store) if link.chain == chain]
        hashes = {link.number: link.hash for link in kept}
        heads = log.heads_of(chain)
        assert all(hashes.get(head.number) == head.hash for head in heads)
        assert not kept or heads[-1].number == kept[-1].number, "the last line has no head"
