"""A referral that nobody looked at yet, and a warm handover that is agreed: both for one case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from desktop.models.base import Value
from desktop.models.casework import Case, Referral, WarmHandover
from desktop.models.kinds import HandoverTo, ReferrerKind
from desktop.services.demo.scene import Scene

REFERRED, HANDED = 12, 9
"""Days ago that it was referred; days ahead that it is handed on."""


def passed_on(scene: Scene, case: Case, handed_by: str) -> Iterator[Value]:
    """By a general practitioner, and to another act."""
    texts = scene.stories.passing
    yield Referral(
        id=scene.new_id(),
        case_id=case.id,
        kind=ReferrerKind.GENERAL_PRACTITIONER,
        referrer=texts.referrer,
        referred_on=scene.today - timedelta(days=REFERRED),
        note=texts.asked,
    )
    yield WarmHandover(
        id=scene.new_id(),
        case_id=case.id,
        handed_by=handed_by,
        received_by=texts.received_by,
        organisation=texts.organisation,
        to=HandoverTo.OTHER_LAW,
        on_day=scene.today + timedelta(days=HANDED),
        what=texts.what,
    )
