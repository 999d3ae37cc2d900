"""Measurements, each by its own command; none of them is a test."""
