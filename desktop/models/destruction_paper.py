"""What a certificate of destruction prints: numbers and kinds, and the names of two colleagues."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.models.papers import PaperHead
from desktop.models.retention import Destruction


@dataclass(frozen=True)
class DestructionPage:
    """Everything the certificate prints.

    Attributes:
        certificate: Once it is done; it names no resident and no case.
        proposed_by: Name of the colleague; empty when not known here.
        decided_by: The other's.
        from_database: True where the central store is a database, whose tables someone else must have written anew.
    """

    head: PaperHead
    certificate: Destruction
    proposed_by: str
    decided_by: str
    from_database: bool = False
