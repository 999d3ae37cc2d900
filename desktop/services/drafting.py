"""Checking a draft indication that stands in no store: the same rules as the screen, for a file or another program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop import regions
from desktop.language import _
from desktop.models.draft import Comparable, Draft, Prompt
from desktop.models.faults import RuleBroken
from desktop.models.region import RegionProfile
from desktop.rules.cost import Cost, cost
from desktop.rules.draft_faults import DraftFault, DraftUnreadable, faults, read_draft
from desktop.rules.draft_sentences import shown
from desktop.rules.prompts import blocks, prompts, unanswered
from desktop.services.draft_facts import comparable_help
from desktop.services.workplace import Workplace

NETWORK_PATHS = ("\\\\", "//")
"""How a path to another machine begins; a draft from outside does not get to send this one there."""


@dataclass(frozen=True)
class DraftCheck:
    """What there is to say of a draft.

    Attributes:
        draft: As it was read; None when there are faults.
        prompts: First what keeps it back; empty when there are faults.
        cost: Over the whole period, or why that cannot be said; None when there are faults.
        faults: Why the draft cannot be judged, each by its key; empty when it can.
    """

    draft: Draft | None = None
    prompts: tuple[Prompt, ...] = ()
    cost: Cost | None = None
    faults: tuple[DraftFault, ...] = ()

    @property
    def standing(self) -> tuple[Prompt, ...]:
        """Prompts that no reason has lifted."""
        return tuple(prompt for prompt in self.prompts if not prompt.answered)

    @property
    def lifted(self) -> tuple[tuple[Prompt, str], ...]:
        """Prompts that a reason has lifted, with that reason."""
        reasons = self.draft.reasons if self.draft else {}
        return tuple((prompt, reasons[prompt.code]) for prompt in self.prompts if prompt.answered)

    @property
    def may_hand_in(self) -> bool:
        """True when nothing blocks and nothing asks any more."""
        return not (self.faults or blocks(self.prompts) or unanswered(self.prompts))


def check_draft(data: Mapping[str, object], workplace: Workplace | None = None) -> DraftCheck:
    """Judges a draft as `naober draft check` reads it; its region is a shipped one or the path of a profile's file.

    With a workplace, the draft is for its region, and is compared with how long help in its store really lasted.

    Raises:
        ProfileFaults: When the named profile has mistakes.
    """
    try:
        draft = read_draft(data)
    except DraftUnreadable as unreadable:
        return DraftCheck(faults=unreadable.faults)
    profile = workplace.profile if workplace else _profile(draft.region)
    if profile is None:
        known = ", ".join(regions.shipped())
        text = _("{value} is not known here. Known are: {known}.", value=shown(draft.region), known=known)
        return DraftCheck(faults=(DraftFault("region", text),))
    wrong = faults(profile, data if workplace else {**data, "region": profile.id})
    if wrong:
        return DraftCheck(faults=wrong)
    others = _others(workplace, draft) if workplace else None
    return DraftCheck(draft, prompts(profile, draft, others), cost(profile, draft))


def _others(workplace: Workplace, draft: Draft) -> Comparable | None:
    with workplace.store.read() as reader:
        return comparable_help(reader, workplace.profile, draft)


def _profile(region: str) -> RegionProfile | None:
    """The profile; None when there is no such region and no such profile's file."""
    if region not in regions.shipped() and (Path(region).suffix != ".toml" or region.startswith(NETWORK_PATHS)):
        return None
    try:
        return regions.profile(region)
    except (RuleBroken, OSError, ValueError):  # a name no file can have
        return None
