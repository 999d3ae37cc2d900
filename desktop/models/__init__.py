"""The vocabulary: every entity declared once, its fields with unit and limit. No logic, no I/O."""
