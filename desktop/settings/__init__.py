"""The machine's settings, each declared once with its type, default, limits and help."""
