"""How well a community service fits what someone asks: by the words both use, and words that mean the same."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.models.social_map import CommunityService
from desktop.store.search.words import SHORTEST_PART, lexicon, stem, tokens


def subjects(texts: Iterable[str]) -> frozenset[str]:
    """What texts are about: stems of the words that say something, parts of compounds, and numbers of meanings."""
    known = lexicon()
    words = [word for text in texts for word in tokens(text)]
    telling = [word for word in words if word not in known.stop and len(word) > SHORTEST_PART]
    parts = [part for word in telling for part in known.parts_of(word) if part not in known.weak]
    meanings = (f"={meaning}" for meaning in known.found_in([stem(word) for word in words]))
    return frozenset((*map(stem, telling), *map(stem, parts), *meanings))


def subjects_of(service: CommunityService) -> frozenset[str]:
    """What a service is about."""
    return subjects((service.name, service.description, *service.themes, *service.target_groups))


def fit(asked: frozenset[str], service: CommunityService) -> int:
    """In how many things a service speaks of what was asked; 0 when in none."""
    return len(asked & subjects_of(service))
