"""Checking a draft indication that stands in no store: the same rules as the screen, for a file or another program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop import regions
from desktop.language import _
from desktop.models.draft import Prompt
from desktop.models.faults import RuleBroken
from desktop.models.region import RegionProfile
from desktop.rules.cost import Cost, cost
from desktop.rules.draft_faults import DraftFault, DraftUnreadable, faults, read_draft
from desktop.rules.prompts import prompts


@dataclass(frozen=True)
class DraftCheck:
    """What there is to say of a draft.

    Attributes:
        prompts: First what keeps it back; empty when there are faults.
        cost: Over the whole period, or why that cannot be said; None when there are faults.
        faults: Why the draft cannot be judged, each by its key; empty when it can.
    """

    prompts: tuple[Prompt, ...] = ()
    cost: Cost | None = None
    faults: tuple[DraftFault, ...] = ()


def check_draft(data: Mapping[str, object]) -> DraftCheck:
    """Judges a draft as `naober draft check` reads it; its region is a shipped one or the path of a profile's file.

    Raises:
        ProfileFaults: When the named profile has mistakes.
    """
    try:
        draft = read_draft(data)
    except DraftUnreadable as unreadable:
        return DraftCheck(faults=unreadable.faults)
    profile = _profile(draft.region)
    if profile is None:
        known = ", ".join(regions.shipped())
        text = _("{value} is not known here. Known are: {known}.", value=draft.region, known=known)
        return DraftCheck(faults=(DraftFault("region", text),))
    wrong = faults(profile, {**data, "region": profile.id})
    if wrong:
        return DraftCheck(faults=wrong)
    return DraftCheck(prompts(profile, draft), cost(profile, draft))


def _profile(region: str) -> RegionProfile | None:
    """The profile; None when there is no such region and no such file, or a file cannot have such a name."""
    try:
        return regions.profile(region)
    except (RuleBroken, OSError):
        return None
