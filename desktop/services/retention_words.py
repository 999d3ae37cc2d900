"""How grounds to keep a dossier, and where a proposal to destroy stands, are called."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.language import N_, _
from desktop.models.retention import Destruction, DestructionStatus, KeepGround

GROUNDS: Mapping[KeepGround, str] = {
    KeepGround.DISPUTE: N_("an objection, appeal, complaint or claim is still open"),
    KeepGround.CAREFUL_HELP: N_("careful help asks for it"),
    KeepGround.OTHER_ACT: N_("another act asks for it"),
}
"""Msgid by ground."""

GROUND_SOURCES: Mapping[KeepGround, str] = {
    KeepGround.DISPUTE: "AVG, art. 17 lid 3 onder e",
    KeepGround.CAREFUL_HELP: "Jeugdwet, art. 7.3.8 lid 3",
    KeepGround.OTHER_ACT: "AVG, art. 17 lid 3 onder b",
}
"""Where each ground stands."""

STATUSES: Mapping[DestructionStatus, str] = {
    DestructionStatus.PROPOSED: N_("waits for a decision"),
    DestructionStatus.DECLINED: N_("not destroyed"),
    DestructionStatus.DONE: N_("destroyed for good"),
}
"""Msgid by status."""


def source_text(destruction: Destruction) -> str:
    """The document and the paragraph in which the term stands."""
    return _joined(destruction.document, destruction.paragraph)


def term_text(destruction: Destruction) -> str:
    """For how many years they had to be kept, and what says so."""
    years = _("{n} years after the last change", n=destruction.years)
    source = source_text(destruction)
    return f"{years} ({source})" if source else years


def basis_text(destruction: Destruction) -> str:
    """That the resident asked for it, and what says that may be."""
    source = source_text(destruction)
    asked = _("the resident asked for it")
    return f"{asked} ({source})" if source else asked


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
