"""Naober: the desk for residents who ask their municipality for help."""
