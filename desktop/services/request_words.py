"""Words about requests to destroy a dossier: who asked, what was decided and why, and what goes wrong with them."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.language import N_
from desktop.models.destruction_request import AskedBy, RefusalGround, RequestOutcome

ASKED_BY: Mapping[AskedBy, str] = {
    AskedBy.RESIDENT: N_("the resident, or someone with a written authority"),
    AskedBy.REPRESENTATIVE: N_("the representative by law (parent, guardian, curator, mentor)"),
    AskedBy.OTHER: N_("someone else"),
}
"""Msgid by who asked."""

OUTCOMES: Mapping[RequestOutcome, str] = {
    RequestOutcome.OPEN: N_("waits for a decision"),
    RequestOutcome.GRANTED: N_("granted"),
    RequestOutcome.REFUSED: N_("refused"),
    RequestOutcome.WITHDRAWN: N_("taken back"),
}
"""Msgid by what became of it."""

REFUSALS: Mapping[RefusalGround, str] = {
    RefusalGround.OTHERS_INTEREST: N_("keeping it is of considerable importance to someone else"),
    RefusalGround.LAW_FORBIDS: N_("a rule in an act is opposed to it"),
    RefusalGround.NOT_ENTITLED: N_("whoever asked could not ask for this"),
}
"""Msgid by ground."""

REQUESTS: dict[str, str] = {
    "answer-later-than-act": N_("The act gives {months} months. Sooner may be; later may not."),
    "request-open": N_("There is a request for this dossier already. Decide on that one first."),
    "request-decided": N_("This request was decided on already."),
    "request-extended": N_("The term of this request was extended already. That may be done once."),
    "request-late": N_("The term to decide is over. It can be extended only while it runs."),
    "request-not-entitled": N_(
        "Whoever asked could not ask for this: from twelve on the resident asks, unless the resident cannot weigh what "
        "is at stake. Refuse the request, or have it written down as it was."
    ),
    "request-kept": N_("A ground to keep this dossier longer still holds. Refuse the request, or wait until it ends."),
    "request-proposed": N_("This waits for the administrator, who destroys it. The administrator declines it first."),
    "own-request": N_("You wrote this request down yourself. Another team lead decides on it."),
    "case-not-closed": N_(
        "This case is open. Help and payments rest on it, so it cannot be destroyed yet. End the help and close the "
        "case first, if the resident wants that."
    ),
    "unable-under-twelve": N_("Under twelve the representative asks, whatever the child can weigh. Take this off."),
}
"""What goes wrong: msgid by code."""
