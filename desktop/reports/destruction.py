"""The certificate of destruction: how many dossiers, of which kind and period, under which term, by which two persons.

It names no resident and no case: it must itself not bring back what was destroyed. What it tells is what the
Archiefbesluit 1995 (art. 8) asks of such a certificate: what went, on which ground, and in which way.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.language import _, ngettext, speaking
from desktop.language.forms import long_day
from desktop.models.destruction_paper import DestructionPage
from desktop.models.labels import label
from desktop.models.record_labels import record_name
from desktop.models.retention import DestructionBasis
from desktop.reports.content import Block, Facts, Grid, Heading, Look, Paper, Signatures, Title, Together, Words

_WIDTHS = (0.75, 0.25)


def destruction(page: DestructionPage, language: str = "nl") -> Paper:
    """What the certificate says."""
    with speaking(language):
        return Paper(page.head, _("Certificate of destruction"), language, tuple(_story(page)))


def _story(page: DestructionPage) -> Iterator[Block]:
    done = page.certificate
    count = ngettext("1 dossier", "{n} dossiers", done.dossiers)
    yield Title(_("Certificate of destruction"), f"{count} · {label(done.law)}")
    asked = done.basis is DestructionBasis.REQUEST
    over = _("The dossiers that are counted here were destroyed: their term was over and no ground held them.")
    on_request = _(
        "The dossier that is counted here was destroyed because the resident asked for it. Someone else than who wrote "
        "the request down granted it, and no ground held it."
    )
    yield Words(on_request if asked else over)
    yield Facts(tuple(_facts(page)))
    yield Heading(_("What was destroyed"))
    rows = sorted((record_name(kind), number) for kind, number in done.destroyed.items())
    if rows:
        yield Grid((_("Kind of record"), _("How many")), tuple(rows), _WIDTHS)
    yield Words(
        _(
            "They are gone from the central store with their history, and from every laptop at its next "
            "synchronisation. Copies that someone keeps elsewhere are not reached by it."
        ),
        Look.SMALL,
    )
    yield Together(
        (
            Heading(_("By two persons")),
            Words(_("One proposed, who knows the dossiers; another decided. This paper names no resident.")),
            Signatures(page.proposed_by, page.decided_by, _("Date and signature")),
        )
    )


def _facts(page: DestructionPage) -> Iterator[tuple[str, str]]:
    done = page.certificate
    first, last = long_day(done.first_on), long_day(done.last_on)
    yield _("Municipality"), done.municipality or page.head.region
    yield _("Dossiers"), str(done.dossiers)
    yield _("Under which act"), label(done.law)
    yield _("Last change of the dossiers"), first if first == last else _("{first} to {last}", first=first, last=last)
    if done.basis is DestructionBasis.REQUEST:
        yield _("Why it may go"), _("the resident asked for it")
    else:
        yield _("Kept for"), _("{n} years after the last change", n=done.years)
    yield _("Where that stands"), ", ".join(filter(None, (done.document, done.paragraph)))
    yield _("Proposed"), _on(page.proposed_by, long_day(done.proposed_on))
    yield _("Destroyed"), _on(page.decided_by, long_day(done.decided_on) if done.decided_on else "")
    if not page.from_database:
        yield _("How"), _("rows erased and files written anew; in the journal only that a line was erased")
        return
    yield _("How"), _("rows erased; in the journal only that a line was erased")
    # Only who manages the database can have its tables written anew, and the program does not see when that was done.
    yield _("Tables of the database written anew on"), _("to be filled in by who manages the database: …………………")


def _on(name: str, day: str) -> str:
    return ", ".join(filter(None, (day, name)))
