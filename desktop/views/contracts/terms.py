"""What the region's profile says of contracts, with the document it was read from."""

from __future__ import annotations

from itertools import groupby

from desktop.language import _, ngettext
from desktop.language.forms import days_text, long_day
from desktop.models.labels import label
from desktop.models.region import ContractTerms, Lot, Threshold
from desktop.models.region_settings import Source
from desktop.views.design.cards import Card, KeyValueList
from desktop.views.design.tokens import Space
from desktop.views.design.words import Text


class TermsCard(Card):
    """A lot's terms, and the thresholds that a municipality may choose."""

    def __init__(self, lot: Lot, thresholds: tuple[Threshold, ...]) -> None:
        super().__init__(_("What the region says: {lot}", lot=lot.name), gap=Space.S)
        if lot.contract is None:
            self.body.addWidget(Text(_("The region's document says nothing of the contracts of this lot."), "muted"))
        else:
            self.body.addWidget(KeyValueList(_facts(lot.contract)))
            self.body.addWidget(Text(source_text(lot.contract.source), "small"))
        for line in threshold_lines(thresholds):
            self.body.addWidget(line)


def threshold_lines(thresholds: tuple[Threshold, ...]) -> list[Text]:
    """What a municipality may choose; those of one paragraph stand together above it."""
    lines: list[Text] = []
    for source, together in groupby(thresholds, key=_source_of):
        lines += [Text(f"– {threshold.text}") for threshold in together]
        lines.append(Text(source_text(source), "small"))
    return lines


def source_text(source: Source) -> str:
    """On whose word."""
    return _("Source: {source}", source=f"{source.document}, {source.paragraph}")


def _source_of(threshold: Threshold) -> Source:
    return threshold.source


def _facts(terms: ContractTerms) -> dict[str, str]:
    end = long_day(terms.end) if terms.end else ""
    years = ngettext("1 year", "{n} years", terms.years) if terms.years else ""
    sleeping = days_text(terms.end_without_clients_days) if terms.end_without_clients_days else ""
    return {
        _("Procedure"): terms.procedure,
        _("Begins"): long_day(terms.start) if terms.start else "",
        _("Lasts"): " · ".join(filter(None, (years, end))),
        _("Options to extend"): " + ".join(ngettext("1 year", "{n} years", n) for n in terms.extensions),
        _("Looked at in between"): str(terms.interim_evaluation or ""),
        _("Kinds of contract"): ", ".join(label(kind) for kind in terms.kinds),
        _("Standards"): ", ".join(terms.standards),
        _("New providers"): terms.entry,
        _("May end without clients after"): sleeping,
    }
