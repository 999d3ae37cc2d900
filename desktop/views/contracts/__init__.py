"""Contracten: what was agreed with providers, what runs out, and how many a municipality wants."""
