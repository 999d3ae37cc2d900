"""For how long dossiers are kept here: what the acts ask, and what a municipality made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.language import N_
from desktop.models.kinds import Law
from desktop.models.retention import RetentionSetting
from desktop.rules.destruction_requests import NORMS, RequestNorm
from desktop.rules.permissions import Act, require
from desktop.rules.retention import BY_ACT, KeptFor
from desktop.services.retention import settle_years
from desktop.store.mapping import validated

if TYPE_CHECKING:
    from desktop.models.changes import ChangeSet
    from desktop.services.workplace import Workplace


@dataclass(frozen=True)
class KeptByAct:
    """The term of one act, as the settings show it.

    Attributes:
        least: What the act asks.
        settings: What is longer or sooner, the whole region first, then by municipality.
        answers: Within which terms who asks to destroy a dossier is answered, as the act says.
    """

    law: Law
    least: KeptFor
    settings: tuple[RetentionSetting, ...]
    answers: RequestNorm


def kept_by_act(workplace: Workplace) -> tuple[KeptByAct, ...]:
    """Every act with its term. Two laptops may have set the same: the newest id holds."""
    with workplace.store.read() as reader:
        newest = {(one.law, one.municipality): one for one in sorted(reader.find(RetentionSetting), key=lambda o: o.id)}
    held = sorted(newest.values(), key=lambda one: one.municipality)
    return tuple(
        KeptByAct(law, least, tuple(one for one in held if one.law is law and one.years >= least.years), NORMS[law])
        for law, least in BY_ACT.items()
    )


def keep_years(workplace: Workplace, fields: Mapping[str, object]) -> ChangeSet:
    """Sets for how many years dossiers are kept, from what a person filled in.

    Raises:
        RuleBroken: As `desktop.services.retention.settle_years`, or the limit that a field is outside of.
    """
    return settle_years(workplace, validated(RetentionSetting, fields))


def drop_years(workplace: Workplace, setting_id: str) -> ChangeSet:
    """The term of the act holds again.

    Raises:
        RuleBroken: ``not-allowed``, ``gone``.
    """
    require(workplace.role, Act.CHANGE_TERMS)
    with workplace.work(N_("Take own term of keeping off")) as work:
        there = work.get(RetentionSetting, setting_id)
        same = work.find(RetentionSetting, law=there.law, municipality=there.municipality)
        work.remove_all(RetentionSetting, [one.id for one in same])
        return work.commit()
