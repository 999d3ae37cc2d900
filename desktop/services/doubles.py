"""Warning while a person types that an entry may be there already, and why that seems so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.language import N_, _
from desktop.rules.double_index import DoubleIndex
from desktop.rules.doubles import Reason, Traits
from desktop.services.workplace import Workplace
from desktop.store.queries.traits import entry_traits

REASONS: dict[Reason, str] = {
    Reason.SAME_KVK: N_("same number at the chamber of commerce"),
    Reason.SAME_AGB: N_("same AGB code"),
    Reason.SAME_NAME: N_("same name"),
    Reason.SAME_SOUND: N_("the name sounds the same"),
    Reason.ALIKE_NAME: N_("the name looks the same"),
    Reason.PART_OF_NAME: N_("part of the name is the same"),
    Reason.SAME_EMAIL: N_("same e-mail address"),
    Reason.SAME_PHONE: N_("same telephone number"),
    Reason.SAME_ADDRESS: N_("same address"),
    Reason.SAME_WEBSITE: N_("same website"),
}
"""Msgid by reason."""

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
                ", ".join(_(REASONS[reason]) for reason in one.likeness.reasons),
                one.likeness.score,
            )
            for one in self._index.like(traits, but=but)[:_SHOWN]
        )


def open_register(workplace: Workplace, kind: str) -> Register:
    """Reads what is there: kind is ``community_service``, ``provider`` or ``organisation``."""
    with workplace.store.read() as reader:
        return Register(DoubleIndex(entry_traits(reader, kind)))
