"""Availability: where people can start and where they wait, over all providers at once."""
