"""Instellingen: region, central store, security, import, appearance and language."""
