"""Reads and checks region profiles. A region is one file; no line of code names one."""

from desktop.regions.faults import ProfileFault, ProfileFaults
from desktop.regions.reader import check, profile, read_profile, shipped

__all__ = ["ProfileFault", "ProfileFaults", "check", "profile", "read_profile", "shipped"]
