"""Dashboards: four pages of figures, each drawn, as a table, and with what it counts."""
