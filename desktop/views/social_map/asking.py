"""What a person asks of the social map besides words: by facet, near where, for which age, how soon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.models.search import Facet, SearchQuestion

AGE, WEEKS, WITHIN, RESTING = "age", "weeks", "within", "resting"
"""Keys of what narrows beside the facets."""


@dataclass(frozen=True)
class Asked:
    """What narrows a search. Each part can be taken away by itself."""

    narrowed: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    near: str = ""
    """A postal code, a place name or both."""
    near_if_known: bool = False
    """True: a place that is not known is passed over, as for an address, and while it is still being typed."""
    within: int | None = None
    """Kilometres from there at the most; without a place it narrows nothing."""
    age: int | None = None
    max_weeks: int | None = None
    resting: bool = False
    """True: also what one may not refer to."""

    def turned(self, facet: Facet, value: str) -> Asked:
        """With that value chosen, or no longer when it was."""
        before = self.narrowed.get(facet, ())
        after = tuple(v for v in before if v != value) if value in before else (*before, value)
        chosen = {**self.narrowed, facet: after}
        return replace(self, narrowed={other: values for other, values in chosen.items() if values})

    def without(self, key: str) -> Asked:
        """Without the filter of that key."""
        if key == AGE:
            return replace(self, age=None)
        if key == WEEKS:
            return replace(self, max_weeks=None)
        if key == WITHIN:
            return replace(self, within=None)
        if key == RESTING:
            return replace(self, resting=False)
        facet, _colon, value = key.partition(":")
        return self.turned(Facet(facet), value) if value in self.narrowed.get(Facet(facet), ()) else self

    def filters(self) -> tuple[str, ...]:
        """Keys of all that narrows, in the order chosen; nearness does not narrow."""
        chosen = [f"{facet}:{value}" for facet, values in self.narrowed.items() for value in values]
        others = (
            (WITHIN, self.within is not None and bool(self.near)),
            (AGE, self.age is not None),
            (WEEKS, self.max_weeks is not None),
            (RESTING, self.resting),
        )
        return (*chosen, *(key for key, is_on in others if is_on))

    def kept(self) -> dict[str, Any]:
        """To keep under a name, in plain values."""
        narrowed = {facet.value: list(values) for facet, values in self.narrowed.items()}
        return {
            "narrowed": narrowed,
            "near": self.near,
            WITHIN: self.within,
            AGE: self.age,
            WEEKS: self.max_weeks,
            RESTING: self.resting,
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Asked:
        """What was kept before; facets that this version does not know are passed over."""
        known = {one.value for one in Facet}
        narrowed = {Facet(facet): tuple(values) for facet, values in kept.get("narrowed", {}).items() if facet in known}
        return cls(
            narrowed=narrowed,
            near=kept.get("near", ""),
            within=kept.get(WITHIN),
            age=kept.get(AGE),
            max_weeks=kept.get(WEEKS),
            resting=bool(kept.get(RESTING)),
        )

    def cleared(self) -> Asked:
        """Only where it is near."""
        return Asked(near=self.near, near_if_known=self.near_if_known)

    def question(self, text: str, *, nowhere: str = "") -> SearchQuestion:
        """The question to the map; `nowhere` is a place of which is known that nobody knows it."""
        near = "" if self.near == nowhere else self.near
        return SearchQuestion(
            text=text,
            near=near,
            near_if_known=self.near_if_known,
            within_km=self.within if near else None,
            age=self.age,
            max_weeks=self.max_weeks,
            narrowed=self.narrowed,
            with_counts=True,
            include_resting=self.resting,
        )
