"""What a resident reads is Dutch at language level B1, as far as that can be counted."""

from __future__ import annotations

import pytest

from installer.words import entries, texts_used
from tests.helpers.filled_papers import papers
from tests.helpers.plainness import EASIEST, MOST_ON_AVERAGE, measured, of_text


@pytest.mark.parametrize("kind", papers())
def test_a_paper_reads_easily(kind: str) -> None:
    found = measured(papers()[kind])
    assert len(found.sentences) > 5
    assert found.average <= MOST_ON_AVERAGE
    assert found.ease >= EASIEST
    assert (found.too_long, found.passive, found.jargon) == ([], [], [])


def test_so_does_every_sentence_a_paper_may_hold() -> None:
    dutch = {entry.english: entry.dutch for entry in entries()}
    said = {dutch[at.text] for at in texts_used() if at.where.startswith("desktop/reports/") and at.text in dutch}
    found = of_text("\n".join(sorted(said)))
    assert len(found.sentences) > 200
    assert (found.too_long, found.passive, found.jargon) == ([], [], [])


def test_the_measure_sees_a_sentence_of_the_office() -> None:
    hard = of_text(
        "Teneinde de ingediende aanvraag zorgvuldig te kunnen beoordelen wordt door het college conform de verordening "
        "een onderzoek ingesteld naar de zelfredzaamheid en de participatie van de betrokken inwoner en diens "
        "huisgenoten."
    )
    easy = of_text("U vroeg om hulp. Wij kijken samen wat u nodig hebt.")
    assert [] not in (hard.too_long, hard.passive, hard.jargon)
    assert hard.ease < EASIEST < easy.ease
    assert (easy.too_long, easy.passive, easy.jargon) == ([], [], [])
