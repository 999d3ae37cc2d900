"""Warning while a person types that an entry may be there already, and why that seems so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.rules.double_index import DoubleIndex
from desktop.rules.doubles import Traits, in_words
from desktop.services.workplace import Workplace
from desktop.store.queries.traits import entry_traits

_SHOWN = 4
"""More would be a list to read, not a warning."""


@dataclass(frozen=True)
class PossibleDouble:
    """An entry that may be the one being typed."""

    id: str
    name: str
    place: str
    why: str
    """The reasons in words, the strongest first."""
    score: float


class Register:
    """What is there of one kind, made ready once so that every keystroke is answered at once.

    It is as of the moment it was made; whoever keeps it makes a new one when the map changed.
    """

    def __init__(self, index: DoubleIndex) -> None:
        self._index = index

    def like(self, fields: Mapping[str, object], *, but: str = "") -> tuple[PossibleDouble, ...]:
        """The likeliest few; `but` is the id of the entry itself. Nothing for a form without a name."""
        traits = Traits(**{name: str(fields.get(name) or "") for name in Traits.__dataclass_fields__})
        if not traits.name.strip():
            return ()
        return tuple(
            PossibleDouble(
                one.known.id,
                one.known.traits.name,
                one.known.traits.place,
                in_words(one.likeness.reasons),
                one.likeness.score,
            )
            for one in self._index.like(traits, but=but)[:_SHOWN]
        )


def open_register(workplace: Workplace, kind: str) -> Register:
    """Reads what is there: kind is ``community_service``, ``provider`` or ``organisation``."""
    with workplace.store.read() as reader:
        return Register(DoubleIndex(entry_traits(reader, kind)))
