"""Why something about a resident leaves the program, in words."""

from __future__ import annotations

from desktop.language import N_
from desktop.models.audit import AuditPurpose

WHY = {
    AuditPurpose.CASEWORK: N_("for my own work"),
    AuditPurpose.FOR_RESIDENT: N_("for the resident"),
    AuditPurpose.FOR_PROVIDER: N_("for the care provider"),
    AuditPurpose.FOR_FILE: N_("for the archive"),
    AuditPurpose.FOR_OBJECTION: N_("objection or complaint"),
    AuditPurpose.ACCESS_REQUEST: N_("request to see the file"),
}
"""In the order shown."""
