"""What was looked at before custom care: each possibility answered, and no indication where one of them is enough."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.language import _
from desktop.models.draft import DraftAlternative
from desktop.models.kinds import AlternativeKind
from desktop.models.labels import label
from desktop.models.region import Boundary, RuleSetting
from desktop.models.region_settings import Source
from desktop.rules.prompts.drafted import Asked, Drafted
from desktop.rules.prompts.phrases import either
from desktop.rules.said import is_said


def alternatives_unanswered(case: Drafted, setting: RuleSetting) -> Asked | None:
    """Asks for the possibilities the region wants answered and that have no answer yet.

    A tick is no answer: the reason counts (Wmo 2015 art. 2.3.2 lid 4; Jeugdwet art. 2.3). Blanks are no answer either.
    """
    answered = {a.kind for a in case.draft.alternatives if is_said(a.answer)}
    missing = [kind for kind in setting.kinds or tuple(AlternativeKind) if kind not in answered]
    if not missing:
        return None
    text = _(
        "Not answered yet: {kinds}. Write down for each what you found, also when it was no way out.",
        kinds="; ".join(map(label, missing)),
    )
    return Asked(text, values={"kinds": tuple(missing)})


def community_service_sufficient(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks why help is indicated where another possibility was found to be enough."""
    enough = tuple(dict.fromkeys(a.kind for a in case.draft.alternatives if a.sufficient))
    if not enough:
        return None
    text = _(
        "You noted that this is enough: {kinds}. Then no indication is needed. "
        "Is help still needed? Then change that answer.",
        kinds="; ".join(map(label, enough)),
    )
    return Asked(text, values={"kinds": enough})


def other_law_first(case: Drafted, _setting: RuleSetting) -> Asked | None:
    """Asks whether another act goes first, where boundaries of the region point to it."""
    pointing = [b for b in case.profile.boundaries if _points(b, case)]
    if not pointing:
        return None
    laws = tuple(dict.fromkeys(b.law for b in pointing))
    text = _(
        "Perhaps the {law} goes first. {why} Does it not? Then explain why.",
        law=either([label(law) for law in laws]),
        why=" ".join(b.text for b in pointing),
    )
    return Asked(text, values={"laws": laws}, source=_together([b.source for b in pointing]))


def _together(sources: Sequence[Source]) -> Source:
    """Several sources as one: each document and each paragraph once."""
    return Source(
        document="; ".join(dict.fromkeys(source.document for source in sources)),
        paragraph="; ".join(dict.fromkeys(source.paragraph for source in sources)),
    )


def _points(boundary: Boundary, case: Drafted) -> bool:
    """True when the boundary is about this draft and its sign is there.

    The sign is a product that is drafted, or a possibility that is still open or was found to be enough: once it has
    been answered with a reason why not, the boundary has been looked at.
    """
    if boundary.products and case.draft.product not in boundary.products:
        return False
    if boundary.segments and not {s.id for s in case.segments} & set(boundary.segments):
        return False
    if boundary.law == case.draft.law:
        return False
    if boundary.when in tuple(AlternativeKind):
        answers = [a for a in case.draft.alternatives if a.kind == boundary.when]
        return not any(map(_rules_out, answers)) or any(a.sufficient for a in answers)
    return boundary.when == case.draft.product


def _rules_out(answer: DraftAlternative) -> bool:
    return is_said(answer.answer) and not answer.sufficient
