"""What a row can become: the records of the social map."""

from __future__ import annotations

from desktop.models.base import Value
from desktop.models.social_map import AvailabilityReport, CommunityService, Location, Organisation, Place, Provider

KINDS: dict[str, type[Value]] = {
    "place": Place,
    "organisation": Organisation,
    "provider": Provider,
    "community_service": CommunityService,
    "location": Location,
    "availability_report": AvailabilityReport,
}
"""The value class by its name in a mapping, parents before children."""
