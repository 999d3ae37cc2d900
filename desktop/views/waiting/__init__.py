"""Residents who wait, over all cases, and what is expected of a wait."""
