"""Does the log of who looked still hold: on this laptop, and against what the central store keeps of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from desktop.language import N_, _
from desktop.models.audit import AuditAction, AuditPurpose, Deed, Dossier, Head, Link
from desktop.models.faults import WorldFault
from desktop.rules.audit_chain import Stamp
from desktop.rules.log_term import begin_of_term
from desktop.rules.permissions import Act, may, require
from desktop.services.log_term import log_term
from desktop.services.workplace import Workplace
from desktop.store import audit
from desktop.store.audit_check import Broken, chain_gone, check_links, look_over
from desktop.store.audit_release import is_due, let_go, releases
from desktop.sync import books
from desktop.sync.audit_log import CentralLog, all_of
from desktop.sync.centrals import central_at, log_of

LET_GO = N_("Let go of the log past its term")
_CLOCKS_DIFFER = timedelta(days=1)

_SENTENCES = {
    "missing": N_("Line {number} is not there. Someone took it out."),
    "edited": N_("Line {number} was changed after it was written."),
    "moved": N_("Line {number} does not follow on the line before it."),
    "misfiled": N_("Line {number} says of itself that it is another line."),
    "unguarded": N_("The guards that keep the log from being changed are not there."),
    "key-changed": N_("From line {number} on the log stands under a key that is not the key of this laptop."),
    "other-device": N_("Line {number} is of another laptop."),
    "forged-head": N_("The signature under line {number} was not made by this laptop."),
    "head-differs": N_("Line {number} is not the line that this laptop signed, or that the central store was told."),
    "tail-cut": N_("From line {number} on the log was cut off: that line has been signed, and is not there."),
    "behind": N_(
        "The central store keeps line {number} and later ones that are not here. The end was cut off, or this laptop "
        "was put back from a copy. Synchronise to get them back."
    ),
    "chain-gone": N_("The central store keeps a log of this laptop that is not here any more."),
    "line-differs": N_(
        "Line {number} is not the line that the central store keeps. It was changed, or this laptop was put back from "
        "a copy."
    ),
    "witness-gone": N_("The central store kept line {number} of a laptop before, and does not keep it any more."),
    "change-unlogged": N_("Something was changed in a case without a line in the log."),
    "released-unsigned": N_("The lines up to {number} were let go, and no signature tells what the last of them was."),
    "released-early": N_("Line {number} was let go before its term was over."),
    "released-ahead": N_("The lines up to {number} were let go on a day that is still to come."),
    "released-untold": N_("The lines up to {number} were let go, and no line tells who did it."),
}


@dataclass(frozen=True)
class AuditReport:
    """What the look at the log found."""

    entries: int
    """Lines on this laptop; with what the central store keeps of others, for who reads the log, those too."""
    first_broken: Broken | None
    witnessed: int | None
    """Of the own lines: how many the central store keeps. None where there is no central store, or none in reach."""
    others: int = 0
    """Laptops of others that were looked at."""
    let_go: int = 0
    """Of the own lines: how many are not here any more because their term was over."""

    @property
    def ok(self) -> bool:
        """True when nothing is broken."""
        return self.first_broken is None

    @property
    def text(self) -> str:
        """The first broken link in a sentence; empty when there is none."""
        found = self.first_broken
        return _(_SENTENCES[found.code], number=found.number) if found else ""


def audit_log(workplace: Workplace) -> AuditReport:
    """Looks over the log of this laptop, and whether the logs of others still are as long as they were seen.

    Who reads the log looks over the lines of all laptops too; so does everyone who meets in a shared file, where one
    laptop is the other's witness. A central store that cannot be reached is no fault: then nothing is said of it
    (``witnessed`` is None).
    """
    with workplace.store.read() as reader:
        here = look_over(reader.connection, (workplace.store.clock() + _CLOCKS_DIFFER).isoformat())
        own = dict(audit.chains(reader.connection))
        gone = sum(one.number for one in releases(reader.connection).values())
        entries = sum(audit.last_of(reader.connection, chain)[0] for chain in own) - gone
        seen = audit.seen(reader.connection)
    log = central_log(workplace)
    if log is None:
        return AuditReport(entries, here, None, let_go=gone)
    try:
        there, witnessed = _against(workplace, log, own)
        reads_all = log.is_one_zone or may(workplace.role, Act.READ_AUDIT_LOG)
        others = _others(log, own, seen) if reads_all else (_shrunk(log, seen), 0, 0)
    except WorldFault:
        return AuditReport(entries, here, None, let_go=gone)
    return AuditReport(entries + others[1], _first(here, there) or others[0], witnessed, others[2], gone)


def let_log_go(workplace: Workplace) -> int:
    """Lets go of lines that are past the region's term: on this laptop, and for who reads the log at the central store.

    Of a laptop that meets a team only what the central store was told of. Returns how many lines that were; that they
    went, and who did it, stands in the log.

    Raises:
        WorldFault: What is wrong with the central store, for who reads the log.
    """
    gone = let_own_log_go(workplace)
    log = central_log(workplace) if may(workplace.role, Act.READ_AUDIT_LOG) else None
    if log is None:
        return gone
    stamp = Stamp(workplace.colleague.id, "", workplace.store.clock().isoformat())
    there = log.let_go(stamp, log_term(workplace).years)
    if there:
        told = Deed(AuditAction.RELEASE, Dossier("audit_chain", "central"), AuditPurpose.LOG_KEEPING, what=str(there))
        with workplace.work(LET_GO) as work:
            audit.append(work.connection, work.stamp, [told])
            work.commit()
    return gone + there


def let_own_log_go(workplace: Workplace) -> int:
    """The same of this laptop alone; nothing is written when nothing is due."""
    years = log_term(workplace).years
    before = begin_of_term(workplace.store.clock().isoformat(), years)
    with workplace.store.read() as reader:
        if not is_due(reader.connection, before):
            return 0
        joined = books.read_state(reader) is not None
        told = {head.chain: head.number for head in audit.seen(reader.connection)} if joined else None
    with workplace.work(LET_GO) as work:
        gone = let_go(work.connection, work.stamp, before, years, told)
        work.commit()
    return gone


def log_lines(workplace: Workplace) -> tuple[Link, ...]:
    """All lines that the central store keeps, for who reads the log.

    Raises:
        RuleBroken: ``not-allowed``.
        WorldFault: ``sync-not-joined``, or what is wrong with the central store.
    """
    require(workplace.role, Act.READ_AUDIT_LOG)
    log = central_log(workplace)
    if log is None:
        raise WorldFault("sync-not-joined")
    return tuple(link for kept in log.chains() for link in all_of(log, kept.chain))


def central_log(workplace: Workplace) -> CentralLog | None:
    """The log at the central store; None for a laptop that works alone. Nothing is asked of it yet."""
    with workplace.store.read() as reader:
        state, secret, certificate = books.read_state(reader), books.team_code(reader), books.certificate(reader)
    if state is None or not secret:
        return None
    return log_of(central_at(state.url, secret, certificate, lines=workplace.lines))


def _against(workplace: Workplace, log: CentralLog, own: Mapping[str, str]) -> tuple[Broken | None, int]:
    """This laptop's chains against what is kept of them."""
    standing = log.standing(list(own))
    mine = workplace.store.identity.device_id
    if standing is None:
        return None, 0
    broken = chain_gone(own, mine, standing.heads)
    for chain, device in own.items():
        kept = log.heads_of(chain)
        with workplace.store.read() as reader:
            links = audit.links_of(reader.connection, chain)
            release = releases(reader.connection).get(chain)
            last, _hash = audit.last_of(reader.connection, chain)
        broken = (
            _differs(links, all_of(log, chain), device, last) or check_links(links, device, kept, release) or broken
        )
    return broken, sum(one.number for one in standing.kept.values())


def _first(here: Broken | None, there: Broken | None) -> Broken | None:
    """Of what is wrong with one chain the first line of it."""
    if here is None or there is None or here.chain != there.chain:
        return here or there
    return min(here, there, key=_number)


def _number(broken: Broken) -> int:
    return broken.number


def _differs(mine: Sequence[Link], theirs: Sequence[Link], device: str, last: int) -> Broken | None:
    """Where both have a line: each may have let go of the oldest by itself. The own last one is told apart."""
    here = {link.number: link for link in mine}
    for there in theirs:
        if there.number in here and here[there.number] != there:
            return Broken("line-differs", there.chain, device, there.number)
    if theirs and theirs[-1].number > last:
        return Broken("behind", theirs[0].chain, device, last + 1)
    return None


def _others(log: CentralLog, own: Mapping[str, str], seen: Sequence[Head]) -> tuple[Broken | None, int, int]:
    """All other laptops' chains as the central store keeps them, against the heads this laptop saw before."""
    broken, entries, laptops = _shrunk(log, seen), 0, set()
    gone = log.releases()
    for kept in log.chains():
        if kept.chain in own:
            continue
        links = all_of(log, kept.chain)
        entries += len(links)
        laptops.add(kept.device)
        heads = [*log.heads_of(kept.chain), *(head for head in seen if head.chain == kept.chain)]
        broken = check_links(links, kept.device, heads, gone.get(kept.chain)) or broken
    return broken, entries, len(laptops)


def _shrunk(log: CentralLog, seen: Sequence[Head]) -> Broken | None:
    """The log of a laptop that is shorter at the central store than this laptop saw it there before."""
    standing = log.standing(())
    told = {head.chain: head.number for head in standing.heads} if standing else {}
    for head in seen:
        if told.get(head.chain, 0) < head.number:
            return Broken("witness-gone", head.chain, head.device, told.get(head.chain, 0) + 1)
    return None
