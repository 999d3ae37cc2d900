"""Ctrl+K: one field over everything one can do or open."""
