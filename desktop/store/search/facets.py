"""What narrows a search, as single words inside the index: a join afterwards costs many times as much."""

from __future__ import annotations

from desktop.models.search import HitKind
from desktop.store.search.words import fold

EVERY = "xe"
RESTING = "xr"
ANY_MUNICIPALITY = "xmany"

# No folded word of a text begins like these in the facets' own column, and no other column is asked for them.


def of_kind(kind: HitKind) -> str:
    """Community service or provider."""
    return f"xk{kind}"


def of_law(law: str) -> str:
    """The act a provider works under."""
    return f"xl{_slug(law)}"


def of_municipality(name: str) -> str:
    """For whose residents an entry is."""
    return f"xm{_slug(name)}"


def of_product(product: str, municipality: str | None = None) -> str:
    """A contracted product, in any municipality or in one; the empty name means the whole region."""
    if municipality is None:
        return f"xp{_slug(product)}"
    return f"xq{_slug(product)}z{_slug(municipality) or 'any'}"


def of_target_group(name: str) -> str:
    """For whom, in the field's words."""
    return f"xt{_slug(name)}"


def _slug(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())
